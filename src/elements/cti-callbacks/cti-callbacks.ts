import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { callbackId, type Callback } from '../../callbacks/callback.js';
import { IntervalController } from '../shared/interval-controller.js';
import { CallbackTracker } from './callback-tracker.js';
import { CallbackController, type CallbackAction } from './callback-controller.js';
import { callbacksStyles } from './cti-callbacks.styles.js';
import {
  allQuestion,
  byDay,
  dayHeading,
  dueAt,
  exportedText,
  exportHeadings,
  exportRow,
  keptText,
  callbackRow,
  searchText,
  whatOf,
  type ListAction,
  type CallbackQuestion,
  type RowAction,
  type CallbackRow,
} from './callbacks-view.js';
import type { CtiSchedulePicker } from '../cti-schedule-picker/cti-schedule-picker.js';
import { act, button, clickedButton, type ButtonActions } from '../shared/button.js';
import { CampaignNames } from '../shared/campaign-names.js';
import { noSessionText } from '../shared/command-controller.js';
import { CtiElement } from '../shared/cti-element.js';
import { datum, sentence } from '../shared/datum.js';
import { keyedList } from '../shared/keyed-list.js';
import { ListPage, listPageStyles } from '../shared/list-page.js';
import { popupStyles } from '../shared/popup.styles.js';
import { RowFocusController } from '../shared/row-focus-controller.js';
import { entryListStyles } from '../shared/entry-list.styles.js';
import { neverLine, outcomeLine } from '../shared/outcome-view.js';
import { supportLine } from '../shared/support-line.js';
import { pressedKey } from '../shared/pressed-key.js';
import { TableExport } from '../shared/table-export.js';
import { countText } from '../shared/time-text.js';

const idOf = ({ id }: Callback) => id;

/**
 * The callbacks that this agent scheduled in this browser, by the agent's days, in the agent's and the customer's time.
 * No dialer tells of an agent's callbacks: the element hears what the elements of the same session were answered, in
 * every tab where it stands, and watches the outbox. It keeps what it heard where the outbox keeps its entries.
 *
 * Searches what is kept, and shows a page of it at a time. Cancels after a question, one or all that are chosen, and can
 * schedule again what was cancelled last. Moves by cancelling and then scheduling: when only the first half went well it says so, keeps
 * the new time over a reload, and sends the second half when the agent says so. Choosing the new time needs
 * `<cti-schedule-picker>`, which `portside/define` registers.
 *
 * @element cti-callbacks
 *
 * @fires {CtiRequestEvent} cti-request - Before a cancellation (`cancelSchedule`), and before a callback is set for another time (`schedule`). Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was done, as far as `reply.status` says.
 * @fires {CtiErrorEvent} cti-error - It was not done, or nobody knows; `error.code` says which.
 *
 * @csspart callback - One callback.
 * @csspart overdue - The mark of one whose time has passed.
 * @csspart search - The field that searches the callbacks.
 * @csspart range - The line that says which of them are shown.
 * @csspart button - A button; the one that moves or tries again is also `submit`.
 * @csspart status - The lines that say how far it got; also `error` when it failed.
 */
export class CtiCallbacks extends CtiElement {
  static override styles = [...CtiElement.styles, entryListStyles, popupStyles, listPageStyles, callbacksStyles];

  static override properties: PropertyDeclarations = {
    dialWindow: { attribute: 'dial-window' },
    maxDays: { attribute: 'max-days', converter: (text: string | null) => (text ? Number(text) : undefined) },
  };

  /** When a customer may be called, in the customer's time: `08:00-21:00`. Any hour when empty. */
  dialWindow = '';

  /** How many days ahead a callback may be moved. No limit when absent. */
  maxDays: number | undefined;

