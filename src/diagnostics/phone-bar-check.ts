import { msg, str } from '@lit/localize';
import { readBarCalls } from '../codecs/motion-bar.js';
import { isLoopback } from '../core/address.js';
import { bareUrl, type Ask, type CheckOutcome } from './finding.js';
import { localNetwork } from './server-checks.js';
import { isLocal, told } from './server-messages.js';
import { probeReach, probeText, type ServerProbe } from './server-probes.js';

/** Motion's phone bar, as its transport says of itself: a `MotionBarTransport` is one. */
export interface PhoneBar {
  /** Where it listens: `http://127.0.0.1:9888`. */
  readonly baseUrl: string;
  /** An answer that was not understood, its values covered. */
  readonly unread?: string | undefined;
}

/** By the name that it gives itself. */
export type Engine = 'chromium' | 'firefox' | 'safari' | 'other';

/** Everything that was seen of a phone bar. */
export interface PhoneBarEvidence {
  readonly url: URL;
  readonly page: { readonly protocol: string; readonly hostname: string };
  readonly engine: Engine;
  /** Whether this page may reach this computer, in browsers that ask for it; else empty. */
  readonly localNetwork: readonly PermissionState[];
  /** The question for its calls, which changes nothing (C-411). */
  readonly asked: ServerProbe;
  /** A request whose answer nobody may read: only where the first one failed. */
  readonly reach?: ServerProbe;
  /** How many calls it lists; nothing where its answer is no list. */
  readonly calls?: number;
  /** What was not understood, its values covered. */
  readonly sample?: string;
}

/** What the doctor sends to a phone bar. */
export const barQuestion = 'api/calls';

