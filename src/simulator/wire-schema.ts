import { readWallClock } from '../codecs/wall-clock.js';

/** Why the other end does not act on a message or a request: a sentence for the log, never sent. */
export class WireRefusal extends Error {
  override readonly name = 'Refusal';
}

/** A refusal that knows its number: an HTTP status, or an `ErrorCode`. */
export class CodedRefusal extends WireRefusal {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** Throws a {@link WireRefusal} that tells the name when the value is not as documented. */
export type Check = (value: unknown, name: string) => void;
/** One check for each key of an object. */
export type Shape<T> = { readonly [K in keyof T]-?: Check };

/** How a simulator reads: strictly, or overlooking what leniency.ts lists. */
export class Reading {
  readonly #overlooked = new Set<string>();

  /** `writings` gives other writings of a value that is not as documented, the likeliest first; without it all is strict. */
  constructor(readonly writings?: (value: unknown) => readonly unknown[]) {}

  get isStrict(): boolean {
    return this.writings === undefined;
  }

  /** Refuses, or goes on and notes what was overlooked. */
  overlook(what: string | WireRefusal): void {
    const refusal = typeof what === 'string' ? new WireRefusal(what) : what;
    if (this.isStrict) throw refusal;
    this.#overlooked.add(refusal.message);
  }

  /** What was overlooked since the last time, for the log: of many sentences the first ten. */
  takeOverlooked(): { overlooked?: string } {
    const [...all] = this.#overlooked;
    this.#overlooked.clear();
    if (!all.length) return {};
    const more = all.length > 10 ? [`And ${String(all.length - 10)} more.`] : [];
    return { overlooked: [...all.slice(0, 10), ...more].join(' ') };
  }

  /** The value as documented: as it came, or in another writing. */
  value(value: unknown, check: Check, name: string): unknown {
    const problem = problemOf(value, check, name);
    if (!problem) return value;
    const [written] = this.otherWriting(value, check, name);
    if (written === undefined) throw problem;
    this.overlook(problem);
    return written;
  }

  /** The first other writing that fits; none when there is none. */
  otherWriting(value: unknown, check: Check, name: string): unknown[] {
    const fitting = this.writings?.(value).filter((each) => !problemOf(each, check, name));
    return fitting?.slice(0, 1) ?? [];
  }
}

function problemOf(value: unknown, check: Check, name: string): WireRefusal | undefined {
  try {
    check(value, name);
    return undefined;
  } catch (cause) {
    if (cause instanceof WireRefusal) return cause;
    throw cause;
  }
}

/** Reads only what is documented. */
export const strictly = new Reading();

/** What may be overlooked in one kind of object. */
export interface Allowance {
  /** Further keys that clients send, each as its check wants it. */
  also?: Readonly<Record<string, Check>>;
  /** What any key may hold that is not named. */
  others?: Check;
  /** Keys that may be absent and stay so. Another text that is absent is read as empty. */
  mayMiss?: readonly string[];
  /** Documented keys by another spelling of them. */
  spelled?: Readonly<Record<string, string>>;
}

interface ShapeOptions {
  /** Keys that are documented as optional. */
  optional?: readonly string[];
  reading?: Reading;
  allow?: Allowance;
}

/** The same with nothing left open. */
interface ShapeRules {
  optional: readonly string[];
  reading: Reading;
  allow: Required<Omit<Allowance, 'others'>> & Pick<Allowance, 'others'>;
}

/** True for a JSON object: no array, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** The object with exactly the keys of the shape, each as its check wants it, as far as nothing is overlooked. */
export function checkShape<T>(
  value: unknown,
  shape: Shape<T>,
  name: string,
  { optional = [], reading = strictly, allow: given }: ShapeOptions = {},
): T {
  if (!isObject(value)) throw new WireRefusal(`${name} is no JSON object.`);
  const allow = { also: {}, mayMiss: [], spelled: {}, ...given };
  const checks: Readonly<Record<string, Check>> = shape;
  const spelled = respelled(value, checks, name, { optional, reading, allow });
  const read = Object.fromEntries(
    Object.entries(spelled).flatMap((entry) => readKey(entry, checks, { optional, reading, allow })),
  );
  const missing = Object.keys(checks).filter((key) => !Object.hasOwn(spelled, key) && !optional.includes(key));
  const more = Object.keys(spelled).filter((key) => !Object.hasOwn(checks, key));
  checkKeys({ missing, more }, checks, name, { optional, reading, allow });
  if (reading.isStrict) return value as T;
  const empty = missing
    .filter((key) => !allow.mayMiss.includes(key))
    .map((key) => [key, emptyFor(key, checks, reading)]);
  const kept = more.map((key) => [key, reading.value(read[key], own(allow.also, key) ?? allow.others ?? known, key)]);
  return { ...read, ...Object.fromEntries([...empty, ...kept]) } as T;
}

/** The keys by their documented spelling. */
function respelled(
  value: Record<string, unknown>,
  checks: Readonly<Record<string, Check>>,
  name: string,
  { reading, allow }: ShapeRules,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const documented = own(allow.spelled, key);
      if (!documented || !Object.hasOwn(checks, documented) || Object.hasOwn(value, documented)) return [key, each];
      reading.overlook(`${name} has ${key}, which is spelled ${documented} here.`);
      return [documented, each];
    }),
  );
}

