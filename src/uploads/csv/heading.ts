import { plainNumber, readPhone } from '../../codecs/phone.js';
import { namesNumber } from '../columns.js';
import type { CsvRow } from './csv-parser.js';

/** What stands above the contacts of a list. */
export interface Heading {
  /** Rows above the header, or above the first contact, that are neither. */
  title: readonly CsvRow[];
  /** The row that names the columns; nothing where the first row is a contact. */
  header: CsvRow | undefined;
}

export interface HeadingOptions {
  /** Whether the first row, behind the title, names the columns. Recognised by having no number where the rows below have theirs. */
  header?: boolean;
  /** So many rows at the top are a title, and no contacts. Recognised when left out; 0 where `header` is given. */
  title?: number;
}

/** A title and a header stand among so many rows. */
const most = 20;

const filled = ({ cells }: CsvRow) => cells.filter((cell) => cell.trim()).length;
const hasPhone = ({ cells }: CsvRow) => cells.some(looksLikePhone);

/** Whether a cell is a number that can be dialled, and no short code. */
export const isPhone = (cell: string): boolean => readPhone(cell, { least: 5 }).problem === undefined;

const date = /^\d{1,4}([-./])\d{1,2}\1\d{1,4}/;

/** Whether a cell was once a number, though it may be none that can be dialled: such a row is a contact, too. */
function looksLikePhone(cell: string): boolean {
  const text = plainNumber(cell);
  const isNumber = !/\p{L}/u.test(text) && !date.test(text) && text.replace(/\D/g, '').length >= 5;
  return isPhone(cell) || isNumber || /^[\d.,]+e\+\d+$/i.test(text);
}

const year = '(?:19|20)\\d\\d';
const month = '(?:0?[1-9]|1[0-2])';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
/** A year, a month of it, or years: `2026`, `2026-11`, `11/2026`, `2026/27`. */
const period = new RegExp(`^(?:${year}|${year}[-./ ]${month}|${month}[-./ ]${year}|${year}[-/](?:${year}|\\d\\d))$`);
/** A day without separators, which may be a number, too: `30112026`, `20261130`. */
const dayAlone = new RegExp(
  `^(?:(?=\\d{8}$)(?:${day}${month}|${month}${day})${year}|${year}(?=\\d{4}$)${month}${day})$`,
);
const isDate = (cell: string) => period.test(cell.trim()) || dayAlone.test(cell.trim());

/** Whether a cell may be somebody's number in a list, an extension, too. */
const isNumber = (cell = ''): boolean =>
  looksLikePhone(cell) || (/^\s*\d{1,4}\s*$/.test(cell) && !period.test(cell.trim()));

const filledIn = (rows: readonly CsvRow[], at: number) => rows.flatMap((row) => row.cells[at]?.trim() || []);
const hasNumber = (rows: readonly CsvRow[], at: number) => filledIn(rows, at).some(isNumber);

/** Whether more cells of a column are numbers than not. */
function holdsNumbers(rows: readonly CsvRow[], at: number): boolean {
  const cells = filledIn(rows, at);
  return cells.filter(isNumber).length * 2 > cells.length;
}

/** The columns whose usual name for the number stands in this row, above numbers. */
const namedIn = (rows: readonly CsvRow[], row: number): number[] =>
  rows[row]?.cells.flatMap((cell, at) =>
    namesNumber(cell) && holdsNumbers(rows.slice(row + 1, row + 1 + most), at) ? at : [],
  ) ?? [];

/** Whether a row above a header may be a contact all the same: it has a number where the others have theirs. */
function mayBeContact(row: CsvRow, columns: readonly number[]): boolean {
  if (row.cells.some((cell) => cell.trim().endsWith(':'))) return false; // `Call us:`
  return row.cells.some(
    (cell, at) =>
      isNumber(cell) && !isDate(cell) && (columns.includes(at) || (looksLikePhone(cell) && filled(row) > 1)),
  );
}

/** Whether a row of one cell above wider ones says a date, and is no contact of theirs. */
function isDateAlone(rows: readonly CsvRow[], row: number): boolean {
  const { cells = [] } = rows[row] ?? {};
  const at = cells.findIndex((cell) => cell.trim());
  const below = rows.slice(row + 1);
  const cell = cells[at] ?? '';
  if (!below.some((other) => filled(other) > 1) || cells.some((other, place) => place !== at && other.trim()))
    return false;
  return isDate(cell) && (period.test(cell.trim()) || !hasNumber(below, at));
}

/**
 * How many rows are a title: those above the row that has a usual name for the number above numbers; where none has,
 * those of one cell above wider ones. In doubt none: what is no title is shown, and refused at most.
 */
function titleOf(rows: readonly CsvRow[]): number {
  const first = rows.slice(0, most);
  const header = first.findIndex((row, at) => !hasPhone(row) && namedIn(rows, at).length);
  if (header >= 0) {
    const columns = namedIn(rows, header);
    return first.slice(0, header).some((row) => mayBeContact(row, columns)) ? 0 : header;
  }
  const contact = first.findIndex((row, at) => hasPhone(row) && !isDateAlone(first, at));
  const wide = first.findIndex((row) => filled(row) > 1);
  return Math.max(0, contact < 0 ? wide : Math.min(wide, contact));
}

/** Whether a first row is a contact: it has a telephone number, or any number where the rows below have theirs. */
function isContact(rows: readonly CsvRow[], row: number): boolean {
  const below = rows.slice(row + 1, row + 1 + most);
  const isAbove = (cell: string, at: number) => isNumber(cell) && (!filledIn(below, at).length || hasNumber(below, at));
  const it = rows[row];
  return !!it && (hasPhone(it) || (!namedIn(rows, row).length && it.cells.some(isAbove)));
}

/** Finds title and header in the first rows of a list. */
export function readHeading(rows: readonly CsvRow[], { header, title }: HeadingOptions): Heading {
  const count = title ?? (header === undefined ? titleOf(rows) : 0);
  const next = rows[count];
  return {
    title: rows.slice(0, count),
    header: next && (header ?? !isContact(rows, count)) ? next : undefined,
  };
}
