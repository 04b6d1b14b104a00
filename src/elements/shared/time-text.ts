import { msg } from '@lit/localize';
import { readWallClock, type WallClock } from '../../codecs/wall-clock.js';
import { writeJson } from '../../codecs/write-json.js';

/** The language in which numbers, days and zones are named: that of the sentences around them. */
export const language = (): string =>
  msg('en-GB', { desc: 'Language tag for the names of days, months and time zones' });

const formats = new Map<string, Intl.DateTimeFormat>();

/** One for each language and options: to make one takes as long as fifty uses. */
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = writeJson([language(), options]);
  let known = formats.get(key);
  if (!known) formats.set(key, (known = new Intl.DateTimeFormat(language(), options)));
  return known;
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
  const ago = new Intl.RelativeTimeFormat(language());
  const [size, unit] =
    minutes < 60 ? ([1, 'minute'] as const) : minutes < 1440 ? ([60, 'hour'] as const) : ([1440, 'day'] as const);
  return ago.format(-Math.floor(minutes / size), unit);
}

/** `15:00`, of a clock's reading; with seconds where it has some. */
export const timeText = (clock: WallClock): string => clock.slice(11).replace(/:00$/, '');

/** `Fri, 12 Jun 2026`, of a clock's reading. No zone moves it. */
export function dayText(clock: WallClock): string {
  const words = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return dateFormat(words).format(readWallClock(clock));
}

/** `Fri, 12 Jun 2026, 15:00`. */
export const momentText = (clock: WallClock): string => `${dayText(clock)}, ${timeText(clock)}`;

/** `Eastern Daylight Time`: what the zone goes by at an instant. */
export function zoneText(zone: string | undefined, instant: number): string {
  const parts = dateFormat({ timeZone: zone, timeZoneName: 'long' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
