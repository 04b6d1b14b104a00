import { wireLine, type WireLine } from '../http-simulator.js';
import { isObject, makeGuid, shown, WireRefusal } from '../wire-schema.js';

/** An interaction of uContact X as its form bridge gives it (C-406, public code). Texts, but what is said otherwise. */
export interface XInteraction {
  guid: string;
  /** `telephony`, `whatsapp`, `email` … */
  channel: string;
  campaign: string;
  /** The customer's number or address. */
  clientId: string;
  clientName: string;
  /** UTC; the writing is not known. */
  startDate: string;
  answerDate: string;
  form: string;
  /** The call's variables: `DIALED_NUMBER`, `direction`, `isTransfer` as `"true"` or `"false"`, `CAMPAIGN` and `CONTACT` as JSON text, the columns of the list. */
  data: Record<string, unknown>;
  /** Seconds. */
  holdTime: number;
  extraInfo: unknown;
  lastMessage: string;
  messages: unknown[];
}

/** What the page does wrong on purpose, from the next message on. Unset means that it behaves. */
export interface XPageFaults {
  /** Answers no `getInteraction`, and tells no event. */
  silent?: boolean;
  /** Answers after that many milliseconds; a form waits 5,000 (C-406). */
  late?: number;
  /** Answers twice. */
  double?: boolean;
  /** Answers with this in the place of the interaction. */
  interaction?: unknown;
  /** Posts messages of other programs before each answer and each event. */
  foreign?: boolean;
  /** Answers also a form on another site. */
  anySite?: boolean;
}

export interface XPageOptions {
  /** Exact origin of the page that frames X, to which events are told; none is told when absent. */
  host?: string;
  /** The window that frames X; `parent` when absent. */
  hostWindow?: Window | (() => Window | null);
  /** The window of the form that X frames; a function where it may become another. */
  form?: Window | (() => Window | null);
  /** X's own origin, which says what is the same site; this page's when absent. */
  origin?: string;
  /** Epoch milliseconds. */
  now?: () => number;
}

/** Messages of other programs: the dialects of uContact that are not this one, and what is none at all (U-87). */
const foreign: readonly unknown[] = [
  { action: 'makeCall', params: { number: '091000000', campaign: 'Sale->' } },
  { action: 'interaction' },
  { event: 'assignedInteraction' },
  { event: 'weather', data: { guid: 'x' } },
  '{"event":"finishedInteraction","data":{"guid":"x"}}',
  null,
  [],
  5,
];

