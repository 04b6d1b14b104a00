// The one file that touches libphonenumber-js. It is loaded only where a page has something that may be a number.
import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  searchPhoneNumbersInText,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { bareDigits, plainNumber, type FoundNumber, type NumberFinder } from './found-number.js';
import { pieces } from './pieces.js';

// What looks like a telephone number and is none. What is doubtful is left as text: no button is better than a wrong one.

const currency = String.raw`(?:[$€£¥₹₽]|R\$|U\$S|US\$|\b(?:USD|EUR|UYU|ARS|BRL|CLP|COP|MXN|PEN|PYG|GBP|CHF|CAD|AUD|ILS|INR|UF)\b)`;
const word = String.raw`order|invoice|ticket|case|reference|ref|account|acct|contract|policy|serial|tracking|transaction|item|article|part|sku|isbn|iban|vat|nif|cif|dni|rut|ruc|rfc|cuit|cuil|cpf|cnpj|ssn|nit|guid|uuid|id|pedido|orden|factura|caso|cuenta|contrato|p[oó]liza|c[eé]dula|ci|referencia|protocolo|fatura|conta|pin|code|c[oó]digo`;

/** Spans that belong to something else. */
const others: readonly RegExp[] = [
  /\b(?:https?|ftp|wss?|file|sip|mailto):[^\s<>"]+|\bwww\.[^\s<>"]+/gi, // addresses
  /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+/gi, // e-mail
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, // IBAN
  /\b\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?\b/g, // cards
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, // uuid
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?=$|[^\d.]|\.(?!\d))/g, // IP; also what only looks like one
  /\b(?:[0-9a-f]{1,4}:){3,}[0-9a-f:]*/gi, // IPv6, MAC
  /\b(?:19|20)\d\d([-/. ]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)(?:[T ,]*\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?/g, // dates, year first
  /(?<!\d[-/. ]?)(?:0?[1-9]|[12]\d|3[01])([-/. ])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)?\d\d(?!\d|[-/. ]\d)/g, // dates, year last
  /(?<!\d[-/. ]?)(?:0?[1-9]|[12]\d|3[01])([-/. ])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)\d\d(?=[T ,]+\d{1,2}[:.]\d\d)/g,
  /\b\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\s*[-–—]?\s*(?:\d{1,2}:\d\d(?::\d\d)?)?/g, // times
  new RegExp(String.raw`${currency}\s?-?\d[\d.,'  ]*\d?`, 'gi'), // prices
  new RegExp(String.raw`(?=\d)(?<!\d[.,'  ]*)\d[\d.,'  ]*\s?(?:${currency}|%|‰)`, 'gi'),
  /(?<![\d.,])[1-9]\d{0,2}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?![\d]|[.,-]\d)/g, // amounts with thousands
  /(?<![\d.])-?\d{1,3}\.\d{4,}\b/g, // coordinates, decimals
  new RegExp(
    String.raw`(?<![\p{L}\d])(?:${word})(?:\s*(?:number|n[uú]mero|nummer|no|nr|n|id|code))?\s*(?:[.:#=º°n-]|\s){0,4}[\d][\d /.-]*`,
    'giu',
  ), // what is called a number of something else
];

/** A number of a telephone is no part of a longer token: `AB-099123456`, `#099123456`, `099123456kg`, `1.099123456`. */
function isPartOfWord(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  return (
    /[\p{L}\p{N}_#@$€£¥%&=\\*^~+-]$/u.test(before) ||
    /\d[.,:/]$|[\p{L}/]\/$|^\/$/u.test(before) ||
    /^[\p{L}\p{N}_@$€£¥%=\\*^~]/u.test(after) ||
    /^[-.,:/+]\d|^[-/][\p{L}\p{N}]/u.test(after)
  );
}

/** Tells for spans of one text whether they are something else. */
export function notPhones(text: string): (start: number, end: number, isAfterNumber: boolean) => boolean {
  let spans: [number, number][] | undefined; // made only when there is a number to judge
  return (start, end, isAfterNumber) => {
    spans ??= others.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(({ 0: { length }, index }): [number, number] => [index, index + length]),
    );
    if (spans.some(([from, to]) => from < end && start < to)) return true;
    const isListed = isAfterNumber || /^\s*[/,;|]/.test(text.slice(end)); // `099 123 456/099 654 321`
    return isPartOfWord(text, start, end) && !(isListed && !isPartOfWord(text.replace(/[/,;|]/g, ' '), start, end));
  };
}

const known = (code: string): CountryCode | undefined => {
  const country = code.toUpperCase();
  return isSupportedCountry(country) ? country : undefined;
};

/** The extension's digits are the last ones of the text. */
function withoutExtension(text: string, extension: string): string {
  let end = text.length;
  for (let left = extension.length; left > 0 && end > 0; end--) if (/\p{Nd}/u.test(text.charAt(end - 1))) left--;
  return extension ? text.slice(0, end).replace(/(?<=^|[\p{Nd})])[^\p{Nd})]+$/u, '') : text;
}

function found(text: string, start: number, number: PhoneNumber): FoundNumber {
  const extension = number.ext ?? '';
  return {
    ...{ text, start, end: start + text.length, extension },
    ...{
      digits: bareDigits(withoutExtension(text, extension)),
      national: bareDigits(withoutExtension(number.format('NATIONAL'), extension)),
    },
    ...{ e164: number.number, country: number.country ?? '' },
  };
}

/** A comma between two numbers is no pause before an extension. Keeps every position. */
const withoutLists = (text: string) => text.replace(/[,;](?=\s*[+(]|\s+\d|\d{5})/g, '|');

function* inPiece(text: string, defaultCountry: CountryCode | undefined): Generator<FoundNumber> {
  const isOther = notPhones(text);
  let last = -1;
  for (const { startsAt, endsAt, number } of searchPhoneNumbersInText(
    withoutLists(text),
    defaultCountry ? { defaultCountry } : {},
  )) {
    if (isOther(startsAt, endsAt, last >= 0 && /^[\s/,;|]*$/.test(text.slice(last, startsAt)))) continue;
    last = endsAt;
    yield found(text.slice(startsAt, endsAt), startsAt, number);
  }
}

// With the rules for each kind of number (`max`): of made-up numbers of 11 digits those for lengths alone (`min`) take
// 99 in 100 for Brazilian ones, these 10.
export const finder: NumberFinder = {
  *findNumbers(text, country) {
    const defaultCountry = known(country);
    for (const [from, to] of pieces(text)) {
      yield undefined;
      for (const number of inPiece(text.slice(from, to), defaultCountry))
        yield { ...number, start: number.start + from, end: number.end + from };
    }
  },
  readNumber(text, country) {
    const defaultCountry = known(country);
    const number = parsePhoneNumberFromString(
      text,
      defaultCountry ? { defaultCountry, extract: false } : { extract: false },
    );
    if (number?.isValid()) return found(text, 0, number);
    return plainNumber(text);
  },
  isCountry: (code) => !!known(code),
};
