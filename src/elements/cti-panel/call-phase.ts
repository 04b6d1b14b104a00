import type { CtiClient, CurrentCall } from '../../core/client.js';
import type { Cti } from '../../core/commands.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import { isSameCall, type CallIdentity } from '../shared/call-identity.js';

/** Where an agent is: no call, on a call, or with the work after it. */
export type Phase = 'ready' | 'call' | 'wrap-up';

/** What is known of a call beyond what the client knows; kept over a reload, for each agent and server. */
interface Progress extends CallIdentity {
  /** When it ended, in epoch milliseconds. */
  endedAt?: number;
  /** Somebody said that it ended. A hang-up that is only sent does not. */
  isOver?: boolean;
  /** Its result was saved, or waits in the outbox. */
  isDisposed?: boolean;
  /** The agent is ready for the next one. */
  isDone?: boolean;
}

const none = { data: [] };

const nameOf = (owner: string) => `panel ${owner}`;

/** Of so many calls it is known how far the agent is: a second one may come while the first waits for its result. */
const most = 5;

/** What was kept, as far as it can be read. */
const readAll = (kept: unknown): readonly Progress[] =>
  Array.isArray(kept) ? kept.map((each) => Object(each) as Progress) : [];

/** The call in hand; while it only rings nobody speaks yet. */
const callOf = ({ current }: Partial<CtiClient> = {}) => (current?.state === 'incoming' ? undefined : current);

/** How far the agent has come with the current call. Nobody tells a page of every end of a call: the agent can. */
export class CallPhaseTracker {
  call: CurrentCall | undefined;
  /** The call's variables; they stay when the portal has no call any more. */
  variables: Pick<Cti, 'data' | 'dataText'> = none;
  #client: CtiClient | undefined;
  #owner: string | undefined;
  /** The call in hand comes first. */
  #all: readonly Progress[] = [];
  #isNamed = false;

  get #known(): Progress {
    return this.#all[0] ?? {};
  }

  get phase(): Phase {
    if (!this.call || this.#known.isDone) return 'ready';
    return this.#known.endedAt === undefined ? 'call' : 'wrap-up';
  }

  /** It was dialled, and nobody knows whether it is on. What its dialer has named is on, however it stands. */
  get isUnknown(): boolean {
    return this.call?.state === 'unknown' && !this.call.guid;
  }

  get isOver(): boolean {
    return !!this.#known.isOver;
  }

  get isDisposed(): boolean {
    return !!this.#known.isDisposed;
  }

  /** Milliseconds on the call, and since its end. */
  spent(now: number): { call: number; wrapUp: number } {
    const { endedAt = now } = this.#known;
    return { call: endedAt - (this.call?.since ?? endedAt), wrapUp: now - endedAt };
  }

  /** Takes what the client knows now. A CTI object that names the call no more says that it ended. */
  follow(client: CtiClient | undefined): void {
    const { cti, owner } = client ?? {};
    const current = callOf(client);
    if (owner !== undefined && owner !== this.#owner) {
      this.#owner = owner;
      this.#all = readAll(getTabItem(nameOf(owner)));
    }
    if (client !== this.#client) this.#isNamed = false; // it has to ask first
    this.#client = client;
    this.call = current;
    if (current) this.#take(current, cti);
    else this.variables = none;
    this.#isNamed = !!current?.guid && cti?.guid === current.guid;
  }

  #take(current: CurrentCall, cti: Cti | null | undefined): void {
    const { guid, since, state, data } = current;
    if (!isSameCall(this.#known, current)) {
      this.#know(this.#all.find((each) => isSameCall(each, current)) ?? { guid, since });
      this.variables = none;
      this.#isNamed = false;
    }
    if (cti) this.variables = cti;
    else if (data?.length) this.variables = { data: [...data] };
    if ((!cti && this.#isNamed) || (state === 'ended' && this.#known.endedAt === undefined)) this.end();
    if (guid && !this.#known.guid) this.#know({ ...this.#known, guid });
  }

  /** A call has ended, as far as somebody said so. */
  end(isOver = true, call: CallIdentity | undefined = this.call): void {
    const { endedAt = Date.now() } = this.#known;
    if (this.call && isSameCall(call, this.#known))
      this.#know({ ...this.#known, endedAt, isOver: isOver || this.isOver });
  }

  /** The result of a call was saved, or taken back. */
  dispose(guid: string, isDisposed = true): void {
    if (guid === this.#known.guid) this.#know({ ...this.#known, isDisposed });
  }

  /** The agent says that the call has ended, and then to be ready for the next one; gives where to go on. */
  step(): 'result' | 'dial' {
    if (this.phase === 'call') {
      this.end();
      return 'result';
    }
    this.#know({ ...this.#known, isDone: true });
    return 'dial';
  }

  /** Steps back: from ready to the work after the call, from there to the call. */
  stepBack(): 'result' {
    const { isDone, guid, since, isDisposed = false, ...ended } = this.#known;
    this.#know({ guid, since, isDisposed, ...(isDone && ended) });
    return 'result';
  }

  /** When the call ended, in epoch milliseconds; nothing while it is on. */
  get endedAt(): number | undefined {
    return this.#known.endedAt;
  }

  #know(progress: Progress): void {
    const others = this.#all.filter((each) => !isSameCall(each, progress));
    this.#all = [progress, ...others].slice(0, most);
    setTabItem(nameOf(this.#owner ?? ''), this.#all);
  }
}
