/** Who sends at the moment, written where all tabs see it: a frozen tab keeps its lock, but cannot renew this. */
export interface TabLock {
  /** Milliseconds after which one that is not renewed is over. */
  readonly time: number;
  /** Takes it in one step: `always`, only when it is `free` or over, or only when it is somebody's and `over`. */
  take(when: 'always' | 'free' | 'over'): Promise<boolean>;
  /** Renews it while it is still this tab's. */
  renew(): Promise<void>;
  /** Gives it back while it is still this tab's. */
  leave(): Promise<void>;
}

/** What runs or waits in this page, by name. */
const queues = new Map<string, Promise<unknown>>();

/** Runs the work while nobody else runs any under this name: in this page, and with a lease in no other tab either. */
export function withTabLock<T>(name: string, lease: TabLock | undefined, work: () => Promise<T>): Promise<T> {
  const before = queues.get(name) ?? Promise.resolve();
  const run = before.then(() => (lease ? withWebLock(name, lease, work) : work()));
  queues.set(
    name,
    run.catch(() => undefined),
  );
  return run;
}

async function withWebLock<T>(name: string, lease: TabLock, work: () => Promise<T>): Promise<T> {
  // On http pages there are no locks, only the lease.
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) {
    while (!(await lease.take('free'))) await new Promise((resolve) => setTimeout(resolve, lease.time / 50));
    return await withRenewal(lease, work);
  }
  let result: Promise<T> | undefined;
  const begin = async () => {
    clearInterval(watch);
    await lease.take('always');
    return await (result = withRenewal(lease, work));
  };
  const frozen = new AbortController();
  const watch = setInterval(() => void lease.take('over').then((isOver) => isOver && frozen.abort()), lease.time / 3);
  try {
    return await locks.request(name, { signal: frozen.signal }, begin);
  } catch (cause) {
    if (result) return await result; // the lock was taken from this tab; what it began goes on
    if (frozen.signal.aborted) return await locks.request(name, { steal: true }, begin);
    throw cause;
  } finally {
    clearInterval(watch);
  }
}

async function withRenewal<T>(lease: TabLock, work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => void lease.renew(), lease.time / 5);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await lease.leave();
  }
}
