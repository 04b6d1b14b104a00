import { msg } from '@lit/localize';
import Papa from 'papaparse';
import { countLines, longestRow, tooLong } from './text-decoder.js';

export const delimiters = [',', ';', '\t', '|'] as const;

/** One row of a CSV. */
export interface CsvRow {
  /** Line on which it begins; the first line of a file is 1. */
  readonly line: number;
  /** Line behind the row before it, and last line of this one: blank lines belong to the row after them. */
  readonly from: number;
  readonly to: number;
  readonly cells: readonly string[];
  /** Why the cells cannot be trusted. */
  readonly problem?: string;
}

/** The delimiter that cuts the first lines most evenly; a comma where none does. */
export function guessDelimiter(text: string): string {
  return Papa.parse(text, { newline: '\n', preview: 50, skipEmptyLines: true, delimitersToGuess: [...delimiters] }).meta
    .delimiter;
}

/** Rows as a CSV that reads back as the same cells. */
export const writeCsv = (rows: readonly (readonly string[])[], delimiter: string, newline = '\r\n') =>
  rows.length ? Papa.unparse(rows as string[][], { delimiter, newline }) + newline : '';

/**
 * The rows of pieces of text. The parser gets whole lines, its last row stays for the next piece: so it never has to
 * guess what comes, and no more than one piece of rows is held.
 */
export async function* csvRows(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRow[]> {
  const reader = new RowReader(delimiter);
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + piece;
    const { rows, end } = reader.read(text, false);
    rest = text.slice(end);
    if (rest.length > longestRow) throw tooLong(reader.line);
    if (rows.length) yield rows;
  }
  const { rows } = reader.read(rest, true);
  if (rows.length) yield rows;
}

/** Characters for the parser at a time, behind a line with broken quotes. */
const portion = 512;

class RowReader {
  /** Line of the next row. */
  line = 1;
  #from = 1;
  readonly #delimiter: string;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows of a text, without the last one unless it is the end; and where they end. */
  read(text: string, isEnd: boolean): { rows: CsvRow[]; end: number } {
    const rows: CsvRow[] = [];
    let end = 0;
    const settle = (cells: readonly string[], to: number, problem?: string) => {
      const row = this.#row(cells, countLines(text, end, to), problem);
      end = to;
      if (row) rows.push(row);
    };
    let span = Infinity;
    for (;;) {
      const start = end;
      const stop = text.indexOf('\n', end + span) + 1; // 0: all of it
      const { held, isBroken } = this.#parse(text.slice(end, stop || undefined), end, settle);
      if (isBroken) {
        // The parser would look for the next fitting quote, perhaps rows away: the line alone is given up. Such lines
        // come in numbers, so the parser gets a little at a time from here.
        span = portion;
        const feed = text.indexOf('\n', end);
        const line = text.slice(end, feed < 0 ? undefined : feed);
        settle(
          line.split(this.#delimiter),
          feed < 0 ? text.length : feed + 1,
          msg('A quote inside a quoted cell must be written twice.'),
        );
      } else if (stop) span = end > start ? portion : span * 2;
      else {
        if (held && isEnd && held.isOpen) throw tooLong(this.line);
        if (held && isEnd) settle(held.cells, held.end);
        return { rows, end };
      }
    }
  }

  /** Settles all rows but the last, up to one with broken quotes. */
  #parse(text: string, start: number, settle: (cells: readonly string[], to: number) => void) {
    let held: { cells: string[]; end: number; isOpen: boolean } | undefined;
    let isBroken = false;
    Papa.parse<string[]>(text, {
      delimiter: this.#delimiter,
      newline: '\n',
      step: ({ data, errors, meta }, parser) => {
        if (held) settle(held.cells, held.end);
        held = { cells: data, end: start + meta.cursor, isOpen: errors.some(({ code }) => code === 'MissingQuotes') };
        isBroken = errors.some(({ code }) => code === 'InvalidQuotes');
        if (isBroken) parser.abort();
      },
    });
    return { held, isBroken };
  }

  /** Nothing for a row without content, as Excel leaves them below a list. */
  #row(cells: readonly string[], feeds: number, problem: string | undefined): CsvRow | undefined {
    const { line } = this;
    this.line += feeds;
    if (!cells.some((cell) => cell.trim())) return undefined;
    const from = this.#from;
    // Only the last row of a file has no line feed.
    const to = feeds ? this.line - 1 : line;
    this.#from = to + 1;
    return { line, from, to, cells, ...(problem !== undefined && { problem }) };
  }
}

/** The rows of a text; without the last one where more may follow. */
export const readRows = (text: string, delimiter: string, isEnd: boolean): CsvRow[] =>
  new RowReader(delimiter).read(text, isEnd).rows;
