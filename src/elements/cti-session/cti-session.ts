import { ContextConsumer, ContextProvider } from '@lit/context';
import { msg, updateWhenLocaleChanges } from '@lit/localize';
import {
  css,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { OctagonAlert } from 'lucide';
import type { AgentReason } from '../../core/call-commands.js';
import type { CallEvent, CtiClient } from '../../core/client.js';
import { writeJson } from '../../codecs/write-json.js';
import { createClient } from '../../create-client.js';
import type { Destinations } from '../../core/destinations.js';
import { sessionContext } from '../../core/session-context.js';
import { ofNode } from '../../core/page-node.js';
import { attempt } from '../../core/platform.js';
import { isTrusted } from '../../core/trusted-parts.js';
import { CtiError } from '../../core/errors.js';
import { CtiCallEvent, CtiChangeEvent, CtiErrorEvent } from '../../core/events.js';
import { sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import type { Authorization } from '../../core/transport.js';

/** Settings that make another client when they change. */
const connection = [
  'portalOrigin',
  'integraUrl',
  'integraDialect',
  'prefer',
  'agent',
  'phone',
  'tech',
  'context',
  'pauseReasons',
  'outboxPlain',
  'outboxHours',
  'outboxDays',
] as const;

/**
 * Gives every element inside it the same client, and asks the portal which call is on.
 *
 * @element cti-session
 *
 * @fires {CtiChangeEvent} cti-change - The CTI object names another call, or none any more; `isReplay` for a call that this tab was told of before.
 * @fires {CtiCallEvent} cti-call - A call is in another state than before, as far as its dialer tells: `call.state`; or its microphone or recording is.
 * @fires {CtiErrorEvent} cti-error - The portal did not say which call is on.
 *
 * @slot - The page's form with the other elements.
 *
 * @csspart error - What is set wrongly on this session.
 */
export class CtiSession extends LitElement {
  static override styles = [
    css`
      :host {
        display: block;
      }

      :host([hidden]) {
        display: none;
      }

      p {
        display: flex;
        gap: 6px;
        margin: 0 0 8px;
        padding: 8px 12px;
        border: 1px solid var(--cti-danger-edge, light-dark(#d4686c, #bb5a5f));
        border-inline-start-width: 3px;
        border-radius: var(--cti-radius, 6px);
        /* Not the tokens: on the host they would be the page's form's, too. */
        background: var(--cti-danger-tint, light-dark(#fdeeee, #3a1b1f));
        color: var(--cti-text, light-dark(#161a21, #e8ebf0));
        font: var(--cti-font, 14px/1.43 system-ui, sans-serif);
        overflow-wrap: anywhere;
      }

      span {
        unicode-bidi: plaintext;
      }

      svg {
        flex: none;
        width: 1.15em;
        height: 1.15em;
        margin-block-start: 0.12em;
        fill: none;
        stroke: var(--cti-on-danger-tint, light-dark(#9c1c22, #ffb0b2));
        stroke-width: 2;
        stroke-linecap: round;
        stroke-linejoin: round;
      }

      @media (forced-colors: active) {
        svg {
          stroke: CanvasText;
        }
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    portalOrigin: { attribute: 'portal-origin' },
    integraUrl: { attribute: 'integra-url' },
    integraDialect: { attribute: 'integra-dialect' },
    prefer: {},
    agent: {},
    phone: {},
    tech: {},
    context: {},
    pauseReasons: {
      type: Array,
      attribute: 'pause-reasons',
      hasChanged: (now, before) => writeJson(now) !== writeJson(before), // a page may make it anew each time it draws
    },
    campaign: {},
    callerId: { attribute: 'caller-id' },
    customerTimeZone: { attribute: 'customer-time-zone' },
    dialerTimeZone: { attribute: 'dialer-time-zone' },
    outboxPlain: { type: Boolean, attribute: 'outbox-plain' },
    outboxHours: { type: Number, attribute: 'outbox-hours' },
    outboxDays: { type: Number, attribute: 'outbox-days' },
    outboxKey: { attribute: false },
    authorization: { attribute: false },
    signIn: { attribute: false },
    destinations: {},
    ownClient: { type: Boolean, attribute: 'own-client' },
    client: { attribute: false },
    trusted: {},
    problem: { state: true },
  };

  /** Exact origin of the uContact portal. Set it: without it any page that frames this one is asked. */
  portalOrigin = '';

  /** Address of the Integra server: what stands before `Integra/resources/`. A path of this site works. */
  integraUrl = '';

  /** What the Integra server speaks: `new`, also when empty, `v8` or `old`. `<cti-doctor>` finds it out as far as can be. */
  integraDialect = '';

  /**
   * `portal`: every command goes over the portal that it can carry. When empty, what the portal never answers goes over
   * Integra where both are set: a callback and a respool; and a hang-up goes where its call went.
   */
  prefer = '';

  /** Name of the agent, for Integra. */
  agent = '';

  /** The agent's phone, for Integra: it rings first. */
  phone = '';

  /** Technology of the agent's phone. */
  tech = 'SIP';

  /** The agent's context in uContact, for Integra. */
  context = '';

  /**
   * Why the agent may pause at Integra: each `id` is the name of a break that is set up in uContact (C-397). The attribute holds
   * the same as JSON.
   */
  pauseReasons: readonly AgentReason[] | undefined;

  /** Campaign of all elements that have none of their own. */
  campaign = '';

  /** The number that customers see, for all elements that have none of their own. */
  callerId = '';

  /** IANA time zone of the customer, for example `America/Montevideo`. */
  customerTimeZone = '';

  /** IANA time zone of the dialer's clock. */
  dialerTimeZone = '';

  /** After how many days on which a page was open what waits for the agent's decision is removed. */
  outboxDays = 30;

  /**
   * Gives a secret of the page's back end, the same each time for this agent: a text, or a key for HKDF. With it the outbox
   * is sealed so that nobody who has the browser's files can read it. It is kept in memory only.
   */
  outboxKey: (() => Promise<CryptoKey | string>) | undefined;

  /** On an http page the browser cannot encrypt: keep what waits readable in its storage. It holds numbers and comments. */
  outboxPlain = false;

  /** After how many hours what waits asks the agent instead of going out. */
  outboxHours = 24;

  /** Returns the whole `Authorization` header value for Integra. There is no attribute for a token. */
  authorization: Authorization | undefined;

  /**
   * Lets the agent sign in again, where a sign-in is over: elements offer it beside what was refused for that. Once its promise
   * resolves, what waits in the outbox goes out.
   */
  signIn: (() => unknown) | undefined;

  /**
   * Who may be dialled. The attribute holds the same as JSON, without the function. Several are all to be kept to, the
   * first being the administrator's; where it cannot be read nothing is dialled.
   */
  destinations: Destinations | readonly (Destinations | string)[] | string | undefined;

  /**
   * The page sets `client` by script: none is made before, so that a page in a frame asks nothing of the page around it as it
   * loads.
   */
  ownClient = false;

  /** The client to share. Made from the attributes when the page sets none. */
  client: CtiClient | undefined;

  /**
   * Elements whose content alone may use this session, or a selector of one. Without it everything inside may, but what
   * stands inside `data-cti-untrusted`. A selector names the first element that it fits, and no other when that has gone: a
   * page that makes it anew sets it again.
   */
  trusted: Element | readonly Element[] | string = '';

  private problem: string | undefined;

  readonly #provider = new ContextProvider(this, { context: sessionContext });
  /** The session around this one, if any. */
  readonly #outer = new ContextConsumer(this, { context: sessionContext, subscribe: true });
  /** What the selector found first. */
  #root: Element | undefined;
  #made: CtiClient | undefined;
  #watched: CtiClient | undefined;
  #announced: string | undefined;
  #looking: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisible);
    window.addEventListener('pageshow', this.#onShow);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onVisible);
    delete this.#outer.value;
    window.removeEventListener('pageshow', this.#onShow);
    clearTimeout(this.#looking);
    // An element that is only moved in the page is back before the microtask.
    queueMicrotask(() => {
      if (!this.isConnected) this.#drop();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    // A function of the page is often made anew at each drawing: only that there is one now makes another outbox.
    const isKeyed = changed.has('outboxKey') && !changed.get('outboxKey') !== !this.outboxKey;
    if (changed.has('trusted')) this.#root = undefined;
    const refusal = this.#outer.value?.refusal?.(this);
    if (refusal || this.client !== this.#made || isKeyed || connection.some((name) => changed.has(name))) this.#drop();
    if (refusal) this.problem = refusal;
    else if (!this.client && !this.ownClient) this.#make();
    this.#provide();
    this.#watch(this.client);
    if (changed.has('authorization')) void this.client?.outbox?.flush(); // a sign-in is back
  }

  #provide(): void {
    const { client, campaign, callerId, customerTimeZone, dialerTimeZone } = this;
    this.#provider.setValue({
      ...{ client, campaign, callerId, customerTimeZone, dialerTimeZone, setCallerId: this.#setCallerId },
      signIn: this.signIn && this.#signIn,
      refusal: (element) => this.#refusal(element),
    });
  }

  readonly #setCallerId = (number: string) => {
    this.callerId = number;
    this.#provide();
  };

  readonly #signIn = () => {
    const signedIn = Promise.resolve(this.signIn?.());
    signedIn.then(() => this.client?.outbox?.flush()).catch(reportError);
  };

  /** Others' content must not use what agents type and whom they dial, nor may a session inside it. */
  #refusal(element: Element): string | undefined {
    const outer = this.#outer.value?.refusal?.(this);
    if (outer || isTrusted(element, this, this.#trustedRoots)) return outer;
    return msg('This stands in a part of the page that its <cti-session> does not trust: it does nothing.');
  }

  /** Nothing where everything is trusted. */
  get #trustedRoots(): readonly Element[] | undefined {
    const { trusted } = this;
    if (typeof trusted !== 'string') return [trusted].flat();
    if (!trusted) return undefined;
    const root = this.getRootNode() as Document;
    const find = () => ofNode(root, 'querySelector').call(root, trusted);
    this.#root ??= attempt(find) ?? undefined; // what is no selector names nobody
    return this.#root?.isConnected ? [this.#root] : [];
  }

  readonly #onVisible = () => {
    if (document.visibilityState === 'visible') this.#lookAgain();
  };

  /** The browser gives the page back as it was left: meanwhile the call may have ended. */
  readonly #onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) this.#lookAgain();
  };

  /** Once whoever else hears the same event has learned from it: what is asked before newer knowledge is not believed. */
  #lookAgain(): void {
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => void this.#ask());
  }

  readonly #onChange = () => {
    const cti = this.#watched?.cti ?? null;
    const guid = cti?.guid;
    if (guid === this.#announced) return;
    this.#announced = guid;
    const name = `told ${this.#watched?.owner ?? ''}`;
    const told = getTabItem(name);
    const guids: unknown[] = Array.isArray(told) ? told : [];
    const isReplay = !!guid && guids.includes(guid);
    if (guid && !isReplay) setTabItem(name, [...guids, guid].slice(-100));
    this.dispatchEvent(new CtiChangeEvent(cti, isReplay));
  };

  readonly #onCall = ({ call }: CallEvent) => this.dispatchEvent(new CtiCallEvent(call));

  #make(): void {
    const settings = Object.fromEntries(connection.map((name) => [name, this[name]])) as Pick<
      this,
      (typeof connection)[number]
    >;
    const { client, problem } = createClient({
      ...settings,
      authorization: () => this.authorization?.(),
      outboxKey: this.outboxKey && (() => this.outboxKey?.() ?? Promise.reject(new Error('No key.'))),
      dialerTimeZone: () => this.dialerTimeZone || undefined,
      destinations: () => this.destinations,
    });
    this.#made = this.client = client;
    this.problem = problem;
  }

  #drop(): void {
    if (this.client === this.#made) this.client = undefined;
    this.#made?.close();
    this.#made = undefined;
    this.#watch(this.client);
  }

  #watch(client: CtiClient | undefined): void {
    if (client === this.#watched) return;
    this.#watched?.removeEventListener('change', this.#onChange);
    this.#watched?.removeEventListener('call', this.#onCall);
    this.#watched = client;
    client?.addEventListener('change', this.#onChange);
    client?.addEventListener('call', this.#onCall);
    void this.#ask();
  }

  /** Learns the call that is on, where there is a portal to ask. */
  async #ask(): Promise<void> {
    const client = this.#watched;
    if (!client?.supports('cti').ok) return;
    const answer = await client.send({ type: 'cti' }).catch((cause: unknown) => CtiError.from(cause));
    if (answer instanceof CtiError && client === this.#watched)
      this.dispatchEvent(new CtiErrorEvent({ type: 'cti' }, answer));
  }

  protected override render(): TemplateResult {
    const problem = [this.problem, this.client?.destinationsProblem].filter(Boolean).join(' ');
    return html`${problem ? html`<p part="error" role="alert">${icon(OctagonAlert)}<span>${sentence(problem)}</span></p>` : nothing}<slot
      ></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-session': CtiSession;
  }
}
