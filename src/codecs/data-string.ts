import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';

/** A parameter of the workflow or form: name and value. Order and repetition carry meaning. */
export type DataPair = [key: string, value: string];

/** The format has no escape, and inventing one would reach the workflow as text (contract 3.2). */
const breaking = /[:=;\r\n]/;

/** Why a pair cannot survive the data string, or nothing (U-31, C-066). */
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

/** `[['Par1', 'Val1'], ['Par2', 'Val2']]` as `Par1=Val1:Par2=Val2` (C-067). Throws `INVALID`. */
export function writeData(pairs: readonly DataPair[]): string {
  for (const pair of pairs) {
    const problem = pairProblem(pair);
    if (problem) throw new CtiError('INVALID', problem, { field: 'data' });
  }
  return pairs.map(([key, value]) => `${key}=${value}`).join(':');
}

/**
 * The pairs of a data string. Liberal: a part without `=` belongs to the value before it, so
 * `time=15:00:x=1` is `time` = `15:00` and `x` = `1` (C-068). What stands before the first pair has no name.
 */
export function readData(text: string): DataPair[] {
  const pairs: DataPair[] = [];
  for (const part of text.split(':')) {
    const equals = part.indexOf('=');
    const last = pairs.at(-1);
    if (equals >= 0) pairs.push([part.slice(0, equals), part.slice(equals + 1)]);
    else if (last) last[1] += `:${part}`;
    else if (part) pairs.push(['', part]);
  }
  return pairs;
}