/** The key with its value as documented. An empty one that can be absent may be left out; an undocumented one stays as it is. */
function readKey(
  [key, value]: [string, unknown],
  checks: Readonly<Record<string, Check>>,
  { optional, reading, allow }: ShapeRules,
): [key: string, value: unknown][] {
  const check = own(checks, key);
  if (!check) return [[key, value]];
  const canBeAbsent = optional.includes(key) || allow.mayMiss.includes(key);
  const isEmpty = value === '' || value === null;
  const problem = canBeAbsent && isEmpty ? problemOf(value, check, key) : undefined;
  if (!problem) return [[key, reading.value(value, check, key)]];
  reading.overlook(problem);
  return [];
}

/** The empty value that a missing key stands for, or `undefined`. */
const emptyFor = (key: string, checks: Readonly<Record<string, Check>>, reading: Reading) =>
  reading.otherWriting(undefined, own(checks, key) ?? known, key)[0];

/** Refuses keys that are missing or too many, all at once, or overlooks them. */
function checkKeys(
  { missing, more }: Record<'missing' | 'more', string[]>,
  checks: Readonly<Record<string, Check>>,
  name: string,
  { reading, allow }: ShapeRules,
) {
  const { isStrict } = reading;
  const needed = missing.filter(
    (key) => isStrict || (!allow.mayMiss.includes(key) && emptyFor(key, checks, reading) === undefined),
  );
  const unknown = more.filter((key) => isStrict || (!own(allow.also, key) && !allow.others));
  const tell = (absent: string[], present: string[]) =>
    [
      ...(absent.length ? [`${name} has no ${absent.join(', ')}.`] : []),
      ...(present.length ? [`${name} has what is not documented: ${present.join(', ')}.`] : []),
    ].join(' ');
  if (needed.length || unknown.length) throw new WireRefusal(tell(needed, unknown));
  if (missing.length || more.length) reading.overlook(tell(missing, more));
}

/** A value as the log tells it: a text as it is, all else as JSON where it has any. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    const text: unknown = JSON.stringify(value); // nothing for a function
    if (typeof text === 'string') return text;
  } catch {
    // a circle, a BigInt, or nested too deep
  }
  return Object.prototype.toString.call(value);
}

/** Already looked at, with a code of its own. */
export const known: Check = () => undefined;

/** Any text, the empty one too. */
export const anyText: Check = (value, name) => {
  if (typeof value === 'string') return;
  const hint = typeof value === 'number' ? `: it is the number ${value}, which has lost any zero in front` : '';
  throw new WireRefusal(`${name} is no text${hint}.`);
};

const textThat =
  (fits: (value: string) => boolean, problem: string): Check =>
  (value, name) => {
    anyText(value, name);
    if (!fits(value as string)) throw new WireRefusal(`${name} ${problem}: “${value as string}”.`);
  };

