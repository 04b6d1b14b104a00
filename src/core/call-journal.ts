import type { DataPair } from '../codecs/data-string.js';
import { samePhone } from '../codecs/phone.js';
import { mayRingSame } from './destinations.js';
import { remainingTime } from '../codecs/remaining-time.js';
import type { CallState } from './call-state.js';
import type { Cti } from './commands.js';
import { isAlive, newName, pageId, showPage } from './page.js';
import { getTabItem, pageItems, setTabItem } from './tab-storage.js';

/** A call this page knows of. The current one stays known after it ended, for the result and the tag, until another one comes. */
export interface CurrentCall {
  /** Its name at the dialer. Not known as long as nobody answered the dial: then no result, tag or hang-up is for it. */
  guid: string | undefined;
  /** The customer's number; empty when nobody says. */
  destination: string;
  campaign: string;
  /** When this page learned of it, in epoch milliseconds. */
  since: number;
  /** `placed` where its dialer tells nothing of how it goes on. */
  state: CallState;
  /** The agent's microphone is off, as far as somebody said so. */
  muted: boolean;
  /** Its recording is paused, as far as somebody said so. */
  recordingPaused: boolean;
  /** Since when it is in its state, in epoch milliseconds. */
  stateSince: number;
  /** The other end's name, where the dialer knows one. */
  name?: string | undefined;
  /** The customer called. */
  isIncoming?: boolean | undefined;
  /** The `guid` of the call about which this one asks a colleague, before that is transferred. */
  consults?: string | undefined;
  /** Its variables, where its dialer tells them beside its state. */
  data?: readonly DataPair[] | undefined;
}

/** What the journal knows of a call. */
export type KnownCall = Pick<CurrentCall, 'guid' | 'destination' | 'campaign' | 'since' | 'isIncoming'> & {
  state: 'placed' | 'unknown' | 'ended';
  /** Name of the transport that it goes by, where that is known. */
  transport: string;
};

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
  /** Of a call that only the portal named, perhaps under another guid than the dial before it: the transport of that. */
  readonly road?: string | undefined;
  /** The portal's own phone made it. */
  readonly isOwnPhone?: boolean | undefined;
  /** The portal has named it. */
  readonly isAnswered?: true | undefined;
  /** The agent said that it is not on. */
  readonly isOver?: boolean | undefined;
  /** Its dialer told that it ended. It stays the current one, for its result. */
  readonly isEnded?: boolean | undefined;
  /** The customer called. */
  readonly isIncoming?: boolean | undefined;
}

/** What stands in session storage for one agent and dialer: what each page wrote that has it, under the page's id. */
export type CallBooks = Readonly<Record<string, Book>>;

/** What one page wrote. */
export interface Book {
  /** It said good-bye, so that the next page of this tab goes on with it at once. */
  readonly isLeft?: boolean | undefined;
  /** Its page lived beside another one here: of a duplicated tab it stays a copy. Whoever wrote it takes the mark off. */
  readonly isCopy?: boolean | undefined;
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

/** The transport that a call goes by. */
const roadOf = ({ road, transport }: DialRecord) => road ?? transport;

const known = (dial: DialRecord): KnownCall => {
  const { guid, destination, campaign, at: since, state, isEnded, isIncoming } = dial;
  const isPlaced = state === 'placed' ? 'placed' : 'unknown';
  return {
    ...{ guid, destination, campaign, since, transport: roadOf(dial), ...(isIncoming && { isIncoming }) },
    state: isEnded ? 'ended' : isPlaced,
  };
};

const isKnown = ({ state, isOver }: DialRecord) => !isOver && (state === 'placed' || state === 'unknown');

/** A person's telephone may have rung. */
const mayHaveRung = ({ state }: DialRecord) => state !== 'asked' && state !== 'failed';

/** The portal does not name it before it is answered. */
const mayRing = (dial: DialRecord) => mayBeOn(dial) && !dial.isAnswered && !dial.isEnded;

const mayBeOn = (dial: DialRecord) => !dial.isOver && mayHaveRung(dial);

/** Those of this page: of one name they share what is written, and hear of its changes. */
const journals = new Set<CallJournal>();

/**
 * What one agent dialled at one dialer from this tab, from before the first byte on, and the calls that the portal named, in
 * the order in which they were asked for or heard of. A copy stands in session storage, so that a reload, another session
 * attribute or a crash forgets nothing. A page goes on with what the page before it in this tab wrote; of what a living page
 * wrote (a duplicated tab copies it) it owns nothing.
 */
export class CallJournal {
  cti: Cti | null = null;
  readonly #name: string | undefined;
  readonly #changed: () => void;
  /** Where there is no name to keep it under. */
  #own: readonly DialRecord[] = [];
  /** Grows with what is known: an answer that was asked for earlier is older than that. */
  #version = 0;
  /** Settles when it is known what other pages of this tab left; nothing where that is known already. */
  readonly ready: Promise<void> | undefined;

