import { msg } from '@lit/localize';
import { isSaid, namesFailure, objectOf, textOf, type Fields } from '../../codecs/json.js';
import { writeJson } from '../../codecs/write-json.js';
import { CtiError } from '../../core/errors.js';
import { newName } from '../../core/page.js';
import type { MayGo, Witness } from '../../core/transport.js';
import { MessageGuard, onceASecond } from '../message-guard.js';
import { plainObjectProblem } from '../plain-object.js';

/** What the panel says by itself. */
export interface PanelListener {
  /** The user is signed in: the panel takes commands, from now on or anew. */
  ready(): void;
  /** `payload` of an event; `false` means that it says nothing. */
  event(type: 'state' | 'status', payload: Fields): boolean;
}

/** One action that goes out, and who may stop it. */
export interface Going {
  readonly signal?: AbortSignal | undefined;
  readonly mayGo?: MayGo | undefined;
  /** Throws why it cannot go now. Asked before the post, after `mayGo`. */
  readonly check?: (() => void) | undefined;
  /** Its bytes leave now. */
  readonly out?: (() => void) | undefined;
  /** Hears an answer that comes when nobody waits for it any more. */
  readonly late?: Settle | undefined;
}

/** The panel said yes; `value` is what it said beside, where it did. */
export interface PanelAnswer {
  readonly value: unknown;
}

type Settle = (outcome: PanelAnswer | CtiError) => void;

/** So many answers are waited for beyond their time. */
const mostLate = 20;

/**
 * The line to one panel: objects of `{id, type, payload}` by `postMessage`, to and from one window of one exact origin
 * (C-353, C-354; vendor code). Ids are our own and never the same twice; a response counts for an id that is open, once (C-356, C-357).
 */
export class PanelLine {
  readonly #origin: string;
  readonly #window: () => Window | null;
  readonly #listener: PanelListener;
  readonly #timeout: number;
  readonly #guard: MessageGuard;
  readonly #refuse: (why: string) => void;
  /** Questions that are open, by their ids. */
  readonly #open = new Map<string, Settle>();
  /** Those whose time is over, and whose answer is still of use. */
  readonly #late = new Map<string, Settle>();
  /** Ends all that is waited for. */
  readonly #waiting = new Set<() => void>();
  readonly #name = `portside-${newName()}`;
  #count = 0;
  #closed = false;
  #witness: Witness = () => undefined;

