import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import { checkAddress } from '../core/address.js';
import { version } from '../version.js';
import { bareUrl, publish, type Facts, type CheckOutcome, type Report } from './finding.js';
import { readFrames } from './frame-checks.js';
import { readFraming } from './portal-checks.js';
import { probeReach, type ServerProbe } from './server-probes.js';

/** What the framing page saw. */
export interface WidgetEvidence {
  readonly url: URL;
  /** `around`: this page's origin and those of all pages around it. */
  readonly page: { readonly origin: string; readonly protocol: string; readonly around: readonly string[] };
  readonly iframe: Loading;
  readonly object?: Loading;
  readonly reach?: ServerProbe;
}

function factsOf({ url, page, iframe, object, reach }: WidgetEvidence): Facts {
  return {
    ...{ url: bareUrl(url), page: page.origin, around: page.around },
    iframe: `${iframe.end}, ${iframe.ms} ms`,
    spoke: iframe.spoke ?? null,
    ...(object && { object: `${object.end}, ${object.ms} ms` }),
    ...(reach && { 'GET no-cors': `${reach.end}, ${reach.ms} ms` }),
  };
}

/** Whether an address can be framed here, and what keeps it out. */
export function checkWidget(evidence: WidgetEvidence): CheckOutcome {
  const { url, iframe } = evidence;
  const { origin, host } = url;
  const facts = factsOf(evidence);
  if (iframe.spoke === origin)
    return {
      state: 'good',
      title: msg('The framed page is there, and speaks.'),
      text: msg(str`It took ${iframe.ms} ms.`),
      facts,
    };
  if (iframe.spoke !== undefined)
    return {
      state: 'bad',
      title: msg('Another page than asked for is in the frame.'),
      text: msg(str`${iframe.spoke} spoke, and the address is of ${origin}: it looks like a redirect.`),
      ask: {
        whom: msg(str`the administrator of ${host}`),
        what: msg(str`Serve the page at ${bareUrl(url)} itself, or use the address it redirects to.`),
      },
      facts,
    };
  return { ...(blockedFrame(evidence) ?? silentFrame(evidence)), facts };
}

/** What keeps the frame from being loaded; nothing when it may have been. */
function blockedFrame({ url, page, iframe, reach }: WidgetEvidence): Omit<CheckOutcome, 'facts'> | undefined {
  const { origin, host } = url;
  const there = msg(str`the administrator of ${host}`);
  if (iframe.end === 'policy')
    return {
      state: 'bad',
      title: msg('This page’s own policy forbids the frame.'),
      text: msg('The browser reported a breach of frame-src. Nothing was loaded.'),
      ask: {
        whom: msg('the administrator of this page’s server'),
        what: msg(
          str`Add to this page’s Content-Security-Policy: frame-src ${origin}. In uContact’s domain settings it is called “Frame src”.`,
        ),
      },
    };
  if (page.protocol === 'https:' && url.protocol === 'http:' && reach?.end !== 'opaque')
    return {
      state: 'bad',
      title: msg('A page on https may not frame a page on http.'),
      text: msg('It looks like mixed content, which the browser blocks.'),
      ask: { whom: there, what: msg(str`Serve the framed page over https, and set src to https://${host}/….`) },
    };
  if (reach?.end === 'failed')
    return {
      state: 'bad',
      title: msg(str`${host} cannot be reached.`),
      text: msg(
        'The browser does not say why: the name (DNS), the certificate, or nothing listens. Open the address in a tab of its own, where it does.',
      ),
      ask: { whom: there, what: msg(str`See whether ${bareUrl(url)} can be opened from this computer.`) },
    };
  if (iframe.end === 'timeout')
    return {
      state: 'bad',
      title: msg(str`${host} does not answer in time.`),
      text: msg('It looks like a firewall, or a server that hangs.'),
      ask: {
        whom: there,
        what: msg(str`See why ${bareUrl(url)} is not answered, and whether this computer may reach it.`),
      },
    };
  return undefined;
}

/** It was loaded, or not shown, and does not say which. */
function silentFrame({ url: { host }, page, object }: WidgetEvidence): Omit<CheckOutcome, 'facts'> {
  if (object?.end === 'error')
    return {
      state: 'bad',
      title: msg(str`The browser does not show ${host} in a frame of this page.`),
      text: msg(
        'The server answers, and in a frame nothing comes of it. It looks like frame-ancestors or X-Frame-Options; or the address is wrong and the answer an error. Open it in a tab of its own: when it shows there, it is one of the headers.',
      ),
      ask: readFraming(
        host,
        page.around.filter((each) => each !== '?'),
      ),
    };
  return {
    state: object?.end === 'load' ? 'warning' : 'unknown',
    title: msg('The framed page does not speak to this one.'),
    text:
      object?.end === 'load'
        ? msg(
            'It loads, and may be framed. It looks like another page than Portside’s, or one that does not list this page’s origin.',
          )
        : msg('Whether it may be framed cannot be seen here: this page’s policy forbids the second look (object-src).'),
    ask: {
      whom: msg('whoever built the framed page'),
      what: msg(str`See that it loads Portside, and allows ${page.origin} as the page around it.`),
    },
  };
}

