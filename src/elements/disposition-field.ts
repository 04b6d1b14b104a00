import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ChevronDown } from 'lucide';
import type { DispositionChoice } from './disposition-choice.js';
import { dispositionListStyles, matchCount, remainder, rows } from './disposition-list.js';
import { icon } from './icons.js';
import { problemLine } from './outcome.js';

export const dispositionFieldStyles = [
  dispositionListStyles,
  css`
    .choice {
      position: relative;
    }

    .path {
      display: none;
      overflow-wrap: anywhere;
    }

    .choice:has([data-cut]) + .path {
      display: block;
    }

    .choice > input {
      padding-inline-end: 32px;
      text-overflow: ellipsis;
    }

    .choice > svg {
      position: absolute;
      inset-block-start: calc((var(--_target) - 1.15em) / 2);
      inset-inline-end: 8px;
      color: var(--_muted);
      pointer-events: none;
    }
  `,
];

export interface DispositionFieldOptions {
  problem: string | undefined;
  /** No key changes anything while a result is on its way. */
  locked: boolean;
  /** Called when the agent changed the text or the choice. */
  edited: (...fields: string[]) => void;
  /** Called when only the list opened, closed or moved. */
  redraw: () => void;
}

/** The field in which the agent finds a result by typing: a combobox with a list of all leaves. */
export function dispositionField(
  choice: DispositionChoice,
  { problem, locked, edited, redraw }: DispositionFieldOptions,
): TemplateResult {
  const { drawn, open, active } = choice;
  const expanded = open && drawn.length > 0;
  const does = (step: () => void) => {
    const { text, leaf } = choice;
    if (!locked) step();
    if (choice.text === text && choice.leaf === leaf) redraw();
    else edited('level1', 'level2', 'level3', 'comment', 'callbackAt'); // what they need depends on it
  };
  const press = (event: KeyboardEvent) => {
    const { key, isComposing, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (locked || isComposing || ctrlKey || metaKey || altKey || shiftKey) return;
    does(() => {
      if (!choice.press(key)) return;
      event.preventDefault();
      event.stopPropagation(); // a dialog around the form must not close with the list
    });
  };
  return html`<div class="field">
    <label id="result-label" for="result">${msg('Result')}</label>
    <div class="choice">
      <input
        id="result"
        part="field"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        placeholder=${msg('Search by any words')}
        aria-autocomplete="list"
        aria-controls="results"
        aria-expanded=${expanded}
        aria-activedescendant=${expanded && active >= 0 ? `option-${active}` : nothing}
        aria-required="true"
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby="result-problem consequence"
        ?data-refused=${!!problem}
        ?readonly=${locked}
        .value=${live(choice.text)}
        @input=${(event: InputEvent) => does(() => choice.type((event.target as HTMLInputElement).value))}
        @keydown=${press}
        @click=${(event: MouseEvent) => {
          if (choice.leaf && !open) (event.target as HTMLInputElement).select(); // so that typing replaces it
          does(() => choice.show());
        }}
        @blur=${() => does(() => choice.close())}
      />
      ${icon(ChevronDown)}
      <div class="popup" part="popup" ?hidden=${!open} @mousedown=${(event: Event) => event.preventDefault()}>
        <div id="results" role="listbox" aria-labelledby="result-label" ?hidden=${!drawn.length}>
          ${open ? rows(choice, (leaf) => does(() => choice.pick(leaf))) : nothing}
        </div>
        ${open ? remainder(choice) : nothing}
      </div>
      <div role="status" class="hidden">${open ? matchCount(choice) : ''}</div>
    </div>
    ${choice.leaf ? html`<p class="hint path" aria-hidden="true">${choice.leaf.text}</p>` : nothing}
    ${problemLine('result-problem', problem)}
  </div>`;
}
