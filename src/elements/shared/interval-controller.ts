import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws its host again as time passes, while it is in the page. */
export class IntervalController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #period: number;
  readonly #isNeeded: () => boolean;
  #ticking: ReturnType<typeof setInterval> | undefined;

  /**
   * @param period - milliseconds
   * @param isNeeded - whether it shows something that time changes
   */
  constructor(host: ReactiveControllerHost, period = 20_000, isNeeded = () => true) {
    this.#host = host;
    this.#period = period;
    this.#isNeeded = isNeeded;
    host.addController(this);
  }

  hostConnected(): void {
    this.#ticking = setInterval(() => this.#isNeeded() && this.#host.requestUpdate(), this.#period);
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking);
  }
}
