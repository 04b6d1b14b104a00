import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { problemLine } from '../shared/outcome.js';

/** The field for a number to dial: a combobox with the numbers that were dialled last. */
export class NumberCombobox {
  /** What stands in the field, and is dialled: nothing is added or taken away (C-065). */
  text = '';
  /** What is wrong with it. */
  problem: string | undefined;
  #recent: readonly string[] = [];
  #isOpen = false;
  /** Which of the recent numbers the arrows are at. */
  #active = -1;

  /** `changed` is called after every step, `dial` for Enter. */
  constructor(
    readonly changed: () => void,
    readonly dial: () => void,
  ) {}

  write(text: string): void {
    this.text = text;
    this.problem = undefined;
    this.#show(false);
  }

  /** `plan` says what a press will dial, before it does. */
  render(recent: readonly string[], campaign: string, keys: string | undefined, disabled: boolean): TemplateResult {
    this.#recent = recent;
    const number = this.text.trim();
    const plan = campaign
      ? msg(str`Dials ${number} for ${campaign}, exactly as typed.`)
      : msg(str`Dials ${number}, exactly as typed.`);
    return html`<div class="choice" @input=${this.#onInput} @keydown=${this.#onKey} @click=${this.#onClick}>
        <input
          id="number"
          data-action="dial"
          part="field"
          type="tel"
          role="combobox"
          aria-labelledby="dial"
          autocomplete="off"
          aria-controls="recent"
          aria-expanded=${this.#isOpen}
          aria-activedescendant=${this.#isOpen && this.#active >= 0 ? `recent-${this.#active}` : nothing}
          aria-invalid=${!!this.problem}
          aria-describedby="number-problem plan"
          aria-keyshortcuts=${keys ?? nothing}
          ?disabled=${disabled}
          .value=${this.text}
          @blur=${() => this.#show(false)}
        />
        <div
          id="recent"
          class="popup"
          role="listbox"
          aria-label=${msg('Dialled last')}
          ?hidden=${!this.#isOpen}
          @mousedown=${keepFocus}
        >
          ${recent.map((each, index) => html`<div id="recent-${index}" class="row" role="option" aria-selected=${index === this.#active}>${each}</div>`)}
        </div>
      </div>
      ${problemLine('number-problem', this.problem)}
      <p id="plan" class="hint" ?hidden=${!!this.problem}>
        ${number ? plan : recent.length ? msg('Arrow down: numbers dialled last.') : msg('Dialled exactly as typed.')}
      </p>`;
  }

  #show(isOpen: boolean): void {
    this.#isOpen = isOpen && this.#recent.length > 0;
    this.#active = -1;
    this.changed();
  }

  readonly #onInput = ({ target }: Event) => this.write((target as HTMLInputElement).value);

  readonly #onClick = ({ target }: Event) => {
    const number = this.#recent[Number((target as Element).id.slice(7))];
    if ((target as Element).role === 'option' && number !== undefined) this.write(number);
    else this.#show(!this.#isOpen && !this.text);
  };

  /** Enter takes the number that the arrows are at into the field, where it can be read, and dials what stands there. */
  readonly #onKey = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const count = this.#recent.length;
    if (step) {
      if (!this.#isOpen) this.#show(true);
      if (count) this.#active = (Math.max(this.#active, step < 0 ? 0 : -1) + step + count) % count;
      this.changed();
    } else if (key === 'Enter') {
      const number = this.#isOpen ? this.#recent[this.#active] : undefined;
      if (number !== undefined) this.write(number);
      else if (!event.repeat) this.dial();
    } else if (key === 'Escape' && this.#isOpen) {
      this.#show(false);
      event.stopPropagation(); // a dialog around the panel must not close with the list
    } else return;
    event.preventDefault();
  };
}

const keepFocus = (event: Event) => event.preventDefault();
