/**
 * Every way a command can fail.
 *
 * - `INVALID` refused before any byte; `field` names the input
 * - `UNSUPPORTED` no dialer that is set up here can do it
 * - `UNREACHABLE` surely nothing was sent
 * - `UNAUTHORIZED` the sign-in is missing or over: signing in helps
 * - `REJECTED` the other end said no, also to a sign-in that may not do it (HTTP 403)
 * - `TIMEOUT` no answer: it may have happened
 * - `PROTOCOL` the answer makes no sense: it may have happened
 * - `BUSY` the same command is already on its way, or the other end has no time now: what is sent again is done once at most
 * - `CANCELED` the page or the client stopped it
 *
 * Whether anything can have happened is no matter of the code: `maybeSent` says it.
 */
export type CtiErrorCode =
  | 'INVALID'
  | 'UNSUPPORTED'
  | 'UNREACHABLE'
  | 'UNAUTHORIZED'
  | 'REJECTED'
  | 'TIMEOUT'
  | 'PROTOCOL'
  | 'BUSY'
  | 'CANCELED';

export interface CtiErrorOptions extends ErrorOptions {
  /** Path of the refused input inside the command, joined with dots: `destination`, `entry.data.0`. */
  field?: string | undefined;
  /** The other end's raw text. */
  detail?: string | undefined;
  /** Name of the transport that failed. */
  transport?: string | undefined;
  /** Whether the command may have taken effect; where it is not said, what the code leaves open. */
  maybeSent?: boolean | undefined;
  /** Milliseconds that the other end asks to wait before the next try. */
  retryAfter?: number | undefined;
  /** The entry of the outbox that the command lies in. */
  entry?: string | undefined;
}

/**
 * Codes that leave open whether anything happened. Our transports say it; a page's own transport may throw one without, and
 * then nothing may be sent again that may have reached a person.
 */
const open: readonly CtiErrorCode[] = ['TIMEOUT', 'PROTOCOL', 'CANCELED'];

/** The one error of this library. `code` is for programs, `message` is a sentence for the agent. */
export class CtiError extends Error {
  override readonly name = 'CtiError';
  readonly code: CtiErrorCode;
  readonly field: string | undefined;
  readonly detail: string | undefined;
  readonly transport: string | undefined;
  /**
   * Whether the command may have taken effect: a byte may have left, and no definite no came back. Only the transport
   * knows, and it says so. After `true` nothing may be sent again that reaches a person.
   */
  readonly maybeSent: boolean;
  /** Milliseconds that the other end asks to wait before the next try (`Retry-After`). */
  readonly retryAfter: number | undefined;
  /** The entry of the outbox that the command lies in, where it waits for the agent there: for `client.outbox.retry(entry)`. */
  readonly entry: string | undefined;

  constructor(code: CtiErrorCode, message: string, options: CtiErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.field = options.field;
    this.detail = options.detail;
    this.transport = options.transport;
    this.maybeSent = options.maybeSent ?? open.includes(code);
    this.retryAfter = options.retryAfter;
    this.entry = options.entry;
  }

  /** Keeps a `CtiError`, also one of another frame's copy of this class; anything else is a bug and becomes `PROTOCOL`. */
  static from(cause: unknown): CtiError {
    if (cause instanceof CtiError) return cause;
    const { name, code, message } = (cause ?? {}) as Partial<CtiError>;
    if (name === 'CtiError' && code) return new CtiError(code, message ?? code, cause as CtiErrorOptions);
    return new CtiError('PROTOCOL', message ?? String(cause), { cause });
  }
}
