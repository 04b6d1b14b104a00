// A clock that stands still until the test moves it, in a page, in a frame's page, and in Node. Whoever holds one in a
// page gives it back after each test: `afterEach(releaseClock)`. In Node that happens by itself.
import { install, type Clock, type FakeMethod } from '@sinonjs/fake-timers';

export type { Clock };

/** Vitest's own way to give back after the test that runs; a page's Mocha has none. */
declare const onTestFinished: ((giveBack: () => void) => void) | undefined;

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
  /** `timers` when absent; or the names of what is held. */
  only?: keyof typeof kinds | readonly FakeMethod[];
}

let held: Clock | undefined;
const { timeout } = AbortSignal;

/** The engines time this outside of what can be held. */
function timeoutOfClock(milliseconds: number): AbortSignal {
  const limit = new AbortController();
  setTimeout(() => limit.abort(new DOMException('The time is over.', 'TimeoutError')), milliseconds);
  return limit.signal;
}

/**
 * Stops the time of this page. What was waiting already goes on in real time; promises, messages, locks and storage are
 * never held. `tickAsync` lets time pass, and what was waiting for it act.
 */
export function holdClock({ at = Date.now(), only = 'timers' }: Held = {}): Clock {
  if (held) throw new Error('The clock is held already: give it back after each test with afterEach(releaseClock).');
  const names: readonly FakeMethod[] = typeof only === 'string' ? kinds[only] : only;
  const toFake = names.filter((name) => name in globalThis); // not every engine has idle time
  held = install({ now: at, toFake, shouldClearNativeTimers: true });
  if (toFake.includes('setTimeout')) AbortSignal.timeout = timeoutOfClock;
  if (typeof onTestFinished === 'function') onTestFinished(releaseClock);
  return held;
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
  AbortSignal.timeout = timeout;
}
