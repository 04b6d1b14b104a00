import type { DataPair } from '../codecs/data-string.js';

/**
 * Where a call is.
 *
 * ```
 * dialling → ringing → connected ⇄ held → ended
 * incoming → connected | ended
 * ```
 *
 * - `dialling` it was asked for, and the customer's telephone does not ring yet
 * - `ringing` the customer's telephone rings
 * - `connected` the two speak
 * - `held` the customer waits
 * - `incoming` somebody calls the agent
 * - `ended` it is over; it stays known for its result
 * - `placed` it was dialled or named, and its dialer tells nothing of how it goes on: since the dial, as far as this page knows
 * - `unknown` nobody knows whether it is on
 */
export type CallState = 'dialling' | 'ringing' | 'connected' | 'held' | 'incoming' | 'ended' | 'placed' | 'unknown';

/** What a dialer can say of a call. */
export type ToldState = Exclude<CallState, 'placed'>;

/** What a dialer tells of one call. What is absent is as it was. */
export interface CallNews {
  /** The dialer's name of the call: what its reply to the dial gave as `guid`. */
  readonly call: string;
  readonly state?: ToldState | undefined;
  /** The other end's number, as the dialer writes it. */
  readonly number?: string | undefined;
  /** The other end's name. */
  readonly name?: string | undefined;
  readonly campaign?: string | undefined;
  /** The agent's microphone is off. */
  readonly isMuted?: boolean | undefined;
  readonly isRecordingPaused?: boolean | undefined;
  /** The call about which this one asks a colleague, before it is transferred: the customer's stays the current one. Empty where it asks about none any more. */
  readonly consults?: string | undefined;
  /** The call's variables. */
  readonly data?: readonly DataPair[] | undefined;
}

/** These calls of the dialer are on, and no others: what this page knew of beside them has ended. */
export interface AllCalls {
  readonly calls: readonly string[];
}

/** Where the agent is. */
export interface AgentState {
  readonly state: 'ready' | 'paused' | 'loggedOut';
  /** Why the agent pauses, by the name that the dialer gives it. */
  readonly reason?: string | undefined;
  /** Since when, in epoch milliseconds, as far as this page knows. */
  readonly since: number;
}

/** What the transport can do now is another than before: `supports` says what. */
export interface SupportNews {
  readonly support: 'changed';
}

/** What a dialer tells by itself, or after a command. */
export type News = CallNews | AllCalls | SupportNews | AgentNews;

/** Where the agent is; nothing where that is not known any more. */
export interface AgentNews {
  readonly agent: (Omit<AgentState, 'since'> & { since?: number }) | undefined;
}

/** From where to where a call can go. What lies between may not have been told: a dialer is asked now and then. */
const steps: Readonly<Record<CallState, readonly CallState[]>> = {
  dialling: ['ringing', 'connected', 'held', 'ended'],
  ringing: ['connected', 'held', 'ended'],
  connected: ['held', 'ended'],
  held: ['connected', 'ended'],
  incoming: ['connected', 'held', 'ended'],
  ended: [],
  placed: ['dialling', 'ringing', 'connected', 'held', 'incoming', 'ended', 'unknown'],
  unknown: ['dialling', 'ringing', 'connected', 'held', 'incoming', 'ended'],
};

/** Whether a call can come from one state into the other. Of any call that is on it may become unknown. */
export const isStep = (from: CallState, to: CallState): boolean =>
  steps[from].includes(to) || (to === 'unknown' && from !== 'ended' && from !== 'unknown');
