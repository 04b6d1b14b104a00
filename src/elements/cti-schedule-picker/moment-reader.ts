import { plainSign } from '../../codecs/plain-sign.js';
import { midnightOf, readWallClock, writeWallClock, type WallClock } from '../../codecs/wall-clock.js';
import {
  dateFieldParts,
  dateFormat,
  hasHalves,
  language,
  numberText,
  relativeFormat,
  sentenceLanguage,
} from '../shared/time-text.js';

/** What a text may mean. */
export interface Meaning {
  /** `YYYY-MM-DD`; none where only a time was said. */
  date?: string | undefined;
  /** `HH:mm`; none where only a day was said. */
  time?: string | undefined;
  /** Elapsed minutes from now, in the place of both. */
  minutes?: number | undefined;
}

const day = 86_400_000;
const daysOf = (date: string) => (readWallClock(midnightOf(date)) ?? 0) / day;
/** The day after so many. */
export const laterDay = (date: string, days: number): string =>
  writeWallClock((daysOf(date) + days) * day).slice(0, 10);
/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (date: string): number => (daysOf(date) + 3) % 7;

/** As it is compared: small letters and plain digits, without accents, dots of abbreviations and what nobody sees. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f'’´`׳״]/g, '')
    .replace(/[^ -~]/gu, plainSign)
    .toLowerCase()
    .replace(/(\p{L})\./gu, '$1')
    .replace(/[\s,،·;]+/g, ' ')
    .trim();

interface Name {
  weekday?: number;
  month?: number;
  days?: number;
  /** Says nothing (“at”, “de”); a prefix where it stands before a name without a space. */
  filler?: 'word' | 'prefix';
  isLong?: boolean;
}

/** Minutes that pass, or days of the calendar, each so many times as the text says; `count` where it says so in a word. */
interface Span {
  minutes: number;
  days: number;
  count?: number;
}

const styles = ['long', 'short'] as const;
const units = ['minute', 'hour', 'day', 'week'] as const;
const one: Record<(typeof units)[number], Span> = {
  minute: { minutes: 1, days: 0 },
  hour: { minutes: 60, days: 0 },
  day: { minutes: 0, days: 1 },
  week: { minutes: 0, days: 7 },
};

/** The hours of the day of which a word is said. */
type Half = readonly number[];

interface Vocabulary {
  names: ReadonlyMap<string, readonly Name[]>;
  halves: ReadonlyMap<string, Half>;
  /** Finds one of them behind an hour, or before it where that is the custom. */
  half: RegExp;
  leadingHalf: RegExp;
  /** By {@link spanOf}. */
  spans: ReadonlyMap<string, Span>;
}

const vocabularies = new Map<string, Vocabulary>();

/** The words for times that a browser knows in the page's language and in that of the sentences. */
function vocabulary(): Vocabulary {
  const languages = [...new Set([language(), sentenceLanguage()])];
  const key = languages.join();
  let known = vocabularies.get(key);
  if (!known) vocabularies.set(key, (known = vocabularyOf(languages)));
  return known;
}

function vocabularyOf(languages: readonly string[]): Vocabulary {
  const names = new Map<string, Name[]>();
  const add = (text: string, name: Name) => {
    const word = plain(text);
    if (/\p{L}/u.test(word)) names.set(word, [...(names.get(word) ?? []), name]);
  };
  const halves = new Map<string, number[]>([
    ['a', hoursFrom(0)],
    ['p', hoursFrom(12)],
  ]);
  const spans = new Map<string, Span>(
    Object.entries({ '+#': one.minute, '+#m': one.minute, '+#h': one.hour, '+#d': one.day }),
  );
  for (const name of languages) {
    addNames(name, add);
    addSpans(name, spans);
    addHalves(name, halves);
    for (const word of hourWords[new Intl.Locale(name).language]?.split(',') ?? []) add(word, {});
  }
  const words = [...halves.keys()]
    .filter((word) => word && !names.has(word))
    .sort((one, other) => other.length - one.length); // “a. m.” before “a”
  const choice = (of: readonly string[]) => `(${of.map((word) => word.split('').join(' ?')).join('|') || '(?!)'})`;
  return {
    ...{ names, halves, spans },
    half: new RegExp(`^ ?${choice(words)}(?!\\p{L})`, 'u'),
    leadingHalf: new RegExp(`${choice(words.filter((word) => word > '\u1100'))} ?(\\d{1,2}(?::\\d\\d)?)`, 'g'),
  };
}

