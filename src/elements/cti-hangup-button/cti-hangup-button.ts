import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { LoaderCircle, PhoneOff } from 'lucide';
import { spokenConsult } from '../../core/call-in-hand.js';
import type { ReplyTo } from '../../core/commands.js';
import { callButtonStyles } from '../shared/call-button.styles.js';
import { CtiElement } from '../shared/cti-element.js';
import { campaignText, isolatedText, sentence } from '../shared/datum.js';
import { once } from '../shared/dial-question.js';
import { icon } from '../shared/icon.js';
import { outcomeLine } from '../shared/outcome-view.js';
import { lookAgainView, unknownCallLine } from '../shared/unknown-call-view.js';

/**
 * A button that ends the agent's call. It says which call it ends where this page knows, and how far it got:
 * the portal never confirms a hang-up. It never repeats one: the next call would be another customer's. Where the dialer
 * ends whatever is on the agent's phone, and does not say in two seconds what that is, it says so, and the next press ends it.
 *
 * @element cti-hangup-button
 *
 * @fires {CtiRequestEvent} cti-request - Before the call is ended. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The hang-up was sent, or confirmed; `reply.status` says which.
 * @fires {CtiErrorEvent} cti-error - The call was not ended, or nobody knows; `error.code` says which.
 *
 * @slot - The label. "Hang up" when empty.
 *
 * @csspart button - The native button.
 * @csspart row - The row of buttons.
 * @csspart unknown - What is said while nobody knows whether a call is on, with a `button` that asks the portal.
 * @csspart recheck - The button for an agent who is not on the call that this page knows of.
 * @csspart status - The line that says how far the hang-up got; also `error` when it failed.
 */
export class CtiHangupButton extends CtiElement {
  static override styles = [...CtiElement.styles, callButtonStyles];

  constructor() {
    super();
    this.commands.followCall();
  }

  /** Ends the call, as a click would. Where its dialer does not say that it is this call, the first press asks, and the second ends. */
  hangup(): Promise<ReplyTo<'hangup'> | undefined> {
    return this.commands.run(this.#isAsked ? { type: 'hangup', confirmed: true } : { type: 'hangup' });
  }

  /** The last press was told that it would end whatever is on the phone (V-24). */
  get #isAsked(): boolean {
    const { outcome } = this.commands;
    return 'error' in outcome && outcome.error.field === 'confirmed';
  }

  /** The agent is not on a call: asks the portal, and forgets the call that it does not name. */
  recheck(): Promise<ReplyTo<'cti'> | undefined> {
    return this.commands.run({ type: 'cti' }, (client) => client.recheck());
  }

  /** A double click asks, and does not answer. */
  readonly #onPress = ({ detail }: MouseEvent) => (detail > 1 && this.#isAsked ? undefined : void this.hangup());

  /** Which call a press will end. */
  #plan(): string {
    const { current, calls = [] } = this.commands.client ?? {};
    const { destination, campaign, state } = current ?? {};
    const consult = spokenConsult(calls);
    if (consult?.destination) return msg(str`Ends the consultation with ${consult.destination}: the customer stays.`);
    if (consult) return msg('Ends the consultation: the customer stays.');
    if (state === 'unknown' && !current?.guid) return msg(str`Ends the call that may be on with ${destination}.`);
    if (!destination) return msg('Ends the call you are on. This page does not know its number.');
    return campaign
      ? msg(str`Ends the call with ${destination} for ${campaignText(campaign)}`)
      : msg(str`Ends the call with ${destination}`);
  }

  protected override render(): TemplateResult {
    const { pending, outcome, client } = this.commands;
    const call = client?.current;
    const isUnknown = call?.state === 'unknown' && !call.guid;
    const support = this.commands.supports('hangup');
    const plan = !support.ok
      ? support.reason
      : this.#isAsked
        ? msg('This ends whatever is on your phone')
        : this.#plan();
    const about = call?.campaign ?? '';
    return html`
      <div class="row" part="row">
        <button
          part="button"
          class=${client?.calls.some(({ state }) => state !== 'incoming') ? 'danger' : ''}
          type="button"
          title=${isolatedText(plan, about)}
          aria-describedby="plan"
          aria-busy=${pending}
          ?disabled=${this.disabled || !support.ok}
          @keydown=${once}
          @click=${this.#onPress}
        >
          ${icon(pending ? LoaderCircle : PhoneOff)}
          <slot>${msg('Hang up')}</slot>
        </button>
        <button
          part="recheck"
          class="quiet"
          type="button"
          ?hidden=${!call}
          ?disabled=${this.disabled}
          @click=${this.recheck}
        >
          ${msg('Not on a call? Check')}
        </button>
      </div>
      <div part="unknown" class=${isUnknown ? '' : 'hidden'}>
        <div role="status">${isUnknown ? unknownCallLine(call.destination) : nothing}</div>
        ${isUnknown ? lookAgainView(this.commands, this.disabled) : nothing}
      </div>
      <p id="plan" class=${support.ok ? 'hidden' : 'hint'}>${sentence(plan, about)}</p>
      ${outcomeLine(outcome)}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-hangup-button': CtiHangupButton;
  }
}
