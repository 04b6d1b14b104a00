import { msg, str } from '@lit/localize';
import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CurrentCall } from '../../core/client.js';
import type { ReplyTo } from '../../core/commands.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { DraftStorage } from '../shared/draft-storage.js';
import { outcomeLine, problemLine } from '../shared/outcome-view.js';

const name = 'tags';

/** The last tags that were sent from this tab, newest first, each once. Gone when the tab is closed. */
export function recentTags(): readonly string[] {
  const tags = getTabItem(name);
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

/** Remembers a tag that was sent; only the last 8. */
export function addRecentTag(text: string): void {
  setTabItem(name, [text, ...recentTags().filter((each) => each !== text)].slice(0, 8));
}

/**
 * Puts a text on the recording of the call. Nobody confirms a tag, and the control says so. A text that was begun
 * during one call stays with it, until it is sent or emptied.
 *
 * @element cti-tag-recorder
 *
 * @fires change - The person changed the text.
 * @fires {CtiRequestEvent} cti-request - Before the tag is sent. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The tag was sent.
 * @fires {CtiErrorEvent} cti-error - The tag was not sent, or nobody knows; `error.code` says which.
 *
 * @csspart field - The text field.
 * @csspart recent - The tags that were sent before; each one is a `button`.
 * @csspart submit - The button that sends.
 * @csspart status - The line that says how far the tag got; also `error` when it failed.
 */
export class CtiTagRecorder extends CtiFormControl {
  static override styles = [
    ...CtiFormControl.styles,
    css`
      input {
        flex: 1 1 160px;
      }

      p {
        margin: 0;
      }
    `,
  ];

  static override properties: PropertyDeclarations = { guid: {}, phone: {}, value: {} };

  /** The call to tag. The current call when empty. */
  guid = '';

  /** The customer's number, sent along. The current call's when empty. */
  phone = '';

  /** The text of the tag. */
  value = '';

  #begunFor: CurrentCall | undefined;
  readonly #draft = new DraftStorage('tag');

  override formResetCallback(): void {
    this.commands.reset();
    this.#write(this.getAttribute('value') ?? '');
  }

  protected override willUpdate(): void {
    const typed = this.#draft.take(this.guid || this.#call?.guid);
    if (typeof typed === 'string' && !this.value) this.#write(typed);
  }

  protected override updated(): void {
    this.internals.setFormValue(this.value);
  }

  /** Sends the tag, as Enter in the field does. */
  async tag(): Promise<ReplyTo<'tag'> | undefined> {
    const { value, phone } = this;
    const call = this.#call;
    const number = phone || call?.destination;
    const command = {
      type: 'tag',
      guid: this.guid || (call?.guid ?? ''),
      message: value,
      ...(number && { phone: number }),
    } as const;
    const reply = await this.commands.run(command);
    if (reply && reply.status !== 'queued') addRecentTag(value);
    this.requestUpdate();
    if (reply && this.value === value) this.#write('');
    else this.renderRoot.querySelector('input')?.focus();
    return reply;
  }

  readonly #onInput = ({ target }: InputEvent) => this.#write((target as HTMLInputElement).value);

  readonly #onKey = ({ key, isComposing }: KeyboardEvent) => {
    if (key === 'Enter' && !isComposing) void this.tag();
  };

  /** The call that gets the text, unless the page names another. */
  get #call(): CurrentCall | undefined {
    const { current } = this.commands.client ?? {};
    return this.guid ? (current?.guid === this.guid ? current : undefined) : (this.#begunFor ?? current);
  }

  #write(text: string): void {
    if (this.commands.problem('message', 'guid')) this.commands.reset();
    this.#draft.keep(this.guid || this.#call?.guid, text);
    this.#begunFor = text ? (this.#begunFor ?? this.commands.client?.current) : undefined;
    this.value = text;
  }

  #fill(tag: string): void {
    this.#write(tag);
    this.#changed();
    this.focus();
  }

  readonly #changed = () => this.dispatchEvent(new Event('change', { bubbles: true }));

  protected override render(): TemplateResult {
    const { pending, outcome } = this.commands;
    const { blocked } = this;
    const support = this.commands.supports('tag');
    const call = this.#call;
    const whose = this.phone || call?.destination || call?.guid || this.guid;
    const problem = this.commands.problem('message', 'guid');
    const recent = recentTags();
    return html`
      <div class="stack">
        <div class="field">
          <label for="text">${msg('Tag for the recording')}</label>
          <div class="row">
            <input
              id="text"
              part="field"
              autocomplete="off"
              .value=${this.value}
              ?disabled=${blocked}
              aria-invalid=${!!problem}
              aria-describedby="problem which"
              @input=${this.#onInput}
              @change=${this.#changed}
              @keydown=${this.#onKey}
            />
            <button
              part="submit"
              class="primary"
              type="button"
              aria-busy=${pending}
              ?disabled=${blocked || !support.ok || !whose}
              @click=${this.tag}
            >
              ${msg('Tag')}
            </button>
          </div>
          ${problemLine('problem', problem)}
        </div>
        <div class="row" part="recent" role="group" aria-label=${msg('Recent tags')} ?hidden=${recent.length === 0}>
          ${recent.map((tag) => html`<button part="button" type="button" ?disabled=${blocked} @click=${() => this.#fill(tag)}>${tag}</button>`)}
        </div>
        <p class="hint" id="which" role="status">
          ${!support.ok ? support.reason : whose ? msg(str`Tags the call with ${whose}.`) : msg('No call is known here yet.')}
          ${support.ok ? msg('Tagging is never confirmed.') : ''}
        </p>
        ${outcomeLine(problem ? { state: 'idle' } : outcome)}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-tag-recorder': CtiTagRecorder;
  }
}
