import { msg, str } from '@lit/localize';
import { CtiError } from '../../core/errors.js';

/** How the characters of a CSV are written. Any name of the Encoding Standard works; these are recognised. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | (string & {});

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

/** What a file begins with. */
export interface Beginning {
  encoding: Encoding;
  /** Bytes of the byte-order mark. */
  mark: number;
}

/**
 * Tells the encoding from a file's first bytes: its byte-order mark; else UTF-8 where they are UTF-8; else
 * windows-1252, as Excel writes it. Throws `INVALID` for what is no text, as an Excel workbook.
 */
export function readBeginning(head: Uint8Array, encoding?: Encoding): Beginning {
  const [marked, mark] = marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte)) ?? [];
  const chosen = decoderOf(encoding ?? marked ?? (canDecode(head, 'utf-8') ? 'utf-8' : 'windows-1252')).encoding;
  if (!isWide(chosen) && head.includes(0))
    throw invalid(msg('This is no text file. Save the sheet as CSV first, or name its encoding.'), 'csv');
  return { encoding: chosen, mark: marked === chosen ? (mark?.length ?? 0) : 0 };
}

/** Two bytes for each character, so a byte 10 is not always a line end. */
export const isWide = (encoding: Encoding) => /^utf-?16/i.test(encoding);
