import { msg, str } from '@lit/localize';
import { readCti } from '../../codecs/cti-object.js';
import { isGuid } from '../../codecs/guid.js';
import { textOf } from '../../codecs/json.js';
import { writeJson } from '../../codecs/write-json.js';
import { callChecks } from '../../core/call-commands.js';
import type { CallNews, News } from '../../core/call-state.js';
import type { Command, CommandInput, CommandOf, CommandType, Cti, Reply } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { attempt } from '../../core/platform.js';
import type { MayGo, OpenDial, Support, Transport, Witness } from '../../core/transport.js';
import { withTimeLimit } from '../http/fetch.js';
import { refuseFields } from '../http/http-transport.js';
import { notKnown, refusedBy, transportError } from '../transport-error.js';
import { portalFunctions, PortalWindow, type PortalFunction } from './portal-window.js';

/** Keys of the site's telephone exchange that begin a transfer, with `{to}` in the place of the digits: `##{to}#`. */
export interface TransferCodes {
  blind?: string;
  attended?: string;
}

export interface PortalFunctionsOptions {
  /** The page of the form, which holds the portal's functions. This page when absent. */
  page?: Window;
  /** How long to wait for a function's promise, in milliseconds: the agent's phone rings first. 15000 when absent. */
  timeout?: number;
  /** Milliseconds between two looks at whether the agent is in a call. 1000 when absent. */
  pace?: number;
  /** Without them there is no transfer: they are each site's own (U-80). */
  transferCodes?: TransferCodes;
}

const dialer = () => msg('the portal’s functions');
const noStep = () => msg('The portal’s functions only begin a transfer: complete it or take it back on the phone.');

/** Why a command that has no function is refused: by the facts, or because nobody knows (C-394). */
const reasons: { [T in CommandType]?: () => string } = {
  callWithPhone: () => msg('The portal puts no such function into its forms: call without the own phone.'),
  completeTransfer: noStep,
  cancelTransfer: noStep,
  agentStates: () => msg('The portal’s function takes no reason for a pause, so there is none to choose.'),
  login: () => msg('The portal signs the agent in itself: its forms have no function for it.'),
  logout: () => msg('The portal signs the agent out itself: its forms have no function for it.'),
};
const unknown: readonly CommandType[] = [
  ...(['hangup', 'hold', 'unhold', 'mute', 'unmute', 'answer', 'reject'] as const),
  ...(['pauseRecording', 'resumeRecording'] as const),
];

/** Which function carries which command. */
const functions: { readonly [T in CommandType]?: PortalFunction } = {
  call: 'UC_makeCall_async',
  dispose: 'UC_DispositionCall_async',
  tag: 'UC_TagRecord',
  agentState: 'UC_pause',
  dtmf: '__SendDTMF',
  transfer: '__SendDTMF',
};

/** What each function is given: the positions are the wire (C-382 to C-387). */
const wire = {
  // The number is text: as a number it would lose a leading 0 and a plus sign (U-82). Nobody knows what the last one means.
  call: ({ campaign, callerId = '', destination }: CommandOf<'call'>) => [campaign, callerId, destination, false],
  // Always eleven, the notes in the ninth, and empty where nothing is said (U-81).
  dispose: (command: CommandOf<'dispose'>) => {
    const {
      campaign,
      customer,
      guid,
      level1,
      level2 = '',
      level3 = '',
      data1 = '',
      data2 = '',
      comment = '',
    } = command;
    const { callbackAt = '', callbackCampaign = '' } = command;
    return [campaign, customer, guid, level1, level2, level3, data1, data2, comment, callbackAt, callbackCampaign];
  },
  tag: ({ guid, message }: CommandOf<'tag'>) => [guid, message],
  agentState: ({ state }: CommandOf<'agentState'>) => [state === 'paused'],
  dtmf: ({ digits }: CommandOf<'dtmf'>) => [digits],
};

