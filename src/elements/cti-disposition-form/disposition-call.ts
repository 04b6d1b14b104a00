import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CurrentCall } from '../../core/client.js';
import { isCall, isSameCall } from '../shared/call-identity.js';
import { campaignTag, sentence } from '../shared/datum.js';
import type { DraftCall } from '../shared/draft-storage.js';
import { unknownCallText } from '../shared/unknown-call-view.js';

/** The call that a result is for; texts are empty where nobody knows. */
export interface DisposedCall extends DraftCall {
  readonly guid: string;
}

/** What the page gave, filled up from the current call unless the page means another one; the session's campaign comes last. */
export function callFrom(
  { guid, customer, campaign }: Pick<DisposedCall, 'guid' | 'customer' | 'campaign'>,
  current: CurrentCall | undefined,
  ofSession: string,
): DisposedCall {
  const known = current && (!guid || guid === current.guid) ? current : undefined;
  return {
    guid: guid || (known?.guid ?? ''),
    customer: customer || (known?.destination ?? ''),
    campaign: campaign || known?.campaign || ofSession,
    since: known?.since,
  };
}

/** Whether a call is the one that a form was begun for; its guid or number may have become known since. */
export function isSame(begun: DisposedCall, call: DisposedCall): boolean {
  return isSameCall(begun, call) && (!begun.customer || call.customer === begun.customer);
}

/** Whether it was dialled and nobody answered that. */
export const isUnknown = ({ guid, since }: DisposedCall): boolean => !guid && since !== undefined;

/** Why no result can be saved for a call; empty when one can. */
export function callProblem(call: DisposedCall, current: CurrentCall | undefined): string {
  const { guid, customer, campaign } = call;
  if (guid && customer && campaign) return '';
  if (!isUnknown(call)) return msg('A result needs a call with a number and a campaign.');
  return isSameCall(call, current)
    ? unknownCallText(customer)
    : msg('The dialer did not identify this call, so its result cannot be saved here. Enter it in the dialer.');
}

/** What a form says of its call beside its name, and what the agent can do about it. */
export interface CallNotice {
  text: TextWithData;
  button?: { label: TextWithData; press: () => void };
}

/** A sentence, and what in it came from outside. */
type TextWithData = readonly [text: string, ...data: string[]];

/** Which call the result is for, and what is to be said of that; `more` stands below. */
export function callView(
  { guid, customer, campaign, since }: DisposedCall,
  notice: CallNotice | undefined,
  said: TextWithData,
  more: TemplateResult | typeof nothing,
): TemplateResult {
  const isKnown = isCall({ guid, since });
  const button =
    notice?.button &&
    html`<button part="button" type="button" @click=${notice.button.press}>
      <span>${sentence(...notice.button.label)}</span>
    </button>`;
  return html`<div class="field">
    <div id="call" part="call">
      <strong
        >${isKnown ? sentence(msg(str`Result of ${customer || guid}`), customer || guid) : msg('No call is known yet.')}</strong
      >
      <span class="hint">${campaignTag(campaign)}</span>
    </div>
    <div role="status">
      ${notice && html`<div class="notice row" part="notice"><span>${sentence(...notice.text)}</span> ${button}</div>`}
      <p class="hint" part="said" ?hidden=${!said[0]}>${sentence(...said)}</p>
    </div>
    ${more}
  </div>`;
}
