import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { Check, ChevronDown, Clock, TriangleAlert } from 'lucide';
import type { OutboxEntry } from '../../outbox/outbox-entry.js';
import { IntervalController } from '../shared/interval-controller.js';
import { act, button, clickedButton, type ButtonActions } from '../shared/button.js';
import { noSessionText } from '../shared/command-controller.js';
import { CtiElement } from '../shared/cti-element.js';
import { entryListStyles } from '../shared/entry-list.styles.js';
import { copyText, copyView } from '../shared/clipboard.js';
import { sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { outcomeLine } from '../shared/outcome-view.js';
import { supportLine } from '../shared/support-line.js';
import {
  entryCountText,
  drawEntry,
  plainText,
  storageText,
  type EntryQuestion,
  type OutboxAction,
} from './entry-view.js';
import { RowFocusController } from '../shared/row-focus-controller.js';
import { OutboxController } from './outbox-controller.js';
import { outboxStyles } from './cti-outbox.styles.js';
import { pressedKey } from '../shared/pressed-key.js';

/** As many entries as an agent can look through. */
const maxShown = 50;

/**
 * Shows what waits to be delivered, and lets the agent decide about what may have been delivered already: send it
 * again, discard it, or copy it. Opened by a press; a badge and a line tell when there is something to decide.
 *
 * @element cti-outbox
 *
 * @fires {CtiRequestEvent} cti-request - Before an entry is sent by the agent. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The entry that the agent sent got as far as `reply.status` says.
 * @fires {CtiErrorEvent} cti-error - It was not sent, or nobody knows; `error.code` says which.
 *
 * @csspart button - A button: the one that opens the list, and those of an entry.
 * @csspart badge - How many entries there are; not there when none is.
 * @csspart entry - One entry.
 * @csspart field - The text to copy, where the browser does not let a page copy.
 * @csspart status - What waits, in a line; and the lines that say how far a decision got, also `error` when it failed.
 */
export class CtiOutbox extends CtiElement {
  static override styles = [...CtiElement.styles, entryListStyles, outboxStyles];

  static override properties: PropertyDeclarations = {
    open: { type: Boolean, reflect: true },
    headless: { type: Boolean, reflect: true },
    opener: { attribute: false },
  };

  /** Whether the list is shown below the line that counts. */
  open = false;

  /** Without the button that opens the list, and the line beside it: for a page that shows both in its own way. */
  headless = false;

  /** Takes the focus when the last entry has gone; the button that opens the list when not set. */
  opener: HTMLElement | null | undefined;

  readonly #controller = new OutboxController(this.commands);
  readonly #focus = new RowFocusController(this, () => this.opener);
  readonly #ticker = new IntervalController(this);
  /** The ids of what the agent has to decide about. */
  #deciding = new Set<string>();
  #asking: EntryQuestion | undefined;
  #copied: string | undefined;

  constructor() {
    super();
    this.commands.followOwner(() => {
      this.#asking = this.#copied = undefined;
      return false; // nothing is typed here
    });
  }

  /** An entry that the agent sends stays in its place until that has ended. */
  protected override willUpdate(): void {
    this.commands.leaveOwner();
    const entries = this.#entries;
    const asked = this.#asking?.id;
    if (!entries.some(({ id }) => !asked || id === asked)) this.#asking = undefined; // what it was about has gone
    const before = this.#deciding;
    const decides = ({ id, state }: OutboxEntry) =>
      this.commands.isPending(id) ? before.has(id) : state === 'unknown' || state === 'held';
    this.#deciding = new Set(entries.filter(decides).map(({ id }) => id));
  }

  readonly #actions: ButtonActions<OutboxAction, string> = {
    open: () => (this.open = !this.open),
    copy: (id) => void this.#copy(id),
    send: (id) => this.#decide(id, 'retry'),
    discard: (id) => this.#ask(id, 'discard'),
    keep: () => this.#keep(),
    confirm: (id) => {
      this.#keep();
      this.#decide(id, 'discard');
    },
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    if (!clicked) return;
    this.#copied = undefined;
    act(this.#actions, clicked, clicked.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? '');
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Escape' || !this.#asking) return;
    event.preventDefault();
    this.#keep();
  };

  get #entries(): readonly OutboxEntry[] {
    return this.commands.client?.outbox?.list() ?? [];
  }

  /** Each entry keeps its own row: what is pressed or focused there must not become another entry's. */
  readonly #draw = (entry: OutboxEntry): HTMLElement => {
    const { id } = entry;
    const known = this.renderRoot.querySelector<HTMLElement>(`li[data-id="${CSS.escape(id)}"]`);
    const row = known ?? Object.assign(document.createElement('li'), { tabIndex: -1, part: 'entry' });
    row.dataset['id'] = id;
    drawEntry(row, {
      entry,
      decide: this.#deciding.has(id),
      outcome: this.commands.outcomeOf(id),
      said: this.#said(id),
      asking: this.#asked(id),
    });
    return row;
  };

  #asked(id: string): EntryQuestion | undefined {
    return this.#asking?.id === id ? this.#asking : undefined;
  }

  #said(id: string): string {
    return this.#copied === id ? msg('Copied.') : '';
  }

  #ask(id: string, name: EntryQuestion['name'], text = ''): void {
    this.#asking = { id, name, text };
    this.#focus.move(id, '[name=text], [name=keep]');
  }

  /** Leaves the entry as it is. */
  #keep(): void {
    if (this.#asking) this.#focus.move(this.#asking.id, `[name=${this.#asking.name}]`);
    this.#asking = undefined;
  }

  /** Without https, and in a frame that may not, the page cannot copy: then the agent does. */
  async #copy(id: string): Promise<void> {
    const text = this.#entries
      .filter((entry) => !id || entry.id === id)
      .map(plainText)
      .join('\n\n');
    if (await copyText(text)) this.#copied = id;
    else this.#ask(id, 'copy', text);
    this.requestUpdate();
  }

  #decide(id: string, decision: 'retry' | 'discard'): void {
    const { outbox } = this.commands.client ?? {};
    const entry = this.#entries.find((each) => each.id === id);
    if (outbox && entry) void this.#controller[decision](outbox, entry);
  }

  protected override render(): TemplateResult {
    const { client } = this.commands;
    if (!client?.outbox)
      return html`<p class="hint">
        ${client ? msg('Commands do not wait on this page: what cannot be sent fails at once.') : noSessionText()}
      </p>`;
    const { storage, problem, problemDetail } = client.outbox;
    const entries = this.#entries;
    const { size } = this.#deciding;
    const isFirst = ({ id }: OutboxEntry) => this.#deciding.has(id);
    const all = this.#asked('');
    const sorted = [...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))];
    return html`
      <div class="stack" @click=${this.#onClick} @keydown=${this.#onKey}>
        <div class="head row ${size ? 'decides' : ''}">
          <button
            type="button"
            part="button"
            name=${'open' satisfies OutboxAction}
            aria-expanded=${this.open}
            ?hidden=${this.headless}
          >
            ${icon(ChevronDown)} ${msg('Outbox')}
            ${entries.length ? html`<span part="badge" class="badge">${entries.length}</span>` : nothing}
          </button>
          <div>
            <div role="status" part="status" aria-atomic="false">
              <p class="glance" ?hidden=${this.headless}>
                ${icon(size ? TriangleAlert : entries.length ? Clock : Check)}<span
                  >${entryCountText(size, entries.length - size)}</span
                >
              </p>
              <p class="hint">${sentence(problem)}</p>
            </div>
            ${supportLine(problemDetail)} ${outcomeLine(this.commands.outcome, this.#said(''))}
          </div>
        </div>
        <fieldset id="list" class="stack" ?hidden=${!this.open} ?disabled=${this.disabled}>
          <ul>
            ${sorted.slice(0, maxShown).map(this.#draw)}
          </ul>
          <p class="hint" ?hidden=${entries.length <= maxShown}>
            ${msg(str`Not shown: ${entries.length - maxShown} more.`)}
          </p>
          <div data-id="" ?hidden=${!entries.length}>
            ${all ? copyView(all.text, 'keep' satisfies OutboxAction) : button('copy' satisfies OutboxAction, msg('Copy all as text'))}
          </div>
          <p class="hint">${storageText(storage)}</p>
        </fieldset>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-outbox': CtiOutbox;
  }
}
