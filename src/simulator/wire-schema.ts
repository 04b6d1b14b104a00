import { readData } from '../codecs/data-string.js';
import { readPhones } from '../codecs/phone.js';
import { readWallClock } from '../codecs/wall-clock.js';

/** Why the other end does not act on a message or a request: a sentence for the log, never sent. */
export class WireRefusal extends Error {
  override readonly name = 'Refusal';
}

/** Throws a {@link WireRefusal} that tells the name when the value is not as documented. */
export type Check = (value: unknown, name: string) => void;
/** One check for each key of an object. */
export type Shape<T> = { readonly [K in keyof T]-?: Check };

/** True for a JSON object: no array, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object with exactly the keys of the shape, each as its check wants it; only `optional` ones may be absent. */
export function checkShape<T>(
  value: unknown,
  shape: Shape<T>,
  name: string,
  optional: readonly (keyof T & string)[] = [],
): T {
  if (!isObject(value)) throw new WireRefusal(`${name} is no JSON object.`);
  for (const [key, check] of Object.entries<Check>(shape)) {
    if (Object.hasOwn(value, key)) check(value[key], key);
    else if (!optional.some((each) => each === key)) throw new WireRefusal(`${name} has no ${key}.`);
  }
  const extra = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
  if (extra.length) throw new WireRefusal(`${name} has what is not documented: ${extra.join(', ')}.`);
  return value as T;
}

/** Any text, the empty one too. */
export const anyText: Check = (value, name) => {
  if (typeof value !== 'string') throw new WireRefusal(`${name} is no text.`);
};

const textThat =
  (fits: (value: string) => boolean, problem: string): Check =>
  (value, name) => {
    if (typeof value !== 'string') throw new WireRefusal(`${name} is no text.`);
    if (!fits(value)) throw new WireRefusal(`${name} ${problem}: “${value}”.`);
  };

/** Text that says something. */
export const filled = textThat((value) => value.trim() !== '', 'is empty');
/** A number to dial, in any writing but with no `:` `;` or line break (C-065). */
export const phoneNumber = textThat((value) => !!value.trim() && !/[:;\r\n]/.test(value.trim()), 'is no number');
/** Numbers joined with `:`, no spaces; the empty text when there is none (C-069). */
export const phones = textThat(
  (value) => readPhones(value).join(':') === value && !/[;\r\n]/.test(value),
  'is no list of numbers',
);
/** `key=value:key=value`, every part with a key (C-067); the empty text when there is none. */
export const dataString = textThat((value) => readData(value).every(([key]) => key !== ''), 'is no data string');
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
    if (typeof value !== 'number' || !Number.isInteger(value)) throw new WireRefusal(`${name} is no whole number.`);
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
