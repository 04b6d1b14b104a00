import { msg, str } from '@lit/localize';
import { isLoopback } from '../core/address.js';
import type { Authorization } from '../core/transport.js';
import { withLimit, type CheckOutcome } from './finding.js';
import { causesOf, readable } from './server-messages.js';
import {
  operationUrl,
  probePost,
  probePreflighted,
  probeReach,
  type ServerProbe,
  type ServerEvidence,
} from './server-probes.js';

export interface ServerQuestion {
  integraUrl: string;
  authorization: Authorization | undefined;
  timeout: number;
  signal: AbortSignal;
  /** Is told the sign-in, so that it can be covered wherever it may come up. */
  onSecret: (authorization: string) => void;
}

/** Asks the server as Portside would, and only when that fails in other ways too. Rejects only with the signal's reason. */
export async function probeServer({
  integraUrl,
  authorization,
  timeout,
  signal,
  onSecret,
}: ServerQuestion): Promise<ServerEvidence | undefined> {
  const url = operationUrl(integraUrl, document.baseURI);
  if (!url) return undefined;
  const value = await signIn(authorization, timeout, signal);
  onSecret(value ?? '');
  const known = {
    url,
    page: { origin: window.origin, protocol: location.protocol, hostname: location.hostname },
    isOnline: navigator.onLine,
    authorization: !authorization ? 'none' : value ? 'given' : 'failed',
    localNetwork: await localNetwork(),
  } as const;
  if (!known.isOnline) return known;
  const asSent = await probePost(url, value ?? '', timeout, signal);
  if (asSent.end !== 'failed') return { ...known, asSent };
  const [plain, reach] = await Promise.all([
    value ? probePost(url, '', timeout, signal) : asSent,
    probeReach(url, timeout, signal),
  ]);
  if (plain.end === 'answered')
    return { ...known, asSent, plain, reach, asked: await probePreflighted(url, timeout, signal) };
  if (reach.end !== 'failed') return { ...known, asSent, plain, reach };
  return { ...known, asSent, plain, reach, others: await askOtherwise(url, timeout, signal) };
}

/** The page's function gave no value: `undefined`. */
export async function signIn(
  authorization: Authorization | undefined,
  timeout: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!authorization) return undefined;
  try {
    return (await withLimit(timeout, signal, authorization)) || undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** Looks for the same host by another way. A secure page may not ask over http. */
async function askOtherwise(
  url: URL,
  timeout: number,
  signal: AbortSignal,
): Promise<{ url: URL; probe: ServerProbe }[]> {
  const isSecure = url.protocol === 'https:';
  const usual = `${isSecure ? 'http' : 'https'}://${url.hostname}/`;
  const ways = isSecure ? [`http://${url.hostname}:${url.port || '443'}/`, usual] : [usual];
  const allowed = ways
    .filter((way) => location.protocol !== 'https:' || way.startsWith('https:'))
    .map((way) => new URL(way));
  return await Promise.all(
    allowed.map(async (each) => ({ url: each, probe: await probeReach(each, timeout, signal) })),
  );
}

/** Browsers that guard the local network know this permission under one of these names. */
export async function localNetwork(): Promise<PermissionState[]> {
  const { permissions } = navigator as { permissions?: Permissions };
  const names = ['local-network-access', 'local-network', 'loopback-network'];
  const states = names.map(async (name) => (await permissions?.query({ name: name as PermissionName }))?.state);
  return (await Promise.allSettled(states)).flatMap((each) =>
    each.status === 'fulfilled' && each.value ? [each.value] : [],
  );
}

/** Whether the server takes the page's sign-in. */
export function checkSignIn(evidence: ServerEvidence | undefined): CheckOutcome {
  if (!evidence)
    return {
      state: 'unknown',
      title: msg('There is no server to sign in to.'),
      text: msg('No Integra address is set.'),
      facts: {},
    };
  const { authorization, url } = evidence;
  const { status = 0, body } = readable(evidence) ?? {};
  const facts = { authorization, status };
  const isRefused =
    status === 401 || status === 403 || (status >= 300 && status < 400) || (body === 'web page' && status < 300);
  if (authorization === 'failed')
    return {
      state: 'bad',
      title: msg('The page’s authorization function gives no sign-in.'),
      text: msg(
        'It failed, gave nothing, or did not end in time. In a frame of another site the browser may keep back the cookies that it needs.',
      ),
      ask: {
        whom: msg('whoever built this page'),
        what: msg(
          'See what authorization() does on this page, and whether the page’s own back end knows the agent there without a third-party cookie.',
        ),
      },
      facts,
    };
  if (!status || causesOf(evidence).length)
    return {
      state: 'unknown',
      title: msg('The sign-in could not be tried.'),
      text: msg('The server could not be asked.'),
      facts,
    };
  if (!isRefused) {
    if (status >= 300)
      return {
        state: 'unknown',
        title: msg('The server did not say whether it takes the sign-in.'),
        text: msg(str`It answered HTTP ${status}.`),
        facts,
      };
    if (authorization === 'given' && url.protocol === 'http:' && !isLoopback(url.hostname))
      return {
        state: 'warning',
        title: msg('The sign-in goes over the network unencrypted (http).'),
        text: msg('The server takes it. Whoever is on the way can read it, and everything that is sent with it.'),
        ask: { whom: msg(str`the administrator of ${url.host}`), what: msg('Serve Integra over https.') },
        facts,
      };
    const title =
      authorization === 'given' ? msg('The server takes the sign-in.') : msg('The server wants no sign-in.');
    return { state: 'good', title, text: msg('It answered a reading operation.'), facts };
  }
  return { ...(authorization === 'none' ? missingSignIn(status) : refusedSignIn(status, url)), facts };
}

const missingSignIn = (status: number): Omit<CheckOutcome, 'facts'> => ({
  state: 'bad',
  title: msg(str`The server wants a sign-in (HTTP ${status}), and the page gives none.`),
  text: msg('The session has no authorization function.'),
  ask: {
    whom: msg('whoever built this page'),
    what: msg('Set session.authorization to a function that returns the whole header value, for example "Basic …".'),
  },
});

const refusedSignIn = (status: number, url: URL): Omit<CheckOutcome, 'facts'> => ({
  state: 'bad',
  title:
    status < 300 || (status >= 300 && status < 400)
      ? msg('The server sends to a sign-in page.')
      : msg(str`The server does not take the sign-in (HTTP ${status}).`),
  text:
    status === 403
      ? msg('It may know the user, who may not do this.')
      : msg('The token has expired, or the word before it is not the one that the server wants.'),
  ask: {
    whom: msg(str`the administrator of ${url.host}`),
    what: msg(
      'Ask for a user of the API that may read queuesummary, how long its token holds, and whether the header begins with Basic or Bearer.',
    ),
  },
});

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
export function checkClock(readings: readonly ClockReading[]): CheckOutcome {
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
