import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';
import {
  blacklistEntries,
  callName,
  campaignName,
  confirmed,
  dialled,
  integer,
  named,
  nothing,
  numberToConfirm,
  ofCall,
  optional,
  pair,
  phone,
  priorityName,
  required,
  spooled,
  text,
  wallClock,
} from './schema.js';
import { dataProblem, type DataPair } from '../codecs/data-string.js';
import { isSaid } from '../codecs/json.js';
import { phoneProblem, readAlternatives } from '../codecs/phone.js';
import type { WallClock } from '../codecs/wall-clock.js';
import { CtiError } from './errors.js';
import type { CallCommands, CallReplies } from './call-commands.js';
import type { SupervisorCommands, SupervisorReplies } from './supervisor-commands.js';

const tagName = () => msg('The text of the tag');

/** One line of a dialer's spool. All of it is needed: what is made up would alter the dialer's work. */
const entryShape = {
  campaign: required(campaignName),
  destination: spooled,
  dialerBase: text(() => msg('The dialer list')),
  status: integer(() => msg('The status')),
  data: z.array(pair, { error: () => msg('The data pairs: a list is expected.') }),
  alternatives: z.array(z.string({ error: () => msg('Enter a number.') }), {
    error: () => msg('The other numbers: a list is expected.'),
  }),
  /** As the dialer wrote `data`, where the pairs alone would not come out as that: what is unchanged goes back so. */
  dataText: optional(() => msg('The data')),
  /** The same of `alternatives`. */
  alternativesText: optional(() => msg('The other numbers')),
  contact: integer(() => msg('The contact')),
  retries: integer(() => msg('The retries')),
  priority: integer(priorityName),
  agentPhone: text(() => msg('The agent’s phone')),
};

interface Entry {
  data: DataPair[];
  dataText?: string | undefined;
  alternatives: string[];
  alternativesText?: string | undefined;
}

/** What the dialer gave goes back as it was: only what was made here is held against the format. */
function checkEntry({ value, issues }: z.core.ParsePayload<Entry>): void {
  const wrong = (path: [string, number], message: string) =>
    issues.push({ code: 'custom', path, message, input: value });
  const inData = dataProblem(value.data, value.dataText);
  if (inData) wrong(['data', inData.at], inData.message);
  readAlternatives(value.alternatives, value.alternativesText).forEach(({ phone, problem }, at) => {
    if (problem === undefined) value.alternatives[at] = phone;
    else wrong(['alternatives', at], problem);
  });
}

const noEntry = { error: () => msg('Whom to dial is missing: a campaign and a number at least.') };

/** Priority 1 is the dialer's own, for scheduled calls (U-68, C-128). */
const spoolPriority = integer(priorityName, 2, () => msg('Priority 1 is kept for scheduled calls: use 2 or more.'));

/** A callback needs only a campaign and a number; the rest has the documents' neutral values (U-65, C-131). */
const neutral = {
  dialerBase: '',
  status: 1,
  data: [],
  alternatives: [],
  contact: 0,
  retries: 0,
  priority: 9999,
  agentPhone: '',
};

const dial = {
  destination: dialled,
  campaign: required(campaignName),
  /** About a number that is asked about first. */
  confirmed: confirmed(numberToConfirm),
};

/** The agent's commands: what every client knows. */
export const agentChecks = {
  call: z.object({ ...dial, callerId: z.optional(phone) }),
  callWithPhone: z.object(dial),
  hangup: z.object({
    ...ofCall,
    /** Told that this ends whatever is on the phone, a person pressed again (V-24). */
    confirmed: confirmed(() => msg('the hang-up')),
  }),
  cti: nothing,
  respool: z.object({ entry: z.object({ ...entryShape, priority: spoolPriority }, noEntry).check(checkEntry) }),
  schedule: z.object({ at: wallClock, entry: z.object(entryShape, noEntry).check(checkEntry) }),
  tag: z.object({ guid: required(callName), message: required(tagName), phone: z.optional(named) }),
  dispose: z
    .object({
      campaign: required(campaignName),
      guid: required(callName),
      customer: named,
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
      // Who is called back has a number; whose result it is need not have one.
      const message = value.callbackAt && phoneProblem(value.customer);
      if (message) issues.push({ code: 'custom', path: ['customer'], message, input: value });
    }),
  /** A supervisor's, and here so that what one put into the outbox goes out from an agent's page. */
  blacklist: blacklistEntries,
};

/** The names in checks: of commands, and of their fields at any depth. */
export const namesIn = (checks: object): string[] =>
  Object.entries(checks).flatMap(([name, check]) => [name, ...namesIn(partsOf(check))]);

/** What a check looks into: the fields of an object, or the words of a choice. */
function partsOf(check: unknown): object {
  const { def = {} } = check as { def?: Partial<Record<'innerType' | 'element' | 'shape' | 'entries', object>> };
  const inner = def.innerType ?? def.element;
  return inner ? partsOf(inner) : (def.shape ?? def.entries ?? {});
}

