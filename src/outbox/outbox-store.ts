import { msg, str } from '@lit/localize';
import { hasGone, newName, showAlive } from '../core/page.js';
import { OtherGeneration, type Change, type OutboxRow, type OutboxTransaction } from './outbox-database.js';
import type {
  OutboxEnd,
  OutboxEntry,
  OutboxState,
  OutboxStorage,
  SealedStore,
  WaitingCommand,
} from './outbox-entry.js';
import { nameOfCallback, openVault, sealEntry, type Vault, type VaultOptions } from './vault.js';
import { callOf } from './retry-policy.js';

/** An entry with what its delivery needs to know. */
export interface StoredEntry extends OutboxEntry, Pick<OutboxRow, 'lane' | 'tab'> {
  readonly doubts: number;
  /** Until when its tab has to say that it lives, while it is on its way. */
  readonly deadline: number | undefined;
}

/** Throws for what this page does not know. */
export type CommandCheck = (command: WaitingCommand) => WaitingCommand;

export interface OutboxStoreOptions extends VaultOptions {
  /** Milliseconds after which a tab that says nothing is taken for frozen. */
  lease: number;
  /** After so many days an entry that waits for the agent is removed. */
  days: number;
  /** Knows what may have been kept. */
  check: CommandCheck;
  /** Hears which entry was put back, after the browser had cleared its storage. */
  restored: (id: string) => void;
}

/** What a step works on: the database, or the memory of this page. */
interface Table {
  get(id: string): Promise<OutboxRow | undefined>;
  put(row: OutboxRow): Promise<unknown>;
  /** All of a call that stand before a place. */
  before(lane: string, place: number): Promise<OutboxRow[]>;
  nextPlace(): Promise<number>;
}

/** Seals what is to be written, and gives the step that writes it. */
type Prepare<T> = (vault: Vault) => Work<T> | Promise<Work<T>>;
type Work<T> = (step: OutboxTransaction) => Promise<T>;
/** What comes of a row; nothing when it stays as it is. */
type Next = (found: OutboxRow, table: Table) => OutboxRow | undefined | Promise<OutboxRow | undefined>;

function tableOf(step: OutboxTransaction): Table {
  const [rows, meta] = [step.objectStore('outbox'), step.objectStore('meta')];
  return {
    get: (id) => rows.get(id),
    put: (row) => rows.put(row),
    before: (lane, place) => rows.index('lane').getAll(IDBKeyRange.bound([lane, 0], [lane, place], false, true)),
    async nextPlace() {
      const place = (((await meta.get('place')) as number | undefined) ?? 0) + 1;
      await meta.put(place, 'place');
      return place;
    },
  };
}

/** What is kept in this page only, by owner: it outlives a client that is made anew. */
const memories = new Map<string, Map<string, OutboxRow>>();
/** So many of those that have ended are remembered, should the browser clear its storage. */
const maxEnded = 200;

const today = () => new Date().toDateString();

const isOpen = ({ state }: OutboxRow) => state !== 'delivered' && state !== 'discarded';
const isAsking = ({ state }: Pick<OutboxRow, 'state'>) => state === 'held' || state === 'unknown';
/** What goes before another one of its call. */
const goesFirst = ({ state }: OutboxRow) => state === 'waiting' || state === 'sending';

/** A tab that sends says in time that it lives. A clock that went back must not let it live for days. */
function isClaimed({ deadline = 0, lease = 0 }: OutboxRow): boolean {
  const left = deadline - Date.now();
  return left >= 0 && left <= lease;
}

/** The row after a change; what has ended keeps nothing of its content, and stands in no index. */
function changed(row: OutboxRow, change: Change): OutboxRow {
  const next = { ...row, ...change, ...(change.state !== row.state && { days: 0, day: today() }) };
  if (isOpen(next)) return next;
  delete next.sealed;
  delete next.isOpen;
  return next;
}

