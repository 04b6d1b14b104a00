import type { CtiErrorCode } from '../core/errors.js';
import type { OutboxEnd, OutboxState } from './outbox-entry.js';
import type { Sealed } from './sealing.js';

/** An entry as it is kept, and what is left of it for a day when it has ended. */
export interface OutboxRow {
  id: string;
  /** Its place in the order of all tabs. */
  place: number;
  /** Names its call for who has the key: one goes after the other. */
  lane: string;
  state: OutboxState | OutboxEnd['state'];
  /** It has not ended: what has is in no index. */
  isOpen?: 1;
  /** Epoch milliseconds. */
  since: number;
  /** Tries of which nobody knows whether they arrived. */
  doubts: number;
  reason: string;
  /** The reason's code; nothing where no try failed. */
  code?: CtiErrorCode | undefined;
  /** Which tab sends it, or did last. */
  tab: string;
  /** The try that is on its way, or was the last: whoever does not know it writes nothing. */
  attempt?: string;
  /** Until when that tab has to say that it lives. */
  lease?: Span;
  /** Before then the dialer does not want to be asked again. */
  rest?: Span | undefined;
  /** For so long it can be taken back, and does not go by itself. */
  hold?: Span | undefined;
  /** How far a delivered one got. */
  status?: 'confirmed' | 'sent';
  /** On so many days it was seen as it is now, the last time on that one, counted from 1970; 0 before the first time. */
  days: number;
  day: number;
  /** The command; nothing when it has ended. */
  sealed?: Sealed;
  /** As version 0.1 sealed it: bound to no name. */
  isOld?: true;
}

/** What may change of an entry, or how it ends. */
export type Change = Partial<Pick<OutboxRow, 'state' | 'doubts' | 'reason' | 'code' | 'status' | 'rest'>>;

/** A time that has an end, in epoch milliseconds, and how long it is: a clock that went back must not make days of it. */
export interface Span {
  end: number;
  length: number;
}

export const spanOf = (length: number): Span => ({ end: Date.now() + length, length });

export function isRunning(span: Span | undefined): boolean {
  const left = span ? span.end - Date.now() : 0;
  return left > 0 && left <= (span?.length ?? 0);
}

/** The day by the clock on the wall, counted from 1970. */
export function today(): number {
  const now = new Date();
  return Math.floor((now.getTime() / 60_000 - now.getTimezoneOffset()) / 1_440);
}

export const isOpen = ({ state }: OutboxRow): boolean => state !== 'delivered' && state !== 'discarded';

/** It waits for the agent. */
export const isAsking = ({ state }: Pick<OutboxRow, 'state'>): boolean => state === 'held' || state === 'unknown';

/** It goes before another one of its call. */
export const goesFirst = ({ state }: OutboxRow): boolean => state === 'waiting' || state === 'sending';

/** The row after a change; what has ended keeps nothing of its content, and stands in no index. */
export function changed(row: OutboxRow, change: Change): OutboxRow {
  const next = { ...row, ...change, ...(change.state !== row.state && { days: 0, day: today() }) };
  if (isOpen(next)) return next;
  delete next.sealed;
  delete next.isOpen;
  return next;
}

/** What a person sees of them is the same. */
export const looksSame = (a: OutboxRow, b: OutboxRow): boolean =>
  a.state === b.state && a.reason === b.reason && a.code === b.code && a.doubts === b.doubts && a.days === b.days;

export const endOf = ({ state, status = 'sent' }: OutboxRow): OutboxEnd | undefined =>
  state === 'delivered' ? { state, status } : state === 'discarded' ? { state } : undefined;

/**
 * The row one day on, or nothing when its time is over: what waits for the agent has so many days, what has ended is known
 * for one at least. Only a day that is later than the last one counts, so that a clock that goes to and fro makes no days.
 */
export function aged(row: OutboxRow, mostDays: number, day: number): OutboxRow | undefined {
  if ((isOpen(row) && !isAsking(row)) || day <= row.day) return row;
  const days = row.day ? row.days + 1 : 0;
  return days < (isOpen(row) ? mostDays : 2) ? { ...row, days, day } : undefined;
}
