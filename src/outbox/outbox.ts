import { msg } from '@lit/localize';
import { checksOf, type Roads } from '../core/routing.js';
import { checkAddress } from '../core/address.js';
import { checkCommand, type Reply } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { openChannel } from '../core/platform.js';
import type { Transport } from '../core/transport.js';
import { busy, DeliveryQueue } from './delivery-queue.js';
import type {
  CommandOutbox,
  OutboxEnd,
  OutboxEntry,
  OutboxStorage,
  SealedStore,
  WaitingCommand,
} from './outbox-entry.js';
import { OutboxStore } from './outbox-store.js';
import { maxDelay, minDelay } from './retry-policy.js';
import { writeJson } from '../codecs/write-json.js';

export interface OutboxOptions {
  /** Name of the agent: nobody else sees or sends the entries. Without it they live in this page only. */
  agent?: string;
  /** The dialer's address, without a user or password, of which the same holds. */
  server?: string;
  /** The address as version 0.1 kept it, where that was another text: what stands there is brought along. */
  formerServer?: string;
  /** Milliseconds after which an entry asks the agent instead of going out. 24 hours when absent. */
  maxAge?: number;
  /** Days on which a page was open, after which what waits for the agent is removed. 30 when absent. */
  days?: number;
  /** Keep entries readable in storage where the browser cannot seal, which is on http pages, unless there is a `key`. They hold numbers and comments. */
  plain?: boolean;
  /**
   * Gives a secret of the page's back end, the same each time: a text, or a key for HKDF or one that can be exported. It is
   * mixed with the agent's name and kept in memory only; what it seals cannot be read from this browser's files. Where it
   * cannot be had, entries live in this page only.
   */
  key?: () => Promise<CryptoKey | string>;
  /** Returns the IANA zone of the dialer's clock, to know when a callback is too late. The browser's own when absent. */
  dialerTimeZone?: () => string | undefined;
  /** Milliseconds after which a tab that is sending and says nothing is taken for frozen. 30000 when absent. */
  lease?: number;
}

/** Who is told of an outbox. */
export interface OutboxListener {
  /** What is listed, or where it is kept, is another. */
  changed: () => void;
  /** What happened, and to which entry. */
  log: (what: string, entry: OutboxEntry | undefined) => void;
  /** Asked before each try: throws for what would reach a person who is not to be dialled. */
  checkNumbers?: (command: WaitingCommand) => void;
}

/** Not there in Node. */
const page = globalThis as Partial<Pick<Window, 'addEventListener' | 'removeEventListener'>>;

/**
 * Keeps what may wait before its first byte, sends it in its turn, and forgets its content once it is delivered. What may
 * have reached the dialer goes out again by itself only where that is harmless.
 */
export class Outbox implements CommandOutbox {
  readonly owner: string;
  readonly #store: OutboxStore;
  readonly #queue: DeliveryQueue;
  #channel: BroadcastChannel | undefined;
  readonly #ready: Promise<void>;
  readonly #lease: number;
  #listener: OutboxListener | undefined;
  #flushing: Promise<void> | undefined;
  /** What has begun: the end waits for it. */
  readonly #underWay = new Set<Promise<unknown>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends what is held for a moment. */
  #moment: ReturnType<typeof setTimeout> | undefined;
  /** How often that was let go: what was asked for before, and is kept after, is not held any more. */
  #releases = 0;
  #pause = minDelay;
  #isClosed = false;

