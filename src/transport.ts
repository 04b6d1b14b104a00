import type { Command, CommandType, Reply } from './commands.js';

/** Whether a command can be carried as things stand, and if not, why: a sentence for the agent or integrator. */
export type Support = { ok: true } | { ok: false; code: 'UNSUPPORTED' | 'UNREACHABLE'; reason: string };

/** Hears what crosses the wire, and what was refused. */
export type Witness = (what: 'sent' | 'received' | 'refused', detail: unknown) => void;

/** Carries commands to one dialer. Knows its wire and nothing about the page. */
export interface Transport {
  readonly name: string;
  /** Commands that can be sent again without reaching a person twice when nobody knows whether they arrived. */
  readonly repeats?: readonly CommandType[];
  supports(type: CommandType): Support;
  /**
   * Resolves with the reply. Rejects with a `CtiError` and nothing else; `UNREACHABLE` means that nothing was sent.
   * `again`: an earlier try may have arrived.
   */
  send(command: Command, again?: boolean): Promise<Reply>;
  /** Tells everything to the client's log. */
  watch?(witness: Witness): void;
  close(): void;
}

/** A function of the page that returns the whole `Authorization` header value, or nothing for none. */
export type Authorization = () => string | undefined | Promise<string | undefined>;
