import { hashOfText } from '../codecs/hash.js';
import { writeJson } from '../codecs/write-json.js';
import { attempt, localStore } from './platform.js';

/** Where the browser refuses storage: gone with the page. */
const pageItems = new Map<string, string>();

/** What this browser remembers under the name of a purpose and of whose it is; of the name only a sum stands there. */
export class LocalItem {
  readonly #name: string;
  readonly #storage: () => Storage | null | undefined;
  /** Nobody's is kept in this object alone. */
  readonly #spare: Map<string, string>;

  /** Kept over a reload unless `isPages`. */
  constructor(purpose: string, whose: string, isPages = !whose) {
    this.#name = `portside-${purpose} ${hashOfText(whose)}`;
    this.#storage = isPages ? () => null : localStore;
    this.#spare = whose ? pageItems : new Map<string, string>();
  }

  /** Whatever JSON reads there: any script of this origin may have written it. */
  get(): unknown {
    const text = this.#spare.get(this.#name) ?? attempt(() => this.#storage()?.getItem(this.#name));
    return attempt(() => JSON.parse(text ?? '') as unknown);
  }

  /** Keeps a value; `undefined` takes it away. */
  set(value: unknown): void {
    const text = value === undefined ? undefined : writeJson(value);
    this.#spare.delete(this.#name);
    const isKept = attempt(() => {
      const kept = this.#storage();
      if (text === undefined) kept?.removeItem(this.#name);
      else kept?.setItem(this.#name, text);
      return !!kept;
    });
    if (!isKept && text !== undefined) this.#spare.set(this.#name, text);
  }
}

/** How an agent wants to be told of a call in this browser. */
export const alertItem = (owner: string): LocalItem => new LocalItem('alerts', owner);

/** What somebody uploaded last in this browser. */
export const uploadsItem = (owner: string): LocalItem => new LocalItem('uploads', owner);
