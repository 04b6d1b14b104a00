// Apart from the client: the bridge to a CRM page tells of a call once for each of its states, too.
import type { CurrentCall } from './call-journal.js';

/** So many calls are remembered. */
const most = 100;

/** The calls that were told, as they were then. */
export class ToldCalls {
  readonly #signs = new Map<string, string>();

  /** Nothing where this was told already; else whether it is the first of its call. */
  add({ guid, since, state, muted, recordingPaused }: Partial<CurrentCall>): { isNew: boolean } | undefined {
    const name = guid ?? `${since}`;
    const sign = state === 'ended' ? state : `${state} ${muted} ${recordingPaused}`;
    const before = this.#signs.get(name);
    if (before === sign) return undefined;
    this.#signs.delete(name);
    this.#signs.set(name, sign);
    const [oldest] = this.#signs.keys();
    if (this.#signs.size > most && oldest !== undefined) this.#signs.delete(oldest);
    return { isNew: before === undefined };
  }

  clear(): void {
    this.#signs.clear();
  }
}
