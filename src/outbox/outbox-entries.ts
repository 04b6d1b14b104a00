import { del, set, update } from 'idb-keyval';
import { EncryptedDatabase, type Sealed } from './encrypted-database.js';
import type { OutboxState, WaitingCommand } from './outbox-entry.js';
import type { TabLock } from './tab-lock.js';

/** An entry as it is kept. */
export interface StoredEntry {
  id: string;
  /** Its place in the order of all tabs; 0 before it has one. */
  place: number;
  /** Which tab it came from. */
  tab: string;
  state: OutboxState;
  /** Epoch milliseconds. */
  since: number;
  /** Tries of which nobody knows whether they arrived. */
  doubts: number;
  reason: string;
  command: WaitingCommand;
}

/** What may change of an entry. */
export type Change = Partial<Pick<StoredEntry, 'state' | 'doubts' | 'reason'>>;

/** As it stands in the database. */
type Row = Omit<StoredEntry, 'command'> & { sealed: Sealed<WaitingCommand> };

/** Throws for what this page does not know. */
export type CommandCheck = (command: WaitingCommand) => WaitingCommand;

interface Holder {
  tab: string;
  /** Epoch milliseconds of its last sign of life. */
  at: number;
}

const nobody: Holder = { tab: '', at: 0 };

/** The entries of one agent at one dialer, in a database of their own. Every step is one transaction across all tabs. */
export class OutboxEntries {
  readonly #database: EncryptedDatabase;
  readonly #isPlain: boolean;
  readonly #check: CommandCheck;
  /** Commands that were read before: they never change, and unsealing costs. */
  readonly #read = new Map<string, WaitingCommand>();

  constructor(name: string, isPlain: boolean, check: CommandCheck) {
    this.#database = new EncryptedDatabase(name);
    this.#isPlain = isPlain;
    this.#check = check;
  }

  /** Rejects where the browser refuses storage or a newer version has it. */
  open(): Promise<void> {
    return this.#database.open(this.#isPlain);
  }

  /** Whether the browser cleared its storage. */
  async isCleared(): Promise<boolean> {
    return !(await this.#database.takeKey());
  }

  /** All entries that can be read, and how many cannot: those of another version stay where they are. */
  async all(): Promise<{ entries: StoredEntry[]; unread: number }> {
    const rows = await this.#database.rows<Row>('sealed');
    const read = await Promise.all(
      rows.map(({ sealed, ...rest }) =>
        this.#unseal(rest.id, sealed).then(
          (command): StoredEntry => ({ ...rest, command }),
          () => undefined,
        ),
      ),
    );
    const entries = read.filter((entry) => entry !== undefined);
    return { entries, unread: read.length - entries.length };
  }

  /** Keeps an entry, and gives a new one its place. */
  async add({ command, ...rest }: StoredEntry): Promise<StoredEntry> {
    const { use } = this.#database;
    const sealed = await this.#database.seal(command);
    let { place } = rest;
    await update<number>('place', (last = 0) => ((place ||= last + 1), Math.max(last, place)), use);
    await set(rest.id, { ...rest, place, sealed } satisfies Row, use);
    return { ...rest, place, command };
  }

  /** Changes an entry that is in one of these states. False when it is in another one, or gone. */
  async change(id: string, from: readonly OutboxState[], change: Change): Promise<boolean> {
    let isRight = true;
    const changed = (row?: Row): Row => {
      isRight = !!row && from.includes(row.state);
      if (!row || !isRight) throw new RangeError(id); // so that nothing is written
      return { ...row, ...change };
    };
    await update(id, changed, this.#database.use).catch((cause: unknown) => {
      if (isRight) throw cause;
    });
    return isRight;
  }

  async remove(id: string): Promise<void> {
    await del(id, this.#database.use);
    this.#read.delete(id);
  }

  /** Deletes everything, the key too. */
  async forget(): Promise<void> {
    this.#read.clear();
    await this.#database.delete();
  }

  /** A lease in this database. Where it cannot be written it stands in nobody's way: each entry's state is a second guard. */
  lease(tab: string, time: number): TabLock {
    const { use } = this.#database;
    const take = async (may: (holder: string, isOver: boolean) => boolean): Promise<boolean> => {
      let isTaken = false;
      const next = (held: Holder = nobody): Holder => {
        isTaken = may(held.tab, Math.abs(Date.now() - held.at) > time); // the clock may have gone back
        return isTaken ? { tab, at: Date.now() } : held;
      };
      await update('lease', next, use);
      return isTaken;
    };
    const rules = {
      always: () => true,
      free: (holder: string, isOver: boolean) => !holder || isOver,
      over: (holder: string, isOver: boolean) => !!holder && isOver,
    };
    const mine = (holder: string) => holder === tab;
    const left = (held: Holder = nobody): Holder => (mine(held.tab) ? nobody : held);
    return {
      time,
      take: (when) => take(rules[when]).catch(() => when !== 'over'),
      renew: () =>
        take(mine).then(
          () => undefined,
          () => undefined,
        ),
      leave: () => update('lease', left, use).catch(() => undefined),
    };
  }

  async #unseal(id: string, sealed: Row['sealed']): Promise<WaitingCommand> {
    const known = this.#read.get(id);
    if (known) return known;
    const command = this.#check(await this.#database.unseal(sealed));
    this.#read.set(id, command);
    return command;
  }
}
