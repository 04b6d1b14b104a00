import { msg } from '@lit/localize';
import { midnightOf, readWallClock, type WallClock } from '../../codecs/wall-clock.js';
import { writeJson } from '../../codecs/write-json.js';

/** The language of the sentences around. Where a page's language has no region, also its variety. */
export const sentenceLanguage = (): string => msg('en-GB', { desc: 'Language tag of these sentences' });

function localeOf(tag: string | undefined): Intl.Locale | undefined {
  try {
    return tag && Intl.DateTimeFormat.supportedLocalesOf(tag).length ? new Intl.Locale(tag) : undefined;
  } catch {
    return undefined; // no tag at all
  }
}

let known: [asked: string, language: string] = ['', ''];

/**
 * The language in which dates, times and numbers are written, and read where a person types them: that of the page, in the
 * variety that the browser's user reads where the page only says `en`; without one the browser's. It may be another one than
 * that of the sentences, where those have not been translated: a date is a datum, and stands in its box as on the rest of the
 * page and as the person would type it. Words of a sentence (“3 minutes ago”) are of {@link sentenceLanguage}.
 */
export function language(): string {
  const sentences = sentenceLanguage();
  if (typeof document === 'undefined') return sentences;
  const asked = [document.documentElement.lang, ...navigator.languages, sentences];
  const key = asked.join();
  if (known[0] !== key) {
    const locales = asked.map(localeOf);
    const wanted = locales.find((locale) => locale);
    const variety = locales.find((locale) => locale?.region && locale.language === wanted?.language);
    known = [key, String((wanted?.region || wanted?.script ? wanted : variety) ?? wanted ?? sentences)];
  }
  return known[1];
}

const formats = new Map<string, unknown>();

/** One for each language and options: to make one takes as long as fifty uses. */
function kept<T>(Format: new (language: string, options: object) => T, options: object, name = language()): T {
  const key = writeJson([Format.name, name, options]);
  let format = formats.get(key) as T | undefined;
  if (!format) formats.set(key, (format = new Format(name, options)));
  return format;
}

const regionOf = (name: string) => new Intl.Locale(name).maximize().region;

/** Of the calendar that the dialers have, whatever the language has. Uruguay writes 24 hours, though its table says 12. */
export const dateFormat = (options: Intl.DateTimeFormatOptions, name = language()): Intl.DateTimeFormat =>
  kept(
    Intl.DateTimeFormat,
    { calendar: 'gregory', ...(regionOf(name) === 'UY' && !('hour12' in options) && { hourCycle: 'h23' }), ...options },
    name,
  );

/** Where it says `auto`, days near by have names. */
export const relativeFormat = (
  options: Intl.RelativeTimeFormatOptions = {},
  name = sentenceLanguage(),
): Intl.RelativeTimeFormat => kept(Intl.RelativeTimeFormat, options, name);

/** `12,500`; of bytes and the like with its unit. */
export const numberText = (value: number, options: Intl.NumberFormatOptions = {}, name = language()): string =>
  kept(Intl.NumberFormat, options, name).format(value);

const categories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/**
 * The form for so many. The forms stand in one text with a `|` between them, in the order zero, one, two, few, many, other of
 * those that its language has: `1 call|2 calls` in English; the last one is for what is missing.
 */
export function countText(count: number, forms: string): string {
  const rules = kept(Intl.PluralRules, {}, sentenceLanguage());
  const own = rules.resolvedOptions().pluralCategories;
  const each = forms.split('|');
  return each[categories.filter((name) => own.includes(name)).indexOf(rules.select(count))] ?? each.at(-1) ?? '';
}

/** Whether a day has twice 12 hours. */
export const hasHalves = (): boolean => /^h1/.test(dateFormat({ hour: 'numeric' }).resolvedOptions().hourCycle ?? '');

interface WeekInfo {
  firstDay: number;
  weekend: number[];
}

/** The week's first day and its free ones, 1 for Monday to 7 for Sunday. Not every browser knows. */
export function weekInfo(): WeekInfo {
  const locale = new Intl.Locale(language()) as Intl.Locale & { weekInfo?: WeekInfo; getWeekInfo?: () => WeekInfo };
  const region = regionOf(language()) ?? '';
  return (
    locale.getWeekInfo?.() ??
    locale.weekInfo ?? {
      firstDay: /US|CA|MX|BR|IL|JP/.test(region) ? 7 : 1,
      weekend: /IL|EG|SA|JO/.test(region) ? [5, 6] : [6, 7],
    }
  );
}

