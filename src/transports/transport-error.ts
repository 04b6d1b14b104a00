import { msg, str } from '@lit/localize';
import { CtiError, type CtiErrorCode, type CtiErrorOptions } from '../core/errors.js';
import type { Support } from '../core/transport.js';

interface Restated extends CtiErrorOptions {
  code?: CtiErrorCode;
  message?: string;
}

/** The same failure, said in another way. */
export function restated(cause: unknown, { code, message, ...options }: Restated): CtiError {
  const error = CtiError.from(cause);
  const { detail, field, transport, maybeSent, retryAfter } = error;
  return new CtiError(code ?? error.code, message ?? error.message, {
    ...{ detail, field, transport, maybeSent, retryAfter, cause },
    ...options,
  });
}

/** Whatever was thrown, as an error that names the transport. What surely sent nothing cannot have happened. */
export const transportError = (cause: unknown, transport: string, maybeSent: boolean): CtiError =>
  restated(cause, { transport, maybeSent: maybeSent && CtiError.from(cause).maybeSent });

/** What a check of a command refuses; nothing where it throws something else: what nobody has checked yet may lack something. */
export function refusedBy(check: () => unknown): CtiError | undefined {
  try {
    check();
  } catch (cause) {
    const error = CtiError.from(cause); // a further file has its own copy of the class
    if (error.code !== 'PROTOCOL') return error;
  }
  return undefined;
}

/** Nobody has found out how this dialer does it: neither documented nor seen. */
export const notKnown = (dialer: string): Support => ({
  ok: false,
  code: 'UNSUPPORTED',
  reason: msg(str`This is not known for this dialer (${dialer}): do it on the phone or in its own window.`),
});
