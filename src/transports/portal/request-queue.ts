import { msg, str } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import type { MayGo } from '../../core/transport.js';

/** How long a question may wait for its turn, in milliseconds: an older click must not dial. */
const defaultTimeout = 5_000;

type Answer<T> = { value: T } | CtiError | undefined;
/** Hears an answer that came too late for who asked. */
export type LateListener<T> = (answer: { value: T } | CtiError) => void;

export interface QuestionOptions {
  /** How long to wait for the answer, in milliseconds. */
  timeout?: number;
  /** What is asked about: a late answer is given to who follows it. */
  about?: string;
  mayGo?: MayGo | undefined;
}

/**
 * Requests to someone whose answers do not say what they answer (U-09): one at a time, the others wait in line.
 * After a time-out the line stays closed as long again, so that a late answer is never taken for the next one's.
 */
export class RequestQueue<T> {
  readonly #timeout: number;
  #line: Promise<void> = Promise.resolve();
  #length = 0;
  #waiting: ((answer: Answer<T>) => void) | undefined;
  /** What the question is about that was posted last. */
  #about = '';
  /** The question that timed out and keeps the line closed, and who hears of it. */
  #late: { about: string; until: number; hear?: LateListener<T> } | undefined;
  #closed = false;

  constructor(timeout: number) {
    this.#timeout = timeout;
  }

  /** What the question that keeps the line closed was about. */
  get lateAbout(): string | undefined {
    return this.#late?.about;
  }

  /** Posts the question when its turn comes. Rejects with `TIMEOUT`, `BUSY` (never posted), `UNREACHABLE` or `CANCELED`. */
  ask(post: () => void, { timeout = this.#timeout, about = '', mayGo }: QuestionOptions = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      let tired = false;
      const tire = () => {
        tired = true;
        reject(new CtiError('BUSY', this.#closedText()));
      };
      // A timer takes longer than all our checks, and the first in line needs none.
      const timer = this.#length ? setTimeout(tire, defaultTimeout) : undefined;
      this.#stand(async () => {
        clearTimeout(timer);
        if (!tired) await this.#turn(post, timeout, about, mayGo).then(resolve, reject);
        if (!this.#closed && this.#late) await this.#rest(this.#late);
      });
    });
  }

  /** What the question was about that an answer is to. */
  get about(): string {
    return this.#late?.about ?? this.#about;
  }

  /** Keeps the line closed for a question that was asked before this object was there, and hears its answer. */
  hold(about: string, milliseconds: number, hear?: LateListener<T>): void {
    const late = { about, until: Date.now() + milliseconds, ...(hear && { hear }) };
    if (!this.#length) this.#late = late; // at once: who asks next is told so
    this.#stand(async () => {
      if (!this.#closed && late.until > Date.now()) await this.#rest((this.#late = late));
    });
  }

  /** Hears the answer to a question that timed out, as long as the line is closed for it. False when it is not. */
  follow(about: string, hear: LateListener<T>): boolean {
    if (this.#late?.about !== about) return false;
    this.#late.hear = hear;
    return true;
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
    this.#late = undefined;
    this.fail(canceled(true));
  }

  #stand(work: () => Promise<void>): void {
    this.#length++;
    this.#line = this.#line.then(work).finally(() => this.#length--);
  }

  async #turn(post: () => void, timeout: number, about: string, mayGo?: MayGo): Promise<T> {
    if (mayGo && !this.#closed) await mayGo();
    if (this.#closed) throw canceled(false);
    this.#about = about;
    const first = await this.#wait(timeout, post);
    if (first && 'value' in first) return first.value;
    if (first) throw first;
    this.#late = { about, until: Date.now() + timeout };
    throw new CtiError('TIMEOUT', msg('The portal did not answer.'));
  }

  /** What comes now came too late for who asked. */
  async #rest(late: { until: number; hear?: LateListener<T> }): Promise<void> {
    const answer = await this.#wait(Math.max(0, late.until - Date.now()));
    this.#late = undefined;
    if (answer) late.hear?.(answer);
  }

  #wait(timeout: number, post?: () => void): Promise<Answer<T>> {
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settle = (answer?: Answer<T>) => {
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

  #closedText(): string {
    const { about, until } = this.#late ?? { about: '', until: 0 };
    const seconds = Math.ceil(Math.max(0, until - Date.now()) / 1000);
    return about && seconds
      ? msg(str`The call to ${about} may have started: look at your phone. Try again in ${seconds} s.`)
      : msg('An earlier request still waits for the portal’s answer. Look at the phone, then try again.');
  }
}

const canceled = (maybeSent: boolean) => new CtiError('CANCELED', msg('The session is closed.'), { maybeSent });