/** A call whose state this page follows. */
interface OwnCall {
  readonly guid: string;
  /** The agent was in a call when this one was dialled: that one is told of, and not this. */
  wasBusy: boolean;
  isOn: boolean;
  /** By the page's own clock, in milliseconds. */
  readonly since: number;
}

/** A dial, in the order in which they go. */
interface Dial {
  readonly destination: string;
  /** The agent was in a call when it went. */
  wasBusy: boolean;
}

/** A promise that was given up: its answer may still come. */
interface LateCall {
  readonly dial: Dial;
  readonly answer: Promise<unknown>;
}

/** So many looks in a row end a call. */
const looksToEnd = 2;
/** A call that has not begun by then is followed no more, in milliseconds: the next one that the portal has on is another. */
const ringTime = 120_000;

interface Going {
  readonly mayGo: MayGo | undefined;
  readonly stop: AbortSignal | undefined;
  isOut: boolean;
  /** Is called immediately before the function. */
  begin?: () => void;
}

/**
 * Carries commands by the functions that the uContact portal puts into the page of a form that it serves itself. From other
 * people's public code, tried on no live portal: what a function gives back is read where its meaning is known, which is the
 * guid of a call (C-382) and whether the agent is in a call (C-386). The rest is `sent`, and nobody knows more. None of them
 * is ever given SQL (C-393).
 *
 * Of a call it tells `connected` once the portal has a call on that was not there before the dial, and `ended` when there is
 * none any more, or another one is dialled while there is none. That the customer is on it, and not the agent's own phone
 * alone, the portal does not say.
 */
export class PortalFunctionsTransport implements Transport {
  readonly name = 'portal-functions';
  readonly checks = callChecks;
  /** A tag twice says the same. */
  readonly repeats = ['tag'] as const;
  readonly unanswered = ['dispose', 'tag', 'agentState', 'dtmf', 'transfer'] as const;
  readonly words = [...portalFunctions, 'CTI'];

  readonly #window: PortalWindow;
  readonly #timeout: number;
  readonly #pace: number;
  readonly #codes: TransferCodes;
  readonly #closing = new AbortController();
  readonly #late: LateCall[] = [];
  #own: OwnCall | undefined;
  /** Guids of calls before it that were told of, and go on as far as the portal says. */
  readonly #before = new Set<string>();
  /** The call that was placed or named last: the one that keys reach. */
  #last = '';
  /** The call for which the portal opened the form: `CTI` goes on to name it when another one is dialled. */
  #named = '';
  #dialled: Dial | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Looks in a row that found no call. */
  #off = 0;
  #isUnread = false;
  #hear: ((news: News) => void) | undefined;
  #witness: Witness = () => undefined;

  /** Throws `INVALID` for codes of a transfer that are no keys with one `{to}`, and for a pace that is none. */
  constructor({ page = window, timeout = 15_000, pace = 1_000, transferCodes = {} }: PortalFunctionsOptions = {}) {
    checkCodes(transferCodes);
    if (!(pace > 0))
      throw new CtiError('INVALID', msg('The pace is a number of milliseconds above 0.'), { field: 'pace' });
    this.#window = new PortalWindow(page);
    this.#timeout = timeout;
    this.#pace = pace;
    this.#codes = transferCodes;
  }

