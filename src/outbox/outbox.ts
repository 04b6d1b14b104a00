import { checksOf } from '../core/routing.js';
import { checkCommand, type Reply } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import type { CommandOutbox, OutboxEntry, OutboxStorage, WaitingCommand } from './outbox-entry.js';
import { OutboxStore } from './outbox-store.js';
import { maxDelay, minDelay } from './retry-policy.js';
import { busy, DeliveryQueue } from './delivery-queue.js';
import type { Transport } from '../core/transport.js';

export interface OutboxOptions {
  /** Name of the agent: nobody else sees or sends the entries. Without it they live in this page only. */
  agent?: string;
  /** The dialer's address, of which the same holds. */
  server?: string;
  /** Milliseconds after which an entry asks the agent instead of going out. 24 hours when absent. */
  maxAge?: number;
  /** Keep entries readable in storage where the browser cannot encrypt, which is on http pages. They hold numbers and comments. */
  plain?: boolean;
  /** Returns the IANA zone of the dialer's clock, to know when a callback is too late. The browser's own when absent. */
  dialerTimeZone?: () => string | undefined;
  /** Milliseconds after which a tab that is sending and says nothing is taken for frozen. 30000 when absent. */
  lease?: number;
}

/** Hears what happened, for the log, and to which entry. */
export type Changed = (what: string, entry: OutboxEntry | undefined) => void;

/** Not there in Node. */
const page = globalThis as Partial<Pick<Window, 'addEventListener' | 'removeEventListener'>>;

/**
 * Keeps what may wait before its first byte, sends it in its turn, and forgets it once it is delivered. What may
 * have reached the dialer goes out again by itself only where that is harmless.
 */
export class Outbox implements CommandOutbox {
  readonly owner: string;
  readonly #store: OutboxStore;
  readonly #queue: DeliveryQueue;
  readonly #channel: BroadcastChannel;
  readonly #ready: Promise<void>;
  #changed: Changed | undefined;
  #flushing: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = minDelay;
  #isClosed = false;

  constructor(options: OutboxOptions = {}) {
    const { agent = '', server = '', plain = false, maxAge = 86_400_000, lease = 30_000, dialerTimeZone } = options;
    const check = (kept: WaitingCommand) => checkCommand(kept, checksOf(this.#queue.transports)) as WaitingCommand;
    this.#store = new OutboxStore({ agent, server, plain, lease, check });
    this.#queue = new DeliveryQueue(this.#store, { maxAge, lease, dialerTimeZone }, (what, id) => this.#tell(what, id));
    this.#channel = new BroadcastChannel((this.owner = this.#store.owner));
    this.#channel.onmessage = ({ data }) => void this.#hear(data);
    this.#ready = this.#store.open();
  }

  get storage(): OutboxStorage {
    return this.#store.storage;
  }

  get problem(): string {
    return this.#store.problem;
  }

  list(): readonly OutboxEntry[] {
    return this.#store.entries;
  }

  /** The client's side: from now on what waits goes out. */
  open(transports: readonly Transport[], changed: Changed): void {
    this.#queue.transports = transports;
    this.#changed = changed;
    page.addEventListener?.('online', this.#onWake);
    page.addEventListener?.('focus', this.#onWake);
    void this.#ready.then(() => {
      this.#tell('opened');
      return this.flush();
    });
  }

  /**
   * Keeps a command and sends it in its turn: the reply says `queued` when it has to wait. Rejects when it was refused, or
   * nobody knows. What was refused stays here unless the caller `shows` it.
   */
  async carry(command: WaitingCommand, shows = () => true): Promise<Reply> {
    await this.#ready;
    const text = JSON.stringify(command);
    const known = this.#store.entries.find((entry) => JSON.stringify(entry.command) === text);
    const { id, state } = known ?? (await this.#store.add(command));
    this.#tell('kept', id);
    try {
      const reply = await this.#queue.one(id, state);
      void this.flush(); // the line is good: what waits may go
      return reply;
    } catch (cause) {
      const error = CtiError.from(cause);
      const now = this.#store.find(id);
      this.#plan();
      if (now?.state === 'waiting') {
        await this.#store.change(id, ['waiting'], { reason: error.message }); // also when one before it failed
        return { status: 'queued', transport: 'outbox', error };
      }
      // The page still has what was refused; here it would stand a second time.
      if (now?.state === 'held' && !known && shows()) await this.#store.remove(id);
      throw error;
    }
  }

  async retry(id: string): Promise<Reply> {
    await this.#ready;
    return await this.#queue.one(id, this.#store.find(id)?.state);
  }

  async discard(id: string): Promise<void> {
    const isMine = await this.#store.change(id, ['waiting', 'unknown', 'held'], { state: 'held' });
    if (!isMine && this.#store.find(id)) throw busy();
    await this.#store.remove(id);
    this.#tell('discarded', id);
  }

  flush(): Promise<void> {
    return (this.#flushing ??= this.#ready.then(async () => {
      if (this.#isClosed) return;
      if (await this.#queue.all().catch(() => false)) this.#pause = minDelay;
      this.#flushing = undefined;
      this.#plan();
    }));
  }

  /** Deletes everything, in all tabs. */
  async forget(): Promise<void> {
    await this.#ready;
    await this.#store.forget();
    this.#post('forget');
    this.#tell('forgotten');
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#channel.close();
    page.removeEventListener?.('online', this.#onWake);
    page.removeEventListener?.('focus', this.#onWake);
  }

  /** Tries again later, and ever later, while something waits. */
  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed || !this.#store.entries.some(({ state }) => state === 'waiting')) return;
    this.#timer = setTimeout(() => void this.flush(), this.#pause * (0.75 + Math.random() / 2));
    this.#pause = Math.min(this.#pause * 2, maxDelay);
  }

  #tell(what: string, id = ''): void {
    this.#post(what === 'delivered' ? id : 'change');
    this.#changed?.(what, this.#store.find(id));
  }

  #post(word: string): void {
    if (!this.#isClosed) this.#channel.postMessage(word);
  }

  async #hear(word: unknown): Promise<void> {
    if (word === 'forget') this.#store.drop();
    this.#queue.delivered.add(word); // other words are nobody's id
    await this.#store.load();
    this.#changed?.('changed elsewhere', undefined);
  }

  readonly #onWake = () => void this.flush();
}
