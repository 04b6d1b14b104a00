// A clock that stands still until the test moves it.
import { install, type Clock, type Config } from '@sinonjs/fake-timers';

/** Vitest's own way to give back after the test that runs; a page's Mocha has none. */
declare const onTestFinished: ((giveBack: () => void) => void) | undefined;

let giveBack: (() => void) | undefined;
let isHooked = false;

/** Runs after the test that runs now, however it ends. */
function afterTest(work: () => void): void {
  giveBack = work;
  if (typeof onTestFinished === 'function') onTestFinished(work);
  else if (!isHooked) {
    isHooked = true;
    afterEach(() => giveBack?.()); // while a test runs Mocha takes this for all tests
  }
}

/**
 * Holds the clock for the rest of this test: timers and time, and none of what carries messages or storage, unless
 * `toFake` names it. `AbortSignal.timeout` follows, which the engines time outside of what can be held.
 */
export function holdClock(options: Config = {}): Clock {
  const clock = install({
    now: Date.now(),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    ...options,
  });
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (milliseconds) => {
    const limit = new AbortController();
    setTimeout(() => limit.abort(new DOMException('The time is over.', 'TimeoutError')), milliseconds);
    return limit.signal;
  };
  afterTest(() => {
    giveBack = undefined;
    AbortSignal.timeout = timeout;
    clock.uninstall();
  });
  return clock;
}
