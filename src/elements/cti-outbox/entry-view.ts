import { msg, str } from '@lit/localize';
import { html, render, type TemplateResult } from 'lit';
import { Ban, CircleQuestionMark, Clock, LoaderCircle, type IconNode } from 'lucide';
import type { OutboxEntry, OutboxState } from '../../outbox/outbox-entry.js';
import { icon } from '../shared/icons.js';
import { outcomeLine, type Outcome } from '../shared/outcome.js';
import { agoText, riskText, stateText, whatText } from './entry-text.js';

const icons: Record<OutboxState, IconNode> = {
  waiting: Clock,
  sending: LoaderCircle,
  unknown: CircleQuestionMark,
  held: Ban,
};

/** A question that is open: of the button with this name, with a text to copy where the page may not. */
export interface Asking {
  id: string;
  name: string;
  text: string;
}

/** A button is told by its `name`, and by the place around it. */
export const button = (name: string, label: string, what = '', describedBy = '', busy = false): TemplateResult => html`
  <button
    type="button"
    part="button"
    name=${name}
    class=${name === 'confirm' ? 'danger' : ''}
    aria-label=${what ? `${label}: ${what}` : label}
    aria-describedby=${describedBy}
    aria-disabled=${busy}
  >
    ${label}
  </button>
`;

/** A text to copy by hand. It is selected as soon as it has the focus. */
export const textView = ({ text }: Asking): TemplateResult => html`
  <div class="field">
    <label for="text">${msg('Copy this text by hand')}</label>
    <textarea id="text" name="text" part="field" rows="4" readonly .value=${text} @focus=${select}></textarea>
    <div>${button('keep', msg('Close'))}</div>
  </div>
`;

const select = ({ target }: Event) => (target as HTMLTextAreaElement).select();

/** Draws one entry in its row; `decide` when the agent has to say what becomes of it. `said` is what the page did for it. */
export function drawEntry(
  row: HTMLElement,
  entry: OutboxEntry,
  decide: boolean,
  outcome: Outcome,
  said: string,
  asking?: Asking,
): void {
  const { id, command, since } = entry;
  const what = whatText(command);
  const pending = outcome.state === 'pending';
  const state = pending ? 'sending' : entry.state;
  const busy = state === 'sending';
  const isUnknown = state === 'unknown';
  const isAsked = asking?.name === 'discard' && !busy;
  const reason = busy || ('error' in outcome && outcome.error.message === entry.reason) ? '' : entry.reason;
  const lost = () =>
    isUnknown ? msg('If it reached the dialer, it stays there.') : msg('The dialer will not get it.');
  const more = isAsked ? `${msg(str`Discard “${what}”?`)} ${lost()}` : isUnknown ? riskText(command) : '';
  const own = (name: string, label: string) => button(name, label, what, `more-${id}`, busy && name !== 'copy');
  row.className = decide ? 'decide' : '';
  row.ariaLabel = what;
  render(
    html`
      <b>${what}</b>
      <p class="state" data-state=${busy ? 'pending' : state}>
        ${icon(icons[state])}
        <span>
          ${decide ? html`<b>${stateText(state)}</b>` : stateText(state)} ${reason}
          <span class="hint">${agoText(since)}</span>
        </span>
      </p>
      <p id="more-${id}">${more}</p>
      ${
        asking?.name === 'copy'
          ? textView(asking)
          : html`<div class="row">
              ${
                isAsked
                  ? html`${own('confirm', msg('Discard'))} ${own('keep', msg('Keep'))}`
                  : html`${own('send', isUnknown ? msg('Send again') : msg('Send now'))}
                    ${own('discard', msg('Discard'))} ${own('copy', msg('Copy as text'))}`
              }
            </div>`
      }
      ${outcomeLine(pending ? { state: 'idle' } : outcome, said)}
    `,
    row,
  );
}