/** Minutes and seconds, `4:05`; from an hour on `1:04:05`. A clock that was set back counts from 0. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `3 minutes ago`, of an instant in epoch milliseconds. */
export function agoText(since: number): string {
  const minutes = Math.floor((Date.now() - since) / 60_000);
  if (minutes < 1) return msg('just now');
  const [size, unit] =
    minutes < 60 ? ([1, 'minute'] as const) : minutes < 1440 ? ([60, 'hour'] as const) : ([1440, 'day'] as const);
  return relativeFormat().format(-Math.floor(minutes / size), unit);
}

/** A clock's reading in words. No zone moves it. */
const clockText = (clock: WallClock, options: Intl.DateTimeFormatOptions) =>
  dateFormat({ ...options, timeZone: 'UTC' }).format(readWallClock(clock));

/** Hours and minutes. Of 24 hours each has two digits, in every browser. */
const hourAndMinute = (): Intl.DateTimeFormatOptions => ({
  hour: hasHalves() ? 'numeric' : '2-digit',
  minute: '2-digit',
});

/** The same with seconds, where the reading has some. */
const time = (clock: WallClock): Intl.DateTimeFormatOptions => ({
  ...hourAndMinute(),
  ...(!clock.endsWith(':00') && { second: '2-digit' }),
});
const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** `15:00`, or `3:00 PM`, of a clock's reading; with seconds where it has some. */
export const timeText = (clock: WallClock): string => clockText(clock, time(clock));

/** `15:00`, or `3:00 PM`, of an instant in epoch milliseconds, by the clock of this computer. */
export const timeOfText = (instant: number): string => dateFormat(hourAndMinute()).format(instant);

/** `14:03:07`, or `2:03:07 PM`, of the same. */
export const secondText = (instant: number): string =>
  dateFormat({ ...hourAndMinute(), second: '2-digit' }).format(instant);

/** `Fri, 12 Jun 2026`, of a clock's reading. */
export const dayText = (clock: WallClock): string => clockText(clock, { ...day, year: 'numeric' });

/** `Fri 12 Jun`; with the year where it is another one than that of `near`. */
export const shortDayText = (clock: WallClock, near: WallClock): string =>
  clock.slice(0, 4) === near.slice(0, 4) ? clockText(clock, day) : dayText(clock);

/** `Fri, 12 Jun 2026, 15:00`. */
export const momentText = (clock: WallClock): string => clockText(clock, { ...day, year: 'numeric', ...time(clock) });

/** `Fri 12 Jun, 15:00`; with the year where it is another one than that of `near`. */
export const shortMomentText = (clock: WallClock, near: WallClock): string =>
  clock.slice(0, 4) === near.slice(0, 4) ? clockText(clock, { ...day, ...time(clock) }) : momentText(clock);

/** `Today 13:25`, `Yesterday 16:40`, `Fri 27 Nov, 09:12`; of a clock's reading, seen at another reading of the same clock. */
export function nearMomentText(clock: WallClock, now: WallClock): string {
  const [day = NaN, today = NaN] = [clock, now].map((each) => readWallClock(midnightOf(each.slice(0, 10))));
  const apart = (today - day) / 86_400_000;
  if (apart !== 0 && apart !== 1) return shortMomentText(clock, now);
  const name = relativeFormat({ numeric: 'auto' }).format(-apart, 'day');
  return `${name.charAt(0).toLocaleUpperCase(sentenceLanguage())}${name.slice(1)} ${clockText(clock, hourAndMinute())}`;
}

/** `Fri`; long `Friday`. */
export const weekdayText = (clock: WallClock, weekday: 'short' | 'long' | 'narrow' = 'short'): string =>
  clockText(clock, { weekday });

/** `Fri 12, 15:00`: what a chip has room for. Some languages' own form has the day before its name. */
export const dayOfMonthText = (clock: WallClock): string =>
  `${weekdayText(clock)} ${numberText(Number(clock.slice(8, 10)))}, ${timeText(clock)}`;

/** `12 June 2026`, with its weekday; without the day `June 2026`. */
export const fullDayText = (clock: WallClock): string =>
  clockText(clock, { ...day, weekday: 'long', month: 'long', year: 'numeric' });
export const monthText = (clock: WallClock): string => clockText(clock, { month: 'long', year: 'numeric' });

/** `12/06/2026`, in the order of the language. */
const digits = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' } as const;
export const dateFieldText = (date: string): string => dateFormat(digits).format(readWallClock(midnightOf(date)));

/** The parts of {@link dateFieldText}, in its order. */
export const dateFieldParts = (): Intl.DateTimeFormatPart[] => dateFormat(digits).formatToParts(0);

/** `Eastern Daylight Time`: what the zone goes by at an instant. */
export function zoneText(zone: string | undefined, instant: number): string {
  const parts = dateFormat({ timeZone: zone, timeZoneName: 'long' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
