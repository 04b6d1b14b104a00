import type { Page } from '@playwright/test';

/** Everything that a run leaves behind, as text, by place. */
export type Traces = Record<'storage' | 'session' | 'console' | 'addresses' | 'events' | 'log' | 'document', string>;

/** Watches a page from its first byte on; the function that it gives tells what is left behind until then. */
export async function watch(page: Page): Promise<() => Promise<Traces>> {
  const said: string[] = [];
  const addresses: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(`${error.message} ${error.stack}`));
  page.on('request', (request) => addresses.push(request.url()));
  await page.addInitScript(() => {
    const events: string[] = [];
    /** An error shows nothing of itself to JSON. */
    const plain = (_: string, value: unknown) =>
      value instanceof Error ? { ...value, message: value.message, stack: value.stack, cause: value.cause } : value;
    for (const type of ['cti-request', 'cti-result', 'cti-error', 'cti-change'])
      addEventListener(type, (event) => events.push(JSON.stringify({ ...event }, plain)), true);
    Object.assign(window, { seenEvents: events });
  });

  return async () => {
    const frames = await Promise.all(page.frames().map((frame) => frame.evaluate(leftBehind)));
    const all = (key: 'storage' | 'session' | 'events' | 'log' | 'document') =>
      frames.map((each) => each[key]).join('\n');
    return {
      storage: all('storage'),
      session: all('session'),
      console: said.join('\n'),
      addresses: [...addresses, ...page.frames().map((frame) => frame.url())].join('\n'),
      events: all('events'),
      log: all('log'),
      document: all('document'),
    };
  };
}

/** Runs in the page. */
async function leftBehind() {
  const bytes = (buffer: ArrayBufferLike) => String.fromCharCode(...new Uint8Array(buffer));
  const plain = (_: string, value: unknown): unknown => {
    if (value instanceof ArrayBuffer) return bytes(value);
    if (ArrayBuffer.isView(value)) return bytes(value.buffer);
    if (value instanceof Map || value instanceof Set) return [...value];
    if (typeof CryptoKey === 'function' && value instanceof CryptoKey)
      return { key: value.type, extractable: value.extractable };
    return value;
  };
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });

  /** A frame of another site may be refused any storage. */
  const ifAllowed = async (read: () => unknown) => {
    try {
      return await read();
    } catch (error) {
      return String(error);
    }
  };
  const databases = async () => {
    const found: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name!));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        found.push([name, store, await done(objects.getAllKeys()), await done(objects.getAll())]);
      }
      database.close();
    }
    return found;
  };
  const cached = async () => {
    const found: unknown[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        found.push([name, request.url, await (await cache.match(request))!.text()]);
    }
    return found;
  };
  const places = [
    () => ({ ...localStorage }),
    () => document.cookie,
    () => [window.name, history.state],
    databases,
    cached,
  ];
  const clients = [...document.querySelectorAll('cti-session')].map(({ client }) => client);
  return {
    storage: JSON.stringify(await Promise.all(places.map(ifAllowed)), plain),
    session: JSON.stringify(await ifAllowed(() => ({ ...sessionStorage }))),
    events: (window as unknown as { seenEvents: string[] }).seenEvents.join('\n'),
    log: JSON.stringify(
      clients.map((client) => client?.exportLog()),
      plain,
    ),
    document: document.documentElement.outerHTML,
  };
}
