import type { Checks, Command, CommandType, Reply } from './commands.js';
import type { Contact } from './supervisor-commands.js';

/** Whether a command can be carried as things stand, and if not, why: a sentence for the agent or integrator. */
export type Support =
  /** `takesAll`: a `cancelSchedule` takes no time, and cancels all that waits for the number. */
  { ok: true; takesAll?: boolean } | { ok: false; code: 'UNSUPPORTED' | 'UNREACHABLE'; reason: string };

/** Hears what crosses the wire, and what was refused. */
export type Witness = (what: 'sent' | 'received' | 'refused', detail: unknown) => void;

/** How a dialer takes many contacts. */
export interface Bulk {
  /** Contacts of one request. */
  readonly size: number;
  /** Requests at the same time. */
  readonly inFlight: number;
  /** A refusal leaves open whether some of the request was taken (V-11). */
  readonly isPartial?: boolean;
  /** What this dialer knows of a contact. */
  readonly fields: readonly (keyof Contact)[];
  /** The same of one that is added alone, where that differs. */
  readonly fieldsAlone?: readonly (keyof Contact)[];
  /** Why this contact cannot be sent. */
  problem(contact: Contact): { field: string; message: string } | undefined;
  /** The time zone of a whole upload has a place. */
  readonly isZoned?: boolean;
  /** What one contact becomes on the wire, for a person to look at; without secrets. Throws `INVALID`. */
  sample?(contact: Contact, to: { campaign: string; timeZone?: string | undefined }): string;
}

/** Carries commands to one dialer. Knows its wire and nothing about the page. */
export interface Transport {
  readonly name: string;
  /** Checks of the commands that it knows beyond the agent's. */
  readonly checks?: Checks | undefined;
  /** Keys of commands that are secrets of this dialer: the log masks them. */
  readonly secrets?: readonly string[];
  /** For a dialer that takes many contacts at once. */
  readonly bulk?: Bulk | undefined;
  /** Commands that can be sent again without reaching a person twice when nobody knows whether they arrived. */
  readonly repeats?: readonly CommandType[];
  supports(type: CommandType): Support;
  /**
   * Resolves with the reply. Rejects with a `CtiError` and nothing else; `UNREACHABLE` means that nothing was sent.
   * `again`: an earlier try may have arrived. `signal` stops it: `CANCELED`, and it may have happened.
   */
  send(command: Command, again?: boolean, signal?: AbortSignal): Promise<Reply>;
  /** Tells everything to the client's log. */
  watch?(witness: Witness): void;
  close(): void;
}

/** A function of the page that returns the whole `Authorization` header value, or nothing for none. */
export type Authorization = () => string | undefined | Promise<string | undefined>;
