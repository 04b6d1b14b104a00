import type { DataPair } from '../codecs/data-string.js';
import { writeJson } from '../codecs/write-json.js';
import { isStep, type CallNews, type CallState, type ToldState } from './call-state.js';

/** A call as its dialer tells of it. */
export interface ToldCall {
  /** Name of the transport that told of it. */
  readonly transport: string;
  /** The dialer's name of the call. */
  readonly guid: string;
  readonly state: CallState;
  /** Epoch milliseconds: since when it is known, and since when it is in its state. */
  readonly since: number;
  readonly stateSince: number;
  readonly number: string;
  readonly name: string;
  readonly campaign: string;
  readonly isIncoming: boolean;
  readonly muted: boolean;
  readonly recordingPaused: boolean;
  readonly consults: string | undefined;
  /** The call's variables. */
  readonly data: readonly DataPair[];
}

/** So many calls are remembered, with those that have ended: what is told late of one changes nothing. */
const most = 100;

const taken = ({
  number,
  name,
  campaign,
  isMuted,
  isRecordingPaused,
  consults,
  data,
}: CallNews): Partial<ToldCall> => ({
  ...(number && { number }),
  ...(name && { name }),
  ...(campaign && { campaign }),
  ...(consults !== undefined && { consults: consults || undefined }),
  ...(data && { data }),
  ...(isMuted !== undefined && { muted: isMuted }),
  ...(isRecordingPaused !== undefined && { recordingPaused: isRecordingPaused }),
});

const isAsBefore = (before: ToldCall, now: ToldCall) => writeJson({ ...before, ...now }) === writeJson(before);

/** The calls that dialers tell of, each under its dialer's name of it. What is told of one changes no other. */
export class CallBoard {
  #calls: readonly ToldCall[] = [];

  /** Those that have not ended, in the order in which this page learned of them. */
  get live(): readonly ToldCall[] {
    return this.#calls.filter(({ state }) => state !== 'ended');
  }

  find(guid: string | undefined, transport?: string): ToldCall | undefined {
    return this.#calls.find((call) => call.guid === guid && (!transport || call.transport === transport));
  }

  /**
   * Takes what a dialer tells of a call; gives the call as it is now and whether it came into another state, nothing where
   * it was so already, and why where it cannot be: it is not here, or does not go from its state into that one.
   *
   * @param before - what is known of the call beside what was told
   */
  hear(
    transport: string,
    news: CallNews,
    before?: CallState,
  ): { call: ToldCall; isStep: boolean } | string | undefined {
    const known = this.find(news.call, transport);
    const from = known?.state ?? before;
    const { state: to } = news;
    if (!from && (!to || to === 'ended')) return `no call ${to ?? 'changed'}`;
    if (from && to && to !== from && !isStep(from, to)) return `no step from ${from} to ${to}`;
    const now = Date.now();
    const made = known ?? newCall(transport, news.call, from ?? (to as ToldState), now);
    const call: ToldCall = {
      ...made,
      ...taken(news),
      ...(to && { state: to, isIncoming: made.isIncoming || to === 'incoming' }),
      ...(to && to !== from && { stateSince: now }),
    };
    if (known && isAsBefore(known, call)) return undefined;
    const others = this.#calls.filter((each) => each !== known);
    this.#calls = known ? this.#calls.map((each) => (each === known ? call : each)) : [...others, call].slice(-most);
    return { call, isStep: call.state !== from };
  }

  /** Forgets those that it does not keep. */
  keep(isKept: (call: ToldCall) => boolean): void {
    this.#calls = this.#calls.filter(isKept);
  }
}

const newCall = (transport: string, guid: string, state: CallState, now: number): ToldCall => ({
  ...{ transport, guid, state, since: now, stateSince: now, number: '', name: '', campaign: '' },
  ...{ isIncoming: false, muted: false, recordingPaused: false, consults: undefined, data: [] },
});
