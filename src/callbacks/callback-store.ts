import { msg, str } from '@lit/localize';
import { del, set } from 'idb-keyval';
import { checkCallback, isOver, type Callback } from './callback.js';
import { EncryptedDatabase, type Sealed } from '../outbox/encrypted-database.js';
import type { CommandOutbox, OutboxStorage } from '../outbox/outbox-entry.js';

/** As it stands in the database, beside the outbox's entries and under their key. */
interface Row {
  callback: Sealed<Callback>;
}

const rowName = (id: string) => `callback ${id}`;

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
  /** Entries of the outbox that were delivered, by any tab. */
  readonly delivered = new Set<unknown>();
  /** The browser did not keep what it should: a sentence. */
  failure = '';

  readonly #outbox: CommandOutbox | undefined;
  readonly #owner: string;
  readonly #page: Map<string, Callback>;
  readonly #channels: BroadcastChannel[];
  readonly #changed: () => void;
  #database: EncryptedDatabase | undefined;

  constructor(outbox: CommandOutbox | undefined, changed: () => void) {
    this.#outbox = outbox;
    this.#owner = outbox?.owner ?? '';
    this.#page = pages.get(this.#owner) ?? new Map<string, Callback>();
    if (this.#owner) pages.set(this.#owner, this.#page);
    this.#changed = changed;
    // The outbox's own words, of this tab too, and ours.
    this.#channels = this.#owner ? [new BroadcastChannel(this.#owner), new BroadcastChannel(rowName(this.#owner))] : [];
    for (const [at, channel] of this.#channels.entries()) channel.onmessage = ({ data }) => this.#hear(data, at === 1);
  }

  /** The outbox has not said yet where it keeps. */
  get isOpening(): boolean {
    return this.#outbox?.storage === 'memory' && !this.#outbox.problem;
  }

  get storage(): OutboxStorage {
    return this.#database && !this.#page.size ? (this.#outbox?.storage ?? 'memory') : 'memory';
  }

  /** Reads what all tabs keep, and drops what is over. Never rejects. */
  async load(): Promise<void> {
    if (this.#owner && this.#outbox?.storage !== 'memory') this.#database ??= new EncryptedDatabase(this.#owner);
    let kept: readonly Callback[] = [];
    try {
      if (this.#database) kept = await this.#read(this.#database);
      for (const each of this.#database ? this.#page.values() : []) await this.#write(each);
      this.failure = '';
    } catch (cause) {
      this.#fail(cause);
      kept = this.all.filter(({ id }) => !this.#page.has(id));
    }
    const { held = [] } = (await (navigator as Partial<Navigator>).locks?.query().catch(() => undefined)) ?? {};
    this.busy = new Set(held.map((lock) => lock.name ?? ''));
    this.#show([...kept.filter(({ id }) => !this.#page.has(id)), ...this.#page.values()]);
    for (const each of this.all.filter((callback) => isOver(callback, Date.now()))) await this.remove(each.id);
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
    this.#show([...this.all.filter(({ id }) => id !== callback.id), callback]);
    if (this.#database) await this.#write(callback).catch((cause: unknown) => this.#fail(cause));
    this.#tell();
  }

  async remove(id: string): Promise<void> {
    this.#page.delete(id);
    this.#show(this.all.filter((each) => each.id !== id));
    await (this.#database && del(rowName(id), this.#database.use).catch((cause: unknown) => this.#fail(cause)));
    this.#tell();
  }

  /** Runs the work unless some tab is changing this callback. On http pages there are no locks: there two tabs may. */
  async alone(id: string, work: () => Promise<void>): Promise<boolean> {
    const { locks } = navigator as Partial<Navigator>;
    if (!locks) return work().then(() => true);
    const done = await locks.request(this.#lock(id), { ifAvailable: true }, (lock) => lock && work().then(() => true));
    this.#tell(); // whoever saw it busy looks again
    return !!done;
  }

  close(): void {
    for (const channel of this.#channels.splice(0)) channel.close();
  }

  async #read(database: EncryptedDatabase): Promise<Callback[]> {
    await database.takeKey();
    // What another version or another key wrote stays where it is.
    const read = (await database.rows<Row>('callback')).map(async ({ callback }) =>
      checkCallback(await database.unseal(callback)),
    );
    return (await Promise.allSettled(read)).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  }

  async #write(callback: Callback): Promise<void> {
    const database = this.#database as EncryptedDatabase;
    if (!(await database.takeKey())) throw new DOMException('no key', 'NotFoundError'); // the outbox gives it one
    await set(rowName(callback.id), { callback: await database.seal(callback) } satisfies Row, database.use);
    if (this.#page.get(callback.id) === callback) this.#page.delete(callback.id);
  }

  #lock(id: string): string {
    return rowName(`${this.#owner} ${id}`);
  }

  #show(all: Callback[]): void {
    this.all = all;
    this.#changed();
  }

  #tell(): void {
    this.#channels[1]?.postMessage('change');
  }

  #hear(word: unknown, isOurs: boolean): void {
    this.delivered.add(word); // other words are nobody's id
    if (word === 'forget') {
      this.#page.clear();
      this.all = [];
    }
    if (isOurs || word === 'forget') void this.load();
  }

  #fail(cause: unknown): void {
    const name = cause instanceof Error ? cause.name : String(cause);
    this.failure = msg(str`The browser does not keep this list (${name}): it is gone when the page is closed.`);
    this.#changed();
  }
}
