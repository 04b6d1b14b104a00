/** How long an upload tries. Times in milliseconds; each wait is twice the one before, up to the most, less a random part. */
export interface Patience {
  /** First wait when the dialer has no time (HTTP 429, 503). */
  busyFirst: number;
  busyMost: number;
  /** So many tries of one request before the upload gives up. */
  busyTries: number;
  /** First wait when the dialer cannot be reached; ends early when the browser says that it is online again. */
  offlineFirst: number;
  offlineMost: number;
  offlineTries: number;
  /** So many requests in a row of which nobody knows what became, and the upload stops by itself. */
  unknownInARow: number;
}

export const defaultPatience: Patience = {
  busyFirst: 1_000,
  busyMost: 60_000,
  busyTries: 10,
  offlineFirst: 1_000,
  offlineMost: 30_000,
  offlineTries: 10,
  unknownInARow: 3,
};

/** The wait before try number `tries`: half of it fixed and half by chance, so that many pages do not come back at once. */
export function waitOf(first: number, most: number, tries: number): number {
  const whole = Math.min(most, first * 2 ** (tries - 1));
  return whole / 2 + Math.random() * (whole / 2);
}

/** Resolves after a time, or at once when the signal stops it or `online` says that the line is back. */
export function pause(ms: number, signal: AbortSignal, online?: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      online?.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    online?.addEventListener('online', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/** The promise, or `undefined` a moment after the signal: so that what ends by the signal can say how. Leaves nothing behind. */
export function raceAbort<T>(promise: Promise<T>, signal: AbortSignal, moment = 0): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => void setTimeout(() => resolve(undefined), moment);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
