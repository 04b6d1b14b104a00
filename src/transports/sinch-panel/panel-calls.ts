import { objectOf, textOf, type Fields } from '../../codecs/json.js';
import { samePhone } from '../../codecs/phone.js';
import { remainingTime } from '../../codecs/remaining-time.js';
import type { CallNews, News, ToldState } from '../../core/call-state.js';
import { own } from './panel-line.js';

/** What is known of one telephone call of the panel, which calls it an interaction. */
export interface PanelCall {
  readonly id: string;
  state: ToldState;
  /** Nothing where nobody said. */
  isIncoming?: boolean | undefined;
  number?: string | undefined;
  name?: string | undefined;
  /** The customer's call about which this one asks a colleague; empty where that is over. */
  consults?: string | undefined;
  isMuted?: boolean | undefined;
  isRecordingPaused?: boolean | undefined;
  /** It was recorded once. */
  wasRecorded?: boolean | undefined;
}

/** So many calls are remembered, with those that are over: what comes late of them begins no other. */
const most = 100;

/** An id is a text without blanks: 32 characters (C-357), but nobody says which. */
export const idOf = (value: unknown): string => (/^\S{1,64}$/.test(textOf(value)) ? textOf(value) : '');

/** Longer ones are no names and no numbers. */
const shortOf = (value: unknown): string => (textOf(value).length <= 200 ? textOf(value) : '');

/** How long the call with a colleague may take to get its name, in milliseconds. */
const namingTime = 10_000;

/** Words of `status` (C-368). `queued` waits for nobody here yet. */
const statuses = ['incoming', 'outgoing', 'accepted', 'rejected', 'ended', 'handled', 'queued'] as const;
const over: readonly string[] = ['rejected', 'ended', 'handled'];

/** Words of `channel_status` that say nothing of the state: of most calls a `status` follows (C-370, C-373). */
const silentWords = new Set(
  'bad_address barred busy congestion disconnected knocking no_answer onvideo outbound_accepted outbound_incoming outbound_preview outbound_rejected outbound_skipped outgoing picking queue_closed queue_full rejected system_error temporary_failure transferring unknown unreachable'.split(
    ' ',
  ),
);

/**
 * The calls of one panel, as it tells of them (C-368 to C-373; vendor code and vendor page, the meaning of the states is
 * inferred), and what is told on. Interactions that are no telephone calls are passed over.
 */
export class PanelCalls {
  readonly #tell: (news: News) => void;
  /** Hears of a call that the agent's side places. */
  readonly #placed: (call: PanelCall) => void;
  readonly #calls = new Map<string, PanelCall>();
  /** Calls of which something came since the list of all was asked for. */
  #news = new Set<string>();
  /** The list of all calls was heard once. */
  #isListed = false;
  /** A colleague is asked about a call, and the new one has no name yet. */
  #consulting: { first: string; number: string | undefined; at: number } | undefined;

  constructor(tell: (news: News) => void, placed: (call: PanelCall) => void) {
    this.#tell = tell;
    this.#placed = placed;
  }

