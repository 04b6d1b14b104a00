import {
  asideOf,
  isAfterDay,
  isAfterMonth,
  isDate,
  isHourOrYear,
  isShortDate,
  isYear,
  looseDates,
  type Aside,
} from './dates.js';

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
const pairs = /^\d\d([ .-])\d\d(?:\1\d\d){2,}$|^0\d\/\d\d([ .])\d\d(?:\2\d\d){2}$/;
/** A number with `+` whose parts are all divided alike: what looks like a date in it is none. */
const even = /^\+\d+(?:([ .-])\d+(?:\1\d+)*)?$/;

/** Where signs of numbers may begin another one, most telling first. */
const divisions = [/\n/g, /\s-\s|\.\s/g, /\s(?=[([])/g];

/** What stands between two blanks, and what it is when it is no part of a number; nothing but signs is `sign`. */
interface Word {
  span: TextSpan;
  /** Without brackets. */
  text: string;
  aside: Aside | 'sign' | undefined;
}

/** One way to read words: the numbers, and how doubtful it is that the rest is none of theirs. */
interface Reading {
  doubt: number;
  places: readonly Place[];
  /** Whether another way is just as good. */
  isTied: boolean;
}

/** What makes a reading doubtful, and how much. */
const doubts = { perhaps: 1, ledByZero: 1, end: 1, amongPairs: 2, acrossLines: 10, count: 100, datedInside: 1000 };
/** So many counts stand beside a number. */
const mostCounts = 2;
/** So many words are one number: `00 33 1 23 45 67 89`. */
const mostWords = 8;
/** So many digits an area, a number and its direct dial have at most; more are two things. */
const longest = 11;
/** A slash behind an area, and no other: `030/901820`. */
const afterArea = /^(?:[^\d/]{0,3}\d){1,6}[^\d/]{0,2}\/\s?\d{3}[^/]*$/;
const threePairs = /^\d\d([ .-])\d\d(?:\1\d\d)+$/;

/** Reads the numbers of a run of signs that are usual in them. Where there is none, it stays text. */
export class RunReader {
  readonly #text: string;
  readonly #judge: Judge;
  /** What was judged, by what dials. */
  readonly #numbers = new Map<string, ValidNumber | undefined>();
  #asked = 0;

  constructor(text: string, judge: Judge) {
    this.#text = text;
    this.#judge = judge;
  }

  /** Yields nothing where one may pause. */
  *read(whole: TextSpan, division = 0): Generator<Place | undefined> {
    const span = trimmed(this.#text, whole);
    const part = this.#text.slice(...span);
    if (digitsIn(part).length < 6) return;
    const dates = looseDates(part).map(([from, to]): TextSpan => [from + span[0], to + span[0]]);
    const isPairs =
      pairs.test(part) && (part.startsWith('0') || !isAfterMonth(this.#text.slice(0, span[0]).slice(-24)));
    if (isPairs && (yield* this.#one(span))) return;
    const reading = yield* this.#inWords(span);
    const { isTied, doubt, places } = reading ?? { isTied: true, doubt: 0, places: [] };
    const isPlain = ({ from, to }: Place) => {
      const part = this.#text.slice(from, to);
      return pairs.test(part) || (looseDates(part).length === 0 && (!part.includes('/') || afterArea.test(part)));
    };
    if (!isTied && doubt < doubts.acrossLines && places.length > 0 && places.every(isPlain)) {
      yield* places;
      return;
    }
    const beside = dates.length > 0 ? yield* this.#besideDates(span, dates) : undefined;
    if (beside) {
      const isRival = ({ from, to }: Place) =>
        threePairs.test(this.#text.slice(from, to)) && !beside.some((each) => each.from === from && each.to === to);
      if (!places.some(isRival)) yield* beside;
      return;
    }
    if (yield* this.#listed(span)) return;
    if (isAll(part, dates)) return;
    if (!reading) yield* this.#apart(span, division);
    else if (!isTied) yield* places;
  }

  /** What is no number as a whole may be several. */
  *#apart(span: TextSpan, division: number): Generator<Place | undefined> {
    for (let at = division; at < divisions.length; at++) {
      const parts = split(this.#text, span, divisions[at] ?? /$/g);
      if (parts.length < 2) continue;
      yield* this.#divided(parts, at + 1);
      return;
    }
    yield* this.#joined(span);
  }

  #wordsOf(span: TextSpan): Word[] {
    const isDated = isAfterMonth(this.#text.slice(Math.max(0, span[0] - 24), span[0]));
    const words = split(this.#text, span, /\s/g).flatMap((each, at) => this.#joinedWords(each, isDated && at === 0));
    const [day, year] = words;
    if (!isDated || !day || !/^\d{1,2}$/.test(day.text)) return words;
    day.aside = 'likely';
    if (year?.aside && /^\d\d$/.test(year.text)) year.aside = 'likely';
    return words;
  }

  /** A word, or two of it where a sign divides a date or a year from the rest: `2026/030-901820`, `2345-30.11.`. */
  #joinedWords(span: TextSpan, isDay: boolean): Word[] {
    const word = this.#wordOf(span);
    if (word.aside || isDate(word.text)) return [word];
    const cuts = [...this.#text.slice(...span).matchAll(/[/-]/g)].map(({ 0: sign, index }) => {
      const at = span[0] + index;
      return { sign, parts: [this.#wordOf([span[0], at]), this.#wordOf([at + 1, span[1]])] };
    });
    const surely = cuts.find(({ parts }) => parts.some(({ aside, text }) => aside === 'date' || isYear(text)));
    const likely = cuts.find(
      ({ sign, parts }) =>
        sign === '/' &&
        (parts.some(({ aside }) => aside === 'likely') || (isDay && /^\d{1,2}$/.test(parts[0]?.text ?? ''))),
    );
    return (surely ?? likely)?.parts ?? [word];
  }

  #wordOf(span: TextSpan): Word {
    const word = this.#text.slice(...span).replace(/[()[\]]/g, '');
    const text = word.replace(/(?<=\d\d\d|[-./]\d{1,4})\.{1,3}$/, ''); // the end of a sentence
    return { span, text, aside: /^[-/.]*$/.test(text) ? 'sign' : asideOf(text) };
  }

  /**
   * The numbers of words, when each other word is a date, an hour, a year, a postcode or a count. Where two ways are just
   * as good it stays text.
   */
  *#inWords(span: TextSpan): Generator<undefined, Reading | undefined> {
    const words = this.#wordsOf(span);
    const best: (Reading | undefined)[] = [{ doubt: 0, places: [], isTied: false }];
    let from = -1;
    for (const word of words) {
      const before = best[++from];
      const doubt = this.#doubtOf(word);
      if (before && doubt !== undefined) reach(best, from + 1, { ...before, doubt: before.doubt + doubt });
      const starts = [from, ...countsBefore(words, from)];
      if (word.aside === 'sign' || !starts.some((start) => best[start])) continue;
      for (let to = from + 1; to <= Math.min(words.length, from + mostWords); to++) {
        const place = this.#placeOf(spanOf(words.slice(from, to)));
        if (this.#hasAsked()) yield undefined;
        if (place) this.#take(words, best, [from, to], place);
      }
      if (from % 32 === 31) yield undefined;
    }
    const reading = best[words.length];
    for (const place of reading?.places ?? []) {
      const isTied = yield* this.#isTwo(words, place);
      if (reading && isTied) return { ...reading, isTied };
    }
    return reading;
  }

  /** The numbers of a run; none where what stands beside one, or in it, makes another one just as well. `source` has the dates. */
  *numbersOf([from, end]: TextSpan, source: string): Generator<undefined, Place[]> {
    const places: Place[] = [];
    for (const place of this.read([from, end])) {
      if (place) places.push(place);
      yield undefined;
    }
    for (const place of places) {
      const before = source.slice(Math.max(0, place.from - 24), place.from);
      if (this.#isCut(place, before) || (yield* this.#holdsOther(place, before, end))) return [];
    }
    return places;
  }

  /** Whether a number says a date, and no more, though it stands beside other signs. */
  isDate({ from, to }: Place): boolean {
    const part = this.#text.slice(from, to);
    return !pairs.test(part) && isDate(part);
  }

  /** Whether the begin of a number was taken for something else. */
  #isCut(place: Place, before: string): boolean {
    const part = this.#text.slice(place.from, place.to);
    // `8-17/01 5123456`, and `8 (495) 123-45-67` without its 8
    const [lead = ''] = /(?<=\d[,/])0\d{1,3}(?=[\s/]$)|(?<!\d)[08](?=[ (-]{1,2}$)/.exec(before) ?? [];
    if (lead && this.#isBare(place) && this.#judge(lead + digitsIn(part))) return true;
    // `23 45 67 89 1` before `/1`
    if (/\s\d$/.test(part) && /^\/\d\d?(?!\d)/.test(this.#text.slice(place.to, place.to + 4))) return true;
    // `56/30 11 26` behind `22 12 34`
    const behind = part.slice(3);
    return /^\d\d[-/]/.test(part) && /\d\s$/.test(before) && looseDates(behind)[0]?.[1] === behind.length;
  }

  /** Whether another number begins inside of one: `Nov 30 26 12 34 56`, `10117/09 123 456`, `48 030 901820`. */
  *#holdsOther(place: Place, before: string, end: number): Generator<undefined, boolean> {
    const part = this.#text.slice(place.from, place.to);
    const isYear = isAfterDay(before) || /\d\.?['’]$/.test(before);
    const isDated = isYear ? /^[1-9]\d[\s/-]/.test(part) : /^[1-9]\d?[\s/-]/.test(part) && isAfterMonth(before);
    for (const { 0: sign, index } of part.matchAll(/(?<=[\s/-])[\d+(]/g)) {
      const isLed = /[+0]/.test(sign) && (part.charAt(index - 1) === '/' || this.#isBare(place));
      if (!isLed && !(isDated && index < 6)) continue;
      const start = place.from + index;
      for (const { index } of this.#text.slice(start, isLed ? end : place.to).matchAll(/\d(?!\d)/g)) {
        const other = this.#placeOf([start, start + index + 1]);
        yield undefined;
        const isRival = other && other.number.number !== place.number.number;
        if (isRival && (isLed || other.to === place.to)) return true;
      }
    }
    return false;
  }

  /** Goes on behind a number: with it, and with the counts beside it. */
  #take(words: readonly Word[], best: (Reading | undefined)[], [from, to]: TextSpan, place: Place): void {
    const inside = this.#doubtInside(words.slice(from, to), place);
    if (inside === undefined) return;
    const isLed = /^\D*[+0]/.test(this.#text.slice(place.from, place.to));
    for (const start of isLed ? [from, ...countsBefore(words, from)] : [from]) {
      const before = best[start];
      if (!before) continue;
      const isBehindArea = /[-/.]0\d\s$/.test(this.#text.slice(Math.max(0, place.from - 4), place.from));
      const isEnd = this.#isBare(place) && (isBehindArea || !this.#mayBeBare(before, place));
      const doubt = before.doubt + inside + (isEnd ? doubts.end : 0) + (from - start) * doubts.count;
      const reading = { doubt, places: [...before.places, place], isTied: before.isTied || isEnd };
      reach(best, to, reading);
      for (let end = to; to === from + 1 && end < to + mostCounts && words[end]?.aside === 'count'; end++)
        reach(best, end + 1, { ...reading, doubt: doubt + (end + 1 - to) * doubts.count });
    }
  }

  /** How doubtful it is that a word is no part of a number; nothing when only numbers can tell. */
  #doubtOf({ span, aside }: Word): number | undefined {
    if (aside === undefined || aside === 'count') return undefined;
    if (aside === 'likely') return /^\D*0/.test(this.#text.slice(...span)) ? doubts.ledByZero : 0;
    return aside === 'perhaps' ? doubts.perhaps : 0;
  }

  /** How doubtful a number is that has such words in it; nothing when it is none. */
  #doubtInside(own: readonly Word[], place: Place): number | undefined {
    const span: TextSpan = [place.from, place.to];
    const part = this.#text.slice(...span);
    const [first, ...more] = own;
    if (!first) return undefined;
    const hours = more.length > 0 ? own.filter(({ text }) => isHourOrYear(text)).length : 0;
    const isAmong = /(?<!\d)\d\d\s[1-9]\d(?:\s|$)/.test(this.#text.slice(Math.max(0, place.from - 4), first.span[1]));
    const doubt = hours * doubts.perhaps + (isAmong ? doubts.amongPairs : 0);
    const isBehindMonth = more.length > 0 && first.aside === 'likely' && /^[1-9]\d?$/.test(first.text);
    if (!isBehindMonth && (pairs.test(part) || this.#isUsual(span))) return doubt;
    if (isShortDate(part) || (!part.startsWith('+') && looseDates(part)[0]?.[0] === 0)) return undefined;
    // Hungarians write `06/30 123 4567`
    const isTrunk = place.number.countryCallingCode === '36' && /^06[/.]\d\d?$/.test(first.text);
    const dated = isTrunk ? more : own;
    const has = (kind: Aside) => dated.some(({ aside }) => aside === kind);
    if (has('date') || (more.length === 0 && has('likely'))) return undefined;
    return doubt + (has('likely') ? doubts.datedInside : 0) + (part.includes('\n') ? doubts.acrossLines : 0);
  }

  /** Whether it is written without what its own country dials before it. */
  #isBare({ from, to, number }: Place): boolean {
    const part = this.#text.slice(from, to);
    return !part.includes('+') && digitsIn(number.formatNational()).length > digitsIn(part).length;
  }

  /** Such a number may be the end of another one, unless only dates stand before it, or one that is written alike. */
  #mayBeBare({ doubt, places }: Reading, { number }: Place): boolean {
    const last = places.at(-1);
    return (
      doubt === 0 &&
      (!last || (this.#isBare(last) && last.number.nationalNumber.length === number.nationalNumber.length))
    );
  }

  /** Whether a number of several words may be a shorter one and a year, an hour or a postcode. */
  *#isTwo(words: readonly Word[], place: Place): Generator<undefined, boolean> {
    const own = words.filter(({ span: [from, to] }) => from < place.to && to > place.from);
    const part = this.#text.slice(place.from, place.to);
    if (own.length < 2 || pairs.test(part)) return false;
    const isLong = place.number.nationalNumber.length > longest;
    for (let at = 1; at < own.length; at++) {
      const halves = [own.slice(0, at), own.slice(at)];
      for (const [half, other] of [halves, halves.toReversed()]) {
        if (!half?.[0] || !other?.[0]) continue;
        const [rest, left] = [spanOf(half), this.#text.slice(...spanOf(other))];
        const isEnded = half === halves[0] && threePairs.test(this.#text.slice(...rest)) && /^\d{4,}$/.test(left);
        if (!isLong && !isEnded && !isYear(left)) continue;
        const number = this.#placeOf(rest)?.number;
        if (this.#hasAsked()) yield undefined;
        if (number && (!isLong || isEnded || number.nationalNumber.length > 6)) return true;
      }
    }
    return false;
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
    const written = dialDigits(part);
    if (!this.#numbers.has(written)) this.#numbers.set(written, this.#judge(written));
    const number = this.#numbers.get(written);
    return number && { from, to, number };
  }

  /** Whether one was judged since this was asked. */
  #hasAsked(): boolean {
    const before = this.#asked;
    this.#asked = this.#numbers.size;
    return this.#asked !== before;
  }

  /** Each part is numbers or dates, else nobody knows what belongs together. */
  *#divided(parts: readonly TextSpan[], division: number): Generator<Place | undefined> {
    const places: Place[] = [];
    for (const part of parts) {
      const before = places.length;
      for (const place of this.read(part, division)) {
        if (place) places.push(place);
        yield undefined;
      }
      if (places.length === before && !this.#isAside(part)) return;
    }
    yield* places;
  }

  /** Whether no digits of a number are in a part. */
  #isAside(span: TextSpan): boolean {
    return this.#wordsOf(span).every(({ aside }) => aside !== undefined && aside !== 'count');
  }

  /** `099 123 456 / 099 654 321`, `030 901820 / 21`: what is whole before a slash is a number of its own. */
  *#listed([from, to]: TextSpan): Generator<Place | undefined, boolean> {
    for (const { 0: slash, index } of this.#text.slice(from, to).matchAll(/\s?\/\s?/g)) {
      const left: TextSpan = [from, from + index];
      const isWide = slash.length > 1 || /\d{3}$/.test(this.#text.slice(...left));
      const digits = isWide ? digitsIn(this.#text.slice(...left)).length : 0;
      if (digits < 7 || this.#hasDate(left) || this.#isBefore(left, to)) continue;
      const place = this.#placeOf(left);
      yield undefined;
      if (!place || !isLong(place)) continue;
      yield place;
      for (const place of this.read([left[1] + slash.length, to])) if (!place || isLong(place)) yield place;
      return true;
    }
    return false;
  }

  /** Whether the last of some words goes on as a number behind them, or one is a date: `2026 043/053735`. */
  #isBefore(left: TextSpan, end: number): boolean {
    const words = this.#wordsOf(left);
    const last = words.at(-1);
    if (words.length < 2 || !last) return false;
    if (words.some(({ aside }) => aside === 'date' || aside === 'likely')) return true;
    const [word = ''] = /^\S*/.exec(this.#text.slice(last.span[0], end)) ?? [];
    const place = this.#placeOf([last.span[0], last.span[0] + word.length]);
    return !!place && !this.#isBare(place) && afterArea.test(word);
  }

  /**
   * Numbers before and behind dates: the first one only taken for a date, the last one only, or all. No digits are left.
   * Where first and last leave different numbers, nobody knows which are the date: it stays text.
   */
  *#besideDates(span: TextSpan, dates: readonly TextSpan[]): Generator<undefined, readonly Place[] | undefined> {
    const [first, last] = [dates[0], dates.at(-1)];
    const one = dates.length < 5 && first ? yield* this.#without(span, [first]) : [];
    const other = dates.length > 1 && dates.length < 5 && last ? yield* this.#without(span, [last]) : [];
    const isSame = one.every(({ from, to }, at) => other[at]?.from === from && other[at].to === to);
    const isPlain = (places: readonly Place[]) =>
      places.length > 0 && !places.some(({ from, to }) => this.#hasDate([from, to]));
    if (one.length && other.length && !isSame && isPlain(one) === isPlain(other)) return [];
    const all = one.length + other.length || dates.length < 2 ? [] : yield* this.#without(span, dates.filter(isApart));
    const readings = [one, other, all];
    return readings.find(isPlain) ?? readings.find(({ length }) => length);
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
      if (isBehind && this.#isBare(opening) && /\d\s\d/.test(this.#text.slice(begin, part[0]))) return [];
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
    return from < to && !this.#isAside([from, to]);
  }

  #hasDate(span: TextSpan): boolean {
    const part = this.#text.slice(...trimmed(this.#text, span));
    return !pairs.test(part) && !even.test(part) && looseDates(part).length > 0 && !this.#isUsual(span);
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
function isAll(part: string, dates: readonly TextSpan[]): boolean {
  let left = part.length;
  for (const [from, to] of dates.filter(isApart)) left -= to - from;
  return dates.length > 0 && left < 4;
}

const spanOf = (words: readonly Word[]): TextSpan => [words[0]?.span[0] ?? 0, words.at(-1)?.span[1] ?? 0];

const areSame = (some: readonly Place[], others: readonly Place[]): boolean =>
  some.length === others.length && some.every(({ from, to }, at) => others[at]?.from === from && others[at].to === to);

/** Where the counts before a word begin. */
function countsBefore(words: readonly Word[], from: number): number[] {
  const starts: number[] = [];
  for (let at = from - 1; at >= from - mostCounts && words[at]?.aside === 'count'; at--) starts.push(at);
  return starts;
}

/** Keeps the least doubtful reading of the words up to a place; between two alike the one with a number. */
function reach(best: (Reading | undefined)[], at: number, reading: Reading): void {
  const other = best[at];
  if (!other || reading.doubt < other.doubt) best[at] = reading;
  else if (reading.doubt > other.doubt || areSame(reading.places, other.places)) return;
  else if (other.places.length === 0) best[at] = reading;
  else if (reading.places.length > 0) best[at] = { ...other, isTied: true };
}