  readonly #tracker = new CallbackTracker(this, this.commands);
  readonly #controller = new CallbackController(this, this.commands, this.#tracker);
  readonly #focus = new RowFocusController(this);
  readonly #ticker = new IntervalController(this);
  readonly #names = new CampaignNames(this, this.commands, false);
  readonly #list = new ListPage(this, 'callbacks');
  #asking: CallbackQuestion | undefined;
  /** Those whose cancellation is asked about, all at once. */
  #askingAll: readonly Callback[] = [];
  readonly #export = new TableExport(this, {
    name: 'callbacks',
    rows: () => [
      exportHeadings(),
      ...this.#found.map((each) =>
        exportRow(each, this.#names.textOf(each.entry.campaign), this.#tracker.statusOf(each)),
      ),
    ],
    said: exportedText,
  });

  constructor() {
    super();
    this.commands.followOwner(() => {
      const isAsking = !!this.#asking || this.#askingAll.length > 0;
      this.#asking = undefined;
      this.#askingAll = [];
      this.#list.reset();
      this.#export.clear();
      this.#controller.leave();
      return isAsking;
    });
  }

  readonly #actions: ButtonActions<RowAction, { callback: Callback; row: HTMLElement }> = {
    move: ({ callback }) => this.#ask(callback, 'move'),
    cancel: ({ callback }) => this.#ask(callback, 'cancel'),
    drop: ({ callback }) => this.#ask(callback, 'drop'),
    keep: () => this.#close(),
    again: ({ callback, row }) => void this.#go(callback, row),
    gone: ({ callback }) => void this.#decide(callback, 'gone'),
    there: ({ callback }) => void this.#decide(callback, 'there'),
    set: ({ callback }) => void this.#decide(callback, 'set'),
    confirm: ({ callback, row }) =>
      void (this.#asking?.name === 'drop' ? this.#decide(callback, 'drop') : this.#go(callback, row)),
  };

  readonly #listActions: ButtonActions<ListAction, undefined> = {
    cancelAll: () => this.#askAll(),
    confirmAll: () => void this.#cancelAll(),
    keepAll: () => this.#closeAll(),
    stop: () => this.#controller.stop(),
    undo: () => void this.#undo(),
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    if (clicked && this.#export.press(clicked.name)) return;
    this.#export.clear();
    if (clicked) act(this.#listActions, clicked, undefined);
    const row = clicked?.closest<HTMLElement>('li');
    const callback = this.#tracker.store.find(row?.dataset['id'] ?? '');
    if (clicked && row && callback) act(this.#actions, clicked, { callback, row });
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const [from] = event.composedPath();
    const key = pressedKey(event);
    const row = (event.target as Element).closest<HTMLElement>('li');
    const isField = from instanceof HTMLInputElement && from.type !== 'radio';
    if (key === 'Enter' && isField) row?.querySelector<HTMLButtonElement>('[name=again]')?.click();
    else if (key === 'Escape' && this.#askingAll.length) this.#closeAll();
    else if (key === 'Escape' && this.#asking && !this.#controller.busy) this.#close();
    else return;
    event.preventDefault();
  };

  #rows(
    callbacks: readonly Callback[],
    heading: string,
    list: Pick<CallbackRow, 'isHalf' | 'now' | 'general'>,
  ): TemplateResult | typeof nothing {
    if (!callbacks.length) return nothing;
    return html`<ul aria-labelledby=${heading}>
      ${keyedList(callbacks, idOf, (each) => callbackRow(each, { ...this.#state(each), ...list }))}
    </ul>`;
  }

  /** Left half done; not while some tab is at it. */
  readonly #isHalf = ({ id, change }: Callback): boolean =>
    !!change && this.#controller.busy !== id && !this.#tracker.store.isBusy(id);

  /** Why nothing here can be cancelled; empty when it can. */
  get #general(): string {
    const cancel = this.commands.supports('cancelSchedule');
    return cancel.ok ? '' : cancel.reason;
  }

  #state(callback: Callback): Omit<CallbackRow, 'isHalf' | 'now' | 'general'> {
    const { id } = callback;
    const [tracker, controller, { dialWindow, maxDays, client }] = [this.#tracker, this.#controller, this];
    return {
      status: tracker.statusOf(callback),
      busy: controller.busy === id ? 'here' : tracker.store.isBusy(id) ? 'elsewhere' : undefined,
      reasons: this.#reasons(callback),
      asking: this.#asking?.id === id ? this.#asking : undefined,
      outcome: controller.outcome(id),
      takesAll: controller.takesAll,
      others: controller.others(callback),
      picker: { client, dialWindow, maxDays },
      campaign: this.#names.nameOf(callback.entry.campaign),
      box: this.#canChoose ? this.#list.boxView(id, whatOf(callback), this.#isBusy) : nothing,
    };
  }

  /** Those with the words that are searched, the next one first. */
  get #found(): readonly Callback[] {
    const due = [...this.#tracker.store.all].sort((a, b) => dueAt(a) - dueAt(b));
    return this.#list.found(due, (each) => searchText(each, this.#names.textOf(each.entry.campaign)));
  }

  get #canChoose(): boolean {
    return this.#tracker.store.all.length > 1 && !this.#general;
  }

  get #isBusy(): boolean {
    return !!(this.#controller.busy || this.#controller.series);
  }

  /** What is chosen and can be cancelled: what is half done has a decision of its own. */
  get #chosen(): readonly Callback[] {
    const { chosen } = this.#list;
    return this.#found.filter((each) => chosen.has(each.id) && !this.#isHalf(each));
  }

  #askAll(): void {
    this.#controller.clear();
    this.#asking = undefined;
    this.#askingAll = this.#chosen;
    void this.#focusOn('[name=keepAll]');
  }

  #closeAll(): void {
    this.#askingAll = [];
    void this.#focusOn('[name=cancelAll]');
  }

  async #cancelAll(): Promise<void> {
    const callbacks = this.#askingAll;
    const { owner } = this.commands;
    this.#askingAll = [];
    void this.#focusOn('[name=stop]');
    await this.#controller.cancelAll(callbacks);
    if (owner !== this.commands.owner) return;
    this.#list.chosen.clear();
    await this.#focusOn('[name=undo], #list');
  }

  async #undo(): Promise<void> {
    const { owner } = this.commands;
    await this.#controller.undo();
    if (owner === this.commands.owner) await this.#focusOn('[name=undo], #list');
  }

  async #focusOn(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Above the rows: the search, and what is done with those that are chosen. */
  #barView(shown: readonly Callback[]): TemplateResult {
    const { series } = this.#controller;
    const { length: count } = this.#chosen;
    const label = countText(
      count,
      msg(str`Cancel ${count} chosen|Cancel ${count} chosen`, { desc: 'Forms for so many' }),
    );
    return html`<div class="list-bar">
        ${this.#list.searchView(msg('Search callbacks'))}
        ${
          this.#canChoose
            ? this.#list.headView(
                shown.flatMap((each) => (this.#isHalf(each) ? [] : [each.id])),
                this.#isBusy,
              )
            : nothing
        }
        ${count && !this.#askingAll.length ? button('cancelAll' satisfies ListAction, label, { busy: this.#isBusy }) : nothing}
      </div>
      ${this.#askingAll.length ? allQuestion(this.#askingAll.length, this.#controller.takesAll) : nothing}
      ${
        series
          ? html`<div class="row">
              <span role="status">${msg(str`Cancelling ${series.at} of ${series.of}…`)}</span>
              ${button('stop' satisfies ListAction, msg('Stop'))}
            </div>`
          : nothing
      }`;
  }

  /** What was cancelled can be scheduled again, where the dialer can do so. */
  #undoView(): TemplateResult | typeof nothing {
    const { undoable } = this.#controller;
    const { length: count } = undoable;
    if (!count || this.#isBusy || !this.commands.supports('schedule').ok) return nothing;
    const label = msg(str`Undo: schedule it again|Undo: schedule ${count} again`, { desc: 'Forms for so many' });
    return html`<div class="row">${button('undo' satisfies ListAction, countText(count, label))}</div>`;
  }

  /** Why it can be neither cancelled nor moved, or not moved. What waits in the outbox was never sent, and needs no dialer to be taken out. */
  #reasons(callback: Callback): CallbackRow['reasons'] {
    const entry = this.#tracker.entryOf(callback);
    const isResult = entry?.command.type === 'dispose';
    const isOnlyHere = entry && !entry.doubts && entry.state !== 'unknown';
    const cancel = isResult
      ? msg('It is part of a result that waits in the outbox: decide about the result there.')
      : isOnlyHere
        ? ''
        : this.#general;
    const schedule = this.commands.supports('schedule', { type: 'schedule', at: callback.at, entry: callback.entry });
    const isMissing = !customElements.get('cti-schedule-picker');
    const move = schedule.ok
      ? isMissing
        ? msg('Moving needs <cti-schedule-picker>, which this page has not loaded.')
        : ''
      : schedule.reason;
    return { cancel, move: (callback.change && callback.change.step !== 'removing' ? '' : cancel) || move };
  }

  #ask(callback: Callback, name: CallbackQuestion['name']): void {
    this.#controller.clear();
    this.#asking = { id: callback.id, name, value: dueAt(callback) > Date.now() ? callback.at : '' };
    this.#focus.move(callback.id, '[name=keep]');
    if (name === 'move') void this.updateComplete.then(() => this.#focusPicker());
  }

  /** Its fields are drawn after ours. */
  async #focusPicker(): Promise<void> {
    const picker = this.renderRoot.querySelector<CtiSchedulePicker>('.question cti-schedule-picker');
    await picker?.updateComplete;
    picker?.focus();
  }

  /** Closes the question, with the focus where it came from. */
  #close(): void {
    if (this.#asking) this.#focus.move(this.#asking.id, `[name=${this.#asking.name}]`);
    this.#asking = undefined;
  }

  /** Cancels, moves, or goes on with what is half done. A question stays open while nothing came of it: what was typed is still wanted. */
  async #go(callback: Callback, row: HTMLElement): Promise<void> {
    const { id, entry } = callback;
    const picker = row.querySelector<CtiSchedulePicker>('cti-schedule-picker');
    if (picker?.check()) return;
    const at = picker?.value ?? '';
    const { owner } = this.commands;
    await (picker ? this.#controller.move(callback, at) : this.#controller.cancel(callback));
    if (owner !== this.commands.owner) return;
    const now = this.#tracker.store.find(id);
    if (!picker || !now || now.change) this.#asking = undefined;
    this.#focus.move(
      now ? id : callbackId({ at, entry }),
      this.#asking ? '[name=again]' : '[name=again], [name=move], [name=cancel]',
    );
    await this.updateComplete;
    if (!this.shadowRoot?.activeElement) this.renderRoot.querySelector<HTMLElement>('#list')?.focus();
  }

  async #decide(callback: Callback, decision: CallbackAction): Promise<void> {
    this.#asking = undefined;
    await this.#controller.decide(callback, decision);
    this.#focus.move(callback.id, '[name=again], [name=move]');
  }

  protected override render(): TemplateResult {
    const { client } = this.commands;
    if (!client) return html`<p class="hint">${noSessionText()}</p>`;
    const { store, isLoading } = this.#tracker;
    const now = Date.now();
    const found = this.#found;
    const due = this.#list.page(found);
    const half = due.filter(this.#isHalf);
    const isEmpty = !store.all.length;
    const { outcome, said } = this.#controller.outcome('');
    const general = this.#general;
    const never = this.commands.never('schedule', 'cancelSchedule');
    if (never && isEmpty && outcome.state === 'idle' && !said) return neverLine(never);
    return html`
      <fieldset
        class="stack"
        ?disabled=${this.disabled}
        aria-busy=${isLoading}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
      >
        ${outcomeLine(outcome, said)} ${this.#undoView()}
        <p id="why" class="hint" ?hidden=${!general}>${sentence(general)}</p>
        ${isEmpty ? nothing : this.#barView(due)}
        <div id="list" role="group" aria-label=${msg('Callbacks')} tabindex="-1">
          ${half.length ? html`<h3 id="half">${msg('Not finished: your decision is needed')}</h3>` : nothing}${this.#rows(half, 'half', { isHalf: true, now, general })}
          ${keyedList(
            byDay(due.filter((each) => !half.includes(each))),
            ([day]) => day,
            ([day, callbacks]) =>
              html`<h3 id="day-${day}">${datum(dayHeading(day, now))}</h3>
                ${this.#rows(callbacks, `day-${day}`, { isHalf: false, now, general })}`,
          )}
        </div>
        ${isEmpty ? nothing : this.#list.footView()}
        ${isEmpty ? nothing : html`<div class="row no-print">${this.#export.view(this.disabled)}<span role="status">${this.#export.said}</span></div>`}
        ${this.#export.byHand}
        <p role="status" id="none" ?hidden=${!isEmpty}>
          ${isLoading ? msg('Reading what is kept…') : !isEmpty ? nothing : msg('No callback has been scheduled in this browser yet.')}
        </p>
        <p class="hint">${isLoading ? nothing : keptText(store.storage)}</p>
        <p class="hint" role="status">
          ${isLoading ? nothing : sentence(store.failure || (client.outbox?.problem ?? ''))}
        </p>
        ${isLoading ? nothing : supportLine(store.failureDetail || client.outbox?.problemDetail)}
      </fieldset>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-callbacks': CtiCallbacks;
  }
}
