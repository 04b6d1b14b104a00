import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';
import type { Command, CommandType, Reply } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { MayGo, Support, Transport, Witness } from '../../core/transport.js';
import { exactOrigin, MessageGuard } from '../message-guard.js';
import { checkWord, xEventNames, XMessage, type UcontactDialect } from '../ucontact-x/ucontact-x-events.js';

export interface UphoneOptions {
  /** The iframe that shows uContact. */
  frame: HTMLIFrameElement;
  /** Exact origin of the uContact in it, for example `https://ucontact.example`. */
  origin: string;
  /** Nobody answers a dial: for so many milliseconds after it the same number is `BUSY`, so that a second press dials nobody twice. 2000 when absent. */
  settle?: number;
  /** What the frame speaks: then nothing else is read (U-87). The words of both when absent. */
  dialect?: Exclude<UcontactDialect, 'form'>;
}

/** What uContact says by itself, by its “Window Proxy API” of version 6 (C-408, vendor page). */
const uphoneNames = [
  'makeCall',
  'gettingCall',
  'finishedCall',
  'finishedSms',
  'sentDispositions',
  'agentLogin',
] as const;
/** Those, and the names of uContact X. */
const names = [...uphoneNames, ...xEventNames];
export type UphoneEventName = (typeof names)[number];

const Either = z.union([
  z.object({ action: z.enum(names), params: z.optional(z.unknown()) }),
  z.object({ event: z.enum(names), data: z.optional(z.unknown()) }),
]);
const messages = {
  uphone: z.object({ action: z.enum(uphoneNames), params: z.optional(z.unknown()) }),
  x: XMessage,
};

/** Something that uContact said; `type` is its name. What `params` holds is documented for some only: read it with care. */
export class UphoneEvent extends Event {
  constructor(
    name: UphoneEventName,
    readonly params: unknown,
  ) {
    super(name);
  }
}

/**
 * Dials through a uContact that **this page** frames, and tells what it says: the other way round than `PortalTransport`.
 * It knows `call` and nothing else; nobody answers it, so a call is `sent` at best. From public descriptions, not tried
 * on a live portal.
 *
 * @fires UphoneEvent under each of its names
 */
export class UphoneTransport extends EventTarget implements Transport {
  declare readonly addEventListener: ((
    type: UphoneEventName,
    listener: (event: UphoneEvent) => void,
    options?: AddEventListenerOptions | boolean,
  ) => void) &
    EventTarget['addEventListener'];

  readonly name = 'uphone';
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #settle: number;
  readonly #closing = new AbortController();
  readonly #guard: MessageGuard;
  readonly #message: (typeof messages)['uphone' | 'x'] | typeof Either;
  #witness: Witness = () => undefined;

  constructor({ frame, origin, settle = 2_000, dialect }: UphoneOptions) {
    super();
    this.#frame = frame;
    this.#origin = exactOrigin(origin);
    this.#guard = new MessageGuard(this.#origin, () => frame.contentWindow);
    this.#settle = settle;
    if (dialect !== undefined) checkWord(dialect, Object.keys(messages), 'dialect');
    this.#message = dialect ? messages[dialect] : Either;
    window.addEventListener('message', this.#hear);
  }

  supports(type: CommandType): Support {
    if (type !== 'call')
      return { ok: false, code: 'UNSUPPORTED', reason: msg('The framed uContact takes calls only.') };
    if (!this.#frame.contentWindow)
      return { ok: false, code: 'UNREACHABLE', reason: msg('The frame with uContact is not in this page.') };
    const { origin } = new URL(this.#frame.src, location.href);
    if (this.#frame.src && origin !== this.#origin)
      return {
        ok: false,
        code: 'UNREACHABLE',
        reason: msg(str`uContact is set to ${this.#origin}, but its frame shows ${origin}.`),
      };
    return { ok: true };
  }

  async send(command: Command, _again?: boolean, signal?: AbortSignal, mayGo?: MayGo): Promise<Reply> {
    const { name: transport } = this;
    const support = this.supports(command.type);
    if (!support.ok) throw new CtiError(support.code, support.reason, { transport });
    if (command.type !== 'call')
      throw new CtiError('UNSUPPORTED', msg('The framed uContact takes calls only.'), { transport });
    const { destination: number, campaign, callerId } = command;
    if (callerId)
      throw new CtiError('INVALID', msg('The framed uContact takes no caller id: take it off.'), {
        field: 'callerId',
        transport,
      });
    if (mayGo) await mayGo();
    if (this.#closing.signal.aborted || signal?.aborted) throw this.#canceled(false);
    this.#post({ action: 'makeCall', params: { number, campaign } });
    await this.#rest(signal);
    return { status: 'sent', transport }; // nobody gives a guid
  }

  watch(witness: Witness): void {
    this.#witness = witness;
  }

  close(): void {
    window.removeEventListener('message', this.#hear);
    this.#closing.abort();
  }

  #post(message: object): void {
    this.#witness('sent', message);
    try {
      this.#frame.contentWindow?.postMessage(message, this.#origin);
    } catch (cause) {
      throw new CtiError('UNREACHABLE', msg('Nothing could be sent to uContact.'), { transport: this.name, cause });
    }
  }

  #rest(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => reject(this.#canceled());
      const signals = [this.#closing.signal, signal];
      for (const each of signals) each?.addEventListener('abort', stop);
      setTimeout(() => {
        for (const each of signals) each?.removeEventListener('abort', stop);
        resolve();
      }, this.#settle);
    });
  }

  #canceled(maybeSent = true): CtiError {
    return new CtiError('CANCELED', msg('The session is closed. Look at the phone: the call may be on.'), {
      transport: this.name,
      maybeSent,
    });
  }

  readonly #hear = (native: MessageEvent<unknown>) => {
    const why = this.#guard.refusal(native);
    if (why) return this.#witness('refused', { why });
    const { data, success } = this.#message.safeParse(native.data);
    if (!success) {
      this.#guard.countUseless();
      return this.#witness('refused', { why: 'no event' });
    }
    const [type, params] = 'action' in data ? [data.action, data.params] : [data.event, data.data];
    this.#witness('received', data);
    this.dispatchEvent(new UphoneEvent(type, params));
  };
}
