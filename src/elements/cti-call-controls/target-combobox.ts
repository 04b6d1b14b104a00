import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { Combobox } from '../shared/combobox.js';
import { datum, sentence } from '../shared/datum.js';
import { problemLine } from '../shared/outcome-view.js';

/** Somebody or something that a call can go to, as the dialer lists it. */
export interface Target {
  /** What the dialer takes. */
  readonly id: string;
  readonly name: string;
}

/** So many are drawn at once. */
const mostShown = 50;

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The field for where a call goes: what is typed, or one of what the dialer lists. */
export class TargetCombobox extends Combobox<Target> {
  /** What the dialer lists; nothing where it lists nothing. */
  targets: readonly Target[] | undefined;
  /** The one that was chosen: of those with the same name it is the one that is meant. */
  #chosen: Target | undefined;

  constructor(protected readonly changed: () => void) {
    super();
  }

  clear(): void {
    this.text = '';
    this.#chosen = undefined;
    this.close();
  }

  /** What goes out: the one that was chosen, or whose name or id stands there; else what is typed. Nothing where that is more than one. */
  get to(): string | undefined {
    const text = this.text.trim();
    if (this.#chosen) return this.#chosen.id;
    const [only, another] = this.targets?.filter(({ id, name }) => name === text || id === text) ?? [];
    return another ? undefined : (only?.id ?? text);
  }

  protected override get options(): readonly Target[] {
    const words = plain(this.text).split(/\s+/);
    const isChosen = this.targets?.some(({ name }) => name === this.text);
    const fitting = this.targets?.filter(
      ({ id, name }) => isChosen || words.every((word) => plain(`${name} ${id}`).includes(word)),
    );
    return fitting?.slice(0, mostShown) ?? [];
  }

  /** @param note - what is said of the list */
  view(label: string, isPhone: boolean, problem: string | undefined, note: string, isOff: boolean): TemplateResult {
    const drawn = this.options;
    const isListed = !!this.targets;
    const count = drawn.length ? msg(str`${drawn.length} in the list.`) : msg('Nobody listed has these words.');
    const found = isListed && this.isOpen ? count : '';
    return html`<div class="field">
      <label id="target-label" for="target">${label}</label>
      <div class="choice" @input=${this.#onInput} @keydown=${this.onKey} @click=${this.#onClick}>
        <input
          id="target"
          part="field"
          type=${isPhone ? 'tel' : 'text'}
          dir=${ifDefined(this.text ? (isPhone ? 'ltr' : 'auto') : undefined)}
          role=${ifDefined(isListed ? 'combobox' : undefined)}
          autocomplete="off"
          aria-autocomplete=${ifDefined(isListed ? 'list' : undefined)}
          aria-controls=${isListed ? 'targets' : nothing}
          aria-expanded=${ifDefined(isListed ? this.isOpen && drawn.length > 0 : undefined)}
          aria-activedescendant=${this.isOpen && drawn[this.active] ? `target-${this.active}` : nothing}
          aria-invalid=${!!problem}
          aria-describedby="target-problem target-note"
          ?disabled=${isOff}
          .value=${this.text}
          @blur=${this.close}
        />
        <div class="popup" ?hidden=${!this.isOpen || !isListed} @mousedown=${this.keepFocus}>
          <div id="targets" role="listbox" aria-labelledby="target-label" ?hidden=${!drawn.length}>
            ${drawn.map(
              ({ id, name }, index) =>
                html`<div id="target-${index}" class="row" role="option" aria-selected=${index === this.active}>
                  ${datum(name)} <bdi class="hint" dir="ltr">${id === name ? '' : id}</bdi>
                </div>`,
            )}
          </div>
          <p class="hint" aria-hidden="true" ?hidden=${!!drawn.length}>${found}</p>
        </div>
        <span class="hidden" role="status">${found}</span>
      </div>
      ${problemLine('target-problem', problem)}
      <p class="hint" id="target-note" ?hidden=${!note}>${sentence(note)}</p>
    </div>`;
  }

  protected override open(): void {
    this.show(!!this.targets?.length);
  }

  /** Enter takes the option that the arrows are at. It never gives a call away: a button does. */
  protected override press(key: string): boolean {
    if (key !== 'Enter' || !this.isOpen) return false;
    const chosen = this.options[this.active];
    if (chosen) this.#take(chosen);
    return true;
  }

  #take(target: Target): void {
    this.text = target.name;
    this.#chosen = target;
    this.close();
  }

  readonly #onInput = ({ target }: Event) => {
    this.text = (target as HTMLInputElement).value;
    this.#chosen = undefined;
    this.show(!!this.targets?.length);
  };

  readonly #onClick = ({ target }: Event) => {
    const chosen = this.optionAt(target);
    if (chosen) this.#take(chosen);
    else if (this.isOpen) this.close();
    else this.open();
  };
}

/** What is said of a list that came. */
export const listNote = (targets: readonly Target[]): string =>
  targets.length ? msg(str`${targets.length} listed: type to find one.`) : msg('The dialer lists nobody.');
