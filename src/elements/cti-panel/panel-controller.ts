import type { LitElement, ReactiveController } from 'lit';
import type { CtiErrorEvent, CtiRequestEvent, CtiResultEvent } from '../../core/events.js';
import { isDial } from '../../core/is-dial.js';
import { samePhone } from '../../codecs/phone.js';
import type { CtiClient } from '../../core/client.js';
import type { RespoolEntry } from '../../core/commands.js';
import type { CtiDispositionForm } from '../cti-disposition-form/cti-disposition-form.js';
import { isSameCall, ownerOf, type CallIdentity } from '../shared/call-identity.js';
import { callOutcomeText } from '../shared/call-outcome-messages.js';
import { clearedText, senderOf, type CommandController } from '../shared/command-controller.js';
import type { CtiRespoolEditor } from '../cti-respool-editor/cti-respool-editor.js';
import type { CtiSchedulePicker } from '../cti-schedule-picker/cti-schedule-picker.js';
import { outcomeOfReply } from '../shared/outcome.js';
import { RecentTexts } from '../shared/recent-texts.js';
import { CallPhaseTracker } from './call-phase.js';
import { DayLog, type DayCall } from './day-log.js';
import { NumberCombobox } from './number-combobox.js';
import type { PanelAction } from './panel-actions.js';

/** The numbers that were dialled last. */
export const recentNumbers = new RecentTexts('numbers', 10);

const sessionEvents = ['cti-request', 'cti-result', 'cti-error'];

/** What was saved last, and until when it can be taken back. */
export interface LastSave {
  /** Its name in the outbox. */
  readonly entry: string;
  readonly guid: string;
  readonly number: string;
  readonly result: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** What its controller and its views need of a panel. */
export interface PanelHost
  extends LitElement, Pick<CtiSchedulePicker, 'client' | 'disabled' | 'dialWindow' | 'maxDays'> {
  readonly entry: RespoolEntry | undefined;
  readonly dataLabels: CtiDispositionForm['dataLabels'];
  goTo: PanelAction | 'panel' | undefined;
  dial(number?: string, options?: { campaign?: string }): Promise<unknown>;
  save(): Promise<unknown>;
  saveAndNext(): Promise<unknown>;
  undo(): Promise<unknown>;
}

/** What the controller asks of the panel's commands. */
type PanelCommands = Pick<CommandController, 'owner' | 'followOwner'>;

/** What a panel knows beyond its client: the number being typed, how far the call is, and what its buttons said of which call. */
export class PanelController implements ReactiveController {
  readonly progress = new CallPhaseTracker();
  readonly day = new DayLog();
  readonly field: NumberCombobox;
  /** What was saved last, while it can be taken back; and why it could not be. */
  last: LastSave | undefined;
  undoProblem = '';
  #tried: CtiRespoolEditor['tried'] = [];
  #triedOf: readonly DayCall[] = [];
  /** What the call button says of its last call is said elsewhere. */
  isSaid = false;
  #isDoubted = false;
  isWholeDay = false;
  readonly #panel: PanelHost;
  #session: HTMLElement | undefined;
  /** That the callback form is open, and for which call. */
  #callback: { of: CallIdentity | undefined } | undefined;
  readonly #commands: PanelCommands;
  /** What a program asked to dial: its campaign counts for that number and no other. */
  #asked = { number: '', campaign: '' };
  #chosen = '';
  #hangupOf: CallIdentity | undefined;
  /** Where a call went that the agent has transferred. */
  #transfer: { of: CallIdentity | undefined; text: string; data: string } | undefined;

