import type { Command } from './commands.js';

/** Keeps commands that could not be sent and may wait. A client without one reports `UNREACHABLE` instead. */
export interface Outbox {
  /** Resolves when the command is kept. */
  add(command: Command): Promise<void>;
}
