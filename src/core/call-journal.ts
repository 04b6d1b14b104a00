import { samePhone } from '../codecs/phone.js';
import { remainingTime } from '../codecs/remaining-time.js';
import type { Cti } from './commands.js';
import { isAlive, newName, pageId, showAlive } from './page.js';
import { getTabItem, setTabItem } from './tab-storage.js';

/** The call this page knows of. It stays known after it ended, for the result and the tag, until another one comes. */
export interface CurrentCall {
  /** Its name at the dialer. Not known as long as nobody answered the dial: then no result, tag or hang-up is for it. */
  guid: string | undefined;
  /** The customer's number; empty when the portal does not say. */
  destination: string;
  campaign: string;
  /** When this page learned of it, in epoch milliseconds. */
  since: number;
  /** `placed`: the dialer or the portal named it. `unknown`: it was asked for, and nobody knows whether it is on. */
  state: 'placed' | 'unknown';
}

/** A dial as it stands in the journal, from before its first byte. */
export interface DialRecord {
  readonly id: string;
  readonly destination: string;
  readonly campaign: string;
  /** Name of the transport that was chosen; empty before. */
  readonly transport: string;
  /** Epoch milliseconds: when it was asked for, and then when its byte left. */
  readonly at: number;
  /** What became of it. `asked` of a page that is gone is `unknown`; `sent`: to a system that never answers. */
  readonly state: 'asked' | 'placed' | 'sent' | 'failed' | 'unknown';
  readonly guid?: string | undefined;
  /** The agent said that it is not on. */
  readonly isOver?: boolean | undefined;
}

/** What stands in session storage for one agent and dialer: what each page wrote that has it, under the page's id. */
export type CallBooks = Readonly<Record<string, Book>>;

/** What one page wrote. `isLeft`: it said good-bye, so that the next page of this tab goes on with it at once. */
export interface Book {
  readonly isLeft?: boolean | undefined;
  readonly dials: readonly DialRecord[];
}

/** So many dials are kept. */
const most = 20;
/** How long a dial of which nobody knows keeps its number from being dialled again, in milliseconds. */
export const doubtTime = 30_000;

const isDial = (value: unknown): value is DialRecord => {
  const { id, destination, campaign, transport, at, state, guid } = Object(value) as Partial<
    Record<keyof DialRecord, unknown>
  >;
  const texts = [id, destination, campaign, transport, state, ...(guid === undefined ? [] : [guid])];
  return texts.every((text) => typeof text === 'string') && typeof at === 'number';
};

const isKnown = ({ state, isOver }: DialRecord) => !isOver && (state === 'placed' || state === 'unknown');

const over = (dial: DialRecord): DialRecord => (isKnown(dial) ? { ...dial, isOver: true } : dial);

/** Those of this page: of one name they share what is written, and hear of its changes. */
const journals = new Set<CallJournal>();

/**
 * What one agent dialled at one dialer from this tab, from before the first byte on, and the call that the portal named.
 * It stands in session storage, so that a reload, another session attribute or a crash forgets nothing. A page goes on
 * with what the page before it in this tab wrote; of what a living page wrote (a duplicated tab copies it) it owns nothing.
 */
export class CallJournal {
  cti: Cti | null = null;
  readonly #name: string | undefined;
  readonly #changed: () => void;
  /** Where there is no name to keep it under. */
  #own: Book = { dials: [] };
  /** Grows with what is known: an answer that was asked for earlier is older than that. */
  #version = 0;
  /** Settles when it is known what other pages of this tab left; nothing where that is known already. */
  readonly ready: Promise<void> | undefined;

