import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { isTimeZone, wallClockAt } from '../../codecs/wall-clock.js';
import { writeJson } from '../../codecs/write-json.js';
import type { CtiClient } from '../../core/client.js';
import type { ReplyTo } from '../../core/commands.js';
import type { Recording } from '../../core/supervisor-commands.js';
import type { RecordingHosts } from '../../recordings/index.js';
import { act, clickedButton, type ButtonActions } from '../shared/button.js';
import { CampaignNames } from '../shared/campaign-names.js';
import { copyText, copyView } from '../shared/clipboard.js';
import { CtiElement } from '../shared/cti-element.js';
import { sentence } from '../shared/datum.js';
import { neverLine, outcomeLine } from '../shared/outcome-view.js';
import { popupStyles } from '../shared/popup.styles.js';
import { pressedKey } from '../shared/pressed-key.js';
import { saveFile } from '../shared/save-file.js';
import { TableExport } from '../shared/table-export.js';
import { tableStyles } from '../shared/table.styles.js';
import { recordingsStyles } from './cti-recordings.styles.js';
import { PlaybackController } from './playback-controller.js';
import { playerView } from './player-view.js';
import { factsOf } from './recording-facts.js';
import { recordingText } from './recording-row.js';
import {
  RecordingPager,
  RecordingsController,
  type RecordingsAction,
  type TagAction,
} from './recordings-controller.js';
import { KnownTexts, RecordingTable, type RecordingColumn, type RecordingSort } from './recordings-table.js';
import {
  daysOf,
  filterView,
  listView,
  pageState,
  toolsView,
  writeFilter,
  type Preset,
  type TypedFilter,
} from './recordings-view.js';
import { SoundFiles } from './sound-files.js';

/**
 * Finds recordings and shows them as a table, plays them where they lie, has those converted that are only there as gsm, and
 * tags them. Further pages come as one scrolls. Of a row only `guid` and `calldate` are documented (C-116): there is a column
 * for what it says by the usual names, and the whole of it by its own names under *All fields*. Lengths are taken for seconds,
 * which no document says. Sorting and the choice of a result are of the rows that are here.
 *
 * The waveform of a recording under ten minutes is drawn where its host lets the page read it (CORS), and it is saved as a
 * file there; from another host it is opened in a new window. A host that refused is not asked again. The address that a row
 * gives to copy is that of the recording.
 *
 * @element cti-recordings
 *
 * @fires {CtiRequestEvent} cti-request - Before a search, a conversion or a tag; not before the further pages of a search. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was done as far as `reply.status` says.
 * @fires {CtiErrorEvent} cti-error - It failed, or nobody knows; `error.code` says which.
 *
 * @csspart field - Every field.
 * @csspart submit - The button that searches, and the one that sends a tag.
 * @csspart button - Every other button.
 * @csspart heading - A heading, by which the rows are sorted.
 * @csspart row - A recording.
 * @csspart link - The address of a recording that the page cannot save.
 * @csspart player - The player with its keys; the native one is `audio`.
 * @csspart status - The line that says how far a search or a tag got; also `error` when it failed.
 */
export class CtiRecordings extends CtiElement {
  static override styles = [...CtiElement.styles, tableStyles, popupStyles, recordingsStyles];

  static override properties: PropertyDeclarations = {
    telephonyHost: { attribute: 'telephony-host' },
    backupHost: { attribute: 'backup-host' },
    pageSize: { type: Number, attribute: 'page-size' },
  };

  /** Where recordings lie: the telephony server's host with its port, or a whole address up to `/records/` (C-118). */
  telephonyHost = '';

  /** The server that old recordings are moved to, where there is one. */
  backupHost = '';

  /** Rows of a page. */
  pageSize = 50;

