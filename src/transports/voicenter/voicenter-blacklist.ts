import { msg, str } from '@lit/localize';
import { fieldOf, objectOf, textOf, wordOf, type Fields } from '../../codecs/json.js';
import { withoutZeroBehindCode } from '../../codecs/trunk-zero.js';
import { CtiError } from '../../core/errors.js';
import type { BlacklistEntry } from '../../core/supervisor-commands.js';
import type { Answer } from '../http/fetch.js';
import { notUnderstood, refuseFields } from '../http/http-transport.js';
import { readJson } from '../http/json-transport.js';

/** Numbers of one request, as the vendor suggests (C-342). */
export const blacklistPiece = 100;

/** One number of the list as it goes out (C-340). */
export interface ListedPhone {
  Phone: string;
  Name?: string;
}

/** A number with its country's code, without `+` or a 0 in front (C-341, V-26). Throws `INVALID`. */
function listedNumber(number: string, field: string): string {
  const digits = number.replace(/[\s().[\]/-]/g, '').replace(/^(?:\+|00)/, '');
  if (/^[1-9]\d+$/.test(digits)) return digits;
  throw new CtiError(
    'INVALID',
    msg(str`“${number}” needs its country’s code on Voicenter’s do-not-call list: write it as +972 and so on.`),
    { field },
  );
}

/**
 * The numbers of a request. The list is the account's, of all campaigns, and stops outgoing dialling only (C-342). Throws
 * `INVALID` for what it has no place for; a removal has none for a name.
 */
export function writeListed(entries: readonly BlacklistEntry[], isRemoval: boolean): ListedPhone[] {
  return entries.map((entry, at) => {
    const path = `entries.${at}.`;
    const { phone, campaign, name } = entry;
    refuseFields(entry, ['phone', 'campaign', ...(isRemoval ? [] : ['name'])], 'Voicenter', path);
    if (campaign.trim() !== '*')
      throw new CtiError('INVALID', msg('Voicenter’s do-not-call list is one for all campaigns: name * for them.'), {
        field: `${path}campaign`,
      });
    const Phone = listedNumber(phone, `${path}phone`);
    // What was listed so by somebody else can be taken off as it stands there.
    if (!isRemoval && withoutZeroBehindCode(`+${Phone}`) !== `+${Phone}`)
      throw new CtiError(
        'INVALID',
        msg(str`“${phone}”: leave out the 0 behind the country’s code, else another number is stopped.`),
        { field: `${path}phone` },
      );
    return { Phone, ...(name && { Name: name }) };
  });
}

const codeOf = (row: Fields) => wordOf(row, 'ErrorCode');
const isNo = (code: string) => /^-?[1-9]\d{0,8}$/.test(code);

/** An own refusal of the whole, or of a number in it, whatever the status. */
export const isBlacklistNo = (body: Fields): boolean => isNo(codeOf(body));

/** `ErrorCode` of the whole, and of one number (C-341). */
const ofAll = (): Record<string, string> => ({
  1: msg('Voicenter does not know the secret that this was sent with.'),
  2: msg('Voicenter found no number in it, or one that is wrong.'),
});
const ofOne = (): Record<string, string> => ({
  1: msg('not a number that Voicenter knows'),
  2: msg('an internal error of Voicenter'),
});
const failedInside = '2';

/**
 * Whether each of the numbers was taken: a yes to the whole does not mean that (C-341). Throws `REJECTED` with the numbers
 * that were refused, each with why, and `PROTOCOL` where not each is answered for. `maybeSent` where any may have been taken.
 */
export function readListedAnswer(answer: Answer, sent: readonly ListedPhone[]): void {
  const body = objectOf(readJson(answer));
  const detail = answer.text.slice(0, 200);
  const rows = answeredRows(body);
  const code = codeOf(body);
  if (!rows.length && isNo(code)) {
    const message = wordOf(body, 'ErrorMessage');
    const reason = ofAll()[code] ?? msg(str`Voicenter refused this (${code}).`);
    const said = message ? msg(str`${reason} It says: ${message}`) : reason;
    throw new CtiError('REJECTED', said, { detail, maybeSent: !ofAll()[code] });
  }
  const results = sent.map(({ Phone }) =>
    rows.find((row) => textOf(fieldOf(row, 'Phone')).replace(/\D/g, '') === Phone),
  );
  const said = results.flatMap((row) => (row ? [codeOf(row)] : []));
  if ((code !== '0' && !isNo(code)) || said.length < sent.length || said.some((each) => each !== '0' && !isNo(each)))
    throw notUnderstood(answer.text);
  const refused = sent.flatMap(({ Phone }, at) => (said[at] === '0' ? [] : [`${Phone}: ${reasonOf(said[at] ?? '')}`]));
  if (!refused.length && code === '0') return;
  const taken = sent.length - refused.length;
  const list = refused.join('; ');
  throw new CtiError(
    'REJECTED',
    refused.length
      ? msg(str`Voicenter refused ${refused.length} of ${sent.length} numbers, the others are done. ${list}`)
      : msg(str`Voicenter’s answer contradicts itself (${code}). Check its do-not-call list.`),
    { detail, maybeSent: taken > 0 || said.includes(failedInside) },
  );
}

const reasonOf = (code: string) => ofOne()[code] ?? code;

function answeredRows(body: Fields): Fields[] {
  const list = fieldOf(body, 'Phones');
  return Array.isArray(list) ? list.map(objectOf) : [];
}
