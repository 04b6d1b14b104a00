// Recordings: where they can be, whether they are there, and page after page of them. Importing it does nothing.
import { msg } from '@lit/localize';
import type { CommandOf, ReplyTo } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import type { Recording, RecordingFilter } from '../core/supervisor-commands.js';
import { unreadText } from '../core/unread-text.js';
import { checkPage } from './page-check.js';

/** What is needed of a `CtiClient`: it lists recordings. */
export interface RecordingLister {
  send(command: CommandOf<'recordings'>, options: { signal?: AbortSignal | undefined }): Promise<ReplyTo<'recordings'>>;
}

export interface EachRecordingOptions {
  /** What to look for; everything when absent. */
  filter?: RecordingFilter;
  /** Rows of a page. 50 when absent. */
  limit?: number;
  /** Stops the page that is on its way: rejects with `CANCELED`. */
  signal?: AbortSignal;
  /** Hears how many rows of a page could not be read. Without it they end the list in an error, after the last row. */
  onUnread?: (count: number) => void;
}

/**
 * Every recording, page after page as they are taken: the next page is asked for when its first row is, and none after
 * one that was not full (C-111, C-115). Throws what `send` rejects with, and `PROTOCOL` when a page comes again, and at the
 * end when rows could not be read and nobody hears it.
 */
export async function* eachRecording(
  client: RecordingLister,
  { filter, limit = 50, signal, onUnread }: EachRecordingOptions = {},
): AsyncGenerator<Recording, void> {
  let before: string | undefined;
  let unread = 0;
  for (let held = 0; ;) {
    const page = await client.send({ type: 'recordings', ...(filter && { filter }), held, limit }, { signal });
    const { rows, isLast } = page;
    checkPage(page);
    if (page.unread && onUnread) onUnread(page.unread);
    else unread += page.unread ?? 0;
    const last = rows.at(-1)?.guid;
    if (last !== undefined && last === before)
      throw new CtiError(
        'PROTOCOL',
        msg('The dialer gives the same recordings on every page: ask for a shorter time.'),
        { detail: last },
      );
    yield* rows;
    if (isLast) break;
    before = last;
    held += Math.max(limit, rows.length); // a full page, though rows without a guid are left out of it
  }
  if (unread) throw new CtiError('PROTOCOL', unreadText(unread));
}

export {
  findRecording,
  type Converter,
  type FindRecordingOptions,
  type FoundRecording,
  type MissingRecording,
  type Tried,
} from './find.js';
export type { Probe, ProbeResult } from './find.js';
export { recordingUrls, type RecordingHosts, type RecordingPlace, type RecordingRow } from './find.js';
