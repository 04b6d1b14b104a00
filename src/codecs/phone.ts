import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';

/** What would end a number on the wire or break an upload row (U-72). */
const breaking = /[:;\r\n]/;

/** Why a number cannot be sent, or nothing. Hyphens, spaces and a plus stay as they are (C-065). */
export function phoneProblem(phone: string): string | undefined {
  if (!phone.trim()) return msg('Enter a number.');
  if (breaking.test(phone.trim()))
    return msg(str`“${phone}” cannot be dialled: a number has no colon, semicolon or line break.`);
  return undefined;
}

/** `['099124484', '099121212']` as `099124484:099121212`; none as the empty text (C-069). Throws `INVALID`. */
export function writePhones(phones: readonly string[]): string {
  for (const phone of phones) {
    const problem = phoneProblem(phone);
    if (problem) throw new CtiError('INVALID', problem, { field: 'alternatives' });
  }
  return phones.map((phone) => phone.trim()).join(':');
}

/** The numbers of a `:`-joined list; empty parts are dropped. */
export function readPhones(text: string): string[] {
  return text
    .split(':')
    .map((phone) => phone.trim())
    .filter(Boolean);
}

/** The number without spaces, dots, hyphens and parentheses: for comparing, never for the wire. */
export function bareNumber(phone: string): string {
  return phone.replace(/[\s().-]/g, '');
}

/** Whether two spellings dial the same telephone. */
export function samePhone(one: string, other: string): boolean {
  return bareNumber(one) !== '' && bareNumber(one) === bareNumber(other);
}
