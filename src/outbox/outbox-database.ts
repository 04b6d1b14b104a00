import type { UseStore } from 'idb-keyval';

const store = 'entries';
/** How long opening may take, in milliseconds: a tab of another version may stand in the way for ever. */
const openTime = 5_000;

/** A database for idb-keyval: opened anew where the browser closed it, out of the way of a tab that deletes it, and written through to the database. */
export class OutboxDatabase {
  #opened: Promise<IDBDatabase> | undefined;

  constructor(readonly name: string) {}

  readonly use: UseStore = async (mode, work) => {
    const run = async () => {
      const database = await (this.#opened ??= this.#open());
      return await work(database.transaction(store, mode, { durability: 'strict' }).objectStore(store));
    };
    try {
      return await run();
    } catch (cause) {
      if (!(cause instanceof DOMException && cause.name === 'InvalidStateError')) throw cause;
      this.#opened = undefined; // it was closing
      return await run();
    }
  };

  /** Deletes it, with all that other tabs have in it. */
  async delete(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    (await opened?.catch(() => undefined))?.close();
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(this.name);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error(this.name));
    });
  }

  #open(): Promise<IDBDatabase> {
    const opened = new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(this.name);
      setTimeout(() => reject(new DOMException(this.name, 'TimeoutError')), openTime);
      request.onupgradeneeded = () => request.result.createObjectStore(store);
      request.onerror = () => reject(request.error ?? new Error(this.name));
      request.onsuccess = () => {
        const database = request.result;
        const drop = () => {
          if (this.#opened === opened) this.#opened = undefined;
        };
        database.onclose = drop;
        database.onversionchange = () => {
          drop();
          database.close();
        };
        resolve(database);
      };
    });
    opened.catch(() => {
      if (this.#opened === opened) this.#opened = undefined;
    });
    return opened;
  }
}
