import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { CtiSchedulePicker } from '../cti-schedule-picker/cti-schedule-picker.js';
import { datum } from '../shared/datum.js';
import { problemLine } from '../shared/outcome-view.js';

/** A text field, or the picker; on a page that has not registered the picker it is an element without a value. */
export type DispositionField = HTMLElement &
  Partial<Pick<CtiSchedulePicker, 'value' | 'check'>> & { readOnly?: boolean };

/** One line of text, under the command's name for it. */
function textField(name: string, label: unknown): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} part="field" autocomplete="off" />
  </div>`;
}

/** What the contact centre keeps beside a result, as far as the page says what it is called. */
export function dataFields(labels: unknown): TemplateResult | typeof nothing {
  const fields = [labels]
    .flat()
    .map((label, place) =>
      place < 2 && typeof label === 'string' && label.trim() ? textField(`data${place + 1}`, datum(label)) : nothing,
    );
  return fields.some((each) => each !== nothing) ? html`<div class="row">${fields}</div>` : nothing;
}

/** When to call back, unless the page has a picker for that, and on which campaign. Hidden, it keeps its time for an agent who comes back to such a result. */
export function callbackFields(
  needed: boolean,
  isOwn: boolean,
  client: CtiClient | undefined,
  changed: (event: Event) => void,
): TemplateResult {
  return html`<div class="callback stack" ?hidden=${!needed}>
      ${isOwn ? html`<cti-schedule-picker id="callbackAt" picker-only .client=${client} @change=${changed}></cti-schedule-picker>` : nothing}
    </div>
    <slot name="callback"></slot>
    <details part="advanced" ?hidden=${!needed}>
      <summary>${msg('Advanced')}</summary>
      ${textField('callbackCampaign', msg('Campaign to reschedule on'))}
    </details>`;
}

/** The comment. */
export function commentField(required: boolean, problem: string | undefined): TemplateResult {
  return html`<div class="field">
    <label for="comment">${required ? msg('Comment (required)') : msg('Comment')}</label>
    <textarea
      id="comment"
      part="field"
      rows="3"
      placeholder=${msg('What should the next agent know?')}
      aria-invalid=${!!problem}
      aria-describedby="comment-problem"
    ></textarea>
    ${problemLine('comment-problem', problem)}
  </div>`;
}

/** Where the fields of a form are, and the page's own picker while it is one of them. */
interface FieldPlaces {
  root: () => ParentNode | null;
  picker: () => DispositionField | undefined;
  /** The chosen result is called back. */
  isCalledBack: () => boolean;
}

/** The fields of a form, by the command's names. What stands in them is known to them alone. */
export class DispositionFields {
  readonly #places: FieldPlaces;

  constructor(places: FieldPlaces) {
    this.#places = places;
  }

  /** Chooses the time of a callback. */
  get picker(): DispositionField | null {
    return this.#places.picker() ?? this.#places.root()?.querySelector('#callbackAt') ?? null;
  }

  get all(): DispositionField[] {
    const { picker } = this;
    const texts = this.#places.root()?.querySelectorAll<DispositionField>('[part=field]') ?? [];
    return [...texts, ...(picker ? [picker] : [])];
  }

  /** Every text that stands in a field, by its name. */
  get texts(): Partial<Record<string, string>> {
    return this.#textsOf(this.all);
  }

  /** What is to be sent. A callback chosen for another result is hidden: this one must not promise it. */
  get filled(): Partial<Record<string, string>> {
    return this.#textsOf(this.all.filter((field) => !this.#isHidden(field)));
  }

  /** Empties all. */
  clear(): void {
    for (const field of this.all) field.value = '';
  }

  /** Empties what is hidden. */
  clearHidden(): void {
    for (const field of this.all) if (this.#isHidden(field)) field.value = '';
  }

  /** Fills the fields with what was kept, unless something stands in one. */
  restore(kept: Partial<Record<string, string>>): boolean {
    const isFree = !Object.keys(this.texts).length;
    if (!isFree) return false;
    for (const field of this.all) {
      field.value = kept[this.nameOf(field)] ?? '';
      const folded = field.value && field.closest('details');
      if (folded) folded.open = true;
    }
    return true;
  }

  /** What a command calls a field. */
  nameOf(field: EventTarget | null): string {
    return field === this.picker ? 'callbackAt' : (field as Element).id;
  }

  #isHidden(field: DispositionField): boolean {
    return field === this.picker ? !this.#places.isCalledBack() : !!field.closest('[hidden]');
  }

  #textsOf(fields: DispositionField[]): Partial<Record<string, string>> {
    return Object.fromEntries(
      fields.filter(({ value }) => value?.trim()).map((field) => [this.nameOf(field), field.value]),
    );
  }
}
