import { msg, str } from '@lit/localize';
import { fieldOf, objectOf, textOf, type Fields } from '../../codecs/json.js';
import { samePhone } from '../../codecs/phone.js';
import { remainingTime } from '../../codecs/remaining-time.js';
import { callChecks, type AgentReason } from '../../core/call-commands.js';
import type { CallNews, News } from '../../core/call-state.js';
import type { Command, CommandOf, CommandType, Reply } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { framingOrigins } from '../../core/origin.js';
import { attempt } from '../../core/platform.js';
import type { MayGo, OpenDial, Support, Transport, Witness } from '../../core/transport.js';
import { exactOrigin } from '../message-guard.js';
import type { SinchAgent, SinchWork } from '../sinch/agent-wire.js';
import { restated, transportError } from '../transport-error.js';
import { idOf, PanelCalls, type PanelCall } from './panel-calls.js';
import { own, PanelLine, stoppedBefore, type Going, type PanelAnswer } from './panel-line.js';

export { panelFrame, type PanelFrame, type PanelFrameOptions } from './panel-frame.js';

export interface SinchPanelOptions {
  /** The iframe in this page that shows the panel; `panelFrame` gives its address. One of `panel` and `frame` is needed. */
  panel?: HTMLIFrameElement;
  /** `parent` where the panel frames this page, as the vendor's third-party extension (C-352, vendor page; INF that it speaks the same). */
  frame?: 'parent';
  /** The panel's exact origin, for example `https://tenant.example`. */
  origin: string;
  /** How long to wait for an answer, in milliseconds; 5000, as the vendor's client does, when absent (C-356). */
  timeout?: number;
  /** The number that customers see when a call says none: an address of a telephone queue that the user serves (C-358). Sinch's own choice when absent. */
  queueAddress?: string;
}

/** A number that the user may show to customers: an address of one of the queues that they serve. */
export interface QueueAddress {
  number: string;
  /** The queue's name. */
  name: string;
}

/** A dial that nobody answered, and who hears of it. */
type LateDial = OpenDial & { answered: (guid: string | undefined) => void };

type Actions = { readonly [T in CommandType]?: (command: CommandOf<T>, going: Going) => Promise<object> };

/** How long a call that is placed late is taken for a dial that nobody answered, in milliseconds. */
const lateTime = 30_000;

/** So many of those are remembered. */
const mostLate = 20;

/** So many times the panel is asked for its calls where it does not answer. */
const mostQuestions = 3;

/** What is asked of a call in progress (C-360), and what is so when the panel has said yes. */
const callStates = {
  hold: ['hold', { state: 'held' }],
  unhold: ['unhold', { state: 'connected' }],
  mute: ['mute', { isMuted: true }],
  unmute: ['unmute', { isMuted: false }],
  pauseRecording: ['stopRecording', { isRecordingPaused: true }],
  resumeRecording: ['startRecording', { isRecordingPaused: false }],
} as const satisfies Partial<Record<CommandType, readonly [string, Omit<CallNews, 'call'>]>>;

const noOrigin = (text: string) => msg(str`“${text}” is not an origin of Sinch: write it like https://tenant.example`);

/**
 * Carries a call through the Communication Panel of Sinch Contact Pro, and tells what the panel says of its calls and of
 * the agent's state: C-351 to C-373, all from the vendor's code and pages; nobody tried it on a live panel.
 *
 * - Nothing goes before the user is signed in at the panel: `UNREACHABLE` until then.
 * - `call`: `campaign` has no place there and stays here. A `callerId` must be an address of a telephone queue that the user
 *   serves; the panel is asked before.
 * - `hangup` of no call by name, while nobody has named the one that was dialled last, ends that one and no other: `INVALID`
 *   where the panel does not tell of it.
 * - `transfer`: `to` is a number or an address, of a person, a user (`agent`) or a queue (`campaign`); Sinch finds out which (C-362).
 *   An attended one only for the call that is in view in the panel (S-34). `cancelTransfer` is two steps of the panel, one
 *   after the other's answer: inferred (S-35).
 * - `dtmf` goes tone by tone (S-37).
 * - `pauseRecording` **ends** the recording, since Sinch has no pause: `resumeRecording` may begin a new one (S-36).
 * - The agent's state is read here and set by `SinchTransport`: give that one `agent` of this one.
 */
