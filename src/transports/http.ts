import { msg, str } from '@lit/localize';
import { CtiError } from '../errors.js';
import type { Authorization } from '../transport.js';

/** The part of `fetch` that transports use; pass your own to add a proxy or to test. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** Where and how to ask. */
export interface HttpOptions {
  /** What stands before `Integra/resources/…`; a path on the page's own origin works. */
  baseUrl: string;
  /** How long to wait for an answer, in milliseconds. 15000 when absent. */
  timeout?: number;
  fetch?: Fetch;
}

export interface Answer {
  status: number;
  text: string;
}

/** `base` and `path` with exactly one slash at the joint (C-053). */
export function joinUrl(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path}`;
}

/**
 * The headers of a form request. The content type is spelled as documented: `fetch` by itself leaves out the space
 * (U-62, C-054). `authorization` is asked anew for each request and nothing is added to what it says (C-055, C-056).
 * Rejects with `UNAUTHORIZED` when it fails, or `UNREACHABLE` when that is because the computer is offline; nothing was
 * sent then.
 */
export async function formHeaders(authorization: Authorization | undefined, signal: AbortSignal): Promise<Headers> {
  const headers = new Headers({ 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' });
  try {
    const value = await Promise.race([authorization?.(), aborted(signal)]);
    if (value) headers.set('Authorization', value);
  } catch (cause) {
    checkOnline(); // the page's back end cannot be asked then either
    if (cause instanceof CtiError) throw cause;
    throw new CtiError('UNAUTHORIZED', msg('The page could not sign in to the dialer. Nothing was sent.'), { cause });
  }
  return headers;
}

/** Posts a form and gives the answer as text. Rejects with `UNREACHABLE`, `TIMEOUT`, `UNAUTHORIZED` or `CANCELED`. */
export async function postForm(url: string, form: Record<string, string>, headers: Headers, signal: AbortSignal, fetch: Fetch): Promise<Answer> {
  checkOnline();
  try {
    // A redirect is a sign-in page or another server: the form must not follow it.
    const response = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form).toString(), signal, redirect: 'manual', cache: 'no-store' });
    if (response.type === 'opaqueredirect') return { status: 302, text: '' };
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw lost(url, signal, cause);
  }
}

/** What the browser knows for sure; Node says nothing of it. */
function checkOnline(): void {
  const { navigator } = globalThis as { navigator?: { onLine?: boolean } };
  if (navigator?.onLine === false) throw new CtiError('UNREACHABLE', msg('This computer is offline: nothing was sent.'));
}

/**
 * What a request without an answer means. The browser does not say whether the other end got it, whether it refused
 * the connection, or whether it forbids this page to ask (CORS): so it may have happened.
 */
function lost(url: string, signal: AbortSignal, cause: unknown): CtiError {
  if (signal.aborted && signal.reason instanceof CtiError) return signal.reason;
  const server = URL.canParse(url) ? new URL(url).host : msg('the dialer');
  const message = signal.aborted
    ? msg(str`No answer from ${server} in time. It may have happened: check before you try again.`)
    : msg(str`The connection to ${server} failed. It may have happened: check before you try again.`);
  return new CtiError('TIMEOUT', message, { detail: cause instanceof Error ? cause.message : String(cause), cause });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
