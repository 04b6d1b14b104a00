import { msg, str } from '@lit/localize';
import { parseJson, objectOf, textOf } from '../../codecs/json.js';
import { readPhone } from '../../codecs/phone.js';

/** A number that customers may see. */
export interface CallerNumber {
  /** As the dialer takes it. */
  readonly number: string;
  /** What the agent reads beside it. */
  readonly name?: string | undefined;
  /** For this campaign only, as its dialer names it; for all when absent. */
  readonly campaign?: string | undefined;
}

/** The numbers of a list, and why it cannot be read; what is no number is left out, and named. */
export function readCallerNumbers(source: unknown): { numbers: CallerNumber[]; problem: string } {
  const list = typeof source === 'string' && source.trim() ? parseJson(source) : (source ?? []);
  if (typeof source === 'string' && !source.trim()) return { numbers: [], problem: '' };
  if (!Array.isArray(list)) return { numbers: [], problem: msg('The list of numbers cannot be read.') };
  const numbers: CallerNumber[] = [];
  const wrong: string[] = [];
  for (const each of list as unknown[]) {
    const { number, name, campaign } = typeof each === 'object' ? objectOf(each) : { number: each };
    const { phone } = readPhone(textOf(number));
    if (phone === undefined) wrong.push(textOf(number) || '…');
    else numbers.push({ number: phone, name: textOf(name), campaign: textOf(campaign) });
  }
  return {
    numbers,
    problem: wrong.length ? msg(str`Left out, because they are not numbers: ${wrong.join(', ')}.`) : '',
  };
}
