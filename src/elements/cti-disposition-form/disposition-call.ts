import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { CurrentCall } from '../../core/client.js';

/** The call that a result is for; texts are empty where nobody knows. */
export interface DisposedCall {
  guid: string;
  /** The customer's number. */
  customer: string;
  campaign: string;
}

/** What the page gave, filled up from the current call unless the page means another one; the session's campaign comes last. */
export function callFrom(
  { guid, customer, campaign }: DisposedCall,
  current: CurrentCall | undefined,
  ofSession: string,
): DisposedCall {
  const known = current && (!guid || guid === current.guid) ? current : { guid: '', destination: '', campaign: '' };
  return {
    guid: guid || (known.guid ?? ''),
    customer: customer || known.destination,
    campaign: campaign || known.campaign || ofSession,
  };
}

/** Whether a call is the one that a form was begun for; its number may have become known since. */
export function isSame(begun: DisposedCall, { guid, customer }: DisposedCall): boolean {
  return guid === begun.guid && (!begun.customer || customer === begun.customer);
}

/** Why no result can be saved for a call; empty when one can. */
export function callProblem(call: DisposedCall): string {
  return Object.values(call).every(Boolean) ? '' : msg('A result needs a call with a number and a campaign.');
}

/** Which call the result is for, and that another one is here now. */
export function callView(
  { guid, customer, campaign }: DisposedCall,
  other: DisposedCall | undefined,
  change: () => void,
): TemplateResult {
  return html`<div class="field">
    <div id="call" part="call">
      <strong>${guid ? msg(str`Result of ${customer || guid}`) : msg('No call is known yet.')}</strong>
      <span class="hint">${campaign}</span>
    </div>
    <div role="status">
      ${
        other &&
        html`<div class="notice row" part="notice">
          <span
            >${msg(str`Another call is here now. What you wrote stays with ${customer || guid || msg('no call')}.`)}</span
          >
          <button part="button" type="button" @click=${change}>
            ${msg(str`Use it for ${other.customer || other.guid}`)}
          </button>
        </div>`
      }
    </div>
  </div>`;
}