/** Text that says something. */
export const filled = textThat((value) => value.trim() !== '', 'is empty');
// What follows reads by the documents alone: a mistake of the codecs that the product writes with would hide itself.
const breaksNumber = /[:;\r\n]/;
/** A number to dial, in any writing but with no `:` `;` or line break (C-065, U-72). */
export const phoneNumber = textThat((value) => value.trim() !== '' && !breaksNumber.test(value), 'is no number');
/** Numbers joined with `:`, no spaces; the empty text when there is none (C-069). */
export const phones = textThat(
  (value) =>
    value === '' || value.split(':').every((each) => each !== '' && each.trim() === each && !breaksNumber.test(each)),
  'is no list of numbers',
);
/** `key=value:key=value`, every part with a key (C-067); the empty text when there is none. A value may hold `:` (C-068). */
export const dataString = textThat((value) => {
  const parts = value.split(':').filter((part) => part !== '');
  return parts.every((part) => !part.startsWith('=')) && (parts[0]?.includes('=') ?? true);
}, 'is no data string');
/** `YYYY-MM-DD HH:mm:ss`, a date that the calendar has (C-018). */
export const wallClockTime = textThat((value) => readWallClock(value) !== undefined, 'is no YYYY-MM-DD HH:mm:ss');

/** `YYYY-MM-DD`, a date that the calendar has (C-101). */
export const dateOnly = textThat((value) => readWallClock(`${value} 00:00:00`) !== undefined, 'is no YYYY-MM-DD');
/** One of these texts. */
export const oneOf = (...values: readonly string[]) =>
  textThat((value) => values.includes(value), 'is none of those allowed');
/** A JSON boolean; `"true"` is none (C-137). */
export const boolean: Check = (value, name) => {
  if (typeof value !== 'boolean') throw new WireRefusal(`${name} is no boolean.`);
};

/** A whole JSON number, not below the least one. A number as text is none (C-021). */
export const number =
  (least = 0): Check =>
  (value, name) => {
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw new WireRefusal(
        `${name} is no whole number${typeof value === 'string' ? `, but the text “${value}”` : ''}.`,
      );
    if (value < least) throw new WireRefusal(`${name} is below ${least}.`);
  };

/** The ten keys of the respool object as they are on the wire (contract 2.1.1, C-019 to C-021). */
export interface RespoolWire {
  /** With its suffix: `Ventas->`. */
  campaign: string;
  destination: string;
  /** Name of the dialer's list. */
  dialerbase: string;
  /** 1 = enabled. */
  status: number;
  /** `key=value:key=value`. */
  data: string;
  /** Numbers joined with `:`. */
  alternatives: string;
  /** Contact id. */
  contact: number;
  retries: number;
  /** 1 is the dialer's own, for schedules. */
  priority: number;
  agentphone: string;
}

/** What a schedule through Porthole carries: the respool object with any priority (C-020). */
export const entryShape: Shape<RespoolWire> = {
  campaign: filled,
  destination: phoneNumber,
  dialerbase: anyText,
  status: number(),
  data: dataString,
  alternatives: phones,
  contact: number(),
  retries: number(),
  priority: number(),
  agentphone: anyText,
};
/** What a respool carries: priority 1 is reserved (UC-5, U-68). */
export const respoolShape: Shape<RespoolWire> = { ...entryShape, priority: number(2) };

/** Refuses a number that the same campaign's spool already holds (UC-5). */
export function checkNotOnSpool(spool: readonly RespoolWire[], entry: RespoolWire) {
  const same = ({ campaign, destination }: RespoolWire) =>
    campaign === entry.campaign && destination === entry.destination;
  if (spool.some(same)) throw new WireRefusal(`${entry.destination} is already on the spool of ${entry.campaign}.`);
}

/** A JSON number with or without decimals, within the bounds. */
export const amount =
  (least = -Infinity, most = Infinity): Check =>
  (value, name) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new WireRefusal(`${name} is no number.`);
    if (value < least || value > most) throw new WireRefusal(`${name} is not between ${least} and ${most}.`);
  };

/** A list with at least one item, each as the check wants it. */
export const listOf =
  (check: Check): Check =>
  (value, name) => {
    if (!Array.isArray(value) || value.length === 0) throw new WireRefusal(`${name} is no list with something in it.`);
    for (const item of value as unknown[]) check(item, name);
  };

/** An object whose keys all begin with `var_` and whose values are texts or numbers (C-220). */
export const customData: Check = (value, name) => {
  if (!isObject(value)) throw new WireRefusal(`${name} is no JSON object.`);
  for (const [key, each] of Object.entries(value)) {
    if (!/^var_./.test(key)) throw new WireRefusal(`${name} has ${key}, which does not begin with var_.`);
    if (typeof each !== 'string' && typeof each !== 'number')
      throw new WireRefusal(`${key} is neither text nor number.`);
  }
};

/** A made-up guid, a version 4 UUID. `crypto.randomUUID` does not exist on an intranet page over http. */
export function makeGuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
