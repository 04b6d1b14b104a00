import { wireLine, type WireLine } from '../http-simulator.js';
import { isObject, shown, WireRefusal } from '../wire-schema.js';
import {
  performPanelAction,
  readPanelAction,
  type PanelDesk,
  type PanelDone,
  type SinchProfile,
  type SinchQueue,
  type SinchUser,
  type WaitingContact,
} from './panel-actions.js';
import {
  makePanelId,
  PanelCalls,
  type Caller,
  type PanelCall,
  type PanelCourse,
  type PanelPress,
  type SinchChannelStatus,
} from './panel-calls.js';

/** What the panel does wrong on purpose, from the next message on. Unset means that it behaves. */
export interface SinchPanelFaults {
  /** Does what is asked and never answers. */
  silent?: boolean;
  /** Does nothing and never answers. */
  deaf?: boolean;
  /** Does nothing and says no, in one of two ways: no source shows how a refusal looks (C-356, S-31). */
  refused?: 'error' | 'false';
  /** Answers after that many milliseconds, the action has happened at once; a page waits 5,000 (C-356). */
  late?: number;
  /** Answers under an id that nobody gave. */
  wrongId?: boolean;
  /** Answers without a payload: done, and nothing said of it, or nothing at all (S-31, S-32). */
  noPayload?: boolean;
  /** Answers with a payload that has no value. */
  noValue?: boolean;
  /** Answers twice. */
  double?: boolean;
  /** Tells so many events that nobody knows before each answer. */
  flood?: number;
  /** Posts a message of the older protocol before each answer (C-354). */
  oldProtocol?: boolean;
  /** A frame without an origin answers in the panel's place. */
  otherOrigin?: boolean;
  /** Tells the events of an action before its answer; after it when absent. Which comes first nobody says. */
  eventsFirst?: boolean;
  /** Tells no events. */
  quiet?: boolean;
}

/** How time passes; the page's own when absent. */
export interface PanelTimers {
  setTimeout(work: () => void, milliseconds: number): unknown;
  clearTimeout(timer: never): void;
}

export interface SinchPanelOptions {
  /**
   * The window that the panel speaks with: `parent` when absent, as where the page frames the panel. Where the panel frames
   * the page, it is that frame's `contentWindow`; a function where it may become another.
   */
  page?: Window | (() => Window | null);
  /** Exact origin of the page: nothing is heard from another one or told to it. */
  origin: string;
  /** What `detail` `user` tells. */
  user?: SinchUser;
  /** What `detail` `queues` tells. */
  queues?: readonly SinchQueue[];
  /** The user's own address. */
  extension?: string;
  /** Calls go on by themselves, for a demo: by this many milliseconds. */
  course?: PanelCourse;
  /** `false` takes a call that is over away by itself; else it stays until it is handled. */
  wrapsUp?: boolean;
  /** `true` records each call from its start. */
  isRecorded?: boolean;
  /**
   * What a response says: the interaction that it is about, as the vendor's client says of most of them, or only `true`.
   * No page shows one.
   */
  answers?: 'interaction' | 'true';
  /** How a refusal looks, which no source shows: `payload.error`, or `value` false. */
  refusals?: 'error' | 'false';
  /** The type of the events of the agent's state, which nobody knows (S-38). */
  agentEvents?: 'state' | 'status';
  timers?: PanelTimers;
  /** Epoch milliseconds. */
  now?: () => number;
}

const madeUp: { user: SinchUser; queues: readonly SinchQueue[] } = {
  user: {
    id: '21A144F1824E4C768868D10201608E2E',
    presence_profiles: [
      { id: 'A0B1C2D3E4F5061728394A5B6C7D8E9F', name: 'At work' },
      { id: 'B0B1C2D3E4F5061728394A5B6C7D8E9F', name: 'Lunch' },
    ],
    presence: 'A0B1C2D3E4F5061728394A5B6C7D8E9F',
  },
  queues: [
    {
      id: '63AA93F493A54C5A8597FCFA670B2382',
      name: 'Sales',
      type: 'phone',
      addresses: [{ address: '+59829000001' }, { address: '+59829000002' }],
    },
    { id: '0B5F41959B1D446FA277B4784167EC2F', name: 'Chat', type: 'chat', addresses: [{ address: 'sales-chat' }] },
  ],
};

/** Milliseconds until a picked contact's call comes: the vendor's client listens for it only some 50 after the answer. */
const pickTime = 200;

/** An agent's state, as far as the panel knows it. */
interface AtWork {
  isReady: boolean;
  profile: string | undefined;
}

