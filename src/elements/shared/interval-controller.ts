import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws its host again as time passes, while it is in the page. */
export class IntervalController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #period: number;
  #ticking: ReturnType<typeof setInterval> | undefined;

  /** @param period - milliseconds */
  constructor(host: ReactiveControllerHost, period = 20_000) {
    this.#host = host;
    this.#period = period;
    host.addController(this);
  }

  hostConnected(): void {
    this.#ticking = setInterval(() => this.#host.requestUpdate(), this.#period);
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking);
  }
}