export class SinchPanelTransport implements Transport {
  readonly name = 'sinch-panel';
  readonly checks = callChecks;
  readonly words = [
    'initRequest/init/action/response/state/status/outbound/interaction/callState/dtmf/transfer/consult/join/detail',
    'phone/accept/reject/hangup/hold/unhold/mute/unmute/startRecording/stopRecording/user/interactions/queues',
    'activeInteraction/channel_status/work_status/profile/incoming/outgoing/accepted/rejected/ended/handled/queued',
    'calling/ringing/connected/onhold/muted/ready/not_ready',
  ];
  /** For `SinchTransport`: it changes this agent's state, and the panel does not say so. */
  readonly agent: SinchAgent = {
    id: () => this.#agentId(),
    changed: (work, profile) => this.#changed(work, profile),
    left: () => (this.#hasLeft = true),
  };

  readonly #panel: HTMLIFrameElement | undefined;
  readonly #origin: string;
  readonly #queueAddress: string | undefined;
  readonly #line: PanelLine;
  readonly #calls: PanelCalls;
  /** Dials whose call the panel has not named. */
  readonly #dials = new Set<{ destination: string; named: (id: string) => void }>();
  #late: LateDial[] = [];
  /** Where the last dial went, as long as nobody has named its call. */
  #unnamed: string | undefined;
  #isReady = false;
  /** How many times the panel said that it is ready. */
  #begun = 0;
  #isAsking = false;
  #user = '';
  /** Whose state is told. */
  #owner = '';
  /** The agent was signed out by REST: the state is not that of who signs in next. */
  #hasLeft = false;
  /** The interaction in view: `null` for none, nothing where the panel has not said. */
  #active: string | null | undefined;
  #work: SinchWork | undefined;
  #profile: AgentReason | undefined;
  /** How many times the panel had said that it is ready when it told these. */
  #told = { work: 0, profile: 0 };
  #hear: (news: News) => void = () => undefined;
  #witness: Witness = () => undefined;

  /** Throws `INVALID` for an origin that is none, and where it is not said which window the panel is. */
  constructor({ panel, frame, origin, timeout = 5_000, queueAddress }: SinchPanelOptions) {
    if (!panel === !frame)
      throw new CtiError(
        'INVALID',
        msg('Say where the panel of Sinch is: give its iframe as panel, or frame: parent.'),
        {
          field: 'panel',
        },
      );
    this.#panel = panel;
    this.#origin = exactOrigin(origin, noOrigin);
    this.#queueAddress = queueAddress;
    this.#calls = new PanelCalls(
      (news) => this.#hear(news),
      (call) => this.#placed(call),
    );
    this.#line = new PanelLine(this.#origin, () => this.#window, timeout, {
      ready: () => this.#begin(),
      event: (type, payload) => this.#event(type, payload),
    });
    panel?.addEventListener('load', this.#loaded);
    if (!this.#isBlank) this.#line.init();
  }

  supports(type: CommandType): Support {
    const reason = this.#lack(type);
    if (reason) return { ok: false, code: 'UNSUPPORTED', reason };
    const problem = this.#problem;
    return problem ? { ok: false, code: 'UNREACHABLE', reason: problem } : { ok: true };
  }

  async send(command: Command, _again?: boolean, signal?: AbortSignal, mayGo?: MayGo): Promise<Reply> {
    const { name: transport } = this;
    const check = () => {
      const support = this.supports(command.type);
      if (!support.ok) throw new CtiError(support.code, support.reason, { transport });
    };
    check();
    let isOut = false;
    const going: Going = { signal, mayGo, check, out: () => (isOut = true) };
    try {
      const action = this.#actions[command.type] as (command: Command, going: Going) => Promise<object>;
      return { status: 'confirmed', ...(await action(command, going)), transport };
    } catch (cause) {
      throw transportError(cause, transport, isOut, command);
    }
  }

  follow(dial: OpenDial, answered: (guid: string | undefined) => void): void {
    this.#unnamed = dial.destination;
    this.#late = [...this.#late, { ...dial, answered }].slice(-mostLate);
  }

  tellNews(hear: (news: News) => void): void {
    this.#hear = hear;
    this.#calls.repeat();
    this.#tellAgent();
  }

  /** Numbers that the user may show to customers (C-358). Rejects with `UNREACHABLE`: nothing was dialled. */
  async callerIds(): Promise<QueueAddress[]> {
    const problem = this.#problem;
    if (problem) throw new CtiError('UNREACHABLE', problem, { transport: this.name });
    const value = await this.#question('queues');
    if (!Array.isArray(value)) throw noSay();
    const found: QueueAddress[] = [];
    for (const each of value as unknown[]) {
      const queue = objectOf(each);
      const channel = textOf(fieldOf(queue, 'type', 'channel_type'));
      const addresses = fieldOf(queue, 'addresses');
      if ((channel && channel !== 'phone') || !Array.isArray(addresses)) continue;
      for (const row of addresses as unknown[]) {
        const number = textOf(own(objectOf(row), 'address'));
        if (number) found.push({ number, name: textOf(fieldOf(queue, 'name')) });
      }
    }
    return found;
  }

  watch(witness: Witness): void {
    this.#witness = witness;
    this.#line.watch(witness);
  }

  close(): void {
    this.#panel?.removeEventListener('load', this.#loaded);
    this.#line.close();
    this.#hear = () => undefined;
    this.#late = [];
  }

  readonly #actions: Actions = {
    call: (command, going) => this.#call(command, going),
    hangup: ({ call }, going) => this.#interaction('hangup', this.#toEnd(call), going),
    answer: ({ call }, going) => this.#interaction('accept', this.#incoming(call), going),
    reject: ({ call }, going) => this.#interaction('reject', this.#incoming(call), going),
    hold: ({ call }, going) => this.#callState('hold', call, going),
    unhold: ({ call }, going) => this.#callState('unhold', call, going),
    mute: ({ call }, going) => this.#callState('mute', call, going),
    unmute: ({ call }, going) => this.#callState('unmute', call, going),
    pauseRecording: ({ call }, going) => this.#callState('pauseRecording', call, going),
    resumeRecording: ({ call }, going) => this.#callState('resumeRecording', call, going),
    dtmf: ({ call, digits }, going) => this.#dtmf(this.#inHand(call), digits, going),
    transfer: ({ call, to, kind, toKind }, going) => {
      const interactionId = this.#inHand(call);
      return kind === 'attended'
        ? this.#consult(interactionId, { to, number: toKind === 'number' ? to : undefined }, going)
        : this.#ask({ command: 'transfer', interactionId, value: { to } }, going);
    },
    completeTransfer: ({ call }, going) => this.#join(call, going),
    cancelTransfer: ({ call }, going) => this.#cancelConsult(call, going),
  };

  /** Posts an action, once. */
  async #ask(action: object, going: Going): Promise<object> {
    await this.#line.ask(action, going);
    return {};
  }

  #interaction(value: 'accept' | 'reject' | 'hangup', interactionId: string, going: Going): Promise<object> {
    return this.#ask({ command: 'interaction', interactionId, value }, going);
  }

  async #callState(type: keyof typeof callStates, call: string | undefined, going: Going): Promise<object> {
    const [value, change] = callStates[type];
    const interactionId = this.#inHand(call);
    await this.#ask({ command: 'callState', interactionId, value }, going);
    this.#calls.set(interactionId, change);
    return {};
  }

  /**
   * Places a call. Its name is the interaction's id in the answer, or else that of the next call that the panel says it
   * places to this number; where neither comes in time, nobody knows of it (S-31).
   */
  async #call({ destination, callerId }: CommandOf<'call'>, going: Going): Promise<object> {
    const from = await this.#from(callerId);
    let named: (id: string) => void = () => undefined;
    const told = new Promise<string>((resolve) => (named = resolve));
    const dial = { destination, named };
    let id = '';
    void told.then((name) => (id ||= name));
    let [at, before] = [0, this.#calls.ids];
    /** Another call is not that one, whatever the answer says. */
    const nameIn = ({ value }: PanelAnswer) => newIdIn(value, before);
    try {
      const value = { channel: 'phone', to: destination, ...(from && { from }) };
      const out = () => {
        [at, before] = [Date.now(), this.#calls.ids];
        this.#dials.add(dial);
        going.out?.();
      };
      const late = (outcome: PanelAnswer | CtiError) =>
        outcome instanceof CtiError
          ? outcome.maybeSent || this.#answerLate(destination, at, undefined)
          : nameIn(outcome) && this.#answerLate(destination, at, nameIn(outcome));
      const answer = await this.#line.ask({ command: 'outbound', value }, { ...going, out, late });
      const guid = nameIn(answer) || (await this.#line.until(told, going));
      this.#calls.place(guid);
      this.#unnamed = undefined;
      return { guid };
    } catch (cause) {
      // No answer, but the panel said that it dials this number: that is the call.
      if (CtiError.from(cause).code === 'TIMEOUT' && id) return { guid: id };
      throw cause;
    } finally {
      this.#dials.delete(dial);
    }
  }

  /** The number to show, as the panel writes it. */
  async #from(callerId: string | undefined): Promise<string | undefined> {
    const wanted = callerId || this.#queueAddress;
    if (!wanted) return undefined;
    const all = await this.callerIds();
    const found = all.find(({ number }) => number === wanted) ?? all.find(({ number }) => samePhone(number, wanted));
    if (found) return found.number;
    throw new CtiError(
      'INVALID',
      msg(str`You serve no telephone queue of Sinch with the number ${wanted}: choose another.`),
      {
        field: 'callerId',
      },
    );
  }

  /** Tone by tone, each after the answer to the last (S-37). */
  async #dtmf(interactionId: string, digits: string, going: Going): Promise<object> {
    let sent = 0;
    for (const content of digits.toUpperCase()) {
      await this.#ask({ command: 'dtmf', interactionId, value: { content } }, going).catch((cause: unknown) => {
        if (!sent) throw cause;
        const { message } = CtiError.from(cause);
        throw restated(cause, {
          message: msg(str`Digits sent: ${sent} of ${digits.length}. ${message}`),
          maybeSent: true,
          isWhole: true,
        });
      });
      sent++;
    }
    return {};
  }

  /** Asks a colleague about the call that is in view, and no other (S-34). */
  async #consult(
    interactionId: string,
    { to, number }: { to: string; number: string | undefined },
    going: Going,
  ): Promise<object> {
    if (this.#active === undefined) {
      const value = await this.#question('activeInteraction');
      this.#active ??= idOf(value) || idOf(own(objectOf(value), 'id')) || null;
    }
    const checkView = () => {
      going.check?.();
      if (this.#active !== interactionId) throw notInView();
    };
    checkView();
    let before = this.#calls.ids;
    const out = () => {
      before = this.#calls.ids;
      this.#calls.beginConsult(interactionId, number);
      going.out?.();
    };
    try {
      const { value } = await this.#line.ask(
        { command: 'consult', interactionId, value: { to } },
        { ...going, check: checkView, out },
      );
      const id = newIdIn(value, before);
      if (id) this.#calls.nameConsult(id, interactionId, number);
      this.#calls.set(interactionId, { state: 'held' });
    } catch (cause) {
      if (!CtiError.from(cause).maybeSent) this.#calls.endConsult();
      throw cause;
    }
    return {};
  }

  /** Joins the two, and the agent leaves: neither can be controlled any more (C-364). */
  async #join(call: string | undefined, going: Going): Promise<object> {
    const { first, consult } = this.#calls.pair(call) ?? {};
    if (!consult || !first || consult.state === 'ended' || first.state === 'ended') throw noConsult();
    const active = this.#active ?? first.id;
    if (active !== first.id && active !== consult.id) throw notInView();
    await this.#ask({ command: 'join', interactionId: active }, going);
    for (const { id } of [consult, first]) this.#calls.set(id, { state: 'ended' });
    return {};
  }

  /**
   * Ends the call with the colleague, then takes the customer off hold, each after the other's answer (S-35). A panel that
   * did the second by itself is not asked for it.
   */
  async #cancelConsult(call: string | undefined, going: Going): Promise<object> {
    const { first, consult } = this.#calls.pair(call) ?? {};
    if (!consult || !first || first.state === 'ended') throw noConsult();
    const isOn = consult.state !== 'ended';
    const wasHeld = first.state === 'held';
    const isBack = () => isOn && wasHeld && this.#calls.get(first.id)?.state === 'connected';
    if (isOn) await this.#interaction('hangup', consult.id, going);
    if (isBack()) return {};
    return this.#callState('unhold', first.id, going).catch((cause: unknown) => {
      if (!isOn) throw cause;
      if (isBack()) return {};
      const { message } = CtiError.from(cause);
      const said = msg(str`The colleague is gone, but the customer may still wait: take the call off hold. ${message}`);
      throw restated(cause, { message: said, maybeSent: true });
    });
  }

  /** The call that is meant: the one that is named, else the one in view, else the only one that is on. */
  #inHand(call: string | undefined, candidates = this.#calls.on): string {
    if (call !== undefined) return this.#known(call);
    const first = candidates.filter(({ consults }) => !consults);
    const found = candidates.find(({ id }) => id === this.#active) ?? (first.length === 1 ? first[0] : undefined);
    if (found) return found.id;
    const message = candidates.length
      ? msg('There is more than one call: choose which one is meant.')
      : msg('The panel has told of no such call: look at the panel.');
    throw new CtiError('INVALID', message, { field: 'call' });
  }

  /** As above. Where nobody has named the call that was dialled last, that is meant, and no other is ended in its place. */
  #toEnd(call: string | undefined): string {
    const dialled = [...this.#dials].at(-1)?.destination ?? this.#unnamed;
    if (call !== undefined || !dialled) return this.#inHand(call);
    const [found, another] = this.#calls.on.filter(
      ({ isIncoming, number = '' }) => isIncoming === false && samePhone(number, dialled),
    );
    if (found && !another) return found.id;
    throw new CtiError(
      'INVALID',
      msg(str`The panel has not named the call to ${dialled}: end it in the panel of Sinch.`),
      {
        field: 'call',
      },
    );
  }

  #incoming(call: string | undefined): string {
    return this.#inHand(
      call,
      this.#calls.on.filter(({ state }) => state === 'incoming'),
    );
  }

  /** An interaction has 32 characters (C-357); any other name only where the panel gave it. */
  #known(call: string): string {
    if (this.#calls.get(call) || (call.length === 32 && idOf(call))) return call;
    throw new CtiError('INVALID', msg('This is not a call of the panel of Sinch.'), { field: 'call' });
  }

  /** The agent's side places a call: the answer to a dial, where one of ours goes to this number. */
  #placed({ id, number = '' }: PanelCall): void {
    for (const dial of this.#dials)
      if (samePhone(number, dial.destination)) {
        this.#dials.delete(dial);
        return dial.named(id);
      }
    const late = this.#late.findLast((each) => samePhone(number, each.destination) && remainingTime(each, lateTime));
    if (late) this.#answer(late, id);
  }

  /** The answer to a dial of then, that nobody waits for any more: its call, or that it was not placed. */
  #answerLate(destination: string, at: number, id: string | undefined): void {
    const late = this.#late.findLast((each) => each.destination === destination && each.at <= at);
    if (!late) return;
    if (id) this.#calls.place(id);
    this.#answer(late, id);
  }

  #answer(late: LateDial, id: string | undefined): void {
    this.#late = this.#late.filter((each) => each !== late);
    if (this.#unnamed === late.destination) this.#unnamed = undefined;
    late.answered(id);
  }

  /** A question changes nothing. Rejects with `UNREACHABLE`, whatever came of it: what it was asked for did not go. */
  async #question(value: string): Promise<unknown> {
    try {
      return (await this.#line.ask({ command: 'detail', value })).value;
    } catch (cause) {
      const { code, detail } = CtiError.from(cause);
      throw code === 'CANCELED' ? stoppedBefore() : noSay(detail, cause);
    }
  }

  /**
   * The user is signed in, now or anew: asks who it is and what is on (C-355, S-41). However often the panel says so, it is
   * asked again only after it has answered.
   */
  #begin(): void {
    const wasReady = this.#isReady;
    this.#isReady = true;
    this.#user = ''; // it may be another one
    this.#begun++;
    if (!wasReady) this.#hear({ support: 'changed' });
    if (!this.#isAsking) void this.#askAll();
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    for (let seen = 0; seen !== this.#begun;) {
      seen = this.#begun;
      this.#active = undefined;
      this.#calls.askAll();
      await Promise.allSettled([this.#askUser(), this.#askCalls()]);
    }
    this.#isAsking = false;
  }

  async #askUser(): Promise<string> {
    const begun = this.#begun;
    const id = idOf(own(objectOf(await this.#question('user')), 'id'));
    if (!id || begun !== this.#begun) throw noSay();
    if (this.#hasLeft || (this.#owner && this.#owner !== id)) this.#forgetAgent();
    return (this.#owner = this.#user = id);
  }

  /** Somebody else signed in, or anew: what was told of the agent before counts no more. */
  #forgetAgent(): void {
    this.#hasLeft = false;
    if (this.#told.profile < this.#begun) this.#profile = undefined;
    if (this.#told.work >= this.#begun) return;
    this.#work = undefined;
    this.#hear({ agent: undefined });
  }

  /** A panel that has just loaded may be slow: where it does not answer it is asked again, or what ended meanwhile stays on. */
  async #askCalls(): Promise<void> {
    const begun = this.#begun;
    let list: unknown;
    for (let left = mostQuestions; left > 0; left--)
      try {
        list = await this.#question('interactions');
        break;
      } catch (cause) {
        const isSilent = CtiError.from(CtiError.from(cause).cause).code === 'TIMEOUT';
        if (!isSilent || left === 1 || begun !== this.#begun) throw cause;
      }
    if (!this.#calls.hearAll(list)) this.#witness('refused', { why: 'no list of interactions' });
  }

  async #agentId(): Promise<string> {
    const problem = this.#problem;
    if (problem) throw new CtiError('UNREACHABLE', problem, { transport: this.name });
    return this.#user || (await this.#askUser());
  }

  #event(type: 'state' | 'status', payload: Fields): boolean {
    const [attribute, value] = [textOf(own(payload, 'attribute')), own(payload, 'value')];
    if (attribute === 'work_status') return this.#hearWork(textOf(value));
    if (attribute === 'profile') return this.#hearProfile(objectOf(value));
    if (type === 'status') return false;
    if (attribute === 'status' || attribute === 'channel_status')
      return this.#calls.hear(attribute, value, own(payload, 'interaction'));
    if (attribute !== 'activeInteraction' || value === undefined) return false;
    const id = idOf(own(objectOf(value), 'id')) || idOf(value);
    if (!id && value !== null) return false;
    this.#active = id || null; // none in view ends no call (S-40)
    return true;
  }

  #hearWork(value: string): boolean {
    if (value !== 'ready' && value !== 'not_ready') return false;
    this.#work = value === 'ready' ? 'ready' : 'paused';
    this.#told.work = this.#begun;
    this.#tellAgent();
    return true;
  }

  #hearProfile(profile: Fields): boolean {
    const [id, name] = [textOf(own(profile, 'id')), textOf(own(profile, 'name'))];
    if (!id && !name) return false;
    this.#profile = { id, name: name || id };
    this.#told.profile = this.#begun;
    if (this.#work === 'paused') this.#tellAgent();
    return true;
  }

  /** Who changed it tells of it. */
  #changed(work: SinchWork, profile: AgentReason | undefined): void {
    this.#work = work;
    this.#told.work = this.#begun;
    this.#profile = profile ?? this.#profile;
  }

  #tellAgent(): void {
    const [state, profile] = [this.#work, this.#profile];
    if (state) this.#hear({ agent: { state, ...(state === 'paused' && profile && { reason: profile.name }) } });
  }

  get #window(): Window | null {
    if (this.#panel) return this.#panel.contentWindow;
    return window.parent === window ? null : window.parent;
  }

  /** The frame is still empty: a message to it would not arrive, and the browser would complain. */
  get #isBlank(): boolean {
    const target = this.#window;
    return !target || attempt(() => target.location.href) === 'about:blank';
  }

  /**
   * Another page is in the frame, or the first one has loaded: it is asked anew. One that had answered before, and may
   * answer that question once, is also asked who the user is.
   */
  readonly #loaded = () => {
    const wasReady = this.#isReady;
    this.#isReady = false;
    this.#user = '';
    this.#line.init();
    if (!wasReady) return;
    this.#hear({ support: 'changed' });
    this.#line.ask({ command: 'detail', value: 'user' }).then(
      () => this.#isReady || this.#begin(),
      () => undefined,
    );
  };

  /** Why commands of this type cannot be carried at all. */
  #lack(type: CommandType): string | undefined {
    if (this.#actions[type]) return undefined;
    if (type === 'login' || type === 'logout')
      return msg('Sign in and out in the panel of Sinch, or let your back end do it: no password goes from here.');
    return type === 'agentState' || type === 'agentStates'
      ? msg('The panel of Sinch takes no agent’s state from here: set up SinchTransport with the agent of the panel.')
      : msg('The panel of Sinch takes calls only.');
  }

  /** Why nothing can be carried now. */
  get #problem(): string | undefined {
    const panel = this.#panel;
    if (!this.#window)
      return panel
        ? msg('The frame with the panel of Sinch is not in this page.')
        : msg('This page is not inside a panel of Sinch.');
    const shown = panel ? panel.src && new URL(panel.src, location.href).origin : framingOrigins(window)[0];
    if (shown && shown !== 'null' && shown !== this.#origin)
      return panel
        ? msg(str`The panel of Sinch is set to ${this.#origin}, but its frame shows ${shown}.`)
        : msg(str`The panel of Sinch is set to ${this.#origin}, but this page is framed by ${shown}.`);
    return this.#isReady ? undefined : msg('The panel of Sinch does not answer yet: sign in to Sinch in it.');
  }
}

/** The call that an answer names, where that is none of those before. */
function newIdIn(value: unknown, before: ReadonlySet<string>): string {
  const id = idOf(own(objectOf(value), 'id'));
  return before.has(id) ? '' : id;
}

const notInView = () =>
  new CtiError(
    'INVALID',
    msg('Select this call in the panel of Sinch first: a colleague is asked about the call in view.'),
    {
      field: 'call',
    },
  );

const noConsult = () =>
  new CtiError('INVALID', msg('No colleague is asked about this call: there is nothing to end.'), { field: 'call' });

const noSay = (detail?: string, cause?: unknown) =>
  new CtiError(
    'UNREACHABLE',
    msg('The panel of Sinch did not answer the question that comes first. Nothing was done.'),
    {
      detail,
      cause,
    },
  );
