import { CtiError } from '../core/errors.js';

/** Whatever was thrown, as an error that names the transport. What surely sent nothing cannot have happened. */
export function transportError(cause: unknown, transport: string, maybeSent: boolean): CtiError {
  const error = CtiError.from(cause);
  const { code, message, detail, field, retryAfter } = error;
  return new CtiError(code, message, {
    ...{ detail, field, retryAfter, transport, cause },
    maybeSent: maybeSent && error.maybeSent,
  });
}
