import { msg } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { ReplyTo } from '../../core/commands.js';
import type { RecordingHosts } from '../../recordings/index.js';
import { act, clickedButton, type ButtonActions } from '../shared/button.js';
import { CtiElement } from '../shared/cti-element.js';
import { sentence } from '../shared/datum.js';
import { neverLine, outcomeLine } from '../shared/outcome-view.js';
import { PlaybackController } from './playback-controller.js';
import {
  RecordingPager,
  RecordingsController,
  type RecordingsAction,
  type TagAction,
} from './recordings-controller.js';
import { filterView, listView, pageState, writeFilter, type TypedFilter } from './recordings-view.js';
import { recordingsStyles } from './cti-recordings.styles.js';
import { pressedKey } from '../shared/pressed-key.js';
import { writeJson } from '../../codecs/write-json.js';

/**
 * Finds recordings, plays them where they lie, has those converted that are only there as gsm, and tags them. Further
 * pages come as one scrolls. Of a row only `guid` and `calldate` are documented (C-116): it is shown by its own names.
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
 * @csspart row - A recording.
 * @csspart player - The player with its keys; the native one is `audio`.
 * @csspart status - The line that says how far a search or a tag got; also `error` when it failed.
 */
export class CtiRecordings extends CtiElement {
  static override styles = [...CtiElement.styles, recordingsStyles];

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
  readonly #playback = new PlaybackController(this, this.#controller);
  readonly #observer = new IntersectionObserver(
    (seen) => seen.some(({ isIntersecting }) => isIntersecting) && void this.more(),
    { rootMargin: '200px' },
  );
  #typed: TypedFilter = {};
  #pages: RecordingPager | undefined;
  #paging = new AbortController();

  constructor() {
    super();
    this.commands.followOwner(() => {
      const isTyped = Object.values(this.#typed).some(Boolean) || this.#controller.drafts.size > 0;
      this.#typed = {};
      this.#leave(undefined);
      this.#controller.leave();
      return isTyped;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#playback.stop();
    this.#observer.disconnect();
  }

  /** The observer tells of a button once: after each page it is asked anew, since the button may still be in sight. */
  protected override updated(): void {
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
    more: () => void this.more(),
    play: (guid) => void this.play(guid),
    back: () => this.#playback.skip(-1),
    forward: () => this.#playback.skip(1),
    'tag-open': (guid) => void this.#tag(guid, 'tag-open'),
    'tag-send': (guid) => void this.#tag(guid, 'tag-send'),
    'tag-close': (guid) => void this.#tag(guid, 'tag-close'),
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    if (clicked) act(this.#actions, clicked, guidOf(clicked));
  };

  readonly #onInput = ({ target }: Event) => {
    const { name, value } = target as HTMLInputElement;
    const guid = guidOf(target);
    if (name === 'speed') this.#playback.setSpeed(Number(value));
    else if (guid) this.#controller.write(guid, { [name]: value });
    else this.#typed = { ...this.#typed, [name]: value };
    this.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const { target, ctrlKey, altKey, metaKey } = event;
    const key = pressedKey(event);
    const guid = guidOf(target);
    const isField = (target as Element).matches('input, select');
    if (key === 'Enter' && (target as Element).matches('input'))
      void (guid ? this.#tag(guid, 'tag-send') : this.commands.supports('recordings').ok && this.search());
    else if (key === 'Escape' && guid && this.#controller.drafts.has(guid)) void this.#tag(guid, 'tag-close');
    else if (
      isField ||
      ctrlKey ||
      altKey ||
      metaKey ||
      !guid ||
      guid !== this.#playback.current ||
      !this.#playback.press(key)
    )
      return;
    event.preventDefault();
  };

  get #hosts(): RecordingHosts {
    const backup = this.backupHost.trim();
    return { telephony: this.telephonyHost, ...(backup && { backup }) };
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
    const { outcome, pending } = this.commands;
    const support = this.commands.supports('recordings');
    const problem = (field: string) => this.commands.problem(`filter.${field}`);
    const isBeside = 'error' in outcome && !!outcome.error.field?.startsWith('filter.');
    const isRead = outcome.state === 'confirmed'; // the rows say it
    const pages = this.#pages;
    const isStale = !!pages && writeJson(pages.filter) !== writeJson(writeFilter(this.#typed));
    return html`
      <div class="stack" @click=${this.#onClick} @input=${this.#onInput} @keydown=${this.#onKey}>
        <fieldset class="stack" ?disabled=${this.disabled} aria-label=${msg('Which recordings')}>
          ${filterView(this.#typed, problem)}
          <div class="row">
            <button
              type="button"
              part="submit"
              name=${'search' satisfies RecordingsAction}
              class="primary"
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
        </fieldset>
        ${outcomeLine(isBeside || isRead ? { state: 'idle' } : outcome)}
        <p role="status" class="hint" id="count">${sentence(pageState(pages, support.ok, pending, isStale))}</p>
        ${pages?.rows.length ? listView({ pages, controller: this.#controller, playback: this.#playback, tag: this.commands.supports('tag'), hosts: this.#hosts, disabled: this.disabled }) : nothing}
        <p role="status" class="hidden">${this.#playback.said}</p>
      </div>
    `;
  }
}

const guidOf = (target: EventTarget | null) =>
  (target as Element).closest<HTMLElement>('[data-guid]')?.dataset['guid'] ?? '';

declare global {
  interface HTMLElementTagNameMap {
    'cti-recordings': CtiRecordings;
  }
}
