import { msg } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import { ByteReader, headSize, type CsvInput } from './byte-source.js';
import { csvRows, guessDelimiter, readRows, type CsvRow } from './csv-parser.js';
import { readBeginning, type Beginning, type Encoding } from './encoding.js';
import { fingerprintOf, type SourceMark } from './source-mark.js';
import { decodePieces } from './text-decoder.js';

/** How a CSV is to be read. What is left out is recognised from its first 64 KiB. */
export interface CsvOptions {
  /** One character. */
  delimiter?: string;
  encoding?: Encoding;
  /** Whether the first row names the columns. Recognised by having no telephone number. */
  header?: boolean;
}

const looksLikePhone = (cell: string) => /^\+?[\d\s()./-]+$/.test(cell.trim()) && cell.replace(/\D/g, '').length >= 5;

/** A CSV whose beginning is known. */
export class CsvFile {
  readonly delimiter: string;
  /** The cells of the header row; nothing without one. */
  readonly headers: readonly string[] | undefined;
  /** The first rows behind the header. */
  readonly sample: readonly CsvRow[];
  readonly mark: SourceMark;
  readonly #source: ByteReader;
  readonly #beginning: Beginning;
  /** Rows up to this line are no contacts. */
  readonly #start: number;

  private constructor(source: ByteReader, head: Uint8Array, mark: SourceMark, options: CsvOptions) {
    if (options.delimiter !== undefined && !/^[^"\r\n]$/.test(options.delimiter))
      throw new CtiError('INVALID', msg('The delimiter is one character, and no quote or line end.'), {
        field: 'delimiter',
      });
    this.#source = source;
    this.mark = mark;
    this.#beginning = readBeginning(head, options.encoding);
    const isWhole = head.length < headSize;
    const text = beginningOf(head.subarray(this.#beginning.mark), this.encoding, isWhole);
    // Excel writes and reads a first line that names the delimiter.
    const named = /^sep=(.)\n/i.exec(text)?.[1];
    this.delimiter = options.delimiter ?? named ?? guessDelimiter(text);
    const [first, ...others] = readRows(text, this.delimiter, isWhole).slice(named ? 1 : 0);
    const isHeader = first && (options.header ?? !first.cells.some(looksLikePhone));
    this.headers = isHeader ? first.cells : undefined;
    this.sample = first && !isHeader ? [first, ...others] : others;
    this.#start = isHeader ? first.line : named ? 1 : 0;
  }

  /** Reads the beginning. Throws `INVALID` for what is no text. */
  static async open(input: CsvInput, options: CsvOptions = {}, signal?: AbortSignal): Promise<CsvFile> {
    const source = new ByteReader(input, signal);
    try {
      const head = await source.head();
      return new CsvFile(source, head, fingerprintOf(input, head), options);
    } catch (cause) {
      source.cancel();
      throw cause;
    }
  }

  get encoding(): Encoding {
    return this.#beginning.encoding;
  }

  /** Bytes read so far. */
  get read(): number {
    return this.#source.read;
  }

  /** The rows behind the header, from the first to the last, once. */
  async *rows(): AsyncGenerator<CsvRow> {
    const chunks = this.#source.chunks(this.#beginning.mark);
    for await (const rows of csvRows(decodePieces(chunks, this.encoding), this.delimiter))
      for (const row of rows) if (row.line > this.#start) yield row;
  }

  cancel(): void {
    this.#source.cancel();
  }
}

/** A readable beginning, up to the last line end when more follows. A broken byte is found when the rows are read. */
function beginningOf(head: Uint8Array, encoding: Encoding, isWhole: boolean): string {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(head, { stream: true }).replace(/\r\n?/g, '\n');
  return isWhole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
}
