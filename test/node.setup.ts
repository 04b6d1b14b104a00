// What the Node lane has of a page: its events, its address, its storage. Whoever needs more of one runs in a browser.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll } from 'vitest';

class TabStorage implements Storage {
  readonly #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  key = (at: number) => [...this.#items.keys()][at] ?? null;
  getItem = (name: string) => this.#items.get(name) ?? null;
  setItem = (name: string, value: string) => void this.#items.set(name, value);
  removeItem = (name: string) => void this.#items.delete(name);
  clear = () => this.#items.clear();
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
  Object.defineProperty(globalThis, name, { value: new TabStorage(), configurable: true });

// Mocha's names, which the tests have in a page.
Object.assign(globalThis, { before: beforeAll, after: afterAll });
