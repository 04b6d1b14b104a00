import type { CommandOf, Reply } from '../core/commands.js';
import type { CtiErrorCode } from '../core/errors.js';

/** A command that may wait. */
export type WaitingCommand = CommandOf<'dispose' | 'schedule' | 'respool' | 'tag' | 'blacklist'>;

/**
 * Where a kept command stands.
 *
 * - `waiting` is sent automatically
 * - `sending` is on its way, from this tab or another
 * - `unknown` may have reached the dialer: only the agent sends it again
 * - `held` surely did not, and waits for the agent, as what was refused does: `reason` says why
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
  /** The same for programs, where a try failed: with `UNAUTHORIZED` it waits until somebody signs in. */
  readonly code?: CtiErrorCode | undefined;
  /** Tries of which nobody knows whether they arrived. */
  readonly doubts?: number;
  /** Days until it is removed, while it needs the agent: days on which a page was open. Nothing while it goes out by itself. */
  readonly daysLeft?: number | undefined;
  /** Until then it can be taken back and does not go by itself, in epoch milliseconds. Nothing when that is over. */
  readonly heldUntil?: number;
}

/** What became of a command that is not in the outbox any more; known for a day. */
export type OutboxEnd = { state: 'delivered'; status: 'confirmed' | 'sent' } | { state: 'discarded' };

/**
 * Where kept commands live, and what that keeps from others.
 *
 * - `encrypted` in this browser, with a key of the page's back end (`outboxKey`), which is not kept here
 * - `sealed` in this browser, with a key that lies beside it: whoever can read its files can read it
 * - `plain` in this browser, readable
 * - `memory` in this page only
 */
export type OutboxStorage = 'encrypted' | 'sealed' | 'plain' | 'memory';

/** Values under names beside the entries, kept and sealed as these are. */
export interface SealedStore {
  /** What can be read of it, which nobody has checked. */
  all(): Promise<[name: string, value: unknown][]>;
  set(name: string, value: object): Promise<void>;
  delete(name: string): Promise<void>;
}

/** Keeps what may wait until it is delivered, and sends it in its turn. */
export interface CommandOutbox {
  /** Names the agent and the dialer that it is for: its database, and the channel on which its tabs speak. */
  readonly owner?: string;
  readonly storage: OutboxStorage;
  /** Why less is kept than could be, or what was lost: a sentence. Empty when all is well. */
  readonly problem: string;
  /** For support: what the browser called that. Empty or absent for nothing. */
  readonly problemDetail?: string;
  /** A second place in its database; nothing where this page keeps nothing. */
  readonly store?: SealedStore | undefined;
  /** What is kept, oldest first. */
  list(): readonly OutboxEntry[];
  /** What became of what is not in the list any more; nothing where nobody knows. */
  endOf?(id: string): Promise<OutboxEnd | undefined>;
  /** Sends an entry now, also one that is `unknown` or `held`: the agent has decided. Rejects with a `CtiError`. */
  retry(id: string): Promise<Reply>;
  /**
   * Takes an entry out for good. One that is `sending` stays: rejects with `BUSY`, and so it does for one that has been
   * delivered meanwhile.
   */
  discard(id: string): Promise<void>;
  /** Sends what is `waiting`, now. Resolves when all of it was tried. */
  flush(): Promise<void>;
  /**
   * Sends what is held for a moment (`heldUntil`), in whichever tab it was asked for, now. Resolves when all of it was
   * tried; what was refused stays as `held`.
   */
  release(): Promise<void>;
}