/** Whether two origins are of one site: the scheme, and the last two labels of the name, or the same address. */
export function isSameSite(one: string, other: string): boolean {
  if (one === 'null' || other === 'null') return false;
  const [a, b] = [new URL(one), new URL(other)];
  const isAddress = ({ hostname }: URL) => /^[\d.]+$|^\[/.test(hostname);
  const site = (url: URL) => (isAddress(url) ? url.hostname : url.hostname.split('.').slice(-2).join('.'));
  return a.protocol === b.protocol && site(a) === site(b);
}

/** An interaction with made-up values, but those given. */
function makeXInteraction(given: Partial<XInteraction> = {}, now = Date.now()): XInteraction {
  const started = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
  const clientId = given.clientId ?? '091000000';
  const campaign = given.campaign ?? 'Sale->';
  return {
    guid: makeGuid(),
    channel: 'telephony',
    campaign,
    clientId,
    clientName: 'Ana Pérez',
    startDate: started,
    answerDate: started,
    form: '',
    data: {
      DIALED_NUMBER: clientId,
      direction: 'out',
      isTransfer: 'false',
      CAMPAIGN: JSON.stringify({ name: campaign }),
      CONTACT: JSON.stringify({ name: 'Ana Pérez' }),
      AGENTNUMBER: '1001',
      account: '7781',
    },
    holdTime: 0,
    extraInfo: null,
    lastMessage: '',
    messages: [],
    ...given,
  };
}

/**
 * Plays the page of uContact X: put it into the page that a CRM frames, or that frames a form, or both. It tells the events
 * of C-404 (vendor page), and answers a form's questions (C-406, public code). Nobody has compared it with a live one. What
 * happens is told by its methods.
 *
 * @fires change - Plain event: the log or the state is another.
 */
export class UcontactXPageSimulator extends EventTarget {
  faults: XPageFaults = {};
  readonly log: WireLine[] = [];
  readonly #options: XPageOptions;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #interactions: XInteraction[] = [];
  #closed = 0;
  #sent = 0;

  /** Throws a `TypeError` when an origin is none. */
  constructor(options: XPageOptions = {}) {
    super();
    for (const origin of [options.host, options.origin])
      if (origin !== undefined && new URL(origin).origin !== origin) throw new TypeError(`${origin} is no origin.`);
    this.#options = options;
    window.addEventListener('message', this.#hear);
  }

  /** What is on the agent's desk, the newest last. */
  get interactions(): readonly XInteraction[] {
    return this.#interactions;
  }
  /** How often the form asked to be closed. */
  get closed(): number {
    return this.#closed;
  }
  /** How often the form said that it was sent. */
  get sent(): number {
    return this.#sent;
  }

  /** The agent gets an interaction. */
  assign(given: Partial<XInteraction> = {}): XInteraction {
    const interaction = makeXInteraction(given, (this.#options.now ?? Date.now)());
    this.#interactions.push(interaction);
    const { guid, campaign, channel, clientId } = interaction;
    this.say('assignedInteraction', { guid, campaign, channel, clientId });
    return interaction;
  }

  /** The agent closes an interaction, the newest when no guid is given; that its call ended before is told nowhere (C-404). */
  finish(guid = this.#interactions.at(-1)?.guid): void {
    const found = this.#interactions.find((each) => each.guid === guid);
    if (!found) throw new Error(`There is no interaction ${String(guid)}.`);
    this.#interactions = this.#interactions.filter((each) => each !== found);
    const { campaign, channel, clientId } = found;
    this.say('finishedInteraction', { guid, campaign, channel, clientId });
  }

  /** The agent has saved a result. What the event holds is not known. */
  dispose(data: unknown = { guid: this.#interactions.at(-1)?.guid }): void {
    this.say('sentDisposition', data);
  }
  changeTheme(data: unknown = 'dark'): void {
    this.say('changedTheme', data);
  }
  changeLanguage(data: unknown = 'es'): void {
    this.say('changedLanguage', data);
  }

  /** Tells the framing page any event. */
  say(event: string, data: unknown): void {
    if (!this.faults.silent) this.postToHost({ event, data });
    this.#changed();
  }

  /** Posts any message to the framing page, for what no X says. */
  postToHost(message: unknown): void {
    const { host, hostWindow = parent } = this.#options;
    if (host === undefined) return;
    this.#post(typeof hostWindow === 'function' ? hostWindow() : hostWindow, message, host);
  }

  /** Forgets the interactions, the log and answers to come. Faults stay as they are set. */
  clear(): void {
    this.#forgetAnswers();
    this.#interactions = [];
    this.#closed = this.#sent = 0;
    this.log.length = 0;
    this.#changed();
  }

  /** Hears and tells nothing any more. */
  close(): void {
    this.#forgetAnswers();
    window.removeEventListener('message', this.#hear);
  }

  readonly #hear = ({ data, origin, source }: MessageEvent<unknown>) => {
    const line = wireLine('in', data, origin);
    this.log.push(line);
    try {
      const form = this.#form();
      if (!form || source !== form) throw new WireRefusal("It is not from the form's frame.");
      this.#act(data, { form, origin, line });
    } catch (cause) {
      if (!(cause instanceof WireRefusal)) throw cause;
      line.refused = cause.message;
    }
    this.#changed();
  };

  #form(): Window | null | undefined {
    const { form } = this.#options;
    return typeof form === 'function' ? form() : form;
  }

  #act(data: unknown, { form, origin, line }: { form: Window; origin: string; line: WireLine }): void {
    if (!isObject(data)) throw new WireRefusal('Messages are objects (C-406).');
    const { action, ...more } = data;
    const extra = Object.keys(more);
    if (extra.length) throw new WireRefusal(`A form's message has no ${extra.join(', ')} (C-406).`);
    if (action === 'close') this.#closed++;
    else if (action === 'sent') this.#sent++;
    else if (action === 'getInteraction') this.#answer(form, origin, line);
    else throw new WireRefusal(`A form sends getInteraction, close and sent, not ${shown(action)} (C-406).`);
  }

  #answer(form: Window, origin: string, line: WireLine): void {
    const { silent, late, double, anySite } = this.faults;
    const own = this.#options.origin ?? location.origin;
    const given = 'interaction' in this.faults ? this.faults.interaction : this.#interactions.at(-1);
    if (silent) line.unanswered = 'The fault “silent” is set.';
    else if (!anySite && !isSameSite(own, origin))
      line.unanswered = `The form is at ${origin}, another site than ${own}: it gets no interaction (C-406).`;
    else if (given === undefined) line.unanswered = 'There is no interaction.';
    if (line.unanswered) return;
    const target = origin === 'null' ? '*' : origin;
    const say = () => {
      for (let times = double ? 2 : 1; times > 0; times--)
        this.#post(form, { action: 'interaction', interaction: given }, target);
    };
    if (!late) return say();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      say();
    }, late);
    this.#timers.add(timer);
  }

  #post(target: Window | null, message: unknown, origin: string): void {
    const others = this.faults.foreign ? foreign : [];
    for (const each of [...others, message]) {
      const line = wireLine('out', each, origin);
      this.log.push(line);
      if (target) target.postMessage(each, origin);
      else line.refused = 'There is no such window.';
    }
  }

  #forgetAnswers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
