import { msg, str } from '@lit/localize';
import { instantsOf, readWallClock, skippedAt, wallClockAt, writeWallClock, type WallClock } from '../codecs/wall-clock.js';
import { entryZone, inWindow, minuteText, readDialWindow, rulesProblem, type CallbackRules } from './callback-rules.js';
import { dayNumber, dayText, momentText, timeText } from './time-words.js';

/** What stands in the fields, on the clock of {@link entryZone}. */
export interface TypedTime {
  /** `YYYY-MM-DD`, or what there is of it. */
  date: string;
  /** `HH:mm`, with `:ss` only where a script gave seconds. */
  time: string;
  /** Which of the two, where the clock shows this time twice: 0 the earlier, 1 the later. */
  which?: number | undefined;
  /** Why a value given by script could not be put into the fields. */
  unreadable?: string;
}

export interface TimeProblem {
  field: 'rules' | 'date' | 'time' | 'which';
  message: string;
  /** Not wrong, only not finished: said when the person wants to go on, not while typing. */
  open?: true;
}

/** What a typed time means. */
export interface CallbackTime {
  /** The reading of the entry clock; nothing while it is incomplete. */
  clock: WallClock | undefined;
  /** The instants at which that clock shows it, the earliest first. None without a zone. */
  instants: readonly number[];
  /** The one that is meant. */
  instant: number | undefined;
  /** The dialer's wall clock, for the wire (C-018, C-070). Empty while incomplete or refused. */
  value: WallClock;
  problem: TimeProblem | undefined;
  /** What is sent in spite of it and should be known. */
  warnings: readonly string[];
}

/** How late a time may be when it is sent (U-28). */
const tolerance = 60_000;
const hour = 3_600_000;

/** What the typed time means now, what is wrong with it, and what goes on the wire. */
export function callbackTime(typed: TypedTime, rules: CallbackRules, now: number): CallbackTime {
  const clock = readTyped(typed);
  const wrong = rulesProblem(rules);
  if (wrong) return { ...nothing, clock, problem: { field: 'rules', message: wrong } };
  if (!clock) return { ...nothing, problem: unfinished(typed) };

  const zone = entryZone(rules);
  const instants = zone ? instantsOf(clock, zone) : [];
  const instant = instants.length === 2 ? instants[typed.which ?? -1] : instants[0];
  const problem =
    timeProblem(clock, instant === undefined ? instants : [instant], rules, now) ?? undecided(clock, instants, instant);
  if (problem) return { clock, instants, instant, value: '', problem, warnings: [] };

  const value = instant !== undefined && rules.dialerZone ? wallClockAt(instant, rules.dialerZone) : clock;
  return { clock, instants, instant, value, problem, warnings: warningsOf(value, rules, now) };
}

const nothing = { clock: undefined, instants: [], instant: undefined, value: '', warnings: [] };

/** The fields for a value of the wire, so that it is sent again as it was: the way back of {@link callbackTime}. */
export function typedOf(value: WallClock, rules: CallbackRules): TypedTime {
  const empty = { date: '', time: '' };
  if (!value || rulesProblem(rules)) return empty;
  if (readWallClock(value) === undefined)
    return { ...empty, unreadable: msg(str`“${value}” is no date and time. Choose the time of the callback again.`) };
  const zone = rules.dialerZone || rules.customerZone;
  if (!zone) return fields(value);
  // The earlier one where the dialer's clock shows it twice: on the wire the two are the same.
  const [instant] = instantsOf(value, zone);
  if (instant === undefined && !rules.dialerZone) return fields(value);
  if (instant === undefined)
    return {
      ...empty,
      unreadable: msg(str`The dialer’s clock never shows ${momentText(value)}. Choose the time of the callback again.`),
    };
  return typedAt(instant, entryZone(rules));
}

/** The fields for an instant, as a clock in the zone shows it. Without a zone: the browser's own. */
export function typedAt(instant: number, zone: string | undefined): TypedTime {
  const clock = wallClockAt(instant, zone || undefined);
  const instants = zone ? instantsOf(clock, zone) : [];
  return instants.length === 2 ? { ...fields(clock), which: instants.indexOf(instant) } : fields(clock);
}

function fields(clock: WallClock): TypedTime {
  return { date: clock.slice(0, 10), time: timeText(clock) };
}

