import { get, update, values, type UseStore } from 'idb-keyval';

/** Encrypted, or plain where the integrator wants it so. */
export type Sealed<T> = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer } | T;

const algorithm = 'AES-GCM';
const store = 'entries';
/** How long opening may take, in milliseconds: a tab of another version may stand in the way for ever. */
const openTime = 5_000;

/**
 * A database whose texts nobody reads outside this browser, for idb-keyval: opened anew where the browser closed it, out of
 * the way of a tab that deletes it, and written through to the disk. Numbers and comments are sealed with a key that never
 * leaves it, or plain where the integrator wants it so.
 */
export class EncryptedDatabase {
  #opened: Promise<IDBDatabase> | undefined;
  #key: CryptoKey | true | undefined;

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

  /** Takes the key of the database, or gives it one. Rejects where the browser refuses storage or a newer version has it. */
  async open(isPlain: boolean): Promise<void> {
    const made =
      isPlain || (await crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt']));
    await update<CryptoKey | true>('key', (key = made) => (this.#key = key), this.use);
  }

  /** Takes the key as it stands there, which another tab may have renewed. False when the browser cleared its storage. */
  async takeKey(): Promise<boolean> {
    const key = await get<CryptoKey | true>('key', this.use);
    this.#key = key ?? this.#key;
    return !!key;
  }

  async seal<T extends object>(value: T): Promise<Sealed<T>> {
    if (!this.#key) throw new DOMException('no key', 'NotFoundError');
    if (this.#key === true) return value;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    return { iv, bytes: await crypto.subtle.encrypt({ name: algorithm, iv }, this.#key, bytes) };
  }

  /** What was sealed, which nobody has checked. Rejects for what another key has sealed. */
  async unseal<T extends object>(sealed: Sealed<T>): Promise<T> {
    if (!('iv' in sealed)) return sealed;
    const bytes = await crypto.subtle.decrypt({ name: algorithm, iv: sealed.iv }, this.#key as CryptoKey, sealed.bytes);
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  }

  /** The rows that have this field: several kinds stand side by side. */
  async rows<Row>(field: keyof Row & string): Promise<Row[]> {
    const all = await values<unknown>(this.use);
    return all.filter((row): row is Row => Object.hasOwn(Object(row) as object, field));
  }

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
