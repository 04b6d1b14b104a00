import { msg, str } from '@lit/localize';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { LoaderCircle, Phone } from 'lucide';
import { readPhone } from '../../codecs/phone.js';
import type { CommandInput, ReplyTo } from '../../core/commands.js';
import { callButtonStyles } from '../shared/call-button.styles.js';
import { attributes } from '../shared/attributes.js';
import { CtiElement } from '../shared/cti-element.js';
import { campaignText, isolatedText, sentence } from '../shared/datum.js';
import { isAbout, once } from '../shared/dial-question.js';
import { icon } from '../shared/icon.js';
import { outcomeLine } from '../shared/outcome-view.js';

/**
 * A button that places a call. It says what it will dial; nothing is added to the number.
 *
 * @element cti-call-button
 *
 * @fires {CtiRequestEvent} cti-request - Before the call is placed. Cancel it to stop the call.
 * @fires {CtiResultEvent} cti-result - The call was placed; `reply.guid` names it.
 * @fires {CtiErrorEvent} cti-error - The call was not placed, or nobody knows; `error.code` says which.
 *
 * @slot - The label. "Call" and the number when empty.
 *
 * @csspart button - The native button.
 * @csspart status - The line that says how far the call got; also `error` when it failed.
 */
export class CtiCallButton extends CtiElement {
  static override styles = [...CtiElement.styles, callButtonStyles];

  static override properties: PropertyDeclarations = {
    destination: {},
    campaign: {},
    callerId: { attribute: 'caller-id' },
    ownPhone: { type: Boolean, attribute: 'own-phone' },
  };

  /** The number to dial: its separators go out as they are (C-065). */
  destination = '';

  /** The campaign that the call counts for. The session's when empty. */
  campaign = '';

  /** The number that the customer sees. The session's when empty. */
  callerId = '';

  /** Calls with the portal's own phone (`callWithPhone`), which has no caller id to choose. */
  ownPhone = false;

  constructor() {
    super();
    this.commands.followCall();
  }

  /** One listener for all its buttons: a template holds memory for each. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    root.addEventListener('keydown', once as EventListener);
    return root;
  }

  /** A question is about what would be dialled now. */
  protected override willUpdate(): void {
    const { outcome } = this.commands;
    if (outcome.state === 'question' && !isAbout(outcome, this.#command)) this.commands.reset();
  }

  /** Places the call, as a click would. */
  call(): Promise<ReplyTo<'call' | 'callWithPhone'> | undefined> {
    return this.commands.run(this.#command);
  }

  get #command(): CommandInput & { type: 'call' | 'callWithPhone' } {
    const destination = this.#number;
    const { session } = this.commands;
    const campaign = this.campaign || session.campaign;
    if (this.ownPhone) return { type: 'callWithPhone', destination, campaign };
    const callerId = this.callerId || session.callerId;
    return callerId ? { type: 'call', destination, campaign, callerId } : { type: 'call', destination, campaign };
  }

  /** What goes out; what cannot be read is refused as it stands. */
  get #number(): string {
    return readPhone(this.destination, { pauses: true }).phone ?? this.destination;
  }

  /** What a press will dial, before it does. */
  #plan(destination: string, campaign: string): string {
    const number = destination || msg('no number');
    return campaign ? msg(str`Dials ${number} for ${campaignText(campaign)}`) : msg(str`Dials ${number}`);
  }

  protected override render(): TemplateResult {
    const { type, destination, campaign } = this.#command;
    const { pending, outcome, client } = this.commands;
    const support = this.commands.supports(type);
    const plan = support.ok ? this.#plan(destination, campaign) : support.reason;
    return html`
      <button
        part="button"
        type="button"
        aria-describedby="plan"
        ${attributes({
          class: `${client?.calls.length ? '' : 'primary'} ${support.ok ? 'able' : ''}`.trim(),
          title: isolatedText(plan, campaign),
          'aria-busy': String(pending),
          disabled: this.disabled || !support.ok ? '' : null,
        })}
        @click=${this.call}
      >
        ${icon(pending ? LoaderCircle : Phone)}
        <slot>${destination ? sentence(msg(str`Call ${destination}`), destination) : msg('Call')}</slot>
      </button>
      <p id="plan" class="hint">${support.ok ? plan : sentence(plan, campaign)}</p>
      ${outcomeLine(outcome)}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-call-button': CtiCallButton;
  }
}
