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
  /** Whether the first row, behind the title, names the columns. Recognised by having no telephone number. */
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

/**
 * How many rows are a title: those above the row that has a usual name for the number, each with less in it; where none
 * has, those of one cell above wider ones.
 */
function titleOf(rows: readonly CsvRow[]): number {
  const first = rows.slice(0, most);
  const contact = first.findIndex(hasPhone);
  const above = contact < 0 ? first : first.slice(0, contact);
  const named = above.findIndex(({ cells }) => cells.some(namesNumber));
  const header = above[named];
  if (header) return above.slice(0, named).every((row) => filled(row) < Math.max(2, filled(header))) ? named : 0;
  const wide = first.findIndex((row) => filled(row) > 1);
  return Math.max(0, contact < 0 ? wide : Math.min(wide, contact));
}

/** Finds title and header in the first rows of a list. */
export function readHeading(rows: readonly CsvRow[], { header, title }: HeadingOptions): Heading {
  const count = title ?? (header === undefined ? titleOf(rows) : 0);
  const next = rows[count];
  return {
    title: rows.slice(0, count),
    header: next && (header ?? !hasPhone(next)) ? next : undefined,
  };
}
