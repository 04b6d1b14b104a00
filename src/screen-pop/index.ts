import type { CtiClient } from '../core/client.js';
import type { Cti } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import type { LogLine } from '../core/log.js';

/** Hears of a call once, with its variables. */
export type CallListener = (cti: Cti) => void;

export interface ScreenPopOptions {
  /** Seconds between two questions, at least 1. 5 when absent. */
  pace?: number | undefined;
}

/** Seconds. */
const defaultInterval = 5;
/** A portal that does not answer is asked less and less, but once in so many seconds. */
const maxInterval = 60;
const name = 'portside-screen-pop';

const watches = new Map<CtiClient, Watch>();
let leading: AbortController | undefined;

/** Tells the other tabs that a call is there; each of them asks its own portal once. */
let channel: BroadcastChannel | undefined;

function openChannel(): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined;
  const opened = new BroadcastChannel(name);
  opened.addEventListener('message', () => {
    if (isVisible()) for (const watch of watches.values()) void watch.ask();
  });
  return opened;
}

const isVisible = () => document.visibilityState === 'visible';

/**
 * Asks the portal for the CTI object as long as somebody listens, this page is visible and no other tab does; a session
 * around the client then says `cti-change`. Asks nothing where there is no portal. Several listeners of one client share
 * the questions, at the pace of the quickest.
 *
 * @returns a function that ends the listening
 */
export function watchCalls(
  client: CtiClient,
  listener: CallListener,
  { pace = defaultInterval }: ScreenPopOptions = {},
): () => void {
  const watch = watches.get(client) ?? new Watch(client);
  channel ??= openChannel();
  if (!watches.size) document.addEventListener('visibilitychange', lead);
  watches.set(client, watch);
  const stop = watch.add(listener, Math.max(1, pace || defaultInterval));
  lead();
  return () => {
    if (!stop()) return;
    watches.delete(client);
    if (watches.size) return;
    document.removeEventListener('visibilitychange', lead);
    lead();
  };
}

/** Begins to ask when this page may, and stops when it need not. One lock for all pages of this origin; on http there is none. */
function lead(): void {
  if (!watches.size || !isVisible()) {
    leading?.abort();
    leading = undefined;
    for (const watch of watches.values()) watch.rest();
    return;
  }
  if (leading) {
    if (isLeader()) for (const watch of watches.values()) watch.begin();
    return;
  }
  leading = new AbortController();
  void hold(leading.signal);
}

/** Whose turn it is, until it is aborted. */
let held: AbortSignal | undefined;
const isLeader = () => held?.aborted === false;

async function hold(signal: AbortSignal): Promise<void> {
  const work = async () => {
    if (signal.aborted) return;
    held = signal;
    for (const watch of watches.values()) watch.begin();
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  };
  const { locks } = navigator as { locks?: LockManager };
  // A frame without an origin may not lock: it asks for itself.
  await locks?.request(name, { signal }, work).catch(() => undefined);
  if (held !== signal) await work();
}

/** The questions to one client. */
class Watch {
  readonly #client: CtiClient;
  readonly #listeners = new Map<CallListener, number>();
  #told: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #failures = 0;

  constructor(client: CtiClient) {
    this.#client = client;
    this.#told = client.cti?.guid;
    client.addEventListener('change', this.#onChange);
  }

  add(listener: CallListener, pace: number): () => boolean {
    const own: CallListener = (cti) => listener(cti); // the same function may listen twice
    this.#listeners.set(own, pace);
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size) return false;
      this.rest();
      this.#client.removeEventListener('change', this.#onChange);
      return true;
    };
  }

  begin(): void {
    if (!this.#timer && !this.#isAsking) void this.#round();
  }

  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#failures = 0;
  }

  /** One question, where there is a portal. False when surely none is there. */
  async ask(): Promise<boolean> {
    const { log } = this.#client;
    if (!this.#client.supports('cti').ok) return false;
    try {
      const before = this.#client.cti?.guid;
      const from = log.lines.at(-1);
      const { cti } = await this.#client.send({ type: 'cti' });
      this.#failures = 0;
      if (cti?.guid === before) dropQuestion(log, from);
      return true;
    } catch (cause) {
      this.#failures++;
      return CtiError.from(cause).code !== 'UNREACHABLE';
    }
  }

  async #round(): Promise<void> {
    this.#isAsking = true;
    const isThere = await this.ask();
    this.#isAsking = false;
    if (!isThere || !isLeader() || !this.#listeners.size) return; // asked again when the page is looked at again
    const pace = Math.min(...this.#listeners.values());
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        void this.#round();
      },
      Math.min(pace * 2 ** this.#failures, Math.max(pace, maxInterval)) * 1_000,
    );
  }

  readonly #onChange = () => {
    const { cti } = this.#client;
    if (!cti?.guid || cti.guid === this.#told) return;
    this.#told = cti.guid;
    for (const listener of [...this.#listeners.keys()]) listener(cti);
    if (isLeader()) channel?.postMessage('call');
  };
}

/** A question that brought nothing new leaves no line in the log. */
function dropQuestion(log: CtiClient['log'], from: LogLine | undefined): void {
  let isAfter = !from;
  log.drop((line) => {
    const is = isAfter && isQuestion(line);
    isAfter ||= line === from;
    return is;
  });
}

function isQuestion({ what, detail }: LogLine): boolean {
  const { type, action, ...rest } = Object(detail) as Record<string, unknown>;
  if (what === 'received') return 'CTI' in rest || Object.keys(rest).length === 0;
  return (
    (what === 'command' && type === 'cti') ||
    (what === 'sent' && action === 'CTI') ||
    (what === 'reply' && 'cti' in rest)
  );
}
