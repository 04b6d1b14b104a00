import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CtiClient } from '../../core/client.js';
import { unreadText } from '../../core/unread-text.js';
import { CtiElement } from '../shared/cti-element.js';
import { act, clickedButton, type ButtonActions } from '../shared/button.js';
import { popupStyles } from '../shared/popup.styles.js';
import { outcomeText } from '../shared/outcome-messages.js';
import { BoardTable, tableOf, type Threshold } from './board-table.js';
import {
  campaignCountText,
  drawAge,
  drawRow,
  failureLine,
  headingsOf,
  headRow,
  hints,
  readSort,
  setWidths,
  sortText,
  toolbar,
  type BoardAction,
  type BoardRow,
  type Sorting,
} from './board-view.js';
import { CampaignController, commandOf, type Action } from './campaign-controller.js';
import { CampaignDataSource, type BoardCampaign } from './campaign-data.js';
import { agentLegend } from './charts.js';
import { boardStyles, cardStyles, chartStyles } from './cti-campaign-board.styles.js';
import { PollingController } from './polling-controller.js';
import { RowRenderer } from './row-renderer.js';
import { TableExport } from '../shared/table-export.js';
import { writeJson } from '../../codecs/write-json.js';

export type { Threshold } from './board-table.js';

/**
 * Shows the campaigns of a dialer with their state and figures, asks for new ones again and again, and starts and pauses
 * campaigns where the dialer can. Only what the dialer gives has a column. Figures that nobody explains are left out,
 * unless `all-figures` shows them by the dialer's own names. Integra's times are taken for seconds and its service level
 * for percent, which no document says.
 *
 * `disabled` takes away all but the figures and their order.
 *
 * Asking for figures goes straight to the client: no event speaks of it, and no page can stop it but with `interval` 0.
 *
 * @element cti-campaign-board
 *
 * @fires {CtiRequestEvent} cti-request - Before a campaign is started or paused, after the question. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was started or paused, as far as `reply.status` says.
 * @fires {CtiErrorEvent} cti-error - It was not, or nobody knows; `error.code` says which.
 *
 * @csspart button - A button.
 * @csspart heading - A heading, by which the rows are sorted.
 * @csspart field - The filter, the order where it is narrow, and the text to copy where the browser does not let a page copy.
 * @csspart row - A campaign.
 * @csspart cell - What a campaign has in a column.
 * @csspart mark - Which thresholds a campaign is beyond.
 * @csspart age - Of when the figures are.
 * @csspart status - How many campaigns there are; how the last action ended, and what failed, also `error`.
 *
 * @cssprop --cti-board-height - Height from which the rows scroll, 70vh unless set.
 */
export class CtiCampaignBoard extends CtiElement {
  static override styles = [...CtiElement.styles, popupStyles, boardStyles, chartStyles, cardStyles];

  static override properties: PropertyDeclarations = {
    interval: { type: Number },
    filter: {},
    sort: {},
    allFigures: { type: Boolean, attribute: 'all-figures' },
    thresholds: { attribute: false },
  };

  /** Seconds from an answer to the next question; 0 asks once, and when the supervisor or `refresh()` does. */
  interval = 30;

  /** Shows only campaigns whose name or state has this text. */
  filter = '';

  /** What the rows are sorted by: `name`, `state` or a figure such as `callers`; with a `-` before it the highest first. */
  sort = 'name';

  /** Shows also figures that nobody explains, by the dialer's own names. */
  allFigures = false;

  /** When a row is marked. Set it from script. */
  thresholds: readonly Threshold[] = [];

  #client: CtiClient | undefined;
  #source: CampaignDataSource | undefined;
  #isMarkedOnly = false;
  #painted: Promise<unknown> = Promise.resolve();

