import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { GripVertical } from 'lucide';
import type { DataPair } from '../../codecs/data-string.js';
import type { Cti } from '../../core/commands.js';
import { samePhone } from '../../codecs/phone.js';
import type { CommandController } from '../shared/command-controller.js';
import { icon } from '../shared/icon.js';
import { problemLine } from '../shared/outcome-view.js';
import { textAsItCame } from '../shared/text-as-it-came.js';
import { changesOf, numbersOf, type RespoolDraft } from './respool-draft.js';

/** Where the agent is, besides what the draft says. */
export interface RespoolView {
  /** The number that the agent is speaking with; empty where it is not known. */
  onTheLine: string;
  /** A number that is typed and not added yet, and why not. */
  adding: string;
  refused: string;
  /** The number that is being dragged. */
  held: string;
  /** What the last move did. */
  said: string;
  /** What is wrong with a field. */
  problem: (id: string) => string | undefined;
}

const button = (name: string, text: string, value: string | number = '') =>
  html`<button type="button" part="button" name=${name} value=${value} aria-label="${text} ${value}">${text}</button>`;

/** A line of text with its hint, and what is wrong with it. */
const fieldFor =
  (problem: RespoolView['problem']) =>
  (id: string, label: string, value: string | number, hint = '', readonly = false) => html`
    <div class="field">
      <label for=${id}>${label}</label>
      <input
        part="field"
        autocomplete="off"
        id=${id}
        aria-invalid=${!!problem(id)}
        aria-describedby="${id}-hint ${id}-problem"
        ?readonly=${readonly}
        .value=${String(value)}
      />
      <p class="hint" id="${id}-hint">${hint}</p>
      ${problemLine(`${id}-problem`, problem(id))}
    </div>
  `;

function numberRow(
  phone: string,
  row: number,
  { isOnly, onTheLine, held, problem }: RespoolView & { isOnly: boolean },
): TemplateResult {
  const wrong = problem(row ? `alternatives.${row - 1}` : 'destination');
  return html`
    <li class="row ${phone === held ? 'held' : ''} ${wrong ? 'wrong' : ''}">
      <data value=${phone}>${icon(GripVertical)}</data>
      <span>${phone} ${samePhone(phone, onTheLine) ? msg('(on the line now)') : ''}</span>
      ${
        !isOnly
          ? html`<div>
              ${button('first', row ? msg('Dial next') : msg('Dialled next'), phone)} ${button('up', msg('Up'), phone)}
              ${button('down', msg('Down'), phone)} ${button('remove', msg('Remove'), phone)}
            </div>`
          : nothing
      }
      ${problemLine(`number-${row}-problem`, wrong)}
    </li>
  `;
}

const pairRow = ([name, value]: DataPair, row: number, field: ReturnType<typeof fieldFor>) => html`
  <li class="pair">
    ${field(`data.${row}`, msg(str`Name ${row + 1}`), name)}
    ${field(`data.${row}.value`, msg(str`Value ${row + 1}`), value)} ${button('remove-pair', msg('Remove'), row + 1)}
  </li>
`;

/** Why there is nothing to edit. */
export const noEntryText = (cti: Cti | null | undefined) =>
  cti?.lacks
    ? msg(str`The portal’s description of this contact lacks: ${cti.lacks.join(', ')}. So it cannot be respooled.`)
    : msg('No dialer contact is known here yet.');

const line = (what: string, value: unknown) => html`<li><span class="hint">${what}</span> ${value}</li>`;

/** What can be edited, and what it changes. A button is told by its `name`, and its `value` says of what; a field by its `id`. */
export function respoolEditor(draft: RespoolDraft, view: RespoolView): TemplateResult {
  const { adding, said, problem } = view;
  const { given, entry } = draft;
  const numbers = numbersOf(entry);
  const newMain = !samePhone(entry.destination, given.destination);
  const changes = changesOf(draft);
  const field = fieldFor(problem);
  return html`
    <fieldset class="stack">
      <legend>${msg('Numbers in dialling order')}</legend>
      <ol>
        ${numbers.map((phone, row) => numberRow(phone, row, { ...view, isOnly: numbers.length === 1 }))}
      </ol>
      <p class="hint" role="status">${said || msg('Drag, or press Alt and an arrow key on a button.')}</p>
      <div class="pair">${field('adding', msg('Another number'), adding)} ${button('add', msg('Add'), adding)}</div>
    </fieldset>
    <div class="columns">
      ${field('retries', msg('Retries'), entry.retries, newMain ? msg('0 for another number.') : '', newMain)}
      ${field('priority', msg('Priority'), entry.priority, msg('Priority 1 is kept for scheduled calls: use 2 or more.'))}
      ${field('agentPhone', msg('Agent phone'), entry.agentPhone)}
    </div>
    <fieldset class="stack">
      <legend>${msg('Data')}</legend>
      <ul>
        ${entry.data.map((pair, row) => pairRow(pair, row, field))}
      </ul>
      ${textAsItCame(given.dataText)}
      <div>${button('add-pair', msg('Add data'))}</div>
    </fieldset>
    <div>
      <ul class="columns">
        ${line(msg('Campaign'), given.campaign)} ${line(msg('Dialer list'), given.dialerBase)}
        ${line(msg('Status'), given.status)} ${line(msg('Contact'), given.contact)}
      </ul>
      <p class="hint">${msg('The dialer’s own, sent back unchanged.')}</p>
    </div>
    <fieldset>
      <legend>${msg('What will change')}</legend>
      <ul>
        ${changes.map(([what, before, after]) => line(what, html`${before} → <b>${after}</b>`))}
      </ul>
      <p class="hint" ?hidden=${changes.length > 0}>${msg('Nothing changed yet.')}</p>
    </fieldset>
  `;
}

/** The button that sends, or that reads the call while there is nothing to send; and why it cannot. */
export function sendRow(
  commands: CommandController,
  canSend: boolean,
  isEdited: boolean,
  isLate: boolean,
): TemplateResult {
  const type = canSend || !commands.supports('respool').ok ? 'respool' : 'cti';
  const support = commands.supports(type);
  const late = isLate ? msg('Another call is here now. Your changes are kept.') : '';
  return html`
    <div class="row">
      <button
        part="submit"
        class="primary"
        type="button"
        name=${type}
        aria-busy=${commands.pending}
        aria-describedby="reason"
        ?disabled=${!support.ok}
      >
        ${type === 'respool' ? msg('Respool') : msg('Read the call from the portal')}
      </button>
      <button type="button" part="button" name="load" ?hidden=${!isEdited}>
        ${isLate ? msg('Load the new contact') : msg('Undo changes')}
      </button>
      <span id="reason" role="status">${support.ok ? late : support.reason}</span>
    </div>
  `;
}
