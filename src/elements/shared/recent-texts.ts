import { getTabItem, setTabItem } from '../../core/tab-storage.js';

/**
 * The last texts that one agent used at one server in this tab, newest first, each spelling once. Among what the tab
 * remembers, so that `client.forget()` and the end of the tab take them.
 */
export class RecentTexts {
  readonly #name: string;
  readonly #most: number;

  constructor(name: string, most: number) {
    this.#name = name;
    this.#most = most;
  }

  of(owner: string): readonly string[] {
    const texts = getTabItem(`${this.#name} ${owner}`);
    return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
  }

  /** Puts one first. */
  add(owner: string, text: string): void {
    const others = this.of(owner).filter((each) => each !== text);
    setTabItem(`${this.#name} ${owner}`, [text, ...others].slice(0, this.#most));
  }
}
