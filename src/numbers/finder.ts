// The one file that touches libphonenumber-js. It is loaded only where a page has something that may be a number.
import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  searchPhoneNumbersInText,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { bareDigits, plainNumber, type FoundNumber, type NumberFinder } from './found-number.js';
import { notPhones } from './not-phones.js';
import { pieces } from './pieces.js';

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
