// What the Node lane has of a page: its events, its address, its storage. Whoever needs more of one runs in a browser.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll } from 'vitest';

/** What it keeps are its own keys, as in a page. */
function tabStorage(): Storage {
  const items = new Map<string, string>();
  const methods = {
    key: (at: number) => [...items.keys()][at] ?? null,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, String(value)),
    removeItem: (name: string) => void items.delete(name),
    clear: () => items.clear(),
  };
  return new Proxy(methods as unknown as Storage, {
    get: (_, name) => (name === 'length' ? items.size : Reflect.get(methods, name)),
    ownKeys: () => [...items.keys()],
    getOwnPropertyDescriptor: (_, name) => ({ value: items.get(String(name)), enumerable: true, configurable: true }),
  });
}

const location = new URL('https://crm.example/agent.html');

/** Addresses are relative to the page's. */
class PageRequest extends Request {
  constructor(address: RequestInfo | URL, init?: RequestInit) {
    super(address instanceof Request ? address : new URL(address, location), init);
  }
}

const page = new EventTarget();
Object.assign(globalThis, {
  window: globalThis,
  Request: PageRequest,
  location,
  isSecureContext: true,
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
  dispatchEvent: page.dispatchEvent.bind(page),
});
for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(globalThis, name, { value: tabStorage(), configurable: true, writable: true });

// Mocha's names, which the tests have in a page.
Object.assign(globalThis, { before: beforeAll, after: afterAll });
