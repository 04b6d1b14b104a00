import { msg, str } from '@lit/localize';
import { isLoopback } from '../core/address.js';
import { bareUrl, type Ask, type Facts, type CheckOutcome } from './finding.js';
import type { ServerProbe, ServerEvidence } from './server-probes.js';

/** What it looks like when a server cannot be asked. A browser tells a page none of these for sure, but `offline` and `policy`. */
export type Cause =
  | 'offline'
  | 'policy'
  | 'mixed'
  | 'local-network'
  | 'timeout'
  | 'cors'
  | 'preflight'
  | 'allow-headers'
  | 'dns'
  | 'refused'
  | 'certificate';

/** No name server is asked for these. */
const isNoName = (host: string) => /^\[|^\d+(\.\d+){3}$|^localhost$|\.localhost$/.test(host);
/** Of this computer or the local network, as far as the name tells. */
export const isLocal = (host: string): boolean =>
  /^(localhost$|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[::1\]|\[f[cde])|\.(localhost|local|internal|lan)$|^[^.:]+$/.test(
    host,
  );

/** The likely causes, the likeliest first; none when the answer can be read. */
export function causesOf(evidence: ServerEvidence): readonly Cause[] {
  const { url, page, isOnline, asSent, plain, reach, asked } = evidence;
  if (!isOnline) return ['offline'];
  if (!asSent || asSent.end === 'answered') return [];
  const ends = new Set([asSent, plain, reach].map((probe) => probe?.end));
  if (ends.has('policy')) return ['policy'];
  if (ends.has('timeout') && plain?.end !== 'answered') return ['timeout'];
  if (plain?.end === 'answered') return [asked?.end === 'answered' ? 'allow-headers' : 'preflight'];
  if (reach?.end === 'opaque') return ['cors'];
  if (page.protocol === 'https:' && url.protocol === 'http:' && !isLoopback(url.hostname)) return ['mixed'];
  return [...localNetwork(evidence), ...nobodyThere(evidence)];
}

/** A browser that guards the local network fails at once and says so nowhere but in the permission. */
function localNetwork({ url, page, localNetwork }: ServerEvidence): Cause[] {
  if (!isLocal(url.hostname)) return [];
  const isPublic = !isLocal(page.hostname) && localNetwork.some((state) => state !== 'granted');
  return isPublic || localNetwork.includes('denied') ? ['local-network'] : [];
}

/** A number needs no name server and plain http no certificate: what is left is what it looks like. */
function nobodyThere({ url, others = [] }: ServerEvidence): Cause[] {
  const isThere = others.find(({ probe }) => probe.end === 'opaque');
  const isSecure = url.protocol === 'https:';
  if (isThere) return isSecure ? (isThere.url.port ? ['certificate'] : ['certificate', 'refused']) : ['refused'];
  const name: Cause[] = isNoName(url.hostname) ? [] : ['dns'];
  return [...name, 'refused', ...(isSecure ? (['certificate'] as const) : [])];
}

/** The status that the server gave to the request as Portside sends it, or without the sign-in. */
export const readable = ({ asSent, plain }: ServerEvidence): ServerProbe | undefined =>
  [asSent, plain].find((probe) => probe?.end === 'answered');

export interface Messages {
  title: string;
  text: string;
  ask: Ask;
}

/** To be read in a new tab, where the browser does say what it keeps from a page. */
const inATab = ({ origin }: URL) =>
  msg(
    str`Open ${origin}/ in a tab of its own: there the browser says which it is (ERR_NAME_NOT_RESOLVED: the name, ERR_CERT_…: the certificate, ERR_CONNECTION_REFUSED: nothing listens, ERR_CONNECTION_TIMED_OUT: a firewall).`,
  );

/** The header lines that an answer needs, as an administrator writes them. */
const allow = (origin: string) =>
  msg(
    str`With every answer, also to OPTIONS and with errors: Access-Control-Allow-Origin: ${origin}. With the answer to OPTIONS also: Access-Control-Allow-Headers: Authorization, Content-Type and Access-Control-Allow-Methods: POST. OPTIONS itself has to be answered with 200 or 204, without a sign-in.`,
  );

const proxy = () =>
  msg(
    'Or let a reverse proxy serve Integra on this page’s own origin (integra-url="/ucontact"): then none of it is needed.',
  );

const seems: Record<NoAnswer, () => string> = {
  dns: () => msg('its name is not known here (DNS)'),
  refused: () => msg('nothing listens at that port, or it is switched off'),
  certificate: () => msg('this browser does not trust its certificate'),
};

/** What each cause needs to be told of. */
interface Place {
  url: URL;
  page: ServerEvidence['page'];
  /** Who can mend it. */
  server: string;
  network: string;
  here: string;
}

type NoAnswer = 'dns' | 'refused' | 'certificate';

/** What to say and whom to ask for each cause that has a look of its own. */
const messages: Record<Exclude<Cause, NoAnswer>, (place: Place) => Messages> = {
  offline: ({ network }) => ({
    title: msg('This computer is offline.'),
    text: msg('The browser says so. No server was asked.'),
    ask: { whom: network, what: msg('Connect this computer to the network.') },
  }),
  policy: ({ url, here }) => ({
    title: msg('This page’s own policy forbids it to ask the Integra server.'),
    text: msg('The browser reported a breach of connect-src. Nothing was sent.'),
    ask: {
      whom: here,
      what: msg(
        str`Add to this page’s Content-Security-Policy: connect-src ${url.origin}. In uContact’s domain settings it is called “Connect src”.`,
      ),
    },
  }),
  mixed: ({ url, server }) => ({
    title: msg('A page on https may not ask a server on http.'),
    text: msg('It looks like mixed content, which the browser blocks before anything is sent.'),
    ask: {
      whom: server,
      what: msg(str`Serve Integra over https, and set integra-url to https://${url.host}/. ${proxy()}`),
    },
  }),
  'local-network': () => ({
    title: msg('The browser keeps this page away from the local network.'),
    text: msg('It looks as if the permission for the local network was not given, or not passed on to this frame.'),
    ask: {
      whom: msg('the agent, and the administrator of the page around this one'),
      what: msg(
        'Allow “Local network access” for this site in the browser. The iframe around this page needs allow="local-network-access".',
      ),
    },
  }),
  timeout: ({ url, network }) => ({
    title: msg(str`No answer from ${url.host} in time.`),
    text: msg('It looks like a firewall that drops what is sent, or a server that hangs.'),
    ask: {
      whom: network,
      what: msg(
        str`Let this computer reach ${url.hostname} at port ${url.port || (url.protocol === 'https:' ? '443' : '80')}. If it can, ask the server’s administrator why it does not answer POST ${url.pathname}.`,
      ),
    },
  }),
  cors: ({ page, server }) => ({
    title: msg('The Integra server is there, but this page may not read its answers (CORS).'),
    text: msg(
      'A request without an answer to read came through, one with did not. It looks like Access-Control-Allow-Origin, which is missing or names another origin, or like a redirect to a sign-in page.',
    ),
    ask: { whom: server, what: `${allow(page.origin)} ${proxy()}` },
  }),
  preflight: ({ page, server }) => ({
    title: msg('The Integra server does not answer the browser’s question before a request (OPTIONS).'),
    text: msg(
      'A plain request came through. It looks as if OPTIONS gets no 200 or 204 with the right headers; often a sign-in is demanded of it.',
    ),
    ask: { whom: server, what: `${allow(page.origin)} ${proxy()}` },
  }),
  'allow-headers': ({ server }) => ({
    title: msg('The Integra server does not allow the header Authorization.'),
    text: msg(
      'Without it a request came through, also with a question before it; with it the browser did not send it. It looks like Access-Control-Allow-Headers. By the standard a * there does not take in Authorization.',
    ),
    ask: {
      whom: server,
      what: msg(str`Answer OPTIONS with Access-Control-Allow-Headers: Authorization, Content-Type. ${proxy()}`),
    },
  }),
};

/** What to say and whom to ask, the likeliest of `causes` first. */
export function messagesFor(causes: readonly Cause[], { url, page }: ServerEvidence): Messages {
  const server = msg(str`the administrator of ${url.host}`);
  const network = msg('the administrators of this computer’s network');
  const here = msg('the administrator of this page’s server');
  const [cause] = causes;
  return cause && cause in messages
    ? messages[cause as keyof typeof messages]({ url, page, server, network, here })
    : noAnswer(causes as readonly NoAnswer[], url, { server, network });
}

function noAnswer(
  causes: readonly NoAnswer[],
  url: URL,
  { server, network }: { server: string; network: string },
): Messages {
  const [first = 'refused', ...others] = causes;
  const list = [first, ...others].map((cause) => seems[cause]()).join(msg('; or: '));
  const asks: Record<typeof first, string> = {
    dns: msg(str`Make the name ${url.hostname} known to this computer’s name server, or correct integra-url.`),
    refused: msg(str`See whether the server listens at ${url.host}, or correct integra-url.`),
    certificate: msg(
      str`Give ${url.hostname} a certificate from an authority that this browser trusts, for that very name, with the certificates in between, and not expired.`,
    ),
  };
  return {
    title: msg(str`Nobody answers at ${url.host}.`),
    text: msg(str`The browser does not say why. It looks as if ${list}. ${inATab(url)}`),
    ask: { whom: first === 'dns' ? network : server, what: [first, ...others].map((cause) => asks[cause]).join(' ') },
  };
}

/** Slower than this, an agent waits. Milliseconds. */
const slow = 2_000;

/** How a probe ended, for the facts. */
export const told = (probe: ServerProbe | undefined) =>
  probe
    ? [probe.end, probe.status, probe.body, `${probe.ms} ms`].filter((each) => each !== undefined).join(', ')
    : 'not asked';

/** Everything that was seen, for whoever doubts the verdict. */
function factsOf(evidence: ServerEvidence): Facts {
  const { url, page, isOnline, asSent, plain, reach, asked, others = [], authorization, localNetwork } = evidence;
  const causes = causesOf(evidence);
  return {
    ...{ url: bareUrl(url), page: page.origin, online: isOnline, looksLike: causes, authorization },
    'POST as Portside sends it': told(asSent),
    ...(plain && plain !== asSent && { 'POST without Authorization': told(plain) }),
    ...(asked && { 'OPTIONS, then POST without Authorization': told(asked) }),
    ...(reach && { 'GET no-cors': told(reach) }),
    ...Object.fromEntries(others.map((other) => [`GET no-cors ${other.url.origin}`, told(other.probe)])),
    ...(localNetwork.length && { localNetwork }),
  };
}

const notGiven = (): CheckOutcome => ({
  state: 'unknown',
  title: msg('No Integra server is set.'),
  text: msg('The session has no integra-url, or diagnose() was not told the address (integraUrl).'),
  facts: {},
});

/** What is wrong with an answer that came; nothing when it may be Integra's. */
function answerProblem(
  status: number,
  body: ServerProbe['body'],
  url: URL,
  whom: string,
): Omit<CheckOutcome, 'facts'> | undefined {
  if (status === 404 || status === 405)
    return {
      state: 'bad',
      title: msg('A server answers, but there is no Integra behind this address.'),
      text: msg(str`POST ${url.pathname} got HTTP ${status}.`),
      ask: {
        whom,
        what: msg(
          'Ask what stands before Integra/resources/ in the address, and whether a proxy in between passes POST on. Then correct integra-url.',
        ),
      },
    };
  if (status >= 500 || status === 429)
    return {
      state: status === 429 ? 'warning' : 'bad',
      title: msg(str`The Integra server fails (HTTP ${status}).`),
      text:
        status === 502 || status === 503 || status === 504
          ? msg('A proxy answers, and the server behind it does not.')
          : msg('It was reached and could not do a reading operation.'),
      ask: { whom, what: msg(str`Look into the server’s log for POST ${url.pathname} at the time of this report.`) },
    };
  if (status >= 200 && status < 300 && body !== 'list')
    return {
      state: 'warning',
      title: msg('The answer does not look like Integra’s.'),
      text:
        body === 'web page'
          ? msg('It is a web page: a sign-in page, or a proxy’s own.')
          : msg('A list of campaigns was expected.'),
      ask: {
        whom,
        what: msg(
          str`Ask whether POST ${url.pathname} reaches Integra itself, and whether this sign-in may read queuesummary.`,
        ),
      },
    };
  return undefined;
}

/** Whether the Integra server can be reached from here, and what it looks like when not. */
export function checkServer(evidence: ServerEvidence | undefined, integraUrl = ''): CheckOutcome {
  if (!evidence && integraUrl)
    return {
      ...notGiven(),
      state: 'bad',
      title: msg('integra-url is not an address.'),
      text: msg('Write it like https://ucontact.example/ or /ucontact, without user and password.'),
    };
  if (!evidence) return notGiven();
  const facts = factsOf(evidence);
  const causes = causesOf(evidence);
  if (causes.length) return { state: 'bad', ...messagesFor(causes, evidence), facts };
  const { url } = evidence;
  const { status = 0, body, ms = 0 } = readable(evidence) ?? {};
  const whom = msg(str`the administrator of ${url.host}`);
  const problem = answerProblem(status, body, url, whom);
  if (problem) return { ...problem, facts };
  if (ms > slow)
    return {
      state: 'warning',
      title: msg(str`The Integra server answers slowly: ${ms} ms.`),
      text: msg('An agent waits as long for each call and result.'),
      ask: {
        whom,
        what: msg(str`Look how long POST ${url.pathname} takes at the server itself, and how far away it is.`),
      },
      facts,
    };
  return {
    state: 'good',
    title: msg(str`The Integra server answers in ${ms} ms.`),
    text: msg('This page may read its answers.'),
    facts,
  };
}
