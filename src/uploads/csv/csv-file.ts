import { hashOf } from '../../codecs/hash.js';
import { msg, str } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import { readRefusedFile } from '../reason-column.js';
import { guessDelimiter, RowReader, type CsvRow } from './csv-parser.js';
import { readHeading, type HeadingOptions } from './heading.js';
import { LineDecoder, readBeginning, tooLong, type Beginning, type Encoding } from './text-decoder.js';

/** A file, or bytes as they come in. In Node `fs.openAsBlob(path)` gives a file that is not read into memory. */
export type CsvInput = Blob | ReadableStream<Uint8Array>;

/** So many bytes are looked at to know a file by. */
export const headSize = 65_536;

/** Bytes that are pulled one chunk after the other, the first of them looked at before. */
export class ByteReader {
  /** Bytes handed on so far. */
  read = 0;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #looked: Uint8Array[] = [];

  constructor(input: CsvInput, signal?: AbortSignal) {
    this.#reader = (input instanceof Blob ? input.stream() : input).getReader();
    signal?.addEventListener('abort', () => this.cancel());
  }

  /** The first 64 KiB, or all there is, and whether it is all. They come out of `chunks` again. */
  async head(): Promise<{ head: Uint8Array; isWhole: boolean }> {
    let size = 0;
    while (size <= headSize) {
      const { value, done } = await this.#reader.read();
      if (done) break;
      this.#looked.push(value);
      size += value.length;
    }
    const all = new Uint8Array(size);
    let at = 0;
    for (const chunk of this.#looked) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return { head: all.subarray(0, headSize), isWhole: size <= headSize };
  }

  /** All bytes but the first `skip`, no more than 64 KiB at once: a browser gives megabytes, too many to parse in one go. */
  async *chunks(skip = 0): AsyncGenerator<Uint8Array> {
    for (let left = skip; ;) {
      const chunk = this.#looked.shift() ?? (await this.#reader.read()).value;
      if (!chunk) return;
      for (let from = 0; from < chunk.length; from += headSize) {
        const part = chunk.subarray(from, from + headSize);
        this.read += part.length;
        yield part.subarray(left);
        left = Math.max(0, left - part.length);
      }
    }
  }

  /** Lets go of the source, also in the middle of a read. */
  cancel(): void {
    this.#reader.cancel().catch(() => undefined);
  }
}

/** What a file is known by again. Plain JSON. */
export interface SourceMark {
  name?: string;
  /** Bytes. */
  size?: number;
  /** Epoch milliseconds. */
  lastModified?: number;
  /** Of the first 64 KiB; it tells two files apart and keeps no secret. */
  hash?: string;
}

export function fingerprintOf(input: CsvInput, head: Uint8Array): SourceMark {
  const hash = hashOf(head);
  if (!(input instanceof Blob)) return { hash };
  const { name, lastModified } = input as Partial<File>;
  return {
    ...(name !== undefined && { name }),
    size: input.size,
    ...(lastModified !== undefined && { lastModified }),
    hash,
  };
}

/** Throws `INVALID` when this is surely not the file of an earlier upload. A new name alone makes no other file. */
export function checkFingerprint(mark: SourceMark, earlier: SourceMark): void {
  for (const key of ['hash', 'size', 'lastModified'] as const) {
    if (mark[key] === earlier[key] || (key !== 'hash' && (mark[key] === undefined || earlier[key] === undefined)))
      continue;
    const name = earlier.name ?? msg('the earlier one');
    const message =
      key === 'lastModified'
        ? msg(
            str`This file was saved again since the upload began, so its lines may have moved. Choose “${name}” as it was.`,
          )
        : msg(str`This is another file than “${name}”, whose upload was to go on.`);
    throw new CtiError('INVALID', message, { field: 'resume' });
  }
}

/** How a CSV is to be read. What is left out is recognised from its first 64 KiB. */
export interface CsvOptions extends HeadingOptions {
  /** One character. */
  delimiter?: string;
  encoding?: Encoding;
}

/** What can stand between cells, and nowhere else mean something. */
const delimiter = /^[^"\r\n\ufeff]$/;

/** A CSV whose beginning is known. */
export class CsvFile {
  readonly delimiter: string;
  /** The cells of the header row; nothing without one. */
  readonly headers: readonly string[] | undefined;
  /** Rows above the header that are no contacts. */
  readonly title: readonly CsvRow[];
  /** The first rows behind the header. */
  readonly sample: readonly CsvRow[];
  /** Why there are no more rows behind the sample. */
  readonly problem: CtiError | undefined;
  readonly mark: SourceMark;
  readonly #source: ByteReader;
  readonly #beginning: Beginning;
  /** Rows up to this line are no contacts. */
  readonly #start: number;
  /** How the cells of a row are written; they may come from a file of refused rows. */
  readonly #cells: (cells: readonly string[]) => readonly string[];

  private constructor(
    source: ByteReader,
    { head, isWhole }: Awaited<ReturnType<ByteReader['head']>>,
    mark: SourceMark,
    options: CsvOptions,
  ) {
    if (options.delimiter !== undefined && !delimiter.test(options.delimiter))
      throw new CtiError('INVALID', msg('The delimiter is one character, and no quote or line end.'), {
        field: 'delimiter',
      });
    this.#source = source;
    this.mark = mark;
    this.#beginning = readBeginning(head, options.encoding);
    const bytes = head.subarray(this.#beginning.mark);
    const text = beginningOf(bytes, this.encoding, isWhole);
    // Excel writes and reads a first line that names the delimiter.
    const named = /^("?)sep=([^"\r\n\ufeff])\1\n/i.exec(text)?.[2];
    this.delimiter = options.delimiter ?? named ?? guessDelimiter(text);
    const { rows, problem } = rowsOf(bytes, new CsvReader(this.encoding, this.delimiter), isWhole);
    if (!rows.length && !isWhole) throw problem ?? tooLong(1);
    this.problem = problem;
    if (named) rows.shift();
    const { title, header, headers, cells } = headingOf(rows, options);
    this.title = title;
    this.headers = headers;
    this.#cells = cells;
    this.sample = rows.slice(title.length + (header ? 1 : 0)).map((row) => this.#read(row));
    this.#start = (header ?? title.at(-1))?.line ?? (named ? 1 : 0);
  }

  /** Reads the beginning. Throws `INVALID` for what is no text. */
  static async open(input: CsvInput, options: CsvOptions = {}, signal?: AbortSignal): Promise<CsvFile> {
    const source = new ByteReader(input, signal);
    try {
      const beginning = await source.head();
      return new CsvFile(source, beginning, fingerprintOf(input, beginning.head), options);
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

  /** The rows behind the header, from the first to the last, once. Throws `INVALID` behind the last that can be read. */
  async *rows(): AsyncGenerator<CsvRow> {
    const reader = new CsvReader(this.encoding, this.delimiter);
    const contacts = (rows: CsvRow[]) => rows.flatMap((row) => (row.line > this.#start ? this.#read(row) : []));
    for await (const chunk of this.#source.chunks(this.#beginning.mark))
      for (const rows of reader.read(chunk)) yield* contacts(rows);
    for (const rows of reader.end()) yield* contacts(rows);
  }

  cancel(): void {
    this.#source.cancel();
  }

  #read(row: CsvRow): CsvRow {
    return { ...row, cells: this.#cells(row.cells) };
  }
}

/** What stands above the contacts, and how their cells are written: a file of refused rows says so itself. */
function headingOf(rows: readonly CsvRow[], options: HeadingOptions) {
  const refused = readRefusedFile(rows[0]?.cells);
  if (refused) return { ...refused, title: [], header: rows[0] };
  const { title, header } = readHeading(rows, options);
  return { title, header, headers: header?.cells, cells: (cells: readonly string[]) => cells };
}

/** Bytes to rows, the same however the bytes are cut. Throws `INVALID` behind the rows before. */
class CsvReader {
  readonly #lines: LineDecoder;
  readonly #rows: RowReader;

  constructor(encoding: Encoding, delimiter: string) {
    this.#lines = new LineDecoder(encoding);
    this.#rows = new RowReader(delimiter);
  }

  *read(chunk?: Uint8Array): Generator<CsvRow[]> {
    const { text, failure } = this.#lines.decode(chunk);
    yield* this.#rows.read(text);
    if (!failure) return;
    yield* this.#rows.readRest(false);
    throw failure;
  }

  *end(): Generator<CsvRow[]> {
    yield* this.read();
    yield* this.#rows.readRest(true);
  }
}

/** The rows of the beginning, and what stops them. */
function rowsOf(bytes: Uint8Array, reader: CsvReader, isWhole: boolean): { rows: CsvRow[]; problem?: CtiError } {
  const rows: CsvRow[] = [];
  try {
    for (const part of reader.read(bytes)) rows.push(...part);
    if (isWhole) for (const part of reader.end()) rows.push(...part);
    return { rows };
  } catch (cause) {
    return { rows, problem: CtiError.from(cause) };
  }
}

/** A readable beginning, up to the last line end when more follows. A broken byte is found when the rows are read. */
function beginningOf(head: Uint8Array, encoding: Encoding, isWhole: boolean): string {
  const decoded = new TextDecoder(encoding, { ignoreBOM: true }).decode(head, { stream: true });
  const text = decoded.replace(/\r\n?/g, '\n').replace(/^\ufeff+/, '');
  return isWhole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
}
