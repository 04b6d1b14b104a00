import { msg, str } from '@lit/localize';
import {
  instantsOf,
  isTimeZone,
  midnightOf,
  readWallClock,
  wallClockAt,
  writeWallClock,
  type WallClock,
} from '../../codecs/wall-clock.js';
import {
  dateFieldParts,
  dayOfMonthText,
  dayText,
  momentText,
  shortDayText,
  shortMomentText,
  timeText,
  weekdayText,
  weekInfo,
} from '../shared/time-text.js';
import { laterDay, meaningsOf, readDate, readTimes, weekdayOf, type Meaning } from './moment-reader.js';

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
  /** `YYYY-MM-DD`; empty where there is none, or it cannot be read. */
  date: string;
  /** `HH:mm`, with seconds only where a script gave some; else as `date`. */
  time: string;
  /** Which of the two, where that clock shows this time twice: 0 the earlier, 1 the later. */
  which?: number | undefined;
  /** Why what was typed is no time. */
  problem?: TimeProblem | undefined;
}

export interface TimeProblem {
  field: 'text' | 'date' | 'time' | 'which';
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

/** The first day that can be chosen and the last, as `YYYY-MM-DD`; the last is empty without a limit. */
export function dayLimits(rules: CallbackRules, now: number): [first: string, last: string] {
  const today = wallClockAt(now, entryZone(rules) || undefined).slice(0, 10);
  const { maxDays } = rules;
  return [today, maxDays === undefined ? '' : laterDay(today, Math.min(maxDays, 36_500))]; // within four digits of a year
}

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
export function callbackTime(
  { date, time, which, problem }: TypedTime,
  rules: CallbackRules,
  now: number,
): CallbackTime {
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
  if (problem) return refuse(problem.field, problem.message, problem.open);
  if (readWallClock(midnightOf(date)) === undefined)
    return refuse('date', time ? msg('Choose the date.') : msg('Choose when to call back.'), true);
  const clock = clockOf({ date, time });
  if (readWallClock(clock) === undefined) return refuse('time', msg('Choose the time.'), true);
  const inWords = timeText(clock);

  const zone = entryZone(rules);
  const instants = zone ? instantsOf(clock, zone) : [];
  if (zone && !instants.length)
    return refuse(
      'time',
      msg(str`${inWords} does not exist on ${dayText(clock)}: the clocks go forward then. Choose another time.`),
    );

  const outside = outsideProblem(clock, instants, rules, now);
  if (outside) return refuse(...outside);

  const instant = instants.length > 1 ? instants[which ?? -1] : instants[0];
  if (zone && instant === undefined)
    return refuse('which', msg(str`Choose which ${inWords} is meant.`), true, instants);
  if (instant !== undefined && instant < now - tolerance)
    return refuse('which', msg('This time has passed. Choose the other one.'), false, instants);
  const value = instant !== undefined && rules.dialerZone ? wallClockAt(instant, rules.dialerZone) : clock;
  return { clock, instants, instant, value, warning: warningOf(value, rules, now) };
}

/** Why nobody is called at that time: it has passed, is too far ahead, or outside the dial window. */
function outsideProblem(
  clock: WallClock,
  instants: readonly number[],
  rules: CallbackRules,
  now: number,
): [field: 'date' | 'time', message: string] | undefined {
  // Without a zone only what is past wherever the dialer may stand: nothing is refused on a guess.
  const last = instants.at(-1) ?? (readWallClock(clock) ?? 0) + day / 2;
  const [today, limit] = dayLimits(rules, now);
  const date = clock.slice(0, 10);
  if (last < now - tolerance)
    return [date < today ? 'date' : 'time', msg(str`${momentText(clock)} has passed. Choose a later time.`)];
  if (limit && date > limit)
    return ['date', msg(str`This is too far ahead. Choose ${dayText(midnightOf(limit))} or earlier.`)];
  const window = readWindow(rules.dialWindow);
  if (!window || inWindow(((readWallClock(clock) ?? 0) / minute) % 1440, window)) return undefined;
  const [from, until] = window.map((at) => timeText(writeWallClock(at * minute)));
  return [
    'time',
    msg(str`${timeText(clock)} is outside the dial window, which is ${from}–${until}. Choose another time.`),
  ];
}

/** At the very end of the window the dialer stops, so that is outside. Minutes of the day. */
const inWindow = (at: number, [from, until]: [number, number]): boolean =>
  from < until ? from <= at && at < until : from <= at || at < until;

function warningOf(value: WallClock, { customerZone, dialerZone }: CallbackRules, now: number): string | undefined {
  if (customerZone && !dialerZone) return msg('The dialer’s time zone is not set: sent as shown.');
  if (dialerZone && instantsOf(value, dialerZone).length > 1)
    return msg(
      str`The dialer’s clock shows ${timeText(value)} twice that day, and the dialer cannot tell the two apart. It may call at the other one.`,
    );
  if (!dialerZone && (instantsOf(value)[0] ?? now) < now - tolerance)
    return msg('By your computer’s clock this time has passed.');
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

const fieldsOf = (clock: WallClock): TypedTime => ({
  date: clock.slice(0, 10),
  time: clock.slice(11).replace(/:00$/, ''),
});

/** The reading of a clock, with its seconds. */
export const clockOf = ({ date = '', time = '' }: Meaning): WallClock =>
  `${date} ${time}${time.length > 5 ? '' : ':00'}`;

/** Those of several times at which somebody can be called. */
function allowed<T extends TypedTime>(times: readonly T[], rules: CallbackRules, now: number): T[] {
  return times.filter((each) => {
    const { problem } = callbackTime(each, rules, now);
    return !problem || problem.field === 'which';
  });
}

/** `Wed 2 Dec, 9:00 AM or Wed 2 Dec, 9:00 PM`. */
const either = (texts: readonly string[]) => texts.join(` ${msg('or')} `);

const examples = () => timeText('2026-01-01 15:00:00');

/** An example of what can be typed: tomorrow's weekday and an hour. */
export const textExample = (now: number): string =>
  `${weekdayText(wallClockAt(now + day)).toLowerCase()} ${examples()}`;

/** `DD/MM/YYYY`, in the order of the page's language. */
export function datePattern(): string {
  const letters: Partial<Record<string, string>> = { day: msg('DD'), month: msg('MM'), year: msg('YYYY') };
  return dateFieldParts()
    .map(({ type, value }) => letters[type] ?? value)
    .join('');
}

/** What a free text means. Of several meanings the one at which somebody can be called; else none. */
export function readTypedTime(text: string, rules: CallbackRules, now: number, isDone: boolean): TypedTime {
  const zone = entryZone(rules) || undefined;
  const clock = wallClockAt(now, zone);
  const found = rulesProblem(rules) ? [] : meaningsOf(text, clock);
  const [only] = found;
  const none = { date: '', time: '' };
  const refuse = (message: string, open = !isDone) => ({ ...none, problem: { field: 'text', message, open } }) as const;
  if (only?.minutes !== undefined)
    return typedAt(Math.ceil((now + only.minutes * minute) / minute) * minute, zone ?? '');
  if (!only)
    return text.trim()
      ? refuse(
          msg(str`“${text.trim()}” cannot be read as a time. Write a day and an hour, such as “${textExample(now)}”.`),
        )
      : none;
  const times = found.map(({ date = '', time = '' }) => ({ date, time }));
  const open = found.every(({ time }) => !time);
  if (open && times.length === 1) return refuse(msg(str`Write the time behind it, such as “${examples()}”.`));
  const [fits, another] = times.length > 1 ? allowed(times, rules, now) : times;
  if (fits && !another) return fits;
  const texts = found.map((each) =>
    each.time ? shortMomentText(clockOf(each), clock) : dayText(midnightOf(each.date ?? '')),
  );
  return refuse(msg(str`That can be ${either(texts)}. Write which.`));
}

/** What stands in the date field and the time field, as it was typed; nothing where it was not touched. */
export interface FieldTexts {
  date?: string | undefined;
  time?: string | undefined;
}

/** What the two fields say. `before` is what they say where they were not touched. */
export function readFields(
  texts: FieldTexts,
  before: TypedTime,
  rules: CallbackRules,
  now: number,
  isDone: boolean,
): TypedTime {
  const [today] = rulesProblem(rules) ? [wallClockAt(now).slice(0, 10)] : dayLimits(rules, now);
  const date = texts.date === undefined ? before.date : (readDate(texts.date, today) ?? '');
  const times = texts.time === undefined ? [before.time] : readTimes(texts.time);
  const [first = '', second] = times;
  const typed = { date, time: first };
  const refuse = (field: 'date' | 'time', message: string) => ({
    ...typed,
    ...(field === 'time' && { time: '' }),
    problem: { field, message, open: !isDone },
  });
  if (texts.date?.trim() && !date) return refuse('date', msg(str`Write the date as ${datePattern()}.`));
  if (texts.time?.trim() && !first) return refuse('time', msg(str`Write the time as in ${examples()}.`));
  if (!second) return typed;
  const fitting = date
    ? allowed(
        times.map((time) => ({ date, time })),
        rules,
        now,
      )
    : [];
  const [fits, another] = fitting;
  if (fits && !another) return fits;
  return refuse(
    'time',
    msg(str`That can be ${either(times.map((time) => timeText(clockOf({ date: today, time }))))}. Write which.`),
  );
}

/** A time that a button offers. */
export interface QuickChoice {
  /** What it goes by, also as time passes. */
  id: string;
  label: string;
  /** What stands below it. */
  text: string;
  typed: TypedTime;
}

/** The hour, or when the window opens later; nothing where that day has none any more. Minutes of the day. */
function openAt(at: number, dialWindow: string): number | undefined {
  const window = readWindow(dialWindow);
  if (!window || inWindow(at, window)) return at;
  return window[0] > at ? window[0] : undefined;
}

/**
 * In a quarter of an hour, in an hour, today at five, tomorrow at ten and on the next first day of a working week at nine, on
 * the clock in which times are entered. Offered is what can be chosen, and none of it twice.
 */
export function quickChoices(rules: CallbackRules, now: number): QuickChoice[] {
  if (rulesProblem(rules)) return [];
  const zone = entryZone(rules);
  const clock = wallClockAt(now, zone || undefined);
  const today = clock.slice(0, 10);
  const onDay = (days: number, hour: number) => {
    const at = openAt(hour * 60, rules.dialWindow);
    return at === undefined ? undefined : fieldsOf(`${laterDay(today, days)}${writeWallClock(at * minute).slice(10)}`);
  };
  const soon = (minutes: number) => typedAt(Math.ceil(now / minute + minutes) * minute, zone);
  const toWork = ((weekInfo().weekend.at(-1) ?? 7) - weekdayOf(today) + 7) % 7 || 7;
  const times: [id: string, typed: TypedTime | undefined][] = [
    ['quarter', soon(15)],
    ['hour', soon(60)],
    ['today', onDay(0, 17)],
    ['tomorrow', onDay(1, 10)],
    ['week', onDay(toWork, 9)],
  ];
  const seen = new Set<string>();
  return times.flatMap(([id, typed]) => {
    const key = typed && `${typed.date} ${typed.time} ${typed.which ?? ''}`;
    const isOver = id === 'today' && !!typed && clockOf(typed) <= clock; // only a zone would say so
    if (!typed || !key || isOver || seen.has(key) || callbackTime(typed, rules, now).problem) return [];
    seen.add(key);
    return [{ id, typed, ...choiceTexts(id, clockOf(typed), today) }];
  });
}

/** A day is said where the name does not say it. */
function choiceTexts(id: string, clock: WallClock, today: string): Pick<QuickChoice, 'label' | 'text'> {
  const labels: Partial<Record<string, string>> = {
    quarter: msg('+15 min'),
    hour: msg('+1 h'),
    today: msg('Today'),
    tomorrow: msg('Tomorrow'),
  };
  const isSaid = id === 'week' || clock.startsWith(today);
  return { label: labels[id] ?? shortDayText(clock, today), text: isSaid ? timeText(clock) : dayOfMonthText(clock) };
}
