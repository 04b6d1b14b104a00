import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ReplyTo } from '../../core/commands.js';
import { isCall, isSameCall } from '../shared/call-identity.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { DraftOffer, leaveView } from '../shared/draft-offer.js';
import { DraftStorage, type Draft, type DraftCall } from '../shared/draft-storage.js';
import { datum, sentence } from '../shared/datum.js';
import { neverLine, outcomeLine, problemLine } from '../shared/outcome-view.js';
import { RecentTexts } from '../shared/recent-texts.js';
import { lookAgainView, unknownCallText } from '../shared/unknown-call-view.js';
import { pressedKey } from '../shared/pressed-key.js';

/** The tags that were sent last. */
export const recentTags = new RecentTexts('tags', 8);

/**
 * Puts a text on the recording of the call. Nobody confirms a tag, and the control says so. A text that was begun
 * during one call stays with it, until it is sent or emptied; what was begun for other calls of this agent is offered.
 *
 * @element cti-tag-recorder
 *
 * @fires change - The person changed the text.
 * @fires {CtiRequestEvent} cti-request - Before the tag is sent. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The tag was sent.
 * @fires {CtiErrorEvent} cti-error - The tag was not sent, or nobody knows; `error.code` says which.
 *
 * @csspart field - The text field.
 * @csspart drafts - The tags that were begun for other calls, each with `button`s.
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
    `,
  ];

  static override properties: PropertyDeclarations = { guid: {}, phone: {}, value: {} };

  /** The call to tag. The current call when empty. */
  guid = '';

  /** The customer's number, sent along. The current call's when empty. */
  phone = '';

  /** The text of the tag. */
  value = '';

  /** Somebody typed the text, and the call that they began it for, where one was known. */
  #isTyped = false;
  #begunFor: DraftCall | undefined;
  readonly #draft = new DraftStorage('tag', (draft) => {
    if (isSameCall(draft, this.#call)) this.commands.delivered?.('sent');
    this.requestUpdate(); // it is no draft any more
  });
  /** What was sent last. */
  #sent: unknown;
  readonly #offer = new DraftOffer(this, this.#draft, {
    begun: (number) => msg(str`You began a tag for ${number}.`),
    discarded: (number) => msg(str`The tag that you began for ${number} is discarded.`),
    open: (draft) => this.#open(draft),
  });

  constructor() {
    super();
    this.commands.delivered = () => this.value === this.#sent && this.#write('');
    this.commands.followCall(() => this.#call);
    this.commands.followOwner(() => {
      const isTyped = this.#isTyped;
      if (isTyped) this.#setAside();
      return isTyped;
    });
  }

  override formResetCallback(): void {
    this.commands.reset();
    this.#write(this.getAttribute('value') ?? '');
  }

  protected override willUpdate(): void {
    const isKept = !!this.#begunFor;
    if (this.commands.leaveOwner() && isKept) this.commands.reset();
    this.#draft.follow(this.commands.client);
    const { typed, entry } = this.#draft.take(this.#call) ?? {};
    if (typeof typed !== 'string' || this.value) return;
    this.#write(typed);
    this.#recall(typed, entry);
  }

  /** What was sent, and may not have arrived, stands here again. */
  #recall(typed: unknown, entry: string | undefined): void {
    this.#sent = typed;
    this.#draft.link(this.#call, entry);
    void this.commands.recall(entry);
  }

  protected override updated(): void {
    this.internals.setFormValue(this.value);
  }

  /** Sends the tag, as Enter in the field does. */
  async tag(): Promise<ReplyTo<'tag'> | undefined> {
    const { value } = this;
    const { owner = '' } = this.commands;
    const call = this.#call;
    const { guid = '', customer } = call;
    const command = { type: 'tag', guid, message: value, ...(customer && { phone: customer }) } as const;
    const unknown = this.#unknownText;
    if (unknown) return this.commands.refuse(command, unknown, 'guid');
    this.#sent = value;
    const reply = await this.commands.run(command);
    this.#draft.link(call, this.commands.entry, owner);
    if (reply && reply.status !== 'queued') recentTags.add(owner, value);
    this.requestUpdate();
    if (reply && this.commands.owner !== owner) this.#draft.keep(call, '', owner);
    else if (reply && this.value === value) this.#write('');
    else this.#focus();
    return reply;
  }

  readonly #onInput = ({ target }: InputEvent) => this.#write((target as HTMLInputElement).value);

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) === 'Enter') void this.tag();
  };

  /** The call that gets the text: the page's, else the one that it was begun for, else the current one. */
  get #call(): DraftCall {
    const live = this.#live;
    const begun = this.#begunFor;
    return !begun || this.guid || isSameCall(begun, live) ? live : begun;
  }

  /** The call that gets a text that is begun now. */
  get #live(): DraftCall {
    const { current } = this.commands.client ?? {};
    const known = !this.guid || this.guid === current?.guid ? current : undefined;
    const { guid, since, destination = '', campaign = '' } = known ?? {};
    return { guid: this.guid || guid, since, customer: this.phone || destination, campaign };
  }

  /** Why a call cannot be tagged of which nobody knows; empty for another. */
  get #unknownText(): string {
    const { guid, since, customer } = this.#call;
    if (guid || since === undefined) return '';
    return isSameCall({ since }, this.#live)
      ? unknownCallText(customer)
      : msg('The dialer did not identify this call, so it cannot be tagged.');
  }

  #write(text: string): void {
    if (this.commands.problem('message', 'guid')) this.commands.reset();
    const call = this.#call;
    this.#draft.keep(call, text);
    this.#begunFor = text && isCall(call) ? call : undefined;
    this.#isTyped = !!text;
    this.value = text;
  }

  /** Begins anew; what is typed stays kept for its call. */
  #setAside(): void {
    this.#begunFor = undefined;
    this.#isTyped = false;
    this.value = this.getAttribute('value') ?? '';
  }

  #open(draft: Draft): void {
    this.#begunFor = draft;
    this.#isTyped = true;
    this.value = typeof draft.typed === 'string' ? draft.typed : '';
    this.#begin();
    this.#recall(this.value, draft.entry);
  }

  readonly #leave = () => {
    this.#setAside();
    this.#begin();
  };

  /** The agent begins anew; the button that was pressed is about to go. */
  #begin(): void {
    this.commands.reset();
    this.#focus();
  }

  #focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  #fill(tag: string): void {
    this.#write(tag);
    this.#changed();
    this.focus();
  }

  readonly #changed = () => this.dispatchEvent(new Event('change', { bubbles: true }));

  /** Which call the tag goes to, what can be done about that, and what was begun for others. */
  #callView(): TemplateResult {
    const { blocked } = this;
    const call = this.#call;
    const whose = call.customer || call.guid;
    const unknown = this.#unknownText;
    const support = this.commands.supports('tag');
    const isElsewhere = !isSameCall(call, this.#live);
    const isOff = blocked || this.commands.pending;
    const leave = leaveView(this.#leave, isOff);
    const look = unknown ? html`<div class="row">${lookAgainView(this.commands, blocked)}</div>` : nothing;
    const text = unknown || (whose ? msg(str`Tags the call with ${whose}.`) : msg('No call is known here yet.'));
    const isLost = this.#isTyped && !isCall(call); // what was begun without a call is kept nowhere
    return html`<p class="hint" id="which" role="status">
        ${sentence(support.ok ? text : support.reason, call.customer, call.guid ?? '')}
      </p>
      ${isElsewhere ? leave : look} ${this.guid || isOff || isLost ? nothing : this.#offer.view(call)}`;
  }

  protected override render(): TemplateResult {
    const { pending, outcome } = this.commands;
    const { blocked } = this;
    const never = this.commands.never('tag');
    if (never) return neverLine(never);
    const support = this.commands.supports('tag');
    const { customer, guid } = this.#call;
    const isKnown = !!(customer || guid) && !this.#unknownText;
    const problem = this.commands.problem('message', 'guid');
    const recent = recentTags.of(this.commands.owner ?? '');
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
              type="button"
              aria-busy=${pending}
              ?disabled=${blocked || !support.ok || !isKnown}
              @click=${this.tag}
            >
              ${msg('Tag')}
            </button>
          </div>
          ${problemLine('problem', problem)}
        </div>
        <div class="row" part="recent" role="group" aria-label=${msg('Recent tags')} ?hidden=${recent.length === 0}>
          ${recent.map((tag) => html`<button part="button" type="button" ?disabled=${blocked} @click=${() => this.#fill(tag)}>${datum(tag)}</button>`)}
        </div>
        ${this.#callView()} ${outcomeLine(problem ? { state: 'idle' } : outcome)}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-tag-recorder': CtiTagRecorder;
  }
}
