import type { LitElement, ReactiveController } from 'lit';
import type { CtiErrorEvent, CtiRequestEvent, CtiResultEvent } from '../../core/events.js';

/** What a panel does about the commands of its session. */
export interface SessionEventHandlers {
  asked(event: CtiRequestEvent): void;
  done(event: CtiResultEvent): void;
  failed(event: CtiErrorEvent): void;
}

/** Hears what all elements of the session around a panel do: a page may have a call button of its own. */
export class SessionEventsController implements ReactiveController {
  readonly #host: LitElement;
  readonly #listeners: Record<string, (event: never) => void>;
  #session: (HTMLElement & { agent?: string }) | undefined;

  constructor(host: LitElement, { asked, done, failed }: SessionEventHandlers) {
    this.#host = host;
    this.#listeners = { 'cti-request': asked, 'cti-result': done, 'cti-error': failed };
    host.addController(this);
  }

  /** The session's agent; empty where there is none. */
  get agent(): string {
    return this.#session?.agent ?? '';
  }

  hostConnected(): void {
    this.#session = this.#host.closest('cti-session') ?? this.#host;
    for (const [name, listener] of Object.entries(this.#listeners))
      this.#session.addEventListener(name, listener as EventListener);
  }

  hostDisconnected(): void {
    for (const [name, listener] of Object.entries(this.#listeners))
      this.#session?.removeEventListener(name, listener as EventListener);
  }
}