  constructor(name: string | undefined, changed: () => void) {
    this.#name = name && `call ${name}`;
    this.#changed = changed;
    if (!this.#name) return;
    if (!this.#open.length) this.#dials = this.#books[pageId]?.dials ?? [];
    journals.add(this);
    listen();
    this.#adopt(({ isLeft }) => !!isLeft);
    const others = this.#others.filter(([, { isCopy }]) => !isCopy);
    if (others.length) this.ready = this.#adoptOrphans(others.map(([page]) => page));
  }

  /** What is known of the agent's call. */
  get current(): KnownCall | undefined {
    const dial = this.#dials.findLast(isKnown);
    return dial && known(dial);
  }

  /** What is known of the call with this guid. */
  find(guid: string): KnownCall | undefined {
    const dial = this.#dials.findLast((each) => each.guid === guid && isKnown(each));
    return dial && known(dial);
  }

  /** Whether it was dialled from this tab. */
  isDialled(guid: string): boolean {
    return this.#dials.some((dial) => dial.guid === guid && !!dial.transport);
  }

  /** Guids of the calls that went by this transport and have not ended, as far as this page knows. */
  openOf(transport: string): readonly string[] {
    return this.#dials.flatMap((dial) =>
      dial.guid && isKnown(dial) && !dial.isEnded && roadOf(dial) === transport ? dial.guid : [],
    );
  }

  /** The last dial or call that may be on. */
  get last(): DialRecord | undefined {
    return this.#dials.findLast(mayBeOn);
  }

  /** The last dial or call that may be on, or is being placed. */
  get lastAsked(): DialRecord | undefined {
    return this.#dials.findLast(({ isOver, state }) => !isOver && state !== 'failed');
  }

  guidOf(id: string): string | undefined {
    return this.#dials.find((dial) => dial.id === id)?.guid;
  }

  /** Dials that nobody has answered, of this page and of those before it. */
  get open(): readonly DialRecord[] {
    return this.#dials.filter(({ state }) => state === 'unknown');
  }

  /** Milliseconds for which a call to this number may be on by a dial that nobody answered. */
  doubt(destination: string): number {
    const dial = this.#dials.findLast((each) => each.state === 'unknown' && mayRingSame(each.destination, destination));
    return dial && !dial.isOver ? remainingTime(dial, doubtTime) : 0;
  }

  /** Whether a guid is another call's than the last one that was dialled to this number and is not answered. */
  isOther(guid: string, destination: string): boolean {
    const isOpen = ({ state }: DialRecord) => state === 'asked' || state === 'unknown';
    return this.#isOther(
      guid,
      this.#dials.findLast((dial) => isOpen(dial) && samePhone(dial.destination, destination)),
    );
  }

  /** Writes a dial down. */
  begin({ type, destination, campaign }: Pick<DialRecord, 'destination' | 'campaign'> & { type?: string }): string {
    const id = newName();
    const made = { id, destination, campaign, ...(type === 'callWithPhone' && { isOwnPhone: true }) };
    this.#write([...this.#dials, { ...made, transport: '', at: Date.now(), state: 'asked' }]);
    return id;
  }

  /** Its transport was chosen, or its byte leaves now. */
  note(id: string, transport: string): void {
    this.#change(id, { transport, at: Date.now() });
  }

  /**
   * What became of a dial. It keeps its place: what was dialled later stays the current call. A guid that another call has
   * says nothing of this one.
   */
  settle(id: string, state: Exclude<DialRecord['state'], 'asked'>, guid?: string): void {
    const dial = this.#dials.find((each) => each.id === id);
    if (!dial || dial.state === 'placed') return;
    if (guid && this.#isOther(guid, dial)) {
      if (dial.state !== 'asked') return;
      this.#change(id, { state: 'unknown' });
    } else if (guid) this.#complete(dial, guid);
    else this.#change(id, { state });
    if (state === 'sent') this.#endBefore(id);
    if (state !== 'failed' || dial.state !== 'asked') this.#learned();
  }

  /** What is known now, for an answer to be measured by. */
  get version(): number {
    return this.#version;
  }

