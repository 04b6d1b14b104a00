import type { Checks, Command, CommandInput, CommandType, Reply } from './commands.js';
import type { News } from './call-state.js';
import type { CtiError } from './errors.js';
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
  /** What this dialer knows of a contact. */
  readonly fields: readonly (keyof Contact)[];
  /** The same of one that is added alone, where that differs. */
  readonly fieldsAlone?: readonly (keyof Contact)[];
  /** Why this contact cannot be sent. */
  problem(contact: Contact): { field: string; message: string } | undefined;
  /** The time zone of a whole upload has a place. */
  readonly isZoned?: boolean;
  /** A request has a place for the name of its file. */
  readonly isNamed?: boolean;
  /** The contact with a key of its own where it has none, so that a second try of the same contact adds it once. */
  withKey?(contact: Contact, key: string): Contact;
  /** Each contact that is added gets an id, by which `removeContact` takes that very one away again. */
  readonly givesIds?: boolean;
  /** What one contact becomes on the wire, for a person to look at; without secrets. Throws `INVALID`. */
  sample?(contact: Contact, to: { campaign: string; timeZone?: string | undefined }): string;
}

/** A dial that was posted, and of which nobody knows. */
export interface OpenDial {
  readonly destination: string;
  /** Epoch milliseconds of its post. */
  readonly at: number;
}

/** Says that a command may still go, and hears that it goes now. Rejects with a `CtiError` where it must not. */
export type MayGo = () => Promise<void>;

/** Carries commands to one dialer. Knows its wire and nothing about the page. */
export interface Transport {
  readonly name: string;
  /** Checks of the commands that it knows beyond the agent's. */
  readonly checks?: Checks | undefined;
  /** Keys of commands that are secrets of this dialer: the log masks them. */
  readonly secrets?: readonly string[];
  /** Words and paths of its wire that tell nothing of a person: the log shows them. */
  readonly words?: readonly string[];
  /** For a dialer that takes many contacts at once. */
  readonly bulk?: Bulk | undefined;
  /** Commands that can be sent again without reaching a person twice when nobody knows whether they arrived. */
  readonly repeats?: readonly CommandType[];
  /** Commands that it never answers: another one that does is tried before it, and waited for where the command may wait. */
  readonly unanswered?: readonly CommandType[];
  /** Whether it can carry commands of this type; with a command, whether it can carry that one. */
  supports(type: CommandType, command?: CommandInput): Support;
  /** Why a command of a type that it supports would be refused by it before any byte; nothing where it would not. */
  refusal?(command: Command): CtiError | undefined;
  /**
   * Resolves with the reply. Rejects with a `CtiError` and nothing else: `maybeSent` says whether it may have happened,
   * `UNREACHABLE` means that nothing was sent. `again`: an earlier try may have arrived. `signal` stops it: `CANCELED`.
   * `mayGo` is awaited immediately before each byte, after the sign-in: where it rejects, nothing goes.
   */
  send(command: Command, again?: boolean, signal?: AbortSignal, mayGo?: MayGo): Promise<Reply>;
  /**
   * A dial by this transport that nobody answered, of this page or of the one before it in this tab. Where its answer may
   * still come, `answered` hears it, and no other dial gets it: with the guid, or with nothing when it was not placed.
   */
  follow?(dial: OpenDial, answered: (guid: string | undefined) => void): void;
  /**
   * Hears how to find out whether a guid is another call's already: then it answers no dial to this number. For a dialer
   * whose answers do not say what they answer.
   */
  knowGuids?(isOther: (guid: string, destination: string) => boolean): void;
  /**
   * For a dialer that tells of its calls or of the agent's state: from now on `hear` hears it, first of what is on already.
   * A command that names a call reaches such a transport only for a call that it told of or placed, or of which nobody knows
   * by whom it goes.
   */
  tellNews?(hear: (news: News) => void): void;
  /** Tells everything to the client's log. */
  watch?(witness: Witness): void;
  close(): void;
}

/** A function of the page that returns the whole `Authorization` header value, or nothing for none. */
export type Authorization = () => string | undefined | Promise<string | undefined>;
