import type { LitElement } from 'lit';

/** What a page without script writes into an element: JSON in a `<script>` child. The element is drawn again when it changes. */
export class JsonChild {
  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
    const observed = { childList: true, characterData: true, subtree: true };
    new MutationObserver(() => host.requestUpdate()).observe(host, observed);
  }

  /** Empty without such a child. */
  get text(): string {
    return this.#host.querySelector('script[type="application/json"]')?.textContent ?? '';
  }
}
