import { msg, str } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import { guessEncoding } from './encoding-guess.js';

/** How the characters of a CSV are written. Any name of the Encoding Standard works; these are recognised. */
export type Encoding =
  'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'windows-1255' | 'windows-1256' | 'macintosh' | (string & {});

const marks: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const invalid = (message: string, field: string, cause?: unknown) => new CtiError('INVALID', message, { field, cause });

/** A decoder that says no instead of putting � into a name. Throws `INVALID` on an encoding that nobody knows. */
export function decoderOf(encoding: Encoding): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  } catch (cause) {
    throw invalid(
      msg(str`The encoding “${encoding}” is not known: use utf-8 or windows-1252, for example.`),
      'encoding',
      cause,
    );
  }
}

/** Whether bytes that may stop inside a character are text of this encoding so far. */
export function canDecode(bytes: Uint8Array, encoding: Encoding): boolean {
  const decoder = decoderOf(encoding);
  try {
    decoder.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function guessOf(head: Uint8Array): Encoding {
  const encoding = canDecode(head, 'utf-8') ? 'utf-8' : guessEncoding(head);
  return canDecode(head, encoding) ? encoding : 'windows-1252';
}

/** What a file begins with. */
export interface Beginning {
  encoding: Encoding;
  /** Bytes of the byte-order mark. */
  mark: number;
}

/**
 * Tells the encoding from a file's first bytes: its byte-order mark; else UTF-8 where they are UTF-8; else what their
 * letters say. Throws `INVALID` for what is no text, as an Excel workbook.
 */
export function readBeginning(head: Uint8Array, encoding?: Encoding): Beginning {
  const [marked, mark] = marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte)) ?? [];
  const chosen = decoderOf(encoding ?? marked ?? guessOf(head)).encoding;
  if (!marked && !isWide(chosen) && head.includes(0))
    throw invalid(msg('This is not a text file. Save the sheet as CSV first, or name its encoding.'), 'csv');
  return { encoding: chosen, mark: marked === chosen ? (mark?.length ?? 0) : 0 };
}

/** Two bytes for each character, so a byte 10 is not always a line end. */
export const isWide = (encoding: Encoding) => /^utf-?16/i.test(encoding);

/** A row may have so many characters. A quote that nobody closes would else take the whole file for one cell. */
export const longestRow = 1_000_000;

/** Where the last whole line ends: behind its line feed, or behind a carriage return that surely stands alone. */
function lineEnd(bytes: Uint8Array, encoding: Encoding): number {
  if (!isWide(encoding)) {
    const feed = bytes.lastIndexOf(10);
    const alone = feed < 0 ? bytes.subarray(0, -1).lastIndexOf(13) : -1;
    return Math.max(feed, alone) + 1;
  }
  const [low, high] = /be$/i.test(encoding) ? [1, 0] : [0, 1];
  const whole = bytes.length - (bytes.length % 2);
  let alone = 0;
  for (let at = whole - 2; at >= 0; at -= 2) {
    if (bytes[at + high] !== 0) continue;
    if (bytes[at + low] === 10) return at + 2;
    if (bytes[at + low] === 13 && at < whole - 2) alone ||= at + 2;
  }
  return alone;
}

/** How many line feeds stand in a text, from a place to another. */
export function countLines(text: string, from = 0, to = text.length): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

const oneEnd = (text: string) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

/** The text before the first byte that is none, found by halving. */
function goodPart(bytes: Uint8Array, encoding: Encoding): string {
  let good = 0;
  for (let bad = bytes.length; good < bad;) {
    const middle = (good + bad + 1) >> 1;
    if (canDecode(bytes.subarray(0, middle), encoding)) good = middle;
    else bad = middle - 1;
  }
  return oneEnd(decoderOf(encoding).decode(bytes.subarray(0, good), { stream: true }));
}

/**
 * Decodes bytes into text that ends where a line ends, every line end being `\n`. It holds no half character, so a broken
 * one is surely broken.
 */
export class LineDecoder {
  readonly #encoding: Encoding;
  /** One for all bytes, and always told that more may come: else Node reads some encodings in another way. */
  readonly #decoder: TextDecoder;
  #rest = new Uint8Array();
  /** Line of the next text. */
  #line = 1;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
    this.#decoder = decoderOf(encoding);
  }

  /** The whole lines so far, the last one too where `chunk` is missing; and why there are no more. */
  decode(chunk?: Uint8Array): { text: string; failure?: CtiError } {
    const bytes = chunk ? joined(this.#rest, chunk) : this.#rest;
    const end = chunk ? lineEnd(bytes, this.#encoding) : bytes.length;
    this.#rest = bytes.slice(end);
    const whole = bytes.subarray(0, end);
    try {
      const text = oneEnd(this.#decoder.decode(whole, { stream: true }) + (chunk ? '' : this.#decoder.decode()));
      this.#line += countLines(text);
      const isEndless = this.#rest.length > longestRow * bytesOfCharacter;
      return { text, ...(isEndless && { failure: tooLong(this.#line) }) };
    } catch (cause) {
      const good = goodPart(whole, this.#encoding);
      const broken = this.#line + countLines(good);
      const message = msg(
        str`Line ${broken} has a byte that is no ${this.#encoding}. Save the file as UTF-8, or name its encoding.`,
      );
      return {
        text: good.slice(0, good.lastIndexOf('\n') + 1),
        failure: new CtiError('INVALID', message, { field: `line ${broken}`, cause }),
      };
    }
  }
}

/** At most, in any encoding. */
const bytesOfCharacter = 4;

export const tooLong = (line: number) =>
  new CtiError('INVALID', msg(str`The row of line ${line} has no end: is a quote opened there and not closed?`), {
    field: `line ${line}`,
  });

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (!one.length) return other;
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
