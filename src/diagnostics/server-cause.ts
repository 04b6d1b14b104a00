import type { Probe, ServerEvidence } from './server-evidence.js';

/** What it looks like when a server cannot be asked. A browser tells a page none of these for sure, but `offline` and `policy`. */
export type Cause =
  | 'offline'
  | 'policy'
  | 'mixed'
  | 'local-network'
  | 'timeout'
  | 'cors'
  | 'preflight'
  | 'allow-headers'
  | 'dns'
  | 'refused'
  | 'certificate';

/** No name server is asked for these. */
const isNoName = (host: string) => /^\[|^\d+(\.\d+){3}$|^localhost$|\.localhost$/.test(host);
/** Of this computer or the local network, as far as the name tells. */
const isLocal = (host: string) =>
  /^(localhost$|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[::1\]|\[f[cde])|\.(localhost|local|internal|lan)$|^[^.:]+$/.test(
    host,
  );

/** The likely causes, the likeliest first; none when the answer can be read. */
export function causesOf(evidence: ServerEvidence): readonly Cause[] {
  const { url, page, isOnline, asSent, plain, reach, asked } = evidence;
  if (!isOnline) return ['offline'];
  if (!asSent || asSent.end === 'answered') return [];
  const ends = new Set([asSent, plain, reach].map((probe) => probe?.end));
  if (ends.has('policy')) return ['policy'];
  if (ends.has('timeout') && plain?.end !== 'answered') return ['timeout'];
  if (plain?.end === 'answered') return [asked?.end === 'answered' ? 'allow-headers' : 'preflight'];
  if (reach?.end === 'opaque') return ['cors'];
  if (
    page.protocol === 'https:' &&
    url.protocol === 'http:' &&
    !/^(localhost$|127\.|\[::1\]$)|\.localhost$/.test(url.hostname)
  )
    return ['mixed'];
  return [...localNetwork(evidence), ...nobodyThere(evidence)];
}

/** A browser that guards the local network fails at once and says so nowhere but in the permission. */
function localNetwork({ url, page, localNetwork }: ServerEvidence): Cause[] {
  if (!isLocal(url.hostname)) return [];
  const isPublic = !isLocal(page.hostname) && localNetwork.some((state) => state !== 'granted');
  return isPublic || localNetwork.includes('denied') ? ['local-network'] : [];
}

/** A number needs no name server and plain http no certificate: what is left is what it looks like. */
function nobodyThere({ url, others = [] }: ServerEvidence): Cause[] {
  const isThere = others.find(({ probe }) => probe.end === 'opaque');
  const isSecure = url.protocol === 'https:';
  if (isThere) return isSecure ? (isThere.url.port ? ['certificate'] : ['certificate', 'refused']) : ['refused'];
  const name: Cause[] = isNoName(url.hostname) ? [] : ['dns'];
  return [...name, 'refused', ...(isSecure ? (['certificate'] as const) : [])];
}

/** The status that the server gave to the request as Portside sends it, or without the sign-in. */
export const readable = ({ asSent, plain }: ServerEvidence): Probe | undefined =>
  [asSent, plain].find((probe) => probe?.end === 'answered');
