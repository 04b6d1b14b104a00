import { msg } from '@lit/localize';
import { instantsOf } from '../codecs/wall-clock.js';
import type { CtiError } from '../core/errors.js';
import { spanOf, type Change } from './outbox-row.js';
import type { OutboxEntry, WaitingCommand } from './outbox-entry.js';

/** Milliseconds until the next try by itself: at first, then twice as many each time, and at most. */
export const [minDelay, maxDelay] = [2_000, 60_000];

/** How often what is harmless to repeat goes out again by itself while nobody knows whether it arrived. */
const maxUnconfirmed = 5;

/** Commands of the same call keep their order, and so do those for the do-not-call list. */
export function callOf(command: WaitingCommand): string {
  if ('guid' in command) return command.guid;
  if ('entries' in command) return command.type;
  const { campaign, destination } = command.entry;
  return `${campaign} ${destination}`;
}

interface Tried extends Pick<OutboxEntry, 'command' | 'since'> {
  /** Tries of which nobody knows whether they arrived. */
  doubts: number;
}

/** Why an entry may not go out by itself any more; empty when it may. */
export function tooLate({ since, command }: Tried, maxAge: number, dialerTimeZone: string | undefined): string {
  const at = command.type === 'schedule' ? command.at : command.type === 'dispose' && command.callbackAt;
  // An hour that summer time skips never comes and never passes: the dialer decides.
  if (at && (instantsOf(at, dialerTimeZone).at(-1) ?? Infinity) < Date.now())
    return msg('The time of this callback has passed.');
  return Date.now() - since > maxAge ? msg('It waited too long to be sent automatically.') : '';
}

/** What becomes of an entry of which nobody knows whether it arrived. */
export function afterUnconfirmed({ doubts }: Pick<Tried, 'doubts'>, reason: string, isRepeatable: boolean): Change {
  return {
    state: isRepeatable && doubts < maxUnconfirmed ? 'waiting' : 'unknown',
    doubts: doubts + 1,
    reason,
    code: undefined,
  };
}

/** What becomes of an entry that was tried and failed. */
export function afterFailure({ doubts }: Pick<Tried, 'doubts'>, error: CtiError, isRepeatable: boolean): Change {
  const { message: reason, code, maybeSent, retryAfter } = error;
  const rest = retryAfter ? { rest: spanOf(retryAfter) } : {};
  if (maybeSent) return { ...afterUnconfirmed({ doubts }, reason, isRepeatable), code, ...rest };
  // A “no” says nothing of an earlier try: a dialer also refuses what it has already. Of this one nobody has to doubt any
  // more, also where another tab took it for lost.
  return { state: !isRefusal(error) ? 'waiting' : doubts ? 'unknown' : 'held', doubts, reason, code, ...rest };
}

/** Whether it was refused for what it is: sent again it would be refused again. */
export const isRefusal = ({ code }: CtiError): boolean =>
  code === 'REJECTED' || code === 'INVALID' || code === 'UNSUPPORTED';
