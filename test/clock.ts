// A clock that stands still until the test moves it, in a page, in a frame's page, and in Node. Whoever holds one gives it
// back after each test: `afterEach(releaseClock)`.
import { install, type Clock, type FakeMethod } from '@sinonjs/fake-timers';

export type { Clock };

/** What tells the time. */
const dates = ['Date'] as const;
/** What tells the time, and what waits for it. */
const timers = ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
/** All of these, and the browser's own moments: when it draws, and when it has nothing to do. */
const moments = [
  ...timers,
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'cancelIdleCallback',
] as const;

const kinds = { dates, timers, moments };

export interface Held {
  /** Milliseconds since 1970; now when absent. */
  at?: number;
  /** `timers` when absent. */
  only?: keyof typeof kinds;
}

let held: Clock | undefined;

/**
 * Stops the time of this page. What was waiting already goes on in real time; promises, messages, locks and storage are
 * never held. `tickAsync` lets time pass, and what was waiting for it act.
 */
export function holdClock({ at = Date.now(), only = 'timers' }: Held = {}): Clock {
  if (held) throw new Error('The clock is held already: give it back after each test with afterEach(releaseClock).');
  const toFake = kinds[only].filter((name) => name in globalThis) as FakeMethod[]; // not every engine has idle time
  return (held = install({ now: at, toFake, shouldClearNativeTimers: true }));
}

/** Sets the date, which stands still there; nothing that waits is woken. */
export function setDate(at: number): void {
  if (held) held.setSystemTime(at);
  else holdClock({ at, only: 'dates' });
}

/** Gives the time back. What still waits for the clock that was held never comes. */
export function releaseClock(): void {
  held?.uninstall();
  held = undefined;
}
