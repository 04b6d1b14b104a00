import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ListRestart, Undo2 } from 'lucide';
import type { ReplyTo, RespoolEntry } from '../commands.js';
import { CommandRunner } from './command-runner.js';
import { CtiElement } from './cti-element.js';
import { icon } from './icons.js';
import { outcomeLine } from './outcome.js';
import { RespoolDesk } from './respool-desk.js';
import { editedEntry, isEdited, type RespoolDraft } from './respool-draft.js';
import { changeList, dataRows, lockedFacts, numberFields } from './respool-fields.js';
import { numberList } from './respool-numbers.js';
import { respoolNumberStyles } from './respool-number-styles.js';
import { lateNotice, noEntry } from './respool-states.js';
import { respoolStyles } from './respool-styles.js';

/**
 * Puts a contact back on its dialer list: the order of its numbers, its retries, priority, data and agent phone.
 * It shows what will change before it sends, and what belongs to the dialer only to read.
 *
 * @element cti-respool-editor
 *
 * @fires {CtiRequestEvent} cti-request - Before the contact is sent, or the call is read. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was sent as far as `reply.status` says.
 * @fires {CtiErrorEvent} cti-error - It was not sent, or nobody knows; `error.code` says which.
 * @fires {Event} change - The agent changed the contact.
 *
 * @csspart numbers - The list of numbers; each one is a `number` with its `handle`.
 * @csspart field - A text field.
 * @csspart button - A button beside what it changes.
 * @csspart pair - A row of data.
 * @csspart locked - What belongs to the dialer.
 * @csspart changes - What will change.
 * @csspart notice - That another contact is here, and `load` to take it.
 * @csspart submit - The button that respools.
 * @csspart reset - The button that undoes the changes.
 * @csspart status - The line that says how far the command got; also `error` when it failed.
 */
export class CtiRespoolEditor extends CtiElement {
  static formAssociated = true;

  static override styles = [...CtiElement.styles, respoolStyles, respoolNumberStyles];

  /** The spool line to edit. The CTI object's when not set. */
  @property({ attribute: false }) entry: RespoolEntry | undefined;

  readonly #internals = this.attachInternals();
  readonly #desk = new RespoolDesk(this, this.commands);
  /** Reading the call is no respool: its outcome stands apart. */
  readonly #reading = new CommandRunner(this);
  #formDisabled = false;

  /** Sends the contact as edited. */
  async respool(): Promise<ReplyTo<'respool'> | undefined> {
    this.#follow();
    const { draft } = this.#desk;
    if (!draft || this.commands.pending) return undefined;
    this.#desk.judge();
    const command = { type: 'respool', entry: editedEntry(draft) } as const;
    const [problem] = this.#desk.problems;
    if (problem) this.commands.refuse(command, problem.message, problem.field);
    const reply = problem ? undefined : await this.commands.run(command);
    if (reply && this.#desk.draft === draft) this.#desk.undo();
    if (!reply) await this.#desk.focus('[aria-invalid=true], [data-problem] button');
    return reply;
  }

  formDisabledCallback(disabled: boolean): void {
    this.#formDisabled = disabled;
    this.requestUpdate();
  }

  formResetCallback(): void {
    this.commands.reset();
    this.#desk.undo();
  }

  protected override willUpdate(): void {
    this.#follow();
    if (this.#desk.draft && this.#reading.outcome.state !== 'idle') this.#reading.reset();
  }

  protected override render(): TemplateResult {
    const { draft } = this.#desk;
    const { client, outcome } = this.commands;
    return html`
      <fieldset class="stack" ?disabled=${this.disabled || this.#formDisabled}>
        ${draft ? this.#editor(draft) : noEntry(client?.cti, this.#reading, this.#read)}
      </fieldset>
      ${outcomeLine(outcome)}
    `;
  }

  protected override updated(): void {
    this.#internals.setFormValue(this.#desk.value);
  }

  #follow(): void {
    const { client } = this.commands;
    this.#desk.follow({ entry: this.entry ?? client?.cti?.entry, fromPage: !!this.entry, call: client?.current });
  }

  readonly #read = async () => {
    await this.#reading.run({ type: 'cti' });
    await this.#desk.focus('[data-control]');
  };

  readonly #undo = () => {
    this.#desk.undo();
    void this.#desk.focus('[part=submit]');
  };

  #editor(draft: RespoolDraft): TemplateResult {
    const desk = this.#desk;
    const support = this.commands.supports('respool');
    return html`
      ${lateNotice(desk)} ${numberList(desk, draft)}
      ${numberFields(desk, draft)} ${dataRows(desk, draft)} ${lockedFacts(draft.entry)} ${changeList(draft)}
      <div class="row">
        <button
          part="submit"
          class="primary"
          type="button"
          aria-busy=${this.commands.pending}
          aria-describedby="reason"
          ?disabled=${!support.ok}
          @click=${this.respool}
        >
          ${icon(ListRestart)}${msg('Respool')}
        </button>
        ${isEdited(draft)
          ? html`<button part="reset" type="button" @click=${this.#undo}>${icon(Undo2)}${msg('Undo changes')}</button>`
          : nothing}
      </div>
      <p class="hint" id="reason" ?hidden=${support.ok}>${support.ok ? '' : support.reason}</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-respool-editor': CtiRespoolEditor;
  }
}