  supports(type: CommandType, command?: CommandInput): Support {
    const refused = (reason: string): Support => ({ ok: false, code: 'UNSUPPORTED', reason });
    if (type === 'cti') return this.#window.hasCti || this.#window.isPortals ? { ok: true } : this.#noPortal();
    if (unknown.includes(type)) return notKnown(dialer());
    const name = functions[type];
    if (!name)
      return refused(
        reasons[type]?.() ?? msg('The portal’s forms have no function for this: do it in the portal itself.'),
      );
    if (type === 'transfer') {
      if (command?.type === 'transfer' && command.toKind !== 'number')
        return refused(msg('A transfer by keys goes to digits: name the extension or the code as a number.'));
      const kinds = command?.type === 'transfer' ? [command.kind] : (['blind', 'attended'] as const);
      if (!kinds.some((kind) => this.#codes[kind]))
        return refused(
          msg('The keys that begin this transfer are the site’s own, and not set on this page: set transferCodes.'),
        );
    }
    if (command?.type === 'agentState' && command.reason)
      return refused(msg('The portal’s function takes no reason for a pause: pause without one.'));
    if (this.#window.find(name)) return { ok: true };
    if (this.#window.isPortals) return refused(msg(str`This portal puts no ${name} into its forms.`));
    return this.#noPortal(name);
  }

  refusal(command: Command): CtiError | undefined {
    return refusedBy(() => this.#check(command));
  }

  async send(command: Command, _again?: boolean, signal?: AbortSignal, mayGo?: MayGo): Promise<Reply> {
    const support = this.supports(command.type, command);
    if (!support.ok) throw new CtiError(support.code, support.reason, { transport: this.name });
    const going: Going = { mayGo, stop: signal, isOut: false };
    try {
      return await this.#send(command, going);
    } catch (cause) {
      throw transportError(cause, this.name, going.isOut, command);
    }
  }

  /** A promise of this page that was given up may still be kept: with the guid of that very dial. */
  follow({ destination }: OpenDial, answered: (guid: string | undefined) => void): void {
    const at = this.#late.findIndex(({ dial }) => dial.destination === destination);
    const [late] = at < 0 ? [] : this.#late.splice(at, 1);
    if (!late) return;
    const hear = (value: unknown) => {
      const guid = guidOf(value);
      if (!guid) return;
      answered(guid);
      this.#followDial(late.dial, guid);
    };
    late.answer.then(hear, () => undefined); // a late no says as little as an early one
  }

  tellNews(hear: (news: News) => void): void {
    this.#hear = hear;
    const cti = attempt(() => readCti(this.#window.cti));
    if (cti) this.#tellCti(cti);
  }

  watch(witness: Witness): void {
    this.#witness = witness;
  }

  /**
   * Closes the form by `UC_closeForm` (C-385), for a page that is done with the call; nobody says whether it did. Throws
   * `UNREACHABLE` where the function is not there, and `PROTOCOL` where it throws.
   */
  closeForm(): void {
    const close = this.#window.find('UC_closeForm');
    const { name: transport } = this;
    if (!close) throw new CtiError('UNREACHABLE', this.#noPortal('UC_closeForm').reason, { transport });
    this.#witness('sent', { action: 'UC_closeForm', params: [] });
    try {
      close();
    } catch (cause) {
      throw transportError(failed('UC_closeForm', cause), transport, true);
    }
  }

  close(): void {
    this.#closing.abort(new CtiError('CANCELED', msg('The session is closed.')));
    this.#stopFollowing();
    this.#hear = undefined;
  }

  #noPortal(name: PortalFunction = 'UC_makeCall_async'): Extract<Support, { ok: false }> {
    const reason = msg(
      str`The portal’s function ${name} is not in this page: it is there in a form that the portal serves itself.`,
    );
    return { ok: false, code: 'UNREACHABLE', reason };
  }

  async #send(command: Command, going: Going): Promise<Reply> {
    const { name: transport } = this;
    if (command.type === 'cti') {
      const cti = readCti(this.#window.cti);
      this.#witness('received', { CTI: cti?.raw ?? null });
      if (cti) this.#tellCti(cti);
      return { status: 'confirmed', transport, cti };
    }
    const values = this.#check(command);
    if (command.type === 'call') {
      const guid = await this.#call(command, values, going);
      return { status: 'confirmed', transport, guid };
    }
    if (command.type === 'transfer') going.begin = () => this.#window.beginTransfer();
    await this.#ask(functions[command.type] as PortalFunction, values, going);
    return { status: 'sent', transport };
  }

  /** What the function of a command is given. Throws `INVALID`, before anything is called. */
  #check(command: Command): readonly unknown[] {
    const { type } = command;
    if ('call' in command && command.call && this.#last && this.#last !== command.call)
      throw new CtiError('INVALID', msg('The portal’s functions reach the call that is on, and this is another one.'), {
        field: 'call',
      });
    if (type === 'dispose') refuseFields({ tag: command.tag }, [], msg('The portal’s function'));
    if (type === 'transfer') return [this.#keysOf(command)];
    return (wire[type as keyof typeof wire] as (command: Command) => readonly unknown[])(command);
  }

  /** The keys that begin a transfer. Names cannot be pressed: the exchange knows digits only (U-80). */
  #keysOf({ to, kind }: CommandOf<'transfer'>): string {
    if (!/^\d+$/.test(to))
      throw new CtiError('INVALID', msg('A transfer by keys goes to digits only: an extension, a code or a number.'), {
        field: 'to',
      });
    return (this.#codes[kind] ?? '').replace('{to}', to);
  }

  async #call({ destination }: CommandOf<'call'>, values: readonly unknown[], going: Going): Promise<string> {
    const dial: Dial = { destination, wasBusy: false };
    going.begin = () => {
      this.#dialled = dial;
      dial.wasBusy = this.#isInCall === true;
      this.#leaveCall();
    };
    const value = await this.#ask('UC_makeCall_async', values, going, (answer) => this.#late.push({ dial, answer }));
    const guid = guidOf(value);
    if (guid === undefined)
      throw new CtiError('PROTOCOL', msg('The portal’s answer could not be understood.'), {
        detail: attempt(() => writeJson(value ?? null).slice(0, 200)),
      });
    this.#followDial(dial, guid);
    return guid;
  }

  /** Calls one of the functions and waits for its promise, where it gives one. `late` gets what was given up. */
  async #ask(
    name: PortalFunction,
    values: readonly unknown[],
    going: Going,
    late?: (answer: Promise<unknown>) => void,
  ): Promise<unknown> {
    if (going.mayGo) await going.mayGo();
    for (const { aborted } of [this.#closing.signal, going.stop ?? { aborted: false }])
      if (aborted) throw new CtiError('CANCELED', msg('Stopped: nothing was sent.'), { maybeSent: false });
    const act = this.#window.find(name); // it may have gone meanwhile
    if (!act) throw new CtiError('UNREACHABLE', this.#noPortal(name).reason);
    const [digits] = values; // the log covers them
    this.#witness('sent', { action: name, params: name === '__SendDTMF' ? { digits } : values });
    going.isOut = true;
    going.begin?.();
    const answer = new Promise<unknown>((resolve) => resolve(act(...values)));
    return await withTimeLimit(
      this.#timeout,
      [this.#closing.signal, going.stop],
      (signal) =>
        new Promise<unknown>((resolve, reject) => {
          const giveUp = () => {
            late?.(answer);
            reject(givenUp(signal, name));
          };
          if (signal.aborted) giveUp(); // the function itself closed the session
          signal.addEventListener('abort', giveUp);
          answer.then(
            (value) => (this.#witness('received', { action: name, value: value ?? null }), resolve(value)),
            (cause: unknown) => reject(failed(name, cause)),
          );
        }),
    );
  }

  /** The portal names the call for which it opened this form. */
  #tellCti({ guid, callerId: number, campaign, data }: Cti): void {
    if (!guid || guid === this.#named) return;
    this.#named = guid;
    if (guid === this.#last) return;
    const isOn = this.#isInCall === true;
    this.#tell({ call: guid, state: isOn ? 'connected' : 'unknown', number, campaign, data });
    this.#followCall(guid, false, isOn);
  }

  /**
   * Another call begins: what the portal says from now on is of that one. Those before it are over, unless the portal has one
   * on.
   */
  #leaveCall(): void {
    const own = this.#own;
    this.#stopFollowing();
    if (own?.isOn) this.#before.add(own.guid);
    if (this.#isInCall === false) this.#endBefore();
    if (this.#before.size) this.#poll();
  }

  #endBefore(): void {
    for (const call of this.#before) this.#tell({ call, state: 'ended' });
    this.#before.clear();
  }

  /** One that was answered after another dial had gone is not the last. */
  #followDial(dial: Dial, guid: string): void {
    if (dial === this.#dialled) this.#followCall(guid, dial.wasBusy);
  }

  /** Looks from now on what becomes of a call, until another one is dialled. */
  #followCall(guid: string, wasBusy = false, isOn = false): void {
    if (this.#own?.guid === guid) return; // the portal named it before it answered the dial
    this.#leaveCall();
    this.#last = guid;
    if (!this.#hear || !this.#window.find('__isInCall')) return;
    this.#own = { guid, wasBusy, isOn, since: performance.now() };
    this.#poll();
  }

  #poll(): void {
    clearInterval(this.#timer);
    this.#off = 0;
    this.#timer = setInterval(() => this.#look(), this.#pace);
  }

  #stopFollowing(): void {
    clearInterval(this.#timer);
    this.#own = undefined;
  }

  #look(): void {
    const isInCall = this.#isInCall;
    const own = this.#own;
    if (isInCall === undefined) return;
    if (isInCall) {
      this.#off = 0;
      if (!own || own.isOn || own.wasBusy) return;
      own.isOn = true;
      this.#tell({ call: own.guid, state: 'connected' });
      return;
    }
    if (++this.#off < looksToEnd) return;
    this.#endBefore();
    if (!own) return this.#stopFollowing();
    own.wasBusy = false;
    const isLost = !own.isOn && performance.now() - own.since >= ringTime;
    if (!own.isOn && !isLost) return;
    this.#stopFollowing();
    this.#tell({ call: own.guid, state: isLost ? 'unknown' : 'ended' });
  }

  /** Whether the portal has a call on (C-386); nothing where it does not say so by a plain value. */
  get #isInCall(): boolean | undefined {
    const ask = this.#window.find('__isInCall');
    if (!ask) return undefined;
    try {
      const value = ask();
      if (Object(value) === value) throw new TypeError('It is no plain value.'); // a promise would be a yes
      return !!value;
    } catch (cause) {
      if (!this.#isUnread) this.#witness('refused', { why: 'unreadable', action: '__isInCall', detail: String(cause) });
      this.#isUnread = true;
      return undefined;
    }
  }

  #tell(news: CallNews): void {
    this.#hear?.(news);
  }
}

/** As text, or a whole number: one with a fraction has lost its last zeros, and would be another call's. */
const guidOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' && value % 1 ? '' : textOf(value).trim();
  return isGuid(text) ? text : undefined;
};

/** Who stopped waiting: the page, the client, or the time. */
function givenUp({ reason }: AbortSignal, name: string): CtiError {
  if (reason instanceof CtiError) return reason;
  if (reason instanceof Error && reason.name === 'TimeoutError')
    return new CtiError('TIMEOUT', msg(str`The portal’s function ${name} gave no answer in time.`));
  return new CtiError('CANCELED', msg('Stopped.'), { cause: reason });
}

/** A function that throws, or a promise that is broken, is no definite no: what it did before nobody knows. */
const failed = (name: string, cause: unknown) =>
  new CtiError('PROTOCOL', msg(str`The portal’s function ${name} failed.`), {
    detail: String(cause).slice(0, 200),
    cause,
  });

/** Keys with one place for the digits, and nothing else. */
function checkCodes(codes: TransferCodes): void {
  for (const kind of ['blind', 'attended'] as const) {
    const code = codes[kind] as unknown;
    if (code === undefined || (typeof code === 'string' && /^[\dA-D*#]*\{to\}[\dA-D*#]*$/.test(code))) continue;
    throw new CtiError(
      'INVALID',
      msg('The code of a transfer is written with keys and one {to} for the digits, for example ##{to}#.'),
      { field: `transferCodes.${kind}` },
    );
  }
}
