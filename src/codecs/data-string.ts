import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';

/** A parameter of the workflow or form: name and value. Order and repetition carry meaning. */
export type DataPair = [key: string, value: string];

/** The format has no escape, and inventing one would reach the workflow as text (contract 3.2). */
const breaking = /[:=;\r\n]/;

/** Why a pair that somebody here made cannot survive the data string, or nothing (U-31, C-066). */
export function pairProblem([key, value]: DataPair): string | undefined {
  if (!key) return msg(str`Name the data value “${value}”.`);
  if (breaking.test(key))
    return msg(str`The data name “${key}” cannot be sent: no colon, equals sign, semicolon or line break.`);
  if (breaking.test(value))
    return msg(
      str`The data value “${value}” of ${key} cannot be sent: no colon, equals sign, semicolon or line break.`,
    );
  return undefined;
}

/** The place of the first pair that {@link writeData} refuses, and why. */
export function dataProblem(pairs: readonly DataPair[], given = ''): { at: number; message: string } | undefined {
  let at = 0;
  for (const text of givenTexts(pairs, given)) {
    // One without `=` is a pair at the head alone: elsewhere it would be read into the value before it.
    const message = text === undefined || (at && !text.includes('=')) ? pairProblem(pairs[at] as DataPair) : undefined;
    if (message) return { at, message };
    at++;
  }
  return undefined;
}

/**
 * `[['Par1', 'Val1'], ['Par2', 'Val2']]` as `Par1=Val1:Par2=Val2` (C-067). Throws `INVALID`.
 *
 * @param given - the text that the dialer gave, which {@link readData} read: what stands in it goes back byte for byte
 */
export function writeData(pairs: readonly DataPair[], given = ''): string {
  const problem = dataProblem(pairs, given);
  if (problem) throw new CtiError('INVALID', problem.message, { field: 'data' });
  const texts = givenTexts(pairs, given).map((text, at) => text ?? pairs[at]?.join('=') ?? '');
  return `${given.slice(0, given.search(/[^:]|$/))}${texts.join(':')}`;
}

/** The text, where the pairs that were read from it do not say all: without it they would be written otherwise, or an address may have been cut. */
export function dataTextOf(text: string): string | undefined {
  const pairs = readData(text);
  return text.includes('://') || dataProblem(pairs) || writeData(pairs) !== text ? text : undefined;
}

/**
 * The pairs of a data string. Liberal: a part without `=` belongs to the value before it, so
 * `time=15:00:x=1` is `time` = `15:00` and `x` = `1` (C-068). What stands before the first pair has no name.
 */
export const readData = (text: string): DataPair[] => textsOf(text).map(pairOf);

/** The text of each pair. */
function textsOf(text: string): string[] {
  const texts: string[] = [];
  for (const part of text.replace(/^:+/, '').split(':')) {
    if (!texts.length || part.includes('=')) texts.push(part);
    else texts.push(`${texts.pop() ?? ''}:${part}`);
  }
  return texts.filter(Boolean);
}

function pairOf(text: string): DataPair {
  const equals = text.indexOf('=');
  return [text.slice(0, Math.max(0, equals)), text.slice(equals + 1)];
}

/** Two pairs have one name when they are the same pair. */
const nameOf = ([key, value]: DataPair) => `${key.length} ${key}${value}`;

/** How each pair stands in the text that the dialer gave; nothing for one that does not. */
function givenTexts(pairs: readonly DataPair[], given: string): (string | undefined)[] {
  const left = new Map<string, string[]>();
  for (const text of textsOf(given).reverse()) {
    const name = nameOf(pairOf(text));
    const texts = left.get(name);
    if (texts) texts.push(text);
    else left.set(name, [text]);
  }
  return pairs.map((pair) => left.get(nameOf(pair))?.pop());
}
