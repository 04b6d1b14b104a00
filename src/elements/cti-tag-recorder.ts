import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Tag } from 'lucide';
import type { CommandInput, ReplyTo } from '../commands.js';
import { CtiElement } from './cti-element.js';
import { icon } from './icons.js';
import { outcomeLine, problemLine } from './outcome.js';
import { forgetTags, recentTags, rememberTag } from './recent-tags.js';
import { tagRecentRow } from './tag-recent-row.js';
import { tagRecorderStyles } from './tag-recorder-styles.js';
import { TagTarget } from './tag-target.js';

/**
 * Writes a text to the recording of a call. Nobody ever confirms a tag, and it says so. A text that was begun
 * during one call goes to that call, also when another one has come.
 *
 * @element cti-tag-recorder
 *
 * @fires {CtiRequestEvent} cti-request - Before the tag is sent. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The tag was sent.
 * @fires {CtiErrorEvent} cti-error - The tag was not sent, or nobody knows; `error.code` says which.
 * @fires {Event} change - The agent changed the text.
 *
 * @csspart field - The text field.
 * @csspart recent - The tags that were sent before; each one is a `button`.
 * @csspart notice - That the text goes to an earlier call, with a `button` to change that.
 * @csspart submit - The button that sends.
 * @csspart status - The line that says how far the tag got; also `error` when it failed.
 */
export class CtiTagRecorder extends CtiElement {
  static formAssociated = true;

  static override styles = [...CtiElement.styles, tagRecorderStyles];

  /** The call to tag. The current call when empty. */
  @property() guid = '';

  /** The customer's number, sent along. The current call's when empty. */
  @property() phone = '';

  /** The text of the tag. */
  @property() value = '';

  readonly #internals = this.attachInternals();
  readonly #target = new TagTarget();
  #formDisabled = false;

  /** Sends the tag, as Enter in the field does. */
  async tag(): Promise<ReplyTo<'tag'> | undefined> {
    if (this.commands.pending) return undefined;
    const { value } = this;
    const command = this.#command;
    if (!command.guid) this.commands.refuse(command, msg('No call is known here, so there is no recording to tag.'), 'guid');
    const reply = command.guid ? await this.commands.run(command) : undefined;
    if (reply && reply.status !== 'queued') rememberTag(value);
    if (reply && this.value === value) this.#clear();
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    return reply;
  }

  formDisabledCallback(disabled: boolean): void {
    this.#formDisabled = disabled;
    this.requestUpdate();
  }

  formResetCallback(): void {
    this.commands.reset();
    this.#clear();
    this.value = this.getAttribute('value') ?? '';
  }

  formStateRestoreCallback(state: string): void {
    this.value = state;
  }

  protected override willUpdate(): void {
    this.#aim();
  }

  protected override render(): TemplateResult {
    const { pending, outcome } = this.commands;
    const support = this.commands.supports('tag');
    const { call, isLate, sentence } = this.#target;
    const problem = this.commands.problem('message');
    const off = this.disabled || this.#formDisabled;
    return html`
      <div class="field">
        <label for="text">${msg('Tag for the recording')}</label>
        <div class="row entry">
          <input
            id="text"
            part="field"
            autocomplete="off"
            .value=${this.value}
            ?disabled=${off}
            aria-invalid=${problem ? 'true' : 'false'}
            aria-describedby="problem which never"
            @input=${(event: InputEvent) => this.#type((event.target as HTMLInputElement).value)}
            @change=${() => this.dispatchEvent(new Event('change', { bubbles: true }))}
            @keydown=${this.#onKeydown}
          />
          <button
            part="submit"
            class="primary"
            type="button"
            aria-busy=${pending}
            aria-describedby="reason which"
            ?disabled=${off || !support.ok || !call}
            @click=${this.tag}
          >
            ${icon(Tag)}${msg('Tag')}
          </button>
        </div>
        ${problemLine('problem', problem)}
      </div>
      ${tagRecentRow(recentTags(), off, this.#fill, this.#forget)}
      <div role="status" class="hint" id="which">${sentence}</div>
      ${isLate
        ? html`<div class="row" part="notice">
            <button type="button" part="button" ?disabled=${off} @click=${this.#followCall}>${msg('Tag the new call instead')}</button>
          </div>`
        : nothing}
      <p class="hint" id="reason" ?hidden=${support.ok}>${support.ok ? '' : support.reason}</p>
      <p class="hint" id="never">${msg('Tagging is never confirmed: look at the recording if it matters.')}</p>
      <div class=${problem ? 'hidden' : ''}>${outcomeLine(outcome)}</div>
    `;
  }

  protected override updated(): void {
    this.#internals.setFormValue(this.value);
  }

  /** Learns which calls there are, before the target is asked. */
  #aim(): TagTarget {
    const current = this.commands.client?.current;
    const { guid, phone } = this;
    this.#target.current = current;
    this.#target.named = guid ? { guid, destination: phone || (current?.guid === guid ? current.destination : '') } : undefined;
    return this.#target;
  }

  get #command(): CommandInput & { type: 'tag' } {
    const { call, isLate } = this.#aim();
    const phone = this.phone || (isLate ? call?.destination : ''); // the client fills in the current call's only
    return { type: 'tag', guid: call?.guid ?? '', message: this.value, ...(phone ? { phone } : {}) };
  }

  #type(text: string): void {
    const { outcome } = this.commands;
    if ('error' in outcome && outcome.error.code === 'INVALID') this.commands.reset();
    this.value = text;
    this.#aim().typed(text);
  }

  #clear(): void {
    this.value = '';
    this.#target.typed('');
  }

  readonly #fill = (tag: string) => {
    this.#type(tag);
    this.dispatchEvent(new Event('change', { bubbles: true }));
    this.#focusText();
  };

  #focusText(): void {
    this.renderRoot.querySelector<HTMLElement>('#text')?.focus();
  }

  readonly #forget = () => {
    forgetTags();
    this.requestUpdate();
    this.#focusText();
  };

  readonly #followCall = () => {
    this.#target.moveOn();
    this.requestUpdate();
    this.#focusText();
  };

  readonly #onKeydown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.isComposing) void this.tag();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-tag-recorder': CtiTagRecorder;
  }
}
