import { getTabItem, setTabItem } from '../../core/tab-storage.js';

/** Keeps over a reload what an agent has typed for a call and not sent: in this tab, for one control. */
export class DraftStorage {
  readonly #kind: string;
  #guid = '';

  constructor(kind: string) {
    this.#kind = kind;
  }

  /** What was typed for a call before the page was loaded; once for each call. */
  take(guid: string | undefined): object | string | undefined {
    if (!guid || guid === this.#guid) return undefined;
    this.#guid = guid;
    return getTabItem(this.#name(guid)) as object | string | undefined;
  }

  /** Keeps what is typed now; nothing, or nothing in it, forgets it. */
  keep(guid: string | undefined, typed: object | string = ''): void {
    if (guid) setTabItem(this.#name(guid), Object.keys(typed).length ? typed : undefined);
  }

  #name(guid: string): string {
    return `draft ${this.#kind} ${guid}`;
  }
}
