import { CallBoard, type ToldCall } from './call-board.js';
import { callFor } from './call-in-hand.js';
import type { CallJournal, CurrentCall, KnownCall } from './call-journal.js';
import type { AgentNews, AgentState, CallNews, News } from './call-state.js';
import type { CommandType } from './commands.js';
import { ToldCalls } from './told-calls.js';

/** A call is in another state than before, or its microphone or recording is. */
export class CallEvent extends Event {
  constructor(readonly call: CurrentCall) {
    super('call');
  }
}

/** Hears what becomes of calls. */
export interface CallsListener {
  /** Once for each state and flag of a call. */
  told(call: CurrentCall): void;
  changed(): void;
  /** What was told and cannot be. */
  refused(transport: string, why: string, call: string): void;
}

/** All calls of one client: what its journal knows of them, with what their dialers tell. */
export class Calls {
  readonly #journal: CallJournal;
  readonly #board = new CallBoard();
  readonly #listener: CallsListener;
  readonly #told = new ToldCalls();
  #agent: AgentState | undefined;
  /** Who told of the agent. */
  #agentBy = '';

  constructor(journal: CallJournal, listener: CallsListener) {
    this.#journal = journal;
    this.#listener = listener;
    const { current } = this;
    if (current) this.#told.add(current); // the page before this one told of it
  }

  /** The call in hand. */
  get current(): CurrentCall | undefined {
    const known = this.#journal.current;
    if (known) return this.#asTold(known);
    const ringing = this.#board.live.find(({ state }) => state === 'incoming');
    return ringing && asCall(ringing);
  }

  /** Those that are on as far as this page knows. */
  get live(): readonly CurrentCall[] {
    const { current } = this;
    const told = this.#board.live.map((call) => this.#viewOf(call));
    const isThere = !current || current.state === 'ended' || told.some(({ guid }) => guid === current.guid);
    return isThere ? told : [...told, current];
  }

  get agent(): AgentState | undefined {
    return this.#agent;
  }

  /** The call that a command is of, or why there is none. */
  for(type: CommandType, named?: string): ReturnType<typeof callFor> {
    return callFor(type, this.live, this.current, named);
  }

  /** Name of the transport that a call goes by; empty where nobody knows. */
  roadOf({ guid }: CurrentCall): string {
    const known = guid ? this.#journal.find(guid) : this.#journal.current;
    return this.#board.find(guid)?.transport ?? known?.transport ?? '';
  }

  /** A dialer tells something. What it tells twice is told once. */
  hear(transport: string, news: News): void {
    if ('agent' in news) return this.#hearAgent(transport, news.agent);
    if ('call' in news) return this.#hearCall(transport, news);
    if ('support' in news) return this.#listener.changed();
    const told = this.#board.live.filter((call) => call.transport === transport).map(({ guid }) => guid);
    for (const call of new Set([...told, ...this.#journal.openOf(transport)]))
      if (!news.calls.includes(call)) this.#hearCall(transport, { call, state: 'ended' });
  }

  /** The journal knows something else than before. */
  learned(): void {
    if (this.current) this.#tell(this.current);
  }

  /** What this dialer told of the agent may not be so any more. */
  doubtAgent(transport: string): void {
    if (!this.#agent || this.#agentBy !== transport) return;
    this.#agent = undefined;
    this.#listener.changed();
  }

  /** The agent is on no call: what was told before counts no more, until a dialer tells it again. What has ended has. */
  leave(): void {
    this.#board.keep(({ state }) => state === 'incoming' || state === 'ended');
  }

  /** Forgets what was told. */
  clear(): void {
    this.#board.keep(() => false);
    this.#told.clear();
  }

  #hearAgent(transport: string, agent: AgentNews['agent']): void {
    this.#agentBy = transport;
    if (this.#agent?.state === agent?.state && this.#agent?.reason === agent?.reason) return;
    this.#agent = agent && { state: agent.state, reason: agent.reason, since: agent.since ?? Date.now() };
    this.#listener.changed();
  }

  #hearCall(transport: string, news: CallNews): void {
    const { transport: teller = transport } = this.#board.find(news.call) ?? {};
    if (teller !== transport) return this.#listener.refused(transport, 'a call of another dialer', news.call);
    const known = this.#journal.find(news.call);
    // Who does not know says nothing against who dialled it (U-86).
    const isNoNews = news.state === 'unknown' && known?.state === 'placed' && known.transport !== transport;
    const heard = this.#board.hear(transport, isNoNews ? { ...news, state: undefined } : news, known?.state);
    if (typeof heard === 'string') return this.#listener.refused(transport, heard, news.call);
    if (!heard) return;
    const { call, isStep } = heard;
    const { guid, state, consults } = call;
    if (state === 'ended') this.#journal.endTold(guid);
    // Whom the agent speaks with now is in hand.
    else if (state !== 'incoming' && !consults) {
      const takes = isStep && state === 'connected';
      this.#journal.tell(guid, call, { takes, waits: !takes && this.current?.state === 'connected' });
    }
    this.#tell(this.#viewOf(call));
    this.#listener.changed();
  }

  #tell(call: CurrentCall): void {
    if (this.#told.add(call)) this.#listener.told(call);
  }

  #viewOf(call: ToldCall): CurrentCall {
    const known = this.#journal.find(call.guid);
    return known ? this.#asTold(known) : asCall(call);
  }

  /** A call of the journal, with what is told of it. */
  #asTold({ guid, destination, campaign, since, state, isIncoming }: KnownCall): CurrentCall {
    const told = this.#board.find(guid);
    const call = told ? asCall(told) : { muted: false, recordingPaused: false, stateSince: since, state };
    return {
      ...{ guid, destination, campaign, ...(isIncoming && { isIncoming }), ...call, since },
      ...(destination && { destination }),
      ...(campaign && { campaign }),
    };
  }
}

const asCall = (told: ToldCall): CurrentCall => {
  const { guid, number: destination, campaign, since, state, stateSince, name, isIncoming, consults } = told;
  const { muted, recordingPaused, data } = told;
  return {
    ...{ guid, destination, campaign, since, state, stateSince, muted, recordingPaused },
    ...(name && { name }),
    ...(isIncoming && { isIncoming }),
    ...(consults && { consults }),
    ...(data.length && { data }),
  };
};
