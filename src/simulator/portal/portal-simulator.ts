import Porthole, { type PortholeMessage, type PortholeProxy } from '../../../vendor/porthole.js';
import { wireLine, type WireLine } from '../http-simulator.js';
import { readingOf } from '../leniency.js';
import { checkShape, isObject, WireRefusal, type Reading, type RespoolWire } from '../wire-schema.js';
import {
  answeredCall,
  endCall,
  envelopeShape,
  freshPortal,
  perform,
  readAction,
  type CtiShape,
  type DialerCall,
  type PortalAction,
  type PortalAnswer,
  type PortalCall,
  type PortalDial,
  type PortalSchedule,
  type PortalTag,
} from './actions.js';

/** What the portal does wrong on purpose, from the next message on. Unset means that it behaves. */
export interface PortalFaults {
  /** Milliseconds before an answer: a slow portal. The action itself has happened at once. */
  delay?: number;
  /** Does what is asked and never answers. */
  silent?: boolean;
  /** Answers after that many milliseconds: set it longer than the form waits. The action has happened at once. */
  late?: number;
  /** Answers twice. */
  double?: boolean;
  /** The call fails: nothing is dialled, and the guid is `"0"` (U-11). */
  zero?: boolean;
  /** Does what is asked and answers nonsense: a guid that is an object, a CTI object that is broken JSON. */
  garbage?: boolean;
  /** Posts other libraries' traffic into the frame before each answer (C-032 to C-034). */
  foreign?: boolean;
}

/** Messages of other libraries: objects, text that is no JSON, JSON that is no envelope (U-08, U-78). */
export const foreignTraffic: readonly unknown[] = [
  { action: 'makeCall', params: { number: '091000000', campaign: 'Sale->' } },
  { event: 'assignedInteraction', data: { guid: '00000000-0000-4000-8000-000000000000' } },
  { guid: '00000000-0000-4000-8000-000000000000' },
  'setImmediate$0.5$1',
  '123',
  '"str"',
  '[]',
  '[1]',
  '{}',
  'null',
  '{"data":null}',
];

/** An answer of the right kind that no one can use. */
export function nonsense(answer: PortalAnswer): unknown {
  return 'guid' in answer ? { guid: { of: 'nothing' } } : { CTI: '{"Guid":' };
}

/** Loads the page in the iframe of this name again. Throws when this page has no such iframe. */
export function reloadFrame(name: string) {
  const frame = document.querySelector<HTMLIFrameElement>(`iframe[name="${CSS.escape(name)}"]`);
  if (!frame) throw new Error(`This page has no iframe named ${name}.`);
  if (frame.hasAttribute('srcdoc')) return frame.setAttribute('srcdoc', frame.srcdoc);
  try {
    frame.contentWindow?.location.reload();
  } catch {
    frame.setAttribute('src', frame.src); // another origin's page reloads only so, and not when its address has a `#`
  }
}

export interface PortalSimulatorOptions {
  /** Name of the form's iframe: what the portal hears it by and answers to. */
  frame: string;
  /** Exact origin of the form: nothing is heard from another one or sent to it. `*` when absent, as a plain portal does. */
  formOrigin?: string;
  /**
   * `false` also acts on what forms are seen to send where it does no harm: numbers that are no text, text that is a
   * number, a `callerid` with `callWithPhone`, `dialebase`, a callback with the six keys of REST. The log says what was
   * overlooked. `true` when absent.
   */
  strict?: boolean;
}

/**
 * Plays the uContact portal for the form in an iframe of this page, with the real Porthole. It does only the seven
 * documented actions, exactly as documented unless `strict` is `false`. Each message that gets no answer has the reason in
 * the log: `refused` when nothing was done, `unanswered` when it was.
 *
 * @fires change - Plain event: the log or the state is another.
 */
export class PortalSimulator extends EventTarget {
  faults: PortalFaults = {};
  /** Shape of the CTI answer from now on. */
  ctiShape: CtiShape = 'object';
  readonly #frame: string;
  readonly #formOrigin: string;
  readonly #reading: Reading;
  readonly #proxy: PortholeProxy;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #state = freshPortal();
  #log: WireLine[] = [];
  #heard: PortholeMessage | undefined;

