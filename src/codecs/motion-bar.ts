// What Motion's phone bar answers to `calls`. Its status numbers are documented (C-412, vendor page), the names of its keys
// are printed nowhere (M-16): so a reader that takes several, and a sample of what it does not understand.
import { fieldOf, isSaid, objectOf, parseJson, textOf, wholeOf, type Fields } from './json.js';
import { writeJson } from './write-json.js';

/** Where a call of the bar is; `none`: the line is there, and no call on it. */
export type BarState = 'dialling' | 'ringing' | 'connected' | 'held' | 'incoming' | 'ended' | 'none' | 'unknown';

/** One call as the bar lists it. */
export interface BarCall {
  /** The session id; empty where no key holds one. */
  readonly id: string;
  readonly state: BarState;
  /** The other end's number; empty where no key holds one. */
  readonly number: string;
}

/** What was read of one answer. */
export interface BarCalls {
  /** Nothing where there is no list in the answer. */
  readonly calls: readonly BarCall[] | undefined;
  /** The answer with its values covered, where something in it was not understood. */
  readonly sample: string | undefined;
}

/** The documented status (C-412): its number, its name, and what it is to us. */
const statuses: readonly (readonly [bit: number, name: string, state: BarState])[] = [
  [0, 'NULL', 'none'],
  [1, 'IDLE', 'none'],
  [2, 'CONNECTING', 'dialling'],
  [4, 'ALERTING', 'ringing'],
  [8, 'ACTIVE', 'connected'],
  [16, 'RELEASED', 'ended'],
  [32, 'INCOMING', 'incoming'],
  [64, 'HOLDING', 'held'],
  [128, 'TERMINATED', 'ended'],
];

/** A status as a number or as text. One that is none of the documented ones is read by its highest known bit (M-17). */
export function readBarStatus(status: unknown): BarState {
  const name = textOf(status).trim().toUpperCase();
  const number = wholeOf(status);
  const exact = statuses.find(([bit, each]) => bit === number || each === name);
  const highest = statuses.findLast(([bit]) => number !== undefined && (number & bit) !== 0);
  return (exact ?? highest)?.[2] ?? 'unknown';
}

const statusOf = (row: Fields) => fieldOf(row, 'status', 'state', 'callStatus');
const readRow = (row: Fields): BarCall => ({
  id: textOf(fieldOf(row, 'sessionId', 'id')).trim(),
  state: readBarStatus(statusOf(row)),
  number: textOf(fieldOf(row, 'number', 'remote', 'callerId')).trim(),
});
const isClear = ({ id, state }: BarCall) => id !== '' && state !== 'unknown';
const numberKeys = ['number', 'remote', 'callerid'];
/** A withheld number has its key and no value. */
const namesNumber = (row: Fields) => Object.keys(row).some((key) => numberKeys.includes(key.toLowerCase()));

/** The list itself, or the only list in an object (M-16). */
function listIn(answer: unknown): readonly unknown[] | undefined {
  if (Array.isArray(answer)) return answer as unknown[];
  const lists = Object.values(objectOf(answer)).filter((value): value is unknown[] => Array.isArray(value));
  return lists.length === 1 ? lists[0] : undefined;
}

/** Reads the text of an answer to `calls`. */
export function readBarCalls(text: string): BarCalls {
  const answer = parseJson(text);
  const list = listIn(answer);
  if (!list) return { calls: undefined, sample: sampleOf(answer === undefined ? text : answer) };
  const rows = list.map(objectOf);
  const calls = rows.map(readRow);
  const isWhole = calls.every(isClear) && rows.every(namesNumber);
  return { calls, sample: isWhole ? undefined : sampleOf(answer) };
}

/** The bar rings, speaks or may do so. */
export const isOn = ({ state }: BarCall): boolean => state !== 'none' && state !== 'ended';

/** Items of a list, levels, and characters of a text and of all. */
const [mostItems, mostLevels, mostText, mostSample] = [3, 5, 60, 2_000];

/** An answer as JSON with its keys, and its values covered: of texts only their form is left. */
function sampleOf(answer: unknown): string | undefined {
  return isSaid(answer) ? writeJson(covered(answer, 0)).slice(0, mostSample) : undefined;
}

/** Letters and digits of any script. */
const cover = (text: string) =>
  text
    .slice(0, mostText)
    .replace(/\p{L}/gu, 'x')
    .replace(/\p{Nd}/gu, '9');
/** A key with so many digits may be a number or a name of a call. */
const coverKey = (key: string) => (key.replace(/\D/g, '').length > 3 ? cover(key) : key);

function covered(value: unknown, level: number): unknown {
  if (level > mostLevels) return '…';
  if (Array.isArray(value)) return (value as unknown[]).slice(0, mostItems).map((each) => covered(each, level + 1));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [coverKey(key), covered(each, level + 1)]));
  // A status may be any sum of bits; a text with as many digits may be an extension.
  const isBits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 256;
  const isStatus = statuses.some(([bit, name]) => [name, String(bit)].includes(String(value).toUpperCase()));
  return isBits || isStatus || typeof value === 'boolean' ? value : cover(String(value));
}
