import { fieldOf, objectOf, type Fields } from '../../codecs/json.js';
import { remainingTime } from '../../codecs/remaining-time.js';
import { writeJson } from '../../codecs/write-json.js';
import type { AgentState, CallNews, News, ToldState } from '../../core/call-state.js';
import { CtiError } from '../../core/errors.js';
import { Lead, type Asker } from '../../core/lead.js';
import { openChannel } from '../../core/platform.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import type { Witness } from '../../core/transport.js';
import {
  extensionOf,
  isSpying,
  readExtensionRow,
  stateOf,
  type ExtensionCall,
  type ExtensionRow,
} from './voicenter-calls.js';
import { readVoicenterEvent, type VoicenterEvent } from './voicenter-events.js';
import { voicenterPaths } from './voicenter-services.js';
import { agentOf } from './voicenter-status.js';

/** Seconds between two questions; the vendor asks for no fewer, and tells what is stale to who asks more often (C-327). */
const leastPace = 5;
/** Who does not answer is asked less and less, but once in so many milliseconds. */
const longestPause = 60_000;
/** Whatever was set or asked for, a question comes in an hour: a timer cannot wait for longer than some weeks, and goes off at once then. */
const longestWait = 3_600_000;
/** What is older tells nothing to a hang-up, in milliseconds (V-24). */
const freshFor = 10_000;
/** Milliseconds that lie between two questions of which both count: two pages may have asked at once (V-29). */
const apart = leastPace * 1000 - 100;
/** Another page that asks for a call has its answer by then, or never will; in milliseconds. */
const longestDial = 20_000;
/** Where this tab remembers which calls are its own, over a reload. */
const ownItem = 'voicenter-calls';
const mostOwn = 20;
/** So many calls that are over are remembered. */
const mostOver = 100;

interface WatchedCall {
  /** A question that was begun then or before, in epoch milliseconds, says nothing of it; 0 where one brought it. */
  readonly since: number;
  /** What was told last. */
  told: string;
  state: ToldState | undefined;
  /** When an event told of it last: an answer to an earlier question is older. */
  heard?: number;
  /** When its recording was paused or resumed here. */
  recorded?: number;
  /** When a question was begun that did not bring it, and none since has. */
  missed?: number | undefined;
}

export interface WatchSettings {
  /** SIP code. */
  readonly extension: string;
  /** Seconds between two questions, 5 at least. */
  readonly pace: number;
  /** Whose extension this is among all that one browser may know: pages of the same name take turns. */
  readonly name: string;
  /** Calls begin on the extension itself. */
  readonly isHere: boolean;
  /** They do, and it can be asked. */
  readonly canAsk: boolean;
  /** The extension's row as it is now. */
  readonly ask: () => Promise<Fields>;
  /** Whether the number of a state is that of a pause. */
  readonly isPause: (id: string) => boolean;
  readonly witness: Witness;
}

/**
 * What is on at one extension, as far as this page knows: by questions at a pace, by events that somebody hands on, and by
 * what was asked for here.
 *
 * Of the tabs of one origin only that asks whose turn it is, while it is visible or a call is on; the others hear from it, and
 * none asks for itself, not for a call of its own either: the vendor counts the questions of them all (C-327).
 */
export class ExtensionWatch implements Asker {
  readonly #settings: WatchSettings;
  readonly #pace: number;
  readonly #lead: Lead;
  readonly #item: string;
  readonly #calls = new Map<string, WatchedCall>();
  /** Calls that were asked for here, or in another tab of this origin. */
  readonly #own: Set<string>;
  /** Calls that have ended: none comes back. */
  readonly #over = new Set<string>();
  /** The one that was asked for here last, also where nobody tells how it goes on. */
  #last: string | undefined;
  #hear: ((news: News) => void) | undefined;
  #channel: BroadcastChannel | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #failures = 0;
  /** When the last question was begun, of this page or of one that it heard from. Epoch milliseconds, as all here. */
  #asked = 0;
  /** What the last answer held, by the begin of its question. */
  #seen: { readonly at: number; readonly ids: readonly string[] } | undefined;
  /** The begin of the first question of which the answer came. */
  #first: number | undefined;
  #isListTold = false;
  /** Calls that were asked for here and are not answered yet, and since when another page asks for one. */
  #dialling = 0;
  #otherDials = 0;
  #agent = '';
  /** The agent's state was set here. */
  #agentSet = 0;
  #logged = '';
  #hasEvents = false;
  #isOver = false;