/** What stands beside a day or an hour where it is spoken of, and no browser knows: “mar a las 15” is no 15 March. */
const hourWords: Partial<Record<string, string>> = {
  de: 'am,um,uhr',
  es: 'a las,a la,horas,hs',
  fr: 'heures',
  it: 'alle,ore',
  nl: 'om,uur',
  pl: 'godz',
  pt: 'horas',
};

const partsOf = (name: string, options: Intl.DateTimeFormatOptions, clock: number) =>
  dateFormat({ ...options, timeZone: 'UTC' }, name).formatToParts(clock);

const partOf = (
  name: string,
  options: Intl.DateTimeFormatOptions,
  clock: number,
  wanted: Intl.DateTimeFormatPartTypes,
) => partsOf(name, options, clock).find(({ type }) => type === wanted)?.value ?? '';

const hoursFrom = (first: number) => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((hour) => first + hour);

/** `PM`, `de la noche`, each with its hours. */
function addHalves(name: string, halves: Map<string, number[]>): void {
  for (const more of [{}, { dayPeriod: 'long' }] as const)
    for (const hour of [...hoursFrom(0), ...hoursFrom(12)]) {
      const options = { hour: 'numeric', hour12: true, ...more } as const;
      const word = plain(partOf(name, options, hour * 3_600_000, 'dayPeriod')).replaceAll(' ', '');
      halves.set(word, [...(halves.get(word) ?? []), hour]);
    }
}

/** Weekdays, months and days near by, each as it stands alone and in a date, and what stands between them there. */
function addNames(name: string, add: (text: string, name: Name) => void): void {
  const fillers = (options: Intl.DateTimeFormatOptions) => {
    for (const { type, value } of partsOf(name, options, 0))
      if (type === 'literal')
        add(value.replace(/^[\s.()]+|[()]/g, ''), { filler: /^\s.*\S$/.test(value) ? 'prefix' : 'word' });
  };
  for (const style of styles) {
    const isLong = style === 'long';
    for (const at of [0, 1, 2, 3, 4, 5, 6])
      for (const more of [{}, { day: 'numeric', month: style }] as const)
        add(partOf(name, { weekday: style, ...more }, (at + 4) * day, 'weekday'), { weekday: at, isLong });
    for (let month = 1; month <= 12; month++)
      for (const more of [{}, { day: 'numeric' }] as const)
        add(partOf(name, { month: style, ...more }, Date.UTC(2026, month - 1, 15), 'month'), { month, isLong });
    fillers({ weekday: style, day: 'numeric', month: style, year: 'numeric' });
  }
  fillers({ dateStyle: 'full', timeStyle: 'short' });
  for (const days of [0, 1, 2]) {
    const text = relativeFormat({ numeric: 'auto' }, name).format(days, 'day');
    if (!/\d/.test(plain(text))) add(text, { days });
  }
}

/** `in 2 hours`, `2 hours` and `+2 hours`, in all plural forms. */
function addSpans(name: string, spans: Map<string, Span>): void {
  for (const style of styles)
    for (const [unit, count] of units.flatMap((each) => [1, 2, 3, 5, 11, 100].map((many) => [each, many] as const))) {
      const bare = spanOf(numberText(count, { style: 'unit', unit, unitDisplay: style }, name));
      for (const span of [spanOf(relativeFormat({ style }, name).format(count, unit)), bare, `+${bare}`])
        spans.set(span, span.includes('#') ? one[unit] : { ...one[unit], count });
    }
}

/** The text by which a span is known: without spaces, and with `#` for the number. */
const spanOf = (text: string) =>
  plain(text)
    .replace(/\d{1,9}/, '#')
    .replaceAll(' ', '');

type Token =
  | { kind: 'number'; text: string; half: Half | undefined }
  | { kind: 'clock'; hour: number; minute: number; half: Half | undefined; isFull: boolean }
  | { kind: 'group'; parts: string[]; sign: string }
  | { kind: 'name'; names: readonly Name[] };

