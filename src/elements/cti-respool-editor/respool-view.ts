import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { GripVertical } from 'lucide';
import type { DataPair } from '../../codecs/data-string.js';
import { samePhone } from '../../codecs/phone.js';
import type { Cti, RespoolEntry } from '../../core/commands.js';
import { campaignTag, datum, numberView } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { problemLine } from '../shared/outcome-view.js';
import { textAsItCame } from '../shared/text-as-it-came.js';
import { sureQuestion, type NextView } from './next-view.js';
import { changesOf, numbersOf, type RespoolDraft } from './respool-draft.js';

/** Where the agent is, besides what the draft says. */
export interface RespoolView extends NextView {
  /** A number that is typed and not added yet, and why not. */
  adding: string;
  refused: string;
  /** The number that is being dragged. */
  held: string;
  /** What the last move did. */
  said: string;
  /** The entry before something was taken off it, a number or a pair of data, and what the focus goes to when it is back. */
  before: { entry: RespoolEntry; selector: string; isData?: boolean } | undefined;
  /** The engineer's fields are unfolded. */
  isOpen: boolean;
  /** What became of what was sent for another call. */
  told: string;
  /** What is wrong with a field. */
  problem: (id: string) => string | undefined;
}

interface RowButton {
  /** What its row is about, for who does not see that. */
  what?: string | number;
  isOff?: boolean;
}

const button = (
  name: string,
  text: string,
  value: string | number = '',
  { what = '', isOff = false }: RowButton = {},
) =>
  html`<button
    type="button"
    part="button"
    name=${name}
    value=${value}
    aria-label=${what === '' ? nothing : `${text}: ${what}`}
    aria-disabled=${isOff}
  >
    ${text}
  </button>`;

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
  { last, onTheLine, held, problem }: RespoolView & { last: number },
): TemplateResult {
  const wrong = problem(row ? `alternatives.${row - 1}` : 'destination');
  const act = (name: string, text: string, isOff = false) => button(name, text, phone, { what: phone, isOff });
  return html`
    <li class="row ${phone === held ? 'held' : ''} ${wrong ? 'wrong' : ''}">
      ${last ? html`<data value=${phone}>${icon(GripVertical)}</data>` : nothing}
      <span>${numberView(phone)} ${samePhone(phone, onTheLine) ? msg('(this call)') : ''}</span>
      ${
        last
          ? html`<div class="acts">
              ${act('up', msg('Up'), !row)} ${act('down', msg('Down'), row === last)} ${act('remove', msg('Remove'))}
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
    ${field(`data.${row}.value`, msg(str`Value ${row + 1}`), value)}
    ${button('remove-pair', msg('Remove'), row + 1, { what: name || msg(str`Name ${row + 1}`) })}
  </li>
`;

/** What the last move did, and the way back from a removal. */
const moveLine = ({ said, before }: RespoolView, isData: boolean, hint: string) => {
  const isHere = isData === !!before?.isData;
  return html`<div class="row">
    <span class="hint" id=${ifDefined(isData ? undefined : 'said')} role="status">${(isHere && said) || hint}</span>
    ${before && isHere ? button('undo', msg('Undo'), '', { what: said }) : nothing}
  </div>`;
};

/** Why there is nothing to try, and what to do. */
export function noEntryText(cti: Cti | null | undefined, canRead: boolean): string {
  if (cti?.lacks)
    return msg(
      str`The portal’s description of this contact lacks: ${cti.lacks.join(', ')}. So it cannot be put back in the queue.`,
    );
  return canRead
    ? msg('No contact is known here yet. Read the call from the portal to see its numbers.')
    : msg('No contact is known here yet. Open a customer to see the numbers.');
}

const line = (what: string, value: unknown) => html`<li><span class="hint">${what}</span> ${value}</li>`;

/** What can be edited, and what it changes. A button is told by its `name`, and its `value` says of what; a field by its `id`. */
export function respoolEditor(draft: RespoolDraft, view: RespoolView): TemplateResult {
  const { adding, problem } = view;
  const { given, entry, sent } = draft;
  const numbers = numbersOf(entry);
  const last = numbers.length - 1;
  const newMain = !samePhone(entry.destination, given.destination);
  const changes = changesOf(draft);
  const field = fieldFor(problem);
  return html`
    <fieldset class="stack">
      <legend>${msg('Numbers in dialling order')}</legend>
      <ol>
        ${numbers.map((phone, row) => numberRow(phone, row, { ...view, last }))}
      </ol>
      ${moveLine(view, false, last ? msg('Drag, or press Alt and an arrow key on a button.') : '')}
      <div class="pair">${field('adding', msg('Another number'), adding)} ${button('add', msg('Add'), adding)}</div>
    </fieldset>
    <div class="columns">
      ${field('retries', msg('Retries'), entry.retries, newMain ? msg('Starts at 0 for another number.') : '', newMain)}
      ${field('priority', msg('Priority'), entry.priority, msg('Priority 1 is kept for scheduled calls: use 2 or more.'))}
      ${field('agentPhone', msg('Agent phone'), entry.agentPhone)}
    </div>
    <fieldset class="stack">
      <legend>${msg('Data')}</legend>
      <ul>
        ${entry.data.map((pair, row) => pairRow(pair, row, field))}
      </ul>
      ${moveLine(view, true, '')} ${textAsItCame(given.dataText)}
      <div>${button('add-pair', msg('Add data'))}</div>
    </fieldset>
    <div>
      <ul class="columns">
        ${line(msg('Campaign'), html`<span class="tag">${campaignTag(given.campaign)}</span>`)}
        ${line(msg('Dialer list'), datum(given.dialerBase))} ${line(msg('Status'), given.status)}
        ${line(msg('Contact'), given.contact)}
      </ul>
      <p class="hint">${msg('The dialer’s own, sent back unchanged.')}</p>
    </div>
    <fieldset id="changes">
      <legend>${msg('What will change')}</legend>
      <ul>
        ${changes.map(([what, before, after]) =>
          line(what, html`<bdi dir="ltr">${datum(before)} → <b>${datum(after)}</b></bdi>`),
        )}
      </ul>
      <p class="hint" ?hidden=${changes.length > 0}>
        ${sent ? msg('Nothing changed since it was sent.') : msg('Nothing changed yet.')}
      </p>
    </fieldset>
  `;
}

/** The button that sends the order as it stands, and the one that takes the changes back. */
export function sendRow(isEdited: boolean, { asking, isPending, canSend }: NextView): TemplateResult {
  return html`
    <div class="row">
      <button
        part="submit"
        type="button"
        name="respool"
        aria-busy=${isPending}
        aria-describedby="reason"
        ?disabled=${!canSend}
      >
        ${msg('Put back in the queue')}
      </button>
      <button type="button" part="button" name="load" ?hidden=${!isEdited}>${msg('Undo changes')}</button>
    </div>
    ${asking === '' ? sureQuestion(msg('Put this contact back in the queue all the same?')) : nothing}
  `;
}