  constructor(settings: WatchSettings) {
    this.#settings = settings;
    this.#pace = Math.min(Math.max(leastPace, settings.pace || leastPace) * 1000, longestWait);
    this.#lead = new Lead(`portside-voicenter ${settings.name}`);
    this.#item = `${ownItem} ${settings.name}`;
    const kept = getTabItem(this.#item);
    this.#own = new Set(Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : []);
  }

  get canAsk(): boolean {
    return !!this.#hear && this.#settings.canAsk;
  }

  /** A call is on: it is followed also while nobody looks at this page. */
  get asksUnseen(): boolean {
    return this.#calls.size > 0;
  }

  /** The call that was asked for here last and has not ended. */
  get own(): string | undefined {
    return this.#last ?? [...this.#calls.keys()].findLast((ivrid) => this.#own.has(ivrid));
  }

  /** Tells from now on, first of what is known already. */
  listen(hear: (news: News) => void): void {
    if (this.#isOver) return;
    const isFirst = !this.#hear;
    this.#hear = hear;
    for (const [ivrid, { told }] of this.#calls)
      if (told.length > 2) hear({ call: ivrid, ...(JSON.parse(told) as object) });
    if (!isFirst) return;
    this.#channel = openChannel(`portside-voicenter-news ${this.#settings.name}`, this.#hearTab);
    this.#lead.join(this);
  }

  /** A call is asked for here: its first leg may ring before it is known whose that is. Gives what ends this. */
  dials(): () => void {
    this.#dialling++;
    this.#channel?.postMessage({ dials: true });
    return () => {
      this.#dialling--;
      this.#channel?.postMessage({ dials: false });
    };
  }

  /** A call was asked for here. It is told a moment later: who asked hears the answer first. */
  placed(ivrid: string): void {
    this.#keepOwn(ivrid);
    this.#last = ivrid;
    this.#channel?.postMessage({ own: ivrid });
    if (!this.#settings.canAsk && !this.#hasEvents) return; // nobody would ever tell how it goes on
    const call = this.#watched(ivrid);
    setTimeout(() => {
      if (call === this.#calls.get(ivrid) && !call.state) this.#tell(ivrid, { state: 'dialling' });
    });
    this.#lead.review();
  }

  /** A call is over, for good. */
  ended(ivrid: string): void {
    const isTold = this.#own.has(ivrid) || !!this.#calls.get(ivrid)?.state;
    this.#calls.delete(ivrid);
    this.#over.add(ivrid);
    if (this.#over.size > mostOver) this.#over.delete([...this.#over][0] ?? '');
    if (this.#last === ivrid) this.#last = undefined;
    if (isTold) this.#hear?.({ call: ivrid, state: 'ended' });
    this.#lead.review();
  }

  /** The recording of one call, or of all that are on, was paused or goes on. Also of a call of which nobody tells more. */
  recording(ivrid: string | undefined, isRecordingPaused: boolean): void {
    for (const each of ivrid ? [ivrid] : [...this.#calls.keys()]) {
      const call = this.#calls.get(each);
      if (!call) this.#hear?.({ call: each, isRecordingPaused });
      else call.recorded = Date.now();
      this.#tell(each, { isRecordingPaused });
    }
  }

  /** The agent's state was set here. */
  setAgent(agent: Omit<AgentState, 'since'>): void {
    this.#agentSet = Date.now();
    this.#tellAgent(agent, this.#agentSet);
  }

  /** The calls on the extension, where that is known since the call began and for 10 s at most (V-24). */
  fresh(ivrid: string | undefined): readonly string[] | undefined {
    const seen = this.#seen;
    if (!seen || !remainingTime(seen, freshFor)) return undefined;
    const since = (ivrid && this.#calls.get(ivrid)?.since) || 0;
    return seen.at > since || (ivrid && seen.ids.includes(ivrid)) ? seen.ids : undefined;
  }

  /** Takes the answer of a question that was asked beside the pace. */
  learn(row: Fields, began: number): void {
    const read = readExtensionRow(row);
    if (read) this.#take(read, began);
  }

  /** Takes an event that somebody hands on; what it does not understand is told to the log and ignored. */
  hearEvent(event: unknown): void {
    const read = readVoicenterEvent(event, this.#settings.extension);
    if (!read) return this.#settings.witness('refused', { why: 'no event' });
    this.#hasEvents ||= read.kind !== 'other';
    if (read.kind === 'extension') this.#take(read.row, Date.now());
    else if (read.kind === 'agent') {
      if (read.extension === this.#settings.extension) this.#takeAgent(read.agent);
    } else if (read.kind === 'call') this.#takeEvent(read);
  }

  begin(): void {
    if (this.#timer || this.#isAsking || !this.canAsk) return;
    const wait = remainingTime({ at: this.#asked }, this.#pace);
    this.#timer = setTimeout(() => void this.#round(), wait);
  }

  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#failures = 0;
    // Out of sight with a call: a page that is seen asks at a better pace.
    const isUnseen = (globalThis.document as Document | undefined)?.visibilityState === 'hidden';
    if (isUnseen && this.#lead.isHeld && this.asksUnseen) void this.#lead.pass();
  }

  askOnce(): void {
    // the others hear what was answered, not that they should ask
  }

  /** Tells nothing more, and asks nothing. */
  end(): void {
    this.#isOver = true;
    const isJoined = !!this.#hear;
    this.#hear = undefined;
    clearTimeout(this.#timer);
    this.#channel?.close();
    if (isJoined) this.#lead.leave(this);
  }

  /** As things stand now: they change while an answer is waited for. */
  #mayAsk(): boolean {
    return this.canAsk && this.#lead.isHeld;
  }

  async #round(): Promise<void> {
    this.#timer = undefined;
    if (!this.#mayAsk()) return;
    this.#isAsking = true;
    const began = (this.#asked = Date.now());
    let wait = this.#pace;
    try {
      const row = await this.#settings.ask();
      this.#failures = 0;
      this.#share(row, began);
    } catch (cause) {
      // A question that failed says nothing of the calls.
      const { message, retryAfter = 0 } = CtiError.from(cause);
      this.#log(message, 'refused', { why: message });
      const pause = Math.min(this.#pace * 2 ** ++this.#failures, Math.max(this.#pace, longestPause));
      wait = Math.min(Math.max(retryAfter, pause), longestWait);
      void this.#lead.pass();
    } finally {
      this.#isAsking = false;
      if (this.#mayAsk()) this.#timer = setTimeout(() => void this.#round(), wait);
    }
  }

  /** Takes an answer, and tells the other pages; the log is told of one that says something else than the one before, as of a failure. */
  #share(row: Fields, began: number): void {
    this.learn(row, began);
    this.#channel?.postMessage({ row, began });
    const text = writeJson(row);
    this.#log(text, 'received', { path: voicenterPaths.monitor, text });
  }

  #log(text: string, ...line: Parameters<Witness>): void {
    if (text !== this.#logged && !this.#isOver) this.#settings.witness(...line);
    this.#logged = text;
  }

  readonly #hearTab = (word: unknown) => {
    const { own, row, began, dials } = objectOf(word);
    if (typeof dials === 'boolean') this.#otherDials = dials ? Date.now() : 0;
    if (typeof own === 'string') this.#keepOwn(own);
    const told = objectOf(row);
    if (this.#lead.isHeld || typeof began !== 'number' || extensionOf(told) !== this.#settings.extension) return;
    this.#asked = Math.min(began, Date.now());
    this.learn(told, this.#asked);
  };

  #take({ calls, isPartly, agent }: ExtensionRow, began: number): void {
    if (this.#seen && began < past(this.#seen.at)) return; // an answer that was overtaken
    if (!isPartly) this.#seen = { at: began, ids: calls.map(({ ivrid }) => ivrid) };
    for (const call of calls) {
      const known = this.#calls.get(call.ivrid);
      const { heard = 0, recorded = 0 } = known ?? {};
      // The first leg of the call that is being asked for rings as one of others would: once it is answered, that is known.
      const isDoubtful = this.#isDialling && !known && !this.#own.has(call.ivrid);
      if (isSpying(call) || isDoubtful || past(heard) > began) continue;
      this.#takeCall(isStale(recorded, began) ? { ...call, isRecordingPaused: undefined } : call, 0);
    }
    if (!isPartly) this.#miss(calls, began);
    if (!isStale(this.#agentSet, began)) this.#takeAgent(agent);
    this.#lead.review();
  }

  /** A call that two questions in a row did not bring has ended (C-326, V-29). */
  #miss(calls: readonly ExtensionCall[], began: number): void {
    for (const [ivrid, call] of [...this.#calls]) {
      if (calls.some((each) => each.ivrid === ivrid)) call.missed = undefined;
      else if (!this.#settings.isHere && this.#own.has(ivrid))
        continue; // it is on another phone
      else if (call.missed === undefined || call.missed > began)
        call.missed = past(call.since) >= began ? undefined : began;
      else if (began - call.missed >= apart) this.ended(ivrid);
    }
    this.#first = Math.min(this.#first ?? began, began);
    if (this.#isListTold || !this.#settings.isHere || this.#isDialling) return;
    if (began - this.#first < apart || !this.#hear) return;
    // What this page knew of before it was loaded anew, and two questions did not bring, is over.
    this.#isListTold = true;
    this.#hear({ calls: [...this.#calls.keys()] });
  }

  #takeCall(call: ExtensionCall, since = Date.now()): void {
    if (this.#over.has(call.ivrid)) return; // an answer may be older than the end
    this.#watched(call.ivrid, since).missed = undefined;
    const isOwn = this.#own.has(call.ivrid);
    const isCaller = !isOwn && call.direction === 'incoming'; // of other calls nobody says whose number that is
    this.#tell(call.ivrid, {
      ...stated(stateOf(call, isOwn)),
      ...(isCaller && call.number && { number: call.number }),
      ...(isCaller && call.name && { name: call.name }),
      ...(call.isRecordingPaused !== undefined && { isRecordingPaused: call.isRecordingPaused }),
      ...(call.data.length && { data: call.data }),
    });
  }

  #takeEvent(event: VoicenterEvent & { kind: 'call' }): void {
    const { ivrid, reason, call, extension } = event;
    const isKnown = this.#calls.has(ivrid) || this.#own.has(ivrid);
    const isHere = extension === this.#settings.extension || (!extension && isKnown);
    if (!isHere || this.#over.has(ivrid) || (call && isSpying(call))) return;
    if (reason === 'HANGUP') return this.#hangUp(ivrid, event.cause);
    this.#see(ivrid, true);
    const before = this.#calls.get(ivrid)?.state;
    // A new leg of a call that is on says nothing of where the call is.
    const isStated = reason === 'NEWCALL' && before !== 'connected' && before !== 'held';
    if (call) this.#takeCall({ ...call, status: isStated ? call.status : '' });
    this.#watched(ivrid).heard = Date.now();
    const state = happened(reason, call, this.#own.has(ivrid) || call?.direction === 'click2call');
    if (state && (reason !== 'NEWCALL' || !this.#calls.get(ivrid)?.state)) this.#tell(ivrid, { state });
    this.#lead.review();
  }

  /** Where another one took the call, that ends the ringing here, and no talk (C-333). */
  #hangUp(ivrid: string, cause: string): void {
    if (/^answered elsewhere$/i.test(cause) && this.#calls.get(ivrid)?.state !== 'incoming') return;
    this.#see(ivrid, false);
    this.ended(ivrid);
  }

  /** The call is on the extension, or no more, beside what the last answer held. */
  #see(ivrid: string, isOn: boolean): void {
    if (!this.#seen) return;
    const others = this.#seen.ids.filter((each) => each !== ivrid);
    this.#seen = { ...this.#seen, ids: isOn ? [...others, ivrid] : others };
  }

  #takeAgent(status: number | undefined): void {
    const agent = status === undefined ? undefined : agentOf(status, this.#settings.isPause);
    if (agent) this.#tellAgent(agent, Date.now());
  }

  #tellAgent(agent: Omit<AgentState, 'since'>, since: number): void {
    const text = writeJson(agent);
    if (text === this.#agent) return;
    this.#agent = text;
    this.#hear?.({ agent: { ...agent, since } });
  }

  get #isDialling(): boolean {
    return this.#dialling > 0 || remainingTime({ at: this.#otherDials }, longestDial) > 0;
  }

  /** Remembers that a call was asked for here, over a reload too. */
  #keepOwn(ivrid: string): void {
    this.#own.add(ivrid);
    setTabItem(this.#item, [...this.#own].slice(-mostOwn));
  }

  #watched(ivrid: string, since = Date.now()): WatchedCall {
    const call = this.#calls.get(ivrid) ?? { since, told: '', state: undefined };
    this.#calls.set(ivrid, call);
    return call;
  }

  /** Tells what is not as it was told. */
  #tell(ivrid: string, news: Omit<CallNews, 'call'>): void {
    const call = this.#calls.get(ivrid);
    if (!call) return;
    const before = objectOf(call.told ? JSON.parse(call.told) : {});
    const told = writeJson({ ...before, ...news });
    const changed = Object.entries(news).filter(
      ([name, value]) => writeJson(value) !== writeJson(fieldOf(before, name)),
    );
    call.state = news.state ?? call.state;
    call.told = told;
    if (changed.length) this.#hear?.({ call: ivrid, ...Object.fromEntries(changed) });
  }
}

/** A time that is still to come was written by a clock that was wrong: it holds nothing back. */
const past = (at: number) => (at > Date.now() ? 0 : at);

/** Whether an answer may be of before something was done here: what is told may be as old as the pace that the vendor asks for (C-327). */
const isStale = (done: number, began: number) => began < past(done) + apart;

const stated = (state: ToldState | undefined) => (state ? { state } : {});

/** What an event makes of a call; nothing where only the agent's own leg was answered (C-308, V-30). */
function happened(
  reason: 'NEWCALL' | 'ANSWER' | 'HOLD' | 'UNHOLD',
  call: ExtensionCall | undefined,
  isOwn: boolean,
): ToldState | undefined {
  if (reason === 'HOLD') return 'held';
  if (reason === 'UNHOLD') return 'connected';
  if (reason === 'ANSWER') return !isOwn || call?.leg === 2 ? 'connected' : undefined;
  if (isOwn || call?.direction === 'outgoing') return 'dialling';
  return call?.direction === 'incoming' ? 'incoming' : undefined;
}
