import type { CtiClient } from '../core/client.js';
import type { Authorization } from '../core/transport.js';
import type { DialectEvidence } from './dialect-check.js';
import type { Finding, FindingId } from './finding.js';
import type { PhoneBar } from './phone-bar-check.js';
import type { ServerEvidence } from './server-probes.js';
import type { StorageEvidence } from './storage-checks.js';

/** What this page's own server says of it, asked once more with `HEAD`. */
export interface OwnPage {
  readonly headers: Headers | undefined;
  /** Epoch milliseconds by this computer's clock, before and after. */
  readonly before: number;
  readonly after: number;
  /** Why there are no headers: a name, for the facts. */
  readonly problem: string;
}

/** Never rejects. */
export async function fetchOwnPage(signal: AbortSignal, timeout: number): Promise<OwnPage> {
  const before = Date.now();
  try {
    if (!/^https?:$/.test(location.protocol)) throw new Error(location.protocol);
    const response = await fetch(location.href, {
      method: 'HEAD',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
    });
    return { headers: response.headers, before, after: Date.now(), problem: '' };
  } catch (cause) {
    return { headers: undefined, before, after: Date.now(), problem: (cause as Error).name };
  }
}

export interface DoctorOptions {
  /** Exact origin of the portal, as the session or `PortalTransport` has it. Without it the framing page is taken for the portal. */
  portalOrigin?: string;
  /** Address of the Integra server: what stands before `Integra/resources/`. Without it no server is asked. */
  integraUrl?: string;
  /** The dialect that the session or `IntegraTransport` is set to. `new` when absent or empty. */
  integraDialect?: string;
  /** Returns the whole `Authorization` header value. Without it the server is asked without a sign-in. */
  authorization?: Authorization | undefined;
  /** Motion's phone bar: its transport. Without it none is asked. */
  phoneBar?: PhoneBar | undefined;
  /** How long to wait for each answer, in milliseconds. 8000 when absent. */
  timeout?: number;
  /** Look at these things only. */
  only?: readonly FindingId[];
  /** Stops the check: it rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Told of each finding as soon as it is there, with how many are done and how many there will be. */
  onFinding?: (finding: Finding, done: number, all: number) => void;
}

/** What every check gets. What several of them need is asked once. */
export interface PageContext {
  readonly client: CtiClient;
  /** In the browser's spelling; empty when not given or no origin. */
  readonly portalOrigin: string;
  readonly options: DoctorOptions;
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly ownPage: () => Promise<OwnPage>;
  readonly storage: () => Promise<StorageEvidence>;
  readonly server: () => Promise<ServerEvidence | undefined>;
  readonly dialect: () => Promise<DialectEvidence | undefined>;
}