/** The path of the first thing said in a value that its check does not know: it would be gone without a word. */
export function unknownField(check: unknown, value: unknown): string | undefined {
  const { def = {} } = check as { def?: Partial<Record<'innerType' | 'element' | 'shape', object>> };
  if (def.innerType) return unknownField(def.innerType, value);
  const { element, shape } = def;
  if (!element && !shape) return undefined;
  for (const [name, part] of Object.entries(Object(value) as object)) {
    const known = element ?? own(shape, name);
    const inner = known ? unknownField(known, part) : saysSomething(part) ? '' : undefined;
    if (inner !== undefined) return inner ? `${name}.${inner}` : name;
  }
  return undefined;
}

const own = (shape: object = {}, name: string): unknown =>
  Object.hasOwn(shape, name) ? (shape as Record<string, unknown>)[name] : undefined;
const saysSomething = (value: unknown) => isSaid(value) && !(Array.isArray(value) && !value.length);

/** What a command of each type holds. */
type Fields = { [K in keyof typeof agentChecks]: z.output<(typeof agentChecks)[K]> } & CallCommands &
  SupervisorCommands;
export type CommandType = keyof Fields;
/** Checks of commands, by type. */
export type Checks = { readonly [T in CommandType]?: z.ZodMiniType };
/** A checked command of one type. */
export type CommandOf<T extends CommandType> = { [K in T]: { type: K } & Fields[K] }[T];
/** A checked command, as transports get it. */
export type Command = CommandOf<CommandType>;
/** A command as the page writes it. */
export type CommandInput =
  Exclude<Command, { type: 'schedule' }> | { type: 'schedule'; at: WallClock; entry: CallbackEntry };
export type RespoolEntry = CommandOf<'respool'>['entry'];
/** Whom to call back: a campaign and a number at least. */
export type CallbackEntry = Pick<RespoolEntry, 'campaign' | 'destination'> & Partial<RespoolEntry>;

/** What the portal says of the answered call. */
export interface Cti {
  guid?: string;
  campaign?: string;
  /** The customer's number. */
  callerId?: string;
  /** The spool line of this contact, with the **next** number to dial as its destination. Only for a dialer's call. */
  entry?: RespoolEntry;
  /** What keeps the portal's description of this contact from being an `entry`: the keys that are missing or cannot be read. */
  lacks?: readonly string[];
  /** What can be read of that description all the same, for a callback. */
  callback?: CallbackEntry;
  /** The call's variables, in order. */
  data: DataPair[];
  /** The text that they were read from, where it can be read in another way too: an address among them, for example. */
  dataText?: string;
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
  /** Why it waits, when it does and was tried. */
  error?: CtiError;
  /** The entry of the outbox that it waits in: for `client.outbox.discard(entry)` and `endOf(entry)`. */
  entry?: string;
  /** While it is held for a moment (`holdFor`): it does not go by itself before, in epoch milliseconds. */
  until?: number;
}

interface ReplyFields extends CallReplies, SupervisorReplies {
  call: { guid: string };
  callWithPhone: { guid: string };
  cti: { cti: Cti | null };
}

/** The reply to a command of one type. */
export type ReplyTo<T extends CommandType> = Outcome & (T extends keyof ReplyFields ? ReplyFields[T] : unknown);
export type Reply = { [T in CommandType]: ReplyTo<T> }[CommandType];

/** Commands that may wait for a connection. A dial or a hang-up that comes late reaches another customer. */
export const mayWait: ReadonlySet<CommandType> = new Set<CommandType>([
  'dispose',
  'schedule',
  'respool',
  'tag',
  'blacklist',
]);

/** What is wrong with one input of a command. */
export interface FieldProblem {
  /** Its path inside the command, joined with dots: `destination`, `entry.data.0`. */
  field: string;
  /** A sentence for the agent. */
  message: string;
}

/**
 * Checks what the page wrote; `more` are the checks of what only some dialers know. Throws `INVALID` with the first
 * sentence that is wrong, and its field, or `UNSUPPORTED` for a type that nobody here knows.
 *
 * @param keepsAll - what nobody knows is refused: it is dropped when absent
 */
export function checkCommand(input: CommandInput, more: Checks = {}, keepsAll = false): Command {
  // A page without types may write anything.
  const { type, ...fields } = Object(input) as CommandInput & { entry?: Partial<RespoolEntry> };
  const checks: Checks = { ...more, ...agentChecks };
  const check = Object.hasOwn(checks, type) && checks[type];
  if (!check) throw new CtiError('UNSUPPORTED', msg('No dialer on this page can do this.'));
  const whole = type === 'schedule' && fields.entry ? { ...fields, entry: { ...neutral, ...fields.entry } } : fields;
  const { data, error } = check.safeParse(whole);
  const field = keepsAll && !error && unknownField(check, fields);
  if (field)
    throw new CtiError('INVALID', msg(str`No dialer here knows “${field}”: leave it out, or correct its name.`), {
      field,
    });
  if (!error) return { type, ...(data as object) } as Command;
  const { message = '', path = [] } = error.issues[0] ?? {};
  throw new CtiError('INVALID', message, { field: path.join('.'), cause: error });
}
