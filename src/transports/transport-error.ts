import { CtiError } from '../core/errors.js';

/** Whatever was thrown, as an error that names the transport. */
export function transportError(cause: unknown, transport: string): CtiError {
  const { code, message, detail, field } = CtiError.from(cause);
  return new CtiError(code, message, { detail, field, transport, cause });
}
