import { msg, str } from '@lit/localize';
import type { LitElement } from 'lit';
import { wallClockAt } from '../../codecs/wall-clock.js';
import { writeCsvRow } from '../../codecs/csv-row.js';
import { escapeFormula } from '../../codecs/formula.js';
import { copyText } from '../shared/clipboard.js';
import { fileTime, saveFile } from '../shared/save-file.js';
import { valueOf, type Figure } from './board-columns.js';
import type { BoardTable } from './board-table.js';
import type { BoardCampaign } from './campaign-data.js';

type Cell = string | number;

/** What is shown, as headings and rows. Figures are as the dialer gave them: times in seconds. */
export function tableOf(campaigns: readonly BoardCampaign[], columns: readonly Figure[], hasState: boolean): Cell[][] {
  const heading = ({ heading, kind }: Figure) =>
    kind === 'time'
      ? heading.replace(/, min:s$/, `, ${msg('s', { desc: 'Seconds, in the heading of a column' })}`)
      : heading;
  const state = (text: string) => (hasState ? [text] : []);
  return [
    [msg('Campaign'), ...state(msg('State')), ...columns.map(heading)],
    ...campaigns.map((each) => [
      each.name,
      ...state(each.state),
      ...columns.map((column) => valueOf(each.figures, column) ?? ''),
    ]),
  ];
}

/** A campaign may be called anything; a figure is a number. */
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
    const isCopied = await copyText(text);
    if (isCopied) this.said = msg(str`Campaigns copied: ${rows.length - 1}.`);
    else this.text = text;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (!isCopied) this.#host.shadowRoot?.querySelector<HTMLElement>('#text')?.focus();
  }

  save(): void {
    const rows = this.#rows();
    saveFile(`campaigns-${fileTime(wallClockAt(Date.now()))}.csv`, 'text/csv;charset=utf-8', csvText(rows));
    this.said = msg(str`Campaigns saved: ${rows.length - 1}.`);
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