export interface FrameOptions {
  /** How long the framed page may take to load, and then to speak, in milliseconds. 8000 when absent. */
  timeout?: number;
  /** Stops the check: it rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * For the page that frames Portside: whether the browser shows this address in a frame of this page, and which header
 * keeps it out when not. Loads it once or twice, out of sight, and takes it away again. A framed page that speaks to this
 * one by a message, as the widget and a portal form do, is there; the browser itself says little of one that is not.
 * Rejects with `INVALID` for what is no http address, and with the signal's reason.
 */
export async function diagnoseFrame(address: string, options: FrameOptions = {}): Promise<Report<'widget'>> {
  if (!('document' in globalThis))
    throw new CtiError('UNSUPPORTED', msg('The doctor looks at a page: run it in a browser.'));
  checkAddress(address, 'address');
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CtiError('INVALID', msg('This is not an address of a page.'), { field: 'address' });
  const { timeout = 8_000, signal = new AbortController().signal } = options;
  const frames = readFrames();
  const around = [window.origin, ...frames.origins];
  const evidence = await readFrame(url, timeout, signal, {
    origin: window.origin,
    protocol: location.protocol,
    around,
  });
  const findings = [publish('widget', checkWidget(evidence))];
  return { findings, at: new Date().toISOString(), version };
}

/** How long after the failure the browser may tell that it was this page's own policy. Milliseconds. */
const timedOut = 100;

async function readFrame(
  url: URL,
  timeout: number,
  signal: AbortSignal,
  page: WidgetEvidence['page'],
): Promise<WidgetEvidence> {
  signal.throwIfAborted();
  const own = await loadInto('iframe', url, timeout, signal);
  if (own.spoke || own.end === 'policy') return { url, page, iframe: own };
  const [reach, object] = await Promise.all([
    probeReach(url, timeout, signal),
    own.end === 'timeout' ? undefined : loadInto('object', url, timeout, signal),
  ]);
  return { url, page, iframe: own, reach, ...(object && { object }) };
}

export interface Loading {
  /** `load` says little for an iframe: the browser's own error page loads too. */
  readonly end: 'load' | 'error' | 'timeout' | 'policy';
  /** The origin that a message from inside came from. */
  readonly spoke?: string;
  readonly ms: number;
}

/**
 * Loads a page out of sight. An `object` obeys the same headers as an `iframe`, and unlike it tells of a refusal by an
 * `error`, in Chromium and in Firefox.
 */
function loadInto(tag: 'iframe' | 'object', url: URL, timeout: number, stop: AbortSignal): Promise<Loading> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const done = new AbortController();
    const on = { signal: done.signal };
    const frame = document.createElement(tag);
    const place = outOfSight(frame);
    let isLoaded = false;
    const settle = (end: Loading['end'], spoke?: string) => {
      done.abort();
      place.remove();
      resolve({ end, ms: Math.round(performance.now() - began), ...(spoke !== undefined && { spoke }) });
    };
    window.addEventListener(
      'message',
      ({ source, origin }) => source && source === frame.contentWindow && settle('load', origin),
      on,
    );
    document.addEventListener('securitypolicyviolation', (event) => isOf(event, url, tag) && settle('policy'), on);
    frame.addEventListener('error', () => setTimeout(() => settle('error'), timedOut), on);
    frame.addEventListener('load', () => (tag === 'object' ? settle('load') : (isLoaded = true)), on);
    const timer = setTimeout(() => settle(isLoaded ? 'load' : 'timeout'), timeout);
    const end = () => {
      done.abort();
      place.remove();
      reject(stop.reason as Error);
    };
    stop.addEventListener('abort', end, on);
    done.signal.addEventListener('abort', () => clearTimeout(timer));
    frame.setAttribute(tag === 'iframe' ? 'src' : 'data', url.href);
    document.body.append(place);
  });
}

function isOf(
  { disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent,
  { origin }: URL,
  tag: string,
): boolean {
  const directive = tag === 'iframe' ? 'frame-src' : 'object-src';
  return disposition === 'enforce' && effectiveDirective === directive && blockedURI.startsWith(origin);
}

/** In the page, since an object that is not drawn does not load, but seen and reached by nobody. */
function outOfSight(frame: HTMLElement): HTMLElement {
  const place = document.createElement('div');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ':host { position: fixed; inset: auto 0 0 auto; width: 1px; height: 1px; overflow: hidden; opacity: 0; pointer-events: none; }',
  );
  const root = place.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  root.append(frame);
  place.inert = true;
  place.ariaHidden = 'true';
  frame.tabIndex = -1;
  return place;
}
