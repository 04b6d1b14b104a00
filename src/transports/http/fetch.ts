import { msg, str } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import { isOffline } from '../../core/platform.js';
import type { Authorization } from '../../core/transport.js';

/** The part of `fetch` that transports use; pass your own to add a proxy or to test. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** Where and how to ask. */
export interface HttpSettings {
  /** What stands before the documented paths (`Integra/resources/…`); a path on the page's own origin works. */
  baseUrl: string;
  /** How long to wait for an answer, in milliseconds. 15000 when absent. */
  timeout?: number;
  fetch?: Fetch;
}

export interface Answer {
  status: number;
  text: string;
  headers?: Headers;
}

/** `base` and `path` with exactly one slash at the joint (C-053). */
export function joinUrl(base: string, path: string): string {
  return `${base.replace(/(?<!\/)\/+$/, '')}/${path}`;
}

/** The content type of a form, spelled as documented: `fetch` by itself leaves out the space (U-62, C-054). */
export const formHeaders = { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' };
export const formBody = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

/** A key that a dialer wants in a header beside the sign-in. */
export interface HeaderKey {
  /** The header's name, as the dialer's maker gave it. */
  readonly header: string;
  /** Returns the header's whole value, or nothing for none. Asked before each request; the key belongs nowhere else. */
  readonly value: Authorization;
}

/**
 * The headers of a request: `fixed`, and the sign-in. `authorization` is asked anew for each request and nothing is added
 * to what it says (C-055, C-056). Rejects as `withSecret`.
 */
export async function headersWith(
  authorization: Authorization | undefined,
  signal: AbortSignal,
  fixed: Record<string, string> = {},
): Promise<Headers> {
  const headers = new Headers(fixed);
  await withSecret(authorization, signal, (value) => headers.set('Authorization', value));
  return headers;
}

/**
 * Uses what the page's function gives as a secret now, where it gives one. Rejects with `UNAUTHORIZED` when either fails, or
 * `UNREACHABLE` when that is because the computer is offline; nothing was sent then.
 */
export async function withSecret(
  ask: Authorization | undefined,
  signal: AbortSignal,
  use: (value: string) => void,
): Promise<void> {
  try {
    signal.throwIfAborted();
    const value = await Promise.race([ask?.(), aborted(signal)]);
    if (value) use(value);
  } catch (cause) {
    checkOnline(); // the page's back end cannot be asked then either
    const known = stopped(signal) ?? cause;
    if (known instanceof CtiError) throw known;
    throw new CtiError('UNAUTHORIZED', msg('The page could not sign in to the dialer. Nothing was sent.'), { cause });
  }
}

/** Asks and gives the answer as text. Rejects with `UNREACHABLE`, `TIMEOUT` or `CANCELED`. */
export async function exchange(
  url: string,
  request: RequestInit & { signal: AbortSignal },
  fetch: Fetch,
): Promise<Answer> {
  checkOnline();
  const { signal } = request;
  try {
    // A redirect is a sign-in page or another server: what is sent must not follow it.
    const response = await fetch(url, { ...request, redirect: 'manual', cache: 'no-store' });
    if (response.type === 'opaqueredirect') return { status: 302, text: '' };
    const { status, headers } = response;
    return { status, headers, text: await response.text() };
  } catch (cause) {
    throw lost(url, signal, cause);
  }
}

function checkOnline(): void {
  if (isOffline()) throw new CtiError('UNREACHABLE', msg('This computer is offline. Nothing was sent.'));
}

/** Who stopped it: this library with an error of its own, or the page. Nothing while it runs, and when its time was over. */
function stopped({ aborted, reason }: AbortSignal): CtiError | undefined {
  if (reason instanceof CtiError) return reason;
  const isPages = aborted && (reason as Error).name !== 'TimeoutError';
  return isPages ? new CtiError('CANCELED', msg('Stopped.'), { cause: reason }) : undefined;
}

/**
 * What a request without an answer means. The browser does not say whether the other end got it, whether it refused
 * the connection, or whether it forbids this page to ask (CORS): so it may have happened.
 */
function lost(url: string, signal: AbortSignal, cause: unknown): CtiError {
  const stop = stopped(signal);
  if (stop) return stop;
  const server = URL.canParse(url) ? new URL(url).host : msg('the dialer');
  const message = signal.aborted
    ? msg(str`No answer from ${server} in time.`)
    : msg(str`The connection to ${server} failed.`);
  const text = cause instanceof Error ? cause.message : String(cause);
  return new CtiError('TIMEOUT', message, { detail: text.replaceAll(url, server), cause }); // an address may hold a secret
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/**
 * Runs with a signal that ends when one of `stops` does, with its reason, or when the time is over (milliseconds). Leaves
 * nothing behind: what `AbortSignal.any` makes stays in Node's memory as long as its sources do, and a long upload makes
 * thousands.
 */
export async function withTimeLimit<T>(
  ms: number,
  stops: readonly (AbortSignal | undefined)[],
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const end = () => own.abort(stops.find((stop) => stop?.aborted)?.reason);
  const timer = setTimeout(() => own.abort(new DOMException('The time is over.', 'TimeoutError')), ms);
  for (const stop of stops) stop?.addEventListener('abort', end);
  if (stops.some((stop) => stop?.aborted)) end();
  try {
    return await run(own.signal);
  } finally {
    clearTimeout(timer);
    for (const stop of stops) stop?.removeEventListener('abort', end);
  }
}
