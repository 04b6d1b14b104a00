import { msg } from '@lit/localize';
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { Check } from 'lucide';
import { datum, isolatedText, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { pressedKey } from '../shared/pressed-key.js';

/** One choice of the menu. */
export interface AgentChoice {
  /** What it is known by in the menu. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'ready' | 'paused' | 'login' | 'logout';
  /** What a pause is for, as the dialer takes it. */
  readonly reason?: string | undefined;
  /** It is so now. */
  readonly isChosen?: boolean;
  /** Why it cannot be chosen now; empty where it can. */
  readonly why: string;
}

const items = '[role^=menuitem]';

/** A menu below its button: arrows, Home, End and the first letters move in it, Escape and Tab leave it. */
export class AgentMenu {
  isOpen = false;
  readonly #host: LitElement;
  readonly #choose: (choice: AgentChoice) => void;
  #choices: readonly AgentChoice[] = [];

  constructor(host: LitElement, choose: (choice: AgentChoice) => void) {
    this.#host = host;
    this.#choose = choose;
  }

  /** Opens at what is chosen; `isLast`: at its end. */
  open(isLast = false): void {
    this.isOpen = true;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const all = this.#items;
      const chosen = all.find((item) => item.ariaChecked === 'true');
      (isLast ? all.at(-1) : (chosen ?? all[0]))?.focus();
    });
  }

  /** The focus goes back to the button, where it was in the menu. */
  readonly close = (): void => {
    if (!this.isOpen) return;
    const isInside = !!this.#host.shadowRoot?.activeElement?.matches(items);
    this.isOpen = false;
    this.#host.requestUpdate();
    if (isInside) this.#host.renderRoot.querySelector<HTMLElement>('#state')?.focus();
  };

  get #items(): HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>(items)];
  }

  view(choices: readonly AgentChoice[], note: string): TemplateResult | typeof nothing {
    this.#choices = choices;
    if (!this.isOpen) return nothing;
    const pauses = choices.filter(({ kind }) => kind === 'paused');
    const signs = choices.filter(({ kind }) => kind === 'login' || kind === 'logout');
    const others = choices.filter(({ kind }) => kind === 'ready');
    const isGroup = pauses.some(({ reason }) => reason);
    return html`<div
      id="menu"
      part="menu"
      class="popup"
      role="menu"
      aria-labelledby="state"
      @keydown=${this.#onKey}
      @click=${this.#onClick}
      @focusout=${this.#onLeave}
    >
      ${others.map((each) => this.#item(each))}
      <div role=${isGroup ? 'group' : 'none'} aria-label=${isGroup ? msg('Pause, with a reason') : nothing}>
        ${isGroup ? html`<p class="hint" aria-hidden="true">${msg('Pause, with a reason')}</p>` : nothing}
        ${pauses.map((each) => this.#item(each))}
      </div>
      ${signs.length && signs.length < choices.length ? html`<div role="separator"></div>` : nothing}
      ${signs.map((each) => this.#item(each))}
      ${note ? html`<p class="hint" role="none">${sentence(note)}</p>` : nothing}
    </div>`;
  }

  #item(choice: AgentChoice): TemplateResult {
    const { id, name, kind, isChosen = false, why } = choice;
    const isState = kind === 'ready' || kind === 'paused';
    return html`<div
      role=${isState ? 'menuitemradio' : 'menuitem'}
      part="choice"
      class="choice-${kind}"
      tabindex="-1"
      data-choice=${id}
      aria-checked=${ifDefined(isState ? isChosen : undefined)}
      aria-disabled=${!!why}
      title=${isolatedText(why)}
    >
      ${isState ? html`<span class="dot ${kind}"></span>` : nothing}${datum(name)}${isChosen ? icon(Check) : nothing}
    </div>`;
  }

  #pick(item: Element): void {
    const choice = this.#choices.find(({ id }) => id === (item as HTMLElement).dataset['choice']);
    if (!choice || choice.why) return;
    this.close();
    this.#choose(choice);
  }

  readonly #onClick = ({ target }: Event) => {
    const item = (target as Element).closest(items);
    if (item) this.#pick(item);
  };

  readonly #onLeave = ({ relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node && this.#host.renderRoot.querySelector('#menu')?.contains(relatedTarget)))
      this.close();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const key = pressedKey(event);
    if (event.ctrlKey || event.metaKey || event.altKey || !key) return;
    const all = this.#items;
    const at = all.findIndex((item) => item.matches(':focus'));
    const to =
      key === 'ArrowDown'
        ? at + 1
        : key === 'ArrowUp'
          ? at - 1
          : key === 'Home'
            ? 0
            : key === 'End'
              ? -1
              : key.length === 1 && key !== ' '
                ? this.#lettered(all, at, key)
                : undefined;
    if (to !== undefined) all.at(to % all.length)?.focus();
    else if (key === 'Escape') this.close();
    else if (key === 'Enter' || key === ' ') {
      if (!event.repeat && all[at]) this.#pick(all[at]);
    } else return; // Tab goes on, and the menu closes with the focus
    event.preventDefault();
    event.stopPropagation();
  };

  /** The next choice that begins so, after where the focus is. */
  #lettered(all: readonly HTMLElement[], at: number, letter: string): number {
    const begins = (item: HTMLElement) => item.textContent.trim().toLowerCase().startsWith(letter.toLowerCase());
    const next = all.findIndex((item, index) => index > at && begins(item));
    return next < 0 ? Math.max(all.findIndex(begins), 0) : next;
  }
}
