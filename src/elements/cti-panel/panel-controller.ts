import type { LitElement, ReactiveController } from 'lit';
import type { CtiErrorEvent, CtiRequestEvent, CtiResultEvent } from '../../core/events.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import { isSameCall, type CallIdentity } from '../shared/call-identity.js';
import { CallPhaseTracker } from './call-phase.js';
import { NumberCombobox } from './number-combobox.js';
import type { PanelAction } from './shortcuts.js';

// Among what the tab remembers, so that `client.forget()` and the end of the tab take them.
const nameOf = (agent: string) => `numbers ${agent}`;
const maxNumbers = 10;

/** The numbers that one agent dialled last in this tab, newest first. */
export function recentNumbers(agent: string): readonly string[] {
  const numbers = getTabItem(nameOf(agent));
  return Array.isArray(numbers) ? numbers.filter((number) => typeof number === 'string') : [];
}

/** Puts a number first; each spelling stands there once. */
export function addRecentNumber(agent: string, number: string): void {
  setTabItem(nameOf(agent), [number, ...recentNumbers(agent).filter((each) => each !== number)].slice(0, maxNumbers));
}

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

/** What the controller needs of its panel. */
interface PanelHost extends LitElement {
  goTo: PanelAction | 'head' | undefined;
  dial(): Promise<unknown>;
}

/** What a panel knows beyond its client: the number being typed, how far the call is, and what its buttons said of which call. */
export class PanelController {
  readonly progress = new CallPhaseTracker();
  readonly field: NumberCombobox;
  /** What the call button says of its last call is said elsewhere. */
  isSaid = false;
  readonly #panel: PanelHost;
  readonly #events: SessionEventsController;
  /** What a program asked to dial: its campaign counts for that number and no other. */
  #asked = { number: '', campaign: '' };
  #hangupOf: CallIdentity | undefined;

  constructor(panel: PanelHost) {
    this.#panel = panel;
    this.field = new NumberCombobox(
      () => panel.requestUpdate(),
      () => void panel.dial(),
    );
    this.#events = new SessionEventsController(panel, {
      asked: (event) => this.#onRequest(event),
      done: (event) => this.#onResult(event),
      failed: (event) => this.#onError(event),
    });
  }

  /** The campaign that the number in the field was given with; empty for the session's. */
  get campaign(): string {
    return this.#asked.number === this.field.text ? this.#asked.campaign : '';
  }

  get recent(): readonly string[] {
    return recentNumbers(this.#events.agent);
  }

  /** The field for a number is there: without a call, and while somebody types in it. */
  get isDialling(): boolean {
    return this.progress.phase === 'ready' || !!this.field.text;
  }

  /** The end of the call is known: another hang-up could only end another one. */
  get isOver(): boolean {
    return this.progress.phase === 'wrap-up' && this.progress.isOver;
  }

  /** What the hang-up button says was said of another call. */
  get isOldHangup(): boolean {
    return !isSameCall(this.#hangupOf, this.#line);
  }

  /** The call that a hang-up is for; nothing where this page knows none. */
  get #line(): CallIdentity | undefined {
    const { phase, call } = this.progress;
    return phase === 'ready' ? undefined : call;
  }

  /** Puts a number into the field. */
  ask(number: string, campaign: string): void {
    if (number !== this.field.text) this.field.write(number);
    this.#asked = { number, campaign };
    this.#panel.requestUpdate();
  }

  #onRequest({ command }: CtiRequestEvent): void {
    if (command.type === 'hangup') this.#hangupOf = this.#line;
    if (command.type === 'call') this.isSaid = false;
    this.#panel.requestUpdate();
  }

  #onResult({ command, reply }: CtiResultEvent): void {
    if (command.type === 'hangup' && this.#hangupOf) this.progress.end(reply.status === 'confirmed', this.#hangupOf);
    if (command.type === 'dispose') this.progress.dispose(command.guid);
    if (command.type === 'call' || command.type === 'callWithPhone') {
      addRecentNumber(this.#events.agent, command.destination.trim());
      this.isSaid = true;
      if (command.destination === this.field.text) this.field.write('');
    }
    this.#panel.requestUpdate();
  }

  /** A number that may have been dialled is among the last ones, too. */
  #onError(event: CtiErrorEvent): void {
    const { command, error } = event;
    if (command.type !== 'call' && command.type !== 'callWithPhone') return;
    if (error.maybeSent) addRecentNumber(this.#events.agent, command.destination.trim());
    if (error.field === 'destination' && event.composedPath().includes(this.#panel)) {
      this.field.problem = error.message;
      this.isSaid = true;
      this.#panel.goTo = 'dial';
    }
    this.#panel.requestUpdate();
  }
}
