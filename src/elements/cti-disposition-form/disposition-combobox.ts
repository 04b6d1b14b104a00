import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { Search } from 'lucide';
import { Combobox } from '../shared/combobox.js';
import { datum, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { problemLine } from '../shared/outcome-view.js';
import { countText } from '../shared/time-text.js';
import {
  leafNote,
  leafOf,
  readTree,
  search,
  type Branch,
  type DispositionLeaf,
  type DispositionTree,
} from './disposition-tree.js';

/** So many are drawn at once. More would make every key wait, and nobody reads them. */
const maxShown = 50;

/** The field in which the agent finds a result by typing: a combobox over all leaves of the tree. */
export class DispositionCombobox extends Combobox<DispositionLeaf> {
  #tree = readTree([]);
  #matches: readonly DispositionLeaf[] = [];
  /** The words that the matches have. */
  #sought = '';

  /** `changed` is called after every step, and with the name of the field when another result was picked. */
  constructor(protected readonly changed: (field?: 'level1') => void) {
    super();
  }

  get tree(): DispositionTree {
    return this.#tree;
  }

  /** Where the list is open it shows what another tree has of the same words. */
  set tree(tree: DispositionTree) {
    this.#tree = tree;
    if (this.isOpen) this.#search(this.#sought);
  }

  /** The leaf whose whole path was chosen or typed; nothing less counts. */
  get leaf(): DispositionLeaf | undefined {
    return leafOf(this.tree, this.text);
  }

  /** Writes a text, and closes the list. */
  write(text: string): void {
    this.text = text;
    this.#matches = [];
    this.show(false);
  }

  /** Opens the list with the leaves that have these words. */
  #search(words: string): void {
    this.#sought = words;
    this.#matches = search(this.tree, words);
    this.show(true);
  }

  /** Opens the list with what a branch has, else with all. */
  showAll(branch?: Branch): void {
    this.#search('');
    if (!branch) return;
    this.#matches = this.#matches.filter(({ text }) => text.startsWith(`${branch.text} › `));
    this.changed();
  }

  /** How many results match, for who does not see the list. */
  get #note(): string {
    const { length } = this.#matches;
    if (!this.isOpen) return '';
    if (!length) return msg('No result has these words.');
    const count = countText(length, msg(str`${length} result.|${length} results.`, { desc: 'Forms for so many' }));
    return length > maxShown
      ? `${count} ${msg(str`The first ${maxShown} are shown: type to find the others.`)}`
      : count;
  }

  /** `hasSlash`: the key / goes to the field. */
  render(problem: string | undefined, hasSlash = false): TemplateResult {
    const drawn = this.options;
    const note = this.#note;
    return html`<label id="result" for="level1">${msg('Result')}</label>
      <div class="choice" @input=${this.#onInput} @keydown=${this.#onKey} @click=${this.#onClick}>
        ${icon(Search)}
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
          aria-activedescendant=${drawn[this.active] ? `option-${this.active}` : nothing}
          aria-invalid=${!!problem}
          aria-describedby="level1-problem consequence"
          dir=${ifDefined(this.text ? 'auto' : undefined)}
          title=${this.text}
          .value=${this.text}
          @blur=${this.close}
        />
        ${hasSlash ? html`<span class="key" aria-hidden="true"><kbd>/</kbd></span>` : nothing}
        <div class="popup" ?hidden=${!this.isOpen} @mousedown=${this.keepFocus}>
          <div id="results" role="listbox" aria-labelledby="result" ?hidden=${!drawn.length}>
            ${drawn.map(
              (leaf, index) =>
                html`<div id="option-${index}" class="row" role="option" aria-selected=${index === this.active}>
                  <span>${datum(leaf.text)}</span> <span class="hint">${leafNote(leaf)}</span>
                </div>`,
            )}
          </div>
          <p class="hint" aria-hidden="true">${sentence(note)}</p>
        </div>
        <span class="hidden" role="status">${sentence(note)}</span>
      </div>
      ${problemLine('level1-problem', problem)}`;
  }

  protected override get options(): readonly DispositionLeaf[] {
    return this.#matches.slice(0, maxShown);
  }

  /** Shows the matches; all leaves, once one is chosen. */
  protected override open(): void {
    if (!this.isOpen) this.#search(this.leaf ? '' : this.text);
  }

  protected override press(key: string): boolean {
    if (!this.isOpen) return false;
    const drawn = this.options;
    if (key === 'Home') this.active = 0;
    else if (key === 'End') this.active = drawn.length - 1;
    else if (key !== 'Enter') return false;
    else {
      // Never guesses between two: one could be for the do-not-call list.
      const leaf = drawn[this.active] ?? (drawn.length === 1 ? drawn[0] : this.leaf);
      if (leaf) this.#pick(leaf);
    }
    return true;
  }

  #pick({ text }: DispositionLeaf): void {
    this.write(text);
    this.changed('level1');
  }

  readonly #onInput = ({ target }: Event) => {
    this.text = (target as HTMLInputElement).value;
    this.#search(this.text);
  };

  readonly #onClick = ({ target }: Event) => {
    const field = target as HTMLInputElement;
    const leaf = this.optionAt(target);
    if (leaf) return this.#pick(leaf);
    if (field.readOnly) return;
    if (this.leaf && !this.isOpen) field.select(); // so that typing replaces it
    this.open();
  };

  /** What the list takes is not for the form around it. */
  readonly #onKey = (event: KeyboardEvent) => {
    this.onKey(event);
    if (event.defaultPrevented) event.stopPropagation();
  };
}
