import { msg, str } from '@lit/localize';

const minute = 60_000;

/** Minutes and seconds, `4:05`; from an hour on `1:04:05`. A clock that was set back counts from 0. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/**
 * What an agent is reminded of when the time for the work after a call is over, and then once a minute; empty before.
 * It is never more than a reminder: no result is made up, nothing is sent.
 */
export function reminderText(spent: number, limit: number, number: string): string {
  const over = Math.floor((spent - limit) / minute);
  if (over < 0) return '';
  const what = msg(str`The result of ${number} is not saved yet.`);
  return `${over ? msg(str`Wrap-up is ${over} min over its time.`) : msg('The time for wrap-up is over.')} ${what}`;
}
