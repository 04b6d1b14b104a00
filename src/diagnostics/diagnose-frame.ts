import { msg } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import type { Finding, Report } from './finding.js';
import { checkWidget, type WidgetEvidence } from './frame-findings.js';
import { readFrames } from './frame-checks.js';
import { probeReach } from './server-probes.js';
import { version } from '../version.js';

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
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CtiError('INVALID', msg('This is no address of a page.'), { field: 'address' });
  const { timeout = 8_000, signal = new AbortController().signal } = options;
  const frames = readFrames();
  const around = [window.origin, ...frames.origins];
  const evidence = await readFrame(url, timeout, signal, { origin: window.origin, protocol: location.protocol, around });
  const findings: Finding<'widget'>[] = [{ id: 'widget', ...checkWidget(evidence) }];
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
