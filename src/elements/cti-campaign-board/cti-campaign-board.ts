import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { Maximize, Minimize } from 'lucide';
import { writeJson } from '../../codecs/write-json.js';
import type { CtiClient } from '../../core/client.js';
import { unreadText } from '../../core/unread-text.js';
import { act, clickedButton, type ButtonActions } from '../shared/button.js';
import { CtiElement } from '../shared/cti-element.js';
import { icon } from '../shared/icon.js';
import { neverLine } from '../shared/outcome-view.js';
import { popupStyles } from '../shared/popup.styles.js';
import { pressedKey } from '../shared/pressed-key.js';
import { ringProblemText } from '../shared/ringer.js';
import { TableExport } from '../shared/table-export.js';
import { tableStyles } from '../shared/table.styles.js';
import { secondText } from '../shared/time-text.js';
import { BoardAlarm } from './board-alarm.js';
import { BoardChart } from './board-chart.js';
import { BoardChoices } from './board-choices.js';
import { BoardHistory, type BoardSample } from './board-history.js';
import { limitsOf, type Threshold } from './board-limits.js';
import { BoardTable, tableOf, type TableRow } from './board-table.js';
import {
  campaignCountText,
  drawAge,
  failureLine,
  headingsOf,
  headRow,
  missingLine,
  readSort,
  setWidths,
  sortField,
  sortText,
  type Sorting,
} from './board-view.js';
import { CampaignController, type Action } from './campaign-controller.js';
import { CampaignDataSource } from './campaign-data.js';
import { CampaignDrawer } from './campaign-drawer.js';
import {
  boardStyles,
  chartStyles,
  drawerStyles,
  narrowStyles,
  tileStyles,
  wallStyles,
} from './cti-campaign-board.styles.js';
import { drawerView, trendLine } from './drawer-view.js';
import { DueCallbacksController } from './due-callbacks.js';
import { PollingController } from './polling-controller.js';
import { RowRenderer } from './row-renderer.js';
import { drawGroup, drawRow, boardNameOf, type BoardRow } from './row-view.js';
import { tilesView } from './tiles-view.js';

export type { Threshold } from './board-limits.js';
export type { BoardSample } from './board-history.js';

/** What the buttons of a board do. */
type BoardAction =
  | Action
  | 'keep'
  | 'confirm'
  | 'refresh'
  | 'turn'
  | 'sort'
  | 'campaign'
  | 'unfold'
  | 'close'
  | 'limits'
  | 'columns-reset'
  | 'wall';

/** Below this width each campaign is a line that opens, in px. */
const narrow = 640;

/**
 * The supervisor's wall: key figures of all campaigns with their last hour, below them a table of the campaigns with their
 * figures, asked for again and again; and a drawer for one campaign, in which it is started and paused where the dialer can.
 * Only what the dialer gives is there. Figures that nobody explains are left out, unless `all-figures` shows them by the
 * dialer's own names. Integra's times are taken for seconds and its service level for percent, which no document says; of an
 * outbound campaign and of no call a service level is not shown.
 *
 * The supervisor chooses columns, limits, alarms and how often it asks; this browser remembers it for who is signed in. A
 * figure that passes its limit is marked by colour, sign and words; sound and notification come where they are switched on,
 * also while the page is hidden. The last hour is kept in the page, a sample every half minute, and goes with it.
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
 * @csspart field - The search, a limit, a choice, and the text to copy where the browser does not let a page copy.
 * @csspart tiles - The row of key figures.
 * @csspart tile - A key figure.
 * @csspart row - A campaign.
 * @csspart cell - What a campaign has in a column.
 * @csspart mark - A figure that is beyond a limit or near it.
 * @csspart drawer - One campaign beside the table.
 * @csspart chart - Its last hour.
 * @csspart details - What is folded.
 * @csspart missing - Which columns did not load.
 * @csspart age - Of when the figures are.
 * @csspart status - How many campaigns there are; how the last action ended, and what failed, also `error`.
 *
 * @cssprop --cti-board-height - Height from which the rows scroll, 70vh unless set.
 */