  constructor(options: OutboxOptions = {}) {
    const { agent = '', server = '', formerServer = '', plain = false, key, days = 30 } = options;
    for (const each of [server, formerServer]) checkAddress(each, 'server');
    const { maxAge = 86_400_000, lease = 30_000, dialerTimeZone } = options;
    const check = (kept: WaitingCommand) => checkCommand(kept, checksOf(this.#queue.transports)) as WaitingCommand;
    const changed = (id?: string, isOwn?: boolean) => {
      if (isOwn) this.#post({ id });
      this.#planDue();
      this.#listener?.changed();
    };
    const cleared = () => this.#post({});
    this.#store = new OutboxStore({ agent, server, formerServer, plain, key, lease, days, check, changed, cleared });
    this.#queue = new DeliveryQueue(this.#store, { maxAge, lease, dialerTimeZone }, (what, id) => this.#log(what, id));
    this.#lease = lease;
    this.owner = this.#store.owner;
    this.#channel = openChannel(this.owner, (word) => void this.#hear(word));
    this.#ready = this.#store.open();
  }

  get storage(): OutboxStorage {
    return this.#store.storage;
  }

  get problem(): string {
    return this.#store.problem;
  }

  get problemDetail(): string {
    return this.#store.problemDetail;
  }

  get store(): SealedStore | undefined {
    return this.#store.store;
  }

  list(): readonly OutboxEntry[] {
    return this.#store.entries;
  }

  async endOf(id: string): Promise<OutboxEnd | undefined> {
    await this.#ready;
    return await this.#store.endOf(id);
  }

  /** The client's side: from now on what waits goes out. */
  open(transports: readonly Transport[], listener: OutboxListener, roads: Roads = () => transports): void {
    this.#queue.transports = transports;
    this.#queue.roads = roads;
    if (listener.checkNumbers) this.#queue.checkNumbers = listener.checkNumbers;
    this.#listener = listener;
    page.addEventListener?.('online', this.#onWake);
    page.addEventListener?.('focus', this.#onWake);
    void this.#ready.then(() => {
      this.#post({}); // who knew another database puts back what it knows
      this.#log('opened');
      this.#listener?.changed();
      return this.flush();
    });
  }

  /**
   * Keeps a command and sends it in its turn: the reply says `queued` when it has to wait. Rejects when it was refused, or
   * nobody knows.
   *
   * @param shows - whether the caller still shows a refusal when it comes; where it does not, the entry stays as `held`
   * @param holdFor - for so many milliseconds it only lies there: the reply says `queued` and `until`
   */
  carry(command: WaitingCommand, shows: () => boolean = () => true, holdFor = 0): Promise<Reply> {
    return this.#begun(this.#carry(command, shows, holdFor));
  }

  retry(id: string): Promise<Reply> {
    return this.#begun(this.#retry(id));
  }

  discard(id: string): Promise<void> {
    return this.#begun(this.#discard(id));
  }

  /** Sends what is `waiting`, now. Resolves when all of it was tried. */
  flush(): Promise<void> {
    return (this.#flushing ??= this.#begun(this.#flush()).finally(() => {
      this.#flushing = undefined;
      this.#plan();
    }));
  }

  release(): Promise<void> {
    this.#releases++;
    return this.#begun(this.#sendDue(true));
  }

  /** Deletes everything, in all tabs. */
  async forget(): Promise<void> {
    await this.#ready;
    await this.#store.forget();
    this.#post('forget');
    this.#log('forgotten');
  }

