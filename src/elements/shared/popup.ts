import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { ChevronDown, type IconNode } from 'lucide';
import { icon } from './icon.js';
import { pressedKey } from './pressed-key.js';

interface PopupOptions {
  disabled?: boolean;
  /** Stands before the label, or in its place where `isBare`. */
  image?: IconNode;
  isBare?: boolean;
  /** Said behind the label, quietly. */
  note?: string;
  isBusy?: boolean;
}

/**
 * What opens below a button and lies above the page: choices, or a few fields. Escape and a press elsewhere close it, and the
 * focus goes back to its button, where it was inside; Tab that leaves it closes it, too.
 */
export class Popup implements ReactiveController {
  readonly #host: LitElement;
  readonly #id: string;
  #isOpen = false;

  /** @param id - that of what opens, in the element's own tree */
  constructor(host: LitElement, id: string) {
    this.#host = host;
    this.#id = id;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  hostConnected(): void {
    document.addEventListener('pointerdown', this.#onPress);
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#onPress);
    this.#isOpen = false;
  }

  /** Opens it, with the focus at its first control. */
  async open(): Promise<void> {
    this.#isOpen = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#panel?.querySelector<HTMLElement>('button, input, select, a')?.focus();
  }

  readonly close = (): void => {
    if (!this.#isOpen) return;
    const isInside = this.#panel?.contains(this.#host.shadowRoot?.activeElement ?? null);
    this.#isOpen = false;
    this.#host.requestUpdate();
    if (isInside) this.#button?.focus();
  };

  /** The button, and below it the content while it is open. */
  view(label: string, content: () => TemplateResult, options: PopupOptions = {}): TemplateResult {
    const { disabled = false, image, isBare = false, note = '', isBusy = false } = options;
    const isOpen = this.#isOpen && !disabled;
    return html`<div class="popup-place" @keydown=${this.#onKey} @focusout=${this.#onLeave}>
      <button
        type="button"
        part="button"
        id="${this.#id}-button"
        class=${isBare ? 'bare' : ''}
        aria-label=${isBare ? label : nothing}
        title=${ifDefined(isBare ? label : undefined)}
        aria-expanded=${isOpen}
        aria-busy=${isBusy}
        aria-controls=${isOpen ? this.#id : nothing}
        ?disabled=${disabled}
        @click=${this.#onButton}
      >
        ${image ? icon(image) : nothing}${isBare ? nothing : html`<span>${label}</span>`}
        ${note ? html`<span class="hint">${note}</span>` : nothing} ${isBare ? nothing : icon(ChevronDown)}
      </button>
      ${isOpen ? html`<div id=${this.#id} class="popup" role="group" aria-label=${label}>${content()}</div>` : nothing}
    </div>`;
  }

  get #panel(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.getElementById(this.#id);
  }

  get #button(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.getElementById(`${this.#id}-button`);
  }

  readonly #onButton = (event: Event) => {
    event.stopPropagation(); // what the element's other buttons say stays
    if (this.#isOpen) this.close();
    else void this.open();
  };

  readonly #onPress = (event: Event) => {
    if (!this.#isOpen) return;
    const path = event.composedPath();
    const { parentElement } = this.#panel ?? {};
    if (!parentElement || !path.includes(parentElement)) this.close();
  };

  readonly #onLeave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !(currentTarget as Element).contains(relatedTarget)) this.close();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Escape' || !this.#isOpen) return;
    event.preventDefault();
    event.stopPropagation(); // a dialog around must not close with it
    this.close();
  };
}
