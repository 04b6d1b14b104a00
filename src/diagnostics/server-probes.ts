/** How one request to the server ended. Nothing that a page is told says more than this. */
export interface ServerProbe {
  /**
   * - `answered`: with a status that this page may read, or `opaque` with an answer that it may not
   * - `failed`: the browser says nothing of the reason
   * - `policy`: this page's own Content-Security-Policy forbade it
   */
  readonly end: 'answered' | 'opaque' | 'failed' | 'timeout' | 'policy';
  readonly ms: number;
  /** HTTP status, where it can be read; 302 for any redirect. */
  readonly status?: number;
  /** What the body looks like; its text is not kept. */
  readonly body?: 'list' | 'web page' | 'empty' | 'other';
  /** The `Date` of the answer with its `Age`, epoch milliseconds, where this page may read it. */
  readonly date?: number;
  /** Epoch milliseconds by this computer's clock, before and after. */
  readonly before: number;
  readonly after: number;
}

/** Everything that was seen of a server. A probe that is not there was not needed. */
export interface ServerEvidence {
  /** The address that was asked. */
  readonly url: URL;
  readonly page: { readonly origin: string; readonly protocol: string; readonly hostname: string };
  readonly isOnline: boolean;
  /** `none`: the page gives no function. `failed`: it threw, never ended or gave nothing. */
  readonly authorization: 'given' | 'none' | 'failed';
  /** The request as Portside sends it, with the sign-in where there is one. */
  readonly asSent?: ServerProbe;
  /** The same without the sign-in: the browser does not ask first. */
  readonly plain?: ServerProbe;
  /** A request whose answer nobody may read. */
  readonly reach?: ServerProbe;
  /** Without the sign-in, in a way that makes the browser ask first (`OPTIONS`) for the method alone. */
  readonly asked?: ServerProbe;
  /** The same host in another way: the other scheme on the same port, or on its usual one. */
  readonly others?: readonly { readonly url: URL; readonly probe: ServerProbe }[];
  /** Whether this page may reach computers of the local network, in browsers that ask for it; else empty. */
  readonly localNetwork: readonly PermissionState[];
}

/** Integra's `queuesummary` reads and changes nothing; it takes an empty form (C-162). */
export const readingOperation = 'Integra/resources/Supervisor/queuesummary';

/** The address of an operation, below what stands before `Integra/resources/` (C-053). `undefined` when that is no web address, or holds a user. */
export function operationUrl(integraUrl: string, page: string, operation = readingOperation): URL | undefined {
  const base = `${integraUrl.replace(/(?<!\/)\/+$/, '')}/${operation}`;
  const url = URL.canParse(base, page) ? new URL(base, page) : undefined;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
}

/** The content type of a form, as Portside sends it (C-054). The browser asks nobody first because of it. */
const form = { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' };

/** How long the browser may take to tell of a breach of the page's policy, after the request failed. Milliseconds. */
const late = 100;

type Ending = Pick<ServerProbe, 'end' | 'status' | 'body' | 'date'>;

/** Asks once, and says how it ended. Rejects only with the signal's reason. */
async function probe(
  url: URL,
  timeout: number,
  stop: AbortSignal,
  ask: (signal: AbortSignal) => Promise<Ending>,
): Promise<ServerProbe> {
  const watch = watchPolicy(url);
  const limit = AbortSignal.timeout(timeout);
  const before = Date.now();
  const began = performance.now();
  const done = (ending: Ending): ServerProbe => ({
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
export const probeReach = (url: URL, timeout: number, stop: AbortSignal): Promise<ServerProbe> =>
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

/** Asks without a sign-in, and gives the text of the answer too; empty where there is none. */
export async function probeText(url: URL, timeout: number, stop: AbortSignal): Promise<ServerProbe & { text: string }> {
  let text = '';
  const ended = await probe(url, timeout, stop, async (signal) => {
    const response = await fetch(url, {
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
    if (response.type === 'opaqueredirect') return { end: 'answered', status: 302 };
    text = await response.text();
    return { end: 'answered', status: response.status, body: kindOf(text) };
  });
  return { ...ended, text };
}

/** The reading operation as Portside's own transport asks it. */
export const probePost = (url: URL, authorization: string, timeout: number, stop: AbortSignal): Promise<ServerProbe> =>
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
export const probePreflighted = (url: URL, timeout: number, stop: AbortSignal): Promise<ServerProbe> =>
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

/** Whether an operation is there: it takes POST, and does nothing when it is asked by GET (C-052). */
export const probeExistence = (
  url: URL,
  authorization: string,
  timeout: number,
  stop: AbortSignal,
): Promise<ServerProbe> =>
  probe(url, timeout, stop, async (signal) => {
    const headers = authorization ? { Authorization: authorization } : {};
    const { type, status } = await fetch(url, { headers, redirect: 'manual', cache: 'no-store', signal });
    return { end: 'answered', status: type === 'opaqueredirect' ? 302 : status };
  });

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

function kindOf(text: string): NonNullable<ServerProbe['body']> {
  const begin = text.trimStart()[0] ?? '';
  return begin === '[' ? 'list' : begin === '<' ? 'web page' : begin ? 'other' : 'empty';
}

/** When the server says that it answered. One in between may have kept the answer for `Age` seconds. */
export function dateOf(headers: Headers): { date?: number } {
  const date = Date.parse(headers.get('Date') ?? '');
  const age = Number(headers.get('Age')) || 0;
  return Number.isNaN(date) ? {} : { date: date + age * 1_000 };
}
