import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Check, CircleMinus, Clock, LoaderCircle, OctagonAlert, Send, TriangleAlert, type IconNode } from 'lucide';
import type { CtiError } from '../../core/errors.js';
import { sentence, textsIn } from './datum.js';
import { answerButtons, once } from './dial-question.js';
import { icon } from './icon.js';
import { outcomeText } from './outcome-messages.js';
import type { Outcome } from './outcome.js';
import { supportLine } from './support-line.js';

/** How each state looks beside its words. */
export const icons: Record<Exclude<Outcome['state'], 'idle'>, IconNode> = {
  pending: LoaderCircle,
  stopped: CircleMinus,
  confirmed: Check,
  sent: Send,
  queued: Clock,
  unknown: TriangleAlert,
  refused: OctagonAlert,
  question: TriangleAlert,
};

/**
 * The box beside a control that says how far its command got, and what to do now: a polite live region of icon and words with
 * `more` after them, then the next step, and what support asks for. It is there from the beginning, so that what comes into it
 * is read out; the same words of another outcome are written anew for that. `text` are the words, where an element has its own.
 */
export function outcomeLine(outcome: Outcome, more = '', text = outcomeText(outcome)): TemplateResult {
  const { state } = outcome;
  const part = state === 'unknown' || state === 'refused' ? 'status error' : 'status';
  const words = [text, more].filter(Boolean).join(' ');
  const about = 'command' in outcome ? outcome.command : undefined;
  return html`<div part="outcome" class="banner" data-state=${state}>
    <div role="status" part=${part} class="outcome" data-state=${state}>
      ${state === 'idle' ? nothing : icon(icons[state])}${keyed(outcome, html`<span>${sentence(words, ...textsIn(about))}</span>`)}
    </div>
    ${state === 'question' ? answerButtons(outcome) : nextButton(outcome)}
    ${'error' in outcome ? detailLine(outcome.error) : nothing}
  </div>`;
}

/** The next step, in the place where it is said what happened. */
function nextButton(outcome: Outcome): TemplateResult | typeof nothing {
  const { step, press } = ('next' in outcome && outcome.next) || {};
  if (!step || !press) return nothing;
  const words = { check: msg('Check'), sendAgain: msg('Send again'), signIn: msg('Sign in') };
  return html`<div>
    <button type="button" part="button" name=${step} @keydown=${once} @click=${press}>${words[step]}</button>
  </div>`;
}

/** All that an element says whose commands nothing here can carry. */
export const neverLine = (why: string): TemplateResult => html`<p class="hint">${sentence(why)}</p>`;

/** For support: what the sentence leaves out. */
export const detailLine = ({ code, detail, transport }: CtiError): TemplateResult | typeof nothing =>
  supportLine(code === 'INVALID' ? '' : [code, transport, detail].filter(Boolean).join(' · '));

/** What is wrong with one field, beside it; give the field `aria-describedby` with this id. */
export function problemLine(id: string, problem: string | undefined): TemplateResult {
  return html`<p class="problem" part="error" id=${id} ?hidden=${!problem}>
    ${problem ? icon(OctagonAlert) : nothing}<span>${sentence(problem ?? '')}</span>
  </p>`;
}
