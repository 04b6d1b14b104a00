import type { LitElement, ReactiveController } from 'lit';

/** Takes a file that is dropped anywhere on its host, and marks the element of the class `drop` meanwhile. */
export class FileDrop implements ReactiveController {
  readonly #host: LitElement;
  readonly #take: (file: File | undefined) => void;

  constructor(host: LitElement, take: (file: File | undefined) => void) {
    this.#host = host;
    this.#take = take;
    host.addController(this);
    host.addEventListener('dragover', this.#mark);
    host.addEventListener('dragleave', this.#mark);
    host.addEventListener('drop', this.#drop);
  }

  hostConnected(): void {
    this.#place?.classList.remove('over');
  }

  get #place(): Element | null | undefined {
    return this.#host.shadowRoot?.querySelector('.drop');
  }

  /** Also where no file is wanted now: else the browser would leave the page for it. */
  readonly #mark = (event: DragEvent) => {
    event.preventDefault();
    this.#place?.classList.toggle('over', event.type === 'dragover');
  };

  readonly #drop = (event: DragEvent) => {
    this.#mark(event);
    this.#take(event.dataTransfer?.files[0]);
  };
}