  /** Nothing begins any more; what is on its way ends as it does, and its end is kept and told to other tabs. */
  close(): void {
    this.#isClosed = true;
    this.#queue.close();
    this.#store.wake();
    clearTimeout(this.#timer);
    clearTimeout(this.#moment);
    page.removeEventListener?.('online', this.#onWake);
    page.removeEventListener?.('focus', this.#onWake);
    void Promise.allSettled([this.#ready, ...this.#underWay]).then(() => {
      this.#channel?.close();
      this.#channel = undefined;
      this.#store.close();
    });
  }

  #begun<T>(work: Promise<T>): Promise<T> {
    const end = () => this.#underWay.delete(work);
    this.#underWay.add(work);
    work.then(end, end);
    return work;
  }

  async #carry(command: WaitingCommand, shows: () => boolean, holdFor: number): Promise<Reply> {
    const releases = this.#releases;
    await this.#ready;
    const route = this.#queue.routeOf(command);
    if (!route.ok && route.code === 'UNSUPPORTED') throw new CtiError(route.code, route.reason);
    const text = writeJson(command);
    const known = this.#store.entries.find((entry) => writeJson(entry.command) === text);
    const { id, claim } = known ? { id: known.id, claim: undefined } : await this.#store.add(command, holdFor);
    this.#log('kept', id);
    const until = this.#store.find(id)?.heldUntil;
    if (holdFor > 0 && until && releases === this.#releases)
      return { status: 'queued', transport: 'outbox', entry: id, until };
    try {
      const reply = await this.#queue.one(id, known?.state ?? 'waiting', claim);
      void this.flush(); // the line is good: what waits may go
      return reply;
    } catch (cause) {
      const error = CtiError.from(cause);
      const now = this.#store.find(id)?.state;
      if (now === 'waiting') return await this.#queued(id, error);
      const end = now ? undefined : await this.#store.endOf(id);
      if (end?.state === 'delivered') return { status: end.status, transport: 'outbox' }; // by another tab
      // The page still has what was refused; here it would stand a second time.
      if (now === 'held' && !known && shows()) await this.#giveBack(id);
      else if (now) throw inEntry(error, id);
      throw error;
    }
  }

  async #retry(id: string): Promise<Reply> {
    await this.#ready;
    try {
      return await this.#queue.one(id, this.#store.find(id)?.state ?? 'waiting');
    } catch (cause) {
      throw inEntry(CtiError.from(cause), this.#store.find(id)?.id);
    }
  }

  async #discard(id: string): Promise<void> {
    await this.#ready;
    const isMine = await this.#store.change(id, ['waiting', 'unknown', 'held'], { state: 'discarded' });
    if (!isMine && this.#store.find(id)) throw busy();
    if (!isMine && (await this.#store.endOf(id))?.state === 'delivered') throw hasArrived();
    this.#log('discarded', id);
  }

  async #flush(): Promise<void> {
    await this.#ready;
    if (this.#isClosed) return;
    await this.#store.keep();
    for (const id of await this.#store.countDays()) this.#log('removed: it waited too long', id);
    await this.#queue.sweep();
    const isDelivered = await this.#queue.all();
    const waits = this.#store.entries.some(isWaiting);
    this.#pause = isDelivered || !waits ? minDelay : Math.min(this.#pause * 2, maxDelay);
  }

  async #queued(id: string, error: CtiError): Promise<Reply> {
    // One before it failed.
    if (this.#store.find(id)?.reason !== error.message)
      await this.#store.change(id, ['waiting'], { reason: error.message, code: error.code });
    this.#plan();
    return { status: 'queued', transport: 'outbox', entry: id, error };
  }

  async #giveBack(id: string): Promise<void> {
    await this.#store.change(id, ['held'], { state: 'discarded' });
    this.#log('given back', id);
  }

  /** Tries again later, and ever later, while something waits; and looks when the time of who else is sending is over. */
  #plan(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { entries, tab } = this.#store;
    const isSent = entries.some((entry) => entry.state === 'sending' && entry.tab !== tab);
    const waits = entries.some(isWaiting);
    if (this.#isClosed || !(waits || isSent)) return;
    const pause = waits ? this.#pause * (0.75 + Math.random() / 2) : this.#lease;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, pause);
  }

  /** Looks again when the next one may go that is held for a moment. What was planned comes also where a clock was set. */
  #planDue(): void {
    const ends = this.#store.entries.flatMap(({ heldUntil }) => heldUntil ?? []);
    if (this.#isClosed || !ends.length) return;
    clearTimeout(this.#moment);
    this.#moment = setTimeout(
      () => {
        this.#planDue();
        void this.#begun(this.#sendDue(false));
      },
      Math.min(...ends) - Date.now(),
    );
  }

  async #sendDue(all: boolean): Promise<void> {
    await this.#ready;
    if (this.#isClosed) return;
    if (await this.#queue.due(all)) return this.flush(); // the line is good
    if (!this.#timer) this.#plan();
  }

  #log(what: string, id = ''): void {
    this.#listener?.log(what, this.#store.find(id));
  }

  #post(word: unknown): void {
    this.#channel?.postMessage(word);
  }

  async #hear(word: unknown): Promise<void> {
    const { id } = Object(word) as { id?: unknown };
    await this.#ready;
    if (this.#isClosed) return;
    if (word === 'forget') this.#store.drop();
    await this.#store.refresh(typeof id === 'string' ? id : undefined);
    if (!this.#timer) this.#plan();
  }

  /** Also when it is at work: what it tried before may go now. */
  readonly #onWake = () => void Promise.resolve(this.#flushing).then(() => this.flush());
}

/** It goes by itself as soon as it can. */
const isWaiting = ({ state, heldUntil }: OutboxEntry): boolean => state === 'waiting' && !heldUntil;

/** The same error, with where its command lies. */
function inEntry(cause: CtiError, entry: string | undefined): CtiError {
  const { code, message, field, detail, transport, maybeSent, retryAfter } = cause;
  return new CtiError(code, message, { field, detail, transport, maybeSent, retryAfter, entry, cause });
}

const hasArrived = () => new CtiError('BUSY', msg('The dialer already has this. It can no longer be undone here.'));
