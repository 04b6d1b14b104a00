import { msg, str } from '@lit/localize';
import { fieldOf, namesFailure, objectOf, parseJson, textOf } from '../../codecs/json.js';
import { writeJson } from '../../codecs/write-json.js';
import { isOn, readBarCalls, type BarCall, type BarCalls } from '../../codecs/motion-bar.js';
import { isLoopback } from '../../core/address.js';
import { callChecks } from '../../core/call-commands.js';
import type { News, ToldState } from '../../core/call-state.js';
import type { Command, CommandOf, CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { inTime } from '../../core/platform.js';
import type { Support, Witness } from '../../core/transport.js';
import type { Answer, Fetch } from '../http/fetch.js';
import {
  HttpTransport,
  notUnderstood,
  segment,
  type HttpRequest,
  type ReplyBody,
  type SendRequest,
} from '../http/http-transport.js';
import { notKnown, restated } from '../transport-error.js';

export interface MotionBarOptions {
  /** Where the bar listens on this computer; `http://127.0.0.1:9888` when absent (C-410). Another computer's address is refused. */
  baseUrl?: string;
  /** The bar is on another computer: then whoever reaches it dials with it, and what is asked goes over the network unencrypted. */
  isRemote?: boolean;
  /** Which vendor's bar it is. `universal`: the sister product's, which also holds a call (C-414, M-19). `motion` when absent. */
  bar?: 'motion' | 'universal';
  /** Seconds between two looks at the bar's calls, at least 2; 5 when absent. While a call is on it looks every second. */
  pace?: number;
  /** How long to wait for an answer, in milliseconds. 5000 when absent. */
  timeout?: number;
  fetch?: Fetch;
}

const get = (path: string): HttpRequest => ({ method: 'GET', path });

/** The wire, one line an operation: all GET, all JSON, no sign-in (C-410, C-411, vendor page). */
const wire = {
  calls: () => get('api/calls'),
  originate: (number: string) => get(`api/originate/${segment(dialled(number), 'destination')}`),
  answer: (id: string) => get(`api/answer${below(id)}`),
  hangup: (id: string) => get(`api/hangup${below(id)}`),
  /** The sister product's alone (C-414). */
  hold: (id: string) => get(`api/hold${below(id)}`),
} as const;

/** What a telephone dials: separators are for the eye (M-23). Throws `INVALID` for what is to be pressed behind a pause, and for nothing. */
function dialled(number: string): string {
  const keys = number.replace(/[\s().[\]/-]/g, '');
  if (/^\+?[\d*#]+$/.test(keys)) return keys;
  throw new CtiError('INVALID', msg('Motion’s phone bar dials digits, +, * and # only: take the rest off.'), {
    field: 'destination',
  });
}

/** The call's own address; without an id the one for all calls. */
const below = (id: string) => id && `/${segment(id, 'call')}`;

const dialer = () => msg('Motion’s phone bar');

/** Seconds. */
const [defaultPace, leastPace, paceInCall, mostPace] = [5, 2, 1, 60];
/** After a dial the bar's list is looked at so often, and so many milliseconds lie between. */
const [looksForCall, betweenLooks] = [3, 400];
/** So long is waited for what is on before a hang-up, in milliseconds (V-24). */
const patience = 2_000;
/** A call that is absent from so many looks in a row has ended. */
const absences = 2;

/** What was last told of a call. */
interface Told {
  /** By which everybody but the bar knows the call. */
  readonly name: string;
  state: ToldState;
  number: string;
  absent: number;
}

type Carry<T extends CommandType> = (
  command: CommandOf<T>,
  ask: SendRequest,
) => Promise<{ status?: 'sent'; guid?: string }>;

/**
 * Dials, answers and hangs up by the phone bar of xCALLY Motion on the agent's own computer, and tells of its calls by
 * looking at them again and again (C-410 to C-412, vendor page). Not tried on a live bar.
 *
 * **Mind before you make one:** the bar takes everything as a plain GET and asks for no secret. While its interface is
 * switched on, **any web page that is open on that computer can make it dial or hang up**, by the address of a picture
 * (C-413). That is so with and without Portside; to make this transport is to say that you know it. It sends nothing to any
 * other address than the one that is set, and repeats nothing. A browser may: where a connection that it held open breaks off
 * before the answer, it sends a GET again by itself, and no page can forbid it.
 *
 * A page on https may ask an address of this computer by rules that differ between browsers: the doctor names them. The
 * first look makes some of them ask the agent.
 */
export class MotionBarTransport extends HttpTransport {
  readonly name = 'motion-bar';
  readonly checks = callChecks;
  readonly words = ['api/calls/answer/originate/hangup/hold'];
  /** Where the bar is asked. */
  readonly baseUrl: string;

  readonly #pace: number;
  /** By the bar's id. */
  readonly #told = new Map<string, Told>();
  /** How many calls had each id: those of a bar that was started again begin anew. */
  readonly #turns = new Map<string, number>();
  #hear: ((news: News) => void) | undefined;
  #unread: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLooking = false;
  /** Asked to look while it did so. */
  #looksAgain = false;
  #isFirst = true;
  #isClosed = false;
  #failures = 0;
  /** Looks in a row that were read as a whole, until all calls were told once. */
  #looks = 0;
  /** What was read of the last look in the log. */
  #logged: string | undefined;

  readonly #operations: { readonly [T in CommandType]?: Carry<T> } = {
    call: async ({ destination, callerId }, ask) => {
      if (callerId)
        throw new CtiError('INVALID', msg('Motion’s phone bar takes no caller id: take it off.'), {
          field: 'callerId',
        });
      const request = wire.originate(destination);
      // Who does not let this page read the list would dial all the same, and nobody would hear of it.
      const { calls: before } = await this.#look();
      const named = sessionOf(await ask(request));
      const id = before && (await this.#findCall(destination, before, named));
      if (!id) return { status: 'sent' }; // as a dialer that names no call
      return { guid: this.#toldOf(id, 'unknown').name };
    },
    answer: async ({ call }, ask) => {
      await ask(wire.answer(this.#idOf(call) || (await this.#only(isIncoming, noneComes))));
      return {};
    },
    /** `hangup` of a call that comes in, and of no other (M-18). */
    reject: async ({ call }, ask) => {
      const calls = await this.#calls();
      const named = this.#idOf(call);
      const { id } = one(calls, (each) => isIncoming(each) && (!named || each.id === named), noneComes);
      if (!id) throw noId();
      await ask(wire.hangup(id));
      return {};
    },
    hangup: async ({ call, confirmed }, ask) => {
      // A bar that was silent may have been started again: its ids are other calls' then.
      if (call && this.#failures) await inTime(this.#catchUp(), patience).catch(() => undefined);
      const id = this.#idOf(call) || (await this.#toHangUp(!!confirmed));
      await ask(wire.hangup(id));
      return {};
    },
  };

  /** Throws `INVALID` for an address that is no web address or not of this computer. */
  constructor({
    baseUrl = 'http://127.0.0.1:9888',
    isRemote = false,
    bar = 'motion',
    pace = defaultPace,
    timeout = 5_000,
    fetch,
  }: MotionBarOptions = {}) {
    super({ baseUrl, timeout, ...(fetch && { fetch }) });
    const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || /[?#]/.test(baseUrl))
      throw new CtiError('INVALID', msg('baseUrl: a whole web address is expected, as http://127.0.0.1:9888.'), {
        field: 'baseUrl',
      });
    if (!isLoopback(url.hostname) && !isRemote)
      throw new CtiError(
        'INVALID',
        msg(str`${url.host} is not this computer. Set isRemote only if the agent’s phone bar is really there.`),
        { field: 'baseUrl' },
      );
    this.baseUrl = baseUrl;
    this.#pace = Math.max(leastPace, pace || defaultPace);
    if (bar === 'universal')
      this.#operations = {
        ...this.#operations,
        hold: async ({ call }, ask) => {
          await ask(wire.hold(this.#idOf(call) || (await this.#only(isSpeaking, noneSpeaks))));
          return {};
        },
      };
  }

  /** The last answer with calls in which a key was not understood, its values covered (M-16): what the doctor prints. */
  get unread(): string | undefined {
    return this.#unread;
  }

  supports(type: CommandType): Support {
    if (this.#operations[type]) return { ok: true };
    if (Object.hasOwn(callChecks, type)) return notKnown(dialer());
    return { ok: false, code: 'UNSUPPORTED', reason: msg('Motion’s phone bar takes calls only.') };
  }

  /** Looks at the bar's calls from now on: not while the page is hidden and no call is on. */
  tellNews(hear: (news: News) => void): void {
    this.#hear = hear;
    this.#page?.addEventListener('visibilitychange', this.#onVisible);
    this.#lookIn(0);
  }

  /** A look that brought nothing new leaves no line in the log, also where a row counts its seconds. */
  override watch(witness: Witness): void {
    super.watch((what, detail) => {
      const { path, text } = Object(detail) as { path?: unknown; text?: unknown };
      if (path === wire.calls().path) {
        const read = typeof text === 'string' ? writeJson(readBarCalls(text)) : undefined;
        if (what === 'sent' || read === this.#logged) return;
        this.#logged = read;
      }
      witness(what, detail);
    });
  }

  override close(): void {
    super.close();
    this.#isClosed = true;
    this.#hear = undefined;
    clearTimeout(this.#timer);
    this.#page?.removeEventListener('visibilitychange', this.#onVisible);
  }

  protected async carry(command: Command, ask: SendRequest): Promise<ReplyBody<CommandType>> {
    const operation = this.#operations[command.type] as Carry<CommandType>;
    const reply = await operation(command, ask);
    this.#lookIn(0);
    return { status: 'confirmed', ...reply };
  }

  /** What the answers hold nobody documents: JSON or nothing is a yes, unless it names a failure. */
  protected override checkAnswer(answer: Answer, request: HttpRequest): void {
    super.checkAnswer(answer, request);
    const value = parseJson(answer.text);
    const isStrange = value === undefined && answer.text.trim() !== '';
    if (isStrange || [value].flat().some(namesFailure)) throw notUnderstood(answer.text);
  }

  /** One look at the calls, which changes nothing. Rejects with `UNREACHABLE`: no command has gone. */
  async #look(): Promise<BarCalls> {
    try {
      const { text } = await this.perform((ask) => ask(wire.calls()));
      const read = readBarCalls(text);
      this.#unread = read.sample ?? this.#unread;
      return read;
    } catch (cause) {
      const { code } = CtiError.from(cause);
      if (code === 'CANCELED') throw restated(cause, { maybeSent: false });
      const { host } = new URL(this.baseUrl);
      throw restated(cause, {
        code: 'UNREACHABLE',
        message: msg(
          str`Motion’s phone bar does not answer at ${host}, or this page may not read its answer. Nothing was sent: is it running, and its interface switched on?`,
        ),
        maybeSent: false,
      });
    }
  }

  /** The calls that the bar lists now. Rejects with `PROTOCOL` where they cannot be read; no command has gone. */
  async #calls(): Promise<readonly BarCall[]> {
    const { calls, sample } = await this.#look();
    if (calls) return calls;
    throw new CtiError(
      'PROTOCOL',
      msg('Which calls are on the phone bar cannot be read from its answer: do it on the bar. Nothing was sent.'),
      { maybeSent: false, detail: sample },
    );
  }

  /**
   * How the only call that is so is named; empty, which means all of them, only where it is the one call that is on (M-18).
   */
  async #only(is: (call: BarCall) => boolean, none: () => string): Promise<string> {
    const calls = await this.#calls();
    const { id } = one(calls, is, none);
    if (!id && calls.filter(isOn).length !== 1) throw noId();
    return id;
  }

  /** The call to hang up; where the bar does not say in two seconds which calls are on, all, once a person was told so (V-24). */
  async #toHangUp(isConfirmed: boolean): Promise<string> {
    try {
      return await inTime(this.#only(isOn, noneOn), patience);
    } catch (cause) {
      const { code } = CtiError.from(cause);
      if (code === 'REJECTED' || code === 'INVALID' || this.#isClosed) throw cause;
      if (isConfirmed) return '';
      throw new CtiError(
        'INVALID',
        msg(
          'The phone bar does not say which calls are on: this ends whatever is on your phone. Nothing was sent yet.',
        ),
        { field: 'confirmed', cause },
      );
    }
  }

  /** The session that a dial became: the one that the answer names, or the only new one to that number. */
  async #findCall(destination: string, before: readonly BarCall[], named: string): Promise<string | undefined> {
    const isNew = (id: string) => id !== '' && !before.some((each) => each.id === id);
    if (isNew(named)) return named;
    for (let look = 0; look < looksForCall; look++) {
      if (look) await new Promise((resolve) => setTimeout(resolve, betweenLooks));
      const { calls = [] } = await this.#look().catch(() => ({ calls: undefined }));
      const fresh = calls.filter((call) => isNew(call.id) && !isIncoming(call));
      const found = fresh.filter(({ number }) => isSameNumber(number, destination));
      if (found.length === 1) return found[0]?.id;
      if (found.length > 1) return undefined; // which of them is it?
    }
    return undefined;
  }

  get #page(): Document | undefined {
    return (globalThis as { document?: Document }).document;
  }

  get #isAtRest(): boolean {
    return this.#page?.visibilityState === 'hidden' && !this.#isInCall;
  }

  get #isInCall(): boolean {
    return [...this.#told.values()].some(({ state }) => state !== 'ended');
  }

  readonly #onVisible = () => {
    if (!this.#isAtRest) this.#lookIn(0);
  };

  #lookIn(seconds: number): void {
    if (!this.#hear) return;
    if (this.#isLooking) {
      this.#looksAgain ||= seconds === 0;
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#round(), seconds * 1_000);
  }

  /** A look that failed, or that nobody can read, says nothing: what was on is as it was. */
  async #round(): Promise<void> {
    if (this.#isAtRest) return;
    this.#isLooking = true;
    try {
      const { calls } = await this.#look();
      this.#failures = 0;
      if (calls) this.#tell(calls);
    } catch {
      this.#failures++;
    }
    this.#isLooking = false;
    const pace = this.#looksAgain ? 0 : this.#isInCall ? paceInCall : this.#pace;
    this.#looksAgain = false;
    this.#lookIn(Math.min(pace * 2 ** this.#failures, Math.max(this.#pace, mostPace)));
  }

  async #catchUp(): Promise<void> {
    const { calls } = await this.#look();
    if (calls && this.#hear) this.#tell(calls);
  }

  #tell(calls: readonly BarCall[]): void {
    const isWhole = calls.every(({ id }) => id !== '');
    for (const { id, state, number } of calls) {
      if (!id || state === 'none') continue;
      const isNew = !this.#told.has(id);
      const told = this.#toldOf(id, state);
      const isAsBefore = told.state === state && told.number === number;
      Object.assign(told, { state, number, absent: 0 });
      if (isAsBefore && !isNew) continue;
      if (isNew && state === 'ended' && this.#isFirst) continue; // over before this page
      this.#hear?.({ call: told.name, state, ...(number && { number }) });
    }
    if (isWhole) this.#tellEnded(calls); // behind a row without an id may be any
    this.#isFirst = false;
    this.#looks = isWhole ? this.#looks + 1 : 0;
    if (this.#looks !== absences) return;
    const on = [...this.#told.values()].flatMap(({ name, state }) => (state === 'ended' ? [] : [name]));
    this.#hear?.({ calls: on }); // what the page knew from before a reload has ended
  }

  #tellEnded(calls: readonly BarCall[]): void {
    const listed = new Set(calls.filter(({ state }) => state !== 'none').map(({ id }) => id));
    for (const [id, told] of this.#told) {
      if (listed.has(id) || ++told.absent < absences) continue;
      this.#told.delete(id);
      this.#tellEnd(told);
    }
  }

  #tellEnd({ name, state }: Told): void {
    if (state !== 'ended') this.#hear?.({ call: name, state: 'ended' });
  }

  /** What was told of the call that has this id now, which may be another one than had it before. */
  #toldOf(id: string, state: ToldState): Told {
    const known = this.#told.get(id);
    if (known && !isAnother(known.state, state)) return known;
    if (known) this.#tellEnd(known);
    const turn = (this.#turns.get(id) ?? 0) + 1;
    const told = { name: turn > 1 ? `${id}~${turn}` : id, state: 'unknown' as const, number: '', absent: 0 };
    this.#turns.set(id, turn);
    this.#told.set(id, told);
    return told;
  }

  /** The bar's id of a call; empty where none is meant. Throws `REJECTED` where another call has that id now. */
  #idOf(call: string | undefined): string {
    if (!call) return '';
    for (const [id, { name }] of this.#told) if (name === call) return id;
    if (!this.#turns.has(call.replace(/~\d+$/, ''))) return call;
    throw new CtiError('REJECTED', msg('That call is over. Nothing was sent.'), { maybeSent: false });
  }
}

/** Whether an id that was in the first state is another call's where it is in the second: a call that is over or was answered does not begin (M-23). */
const isAnother = (before: ToldState, now: ToldState) =>
  before === 'ended'
    ? now !== 'ended' && now !== 'unknown'
    : (before === 'connected' || before === 'held') && (now === 'dialling' || now === 'incoming');

const isIncoming = ({ state }: BarCall) => state === 'incoming';
const isSpeaking = ({ state }: BarCall) => state === 'connected';

const noneComes = () => msg('No such call comes in on the phone bar now. Nothing was sent.');
const noneOn = () => msg('No call is on at the phone bar. Nothing was sent.');
const noneSpeaks = () => msg('You are speaking with nobody on the phone bar. Nothing was sent.');

/** The only call that is so. Throws `REJECTED` where there is none, and `INVALID` where there are several. */
function one(calls: readonly BarCall[], is: (call: BarCall) => boolean, none: () => string): BarCall {
  const [call, another] = calls.filter(is);
  if (!call) throw new CtiError('REJECTED', none(), { maybeSent: false });
  if (!another) return call;
  throw new CtiError('INVALID', msg('Several calls are on the phone bar: choose which one is meant.'), {
    field: 'call',
  });
}

const noId = () =>
  new CtiError('INVALID', msg('The phone bar does not name this call: do it on the bar. Nothing was sent.'), {
    field: 'call',
  });

const sessionOf = ({ text }: Answer): string => textOf(fieldOf(objectOf(parseJson(text)), 'sessionId')).trim();

const isSameNumber = (one: string, other: string) => {
  const digits = (text: string) => text.replace(/\D/g, '');
  return digits(one) !== '' && digits(one) === digits(other);
};