const endOf = ({ state, status = 'sent' }: OutboxRow): OutboxEnd | undefined =>
  state === 'delivered' ? { state, status } : state === 'discarded' ? { state } : undefined;

/** What came of asking for an entry. */
export type Claim =
  | { is: 'mine'; attempt: string; entry: StoredEntry }
  /** Another one of its call goes first. */
  | { is: 'behind' }
  /** Somebody sends it, or it is in another state than was seen. */
  | { is: 'busy' }
  | { is: 'ended'; end: OutboxEnd | undefined };

/**
 * Where entries are kept: in the browser's storage as long as that works, else in this page. Nobody sends an entry that he
 * has not claimed: in one step it becomes `sending` under the name of this attempt, and only who knows that name writes
 * what came of it.
 */
export class OutboxStore {
  /** Names the owner of all of it. */
  readonly owner: string;
  readonly tab = newName();
  readonly #options: OutboxStoreOptions;
  /** What found no other place. */
  readonly #memory: Map<string, OutboxRow>;
  /** As this tab last saw them. */
  readonly #rows = new Map<string, OutboxRow>();
  /** Those of them that have ended, in order. */
  readonly #ended = new Set<string>();
  /** What was made of the rows, until one of them changes. */
  #entries: readonly StoredEntry[] | undefined;
  /** Commands that were read before: they never change, and to unseal costs. */
  readonly #commands = new Map<string, WaitingCommand>();
  #vault: Vault | undefined;
  #release: (() => void) | undefined;
  /** What stays true until the page is loaded again. */
  #notice = '';
  /** What the browser did not keep; nothing once all that is in this page only has gone. */
  #failure = '';
  #countedOn = '';
  /** Who waits until something changes. */
  readonly #waiting = new Set<() => void>();

