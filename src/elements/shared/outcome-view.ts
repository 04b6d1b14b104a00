import { msg } from '@lit/localize';
import { html, nothing, render, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
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

/** Holds the box as elements: a thousand controls have one in which nothing stands yet, and each part of a template costs memory. */
class OutcomeBox extends Directive {
  #box: HTMLElement | undefined;

  render(outcome: Outcome, more: string, text: string): HTMLElement {
    const { state } = outcome;
    const words = [text, more].filter(Boolean).join(' ');
    const box = (this.#box ??= emptyBox());
    const region = box.firstElementChild as HTMLElement;
    if (state === 'idle' && !words && !region.firstChild) return box;
    const about = 'command' in outcome ? outcome.command : undefined;
    box.dataset['state'] = region.dataset['state'] = state;
    region.setAttribute('part', state === 'unknown' || state === 'refused' ? 'status error' : 'status');
    render(
      html`${state === 'idle' ? nothing : icon(icons[state])}${keyed(outcome, html`<span>${sentence(words, ...textsIn(about))}</span>`)}`,
      region,
    );
    render(
      html`${state === 'question' ? answerButtons(outcome) : nextButton(outcome)}${'error' in outcome ? detailLine(outcome.error) : nothing}`,
      box,
    );
    return box;
  }
}
const outcomeBox = directive(OutcomeBox);

function emptyBox(): HTMLElement {
  const [box, region] = [document.createElement('div'), document.createElement('div')];
  box.className = 'banner';
  box.setAttribute('part', 'outcome');
  region.className = 'outcome';
  region.role = 'status';
  region.setAttribute('part', 'status');
  box.dataset['state'] = region.dataset['state'] = 'idle';
  box.append(region);
  return box;
}

/**
 * The box beside a control that says how far its command got, and what to do now: a polite live region of icon and words with
 * `more` after them, then the next step, and what support asks for. It is there from the beginning, so that what comes into it
 * is read out; the same words of another outcome are written anew for that. `text` are the words, where an element has its own.
 */
export const outcomeLine = (outcome: Outcome, more = '', text = outcomeText(outcome)): unknown =>
  outcomeBox(outcome, more, text);

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