/** What a frame without an origin posts on, in the panel's place. */
const relay = `<script>onmessage = ({ data: { at, message, origin } }) => {
  (at < 0 ? parent.parent : parent.frames[at]).postMessage(message, origin);
};</script>`;

/**
 * Plays the Sinch Contact Pro communication panel, from the vendor's published client and pages (C-351 to C-373): put it
 * into the panel's window, which is framed by the page or frames it. Nobody has compared it with a live one. What happens
 * is told by its methods; what the page asks for by messages happens at once. Each message that was not acted on has the
 * reason in the log.
 *
 * @fires change - Plain event: the log or the state is another.
 */
export class SinchPanelSimulator extends EventTarget {
  faults: SinchPanelFaults = {};
  /** Contacts that wait to be picked. */
  readonly waiting: WaitingContact[] = [];
  readonly #options: SinchPanelOptions;
  readonly #desk: PanelDesk & { user: SinchUser };
  readonly #calls: PanelCalls;
  readonly #timers: PanelTimers;
  readonly #running = new Set<unknown>();
  readonly #work: AtWork;
  #log: WireLine[] = [];
  #done: PanelDone[] = [];
  #isLoggedIn = false;
  /** `init` came, and is kept until the user has logged in (C-355). */
  #isAsked = false;
  #isOpen = false;
  /** Events that wait for the answer to the action that made them. */
  #held: Record<string, unknown>[] | undefined;
  #relay: HTMLIFrameElement | undefined;
  /** All that was given to the relay before. */
  #relayed: Promise<void> = Promise.resolve();

