import { bareNumber, samePhone } from '../codecs/phone.js';
import { instantsOf, readWallClock, writeWallClock, type WallClock } from '../codecs/wall-clock.js';
import type { CallbackEntry, CommandInput, CommandOf } from '../core/commands.js';
import { levelsText } from '../core/levels-text.js';

/** A callback as a command asks for it. */
export interface AskedCallback {
  /** The dialer's wall clock (C-018). */
  readonly at: WallClock;
  readonly entry: CallbackEntry;
  /** It was asked for with the result of a call: the dialer sets it where that result is configured so (U-46). */
  readonly byResult: boolean;
  /** What the agent said of the call. */
  readonly note: string;
}

/**
 * How far a callback got, as far as this browser knows.
 *
 * - `confirmed` the dialer said yes
 * - `sent` posted to a system that never answers
 * - `queued` waits in the outbox
 * - `held` waits there for the agent, and was not sent
 * - `delivered` went out from the outbox later; nobody here saw the answer
 * - `unknown` may have reached the dialer, or not
 */
export type CallbackStatus = 'confirmed' | 'sent' | 'queued' | 'held' | 'delivered' | 'unknown';

/**
 * A cancellation or a move that is under way, or was left half done. Written before each request, so that it outlives a
 * reload: `removing`, the old one may be gone or not; `gone`, it is, and the new one is not set; `setting`, the old
 * one is gone, and the new one may be set or not.
 */
export interface CallbackChange {
  readonly step: 'removing' | 'gone' | 'setting';
  /** The new time, on the dialer's clock; empty when it is only cancelled. */
  readonly to: WallClock;
}

/** A callback that this browser knows of. */
export interface Callback extends AskedCallback {
  /** Campaign, number and time: asked for twice it is the same. */
  readonly id: string;
  readonly status: CallbackStatus;
  /** The entry of the outbox that it waits in; empty for none. */
  readonly waits: string;
  /** IANA zones of the time it was asked for; empty when not set. */
  readonly customerZone: string;
  readonly dialerZone: string;
  readonly change?: CallbackChange | undefined;
}

const day = 86_400_000;

/** The callback that a command asks for, if it does. */
export function askedBy(command: CommandInput): AskedCallback | undefined {
  if (command.type === 'schedule') return { at: command.at, entry: command.entry, byResult: false, note: '' };
  if (command.type !== 'dispose' || !command.callbackAt) return undefined;
  const { callbackAt: at, callbackCampaign, campaign, customer: destination, comment } = command;
  const result = levelsText(command);
  const note = comment ? `${result}: ${comment}` : result;
  return { at, entry: { campaign: callbackCampaign || campaign, destination }, byResult: true, note };
}

/** Without spaces, so that it can be an id in a page. */
export const callbackId = ({ at, entry }: Pick<AskedCallback, 'at' | 'entry'>): string =>
  encodeURIComponent([entry.campaign.trim(), bareNumber(entry.destination), at].join(' '));

/** The id of what a half-done move is to lead to; empty without one. */
export const targetId = ({ entry, change }: Callback): string =>
  change?.to ? callbackId({ at: change.to, entry }) : '';

/** When it is due, in epoch milliseconds. The earlier one of an hour that comes twice; of one that is skipped, an hour later. */
export function instantOf(at: WallClock, zone: string): number {
  const clock = readWallClock(at) ?? 0;
  return (
    instantsOf(at, zone || undefined)[0] ?? instantsOf(writeWallClock(clock + 3_600_000), zone || undefined)[0] ?? clock
  );
}

/** On which zone's clock its time is written: the dialer's; the customer's where that is not known; else the browser's. */
export const zoneOf = ({ dialerZone, customerZone }: Pick<Callback, 'dialerZone' | 'customerZone'>): string =>
  dialerZone || customerZone;

/** Past its time, and the new time of its move, by more than a day. */
export function isOver(callback: Callback, now: number): boolean {
  const { at, change } = callback;
  return [at, ...(change?.to ? [change.to] : [])].every((each) => instantOf(each, zoneOf(callback)) + day < now);
}

/** Whether a cancellation takes this one out. */
export function isCancelledBy(
  { at, entry }: Callback,
  { campaign, number, on, from, to }: CommandOf<'cancelSchedule'>,
): boolean {
  if (campaign.trim() !== entry.campaign.trim() || !samePhone(number, entry.destination)) return false;
  return (!on || at.startsWith(on)) && (!from || from <= at) && (!to || at <= to);
}

/** Throws for what this page does not know: another version may have kept it. */
export function checkCallback(kept: Callback): Callback {
  const { at, entry, change } = kept;
  const steps: unknown[] = ['removing', 'gone', 'setting', undefined];
  const isKnown =
    callbackId({ at, entry }) === kept.id && readWallClock(at) !== undefined && steps.includes(change?.step);
  if (!isKnown) throw new TypeError(kept.id);
  return kept;
}
