import { msg, str } from '@lit/localize';
import {
  instantsOf,
  isTimeZone,
  readWallClock,
  wallClockAt,
  writeWallClock,
  type WallClock,
} from '../../codecs/wall-clock.js';
import { dayText, momentText, timeText } from '../shared/time-text.js';

/** What a callback's time is held against. Zones are IANA names; empty texts are not set. */
export interface CallbackRules {
  customerZone: string;
  dialerZone: string;
  /** When the customer may be called, for example `08:00-21:00`; over midnight `22:00-06:00`. */
  dialWindow: string;
  /** The last day that can be chosen, counted from today. */
  maxDays: number | undefined;
}

/** What stands in the fields, on the clock of {@link entryZone}. */
export interface TypedTime {
  /** `YYYY-MM-DD`, or what there is of it. */
  date: string;
  /** `HH:mm`, with seconds only where a script gave some. */
  time: string;
  /** Which of the two, where that clock shows this time twice: 0 the earlier, 1 the later. */
  which?: number | undefined;
}

export interface TimeProblem {
  field: 'date' | 'time' | 'which';
  message: string;
  /** Not wrong, only not finished: said when the person wants to go on. */
  open?: boolean;
}

/** What a typed time means. */
export interface CallbackTime {
  /** The reading of the entry clock, where it is one. */
  clock: WallClock;
  /** The instants at which the entry clock shows it, the earliest first. */
  instants: readonly number[];
  /** The one that is meant; none where no zone is known. */
  instant?: number | undefined;
  /** The dialer's wall clock, for the wire (C-018, C-070). Empty while incomplete or refused. */
  value: WallClock;
  problem?: TimeProblem | undefined;
  /** To be known, and no refusal. */
  warning?: string | undefined;
}

const minute = 60_000;
const day = 1440 * minute;
/** How late a time may be when it is sent (U-28). */
const tolerance = minute;

/** The zone in which a time is entered: the customer's, who hears it; else the dialer's. */
export const entryZone = ({ customerZone, dialerZone }: CallbackRules): string => customerZone || dialerZone;

/** Counts the days of a calendar. */
const dayOf = (clock: WallClock) => Math.floor((readWallClock(clock) ?? 0) / day);
/** The first day that can be chosen and the last, as `YYYY-MM-DD`; the last is empty without a limit. */
export function dayLimits(rules: CallbackRules, now: number): [first: string, last: string] {
  const today = wallClockAt(now, entryZone(rules) || undefined).slice(0, 10);
  const { maxDays } = rules;
  return [today, maxDays === undefined ? '' : dateText(dayOf(`${today} 00:00:00`) + maxDays)];
}
const dateText = (days: number) => writeWallClock(days * day).slice(0, 10);

/** The minutes of the day of `08:00-21:00`, or nothing when it cannot be read. */
function readWindow(text: string): [from: number, until: number] | undefined {
  const [, ...parts] = /^(\d\d?):([0-5]\d)-(\d\d?):([0-5]\d)$/.exec(text.replace(/\s/g, '')) ?? [];
  const [hour = 0, minute = 0, lastHour = 0, lastMinute = 0] = parts.map(Number);
  const [from, until] = [hour * 60 + minute, lastHour * 60 + lastMinute];
  return parts.length && from !== until && from < 1440 && until <= 1440 ? [from, until] : undefined;
}

/** What is wrong with the page's settings. While anything is, nothing can be sent: who cannot check must not call. */
export function rulesProblem({ customerZone, dialerZone, dialWindow, maxDays }: CallbackRules): string | undefined {
  const wrong =
    [customerZone, dialerZone].find((zone) => zone && !isTimeZone(zone)) ??
    (dialWindow && !readWindow(dialWindow) ? dialWindow : undefined) ??
    (maxDays === undefined || (Number.isInteger(maxDays) && maxDays >= 0) ? undefined : 'max-days');
  return (
    wrong &&
    msg(str`This page sets “${wrong}”, which makes no sense, so nothing can be scheduled. Tell whoever set it up.`)
  );
}

/** What the typed time means now, what is wrong with it, and what goes on the wire. */
export function callbackTime({ date, time, which }: TypedTime, rules: CallbackRules, now: number): CallbackTime {
  const refuse = (
    field: TimeProblem['field'],
    message: string,
    open = false,
    instants: number[] = [],
  ): CallbackTime => ({
    clock: '',
    instants,
    value: '',
    problem: { field, message, open },
  });
  const wrong = rulesProblem(rules);
  if (wrong) return refuse('date', wrong);
  // A year that begins with 0 is one that is still being typed.
  if (!/^[1-9]/.test(date) || readWallClock(`${date} 00:00:00`) === undefined)
    return refuse('date', msg('Choose the date: year, month and day (YYYY-MM-DD).'), true);
  const clock = `${date} ${time.padStart(5, '0')}${time.length > 5 ? '' : ':00'}`;
  if (readWallClock(clock) === undefined)
    return refuse('time', msg('Choose the time: hours and minutes (HH:mm).'), true);

  const zone = entryZone(rules);
  const instants = zone ? instantsOf(clock, zone) : [];
  if (zone && !instants.length)
    return refuse('time', msg(str`There is no ${time} on ${dayText(clock)}: the clock skips it. Choose another time.`));

  const outside = outsideProblem({ date, time }, clock, instants, rules, now);
  if (outside) return refuse(...outside);

  const instant = instants.length > 1 ? instants[which ?? -1] : instants[0];
  if (zone && instant === undefined) return refuse('which', msg(str`Say which ${time} is meant.`), true, instants);
  if (instant !== undefined && instant < now - tolerance)
    return refuse('which', msg('This one has passed.'), false, instants);
  const value = instant !== undefined && rules.dialerZone ? wallClockAt(instant, rules.dialerZone) : clock;
  return { clock, instants, instant, value, warning: warningOf(value, rules, now) };
}

