import { plainSign } from '../../codecs/plain-sign.js';
import { readWallClock, writeWallClock, type WallClock } from '../../codecs/wall-clock.js';
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
const daysOf = (date: string) => (readWallClock(`${date} 00:00:00`) ?? 0) / day;
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

interface Vocabulary {
  names: ReadonlyMap<string, readonly Name[]>;
  halves: ReadonlyMap<string, number>;
  /** Minutes, by the text without spaces and with `#` for the number. */
  spans: ReadonlyMap<string, { minutes: number; days: number; count?: number }>;
}

const vocabularies = new Map<string, Vocabulary>();
const styles = ['long', 'short'] as const;

/** The words for times that a browser knows in the page's language and in that of the sentences. */
function vocabulary(): Vocabulary {
  const languages = [...new Set([language(), sentenceLanguage()])];
  const key = languages.join();
  const old = vocabularies.get(key);
  if (old) return old;
  const names = new Map<string, Name[]>();
  const add = (text: string, name: Name) => {
    const word = plain(text);
    if (/\p{L}/u.test(word)) names.set(word, [...(names.get(word) ?? []), name]);
  };
  const halves = new Map([
    ['a', 0],
    ['am', 0],
    ['p', 720],
    ['pm', 720],
  ]);
  const spans: Map<string, { minutes: number; days: number; count?: number }> = new Map([
    ...['+#', '+#m', '+#min'].map((each) => [each, { minutes: 1, days: 0 }] as const),
    ['+#h', { minutes: 60, days: 0 }],
    ['+#d', { minutes: 0, days: 1 }],
  ]);
  for (const name of languages) {
    const parts = (options: Intl.DateTimeFormatOptions, clock: number) =>
      dateFormat({ ...options, timeZone: 'UTC' }, name).formatToParts(clock);
    const literals = (found: Intl.DateTimeFormatPart[]) => {
      for (const { type, value } of found)
        if (type === 'literal') add(value, { filler: /\s$/.test(value) || !/^\s/.test(value) ? 'word' : 'prefix' });
    };
    for (const style of styles) {
      const isLong = style === 'long';
      for (let at = 0; at < 7; at++) {
        const found = parts({ weekday: style, day: 'numeric', month: style, year: 'numeric' }, (at + 4) * day);
        add(found.find(({ type }) => type === 'weekday')?.value ?? '', { weekday: at, isLong });
        add(dateFormat({ weekday: style, timeZone: 'UTC' }, name).format((at + 4) * day), { weekday: at, isLong });
        literals(found);
      }
      for (let month = 1; month <= 12; month++) {
        const clock = Date.UTC(2026, month - 1, 15);
        add(dateFormat({ month: style, timeZone: 'UTC' }, name).format(clock), { month, isLong });
        const found = parts({ day: 'numeric', month: style }, clock);
        add(found.find(({ type }) => type === 'month')?.value ?? '', { month, isLong });
      }
      for (const unit of ['minute', 'hour', 'day', 'week'] as const) {
        const one = {
          minutes: { minute: 1, hour: 60, day: 0, week: 0 }[unit],
          days: { minute: 0, hour: 0, day: 1, week: 7 }[unit],
        };
        for (const count of [1, 2, 3, 5, 11, 100]) {
          const inWords = relativeFormat({ style }, name).format(count, unit);
          for (const text of [inWords, numberText(count, { style: 'unit', unit, unitDisplay: style }, name)]) {
            const span = plain(text).replace(/\d+/, '#').replaceAll(' ', '');
            spans.set(span, span.includes('#') ? one : { ...one, count });
            if (/^#/.test(span)) spans.set(`+${span}`, one);
          }
        }
      }
    }
    literals(parts({ dateStyle: 'full', timeStyle: 'short' }, 0));
    for (let days = 0; days < 3; days++) {
      const text = relativeFormat({ numeric: 'auto' }, name).format(days, 'day');
      if (!/\d/.test(plain(text))) add(text, { days });
    }
    for (const hour of [3, 15]) {
      const found = parts({ hour: 'numeric', hour12: true }, hour * 3_600_000);
      const half = found.find(({ type }) => type === 'dayPeriod')?.value ?? '';
      halves.set(plain(half).replaceAll(' ', ''), hour < 12 ? 0 : 720);
    }
  }
  const made = { names, halves, spans };
  vocabularies.set(key, made);
  return made;
}

type Token =
  | { kind: 'number'; text: string; half: number | undefined }
  | { kind: 'clock'; hour: number; minute: number; half: number | undefined; isFull: boolean }
  | { kind: 'group'; parts: string[]; sign: string }
  | { kind: 'name'; names: readonly Name[] };

const isLetter = (sign: string | undefined) => !!sign && /\p{L}/u.test(sign);

/** The words and numbers of a text; nothing where one is not known. */
function tokensOf(text: string): Token[] | undefined {
  const { names, halves } = vocabulary();
  const tokens: Token[] = [];
  let rest = text;
  const take = (pattern: RegExp) => {
    const found = pattern.exec(rest);
    if (found) rest = rest.slice(found[0].length);
    return found;
  };
  /** `am`, `p. m.`, also without a space before. */
  const takeHalf = () => {
    for (const [word, half] of halves) {
      const spaced = [...word].join(' ?');
      if (take(new RegExp(`^ ?${spaced}(?!\\p{L})`, 'u'))) return half;
    }
    return undefined;
  };
  while (rest) {
    if (take(/^[\s.()-]+/)) continue;
    let found = take(/^(\d{1,2})(?::|h)(\d\d)(?::00)?(?!\d)h?/) ?? take(/^(\d{1,2}) ?h(?!\p{L})/u);
    if (found) {
      const [, hour = '', minute = '0'] = found;
      tokens.push({
        kind: 'clock',
        hour: Number(hour),
        minute: Number(minute),
        half: takeHalf(),
        isFull: hour.length > 1 && hour.startsWith('0'),
      });
      continue;
    }
    found =
      take(/^\d{4}([./-]) ?\d{1,2}\1 ?\d{1,2}(?![\d:h])\.?/) ??
      take(/^\d{1,2}([./-]) ?\d{1,2}(?!\d)(?:\1(?:\d{2}(?:\d\d)?| [12]\d{3})(?![\d:h]))?\.?/);
    if (found) {
      const [whole, sign = ''] = found;
      const [hour = '', minute = '', more] = whole.split(/[./-] ?/).filter(Boolean);
      const half = sign === '.' && !more && minute.length === 2 ? takeHalf() : undefined;
      if (half !== undefined)
        tokens.push({ kind: 'clock', hour: Number(hour), minute: Number(minute), half, isFull: false });
      else
        tokens.push({
          kind: 'group',
          parts: [hour, minute, ...(more ? [more] : [])],
          sign: whole.endsWith('.') ? 'date' : sign,
        });
      continue;
    }
    found = take(/^\d{1,4}(?!\d)/);
    if (found) {
      tokens.push({ kind: 'number', text: found[0], half: takeHalf() });
      continue;
    }
    let best = '';
    for (const [word, meant] of names)
      if (
        word.length > best.length &&
        rest.startsWith(word) &&
        (!isLetter(rest[word.length]) || meant.some(({ filler }) => filler === 'prefix'))
      )
        best = word;
    const [word = ''] = /^\p{L}+/u.exec(rest) ?? [];
    const isPrefix = best.length < word.length;
    let meant = names.get(best) ?? [];
    if (!best || (isPrefix && word.length > 2)) {
      // The beginning of a long name: “tues”, “sept”
      const begun =
        word.length > 2 ? [...names].filter(([name]) => name.startsWith(word)).flatMap(([, each]) => each) : [];
      const long = begun.filter(({ isLong }) => isLong);
      if (long.length) [best, meant] = [word, long];
    }
    if (!best) return undefined;
    rest = rest.slice(best.length);
    if (!meant.every(({ filler }) => filler))
      tokens.push({ kind: 'name', names: meant.filter(({ filler }) => !filler) });
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

/** A draft with more in it; nothing where that was said before, and differs. */
function withMore(draft: Draft, more: Draft): Draft | undefined {
  for (const key of Object.keys(more) as (keyof Draft)[])
    if (draft[key] !== undefined && draft[key] !== more[key]) return undefined;
  return { ...draft, ...more };
}

function timeDraft(hour: number, minute: number, half: number | undefined, isFull: boolean): Draft[] {
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return [];
  if (half !== undefined) return [{ minute: (hour % 12) * 60 + minute + half }];
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
    const isDayFirst = own.indexOf('d') < own.indexOf('m');
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
  const isTaken = /d.*m/.test(order()) && tokens[at - 2]?.kind === 'number';
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
      const isThere = readWallClock(`${date} 00:00:00`) !== undefined && (year !== undefined || date >= today);
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

/**
 * What a text may mean at that moment of the clock on which times are entered: none where it cannot be read, several where
 * it says more than one thing. Read are the words of the page's language and of the sentences', as `Intl` has them.
 */
export function meaningsOf(typed: string, now: WallClock): Meaning[] {
  const text = plain(typed);
  const { spans } = vocabulary();
  const span = spans.get(text.replaceAll(' ', '').replace(/\d+/, '#'));
  const count = Number(/\d+/.exec(text)?.[0] ?? span?.count);
  const today = now.slice(0, 10);
  if (span && count < 100_000)
    return span.days ? [{ date: laterDay(today, span.days * count) }] : [{ minutes: span.minutes * count }];
  const tokens = text && tokensOf(text);
  if (!tokens || !tokens.length || tokens.length > 8) return [];

  let drafts: Draft[] = [{}];
  tokens.forEach((_, at) => {
    drafts = drafts.flatMap((draft) =>
      draftsOf(tokens, at).flatMap((more) => {
        // Each thing is said once, but for a year that is none without its day.
        const isTwice = Object.keys(more).some((key) => key in draft);
        return isTwice ? [] : (withMore(draft, more) ?? []);
      }),
    );
  });
  const meanings = new Map<string, Meaning>();
  for (const draft of drafts) {
    const { month, dayOfMonth, year, weekday, days, minute } = draft;
    if (!month !== !dayOfMonth || (year && !month)) continue;
    const time = minute === undefined ? undefined : writeWallClock(minute * 60_000).slice(11, 16);
    const isDay = !!month || weekday !== undefined || days !== undefined;
    const date = dateOf(draft, today, time !== undefined && time <= now.slice(11, 16));
    if (!date) continue;
    const meaning = { date: isDay || time ? date : undefined, time };
    meanings.set(`${date} ${time ?? ''}`, meaning);
  }
  return [...meanings.values()];
}

/** The day in a date field. */
export function readDate(typed: string, today: string): string | undefined {
  const [meaning, other] = meaningsOf(typed, `${today} 00:00:00`).filter(({ time, date }) => !time && date);
  return other ? undefined : meaning?.date;
}

/** The times in a time field: two where it does not say which half of the day. */
export function readTimes(typed: string): string[] {
  const tokens = tokensOf(plain(typed)) ?? [];
  const drafts = tokens.length === 1 ? draftsOf(tokens, 0) : [];
  return drafts.flatMap(({ minute }) => (minute === undefined ? [] : writeWallClock(minute * 60_000).slice(11, 16)));
}
