import { msg, str } from '@lit/localize';
import { Ban, Check, CircleQuestionMark, Clock, Send, type IconNode } from 'lucide';
import { instantOf, zoneOf, type Callback, type CallbackStatus } from '../../callbacks/callback.js';
import { wallClockAt, type WallClock } from '../../codecs/wall-clock.js';
import type { OutboxStorage } from '../../outbox/outbox-entry.js';
import { dayText, momentText, zoneText } from '../cti-schedule-picker/callback-time.js';

/** When it is due, in epoch milliseconds. */
export const dueAt = (callback: Callback): number => instantOf(callback.at, zoneOf(callback));

/** The reading of the agent's own clock, to the minute where it has no seconds. */
const here = (instant: number) => wallClockAt(instant);
const timeOf = (clock: WallClock) => clock.slice(11).replace(/:00$/, '');

/** `Fri, 12 Jun 2026, 15:00`, on the agent's clock. */
export const agentsMoment = (at: WallClock, callback: Callback): string =>
  momentText(here(instantOf(at, zoneOf(callback))));

/** The agent's day, `YYYY-MM-DD`. */
export const agentsDay = (instant: number): string => here(instant).slice(0, 10);
export const agentsTime = (instant: number): string => timeOf(here(instant));

/** Those of each of the agent's days, in order. */
export function byDay(due: readonly Callback[]): [day: string, callbacks: Callback[]][] {
  const days = new Map<string, Callback[]>();
  for (const each of due) {
    const day = agentsDay(dueAt(each));
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  return [...days];
}

/** `Today`, `Tomorrow`, `Yesterday`, and the date. */
export function dayHeading(day: string, now: number): string {
  const names = {
    [agentsDay(now - 86_400_000)]: msg('Yesterday'),
    [agentsDay(now + 86_400_000)]: msg('Tomorrow'),
    [agentsDay(now)]: msg('Today'),
  };
  const date = dayText(`${day} 00:00:00`);
  return names[day] ? `${names[day]}, ${date}` : date;
}

/** The customer's time, with the day where that is another one. */
export function customersTime(callback: Callback): string {
  const { customerZone } = callback;
  if (!customerZone) return msg('Customer’s time: not known');
  const instant = dueAt(callback);
  const clock = wallClockAt(instant, customerZone);
  const when = clock.slice(0, 10) === agentsDay(instant) ? timeOf(clock) : momentText(clock);
  return msg(str`Customer’s time: ${when}, ${zoneText(customerZone, instant)}`);
}

/** `in 2 hours`, of what is due within a day; nothing later. */
export function inText(instant: number, now: number): string {
  const minutes = Math.ceil((instant - now) / 60_000);
  if (minutes > 1440) return '';
  const inWords = new Intl.RelativeTimeFormat(
    msg('en-GB', { desc: 'Language tag for the names of days, months and time zones' }),
  );
  return minutes < 60 ? inWords.format(minutes, 'minute') : inWords.format(Math.floor(minutes / 60), 'hour');
}

/** What is known of the contact. */
export function contactText({ entry, note, byResult }: Callback): string {
  const { data = [], alternatives = [] } = entry;
  return [
    note && (byResult ? msg(str`Result: ${note}`) : note),
    ...data.map(([name, value]) => `${name}: ${value}`),
    alternatives.length ? msg(str`Also ${alternatives.join(', ')}`) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

export const statusIcons: Record<CallbackStatus, IconNode> = {
  confirmed: Check,
  sent: Send,
  delivered: Send,
  queued: Clock,
  held: Ban,
  unknown: CircleQuestionMark,
};

/** How sure the callback is. */
export function statusText(status: CallbackStatus, byResult: boolean): string {
  switch (status) {
    case 'confirmed':
      return byResult
        ? msg('Saved with the result: the dialer sets it if that result is set up so.')
        : msg('The dialer has it.');
    case 'sent':
      return msg('Sent to the dialer, which does not confirm it.');
    case 'delivered':
      return msg('Went out from the outbox; its answer was not seen here.');
    case 'queued':
      return msg('Not with the dialer yet: waits in the outbox, and goes out by itself.');
    case 'held':
      return msg('Not with the dialer: the outbox holds it for your decision.');
    case 'unknown':
      return msg('Unknown: it may have reached the dialer, or not.');
  }
}

export const cancelledText = (callback: Callback): string =>
  msg(str`The callback to ${callback.entry.destination} (${agentsMoment(callback.at, callback)}) is cancelled.`);
export const discardedText = (callback: Callback): string =>
  `${cancelledText(callback)} ${msg('It was still in the outbox: the dialer never had it.')}`;
export const movedText = (callback: Callback, to: WallClock): string =>
  msg(str`Moved from ${agentsMoment(callback.at, callback)} to ${agentsMoment(to, callback)}, your time.`);

/** What is half done, and what that means for the customer. */
export function changeText(callback: Callback): string {
  const { change, entry, at } = callback;
  if (!change) return '';
  const [number, old, next] = [
    entry.destination,
    agentsMoment(at, callback),
    change.to && agentsMoment(change.to, callback),
  ];
  if (change.step === 'gone')
    return msg(
      str`${number} will not be called: the callback of ${old} is cancelled, and the new one (${next}) is not set.`,
    );
  if (change.step === 'setting')
    return msg(
      str`The callback of ${old} to ${number} is cancelled, and nobody knows whether the new one (${next}) is set. Set again, the customer may be called twice.`,
    );
  const still = msg(str`Nobody knows whether the callback of ${old} to ${number} is cancelled: it may still be there.`);
  return next
    ? `${still} ${msg(str`The new one (${next}) is not set, so that the customer is not called twice.`)}`
    : still;
}

export function keptText(storage: OutboxStorage): string {
  const only = msg('Only what was scheduled in this browser: no dialer tells what it has.');
  switch (storage) {
    case 'encrypted':
      return `${only} ${msg('Kept here, encrypted, until a day after its time.')}`;
    case 'plain':
      return `${only} ${msg('Kept here, readable for whoever uses this browser, until a day after its time.')}`;
    case 'memory':
      return `${only} ${msg('Kept in this page only: closing or reloading it loses this list, and the dialer calls all the same.')}`;
  }
}
