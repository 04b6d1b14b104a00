import { expect } from 'chai';
import { holdClock } from '../../clock.js';
import { isOverAfter } from '../../passing.js';
import { withTimeLimit } from '../../../src/transports/http/fetch.js';

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );

describe('the time limit of a request @engines', () => {
  it('ends it when the time is over', async () => {
    const clock = holdClock();
    const running = reasonOf(withTimeLimit(5, [], untilAborted));
    expect(await isOverAfter(clock, 4, running)).to.equal(false);
    expect(await isOverAfter(clock, 1, running)).to.equal(true);
    expect(await running).to.have.property('name', 'TimeoutError');
  });

  it('leaves no timer behind what ended before', async () => {
    const clock = holdClock();
    await withTimeLimit(10_000, [], () => Promise.resolve(expect(clock.countTimers()).to.equal(1)));
    expect(clock.countTimers()).to.equal(0);
  });

  it('ends it when the page or the client stops it, with their reason, also when that was before', async () => {
    const stop = new AbortController();
    const running = reasonOf(
      withTimeLimit(10_000, [new AbortController().signal, undefined, stop.signal], untilAborted),
    );
    stop.abort('enough');
    expect(await running).to.equal('enough');
    await withTimeLimit(10_000, [stop.signal], (signal) =>
      Promise.resolve(expect([signal.aborted, signal.reason]).to.deep.equal([true, 'enough'])),
    );
  });

  it('leaves no listener on what may stop it: thousands of requests share one client', async () => {
    const stop = new AbortController().signal;
    let listeners = 0;
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    stop.addEventListener = (...args: Parameters<typeof addEventListener>) => (
      listeners++,
      addEventListener.apply(stop, args)
    );
    stop.removeEventListener = (...args: Parameters<typeof removeEventListener>) => (
      listeners--,
      removeEventListener.apply(stop, args)
    );
    await withTimeLimit(10_000, [stop], () => Promise.resolve());
    await reasonOf(withTimeLimit(10_000, [stop], () => Promise.reject(new Error('No.'))));
    expect(listeners).to.equal(0);
  });
});
