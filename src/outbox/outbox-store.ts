import { msg, str } from '@lit/localize';
import { hasGone, newName, showAlive } from '../core/page.js';
import { OtherGeneration, type OutboxTransaction } from './outbox-database.js';
import type {
  OutboxEnd,
  OutboxEntry,
  OutboxState,
  OutboxStorage,
  SealedStore,
  WaitingCommand,
} from './outbox-entry.js';
import {
  aged,
  changed,
  endOf,
  goesFirst,
  isAsking,
  isOpen,
  isRunning,
  looksSame,
  spanOf,
  today,
  type Change,
  type OutboxRow,
  type Span,
} from './outbox-row.js';
import { callOf } from './retry-policy.js';
import { callbacksOf, type Prepare } from './sealed-callbacks.js';
import { openVault, sealEntry, type Vault, type VaultOptions } from './vault.js';

/** An entry with what its delivery needs to know. */
export interface StoredEntry extends OutboxEntry, Pick<OutboxRow, 'lane' | 'tab' | 'rest' | 'hold'> {
  readonly doubts: number;
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
  /** Hears that what is shown is another: of which entry, and whether this tab has changed that. */
  changed: (id?: string, isOwn?: boolean) => void;
  /** Hears that the browser has cleared its storage, so that other tabs look too. */
  cleared: () => void;
}

/** What a step works on: the database, or the memory of this page. */
interface Table {
  get(id: string): Promise<OutboxRow | undefined>;
  put(row: OutboxRow): Promise<unknown>;
  /** All of a call that stand before a place. */
  before(lane: string, place: number): Promise<OutboxRow[]>;
  nextPlace(): Promise<number>;
}

/** What comes of a row; nothing when it stays as it is. */
type Next = (found: OutboxRow, table: Table) => OutboxRow | undefined | Promise<OutboxRow | undefined>;
/** A row after a step: whether this step has changed it. `gone` is nowhere, `unwritable` cannot be changed now. */
type Done = { is: 'there'; row: OutboxRow; isChanged: boolean } | { is: 'gone' } | { is: 'unwritable' };

function tableOf(step: OutboxTransaction): Table {
  const [rows, meta] = [step.objectStore('outbox'), step.objectStore('meta')];
  return {
    get: (id) => rows.get(id),
    put: (row) => rows.put(row),
    before: (lane, place) => rows.index('lane').getAll(IDBKeyRange.bound([lane, 0], [lane, place], false, true)),
    async nextPlace() {
      const place = placeAfter(((await meta.get('place')) as number | undefined) ?? 0);
      await meta.put(place, 'place');
      return place;
    },
  };
}

/** By the clock, so that what is made in a new database comes after what a tab puts back; but in order also where that goes back. */
const placeAfter = (last: number) => Math.max(Date.now(), last + 1);

const inOrder = (rows: OutboxRow[]) => rows.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));

/** What is kept in this page only, by owner: it outlives a client that is made anew. */
const memories = new Map<string, Map<string, OutboxRow>>();
/** What other tabs know may be on its way for so long, in milliseconds. */
const lookAround = 200;
/** So many of those that have ended are remembered, should the browser clear its storage. */
const maxEnded = 200;

/** An entry that is this tab's for one try. */
export interface OwnClaim {
  is: 'mine';
  attempt: string;
  entry: StoredEntry;
}

