/** How one request to the server ended. Nothing that a page is told says more than this. */
export interface Probe {
  /**
   * - `answered`: with a status that this page may read, or `opaque` with an answer that it may not
   * - `failed`: the browser says nothing of the reason
   * - `policy`: this page's own Content-Security-Policy forbade it
   */
  readonly end: 'answered' | 'opaque' | 'failed' | 'timeout' | 'policy';
  readonly ms: number;
  /** HTTP status, where it can be read; 302 for any redirect. */
  readonly status?: number;
  /** What the body looks like; its text is not kept. */
  readonly body?: 'list' | 'web page' | 'empty' | 'other';
  /** The `Date` of the answer with its `Age`, epoch milliseconds, where this page may read it. */
  readonly date?: number;
  /** Epoch milliseconds by this computer's clock, before and after. */
  readonly before: number;
  readonly after: number;
}

/** Everything that was seen of a server. A probe that is not there was not needed. */
export interface ServerEvidence {
  /** The address that was asked. */
  readonly url: URL;
  readonly page: { readonly origin: string; readonly protocol: string; readonly hostname: string };
  readonly isOnline: boolean;
  /** `none`: the page gives no function. `failed`: it threw, never ended or gave nothing. */
  readonly authorization: 'given' | 'none' | 'failed';
  /** The request as Portside sends it, with the sign-in where there is one. */
  readonly asSent?: Probe;
  /** The same without the sign-in: the browser does not ask first. */
  readonly plain?: Probe;
  /** A request whose answer nobody may read. */
  readonly reach?: Probe;
  /** Without the sign-in, in a way that makes the browser ask first (`OPTIONS`) for the method alone. */
  readonly asked?: Probe;
  /** The same host in another way: the other scheme on the same port, or on its usual one. */
  readonly others?: readonly { readonly url: URL; readonly probe: Probe }[];
  /** Whether this page may reach computers of the local network, in browsers that ask for it; else empty. */
  readonly localNetwork: readonly PermissionState[];
}

/** Integra's `queuesummary` reads and changes nothing; it takes an empty form (C-162). */
export const readingOperation = 'Integra/resources/Supervisor/queuesummary';

/** The address of an operation, below what stands before `Integra/resources/` (C-053). `undefined` when that is no web address, or holds a user. */
export function operationUrl(integraUrl: string, page: string): URL | undefined {
  const base = `${integraUrl.replace(/(?<!\/)\/+$/, '')}/${readingOperation}`;
  const url = URL.canParse(base, page) ? new URL(base, page) : undefined;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
}
