import type { Command, CommandType, Reply } from './commands.js';

/** Whether a command can be carried as things stand, and if not, why: a sentence for the agent or integrator. */
export type Support = { ok: true } | { ok: false; code: 'UNSUPPORTED' | 'UNREACHABLE'; reason: string };

/** Carries commands to one dialer. Knows its wire and nothing about the page. */
export interface Transport {
  readonly name: string;
  supports(type: CommandType): Support;
  /** Resolves with the reply. Rejects with a `CtiError` and nothing else; `UNREACHABLE` means that nothing was sent. */
  send(command: Command): Promise<Reply>;
  close(): void;
}

/** A function of the page that returns the whole `Authorization` header value, or nothing for none. */
export type Authorization = () => string | undefined | Promise<string | undefined>;