/** The reading that was typed. A one-digit hour will do where the browser has no time field of its own. */
function readTyped({ date, time }: TypedTime): WallClock | undefined {
  const [, shortTime = '', seconds = ':00'] = /^(\d{1,2}:\d\d)(:\d\d)?$/.exec(time.trim()) ?? [];
  const clock = `${date.trim()} ${shortTime.padStart(5, '0')}${seconds}`;
  return isDate(date) && readWallClock(clock) !== undefined ? clock : undefined;
}

/** A year that begins with 0 is one that is still being typed. */
function isDate(date: string): boolean {
  return /^[1-9]/.test(date.trim()) && readWallClock(`${date.trim()} 00:00:00`) !== undefined;
}

function unfinished({ date, time, unreadable }: TypedTime): TimeProblem {
  if (unreadable) return { field: 'date', message: unreadable };
  if (!date.trim()) return { field: 'date', open: true, message: msg('Choose the date of the callback: day, month and year.') };
  if (!isDate(date)) return { field: 'date', open: true, message: msg(str`“${date}” is no date: write it as YYYY-MM-DD.`) };
  if (!time.trim()) return { field: 'time', open: true, message: msg('Choose the time of the callback: hours and minutes.') };
  return { field: 'time', open: true, message: msg(str`“${time}” is no time: write it as HH:mm, from 00:00 to 23:59.`) };
}

function timeProblem(clock: WallClock, instants: readonly number[], rules: CallbackRules, now: number): TimeProblem | undefined {
  const zone = entryZone(rules);
  const skipped = zone ? skippedAt(clock, zone) : undefined;
  if (skipped) return { field: 'time', message: skippedText(clock, skipped) };

  // Without a zone only what is past, or too far, wherever the dialer may stand: nothing is refused on a guess.
  const latest = zone ? Math.max(...instants) : (readWallClock(clock) ?? 0) + 12 * hour;
  const today = zone ? wallClockAt(now, zone) : writeWallClock(now + 14 * hour);
  if (latest < now - tolerance) {
    const field = dayNumber(clock) < dayNumber(today) ? 'date' : 'time';
    const there = today.slice(11, 16);
    const message = zone
      ? msg(str`${momentText(clock)} has passed: it is ${there} on that clock now. Choose a later time.`)
      : msg(str`${momentText(clock)} has passed. Choose a later time.`);
    return { field, message };
  }

  const { maxDays, dialWindow } = rules;
  if (maxDays !== undefined && dayNumber(clock) - dayNumber(today) > maxDays) {
    const last = dayText(writeWallClock((dayNumber(today) + maxDays) * 24 * hour));
    return { field: 'date', message: msg(str`${dayText(clock)} is too far ahead. Choose ${last} or earlier.`) };
  }

  const window = readDialWindow(dialWindow);
  if (!window || inWindow(clock, window)) return undefined;
  const [from, until] = [minuteText(window.from), minuteText(window.until)];
  return {
    field: 'time',
    message: msg(str`${timeText(clock)} is outside the dial window. Choose a time from ${from} to before ${until}.`),
  };
}

function skippedText(clock: WallClock, { from, to }: { from: WallClock; to: WallClock }): string {
  const [day, missing, first] = [dayText(from), timeText(clock), timeText(from)];
  const next = dayNumber(to) === dayNumber(clock) ? timeText(to) : momentText(to);
  return msg(str`There is no ${missing} on ${day}: the clock goes from ${first} to ${next}. The next time there is: ${next}.`);
}

function undecided(clock: WallClock, instants: readonly number[], instant: number | undefined): TimeProblem | undefined {
  if (instants.length < 2 || instant !== undefined) return undefined;
  return { field: 'which', open: true, message: msg(str`Say which ${timeText(clock)} is meant: the first or the second.`) };
}

function warningsOf(value: WallClock, rules: CallbackRules, now: number): string[] {
  const zone = rules.dialerZone || rules.customerZone;
  if (zone && instantsOf(value, zone).length === 2) {
    const [time, day] = [timeText(value), dayText(value)];
    return [
      rules.dialerZone
        ? msg(
            str`The dialer’s clock shows ${time} twice on ${day}, and the callback cannot say which: it may come at the other one.`,
          )
        : msg(str`The callback cannot say which ${time} on ${day} is meant: it may come at the other one.`),
    ];
  }
  if (!zone && instantsOf(value).every((instant) => instant < now - tolerance))
    return [msg('By your own clock this time has passed: is it still to come on the dialer’s clock?')];
  return [];
}
