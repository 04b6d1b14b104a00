import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { ArrowDown, ArrowUp, GripVertical, Plus, X } from 'lucide';
import { samePhone } from '../codecs/phone.js';
import { icon } from './icons.js';
import { problemLine } from './outcome.js';
import { moveNumber, removeNumber, type DraftStep, type RespoolDraft } from './respool-draft.js';
import type { RespoolDesk } from './respool-desk.js';
import type { HeldRow } from './row-drag.js';

/** The numbers in the order in which they are dialled. */
export function numberList(desk: RespoolDesk, draft: RespoolDraft): TemplateResult {
  const several = draft.numbers.length > 1;
  return html`
    <fieldset class="stack tight">
      <legend>${msg('Numbers, in the order they are dialled')}</legend>
      <ol class="numbers" part="numbers">
        ${draft.numbers.map((phone, index) => numberRow(desk, draft, phone, index))}
      </ol>
      ${several ? html`<p class="hint">${msg('Drag a number, or press Alt with the up or down arrow key on its buttons.')}</p>` : nothing}
      <div role="status" class="hint said">${desk.said}</div>
      ${addField(desk, draft)}
    </fieldset>
  `;
}

function numberRow(desk: RespoolDesk, draft: RespoolDraft, phone: string, index: number): TemplateResult {
  const { onTheLine } = desk;
  const { held } = desk.drag;
  const several = draft.numbers.length > 1;
  const talking = onTheLine !== undefined && samePhone(phone, onTheLine);
  const problem = desk.problem(`numbers-${index}`);
  const moved = (to: number) => moveNumber(draft, index, to, onTheLine);
  const button = (control: string, text: string, label: string, step: DraftStep, act: () => void, glyph: unknown = nothing) => {
    const refusal = 'refusal' in step ? step.refusal : step.draft === draft ? msg('It stands there already.') : undefined;
    return html`<button
      type="button"
      class="quiet"
      part="button"
      data-control=${control}
      aria-label=${label}
      aria-disabled=${refusal ? 'true' : 'false'}
      aria-describedby="numbers-${index}-note numbers-${index}-problem"
      title=${refusal ?? label}
      @click=${act}
    >
      ${glyph}${text}
    </button>`;
  };
  return html`
    <li
      class="number ${held?.from === index ? 'held' : ''}"
      part="number"
      data-row=${index}
      data-drop=${dropMark(held, index) ?? nothing}
      data-problem=${problem ? 'true' : nothing}
      @keydown=${(event: KeyboardEvent) => onKey(event, desk, index)}
    >
      ${several
        ? html`<span class="handle" part="handle" title=${msg('Drag to another place')} @pointerdown=${(event: PointerEvent) => desk.drag.start(event, index)}
            >${icon(GripVertical)}</span
          >`
        : nothing}
      <span class="phone">
        <b>${phone}</b>
        <span class="note" id="numbers-${index}-note">${note(index, talking)}</span>
      </span>
      <span class="actions">
        ${index && !talking
          ? button('first', msg('Dial next'), msg(str`Dial next: ${phone}`), moved(0), () => desk.move(index, 0, 'first'))
          : nothing}
        ${several
          ? [
              button('up', msg('Up'), msg(str`Move up ${phone}`), moved(index - 1), () => desk.move(index, index - 1, 'up'), icon(ArrowUp)),
              button('down', msg('Down'), msg(str`Move down ${phone}`), moved(index + 1), () => desk.move(index, index + 1, 'down'), icon(ArrowDown)),
            ]
          : nothing}
        ${button('remove', msg('Remove'), msg(str`Remove ${phone}`), removeNumber(draft, index, onTheLine), () => desk.remove(index), icon(X))}
      </span>
      ${problemLine(`numbers-${index}-problem`, problem)}
    </li>
  `;
}

function note(index: number, talking: boolean): string {
  if (talking) return index ? msg('On the line now: cannot be dialled next') : msg('On the line now');
  return index ? '' : msg('Dialled next');
}

function onKey(event: KeyboardEvent, desk: RespoolDesk, index: number): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!event.altKey || !step) return;
  event.preventDefault();
  const { control = '' } = (event.target as HTMLElement).dataset;
  desk.move(index, index + step, control);
}

/** On which side of this row the held one would come to stand. */
function dropMark(held: HeldRow | undefined, index: number): 'before' | 'after' | undefined {
  if (!held || held.from === held.to || held.to !== index) return undefined;
  return held.to < held.from ? 'before' : 'after';
}

function addField(desk: RespoolDesk, draft: RespoolDraft): TemplateResult {
  const wrong = desk.problem('adding');
  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    desk.add();
  };
  return html`
    <div class="field add">
      <label for="adding">${msg('Another number')}</label>
      <div class="row adding">
        <input
          id="adding"
          part="field"
          type="tel"
          autocomplete="off"
          .value=${draft.adding}
          aria-invalid=${wrong ? 'true' : 'false'}
          aria-describedby="adding-problem"
          @input=${(event: InputEvent) => desk.type('adding', { adding: (event.target as HTMLInputElement).value })}
          @keydown=${onKeydown}
        />
        <button type="button" part="button" @click=${() => desk.add()}>${icon(Plus)}${msg('Add')}</button>
      </div>
      ${problemLine('adding-problem', wrong)}
    </div>
  `;
}
