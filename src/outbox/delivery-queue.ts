import { msg } from '@lit/localize';
import { dispatch, retrySafe } from '../core/routing.js';
import type { Reply } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import type { StoredEntry } from './outbox-entries.js';
import { withTabLock } from './tab-lock.js';
import { callOf, afterUnconfirmed, afterFailure, tooLate } from './retry-policy.js';
import type { OutboxState } from './outbox-entry.js';
import type { OutboxStore } from './outbox-store.js';
import type { Transport } from '../core/transport.js';

export interface DeliveryOptions {
  maxAge: number;
  lease: number;
  dialerTimeZone: (() => string | undefined) | undefined;
}

/** Whether it is wrong with one entry alone: the others may still go. */
const isItsOwn = (cause: unknown) => ['REJECTED', 'INVALID', 'UNSUPPORTED'].includes(CtiError.from(cause).code);

const passItsOwn = (cause: unknown) => {
  if (!isItsOwn(cause)) throw cause;
};

/** Sends what is kept: one at a time over all tabs, and in order for each call. */
export class DeliveryQueue {
  transports: readonly Transport[] = [];
  /** What other tabs say they have delivered. */
  readonly delivered = new Set<unknown>();
  /** What a person asked for, and waits for its turn. */
  readonly #asked = new Set<string>();
  readonly #store: OutboxStore;
  readonly #options: DeliveryOptions;
  readonly #tell: (what: string, id: string) => void;

  constructor(store: OutboxStore, options: DeliveryOptions, tell: (what: string, id: string) => void) {
    this.#store = store;
    this.#options = options;
    this.#tell = tell;
  }

  /** Tries all that may go out by itself, until one finds the line dead. True when none did. */
  async all(): Promise<boolean> {
    if (this.#store.entries.some(({ state }) => state === 'sending')) await this.#alone(() => Promise.resolve());
    for (const { id, tab, reason, since } of this.#store.entries) {
      // What another tab was told just now is that tab's, while it lives.
      const isOthers = tab !== this.#store.tab && !reason && Date.now() - since < this.#options.lease;
      if (this.#store.find(id)?.state !== 'waiting' || isOthers || this.#asked.has(id)) continue;
      try {
        await this.one(id);
      } catch (cause) {
        if (!isItsOwn(cause)) return false; // they would all become unknown
      }
    }
    return true;
  }

  /** Sends one entry, and before it what waits for the same call. `seen`: a person asked for it, and saw it in this state. */
  async one(id: string, seen?: OutboxState): Promise<Reply> {
    if (seen) this.#asked.add(id);
    return await this.#alone(async () => {
      const entry = this.#store.find(id);
      if (!entry) return await this.#elsewhere(id);
      for (const each of this.#store.entries) {
        if (each === entry) break;
        if (each.state !== 'waiting' || callOf(each.command) !== callOf(entry.command)) continue;
        await this.#try(each).catch(passItsOwn);
      }
      return await this.#try(entry, seen);
    }).finally(() => this.#asked.delete(id));
  }

  /** Nobody else sends meanwhile. So what is found as `sending` was left by a page that is gone, or frozen. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    return withTabLock(this.#store.owner, this.#store.lease, async () => {
      await this.#store.load();
      const reason = msg('The page was closed or reloaded while this was on its way: it may have arrived.');
      for (const entry of this.#store.entries.filter(({ state }) => state === 'sending')) {
        await this.#store.change(entry.id, ['sending'], afterUnconfirmed(entry, reason, this.#isRepeatable(entry)));
        this.#tell('found on its way', entry.id);
      }
      return await work();
    });
  }

  async #try(entry: StoredEntry, seen?: OutboxState): Promise<Reply> {
    const { id, command, doubts } = entry;
    const late = !seen && tooLate(entry, this.#options.maxAge, this.#options.dialerTimeZone?.());
    const next = late ? ({ state: 'held', reason: late } as const) : ({ state: 'sending' } as const);
    // What became unknown since the person looked is another decision.
    const isMine = await this.#store.change(id, seen ? ['waiting', 'held', seen] : ['waiting'], next);
    this.#tell(next.state, id);
    if (late) throw new CtiError('REJECTED', late);
    if (!isMine) throw busy();
    try {
      const reply = await dispatch(this.transports, command, { again: doubts > 0 });
      await this.#store.remove(id);
      this.#tell('delivered', id);
      return reply;
    } catch (cause) {
      const error = CtiError.from(cause);
      const change = afterFailure(entry, error, this.#isRepeatable(entry));
      await this.#store.change(id, ['sending'], change);
      this.#tell(change.state ?? '', id);
      throw error;
    }
  }

  /** It is gone: another tab has sent it, and said so, or an agent has discarded it there. */
  async #elsewhere(id: string): Promise<Reply> {
    await new Promise((resolve) => setTimeout(resolve, 100)); // its word may still be on the way
    if (this.delivered.has(id)) return { status: 'sent', transport: 'outbox' };
    throw new CtiError('CANCELED', msg('This is not in the outbox any more: it was discarded in another tab.'));
  }

  #isRepeatable({ command }: StoredEntry): boolean {
    return retrySafe(this.transports, command).length > 0;
  }
}

/** Somebody else is sending it. */
export const busy = (): CtiError => new CtiError('BUSY', msg('This is on its way just now.'));
