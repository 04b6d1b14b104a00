import { msg, str } from '@lit/localize';
import { OutboxEntries, type Change, type CommandCheck, type StoredEntry } from './outbox-entries.js';
import type { OutboxState, OutboxStorage, WaitingCommand } from './outbox-entry.js';
import type { TabLock } from './tab-lock.js';

export interface OutboxStoreOptions {
  /** Name of the agent. Without one nothing is kept over a reload: the next agent would find it. */
  agent: string;
  /** The dialer's address. */
  server: string;
  /** Keep it readable where the browser cannot encrypt, which is on http pages. */
  plain: boolean;
  /** Milliseconds after which a tab that says nothing is taken for frozen. */
  lease: number;
  /** Knows what may have been kept. */
  check: CommandCheck;
}

/** Not on http pages. */
const canEncrypt = 'subtle' in crypto;

/** What is kept in this page only, by owner: it outlives a client that is made anew. */
const pages = new Map<string, Map<string, StoredEntry>>();

/** Where entries are kept: in the browser's storage as long as that works, else in this page. */
export class OutboxStore {
  /** What stays true until the page is loaded again. */
  #notice = '';
  /** What the browser did not keep; nothing once all that is in this page only has gone. */
  #failure = '';
  /** What is kept, oldest first, as this tab last saw it. */
  entries: StoredEntry[] = [];
  /** Names the owner of all of it. */
  readonly owner: string;
  readonly tab = [...crypto.getRandomValues(new Uint32Array(4))].join('-');
  readonly #options: OutboxStoreOptions;
  readonly #page: Map<string, StoredEntry>;
  #database: OutboxEntries | undefined;
  #count = 0;

  constructor(options: OutboxStoreOptions) {
    this.#options = options;
    this.owner = `portside ${options.agent}@${options.server}`;
    this.#page = pages.get(this.owner) ?? new Map<string, StoredEntry>();
    pages.set(this.owner, this.#page);
  }

  /** Who sends, across tabs. Nothing where this page is alone with its entries. */
  get lease(): TabLock | undefined {
    return this.#database?.lease(this.tab, this.#options.lease);
  }

  get problem(): string {
    return this.#failure || this.#notice;
  }

  /** `memory` also while some of it found no room elsewhere. */
  get storage(): OutboxStorage {
    return !this.#database || this.#page.size ? 'memory' : canEncrypt ? 'encrypted' : 'plain';
  }

  /** Takes the storage that can be had. Never rejects. */
  async open(): Promise<void> {
    const { agent, server, plain, check } = this.#options;
    if (!agent || !server)
      this.#notice = msg('The page does not say whose this is: set agent and the dialer’s address.');
    else if (!canEncrypt && !plain) this.#notice = msg('This page is on http, where the browser cannot encrypt.');
    else {
      try {
        const database = new OutboxEntries(this.owner, !canEncrypt, check);
        await database.open();
        this.#database = database;
      } catch (cause) {
        this.#fail(cause);
      }
    }
    await this.load();
  }

  /** Reads what all tabs keep. */
  async load(): Promise<void> {
    const database = this.#database;
    let kept = this.entries.filter(({ id }) => !this.#page.has(id));
    try {
      if (database && (await database.isCleared())) await this.#restore(database);
      const { entries, unread } = (await database?.all()) ?? { entries: [], unread: 0 };
      if (unread) this.#notice = msg(str`Kept by another version of this page, and not readable here: ${unread}.`);
      kept = entries;
    } catch (cause) {
      this.#fail(cause);
    }
    this.entries = [...kept, ...this.#page.values()].sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
  }

  async add(command: WaitingCommand): Promise<StoredEntry> {
    const id = `${this.tab}-${this.#count++}`;
    await this.load();
    const entry: StoredEntry = {
      id,
      place: 0,
      tab: this.tab,
      state: 'waiting',
      since: Date.now(),
      doubts: 0,
      reason: '',
      command,
    };
    const onDisk = await this.#database?.add(entry).catch((cause: unknown) => this.#fail(cause));
    const kept = onDisk ?? { ...entry, place: (this.entries.at(-1)?.place ?? 0) + 1 };
    if (onDisk) this.#works();
    else this.#page.set(id, kept);
    this.entries = [...this.entries, kept];
    return kept;
  }

  find(id: string): StoredEntry | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  /** Changes an entry that is in one of these states. False when it is in another one, gone, or cannot be written. */
  async change(id: string, from: readonly OutboxState[], change: Change): Promise<boolean> {
    const isDone = await this.#change(id, from, change);
    if (isDone) this.entries = this.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
    return isDone;
  }

  async remove(id: string): Promise<void> {
    if (this.#page.delete(id)) this.#works();
    else {
      try {
        await this.#database?.remove(id);
        this.#works();
      } catch (cause) {
        this.#fail(cause); // whoever reads it next finds it as `sending`, and asks the agent
      }
    }
    this.entries = this.entries.filter((entry) => entry.id !== id);
  }

  /** Deletes all of it. */
  async forget(): Promise<void> {
    this.drop();
    await this.#database?.forget();
    await this.#database?.open();
  }

  /** Another tab has deleted all of it. */
  drop(): void {
    this.#page.clear();
    this.entries = [];
  }

  async #change(id: string, from: readonly OutboxState[], change: Change): Promise<boolean> {
    const here = this.#page.get(id);
    if (here) {
      if (!from.includes(here.state)) return false;
      this.#page.set(id, { ...here, ...change });
      return true;
    }
    try {
      return (await this.#database?.change(id, from, change)) ?? false;
    } catch (cause) {
      this.#fail(cause);
    }
    const entry = this.find(id);
    if (!entry || !from.includes(entry.state)) return false;
    try {
      await this.#database?.remove(id); // what is in two places goes out twice
    } catch {
      return false;
    }
    this.#page.set(id, { ...entry, ...change });
    return true;
  }

  /** The browser cleared its storage; another tab's `forget` looks the same until its word is here. */
  async #restore(database: OutboxEntries): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 200));
    await database.open();
    for (const entry of this.entries) if (!this.#page.has(entry.id)) await database.add(entry);
    if (this.entries.length)
      this.#notice = msg('The browser cleared its storage. What this tab knew of is kept again.');
  }

  #works(): void {
    if (!this.#page.size && this.#database) this.#failure = '';
  }

  #fail(cause: unknown): undefined {
    this.#failure = msg(
      str`The browser does not keep this (${cause instanceof Error ? cause.name : String(cause)}): it is gone when the page is closed.`,
    );
  }
}
