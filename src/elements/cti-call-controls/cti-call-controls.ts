import { msg } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { ArrowRightLeft, CircleDot, Grip, MicOff, Play, type IconNode } from 'lucide';
import type { CtiClient, CurrentCall } from '../../core/client.js';
import { clickedButton } from '../shared/button.js';
import { isSameCall } from '../shared/call-identity.js';
import { callOutcomeText } from '../shared/call-outcome-messages.js';
import { bars, offerOf, partyText, partyView, stateView, type Offer } from '../shared/call-view.js';
import { noSessionText } from '../shared/command-controller.js';
import { CtiElement } from '../shared/cti-element.js';
import { comboboxStyles } from '../shared/combobox.styles.js';
import { isolatedText, sentence } from '../shared/datum.js';
import { once } from '../shared/dial-question.js';
import { icon } from '../shared/icon.js';
import { keyCap } from '../shared/key-cap.js';
import { IntervalController } from '../shared/interval-controller.js';
import { keyedList } from '../shared/keyed-list.js';
import type { Outcome } from '../shared/outcome.js';
import { outcomeLine } from '../shared/outcome-view.js';
import { pressedKey } from '../shared/pressed-key.js';
import { RowFocusController } from '../shared/row-focus-controller.js';
import { durationText, sentenceLanguage } from '../shared/time-text.js';
import { CallFlags, callsOn, namedCall, spokenWith } from './call-in-reach.js';
import { callControlsStyles } from './cti-call-controls.styles.js';
import { Keypad } from './keypad.js';
import { begunText, TransferController, type TransferKind } from './transfer-controller.js';

/** What can be switched on and off: the two commands, and by what it is told. */
const toggles = {
  hold: { on: 'hold', off: 'unhold', flag: 'held' },
  mute: { on: 'mute', off: 'unmute', flag: 'muted' },
  recording: { on: 'pauseRecording', off: 'resumeRecording', flag: 'recordingPaused' },
} as const;
type Toggle = keyof typeof toggles;

/** The controls, in their order. */
const tools = ['hold', 'mute', 'keypad', 'transfer', 'recording'] as const;
type Tool = (typeof tools)[number];

/** What stands below the row. */
type Opened = 'keypad' | 'transfer' | undefined;

const idle: Outcome = { state: 'idle' };

const isToggle = (tool: Tool): tool is Toggle => Object.hasOwn(toggles, tool);

const shapes: Readonly<Record<Tool, IconNode>> = {
  hold: bars,
  mute: MicOff,
  keypad: Grip,
  transfer: ArrowRightLeft,
  recording: CircleDot,
};

/** What a press does. */
function labelOf(tool: Tool, isOn: boolean): string {
  switch (tool) {
    case 'hold':
      return isOn ? msg('Resume') : msg('Hold');
    case 'mute':
      return isOn ? msg('Unmute') : msg('Mute');
    case 'keypad':
      return msg('Keypad');
    case 'transfer':
      return msg('Transfer');
    case 'recording':
      return isOn ? msg('Resume recording') : msg('Pause recording');
  }
}

/** What stands on the narrow control, whose title says it in full. */
const recordingText = (isOn: boolean) => (isOn ? msg('Resume rec') : msg('Pause rec'));

/** Why controls do nothing now, a line for each reason: with their names, where others do something. */
function whysOf(offers: readonly (readonly [Tool, Offer])[]): string[] {
  const whys = new Set(offers.map(([, { why }]) => why).filter(Boolean));
  return [...whys].map((why) => {
    const those = offers.filter((offer) => offer[1].why === why);
    return those.length === offers.length ? why : `${those.map(([tool]) => labelOf(tool, false)).join(', ')}: ${why}`;
  });
}

/**
 * What an agent does to the call that is on: hold, mute, digits, transfer, pause its recording. It acts on the call that the
 * agent speaks with; where there are two it shows both, and switches between them. What the dialer cannot do is named in one
 * line with the reasons; what cannot be now is disabled, and says why.
 *
 * @element cti-call-controls
 *
 * @fires {CtiRequestEvent} cti-request - Before anything is sent. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was done, or sent; `command.type` says what.
 * @fires {CtiErrorEvent} cti-error - It was not done, or nobody knows; `error.code` says which.
 *
 * @csspart calls - The calls that are on, each with its state.
 * @csspart call - One of them; also `sole` where there is no other.
 * @csspart state - Where a call is, and for how long; also `sole` where there is one call.
 * @csspart party - Who is at the other end; also `sole` where there is one call.
 * @csspart controls - The row of controls.
 * @csspart button - A button; a digit's is also `key`, one that gives the call away also `submit`.
 * @csspart keypad - The keypad, with the `digits` that were sent.
 * @csspart transfer - Where the call goes, with a `field`.
 * @csspart layout - All of it.
 * @csspart below - What is said and opened below the row of controls.
 * @csspart more - What this dialer cannot do, folded.
 * @csspart status - The line that says how far it got; also `error` when it failed.
 * @csspart question - The answers to what is asked before a call is given to a number.
 */