/** Why nobody is called at that time: it has passed, is too far ahead, or outside the dial window. */
function outsideProblem(
  { date, time }: TypedTime,
  clock: WallClock,
  instants: readonly number[],
  rules: CallbackRules,
  now: number,
): [field: 'date' | 'time', message: string] | undefined {
  // Without a zone only what is past wherever the dialer may stand: nothing is refused on a guess.
  const last = instants.at(-1) ?? (readWallClock(clock) ?? 0) + day / 2;
  const [today, limit] = dayLimits(rules, now);
  if (last < now - tolerance)
    return [date < today ? 'date' : 'time', msg(str`${momentText(clock)} has passed. Choose a later time.`)];
  if (limit && date > limit)
    return ['date', msg(str`This is too far ahead. Choose ${dayText(`${limit} 00:00:00`)} or earlier.`)];
  const window = readWindow(rules.dialWindow);
  return window && !inWindow(clock, window)
    ? ['time', msg(str`${time} is outside the dial window, which is ${rules.dialWindow}. Choose another time.`)]
    : undefined;
}

/** At the very end of the window the dialer stops, so that is outside. */
function inWindow(clock: WallClock, [from, until]: [number, number]): boolean {
  const at = ((readWallClock(clock) ?? 0) / minute) % 1440;
  return from < until ? from <= at && at < until : from <= at || at < until;
}

function warningOf(value: WallClock, { customerZone, dialerZone }: CallbackRules, now: number): string | undefined {
  if (customerZone && !dialerZone) return msg('The dialer’s time zone is not set: sent as shown.');
  if (dialerZone && instantsOf(value, dialerZone).length > 1)
    return msg(
      str`The dialer’s clock shows ${value.slice(11, 16)} twice that day and cannot be told which: it may call at the other.`,
    );
  if (!dialerZone && (instantsOf(value)[0] ?? now) < now - tolerance)
    return msg('By your own clock this time has passed.');
  return undefined;
}

/** The fields for a value of the wire: the way back of {@link callbackTime}. Empty for what no clock shows. */
export function typedTimeOf(value: WallClock, rules: CallbackRules): TypedTime {
  if (rulesProblem(rules) || readWallClock(value) === undefined) return { date: '', time: '' };
  const zone = rules.dialerZone || rules.customerZone;
  if (!zone) return fieldsOf(value);
  // The earlier one where that clock shows it twice: on the wire the two are the same.
  const [instant] = instantsOf(value, zone);
  return instant === undefined ? { date: '', time: '' } : typedAt(instant, entryZone(rules));
}

/** The fields for an instant, as a clock in the zone shows it; the browser's own without a zone. */
function typedAt(instant: number, zone: string): TypedTime {
  const clock = wallClockAt(instant, zone || undefined);
  const instants = zone ? instantsOf(clock, zone) : [];
  return { ...fieldsOf(clock), which: instants.length > 1 ? instants.indexOf(instant) : undefined };
}

const fieldsOf = (clock: WallClock): TypedTime => ({ date: clock.slice(0, 10), time: timeText(clock) });

/** A time that a button offers. */
export interface QuickChoice {
  label: string;
  typed: TypedTime;
  /** Why it cannot be chosen now. */
  reason: string | undefined;
}

/** In one hour, tomorrow morning, next Monday morning: on the clock in which times are entered. */
export function quickChoices(rules: CallbackRules, now: number): QuickChoice[] {
  if (rulesProblem(rules)) return [];
  const zone = entryZone(rules);
  const clock = wallClockAt(now, zone || undefined);
  const today = dayOf(clock);
  const [opens] = readWindow(rules.dialWindow) ?? [];
  const morning = opens !== undefined && opens >= 360 && opens < 720 ? opens : 540;
  const toMonday = (8 - new Date(today * day).getUTCDay()) % 7 || 7;
  const onDay = (days: number) => fieldsOf(writeWallClock((today + days) * day + morning * minute));
  const soon = typedAt(Math.ceil((now + 60 * minute) / (5 * minute)) * 5 * minute, zone);
  const choices: [string, TypedTime][] = [
    [msg('In 1 hour'), soon],
    [msg('Tomorrow morning'), onDay(1)],
    [msg('Next Monday'), onDay(toMonday)],
  ];
  return choices.map(([label, typed]) => {
    const { problem } = callbackTime(typed, rules, now);
    return { label, typed, reason: problem?.open ? undefined : problem?.message };
  });
}