export class CtiCampaignBoard extends CtiElement {
  static override styles = [
    ...CtiElement.styles,
    ...[tableStyles, popupStyles, tileStyles, boardStyles, drawerStyles, chartStyles, narrowStyles, wallStyles],
  ];

  static override properties: PropertyDeclarations = {
    interval: { type: Number },
    filter: {},
    sort: {},
    allFigures: { type: Boolean, attribute: 'all-figures' },
    thresholds: { attribute: false },
    columns: { attribute: false },
    history: { attribute: false },
  };

  /** Seconds from an answer to the next question, until the supervisor chooses another time; 0 asks once, and when the supervisor or `refresh()` does. */
  interval = 30;

  /** Shows only campaigns whose name or state has this text. */
  filter = '';

  /** What the rows are sorted by: `name`, `state` or a figure such as `callers`; with a `-` before it the highest first. */
  sort = 'name';

  /** Shows also figures that nobody explains, by the dialer's own names. */
  allFigures = false;

  /** The limits that a row is marked by, until the supervisor sets others. Set it from script. */
  thresholds: readonly Threshold[] = [];

  /** Up to six figures by their names, such as `callers`: the columns until the supervisor chooses others. Set it from script. */
  columns: readonly string[] = [];

  /** What was before the board came, from a page that kept it: samples of the last hour, the oldest first. Set it from script, with the client whose campaigns they are of. */
  history: readonly BoardSample[] = [];

  #client: CtiClient | undefined;
  #source: CampaignDataSource | undefined;
  #isMarkedOnly = false;
  #isNarrow = false;
  /** New figures came since the last drawing. */
  #isNew = false;
  #problem = '';
  #painted: Promise<unknown> = Promise.resolve();
  #remembered: Promise<unknown> = Promise.resolve();
  readonly #unfolded = new Set<string>();