  /**
   * Learns from a CTI object that was asked for when so much was known. It tells of the *answered* call: an empty one does
   * not end what is known, one that names a call before a dial that may still ring proves nothing, and while nobody knows of a
   * dial only its own number decides.
   */
  learn(cti: Cti | null, version: number): void {
    const { guid } = cti ?? {};
    const last = this.#dials.findLast(isKnown);
    const isSame = !!guid && guid === last?.guid;
    if (version !== this.#version && !isSame) return;
    if (cti && guid && !isSame) {
      if (this.#book(cti, guid, last)) this.#learned(this.current?.guid === guid ? cti : null);
      return;
    }
    if (last && !last.guid) return;
    if (isSame && !last.isAnswered) this.#change(last.id, { isAnswered: true });
    this.cti = cti;
    this.#changed();
  }

  /**
   * Its dialer tells of a call: it is a dial to that number of which nobody knew more, or one that this page did not dial.
   * One that `takes` the hand becomes the current one; one that `waits` does not where nobody knew of it.
   */
  tell(
    guid: string,
    told: { number: string; campaign: string; transport: string; isIncoming: boolean },
    { takes, waits }: { takes: boolean; waits: boolean },
  ): void {
    const { number: destination, campaign, transport, isIncoming } = told;
    const known = this.#dials.findLast((dial) => dial.guid === guid);
    const dial = !known && !isIncoming ? this.#openDial(guid, destination, transport) : undefined;
    if (dial) {
      this.#complete(dial, guid);
      this.#learned();
    } else if (!known || (takes && this.#dials.findLast(isKnown) !== known)) {
      const made = { id: newName(), destination, campaign, transport: '', road: transport, at: Date.now(), guid };
      const call: DialRecord = {
        ...(known ?? made),
        state: 'placed',
        isOver: undefined,
        ...(isIncoming && { isIncoming }),
      };
      const others = this.#dials.filter((each) => each !== known);
      const at = waits ? others.findLastIndex(isKnown) : others.length;
      this.#write([...others.slice(0, at), call, ...others.slice(at)]);
      if (!waits) this.#learned();
    }
  }

  /** Its dialer tells that a call has ended. It stays known. */
  endTold(guid: string): void {
    if (!this.#dials.some((dial) => dial.guid === guid && !dial.isEnded)) return;
    this.#write(this.#dials.map((dial) => (dial.guid === guid ? { ...dial, isEnded: true } : dial)));
    for (const each of this.#open) each.#changed();
  }

  /** The agent is not on this call, nor on one before it. */
  end(id: string): void {
    this.#endBefore(id);
    this.#change(id, { isOver: true });
    this.#learned();
  }

  /** Forgets all calls. */
  clear(): void {
    this.#write([]);
    this.#learned();
  }

  close(): void {
    journals.delete(this);
  }

  /** The page goes away, or is back: what it wrote is the next page's, or its own again. */
  leave(isLeft: boolean): void {
    if (!isLeft && this.#adopt((book) => !!book.isLeft)) this.#learned();
    this.#save(isLeft);
  }

  /** What this page wrote. Session storage holds a copy, for the next page. */
  get #dials(): readonly DialRecord[] {
    return this.#name ? ((pageItems.get(this.#name) ?? []) as readonly DialRecord[]) : this.#own;
  }

  set #dials(dials) {
    if (this.#name) pageItems.set(this.#name, dials.slice(-most));
    else this.#own = dials.slice(-most);
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
      const { isLeft, isCopy, dials } = Object(book) as Partial<Book>;
      return [page, { isLeft, isCopy, dials: Array.isArray(dials) ? dials.filter(isDial) : [] }] as const;
    });
    return Object.fromEntries(books);
  }

  /** What other pages wrote. */
  get #others(): [page: string, book: Book][] {
    return Object.entries(this.#books).filter(([page]) => page !== pageId);
  }

  #after(dial: DialRecord): readonly DialRecord[] {
    return this.#dials.slice(this.#dials.indexOf(dial) + 1);
  }

  /** Whether another call has this guid. What the portal named after the byte of a dial left may be that dial. */
  #isOther(guid: string, dial: DialRecord | undefined): boolean {
    return this.#dials.some(
      (each) => each.guid === guid && each !== dial && !(dial && !each.transport && each.at >= dial.at),
    );
  }

