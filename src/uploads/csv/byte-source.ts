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

  /** The first 64 KiB, or all there is. They come out of `chunks` again. */
  async head(): Promise<Uint8Array> {
    let size = 0;
    while (size < headSize) {
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
    return all.subarray(0, headSize);
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
