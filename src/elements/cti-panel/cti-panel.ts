import { msg, str } from '@lit/localize';
import { html, noChange, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { Clock, Phone, Send } from 'lucide';
import { samePhone } from '../../codecs/phone.js';
import type { CtiClient, CurrentCall } from '../../core/client.js';
import type { ReplyTo, RespoolEntry } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { CtiCallButton } from '../cti-call-button/cti-call-button.js';
import type { CtiDispositionForm } from '../cti-disposition-form/cti-disposition-form.js';
import type { Disposition } from '../cti-disposition-form/disposition-tree.js';
import type { CtiSchedulePicker } from '../cti-schedule-picker/cti-schedule-picker.js';
import { isSameCall } from '../shared/call-identity.js';
import { controlTypes, isSomeOffered } from '../shared/call-view.js';
import { CallAlertController } from '../shared/call-alert-controller.js';
import { comboboxStyles } from '../shared/combobox.styles.js';
import { noSessionText } from '../shared/command-controller.js';
import { CtiElement } from '../shared/cti-element.js';
import { campaignTag, campaignText, isolatedText, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { IntervalController } from '../shared/interval-controller.js';
import { keyCap } from '../shared/key-cap.js';
import { JsonChild } from '../shared/json-child.js';
import { problemLine } from '../shared/outcome-view.js';
import { pressedKey } from '../shared/pressed-key.js';
import { ringProperty, type RingSound } from '../shared/ring-property.js';
import { lookAgainView, unknownCallLine } from '../shared/unknown-call-view.js';
import { panelStyles } from './cti-panel.styles.js';
import { dayView } from './day-view.js';
import { endedView, reminderText, whoView } from './head-view.js';
import { ownShortcuts } from './key-settings.js';
import { KeysView } from './keys-view.js';
import { overlayView } from './overlay-view.js';
import { hasAgentState, hasIncoming, isCalled, isOffered, offerProblem, type PanelAction } from './panel-actions.js';
import { panelButton } from './panel-button.js';
import { PanelController, type LastSave } from './panel-controller.js';
import type { PanelLook } from './panel-look.js';
import { saveBar, undoView } from './save-bar.js';
import { defaultShortcuts, ShortcutKeys, type Shortcuts } from './shortcuts.js';
import { copyBeside, draftsView, variablesView, workView } from './work-view.js';

/** Whom a CRM page shows. */
export interface PanelCustomer {
  /** The number that the name is for; any call's where it is absent. */
  number?: string | undefined;
  name?: string | undefined;
}

/** A browser scrolls to the caret of a field alone, whatever lies over that: not so to a button. */
function showField(event: Event): void {
  const [at] = event.composedPath() as Element[];
  if (at?.matches('input, textarea')) at.scrollIntoView({ block: 'nearest' });
}

const isDrawn = (element: Element) => element.getClientRects().length > 0;

/** Variables that hold a customer's name. */
const nameVariable = /^(?:customer[ _-]?|full[ _-]?)?(?:name|nombre|nome|nom|שם)$/iu;

/**
 * The whole widget for a CRM's side bar: who is on the line, dial and hang up, then the work after the call and what was done
 * today. It is made of the agent's elements, which `portside.js` or `portside/define` registers.
 *
 * *Save & next* writes the result into the outbox, where it waits for {@link undoSeconds} before it goes, and is ready for the
 * next call at once. The next dial or hang-up sends it.
 *
 * Its head and the bar at the bottom stay in sight while the page scrolls; where the panel is given a height and
 * `overflow: auto`, while it scrolls itself.
 *
 * @element cti-panel
 *
 * @fires {CtiRequestEvent} cti-request - Of the elements in it, before a command is sent. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - Of the elements in it. A result that can be taken back is `queued` first.
 * @fires {CtiErrorEvent} cti-error - Of the elements in it.
 *
 * @slot - A `<script type="application/json">` with the results, as in `<cti-disposition-form>`. Nothing else is shown.
 *
 * @csspart bar - The line at the top with the agent's state, and the one at the bottom that saves.
 * @csspart head - Who is on the line, and what can be done with the call.
 * @csspart name - The customer's name, or the number where nobody knows it.
 * @csspart number - The number on the line, where it has a name.
 * @csspart unknown - What is said while nobody knows whether a call is on, with a `button` that asks the portal.
 * @csspart timer - The time in the state that the call is in.
 * @csspart reminder - That the time after the call is over.
 * @csspart transferred - Where the call that has ended was transferred to.
 * @csspart saved - What was saved last, with a `button` that takes it back.
 * @csspart variables - The call's variables.
 * @csspart field - The field for a number.
 * @csspart button - A button of the panel itself; one that saves is also `submit`.
 * @csspart section - What is tried next, and the tag.
 * @csspart drafts - The results that were begun and not saved.
 * @csspart day - The calls of today with their figures.
 * @csspart alerts - What tells of a call while the page is hidden.
 * @csspart help - Which keys do what.
 */
export class CtiPanel extends CtiElement {
  static override styles = [...CtiElement.styles, comboboxStyles, panelStyles];

  static override properties: PropertyDeclarations = {
    density: { reflect: true },
    wrapUp: { type: Number, attribute: 'wrap-up' },
    undoSeconds: { attribute: 'undo-seconds', converter: (text: string | null) => (text ? Number(text) : undefined) },
    dialWindow: { attribute: 'dial-window' },
    maxDays: { type: Number, attribute: 'max-days' },
    ring: ringProperty,
    alertsCaller: { type: Boolean, attribute: 'alerts-caller' },
    campaigns: { type: Array },
    dispositions: { attribute: false },
    dataLabels: { type: Array, attribute: 'data-labels' },
    entry: { attribute: false },
    customer: { attribute: false },
    shortcuts: { attribute: false },
  };

  /** How close things stand. */
  density: 'comfortable' | 'compact' = 'comfortable';

  /** Seconds after a call until the agent is reminded of the result; 0 for no timer. */
  wrapUp = 0;

  /**
   * Seconds in which *Save & next* can be taken back, at most 60; 0 for none. When absent 5, and 0 where results go over the
   * uContact portal, where the agent waits for the release.
   */
  undoSeconds: number | undefined;

  /** When customers may be called back, as in `<cti-schedule-picker>`. */
  dialWindow = '';

  /** How many days ahead a callback may be, as there. */
  maxDays: number | undefined;

  /** What sounds while somebody calls, as in `<cti-incoming>`. */
  ring: RingSound | false | undefined = false;

  /** A notification says who calls, also on a locked screen; without it only for which campaign. */
  alertsCaller = false;

  /** The campaigns that the agent can dial for, to choose from beside the number; in the attribute as JSON. The session's comes first. */
  campaigns: readonly string[] | undefined;

  /** The tree of results. The JSON child's when not set. */
  dispositions: readonly Disposition[] | undefined;

  /** What the fields `data1` and `data2` of a result are called, as in `<cti-disposition-form>`. */
  dataLabels: CtiDispositionForm['dataLabels'];

  /** The dialer's line of the contact, to try another number of it. The CTI object's when not set; without either that is not offered. */
  entry: RespoolEntry | undefined;

  /** Whom the page shows: the name of who is on the line where no dialer says one. */
  customer: PanelCustomer | undefined;

  /** Which keys do what; an empty map for none. What the agent chose instead comes first. */
  shortcuts: Shortcuts = defaultShortcuts;

  /** Where the focus goes once the panel is drawn again. */
  goTo: PanelAction | 'panel' | undefined;

  readonly #controller: PanelController = new PanelController(this, this.commands);
  readonly #alerts = new CallAlertController(this, this.commands, () => this.alertsCaller);
  readonly #keysView = new KeysView(() => this.requestUpdate());
  #copied = '';
  /** What lies over the work. */
  #opened: 'outbox' | 'keys' | undefined;
  readonly #json = new JsonChild(this);

  constructor() {
    super();
    this.commands.followCall();
    new ShortcutKeys(
      this,
      () => this.#keys,
      (action) => this.#act(action),
    );
    new IntervalController(this, 1000, () => !!this.#controller.last || this.#controller.progress.phase !== 'ready');
    void customElements.whenDefined('cti-call-button').then(() => this.requestUpdate());
  }

  protected override willUpdate(): void {
    this.commands.leaveOwner();
    this.#controller.follow(this.commands.client, (call) => this.#nameOf(call));
    this.#passFocus();
  }

  /** A control that is about to be hidden passes the focus on, and never to one that does something by the same key. */
  #passFocus(): void {
    const { isDialling, isOver, last } = this.#controller;
    const focused = this.shadowRoot?.activeElement;
    const gone: readonly (readonly [boolean, string, PanelAction])[] = [
      [!isDialling, '.dial *, [data-action=call]', 'search'],
      [!this.#isCalled, 'cti-incoming', 'search'],
      [!this.#isOn, 'cti-call-controls', 'result'],
      [isOver, '[data-action=hangup]', 'result'],
      [!last, '[name=undo]', 'dial'],
    ];
    this.goTo ??= gone.find(([isGone, selector]) => isGone && focused?.matches(selector))?.[2];
  }

  protected override updated(): void {
    const form = this.#form;
    if (form) form.picker = (this.#find('callback') as CtiSchedulePicker | null) ?? undefined;
    const outbox = this.renderRoot.querySelector('cti-outbox');
    if (outbox) outbox.opener = this.#query('[name=close]');
    const campaign = this.renderRoot.querySelector<HTMLSelectElement>('[name=campaign]');
    if (campaign) campaign.value = this.#campaign; // also where it was chosen, and another agent came
    const to = this.goTo;
    this.goTo = undefined;
    if (to && (to === 'panel' || !this.#act(to))) this.#query('.panel')?.focus();
  }

  /** Puts a number into the field and dials it, as the button would; nothing is added to it. The campaign is the session's when empty. */
  async dial(
    number?: string,
    { campaign = this.#campaign } = {},
  ): Promise<ReplyTo<'call' | 'callWithPhone'> | undefined> {
    if (this.commands.leaveOwner() && number === undefined) return undefined;
    const { owner } = this.commands;
    this.#controller.ask(number ?? this.#controller.field.text, campaign);
    await this.updateComplete;
    if (owner !== this.commands.owner) return undefined;
    return (this.#find('call') as Partial<CtiCallButton> | null)?.call?.();
  }

  /** Saves the result that is chosen, as *Save* would: it goes at once. */
  save(): Promise<ReplyTo<'dispose'> | undefined> {
    return this.#save(0);
  }

  /** Saves the result that is chosen, for a moment in which it can be taken back, and is ready for the next call. */
  async saveAndNext(): Promise<ReplyTo<'dispose'> | undefined> {
    const { call } = this.#controller.progress;
    const { owner } = this.commands;
    const reply = await this.#save(this.#undoTime);
    const { progress } = this.#controller;
    if (!reply || owner !== this.commands.owner || !isSameCall(call, progress.call)) return reply;
    while (progress.phase !== 'ready') this.goTo = progress.step();
    this.requestUpdate();
    return reply;
  }

  /** Takes back what was saved last, while it can be: it stands in the form again. */
  async undo(): Promise<boolean> {
    const controller = this.#controller;
    const { last } = controller;
    const { client, owner } = this.commands;
    const entry = client?.outbox?.list().find(({ id }) => id === last?.entry);
    if (!last) return false;
    controller.last = undefined;
    const error = await client?.outbox?.discard(last.entry).then(
      () => undefined,
      (cause: unknown) => CtiError.from(cause),
    );
    if (owner !== this.commands.owner) return !error;
    controller.undoProblem = error?.message ?? '';
    if (!error) this.#takeBack(last);
    if (!error && entry?.command.type === 'dispose') this.#form?.restoreUndone(entry.command);
    this.requestUpdate();
    return !error;
  }

  #takeBack(last: LastSave): void {
    const { progress } = this.#controller;
    this.#controller.undone(last);
    if (progress.call?.guid !== last.guid) return;
    if (progress.phase === 'ready') progress.stepBack();
    this.goTo = 'result';
  }

  async #save(holdFor: number): Promise<ReplyTo<'dispose'> | undefined> {
    const form = this.#form;
    if (!form) return undefined;
    const { owner } = this.commands;
    const {
      leafText: result,
      call: { guid, customer: number },
    } = form;
    this.#controller.undoProblem = '';
    const reply = await form.dispose({ holdFor });
    if (!reply || owner !== this.commands.owner) return reply;
    const { entry, until } = reply;
    this.#controller.last = entry && until ? { entry, guid, number, result, until } : undefined;
    this.requestUpdate();
    return reply;
  }

  /** Milliseconds in which a result can be taken back. */
  get #undoTime(): number {
    const support = this.commands.supports('dispose');
    const isPortals = support.ok && 'transport' in support && support.transport === 'portal';
    return (this.undoSeconds ?? (isPortals ? 0 : 5)) * 1000;
  }

  get #keys(): Shortcuts {
    return { ...this.shortcuts, ...ownShortcuts(this.#controller.owner) };
  }

  get #form(): CtiDispositionForm | null {
    return this.#find('result') as CtiDispositionForm | null;
  }

  get #isCalled(): boolean {
    return isCalled(this.commands.client);
  }

  get #isOn(): boolean {
    return !!this.commands.client?.calls.some(({ state }) => state !== 'incoming');
  }

  /** The customer's name: the dialer's, the page's, or a variable's. */
  #nameOf(call: CurrentCall | undefined): string {
    if (!call) return '';
    const { name = '', number = '' } = this.customer ?? {};
    const isTheirs = !number || samePhone(number, call.destination);
    const [, ofVariables = ''] = this.#controller.progress.variables.data.find(([key]) => nameVariable.test(key)) ?? [];
    return [call.name, isTheirs ? name : '', ofVariables].find((each) => each?.trim()) ?? '';
  }

  #query(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector(selector);
  }

  #find(action: PanelAction): HTMLElement | null {
    return this.#query(`[data-action="${CSS.escape(action)}"]`);
  }

  /** What an action presses, where it presses something. */
  #pressed(action: PanelAction): HTMLElement | null | undefined {
    const inside = (host: string, selector: string) =>
      this.#query(host)?.shadowRoot?.querySelector<HTMLElement>(selector);
    switch (action) {
      case 'call':
        return (this.#isCalled && inside('cti-incoming', '[name=answer]')) || inside('cti-call-button', 'button');
      case 'hangup':
        return inside('cti-hangup-button', 'button');
      case 'agent':
        return inside('cti-agent-state', '#state');
      case 'hold':
      case 'mute':
      case 'keypad':
      case 'transfer':
      case 'recording':
        return inside('cti-call-controls', `[name=${action}]`);
      case 'save': // goes on, too, once the work of a call is saved; while that is on, it only saves
        return this.#query('.foot .primary') ?? this.#query('[name=save]');
      case 'next':
      case 'undo':
      case 'outbox':
      case 'keys':
        return this.#find(action);
      default:
        return undefined;
    }
  }

  /** Goes to a control, or presses it; false where the agent could not either. */
  #act(action: PanelAction): boolean {
    const pressed = this.#pressed(action);
    if (pressed !== undefined) {
      if (!pressed || !isDrawn(pressed) || pressed.matches(':disabled, [aria-disabled=true]')) return false;
      pressed.click();
      return true;
    }
    const target = this.#find(action === 'search' ? 'result' : action);
    if (!target || target.matches(':disabled') || (action !== 'callback' && !isDrawn(target))) return false;
    if (this.#opened || (action === 'callback' && !this.#controller.isCallbackOpen)) {
      this.#opened = undefined;
      if (action === 'callback') this.#controller.openCallback();
      this.requestUpdate();
      void this.updateComplete.then(() => this.#focus(action, target));
    } else this.#focus(action, target);
    return true;
  }

  #focus(action: PanelAction, target: HTMLElement): void {
    const folded = target.closest('details');
    folded?.setAttribute('open', '');
    const own = { result: 'focusChips', search: 'focusSearch', callback: 'focusChoices', respool: 'focusNext' };
    const name = (own as Partial<Record<PanelAction, string>>)[action] ?? 'focus';
    (target as unknown as Partial<Record<string, () => unknown>>)[name]?.();
    if (folded && !target.matches(':focus-within')) folded.querySelector('summary')?.focus(); // nothing in it takes the focus now
  }

  /** Opens what lies over the work, or closes it: the focus goes to it and back. */
  #toggle(part: 'outbox' | 'keys'): void {
    const isOpening = this.#opened !== part;
    this.#opened = isOpening ? part : undefined;
    this.#keysView.change();
    void this.updateComplete.then(() => {
      (isOpening ? this.#query('[name=close]') : this.#find(part))?.focus();
    });
  }

  /** Escape closes what lies over the work, and else leaves the field. */
  readonly #onEscape = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Escape' || event.defaultPrevented) return;
    if (this.#opened) this.#toggle(this.#opened);
    else if (event.composedPath().some((node) => node instanceof Element && node.matches('input, textarea, select')))
      this.#query('.panel')?.focus();
    else return;
    event.preventDefault();
  };

  readonly #onCopy = ({ currentTarget }: Event) => {
    void copyBeside(currentTarget as HTMLButtonElement).then((said) => {
      this.#copied = said;
      this.requestUpdate();
    });
  };

  #agentBar({ client, keys }: PanelLook): TemplateResult {
    const entries = client.outbox?.list() ?? [];
    const needing = entries.filter(({ state }) => state === 'unknown' || state === 'held').length;
    const all = entries.length;
    const { phase, isUnknown } = this.#controller.progress;
    const onCall = isUnknown ? msg('Not confirmed') : msg('On call');
    const words = { ready: msg('Ready'), call: onCall, 'wrap-up': msg('Wrap-up') };
    const count = needing || all;
    const opener = (action: 'outbox' | 'keys', label: string, content: unknown) =>
      panelButton(content, () => this.#toggle(action), {
        ...{ look: 'quiet', action, label, title: label, keys: keys[action], isOpen: this.#opened === action },
      });
    return html`<div part="bar" class="bar">
      ${
        hasAgentState(client)
          ? html`<cti-agent-state
              data-action="agent"
              .client=${this.client}
              ?disabled=${this.disabled}
            ></cti-agent-state>`
          : html`<span class="phase">${words[phase]}</span>`
      }
      <span class="grow"></span>
      ${
        client.outbox
          ? opener(
              'outbox',
              needing ? msg(str`Outbox: ${needing} to decide`) : msg(str`Outbox: ${all} waiting`),
              html`${icon(Send)}${count ? html`<span part="badge" class="count ${needing ? 'asks' : ''}">${count}</span>` : nothing}`,
            )
          : nothing
      }
      ${opener('keys', msg('Keys and settings'), html`<kbd aria-hidden="true">?</kbd>`)}
      <span role="status" class="hidden">${needing ? msg(str`The outbox needs you: ${needing}.`) : nothing}</span>
    </div>`;
  }

  /** All that is drawn from, as things are now. */
  #look(client: CtiClient): PanelLook {
    const controller = this.#controller;
    const { progress } = controller;
    const form = this.#form;
    const isContactGiven = !!this.entry || isSomeOffered(client, ['cti']); // by the page, or by the portal
    const isThere = (action: PanelAction) => isOffered(client, action) && (action !== 'respool' || isContactGiven);
    const isDraft = !!form?.isOpened;
    return {
      ...{ panel: this, controller, client, form, progress, isThere, isDraft },
      keys: this.#keys,
      act: (action) => this.#act(action),
      dispositions: (this.dispositions ?? this.#json.text) as readonly Disposition[],
      name: this.#nameOf(progress.call),
      now: Date.now(),
      limit: this.wrapUp * 1000,
      canDispose: isThere('result'),
      isReady: progress.phase === 'ready' && !isDraft,
    };
  }

  /** Who is on the line or whom to dial; what can be done with the call stands in one row that never moves. */
  #head(look: PanelLook): TemplateResult {
    const { client, progress, isThere } = look;
    const { phase, call } = progress;
    const isControlled = phase === 'call' && isSomeOffered(client, controlTypes) && this.#isOn;
    const isUntold = call?.state === 'placed' || call?.state === 'unknown';
    return html`<section part="head" class="head ${phase}" aria-label=${msg('Call')}>
      ${whoView(look)} ${isThere('dial') ? this.#dial(look) : nothing}
      ${
        isControlled
          ? html`<cti-call-controls
              .client=${this.client}
              .keys=${look.keys}
              ?disabled=${this.disabled}
            ></cti-call-controls>`
          : nothing
      }
      ${phase === 'wrap-up' ? this.#ended(look) : nothing}
      ${phase === 'call' && (!isControlled || isUntold) ? this.#markEnded(look, isControlled) : nothing}
      ${isThere('hangup') ? this.#hangup(look) : nothing} ${this.#controller.field.renderNote()}
      ${
        progress.isUnknown && phase === 'call' && !this.#controller.isDoubtSaid
          ? html`<div class="below row" part="unknown">
              ${unknownCallLine(call?.destination || msg('Number not known'))}
              ${lookAgainView(this.commands, this.disabled)}
            </div>`
          : nothing
      }
    </section>`;
  }

  /** For which campaign the number in the field would be dialled. */
  get #campaign(): string {
    return this.#controller.campaign || this.commands.session.campaign || (this.campaigns?.[0] ?? '');
  }

  /** That campaign; where there are several, to choose another one. */
  #campaignView(campaign: string): unknown {
    const { campaigns } = this;
    const all = [...new Set([this.commands.session.campaign, ...(campaigns ?? []), campaign])].filter(Boolean);
    if (!campaigns || all.length < 2)
      return campaign ? html`<span class="tag">${campaignTag(campaign)}</span>` : nothing;
    return html`<select
      part="field"
      name="campaign"
      aria-label=${msg('Campaign')}
      ?disabled=${this.disabled}
      @input=${({ currentTarget }: Event) => this.#controller.choose((currentTarget as HTMLSelectElement).value)}
    >
      ${all.map((each) => html`<option value=${each}>${campaignText(each)}</option>`)}
    </select>`;
  }

  /** The field for a number, and the button that dials it. */
  #dial({ controller, progress, keys }: PanelLook): TemplateResult {
    const { isDialling, field } = controller;
    const campaign = this.#campaign;
    return html`<div class="dial" ?hidden=${!isDialling}>
        <div class="line">
          <label id="dial" for="number">${msg('Number to dial')}</label>
          ${this.#campaignView(campaign)}
        </div>
        ${field.render(controller.recent, keys.dial, this.disabled)}
      </div>
      <cti-call-button
        data-action="call"
        class=${controller.isSaid ? 'silent' : ''}
        .client=${this.client}
        .destination=${field.text}
        .campaign=${campaign}
        ?hidden=${!isDialling}
        ?disabled=${this.disabled}
        >${msg('Call')} ${progress.phase === 'ready' ? keyCap(keys.call) : nothing}</cti-call-button
      >`;
  }

  /** What is left of a call that has ended, in the place of what could be done with it. */
  #ended(look: PanelLook): TemplateResult {
    const { controller, progress, isThere } = look;
    const { destination = '', campaign = '', state } = progress.call ?? {};
    const { transferred } = controller;
    return html`<div class="main">
        ${endedView(look)}
        ${panelButton(html`${icon(Phone)} ${msg('Redial')}`, () => void this.dial(destination, { campaign }), {
          name: 'redial',
          title: isolatedText(msg(str`Call ${destination} again`), destination),
          isHidden: !destination || !isThere('dial'),
          isOff: this.disabled,
        })}
      </div>
      ${transferred ? html`<p class="below hint" part="transferred">${sentence(...transferred)}</p>` : nothing}
      <div class="below" ?hidden=${state === 'ended'}>
        ${panelButton(msg('Undo: still talking'), controller.back, { name: 'back', look: 'link', isOff: this.disabled })}
      </div>`;
  }

  /** Nobody tells a page of every end of a call: the agent can. */
  #markEnded({ controller, keys }: PanelLook, isBelow: boolean): TemplateResult {
    return html`<div class=${isBelow ? 'below' : 'main'}>
      ${panelButton(html`${msg('Mark as ended')} ${keyCap(keys.next)}`, controller.next, {
        ...{ name: 'next', action: 'next', keys: keys.next, isOff: this.disabled },
      })}
    </div>`;
  }

  #hangup({ controller, progress, keys }: PanelLook): TemplateResult {
    const { isOver, isOldHangup } = controller;
    const { phase, isUnknown } = progress;
    const classes = [
      (isOver || phase === 'ready') && 'idle',
      isOver && 'told',
      isOldHangup && 'silent',
      isUnknown && 'unsure',
    ];
    return html`<cti-hangup-button
      data-action="hangup"
      class=${classes.filter(Boolean).join(' ')}
      .client=${this.client}
      ?disabled=${this.disabled || isOver}
      ><span class="word">${msg('Hang up')}</span>${keyCap(keys.hangup)}</cti-hangup-button
    >`;
  }

  /** What lies over the work: the outbox, or the keys with what an agent can set beside. */
  #overlay(look: PanelLook): TemplateResult | typeof nothing {
    if (this.#opened === 'outbox')
      return overlayView(
        'outbox',
        msg('Outbox'),
        msg('Close the outbox'),
        () => this.#toggle('outbox'),
        html`<cti-outbox class="pad" open headless .client=${this.client} ?disabled=${this.disabled}></cti-outbox>`,
      );
    if (this.#opened !== 'keys') return nothing;
    const alerts = this.#alerts.view(this.ring, this.disabled);
    return overlayView(
      'help',
      msg('Keys'),
      msg('Close the keys'),
      () => this.#toggle('keys'),
      html`${this.#keysView.render(look)}${alerts === nothing ? nothing : html`<section class="pad">${alerts}</section>`}`,
    );
  }

  /** What was done today, and what is begun, while no call is here. */
  #day(look: PanelLook): TemplateResult {
    const { controller, progress, canDispose } = look;
    const { call } = progress;
    const back =
      call &&
      html`<div class="pad">
        ${panelButton(html`<span>${sentence(msg(str`Back to ${call.destination || msg('the last call')}`), call.destination)}</span>`, controller.back, { name: 'back', look: 'link', isOff: this.disabled })}
      </div>`;
    return html`${canDispose ? draftsView(look) : nothing} ${back} ${dayView(look)}`;
  }

  /** What was saved last, and what the time after the call is. */
  #notices(look: PanelLook): TemplateResult {
    const { controller, progress, now, limit, canDispose } = look;
    const number = progress.call?.destination ?? '';
    const isLate = limit > 0 && progress.phase === 'wrap-up' && canDispose && !progress.isDisposed;
    const reminder = isLate ? reminderText(progress.spent(now).wrapUp, limit, number) : '';
    return html`${undoView(look)} ${problemLine('undo', controller.undoProblem)}
      <div part="reminder" class="banner notice-box" data-state=${reminder ? 'unknown' : 'idle'}>
        <div role="status" class="outcome">
          ${reminder ? icon(Clock) : nothing}<span>${sentence(reminder, number)}</span>
        </div>
        ${
          reminder
            ? html`<div>
                ${panelButton(msg('Keep as a draft, next call'), controller.next, { name: 'draft', isOff: this.disabled })}
              </div>`
            : nothing
        }
      </div>`;
  }

  #incoming(): TemplateResult {
    return html`<section class="pad ${this.#isCalled ? '' : 'none'}">
      <cti-incoming
        .client=${this.client}
        .ring=${this.#alerts.ring(this.ring)}
        ?disabled=${this.disabled}
      ></cti-incoming>
    </section>`;
  }

  protected override render(): TemplateResult | typeof noChange {
    const { client } = this.commands;
    // One that is taken out of the page for a while keeps what stands in its elements.
    if (!client) return this.isConnected ? html`<p class="hint">${noSessionText()}</p>` : noChange;
    const missing = customElements.get('cti-call-button')
      ? undefined
      : msg('The agent’s elements are missing: load portside.js, or portside/define, first.');
    const look = this.#look(client);
    const { isReady, progress, canDispose } = look;
    return html`<div
      class="panel"
      tabindex="-1"
      role="group"
      aria-label=${msg('Calls')}
      @keydown=${this.#onEscape}
      @keyup=${showField}
    >
      <div class="top">${this.#agentBar(look)} ${this.#head(look)}</div>
      ${hasIncoming(client) ? this.#incoming() : nothing} ${problemLine('none', missing ?? offerProblem(client))}
      ${this.#notices(look)} ${this.#overlay(look)}
      <div class="body">
        ${isReady ? nothing : variablesView(progress.variables, this.#copied, this.#onCopy)} ${workView(look)}
        ${isReady ? this.#day(look) : nothing}
      </div>
      ${
        isReady || (progress.phase === 'call' && !canDispose)
          ? nothing
          : html`<div part="bar" class="bar foot">${saveBar(look)}</div>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-panel': CtiPanel;
  }
}
