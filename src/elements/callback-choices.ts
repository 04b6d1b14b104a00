import { msg } from '@lit/localize';
import { readWallClock, wallClockAt, writeWallClock } from '../codecs/wall-clock.js';
import { entryZone, minuteText, readDialWindow, rulesProblem, type CallbackRules } from './callback-rules.js';
import { callbackTime, typedAt, type TypedTime } from './callback-time.js';
import { dayNumber } from './time-words.js';

/** A time that a button offers. */
export interface QuickChoice {
  name: 'hour' | 'morning' | 'monday';
  label: string;
  typed: TypedTime;
  /** Why it cannot be chosen now. */
  reason: string | undefined;
}

const minutes = 60_000;
const day = 1440 * minutes;

/** What the buttons offer now, on the clock in which times are entered; on the browser's own where no zone is known. */
export function quickChoices(rules: CallbackRules, now: number): QuickChoice[] {
  const choices: Pick<QuickChoice, 'name' | 'label'>[] = [
    { name: 'hour', label: msg('In 1 hour') },
    { name: 'morning', label: msg('Tomorrow morning') },
    { name: 'monday', label: msg('Next Monday') },
  ];
  const wrong = rulesProblem(rules);
  if (wrong) return choices.map((choice) => ({ ...choice, typed: { date: '', time: '' }, reason: wrong }));
  return choices.map((choice) => {
    const typed = typedFor(choice.name, rules, now);
    const { problem } = callbackTime(typed, rules, now);
    return { ...choice, typed, reason: problem?.open ? undefined : problem?.message };
  });
}

function typedFor(name: QuickChoice['name'], rules: CallbackRules, now: number): TypedTime {
  const zone = entryZone(rules);
  if (name === 'hour') return typedAt(Math.ceil((now + 60 * minutes) / (5 * minutes)) * 5 * minutes, zone);

  const clock = wallClockAt(now, zone || undefined);
  const today = dayNumber(clock);
  if (name === 'morning') return typedOn(today + 1, morning(rules.dialWindow));
  const weekday = new Date(today * day).getUTCDay();
  const minute = Math.floor(((readWallClock(clock) ?? 0) - today * day) / minutes);
  return typedOn(today + ((8 - weekday) % 7 || 7), minute - (minute % 5));
}

/** When the window opens, if that is what a person calls morning; else nine o'clock. */
function morning(dialWindow: string): number {
  const from = readDialWindow(dialWindow)?.from;
  return from !== undefined && from >= 6 * 60 && from < 12 * 60 ? from : 9 * 60;
}

function typedOn(date: number, minute: number): TypedTime {
  return { date: writeWallClock(date * day).slice(0, 10), time: minuteText(minute) };
}
