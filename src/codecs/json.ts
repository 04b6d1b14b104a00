// Liberal readers of JSON that somebody else wrote.
import { writeJson } from './write-json.js';
import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';

/** What a text says as JSON; nothing when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** JSON, where each number is one: what is no number would go out as `null`. Throws `INVALID` with its key. */
export const writeBody = (body: unknown): string =>
  writeJson(body, (field, value: unknown) => {
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    throw new CtiError('INVALID', msg(str`“${field}”: a number is expected.`), { field });
  });

/** Why a value of the page cannot be written as JSON without a loss; nothing where it can. */
export function jsonProblem(value: unknown): string | undefined {
  const lost = (name: string) =>
    msg(str`“${name}” cannot be written as JSON: a text, a number, yes or no is expected.`);
  try {
    writeJson(value, (name, part) => {
      const isNumber = typeof part === 'number' && Number.isFinite(part);
      if (isNumber || ['string', 'boolean', 'object', 'undefined'].includes(typeof part)) return part;
      throw new CtiError('INVALID', lost(name));
    });
    return undefined;
  } catch (cause) {
    return cause instanceof CtiError
      ? cause.message
      : msg('This cannot be written as JSON: it is too deep, or holds itself.');
  }
}

export type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object, or an empty one for anything else. */
export const objectOf = (value: unknown): Fields => (isObject(value) ? value : {});

export const isSaid = (value: unknown) => value !== undefined && value !== null && value !== '';

/** A field under the first of these names that says something: a name as it is written, else in any letter case. */
export function fieldOf(row: Fields, ...names: readonly string[]): unknown {
  for (const name of names) {
    if (Object.hasOwn(row, name) && isSaid(row[name])) return row[name];
    const other = Object.keys(row).find((key) => key.toLowerCase() === name.toLowerCase() && isSaid(row[key]));
    if (other !== undefined) return row[other];
  }
  return undefined;
}

/** What was read of a list. */
export interface ReadElements<T> {
  rows: T[];
  /** How many rows there were. */
  count: number;
  /** How many of them could not be read: absent when all could. */
  unread?: number;
}

const failed = /^(?:err(?:ors?)?(?:_?(?:code|no|message|msg))?|fail(?:ed|ures?)?|exceptions?|fault)$/i;
const noFailure = /^(?:0*|false|null|undefined|none|ok|success)$/i;

/** Whether an object says of itself that something failed: by `success: false`, or by an error that is not none, zero or empty. */
export const namesFailure = (value: unknown): boolean =>
  Object.entries(objectOf(value)).some(([name, said]) =>
    /^success$/i.test(name)
      ? said === false
      : failed.test(name) && !noFailure.test(String(isObject(said) ? Object.keys(said) : said)),
  );

/**
 * The rows of a JSON list, each read by a reader that gives nothing for what it does not understand. Nothing for no list,
 * and for one without any row where a failure stands.
 */
export function readElements<T>(list: unknown, read: (row: Fields) => T | undefined): ReadElements<T> | undefined {
  if (!Array.isArray(list)) return undefined;
  const rows = list.map((row: unknown) => (isObject(row) ? read(row) : undefined)).filter((row) => row !== undefined);
  if (!rows.length && list.some(namesFailure)) return undefined;
  const unread = list.length - rows.length;
  return { rows, count: list.length, ...(unread && { unread }) };
}

/** How many rows could not be read, as a reply says it. */
export const unreadOf = ({ unread }: { unread?: number }): { unread?: number } => (unread ? { unread } : {});

/** A number whose digits are those that were written: JSON rounds longer ones. */
const isExact = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;

/** Pairs as an object. Throws `INVALID` for a name that comes twice: one of the two values would be lost. */
export function objectOfPairs(pairs: readonly (readonly [string, string])[], field: string): Record<string, string> {
  const names = new Set<string>();
  const twice = pairs.findIndex(([name]) => names.size === names.add(name).size);
  if (twice < 0) return Object.fromEntries(pairs);
  throw new CtiError('INVALID', msg(str`“${pairs[twice]?.[0] ?? ''}” is there twice: leave one out.`), {
    field: `${field}.${twice}`,
  });
}

/** What is text, or a number as text; empty for anything else, and for a number that was rounded. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : isExact(value) ? String(value) : '';

/** The text of a field, or its number, without blanks around it; empty where it says nothing. */
export const wordOf = (row: Fields, ...names: readonly string[]): string => textOf(fieldOf(row, ...names)).trim();

/** A whole number of 0 or more, also as text; nothing for anything else. */
export function wholeOf(value: unknown): number | undefined {
  const text = textOf(value).trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Every number of a row, also one that came as text, by its own name (S-28); without those of these names, in any letter case. */
export function figuresOf(row: Fields, ...others: readonly string[]): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [name, value] of Object.entries(row)) {
    const figure = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    if (isExact(figure) && !others.some((other) => other.toLowerCase() === name.toLowerCase())) figures[name] = figure;
  }
  return figures;
}
