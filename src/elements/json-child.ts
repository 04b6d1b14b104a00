import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The text of an element's `<script type="application/json">` child, also when the page writes or changes it later. */
export class JsonChild implements ReactiveController {
  /** Empty when there is none. */
  text = '';

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #observer = new MutationObserver(() => this.#read());

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host, { childList: true, characterData: true, subtree: true });
    this.#read();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #read(): void {
    this.text = this.#host.querySelector(':scope > script[type="application/json"]')?.textContent ?? '';
    this.#host.requestUpdate();
  }
}
