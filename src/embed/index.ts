// The CRM page's side: puts the widget into the page and gives a handle to it.
import type { Reply, ReplyTo } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { holdsSignIn, isExactOrigin } from '../core/origin.js';
import type { Authorization } from '../core/transport.js';
import {
  answer,
  type Customer,
  type EmbedDestinations,
  type EmbedDisposition,
  type EmbedEvents,
  type Settings,
  type Snapshot,
} from './protocol.js';
import { askLeave, CallAlerts, type AlertWords, type NotificationLeave } from '../core/call-alerts.js';
import { readEvent } from './event-guards.js';
import { ToldCalls } from '../core/told-calls.js';
import { WidgetConnection } from './widget-connection.js';

export { CtiError } from '../core/errors.js';
export type { NotificationLeave } from '../core/call-alerts.js';
export type { Customer, EmbedDestinations, EmbedDisposition, EmbedEvents, Snapshot } from './protocol.js';

export interface EmbedOptions {
  /** Address of `widget.html`, without any secret. */
  src: string;
  /** Exact origin of that page, for example `https://widget.example`. Nothing else is spoken to or believed. */
  origin: string;
  /** What screen readers call the frame. `Telephony` when absent. */
  title?: string;
  /** Name of the frame's window: by it the uContact portal, where it is the page that embeds the widget, hears and answers. */
  name?: string;
  /** Campaign of calls that name none. */
  campaign?: string;
  /** Name of the agent, for Integra. */
  agent?: string;
  /** The agent's phone, for Integra: it rings first. */
  phone?: string;
  customer?: Customer;
  /** The results that the agent chooses from. */
  dispositions?: readonly EmbedDisposition[];
  /** Returns the whole `Authorization` header value. It stays in this page and is asked for each request. */
  authorization?: Authorization;
  /** Whom the agents of this page may dial, of those whom the widget's page lets them. */
  destinations?: EmbedDestinations;
  /** The frame is as high as its content. On unless it is `false`. */
  autoHeight?: boolean;
  /**
   * Tells of a call while the tab is hidden: by the page's title, until the call is answered or the tab seen, and by a
   * notification where this page may show some; `askNotifications` asks. `caller`: a notification says who calls, which a
   * locked screen shows, too; it names the campaign alone when absent. Nothing of it in a frame of another site; no
   * notification over http. Off when absent.
   */
  alerts?: boolean | { caller?: boolean };
  /** Milliseconds until a widget that says nothing is called unreachable. 10000 when absent. */
  connectTimeout?: number;
}

/** The widget in the page. */
export interface Embed {
  readonly frame: HTMLIFrameElement;
  /** Resolves when the widget answers for the first time; rejects with `UNREACHABLE` or, of another version, `UNSUPPORTED`. A widget that comes later works all the same. */
  readonly ready: Promise<void>;
  /**
   * Dials as the agent's own press would, who sees it. A widget that is not there is waited for 5 seconds. Rejects with
   * a `CtiError`: `UNREACHABLE` when surely nothing was dialled, `TIMEOUT` when the answer was lost and it may have been,
   * `CANCELED` when the widget's page stopped it. Nothing is dialled again by itself.
   */
  dial(number: string, options?: { campaign?: string }): Promise<ReplyTo<'call'>>;
  /** Says whom the CRM shows. Kept for a widget that is not there yet; rejects with `INVALID` when the widget refuses it. */
  setCustomer(customer: Customer | undefined): Promise<void>;
  /** What the widget knows now. */
  snapshot(): Promise<Snapshot>;
  /** Calls the listener for each event; gives the function that ends it. */
  on<K extends keyof EmbedEvents>(name: K, listener: (event: EmbedEvents[K]) => void): () => void;
  /**
   * Asks the agent for leave to notify, to be called from a press. `denied`: the agent or the browser said no, or closed the
   * question; `absent`: this page cannot, or `alerts` are off. Never rejects.
   */
  askNotifications(): Promise<NotificationLeave>;
  /** Takes the frame and all that belongs to it out of the page. */
  destroy(): void;
}

/** What is said of a call while nobody looks at its tab. */
const words: AlertWords = {
  title: (who, title) => `(call) ${who} – ${title}`,
  heading: (isIncoming) => (isIncoming ? 'Incoming call' : 'New call'),
  nobody: () => 'Number not known',
};

