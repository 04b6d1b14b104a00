/** What a browser may not have, or refuse: on http, in sandboxed frames, with site data blocked. Nothing here throws. */

/** What is made, or nothing where the browser throws instead. */
export function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

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

/** Another page of this origin holds the lock. */
export const taken = Symbol('taken');

/**
 * Runs the work while no other page of this origin runs any under this name, or does nothing where one does: `taken`.
 * Without locks, and where the browser refuses this one, it runs unguarded.
 */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T | typeof taken> {
  const locks = lockManager();
  if (!locks) return await work();
  let running: Promise<T> | undefined;
  const begin = (lock: Lock | null) => lock && (running = work());
  const isAnswered = await attempt(() => locks.request(name, { ifAvailable: true }, begin))?.then(
    () => true,
    () => false, // refused, or the work's own failure
  );
  if (running) return await running;
  return isAnswered ? taken : await work();
}
