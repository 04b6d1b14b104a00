import { msg, str } from '@lit/localize';
import type { LitElement } from 'lit';
import { wallClockAt } from '../../codecs/wall-clock.js';
import type { BoardTable } from './board-table.js';
import { csvText, saveFile, tableOf, tabText } from './table-text.js';

/** Takes what is shown out of the page: to the clipboard, or as a file. */
export class TableExport {
  /** What was done, in a sentence. */
  said = '';
  /** The text to copy by hand: without https, and in a frame that may not, the page cannot. */
  text: string | undefined;

  readonly #host: LitElement;
  readonly #table: BoardTable;

  constructor(host: LitElement, table: BoardTable) {
    this.#host = host;
    this.#table = table;
  }

  async copy(): Promise<void> {
    const rows = this.#rows();
    const text = tabText(rows);
    const { clipboard } = navigator as Partial<Navigator>;
    const isCopied = await clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    if (isCopied)
      this.said = rows.length === 2 ? msg('Copied 1 campaign.') : msg(str`Copied ${rows.length - 1} campaigns.`);
    else this.text = text;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (!isCopied) this.#host.shadowRoot?.querySelector<HTMLElement>('#text')?.focus();
  }

  save(): void {
    const rows = this.#rows();
    saveFile(`campaigns-${wallClockAt(Date.now()).slice(0, 16).replace(' ', '-').replace(':', '')}.csv`, csvText(rows));
    this.said = rows.length === 2 ? msg('Saved 1 campaign.') : msg(str`Saved ${rows.length - 1} campaigns.`);
    this.#host.requestUpdate();
  }

  /** What was said is over with the next action. */
  clear(): void {
    this.said = '';
    this.text = undefined;
    this.#host.requestUpdate();
  }

  #rows() {
    const { shown, columns } = this.#table;
    return tableOf(shown, columns.figures, columns.hasState);
  }
}
