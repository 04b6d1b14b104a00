import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';
import { pairProblem, type DataPair } from './codecs/data-string.js';
import { bareNumber, phoneProblem } from './codecs/phone.js';
import { readWallClock, type WallClock } from './codecs/wall-clock.js';
import { CtiError } from './errors.js';

// A sentence is a function: it is said in the language of the moment, not of the first load.
type Say = () => string;

/** A check in words of our own: smaller than zod's ready-made ones, and each has its sentence anyway. */
const sayProblem =
  <T>(problem: (value: T) => string | undefined) =>
  ({ value, issues }: z.core.ParsePayload<T>) => {
    const message = problem(value);
    if (message) issues.push({ code: 'custom', message, input: value });
  };

const text = (what: Say) => z.string({ error: () => msg(str`${what()}: text is expected.`) });
const required = (what: Say) => text(what).check(sayProblem((value) => (value.trim() ? undefined : msg(str`${what()} is missing.`))));
const optional = (what: Say) => z.optional(text(what));
const whole = (what: Say, least = 0, why: Say = () => msg('A number below 0 is not possible here.')) => {
  const error = () => msg(str`${what()}: a whole number is expected.`);
  return z.number({ error }).check(sayProblem((value) => (!Number.isSafeInteger(value) ? error() : value < least ? why() : undefined)));
};

const campaignName = () => msg('The campaign');
const callName = () => msg('The call');
const tagName = () => msg('The text of the tag');
const priorityName = () => msg('The priority');

/** Trimmed, and nothing else changed (C-065). */
const phone = z.string({ error: () => msg('Enter a number.') }).check((payload) => {
  payload.value = payload.value.trim();
}, sayProblem(phoneProblem));
const wallClock = text(() => msg('The time')).check(
  sayProblem((value) =>
    readWallClock(value) === undefined ? msg('This is no date and time: write it as YYYY-MM-DD HH:mm:ss.') : undefined,
  ),
);
const isPair = (value: unknown) => Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
const pair = z.custom<DataPair>(isPair, { error: () => msg('A data pair is a name and a value.') }).check(sayProblem(pairProblem));

/** One line of a dialer's spool. All of it is needed: what is made up would alter the dialer's work. */
const entryShape = {
  campaign: required(campaignName),
  destination: phone,
  dialerBase: text(() => msg('The dialer list')),
  status: whole(() => msg('The status')),
  data: z.array(pair, { error: () => msg('The data pairs: a list is expected.') }),
  alternatives: z.array(phone, { error: () => msg('The other numbers: a list is expected.') }),
  contact: whole(() => msg('The contact')),
  retries: whole(() => msg('The retries')),
  priority: whole(priorityName),
  agentPhone: text(() => msg('The agent’s phone')),
};

const noEntry = { error: () => msg('Whom to dial is missing: a campaign and a number at least.') };

/** Priority 1 is the dialer's own, for scheduled calls (U-68, C-128). */
const spoolPriority = whole(priorityName, 2, () => msg('Priority 1 is kept for scheduled calls: use 2 or more.'));

/** A callback needs only a campaign and a number; the rest has the documents' neutral values (U-65, C-131). */
const neutral = { dialerBase: '', status: 1, data: [], alternatives: [], contact: 0, retries: 0, priority: 9999, agentPhone: '' };

const dial = { destination: phone, campaign: required(campaignName) };

/** `z.object({})` would type every further key as forbidden, `type` among them. */
const nothing: z.ZodMiniType<object, object> = z.object({});