  /** Those that are on, in the order in which they were heard of. */
  get on(): PanelCall[] {
    return [...this.#calls.values()].filter(({ state }) => state !== 'ended');
  }

  get(id: string): PanelCall | undefined {
    return this.#calls.get(id);
  }

  /** Of all that were heard of: who answers to a new call with one of these names another. */
  get ids(): ReadonlySet<string> {
    return new Set(this.#calls.keys());
  }

  /** The customer's call and the one with the colleague, given either; the last such pair where none is given. */
  pair(id: string | undefined): { first: PanelCall | undefined; consult: PanelCall } | undefined {
    const consult = [...this.#calls.values()].findLast(
      (call) => call.consults && (!id || call.id === id || call.consults === id),
    );
    return consult && { consult, first: this.#calls.get(consult.consults ?? '') };
  }

  /** A `status` or `channel_status` came. False where it says nothing. */
  hear(attribute: 'status' | 'channel_status', value: unknown, interaction: unknown): boolean {
    const row = objectOf(interaction);
    const id = idOf(own(row, 'id'));
    if (!id) return false;
    const channel = textOf(own(row, 'channel_type'));
    const known = this.#calls.get(id);
    if (channel ? channel !== 'phone' : !known) return !!channel;
    const word = textOf(value) || textOf(own(row, attribute));
    const change = attribute === 'status' ? ofStatus(word, row) : ofChannel(word, known?.isIncoming);
    if (!change) return false;
    if (!change.state && !known) return true;
    if (known?.state === 'ended') return !change.state || change.state === 'ended';
    this.#news.add(id);
    this.#change(id, { ...detailsOf(row, { ...known, ...change }), ...change }, !known && word === 'outgoing');
    return true;
  }

  /** The list of all is asked for now: what comes from here on is newer than it. */
  askAll(): void {
    this.#news = new Set();
  }

  /**
   * All interactions that there are (C-365): what is not among them is over (S-41), unless it came since they were asked for.
   * False for what is no such list; one with a row that cannot be read ends nothing.
   */
  hearAll(list: unknown): boolean {
    if (!Array.isArray(list)) return false;
    let isWhole = true;
    const listed = new Set<string>();
    for (const each of list as unknown[]) {
      const row = objectOf(each);
      const id = idOf(own(row, 'id'));
      const channel = textOf(own(row, 'channel_type'));
      if (!id) isWhole = false;
      if (!id || (channel && channel !== 'phone')) continue;
      const known = this.#calls.get(id);
      const change = ofListed(row, known);
      if (!change || change.state === 'ended') continue;
      listed.add(id);
      if (this.#news.has(id) || known?.state === 'ended') continue;
      this.#change(id, { ...detailsOf(row, { ...known, ...change }), ...change });
    }
    if (!isWhole) return false;
    const gone = this.on.filter(({ id }) => !listed.has(id) && !this.#news.has(id));
    for (const call of gone) call.state = 'ended';
    this.#isListed = true;
    this.#tellAll();
    for (const { id } of gone) this.#free(id);
    return true;
  }

  /** Tells of all that is on, to one who has heard nothing yet. */
  repeat(): void {
    for (const call of this.on) this.#tell(newsOf(call));
    if (this.#isListed) this.#tellAll();
  }

  /** The panel named a call that it placed for us. */
  place(id: string): void {
    this.#news.add(id);
    if (!this.#calls.has(id)) this.#keep({ id, state: 'dialling', isIncoming: false });
  }

  /** A colleague is asked about a call: the next one that is placed is that, where a number is given only one to there. */
  beginConsult(first: string, number: string | undefined): void {
    this.#consulting = { first, number, at: Date.now() };
  }

  /** Nobody was asked. */
  endConsult(): void {
    this.#consulting = undefined;
  }

  /** The panel named the call with a colleague. */
  nameConsult(id: string, first: string, number: string | undefined): void {
    this.#consulting = undefined;
    this.#free(first, id); // another one was taken for it
    this.place(id);
    this.set(id, { consults: first, ...(number && { number }) });
  }

  /** Something was done to a call that is on, and the panel said yes. */
  set(id: string, change: Partial<PanelCall>): void {
    const known = this.#calls.get(id);
    if (known && known.state !== 'ended') this.#change(id, change);
  }

  #change(id: string, change: Partial<PanelCall>, isPlaced = false): void {
    const call: PanelCall = this.#calls.get(id) ?? { id, state: 'unknown' };
    Object.assign(call, change);
    if (isPlaced) this.#linkConsult(call);
    this.#keep(call);
    this.#tell(newsOf(call));
    if (call.state === 'ended') this.#free(id);
    if (isPlaced) this.#placed(call);
  }

  /** The customer's call is over: who was asked about it is spoken with as anybody. But for one. */
  #free(first: string, but?: string): void {
    for (const call of this.on) if (call.consults === first && call.id !== but) this.#change(call.id, { consults: '' });
  }

  /** A call that is placed to where a colleague is asked, meanwhile, is that. */
  #linkConsult(call: PanelCall): void {
    const { first = '', number = '', at = 0 } = this.#consulting ?? {};
    if (!first || call.id === first || !remainingTime({ at }, namingTime)) return;
    if (number && call.number && call.number !== number && !samePhone(call.number, number)) return;
    call.consults = first;
    this.#consulting = undefined;
  }

  /** The oldest make room, first those that are over. */
  #keep(call: PanelCall): void {
    this.#calls.set(call.id, call);
    if (this.#calls.size <= most) return;
    const oldest = [...this.#calls.values()].find(({ state }) => state === 'ended') ?? [...this.#calls.values()][0];
    if (oldest) this.#calls.delete(oldest.id);
  }

  #tellAll(): void {
    this.#tell({ calls: this.on.map(({ id }) => id) });
  }
}

const newsOf = ({ id, state, number, name, isMuted, isRecordingPaused, consults }: PanelCall): CallNews => ({
  call: id,
  state,
  ...(number && { number }),
  ...(name && { name }),
  ...(isMuted !== undefined && { isMuted }),
  ...(isRecordingPaused !== undefined && { isRecordingPaused }),
  ...(consults !== undefined && { consults }),
});

const directionOf = (status: string): Pick<PanelCall, 'isIncoming'> =>
  status === 'incoming' ? { isIncoming: true } : status === 'outgoing' ? { isIncoming: false } : {};

/** What a `status` says; nothing where it is none. */
function ofStatus(status: string, row: Fields): Partial<PanelCall> | undefined {
  if (!statuses.some((each) => each === status)) return undefined;
  if (status === 'queued') return {};
  if (over.includes(status)) return { state: 'ended' };
  const channel = textOf(own(row, 'channel_status'));
  const direction = directionOf(status);
  if (status === 'incoming') return { ...direction, state: 'incoming' };
  if (status === 'outgoing') return { ...direction, state: channel === 'ringing' ? 'ringing' : 'dialling' };
  return { state: channel === 'onhold' ? 'held' : 'connected', ...(channel === 'muted' && { isMuted: true }) };
}

/** What a `channel_status` says of a call; nothing where it is none. Who is called sees `ringing` of an incoming call as that. */
function ofChannel(word: string, isIncoming: boolean | undefined): Partial<PanelCall> | undefined {
  if (word === 'connected') return { state: 'connected', isMuted: false };
  if (word === 'muted') return { state: 'connected', isMuted: true };
  if (word === 'onhold') return { state: 'held' };
  if (word === 'calling' || word === 'ringing')
    return isIncoming === false ? { state: word === 'ringing' ? 'ringing' : 'dialling' } : {};
  return silentWords.has(word) ? {} : undefined;
}

/** Where a listed call is; nothing for one that waits in a queue. */
function ofListed(row: Fields, known: PanelCall | undefined): Partial<PanelCall> | undefined {
  const [status, word] = [textOf(own(row, 'status')), textOf(own(row, 'channel_status'))];
  if (status === 'queued') return undefined;
  const byStatus = ofStatus(status, row);
  if (byStatus?.state === 'ended' || status === 'incoming') return byStatus;
  const byChannel = ofChannel(word, byStatus?.isIncoming ?? known?.isIncoming);
  const isOn = byChannel?.state === 'connected' || byChannel?.state === 'held';
  return { state: 'unknown', ...byStatus, ...(isOn || status === 'outgoing' ? byChannel : undefined) };
}

/** Who is at the other end, and whether it is recorded (C-369). */
function detailsOf(row: Fields, call: Partial<PanelCall>): Partial<PanelCall> {
  const { isIncoming, wasRecorded } = call;
  const end = isIncoming === undefined ? undefined : own(row, isIncoming ? 'originator' : 'destination');
  const number = shortOf(end);
  const name = shortOf(own(objectOf(own(row, 'dir_entry')), 'name'));
  const recording = own(row, 'recording');
  return {
    ...(number && { number }),
    ...(name && { name }),
    ...(recording === true && { wasRecorded: true, isRecordingPaused: false }),
    ...(recording === false && wasRecorded && { isRecordingPaused: true }),
  };
}
