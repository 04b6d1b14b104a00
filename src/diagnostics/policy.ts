/** Policies of a `Content-Security-Policy` header, each a map from directive to sources. The first of equal directives counts. */
export function readPolicies(header: string): ReadonlyMap<string, readonly string[]>[] {
  return header
    .split(',')
    .map((policy) => {
      const directives = new Map<string, readonly string[]>();
      for (const directive of policy.split(';')) {
        const [name = '', ...sources] = directive.trim().split(/\s+/);
        if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
      }
      return directives;
    })
    .filter(({ size }) => size);
}

const ports: Record<string, string> = { 'http:': '80', 'https:': '443' };

/** Whether a source of `frame-ancestors` takes in an origin; `self` is the page's own. As CSP 3 matches, without paths. */
export function matchesSource(source: string, origin: string, self: string): boolean {
  const text = source.toLowerCase();
  const { protocol, hostname, port } = new URL(origin);
  const own = new URL(self);
  if (text === "'self'") return origin === self;
  if (text === "'none'") return false;
  if (text === '*') return /^https?:$/.test(protocol);
  if (/^[a-z][a-z0-9+.-]*:$/.test(text)) return isScheme(text, protocol);
  const [, scheme, host = '', wantedPort] =
    /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[^:/*]+|\[[^\]]+\])(?::(\d+|\*))?(?:\/.*)?$/.exec(text) ?? [];
  if (!host || !isScheme(scheme ?? own.protocol, protocol)) return false;
  const isHost = host === '*' || (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host);
  const has = port || ports[protocol];
  return (
    isHost && (wantedPort === '*' || has === (wantedPort ?? ports[protocol]) || (wantedPort === '80' && has === '443'))
  );
}

/** http takes in https, and nothing the other way round. */
const isScheme = (wanted: string, protocol: string) =>
  wanted === protocol || (wanted === 'http:' && protocol === 'https:');

/** What a page's headers say of who may frame it: the header that forbids it, or nothing. */
export function refusalOf(
  headers: Headers,
  framing: string,
  self: string,
): 'frame-ancestors' | 'X-Frame-Options' | undefined {
  const lists = ancestorLists(headers);
  // Where a policy names who may, the older header is not looked at.
  if (lists.length)
    return lists.every((sources) => sources.some((source) => matchesSource(source, framing, self)))
      ? undefined
      : 'frame-ancestors';
  const options = frameOptions(headers);
  if (options.includes('deny') || options.length > 1) return 'X-Frame-Options';
  return options.includes('sameorigin') && framing !== self ? 'X-Frame-Options' : undefined;
}

/** The sources of each policy that has `frame-ancestors`. */
export function ancestorLists(headers: Headers): (readonly string[])[] {
  return readPolicies(headers.get('Content-Security-Policy') ?? '').flatMap((policy) => {
    const sources = policy.get('frame-ancestors');
    return sources ? [sources] : [];
  });
}

/** What `X-Frame-Options` says, without what browsers do not know any more (`ALLOW-FROM`). */
function frameOptions(headers: Headers): string[] {
  const options = (headers.get('X-Frame-Options') ?? '').split(',').map((option) => option.trim().toLowerCase());
  return [...new Set(options.filter((option) => option === 'deny' || option === 'sameorigin'))];
}
