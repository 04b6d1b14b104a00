import { msg, str } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import type { Answer } from './fetch.js';

/** A refusal of the token, a redirect to the sign-in, or the sign-in page itself. */
export function isSignedOut({ status, text }: Answer): boolean {
  return (
    status === 401 || status === 403 || (status >= 300 && status < 400) || /<input[^>]*type=["']?password/i.test(text)
  );
}

/** Lets a 2xx pass, whatever its body says (C-064). */
export function checkStatus(answer: Answer): void {
  const { status, text } = answer;
  const detail = `HTTP ${String(status)} ${text.slice(0, 200)}`.trim();
  if (isSignedOut(answer))
    throw new CtiError(
      'UNAUTHORIZED',
      msg('The dialer does not know this sign-in any more. Sign in again; nothing was done.'),
      { detail },
    );
  if (status >= 200 && status < 300) return;
  if (status === 429)
    throw new CtiError('BUSY', msg('The dialer has too much to do and did nothing. Try again later.'), { detail });
  if (status === 408 || status === 502 || status === 503 || status === 504)
    throw new CtiError('TIMEOUT', msg('The dialer did not answer. It may have happened: check before you try again.'), {
      detail,
    });
  if (status >= 500)
    throw new CtiError(
      'PROTOCOL',
      msg('The dialer failed at this. It may have happened: check before you try again.'),
      { detail },
    );
  throw new CtiError('REJECTED', msg(str`The dialer refused this (HTTP ${status}).`), { detail });
}

/** What is neither the documented yes nor the documented no (C-063). */
export function notUnderstood(text: string): CtiError {
  const message = msg('The answer is not the dialer’s. It may have happened: check before you try again.');
  return new CtiError('PROTOCOL', message, { detail: text.slice(0, 200) });
}
