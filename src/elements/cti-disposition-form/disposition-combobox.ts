import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { problemLine } from '../shared/outcome.js';
import { leafNote, leafOf, readTree, search, type DispositionLeaf } from './disposition-tree.js';

/** So many are drawn at once. More would make every key wait, and nobody reads them. */
const maxShown = 50;

/** The field in which the agent finds a result by typing: a combobox over all leaves of the tree. */
export class DispositionCombobox {
  tree = readTree([]);
  /** What stands in the field. */
  text = '';
  /** What the list has; it is closed when undefined. */
  #matches: DispositionLeaf[] | undefined;
  /** Which of the drawn leaves the arrows are at. */
  #active = -1;

  /** `changed` is called after every step, and with the name of the field when another result was picked. */
  constructor(readonly changed: (field?: 'level1') => void) {}

  /** The leaf whose whole path was chosen or typed; nothing less counts. */
  get leaf(): DispositionLeaf | undefined {
    return leafOf(this.tree, this.text);
  }

  /** Writes a text, and opens the list with its matches or closes it. */
  write(text: string, matches?: DispositionLeaf[]): void {
    this.text = text;
    this.#matches = matches;
    this.#active = -1;
    this.changed();
  }

  render(problem: string | undefined): TemplateResult {
    const matches = this.#matches ?? [];
    const drawn = matches.slice(0, maxShown);
    const more = matches.length - drawn.length;
    const note = more
      ? msg(str`… ${more} more: type to find them`)
      : drawn.length
        ? ''
        : msg('No result has these words.');
    return html`<label id="result" for="level1">${msg('Result')}</label>
      <div class="choice" @input=${this.#onInput} @keydown=${this.#onKey} @click=${this.#onClick}>
        <input
          id="level1"
          part="field"
          role="combobox"
          aria-labelledby="result"
          autocomplete="off"
          placeholder=${msg('Search by any words')}
          aria-autocomplete="list"
          aria-controls="results"
          aria-expanded=${drawn.length > 0}
          aria-activedescendant=${drawn[this.#active] ? `option-${this.#active}` : nothing}
          aria-invalid=${!!problem}
          aria-describedby="level1-problem consequence"
          title=${this.text}
          .value=${this.text}
          @blur=${this.#close}
        />
        <div class="popup" ?hidden=${!this.#matches} @mousedown=${keepFocus}>
          <div id="results" role="listbox" aria-labelledby="result" ?hidden=${!drawn.length}>
            ${drawn.map(
              (leaf, index) =>
                html`<div id="option-${index}" class="row" role="option" aria-selected=${index === this.#active}>
                  <span>${leaf.text}</span> <span class="hint">${leafNote(leaf)}</span>
                </div>`,
            )}
          </div>
          <p class="hint" role="status" ?hidden=${!note}>${note}</p>
        </div>
      </div>
      ${problemLine('level1-problem', problem)}`;
  }

  /** Shows the matches; all leaves, once one is chosen. */
  #open(): void {
    if (!this.#matches) this.write(this.text, search(this.tree, this.leaf ? '' : this.text));
  }

  readonly #close = () => this.write(this.text);

  #pick({ text }: DispositionLeaf): void {
    this.write(text);
    this.changed('level1');
  }

  readonly #onInput = ({ target }: Event) => {
    const { value } = target as HTMLInputElement;
    this.write(value, search(this.tree, value));
  };

  readonly #onClick = ({ target }: Event) => {
    const field = target as HTMLInputElement;
    const leaf = this.#matches?.[Number(field.closest('[role=option]')?.id.slice(7))];
    if (leaf) return this.#pick(leaf);
    if (field.readOnly) return;
    if (this.leaf && !this.#matches) field.select(); // so that typing replaces it
    this.#open();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing || (target as HTMLInputElement).readOnly)
      return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) this.#open();
    const matches = this.#matches;
    if (!matches) return;
    const count = Math.min(matches.length, maxShown);
    if (step) this.#active = (Math.max(this.#active, step < 0 ? 0 : -1) + step + count) % count;
    else if (key === 'Home') this.#active = 0;
    else if (key === 'End') this.#active = count - 1;
    else if (key === 'Escape') this.#close();
    else if (key !== 'Enter') return;
    else {
      // Never guesses between two: one could be for the do-not-call list.
      const leaf = matches[this.#active] ?? (count === 1 ? matches[0] : this.leaf);
      if (leaf) this.#pick(leaf);
    }
    event.preventDefault();
    event.stopPropagation(); // a dialog around the form must not close with the list
    this.changed();
  };
}

const keepFocus = (event: Event) => event.preventDefault();
