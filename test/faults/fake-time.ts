import { install, type Clock } from '@sinonjs/fake-timers';
import { vi } from 'vitest';
import { timeoutByTimers, timers } from '../clock.js';

/** Turns of the event loop after which locks, channels and streams have said all that they have to say. */
const quiet = 6;
/** Steps after which it is clear that they never end: a request that is sent again and again. */
const endless = 1_000;

/**
 * The time of a page that runs in Node. It stands still while anything is going on, and goes on to the next timer when
 * nothing is: a time limit of 15 seconds costs nothing, and no machine is so slow that it comes too early.
 */
export class FakeTime {
  readonly #clock: Clock;
  /** Takes a turn of the event loop. */
  readonly #turn: () => Promise<void>;
  /** What other threads, or later turns, still have to do. */
  #running = 0;
  /** Steps since time last stood still. */
  #steps = 0;

  constructor() {
    const later = setImmediate;
    this.#turn = () => new Promise((resolve) => void later(resolve));
    this.#clock = install({
      now: Date.now(),
      toFake: [...timers],
    });
    // With this the database, the network and the windows take their steps.
    vi.stubGlobal('setImmediate', (step: () => void) => {
      this.#running++;
      this.#steps++;
      return later(() => (this.#running--, step()));
    });
    const { subtle } = crypto;
    const counted =
      <A extends unknown[], R>(work: (...input: A) => Promise<R>) =>
      (...input: A) =>
        this.#count(work.apply(subtle, input));
    vi.stubGlobal('crypto', {
      getRandomValues: crypto.getRandomValues.bind(crypto),
      randomUUID: crypto.randomUUID.bind(crypto),
      subtle: {
        generateKey: counted(subtle.generateKey),
        encrypt: counted(subtle.encrypt),
        decrypt: counted(subtle.decrypt),
        importKey: counted(subtle.importKey),
        sign: counted(subtle.sign),
      },
    });
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(timeoutByTimers);
  }

  /** Waits for something that may need time to pass. Rejects when nothing is left that could bring it about. */
  async wait<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const over = () => (isOver = true);
    work.then(over, over);
    await this.#pass(() => isOver);
    return await work;
  }

  /** Lets time pass until something holds. Rejects when it does not after so many milliseconds. */
  async until(holds: () => unknown, what: string, milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds;
    await this.#settle();
    while (!(await this.wait(Promise.resolve(holds())))) {
      if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
      this.#next();
      await this.#settle();
    }
  }

  /** Lets so much time pass. */
  async pass(milliseconds: number): Promise<void> {
    let isOver = false;
    setTimeout(() => (isOver = true), milliseconds);
    await this.#pass(() => isOver);
    await this.#settle();
  }

  end(): void {
    this.#clock.uninstall();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  }

  async #pass(isOver: () => boolean): Promise<void> {
    for (await this.#settle(); !isOver(); await this.#settle()) this.#next();
  }

  #next(): void {
    if (!this.#clock.countTimers()) throw new Error('Nothing is left that could happen.');
    this.#clock.next();
  }

  /** Until nothing goes on any more but time. */
  async #settle(): Promise<void> {
    this.#steps = 0;
    for (let turns = 0; turns < quiet; turns = this.#running ? 0 : turns + 1) {
      await this.#turn();
      if (this.#steps > endless) throw new Error('It never comes to rest.');
    }
  }

  async #count<T>(work: Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work;
    } finally {
      this.#running--;
    }
  }
}
