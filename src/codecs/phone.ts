import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import { plainSign } from './plain-sign.js';
import { withoutTrunkZero, withoutZeroBehindCode } from './trunk-zero.js';

/** What a text says as a telephone number: what goes out for it, or why nothing does, in a sentence. */
export type PhoneReading = { phone: string; problem?: undefined } | { phone?: undefined; problem: string };

export interface PhoneReadingOptions {
  /** How many digits it needs: 1 when absent, so that a person can type any extension or code. */
  least?: number;
  /** Whether keys may follow that are pressed after a pause, each pause written as `,` or `w`. */
  pauses?: boolean;
}

/** The same in the signs of a keyboard: without what nobody sees, and what surrounds a number in lists. */
export function plainNumber(text: string): string {
  const typed = /^[ -~]*$/.test(text)
    ? text
    : text
        .replace(/[^ -~]/gu, plainSign)
        .replace(/\u30fc/g, '-') // of Japanese, which is a letter
        .replace(/[^\S\r\n\v\f\u2028\u2029]/g, ' ');
  return typed
    .replace(/^[\s"'‘’“”„«»]*(?:tel:(?:\/\/)?)?[\s.-]*/i, '')
    .replace(/(?<![\s"'‘’“”„«».,;:-])[\s"'‘’“”„«».,;:-]+$/, '');
}

const digitsIn = (text: string) => text.replace(/\D/g, '').length;

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
const year = '(?:19|20)\\d\\d';
const dateWith = (years: string) =>
  new RegExp(
    `^(?:${year}([-./ ])(?:${month}\\1${day}|${day}\\1${month})` +
      `|(?:${day}([-./])${month}\\2|${month}([-./])${day}\\3)(?:${years})` +
      `|(?:${day} ${month}|${month} ${day}) ${year}|${day}\\.${month}\\.(?= ))(?:[T ,]+\\d.*)?$`,
  );
/** Written with separators, and perhaps a time behind: digits alone may be a number anywhere. */
const date = dateWith(year);
/** Also with a year of two digits, which a person types as a number of six. */
const cellDate = dateWith(`${year}|\\d\\d`);

const oclock = '(?:[01]?\\d|2[0-4])\\.[0-5]\\d';
/** Also from one to another: `8.30-17.00`. */
const time = new RegExp(`^(?:\\d{1,2}:\\d\\d(?::\\d\\d)?|${oclock}-${oclock})$`);

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
/** A computer's address, where it is no telephone: a number in groups (`20.12.34.56`) has no digit alone behind the first. */
const address = new RegExp(`^(?=192\\.168\\.|(?:\\d+\\.){1,3}\\d(?:\\.|$))(?:${byte}\\.){3}${byte}$`);

/** What stands between an area code and its number in many countries, and between the numbers of a list: `030/901820`. */
const areaSlash = /^([([]?[+0][\d().[\] -]*?\d[)\]]?)\/(?=\d)/;

/** The slash behind an area code as a space; any other stays. */
function withoutAreaSlash(text: string): string {
  const [whole, area = ''] = areaSlash.exec(text) ?? [];
  const rest = text.slice(whole?.length);
  const isArea = area && digitsIn(area) <= 6 && digitsIn(rest) >= 4 && !rest.includes('/') && !date.test(text);
  return isArea ? `${area} ${rest}` : text;
}

/** Whether a text holds two numbers: with what stands between those of a list, two beginnings, or whole ones side by side. */
function isTwo(text: string): boolean {
  const parts = text.split(/\s+/);
  const plus = text.lastIndexOf('+');
  const ahead = text.slice(text.lastIndexOf('#') + 1, Math.max(0, plus));
  const isSecond = text.indexOf('+') !== plus || (/\d/.test(ahead) && !/^\*[\d*]{1,5}\s*$/.test(ahead)); // behind a code of the exchange it begins
  const isListed = text.split(/[,;:/|&\r\n\v\f\u2028\u2029]/).filter((part) => /\d/.test(part)).length > 1;
  const isNoted = /\(\s*\d{1,2}\s*\)$/.test(text) && digitsIn(text) > 6; // a mark of a footnote
  return isSecond || isListed || isNoted || (parts.length > 1 && parts.every((part) => digitsIn(part) >= 7));
}

/** More digits than these no number has, with what is dialled before it. */
const mostDigits = (text: string) => (/^[*#]/.test(text) ? 24 : /^\W*(?:00|011)/.test(text) ? 18 : 15);

/** Why a plain text is no number; nothing when it is one. */
function problemOf(text: string, least: number): string | undefined {
  if (!text) return msg('Enter a number.');
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text))
    return msg('A spreadsheet has shortened this number: show its column as text, and copy it again.');
  const tight = text.replace(/ ?([-./]) ?/g, '$1');
  if ([text, tight].some((each) => (least > 1 ? cellDate : date).test(each))) return msg('This is a date.');
  if (time.test(tight)) return msg('This is a time.');
  if (/^\+?\d{5,}[.,](?:\d\d?|0+)$/.test(text) || /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(text))
    return msg('This looks like an amount.');
  if (!/\d/.test(text) || address.test(text)) return msg('This is not a number.');
  if (/\p{L}/u.test(text)) return msg('There are letters in it: write the number in digits.');
  if (isTwo(text)) return msg('There are two numbers in this: leave one, written with spaces or hyphens at most.');
  if (/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u.test(text))
    return msg('There is an invisible character in this: type the number again.');
  const [sign] = /[^\d+*# ().[\]-]/u.exec(text) ?? [];
  if (sign) return msg(str`There is “${sign}” in this: a number has only digits, +, * and #.`);
  const digits = digitsIn(text);
  if (digits < least) return msg('This is too short for a number.');
  if (digits > mostDigits(text)) return msg(str`This has ${digits} digits: are these two numbers?`);
  return undefined;
}

/** What most cells of a list are: such a text says nothing else. Lists are long, so it is not looked at any closer. */
const digitsAlone = /^\+?\d{5,15}$/;

/** More of a text is not looked at: no number is so long, however it is written. */
const longest = 200;
const tooLong = () => msg('This is too long for a number: it has at most 32 characters.');

/** Keys that are pressed after a pause. */
const pressed = /(?<=[\d)\] #*])[,w][\d*#,w ]*$/;

/**
 * Reads what a person typed or pasted, a cell, a `tel:` link or what a dialer calls a number. What goes out are `0-9`, `+`,
 * `*`, `#` and the separators that stand there (C-065): no other sign that could be dialled ever vanishes.
 */
export function readPhone(text: string, { least = 1, pauses = false }: PhoneReadingOptions = {}): PhoneReading {
  if (least <= 5 && digitsAlone.test(text)) return { phone: text };
  if (text.length > longest) return { problem: tooLong() };
  const whole = plainNumber(text);
  const [keys = ''] = (pauses && pressed.exec(whole)) || [];
  const phone = withoutAreaSlash(withoutTrunkZero(whole.slice(0, whole.length - keys.length)));
  const problem = problemOf(phone, least) ?? (phone.length + keys.length > 32 ? tooLong() : undefined);
  return problem === undefined ? { phone: phone + keys } : { problem };
}

/** Why a number cannot be sent, or nothing. */
export const phoneProblem = (text: string): string | undefined => readPhone(text).problem;

/** How uContact marks what kind of number follows: `H=0=099124484`. It goes back as it came. */
const label = /^\s*(\w{1,8}=\d{1,4}=)(.*)$/s;

/** The same for a number of a dialer's own list, which may have a label in front. */
export function readListed(text: string, least = 1): PhoneReading {
  const [, mark = '', number = text] = label.exec(text) ?? [];
  const reading = readPhone(number, { least });
  return reading.problem === undefined ? { phone: mark + reading.phone } : reading;
}

/** What an exchange would take for more than a number: it goes out for nobody. */
const unsafe =
  /[&@$`{}\\\p{Cc}\u202a-\u202e\u2066-\u2069]|\b(?:(?:pj)?sip|iax2?|dahdi|zap|local|sccp|h323|khomp|agent|console)\//iu;

const neverSent = (text: string) =>
  msg(str`“${text}”, another number of the dialer’s, is not sent: it may be more than a number. Take it off the list.`);

/** The numbers of a list, each read strictly, but as it is where it stands in the text that the dialer gave. */
export function readAlternatives(phones: readonly string[], given = ''): PhoneReading[] {
  const own = new Set(readPhones(given));
  return phones.map((text) => {
    const reading = readListed(text);
    if (!own.has(text) || (unsafe.test(text) && reading.problem === undefined)) return reading;
    return unsafe.test(text) ? { problem: neverSent(text) } : { phone: text };
  });
}

/**
 * `['099124484', '099121212']` as `099124484:099121212`; none as the empty text (C-069). Throws `INVALID`.
 *
 * @param given - the text that the dialer gave: it goes back as it was while {@link readPhones} reads these numbers in it
 */
export function writePhones(phones: readonly string[], given = ''): string {
  const written = readAlternatives(phones, given)
    .map(({ phone, problem }, at) => {
      if (problem !== undefined)
        throw new CtiError('INVALID', `“${phones[at] ?? ''}”: ${problem}`, { field: 'alternatives' });
      return phone;
    })
    .join(':');
  return given && readPhones(given).join(':') === written ? given : written;
}

/** The text of a list, where the numbers that were read from it would not be written so without it. */
export function alternativesTextOf(text: string): string | undefined {
  const written = readAlternatives(readPhones(text)).map(({ phone }) => phone);
  return written.join(':') === text && written.every(Boolean) ? undefined : text;
}

/** The numbers of a `:`-joined list; empty parts are dropped. */
export function readPhones(text: string): string[] {
  return text
    .split(':')
    .map((phone) => phone.trim())
    .filter(Boolean);
}

/** The number and the keys behind it, without the label of a dialer, and without a short number that only opens a line before it. */
export function withoutLead(text: string): string {
  const [, , number = text] = label.exec(text) ?? [];
  const [first = '', ...later] = number.split(/[,w]+/);
  const whole = later.findIndex((each) => digitsIn(each) >= 7);
  return whole >= 0 && /^ *\d{1,6} *$/.test(first) ? later.slice(whole).join(',') : number;
}

/** The number without separators, label, outside line, and keys after a pause: for comparing, never for the wire. */
export function bareNumber(text: string): string {
  if (digitsAlone.test(text)) return text;
  const plain = plainNumber(withoutLead(text.slice(0, longest))).replace(pressed, '');
  return withoutAreaSlash(withoutTrunkZero(plain)).replace(/[\s().[\]-]/g, '');
}

/** The same for whoever must not miss a number: `00`, `011` and `0011` are `+`, and neither a zero behind the country code nor a `#` at the end counts. */
export function numberKey(text: string): string {
  const bare = bareNumber(text).replace(/(?<=\d)[*#]+$/, '');
  const dialled = /^\+/.test(bare) ? bare.replace(/^\++0*/, '+') : bare.replace(/^(?:0?011|00+)(?=[1-9]\d{5})/, '+');
  return withoutZeroBehindCode(dialled);
}

/** Whether two spellings dial the same telephone. */
export function samePhone(one: string, other: string): boolean {
  const key = numberKey(one);
  return key !== '' && key === numberKey(other);
}
