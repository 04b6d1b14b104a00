// A clock that stands still until the test moves it, in a page, in a frame's page, and in Node. It is given back after the
// test by itself; `releaseClock` does it earlier.
import { install, type Clock, type FakeMethod } from '@sinonjs/fake-timers';

export type { Clock };

/** What tells the time, and what waits for it. */
export const timers = ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
const kinds = {
  dates: ['Date'],
  timers,
  /** Also the browser's own moments: when it draws, and when it has nothing to do. */
  moments: [...timers, 'requestAnimationFrame', 'cancelAnimationFrame', 'requestIdleCallback', 'cancelIdleCallback'],
} as const;

export interface Held {
  /** Milliseconds since 1970; now when absent. */
  at?: number;
  /** `timers` when absent. */
  only?: keyof typeof kinds | readonly FakeMethod[];
}

/** Vitest's way to do something after the test that runs. Mocha has none, and a frame's page has neither. */
declare const onTestFinished: ((work: () => void) => void) | undefined;

const { timeout } = AbortSignal;
let held: Clock | undefined;

if (typeof onTestFinished !== 'function' && typeof afterEach === 'function') afterEach(releaseClock);

/**
 * Stops the time of this page. What was waiting already goes on in real time; promises, messages, locks and storage are
 * never held. `tickAsync` lets time pass, and what was waiting for it act. `AbortSignal.timeout` goes by the timers.
 */
export function holdClock({ at = Date.now(), only = 'timers' }: Held = {}): Clock {
  if (held) throw new Error('The clock is held already: give it back first, with releaseClock().');
  const names: readonly FakeMethod[] = typeof only === 'string' ? kinds[only] : only;
  const toFake = names.filter((name) => name in globalThis); // not every engine has idle time
  held = install({ now: at, toFake, shouldClearNativeTimers: true });
  if (toFake.includes('setTimeout')) AbortSignal.timeout = timeoutByTimers;
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
  AbortSignal.timeout = timeout;
  held?.uninstall();
  held = undefined;
}

/** In the place of `AbortSignal.timeout`: the engines time theirs outside of what can be held. */
export function timeoutByTimers(milliseconds: number): AbortSignal {
  const limit = new AbortController();
  setTimeout(() => limit.abort(new DOMException('The time is over.', 'TimeoutError')), milliseconds);
  return limit.signal;
}
