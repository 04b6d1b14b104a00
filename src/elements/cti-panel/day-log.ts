import type { CurrentCall } from '../../core/client.js';
import type { CommandOf } from '../../core/commands.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import { levelsText } from '../../core/levels-text.js';
import type { CommandOutbox } from '../../outbox/outbox-entry.js';
import { isSameCall, type CallIdentity } from '../shared/call-identity.js';
import { OutboxEnds } from '../shared/outbox-ends.js';

/** One call of today. Times are epoch milliseconds. */
export interface DayCall extends CallIdentity {
  readonly since: number;
  readonly number: string;
  readonly name?: string | undefined;
  readonly campaign: string;
  /** Milliseconds on the call; nothing while it is on, or where nobody said that it ended. */
  readonly spent?: number | undefined;
  /** The result, its levels in one line. */
  readonly result?: string | undefined;
  /** Names the result in the outbox, while it waits there. */
  readonly entry?: string | undefined;
  readonly hasCallback?: boolean | undefined;
}

/** What the agent did today, in figures. */
export interface DayCounts {
  readonly calls: number;
  readonly results: number;
  /** Milliseconds on a call, on average; nothing without one that ended. */
  readonly average: number | undefined;
  readonly callbacks: number;
}

const noResult = { result: undefined, entry: undefined, hasCallback: false };

/** So many calls are kept: the oldest go. */
const most = 300;

const nameOf = (owner: string) => `day ${owner}`;
const dayOf = (time: number) => new Date(time).toDateString();

function isCall(value: unknown): value is DayCall {
  const { since, number, campaign } = Object(value) as Partial<Record<keyof DayCall, unknown>>;
  return typeof since === 'number' && typeof number === 'string' && typeof campaign === 'string';
}

/**
 * The calls of one agent on this day, newest first: kept over a reload among what the tab remembers, so that
 * `client.forget()` and the end of the tab take them.
 */
export class DayLog {
  #owner: string | undefined;
  #today = '';
  #calls: readonly DayCall[] = [];
  readonly #ends = new OutboxEnds();

  /** Takes whose day it is. */
  follow(owner: string | undefined): void {
    const today = dayOf(Date.now());
    if (owner === undefined || (owner === this.#owner && today === this.#today && this.#isKept)) return;
    const kept = getTabItem(nameOf(owner));
    this.#owner = owner;
    this.#today = today;
    this.#calls = (Array.isArray(kept) ? kept : []).filter(isCall).filter(({ since }) => dayOf(since) === today);
  }

  /** It is still remembered: `client.forget()` was not called since. */
  get #isKept(): boolean {
    return !this.#calls.length || getTabItem(nameOf(this.#owner ?? '')) !== undefined;
  }

  get calls(): readonly DayCall[] {
    return this.#calls;
  }

  get counts(): DayCounts {
    const calls = this.#calls;
    const ended = calls.flatMap(({ spent }) => spent ?? []);
    let all = 0;
    for (const spent of ended) all += spent;
    return {
      calls: calls.length,
      results: calls.filter(({ result }) => result).length,
      average: ended.length ? all / ended.length : undefined,
      callbacks: calls.filter(({ hasCallback }) => hasCallback).length,
    };
  }

  /** A call is in hand: what is known of it now, and how long it took once it has ended. */
  note({ guid, since, destination: number, campaign }: CurrentCall, name: string, spent: number | undefined): void {
    const known = this.#calls.find((each) => isSameCall(each, { guid, since }));
    const now = { guid: guid ?? known?.guid, since, number, campaign, name, spent };
    const isNews = (Object.keys(now) as (keyof typeof now)[]).some((key) => now[key] !== known?.[key]);
    if (isNews) this.#keep({ ...known, ...now });
  }

  /** A result was saved, or lies in the outbox. */
  dispose(command: CommandOf<'dispose'>, { entry }: { readonly entry?: string | undefined }): void {
    const { guid, callbackAt } = command;
    this.#change({ guid }, { result: levelsText(command), entry, hasCallback: !!callbackAt });
  }

  /** A callback was scheduled to who is on the line, or was last. */
  schedule(call: CallIdentity): void {
    this.#change(call, { hasCallback: true });
  }

  /** The result was taken back. */
  undo(guid: string): void {
    this.#change({ guid }, noResult);
  }

  /** Learns what became of the results that waited in the outbox; `discarded` hears of those that nobody sends any more. */
  settle(outbox: CommandOutbox | undefined, discarded: (guid: string) => void): void {
    const entries = this.#calls.map(({ entry }) => entry);
    this.#ends.ask(outbox, entries, (entry, { state }) => {
      const call = this.#calls.find((each) => each.entry === entry);
      if (!call) return;
      this.#keep({ ...call, ...(state === 'discarded' ? noResult : { entry: undefined }) });
      if (state === 'discarded') discarded(call.guid ?? '');
    });
  }

  #change(call: CallIdentity, change: Partial<DayCall>): void {
    const known = this.#calls.find((each) => isSameCall(each, call));
    if (known) this.#keep({ ...known, ...change });
  }

  #keep(call: DayCall): void {
    const others = this.#calls.filter((each) => !isSameCall(each, call));
    this.#calls = [call, ...others].sort((a, b) => b.since - a.since).slice(0, most);
    setTabItem(nameOf(this.#owner ?? ''), this.#calls);
  }
}
