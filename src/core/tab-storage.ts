/** What a tab remembers over a reload: texts under names, in session storage, gone when the tab is closed. */
import { writeJson } from '../codecs/write-json.js';

const prefix = 'portside-';

/** Stands in where the browser refuses storage or has no room: gone with the page. */
const fallback = new Map<string, string>();

/** What this page alone writes, under names: here it stays when the page's own scripts clear session storage. */
export const pageItems = new Map<string, unknown>();

/** The value that was kept under a name, or nothing; also when it is not what JSON reads. */
export function getTabItem(name: string): unknown {
  try {
    const text = fallback.get(name) ?? sessionStorage.getItem(prefix + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined; // storage may be refused, or hold what somebody else wrote
  }
}

/** Keeps a value that JSON can write; `undefined` forgets it. */
export function setTabItem(name: string, value: unknown): void {
  const text = writeJson(value) as string | undefined;
  fallback.delete(name);
  try {
    if (text === undefined) sessionStorage.removeItem(prefix + name);
    else sessionStorage.setItem(prefix + name, text);
  } catch {
    if (text !== undefined) fallback.set(name, text);
  }
}

/** Forgets all of it. */
export function clearTabItems(): void {
  fallback.clear();
  pageItems.clear();
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name);
  } catch {
    // refused: then nothing was kept there
  }
}
