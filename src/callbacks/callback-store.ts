import { msg } from '@lit/localize';
import { attempt, lockManager, openChannel, taken, withLock } from '../core/platform.js';
import type { CommandOutbox, OutboxStorage } from '../outbox/outbox-entry.js';
import { checkCallback, isOver, type Callback } from './callback.js';

/** As it is kept. */
interface KeptCallback extends Callback {
  /** The day on which it was first seen to be over; nothing before. */
  overOn?: string | undefined;
}

/** Names the channel and the locks of callbacks. */
const nameOf = (owner: string) => `callback ${owner}`;

/** What is kept in this page only, by owner: it outlives a client that is made anew. */
const pages = new Map<string, Map<string, Callback>>();

/**
 * The callbacks that an agent scheduled in this browser. They stand in the database of the agent's outbox, so that they
 * are kept as its entries are, and deleted with them; in this page only where it keeps nothing.
 */
export class CallbackStore {
  /** As this tab last saw them. */
  all: readonly Callback[] = [];
  /** Which of them another tab, or this one, is changing at the moment. */
  busy: ReadonlySet<string> = new Set();
  /** The browser did not keep what it should: a sentence. */
  failure = '';
  /** What the browser called that. */
  failureDetail = '';

  readonly #outbox: CommandOutbox | undefined;
  readonly #owner: string;
  readonly #page: Map<string, Callback>;
  readonly #channels: (BroadcastChannel | undefined)[];
  readonly #changed: () => void;
  /** Grows with each change: what was read before is older. */
  #version = 0;

  constructor(outbox: CommandOutbox | undefined, changed: () => void) {
    this.#outbox = outbox;
    this.#owner = outbox?.owner ?? '';
    this.#page = pages.get(this.#owner) ?? new Map<string, Callback>();
    if (this.#owner) pages.set(this.#owner, this.#page);
    this.#changed = changed;
    const hearOutbox = (word: unknown) => {
      if (word !== 'forget') return;
      this.#page.clear();
      this.#version++;
      this.all = [];
      void this.load();
    };
    this.#channels = this.#owner
      ? [openChannel(nameOf(this.#owner), () => void this.load()), openChannel(this.#owner, hearOutbox)]
      : [];
  }

  /** The outbox has not said yet where it keeps. */
  get isOpening(): boolean {
    return this.#outbox?.storage === 'memory' && !this.#outbox.problem;
  }

  get storage(): OutboxStorage {
    return this.#outbox?.store && !this.#page.size ? this.#outbox.storage : 'memory';
  }

  /** Reads what all tabs keep, without what is over. Never rejects. */
  async load(): Promise<void> {
    let kept: readonly Callback[];
    let version: number;
    do {
      version = this.#version;
      kept = await this.#read();
    } while (version !== this.#version);
    const { held = [] } = (await attempt(() => lockManager()?.query())?.catch(() => undefined)) ?? {};
    this.busy = new Set(held.map((lock) => lock.name ?? ''));
    if (version !== this.#version) return;
    const inPage = [...this.#page.values()].filter((callback) => !isOver(callback, Date.now()));
    this.#show([...kept.filter(({ id }) => !this.#page.has(id)), ...inPage]);
  }

  isBusy(id: string): boolean {
    return this.busy.has(this.#lock(id));
  }

  find(id: string): Callback | undefined {
    return this.all.find((each) => each.id === id);
  }

  /** Keeps one, in the place of an earlier one with its id. */
  async keep(callback: Callback): Promise<void> {
    this.#page.set(callback.id, callback); // until it is written
    this.#version++;
    this.#show([...this.all.filter(({ id }) => id !== callback.id), callback]);
    await this.#write(callback).catch((cause: unknown) => this.#fail(cause));
    this.#tell();
  }

  async remove(id: string): Promise<void> {
    this.#page.delete(id);
    this.#version++;
    this.#show(this.all.filter((each) => each.id !== id));
    await this.#outbox?.store?.delete(id).catch((cause: unknown) => this.#fail(cause));
    this.#tell();
  }

  /** Runs the work unless some tab is changing this callback. On http pages there are no locks: there two tabs may. */
  async alone(id: string, work: () => Promise<void>): Promise<boolean> {
    const done = await withLock(this.#lock(id), work);
    this.#tell(); // whoever saw it busy looks again
    return done !== taken;
  }

  close(): void {
    for (const channel of this.#channels.splice(0)) channel?.close();
  }

  /** What is kept and not over, and what was in this page only is written, where it can be. */
  async #read(): Promise<readonly Callback[]> {
    try {
      const kept = (await this.#outbox?.store?.all()) ?? [];
      const shown: Callback[] = [];
      for (const [, value] of kept) {
        const callback = await this.#seen(value as KeptCallback);
        if (callback) shown.push(callback);
      }
      for (const each of this.#outbox?.store ? this.#page.values() : []) await this.#write(each);
      this.failure = this.failureDetail = '';
      return shown;
    } catch (cause) {
      this.#fail(cause);
      return this.all.filter(({ id }) => !this.#page.has(id));
    }
  }

  /** What is over is not shown, and deleted when it was over on another day too: a clock may jump, and jump back. */
  async #seen({ overOn, ...kept }: KeptCallback): Promise<Callback | undefined> {
    let callback: Callback;
    try {
      callback = checkCallback(kept);
    } catch {
      return undefined; // what another version wrote stays where it is
    }
    const today = new Date().toDateString();
    const { store } = this.#outbox ?? {};
    if (!isOver(callback, Date.now())) {
      if (overOn) await store?.set(callback.id, callback);
      return callback;
    }
    if (!overOn) await store?.set(callback.id, { ...callback, overOn: today });
    else if (overOn !== today) await store?.delete(callback.id);
    return undefined;
  }

  async #write(callback: Callback): Promise<void> {
    const { store } = this.#outbox ?? {};
    if (!store) return;
    await store.set(callback.id, callback);
    if (this.#page.get(callback.id) === callback) this.#page.delete(callback.id);
  }

  #lock(id: string): string {
    return nameOf(`${this.#owner} ${id}`);
  }

  #show(all: Callback[]): void {
    this.all = all;
    this.#changed();
  }

  #tell(): void {
    this.#channels[0]?.postMessage('change');
  }

  #fail(cause: unknown): void {
    this.failureDetail = cause instanceof Error ? cause.name : String(cause);
    this.failure = msg('This list is not kept after closing this tab: the browser stores nothing now.');
    this.#changed();
  }
}