  constructor(panel: PanelHost, commands: PanelCommands) {
    this.#panel = panel;
    this.#commands = commands;
    this.field = new NumberCombobox(
      () => panel.requestUpdate(),
      () => void panel.dial(),
    );
    commands.followOwner(() => this.#leave());
    panel.addController(this);
  }

  /** Hears what all elements of the session around the panel do: a page may have a call button of its own. */
  hostConnected(): void {
    this.#session = this.#panel.closest('cti-session') ?? this.#panel;
    for (const type of sessionEvents) this.#session.addEventListener(type, this);
  }

  hostDisconnected(): void {
    for (const type of sessionEvents) this.#session?.removeEventListener(type, this);
  }

  handleEvent(event: CtiRequestEvent | CtiResultEvent | CtiErrorEvent): void {
    if ('reply' in event) this.#onResult(event);
    else if ('error' in event) this.#onError(event);
    else this.#onRequest(event);
    this.#panel.requestUpdate();
  }

  /** Whose the calls are. */
  get owner(): string {
    return this.#commands.owner ?? '';
  }

  /** Takes what the client knows now; `name` is the customer's. */
  follow(client: CtiClient | undefined, nameOf: (call: CallPhaseTracker['call']) => string): void {
    const { progress } = this;
    progress.follow(client);
    this.day.follow(this.#commands.owner);
    const { call, endedAt } = progress;
    if (this.last && this.last.until <= Date.now()) this.last = undefined;
    this.day.settle(client?.outbox, (guid) => this.#discarded(guid));
    if (!client || !call || progress.isUnknown) return;
    this.day.note(call, nameOf(call), endedAt === undefined ? undefined : endedAt - call.since);
  }

  /** The numbers that were called today, and what came of it. */
  get tried(): CtiRespoolEditor['tried'] {
    const { calls } = this.day;
    if (calls !== this.#triedOf) this.#tried = calls.map(({ number, since: at, result }) => ({ number, at, result }));
    this.#triedOf = calls;
    return this.#tried;
  }

  /** Something of the result was changed, or it was saved from the outbox; a callback's time alone is no result. */
  readonly changed = ({ currentTarget }: Event): void => {
    const { isSaved, call } = currentTarget as Partial<CtiDispositionForm>;
    if (isSaved && call) this.progress.dispose(call.guid);
    this.#panel.requestUpdate();
  };

  /** The callback form is open for the call in hand. */
  get isCallbackOpen(): boolean {
    return !!this.#callback && isSameCall(this.#callback.of, this.progress.call);
  }

  openCallback(): void {
    this.#callback = { of: this.progress.call };
  }

  /** The agent says that the call has ended, and then to be ready for the next one. */
  readonly next = (): void => this.#go(this.progress.step());

  /** Steps back from there. */
  readonly back = (): void => this.#go(this.progress.stepBack());

  #go(to: PanelAction): void {
    this.#panel.goTo = to;
    this.#panel.requestUpdate();
  }

  /** All calls of the day are shown, or the last ones. */
  readonly toggleDay = (): void => {
    this.isWholeDay = !this.isWholeDay;
    this.#panel.requestUpdate();
  };

  /** The agent took a result out of the outbox: it is not saved. */
  #discarded(guid: string): void {
    if (this.last?.guid === guid) this.last = undefined;
    this.progress.dispose(guid, false);
    this.#panel.requestUpdate();
  }

  /** What was saved is taken back: it is the result of its call again, and not saved. */
  undone({ guid }: LastSave): void {
    this.progress.dispose(guid, false);
    this.day.undo(guid);
  }

  /** The campaign that the number in the field was given with, else the one that the agent chose; empty for the session's. */
  get campaign(): string {
    return (this.#asked.number === this.field.text && this.#asked.campaign) || this.#chosen;
  }

  /** The agent dials for another campaign from now on. */
  choose(campaign: string): void {
    this.#chosen = campaign;
    this.#asked = { number: '', campaign: '' };
    this.#panel.requestUpdate();
  }

  get recent(): readonly string[] {
    return recentNumbers.of(this.owner);
  }

  /** The field for a number is there: without a call, and while somebody types in it. */
  get isDialling(): boolean {
    return this.progress.phase === 'ready' || !!this.field.text;
  }

  /** The end of the call is known: another hang-up could only end another one. */
  get isOver(): boolean {
    return this.progress.phase === 'wrap-up' && this.progress.isOver;
  }

  /** The call button says that nobody knows of its call, and is there. */
  get isDoubtSaid(): boolean {
    return this.#isDoubted && this.isDialling;
  }

  /** What the hang-up button says was said of another call. */
  get isOldHangup(): boolean {
    return !isSameCall(this.#hangupOf, this.#line);
  }

  /** That the call in hand was transferred, with whom to; nothing of another one. */
  get transferred(): readonly [text: string, data: string] | undefined {
    const { of, text, data } = this.#transfer ?? {};
    return text && isSameCall(of, this.progress.call) ? [text, data ?? ''] : undefined;
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

  /** Another agent is here: this one's number is not dialled. */
  #leave(): boolean {
    const isTyped = !!this.field.text;
    this.field.write('');
    if (isTyped) this.field.problem = clearedText();
    this.#asked = { number: '', campaign: '' };
    this.#chosen = '';
    this.last = undefined;
    this.undoProblem = '';
    return isTyped;
  }

  /** Puts a number among the last ones of who dialled it; whether they are here. */
  #record(event: CtiResultEvent | CtiErrorEvent, number: string): boolean {
    const { owner } = this;
    const client = senderOf(event);
    const dialler = client ? ownerOf(client) : owner;
    recentNumbers.add(dialler ?? '', number.trim());
    return dialler === owner;
  }

  /** The agent is at nothing but the call. */
  get #isFree(): boolean {
    const focused = this.#panel.shadowRoot?.activeElement;
    if (!focused) return document.activeElement === document.body;
    const { isBegun } = focused as Partial<CtiDispositionForm>;
    return focused.matches('[data-action=hangup]') || isBegun === false;
  }

  #onRequest({ command }: CtiRequestEvent): void {
    if (command.type === 'hangup' || isDial(command)) this.last = undefined; // what was held goes now
    if (command.type === 'hangup') this.#hangupOf = this.#line;
    if (command.type === 'call') this.isSaid = this.#isDoubted = false;
  }

  #onResult(event: CtiResultEvent): void {
    const { command, reply } = event;
    if (command.type === 'hangup' && this.#hangupOf) {
      this.progress.end(reply.status === 'confirmed', this.#hangupOf);
      if (event.composedPath().includes(this.#panel) && this.#isFree) this.#panel.goTo = 'result';
    }
    const isTransferred = command.type === 'transfer' ? command.kind === 'blind' : command.type === 'completeTransfer';
    if (isTransferred) {
      const data = command.type === 'transfer' ? command.to : '';
      this.#transfer = { of: this.progress.call, text: callOutcomeText(outcomeOfReply(command, reply)), data };
    }
    if (command.type === 'dispose') {
      this.progress.dispose(command.guid);
      this.day.dispose(command, reply);
    }
    if (command.type === 'schedule' && this.progress.call) this.day.schedule(this.progress.call);
    if (isDial(command)) {
      const isHere = this.#record(event, command.destination);
      this.isSaid = true;
      if (isHere && samePhone(command.destination, this.field.text)) this.field.write('');
    }
  }

  /** A number that may have been dialled is among the last ones, too. */
  #onError(event: CtiErrorEvent): void {
    const { command, error } = event;
    if (command.type === 'dispose' && error.entry) this.day.dispose(command, error);
    if (!isDial(command)) return;
    if (error.maybeSent) this.#record(event, command.destination);
    const isOwn = event.composedPath().includes(this.#panel);
    this.#isDoubted = isOwn && error.maybeSent;
    if (error.field === 'destination' && isOwn) {
      this.field.problem = error.message;
      this.isSaid = true;
      this.#panel.goTo = 'dial';
    }
  }
}
