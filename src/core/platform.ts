/** What a browser may not have, or refuse: on http, in sandboxed frames, with site data blocked. Nothing here throws. */

/** What is made, or nothing where the browser throws instead. */
export function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** What stays over a reload, for all pages of this origin. */
export const localStore = (): Storage | null | undefined => attempt(() => globalThis.localStorage as Storage | null);

/** A line between the pages of this origin; without one nobody is told, and nobody tells. */
export function openChannel(
  name: string,
  hear: (word: unknown) => void = () => undefined,
): BroadcastChannel | undefined {
  const channel = attempt(() => new BroadcastChannel(name));
  channel?.addEventListener('message', ({ data }) => hear(data));
  return channel;
}

/** What the browser knows for sure; Node says nothing of it. */
export const isOffline = (): boolean => (globalThis.navigator as Partial<Navigator> | undefined)?.onLine === false;

/** The browser's locks; none on http pages. */
export const lockManager = (): LockManager | undefined =>
  attempt(() => (globalThis.navigator as Partial<Navigator> | undefined)?.locks);

/** How long the browser's locks may take to answer, in milliseconds. */
export const lockTime = 5_000;

/** The same promise with an end: rejects with a `TimeoutError` when it takes longer. */
export async function inTime<T>(promise: PromiseLike<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('The browser does not answer.', 'TimeoutError')), milliseconds);
  });
  return await Promise.race([promise, end]).finally(() => clearTimeout(timer));
}

/** What the browser says of its locks; nothing where it does not. */
export const queryLocks = async (): Promise<LockManagerSnapshot | undefined> => {
  const asked = attempt(() => lockManager()?.query());
  return asked && (await inTime(asked, lockTime).catch(() => undefined));
};

/** Another page of this origin holds the lock. */
export const taken = Symbol('taken');

/**
 * Runs the work while no other page of this origin runs any under this name, or does nothing where one does: `taken`.
 * Without locks, and where the browser refuses this one or does not answer, it runs unguarded.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T | typeof taken> {
  let isLate = false;
  let running = undefined as Promise<T> | undefined;
  let hear: (isAnswered: boolean) => void = () => undefined;
  const answered = new Promise<boolean>((resolve) => (hear = resolve));
  const begin = async (lock: Lock | null) => {
    if (isLate) return;
    if (lock) running = work();
    hear(true);
    await running;
  };
  const released = attempt(() => lockManager()?.request(name, { ifAvailable: true }, begin));
  if (!released) return await work();
  released.catch(() => hear(false)); // refused, or the work's own failure
  const isAnswered = await inTime(answered, lockTime).catch(() => false);
  if (!running) {
    isLate = true;
    return isAnswered ? taken : await work();
  }
  // Who begins next finds it free.
  await Promise.allSettled([running]);
  await inTime(Promise.allSettled([released]), lockTime).catch(() => undefined);
  return await running;
}