  readonly #table = new BoardTable();
  readonly #painter = new RowRenderer();
  readonly #export = new TableExport(this, {
    name: 'campaigns',
    rows: () => tableOf(this.#table.shown, this.#table.columns.figures, this.#table.columns.hasState),
    said: (count, action) =>
      action === 'copy' ? msg(str`Campaigns copied: ${count}.`) : msg(str`Campaigns saved: ${count}.`),
  });
  readonly #controller = new CampaignController(this, this.commands, this.#painter);
  readonly #refresher = new PollingController(this, {
    ask: async (signal) =>
      this.#source?.ask(
        this.#table.shown.map(({ id }) => id),
        signal,
      ),
    isReady: () => this.#source !== undefined && this.commands.supports('campaigns').ok,
    tick: () => this.#drawAge(),
  });

  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete();
    await this.#painted;
    return isComplete;
  }

  protected override willUpdate(): void {
    const { client } = this.commands;
    if (client !== this.#client) this.#watch(client);
    this.#table.set({
      ...{ ...this.#sorting, filter: this.filter, isMarkedOnly: this.#isMarkedOnly && this.thresholds.length > 0 },
      ...{
        allFigures: this.allFigures,
        thresholds: this.thresholds,
        campaigns: [...(this.#source?.campaigns.values() ?? [])],
      },
      actions: (['start', 'pause'] as const).filter(
        (action) => !this.disabled && this.commands.supports(commandOf[action]).ok,
      ),
      isHeld: !!(this.#controller.asking ?? this.shadowRoot?.activeElement?.closest('.body button')),
    });
    this.#controller.keepTo(this.#table.shown);
  }

  protected override updated(): void {
    this.#drawAge();
    this.#painted = this.#drawRows();
  }

  /** Asks for new figures now, unless they are being asked for. Resolves when they came or failed. */
  async refresh(): Promise<void> {
    await this.#refresher.refresh();
  }

  /** The place is the campaign whose row it is, where it is one. */
  readonly #actions: ButtonActions<BoardAction, string | undefined> = {
    refresh: () => void this.refresh(),
    turn: () => (this.sort = sortText(this.#sorting.sort, !this.#sorting.isDescending)),
    // Names begin with A, figures with the highest.
    sort: (_, { value }) => {
      const { sort, isDescending } = this.#sorting;
      this.sort = sortText(value, value === sort ? !isDescending : !['name', 'state'].includes(value));
    },
    start: (id) => this.#ask(id, 'start'),
    pause: (id) => this.#ask(id, 'pause'),
    keep: (id) => id !== undefined && this.#controller.leave(),
    confirm: () => void this.#confirm(),
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    if (!clicked) return;
    if (this.#export.press(clicked.name)) return;
    this.#export.clear();
    act(this.#actions, clicked, this.#painter.idOf(clicked.closest('[role=row]')));
  };

  readonly #onInput = ({ target }: Event) => {
    const { name, value, checked } = target as HTMLInputElement;
    if (name === 'filter') this.filter = value;
    if (name === 'marked') this.#isMarkedOnly = checked;
    if (name === 'order') this.sort = sortText(value, this.#sorting.isDescending);
    this.requestUpdate();
  };

  get #sorting(): Sorting {
    return readSort(this.sort);
  }

  #watch(client: CtiClient | undefined): void {
    this.#client = client;
    this.#controller.forget();
    this.#source = client && new CampaignDataSource(client, () => this.requestUpdate());
    this.#refresher.reset();
  }

  /** Brings the rows of the drawn table to what they have to show. Resolves when all of them are. */
  async #drawRows(): Promise<void> {
    const place = this.renderRoot.querySelector<HTMLElement>('[role=table]');
    const body = place?.querySelector('.body');
    if (!place || !body) return;
    place.ariaBusy = 'true';
    const controller = this.#controller;
    const { columns, shown } = this.#table;
    const { outcome, pending } = this.commands;
    setWidths(place, headingsOf(columns));
    const lookOf = (campaign: BoardCampaign): BoardRow => {
      const { id } = campaign;
      const asking = controller.asking?.id === id ? controller.asking.action : undefined;
      const done = controller.acted?.id === id ? { action: controller.acted.action, outcome } : undefined;
      return { campaign, columns, marks: this.#table.marks(id), asking, done, isBusy: pending && !!(asking ?? done) };
    };
    const looks = new Map(shown.map((campaign) => [campaign.id, lookOf(campaign)]));
    const same = writeJson(columns);
    const textOf = ({ campaign, marks, asking, done, isBusy }: BoardRow) =>
      writeJson([campaign, marks, asking, isBusy, done && [done.action, outcome.state, outcomeText(outcome)]]) + same;
    const isDone = await this.#painter.paint(
      body,
      [...looks.keys()],
      (id) => textOf(looks.get(id) as BoardRow),
      (row, id) => drawRow(row, looks.get(id) as BoardRow),
    );
    if (isDone) place.ariaBusy = 'false';
  }

  #drawAge(): void {
    drawAge(this.renderRoot.querySelector('#age'), this.#refresher);
  }

  #ask(id: string | undefined, action: Action): void {
    if (id !== undefined) this.#controller.ask(id, action);
  }

  /** What the dialer took shows in its figures. */
  async #confirm(): Promise<void> {
    if (await this.#controller.confirm()) await this.#refresher.refresh(true);
  }

  protected override render(): TemplateResult {
    const [support, all] = [this.commands.supports('campaigns'), this.#source?.campaigns.size ?? 0];
    if (!support.ok && !all) return html`<p class="hint" part="status">${support.reason}</p>`;
    const { shown, marked, columns } = this.#table;
    const headings = headingsOf(columns);
    const { said, byHand } = this.#export;
    const { at, isAsking } = this.#refresher;
    const unread = unreadText(this.#source?.unread);
    const loading = isAsking && at === undefined && !all ? msg('Asking the dialer for its campaigns…') : '';
    return html`
      <div class="stack" @click=${this.#onClick} @keydown=${this.#controller.onKey} @input=${this.#onInput}>
        ${all ? toolbar({ ...this.#sorting, headings, isAsking, disabled: this.disabled, filter: this.filter, hasThresholds: this.thresholds.length > 0, isMarkedOnly: this.#isMarkedOnly }) : nothing}
        <div class="news">
          <p role="status" part="status">
            ${loading || campaignCountText(shown.length, all, marked, at !== undefined && !unread)} ${unread}
            <span>${said}</span>
          </p>
          <p id="age" part="age" class="hint"></p>
          <div class="failure">${failureLine(this.#refresher)}</div>
        </div>
        ${columns.hasAgentBar ? agentLegend() : nothing} ${all ? hints(this.commands, this.#source?.problem) : nothing}
        ${all ? this.#export.view(this.disabled) : nothing} ${byHand}
        <div class="scroll" role="region" aria-label=${msg('Campaigns')} tabindex="0" ?hidden=${!shown.length}>
          <div role="table" aria-label=${msg('Campaigns and their figures')} aria-busy="true">
            <div role="rowgroup" class="heads">${headRow(headings, this.#sorting)}</div>
            <div class="body"></div>
          </div>
        </div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-campaign-board': CtiCampaignBoard;
  }
}