  constructor(origin: string, target: () => Window | null, timeout: number, listener: PanelListener) {
    this.#origin = origin;
    this.#window = target;
    this.#listener = listener;
    this.#timeout = timeout;
    this.#guard = new MessageGuard(origin, target, plainObjectProblem);
    this.#refuse = onceASecond((why, count) => this.#witness('refused', { why, count }));
    window.addEventListener('message', this.#hear);
  }

  watch(witness: Witness): void {
    this.#witness = witness;
  }

  /** Asks the panel to say when its user is signed in. It keeps the question until then (C-355). */
  init(): void {
    if (!this.#closed) this.#post({ id: 'initRequest', type: 'init', payload: false });
  }

  /**
   * Posts an action, and resolves with what the panel answers. Rejects with `REJECTED` where it said no, with `PROTOCOL`
   * where its answer is neither, with `TIMEOUT` where none came, with `CANCELED` or `UNREACHABLE`: `maybeSent` says how
   * far it got. An error thrown by `mayGo` or `check` goes through: nothing was posted then.
   */
  async ask(payload: object, { signal, mayGo, check, out, late }: Going = {}): Promise<PanelAnswer> {
    if (mayGo) await mayGo();
    if (this.#closed || signal?.aborted) throw stoppedBefore();
    check?.();
    const id = `${this.#name}-${++this.#count}`;
    try {
      return await this.#wait<PanelAnswer>(signal, (settle) => {
        this.#open.set(id, settle);
        out?.();
        this.#post({ id, type: 'action', payload });
      });
    } catch (cause) {
      const { code } = CtiError.from(cause);
      if (late && (code === 'TIMEOUT' || code === 'CANCELED')) this.#keepLate(id, late);
      throw cause;
    } finally {
      this.#open.delete(id);
    }
  }

  /** Waits for what the panel says by itself after an answer, as long as for an answer. */
  until<T>(told: Promise<T>, { signal }: Going): Promise<T> {
    return this.#wait<T>(signal, (settle) => void told.then(settle));
  }

  close(): void {
    this.#closed = true;
    window.removeEventListener('message', this.#hear);
    this.#late.clear();
    for (const stop of [...this.#waiting]) stop();
  }

  async #wait<T>(signal: AbortSignal | undefined, begin: (settle: (found: T | CtiError) => void) => void): Promise<T> {
    let stop = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const found = await new Promise<T | CtiError>((resolve) => {
      stop = () => resolve(canceled());
      this.#waiting.add(stop);
      signal?.addEventListener('abort', stop);
      try {
        begin(resolve);
        timer = setTimeout(() => resolve(noAnswer()), this.#timeout);
      } catch (cause) {
        resolve(CtiError.from(cause));
      }
    });
    clearTimeout(timer);
    this.#waiting.delete(stop);
    signal?.removeEventListener('abort', stop);
    if (found instanceof CtiError) throw found;
    return found;
  }

  #keepLate(id: string, late: Settle): void {
    this.#late.set(id, late);
    const [oldest = ''] = this.#late.keys();
    if (this.#late.size > mostLate) this.#late.delete(oldest);
  }

  #post(message: object): void {
    this.#witness('sent', message);
    try {
      this.#window()?.postMessage(message, this.#origin);
    } catch (cause) {
      throw new CtiError('UNREACHABLE', msg('Nothing could be sent to the panel.'), { cause });
    }
  }

  readonly #hear = (native: MessageEvent<unknown>) => {
    const why = this.#guard.refusal(native) || this.#read(objectOf(native.data));
    if (why) this.#refuse(why);
  };

  /** Why a message says nothing; empty where it says something. */
  #read(message: Fields): string {
    const useless = (why: string) => {
      this.#guard.countUseless();
      return why;
    };
    const type = textOf(own(message, 'type'));
    const payload = own(message, 'payload');
    const fields = objectOf(payload);
    if (own(fields, 'type') === 'MESSAGE') return useless('an older protocol'); // C-354
    if (type === 'init') {
      const value = own(fields, 'value');
      if (!Array.isArray(value) || value.length) return useless('no init'); // what else it may hold is not documented
      this.#witness('received', message);
      this.#listener.ready();
      return '';
    }
    if (type === 'response') {
      const id = textOf(own(message, 'id'));
      const settle = this.#open.get(id) ?? this.#late.get(id);
      if (!settle) return useless('no question of ours, or too late');
      this.#late.delete(id);
      this.#witness('received', message);
      settle(readAnswer(payload));
      return '';
    }
    // C-372: `status` is what the vendor's client makes of a change by REST; a panel may say it so too (S-38).
    if (type !== 'state' && type !== 'status') return useless('no event');
    if (!this.#listener.event(type, fields)) return useless('an event that is not understood');
    this.#witness('received', message);
    return '';
  }
}

/** What stands in an object itself, whatever its prototype has. */
export const own = (row: Fields, name: string): unknown => (Object.hasOwn(row, name) ? row[name] : undefined);

/**
 * What an answer says (S-31): a no is an `error`, or `false` as value; without a value it is done without detail. The vendor
 * documents no refusal, so what looks like a failure in another way is neither yes nor no.
 */
function readAnswer(payload: unknown): PanelAnswer | CtiError {
  const fields = objectOf(payload);
  const [error, value] = [own(fields, 'error'), own(fields, 'value')];
  const detail = () => (typeof error === 'string' ? error : writeJson(error ?? payload ?? null)).slice(0, 200);
  if ((isSaid(error) && error !== false) || value === false)
    return new CtiError('REJECTED', msg('Sinch’s panel refused this.'), {
      detail: detail(),
      maybeSent: false,
    });
  if (fields !== payload || namesFailure(fields) || namesFailure(value))
    return new CtiError('PROTOCOL', msg('The answer of Sinch’s panel could not be understood.'), {
      detail: detail(),
      maybeSent: true,
    });
  return { value: value ?? undefined };
}

const canceled = () => new CtiError('CANCELED', msg('The session is closed.'), { maybeSent: true });

/** It was stopped before its byte. */
export const stoppedBefore = (): CtiError =>
  new CtiError('CANCELED', msg('Stopped: nothing was sent.'), { maybeSent: false });

const noAnswer = () =>
  new CtiError('TIMEOUT', msg('Sinch’s panel did not answer.'), {
    maybeSent: true,
  });
