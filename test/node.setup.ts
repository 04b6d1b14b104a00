// What the Node lane has of a page: its events, its address, its storage. Whoever needs more of one runs in a browser.
import 'fake-indexeddb/auto';
import { afterAll, beforeAll } from 'vitest';

/** As a browser's: what is kept stands in its own properties too. */
class TabStorage implements Storage {
  [name: string]: any;
  get length(): number {
    return Object.keys(this).length;
  }
  key(at: number): string | null {
    return Object.keys(this)[at] ?? null;
  }
  getItem(name: string): string | null {
    return Object.hasOwn(this, name) ? this[name] : null;
  }
  setItem(name: string, value: string): void {
    this[name] = String(value);
  }
  removeItem(name: string): void {
    delete this[name];
  }
  clear(): void {
    for (const name of Object.keys(this)) delete this[name];
  }
}

/** The page, made once for all test files: its parts are held by modules that they share. */
function makePage(): void {
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
}

if (!('window' in globalThis)) makePage();
for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(globalThis, name, { value: new TabStorage(), configurable: true, writable: true });

// Mocha's names, which the tests have in a page.
Object.assign(globalThis, { before: beforeAll, after: afterAll });
