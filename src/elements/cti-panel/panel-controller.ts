import type { CtiErrorEvent, CtiRequestEvent, CtiResultEvent } from '../../core/events.js';
import type { CtiPanel } from './cti-panel.js';
import { CallPhaseTracker } from './call-phase.js';
import { NumberCombobox } from './number-combobox.js';
import { recentNumbers, addRecentNumber } from './recent-numbers.js';
import { SessionEventsController } from './session-events-controller.js';

/** What a panel knows beyond its client: the number being typed, how far the call is, and what its buttons said of which call. */
export class PanelController {
  readonly progress = new CallPhaseTracker();
  readonly field: NumberCombobox;
  /** What the call button says of its last call is said elsewhere. */
  isSaid = false;
  readonly #panel: CtiPanel;
  readonly #events: SessionEventsController;
  /** What a program asked to dial: its campaign counts for that number and no other. */
  #asked = { number: '', campaign: '' };
  #hangupOf = '';

  constructor(panel: CtiPanel) {
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
    return this.#hangupOf !== this.#line;
  }

  /** The call that a hang-up is for; empty where this page knows none. */
  get #line(): string {
    const { phase, call } = this.progress;
    return (phase !== 'ready' && call?.guid) || '';
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
    if (command.type === 'hangup') this.progress.end(reply.status === 'confirmed', this.#hangupOf);
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
    if (error.code === 'TIMEOUT' || error.code === 'PROTOCOL')
      addRecentNumber(this.#events.agent, command.destination.trim());
    if (error.field === 'destination' && event.composedPath().includes(this.#panel)) {
      this.field.problem = error.message;
      this.isSaid = true;
      this.#panel.goTo = 'dial';
    }
    this.#panel.requestUpdate();
  }
}
