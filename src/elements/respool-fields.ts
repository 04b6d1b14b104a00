import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { ArrowRight, Plus, X } from 'lucide';
import type { DataPair } from '../codecs/data-string.js';
import type { RespoolEntry } from '../commands.js';
import { icon } from './icons.js';
import { problemLine } from './outcome.js';
import { changesOf } from './respool-changes.js';
import type { RespoolDesk } from './respool-desk.js';
import { editedEntry, hasNewMain, type RespoolDraft } from './respool-draft.js';

/** Retries, priority and the agent's phone. */
export function numberFields(desk: RespoolDesk, draft: RespoolDraft): TemplateResult {
  const newMain = hasNewMain(draft);
  const retriesHint = newMain ? msg('0, because another number is dialled next.') : msg('Tries so far of the number dialled next.');
  return html`
    <div class="columns">
      ${textField(desk, 'retries', msg('Retries'), newMain ? '0' : draft.retries, retriesHint, { numeric: true, readonly: newMain })}
      ${textField(desk, 'priority', msg('Priority'), draft.priority, msg('2 or more: 1 is kept for scheduled calls.'), { numeric: true })}
      ${textField(desk, 'agentPhone', msg('Agent phone'), draft.agentPhone, msg('Gives the contact to that agent, where the dialer is progressive.'))}
    </div>
  `;
}

function textField(
  desk: RespoolDesk,
  name: 'retries' | 'priority' | 'agentPhone',
  label: string,
  value: string,
  hint: string,
  { numeric = false, readonly = false } = {},
): TemplateResult {
  const wrong = desk.problem(name);
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        part="field"
        inputmode=${numeric ? 'numeric' : 'tel'}
        autocomplete="off"
        .value=${value}
        ?readonly=${readonly}
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="${name}-hint ${name}-problem"
        @input=${(event: InputEvent) => desk.type(name, { [name]: (event.target as HTMLInputElement).value })}
        @change=${() => desk.judge()}
      />
      <p class="hint" id="${name}-hint">${hint}</p>
      ${problemLine(`${name}-problem`, wrong)}
    </div>
  `;
}

/** The pairs that travel with the contact. */
export function dataRows(desk: RespoolDesk, draft: RespoolDraft): TemplateResult {
  const { data } = draft;
  return html`
    <fieldset class="stack tight">
      <legend>${msg('Data for the workflow and the form')}</legend>
      ${data.length
        ? html`<div class="pair heads" aria-hidden="true"><span>${msg('Name')}</span><span>${msg('Value')}</span></div>`
        : html`<p class="hint">${msg('No data goes with this contact.')}</p>`}
      ${data.map((pair, index) => pairRow(desk, draft, pair, index))}
      <div class="row">
        <button type="button" class="quiet" part="button" id="add-pair" @click=${() => desk.addPair()}>${icon(Plus)}${msg('Add data')}</button>
      </div>
    </fieldset>
  `;
}

function pairRow(desk: RespoolDesk, draft: RespoolDraft, [key, value]: DataPair, index: number): TemplateResult {
  const row = `data-${index}`;
  const wrong = desk.problem(row);
  const input = (place: 0 | 1, label: string) => html`
    <input
      id="${row}-${place}"
      part="field"
      autocomplete="off"
      aria-label=${label}
      .value=${place ? value : key}
      aria-invalid=${wrong ? 'true' : 'false'}
      aria-describedby="${row}-problem"
      @input=${(event: InputEvent) => {
        const text = (event.target as HTMLInputElement).value;
        desk.type(row, { data: draft.data.with(index, place ? [key, text] : [text, value]) });
      }}
      @change=${() => desk.judge()}
    />
  `;
  const number = index + 1;
  const name = key || msg('without a name');
  return html`
    <div class="pair" part="pair">
      ${input(0, msg(str`Name ${number}`))} ${input(1, msg(str`Value ${number}`))}
      <button type="button" class="quiet" part="button" aria-label=${msg(str`Remove data ${number}, ${name}`)} @click=${() => desk.removePair(index)}>
        ${icon(X)}<span class="word">${msg('Remove')}</span>
      </button>
      ${problemLine(`${row}-problem`, wrong)}
    </div>
  `;
}

/** What belongs to the dialer (U-67). */
export function lockedFacts({ campaign, dialerBase, status, contact }: RespoolEntry): TemplateResult {
  const facts: [string, string | number][] = [
    [msg('Campaign'), campaign],
    [msg('Dialer list'), dialerBase],
    [msg('Status'), status],
    [msg('Contact'), contact],
  ];
  return html`
    <div class="stack tight">
      <dl part="locked">
        ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>
      <p class="hint">${msg('These belong to the dialer and go back as they are: changed, they would upset its work on this list.')}</p>
    </div>
  `;
}

/** What sending would change, before it does. */
export function changeList(draft: RespoolDraft): TemplateResult {
  const changes = changesOf(draft);
  const { destination } = editedEntry(draft);
  return html`
    <section part="changes" class="changes" aria-labelledby="changes">
      <p class="title" id="changes">${msg('What will change')}</p>
      ${changes.length
        ? html`<ul>
            ${changes.map(
              ({ what, before, after, why }) => html`
                <li>
                  <span>${what}</span>
                  <span class="values"
                    ><span class="hidden">${msg('from')}</span> <span class="before">${before}</span> ${icon(ArrowRight)}
                    <span class="hidden">${msg('to')}</span> <b>${after}</b>${why ? html` <span class="note">${why}</span>` : ''}</span
                  >
                </li>
              `,
            )}
          </ul>`
        : html`<p class="hint">
            ${msg('Nothing changed yet.')} ${msg(str`Respooled as it is, the contact goes back to its list and ${destination} is dialled next.`)}
          </p>`}
    </section>
  `;
}
