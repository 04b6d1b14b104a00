/**
 * Runs with a time limit in milliseconds. Rejects with a `TimeoutError` when it is over, and with the signal's reason when
 * that aborts, also where the work does not listen to its signal.
 */
export async function withLimit<T>(
  ms: number,
  stop: AbortSignal,
  run: (signal: AbortSignal) => Promise<T> | T,
): Promise<T> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(ms)]);
  signal.throwIfAborted();
  const over = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  return await Promise.race([run(signal), over]);
}
