import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Ban, Check, CircleMinus, CircleQuestionMark, Clock, LoaderCircle, Send, type IconNode } from 'lucide';
import type { CtiError } from '../../core/errors.js';
import { answerButtons } from './dial-question.js';
import { icon } from './icon.js';
import { outcomeText } from './outcome-messages.js';
import type { Outcome } from './outcome.js';

/** How each state looks beside its words. */
export const icons: Record<Exclude<Outcome['state'], 'idle'>, IconNode> = {
  pending: LoaderCircle,
  stopped: CircleMinus,
  confirmed: Check,
  sent: Send,
  queued: Clock,
  unknown: CircleQuestionMark,
  refused: Ban,
  question: CircleQuestionMark,
};

/**
 * The line beside a control that says how far its command got: polite live region, icon and words, and `more` after them.
 * The same words of another outcome are written anew, so that they are read out again. `text` are the words, where an element
 * has its own.
 */
export function outcomeLine(outcome: Outcome, more = '', text = outcomeText(outcome)): TemplateResult {
  const { state } = outcome;
  const part = state === 'unknown' || state === 'refused' ? 'status error' : 'status';
  return html`
    <div role="status" part=${part} class="outcome" data-state=${state}>
      ${state === 'idle' ? nothing : icon(icons[state])}${keyed(outcome, html`<span>${text}${more && ` ${more}`}</span>`)}
    </div>
    ${state === 'question' ? answerButtons(outcome) : 'error' in outcome ? detailLine(outcome.error) : nothing}
  `;
}

/** For support: what the sentence leaves out. */
export function detailLine({ code, detail, transport }: CtiError): TemplateResult | typeof nothing {
  if (code === 'INVALID') return nothing;
  return html`<details part="details">
    <summary>${msg('For support')}</summary>
    <code>${[code, transport, detail].filter(Boolean).join(' · ')}</code>
  </details>`;
}

/** What is wrong with one field, beside it; give the field `aria-describedby` with this id. */
export function problemLine(id: string, problem: string | undefined): TemplateResult {
  return html`<p class="problem" part="error" id=${id} ?hidden=${!problem}>
    ${problem ? icon(Ban) : nothing}<span>${problem}</span>
  </p>`;
}
