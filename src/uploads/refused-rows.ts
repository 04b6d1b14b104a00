import { writeCsvRow } from '../codecs/csv-row.js';
import { escapeFormula } from '../codecs/formula.js';
import { guardedHeader, reasonAt, refusedHeader } from './columns.js';
import { writeJson } from '../codecs/write-json.js';

/** A row that was not added, and why. */
export interface RefusedRow {
  /** Line of the file, or place of the object; both count from 1. */
  readonly line: number;
  /** A sentence; where a field is at fault it begins with its name. */
  readonly reason: string;
  /** The cells as they stand in the file, or the fields of the object. */
  readonly cells: readonly string[];
}

/**
 * How the cells stand in a file of rows: with an apostrophe before what a spreadsheet would run as a formula, which comes
 * off again when the file is read here; or unchanged, and unsafe to open where a stranger may have written them.
 */
export type CellsAs = 'guarded' | 'unchanged';

/** The refused rows of an earlier part of an upload: the first of them, and the file of all. */
export interface RefusedBefore {
  readonly refused: readonly RefusedRow[];
  refusedFile(cells?: CellsAs): Blob;
}

/** Text of so many characters goes into a Blob at once. */
const portion = 65_536;

/** A file that grows in Blobs, whose bytes live outside of the page's memory for objects. */
class GrowingFile {
  #file: Blob;
  #text = '';

  constructor(before?: Blob) {
    // With the mark, so that Excel reads it as UTF-8.
    this.#file = before ?? new Blob(['\ufeff']);
  }

  add(line: string): void {
    this.#text += `${line}\r\n`;
    if (this.#text.length > portion) this.#flush();
  }

  blob(): Blob {
    this.#flush();
    return this.#file.slice(0, this.#file.size, 'text/csv;charset=utf-8');
  }

  #flush(): void {
    this.#file = new Blob([this.#file, this.#text]);
    this.#text = '';
  }
}

/** Keeps refused rows: the first of them to read, and all of them as a file. */
export class RefusedRows {
  /** The first rows, up to the limit. */
  readonly list: RefusedRow[] = [];
  readonly #delimiter: string;
  readonly #limit: number;
  /** Place of a reason from an earlier upload: the new one takes it. */
  readonly #reasonAt: number;
  readonly #files: Readonly<Record<CellsAs, GrowingFile>>;

  /** `before` is what an earlier part of the same upload refused: this part's rows come behind. */
  constructor(headers: readonly string[] | undefined, delimiter: string, limit: number, before?: RefusedBefore) {
    this.#delimiter = delimiter;
    this.#limit = limit;
    this.#reasonAt = reasonAt(headers ?? []);
    this.#files = {
      guarded: new GrowingFile(before?.refusedFile('guarded')),
      unchanged: new GrowingFile(before?.refusedFile('unchanged')),
    };
    if (headers && !before) this.#write(headers, refusedHeader, guardedHeader);
    this.list.push(...(before?.refused.slice(0, limit) ?? []));
  }

  add(line: number, reason: string, cells: readonly string[]): void {
    // A copy: what is cut out of a text keeps the whole text in memory.
    if (this.list.length < this.#limit) this.list.push(JSON.parse(writeJson({ line, reason, cells })) as RefusedRow);
    this.#write(cells, escapeFormula(reason)); // the reason may be the other end's words
  }

  /** The rows as a CSV in UTF-8: same delimiter and columns, and the reason in a last column. */
  file(cells: CellsAs = 'guarded'): Blob {
    return this.#files[cells].blob();
  }

  #write(cells: readonly string[], reason: string, guardedReason = reason): void {
    const own = this.#reasonAt < 0 ? cells : cells.slice(0, this.#reasonAt);
    this.#files.unchanged.add(writeCsvRow([...own, reason], this.#delimiter));
    this.#files.guarded.add(writeCsvRow([...own.map(escapeFormula), guardedReason], this.#delimiter));
  }
}
