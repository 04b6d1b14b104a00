import { msg } from '@lit/localize';
import type { BoardCampaign } from './campaign-data.js';
import { valueOf, type Figure } from './board-columns.js';

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

/** A campaign may be called anything: a spreadsheet must not run it as a formula. */
const harmless = (cell: Cell): string =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180, in UTF-8 with the mark by which Excel knows it. */
export const csvText = (table: readonly Cell[][]): string =>
  `\uFEFF${table.map((row) => `${row.map((cell) => quoted(harmless(cell))).join(',')}\r\n`).join('')}`;

/** As spreadsheets take it from the clipboard. */
export const tabText = (table: readonly Cell[][]): string =>
  table.map((row) => row.map((cell) => harmless(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');

/** Gives the browser a file to save. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
