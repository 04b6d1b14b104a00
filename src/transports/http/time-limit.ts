/**
 * Runs with a signal that ends when one of `stops` does, with its reason, or when the time is over (milliseconds). Leaves
 * nothing behind: what `AbortSignal.any` makes stays in Node's memory as long as its sources do, and a long upload makes
 * thousands.
 */
export async function withTimeLimit<T>(
  ms: number,
  stops: readonly (AbortSignal | undefined)[],
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const end = () => own.abort(stops.find((stop) => stop?.aborted)?.reason);
  const timer = setTimeout(() => own.abort(new DOMException('The time is over.', 'TimeoutError')), ms);
  for (const stop of stops) stop?.addEventListener('abort', end);
  if (stops.some((stop) => stop?.aborted)) end();
  try {
    return await run(own.signal);
  } finally {
    clearTimeout(timer);
    for (const stop of stops) stop?.removeEventListener('abort', end);
  }
}
