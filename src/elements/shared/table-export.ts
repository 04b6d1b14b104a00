import { msg } from '@lit/localize';
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { wallClockAt } from '../../codecs/wall-clock.js';
import { writeCsvRow } from '../../codecs/csv-row.js';
import { escapeFormula } from '../../codecs/formula.js';
import { copyText, copyView } from './clipboard.js';
import { Popup } from './popup.js';
import { fileTime, saveFile } from './save-file.js';

/** A cell as it leaves the page: a text, or a figure that a program can count with. */
export type Cell = string | number;

/** Anybody can be called anything; a figure is a number. */
const rowText = (row: readonly Cell[], delimiter: string): string =>
  writeCsvRow(
    row.map((cell) => (typeof cell === 'string' ? escapeFormula(cell) : String(cell))),
    delimiter,
  );

/** RFC 4180, in UTF-8 with the mark by which Excel knows it. */
export const csvText = (table: readonly Cell[][]): string =>
  `\uFEFF${table.map((row) => `${rowText(row, ',')}\r\n`).join('')}`;

/** As spreadsheets take it from the clipboard. */
export const tabText = (table: readonly Cell[][]): string => table.map((row) => rowText(row, '\t')).join('\n');

/** What the buttons of an export are named. */
export type ExportAction = 'save' | 'copy' | 'print' | 'copied';

/** What is taken out of the page. */
export interface ExportedTable {
  /** How its file begins, such as `campaigns`. */
  name: string;
  /** The headings, and a row for each thing. */
  rows: () => Cell[][];
  /** What was done with so many of them, in a sentence. */
  said: (count: number, action: 'copy' | 'save') => string;
}

/** Takes what is shown out of the page: to the clipboard, as a file, or to paper. */
export class TableExport {
  /** What was done, in a sentence. */
  said = '';
  /** The text to copy by hand: without https, and in a frame that may not, the page cannot. */
  #text: string | undefined;
  readonly #host: LitElement;
  readonly #table: ExportedTable;
  readonly #popup: Popup;

  constructor(host: LitElement, table: ExportedTable) {
    this.#host = host;
    this.#table = table;
    this.#popup = new Popup(host, 'export');
  }

  /** The button with its choices. */
  view(disabled = false): TemplateResult {
    const choice = (name: ExportAction, label: string) =>
      html`<button type="button" part="button" name=${name} class="choice">${label}</button>`;
    const choices = () =>
      html`${choice('save', msg('Save as CSV'))}${choice('copy', msg('Copy as a table'))}${choice('print', msg('Print'))}`;
    return this.#popup.view(msg('Export'), choices, { disabled });
  }

  /** The text to copy by hand, where the page could not. */
  get byHand(): TemplateResult | typeof nothing {
    return this.#text === undefined ? nothing : copyView(this.#text, 'copied' satisfies ExportAction);
  }

  /** Does what one of its buttons is named for; false where it is none of them. */
  press(name: string): boolean {
    if (name === 'save') this.#save();
    else if (name === 'copy') void this.#copy();
    else if (name === 'print') this.#print();
    else if (name === 'copied') this.#text = undefined;
    else return false;
    this.#popup.close();
    this.#host.requestUpdate();
    return true;
  }

  /** What was said is over with the next action. */
  clear(): void {
    if (!this.said && this.#text === undefined) return;
    this.said = '';
    this.#text = undefined;
    this.#host.requestUpdate();
  }

  async #copy(): Promise<void> {
    const rows = this.#table.rows();
    const text = tabText(rows);
    const isCopied = await copyText(text);
    if (isCopied) this.said = this.#table.said(rows.length - 1, 'copy');
    else this.#text = text;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (!isCopied) this.#host.shadowRoot?.querySelector<HTMLElement>('#text')?.focus();
  }

  #save(): void {
    const rows = this.#table.rows();
    const file = new Blob([csvText(rows)], { type: 'text/csv;charset=utf-8' });
    saveFile(`${this.#table.name}-${fileTime(wallClockAt(Date.now()))}.csv`, file);
    this.said = this.#table.said(rows.length - 1, 'save');
  }

  /** The popup is no part of the paper. */
  #print(): void {
    void this.#host.updateComplete.then(() => print());
  }
}