type Listener = (event: never) => void;

/** Puts the widget into an element of the page. Throws `INVALID` when `src` or `origin` is wrong. */
export function embedCti(container: Element, options: EmbedOptions): Embed {
  return new WidgetFrame(container, options);
}

/** Those that are in the page, the one that came first at the beginning. */
const embedded = new Set<WidgetFrame>();

class WidgetFrame implements Embed {
  readonly frame: HTMLIFrameElement;
  readonly ready: Promise<void>;
  readonly #authorization: Authorization | undefined;
  readonly #mayCall: EmbedDestinations['mayCall'];
  readonly #listeners = new Map<keyof EmbedEvents, Set<Listener>>();
  readonly #line: WidgetConnection;
  readonly #notice: HTMLElement;
  #settings: Omit<Settings, 'hears'>;
  #problem: CtiError | undefined;
  readonly #toldCalls = new ToldCalls();
  #kept: Settings['call'];
  #isUpdating = false;
  readonly #alerts: CallAlerts | undefined;

  constructor(container: Element, options: EmbedOptions) {
    const {
      origin,
      campaign = '',
      agent = '',
      phone = '',
      customer,
      dispositions,
      authorization,
      destinations: { mayCall, ...limits } = {},
      connectTimeout = 10_000,
      autoHeight = true,
      alerts,
    } = options;
    const destinations = options.destinations && { ...limits, hasMayCall: !!mayCall };
    this.#settings = {
      campaign,
      agent,
      phone,
      customer,
      dispositions,
      destinations,
      hasAuthorization: !!authorization,
    };
    this.#mayCall = mayCall;
    this.#authorization = authorization;
    this.frame = makeFrame(options);
    this.#notice = document.createElement('p');
    this.#notice.setAttribute('role', 'alert');
    container.append(this.#notice, this.frame);
    let resolve!: () => void;
    let reject!: (error: CtiError) => void;
    this.ready = new Promise((yes, no) => ([resolve, reject] = [yes, no]));
    this.ready.catch(() => undefined); // the notice and the event say so, too
    if (autoHeight) this.on('resize', ({ height }) => (this.frame.height = String(height)));
    this.#alerts = alerts ? alertsOf(this, alerts) : undefined;
    const changed = (problem: CtiError | undefined) => {
      this.#problem = problem;
      this.#say();
      if (!problem) return resolve();
      reject(problem);
      this.#alerts?.clear(); // nobody tells how those calls go on
      this.#dispatch('error', { error: problem });
    };
    const methods = {
      authorization: () => answer(() => this.#authorization?.()),
      mayCall: (number: string) => answer(() => this.#mayCall?.(number) ?? false), // without an answer it is a no
      tell: (name: unknown, detail: unknown) => this.#hear(name, detail),
    };
    this.#line = new WidgetConnection({
      frame: this.frame,
      origin,
      connectTimeout,
      methods,
      settings: () => this.#allSettings,
      changed,
    });
    this.#enter();
    this.frame.addEventListener('load', () => this.#enter()); // it may come into the page later
  }

  /** Counts among those that are in the page, from when it is. */
  #enter(): void {
    for (const each of embedded) if (!each.frame.isConnected) embedded.delete(each); // it went with its container
    const isNew = this.frame.isConnected && !embedded.has(this);
    if (isNew) embedded.add(this);
    this.#say();
    const twice = isNew && this.#twice;
    if (twice) queueMicrotask(() => this.#dispatch('error', { error: new CtiError('INVALID', twice) }));
  }

  async dial(number: string, { campaign = '' }: { campaign?: string } = {}): Promise<ReplyTo<'call'>> {
    if (typeof number !== 'string' || typeof campaign !== 'string')
      throw new CtiError('INVALID', 'The number and the campaign are texts.', { field: 'destination' });
    await Promise.resolve(); // the widget is told first who listens since just now
    const reply = await this.#line.askPresent(
      (widget) => widget.dial(number, campaign),
      'The call may have been placed.',
    );
    if (typeof (reply as Partial<Reply> | null)?.status === 'string') return reply;
    throw new CtiError('PROTOCOL', 'The widget’s answer could not be understood. The call may have been placed.');
  }

