import { expect } from 'chai';
import {
  exchange,
  formHeaders,
  headersWith,
  joinUrl,
  type Fetch,
  withTimeLimit,
} from '../../../src/transports/http/fetch.js';
import { holdClock } from '../../clock.js';
import { failure } from '../../failure.js';
import { isOverAfter } from '../../passing.js';

const never = () => new AbortController().signal;

const ask = (fetch: Fetch, url = 'https://dialer.example/x', signal = never()) =>
  exchange(url, { method: 'POST', body: 'a=1', signal }, fetch);

describe('a request over HTTP', () => {
  it('follows no redirect and takes no stored answer: what is sent reaches this server, or nobody', async () => {
    const inits: RequestInit[] = [];
    await ask((_, init) => (inits.push(init), Promise.resolve(new Response('1'))));
    expect(inits[0]).to.include({ method: 'POST', body: 'a=1', redirect: 'manual', cache: 'no-store' });
  });

  it('that is sent elsewhere has status 302, which is a sign-in', async () => {
    const elsewhere = Object.defineProperty(new Response('hidden'), 'type', { value: 'opaqueredirect' });
    expect(await ask(() => Promise.resolve(elsewhere))).to.deep.equal({ status: 302, text: '' });
  });

  it('gives status, headers and text as they came', async () => {
    const answer = await ask(() => Promise.resolve(new Response(' 1\n', { status: 418, headers: { Location: '/y' } })));
    expect([answer.status, answer.text, answer.headers?.get('Location')]).to.deep.equal([418, ' 1\n', '/y']);
  });

  it('without an answer says by whom, and what the browser said of it', async () => {
    const broken = new TypeError('Failed to fetch');
    expect(await failure(ask(() => Promise.reject(broken)))).to.include({
      code: 'TIMEOUT',
      message: 'The connection to dialer.example failed.',
      detail: 'Failed to fetch',
      cause: broken,
    });
    const named = (url: string) => ask(() => Promise.reject(new TypeError(`Failed to fetch ${url}`)), url);
    const { detail } = await failure(named('https://dialer.example/AddCall?Campaign=secret'));
    expect(detail, 'no secret of the address').to.equal('Failed to fetch dialer.example');
    const odd = await failure(ask(() => Promise.reject('text' as never), '/relative'));
    expect([odd.code, odd.detail]).to.deep.equal(['TIMEOUT', 'text']);
    expect(odd.message).to.contain('to the dialer failed');
  });

  it('whose answer breaks in the middle may have happened', async () => {
    const half = () =>
      new Response(new ReadableStream({ pull: (control) => control.error(new TypeError('terminated')) }));
    const said = await half()
      .text()
      .catch((cause: unknown) => (cause as Error).message); // each engine in its own words
    expect(said).to.match(/terminated|aborted/);
    expect(await failure(ask(() => Promise.resolve(half())))).to.include({ code: 'TIMEOUT', detail: said });
  });

  it('asks for the sign-in before any byte, and for none when it was stopped before', async () => {
    let asked = 0;
    const authorization = () => `Basic ${++asked}`;
    const headers = await headersWith(authorization, never(), formHeaders);
    expect([...headers]).to.deep.equal([
      ['authorization', 'Basic 1'],
      ['content-type', 'application/x-www-form-urlencoded; charset=UTF-8'],
    ]);
    expect(await failure(headersWith(authorization, AbortSignal.abort()))).to.include({ code: 'CANCELED' });
    expect(asked).to.equal(1);
    expect([...(await headersWith(undefined, never(), { Accept: 'text/html' }))]).to.deep.equal([
      ['accept', 'text/html'],
    ]);
  });

  it('joins base and path by one slash [C-053]', () => {
    for (const base of ['https://x.example/a', 'https://x.example/a/', 'https://x.example/a//'])
      expect(joinUrl(base, 'b/c')).to.equal('https://x.example/a/b/c');
    expect(joinUrl('/a', 'b')).to.equal('/a/b');
  });
});

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
