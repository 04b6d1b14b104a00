import { refusedHeader } from './columns.js';
import { escapeFormula } from '../codecs/formula.js';
import { writeCsv } from './csv/csv-parser.js';

/** A row that was not added, and why. */
export interface RefusedRow {
  /** Line of the file, or place of the object; both count from 1. */
  readonly line: number;
  /** A sentence; where a field is at fault it begins with its name. */
  readonly reason: string;
  /** The cells as they stand in the file, or the fields of the object. */
  readonly cells: readonly string[];
}

/** The refused rows of an earlier part of an upload: the first of them, and the file of all. */
export interface RefusedBefore {
  readonly refused: readonly RefusedRow[];
  refusedFile(): Blob;
}

/** Text of so many characters goes into a Blob at once. */
const portion = 65_536;

/**
 * Keeps refused rows: the first of them to read, and all of them as a file. The file grows in Blobs, whose bytes live
 * outside of the page's memory for objects.
 */
export class RefusedRows {
  /** The first rows, up to the limit. */
  readonly list: RefusedRow[] = [];
  /** All of them. */
  count = 0;
  readonly #delimiter: string;
  readonly #limit: number;
  /** Place of a reason from an earlier upload: the new one takes it. */
  readonly #reasonAt: number;
  #file: Blob;
  #text: string;

  /** `before` is what an earlier part of the same upload refused: this part's rows come behind. */
  constructor(headers: readonly string[] | undefined, delimiter: string, limit: number, before?: RefusedBefore) {
    this.#delimiter = delimiter;
    this.#limit = limit;
    this.#reasonAt = headers?.lastIndexOf(refusedHeader) ?? -1;
    // With the mark, so that Excel reads it as UTF-8.
    this.#file = before?.refusedFile() ?? new Blob(['\ufeff']);
    this.#text = headers && !before ? this.#line(headers, refusedHeader) : '';
    this.list.push(...(before?.refused.slice(0, limit) ?? []));
  }

  add(line: number, reason: string, cells: readonly string[]): void {
    this.count++;
    // A copy: what is cut out of a text keeps the whole text in memory.
    if (this.list.length < this.#limit)
      this.list.push(JSON.parse(JSON.stringify({ line, reason, cells })) as RefusedRow);
    // The reason may be the other end's words.
    this.#text += this.#line(cells, escapeFormula(reason));
    if (this.#text.length > portion) this.#flush();
  }

  /** The rows as a CSV in UTF-8: same delimiter and columns, cells unchanged, and the reason in a last column. */
  file(): Blob {
    this.#flush();
    return this.#file.slice(0, this.#file.size, 'text/csv;charset=utf-8');
  }

  #line(cells: readonly string[], reason: string): string {
    const row = this.#reasonAt < 0 ? [...cells, reason] : [...cells.slice(0, this.#reasonAt), reason];
    return writeCsv([row], this.#delimiter);
  }

  #flush(): void {
    this.#file = new Blob([this.#file, this.#text]);
    this.#text = '';
  }
}
