import { msg } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import type { SourceMark } from './csv/csv-file.js';

/** First and last line, both included. */
export type LineRange = [from: number, to: number];

/** How many rows. All of them count what earlier parts of a resumed upload did, too. */
export interface UploadCounts {
  /** Rows read, without those that a resumed upload passes over. */
  read: number;
  /** Rows that were sent, whatever came of them. */
  sent: number;
  accepted: number;
  refused: number;
  /** Rows that were sent and of which nobody knows what became. */
  unknown: number;
  /** Rows that could be sent, and whose number an earlier row has. */
  repeated: number;
  /** Those of them that were not sent, since only the first row of each number was wanted. */
  leftOut: number;
}

/** How far an upload came. Small and plain JSON: keep it anywhere, and give it to `uploadContacts` as `resume`. */
export interface Checkpoint {
  version: 1;
  campaign: string;
  /** What the file is known by; empty for contacts that came as objects. */
  source: SourceMark;
  /** Lines whose rows are known to be accepted, refused or left out. */
  done: LineRange[];
  /** Lines whose rows were sent and of which nobody knows. They are not sent again. */
  unknown: LineRange[];
  /** First line of which nothing was sent. */
  next: number;
  counts: UploadCounts;
  /** Begins the keys that rows without one got, where the dialer needs them: a row that goes again has the same key. */
  key?: string;
}

const isRange = (range: unknown) =>
  Array.isArray(range) && range.length === 2 && range.every((line) => Number.isSafeInteger(line));
const isRanges = (ranges: unknown) => Array.isArray(ranges) && ranges.every(isRange);

/** Refuses what is no checkpoint of this campaign. Throws `INVALID`. */
export function checkCheckpoint(checkpoint: Checkpoint, campaign: string): Checkpoint {
  const { version, done, unknown, counts, source, key = '' } = Object(checkpoint) as Partial<Checkpoint>;
  const { repeated = 0, leftOut = 0 } = Object(counts) as Partial<UploadCounts>; // those of earlier versions have none
  const numbers = counts && [counts.read, counts.sent, counts.accepted, counts.refused, counts.unknown];
  const isOne =
    version === 1 &&
    source &&
    isRanges(done) &&
    isRanges(unknown) &&
    typeof key === 'string' &&
    numbers?.concat(repeated, leftOut).every((count) => Number.isSafeInteger(count));
  if (!isOne) throw new CtiError('INVALID', msg('This is not a record of an earlier upload.'), { field: 'resume' });
  if (checkpoint.campaign !== campaign)
    throw new CtiError('INVALID', msg('The earlier upload was for another campaign.'), { field: 'campaign' });
  return checkpoint;
}
