import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { newName } from '../core/page.js';
import { attempt, inTime } from '../core/platform.js';
import { spanOf, type OutboxRow } from './outbox-row.js';
import type { Sealed } from './sealing.js';

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxRow; indexes: { lane: [string, number]; open: number } };
  callbacks: { key: string; value: { sealed: Sealed; isOld?: true } };
  meta: { key: string; value: unknown };
}

/** As version 0.1 kept everything in one store, `entries`. */
interface OldRow extends Omit<OutboxRow, 'lane' | 'days' | 'day'> {
  callback?: Sealed;
}

export type OutboxTransaction = IDBPTransaction<Schema, ('outbox' | 'callbacks' | 'meta')[], 'readwrite'>;

/** How long a step may take, in milliseconds: a tab of another version may stand in the way for ever, or a disk. */
export const stepTime = 5_000;
/** How long what has ended may take to say so, in milliseconds. */
const lastWord = 500;
/** How long an old tab that was sending when the database was changed may take to end, in milliseconds. */
const oldLease = 30_000;

const stores = ['outbox', 'callbacks', 'meta'] as const;

/** The browser cleared its storage since this tab opened it, or another tab's agent has forgotten everything. */
export class OtherGeneration extends Error {
  constructor(readonly isForgotten: boolean) {
    super();
  }
}

/** The database of one agent at one dialer. Every step is one transaction, with an end: nothing waits for ever. */
export class OutboxDatabase {
  #opened: Promise<IDBPDatabase<Schema>> | undefined;
  /** Which making of this database the tab knows. */
  generation = '';

  constructor(readonly name: string) {}

  /** Opens it, and makes it or brings what version 0.1 kept along. Rejects where the browser refuses. */
  async open(): Promise<void> {
    await this.#run(async (step) => {
      const meta = step.objectStore('meta');
      this.generation = ((await meta.get('generation')) as string | undefined) ?? newName();
      await meta.put(this.generation, 'generation');
    });
  }

  /**
   * Runs the work in one transaction. Rejects with `OtherGeneration` when it is not the database any more that this tab
   * knows, with a `TimeoutError` when it does not end: then nothing was written.
   */
  run<T>(work: (step: OutboxTransaction) => Promise<T>, strict = false): Promise<T> {
    return this.#run(async (step) => {
      const meta = step.objectStore('meta');
      if ((await meta.get('generation')) !== this.generation)
        throw new OtherGeneration((await meta.get('forgotten')) === this.generation);
      return await work(step);
    }, strict);
  }

  async #run<T>(work: (step: OutboxTransaction) => Promise<T>, strict = false): Promise<T> {
    const once = async () => {
      const database = await inTime((this.#opened ??= this.#open()), stepTime);
      const step = database.transaction([...stores], 'readwrite', { durability: strict ? 'strict' : 'default' });
      step.done.catch(() => undefined); // the work's own failure says more
      const whole = async () => {
        const result = await work(step);
        await step.done;
        return result;
      };
      return await endOf(whole(), () => step.abort());
    };
    try {
      return await once();
    } catch (cause) {
      // It was closing, or was closed in mid-step, as where the browser clears its storage: then nothing was written.
      if (!(cause instanceof DOMException && /^(?:InvalidState|Abort)Error$/.test(cause.name))) throw cause;
      this.#opened = undefined;
      return await once();
    }
  }

  /** Deletes everything; other tabs see that it was meant. */
  async clear(): Promise<void> {
    await this.#run(async (step) => {
      for (const store of stores) await step.objectStore(store).clear();
      await step.objectStore('meta').put(newName(), 'generation');
      await step.objectStore('meta').put(this.generation, 'forgotten');
    }, true);
  }

  /** Deletes the database itself. */
  async delete(): Promise<void> {
    this.close();
    await deleteDB(this.name).catch(() => undefined); // it stays where a tab holds it
  }

  close(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    opened?.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const drop = () => {
      if (this.#opened === opened) this.#opened = undefined;
    };
    const opened = openDB<Schema>(this.name, 2, {
      upgrade: (database, _from, _to, step) => {
        const whole = upgrade(database, step as unknown as IDBPTransaction<Schema, ArrayLike<never>, 'versionchange'>);
        whole.catch(() => attempt(() => step.abort())); // half of it would lose the rest
        step.done.catch(() => undefined); // opening fails too
      },
      blocking: (_now, _next, event) => {
        drop();
        (event.target as IDBDatabase).close();
      },
      terminated: drop,
    });
    opened.catch(drop);
    return opened;
  }
}

/** Makes the stores, and takes over what version 0.1 kept in one of its own, which tabs of that version then miss. */
async function upgrade(
  database: IDBPDatabase<Schema>,
  step: IDBPTransaction<Schema, ArrayLike<never>, 'versionchange'>,
): Promise<void> {
  const outbox = database.createObjectStore('outbox', { keyPath: 'id' });
  outbox.createIndex('lane', ['lane', 'place']);
  outbox.createIndex('open', 'isOpen');
  const callbacks = database.createObjectStore('callbacks');
  const meta = database.createObjectStore('meta');
  const names = database.objectStoreNames as unknown as DOMStringList;
  if (!names.contains('entries')) return;
  const old = (
    step as unknown as IDBPTransaction<{ entries: { key: string; value: unknown } }, ['entries'], 'versionchange'>
  ).objectStore('entries');
  for (const key of await old.getAllKeys()) {
    const value = await old.get(key);
    const row = Object(value) as OldRow;
    if (key === 'key' || key === 'place') await meta.put(value, key);
    else if (row.callback) await callbacks.put({ sealed: row.callback, isOld: true }, key.replace(/^callback /, ''));
    else if (row.sealed)
      await outbox.put({
        ...row,
        ...{ lane: '', days: 0, day: 0, isOpen: 1, isOld: true },
        ...(row.state === 'sending' && { attempt: '', lease: spanOf(oldLease) }),
      });
  }
  (database as unknown as IDBDatabase).deleteObjectStore('entries');
}

/** The end of a step. What takes too long is stopped, and rejects with a `TimeoutError`; what has ended by then has its last word. */
async function endOf<T>(step: Promise<T>, stop: () => void): Promise<T> {
  try {
    return await inTime(step, stepTime);
  } catch (cause) {
    const isStopped = attempt(() => (stop(), true));
    if (isStopped || !(cause instanceof DOMException && cause.name === 'TimeoutError')) throw cause;
    return await inTime(step, lastWord);
  }
}
