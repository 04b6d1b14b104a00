import { msg, str } from '@lit/localize';
import type { Outcome } from './finding.js';

/** A server's clock as it was read once. Epoch milliseconds; `before` and `after` by this computer's clock. */
export interface ClockReading {
  readonly host: string;
  readonly date: number;
  readonly before: number;
  readonly after: number;
}

/** From here on times in logs no longer fit together, and from there on callbacks and sign-ins go wrong. Seconds. */
const [notable, harmful] = [30, 300];
/** `Date` has no parts of a second. Milliseconds. */
const resolution = 1_000;

/** How far this computer is ahead, in seconds; negative when it is behind. What the way there and back may explain does not count. */
export function aheadBy({ date, before, after }: ClockReading): number {
  if (before > date + resolution) return Math.round((before - date - resolution) / 1_000);
  return after < date ? Math.round((after - date) / 1_000) : 0;
}

/** Whether this computer's clock is right, by the servers whose `Date` this page may read. */
export function checkClock(readings: readonly ClockReading[]): Outcome {
  const skews = readings.map((reading) => ({ host: reading.host, seconds: aheadBy(reading) }));
  const facts = Object.fromEntries(skews.map(({ host, seconds }) => [`seconds ahead of ${host}`, seconds]));
  const [worst] = skews.sort((a, b) => Math.abs(b.seconds) - Math.abs(a.seconds));
  if (!worst)
    return {
      state: 'unknown',
      title: msg('This computer’s clock could not be compared.'),
      text: msg(
        'No answer had a Date that this page may read. Another origin’s is readable with Access-Control-Expose-Headers: Date.',
      ),
      facts,
    };
  const by = Math.abs(worst.seconds);
  if (by < notable)
    return {
      state: 'good',
      title: msg('This computer’s clock is right.'),
      text: msg(str`It is within ${notable} seconds of ${worst.host}.`),
      facts,
    };
  const amount = by < 120 ? msg(str`${by} seconds`) : msg(str`${Math.round(by / 60)} minutes`);
  return {
    state: by < harmful ? 'warning' : 'bad',
    title:
      worst.seconds > 0
        ? msg(str`This computer’s clock is ${amount} ahead.`)
        : msg(str`This computer’s clock is ${amount} behind.`),
    text: msg(str`Compared with ${worst.host}. Callbacks are offered at the wrong time, and sign-ins may end early.`),
    ask: {
      whom: msg('the administrators of this computer, or of that server'),
      what: msg('Let both set their clocks from the network (NTP), and see which of them is wrong.'),
    },
    facts,
  };
}