  constructor(name: string | undefined, changed: () => void) {
    this.#name = name && `call ${name}`;
    this.#changed = changed;
    if (!this.#name) return;
    journals.add(this);
    listen();
    this.#adopt(({ isLeft }) => !!isLeft);
    if (this.#others.length) this.ready = this.#adoptOrphans();
  }

  /** What is known of the agent's call. */
  get current(): CurrentCall | undefined {
    const dial = this.#dials.findLast(isKnown);
    if (!dial) return undefined;
    const { guid, destination, campaign, at: since, state } = dial;
    return { guid, destination, campaign, since, state: state === 'placed' ? 'placed' : 'unknown' };
  }

  /** Dials that nobody has answered, of this page and of those before it. */
  get open(): readonly DialRecord[] {
    return this.#dials.filter(({ state }) => state === 'unknown');
  }

  /** Milliseconds for which a call to this number may be on by a dial that nobody answered. */
  doubt(destination: string): number {
    const dial = this.#dials.findLast((each) => each.state === 'unknown' && samePhone(each.destination, destination));
    return dial && !dial.isOver ? remainingTime(dial, doubtTime) : 0;
  }

  /** Writes a dial down. */
  begin({ destination, campaign }: Pick<DialRecord, 'destination' | 'campaign'>): string {
    const id = newName();
    this.#write([...this.#dials, { id, destination, campaign, transport: '', at: Date.now(), state: 'asked' }]);
    return id;
  }

  /** Its transport was chosen, or its byte leaves now. */
  note(id: string, transport: string): void {
    this.#change(id, { transport, at: Date.now() });
  }

  /** What became of a dial. A guid that comes late completes what nobody knew; what was known later stays the current call. */
  settle(id: string, state: Exclude<DialRecord['state'], 'asked'>, guid?: string): void {
    const dial = this.#find(id);
    if (!dial || dial.state === 'placed') return;
    const settled: DialRecord = { ...dial, state, ...(guid && { guid, isOver: undefined }) };
    // A dial that was answered in time is the last that is known; one that is answered late keeps its place.
    const others = this.#dials.filter((each) => each.id !== id);
    if (state === 'sent') this.#write([...others.map(over), settled]);
    else if (dial.state === 'asked') this.#write([...others, settled]);
    else this.#change(id, settled);
    if (state !== 'failed' || dial.state !== 'asked') this.#learned();
  }

  /** What is known now, for an answer to be measured by. */
  get version(): number {
    return this.#version;
  }

  /**
   * Learns from a CTI object that was asked for when so much was known. It tells of the *answered* call: an empty one does
   * not end what is known, and while nobody knows of a dial only its own number decides.
   */
  learn(cti: Cti | null, version: number): void {
    const { guid, callerId = '', campaign = '' } = cti ?? {};
    const last = this.#dials.findLast(isKnown);
    const isSame = !!guid && guid === last?.guid;
    const isUnnamed = !!last && !last.guid;
    if (version !== this.#version && !isSame) return;
    if (!guid || isSame) {
      if (isUnnamed) return;
      this.cti = cti;
      return this.#changed();
    }
    if (isUnnamed && samePhone(callerId, last.destination)) this.#change(last.id, { state: 'placed', guid });
    else if (isUnnamed && (remainingTime(last, doubtTime) || this.#dials.some((dial) => dial.guid === guid))) return;
    else {
      const call = { id: newName(), destination: callerId, campaign, transport: '', at: Date.now() };
      this.#write([...this.#dials, { ...call, state: 'placed', guid }]);
    }
    this.#learned(cti);
  }

  /** The agent is not on a call. */
  end(): void {
    this.#write(this.#dials.map(over));
    this.#learned();
  }

  close(): void {
    journals.delete(this);
  }

  /** The page goes away, or is back: what it wrote is the next page's, or its own again. */
  leave(isLeft: boolean): void {
    if (!this.#name) return;
    const books = this.#books;
    if (!isLeft) {
      if (this.#adopt((book) => !!book.isLeft)) this.#learned();
    } else if (books[pageId]) setTabItem(this.#name, { ...books, [pageId]: { ...books[pageId], isLeft } });
  }

  get #dials(): readonly DialRecord[] {
    return (this.#name ? this.#books[pageId] : this.#own)?.dials ?? [];
  }

  /** What all pages wrote that have this session storage, each under its name. */
  get #books(): CallBooks {
    const kept = Object(this.#name && getTabItem(this.#name)) as Record<string, unknown>;
    const { guid, ...call } = kept as Partial<CurrentCall>; // as version 0.1 kept it
    if (typeof guid === 'string') {
      const { destination = '', campaign = '', since: at = Date.now() } = call;
      return {
        earlier: {
          isLeft: true,
          dials: [{ id: guid, guid, destination, campaign, transport: '', at, state: 'placed' }],
        },
      };
    }
    const books = Object.entries(kept).map(([page, book]) => {
      const { isLeft, dials } = Object(book) as Partial<Book>;
      return [page, { ...(isLeft && { isLeft }), dials: Array.isArray(dials) ? dials.filter(isDial) : [] }] as const;
    });
    return Object.fromEntries(books);
  }

  #find(id: string): DialRecord | undefined {
    return this.#dials.find((dial) => dial.id === id);
  }

  #change(id: string, change: Partial<DialRecord>): void {
    this.#write(this.#dials.map((dial) => (dial.id === id ? { ...dial, ...change } : dial)));
  }

  #write(dials: readonly DialRecord[]): void {
    const book: Book = { dials: dials.slice(-most) };
    if (!this.#name) this.#own = book;
    else if (dials.length || this.#others.length) setTabItem(this.#name, { ...this.#books, [pageId]: book });
    else setTabItem(this.#name, undefined);
  }

  /** Another call is known, or more of it: what the portal said was of the one before. */
  #learned(cti: Cti | null = null): void {
    for (const each of this.#name ? journals : [this]) {
      if (each.#name !== this.#name) continue;
      each.#version++;
      each.cti = each === this ? cti : null;
      each.#changed();
    }
  }

  /** Goes on with what others wrote. What they asked for nobody here will be answered. */
  #adopt(mine: (book: Book, page: string) => boolean): boolean {
    const name = this.#name as string;
    const { [pageId]: own, ...others } = this.#books;
    const adopted = Object.entries(others).filter(([page, book]) => mine(book, page));
    if (!adopted.length) return false;
    const found = adopted
      .flatMap(([, book]) => book.dials)
      .map((dial) => (dial.state === 'asked' ? { ...dial, state: 'unknown' as const } : dial));
    const left = Object.entries(others).filter(([page, book]) => !mine(book, page));
    setTabItem(name, {
      ...Object.fromEntries(left),
      [pageId]: { dials: [...found, ...(own?.dials ?? [])].slice(-most) },
    });
    return true;
  }

  get #others(): string[] {
    return Object.keys(this.#books).filter((page) => page !== pageId);
  }

  /** A page that crashed said no good-bye: whether it lives has to be found out. */
  async #adoptOrphans(): Promise<void> {
    const dead = new Set<string>();
    for (const page of this.#others) if (!(await isAlive(page))) dead.add(page);
    if (this.#adopt((_, page) => dead.has(page))) this.#learned();
  }
}

let isListening = false;

/** A page says that it lives, and what it wrote is another's when it goes. */
function listen(): void {
  if (isListening || !('document' in globalThis)) return;
  isListening = true;
  void showAlive(pageId);
  window.addEventListener('pagehide', () => journals.forEach((journal) => journal.leave(true)));
  window.addEventListener(
    'pageshow',
    ({ persisted }) => persisted && journals.forEach((journal) => journal.leave(false)),
  );
}
