import { msg } from '@lit/localize';
import { html, noChange, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ReplyTo, RespoolEntry } from '../../core/commands.js';
import type { CtiCallButton } from '../cti-call-button/cti-call-button.js';
import { act, type ButtonActions } from '../shared/button.js';
import { CallAlertController } from '../shared/call-alert-controller.js';
import { noSessionText } from '../shared/command-controller.js';
import { CtiElement } from '../shared/cti-element.js';
import { comboboxStyles } from '../shared/combobox.styles.js';
import type { Disposition } from '../cti-disposition-form/disposition-tree.js';
import { JsonChild } from '../shared/json-child.js';
import { problemLine } from '../shared/outcome-view.js';
import { ringProperty, type RingSound } from '../shared/ring-property.js';
import { lookAgainView } from '../shared/unknown-call-view.js';
import { PanelController } from './panel-controller.js';
import { panelStyles } from './cti-panel.styles.js';
import {
  copyBeside,
  hasAgentState,
  hasControls,
  hasIncoming,
  helpView,
  isOffered,
  isSupported,
  lineView,
  offerProblem,
  variablesView,
  whoView,
  workView,
  type PanelButton,
} from './panel-view.js';
import { defaultShortcuts, ShortcutKeys, type PanelAction, type Shortcuts } from './shortcuts.js';

/**
 * The whole widget for a CRM's side bar: who is on the line, dial and hang up, then the work after the call in its
 * order. It is made of the agent's elements, which `portside.js` or `portside/define` registers.
 *
 * @element cti-panel
 *
 * @fires {CtiRequestEvent} cti-request - Of the elements in it, before a command is sent. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - Of the elements in it.
 * @fires {CtiErrorEvent} cti-error - Of the elements in it.
 *
 * @slot - A `<script type="application/json">` with the results, as in `<cti-disposition-form>`. Nothing else is shown.
 *
 * @csspart number - The number on the line.
 * @csspart unknown - What is said while nobody knows whether a call is on, with a `button` that asks the portal.
 * @csspart timer - The time on the call, or after it.
 * @csspart reminder - That the time after the call is over.
 * @csspart variables - The call's variables.
 * @csspart field - The field for a number.
 * @csspart button - A button of the panel itself.
 * @csspart section - The callback, the contact and the tag, each folded.
 * @csspart alerts - How the agent is told of a call while the tab is hidden.
 * @csspart help - Which keys do what.
 */
export class CtiPanel extends CtiElement {
  static override styles = [...CtiElement.styles, comboboxStyles, panelStyles];

  static override properties: PropertyDeclarations = {
    density: { reflect: true },
    wrapUp: { type: Number, attribute: 'wrap-up' },
    dialWindow: { attribute: 'dial-window' },
    maxDays: { type: Number, attribute: 'max-days' },
    ring: ringProperty,
    alertsCaller: { type: Boolean, attribute: 'alerts-caller' },
    dispositions: { attribute: false },
    entry: { attribute: false },
    shortcuts: { attribute: false },
  };

  /** How close things stand. */
  density: 'comfortable' | 'compact' = 'comfortable';

  /** Seconds after a call until the agent is reminded of the result; 0 for no timer. */
  wrapUp = 0;

  /** When customers may be called back, as in `<cti-schedule-picker>`. */
  dialWindow = '';

  /** How many days ahead a callback may be, as there. */
  maxDays: number | undefined;

  /** What sounds while somebody calls, as in `<cti-incoming>`. */
  ring: RingSound | false | undefined = false;

  /** A notification says who calls. A locked screen shows it, too: without this it names the campaign alone. */
  alertsCaller = false;

  /** The tree of results. The JSON child's when not set. */
  dispositions: readonly Disposition[] | undefined;

  /** The dialer's line of the contact, to put it back on the list. The CTI object's when not set; without either that is not offered. */
  entry: RespoolEntry | undefined;

  /** Which keys do what; an empty map for none. */
  shortcuts: Shortcuts = defaultShortcuts;

  /** Where the focus goes once the panel is drawn again. */
  goTo: PanelAction | 'head' | undefined;

