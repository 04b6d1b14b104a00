import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Save } from 'lucide';
import type { CtiClient } from '../client.js';
import type { CtiSchedulePicker } from './cti-schedule-picker.js';
import type { DispositionFilling } from './disposition-filling.js';
import { textField, type TextFieldOptions } from './disposition-parts.js';
import { icon } from './icons.js';
import { outcomeLine, problemLine, type Outcome } from './outcome.js';

/** Ctrl+Enter, or Command+Enter, once. */
export function isSaveKey({ key, ctrlKey, metaKey, repeat, isComposing }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey) && !repeat && !isComposing;
}

/** In place of the field, when there is nothing to choose from. */
export function noResults(problem: string | undefined): TemplateResult {
  if (problem) return problemLine('tree-problem', problem);
  return html`<p class="empty">${msg('No results are set up here, so none can be saved. Tell whoever set up this page.')}</p>`;
}

export interface CallbackSectionOptions {
  disabled: boolean;
  client: CtiClient | undefined;
  refused: boolean;
  field: (name: 'callbackCampaign', label: string) => TextFieldOptions;
  edited: (field: 'callbackAt') => void;
}

/** When to call back, and on which campaign. Hidden, it keeps its time for an agent who comes back to such a result. */
export function callbackSection(filling: DispositionFilling, options: CallbackSectionOptions): unknown {
  const needed = filling.choice.leaf?.needsCallback ?? false;
  const { disabled, client, refused, field, edited } = options;
  const touched = () => {
    filling.callbackTouched = true;
    edited('callbackAt');
  };
  const section = html`<fieldset class="stack callback" part="callback" ?hidden=${!needed}>
    <legend class="hidden">${msg('Callback')}</legend>
    <cti-schedule-picker
      picker-only
      .client=${client}
      .disabled=${disabled}
      ?data-refused=${refused}
      @change=${touched}
    ></cti-schedule-picker>
    ${textField(field('callbackCampaign', msg('Campaign to reschedule on')), msg('Leave it empty to let the dialer choose.'))}
  </fieldset>`;
  return keyed(filling.count, needed || filling.callbackTouched ? section : nothing);
}

/** Shows what is wrong with the callback, beside the picker's own fields, and gives it. */
export function callbackProblem(picker: CtiSchedulePicker | null): string | undefined {
  if (!picker || !customElements.get(picker.localName))
    return msg('This page cannot ask for a callback, so this result cannot be saved. Tell whoever set up this page.');
  return picker.check() ?? (picker.value ? undefined : msg('Choose when to call back.'));
}

export interface SaveSectionOptions {
  outcome: Outcome;
  /** Why nothing can be saved as things stand; empty when it can. */
  reason: string;
  ready: boolean;
  /** What was saved last, and for which number. */
  saved: string;
  save: () => void;
}

/** The button, how far its command got, and what was saved last. */
export function saveSection({ outcome, reason, ready, saved, save }: SaveSectionOptions): TemplateResult {
  const pending = outcome.state === 'pending';
  return html`<div class="save">
    <div class="row">
      <button
        part="button submit"
        class="primary"
        type="button"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        aria-describedby="consequence why"
        aria-busy=${pending}
        aria-disabled=${pending}
        ?disabled=${!ready}
        @click=${save}
      >
        ${icon(Save)} ${msg('Save result')}
      </button>
      <span id="why" class="hint">${ready ? msg('Ctrl or ⌘ + Enter') : reason}</span>
    </div>
    ${outcomeLine(isBesideField(outcome) ? { state: 'idle' } : outcome)}
    ${'reply' in outcome ? html`<p class="hint" part="saved">${saved}</p>` : nothing}
  </div>`;
}

/** Such a refusal is shown and read out at its field. Only the picker, which has fields of its own, does it otherwise. */
function isBesideField(outcome: Outcome): boolean {
  if (outcome.state !== 'refused' || outcome.error.code !== 'INVALID') return false;
  const { field } = outcome.error;
  return !!field && field !== 'callbackAt';
}