/** What came of asking for an entry. */
export type Claim =
  | OwnClaim
  /** Another one of its call goes first, or it is in another state than was seen. `isSent`: what is in the way is on its way. */
  | { is: 'busy'; isSent: boolean }
  /** Without an end it has gone, or cannot be read here: another version or another key wrote it. */
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
  #restoring: Promise<void> | undefined;
  /** The storage did not answer: nobody waits for it again until it is opened anew, at the second look. */
  #isStalled = false;
  #looks = 0;
  #release: (() => void) | undefined;
  /** What stays true until the page is loaded again. */
  #notice = '';
  /** What the browser did not keep; nothing once all that is in this page only has gone. */
  #failure = '';
  /** What the browser called it. */
  #failureName = '';
  /** Writes what came of attempts, which the storage did not take. */
  readonly #unwritten = new Map<string, () => Promise<void>>();
  #countedOn = 0;
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
    if (this.#entries?.some(({ heldUntil, hold }) => heldUntil && !isRunning(hold))) this.#entries = undefined;
    return (this.#entries ??= this.#entriesOf([...this.#rows.values()]));
  }

  /** Those of one call. */
  ofLane(lane: string): readonly StoredEntry[] {
    return this.#entriesOf([...this.#rows.values()].filter((row) => row.lane === lane));
  }

  get problem(): string {
    const unread = [...this.#rows.values()].filter((row) => isOpen(row) && !this.#commands.has(row.id)).length;
    return (
      this.#failure ||
      this.#notice ||
      (unread ? msg(str`Entries of the outbox that this page cannot read: ${unread}. Tell your administrator.`) : '')
    );
  }

  /** What the browser called the failure that `problem` tells; empty for none. */
  get problemDetail(): string {
    return this.#failure && this.#failureName;
  }

  /** `memory` also while some of it found no room elsewhere. */
  get storage(): OutboxStorage {
    return !this.#vault || this.#isStalled || this.#waitsInPage ? 'memory' : this.#vault.kind;
  }

  /** Beside the entries: callbacks. */
  get store(): SealedStore | undefined {
    return this.#vault && callbacksOf((...step) => this.#must(...step));
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
    const kept = await this.#onDisk(() => (step) => step.objectStore('outbox').index('open').getAll());
    if (!kept && this.#vault) return;
    const found = new Map([...(kept?.value ?? []), ...this.#memory.values()].map((row) => [row.id, row]));
    for (const row of [...this.#rows.values()]) if (isOpen(row) && !found.has(row.id)) this.#miss(row.id);
    await Promise.all([...found.values()].map((row) => this.#see(row)));
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

  /**
   * Keeps a command, and claims it in the same step when none of its call goes before it. What is to be held for a moment
   * is not claimed; where it is kept in this page only it is not held: a page that closes would lose it.
   */
  async add(command: WaitingCommand, holdFor = 0): Promise<{ id: string; claim: OwnClaim | undefined }> {
    const [id, attempt] = [newName(), newName()];
    this.#commands.set(id, command);
    const add = async (table: Table, lane: string, sealed: object, hold?: Span) => {
      const place = await table.nextPlace();
      const isFirst = !(await table.before(lane, place)).some(goesFirst);
      const row: OutboxRow = {
        ...{ id, place, lane, state: 'waiting', isOpen: 1, since: Date.now(), doubts: 0, reason: '' },
        ...{ tab: this.tab, days: 0, day: 0, sealed },
        ...(hold ? { hold } : isFirst && this.#claimed(attempt)),
      };
      await table.put(row);
      return row;
    };
    const kept = await this.#onDisk(async ({ sealing }) => {
      const { lane, sealed } = await sealEntry(sealing, id, command);
      return (step) => add(tableOf(step), lane, sealed, holdFor > 0 ? spanOf(holdFor) : undefined);
    }, true);
    const lane = async () => (await this.#vault?.sealing.nameOf(callOf(command))) ?? callOf(command);
    const row = kept?.value ?? (await add(this.#page, await lane(), command));
    await this.#see(row, true);
    const entry = this.find(id);
    return { id, claim: entry && row.state === 'sending' ? { is: 'mine', attempt, entry } : undefined };
  }

  /** Takes an entry that is in one of these states, for one try. */
  async claim(id: string, states: readonly OutboxState[]): Promise<Claim> {
    if (!this.#commands.has(id)) await this.refresh(id);
    const attempt = newName();
    let first = undefined as OutboxRow | undefined;
    const done = await this.#change(
      id,
      async (found, table) => {
        first = undefined;
        const isFree = found.state !== 'sending' && states.includes(found.state as OutboxState);
        if (!isFree || !this.#commands.has(id)) return undefined;
        first = (await table.before(found.lane, found.place)).find(goesFirst);
        return first ? undefined : { ...found, rest: undefined, hold: undefined, ...this.#claimed(attempt) };
      },
      true,
    );
    if (done.is === 'unwritable') return { is: 'busy', isSent: false };
    if (done.is === 'gone') return { is: 'ended', end: undefined };
    const { row, isChanged } = done;
    const entry = this.find(id);
    if (!entry) return { is: 'ended', end: endOf(row) };
    return isChanged ? { is: 'mine', attempt, entry } : { is: 'busy', isSent: (first ?? row).state === 'sending' };
  }

  /**
   * Whether this attempt may still go; then it has its time again. A tab that stood still has lost it to another. Where
   * the storage fails meanwhile, `isFresh` decides.
   */
  async renew(id: string, attempt: string, isFresh: boolean): Promise<boolean> {
    const isMine = (row: OutboxRow) => row.state === 'sending' && row.attempt === attempt;
    const done = await this.#change(id, (found) =>
      isMine(found) ? { ...found, ...this.#claimed(attempt) } : undefined,
    );
    return done.is === 'unwritable' ? isFresh : done.is === 'there' && done.isChanged;
  }

  /** Writes what came of an attempt. Where another one has taken its place it has no say any more. */
  async settle(id: string, attempt: string, change: Change): Promise<void> {
    const done = await this.#change(id, (found) =>
      found.attempt === attempt && isOpen(found) ? changed(found, change) : undefined,
    );
    this.#unwritten.delete(id);
    const known = this.#rows.get(id);
    if (done.is !== 'unwritable' || !known) return;
    // Until then who reads it finds it as `sending`, and asks the agent in the end.
    this.#unwritten.set(id, () => this.settle(id, attempt, change));
    await this.#see(changed(known, change));
  }

  /** Changes an entry that is in one of these states. False when it is in another one, has ended, or cannot be written. */
  async change(id: string, states: readonly OutboxState[], change: Change): Promise<boolean> {
    const done = await this.#change(id, (found) =>
      states.includes(found.state as OutboxState) ? changed(found, change) : undefined,
    );
    return done.is === 'there' && done.isChanged;
  }

  /** What was on its way in a tab that has gone or stands still: nobody knows whether it arrived. Gives those that it changed. */
  async sweep(changeOf: (entry: StoredEntry) => Change): Promise<string[]> {
    const swept: string[] = [];
    for (const entry of this.entries) {
      if (entry.state !== 'sending') continue;
      const isGone = entry.tab !== this.tab && (await hasGone(entry.tab));
      const done = await this.#change(entry.id, (found) =>
        found.state === 'sending' && (!isRunning(found.lease) || (isGone && found.tab === entry.tab))
          ? changed(found, changeOf(entry))
          : undefined,
      );
      if (done.is === 'there' && done.isChanged) swept.push(entry.id);
    }
    return swept;
  }

  /**
   * Counts the days on which something waited for the agent. Takes out what has waited too long, and forgets what has ended.
   * Gives those that it took out.
   */
  async countDays(): Promise<string[]> {
    const day = today();
    if (day === this.#countedOn) return [];
    this.#countedOn = day;
    const out: string[] = [];
    const next = (row: OutboxRow) => {
      const older = aged(row, this.#options.days, day);
      if (!older && isOpen(row)) out.push(row.id);
      return older;
    };
    for (const row of [...this.#memory.values()]) {
      const older = next(row);
      if (older) this.#memory.set(row.id, older);
      else this.#memory.delete(row.id);
    }
    await this.#onDisk(() => async (step) => {
      const rows = step.objectStore('outbox');
      for (const row of await rows.getAll()) {
        const older = next(row);
        if (!older) await rows.delete(row.id);
        else if (older !== row) await rows.put(older);
      }
    });
    await this.refresh();
    return out;
  }

  /** Deletes all of it, in every tab. */
  async forget(): Promise<void> {
    this.drop();
    try {
      await this.#vault?.database.clear();
      await this.#open();
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** Another tab has deleted all of it. */
  drop(): void {
    this.#memory.clear();
    this.#rows.clear();
    this.#ended.clear();
    this.#unwritten.clear();
    this.#commands.clear();
    this.#entries = undefined;
    this.wake();
    this.#options.changed();
  }

  /** Takes the storage or the page's key where it can be had now, and keeps there what is in this page only. */
  async keep(): Promise<void> {
    const isTried = this.#isStalled ? ++this.#looks > 1 : !this.#vault && this.#options.key && this.#notice;
    if (isTried) await this.#open();
    for (const settle of [...this.#unwritten.values()]) await settle();
    if (!this.#vault || this.#isStalled || !this.#waitsInPage) return;
    for (const row of [...this.#memory.values()]) {
      const command = this.#commands.get(row.id);
      if (row.state === 'sending' || !command) continue;
      this.#memory.set(row.id, { ...row, ...this.#claimed(newName()) }); // nobody takes it meanwhile
      const moved = await this.#onDisk(async ({ sealing }) => {
        const anew = await sealEntry(sealing, row.id, command);
        return (step) => tableOf(step).put({ ...row, ...anew });
      }, true);
      if (!moved) return void this.#memory.set(row.id, row);
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
    const { vault, notice = '', failure } = await openVault(this.owner, this.#options);
    this.#vault = vault;
    this.#isStalled = false;
    this.#looks = 0;
    this.#notice = notice;
    if (failure === undefined) this.#works();
    else this.#fail(failure);
    await this.refresh();
    this.#options.changed();
  }

  #claimed(attempt: string) {
    return { state: 'sending' as const, attempt, tab: this.tab, lease: spanOf(this.#options.lease) };
  }

  /** The memory of this page, as a table. What the database held when it was last seen keeps its turn. */
  readonly #page: Table = {
    get: (id) => Promise.resolve(this.#memory.get(id)),
    put: (row) => Promise.resolve(this.#memory.set(row.id, row)),
    before: (lane, place) =>
      Promise.resolve([...this.#rows.values()].filter((row) => row.lane === lane && row.place < place)),
    nextPlace: () => Promise.resolve(placeAfter(Math.max(0, ...[...this.#rows.values()].map(({ place }) => place)))),
  };

  /** Changes a row in one step, where it is. */
  async #change(id: string, next: Next, strict = false): Promise<Done> {
    const work = async (table: Table): Promise<Done> => {
      const found = await table.get(id);
      if (!found) return { is: 'gone' };
      const row = await next(found, table);
      if (row) await table.put(row);
      return { is: 'there', row: row ?? found, isChanged: !!row };
    };
    const isHere = this.#memory.has(id);
    const done: Done = isHere
      ? await work(this.#page)
      : ((await this.#onDisk(() => (step) => work(tableOf(step)), strict))?.value ?? (await this.#bringHere(id, next)));
    if (done.is === 'there') await this.#see(done.row, done.isChanged);
    else if (done.is === 'gone') this.#miss(id);
    return done;
  }

  /**
   * The storage takes no more: an entry that is to change goes on in this page, if it can be taken out there. What is in
   * two places goes out twice, and what another tab sends is that tab's.
   */
  async #bringHere(id: string, next: Next): Promise<Done> {
    const command = this.#commands.get(id);
    const taken = await this.#onDisk(() => async (step) => {
      const found = command && (await step.objectStore('outbox').get(id));
      const row = found && (await next(found, tableOf(step)));
      if (row) await step.objectStore('outbox').delete(id);
      return row;
    });
    const row = taken?.value;
    if (!row) return { is: 'unwritable' };
    this.#memory.set(id, row.sealed ? { ...row, sealed: command as object } : row);
    return { is: 'there', row, isChanged: true };
  }

  async #read(id: string): Promise<OutboxRow | undefined> {
    const kept = this.#memory.get(id);
    if (kept) return kept;
    const found = await this.#onDisk(() => (step) => step.objectStore('outbox').get(id));
    return found ? found.value : this.#rows.get(id);
  }

  /** Shows a row as it is now; steps end in their order, and so does this. */
  async #see(row: OutboxRow, isOwn = false): Promise<void> {
    const { id } = row;
    const before = this.#rows.get(id);
    this.#rows.set(id, row);
    this.#entries = undefined;
    if (isOpen(row)) await this.#learn(row);
    else this.#end(id);
    // Who waits looks again, which is no change.
    if (before?.state !== row.state || before.attempt !== row.attempt) this.wake();
    if (before ? !looksSame(before, row) : isOpen(row)) this.#options.changed(id, isOwn);
  }

  #end(id: string): void {
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
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    this.#ended.delete(id);
    this.#entries = undefined;
    this.wake();
    if (isOpen(row)) this.#options.changed(id);
  }

  #entriesOf(rows: OutboxRow[]): StoredEntry[] {
    return inOrder(rows).flatMap((row) => this.#entryOf(row) ?? []);
  }

  /** Reads the command of a row; what is of another version, or under another key, stays where it is. */
  async #learn({ id, sealed = {} }: OutboxRow): Promise<void> {
    if (this.#commands.has(id)) return;
    try {
      const read = this.#memory.has(id) ? sealed : await this.#vault?.sealing.unseal(id, sealed);
      this.#commands.set(id, this.#options.check(read as WaitingCommand));
      this.#entries = undefined;
    } catch {
      // it is counted
    }
  }

  #entryOf(row: OutboxRow): StoredEntry | undefined {
    const { id, state, since, reason, code, doubts, lane, tab, rest, hold, days } = row;
    const command = this.#commands.get(id);
    if (!command || !isOpen(row)) return undefined;
    const entry = { id, command, state: state as OutboxState, since, reason, code, doubts, lane, tab, rest, hold };
    if (isAsking(entry)) return { ...entry, daysLeft: Math.max(0, this.#options.days - days) };
    return hold && isRunning(hold) ? { ...entry, heldUntil: hold.end } : entry;
  }

  /** One step in the database. Rejects where that fails, for who keeps what fails for himself. */
  async #must<T>(prepare: Prepare<T>, strict = false): Promise<T> {
    const run = async () => {
      if (!this.#vault || this.#isStalled) throw new DOMException('Nothing is kept.', 'NotFoundError');
      return await this.#vault.database.run(await prepare(this.#vault), strict);
    };
    try {
      return await run();
    } catch (cause) {
      if (!(cause instanceof OtherGeneration)) throw cause;
      await (this.#restoring ??= this.#restore(cause.isForgotten).finally(() => (this.#restoring = undefined)));
      return await run(); // under the new key
    }
  }

  /** The same. Nothing where there is no database or it fails, which is said. */
  async #onDisk<T>(prepare: Prepare<T>, strict = false): Promise<{ value: T } | undefined> {
    if (!this.#vault || this.#isStalled) return undefined;
    try {
      return { value: await this.#must(prepare, strict) };
    } catch (cause) {
      if (this.#vault as Vault | undefined) this.#fail(cause); // else it was said why
      return undefined;
    }
  }

  /**
   * It is not the database any more that this tab knew: another tab's agent forgot everything, or the browser cleared it.
   * Then each tab puts back what it knows: at once what has ended, and a moment later, when the others have done so too,
   * what has not.
   */
  async #restore(isForgotten: boolean): Promise<void> {
    if (isForgotten) this.drop();
    else this.#options.cleared();
    const [rows, commands] = [inOrder([...this.#rows.values()]), new Map(this.#commands)];
    const { vault, notice = '', failure } = await openVault(this.owner, this.#options);
    const restored: string[] = [];
    const putBack = async (row: OutboxRow, command?: WaitingCommand) => {
      if (this.#memory.has(row.id)) return;
      const anew = vault && command && (await sealEntry(vault.sealing, row.id, command));
      if (!vault && command) this.#memory.set(row.id, { ...row, sealed: command });
      await vault?.database.run(async (step) => {
        const table = tableOf(step);
        if (await table.get(row.id)) return; // another tab was quicker
        await table.put({ ...row, ...anew });
        if (command) restored.push(row.id);
      }, true);
    };
    if (!isForgotten) {
      for (const row of rows) if (!isOpen(row)) await putBack(row);
      await new Promise((resolve) => setTimeout(resolve, lookAround));
      for (const row of rows) if (isOpen(row) && commands.has(row.id)) await putBack(row, commands.get(row.id));
    }
    this.#vault?.database.close();
    this.#vault = vault;
    this.#notice = restored.length
      ? msg('The browser cleared its storage. What this tab still knew is kept again.')
      : notice;
    if (failure !== undefined) this.#fail(failure);
    await this.refresh();
    for (const id of restored) this.#options.changed(id, true);
  }

  #works(): void {
    if (this.#failure && !this.#waitsInPage && this.#vault && !this.#isStalled) {
      this.#failure = '';
      this.#options.changed();
    }
  }

  #fail(cause: unknown): void {
    const name = cause instanceof Error ? cause.name : String(cause);
    this.#failure = msg('Not kept after closing this tab: the browser stores nothing now.');
    this.#failureName = name;
    this.#isStalled ||= name === 'TimeoutError';
    this.#options.changed();
  }
}