  constructor(options: OutboxStoreOptions) {
    this.#options = options;
    this.owner = `portside ${options.agent}@${options.server}`;
    this.#memory = memories.get(this.owner) ?? new Map<string, OutboxRow>();
    memories.set(this.owner, this.#memory);
  }

  /** What is kept, oldest first, as this tab last saw it. */
  get entries(): readonly StoredEntry[] {
    return (this.#entries ??= this.#sorted([...this.#rows.values()]));
  }

  /** Those of one call. */
  ofLane(lane: string): readonly StoredEntry[] {
    return this.#sorted([...this.#rows.values()].filter((row) => row.lane === lane));
  }

  get problem(): string {
    const unread = [...this.#rows.values()].filter((row) => isOpen(row) && !this.#commands.has(row.id)).length;
    return (
      this.#failure ||
      this.#notice ||
      (unread ? msg(str`Kept by another version or under another key, and not readable here: ${unread}.`) : '')
    );
  }

  /** `memory` also while some of it found no room elsewhere. */
  get storage(): OutboxStorage {
    return !this.#vault || this.#waitsInPage ? 'memory' : this.#vault.kind;
  }

  /** Takes the storage that can be had. Never rejects. */
  async open(): Promise<void> {
    this.#release = await showAlive(this.tab);
    await this.#open();
  }

  close(): void {
    this.#release?.();
    this.#vault?.database.close();
  }

  find(id: string): StoredEntry | undefined {
    const row = this.#rows.get(id);
    return row && this.#entryOf(row);
  }

  /** Reads one of them again, which another tab has changed; or all. */
  async refresh(id?: string): Promise<void> {
    if (id !== undefined) {
      const row = await this.#read(id);
      return row ? await this.#see(row) : this.#miss(id);
    }
    const rows = await this.#onDisk(() => (step) => step.objectStore('outbox').index('open').getAll());
    if (!rows && this.#vault) return;
    for (const row of [...this.#rows.values()]) if (isOpen(row)) this.#miss(row.id);
    for (const row of [...(rows?.value ?? []), ...this.#memory.values()]) await this.#see(row);
  }

  /** Resolves when an entry has changed, or when a tab that says nothing is taken for frozen. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, this.#options.lease);
      this.#waiting.add(end);
    });
  }

  /** Whoever waits for a change looks now. */
  wake(): void {
    for (const end of [...this.#waiting]) end();
  }

  /** What became of an entry that has ended; nothing where nobody knows. */
  async endOf(id: string): Promise<OutboxEnd | undefined> {
    const row = await this.#read(id);
    return row && endOf(row);
  }

  /** Keeps a command, and claims it in the same step when none of its call goes before it. */
  async add(command: WaitingCommand): Promise<{ id: string; attempt: string | undefined }> {
    const [id, attempt] = [newName(), newName()];
    this.#commands.set(id, command);
    const add = async (table: Table, lane: string, sealed: object) => {
      const place = await table.nextPlace();
      const isFirst = !(await table.before(lane, place)).some(goesFirst);
      const row: OutboxRow = {
        ...{ id, place, lane, state: 'waiting', isOpen: 1, since: Date.now(), doubts: 0, reason: '' },
        ...{ tab: this.tab, days: 0, day: '', sealed },
        ...(isFirst && this.#claim(attempt)),
      };
      await table.put(row);
      return row;
    };
    const kept = await this.#onDisk(async ({ sealing }) => {
      const { lane, sealed } = await sealEntry(sealing, id, command);
      return (step) => add(tableOf(step), lane, sealed);
    }, true);
    const lane = async () => (await this.#vault?.sealing.nameOf(callOf(command))) ?? callOf(command);
    const row = kept?.value ?? (await add(this.#page, await lane(), command));
    await this.#see(row);
    return { id, attempt: row.state === 'sending' ? attempt : undefined };
  }

  /** Takes an entry that is in one of these states, for one try. */
  async claim(id: string, states: readonly OutboxState[]): Promise<Claim> {
    const attempt = newName();
    let is = 'busy' as 'mine' | 'behind' | 'busy';
    const row = await this.#change(
      id,
      async (found, table) => {
        is = 'busy';
        if (found.state === 'sending' || !states.includes(found.state as OutboxState)) return undefined;
        is = 'behind';
        if ((await table.before(found.lane, found.place)).some(goesFirst)) return undefined;
        is = 'mine';
        return { ...found, ...this.#claim(attempt) };
      },
      true,
    );
    const entry = this.find(id);
    if (row === undefined) return { is: 'busy' }; // the storage does not answer
    if (!entry || !row || !isOpen(row)) return { is: 'ended', end: row ? endOf(row) : undefined };
    return is === 'mine' ? { is, attempt, entry } : { is };
  }

  /**
   * Whether this attempt may still go; then it has its time again. A tab that stood still has lost it to another. Where
   * the storage fails meanwhile, `isFresh` decides.
   */
  async renew(id: string, attempt: string, isFresh: boolean): Promise<boolean> {
    const isMine = (row: OutboxRow) => row.state === 'sending' && row.attempt === attempt;
    const row = await this.#change(id, (found) => (isMine(found) ? { ...found, ...this.#claim(attempt) } : undefined));
    return row === undefined ? isFresh : !!row && isMine(row);
  }

  /** Writes what came of an attempt. Where another one has taken its place it has no say any more. */
  async settle(id: string, attempt: string, change: Change): Promise<void> {
    const row = await this.#change(id, (found) =>
      found.attempt === attempt && isOpen(found) ? changed(found, change) : undefined,
    );
    const known = this.#rows.get(id);
    if (row === undefined && known) await this.#see(changed(known, change)); // who reads it next finds it as `sending`, and asks the agent
  }

  /** Changes an entry that is in one of these states. False when it is in another one, has ended, or cannot be written. */
  async change(id: string, states: readonly OutboxState[], change: Change): Promise<boolean> {
    let isDone = false as boolean;
    const row = await this.#change(id, (found) => {
      isDone = states.includes(found.state as OutboxState);
      return isDone ? changed(found, change) : undefined;
    });
    return isDone && !!row;
  }

  /** What was on its way in a tab that has gone or stands still: nobody knows whether it arrived. Gives those that it changed. */
  async sweep(changeOf: (entry: StoredEntry) => Change): Promise<string[]> {
    const swept: string[] = [];
    for (const entry of this.entries) {
      if (entry.state !== 'sending') continue;
      const isGone = entry.tab !== this.tab && (await hasGone(entry.tab));
      await this.#change(entry.id, (found) => {
        const isSent = found.state === 'sending' && (!isClaimed(found) || (isGone && found.tab === entry.tab));
        if (isSent) swept.push(entry.id);
        return isSent ? changed(found, changeOf(entry)) : undefined;
      });
    }
    return swept;
  }

  /**
   * Counts the days on which something waited for the agent. Takes out what has waited too long, and forgets what has ended
   * the day before: a clock that jumps makes one day of many. Gives those that it took out.
   */
  async count(): Promise<string[]> {
    const day = today();
    if (day === this.#countedOn) return [];
    this.#countedOn = day;
    const out: string[] = [];
    const count = (row: OutboxRow): OutboxRow | undefined => {
      const counts = isOpen(row) ? isAsking(row) : true;
      if (!counts || row.day === day) return row;
      const days = row.day ? row.days + 1 : 0;
      if (days < (isOpen(row) ? this.#options.days : 1)) return { ...row, days, day };
      if (isOpen(row)) out.push(row.id);
      return undefined;
    };
    for (const row of [...this.#memory.values()]) {
      const next = count(row);
      if (next) this.#memory.set(row.id, next);
      else this.#memory.delete(row.id);
    }
    await this.#onDisk(() => async (step) => {
      const rows = step.objectStore('outbox');
      for (const row of await rows.getAll()) {
        const next = count(row);
        if (!next) await rows.delete(row.id);
        else if (next !== row) await rows.put(next);
      }
    });
    await this.refresh();
    return out;
  }

  /** Beside the entries: callbacks. */
  get store(): SealedStore | undefined {
    return (
      this.#vault && {
        all: () => this.#callbacks(),
        set: (...row) => this.#setCallback(...row),
        delete: (name) => this.#deleteCallback(name),
      }
    );
  }

  /** Deletes all of it, in every tab. */
  async forget(): Promise<void> {
    this.drop();
    const isDone = await this.#vault?.database.clear().catch((cause: unknown) => this.#fail(cause));
    if (isDone) await this.#open();
  }

  /** Another tab has deleted all of it. */
  drop(): void {
    this.#memory.clear();
    this.#rows.clear();
    this.#ended.clear();
    this.#commands.clear();
    this.#entries = undefined;
  }

  /** Takes the page's key where it can be had now, and keeps what is in this page only. */
  async improve(): Promise<void> {
    if (!this.#vault && this.#options.key && this.#notice) await this.#open();
    if (!this.#vault || !this.#waitsInPage) return;
    for (const row of [...this.#memory.values()]) {
      const command = this.#commands.get(row.id);
      if (row.state === 'sending' || !command) continue;
      const moved = await this.#onDisk(async ({ sealing }) => {
        const anew = await sealEntry(sealing, row.id, command);
        return async (step) => {
          const table = tableOf(step);
          if (this.#memory.get(row.id) === row) await table.put({ ...row, ...anew, place: await table.nextPlace() });
        };
      }, true);
      if (!moved) return;
      this.#memory.delete(row.id);
    }
    this.#works();
    await this.refresh();
  }

  get #waitsInPage(): boolean {
    return [...this.#memory.values()].some(isOpen);
  }

  async #open(): Promise<void> {
    this.#vault?.database.close();
    const { vault, notice, failure } = await openVault(this.owner, this.#options);
    this.#vault = vault;
    this.#notice = notice;
    if (failure !== undefined) this.#fail(failure);
    await this.refresh();
  }

  #claim(attempt: string) {
    const { lease } = this.#options;
    return { state: 'sending' as const, attempt, tab: this.tab, lease, deadline: Date.now() + lease };
  }

  /** The memory of this page, as a table. */
  readonly #page: Table = {
    get: (id) => Promise.resolve(this.#memory.get(id)),
    put: (row) => Promise.resolve(this.#memory.set(row.id, row)),
    before: (lane, place) =>
      Promise.resolve([...this.#memory.values()].filter((row) => row.lane === lane && row.place < place)),
    nextPlace: () => Promise.resolve(Math.max(0, ...[...this.#rows.values()].map(({ place }) => place)) + 1),
  };

  /** Changes a row in one step, where it is; gives it as it is then, `null` when it is nowhere, or nothing when it cannot be written. */
  async #change(id: string, next: Next, strict = false): Promise<OutboxRow | null | undefined> {
    const work = async (table: Table): Promise<OutboxRow | undefined> => {
      const found = await table.get(id);
      const row = found && (await next(found, table));
      if (row) await table.put(row);
      return row ?? found;
    };
    const isHere = this.#memory.has(id);
    const done = isHere
      ? { value: await work(this.#page) }
      : await this.#onDisk(() => (step) => work(tableOf(step)), strict);
    const row = done ? done.value : await this.#bringHere(id, next);
    if (row) await this.#see(row);
    else if (done) this.#miss(id);
    return row ?? (done ? null : undefined);
  }

  /**
   * The storage takes no more: an entry that is to change goes on in this page, if it can be taken out there. What is in
   * two places goes out twice, and what another tab sends is that tab's.
   */
  async #bringHere(id: string, next: Next): Promise<OutboxRow | undefined> {
    const command = this.#commands.get(id);
    if (!command) return undefined;
    const taken = await this.#onDisk(() => async (step) => {
      const found = await step.objectStore('outbox').get(id);
      const row = found && (await next(found, tableOf(step)));
      if (row) await step.objectStore('outbox').delete(id);
      return row;
    });
    const row = taken?.value;
    if (row) this.#memory.set(id, row.sealed ? { ...row, sealed: command } : row);
    return row;
  }

  async #read(id: string): Promise<OutboxRow | undefined> {
    const found =
      this.#memory.get(id) ?? (await this.#onDisk(() => (step) => step.objectStore('outbox').get(id)))?.value;
    return found ?? (this.#vault ? undefined : this.#rows.get(id));
  }

  /** Shows a row as it is now. */
  async #see(row: OutboxRow): Promise<void> {
    const { id } = row;
    if (isOpen(row)) await this.#learn(row);
    const before = this.#rows.get(id);
    this.#rows.set(id, row);
    this.#entries = undefined;
    // Who waits looks again, which is no change.
    if (before?.state !== row.state || before.attempt !== row.attempt) this.wake();
    if (isOpen(row)) return;
    this.#commands.delete(id);
    this.#works();
    this.#ended.add(id);
    const [first] = this.#ended;
    if (this.#ended.size <= maxEnded || first === undefined) return;
    this.#memory.delete(first);
    this.#miss(first);
  }

  /** It is nowhere any more. */
  #miss(id: string): void {
    this.#rows.delete(id);
    this.#ended.delete(id);
    this.#entries = undefined;
    this.wake();
  }

  #sorted(rows: OutboxRow[]): StoredEntry[] {
    const inOrder = rows.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
    return inOrder.flatMap((row) => this.#entryOf(row) ?? []);
  }

  /** Reads the command of a row; what is of another version, or under another key, stays where it is. */
  async #learn({ id, sealed = {} }: OutboxRow): Promise<void> {
    if (this.#commands.has(id)) return;
    try {
      const read = this.#memory.has(id) ? sealed : await this.#vault?.sealing.unseal(id, sealed);
      this.#commands.set(id, this.#options.check(read as WaitingCommand));
    } catch {
      // it is counted
    }
  }

  #entryOf(row: OutboxRow): StoredEntry | undefined {
    const { id, state, since, reason, doubts, lane, tab, deadline, days } = row;
    const command = this.#commands.get(id);
    if (!command || !isOpen(row)) return undefined;
    const entry = { id, command, state: state as OutboxState, since, reason, doubts, lane, tab, deadline };
    return isAsking(entry) ? { ...entry, daysLeft: Math.max(0, this.#options.days - days) } : entry;
  }

  async #callbacks(): Promise<[string, unknown][]> {
    const [names, rows] = await this.#must(() => async (step) => {
      const store = step.objectStore('callbacks');
      return [await store.getAllKeys(), await store.getAll()] as const;
    });
    const read = rows.map(async ({ sealed }, at): Promise<[string, unknown]> => {
      const name = names[at] ?? '';
      return [name, await this.#vault?.sealing.unseal(nameOfCallback(name), sealed)];
    });
    // What another version or another key wrote stays where it is.
    return (await Promise.allSettled(read)).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  }

  async #setCallback(name: string, value: object): Promise<void> {
    await this.#must(async ({ sealing }) => {
      const sealed = await sealing.seal(nameOfCallback(name), value);
      return (step) => step.objectStore('callbacks').put({ sealed }, name);
    }, true);
  }

  async #deleteCallback(name: string): Promise<void> {
    await this.#must(() => (step) => step.objectStore('callbacks').delete(name), true);
  }

  /** As `#onDisk`, for who keeps what fails for himself. */
  async #must<T>(prepare: Prepare<T>, strict = false): Promise<T> {
    const run = async () => {
      if (!this.#vault) throw new DOMException('Nothing is kept.', 'NotFoundError');
      return await this.#vault.database.run(await prepare(this.#vault), strict);
    };
    try {
      return await run();
    } catch (cause) {
      if (!(cause instanceof OtherGeneration)) throw cause;
      await this.#restore(cause.isForgotten);
      return await run(); // under the new key
    }
  }

  /** One step in the database. Nothing where there is none or it fails, which is said. */
  async #onDisk<T>(prepare: Prepare<T>, strict = false): Promise<{ value: T } | undefined> {
    if (!this.#vault) return undefined;
    try {
      return { value: await this.#must(prepare, strict) };
    } catch (cause) {
      return this.#fail(cause);
    }
  }

  /** It is not the database any more that this tab knew: another tab's agent forgot everything, or the browser cleared it. */
  async #restore(isForgotten: boolean): Promise<void> {
    if (isForgotten) this.drop();
    else await new Promise((resolve) => setTimeout(resolve, 200)); // what others know may be on its way
    const [rows, commands] = [[...this.#rows.values()], new Map(this.#commands)];
    this.#vault?.database.close();
    const { vault } = await openVault(this.owner, this.#options);
    this.#vault = vault;
    if (!vault || isForgotten) return;
    const restored: string[] = [];
    for (const row of rows) {
      const command = commands.get(row.id);
      if (this.#memory.has(row.id) || (isOpen(row) && !command)) continue;
      const anew = command && isOpen(row) ? await sealEntry(vault.sealing, row.id, command) : {};
      await vault.database.run(async (step) => {
        const table = tableOf(step);
        if (await table.get(row.id)) return; // another tab was quicker
        await table.put({ ...row, ...anew, place: await table.nextPlace() });
        if (isOpen(row)) restored.push(row.id);
      }, true);
    }
    if (restored.length) this.#notice = msg('The browser cleared its storage. What this tab knew of is kept again.');
    await this.refresh();
    for (const id of restored) this.#options.restored(id);
  }

  #works(): void {
    if (!this.#waitsInPage && this.#vault) this.#failure = '';
  }

  #fail(cause: unknown): undefined {
    const name = cause instanceof Error ? cause.name : String(cause);
    this.#failure = msg(str`The browser does not keep this (${name}): it is gone when the page is closed.`);
    if (name === 'TimeoutError') this.#vault = undefined; // who asks it again waits again
  }
}