/** `undefined` when that is no web address, holds a user, or has what would cut the question off. */
export function barUrl({ baseUrl }: PhoneBar): URL | undefined {
  if (/[?#]/.test(baseUrl)) return undefined;
  const address = `${baseUrl.replace(/(?<!\/)\/+$/, '')}/${barQuestion}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
}

export function engineOf(userAgent: string): Engine {
  if (/\bFirefox\//.test(userAgent)) return 'firefox';
  if (/Chrom(?:e|ium)\//.test(userAgent)) return 'chromium';
  return /\bAppleWebKit\//.test(userAgent) ? 'safari' : 'other';
}

/** Asks the bar for its calls, and where that fails whether anybody is there. Rejects only with the signal's reason. */
export async function probePhoneBar(
  bar: PhoneBar | undefined,
  timeout: number,
  signal: AbortSignal,
): Promise<PhoneBarEvidence | undefined> {
  const url = bar && barUrl(bar);
  if (!url) return undefined;
  const known = {
    url,
    page: { protocol: location.protocol, hostname: location.hostname },
    engine: engineOf(navigator.userAgent),
    localNetwork: await localNetwork(),
  };
  const { text, ...asked } = await probeText(url, timeout, signal);
  if (asked.end === 'failed') return { ...known, asked, reach: await probeReach(url, timeout, signal) };
  const { calls, sample = bar.unread } = readBarCalls(text);
  return { ...known, asked, ...(calls && { calls: calls.length }), ...(sample !== undefined && { sample }) };
}

type Seen = Pick<PhoneBarEvidence, 'url' | 'page' | 'engine'>;

/** Hosts for which newer Chromes let a page on https of elsewhere go over http, once a person has allowed it. */
const isPrivate = (host: string) =>
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cde])|\.local$/.test(host);

/** Whether the browser blocks a page on https from asking over http (mixed content), whatever a person allows. */
function isMixed({ url, page, engine }: Seen): boolean {
  if (page.protocol !== 'https:' || url.protocol !== 'http:') return false;
  if (isLoopback(url.hostname)) return engine === 'safari';
  return engine !== 'chromium' || !isPrivate(url.hostname) || isLocal(page.hostname);
}

/** What a browser lets a page ask on this computer, and on others (M-22). As far as is known: such rules change. */
export function localRule(seen: Seen): string {
  const { url, page, engine } = seen;
  const isSecure = page.protocol === 'https:';
  if (isMixed(seen) && !isLoopback(url.hostname))
    return msg('A page on https may not ask another computer over http: browsers block it (mixed content).');
  if (isMixed(seen))
    return msg('Safari, as far as is known, keeps a page on https from http, also of this computer (mixed content).');
  if (isLoopback(page.hostname)) return msg('This page is of this computer itself: no browser keeps it from the bar.');
  if (!isLoopback(url.hostname) && engine === 'chromium')
    return msg(
      'Newer Chromes and Edges ask the person whether a page on https may reach the local network, and let no page on http of elsewhere do so.',
    );
  if (engine === 'chromium')
    return isSecure
      ? msg(
          'Chrome and Edge take http of this computer for safe, and newer ones ask the person whether this page may reach it (local network access). In a frame the iframe needs allow="local-network-access; loopback-network".',
        )
      : msg(
          'Newer Chromes and Edges let no page on http, also of the local network, ask this computer: it has to be on https.',
        );
  if (engine === 'firefox')
    return msg('Firefox takes http://127.0.0.1 and http://localhost for safe; newer ones ask the person, too.');
  return msg('Browsers differ in what they let a page ask of this computer: try Chrome, Edge or Firefox.');
}

const person = () => msg('whoever administers this computer');
const builder = () => msg('whoever built this page');

type Verdict = Omit<CheckOutcome, 'facts'>;

/** What a page is told when it cannot ask is little: the likeliest first. */
function unreachable(
  { url, page, engine, localNetwork: states, asked, reach }: PhoneBarEvidence,
  rule: string,
): Verdict {
  const bad = (title: string, text: string, ask: Ask): Verdict => ({ state: 'bad', title, text, ask });
  if (asked.end === 'policy' || reach?.end === 'policy')
    return bad(
      msg('This page’s own policy forbids it to ask the phone bar.'),
      msg('The browser reported a breach of connect-src. Nothing was sent.'),
      { whom: builder(), what: msg(str`Add to this page’s Content-Security-Policy: connect-src ${url.origin}.`) },
    );
  if (reach?.end === 'opaque')
    return bad(
      msg('The phone bar is there, and does not let this page read its answers.'),
      msg('Its answers have no Access-Control-Allow-Origin (CORS). Portside dials nothing that it cannot hear of.'),
      {
        whom: person(),
        what: msg('Ask the vendor whether the bar can name this page’s origin in Access-Control-Allow-Origin.'),
      },
    );
  if (isMixed({ url, page, engine }))
    return bad(msg('The browser keeps this page from the phone bar.'), rule, {
      whom: builder(),
      what: msg('Let the agent use Chrome, Edge or Firefox, with the bar on the agent’s own computer.'),
    });
  const isGuarded = states.length > 0 && !isLoopback(page.hostname);
  if (states.includes('denied') || (isGuarded && states.some((state) => state !== 'granted')))
    return bad(msg('The browser may keep this page from the phone bar.'), rule, {
      whom: person(),
      what: msg('Allow this site to reach apps on this device, in the browser’s settings of the site, and look again.'),
    });
  return bad(msg(str`Nobody answers at ${url.host}.`), rule, {
    whom: person(),
    what: msg(
      'See whether the phone bar runs, whether its interface is switched on (it is off until somebody does, under agent, motionbar, advanced), and which port stands there.',
    ),
  });
}

/** The bar asks for no secret: that is to be known wherever it answers (C-413). */
const open = (): Ask => ({
  whom: person(),
  what: msg(
    'Switch the bar’s interface on only where it is used, and ask the vendor for a bar that wants a secret. No page can close it.',
  ),
});

/** Whether Motion's phone bar can be reached, how the browser treats it, and what its answers hold that nobody knows. */
export function checkPhoneBar(bar: PhoneBar | undefined, evidence: PhoneBarEvidence | undefined): CheckOutcome {
  if (!bar) return { state: 'good', title: msg('No phone bar is set on this page.'), text: '', facts: {} };
  if (!evidence)
    return {
      state: 'bad',
      title: msg('The phone bar’s address is not a web address.'),
      text: msg('Without a right one nothing goes to it.'),
      ask: { whom: builder(), what: msg('Set it to http://127.0.0.1:9888, or to the port that the bar shows.') },
      facts: {},
    };
  const { url, engine, asked, reach, calls, sample } = evidence;
  const { status = 0 } = asked;
  const rule = localRule(evidence);
  const facts = {
    ...{ url: bareUrl(url), engine, rule, 'local network': evidence.localNetwork, 'needs a secret': false },
    'GET api/calls': told(asked),
    ...(reach && { 'GET nobody may read': told(reach) }),
    ...(calls !== undefined && { calls }),
    ...(sample !== undefined && { sample }),
  };
  if (asked.end !== 'answered') return { ...unreachable(evidence, rule), facts };
  if (status < 200 || status > 299)
    return {
      state: 'bad',
      title: msg(str`${url.host} answers, and is no phone bar that is known here (HTTP ${status}).`),
      text: msg('An older bar has other addresses: those are not asked.'),
      ask: { whom: person(), what: msg('See which program listens at that port, and which version the bar has.') },
      facts,
    };
  const anyPage = msg(
    'It asks for no secret: every web page that is open on this computer can make it dial or hang up, with Portside and without.',
  );
  if (calls === undefined || sample !== undefined)
    return {
      state: 'warning',
      title: msg('The phone bar answers, and what it says of its calls is not all understood.'),
      text: `${msg('The sample below has its keys, and no number or name. Commands go; what is on is not told, or not all of it.')} ${anyPage}`,
      ask: {
        whom: builder(),
        what: msg('Give this report to whoever maintains Portside: the bar’s keys are printed nowhere.'),
      },
      facts,
    };
  return {
    state: 'warning',
    title: msg('The phone bar answers, and takes commands from any page.'),
    text: `${anyPage} ${rule}`,
    ask: open(),
    facts,
  };
}
