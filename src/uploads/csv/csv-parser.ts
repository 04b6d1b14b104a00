import { msg, str } from '@lit/localize';
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

/** So many lines may stand above two rows that show the delimiter. */
const mostTitles = 20;

/** The delimiter that cuts the first lines most evenly, or those below a title, which has none; a comma where none does. */
export function guessDelimiter(text: string): string {
  let rest = text;
  for (let titles = 0; titles < mostTitles; titles++) {
    const { data, errors, meta } = Papa.parse(rest, {
      ...{ newline: '\n', preview: 50, skipEmptyLines: true },
      delimitersToGuess: [...delimiters],
    });
    if (titles && data.length < 2) break;
    if (!errors.some(({ type }) => type === 'Delimiter')) return meta.delimiter;
    rest = rest.slice(rest.indexOf('\n') + 1);
  }
  return ',';
}

/** Characters for the parser at a time, behind a row that it could not take. */
const portion = 512;

/** What Excel writes before a text, and what stands between files that were put together. */
const mark = '\ufeff';

/**
 * The rows of pieces of text, the same however the text is cut. The parser gets whole lines, its last row stays for the
 * next piece: so it never has to guess what comes, and no more than one piece of rows is held.
 */
export class RowReader {
  /** Line of the next row. */
  #line = 1;
  #from = 1;
  #rest = '';
  /** So much of the rest was parsed, and is no whole row. */
  #parsed = 0;
  /** Cells of the last row that was whole. */
  #width = 0;
  /** A line whose quotes are broken, and leave open whether the next lines are rows or parts of it. */
  #open: number | undefined;
  readonly #delimiter: string;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows of the next lines. Throws `INVALID` behind the rows before. */
  *read(lines: string): Generator<CsvRow[]> {
    this.#rest += lines;
    // A row of many pieces is not parsed at each of them.
    if (this.#rest.length >= this.#parsed * 2) yield* this.readRest(false);
  }

  /** The rows of what was not read yet; with the last one where it is the end. */
  *readRest(isEnd: boolean): Generator<CsvRow[]> {
    const rows: CsvRow[] = [];
    let failure: { cause: unknown } | undefined;
    try {
      this.#cut(isEnd, rows);
    } catch (cause) {
      failure = { cause };
    }
    if (rows.length) yield rows;
    if (failure) throw failure.cause;
    if (this.#rest.length > longestRow) throw tooLong(this.#line);
  }

  /** Takes the rows off the rest, all but the last one unless it is the end. */
  #cut(isEnd: boolean, rows: CsvRow[]): void {
    const text = this.#rest;
    let end = 0;
    const settle = (cells: readonly string[], to: number, problem?: string) => {
      if (to - end > longestRow) throw tooLong(this.#line);
      const row = this.#row(cells, countLines(text, end, to), text[to - 1] === '\n', problem);
      end = to;
      if (row) rows.push(row);
    };
    let span = Infinity;
    for (;;) {
      while (text.startsWith(mark, end)) end++;
      const start = end;
      const stop = text.indexOf('\n', end + span) + 1; // 0: all of it
      const { held, stopped } = this.#parse(text, start, stop || text.length, settle);
      if (stopped) span = portion; // what stops the parser comes in numbers, so it gets a little at a time from here
      if (stopped === 'quote') {
        // The parser would look for the next fitting quote, perhaps rows away: the line alone is given up.
        const feed = text.indexOf('\n', end);
        const line = text.slice(end, feed < 0 ? undefined : feed);
        const place = this.#line;
        settle(
          line.split(this.#delimiter),
          feed < 0 ? text.length : feed + 1,
          msg('A quote inside a quoted cell must be written twice.'),
        );
        if (line.split('"').length % 2 === 0) this.#open ??= place;
      } else if (stop && !stopped) span = end > start ? portion : span * 2;
      else if (!stopped) {
        if (held && isEnd && held.isOpen) throw tooLong(this.#line);
        if (held && isEnd) settle(held.cells, held.end);
        this.#rest = text.slice(end);
        this.#parsed = this.#rest.length;
        return;
      }
    }
  }

  /** Settles all rows but the last, up to one with broken quotes or one behind a mark. */
  #parse(text: string, start: number, stop: number, settle: (cells: readonly string[], to: number) => void) {
    let held: { cells: string[]; end: number; isOpen: boolean } | undefined;
    let stopped: 'quote' | 'mark' | undefined;
    Papa.parse<string[]>(text.slice(start, stop), {
      delimiter: this.#delimiter,
      newline: '\n',
      step: ({ data, errors, meta }, parser) => {
        if (held) settle(held.cells, held.end);
        if (held && text.startsWith(mark, held.end)) stopped = 'mark';
        else if (errors.some(({ code }) => code === 'InvalidQuotes')) stopped = 'quote';
        const isOpen = errors.some(({ code }) => code === 'MissingQuotes');
        held = { cells: data, end: start + meta.cursor, isOpen };
        if (stopped) parser.abort();
      },
    });
    return { held, stopped };
  }

  /** Nothing for a row without content, as Excel leaves them below a list. */
  #row(cells: readonly string[], feeds: number, isClosed: boolean, problem: string | undefined): CsvRow | undefined {
    const line = this.#line;
    this.#line += feeds;
    if (!cells.some((cell) => cell.trim())) return undefined;
    const from = this.#from;
    // Only the last row of a file has no line feed.
    const to = isClosed ? this.#line - 1 : this.#line;
    this.#from = to + 1;
    const why = problem ?? this.#doubt(cells);
    return { line, from, to, cells, ...(why !== undefined && { problem: why }) };
  }

  /** Why the cells of a row cannot be trusted, though its quotes are right. */
  #doubt(cells: readonly string[]): string | undefined {
    if (this.#open !== undefined && this.#width && cells.length !== this.#width)
      return msg(str`This may be a part of line ${this.#open}, whose quotes are broken.`);
    this.#open = undefined;
    this.#width = cells.length;
    return cells.some((cell) => cell.includes('\0')) ? msg('A NUL stands in it, which no text has.') : undefined;
  }
}
