import { msg } from '@lit/localize';
import { CtiError } from '../../core/errors.js';

/** How long a question may wait for its turn, in milliseconds: an older click must not dial. */
const defaultTimeout = 5_000;

/**
 * Requests to someone whose answers do not say what they answer (U-09): one at a time, the others wait in line.
 * After a time-out the line stays closed as long again, so that a late answer is never taken for the next one's.
 */
export class RequestQueue<T> {
  readonly #timeout: number;
  #line: Promise<void> = Promise.resolve();
  #length = 0;
  #waiting: ((answer: { value: T } | CtiError) => void) | undefined;
  #closed = false;

  constructor(timeout: number) {
    this.#timeout = timeout;
  }

  /** Posts the question when its turn comes. Rejects with `TIMEOUT`, `BUSY` (never posted), `UNREACHABLE` or `CANCELED`. */
  ask(post: () => void, timeout = this.#timeout): Promise<T> {
    return new Promise((resolve, reject) => {
      let tired = false;
      const tire = () => {
        tired = true;
        reject(
          new CtiError(
            'BUSY',
            msg('An earlier request still waits for the portal’s answer. Look at the phone, then try again.'),
          ),
        );
      };
      // A timer takes longer than all our checks, and the first in line needs none.
      const timer = this.#length++ ? setTimeout(tire, defaultTimeout) : undefined;
      this.#line = this.#line.then(async () => {
        clearTimeout(timer);
        if (!tired) await this.#turn(post, timeout, resolve, reject);
        this.#length--;
      });
    });
  }

  /** Gives the answer to the question that is open. False when nobody has asked. */
  answer(value: T): boolean {
    const waiting = this.#waiting;
    waiting?.({ value });
    return waiting !== undefined;
  }

  /** Fails the question that is open. */
  fail(error: CtiError): void {
    this.#waiting?.(error);
  }

  close(): void {
    this.#closed = true;
    this.fail(canceled());
  }

  async #turn(
    post: () => void,
    timeout: number,
    resolve: (value: T) => void,
    reject: (error: CtiError) => void,
  ): Promise<void> {
    if (this.#closed) return reject(canceled());
    const first = await this.#wait(timeout, post);
    if (first && 'value' in first) return resolve(first.value);
    if (first) return reject(first);
    reject(
      new CtiError(
        'TIMEOUT',
        msg('The portal did not answer. It may have happened: look at the phone before you try again.'),
      ),
    );
    await this.#wait(timeout); // what comes now came too late for anyone
  }

  #wait(timeout: number, post?: () => void): Promise<{ value: T } | CtiError | undefined> {
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settle = (answer?: { value: T } | CtiError) => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve(answer);
      };
      this.#waiting = settle; // before the post: the portal may answer inside it (U-01)
      try {
        post?.();
      } catch (cause) {
        settle(CtiError.from(cause));
      }
      if (this.#waiting === settle) timer = setTimeout(settle, timeout); // after it: while the question travels
    });
  }
}

const canceled = () => new CtiError('CANCELED', msg('The session is closed.'));