  readonly #controller = new RecordingsController(this, this.commands);
  readonly #files = new SoundFiles();
  readonly #playback = new PlaybackController(this, this.#controller, this.#files);
  readonly #names = new CampaignNames(this, this.commands);
  readonly #table = new RecordingTable();
  readonly #export = new TableExport(this, {
    name: 'recordings',
    rows: () => this.#table.cells,
    said: (count, action) =>
      action === 'copy' ? msg(str`Recordings copied: ${count}.`) : msg(str`Recordings saved: ${count}.`),
  });
  readonly #observer = new IntersectionObserver(
    (seen) => seen.some(({ isIntersecting }) => isIntersecting) && void this.more(),
    { rootMargin: '200px' },
  );
  readonly #opened = new Set<string>();
  readonly #links = new Set<string>();
  #known = new KnownTexts();
  #typed: TypedFilter = {};
  #sort: RecordingSort = { isDescending: false };
  /** Only rows with this result; all when empty. */
  #result = '';
  /** What was done with an address or a file, in a sentence; and the address to copy by hand. */
  #note = '';
  #address: string | undefined;
  #pages: RecordingPager | undefined;
  #paging = new AbortController();

  constructor() {
    super();
    this.commands.followOwner(() => {
      const isTyped = Object.values(this.#typed).some(Boolean) || this.#controller.drafts.size > 0;
      this.#typed = {};
      this.#leave(undefined);
      this.#controller.leave();
      this.#known = new KnownTexts();
      return isTyped;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#playback.stop();
    this.#observer.disconnect();
  }

  protected override willUpdate(): void {
    const rows = this.#pages?.rows ?? noRows;
    this.#known.read(rows);
    this.#table.set({ rows, sort: this.#sort, result: this.#result, names: this.#names });
  }

  /** The observer tells of a button once: after each page it is asked anew, since the button may still be in sight. */
  protected override updated(): void {
    this.#playback.moved();
    const { isLoading, isLast, error } = this.#pages ?? { isLast: true };
    const button = this.renderRoot.querySelector('[name=more]');
    this.#observer.disconnect();
    if (button && !isLoading && !isLast && !error && !this.commands.pending) this.#observer.observe(button);
  }

  /** Looks for what the filter says, as the button would. The rows of the search before stay until the first page is here. */
  async search(): Promise<ReplyTo<'recordings'> | undefined> {
    if (this.commands.pending) return undefined;
    const filter = writeFilter(this.#typed);
    const pages = new RecordingPager(filter, this.pageSize);
    if (filter.from && filter.to && filter.from > filter.to)
      this.commands.refuse(pages.command, msg('This day is before the first one.'), 'filter.to');
    else {
      const { owner } = this.commands;
      const send = async (client: CtiClient) => {
        const reply = await client.send(pages.command);
        if (owner === this.commands.owner) this.#show(pages, reply); // before cti-result
        return reply;
      };
      const reply = await this.commands.run(pages.command, send);
      if (reply) return reply;
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    return undefined;
  }

  /** Gets the next page, as scrolling does. The page that embeds this element is asked about the search alone. */
  async more(): Promise<void> {
    this.commands.leaveOwner();
    const { client } = this.commands;
    const pages = this.#pages;
    if (!pages || !client || this.disabled) return;
    const { signal } = this.#paging;
    const next = pages.next((command) => client.send(command, { signal }));
    this.requestUpdate();
    await next;
    this.requestUpdate();
  }

  /** Plays or pauses the recording of a row; looks for it first. */
  async play(guid: string): Promise<void> {
    this.commands.leaveOwner();
    const row = this.#pages?.rows.find((each) => each.guid === guid);
    const { client } = this.commands;
    if (row && client) await this.#playback.toggle(row, client, this.#hosts);
  }

  readonly #actions: ButtonActions<RecordingsAction, string> = {
    search: () => void this.search(),
    preset: (_, { value }) => this.#choose(value as Preset),
    sort: (_, { value }) => this.#sortBy(value as RecordingColumn),
    more: () => void this.more(),
    play: (guid) => void this.play(guid),
    fields: (guid) => {
      if (!this.#opened.delete(guid)) this.#opened.add(guid);
    },
    'copy-address': (guid) => void this.#copyAddress(guid),
    'address-copied': () => (this.#address = undefined),
    download: (guid) => void this.#download(guid),
    toggle: () => this.#playback.playOrPause(),
    back: () => this.#playback.skip(-1),
    forward: () => this.#playback.skip(1),
    previous: () => this.#step(-1),
    next: () => this.#step(1),
    loop: () => this.#playback.loop(),
    'close-player': () => this.#closePlayer(),
    'tag-open': (guid) => void this.#tag(guid, 'tag-open'),
    'tag-send': (guid) => void this.#tag(guid, 'tag-send'),
    'tag-close': (guid) => void this.#tag(guid, 'tag-close'),
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    if (!clicked) return;
    this.#note = '';
    if (clicked.name !== 'copied') this.#address = undefined;
    if (this.#export.press(clicked.name)) return;
    this.#export.clear();
    act(this.#actions, clicked, guidOf(clicked));
    this.requestUpdate();
  };

  readonly #onInput = ({ target }: Event) => {
    const { name, value } = target as HTMLInputElement;
    const guid = guidOf(target);
    if (name === 'speed') this.#playback.setSpeed(Number(value));
    else if (name === 'seek') this.#playback.seek(Number(value));
    else if (name === 'result') this.#result = value;
    else if (name === 'order')
      this.#sort = value
        ? { by: value.replace('-', '') as RecordingColumn, isDescending: value.startsWith('-') }
        : { isDescending: false };
    else if (guid) this.#controller.write(guid, { [name]: value });
    else if (name !== 'text') this.#typed = { ...this.#typed, [name]: value };
    this.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const target = event.target as Element;
    const key = pressedKey(event);
    const guid = guidOf(target);
    if (key === 'Enter' && target.matches('input:not([type=range])'))
      void (guid ? this.#tag(guid, 'tag-send') : this.commands.supports('recordings').ok && this.search());
    else if (key === 'Escape' && guid && this.#controller.drafts.has(guid)) void this.#tag(guid, 'tag-close');
    else if (!this.#playerKey(event, key, target)) return;
    event.preventDefault();
  };

  /** The player's keys: of the whole element, but not of a field in which a person types, nor of what opened above. */
  #playerKey({ ctrlKey, altKey, metaKey }: KeyboardEvent, key: string, target: Element): boolean {
    const isField = target.matches('input:not([type=range]), select, textarea') || !!target.closest('.popup');
    if (isField || ctrlKey || altKey || metaKey || !this.#playback.current) return false;
    if (key === ' ' && target.matches('button, summary, a')) return false; // it presses that
    if (key === ' ' || key.toLowerCase() === 'k') return this.#playback.playOrPause();
    if (key === 'N' || key === 'P') return this.#step(key === 'N' ? 1 : -1);
    const mirrored: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };
    const arrow = this.matches(':dir(rtl)') ? mirrored[key] : undefined;
    return this.#playback.press(arrow ?? (key.length === 1 ? key.toLowerCase() : key));
  }

  #choose(preset: Preset): void {
    this.#typed = { ...this.#typed, ...daysOf(preset, this.#now) };
    void this.search();
  }

  /** Texts begin with A; the newest and the longest come first. */
  #sortBy(by: RecordingColumn): void {
    const isSame = by === this.#sort.by;
    this.#sort = { by, isDescending: isSame ? !this.#sort.isDescending : by === 'when' || by === 'length' };
  }

  /** The recording above or below, as they are sorted; it waits where the one before was paused. */
  #step(by: 1 | -1): boolean {
    const { client } = this.commands;
    const row = this.#beside(by);
    if (!row || !client) return false;
    void this.#playback.toggle(row, client, this.#hosts, !this.#playback.isPaused);
    return true;
  }

  #beside(by: 1 | -1): Recording | undefined {
    const { shown } = this.#table;
    const at = shown.findIndex(({ guid }) => guid === this.#playback.current);
    return at < 0 ? undefined : shown[at + by];
  }

  /** The focus goes back to the recording's row. */
  #closePlayer(): void {
    const { current } = this.#playback;
    this.#playback.stop();
    void this.#focus(current, '[name=play]');
  }

  /** Where a recording is; looks for it where that is not known yet. The row says why it is nowhere. */
  async #addressOf(guid: string): Promise<string | undefined> {
    this.commands.leaveOwner();
    const { signal } = this.#paging;
    const row = this.#pages?.rows.find((each) => each.guid === guid);
    const { client } = this.commands;
    if (!row || !client) return undefined;
    if (this.#controller.sounds.get(guid)?.state !== 'found')
      await this.#controller.find(row, client, this.#hosts, signal);
    const sound = this.#controller.sounds.get(guid);
    return sound?.state === 'found' && !signal.aborted ? sound.url : undefined;
  }

  async #copyAddress(guid: string): Promise<void> {
    const address = await this.#addressOf(guid);
    if (!address) return;
    if (await copyText(address)) this.#note = msg('The address of the recording was copied.');
    else this.#address = address;
    this.requestUpdate();
    await this.updateComplete;
    if (this.#address) this.renderRoot.querySelector<HTMLElement>('#text')?.focus();
  }

  async #download(guid: string): Promise<void> {
    const address = await this.#addressOf(guid);
    if (!address) return;
    const { signal } = this.#paging;
    this.#note = msg('Getting the recording…');
    this.requestUpdate();
    const file = await this.#files.read(address, signal);
    this.#note = '';
    if (signal.aborted) return this.requestUpdate();
    if (file) {
      saveFile(new URL(address, location.href).pathname.split('/').at(-1) ?? '', file);
      this.#note = msg('The recording was saved.');
      return this.requestUpdate();
    }
    this.#links.add(guid);
    return this.#focus(guid, '[part=link]');
  }

  get #hosts(): RecordingHosts {
    const backup = this.backupHost.trim();
    return { telephony: this.telephonyHost, ...(backup && { backup }) };
  }

  /** What the dialer's clock reads. */
  get #now(): string {
    const zone = this.commands.session.dialerTimeZone;
    return wallClockAt(Date.now(), zone && isTimeZone(zone) ? zone : undefined);
  }

  /** Another search: what was played or on its way belonged to the one before. What was typed for a tag is kept. */
  #show(pages: RecordingPager, reply: ReplyTo<'recordings'>): void {
    pages.add(reply);
    this.#leave(pages);
    this.requestUpdate();
  }

  /** Leaves the search before, for the next one or none. */
  #leave(pages: RecordingPager | undefined): void {
    this.#paging.abort();
    this.#paging = new AbortController();
    if (!pages?.rows.some(({ guid }) => guid === this.#playback.current)) this.#playback.stop();
    this.#pages = pages;
    this.#opened.clear();
    this.#links.clear();
    this.#result = this.#note = '';
    this.#address = undefined;
    this.#export.clear();
  }

  async #tag(guid: string, name: TagAction): Promise<void> {
    this.commands.leaveOwner();
    const { client } = this.commands;
    const row = this.#pages?.rows.find((each) => each.guid === guid);
    if (!row || !client) return;
    if (name === 'tag-open' && !this.#controller.drafts.has(guid)) this.#controller.begin(row);
    else if (name !== 'tag-send') this.#controller.drafts.delete(guid);
    else if (!(await this.#controller.tag(guid))) return this.#focus(guid, '[aria-invalid=true]');
    return this.#focus(guid, this.#controller.drafts.has(guid) ? '[name=message]' : '[name=tag-open]');
  }

  async #focus(guid: string, selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-guid="${CSS.escape(guid)}"] ${selector}`)?.focus();
  }

  protected override render(): TemplateResult {
    const never = this.commands.never('recordings');
    if (never) return neverLine(never);
    const { outcome } = this.commands;
    const isBeside = 'error' in outcome && !!outcome.error.field?.startsWith('filter.');
    const isRead = outcome.state === 'confirmed'; // the rows say it
    return html`
      <div class="stack" @click=${this.#onClick} @input=${this.#onInput} @keydown=${this.#onKey}>
        ${this.#questionView()} ${outcomeLine(isBeside || isRead ? { state: 'idle' } : outcome)} ${this.#rowsView()}
        ${this.#playerView()}
        <p role="status" class="hidden">${this.#playback.said}</p>
      </div>
    `;
  }

  #questionView(): TemplateResult {
    const { pending } = this.commands;
    const support = this.commands.supports('recordings');
    const problem = (field: string) => this.commands.problem(`filter.${field}`);
    const own = { typed: this.#typed, known: this.#known, names: this.#names, now: this.#now };
    return html`<fieldset class="stack no-print" ?disabled=${this.disabled} aria-label=${msg('Which recordings')}>
      ${filterView({ ...own, problem, canSearch: support.ok })}
      <div class="row">
        <button
          type="button"
          part="submit"
          name=${'search' satisfies RecordingsAction}
          class=${this.#playback.current ? '' : 'primary'}
          aria-busy=${pending}
          aria-describedby="reason"
          ?disabled=${!support.ok}
        >
          ${msg('Search')}
        </button>
        <span id="reason" class="hint"
          >${support.ok ? msg('Days and times are the dialer’s.') : sentence(support.reason)}</span
        >
      </div>
    </fieldset>`;
  }

  #rowsView(): TemplateResult {
    const pages = this.#pages;
    const { pending } = this.commands;
    const isStale = !!pages && writeJson(pages.filter) !== writeJson(writeFilter(this.#typed));
    const state = { canSearch: this.commands.supports('recordings').ok, pending, isStale };
    const own = { table: this.#table, sort: this.#sort, controller: this.#controller, playback: this.#playback };
    const more = { names: this.#names, opened: this.#opened, links: this.#links, disabled: this.disabled };
    const tag = this.commands.supports('tag');
    const said = this.#note || this.#export.said;
    return html`
      <div class="row top">
        <p role="status" class="hint" id="count">${sentence(pageState(pages, this.#table, state))}</p>
        ${pages?.rows.length ? toolsView(this.#table, this.#sort, this.#result, this.#export.view(this.disabled)) : nothing}
      </div>
      <p role="status" class="hint no-print" id="note">${sentence(said)}</p>
      ${this.#export.byHand} ${this.#address ? copyView(this.#address, 'address-copied') : nothing}
      ${pages?.rows.length ? listView({ ...own, ...more, pages, tag, hosts: this.#hosts, now: this.#now }) : nothing}
    `;
  }

  #playerView(): TemplateResult | typeof nothing {
    const playback = this.#playback;
    const { current, isPlaying, isLooped, speed, peaks, changed, failed, loaded, moved } = playback;
    const row = this.#pages?.rows.find(({ guid }) => guid === current);
    if (!row) return nothing;
    const { agent, campaign } = factsOf(row);
    return playerView({
      ...{ isPlaying, isLooped, speed, peaks, changed, failed, loaded, moved },
      sound: this.#controller.sounds.get(current),
      what: recordingText(row, this.#now),
      note: [agent, campaign && this.#names.textOf(campaign)].filter(Boolean).join(', '),
      hasPrevious: !!this.#beside(-1),
      hasNext: !!this.#beside(1),
    });
  }
}

const noRows: readonly Recording[] = [];
const guidOf = (target: EventTarget | null) =>
  (target as Element).closest<HTMLElement>('[data-guid]')?.dataset['guid'] ?? '';

declare global {
  interface HTMLElementTagNameMap {
    'cti-recordings': CtiRecordings;
  }
}
