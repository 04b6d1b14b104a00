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
