import type { Authorization } from '../core/transport.js';
import { withLimit } from './limit.js';
import { probePreflighted, probePost, probeReach } from './server-probes.js';
import { operationUrl, type Probe, type ServerEvidence } from './server-evidence.js';

export interface ServerQuestion {
  integraUrl: string;
  authorization: Authorization | undefined;
  timeout: number;
  signal: AbortSignal;
  /** Is told the sign-in, so that it can be covered wherever it may come up. */
  onSecret: (authorization: string) => void;
}

/** Asks the server as Portside would, and only when that fails in other ways too. Rejects only with the signal's reason. */
export async function probeServer({
  integraUrl,
  authorization,
  timeout,
  signal,
  onSecret,
}: ServerQuestion): Promise<ServerEvidence | undefined> {
  const url = operationUrl(integraUrl, document.baseURI);
  if (!url) return undefined;
  const value = await signIn(authorization, timeout, signal);
  onSecret(value ?? '');
  const known = {
    url,
    page: { origin: window.origin, protocol: location.protocol, hostname: location.hostname },
    isOnline: navigator.onLine,
    authorization: !authorization ? 'none' : value ? 'given' : 'failed',
    localNetwork: await localNetwork(),
  } as const;
  if (!known.isOnline) return known;
  const asSent = await probePost(url, value ?? '', timeout, signal);
  if (asSent.end !== 'failed') return { ...known, asSent };
  const [plain, reach] = await Promise.all([
    value ? probePost(url, '', timeout, signal) : asSent,
    probeReach(url, timeout, signal),
  ]);
  if (plain.end === 'answered')
    return { ...known, asSent, plain, reach, asked: await probePreflighted(url, timeout, signal) };
  if (reach.end !== 'failed') return { ...known, asSent, plain, reach };
  return { ...known, asSent, plain, reach, others: await askOtherwise(url, timeout, signal) };
}

/** The page's function gave no value: `undefined`. */
async function signIn(
  authorization: Authorization | undefined,
  timeout: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!authorization) return undefined;
  try {
    return (await withLimit(timeout, signal, authorization)) || undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** Looks for the same host by another way. A secure page may not ask over http. */
async function askOtherwise(url: URL, timeout: number, signal: AbortSignal): Promise<{ url: URL; probe: Probe }[]> {
  const isSecure = url.protocol === 'https:';
  const usual = `${isSecure ? 'http' : 'https'}://${url.hostname}/`;
  const ways = isSecure ? [`http://${url.hostname}:${url.port || '443'}/`, usual] : [usual];
  const allowed = ways
    .filter((way) => location.protocol !== 'https:' || way.startsWith('https:'))
    .map((way) => new URL(way));
  return await Promise.all(
    allowed.map(async (each) => ({ url: each, probe: await probeReach(each, timeout, signal) })),
  );
}

/** Browsers that guard the local network know this permission under one of these names. */
async function localNetwork(): Promise<PermissionState[]> {
  const { permissions } = navigator as { permissions?: Permissions };
  const names = ['local-network-access', 'local-network', 'loopback-network'];
  const states = names.map(async (name) => (await permissions?.query({ name: name as PermissionName }))?.state);
  return (await Promise.allSettled(states)).flatMap((each) =>
    each.status === 'fulfilled' && each.value ? [each.value] : [],
  );
}
