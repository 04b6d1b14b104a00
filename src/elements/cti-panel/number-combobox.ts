import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { readPhone } from '../../codecs/phone.js';
import { Combobox } from '../shared/combobox.js';
import { numberView, sentence } from '../shared/datum.js';
import { problemLine } from '../shared/outcome-view.js';

/** What a press will dial where that is not what stands there, or why it will not; empty else. */
function planText(number: string): string {
  const { phone = '', problem } = readPhone(number, { pauses: true });
  return problem ?? (phone === number ? '' : msg(str`Dials ${phone}.`));
}

/** The field for a number to dial, its separators as they stand there (C-065): a combobox with the numbers that were dialled last. */
export class NumberCombobox extends Combobox<string> {
  /** What is wrong with the number. */
  problem: string | undefined;
  protected options: readonly string[] = [];

  /** `dial` is called for Enter. */
  constructor(
    protected readonly changed: () => void,
    readonly dial: () => void,
  ) {
    super();
  }

  write(text: string): void {
    this.text = text;
    this.problem = undefined;
    this.close();
  }

  render(recent: readonly string[], keys: string | undefined, disabled: boolean): TemplateResult {
    this.options = recent;
    return html`<div class="choice" @input=${this.#onInput} @keydown=${this.onKey} @click=${this.#onClick}>
      <input
        id="number"
        data-action="dial"
        part="field"
        type="tel"
        dir="ltr"
        role="combobox"
        aria-labelledby="dial"
        autocomplete="off"
        aria-controls="recent"
        aria-expanded=${this.isOpen}
        aria-activedescendant=${this.isOpen && this.active >= 0 ? `recent-${this.active}` : nothing}
        aria-invalid=${!!this.problem}
        aria-describedby="number-problem plan"
        aria-keyshortcuts=${keys ?? nothing}
        ?disabled=${disabled}
        .value=${this.text}
        @blur=${this.close}
      />
      <div
        id="recent"
        class="popup"
        role="listbox"
        aria-label=${msg('Dialled last')}
        ?hidden=${!this.isOpen}
        @mousedown=${this.keepFocus}
      >
        ${recent.map((each, index) => html`<div id="recent-${index}" class="row" role="option" aria-selected=${index === this.active}>${numberView(each)}</div>`)}
      </div>
    </div>`;
  }

  /** What is wrong with the number, or else what a press will dial, before it does. */
  renderNote(): TemplateResult {
    const number = this.text.trim();
    const plan = number && !this.problem ? planText(number) : '';
    return html`<div class="note" ?hidden=${!this.problem && !plan}>
      ${problemLine('number-problem', this.problem)}
      <p id="plan" class="hint">${sentence(plan)}</p>
    </div>`;
  }

  protected override open(): void {
    this.show(this.options.length > 0);
  }

  /** Enter takes the number that the arrows are at into the field, where it can be read, and dials what stands there. */
  protected override press(key: string, isRepeat: boolean): boolean {
    if (key !== 'Enter') return false;
    const number = this.isOpen ? this.options[this.active] : undefined;
    if (number !== undefined) this.write(number);
    else if (!isRepeat) this.dial();
    return true;
  }

  readonly #onInput = ({ target }: Event) => this.write((target as HTMLInputElement).value);

  readonly #onClick = ({ target }: Event) => {
    const number = this.optionAt(target);
    if (number !== undefined) this.write(number);
    else if (this.isOpen || this.text) this.close();
    else this.open();
  };
}
