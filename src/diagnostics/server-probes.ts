import type { Probe } from './server-evidence.js';

/** The content type of a form, as Portside sends it (C-054). The browser asks nobody first because of it. */
const form = { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' };

/** How long the browser may take to tell of a breach of the page's policy, after the request failed. Milliseconds. */
const late = 100;

type Ending = Pick<Probe, 'end' | 'status' | 'body' | 'date'>;

/** Asks once, and says how it ended. Rejects only with the signal's reason. */
async function probe(
  url: URL,
  timeout: number,
  stop: AbortSignal,
  ask: (signal: AbortSignal) => Promise<Ending>,
): Promise<Probe> {
  const watch = watchPolicy(url);
  const limit = AbortSignal.timeout(timeout);
  const before = Date.now();
  const began = performance.now();
  const done = (ending: Ending): Probe => ({
    ...ending,
    ms: Math.round(performance.now() - began),
    before,
    after: Date.now(),
  });
  try {
    return done(await ask(AbortSignal.any([stop, limit])));
  } catch {
    stop.throwIfAborted();
    const ended = done({ end: limit.aborted ? 'timeout' : 'failed' });
    return (await watch.isBroken()) ? { ...ended, end: 'policy' } : ended;
  } finally {
    watch.stop();
  }
}

/** A request for an answer that nobody may read: it tells that somebody is there, whatever the server allows. */
export const probeReach = (url: URL, timeout: number, stop: AbortSignal): Promise<Probe> =>
  probe(url, timeout, stop, async (signal) => {
    await fetch(url, {
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    return { end: 'opaque' };
  });

/** The reading operation as Portside's own transport asks it. */
export const probePost = (url: URL, authorization: string, timeout: number, stop: AbortSignal): Promise<Probe> =>
  probe(url, timeout, stop, async (signal) => {
    const headers = { ...form, ...(authorization && { Authorization: authorization }) };
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: '',
      redirect: 'manual',
      cache: 'no-store',
      signal,
    });
    if (response.type === 'opaqueredirect') return { end: 'answered', status: 302 };
    return {
      end: 'answered',
      status: response.status,
      body: kindOf(await response.text()),
      ...dateOf(response.headers),
    };
  });

/** The same without a sign-in, but so that the browser asks first: a listener for the upload alone makes it do so. */
export const probePreflighted = (url: URL, timeout: number, stop: AbortSignal): Promise<Probe> =>
  probe(
    url,
    timeout,
    stop,
    (signal) =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        const end = () => request.abort();
        request.upload.addEventListener('loadstart', () => undefined);
        request.addEventListener('load', () => resolve({ end: 'answered', status: request.status }));
        request.addEventListener('error', () => reject(new TypeError('error')));
        request.addEventListener('abort', () => reject(signal.reason as Error));
        request.addEventListener('loadend', () => signal.removeEventListener('abort', end));
        signal.addEventListener('abort', end);
        request.open('POST', url);
        request.setRequestHeader('Content-Type', form['Content-Type']);
        request.send('');
      }),
  );

/** Hears whether the page's own policy stops a request. */
function watchPolicy({ origin }: URL): { isBroken: () => Promise<boolean>; stop: () => void } {
  const done = new AbortController();
  let tell: (() => void) | undefined;
  let isBroken = false;
  const hear = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || effectiveDirective !== 'connect-src' || !blockedURI.startsWith(origin)) return;
    isBroken = true;
    tell?.();
  };
  document.addEventListener('securitypolicyviolation', hear, { signal: done.signal });
  return {
    isBroken: () =>
      new Promise((resolve) => {
        tell = () => resolve(true);
        if (isBroken) tell();
        setTimeout(() => resolve(false), late);
      }),
    stop: () => done.abort(),
  };
}

function kindOf(text: string): NonNullable<Probe['body']> {
  const begin = text.trimStart()[0] ?? '';
  return begin === '[' ? 'list' : begin === '<' ? 'web page' : begin ? 'other' : 'empty';
}

/** When the server says that it answered. One in between may have kept the answer for `Age` seconds. */
export function dateOf(headers: Headers): { date?: number } {
  const date = Date.parse(headers.get('Date') ?? '');
  const age = Number(headers.get('Age')) || 0;
  return Number.isNaN(date) ? {} : { date: date + age * 1_000 };
}
