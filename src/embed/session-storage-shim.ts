// Where the browser refuses this frame session storage, the CRM page keeps which calls it knows while this page is loaded again.
import type { CallBooks } from '../core/call-journal.js';
import { writeJson } from '../codecs/write-json.js';

/** A tab remembers its calls under this and the names of the agent and the dialer. */
const prefix = 'portside-call ';

/**
 * Stands in for refused storage, for the calls alone: all else stays refused. Where storage works the CRM page is told
 * nothing and not believed.
 *
 * @param call - what the CRM page kept
 * @param tell - hears what is to be kept, and when there is nothing any more
 */
export function shimSessionStorage(call: CallBooks | undefined, tell: (call: CallBooks | undefined) => void): void {
  if (!isRefused()) return;
  let kept = call && writeJson(call);
  const only = (name: string) => {
    if (!name.startsWith(prefix)) throw new DOMException('The browser refuses storage.', 'SecurityError');
  };
  const keep = (name: string, text?: string) => {
    only(name);
    kept = text;
    tell(text === undefined ? undefined : (JSON.parse(text) as CallBooks));
  };
  const getItem = (name: string) => (only(name), kept ?? null);
  const value = { getItem, setItem: keep, removeItem: (name: string) => keep(name) };
  Object.defineProperty(window, 'sessionStorage', { value, configurable: true });
}

function isRefused(): boolean {
  try {
    return !window.sessionStorage;
  } catch {
    return true;
  }
}
