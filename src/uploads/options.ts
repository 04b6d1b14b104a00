import type { CommandOf, ReplyTo } from '../core/commands.js';
import type { CtiError } from '../core/errors.js';
import type { Route } from '../core/routing.js';
import type { Contact } from '../core/supervisor-commands.js';
import type { Checkpoint, LineRange, UploadCounts } from './checkpoint.js';
import type { CellsAs, RefusedBefore, RefusedRow } from './refused-rows.js';
import type { UploadSource } from './rows.js';

export type AddContacts = CommandOf<'addContacts'>;
export type AddContactsReply = ReplyTo<'addContacts'>;

/** What an upload needs of a `CtiClient`. */
export interface UploadClient {
  supports(type: 'addContacts'): Route;
  /** Why it would refuse a contact for a campaign by itself; an upload refuses such rows then before they are sent. */
  refusals?(campaign: string): (contact: Contact) => string | undefined;
  send(command: AddContacts, options?: { signal?: AbortSignal }): Promise<AddContactsReply>;
}

/** How long an upload tries. Times in milliseconds; each wait is twice the one before, up to the most, less a random part. */
export interface Patience {
  /** First wait when the dialer has no time (HTTP 429, 503); as long as it asks (`Retry-After`) where that is longer. */
  busyFirst: number;
  busyMost: number;
  /** So many tries of one request before the upload gives up. */
  busyTries: number;
  /** First wait when the dialer cannot be reached; ends early when the browser says that it is online again. */
  offlineFirst: number;
  offlineMost: number;
  offlineTries: number;
  /** So many requests in a row of which nobody knows what became, and the upload stops by itself. */
  unknownInARow: number;
}

/**
 * What becomes of rows whose number an earlier row has, however it is written: all are sent, or the first alone that can
 * be. Where the dialer refuses that one, the next that is read goes; those that were left out by then stand in its reason.
 */
export type SameNumber = 'all' | 'first';

/** What to upload, where to, and how. */
export type UploadOptions = UploadSource & {
  /** As the dialer names it. */
  campaign: string;
  /** Zone of all contacts, as the dialer names it (U-55). */
  timeZone?: string;
  /** Name for the dialer to file the contacts under, where it has a place for one; that of the file when left out. Each request adds its first line. */
  fileName?: string;
  /** Add none of a request when one of it is wrong, where the dialer can do so. It holds for each request alone (S-19). */
  stopOnError?: boolean;
  /** Rows of one request, no more than the dialer takes; as many as that when left out. */
  size?: number;
  /** Requests at the same time; the dialer's own when left out. */
  inFlight?: number;
  /** `all` when left out: what several rows of one number mean, only who made the list knows. */
  sameNumber?: SameNumber;
  /** Lines whose rows are sent though only the first row of their number is wanted. */
  sendToo?: readonly number[];
  signal?: AbortSignal;
  /** Where an earlier upload of the same source stopped. */
  resume?: Checkpoint;
  /** The result of that earlier part, when this page still has it: its refused rows then stand in this one's, too. */
  before?: RefusedBefore;
  /**
   * Keeps the checkpoint, and is waited for before each request leaves: so that after a crash of the page nothing is
   * sent a second time.
   */
  save?: (checkpoint: Checkpoint) => void | Promise<void>;
  /** So many refused rows are kept in the result; the file of the refused rows has all. 10,000 when left out. */
  refusedLimit?: number;
  patience?: Partial<Patience>;
};

export interface UploadResult {
  /** `interrupted`: it stopped by itself before the end, and `error` says why. */
  readonly end: 'complete' | 'aborted' | 'interrupted';
  readonly error?: CtiError;
  /** Name of the transport. */
  readonly transport: string;
  /** `false`: the dialer took the contacts and loads them later, without telling how that ends (U-52). */
  readonly isLoaded: boolean;
  readonly counts: Readonly<UploadCounts>;
  /** The first refused rows of this part of the upload, and of `before`, in the order in which they were refused. */
  readonly refused: readonly RefusedRow[];
  /** How many of those of this part had which field at fault; `''` where it was none of them. */
  readonly refusedFields: Readonly<Record<string, number>>;
  /** Lines that were sent and of which nobody knows. Never sent again by itself (V-11). */
  readonly unknown: readonly LineRange[];
  /** Give it to `uploadContacts` as `resume`. */
  readonly checkpoint: Checkpoint;
  /** All refused rows of this part, and of `before`, as a CSV: mend it, and upload it again as it is. `guarded` when left out. */
  refusedFile(cells?: CellsAs): Blob;
  /** The first rows whose number an earlier row has, and which one that is, of the whole list so far. */
  readonly repeated: readonly RefusedRow[];
  /** All of them as a CSV. */
  repeatedFile(cells?: CellsAs): Blob;
}

/** What is the same in each request, and the name of its part: `clients-1001.csv` is a file of its own to the dialer. */
export function uploadCommand(options: UploadOptions, sourceName?: string, line = 1): Omit<AddContacts, 'contacts'> {
  const { campaign, timeZone, stopOnError, fileName = sourceName } = options;
  return {
    type: 'addContacts',
    campaign,
    ...(timeZone !== undefined && { timeZone }),
    ...(fileName !== undefined && { fileName: fileName.replace(/(\.[^.]*)?$/, (ending) => `-${line}${ending}`) }),
    ...(stopOnError !== undefined && { stopOnError }),
  };
}
