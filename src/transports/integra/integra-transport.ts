import { msg, str } from '@lit/localize';
import {
  bare,
  done,
  noText,
  readGuid,
  readRemoved,
  readTaken,
  writeBlackEntry,
  writeRespoolObject,
  writeScheduleObject,
  type IntegraDialect,
} from './integra-codec.js';
import { readWallClock, writeWallClock } from '../../codecs/wall-clock.js';
import type { AgentReason } from '../../core/call-commands.js';
import type { Checks, Command, CommandOf, CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Bulk, Support } from '../../core/transport.js';
import { joinUrl, type Answer } from '../http/fetch.js';
import {
  HttpTransport,
  refuseFields,
  type HttpRequest,
  type HttpTransportOptions,
  type ReplyBody,
  type SendRequest,
} from '../http/http-transport.js';
import { writeJson } from '../../codecs/write-json.js';
import { levelsText } from '../../core/levels-text.js';
import { refusedBy, restated } from '../transport-error.js';

export interface IntegraOptions extends HttpTransportOptions {
  /** Name of the agent. */
  agent?: string;
  /** The agent's phone (extension): it rings first. Without it there is no call and no hang-up (U-21). */
  phone?: string;
  /** Technology of the agent's phone. `SIP` when absent (C-074). */
  tech?: string;
  /** The agent's context as configured in uContact. */
  context?: string;
  /** What the server speaks. `new` when absent. */
  dialect?: IntegraDialect;
  /**
   * What the workflow of a call gets with it, usually JSON: such a call goes out by `AgentCallwithData` (C-399, vendor page).
   * Asked for each call, and before it whether that can go: it only tells. Nothing for a call without data.
   */
  callData?: ((command: CommandOf<'call'>) => string | undefined) | undefined;
  /** Why the agent may pause: each `id` is the name of a break that is set up in uContact (C-397, vendor page). */
  pauseReasons?: readonly AgentReason[] | undefined;
}

const dialects: readonly IntegraDialect[] = ['new', 'v8', 'old'];

export type IntegraSettings = Required<Pick<IntegraOptions, 'agent' | 'phone' | 'tech' | 'context' | 'dialect'>> &
  Pick<IntegraOptions, 'callData' | 'pauseReasons'>;

export interface IntegraOperation<T extends CommandType> {
  /**
   * Below `Integra/resources/`. A second spelling is tried only when the server has no such page (U-20), and remembered (U-83).
   * None for what is answered here.
   */
  paths: readonly [string?, string?];
  /** Another operation that this very command wants. */
  instead?: (command: CommandOf<T>, settings: IntegraSettings) => IntegraOperation<T> | false;
  /** Why it cannot be asked with these settings: a sentence. */
  missing?: (settings: IntegraSettings) => string | false | undefined;
  /** Throws `INVALID` for what this server cannot be asked. */
  form: (command: CommandOf<T>, settings: IntegraSettings) => Record<string, string>;
  reply: (answer: Answer, command: CommandOf<T>, settings: IntegraSettings) => ReplyBody<T>;
}
export type IntegraOperations = { [T in CommandType]?: IntegraOperation<T> };

const needsPhone = ({ phone }: IntegraSettings) =>
  !phone && msg('The agent’s phone is not set on this page: set the attribute phone.');

/** With data for the workflow, the answer as without (C-399). */
function callWithData(command: CommandOf<'call'>, { callData }: IntegraSettings): IntegraOperation<'call'> | false {
  const data = callData?.(command) as unknown;
  if (data === undefined) return false;
  if (typeof data !== 'string')
    throw new CtiError('INVALID', msg('The data of a call are text.'), { field: 'callData' });
  const { form, reply } = wire.call;
  return { paths: ['Agents/AgentCallwithData'], form: (...given) => ({ ...form(...given), data }), reply };
}