const schemas = {
  call: z.object({ ...dial, callerId: z.optional(phone) }),
  callWithPhone: z.object(dial),
  hangup: nothing,
  cti: nothing,
  respool: z.object({ entry: z.object({ ...entryShape, priority: spoolPriority }, noEntry) }),
  schedule: z.object({ at: wallClock, entry: z.object(entryShape, noEntry) }),
  tag: z.object({ guid: required(callName), message: required(tagName), phone: z.optional(phone) }),
  dispose: z
    .object({
      campaign: required(campaignName),
      guid: required(callName),
      customer: phone,
      level1: required(() => msg('The result')),
      level2: optional(() => msg('The second level')),
      level3: optional(() => msg('The third level')),
      data1: optional(() => msg('Data 1')),
      data2: optional(() => msg('Data 2')),
      comment: optional(() => msg('The comment')),
      callbackAt: z.optional(wallClock),
      callbackCampaign: optional(campaignName),
      tag: optional(tagName),
    })
    .check(({ value, issues }) => {
      if (value.level3 && !value.level2)
        issues.push({ code: 'custom', path: ['level2'], message: msg('The second level is missing.'), input: value });
    }),
};

export type CommandType = keyof typeof schemas;
/** A checked command of one type. */
export type CommandOf<T extends CommandType> = { [K in T]: { type: K } & z.output<(typeof schemas)[K]> }[T];
/** A checked command, as transports get it. */
export type Command = CommandOf<CommandType>;
/** A command as the page writes it. */
export type CommandInput =
  | Exclude<Command, { type: 'schedule' }>
  | { type: 'schedule'; at: WallClock; entry: Pick<RespoolEntry, 'campaign' | 'destination'> & Partial<RespoolEntry> };
export type RespoolEntry = CommandOf<'respool'>['entry'];

/** What the portal says of the answered call. */
export interface Cti {
  guid?: string;
  campaign?: string;
  /** The customer's number. */
  callerId?: string;
  /** The spool line of this contact, with the **next** number to dial as its destination. Only for a dialer's call. */
  entry?: RespoolEntry;
  /** The call's variables, in order. */
  data: DataPair[];
  /** The object as the portal sent it. */
  raw: unknown;
}

interface Outcome {
  /**
   * How far the command got: `confirmed`, the other end said yes; `sent`, posted to a system that never answers
   * this command; `queued`, waiting in the outbox.
   */
  status: 'confirmed' | 'sent' | 'queued';
  /** Name of the transport that carried it; `outbox` while it waits. */
  transport: string;
  /** Why it waits, when it does. */
  error?: CtiError;
}

interface ReplyFields {
  call: { guid: string };
  callWithPhone: { guid: string };
  cti: { cti: Cti | null };
}

/** The reply to a command of one type. */
export type ReplyTo<T extends CommandType> = Outcome & (T extends keyof ReplyFields ? ReplyFields[T] : unknown);
export type Reply = { [T in CommandType]: ReplyTo<T> }[CommandType];

/** Commands that may wait for a connection. A dial or a hang-up that comes late reaches another customer. */
export const mayWait: ReadonlySet<CommandType> = new Set<CommandType>(['dispose', 'schedule', 'respool', 'tag']);

/** What must not run twice at once: the same command, and every dial to the same number. */
export function sameness(command: Command): string {
  return 'destination' in command ? `dial ${bareNumber(command.destination)}` : JSON.stringify(command);
}

/** What is wrong with one input of a command. */
export interface FieldProblem {
  /** Its path inside the command, joined with dots: `destination`, `entry.data.0`. */
  field: string;
  /** A sentence for the agent. */
  message: string;
}

/** Checks what the page wrote. Throws `INVALID` with the first sentence that is wrong, and its field. */
export function checkCommand(input: CommandInput): Command {
  // A page without types may write anything.
  const { type, ...fields } = Object(input) as CommandInput & { entry?: Partial<RespoolEntry> };
  if (!Object.hasOwn(schemas, type)) throw new CtiError('INVALID', msg('This command is not known.'), { field: 'type' });
  const whole = type === 'schedule' && fields.entry ? { ...fields, entry: { ...neutral, ...fields.entry } } : fields;
  const { data, error } = schemas[type].safeParse(whole);
  if (!error) return { type, ...data } as Command;
  const { message = '', path = [] } = error.issues[0] ?? {};
  throw new CtiError('INVALID', message, { field: path.join('.'), cause: error });
}
