import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ReplyTo } from '../commands.js';
import { CtiElement } from './cti-element.js';
import type { CtiSchedulePicker } from './cti-schedule-picker.js';
import { callFrom, callProblem, type DisposedCall } from './disposition-call.js';
import { dispositionField } from './disposition-field.js';
import { DispositionFilling, type DispositionTexts } from './disposition-filling.js';
import { dispositionFormStyles } from './disposition-form-styles.js';
import { callLine, consequence, otherCall, textsSection, type TextFieldOptions } from './disposition-parts.js';
import { callbackProblem, callbackSection, isSaveKey, noResults, saveSection } from './disposition-sections.js';
import { readTree, readTreeText, type Disposition } from './disposition-tree.js';
import { JsonChild } from './json-child.js';

/**
 * A form for the result of a call: one field that finds a result of the contact centre's tree by typing, and what
 * that result needs. Once the agent has begun to fill it in, it stays with that call.
 *
 * In a form its value, under `name`, is the chosen levels joined with `|`.
 *
 * @element cti-disposition-form
 *
 * @fires {CtiRequestEvent} cti-request - Before the result is saved. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The result is saved as far as `reply.status` says; what was typed is still there.
 * @fires {CtiErrorEvent} cti-error - It was not saved, or nobody knows; `error.code` says which.
 *
 * @slot - A `<script type="application/json">` with the tree, for a page without script. Nothing else is shown.
 *
 * @csspart call - Which call the result is for.
 * @csspart notice - The line that says that another call is on.
 * @csspart field - Every text field.
 * @csspart popup - The list of results.
 * @csspart option - A result in it.
 * @csspart callback - The part for the callback.
 * @csspart saved - What was saved last, and for which number.
 * @csspart submit - The button that saves; also `button`.
 * @csspart status - The line that says how far the result got; also `error` when it failed.
 */
export class CtiDispositionForm extends CtiElement {
  static readonly formAssociated = true;

  static override styles = [...CtiElement.styles, ...dispositionFormStyles];

  /** The call. The current one when empty. */
  @property() guid = '';

  /** The campaign that the result counts for. The session's when empty, else the current call's. */
  @property() campaign = '';

  /** The customer's number. The current call's when empty. */
  @property() customer = '';

  /** Name of the result in the surrounding form. */
  @property({ reflect: true, useDefault: true }) name = '';

  /** The tree of results, at most three levels. The JSON child's when not set. */
  @property({ attribute: false }) dispositions: readonly Disposition[] | undefined;

  readonly #internals = this.attachInternals();
  readonly #json = new JsonChild(this);
  readonly #filling = new DispositionFilling();
  #source: unknown;
  #saved = '';
  #blocked = false;

