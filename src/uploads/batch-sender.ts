import { msg } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import type { Contact } from '../core/supervisor-commands.js';
import type { Bulk } from '../core/transport.js';
import type { AddContacts, AddContactsReply, Patience, UploadClient } from './options.js';
import type { UploadProgress } from './progress.js';
import { readContact, type Row, type RowSource } from './rows.js';

export const defaultPatience: Patience = {
  busyFirst: 1_000,
  busyMost: 60_000,
  busyTries: 10,
  offlineFirst: 1_000,
  offlineMost: 30_000,
  offlineTries: 10,
  unknownInARow: 3,
};

/** The wait before try number `tries`: half of it fixed and half by chance, so that many pages do not come back at once. */
export function waitOf(first: number, most: number, tries: number): number {
  const whole = Math.min(most, first * 2 ** (tries - 1));
  return whole / 2 + Math.random() * (whole / 2);
}

/** Resolves after a time, or at once when the signal stops it or `online` says that the line is back. */
export function pause(ms: number, signal: AbortSignal, online?: EventTarget): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      online?.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    online?.addEventListener('online', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/** The promise, or `undefined` a moment after the signal: so that what ends by the signal can say how. Leaves nothing behind. */
export function raceAbort<T>(promise: Promise<T>, signal: AbortSignal, moment = 0): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => void setTimeout(() => resolve(undefined), moment);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** What became of the rows of one request. */
export type BatchOutcome =
  | { what: 'answered'; reply: AddContactsReply }
  | { what: 'refused'; reason: string }
  /** Nobody knows; they are not sent again. */
  | { what: 'unknown'; error: CtiError }
  /** Surely not sent. */
  | { what: 'unsent'; error: CtiError };

export interface BatchSettings {
  client: UploadClient;
  command: Omit<AddContacts, 'contacts'>;
  /** What goes out of a row: the same at each try. */
  contactOf(row: Row): Contact;
  patience: Patience;
  /** Stops what is on the way. */
  abort: AbortSignal;
  /** Ends waiting and trying again. */
  ending: AbortSignal;
  /** A row that the client itself refuses: nothing was sent, and the others go without it. */
  onRefused(row: Row, reason: string): void;
  onWait(why: 'busy' | 'offline'): void;
  /** The requests of an upload have it in common. */
  line: Line;
}

/** The way to the dialer. */
export interface Line {
  /** Before then the dialer wants no request (`Retry-After`), on the clock of `performance.now()`. */
  notBefore: number;
  /** A person wants no request now; resolves when one does again. */
  paused?: Promise<void> | undefined;
}

/** So long a timer can run, in milliseconds. */
const longest = 2 ** 31 - 1;

/** Waits as long as the dialer asked to be left alone, and a person wants no request. False when that was ended. */
async function rest({ line, ending, onWait }: Pick<BatchSettings, 'line' | 'ending' | 'onWait'>): Promise<boolean> {
  const left = () => line.notBefore - performance.now();
  while (!ending.aborted && (line.paused || left() > 0)) {
    if (line.paused) await raceAbort(line.paused, ending);
    else {
      onWait('busy');
      await pause(Math.min(left(), longest), ending);
    }
  }
  return !ending.aborted;
}

/** Who says `online`: the page or worker; Node has none. */
const page = 'addEventListener' in globalThis ? globalThis : undefined;

/** A moment for a transport to say what its abort means. */
const lastWord = 20;

/** Sends rows until there is an answer, tries again only where nothing can be done twice. Takes refused rows out of `rows`. */
export async function sendBatch(rows: Row[], sending: BatchSettings): Promise<BatchOutcome> {
  const { client, command, contactOf, patience, abort, ending, line, onRefused, onWait } = sending;
  let error = new CtiError('CANCELED', msg('The upload was stopped.'));
  let isChecked = true;
  for (let busy = 0, offline = 0; rows.length && (await rest(sending));) {
    try {
      // Rules that changed since these rows were checked refuse many at once.
      if (!isChecked) takeRefused(rows, sending);
      isChecked = true;
      if (!rows.length) break;
      const contacts = rows.map(contactOf);
      const reply = await raceAbort(client.send({ ...command, contacts }, { signal: abort }), abort, lastWord);
      return reply ? { what: 'answered', reply } : { what: 'unknown', error };
    } catch (cause) {
      error = CtiError.from(cause);
    }
    const { code, retryAfter = 0 } = error;
    line.notBefore = Math.max(line.notBefore, performance.now() + retryAfter);
    if (error.maybeSent && code !== 'BUSY') return { what: 'unknown', error };
    if (code === 'REJECTED') return { what: 'refused', reason: error.message };
    if (takeNamed(rows, error, onRefused)) {
      isChecked = false;
      await yieldToMain();
    } else if (code === 'BUSY' && ++busy < patience.busyTries) {
      onWait('busy');
      await pause(waitOf(patience.busyFirst, patience.busyMost, busy), ending);
    } else if (code === 'UNREACHABLE' && ++offline < patience.offlineTries) {
      onWait('offline');
      await pause(waitOf(patience.offlineFirst, patience.offlineMost, offline), ending, page);
    } else break;
  }
  return { what: 'unsent', error }; // what was asked for with keys can go again, and adds nobody twice
}

/** Takes the row out that an error names. False where it names none. */
function takeNamed(
  rows: Row[],
  { code, field = '', message }: CtiError,
  onRefused: BatchSettings['onRefused'],
): boolean {
  const [, at, part] = (code === 'INVALID' && /^contacts\.(\d+)(?:\.(.*))?$/.exec(field)) || [];
  const [row] = at === undefined ? [] : rows.splice(Number(at), 1);
  if (row) onRefused(row, part ? `${part}: ${message}` : message);
  return !!row;
}

/** Takes the rows out that the client would refuse now. */
function takeRefused(rows: Row[], { client, command, contactOf, onRefused }: BatchSettings): void {
  const refusal = client.refusals?.(command.campaign);
  if (!refusal) return;
  const good = rows.filter((row) => {
    const problem = refusal(contactOf(row));
    if (problem !== undefined) onRefused(row, problem);
    return problem === undefined;
  });
  rows.splice(0, rows.length, ...good);
}

/** So long the page may stand still, in milliseconds. */
export const sliceTime = 12;

/** Lets the page draw and hear. A timer would wait for 4 ms each time. */
export function yieldToMain(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** So long a piece of work has held the page. */
class TimeSlice {
  #since = performance.now();

  isOver(limit = sliceTime): boolean {
    return performance.now() - this.#since > limit;
  }

  /** Lets the page have its turn when this one has lasted longer. */
  async rest(limit = sliceTime): Promise<void> {
    if (!this.isOver(limit)) return;
    await yieldToMain();
    this.#since = performance.now();
  }
}

/** Why a contact is not sent, or nothing. */
type Refusal = (contact: Contact) => string | undefined;

export interface Gathering {
  /** How the dialer takes contacts, where that is known. */
  bulk: Bulk | undefined;
  /** Rows of one request. */
  size: number;
  /** Reads what the client refuses by itself, once for so many rows as a request has. */
  refusals: () => Refusal | undefined;
  /** No row is taken after it. */
  ending: AbortSignal;
  /** After each row, for whoever tells how far it is. */
  onRow: () => void;
}

/**
 * Checks rows and gathers them for requests. No further row is read before the next batch is asked for. When the source
 * fails, what came before goes out first.
 */
export async function* batchesOf(
  source: RowSource,
  progress: UploadProgress,
  { bulk, size, refusals, ending, onRow }: Gathering,
): AsyncGenerator<Row[]> {
  const batch: Row[] = [];
  const slice = new TimeSlice();
  let failure: { cause: unknown } | undefined;
  let refusal: Refusal | undefined;
  let count = 0;
  try {
    for await (const row of source.rows()) {
      if (ending.aborted) return;
      if (count++ % size === 0) refusal = refusals();
      const good = goodRow(row, progress, bulk, refusal);
      if (good) batch.push(good);
      onRow();
      if (batch.length >= size) {
        // To send is to check and write all of it at once. What is only checked comes back at once: the time goes on.
        await slice.rest(sliceTime / 3);
        yield batch.splice(0);
      }
      if (slice.isOver()) await slice.rest(); // reading on would leave the page no time to draw, or to stop it
    }
  } catch (cause) {
    failure = { cause };
  }
  if (batch.length) yield batch;
  if (failure) throw CtiError.from(failure.cause);
}

/** The row as it is sent; nothing when it was dealt with before, is left out, or cannot be sent, which is booked. */
function goodRow(
  row: Row,
  progress: UploadProgress,
  bulk: Bulk | undefined,
  refusal: Refusal | undefined,
): Row | undefined {
  const isNew = progress.take(row);
  const { contact, problem } = row.problem === undefined ? readContact(row.contact, bulk) : row;
  // What went before is not judged anew: it stays the first row of its number.
  const why = problem ?? (isNew ? refusal?.(contact) : undefined);
  if (problem === undefined && why === undefined) {
    if (!progress.isWanted(row, contact.destination, isNew)) return undefined;
    return contact === row.contact ? row : { ...row, problem, contact };
  }
  if (isNew && why !== undefined) progress.refuse(row, why);
  return undefined;
}