const isLetter = (sign: string | undefined) => !!sign && /\p{L}/u.test(sign);
/** Of a script that writes no spaces between its words. */
const isHan = (sign: string | undefined) => !!sign && /\p{sc=Han}/u.test(sign);

/** `2026年12月2日`, `12月2日`, `午後3時半` and `오후 3시 30분` as they are read: `2026-12-2`, `12月2`, `3:30午後`. */
function inDigits(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日號号일]?/g, '$1-$2-$3 ')
    .replace(/(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日號号일]?/g, '$1月$2 ')
    .replace(/(\d{1,2}) ?[時时點点시] ?[半반]/g, '$1:30 ')
    .replace(/(\d{1,2}) ?[時时點点시] ?(\d\d) ?[分분]?/g, '$1:$2 ')
    .replace(/(\d{1,2}) ?[時时點点시](?![間间간])/g, '$1:00 ')
    .normalize('NFKD')
    .replace(vocabulary().leadingHalf, '$2$1 ');
}

/** A text that is read from its beginning. */
class Reader {
  rest: string;

  constructor(text: string) {
    this.rest = text;
  }

  take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.rest);
    if (found) this.rest = this.rest.slice(found[0].length);
    return found;
  }

  /** `am`, `p. m.`, also without a space before. */
  takeHalf(): Half | undefined {
    const { half, halves } = vocabulary();
    return halves.get(this.take(half)?.[1]?.replaceAll(' ', '') ?? '');
  }

  /** The longest name that stands here, else those that begin so: “tues”, “sept”. */
  takeNames(): readonly Name[] | undefined {
    const { names } = vocabulary();
    const { rest } = this;
    const [word = ''] = /^\p{L}+/u.exec(rest) ?? [];
    let best = '';
    for (const [name, meant] of names) {
      const isWhole =
        !isLetter(rest[name.length]) || isHan(name.at(-1)) || meant.some(({ filler }) => filler === 'prefix');
      if (name.length > best.length && rest.startsWith(name) && isWhole) best = name;
    }
    if (best.length < word.length && word.length > 2) {
      const begun = [...names]
        .flatMap(([name, each]) => (name.startsWith(word) ? each : []))
        .filter(({ isLong }) => isLong);
      if (begun.length) {
        this.rest = rest.slice(word.length);
        return begun;
      }
    }
    this.rest = rest.slice(best.length);
    return best ? names.get(best) : undefined;
  }
}

function clockToken(reader: Reader): Token | undefined {
  const found = reader.take(/^(\d{1,2})(?::| ?h ?)(\d\d)(?::00)?(?!\d)h?/) ?? reader.take(/^(\d{1,2}) ?h(?!\p{L})/u);
  if (!found) return undefined;
  const [, hour = '', minute = '0'] = found;
  const isFull = hour.length > 1 && hour.startsWith('0');
  return { kind: 'clock', hour: Number(hour), minute: Number(minute), half: reader.takeHalf(), isFull };
}

function groupToken(reader: Reader): Token | undefined {
  const found =
    reader.take(/^\d{4}([./-]) ?\d{1,2}\1 ?\d{1,2}(?![\d:h])\.?/) ??
    reader.take(/^\d{1,2}([./月-]) ?\d{1,2}(?!\d)(?:\1(?:\d{2}(?:\d\d)?| [12]\d{3})(?![\d:h]))?\.?/);
  if (!found) return undefined;
  const [whole, sign = ''] = found;
  const parts = whole.split(/[./月-] ?/).filter(Boolean);
  const [hour, minute = ''] = parts;
  const half = sign === '.' && parts.length === 2 && minute.length === 2 ? reader.takeHalf() : undefined;
  return half === undefined
    ? { kind: 'group', parts, sign: whole.endsWith('.') ? 'date' : sign }
    : { kind: 'clock', hour: Number(hour), minute: Number(minute), half, isFull: false };
}

function numberToken(reader: Reader): Token | undefined {
  const [text] = reader.take(/^\d{1,4}(?!\d)/) ?? [];
  return text ? { kind: 'number', text, half: reader.takeHalf() } : undefined;
}

