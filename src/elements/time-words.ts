import { msg, str } from '@lit/localize';
import { readWallClock, wallClockAt, type WallClock } from '../codecs/wall-clock.js';

/** The language in which days and zones are named: that of the sentences around them. */
const language = () => msg('en-GB', { desc: 'Language tag for the names of days, months and time zones' });

/** `Fri, 12 Jun 2026`, of a clock's reading. No zone moves it. */
export function dayText(clock: WallClock): string {
  const format = new Intl.DateTimeFormat(language(), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(readWallClock(clock));
}

/** `15:00`, always 24 hours; the seconds only where there are some. */
export function timeText(clock: WallClock): string {
  return clock.endsWith(':00') ? clock.slice(11, 16) : clock.slice(11);
}

/** `Fri, 12 Jun 2026, 15:00`. */
export function momentText(clock: WallClock): string {
  return `${dayText(clock)}, ${timeText(clock)}`;
}

/** `Eastern Daylight Time`: what the zone goes by at an instant. Without a zone: the browser's own. */
export function zoneText(zone: string | undefined, instant: number): string {
  const format = new Intl.DateTimeFormat(language(), { timeZone: zone, timeZoneName: 'long' });
  return format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? zone ?? '';
}

/** How far the zone is from UTC at an instant, in minutes. */
function offsetAt(zone: string, instant: number): number {
  const second = Math.floor(instant / 1000) * 1000;
  return ((readWallClock(wallClockAt(second, zone)) ?? second) - second) / 60_000;
}

/** `UTC−04:00`. */
export function offsetText(zone: string, instant: number): string {
  const minutes = Math.round(offsetAt(zone, instant));
  const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `UTC${minutes < 0 ? '−' : '+'}${hour}:${minute}`;
}

/** Which of the two of a doubled hour an instant is. Not every change of a clock is one of summer time. */
export function turnText(zone: string, instant: number, [first, second]: readonly [number, number]): string {
  const year = new Date(first).getUTCFullYear();
  const offsets = [0, 6].map((month) => offsetAt(zone, Date.UTC(year, month)));
  const summer = offsetAt(zone, first) === Math.max(...offsets) && offsetAt(zone, second) === Math.min(...offsets);
  const offset = offsetText(zone, instant);
  if (instant === first)
    return summer ? msg(str`First: summer time, ${offset}`) : msg(str`First: before the clock goes back, ${offset}`);
  return summer ? msg(str`Second: standard time, ${offset}`) : msg(str`Second: after the clock went back, ${offset}`);
}

/** How the day of one clock differs from another's; empty on the same day. */
export function dayShift(clock: WallClock, from: WallClock): string {
  const days = dayNumber(clock) - dayNumber(from);
  if (days === 0) return '';
  if (days === 1) return msg('next day');
  if (days === -1) return msg('day before');
  return days > 0 ? msg(str`${days} days later`) : msg(str`${-days} days earlier`);
}

/** Counts days of a calendar, so that readings can be compared by day. */
export function dayNumber(clock: WallClock): number {
  return Math.floor((readWallClock(clock) ?? 0) / 86_400_000);
}
