import type { Fetch } from '../../src/transports/http/fetch.js';

export interface Seen {
  method: string;
  url: string;
  headers: Headers;
  body: string;
}

/** A `fetch` whose requests the test reads and answers: with texts in turn, the last one for all that follow, or responses. */
export function recorder(...answers: (string | (() => Response))[]): { seen: Seen[]; fetch: Fetch } {
  const seen: Seen[] = [];
  const fetch: Fetch = async (url, { method = 'GET', headers, body }) => {
    seen.push({ method, url, headers: new Headers(headers), body: await new Response(body ?? null).text() });
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? '';
    return typeof answer === 'string' ? new Response(answer) : answer();
  };
  return { seen, fetch };
}

/** The only request. */
export function only<T>(seen: readonly T[]): T {
  if (seen.length !== 1) throw new Error(`${seen.length} requests`);
  return seen[0]!;
}

/** No credentials, no proxy: only what is sent. */
export const reply =
  (text: string | null, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(text, { status, headers });
