import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { ChevronDown, CircleQuestionMark } from 'lucide';
import type { AgentReason } from '../../core/call-commands.js';
import type { AgentState } from '../../core/call-state.js';
import type { CtiClient, CurrentCall } from '../../core/client.js';
import type { CommandOf } from '../../core/commands.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import { callOutcomeText } from '../shared/call-outcome-messages.js';
import { agentTypes, isSomeOffered, offerOf, partyText } from '../shared/call-view.js';
import { noSessionText } from '../shared/command-controller.js';
import { CtiElement } from '../shared/cti-element.js';
import { datum, sentence } from '../shared/datum.js';
import { once } from '../shared/dial-question.js';
import { icon } from '../shared/icon.js';
import { IntervalController } from '../shared/interval-controller.js';
import { outcomeLine } from '../shared/outcome-view.js';
import { pressedKey } from '../shared/pressed-key.js';
import { durationText } from '../shared/time-text.js';
import { AgentMenu, type AgentChoice } from './agent-menu.js';
import { agentStateStyles } from './cti-agent-state.styles.js';

type StateCommand = CommandOf<'agentState' | 'login' | 'logout'>;

/** Under this the reasons are asked for. */
const reasonsKey = 'reasons';

const itemOf = (owner: string) => `agent-state ${owner}`;

const words: Record<AgentState['state'], () => string> = {
  ready: () => msg('Ready'),
  paused: () => msg('Paused'),
  loggedOut: () => msg('Signed out'),
};

/** What this page set last, as it stands in the tab; nothing where that cannot be read. */
function readState(value: unknown): AgentState | undefined {
  const { state, reason, since } = Object(value) as Partial<Record<keyof AgentState, unknown>>;
  if (typeof state !== 'string' || !Object.hasOwn(words, state) || typeof since !== 'number') return undefined;
  return { state: state as AgentState['state'], since, ...(typeof reason === 'string' && { reason }) };
}

/**
 * The agent's own state at the dialer: ready, paused with a reason, signed in or out, and for how long. It says whether the
 * dialer told the state or this page only set it, and asks before it pauses or signs out while a call is on.
 *
 * @element cti-agent-state
 *
 * @fires {CtiRequestEvent} cti-request - Before the state is changed. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The state was changed, or the change was sent; `reply.status` says which.
 * @fires {CtiErrorEvent} cti-error - It was not changed, or nobody knows; `error.code` says which.
 *
 * @csspart button - A button; the one that says the state is also `state`.
 * @csspart menu - The states to choose from.
 * @csspart choice - One of them.
 * @csspart question - What is asked while a call is on, with `button`s.
 * @csspart status - The line that says how far it got; also `error` when it failed.
 */
export class CtiAgentState extends CtiElement {
  static override styles = [...CtiElement.styles, agentStateStyles];

  /** What is asked about. */
  #asked: StateCommand | undefined;
  /** As the dialer names them, and whose they are. */
  #reasons: readonly AgentReason[] = [];
  #reasonsOf: CtiClient | undefined;
  readonly #menu = new AgentMenu(this, (choice) => this.#choose(choice));

  constructor() {
    super();
    new IntervalController(this, 1000, () => !!this.#state);
    this.commands.followOwner(() => {
      this.#asked = undefined;
      this.#menu.close();
      return false; // nothing was typed
    });
  }

  protected override willUpdate(): void {
    const { client } = this.commands;
    if (client === this.#reasonsOf) return;
    this.#reasonsOf = client;
    this.#reasons = [];
  }

  /** Ready for calls, as the menu does. Resolves with whether that went out. */
  ready(): Promise<boolean> {
    return this.#run({ type: 'agentState', state: 'ready' });
  }

  /** Pauses, for a reason by the id that `agentStates` gives. While a call is on it asks first. */
  pause(reason?: string): Promise<boolean> {
    return this.#askOrRun({ type: 'agentState', state: 'paused', ...(reason && { reason }) });
  }

  /** The state, and whether the dialer told it; nothing where neither the dialer nor this page says. */
  get #state(): (AgentState & { isTold: boolean }) | undefined {
    const { agent: told } = this.commands.client ?? {};
    const own = readState(getTabItem(itemOf(this.commands.owner ?? '')));
    const isOwn =
      own && (!told || (own.since > told.since && (own.state !== told.state || own.reason !== told.reason)));
    if (isOwn) return { ...own, isTold: false };
    return told && { ...told, isTold: true };
  }

  async #run(command: StateCommand): Promise<boolean> {
    const { owner = '', client } = this.commands;
    const told = client?.agent;
    const reply = await this.commands.run(command);
    this.requestUpdate();
    if (!reply) return false;
    // Where the dialer told of it meanwhile, that counts; after a reload it is what this page set.
    const now = client?.agent;
    setTabItem(itemOf(owner), stateAfter(command, now && now !== told ? now.since : Date.now()));
    return true;
  }

