import { msg, str } from '@lit/localize';
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { RefreshCw } from 'lucide';
import { askLeave, notificationLeave } from '../../core/call-alerts.js';
import type { CommandController } from '../shared/command-controller.js';
import { problemLine } from '../shared/outcome-view.js';
import { Popup } from '../shared/popup.js';
import { figureText, mostColumns, valueOf, type Figures } from './board-columns.js';
import { limitOf, limitText, readLimit, settable, type Threshold } from './board-limits.js';
import { intervals, keepBoardSettings, readBoardSettings, type BoardSettings } from './board-settings.js';
import type { BoardColumns } from './board-table.js';

/** What the popups show beside the choices. */
interface Shown {
  columns: BoardColumns;
  limits: readonly Threshold[];
  /** What all campaigns come to now. */
  figures: Figures;
  /** Seconds, as the page or the supervisor says. */
  interval: number;
  isAsking: boolean;
  disabled: boolean;
}

const intervalText = (seconds: number) =>
  !seconds
    ? msg('only when asked')
    : seconds < 60
      ? msg(str`every ${seconds} s`)
      : seconds === 60
        ? msg('every minute')
        : msg(str`every ${seconds / 60} min`);

/** What a supervisor chooses on the board: columns, limits, alarms, and how often it asks. This browser remembers it. */
export class BoardChoices implements ReactiveController {
  settings: BoardSettings = readBoardSettings('');
  readonly #host: LitElement;
  readonly #commands: CommandController;
  readonly #columns: Popup;
  readonly #limits: Popup;
  readonly #asking: Popup;
  #owner: string | undefined;
  /** What stands in the fields of limits and is none. */
  #typed: Record<string, string> = {};
  #problem = '';

  constructor(host: LitElement, commands: CommandController) {
    this.#host = host;
    this.#commands = commands;
    this.#columns = new Popup(host, 'columns');
    this.#limits = new Popup(host, 'limits');
    this.#asking = new Popup(host, 'asking');
    host.addController(this);
  }

  hostUpdate(): void {
    const owner = this.#commands.owner ?? '';
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.settings = readBoardSettings(owner);
    this.#typed = {};
    this.#problem = '';
  }

  /** Whether somebody is to be told what happens while nobody looks. */
  get isAlarmed(): boolean {
    return this.settings.sound || this.settings.notification;
  }

  openLimits(): void {
    void this.#limits.open();
  }

  /** The buttons, each with what opens below it. */
  view(shown: Shown): TemplateResult {
    const { columns, disabled, isAsking } = shown;
    const count = String(columns.figures.length);
    return html`
      ${this.#columns.view(msg('Columns'), () => this.#columnsView(columns), { disabled, note: count })}
      ${this.#limits.view(msg('Limits'), () => this.#limitsView(shown), { disabled })}
      ${this.#asking.view(msg('New figures'), () => this.#askingView(shown), { disabled, image: RefreshCw, isBare: true, isBusy: isAsking })}
    `;
  }

  /** Hears what was typed or ticked; false where it is none of these fields. */
  hear({ name, value, checked }: HTMLInputElement, columns: BoardColumns): boolean {
    if (name === 'column') this.#chooseColumn(value, checked, columns);
    else if (name === 'limit-sound') this.#keep({ sound: checked });
    else if (name === 'limit-notification') void this.#notify(checked);
    else if (name === 'interval') this.#keep({ interval: Number(value) });
    else if (name.startsWith('limit ')) this.#setLimit(name.slice(6), value);
    else return false;
    return true;
  }

  /** The columns that the board begins with. */
  resetColumns(): void {
    this.#keep({ columns: undefined });
  }

  #keep(change: Partial<BoardSettings>): void {
    this.settings = { ...this.settings, ...change };
    keepBoardSettings(this.#owner ?? '', this.settings);
    this.#host.requestUpdate();
  }