export class CtiCallControls extends CtiElement {
  static override styles = [...CtiElement.styles, comboboxStyles, callControlsStyles];

  static override properties: PropertyDeclarations = {
    campaign: {},
    keys: { attribute: false },
    opened: { attribute: 'data-opened', reflect: true }, // the panel's head gives way to it
  };

  /** Whose members a transfer to an agent lists. The call's when empty, else the session's. */
  campaign = '';

  /** The keys of a page that press a control, by its name, `Alt+Shift+O`: they stand on it. The page hears them itself. */
  keys: Partial<Record<Tool, string>> | undefined;

  private opened: Opened;
  /** The call that what is open is for. */
  #call: CurrentCall | undefined;
  readonly #flags = new CallFlags();
  readonly #keypad = new Keypad(this, this.commands, () => (this.#last = 'dtmf'));
  readonly #transfer = new TransferController(this, this.commands);
  /** Under which key the last outcome stands; `dtmf` for those of the keypad. */
  #last = '';

  constructor() {
    super();
    new IntervalController(this, 1000, () => !!this.commands.client?.calls.length);
    new RowFocusController(this);
    this.commands.followCall();
    // Also once a question before it was answered.
    this.addEventListener('cti-result', ({ command }) => {
      if (command.type !== 'transfer') return;
      if (this.#transfer.gone(command) && this.opened === 'transfer') this.#fold('transfer');
    });
    this.commands.followOwner(() => {
      this.#keypad.clear();
      this.opened = undefined;
      this.#last = '';
      return this.#transfer.clear();
    });
  }

  protected override willUpdate(): void {
    this.commands.leaveOwner();
    const { client } = this.commands;
    const call = client && spokenWith(client);
    if (this.opened && !isSameCall(this.#call, call)) this.#fold(this.opened);
    this.#call = call;
    this.#keypad.follow(call);
    this.#transfer.follow(this.#transferred);
  }

  /** @internal */
  get listedCampaign(): string {
    return this.campaign || this.#transferred?.campaign || this.commands.session.campaign;
  }

  /** Puts the call on hold, or takes it back, as a press would. Resolves with whether that went out. */
  toggleHold(): Promise<boolean> {
    return this.#toggle('hold');
  }

  /** Switches the agent's microphone off, or on again. */
  toggleMute(): Promise<boolean> {
    return this.#toggle('mute');
  }

  /** Pauses the recording, or resumes it. */
  toggleRecording(): Promise<boolean> {
    return this.#toggle('recording');
  }

  /** Sends digits to the call, as the keypad does: 0 to 9, `*`, `#`, A to D. */
  sendDigits(digits: string): Promise<boolean> {
    return this.#keypad.send(digits);
  }

  /** The call that a transfer gives away: the one in hand, which a consultation is about. */
  get #transferred(): CurrentCall | undefined {
    const { client } = this.commands;
    const spoken = client && spokenWith(client);
    return client?.calls.find(({ guid }) => guid && guid === spoken?.consults) ?? spoken;
  }

  async #toggle(toggle: Toggle): Promise<boolean> {
    const { client } = this.commands;
    const call = client && spokenWith(client);
    const { on, off, flag } = toggles[toggle];
    const isOn = this.#flags.isOn(call, flag);
    this.#last = toggle;
    const reply = await this.commands.run({ type: isOn ? off : on, ...namedCall(call) }, undefined, toggle);
    if (reply) this.#flags.note(call, flag, !isOn);
    this.requestUpdate();
    return !!reply;
  }

  /** Whether a control can be used, and why not. */
  #offer(client: CtiClient, tool: Tool, call: CurrentCall | undefined): Offer {
    if (isToggle(tool)) {
      const { on, off, flag } = toggles[tool];
      const isOn = this.#flags.isOn(call, flag);
      const [now, other] = [isOn ? off : on, isOn ? on : off].map((type) =>
        offerOf(client, type, { type, ...namedCall(call) }),
      );
      return { ...(now as Offer), isNever: !!now?.isNever && !!other?.isNever };
    }
    if (tool === 'keypad') return offerOf(client, 'dtmf', { type: 'dtmf', digits: '0', ...namedCall(call) });
    const offers = this.#transfer
      .kinds(client)
      .flatMap((toKind) => (['blind', 'attended'] as const).map((kind) => this.#transfer.offer(client, kind, toKind)));
    return offers.find(({ can }) => can) ?? offers.find(({ isNever }) => !isNever) ?? offerOf(client, 'transfer');
  }

  readonly #onTool = (event: Event) => {
    const tool = clickedButton(event)?.name as Tool | undefined;
    if (!tool || (event as MouseEvent).detail > 1) return; // a double click is one press
    if (isToggle(tool)) void this.#toggle(tool);
    else if (this.opened === tool) this.#fold(tool);
    else this.#open(tool);
  };

  #open(tool: 'keypad' | 'transfer'): void {
    this.opened = tool;
    if (tool === 'keypad') this.#keypad.focus();
    else void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#target')?.focus());
    if (tool !== 'transfer') return;
    this.commands.reset();
    void this.#transfer.list();
  }