  constructor({ frame, formOrigin = '*', strict = true }: PortalSimulatorOptions) {
    super();
    if (formOrigin !== '*' && new URL(formOrigin).origin !== formOrigin)
      throw new TypeError(`${formOrigin} is no origin.`);
    this.#frame = frame;
    this.#formOrigin = formOrigin;
    this.#reading = readingOf(strict);
    const receive = (native: MessageEvent, hear: () => void) => this.#receive(native, hear);
    const target = { postMessage: (text: string, origin: string) => this.#post(text, origin) };
    const WindowProxy = Porthole.WindowProxy.extend({
      getTargetWindow: () => target as Window,
      eventListener(self, native) {
        receive(native, () => this._super(self, native));
      },
    });
    this.#proxy = new WindowProxy(null, frame);
    this.#proxy.addEventListener(this.#hear);
  }

  /** The call on the agent's phone; it stays here, `ended`, until the next one. */
  get call(): Readonly<PortalCall> | undefined {
    return this.#state.call;
  }
  /** What was dialled for the form, in order. */
  get dialed(): readonly PortalDial[] {
    return this.#state.dialed;
  }
  /** What was put on the dialer's spool, in order. */
  get spool(): readonly RespoolWire[] {
    return this.#state.spool;
  }
  /** The callbacks, in order. */
  get schedules(): readonly PortalSchedule[] {
    return this.#state.schedules;
  }
  /** The tags, in order. */
  get tags(): readonly PortalTag[] {
    return this.#state.tags;
  }
  /** Every message in and out, in order; also those of other windows. */
  get log(): readonly WireLine[] {
    return this.#log;
  }

  /** The dialer put a call through and the agent answered: from now on `CTI` tells of it. */
  answerCall(call: DialerCall = {}): Readonly<PortalCall> {
    const answered = answeredCall(call);
    this.#state.call = answered;
    this.#changed();
    return answered;
  }

  /** The customer hung up. From now on `CTI` says that there is no call. */
  endCall() {
    if (!this.#state.call || this.#state.call.ended) return;
    endCall(this.#state);
    this.#changed();
  }

  /** A fault: loads the form again, so that it forgets what it waits for. */
  reloadFrame() {
    reloadFrame(this.#frame);
  }

  /** Forgets the call, everything received, the log, and answers still to come. Faults stay as they are set. */
  clear() {
    this.#forgetAnswers();
    this.#state = freshPortal();
    this.#log = [];
    this.#changed();
  }

  /** Hears and answers nothing any more. */
  close() {
    this.#forgetAnswers();
    this.#proxy.removeEventListener(this.#hear);
  }

  /** Porthole's listener only keeps what Porthole lets through: it swallows what a listener throws. */
  readonly #hear = (message: PortholeMessage) => {
    this.#heard = message;
  };

  /** The frame's window by its name, as Porthole itself looks it up. */
  #form(): Window | undefined {
    const found: unknown = Reflect.get(window.frames, this.#frame);
    return typeof found === 'object' && found !== null && 'postMessage' in found ? (found as Window) : undefined;
  }

  #receive({ data, origin, source }: MessageEvent<unknown>, hear: () => void) {
    const line = this.#write('in', data, origin);
    try {
      // The name in an envelope is what the sender says of itself. A plain portal believes it, so any frame of the
      // page can hang up or dial in the form's name; only the browser's `source` cannot be forged.
      if (!source || source !== this.#form()) throw new WireRefusal("It is not from the form's frame.");
      if (this.#formOrigin !== '*' && origin !== this.#formOrigin)
        throw new WireRefusal(`The form is at ${origin}, and this portal hears only ${this.#formOrigin}.`);
      this.#heard = undefined;
      hear();
      const unanswered = this.#act(readAction(this.#payloadOf(data), this.#reading));
      if (unanswered) line.unanswered = unanswered;
    } catch (cause) {
      if (!(cause instanceof WireRefusal)) throw cause;
      line.refused = cause.message;
    }
    Object.assign(line, this.#reading.takeOverlooked());
    this.#changed();
  }

  /** The payload, when Porthole let the message through and it is Porthole's envelope (C-001, C-002). */
  #payloadOf(bytes: unknown): unknown {
    if (typeof bytes !== 'string')
      throw new WireRefusal('It is no text: Porthole posts the text of a JSON object, with its WindowProxy.');
    if (!this.#heard) throw new WireRefusal(this.#deafness(bytes));
    checkShape(JSON.parse(bytes), envelopeShape, 'The envelope');
    return this.#heard.data;
  }

  /** Why Porthole does not hear a text. */
  #deafness(bytes: string): string {
    let said: unknown;
    try {
      said = JSON.parse(bytes);
    } catch {
      return 'Porthole does not hear it: it is no JSON.';
    }
    const name = isObject(said) ? said['sourceWindowName'] : undefined;
    return `Porthole does not hear it: the sender’s window is named ${JSON.stringify(name ?? '')}, not “${this.#frame}”.`;
  }

  /** Does it, and gives why there is no answer, if there is none. */
  #act(action: PortalAction): string | undefined {
    const { zero, garbage, silent, double, foreign, delay = 0, late = 0 } = this.faults;
    const fails = zero && (action.action === 'call' || action.action === 'callWithPhone');
    const answer = fails ? { guid: '0' } : perform(this.#state, action, this.ctiShape);
    if (!answer) return `Done. The portal never answers ${action.action}.`;
    if (silent) return 'Done. The fault “silent” is set.';
    const say = () => {
      if (foreign) for (const message of foreignTraffic) this.#post(message, this.#formOrigin);
      for (let times = double ? 2 : 1; times > 0; times--)
        this.#proxy.post(garbage ? nonsense(answer) : answer, this.#formOrigin);
    };
    const wait = Math.max(delay, late);
    if (wait === 0) {
      say();
      return undefined;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      say();
    }, wait);
    this.#timers.add(timer);
    return undefined;
  }

  #post(message: unknown, origin: string) {
    const line = this.#write('out', message, origin);
    const form = this.#form();
    if (form) form.postMessage(message, origin);
    else line.refused = `There is no frame named ${this.#frame} any more.`;
    this.#changed();
  }

  #write(direction: WireLine['direction'], message: unknown, origin: string): WireLine {
    const line = wireLine(direction, message, origin);
    this.#log.push(line);
    return line;
  }

  #forgetAnswers() {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
