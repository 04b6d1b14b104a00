import { writeCsvRow } from '../codecs/csv-row.js';
import { escapeFormula } from '../codecs/formula.js';
import { writeJson } from '../codecs/write-json.js';
import { delimiters } from './csv/csv-parser.js';
import { guardedMark, reasonAt, refusedHeader, withoutReason } from './reason-column.js';

/** A row that was not added, and why. */
export interface RefusedRow {
  /** Line of the file, or place of the object; both count from 1. */
  readonly line: number;
  /** A sentence; where a cell is at fault it begins with the name of its column, of an object with that of its field. */
  readonly reason: string;
  /** The same without that name. */
  readonly text: string;
  /** What of the contact is at fault, by its name there; nothing where it is the whole row. */
  readonly field?: string;
  /** The place of the cell that is at fault, the first being 0; nothing where it is none. */
  readonly column?: number;
  /** The line of an earlier row with the same number. */
  readonly sameAs?: number;
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

/** Keeps rows with a reason, refused or of the same number: the first of them to read, and all of them as a file. */
export class RefusedRows {
  /** The first rows, up to the limit. */
  readonly list: RefusedRow[] = [];
  /** How many rows had which field at fault, `''` where it was none. */
  readonly fields: Record<string, number> = {};
  readonly #delimiter: string;
  readonly #limit: number;
  readonly #headers: readonly string[];
  /** So many columns stand before the reason: that of an earlier upload gives its place to the new one. */
  readonly #width: number;
  readonly #files: Readonly<Record<CellsAs, GrowingFile>>;

  /** `before` is what an earlier part of the same upload refused: this part's rows come behind. */
  constructor(headers: readonly string[], delimiter: string, limit: number, before?: RefusedBefore) {
    this.#delimiter = delimiter;
    this.#limit = limit;
    this.#headers = headers;
    const at = reasonAt(headers);
    this.#width = at < 0 ? headers.length : at;
    this.#files = {
      guarded: new GrowingFile(before?.refusedFile('guarded')),
      unchanged: new GrowingFile(before?.refusedFile('unchanged')),
    };
    if (!before) {
      const names = [...headers.slice(0, this.#width), refusedHeader];
      if (!delimiters.some((known) => known === delimiter))
        for (const file of Object.values(this.#files)) file.add(`sep=${delimiter}`); // nobody would guess it
      this.#files.unchanged.add(writeCsvRow(names, delimiter));
      const guarded = names.map((name) => escapeFormula(name) + guardedMark);
      this.#files.guarded.add(writeCsvRow(guarded, delimiter));
    }
    this.list.push(...(before?.refused.slice(0, limit) ?? []));
  }

  add(row: RefusedRow): void {
    const { reason, field = '', cells } = row;
    this.fields[field] = (this.fields[field] ?? 0) + 1;
    // A copy: what is cut out of a text keeps the whole text in memory.
    if (this.list.length < this.#limit) this.list.push(JSON.parse(writeJson(row)) as RefusedRow);
    const own = withoutReason(cells, this.#headers);
    // As wide as the headers: else the reason would stand under the name of a column.
    const wide = [...own, ...new Array<string>(Math.max(0, this.#width - own.length)).fill('')];
    const safe = escapeFormula(reason); // it may be the other end's words
    this.#files.unchanged.add(writeCsvRow([...wide, safe], this.#delimiter));
    this.#files.guarded.add(writeCsvRow([...wide.map(escapeFormula), safe], this.#delimiter));
  }

  /** The rows as a CSV in UTF-8: same delimiter and columns, and the reason in a last column. */
  file(cells: CellsAs = 'guarded'): Blob {
    return this.#files[cells].blob();
  }
}