  /** Closes what is open below the row; the focus goes back where it was opened. */
  #fold(tool: 'keypad' | 'transfer'): void {
    const isInside = !!this.shadowRoot?.activeElement?.closest(`#${tool}`);
    this.opened = undefined;
    if (tool === 'keypad') this.#keypad.clear();
    else this.#transfer.clear();
    if (isInside) this.renderRoot.querySelector<HTMLElement>(`[name=${tool}]`)?.focus();
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Escape' || !this.opened || event.defaultPrevented) return;
    this.#fold(this.opened);
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onTransfer = async (event: Event): Promise<void> => {
    const kind = clickedButton(event)?.name;
    if (kind !== 'blind' && kind !== 'attended') return;
    this.#last = '';
    await this.#transfer.transfer(kind satisfies TransferKind);
    if (this.commands.problem('to')) this.renderRoot.querySelector<HTMLElement>('#target')?.focus();
  };

  /** Ends a transfer that has begun; `call` is the consultation, where its dialer tells of it. */
  async #end(type: 'completeTransfer' | 'cancelTransfer', call: CurrentCall | undefined): Promise<void> {
    this.#last = type;
    if (await this.commands.run({ type, ...namedCall(call) }, undefined, type)) this.#transfer.over();
    this.requestUpdate();
  }

  /** Holds whom the agent speaks with, and then speaks with the other one. Where the first does not go, neither does the second. */
  async #switch(call: CurrentCall): Promise<void> {
    const { client } = this.commands;
    const before = client && callsOn(client).find(({ state }) => state === 'connected');
    this.#last = 'switch';
    if (before && before.guid !== call.guid && offerOf(client, 'hold', { type: 'hold', ...namedCall(before) }).can) {
      if (!(await this.commands.run({ type: 'hold', ...namedCall(before) }, undefined, 'switch'))) return;
    }
    if (callsOn(client as CtiClient).some(({ guid, state }) => guid === call.guid && state === 'held'))
      await this.commands.run({ type: 'unhold', ...namedCall(call) }, undefined, 'switch');
    this.requestUpdate();
  }

  #callRow(client: CtiClient, call: CurrentCall, isSole: boolean): TemplateResult {
    const isSpoken = isSameCall(call, spokenWith(client));
    const { state, stateSince, consults, campaign } = call;
    const isPlaced = state === 'placed';
    return html`<li
      data-id=${call.guid ?? call.since}
      part=${isSole ? 'call sole' : 'call'}
      tabindex="-1"
      class="${isSole ? '' : 'one-of'} ${isSpoken && !isSole ? 'spoken' : ''}"
    >
      <span class="state ${state}" part=${isSole ? 'state sole' : 'state'}
        >${stateView(state, campaign)} <bdi role="timer" dir="ltr">${durationText(Date.now() - stateSince)}</bdi></span
      >
      <span class="who" part=${isSole ? 'party sole' : 'party'}>
        ${consults ? html`<span class="hint">${msg('Consultation with')}</span>` : nothing} ${partyView(call)}
      </span>
      ${isPlaced ? html`<span class="hint">${msg('The dialer does not report how this call goes on.')}</span>` : nothing}
      ${consults ? this.#endButtons(client, call) : nothing}
      ${!isSole && state === 'held' ? this.#switchButton(client, call) : nothing}
    </li>`;
  }

  #switchButton(client: CtiClient, call: CurrentCall): TemplateResult {
    const { can, why } = offerOf(client, 'unhold', { type: 'unhold', ...namedCall(call) });
    return html`<button
      type="button"
      part="button"
      name="switch"
      aria-label="${msg('Speak with')}: ${partyText(call)}"
      aria-disabled=${!can}
      aria-busy=${this.commands.isPending('switch')}
      title=${isolatedText(why)}
      ?disabled=${this.disabled}
      @click=${() => can && void this.#switch(call)}
    >
      ${icon(Play)} ${msg('Speak with')}
    </button>`;
  }

  /** Complete and cancel, where the dialer has them. */
  #endButtons(client: CtiClient, call: CurrentCall | undefined): TemplateResult {
    const one = (type: 'completeTransfer' | 'cancelTransfer', label: string) => {
      const { can, isNever, why } = offerOf(client, type, { type, ...namedCall(call) });
      if (isNever) return nothing;
      return html`<button
        type="button"
        part="button"
        name=${type}
        class=${type === 'completeTransfer' ? 'primary' : ''}
        aria-busy=${this.commands.isPending(type)}
        aria-disabled=${!can}
        title=${isolatedText(why)}
        ?disabled=${this.disabled}
        @keydown=${once}
        @click=${() => can && void this.#end(type, call)}
      >
        ${label}
      </button>`;
    };
    return html`<span class="row">
      ${one('completeTransfer', msg('Complete transfer'))} ${one('cancelTransfer', msg('Cancel transfer'))}
    </span>`;
  }

  #tool(tool: Tool, { can, why }: Offer, call: CurrentCall | undefined): TemplateResult {
    const isOn = isToggle(tool) && this.#flags.isOn(call, toggles[tool].flag);
    const isOpen = this.opened === tool;
    return html`<button
      type="button"
      part="button"
      name=${tool}
      class="tool"
      title=${isolatedText(why) || (tool === 'recording' ? labelOf(tool, isOn) : '')}
      aria-pressed=${ifDefined(isToggle(tool) ? isOn : undefined)}
      aria-expanded=${ifDefined(isToggle(tool) ? undefined : isOpen)}
      aria-controls=${isOpen ? tool : nothing}
      aria-disabled=${!can}
      aria-busy=${this.commands.isPending(tool)}
      aria-keyshortcuts=${this.keys?.[tool] ?? nothing}
      ?disabled=${this.disabled}
    >
      <span class="sign">${icon(tool === 'hold' && isOn ? Play : shapes[tool])}${keyCap(this.keys?.[tool])}</span
      ><span>${tool === 'recording' ? recordingText(isOn) : labelOf(tool, isOn)}</span>
    </button>`;
  }

  protected override render(): TemplateResult {
    const { client } = this.commands;
    if (!client) return html`<p class="hint">${noSessionText()}</p>`;
    const call = spokenWith(client);
    const offers = tools.map((tool) => [tool, this.#offer(client, tool, call)] as const);
    const there = offers.filter(([, { isNever }]) => !isNever);
    const missing = offers.filter(([, { isNever }]) => isNever);
    if (!there.length)
      return html`<p class="hint">${sentence([...new Set(missing.map(([, { why }]) => why))].join(' '))}</p>`;
    const calls = callsOn(client);
    const isSole = calls.length === 1;
    const begun = this.#transfer.begun(calls.some(({ consults }) => consults));
    const isBeside = !this.#last && !!this.commands.problem('to');
    const outcome = isBeside ? idle : this.commands.outcomeOf(this.#last === 'dtmf' ? this.#keypad.shown : this.#last);
    return html`<div class="stack" part="layout" @keydown=${this.#onKey}>
      <ul part="calls" class="calls" aria-label=${msg('Calls')} ?hidden=${!calls.length}>
        ${keyedList(
          calls,
          ({ guid, since }) => guid ?? since,
          (each) => this.#callRow(client, each, isSole),
        )}
      </ul>
      ${begun ? html`<div class="row" part="calls"><span class="hint">${sentence(begunText(begun), begun)}</span> ${this.#endButtons(client, undefined)}</div>` : nothing}
      <div
        part="controls"
        class="tools"
        role="group"
        aria-label=${msg('Call controls')}
        lang=${sentenceLanguage()}
        @click=${this.#onTool}
        @keydown=${once}
      >
        ${there.map(([tool, offer]) => this.#tool(tool, offer, call))}
      </div>
      <div class="stack" part="below">
        ${whysOf(there).map((why) => html`<p class="hint">${sentence(why)}</p>`)}
        ${this.opened === 'keypad' ? this.#keypad.view(this.disabled || !this.#offer(client, 'keypad', call).can) : nothing}
        ${this.opened === 'transfer' ? this.#transfer.view(client, this.disabled, (event) => void this.#onTransfer(event)) : nothing}
        ${outcomeLine(outcome, '', callOutcomeText(outcome))}
        ${
          missing.length
            ? html`<details part="more">
                <summary>${msg('Not with this dialer')}</summary>
                <ul>
                  ${missing.map(([tool, { why }]) => html`<li>${labelOf(tool, false)}: ${sentence(why)}</li>`)}
                </ul>
              </details>`
            : nothing
        }
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-call-controls': CtiCallControls;
  }
}
