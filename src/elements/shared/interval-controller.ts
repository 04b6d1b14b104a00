import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws its host again as time passes, while it is in the page. */
export class IntervalController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#ticking = setInterval(() => this.#host.requestUpdate(), 20_000);
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking);
  }
}
