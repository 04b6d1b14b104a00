import type { CommandOf, Reply } from '../core/commands.js';

/** A command that may wait. */
export type WaitingCommand = CommandOf<'dispose' | 'schedule' | 'respool' | 'tag' | 'blacklist'>;

/**
 * Where a kept command stands.
 *
 * - `waiting` goes out by itself
 * - `sending` is on its way, from this tab or another
 * - `unknown` may have reached the dialer: only the agent sends it again
 * - `held` surely did not, and does not go out by itself: `reason` says why
 */
export type OutboxState = 'waiting' | 'sending' | 'unknown' | 'held';

/** One command in the outbox. */
export interface OutboxEntry {
  readonly id: string;
  readonly command: WaitingCommand;
  readonly state: OutboxState;
  /** When it was asked for, in epoch milliseconds. */
  readonly since: number;
  /** Why it is still here, a sentence for the agent; empty before the first try. */
  readonly reason: string;
  /** Tries of which nobody knows whether they arrived. */
  readonly doubts?: number;
}

/** Where kept commands live: encrypted or readable in this browser's storage, or in this page only. */
export type OutboxStorage = 'encrypted' | 'plain' | 'memory';

/** Keeps what may wait until it is delivered, and sends it in its turn. */
export interface CommandOutbox {
  /** Names the agent and the dialer that it is for: its database, and the channel on which its tabs speak. */
  readonly owner?: string;
  readonly storage: OutboxStorage;
  /** Why `storage` is less than `encrypted`, or what was lost: a sentence. Empty when all is well. */
  readonly problem: string;
  /** What is kept, oldest first. */
  list(): readonly OutboxEntry[];
  /** Sends an entry now, also one that is `unknown` or `held`: the agent has decided. Rejects with a `CtiError`. */
  retry(id: string): Promise<Reply>;
  /** Takes an entry out for good. One that is `sending` stays: rejects with `BUSY`. */
  discard(id: string): Promise<void>;
  /** Sends what is `waiting`, now. Resolves when all of it was tried. */
  flush(): Promise<void>;
}