  /** Saves the result, as the button would. Clears the form when that went well. */
  async dispose(): Promise<ReplyTo<'dispose'> | undefined> {
    if (this.commands.pending) return undefined;
    const { choice } = this.#filling;
    choice.close();
    const call = this.#filling.callFor(this.#live);
    const picker = choice.leaf?.needsCallback ? this.renderRoot.querySelector<CtiSchedulePicker>('cti-schedule-picker') : null;
    const problem = this.#filling.problem(call, () => callbackProblem(picker));
    const command = this.#filling.command(call, picker?.value ?? '');
    if (problem) this.commands.refuse(command, problem.message, problem.field);
    const saved = `${command.customer} · ${choice.leaf?.text ?? ''}`;
    const reply = problem ? undefined : await this.commands.run(command);
    if (reply) this.#leave(saved);
    else if (this.hasUpdated) await this.updateComplete.then(() => this.#focus('[data-refused]'));
    return reply;
  }

  /** Empties the form, for the call that is known now. What is on its way stays on its way. */
  reset(): void {
    this.#filling.clear();
    if (!this.commands.pending) this.commands.reset();
    this.requestUpdate();
  }

  formResetCallback(): void {
    this.reset();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#blocked = disabled;
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    const source: unknown = this.dispositions ?? this.#json.text;
    if (source === this.#source) return;
    this.#source = source;
    this.#filling.choice.tree = typeof source === 'string' ? readTreeText(source) : readTree(source);
  }

  protected override updated(): void {
    const { leaf, active } = this.#filling.choice;
    this.#internals.setFormValue(leaf ? leaf.levels.join('|') : null);
    const field = this.renderRoot.querySelector('#result');
    field?.toggleAttribute('data-cut', field.scrollWidth > field.clientWidth); // then the path stands below it, whole
    if (active >= 0) this.renderRoot.querySelector('[role=option].active')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const { choice } = this.#filling;
    const { outcome, pending: locked } = this.commands;
    const live = this.#live;
    const call = this.#filling.callFor(live);
    const other = live !== call && live.guid ? live : undefined;
    const support = this.commands.supports('dispose');
    const reason = support.ok ? '' : support.reason;
    const { client } = this;
    const disabled = this.disabled || this.#blocked;
    const problem = (...fields: string[]) => this.commands.problem(...fields);
    const edited = (...fields: string[]) => this.#edited(...fields);
    const field = (name: keyof DispositionTexts, label: string): TextFieldOptions => {
      const write = (text: string) => {
        this.#filling.texts = { ...this.#filling.texts, [name]: text };
        edited(name);
      };
      return { name, label, value: this.#filling.texts[name], problem: problem(name), locked, write };
    };
    const redraw = () => this.requestUpdate();
    const result = dispositionField(choice, { problem: problem('level1', 'level2', 'level3'), locked, edited, redraw });
    return html`
      <fieldset class="stack form" aria-labelledby="call" ?disabled=${disabled} @keydown=${this.#onKey}>
        ${callLine(call, callProblem(call) && problem('guid', 'customer', 'campaign'))} ${otherCall(call, other, this.#moveOn)}
        ${choice.tree.leaves.length ? result : noResults(choice.tree.problem)} ${consequence(choice.leaf, call.customer)}
        ${callbackSection(this.#filling, { disabled, client, refused: !!problem('callbackAt'), field, edited })}
        ${textsSection(field, choice.leaf?.needsComment ?? false)}
        ${saveSection({ outcome, reason, ready: this.#canSave, saved: this.#saved, save: () => void this.dispose() })}
      </fieldset>
    `;
  }

  /** The call that a form begun now would be for. */
  get #live(): DisposedCall {
    const { guid, customer } = this;
    return callFrom({ guid, customer, campaign: this.given(this.campaign, 'campaign') }, this.commands.client?.current);
  }

  get #canSave(): boolean {
    return this.#filling.choice.tree.leaves.length > 0 && this.commands.supports('dispose').ok;
  }

  /** The agent did something. What the last try said of these fields, or of the call before, is over. */
  #edited(...fields: string[]): void {
    this.#filling.edited(this.#live);
    const over = !this.#filling.blank && 'reply' in this.commands.outcome;
    if (over || this.commands.problem(...fields)) this.commands.reset();
    this.requestUpdate();
  }

  readonly #moveOn = () => {
    if (this.commands.pending) return;
    this.#filling.moveTo(this.#live);
    this.commands.reset();
    this.#focus('#result'); // the button is about to go
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (!isSaveKey(event) || !this.#canSave) return;
    event.preventDefault();
    void this.dispose();
  };

  /** Clears what was saved, and keeps the focus in the form when its field is about to go. */
  #leave(saved: string): void {
    this.#saved = saved;
    if (this.renderRoot.querySelector('.callback:focus-within')) this.#focus('#result');
    this.#filling.clear();
    this.requestUpdate();
  }

  #focus(selector: string): void {
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    if (!target?.matches(':focus-within')) target?.focus(); // the picker has chosen a field of its own
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-disposition-form': CtiDispositionForm;
  }
}
