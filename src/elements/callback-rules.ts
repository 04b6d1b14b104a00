import { msg, str } from '@lit/localize';
import { isTimeZone, readWallClock, type WallClock } from '../codecs/wall-clock.js';

/** What a callback's time is held against. Zones are IANA names; empty means not known. */
export interface CallbackRules {
  customerZone: string;
  dialerZone: string;
  /** When the customer may be called, on the customer's clock, for example `08:00-21:00`. Empty for any hour. */
  dialWindow: string;
  /** The last day that can be chosen, counted from today. */
  maxDays: number | undefined;
}

/** The zone in which a time is entered: the customer's, who hears it; else the dialer's. Empty: no zone, no conversion. */
export function entryZone({ customerZone, dialerZone }: CallbackRules): string {
  return customerZone || dialerZone;
}

/** Minutes of the day: from the first to before the last. Over midnight when the first is the later one. */
export interface DialWindow {
  from: number;
  until: number;
}

/** The hours of `08:00-21:00`, or nothing when it cannot be read. An empty stretch is a mistake, not a whole day. */
export function readDialWindow(text: string): DialWindow | undefined {
  const match = /^\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*$/.exec(text);
  if (!match) return undefined;
  const [hour = 0, minute = 0, lastHour = 0, lastMinute = 0] = match.slice(1).map(Number);
  const [from, until] = [hour * 60 + minute, lastHour * 60 + lastMinute];
  const possible = minute < 60 && lastMinute < 60 && from < 1440 && until <= 1440;
  return possible && from !== until ? { from, until } : undefined;
}

/** Whether a clock's reading lies in the window. At its very end the dialer stops, so that is outside. */
export function inWindow(clock: WallClock, { from, until }: DialWindow): boolean {
  const minute = Math.floor((readWallClock(clock) ?? 0) / 60_000) % 1440;
  return from < until ? from <= minute && minute < until : from <= minute || minute < until;
}

/** `08:30`, of minutes of the day. */
export function minuteText(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** What is wrong with the rules themselves. While anything is, nothing can be sent: who cannot check must not call. */
export function rulesProblem({ customerZone, dialerZone, dialWindow, maxDays }: CallbackRules): string | undefined {
  if (customerZone && !isTimeZone(customerZone))
    return msg(
      str`The customer’s time zone “${customerZone}” is not known, so nothing can be scheduled. The page must name one like America/Montevideo.`,
    );
  if (dialerZone && !isTimeZone(dialerZone))
    return msg(
      str`The dialer’s time zone “${dialerZone}” is not known, so nothing can be scheduled. The page must name one like America/Montevideo.`,
    );
  if (dialWindow && !readDialWindow(dialWindow))
    return msg(
      str`The dial window “${dialWindow}” cannot be read, so nothing can be scheduled. The page must write it like 08:00-21:00.`,
    );
  if (maxDays !== undefined && !(Number.isInteger(maxDays) && maxDays >= 0))
    return msg('The limit of days ahead is no whole number, so nothing can be scheduled. The page must set one like 30.');
  return undefined;
}

/** What the rules leave open, and what is done about it. */
export function rulesNote({ customerZone, dialerZone }: CallbackRules): string {
  if (customerZone && dialerZone) return '';
  if (customerZone) return msg('The dialer’s time zone is not set: sent as shown.');
  if (dialerZone) return msg('The customer’s time zone is not known: enter the dialer’s time.');
  return msg(
    'No time zone is set: this is the time on the dialer’s own clock, sent as typed. The quick choices go by your clock.',
  );
}
