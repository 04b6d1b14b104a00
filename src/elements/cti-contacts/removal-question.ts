import { msg, str } from '@lit/localize';
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { CommandOf } from '../../core/commands.js';

export type Removal = CommandOf<'removeContact'>;

/** Asks before somebody is removed, and brings the focus back to where it was asked. */
export class RemovalQuestion {
  /** What the person is asked about. */
  removal: Removal | undefined;
  readonly #host: LitElement;
  /** The button that led to the question. */
  #asker: HTMLElement | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Asks. A key that is still held answers with what does nothing. */
  ask(removal: Removal): void {
    const { activeElement } = this.#host.shadowRoot ?? {};
    if (activeElement instanceof HTMLElement && !activeElement.closest('[role=group]')) this.#asker = activeElement;
    this.removal = removal;
    void this.#focus(() => this.#host.renderRoot.querySelector<HTMLElement>('#keep'));
  }

  /** The question is over. Back to where it was asked; where that row has gone, to the number. */
  readonly leave = (): void => {
    const asker = this.#asker;
    this.removal = undefined;
    void this.#focus(() =>
      asker?.isConnected ? asker : this.#host.renderRoot.querySelector<HTMLElement>('#destination'),
    );
  };

  view(isBlocked: boolean, remove: () => void): TemplateResult | typeof nothing {
    const { removal } = this;
    if (!removal) return nothing;
    return html`<div class="row" role="group" aria-labelledby="question" @keydown=${this.#onKey}>
      <span id="question"
        >${msg(str`Remove ${removal.number ?? removal.id ?? ''} from ${removal.campaign}? Nobody will call it any more.`)}</span
      >
      <button part="button" class="danger" type="button" id="yes" ?disabled=${isBlocked} @click=${remove}>
        ${msg('Remove')}
      </button>
      <button part="button" type="button" id="keep" @click=${this.leave}>${msg('Keep')}</button>
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.leave();
  };

  async #focus(find: () => HTMLElement | null): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    find()?.focus();
  }
}