  #chooseColumn(key: string, isChosen: boolean, { figures, all }: BoardColumns): void {
    const keys = new Set(figures.map((each) => each.key));
    if (isChosen) keys.add(key);
    else keys.delete(key);
    const columns = all.filter((each) => keys.has(each.key)).map((each) => each.key);
    if (columns.length && columns.length <= mostColumns) this.#keep({ columns });
    this.#host.requestUpdate();
  }

  #setLimit(figure: string, text: string): void {
    const value = readLimit(text, figure);
    if (value === undefined) this.#typed = { ...this.#typed, [figure]: text };
    else {
      this.#typed = Object.fromEntries(Object.entries(this.#typed).filter(([name]) => name !== figure));
      this.#keep({ limits: { ...this.settings.limits, [figure]: value } });
    }
    this.#host.requestUpdate();
  }

  /** A notification needs the browser's leave. */
  async #notify(isWanted: boolean): Promise<void> {
    this.#problem = '';
    const leave = isWanted ? await askLeave() : 'granted';
    if (leave !== 'granted')
      this.#problem = msg('The browser does not let this page notify. Allow it in the settings of this site.');
    this.#keep({ notification: isWanted && leave === 'granted' });
  }

  #columnsView({ all, figures }: BoardColumns): TemplateResult {
    const isFull = figures.length >= mostColumns;
    const isLast = figures.length === 1;
    const box = (key: string, heading: string) => {
      const isChosen = figures.some((each) => each.key === key);
      return html`<label class="row"
        ><input
          type="checkbox"
          name="column"
          value=${key}
          .checked=${live(isChosen)}
          ?disabled=${isChosen ? isLast : isFull}
        />${heading}</label
      >`;
    };
    return html`
      <fieldset class="boxes">
        <legend>${msg('Columns of the table')}</legend>
        ${all.map(({ key, heading }) => box(key, heading))}
      </fieldset>
      ${isFull ? html`<p class="hint">${msg('Six at most: untick one to choose another.')}</p>` : nothing}
      ${this.settings.columns ? html`<button type="button" part="button" name="columns-reset">${msg('The usual ones')}</button>` : nothing}
    `;
  }

  #limitsView({ columns: { all }, limits, figures }: Shown): TemplateResult {
    const fields = settable().filter(({ figure }) => all.some(({ names }) => names.includes(figure)));
    const leave = notificationLeave();
    const field = ({ figure, label, unit }: (typeof fields)[number]) => {
      const column = all.find(({ names }) => names.includes(figure));
      const now = column && valueOf(figures, column);
      const typed = this.#typed[figure];
      return html`<div class="limit">
        <label for="limit-${figure}">${label}</label>
        <input
          id="limit-${figure}"
          name="limit ${figure}"
          part="field"
          dir="ltr"
          inputmode=${figure === 'longestHoldTime' ? 'text' : 'decimal'}
          autocomplete="off"
          .value=${typed ?? limitText(limitOf(limits, figure), figure)}
          aria-invalid=${typed !== undefined}
          aria-describedby="limit-${figure}-now limit-${figure}-problem"
        />
        <span class="unit">${unit}</span>
        <span id="limit-${figure}-now" class="hint"
          >${column && now !== undefined ? msg(str`now ${figureText(now, column.kind)}`) : nothing}</span
        >
        ${problemLine(`limit-${figure}-problem`, typed === undefined ? undefined : this.#limitProblem(figure))}
      </div>`;
    };
    const box = (name: string, label: string, isOn: boolean) =>
      html`<label class="row"><input type="checkbox" name=${name} .checked=${live(isOn)} />${label}</label>`;
    return html`
      <fieldset class="limits">
        <legend>${msg('Limits of each campaign')}</legend>
        ${fields.length ? fields.map(field) : html`<p class="hint">${msg('This dialer gives no figure that has a limit.')}</p>`}
      </fieldset>
      ${box('limit-sound', msg('Sound when a limit is passed'), this.settings.sound)}
      ${leave === 'absent' ? nothing : box('limit-notification', msg('Notification of this browser'), this.settings.notification)}
      <p class="hint" role="status">${this.#problem}</p>
    `;
  }

  #limitProblem(figure: string): string {
    return figure === 'longestHoldTime'
      ? msg('Enter minutes and seconds, such as 3:00, or leave it empty for no limit.')
      : figure === 'callers'
        ? msg('Enter a number of calls, such as 10, or leave it empty for no limit.')
        : msg('Enter a number from 0 to 100, or leave it empty for no limit.');
  }

  #askingView({ interval, isAsking }: Shown): TemplateResult {
    const own = intervals.some((each) => each === interval) ? intervals : [interval, ...intervals];
    return html`
      <button type="button" part="button" name="refresh" class="primary" aria-disabled=${isAsking}>
        ${isAsking ? msg('Asking…') : msg('Refresh now')}
      </button>
      <div class="field">
        <label for="interval">${msg('Ask by itself')}</label>
        <select id="interval" name="interval" part="field">
          ${own.map((each) => html`<option value=${each} .selected=${live(each === interval)}>${intervalText(each)}</option>`)}
        </select>
      </div>
    `;
  }
}
