// Where the browser refuses this frame session storage, the CRM page keeps which call is on the line while this page is loaded again.
import type { CurrentCall } from '../core/current-call.js';

/** A tab remembers its call under this and the names of the agent and the dialer. */
const prefix = 'portside-call ';

/**
 * Stands in for refused storage, for the call alone: all else stays refused. Where storage works the CRM page is told
 * nothing and not believed.
 *
 * @param call - what the CRM page kept
 * @param tell - hears of each call, and when there is none any more
 */
export function shimSessionStorage(call: CurrentCall | undefined, tell: (call: CurrentCall | undefined) => void): void {
  if (!isRefused()) return;
  let kept = call && JSON.stringify(call);
  const only = (name: string) => {
    if (!name.startsWith(prefix)) throw new DOMException('The browser refuses storage.', 'SecurityError');
  };
  const keep = (name: string, text?: string) => {
    only(name);
    kept = text;
    tell(text === undefined ? undefined : (JSON.parse(text) as CurrentCall));
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
