import { unescapeFormula } from '../codecs/formula.js';

/** The header of the column that says why a row was refused. */
export const refusedHeader = 'refused because';
/** Behind each header of a file whose cells are guarded against being run as formulas: any column of it may be deleted. */
export const guardedMark = ' (cells guarded)';
const marked = / ?\(cells guarded\)$/;

/** How the columns of a list without headers are called in the file of its refused rows. */
export const headersOf = (width: number): string[] =>
  new Array(width).fill('').map((_, at) => `unnamed column ${at + 1}`);
const unnamed = /^unnamed column \d+$/;

/** Place of the column of the reasons; -1 without one. */
export const reasonAt = (headers: readonly string[]): number => headers.lastIndexOf(refusedHeader);

/**
 * A row without its reason, which stands behind its last cell where the row is longer than the headers. What a spreadsheet
 * fills up at the end is none of it.
 */
export function withoutReason(cells: readonly string[], headers: readonly string[]): readonly string[] {
  const at = reasonAt(headers);
  const last = cells.findLastIndex((cell) => cell !== '');
  return at < 0 ? cells : cells.slice(0, last >= headers.length ? last : at);
}

/** How the rows of a file of refused rows are read. */
interface RefusedFile {
  /** Nothing where the list had none. */
  headers: readonly string[] | undefined;
  /** The cells of a row as they were; the reason stays where it has a header. */
  cells(written: readonly string[]): readonly string[];
}

/** Tells a file of refused rows by its first row, which is its header whatever a person says of the list; nothing for another. */
export function readRefusedFile(first: readonly string[] = []): RefusedFile | undefined {
  const isGuarded = first.some((cell) => marked.test(cell));
  const plain = (cells: readonly string[]) => (isGuarded ? cells.map(unescapeFormula) : cells);
  const names = plain(first.map((cell) => cell.replace(marked, '')));
  const at = reasonAt(names);
  const isUnnamed = names.every((name) => name === refusedHeader || unnamed.test(name) || !name.trim());
  if (!isGuarded && at < 0 && !(isUnnamed && names.some((name) => name.trim()))) return undefined;
  // A spreadsheet fills up rows behind the reasons.
  const headers =
    at >= 0 &&
    !names
      .slice(at + 1)
      .join('')
      .trim()
      ? names.slice(0, at + 1)
      : names;
  if (!isUnnamed) return { headers, cells: plain };
  return { headers: undefined, cells: (cells) => plain(withoutReason(cells, headers)) };
}