/** The words and numbers of a text; none where one is not known. */
function tokensOf(text: string): Token[] {
  const reader = new Reader(inDigits(text));
  const tokens: Token[] = [];
  while (reader.rest) {
    if (reader.take(/^[\s.()の-]+/)) continue;
    const token = clockToken(reader) ?? groupToken(reader) ?? numberToken(reader);
    const names = token ? undefined : reader.takeNames();
    if (!token && !names) return [];
    const said = names?.filter(({ filler }) => !filler) ?? [];
    if (token) tokens.push(token);
    else if (said.length) tokens.push({ kind: 'name', names: said });
  }
  return tokens;
}

interface Draft {
  weekday?: number;
  month?: number;
  dayOfMonth?: number;
  year?: number;
  days?: number;
  /** Of the day; `half` where the other half may be meant. */
  minute?: number;
  isHalf?: boolean;
}

/** An hour of twelve as one of the day, the one nearer to those of the word: three at night is before dawn. */
function hoursOf(hour: number, half: Half): number[] {
  const [near, far] = [hour, hour + 12].map((at) =>
    Math.min(...half.map((each) => Math.min(Math.abs(each - at), 24 - Math.abs(each - at)))),
  ) as [number, number];
  return near === far ? [hour, hour + 12] : [near < far ? hour : hour + 12];
}

function timeDraft(hour: number, minute: number, half: Half | undefined, isFull: boolean): Draft[] {
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return [];
  if (half) return hoursOf(hour % 12, half).map((each) => ({ minute: each * 60 + minute }));
  const at = hour * 60 + minute;
  return hasHalves() && !isFull && hour && hour <= 12
    ? [
        { minute: at % 720, isHalf: true },
        { minute: (at % 720) + 720, isHalf: true },
      ]
    : [{ minute: at }];
}

/** The order of day, month and year where the page is read: `dmy`. */
const order = () =>
  dateFieldParts()
    .map(({ type }) => (/^(day|month|year)$/.test(type) ? type[0] : ''))
    .join('');

function groupDrafts(parts: string[], sign: string): Draft[] {
  const [first = '', second = '', third] = parts;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  const isDate = (dayOfMonth: number, month: number) => month > 0 && month < 13 && dayOfMonth > 0 && dayOfMonth < 32;
  if (first.length === 4) return third && isDate(c, b) ? [{ year: a, month: b, dayOfMonth: c }] : [];
  const own = order();
  const separator = dateFieldParts()
    .find(({ type }) => type === 'literal')
    ?.value.trim();
  const drafts: Draft[] = [];
  if (third || sign !== '.' || separator === '.') {
    const isDayFirst = sign !== '月' && own.indexOf('d') < own.indexOf('m');
    const year = third ? (third.length > 2 ? { year: c } : { year: 2000 + c }) : {};
    const both = [
      [a, b],
      [b, a],
    ] as const;
    const fitting = (isDayFirst ? both : [both[1], both[0]]).find(([date, month]) => isDate(date, month));
    if (fitting) drafts.push({ dayOfMonth: fitting[0], month: fitting[1], ...year });
  }
  if (!third && sign === '.' && second.length === 2) drafts.push(...timeDraft(a, b, undefined, false));
  return drafts;
}

/** What one token may say, with what stands beside it. */
function draftsOf(tokens: readonly Token[], at: number): Draft[] {
  const token = tokens[at];
  if (!token) return [];
  if (token.kind === 'name')
    return token.names.map(({ weekday, month, days }) => ({
      ...(weekday !== undefined && { weekday }),
      ...(month && { month }),
      ...(days !== undefined && { days }),
    }));
  if (token.kind === 'clock') return timeDraft(token.hour, token.minute, token.half, token.isFull);
  if (token.kind === 'group') return groupDrafts(token.parts, token.sign);
  const { text, half } = token;
  const value = Number(text);
  if (text.length > 2) {
    const hour = text.slice(0, -2);
    const time = timeDraft(Number(hour), value % 100, half, hour.startsWith('0'));
    return text.length === 4 && value >= 2000 && value < 2100 && half === undefined ? [{ year: value }, ...time] : time;
  }
  const time = timeDraft(value, 0, half, text.startsWith('0'));
  const isMonth = (beside: number) => {
    const token = tokens[beside];
    return token?.kind === 'name' && token.names.some(({ month }) => month);
  };
  // “3 dec 14” is the third where the day stands before its month.
  const isTaken = order().indexOf('d') < order().indexOf('m') && tokens[at - 2]?.kind === 'number';
  const isDay = isMonth(at + 1) || (isMonth(at - 1) && !isTaken);
  return half === undefined && value && value < 32 && isDay ? [{ dayOfMonth: value }, ...time] : time;
}

