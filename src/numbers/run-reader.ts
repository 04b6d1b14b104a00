import { isAfterMonth, isShortDate, looseDates, shortDate } from './dates.js';

export type TextSpan = readonly [from: number, to: number];

/** What the number rules tell of a valid number. */
export interface ValidNumber {
  countryCallingCode: string;
  nationalNumber: string;
  /** `+59899123456`. */
  number: string;
  /** ISO code; nothing when several share the prefix. */
  country?: string;
  formatNational(): string;
}

/** Says which number digits are, perhaps with `+` in front; nothing when they are none. */
export type Judge = (digits: string) => ValidNumber | undefined;

const digitsIn = (text: string): string => text.replace(/\D/g, '');

/** What dials: digits, and `+` in front. */
export const dialDigits = (text: string): string => (/^[^\d]*\+/.test(text) ? '+' : '') + text.replace(/[^\d*#]/g, '');

/** Whether each bracket that is opened is closed; the first one may be closed only. */
function areBalanced(text: string): boolean {
  const brackets = text.replace(/[^()[\]]/g, '').replace(/^[)\]]/, '');
  let depth = 0;
  for (const sign of brackets) {
    depth += /[([]/.test(sign) ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** From the first sign of a number to its last digit, without brackets that are not closed inside. */
function trimmed(text: string, [from, to]: TextSpan): TextSpan {
  while (from < to && !/[\d+([]/.test(text.charAt(from))) from++;
  while (to > from && !/\d/.test(text.charAt(to - 1))) to--;
  while (/[([]/.test(text.charAt(from)) && !areBalanced(text.slice(from, to))) {
    from++;
    while (text.charAt(from) === ' ') from++;
  }
  return [from, to];
}

/** A number where it stands. */
export interface Place {
  from: number;
  to: number;
  number: ValidNumber;
}

/** Parts of a span between what a pattern matches. */
function split(text: string, [from, to]: TextSpan, pattern: RegExp): TextSpan[] {
  const parts: TextSpan[] = [];
  let start = from;
  for (const { 0: found, index } of text.slice(from, to).matchAll(pattern)) {
    parts.push([start, from + index]);
    start = from + index + found.length;
  }
  return [...parts, [start, to]];
}

/** What is left behind a date for the hour. */
const hour = /^\D{0,3}(?:[01]?\d|2[0-3])\D?(?:[0-5]\d)?\D{0,3}$/;
/** Of a book, as `12(3): 211-227 (2003)`. */
const pages = /\d-\d{1,5}\s?\(\d/;
/** How French and Danish numbers are written, dates in them or not. */
const pairs = /^\d\d([ .-])\d\d(?:\1\d\d){2,}$/;
/** A number with `+` whose parts are all divided alike: what looks like a date in it is none. */
const even = /^\+\d+(?:([ .-])\d+(?:\1\d+)*)?$/;

/** Where signs of numbers may begin another one, most telling first. */
const divisions = [/\n/g, /\s-\s|\.\s/g, /\s(?=[([])/g];

/** Reads the numbers of a run of signs that are usual in them. Where there is none, it stays text. */
export class RunReader {
  readonly #text: string;
  readonly #judge: Judge;

  constructor(text: string, judge: Judge) {
    this.#text = text;
    this.#judge = judge;
  }

  /** Yields nothing where one may pause. */
  *read(whole: TextSpan, division = 0): Generator<Place | undefined> {
    const span = trimmed(this.#text, whole);
    const part = this.#text.slice(...span);
    if (digitsIn(part).length < 6 || (isShortDate(part) && !this.#isUsual(span))) return;
    const dates = looseDates(part).map(([from, to]): TextSpan => [from + span[0], to + span[0]]);
    const [first] = dates;
    if (pairs.test(part) && (yield* this.#one(span))) return;
    if (first && (yield* this.#besideDates(span, dates))) return;
    if (yield* this.#listed(span)) return;
    if (isAll(part, dates)) return;
    if (first?.[0] === span[0] && !part.startsWith('+') && !this.#isUsual(span)) return;
    if (yield* this.#one(span)) return;
    if (yield* this.#besideShortDate(span)) return;
    yield* this.#apart(span, division);
  }

  /** What is no number as a whole may be several. */
  *#apart(span: TextSpan, division: number): Generator<Place | undefined> {
    const isAbroad = this.#text.charAt(span[0]) === '+';
    for (let at = division; at < divisions.length; at++) {
      const parts = split(this.#text, span, divisions[at] ?? /$/g);
      if (parts.length < 2) continue;
      yield* this.#divided(parts, at + 1, isAbroad);
      return;
    }
    if (yield* this.#joined(span)) return;
    const parts = split(this.#text, span, /\s/g);
    if (parts.length > 1) yield* this.#divided(parts, divisions.length, isAbroad);
  }

  *#one(span: TextSpan): Generator<Place | undefined, boolean> {
    const place = this.#placeOf(span);
    yield place;
    return !!place;
  }

  #placeOf(span: TextSpan): Place | undefined {
    const [from, to] = trimmed(this.#text, span);
    const part = this.#text.slice(from, to);
    const digits = digitsIn(part).length;
    if (digits < 6 || digits > 22 || !areBalanced(part) || pages.test(part)) return undefined;
    const number = this.#judge(dialDigits(part));
    return number && { from, to, number };
  }

  /** What another number with `+` does not begin is no number for itself. */
  *#divided(parts: readonly TextSpan[], division: number, isAbroad: boolean): Generator<Place | undefined> {
    let isFirst = isAbroad;
    for (const part of parts) {
      let has = false;
      for (const place of this.read(part, division)) {
        has ||= !!place;
        yield place;
      }
      if (isFirst && !has) return;
      isFirst = false;
    }
  }

  /** `099 123 456 / 099 654 321`, `030 901820 / 21`: what is whole before a slash is a number of its own. */
  *#listed([from, to]: TextSpan): Generator<Place | undefined, boolean> {
    for (const { 0: slash, index } of this.#text.slice(from, to).matchAll(/\s?\/\s?/g)) {
      const left: TextSpan = [from, from + index];
      const isWide = slash.length > 1 || /\d{3}$/.test(this.#text.slice(...left));
      const digits = isWide ? digitsIn(this.#text.slice(...left)).length : 0;
      if (digits < 7 || this.#hasDate(left)) continue;
      const place = this.#placeOf(left);
      yield undefined;
      if (!place || !isLong(place)) continue;
      yield place;
      for (const place of this.read([left[1] + slash.length, to])) if (!place || isLong(place)) yield place;
      return true;
    }
    return false;
  }

  /**
   * Numbers before and behind dates: the first one only taken for a date, the last one only, or all. No digits are left.
   * Where first and last leave different numbers, nobody knows which are the date: it stays text.
   */
  *#besideDates(span: TextSpan, dates: readonly TextSpan[]): Generator<Place | undefined, boolean> {
    const [first, last] = [dates[0], dates.at(-1)];
    const one = dates.length < 5 && first ? yield* this.#without(span, [first]) : [];
    const other = dates.length > 1 && dates.length < 5 && last ? yield* this.#without(span, [last]) : [];
    const isSame = one.every(({ from, to }, at) => other[at]?.from === from && other[at].to === to);
    const isPlain = (places: readonly Place[]) =>
      places.length > 0 && !places.some(({ from, to }) => this.#hasDate([from, to]));
    if (one.length && other.length && !isSame && isPlain(one) === isPlain(other)) return true;
    const all = one.length + other.length || dates.length < 2 ? [] : yield* this.#without(span, dates.filter(isApart));
    const readings = [one, other, all];
    const places = readings.find(isPlain) ?? readings.find(({ length }) => length) ?? [];
    yield* places;
    return places.length > 0;
  }

  /** The numbers of a span when these are dates; none when other digits would be left. */
  *#without([begin, end]: TextSpan, dates: readonly TextSpan[]): Generator<undefined, Place[]> {
    const places: Place[] = [];
    let start = begin;
    for (const [from, to] of [...dates, [end, end]] as const) {
      const part: TextSpan = [start, from];
      const isBehind = start > begin;
      start = to;
      const text = this.#text.slice(...part);
      if (!/\d/.test(text) || (isBehind && hour.test(text))) continue;
      const before = places.length;
      for (const place of this.read(part)) {
        if (place) places.push(place);
        yield undefined;
      }
      const [opening, closing] = [places[before], places.at(-1)];
      if (!opening || !closing) return [];
      if (this.#hasDigits(part[0], opening.from)) return [];
      if (from < end && this.#hasDigits(closing.to, from)) return [];
    }
    return places;
  }

  /** Whether its country writes a number just so, or it is its digits and no more. */
  #isUsual(span: TextSpan): boolean {
    const part = this.#text.slice(...trimmed(this.#text, span));
    const national = this.#placeOf(span)?.number.formatNational() ?? '';
    return national === part || digitsIn(national) === part;
  }

  #hasDigits(from: number, to: number): boolean {
    return /\d/.test(this.#text.slice(from, to));
  }

  #hasDate(span: TextSpan): boolean {
    const part = this.#text.slice(...trimmed(this.#text, span));
    return !pairs.test(part) && !even.test(part) && looseDates(part).length > 0 && !this.#isUsual(span);
  }

  *#besideShortDate([from, to]: TextSpan): Generator<Place | undefined, boolean> {
    const part = this.#text.slice(from, to);
    const day =
      isAfterMonth(this.#text.slice(Math.max(0, from - 24), from)) && /^\d{1,2}(?:,?\s\d\d(?=\s))?(?=\s)/.exec(part);
    const date = day || shortDate.exec(part);
    if (!date) return false;
    const end = date.index + date[0].length;
    const rest: TextSpan = date.index ? [from, from + date.index] : [from + end, to];
    let has = false;
    for (const place of this.read(rest)) {
      has ||= !!place;
      yield place;
    }
    return has;
  }

  /** `099123456-099654321`, `29012345/46`: all of them are numbers, or the first one is and the rest is short. */
  *#joined(span: TextSpan): Generator<Place | undefined, boolean> {
    for (const sign of [/\//g, /-/g]) {
      const parts = split(this.#text, span, sign);
      if (parts.length < 2 || parts.length > 9) continue;
      const places: Place[] = [];
      for (const part of parts) {
        const place = this.#placeOf(part);
        if (place) places.push(place);
        yield undefined;
      }
      const isShort = (part: TextSpan) => part[1] - part[0] < 5;
      const isFirst = places.length === 1 && places[0]?.from === span[0] && parts.slice(1).every(isShort);
      if (places.length < parts.length && (!isFirst || sign.source === '-')) continue;
      yield* places;
      return true;
    }
    return false;
  }
}

/** Longer than the numbers of an area are without it. */
const isLong = ({ number }: Place): boolean => number.nationalNumber.length > 6;

const isApart = ([from]: TextSpan, at: number, spans: readonly TextSpan[]): boolean =>
  from >= (spans[at - 1]?.[1] ?? 0);

/** Whether a part is dates, and no more than signs between them. */
const isAll = (part: string, dates: readonly TextSpan[]): boolean =>
  dates.length > 0 && dates.filter(isApart).reduce((left, [from, to]) => left - (to - from), part.length) < 4;