  readonly #table = new BoardTable();
  readonly #past = new BoardHistory();
  readonly #painter = new RowRenderer();
  readonly #chart = new BoardChart(this);
  readonly #choices = new BoardChoices(this, this.commands);
  readonly #callbacks = new DueCallbacksController(this, this.commands);
  readonly #drawer = new CampaignDrawer(this, this.commands);
  readonly #controller = new CampaignController(this, this.commands);
  readonly #alarm = new BoardAlarm((problem) => {
    this.#problem = ringProblemText(problem);
    this.requestUpdate();
  });
  readonly #export = new TableExport(this, {
    name: 'campaigns',
    rows: () => tableOf(this.#table),
    said: (count, action) =>
      action === 'copy' ? msg(str`Campaigns copied: ${count}.`) : msg(str`Campaigns saved: ${count}.`),
  });
  readonly #refresher = new PollingController(this, {
    ask: (signal) => this.#ask(signal),
    isReady: () => this.#source !== undefined && this.commands.supports('campaigns').ok,
    interval: () => this.#interval,
    goesOnHidden: () => this.#choices.isAlarmed,
    tick: () => this.#drawAge(),
  });
  readonly #width = new ResizeObserver(([entry]) => {
    const isNarrow = !!entry && entry.contentRect.width < narrow;
    if (isNarrow === this.#isNarrow) return;
    this.#isNarrow = isNarrow;
    requestAnimationFrame(() => this.requestUpdate()); // within an observer's call a new size would be an error of the page
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#width.observe(this);
    this.addEventListener('fullscreenchange', this.#onWall);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#width.disconnect();
    this.#alarm.silence();
    this.removeEventListener('fullscreenchange', this.#onWall);
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#remembered; // brings an update
    const isComplete = await super.getUpdateComplete();
    await this.#painted;
    return isComplete;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { client } = this.commands;
    const isOther = client !== this.#client;
    if (isOther) this.#watch(client);
    if (isOther || changed.has('history')) this.#remembered = this.#remember();
    const { settings } = this.#choices;
    const campaigns = [...(this.#source?.campaigns.values() ?? [])];
    this.#table.set({
      ...{ ...this.#sorting, filter: this.filter, isMarkedOnly: this.#isMarkedOnly && this.#limits.length > 0 },
      ...{ allFigures: this.allFigures, limits: this.#limits, campaigns },
      chosen: settings.columns ?? (this.columns.length ? this.columns : undefined),
      isHeld: !!this.shadowRoot?.activeElement?.closest('.body button'),
    });
    this.#hear();
    const { id } = this.#drawer;
    if (id !== undefined && !this.#source?.campaigns.has(id)) this.#close();
  }

  protected override updated(): void {
    this.#drawAge();
    this.#painted = this.#drawRows();
    const open = this.#open;
    const reading = this.renderRoot.querySelector('#reading');
    this.#chart.draw(
      this.renderRoot.querySelector<HTMLElement>('#plot'),
      open &&
        trendLine({
          ...open,
          columns: this.#table.columns,
          history: this.#past,
          limits: this.#limits,
          trend: this.#drawer.trend,
        }),
      (text) => reading && (reading.textContent = text),
    );
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
    campaign: (id) => (id !== undefined && id !== this.#drawer.id ? this.#show(id) : this.#close()),
    unfold: (id) => this.#unfold(id),
    close: () => this.#close(),
    start: () => this.#question('start'),
    pause: () => this.#question('pause'),
    keep: () => this.#controller.leave(),
    confirm: () => void this.#confirm(),
    limits: () => this.#choices.openLimits(),
    'columns-reset': () => this.#choices.resetColumns(),
    wall: () => void this.#toggleWall(),
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    if (!clicked || this.#export.press(clicked.name)) return;
    this.#export.clear();
    act(this.#actions, clicked, this.#painter.idOf(clicked.closest('[role=row]')));
  };

  readonly #onInput = ({ target, type }: Event) => {
    const field = target as HTMLInputElement;
    const { name, value, checked } = field;
    if (type === 'change' ? !name.startsWith('limit ') : name.startsWith('limit ')) return; // a limit counts when it is written
    if (this.#choices.hear(field, this.#table.columns)) return;
    if (name === 'filter') this.filter = value;
    if (name === 'marked') this.#isMarkedOnly = checked;
    if (name === 'order') this.sort = sortText(value, this.#sorting.isDescending);
    if (name === 'trend') this.#drawer.trend = value;
    this.requestUpdate();
  };

  /** Escape leaves the question first, then the drawer. */
  readonly #onKey = (event: KeyboardEvent) => {
    if (this.#controller.onKey(event) || pressedKey(event) !== 'Escape' || this.#drawer.id === undefined) return;
    if (!(event.target as Element).closest('#drawer')) return;
    event.preventDefault();
    this.#close();
  };

  readonly #onWall = () => this.requestUpdate();

  get #sorting(): Sorting {
    return readSort(this.sort);
  }

  get #interval(): number {
    return this.#choices.settings.interval ?? this.interval;
  }

  get #limits(): readonly Threshold[] {
    return limitsOf(this.thresholds, this.#choices.settings.limits);
  }

  /** The campaign in the drawer. */
  get #open() {
    const campaign = this.#drawer.id === undefined ? undefined : this.#source?.campaigns.get(this.#drawer.id);
    return campaign && { campaign };
  }

  #watch(client: CtiClient | undefined): void {
    this.#client = client;
    this.#controller.forget();
    this.#drawer.close();
    this.#past.clear();
    this.#alarm.forget();
    this.#source = client && new CampaignDataSource(client, () => this.requestUpdate());
    this.#refresher.reset();
  }

  async #remember(): Promise<void> {
    if (!this.history.length) return;
    await this.#past.recordAll(this.history);
    this.requestUpdate();
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const source = this.#source;
    await source?.ask(
      this.#table.shown.map(({ id }) => id),
      signal,
    );
    if (!source || source !== this.#source) return;
    this.#past.record(Date.now(), [...source.campaigns.values()]);
    this.#isNew = true;
    void this.#callbacks.load();
  }

  /** What passes a limit because the supervisor set it is no news; what a whole round of new figures brings is. */
  #hear(): void {
    if (!this.#isNew && this.#refresher.isAsking) return;
    const passed = [...(this.#source?.campaigns.values() ?? [])]
      .filter(({ id }) => this.#table.isOver(id))
      .map((each) => ({ id: each.id, name: boardNameOf(each), marks: this.#table.marks(each.id) }));
    this.#alarm.hear(passed, this.#isNew ? this.#choices.settings : { sound: false, notification: false });
    this.#isNew = false;
  }

  /** Brings the rows of the drawn table to what they have to show. Resolves when all of them are. */
  async #drawRows(): Promise<void> {
    const place = this.renderRoot.querySelector<HTMLElement>('[role=table]');
    const body = place?.querySelector('.body');
    if (!place || !body) return;
    place.ariaBusy = 'true';
    const { columns } = this.#table;
    const isNarrow = this.#isNarrow;
    setWidths(place, headingsOf(columns));
    const rows = new Map<string, TableRow>();
    for (const row of this.#table.rows) rows.set('campaign' in row ? row.campaign.id : row.group.id, row);
    const same = writeJson([columns, isNarrow]);
    const lookOf = (id: string): BoardRow | undefined => {
      const row = rows.get(id);
      if (!row || 'group' in row) return undefined;
      const own = { isOpen: isNarrow && this.#unfolded.has(id), isCurrent: id === this.#drawer.id };
      return { campaign: row.campaign, columns, marks: this.#table.marks(id), isNarrow, ...own };
    };
    const textOf = (id: string) => {
      const look = lookOf(id);
      return writeJson(look ? [look.campaign, look.marks, look.isOpen, look.isCurrent] : rows.get(id)) + same;
    };
    const isDone = await this.#painter.paint(body, [...rows.keys()], textOf, (row, id) => {
      const look = lookOf(id);
      const known = rows.get(id);
      if (look) drawRow(row, look);
      else if (known && 'group' in known) drawGroup(row, known.group, columns, isNarrow);
    });
    const foot = place.querySelector<HTMLElement>('.foot > [role=row]');
    const { shown, total } = this.#table;
    if (foot) drawGroup(foot, { id: '', label: msg('Total'), size: shown.length, figures: total }, columns, isNarrow);
    if (isDone) place.ariaBusy = 'false';
  }

  #drawAge(): void {
    drawAge(this.renderRoot.querySelector('#age'), this.#refresher);
  }

  #show(id: string): void {
    this.#controller.forget();
    if (!this.commands.pending) this.commands.reset();
    void this.#drawer.open(id);
  }

  /** The focus goes back to the campaign's row. */
  #close(): void {
    const { id } = this.#drawer;
    const isInside = !!this.shadowRoot?.activeElement?.closest('#drawer');
    this.#controller.forget();
    this.#drawer.close();
    if (!isInside || id === undefined) return;
    void this.updateComplete.then(() => {
      const row = this.#painter.row(id)?.querySelector<HTMLElement>('button');
      (row ?? this.shadowRoot?.querySelector<HTMLElement>('.scroll:not([hidden])'))?.focus();
    });
  }

  #unfold(id: string | undefined): void {
    if (id === undefined) return;
    if (!this.#unfolded.delete(id)) this.#unfolded.add(id);
    this.requestUpdate();
  }

  #question(action: Action): void {
    const { id } = this.#drawer;
    if (id !== undefined) this.#controller.ask(id, action);
  }

  /** What the dialer took shows in its figures. */
  async #confirm(): Promise<void> {
    if (await this.#controller.confirm()) await this.#refresher.refresh(true);
  }

  async #toggleWall(): Promise<void> {
    try {
      await (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen());
    } catch {
      this.#problem = msg('The browser does not let this page fill the screen.');
      this.requestUpdate();
    }
  }

  get #isWall(): boolean {
    return this.matches(':fullscreen');
  }

  #toolsView(): TemplateResult {
    const { isAsking } = this.#refresher;
    const { columns, whole } = this.#table;
    const wall = this.#isWall ? msg('Leave full screen') : msg('Full screen');
    return html`<fieldset class="tools no-print" ?disabled=${this.disabled}>
      <div class="search">
        <label for="filter" class="hidden">${msg('Find a campaign')}</label>
        <input
          id="filter"
          name="filter"
          part="field"
          type="search"
          autocomplete="off"
          placeholder=${msg('Find a campaign')}
          .value=${this.filter}
        />
      </div>
      ${
        this.#limits.length
          ? html`<label class="only"
              ><input
                type="checkbox"
                name="marked"
                .checked=${this.#isMarkedOnly}
              />${msg('Only beyond a limit')}</label
            >`
          : nothing
      }
      ${this.#choices.view({ columns, limits: this.#limits, figures: whole, interval: this.#interval, isAsking, disabled: this.disabled })}
      ${this.#export.view(this.disabled)}
      ${
        document.fullscreenEnabled
          ? html`<button type="button" part="button" name="wall" class="bare" aria-label=${wall} title=${wall}>
              ${icon(this.#isWall ? Minimize : Maximize)}
            </button>`
          : nothing
      }
    </fieldset>`;
  }

  #tableView(): TemplateResult {
    const { shown, columns } = this.#table;
    const headings = headingsOf(columns);
    return html`<div class="scroll" role="region" aria-label=${msg('Campaigns')} tabindex="0" ?hidden=${!shown.length}>
      ${this.#isNarrow ? sortField(headings, columns.hasState, this.#sorting) : nothing}
      <div role="table" aria-label=${msg('Campaigns and their figures')} aria-busy="true">
        ${this.#isNarrow ? nothing : html`<div role="rowgroup" class="heads">${headRow(headings, this.#sorting)}</div>`}
        <div class="body"></div>
        <div role="rowgroup" class="foot" ?hidden=${shown.length < 2}><div role="row" part="row"></div></div>
      </div>
    </div>`;
  }

  #drawerView(): TemplateResult | typeof nothing {
    const open = this.#open;
    if (!open) return nothing;
    const { id } = open.campaign;
    return drawerView({
      ...open,
      ...{ columns: this.#table.columns, marks: this.#table.marks(id), limits: this.#limits, history: this.#past },
      ...{ trend: this.#drawer.trend, members: this.#drawer.members, isLarge: this.#chart.isLoaded },
      ...{ commands: this.commands, controller: this.#controller, disabled: this.disabled },
    });
  }

  protected override render(): TemplateResult {
    const [support, all] = [this.commands.supports('campaigns'), this.#source?.campaigns.size ?? 0];
    if (!support.ok && !all) return html`<div part="status">${neverLine(support.reason)}</div>`;
    const { shown, marked } = this.#table;
    const { at, isAsking } = this.#refresher;
    const unread = unreadText(this.#source?.unread);
    const loading = isAsking && at === undefined && !all ? msg('Asking the dialer for its campaigns…') : '';
    const open = this.#open;
    return html`
      <div
        class="board ${open ? 'is-open' : ''} ${this.#isNarrow ? 'narrow' : ''}"
        @click=${this.#onClick}
        @keydown=${this.#onKey}
        @input=${this.#onInput}
        @change=${this.#onInput}
      >
        <div class="top">
          <p id="wall-time" ?hidden=${!this.#isWall}>${at === undefined ? nothing : secondText(at)}</p>
          <div class="news">
            <p role="status" part="status">
              ${loading || campaignCountText(shown.length, all, marked, at !== undefined && !unread)} ${unread}
              <span>${this.#export.said || this.#problem}</span>
            </p>
            <p id="age" part="age" class="hint"></p>
          </div>
          ${all ? this.#toolsView() : nothing}
        </div>
        ${failureLine(this.#refresher)} ${missingLine(this.#source, this.#refresher.isRepeating)} ${this.#export.byHand}
        ${all ? tilesView({ table: this.#table, limits: this.#limits, history: this.#past, callbacks: this.#callbacks.due }) : nothing}
        <div class="split">${this.#tableView()} ${this.#drawerView()}</div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-campaign-board': CtiCampaignBoard;
  }
}
