import type { LitElement, ReactiveController } from 'lit';
import { CtiError } from '../../core/errors.js';

/** After failures the next question waits longer, at most so many milliseconds (or the interval, if that is longer). */
const maxBackOff = 300_000;
const second = 1000;

/** What a refresher does. */
export interface Poll {
  /** One round. */
  ask: (signal: AbortSignal) => Promise<void>;
  /** Whether there is anybody to ask. */
  isReady: () => boolean;
  /** Seconds from an answer to the next question; 0 asks only once and when told to. */
  interval: () => number;
  /** Whether it asks also while nobody sees the page. */
  goesOnHidden: () => boolean;
  /** Every second that the host is seen. */
  tick: () => void;
}

/**
 * Asks again and again while its host is in the page and the page is seen: never two at a time, and never before the
 * last answer came or its time was up.
 */
export class PollingController implements ReactiveController {
  /** When the last round succeeded, epoch milliseconds. */
  at: number | undefined;
  /** Why nothing new came, and since when. */
  failure: { since: number; error: CtiError } | undefined;

  readonly #host: LitElement;
  readonly #work: Poll;
  #isWanted = false;
  #running: AbortController | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #ended: number | undefined;
  #failures = 0;

  constructor(host: LitElement, work: Poll) {
    this.#host = host;
    this.#work = work;
    host.addController(this);
  }

  get isAsking(): boolean {
    return this.#running !== undefined;
  }

  get isRepeating(): boolean {
    return this.#work.interval() > 0;
  }

  /** Older than two intervals: something is late. */
  get isStale(): boolean {
    const interval = this.#work.interval();
    return this.at !== undefined && interval > 0 && Date.now() - this.at > 2 * interval * second + second;
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisible);
    this.#onVisible();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#stop();
    this.#running?.abort(new CtiError('CANCELED', ''));
  }

  /** Forgets everything and asks anew: another client is another dialer. */
  reset(): void {
    this.#running?.abort(new CtiError('CANCELED', ''));
    this.#running = undefined;
    this.#isWanted = false;
    this.at = this.failure = this.#ended = undefined;
    this.#failures = 0;
    if (!document.hidden || this.#work.goesOnHidden()) void this.refresh();
  }

  /** Asks now; what is being asked is awaited, and asked again when `isAfter` something that changes the answer. */
  async refresh(isAfter = false): Promise<void> {
    if (this.#running) this.#isWanted ||= isAfter;
    if (this.#running || !this.#host.isConnected || !this.#work.isReady()) return;
    const running = new AbortController();
    this.#running = running;
    this.#host.requestUpdate();
    const error = await this.#work.ask(running.signal).then(() => undefined, CtiError.from);
    if (this.#running !== running) return; // another client's by now
    this.#running = undefined;
    if (running.signal.aborted) return;
    this.#end(error);
    const isWanted = this.#isWanted;
    this.#isWanted = false;
    if (isWanted) await this.refresh();
  }

  #end(error: CtiError | undefined): void {
    // Another element asks the same just now: that is no answer of the dialer.
    const isElsewhere = error?.code === 'BUSY' && !error.transport;
    this.#ended = Date.now();
    if (!error) [this.at, this.failure, this.#failures] = [this.#ended, undefined, 0];
    else if (isElsewhere) this.#ended = undefined;
    else [this.failure, this.#failures] = [{ since: this.failure?.since ?? this.#ended, error }, this.#failures + 1];
    this.#host.requestUpdate();
  }

  get #isDue(): boolean {
    const interval = this.#work.interval();
    if (this.#ended === undefined) return true;
    if (!(interval > 0)) return false;
    const wait = interval * second;
    return Date.now() - this.#ended >= Math.min(wait * 2 ** Math.min(this.#failures, 10), Math.max(wait, maxBackOff));
  }

  readonly #onVisible = () => {
    this.#stop();
    this.#ticking = setInterval(this.#onTick, second);
    this.#onTick();
  };

  readonly #onTick = () => {
    if (document.hidden && !this.#work.goesOnHidden()) return;
    if (this.#isDue) void this.refresh();
    this.#work.tick();
  };

  #stop(): void {
    clearInterval(this.#ticking);
  }
}