  async setCustomer(customer: Customer | undefined): Promise<void> {
    this.#settings = { ...this.#settings, customer };
    if (this.#line.isMet) await this.#line.ask((widget) => widget.set(this.#allSettings), '');
  }

  snapshot(): Promise<Snapshot> {
    return this.#line.ask((widget) => widget.snapshot(), '');
  }

  on<K extends keyof EmbedEvents>(name: K, listener: (event: EmbedEvents[K]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    const own: Listener = (event) => listener(event); // the same function twice is two listeners
    listeners.add(own);
    this.#update();
    return () => {
      listeners.delete(own);
      this.#update();
    };
  }

  async askNotifications(): Promise<NotificationLeave> {
    return this.#alerts ? await askLeave() : 'absent';
  }

  destroy(): void {
    embedded.delete(this);
    this.#alerts?.close();
    this.#listeners.clear();
    this.#line.close();
    this.frame.remove();
    this.#notice.remove();
    for (const other of embedded) other.#say();
  }

  get #path(): string | undefined {
    return this.frame.src.split(/[?#]/)[0];
  }

  /** Why there should not be this one too: an agent has one widget, and each of two would ring and take results. */
  get #twice(): string {
    const first = [...embedded].find((each) => each.#path === this.#path);
    return !first || first === this
      ? ''
      : 'This page embeds the same widget twice, and both answer. Call destroy() of the first before the next embedCti.';
  }

  #say(): void {
    this.#notice.textContent = [this.#problem?.message, this.#twice].filter(Boolean).join(' ');
  }

  get #allSettings(): Settings {
    const hears = [...this.#listeners].flatMap(([name, { size }]) => (size ? [name] : []));
    return { ...this.#settings, hears, call: this.#kept };
  }

  /** Tells the widget who listens, once for all that changes now. */
  #update(): void {
    if (this.#isUpdating) return;
    this.#isUpdating = true;
    queueMicrotask(() => {
      this.#isUpdating = false;
      if (this.#line.isMet) this.#line.ask((widget) => widget.set(this.#allSettings), '').catch(() => undefined); // its next load is told anyway
    });
  }

  #hear(name: unknown, detail: unknown): void {
    if (name === 'keep') this.#kept = (Object(detail) as Partial<Settings>).call; // for the widget only, which checks it
    const told = readEvent(name, detail);
    if (!told) return;
    if (told.name === 'call') {
      const { call } = told.event;
      const first = this.#toldCalls.add(call);
      if (!first) return; // told before the widget was loaded again
      told.event.isNew = first.isNew;
    }
    this.#dispatch(told.name, told.event);
  }

  #dispatch(name: keyof EmbedEvents, event: unknown): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        listener(event as never);
      } catch (cause) {
        reportError(cause); // one listener's mistake is not the other's
      }
    }
  }
}

/** Tells of the widget's calls in the page's title, and by notifications. */
function alertsOf(embed: Embed, alerts: true | { caller?: boolean }): CallAlerts {
  const saysWho = alerts !== true && !!alerts.caller;
  const told = new CallAlerts({ ...words, isWanted: () => true, saysWho: () => saysWho });
  embed.on('call', ({ call, isReplay, isDialled }) => told.hear(call, isReplay || !!isDialled));
  return told;
}

function makeFrame({ src, origin, title = 'Telephony', name = '' }: EmbedOptions): HTMLIFrameElement {
  const invalid = (message: string, field: string) => new CtiError('INVALID', message, { field });
  for (const [field, address] of Object.entries({ origin, src }))
    if (holdsSignIn(address)) throw invalid('The widget’s address holds a user or password: take it out.', field);
  if (!isExactOrigin(origin))
    throw invalid(`“${origin}” is not an exact origin: write it like https://widget.example`, 'origin');
  const url = URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI) : undefined;
  if (url?.origin !== origin) throw invalid(`The widget’s address is not at ${origin}.`, 'src');
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.name = name;
  frame.width = '100%';
  frame.setAttribute('frameborder', '0');
  // It may neither lead the CRM page away nor open windows; without `allow` it has no camera, microphone or place.
  frame.sandbox.add('allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-downloads');
  frame.src = url.href;
  return frame;
}
