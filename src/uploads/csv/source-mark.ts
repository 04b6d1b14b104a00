import { msg, str } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import type { CsvInput } from './byte-source.js';

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

/** Two FNV-1a sums: `crypto.subtle` is missing where a page comes over http. */
export function hashOf(bytes: Uint8Array): string {
  let one = 0x811c9dc5;
  let other = 0x01000193;
  for (const byte of bytes) {
    one = Math.imul(one ^ byte, 0x01000193);
    other = Math.imul(other ^ byte, 0x85ebca6b) + 1;
  }
  return [one, other].map((sum) => (sum >>> 0).toString(16).padStart(8, '0')).join('');
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
