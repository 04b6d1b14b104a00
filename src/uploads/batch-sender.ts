import { msg } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import type { Contact } from '../core/supervisor-commands.js';
import { raceAbort, pause, waitOf, type Patience } from './patience.js';
import type { Row } from './rows.js';
import type { AddContacts, AddContactsReply, UploadClient } from './upload-client.js';

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
  patience: Patience;
  /** Stops what is on the way. */
  abort: AbortSignal;
  /** Ends waiting and trying again. */
  ending: AbortSignal;
  /** A row that the client itself refuses: nothing was sent, and the others go without it. */
  onRefused(row: Row, reason: string): void;
  onWait(why: 'busy' | 'offline', error: CtiError): void;
}

/** Whether a refusal of a request leaves open if some of it was taken: then nothing of it is for sending again. */
function isPartial(client: UploadClient): boolean {
  const choice = client.supports('addContacts');
  return choice.ok && !!choice.bulk?.isPartial;
}

/** Who says `online`: the page or worker; Node has none. */
const page = 'addEventListener' in globalThis ? globalThis : undefined;

/** A moment for a transport to say what its abort means. */
const lastWord = 20;

/** Sends rows until there is an answer, tries again only where nothing was done. Takes refused rows out of `rows`. */
export async function sendBatch(rows: Row[], sending: BatchSettings): Promise<BatchOutcome> {
  const { client, command, patience, abort, ending, onRefused, onWait } = sending;
  let error = new CtiError('CANCELED', msg('The upload was stopped.'));
  for (let busy = 0, offline = 0; rows.length && !ending.aborted;) {
    try {
      const contacts = rows.map(({ contact }) => contact as Contact);
      const reply = await raceAbort(client.send({ ...command, contacts }, { signal: abort }), abort, lastWord);
      return reply ? { what: 'answered', reply } : { what: 'unknown', error };
    } catch (cause) {
      error = CtiError.from(cause);
    }
    const { code, message, field } = error;
    if (code === 'TIMEOUT' || code === 'PROTOCOL' || code === 'CANCELED') return { what: 'unknown', error };
    if (code === 'REJECTED')
      return isPartial(client) ? { what: 'unknown', error } : { what: 'refused', reason: message };
    const [, at, part] = (code === 'INVALID' && /^contacts\.(\d+)(?:\.(.*))?$/.exec(field ?? '')) || [];
    const [row] = at === undefined ? [] : rows.splice(Number(at), 1);
    if (row) onRefused(row, part ? `${part}: ${message}` : message);
    else if (code === 'BUSY' && ++busy < patience.busyTries) {
      onWait('busy', error);
      await pause(waitOf(patience.busyFirst, patience.busyMost, busy), ending);
    } else if (code === 'UNREACHABLE' && ++offline < patience.offlineTries) {
      onWait('offline', error);
      await pause(waitOf(patience.offlineFirst, patience.offlineMost, offline), ending, page);
    } else return { what: 'unsent', error };
  }
  return { what: 'unsent', error };
}
