import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';
import { pairProblem, type DataPair } from './codecs/data-string.js';
import { phoneProblem } from './codecs/phone.js';
import { readWallClock } from './codecs/wall-clock.js';
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
const phone = z.string({ error: () => msg('Enter a number.') }).check(z.trim(), sayProblem(phoneProblem));
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
  data: z.array(pair),
  alternatives: z.array(phone),
  contact: whole(() => msg('The contact')),
  retries: whole(() => msg('The retries')),
  priority: whole(priorityName),
  agentPhone: text(() => msg('The agent’s phone')),
};

/** Priority 1 is the dialer's own, for scheduled calls (U-68, C-128). */
const spoolPriority = whole(priorityName, 2, () => msg('Priority 1 is kept for scheduled calls: use 2 or more.'));

/** A callback needs only a campaign and a number; the rest has the documents' neutral values (U-65, C-131). */
const callbackShape = {
  ...entryShape,
  dialerBase: z._default(entryShape.dialerBase, ''),
  status: z._default(entryShape.status, 1),
  data: z._default(entryShape.data, []),
  alternatives: z._default(entryShape.alternatives, []),
  contact: z._default(entryShape.contact, 0),
  retries: z._default(entryShape.retries, 0),
  priority: z._default(entryShape.priority, 9999),
  agentPhone: z._default(entryShape.agentPhone, ''),
};

const dial = { destination: phone, campaign: required(campaignName) };

/** `z.object({})` would type every further key as forbidden, `type` among them. */
const nothing: z.ZodMiniType<object, object> = z.object({});

const schemas = {
  call: z.object({ ...dial, callerId: z.optional(phone) }),
  callWithPhone: z.object(dial),
  hangup: nothing,
  cti: nothing,
  respool: z.object({ entry: z.object({ ...entryShape, priority: spoolPriority }) }),
  schedule: z.object({ at: wallClock, entry: z.object(callbackShape) }),
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
export type CommandInput = { [K in CommandType]: { type: K } & z.input<(typeof schemas)[K]> }[CommandType];
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

/** What is wrong with one input of a command. */
export interface FieldProblem {
  /** Its path inside the command, joined with dots: `destination`, `entry.data.0`. */
  field: string;
  /** A sentence for the agent. */
  message: string;
}

/** Everything that is wrong with what the page wrote, in the order of the fields; none when it can be sent. */
export function commandProblems(input: CommandInput): FieldProblem[] {
  return read(input).problems;
}

/** Checks what the page wrote. Throws `INVALID` with the first sentence that is wrong, and its field. */
export function checkCommand(input: CommandInput): Command {
  const { command, problems, cause } = read(input);
  if (command) return command;
  const { message = '', field } = problems[0] ?? {};
  throw new CtiError('INVALID', message, { field, cause });
}

function read({ type, ...fields }: CommandInput): { command?: Command; problems: FieldProblem[]; cause?: unknown } {
  if (!Object.hasOwn(schemas, type)) return { problems: [{ field: 'type', message: msg('This command is not known.') }] };
  const { data, error } = schemas[type].safeParse(fields);
  if (!error) return { command: { type, ...data } as Command, problems: [] };
  return { problems: error.issues.map(({ path, message }) => ({ field: path.join('.'), message })), cause: error };
}
