// The one file that touches libphonenumber-js. It is loaded only where a page has something that may be a number.
import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { datesIn, isDate } from './dates.js';
import { extensionIn } from './extension.js';
import type { FoundNumber, NumberFinder } from './found-number.js';
import { isTorn, others } from './not-phones.js';
import { pieces } from './pieces.js';
import { dialDigits, RunReader, type Judge, type TextSpan, type ValidNumber } from './run-reader.js';
import { shownText, type ShownText } from './shown-text.js';

const known = (code: string): CountryCode | undefined => {
  const country = code.toUpperCase();
  return isSupportedCountry(country) ? country : undefined;
};

function judgeFor(country: string): Judge {
  const defaultCountry = known(country);
  return (digits) => {
    const number = parsePhoneNumberFromString(
      digits,
      defaultCountry ? { defaultCountry, extract: false } : { extract: false },
    );
    const isTwice = number?.countryCallingCode === '1' && digits.startsWith('11'); // nobody dials two
    return number?.isValid() && !isTwice ? number : undefined;
  };
}

/** Signs that stand in a number. White space, brackets and points in a row are few. */
const run = /[([]{0,2}\+? ?[([]?\d(?:[ \n.()[\]/-]{0,5}\d)*/g;

/** One star in front is dialled, unless another one closes what it opens: `*72 099 123 456`, `*099 123 456*`. */
const isCode = (text: string, from: number, to: number): boolean =>
  text.charAt(from - 1) === '*' && text.charAt(from - 2) !== '*' && text.charAt(to) !== '*';

/** So many signs before and behind a number tell whether it is part of something. */
const beside = 4;

/** What a number dials as it is written; but no trunk zero goes out behind a country code. */
function asWritten(written: string, { countryCallingCode, nationalNumber }: ValidNumber): string {
  if (!written.endsWith(nationalNumber)) return written;
  const head = written.slice(0, -nationalNumber.length);
  const at = head.lastIndexOf(countryCallingCode);
  const abroad = head.slice(0, Math.max(0, at));
  const isTrunk = /^[08]\d?$/.test(head.slice(at + countryCallingCode.length));
  return isTrunk && /^(?:\+|\d{2,5})$/.test(abroad) ? abroad + countryCallingCode + nationalNumber : written;
}

function found(text: string, start: number, written: string, number: ValidNumber, extension: string): FoundNumber {
  return {
    ...{ text, start, end: start + text.length, extension },
    ...{ digits: asWritten(dialDigits(written), number), national: dialDigits(number.formatNational()) },
    ...{ e164: number.number, country: number.country ?? '' },
  };
}

const overlaps =
  ([from, to]: TextSpan) =>
  ([start, end]: TextSpan): boolean =>
    from < end && start < to;

/** Spans of a text that the patterns match; yields now and then, since each has to look at the whole text. */
function* spansOf(text: string, patterns: readonly RegExp[]): Generator<undefined, TextSpan[]> {
  const spans: TextSpan[] = [];
  let at = 0;
  for (const pattern of patterns) {
    for (const { 0: match, index } of text.matchAll(pattern)) spans.push([index, index + match.length]);
    if (at++ % 4 === 3) yield undefined;
  }
  return spans;
}

/** Stands for each sign of a date and a footnote's mark; no text has it for long, since nobody sees it. */
const taken = '\ufffc';

/** The mark of a footnote, in brackets behind a number or in square ones before it. */
const footnote = /(?<=\d{3}) ?(?:\[\d\d?\]|\(\d\))(?![ ./-]{0,3}\d)|(?<![\d\])]\s?)\[[1-9]\d?\](?= )/g;

const behindDate = new RegExp(`${taken}[-/.,_:]\\s?$`);

/** What a number may be torn from; a date before it is none of it. */
const beforeNumber = (text: string, searched: string, from: number): string => {
  const start = Math.max(0, from - beside);
  return behindDate.test(searched.slice(start, from)) ? '' : text.slice(start, from);
};

/** Whether what is left behind an extension is no more of it. */
const isDivided = (rest: string): boolean => /^\s?[/,;]|^\s-\s/.test(rest);

/** The same text with signs of no number in place of its dates; one pattern does not see what another has taken. */
function* withoutDates(text: string): Generator<undefined, string> {
  let left = text;
  for (const pattern of datesIn(text)) {
    left = left.replace(pattern, (date) => taken.repeat(date.length));
    yield undefined;
  }
  return left;
}

/** The numbers of a text that is not long. */
function* inPiece(
  { text, startOf, endOf }: ShownText,
  source: string,
  judge: Judge,
): Generator<FoundNumber | undefined> {
  const searched = yield* withoutDates(
    text.replace(/(?<![\p{L}\d])0xx(?=[ -]?\(?\d\d)/giu, '0  ').replace(footnote, (mark) => taken.repeat(mark.length)),
  );
  const reader = new RunReader(searched, judge);
  let spans: TextSpan[] | undefined; // made only when there is a number to judge
  let last = -1;
  for (const { 0: signs, index } of searched.matchAll(run)) {
    const until = index + signs.length;
    if ((index < last && !isDivided(text.slice(last, until))) || isCode(text, index, until)) continue;
    const places = yield* reader.numbersOf([Math.max(index, last), until], text);
    let next = 0;
    for (const place of places) {
      const { from, to, number } = place;
      next++;
      spans ??= yield* spansOf(searched, others);
      if (spans.some(overlaps([from, to]))) continue;
      if (reader.isDate(place)) {
        last = to;
        continue;
      }
      const extension = extensionOf(text, to, judge);
      const end = to + (extension?.length ?? 0);
      const isListed = last >= 0 && /^[\s/,;|-]*$/.test(text.slice(last, from));
      const before = isListed ? '' : beforeNumber(text, searched, from);
      const isFollowed = places[next]?.from === end + 1 || isDivider(text.slice(end, end + 17));
      if (isTorn(before, isFollowed ? '' : text.slice(end, end + beside))) continue;
      last = end;
      const [start, stop] = [startOf(from), endOf(end - 1)];
      yield found(source.slice(start, stop), start, searched.slice(from, to), number, extension?.digits ?? '');
    }
  }
}

/** Whether what stands behind a number begins something else: `/21`, `,12`, `-30.11.`. */
const isDivider = (behind: string): boolean => /^[/,]/.test(behind) || isDate(/^-(\S+)/.exec(behind)?.[1] ?? '');

/** The extension behind a number, unless what stands there is a number itself. */
function extensionOf(text: string, end: number, judge: Judge) {
  const behind = text.slice(end, end + 40);
  const extension = extensionIn(behind);
  if (!extension || !/^[ .-]?\d/.test(behind.slice(extension.length))) return extension;
  const [number = ''] = /\d[\d .-]*\d/.exec(behind) ?? [];
  return judge(dialDigits(number)) ? undefined : extension;
}

// With the rules for each kind of number (`max`): of made-up numbers of 11 digits those for lengths alone (`min`) take
// 99 in 100 for Brazilian ones, these 10.
export const finder: NumberFinder = {
  *findNumbers(text, country) {
    const judge = judgeFor(country);
    for (const [from, to] of pieces(text)) {
      yield undefined;
      const source = text.slice(from, to);
      for (const number of inPiece(shownText(source), source, judge))
        yield number && { ...number, start: number.start + from, end: number.end + from };
    }
  },
  readNumber(text, country) {
    const number = judgeFor(country)(text);
    return number && found(text, 0, text, number, '');
  },
  isCountry: (code) => !!known(code),
};