  readonly #controller: PanelController = new PanelController(this, this.commands);
  readonly #keys = new ShortcutKeys(
    this,
    () => this.shortcuts,
    (action) => this.#act(action),
  );
  readonly #alerts = new CallAlertController(this, this.commands, () => this.alertsCaller);
  #copied = '';
  #ticking: ReturnType<typeof setInterval> | undefined;

  readonly #json = new JsonChild(this);

  constructor() {
    super();
    this.commands.followCall();
    void customElements.whenDefined('cti-call-button').then(() => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.#controller.progress.phase !== 'ready' && this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  /** A control that is about to be hidden passes the focus on, and never to one that does something by the same key. */
  protected override willUpdate(): void {
    const controller = this.#controller;
    this.commands.leaveOwner();
    controller.progress.follow(this.commands.client);
    const focused = this.shadowRoot?.activeElement;
    if (!controller.isDialling && focused?.closest('.dial, [data-action=call]')) this.goTo ??= 'head';
    if (focused?.localName === 'cti-incoming' && !this.#isCalled) this.goTo ??= 'head';
    if (focused?.localName === 'cti-call-controls' && !this.#isOn) this.goTo ??= 'head';
    if (controller.isOver && focused?.matches('[data-action=hangup]')) this.goTo ??= 'result';
  }

  protected override updated(): void {
    const to = this.goTo;
    this.goTo = undefined;
    if (to && (to === 'head' || !this.#act(to))) this.renderRoot.querySelector<HTMLElement>('#head')?.focus();
  }

  /** Puts a number into the field and dials it, as the button would; nothing is added to it. The campaign is the session's when empty. */
  async dial(
    number?: string,
    { campaign = this.#controller.campaign } = {},
  ): Promise<ReplyTo<'call' | 'callWithPhone'> | undefined> {
    if (this.commands.leaveOwner() && number === undefined) return undefined;
    const { owner } = this.commands;
    this.#controller.ask(number ?? this.#controller.field.text, campaign);
    await this.updateComplete;
    if (owner !== this.commands.owner) return undefined;
    return (this.#find('call') as Partial<CtiCallButton> | null)?.call?.();
  }

  readonly #actions: ButtonActions<PanelButton, undefined> = {
    copy: (_, pressed) => void copyBeside(pressed).then((said) => this.#say(said)),
    next: () => (this.goTo = this.#controller.progress.step()),
    back: () => (this.goTo = this.#controller.progress.stepBack()),
  };

  readonly #onPress = ({ currentTarget }: Event) => {
    this.#copied = '';
    act(this.#actions, currentTarget as HTMLButtonElement, undefined);
    this.requestUpdate();
  };

  get #isCalled(): boolean {
    return !!this.commands.client?.calls.some(({ state }) => state === 'incoming');
  }

  get #isOn(): boolean {
    return !!this.commands.client?.calls.some(({ state }) => state !== 'incoming');
  }

  #find(action: PanelAction): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-action="${CSS.escape(action)}"]`);
  }

  /** Goes to a control, or presses it; false where the agent could not either. */
  #act(action: PanelAction): boolean {
    const target = this.#find(action);
    const folded = target?.closest('details');
    folded?.setAttribute('open', '');
    if (action === 'outbox') target?.setAttribute('open', '');
    const isInner = action === 'call' || action === 'hangup' || action === 'outbox';
    const control = isInner ? target?.shadowRoot?.querySelector('button') : target;
    if (!control?.getClientRects().length || control.matches(':disabled')) return false;
    if (action === 'call' || action === 'hangup' || action === 'next') control.click();
    else control.focus();
    if (folded && !control.matches(':focus-within')) folded.querySelector('summary')?.focus(); // nothing in it takes the focus now
    return true;
  }

  #say(said: string): void {
    this.#copied = said;
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof noChange {
    const { client, session } = this.commands;
    // One that is taken out of the page for a while keeps what stands in its elements.
    if (!client) return this.isConnected ? html`<p class="hint">${noSessionText()}</p>` : noChange;
    const { progress } = this.#controller;
    const { dialWindow, maxDays, entry } = this;
    const isContactGiven = !!entry || isSupported(client, 'cti'); // by the page, or by the portal
    const isThere = (action: PanelAction) => isOffered(client, action) && (action !== 'respool' || isContactGiven);
    const isReady = progress.phase === 'ready';
    const missing = customElements.get('cti-call-button')
      ? undefined
      : msg('The agent’s elements are missing: load portside.js, or portside/define, first.');
    const shared = { client: this.client, disabled: this.disabled, shortcuts: this.shortcuts, isThere };
    const json = this.#json.text;
    const dispositions = (this.dispositions ?? json) as readonly Disposition[]; // the form reads a text, too
    const outbox = html`<section>
      <cti-outbox data-action="outbox" .client=${this.client} ?disabled=${this.disabled}></cti-outbox>
    </section>`;
    const alerts = this.#alerts.view(this.ring, this.disabled);
    return html`<div class="panel">
      ${hasAgentState(client) ? html`<section class="agent"><cti-agent-state .client=${this.client} ?disabled=${this.disabled}></cti-agent-state></section>` : nothing}
      ${hasIncoming(client) ? html`<section class=${this.#isCalled ? '' : 'none'}><cti-incoming .client=${this.client} .ring=${this.#alerts.ring(this.ring)} ?disabled=${this.disabled}></cti-incoming></section>` : nothing}
      <section>
        ${whoView(progress, Date.now(), this.wrapUp * 1000, isThere('result'), lookAgainView(this.commands, this.disabled))}
        ${problemLine('none', missing ?? offerProblem(client))}
      </section>
      ${lineView({ ...shared, controller: this.#controller, campaign: session.campaign, press: this.#onPress })}
      ${hasControls(client) ? html`<section ?hidden=${!this.#isOn}><cti-call-controls .client=${this.client} ?disabled=${this.disabled}></cti-call-controls></section>` : nothing}
      ${isReady ? nothing : variablesView(progress.variables, this.#copied, this.#onPress)}
      ${workView({ ...shared, dialWindow, maxDays, entry, dispositions, isHidden: isReady })}
      ${isThere('outbox') ? outbox : nothing} ${helpView(this.shortcuts, isThere)}
      ${
        alerts === nothing
          ? nothing
          : html`<details part="section">
              <summary>${msg('Alerts')}</summary>
              ${alerts}
            </details>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-panel': CtiPanel;
  }
}