  /** Throws a `TypeError` when `origin` is none. */
  constructor(options: SinchPanelOptions) {
    super();
    if (new URL(options.origin).origin !== options.origin) throw new TypeError(`${options.origin} is no origin.`);
    const { user = madeUp.user, queues = madeUp.queues, course = {}, wrapsUp = true, isRecorded = false } = options;
    this.#options = options;
    this.#timers = options.timers ?? {
      setTimeout: (work, wait) => setTimeout(work, wait),
      clearTimeout: (timer) => clearTimeout(timer),
    };
    this.#calls = new PanelCalls({
      tell: (payload) => this.#tell({ type: 'state', payload }),
      after: (wait, work) => this.#after(wait, work),
      now: options.now ?? Date.now,
      extension: options.extension ?? '1001',
      queue: queues.find(({ type }) => type === 'phone')?.addresses[0]?.address ?? '',
      course,
      wrapsUp,
      isRecorded,
    });
    this.#work = { isReady: false, profile: user.presence };
    this.#desk = {
      calls: this.#calls,
      user: structuredClone(user),
      queues,
      waiting: this.waiting,
      later: (work) => void this.#after(pickTime, work),
    };
    window.addEventListener('message', this.#hear);
  }

  /** The user's calls, in the order they came; those that are over until they are handled. */
  get calls(): readonly PanelCall[] {
    return this.#calls.all;
  }
  /** The call in view. */
  get activeCall(): PanelCall | undefined {
    return this.#calls.active;
  }
  /** What the page asked for and was done, in order, without `detail`. */
  get done(): readonly PanelDone[] {
    return this.#done;
  }
  /** Every message in and out, in order; also those of other windows. */
  get log(): readonly WireLine[] {
    return this.#log;
  }
  get isLoggedIn(): boolean {
    return this.#isLoggedIn;
  }
  /** The page was told that it may begin. */
  get isOpen(): boolean {
    return this.#isOpen;
  }
  get isReady(): boolean {
    return this.#work.isReady;
  }
  /** The chosen presence profile. */
  get profile(): SinchProfile | undefined {
    return this.#desk.user.presence_profiles.find(({ id }) => id === this.#work.profile);
  }

  /** The user signs in. From now on the page is answered, also an `init` that came before (C-355). */
  login(): void {
    this.#isLoggedIn = true;
    if (this.#isAsked) this.#begin();
    this.#changed();
  }

  /** The user signs out: the panel hears and tells nothing until the next `login`, and keeps an `init` that comes. */
  logout(): void {
    this.#calls.clear();
    this.#isLoggedIn = this.#isOpen = false;
    this.#changed();
  }

  /** The panel loads anew: answers to come are lost, `init` is told again, and these calls end without a word (S-41). */
  reload({ ended = [] }: { ended?: readonly string[] } = {}): void {
    this.#forgetTimers();
    this.#calls.forget(ended);
    if (this.#isLoggedIn && this.#isAsked) this.#begin();
    this.#changed();
  }

  /** A customer calls. */
  incoming(caller: Caller): PanelCall {
    return this.#happens(() => this.#calls.incoming(caller));
  }
  /** The user dials in the panel, from this address of a queue. */
  dialByUser(to: string, from = this.#options.extension ?? '1001'): PanelCall {
    return this.#happens(() => this.#calls.dial(to, from));
  }
  /** The other end rings. The call is the one in view, where no id is given; so in all that follow. */
  ring(id?: string): void {
    this.#happens(() => this.#calls.ring(this.#calls.find(id)));
  }
  /** The other end answers, a customer or the colleague of a consultation. */
  answerByCustomer(id?: string): void {
    this.#happens(() => this.#calls.answer(this.#calls.find(id)));
  }
  /** What the user presses in the panel. */
  press(press: PanelPress, id?: string): void {
    this.#happens(() => this.#calls.press(this.#calls.find(id), press));
  }
  holdByUser(id?: string): void {
    this.press('hold', id);
  }
  /** The other end is gone: it hung up, or is busy, or does not answer. */
  end(id?: string, why?: SinchChannelStatus): void {
    this.#happens(() => this.#calls.end(this.#calls.find(id), why));
  }
  /** The user looks at this call; at something else where there is none, which ends no call (S-40). */
  view(id: string | null): void {
    this.#happens(() => this.#calls.view(id === null ? undefined : this.#calls.find(id)));
  }

  /** The user makes himself ready, or not, in the panel: it tells (C-372). */
  ready(isReady: boolean): void {
    this.#work.isReady = isReady;
    this.#tellAgent('work_status', isReady ? 'ready' : 'not_ready');
  }
  /** The user chooses a profile in the panel: it tells (C-372). Throws a `RangeError` where there is none of this id. */
  choose(id: string): void {
    this.#setProfile(id);
    this.#tellAgent('profile', this.profile);
  }
  /** Somebody changed it by REST: the panel tells nothing (C-372). */
  changedByRest({ isReady, profile }: { isReady?: boolean; profile?: string }): void {
    if (isReady !== undefined) this.#work.isReady = isReady;
    if (profile !== undefined) this.#setProfile(profile);
    this.#changed();
  }

  /** A contact waits for whoever picks it. Gives its id. */
  queueUp(caller: Caller): string {
    const contact = { id: makePanelId(), ...caller };
    this.waiting.push(contact);
    this.#changed();
    return contact.id;
  }

  /** Posts any message as the panel, for what no panel says. */
  post(message: unknown): void {
    const { origin } = this.#options;
    const line = wireLine('out', message, origin);
    this.#log.push(line);
    const page = this.#page();
    if (!page) line.refused = 'There is no page.';
    else if (this.faults.otherOrigin) this.#postElsewhere(page, message);
    else page.postMessage(message, origin);
    this.#changed();
  }

  /** Forgets the calls, the log and all that is to come. Who is signed in stays so; faults stay as they are set. */
  clear(): void {
    this.#forgetTimers();
    this.#calls.clear();
    this.#log = [];
    this.#done = [];
    this.waiting.length = 0;
    this.#changed();
  }

  /** Hears and tells nothing any more. */
  close(): void {
    this.#forgetTimers();
    this.#calls.clear();
    this.#relay?.remove();
    window.removeEventListener('message', this.#hear);
  }

  #page(): Window | null {
    const { page = parent } = this.#options;
    return typeof page === 'function' ? page() : page;
  }

  readonly #hear = ({ data, origin, source }: MessageEvent<unknown>) => {
    const line = wireLine('in', data, origin);
    this.#log.push(line);
    try {
      if (!source || source !== this.#page()) throw new WireRefusal("It is not from the page's window.");
      if (origin !== this.#options.origin) throw new WireRefusal(`The page is not at ${this.#options.origin}.`);
      this.#act(data, line);
    } catch (cause) {
      if (!(cause instanceof WireRefusal)) throw cause;
      line.refused = cause.message;
    }
    this.#changed();
  };

  /** Throws what is no message of the protocol. */
  #act(data: unknown, line: WireLine): void {
    if (!isObject(data)) throw new WireRefusal('Messages are objects (C-353).');
    const { id, type, payload, ...more } = data;
    const extra = Object.keys(more);
    if (extra.length) throw new WireRefusal(`A message has no ${extra.join(', ')} (C-354).`);
    if (typeof id !== 'string' || !id) throw new WireRefusal('A message has an id, a text (C-354).');
    if (type === 'init') return this.#init(id, payload, line);
    if (type !== 'action') throw new WireRefusal(`A page sends init and action, not ${shown(type)} (C-354).`);
    if (!this.#isLoggedIn) throw new WireRefusal('Nobody has logged in.');
    if (!this.#isOpen) throw new WireRefusal('The page has not sent init (C-355).');
    this.#answer(id, payload, line);
  }

  #init(id: string, payload: unknown, line: WireLine): void {
    if (id !== 'initRequest' || payload !== false)
      throw new WireRefusal('The first message is {id: "initRequest", type: "init", payload: false} (C-355).');
    this.#isAsked = true;
    if (this.#isLoggedIn) this.#begin();
    else line.unanswered = 'It is kept until the user has logged in.';
  }

  #begin(): void {
    this.#isOpen = true;
    this.post({ type: 'init', payload: { value: [] } });
  }

  #answer(id: string, payload: unknown, line: WireLine): void {
    const { deaf, silent, late, eventsFirst } = this.faults;
    if (deaf) throw new WireRefusal('The fault “deaf” is set.');
    const events: Record<string, unknown>[] = [];
    this.#held = events;
    let answer: Record<string, unknown>;
    try {
      answer = this.#payloadFor(payload, line);
    } finally {
      this.#held = undefined;
    }
    const say = () => this.#say(id, answer);
    if (!eventsFirst && !silent && !late) say();
    for (const event of events) this.#tell(event);
    if (silent) line.unanswered = 'Done. The fault “silent” is set.';
    else if (late) this.#after(late, say);
    else if (eventsFirst) say();
  }

  /** Does it, and gives what the response says. */
  #payloadFor(payload: unknown, line: WireLine): Record<string, unknown> {
    const { refusals = 'error', answers = 'interaction' } = this.#options;
    let way = refusals;
    try {
      const action = readPanelAction(payload);
      const command = String(action['command']);
      const onlyAsks = command === 'detail' || command === 'picklist';
      if (this.faults.refused && !onlyAsks) {
        way = this.faults.refused;
        throw new WireRefusal('A fault is set.');
      }
      const value = performPanelAction(this.#desk, action);
      if (!onlyAsks) this.#done.push({ ...action, command });
      return { value: onlyAsks || answers === 'interaction' ? value : true };
    } catch (cause) {
      if (!(cause instanceof WireRefusal)) throw cause;
      line.refused = cause.message;
      return way === 'error' ? { error: cause.message } : { value: false };
    }
  }

  /** The response, with what goes wrong around it. */
  #say(id: string, payload: Record<string, unknown>): void {
    const { wrongId, noPayload, noValue, double, flood = 0, oldProtocol } = this.faults;
    if (oldProtocol) this.post({ type: 'CP', payload: { type: 'MESSAGE', text: 'ItemSelected' } });
    for (let many = 0; many < flood; many++)
      this.post({ id: `flood-${many}`, type: 'state', payload: { attribute: `weather-${many}`, value: many } });
    const response: Record<string, unknown> = { id: wrongId ? `not-${id}` : id, type: 'response' };
    if (!noPayload) response['payload'] = noValue ? {} : payload;
    for (let times = double ? 2 : 1; times > 0; times--) this.post(response);
  }

  #tellAgent(attribute: string, value: unknown): void {
    this.#tell({ type: this.#options.agentEvents ?? 'state', payload: { attribute, value } });
    this.#changed();
  }

  /** An event, once the page was told that it may begin. */
  #tell(event: Record<string, unknown>): void {
    if (this.#held) this.#held.push(event);
    else if (this.#isOpen && !this.faults.quiet) this.post(event);
  }

  #setProfile(id: string): void {
    if (!this.#desk.user.presence_profiles.some((each) => each.id === id))
      throw new RangeError(`There is no profile ${id}.`);
    this.#work.profile = this.#desk.user.presence = id;
  }

  #happens<T>(work: () => T): T {
    const done = work();
    this.#changed();
    return done;
  }

  #postElsewhere(page: Window, message: unknown): void {
    let at = -1;
    for (let place = 0; place < window.length; place++) if (window[place] === page) at = place;
    const order = { at, message, origin: this.#options.origin };
    this.#relayed = this.#relayed.then(async () => {
      const relay = await this.#openRelay();
      relay.contentWindow?.postMessage(order, '*');
    });
  }

  async #openRelay(): Promise<HTMLIFrameElement> {
    if (this.#relay) return this.#relay;
    const frame = document.createElement('iframe');
    this.#relay = frame;
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.hidden = true;
    frame.srcdoc = relay;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    return frame;
  }

  #after(milliseconds: number, work: () => void): () => void {
    const timer = this.#timers.setTimeout(() => {
      this.#running.delete(timer);
      work();
      this.#changed();
    }, milliseconds);
    this.#running.add(timer);
    return () => {
      this.#timers.clearTimeout(timer as never);
      this.#running.delete(timer);
    };
  }

  #forgetTimers(): void {
    for (const timer of this.#running) this.#timers.clearTimeout(timer as never);
    this.#running.clear();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