  #askOrRun(command: StateCommand): Promise<boolean> {
    if (!this.#call) return this.#run(command);
    this.commands.reset();
    this.#asked = command;
    this.#focus('[name=no]');
    return Promise.resolve(false);
  }

  /** A call that is on. */
  get #call(): CurrentCall | undefined {
    return this.commands.client?.calls[0];
  }

  #focus(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  #choose({ kind, reason }: AgentChoice): void {
    this.#asked = undefined;
    if (kind === 'ready') void this.ready();
    else if (kind === 'paused') void this.pause(reason);
    else if (kind === 'login') void this.#run({ type: 'login' });
    else void this.#askOrRun({ type: 'logout' });
  }

  #answer(isYes: boolean): void {
    const command = this.#asked;
    this.#asked = undefined;
    this.#focus('#state');
    if (isYes && command) void this.#run(command);
  }

  /** A press on the button closes the menu, and must not take the focus from it before. */
  readonly #onStateDown = (event: Event) => this.#menu.isOpen && event.preventDefault();

  readonly #onState = () => (this.#menu.isOpen ? this.#menu.close() : this.#open());

  readonly #onStateKey = (event: KeyboardEvent) => {
    once(event);
    const key = pressedKey(event);
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
    event.preventDefault();
    this.#open(key === 'ArrowUp');
  };

  #open(isLast = false): void {
    this.#menu.open(isLast);
    const { client } = this.commands;
    if (client && !this.#reasons.length && client.supports('agentStates').ok) void this.#readReasons(client);
  }

  async #readReasons(client: CtiClient): Promise<void> {
    const reply = await this.commands.run({ type: 'agentStates' }, undefined, reasonsKey);
    if (!reply || client !== this.commands.client) return;
    this.#reasons = reply.reasons;
    this.requestUpdate();
  }

  #choices(client: CtiClient, now: AgentState | undefined): AgentChoice[] {
    const one = (choice: Omit<AgentChoice, 'why'>, command: StateCommand): AgentChoice[] => {
      const { isNever, why } = offerOf(client, command.type, command);
      return isNever ? [] : [{ ...choice, why }];
    };
    const isOut = now?.state === 'loggedOut';
    const isPaused = now?.state === 'paused';
    const reasons = this.#reasons.flatMap(({ id, name }) =>
      one(
        {
          id: `paused ${id}`,
          name,
          kind: 'paused',
          reason: id,
          isChosen: isPaused && (now.reason === id || now.reason === name),
        },
        { type: 'agentState', state: 'paused', reason: id },
      ),
    );
    // Until they were asked for nobody knows what the reasons are, only that one may be missing.
    const asking = offerOf(client, 'agentStates');
    const plain = one(
      { id: 'paused', name: msg('Pause'), kind: 'paused', isChosen: isPaused },
      { type: 'agentState', state: 'paused' },
    ).map(({ why, ...choice }) => ({ ...choice, why: why && !asking.can ? `${why} ${asking.why}` : '' }));
    // What comes takes the place of nothing that may be pressed in that moment.
    const pauses = reasons.length ? reasons : this.commands.isPending(reasonsKey) ? [] : plain;
    return [
      ...one(
        { id: 'ready', name: msg('Ready'), kind: 'ready', isChosen: now?.state === 'ready' },
        { type: 'agentState', state: 'ready' },
      ),
      ...pauses,
      ...(isOut || !now ? one({ id: 'login', name: msg('Sign in'), kind: 'login' }, { type: 'login' }) : []),
      ...(isOut ? [] : one({ id: 'logout', name: msg('Sign out'), kind: 'logout' }, { type: 'logout' })),
    ];
  }

  /** What the state is called: the reason of a pause, where there is one. */
  #name({ state, reason }: AgentState): string {
    if (state !== 'paused' || !reason) return words[state]();
    return this.#reasons.find(({ id }) => id === reason)?.name ?? reason;
  }

  #question(): TemplateResult | typeof nothing {
    if (!this.#asked) return nothing;
    const call = this.#call;
    const isOut = this.#asked.type === 'logout';
    return html`<div
      part="question"
      class="ask"
      role="group"
      aria-labelledby="question"
      @keydown=${(event: KeyboardEvent) => {
        once(event);
        if (pressedKey(event) !== 'Escape') return;
        event.stopPropagation();
        this.#answer(false);
      }}
    >
      <span id="question"
        >${call ? sentence(onText(call), partyText(call), call.name ?? '', call.destination) : msg('The call has ended.')}
        ${isOut ? msg('Sign out all the same?') : msg('Pause all the same?')}</span
      >
      <div class="row">
        <button type="button" part="button" name="yes" ?disabled=${this.disabled} @click=${() => this.#answer(true)}>
          ${isOut ? msg('Sign out') : msg('Pause')}
        </button>
        <button type="button" part="button" name="no" @click=${() => this.#answer(false)}>
          ${isOut ? msg('Stay signed in') : msg('Do not pause')}
        </button>
      </div>
    </div>`;
  }

  protected override render(): TemplateResult {
    const { client, outcome } = this.commands;
    if (!client) return html`<p class="hint">${noSessionText()}</p>`;
    if (!isSomeOffered(client, agentTypes) && !client.agent)
      return html`<p class="hint">${sentence(offerOf(client, 'agentState').why)}</p>`;
    const now = this.#state;
    const choices = this.#choices(client, now);
    const whys = new Set(choices.map(({ why }) => why).filter(Boolean));
    if (!choices.length && !this.commands.isPending(reasonsKey)) whys.add(offerOf(client, 'agentState').why);
    const reading = this.commands.outcomeOf(reasonsKey);
    const note =
      'error' in reading ? reading.error.message : reading.state === 'pending' ? msg('Reading the reasons…') : '';
    const isOpen = this.#menu.isOpen;
    return html`<div class="stack">
      <div class="line">
        <button
          id="state"
          type="button"
          part="button state"
          aria-haspopup="menu"
          aria-expanded=${isOpen}
          aria-controls=${isOpen ? 'menu' : nothing}
          aria-describedby="time whence"
          aria-busy=${this.commands.pending}
          ?disabled=${this.disabled || !choices.length}
          @mousedown=${this.#onStateDown}
          @click=${this.#onState}
          @keydown=${this.#onStateKey}
        >
          ${now ? html`<span class="dot ${now.state}"></span>` : icon(CircleQuestionMark)}
          <span>${now ? datum(this.#name(now)) : msg('State not known')}</span>
          ${icon(ChevronDown)}
        </button>
        ${this.#menu.view(choices, note)}
        ${now ? html`<bdi id="time" role="timer" dir="ltr">${durationText(Date.now() - now.since)}</bdi>` : nothing}
        <span id="whence" class=${now?.isTold ? 'hidden' : 'hint'}>${whenceText(now)}</span>
      </div>
      ${[...whys].map((why) => html`<p class="hint">${sentence(why)}</p>`)} ${this.#question()}
      ${outcomeLine(outcome, '', callOutcomeText(outcome))}
    </div>`;
  }
}

/** What a command makes of the state: who signs in may be ready or paused. */
function stateAfter(command: StateCommand, since: number): AgentState | undefined {
  if (command.type === 'logout') return { state: 'loggedOut', since };
  return command.type === 'login' ? undefined : { state: command.state, reason: command.reason, since };
}

/** Why it is asked first. */
function onText(call: CurrentCall): string {
  const who = partyText(call);
  if (call.state === 'incoming') return msg(str`${who} calls you.`);
  return call.state === 'placed' || call.state === 'unknown'
    ? msg(str`As far as this page knows, a call with ${who} is on.`)
    : msg(str`A call with ${who} is on.`);
}

/** Who says so. */
const whenceText = (now: { isTold: boolean } | undefined): string =>
  now ? (now.isTold ? msg('as the dialer says') : msg('as this page set it last')) : '';

declare global {
  interface HTMLElementTagNameMap {
    'cti-agent-state': CtiAgentState;
  }
}