/** The day that is meant, from today on; nothing where there is none. */
function dateOf(
  { weekday, month, dayOfMonth, year, days }: Draft,
  today: string,
  isLater: boolean,
): string | undefined {
  if (days !== undefined) return month || weekday !== undefined ? undefined : laterDay(today, days);
  if (month) {
    const two = (part: number) => String(part).padStart(2, '0');
    const thisYear = Number(today.slice(0, 4));
    for (const each of year === undefined ? [0, 1, 2, 3, 4, 5, 6, 7, 8].map((more) => thisYear + more) : [year]) {
      const date = `${each}-${two(month)}-${two(dayOfMonth ?? 0)}`;
      const isThere = readWallClock(midnightOf(date)) !== undefined && (year !== undefined || date >= today);
      if (isThere) return weekday === undefined || weekdayOf(date) === weekday ? date : undefined;
    }
    return undefined;
  }
  if (weekday !== undefined) {
    const ahead = (weekday - weekdayOf(today) + 7) % 7;
    return laterDay(today, !ahead && isLater ? 7 : ahead);
  }
  return isLater ? laterDay(today, 1) : today;
}

/** All that the tokens may say together; each thing is said once. */
function draftsOfAll(tokens: readonly Token[]): Draft[] {
  let drafts: Draft[] = [{}];
  tokens.forEach((_, at) => {
    const here = draftsOf(tokens, at);
    drafts = drafts.flatMap((draft) =>
      here.flatMap((more) => (Object.keys(more).some((key) => key in draft) ? [] : { ...draft, ...more })),
    );
  });
  return drafts;
}

/** The next such time; nothing where there is none, or a part of it was not said. */
function meaningOf(draft: Draft, now: WallClock): Meaning | undefined {
  const { month, dayOfMonth, year, weekday, days, minute } = draft;
  if (!month !== !dayOfMonth || (year && !month)) return undefined;
  const time = minute === undefined ? undefined : timeAt(minute);
  const isDay = !!month || weekday !== undefined || days !== undefined;
  const date = dateOf(draft, now.slice(0, 10), time !== undefined && time <= now.slice(11, 16));
  return date && (isDay || time) ? { date, time } : undefined;
}

const timeAt = (minute: number) => writeWallClock(minute * 60_000).slice(11, 16);

/**
 * What a text may mean at that moment of the clock on which times are entered: none where it cannot be read, several where
 * it says more than one thing. Read are the words of the page's language and of the sentences', as `Intl` has them.
 */
export function meaningsOf(typed: string, now: WallClock): Meaning[] {
  const text = plain(typed);
  const span = vocabulary().spans.get(spanOf(text));
  const count = Number(/\d{1,9}/.exec(text)?.[0] ?? span?.count);
  if (span && count < 100_000)
    return span.days ? [{ date: laterDay(now.slice(0, 10), span.days * count) }] : [{ minutes: span.minutes * count }];
  const tokens = tokensOf(text);
  const meanings = new Map<string, Meaning>();
  if (tokens.length && tokens.length <= 8)
    for (const draft of draftsOfAll(tokens)) {
      const meaning = meaningOf(draft, now);
      if (meaning) meanings.set(`${meaning.date ?? ''} ${meaning.time ?? ''}`, meaning);
    }
  return [...meanings.values()];
}

/** The day in a date field. */
export function readDate(typed: string, today: string): string | undefined {
  const [meaning, other] = meaningsOf(typed, midnightOf(today)).filter(({ time, date }) => !time && date);
  return other ? undefined : meaning?.date;
}

/** The times in a time field: two where it does not say which half of the day. */
export function readTimes(typed: string): string[] {
  const tokens = tokensOf(plain(typed));
  const drafts = tokens.length === 1 ? draftsOf(tokens, 0) : [];
  return drafts.flatMap(({ minute }) => (minute === undefined ? [] : timeAt(minute)));
}
