import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { CtiSchedulePicker } from '../cti-schedule-picker/cti-schedule-picker.js';
import { problemLine } from '../shared/outcome-view.js';

/** A text field, or the picker; on a page that has not registered the picker it is an element without a value. */
export type DispositionField = HTMLElement &
  Partial<Pick<CtiSchedulePicker, 'value' | 'check'>> & { readOnly?: boolean };

/** One line of text, under the command's name for it. */
export function textField(name: string, label: string): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} part="field" autocomplete="off" />
  </div>`;
}

/** When to call back, and on which campaign. Hidden, it keeps its time for an agent who comes back to such a result. */
export function callbackFields(
  needed: boolean,
  client: CtiClient | undefined,
  changed: (event: Event) => void,
): TemplateResult {
  return html`<div class="callback stack" ?hidden=${!needed}>
    <cti-schedule-picker id="callbackAt" picker-only .client=${client} @change=${changed}></cti-schedule-picker>
    ${textField('callbackCampaign', msg('Campaign to reschedule on'))}
  </div>`;
}

/** The comment. Its counter is read out when the field gets the focus, not at every key. */
export function commentField(text = '', required: boolean, problem: string | undefined): TemplateResult {
  return html`<div class="field">
    <div class="row">
      <label for="comment">${required ? msg('Comment (required)') : msg('Comment')}</label>
      <span class="counter" id="count">${msg(str`Characters: ${text.match(/./gsu)?.length ?? 0}`)}</span>
    </div>
    <textarea
      id="comment"
      part="field"
      rows="3"
      aria-invalid=${!!problem}
      aria-describedby="count comment-problem"
    ></textarea>
    ${problemLine('comment-problem', problem)}
  </div>`;
}

/** The fields of a form, by the command's names. What stands in them is known to them alone. */
export class DispositionFields {
  readonly #root: () => ParentNode | null;

  constructor(root: () => ParentNode | null) {
    this.#root = root;
  }

  get all(): DispositionField[] {
    return [...(this.#root()?.querySelectorAll<DispositionField>('[part=field], #callbackAt') ?? [])];
  }

  /** Every text that stands in a field, by its name. */
  get texts(): Partial<Record<string, string>> {
    return textsOf(this.all);
  }

  /** What is to be sent. A callback chosen for another result is hidden: this one must not promise it. */
  get filled(): Partial<Record<string, string>> {
    return textsOf(this.all.filter((field) => !isHidden(field)));
  }

  /** Empties all. */
  clear(): void {
    for (const field of this.all) field.value = '';
  }

  /** Empties what is hidden. */
  clearHidden(): void {
    for (const field of this.all) if (isHidden(field)) field.value = '';
  }

  /** Fills the fields with what was kept, unless something stands in one. */
  restore(kept: object | string): boolean {
    const isFree = !Object.keys(this.texts).length;
    if (isFree) for (const field of this.all) field.value = (kept as Partial<Record<string, string>>)[field.id] ?? '';
    return isFree;
  }
}

const isHidden = (field: DispositionField) => !!field.closest('[hidden]');

const textsOf = (fields: DispositionField[]) =>
  Object.fromEntries(fields.filter(({ value }) => value?.trim()).map(({ id, value }) => [id, value]));
