import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Ban, Phone, PhoneOff, RotateCcw } from 'lucide';
import type { DisposedCall } from './disposition-call.js';
import type { DispositionAction, Leaf } from './disposition-tree.js';
import { icon } from './icons.js';
import { problemLine } from './outcome.js';

/** Which call the result is for. */
export function callLine({ guid, customer, campaign }: DisposedCall, problem: string | undefined): TemplateResult {
  const known = html`<span>${msg('Result of')} <strong>${customer || msg('an unknown number')}</strong></span>
    ${campaign ? html`<span class="campaign">${campaign}</span>` : nothing}`;
  return html`
    <p id="call" part="call" class="call" tabindex=${problem ? -1 : nothing} ?data-refused=${!!problem}>
      ${icon(guid ? Phone : PhoneOff)} ${guid ? known : html`<span>${msg('No call is known yet.')}</span>`}
    </p>
    ${problem ? problemLine('call-problem', problem) : nothing}
  `;
}

/** Says that the page has learned of another call than the one this form was begun for, and lets the agent change over. */
export function otherCall(mine: DisposedCall, other: DisposedCall | undefined, change: () => void): TemplateResult {
  const notice = other ? otherCallNotice(mine, other, change) : nothing;
  return html`<div role="status" class="quiet">${notice}</div>`;
}

function otherCallNotice(mine: DisposedCall, other: DisposedCall, change: () => void): TemplateResult {
  const number = other.customer || msg('an unknown number');
  const known = other.campaign
    ? msg(str`Another call is known now: ${number}, ${other.campaign}.`)
    : msg(str`Another call is known now: ${number}.`);
  const stays = mine.guid
    ? msg(str`What you wrote here stays with ${mine.customer || msg('the call before')}.`)
    : msg('You began to write before a call was known.');
  return html`<div class="notice" part="notice">
    <p>${known} ${stays}</p>
    <button part="button" type="button" @click=${change}>${msg(str`Use it for ${number}`)}</button>
  </div>`;
}

/** What saving does besides saving, by what the contact centre has configured. */
const effects: Record<DispositionAction, ((number: string) => string) | undefined> = {
  blacklist: (number) => msg(str`Saving this puts ${number} on the do-not-call list: it will not be called again.`),
  respool: () => msg('Saving this puts the contact back on the dialer’s list, to be called again.'),
  'respool-alternative': () => msg('Saving this puts the contact back on the dialer’s list, to be called on another number.'),
  schedule: undefined, // its picker says so
};

/** The same, before it happens. */
export function consequence(leaf: Leaf | undefined, customer: string): TemplateResult {
  const action = leaf?.action;
  const text = action && effects[action]?.(customer || msg('this number'));
  const forbids = action === 'blacklist';
  const note = html`<p class="consequence ${forbids ? 'strong' : ''}">${icon(forbids ? Ban : RotateCcw)}<span>${text}</span></p>`;
  return html`<div id="consequence" class="quiet" aria-live="polite">${text ? note : nothing}</div>`;
}

export interface TextFieldOptions {
  name: string;
  label: string;
  value: string;
  problem: string | undefined;
  locked: boolean;
  write: (text: string) => void;
}

const written = (write: (text: string) => void) => (event: Event) =>
  write((event.target as HTMLInputElement | HTMLTextAreaElement).value);

/** One line of text. */
export function textField({ name, label, value, problem, locked, write }: TextFieldOptions, hint?: string): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      id=${name}
      part="field"
      autocomplete="off"
      aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby="${name}-hint ${name}-problem"
      ?data-refused=${!!problem}
      ?readonly=${locked}
      .value=${live(value)}
      @input=${written(write)}
    />
    <p id="${name}-hint" class="hint" ?hidden=${!hint}>${hint}</p>
    ${problemLine(`${name}-problem`, problem)}
  </div>`;
}

/** The comment. Its counter is read out when the field gets the focus, not at every key. */
function commentField({ name, label, value, problem, locked, write }: TextFieldOptions, required: boolean): TemplateResult {
  const { length } = [...value];
  return html`<div class="field">
    <div class="heads">
      <label for=${name}>${label} ${required ? html`<span>${msg('required')}</span>` : nothing}</label>
      <span class="counter" id="${name}-count"
        >${length === 1 ? msg('1 character') : msg(str`${length.toLocaleString()} characters`)}</span
      >
    </div>
    <textarea
      id=${name}
      part="field"
      rows="3"
      aria-required=${required}
      aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby="${name}-count ${name}-problem"
      ?data-refused=${!!problem}
      ?readonly=${locked}
      .value=${live(value)}
      @input=${written(write)}
    ></textarea>
    ${problemLine(`${name}-problem`, problem)}
  </div>`;
}

/** Comment, data 1 and data 2. */
export function textsSection(
  field: (name: 'comment' | 'data1' | 'data2', label: string) => TextFieldOptions,
  commentRequired: boolean,
): TemplateResult {
  return html`${commentField(field('comment', msg('Comment')), commentRequired)}
    <div class="pair">${textField(field('data1', msg('Data 1')))} ${textField(field('data2', msg('Data 2')))}</div>`;
}
