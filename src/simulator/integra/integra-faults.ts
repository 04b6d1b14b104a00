/** What the server does wrong on purpose, from the next request on; signing in and out stays sound. */
export interface IntegraFaults {
  /** Does nothing and answers `0`: the server says no. */
  answer0?: boolean;
  /** Does nothing and answers 401, as after the end of the session. */
  status401?: boolean;
  /** Does nothing and answers 403, as for a sign-in that may not do this. */
  status403?: boolean;
  /** Does nothing and answers 500. */
  status500?: boolean;
  /** Does nothing and answers 502 with a page, as a proxy does whose server is gone. */
  status502?: boolean;
  /** Does nothing and answers 200 with a page, as a proxy in between does. */
  html?: boolean;
  /** Does nothing and answers 200 with an empty body. */
  empty?: boolean;
  /** Milliseconds before the answer; what was asked has happened at once. */
  delay?: number;
  /** Does what was asked, then the connection breaks: the handler rejects with a {@link Dropped}. */
  dropped?: boolean;
  /** The connection breaks before anything is done: the handler rejects with a {@link Dropped}. */
  droppedBefore?: boolean;
}

/** The connection broke: an HTTP server around the handler destroys the socket. Known by its name. */
export class Dropped extends Error {
  override readonly name = 'Dropped';
}

/** An answer, and in the log why it is no yes. */
export interface Answer {
  /** HTTP status; 0 when the connection broke and no answer went out. */
  status: number;
  body: string;
  refused?: string;
}

/** The answer that a fault puts in the place of the operation's own. */
export function faultyAnswer({
  droppedBefore,
  status401,
  status403,
  status500,
  status502,
  html,
  empty,
  answer0,
}: IntegraFaults): Answer | undefined {
  const refused = 'A fault is set.';
  if (droppedBefore) return { status: 0, body: '', refused };
  if (status401) return { status: 401, body: '', refused };
  if (status403) return { status: 403, body: '', refused };
  if (status500) return { status: 500, body: '', refused };
  if (status502) return { status: 502, body: '<html><head><title>502 Bad Gateway</title></head></html>', refused };
  if (html) return { status: 200, body: '<!DOCTYPE html><title>Sign in</title><p>Sign in to go on.</p>', refused };
  if (empty) return { status: 200, body: '', refused };
  return answer0 ? { status: 200, body: '0', refused } : undefined;
}