  /** The dial without a guid that the portal names: the last one, or one before it while that may still ring. */
  #unnamed(guid: string, number: string): DialRecord | undefined {
    const last = this.#dials.findLast(isKnown);
    const isFresh = !!last && remainingTime(last, doubtTime) > 0;
    return this.#dials.findLast(
      (dial) =>
        dial.state === 'unknown' &&
        (dial === last || isFresh) &&
        samePhone(number, dial.destination) &&
        !this.#isOther(guid, dial),
    );
  }

  /** The last dial by a transport to this number of which it said nothing yet. */
  #openDial(guid: string, number: string, transport: string): DialRecord | undefined {
    return this.#dials.findLast(
      (dial) =>
        (dial.state === 'asked' || dial.state === 'unknown') &&
        dial.transport === transport &&
        mayRingSame(dial.destination, number) &&
        !this.#isOther(guid, dial),
    );
  }

  #change(id: string, change: Partial<DialRecord>): void {
    this.#write(this.#dials.map((dial) => (dial.id === id ? { ...dial, ...change } : dial)));
  }

  /** Its guid is known now. Where it is the last, it is on after all, unless its end was told under that guid. */
  #complete(dial: DialRecord, guid: string, isAnswered?: true): void {
    const { isEnded } = this.#dials.find((each) => each.guid === guid) ?? dial;
    const isLast = !this.#after(dial).some((each) => each.guid !== guid && mayHaveRung(each));
    this.#write(
      this.#dials
        .filter((each) => each.guid !== guid)
        .map((each) =>
          each === dial
            ? { ...dial, state: 'placed', guid, isAnswered, isEnded, ...(isLast && { isOver: undefined }) }
            : each,
        ),
    );
  }

  /** Books the call that the portal names. False where it proves nothing. */
  #book({ callerId = '', campaign = '' }: Cti, guid: string, last: DialRecord | undefined): boolean {
    const dial = this.#unnamed(guid, callerId);
    const named = this.#dials.find((each) => each.guid === guid);
    if (dial) this.#complete(dial, guid, true);
    else if (named ? this.#after(named).some(mayRing) : last && !last.guid && remainingTime(last, doubtTime))
      return false;
    else {
      const others = this.#dials.filter((each) => each !== named);
      // What is on its way meanwhile is later.
      const at = others.findLastIndex(({ state }) => state !== 'asked') + 1;
      const isOfLast = last && (!callerId || samePhone(callerId, last.destination));
      const way = isOfLast ? { road: last.road ?? last.transport, isOwnPhone: last.isOwnPhone } : {};
      const call = named ?? { id: newName(), destination: callerId, campaign, transport: '', at: Date.now(), ...way };
      const answered: DialRecord = { ...call, state: 'placed', guid, isAnswered: true, isOver: undefined };
      this.#write([...others.slice(0, at), answered, ...others.slice(at)]);
    }
    return true;
  }

  #endBefore(id: string): void {
    const at = this.#dials.findIndex((dial) => dial.id === id);
    this.#write(this.#dials.map((dial, place) => (place < at && mayHaveRung(dial) ? { ...dial, isOver: true } : dial)));
  }

  #write(dials: readonly DialRecord[]): void {
    this.#dials = dials;
    this.#save();
  }

  /** Copies it to the storage. */
  #save(isLeft = false): void {
    if (this.#name) this.#keep([...this.#others, [pageId, { isLeft: isLeft || undefined, dials: this.#dials }]]);
  }

  #keep(books: [page: string, book: Book][]): void {
    const full = books.filter(([, { dials }]) => dials.length);
    setTabItem(this.#name as string, full.length ? Object.fromEntries(full) : undefined);
  }

  /** Another call is known, or more of it: what the portal said was of the one before. */
  #learned(cti: Cti | null = null): void {
    for (const each of this.#open) {
      each.#version++;
      each.cti = each === this ? cti : null;
      each.#changed();
    }
  }

  /** Those of this name in this page; without one, this alone. */
  get #open(): CallJournal[] {
    return this.#name ? [...journals].filter((each) => each.#name === this.#name) : [this];
  }

  /** Goes on with what others wrote. What they asked for nobody here will be answered. */
  #adopt(isMine: (book: Book, page: string) => boolean): boolean {
    const mine = this.#others.filter(([page, book]) => isMine(book, page));
    if (!mine.length) return false;
    const found = mine
      .flatMap(([, { dials }]) => dials)
      .map((dial) => (dial.state === 'asked' ? { ...dial, state: 'unknown' as const } : dial));
    const own = this.#dials.filter(({ id }) => found.every((each) => each.id !== id));
    this.#dials = [...found, ...own];
    const pages = new Set(mine.map(([page]) => page));
    this.#keep([...this.#others.filter(([page]) => !pages.has(page)), [pageId, { dials: this.#dials }]]);
    return true;
  }

  /** A page that crashed said no good-bye: whether it lives has to be found out. What a living one wrote is a copy here. */
  async #adoptOrphans(pages: readonly string[]): Promise<void> {
    const living = new Set<string>();
    await Promise.all(pages.map(async (page) => (await isAlive(page)) && living.add(page)));
    if (this.#adopt(({ isLeft }, page) => isLeft || (pages.includes(page) && !living.has(page)))) this.#learned();
    this.#keep(
      Object.entries(this.#books).map(([page, book]) => [page, living.has(page) ? { ...book, isCopy: true } : book]),
    );
  }
}

let isListening = false;

/** A page says that it lives, and what it wrote is another's when it goes. */
function listen(): void {
  if (isListening || !('document' in globalThis)) return;
  isListening = true;
  void showPage();
  window.addEventListener('pagehide', () => journals.forEach((journal) => journal.leave(true)));
  window.addEventListener(
    'pageshow',
    ({ persisted }) => persisted && journals.forEach((journal) => journal.leave(false)),
  );
}