/** The wire (contract 1.1.3): one line a command, names spelled and ordered as documented. */
const wire = {
  call: {
    paths: ['Agents/AgentCall'],
    instead: callWithData,
    missing: needsPhone,
    form: ({ callerId = '', campaign, destination }, { agent, phone, tech, context }) => ({
      callerid: callerId,
      agent,
      phone,
      tech,
      context,
      outqueue: campaign,
      destination,
    }),
    reply: (answer) => ({ status: 'confirmed', guid: readGuid(answer) }),
  },
  hangup: {
    paths: ['Agents/HungupPhone', 'Agents/HangupPhone'],
    missing: needsPhone,
    form: (_, { phone }) => ({ phone }),
    reply: done,
  },
  respool: {
    paths: ['Dialers/Respool'],
    form: ({ entry }) => ({ callspool: writeJson(writeRespoolObject(entry)) }),
    reply: done,
  },
  schedule: {
    paths: ['Dialers/ScheduleDialerCall'],
    form: ({ at, entry }) => ({ callschedule: writeJson(writeScheduleObject(at, entry)) }),
    reply: done,
  },
  tag: {
    paths: ['Agents/TagRecord'],
    form: ({ phone, guid, message }) => {
      if (phone) return { phone, guid, data: message };
      throw new CtiError('INVALID', msg('The customer’s number is missing: a recording is tagged by it.'), {
        field: 'phone',
      });
    },
    reply: (answer) => (readTaken(answer), { status: 'sent' }),
  },
  dispose: { paths: ['api/DispositionCall'], form: disposition, reply: done },
  blacklist: {
    paths: ['admin/addblack'],
    instead: ({ entries }) => entries.length > 1 && { paths: ['admin/addblackbulk'], form: black, reply: done },
    form: black,
    reply: done,
  },
} satisfies IntegraOperations;

const olderServer = () => msg('This older server');

/** Those of what a command becomes by its content. */
const furtherPaths = ['admin/addblackbulk', 'Dialers/RemoveScheduleDialerCall', 'Agents/AgentCallwithData'];

/** An older server puts one number on the list, and knows six keys of it (U-43). */
export function black(
  { entries }: CommandOf<'blacklist' | 'unblacklist'>,
  { dialect }: IntegraSettings,
): { black: string } {
  if (dialect !== 'new') {
    if (entries.length > 1)
      throw new CtiError(
        'UNSUPPORTED',
        msg('This older server takes one number at a time: send them one after the other.'),
      );
    refuseFields(
      entries[0] ?? {},
      ['phone', 'campaign', 'username', 'company', 'jobTitle', 'name'],
      olderServer(),
      'entries.0.',
    );
  }
  const [first, ...others] = entries.map(writeBlackEntry);
  return { black: writeJson(others.length ? [first, ...others] : first) };
}

/** `callerid` is the customer here (C-085), an unset value is empty (C-084, C-087, C-089), and the action is the server's (C-088). */
function disposition(command: CommandOf<'dispose'>, { agent, dialect }: IntegraSettings): Record<string, string> {
  const { campaign, customer, guid, level1, level2 = '', level3 = '', data1 = '', data2 = '', comment = '' } = command;
  const { callbackAt = '', callbackCampaign = '', tag = '' } = command;
  if (dialect !== 'new') refuseFields({ callbackCampaign, tag }, [], olderServer());
  return {
    ...{ campaign, agent, callerid: customer, guid, l1: level1, l2: level2, l3: level3, d1: data1, d2: data2, comment },
    schedule: callbackAt,
    ...(dialect === 'new' && { camptoreschedule: callbackCampaign, tag }),
  };
}

/** What `integra-supervisor.ts` and `integra-agent.ts` add: commands which not every agent's page has a need of. */
export interface IntegraPart {
  readonly operations: IntegraOperations;
  readonly checks: Checks;
  readonly bulk?: (settings: IntegraSettings) => Bulk;
}

/** Carries commands to uContact's Integra REST API. What the portal alone can do (`callWithPhone`, `cti`) it cannot. */
export class IntegraTransport extends HttpTransport {
  static #parts: Partial<IntegraPart> = {};

  readonly name = 'integra';
  /** A tag or a do-not-call entry twice says the same; a callback is taken out before it is put in again (C-150, C-151). */
  readonly repeats = ['tag', 'schedule', 'blacklist'] as const;
  readonly unanswered = ['tag'] as const;
  readonly #settings: IntegraSettings;
  /** The server has the second spelling (U-83): one command alone has two. */
  #hasOther = false;

  constructor({ agent = '', phone = '', tech = 'SIP', context = '', dialect = 'new', ...options }: IntegraOptions) {
    super({ ...options, baseUrl: joinUrl(options.baseUrl, 'Integra/resources') });
    if (!dialects.includes(dialect))
      throw new CtiError('INVALID', msg(str`“${dialect}” is not a dialect of Integra: set new, v8 or old.`));
    const { callData, pauseReasons } = options;
    this.#settings = { agent, phone, tech, context, dialect, callData, pauseReasons };
  }

