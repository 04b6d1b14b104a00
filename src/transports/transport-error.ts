import { msg, str } from '@lit/localize';
import { CtiError, type CtiErrorCode, type CtiErrorOptions } from '../core/errors.js';
import type { Command } from '../core/commands.js';
import type { Support } from '../core/transport.js';
import { doubtText, isQuestion } from '../core/doubt-text.js';

interface Restated extends CtiErrorOptions {
  code?: CtiErrorCode;
  message?: string;
  /** The message says by itself what happened and what did not. */
  isWhole?: boolean;
}

/** Errors whose message is whole. */
const whole = new WeakSet<CtiError>();

/** The same failure, said in another way. */
export function restated(cause: unknown, { code, message, isWhole, ...options }: Restated): CtiError {
  const error = CtiError.from(cause);
  const { detail, field, transport, maybeSent, retryAfter } = error;
  const other = new CtiError(code ?? error.code, message ?? error.message, {
    ...{ detail, field, transport, maybeSent, retryAfter, cause },
    ...options,
  });
  if (isWhole) whole.add(other);
  return other;
}

/**
 * Whatever was thrown, as an error that names the transport. What surely sent nothing cannot have happened, nor can a
 * question. Transports say what went wrong; of a `command` that may have happened all the same, this adds what that means
 * and where to look.
 */
export function transportError(cause: unknown, transport: string, isOut: boolean, command?: Command): CtiError {
  const error = CtiError.from(cause);
  const maybeSent = isOut && error.maybeSent && !(command && isQuestion(command));
  const doubt = maybeSent && command && !whole.has(error) ? doubtText(command) : '';
  return restated(cause, { transport, maybeSent, message: doubt ? `${error.message} ${doubt}` : error.message });
}

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