  /** Teaches every `IntegraTransport`, also those that are there already, the commands of a part. */
  static register(part: IntegraPart): void {
    const known = IntegraTransport.#parts;
    IntegraTransport.#parts = {
      ...known,
      ...part,
      operations: { ...known.operations, ...part.operations },
      checks: { ...known.checks, ...part.checks },
    };
  }

  get checks(): Checks | undefined {
    return IntegraTransport.#parts.checks;
  }

  get words(): readonly string[] {
    return [
      ...furtherPaths,
      ...Object.values({ ...wire, ...IntegraTransport.#parts.operations }).flatMap(({ paths }) => paths as string[]),
    ];
  }

  get bulk(): Bulk | undefined {
    return IntegraTransport.#parts.bulk?.(this.#settings);
  }

  supports(type: CommandType): Support {
    const isPortals = type === 'callWithPhone' || type === 'cti';
    const operation = this.#operation(type);
    const reason = operation
      ? operation.missing?.(this.#settings)
      : isPortals
        ? msg('Only the uContact portal can do this, and this page is not using it.')
        : msg('uContact does not take this from here: do it in uContact itself.');
    return reason ? { ok: false, code: 'UNSUPPORTED', reason } : { ok: true };
  }

  refusal(command: Command): CtiError | undefined {
    return refusedBy(() => this.#operationFor(command).form(command, this.#settings));
  }

  protected async carry(command: Command, ask: SendRequest, again: boolean): Promise<ReplyBody<CommandType>> {
    const { paths, form, reply } = this.#operationFor(command);
    if (again && command.type === 'schedule')
      readRemoved(await ask(post('Dialers/RemoveScheduleDialerCall', slot(command))));
    const fields = form(command, this.#settings);
    const answered = (answer: Answer) => {
      try {
        return reply(answer, command, this.#settings);
      } catch (cause) {
        const isNo = CtiError.from(cause).code === 'REJECTED' && bare(answer.text) === '0';
        throw isNo ? restated(cause, { message: refusalText(command, this.#settings) }) : cause;
      }
    };
    const [name, other] = paths;
    if (!name) return answered({ status: 200, text: '' });
    const isOther = other && this.#hasOther;
    const first = await ask(post(isOther ? other : name, fields));
    if (first.status !== 404 || !other || isOther) return answered(first);
    const second = await ask(post(other, fields));
    this.#hasOther = second.status !== 404;
    return answered(second);
  }

  /** What an answer means its operation says: a 404 may want the other path. */
  protected override checkAnswer(): void {
    // nothing is refused here
  }

  /** The one that this very command wants, of a type that is known. */
  #operationFor(command: Command): IntegraOperation<CommandType> {
    const known = this.#operation(command.type) as IntegraOperation<CommandType>;
    return known.instead?.(command, this.#settings) || known;
  }

  #operation<T extends CommandType>(type: T): IntegraOperation<T> | undefined {
    return (wire as IntegraOperations)[type] ?? IntegraTransport.#parts.operations?.[type];
  }
}

/** What a `0` most likely means: Integra gives no reason, and these are what its commands hang on (U-48). */
function refusalText(command: Command, { phone }: IntegraSettings): string {
  switch (command.type) {
    case 'call':
      return msg(str`uContact did not call ${command.destination}. Check that phone ${phone} is signed in and free.`);
    case 'hangup':
      return msg(str`There is no call on phone ${phone}.`);
    case 'dispose':
      return msg(
        str`uContact refused this result, and saved nothing for ${command.customer}. Check that ${levelsText(command)} exists for ${command.campaign}, to its last level.`,
      );
    case 'schedule':
      return msg(
        str`uContact did not schedule the callback to ${command.entry.destination}. Check its time, and that ${command.entry.campaign} exists.`,
      );
    case 'respool':
      return msg(
        str`uContact did not put ${command.entry.destination} back in the queue. Check that its list and contact still exist for ${command.entry.campaign}.`,
      );
    case 'blacklist':
      return msg('uContact put nothing on the do-not-call list. Check each number and its campaign.');
    default:
      return noText();
  }
}

const post = (path: string, form: Record<string, string>): HttpRequest => ({ method: 'POST', path, form });

/** That callback alone. Nobody says whether the bounds count (U-51): a second on both sides takes it in either case. */
function slot({ at, entry: { campaign, destination } }: CommandOf<'schedule'>): Record<string, string> {
  const clock = readWallClock(at) ?? 0;
  return { campaign, destination, from: writeWallClock(clock - 1000), to: writeWallClock(clock + 1000) };
}
