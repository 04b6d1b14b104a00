import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CommandOf, ReplyTo } from '../../core/commands.js';
import { comboboxStyles } from '../shared/combobox.styles.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { DraftStorage } from '../shared/draft-storage.js';
import { callFrom, callProblem, callView, isSame, type DisposedCall } from './disposition-call.js';
import {
  callbackFields,
  commentField,
  DispositionFields,
  textField,
  type DispositionField,
} from './disposition-fields.js';
import { dispositionStyles } from './cti-disposition-form.styles.js';
import { choiceProblem, readTree, type Disposition } from './disposition-tree.js';
import { DispositionCombobox } from './disposition-combobox.js';
import { outcomeLine, problemLine } from '../shared/outcome-view.js';

/**
 * A form for the result of a call: one field that finds a result of the contact centre's tree by typing, and what
 * that result needs. Once the agent has begun to fill it in, it stays with that call.
 *
 * In a form its value is the chosen levels joined with `|`.
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
 * @csspart notice - The line that says that another call is on, with a `button` to change to it.
 * @csspart field - Every text field.
 * @csspart submit - The button that saves; also `button`.
 * @csspart status - The line that says how far the result got; also `error` when it failed.
 */
export class CtiDispositionForm extends CtiFormControl {
  static override styles = [...CtiFormControl.styles, comboboxStyles, dispositionStyles];

  static override properties: PropertyDeclarations = {
    guid: {},
    campaign: {},
    customer: {},
    dispositions: { attribute: false },
  };

  /** The call. The current one when empty. */
  guid = '';

  /** The campaign that the result counts for. The call's when empty, else the session's. */
  campaign = '';

  /** The customer's number. The current call's when empty. */
  customer = '';

  /** The tree of results, at most three levels. The JSON child's when not set. */
  dispositions: readonly Disposition[] | undefined;

  readonly #draft = new DraftStorage('disposition');
  readonly #fields = new DispositionFields(() => this.shadowRoot);
  readonly #result = new DispositionCombobox((field) => this.#changed(field));
  #call: DisposedCall = { guid: '', customer: '', campaign: '' };
  #source: unknown;
  #saved = '';

  constructor() {
    super();
    new MutationObserver(() => this.requestUpdate()).observe(this, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  }

  override formResetCallback(): void {
    this.reset();
  }

  protected override willUpdate(): void {
    const source = this.dispositions ?? this.querySelector('script[type="application/json"]')?.textContent ?? '';
    if (source !== this.#source) this.#result.tree = readTree(source);
    this.#source = source;
    const live = this.#live;
    if (!Object.keys(this.#fields.filled).length || isSame(this.#call, live)) this.#call = live;
  }

  protected override updated(): void {
    const kept = this.#draft.take(this.#call.guid);
    if (kept && this.#fields.restore(kept)) this.#result.write(this.#fields.texts['level1'] ?? '');
    const { leaf } = this.#result;
    this.internals.setFormValue(leaf ? Object.values(leaf.levels).join('|') : null);
    for (const field of this.#fields.all) field.readOnly = this.commands.pending; // its reply clears them
    this.#find('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  /** Saves the result, as the button would. Clears the form when that went well. */
  async dispose(): Promise<ReplyTo<'dispose'> | undefined> {
    if (this.commands.pending) return undefined;
    const { leaf, text, tree } = this.#result;
    this.#result.write(text);
    const filled = this.#fields.filled;
    const command = { type: 'dispose', ...this.#call, ...filled, ...leaf?.levels } as CommandOf<'dispose'>;
    const picker = leaf?.needsCallback && this.#find('#callbackAt');
    const [field, problem] =
      Object.entries({
        guid: callProblem(this.#call),
        level1: leaf ? '' : choiceProblem(tree, text),
        callbackAt: picker && (picker.check?.() ?? (filled['callbackAt'] ? '' : msg('Choose when to call back.'))),
        comment: leaf?.needsComment && !filled['comment'] ? msg('This result needs a comment.') : '',
      }).find(([, problem]) => problem) ?? [];
    if (problem) this.commands.refuse(command, problem, field);
    const reply = problem ? undefined : await this.commands.run(command);
    if (reply) {
      this.#saved = `${command.customer} · ${text}`;
      if (this.#find('.callback:focus-within')) this.#find('#level1')?.focus(); // its field is about to go
      this.#clear();
    } else {
      await this.updateComplete;
      this.#find('[aria-invalid=true]')?.focus();
    }
    return reply;
  }

  /** Empties the form, for the call that is known now. What is on its way stays on its way. */
  reset(): void {
    this.#clear();
    this.commands.reset();
  }

  readonly #changeCall = () => {
    this.#draft.keep(this.#call.guid);
    this.#call = this.#live;
    this.#changed();
    this.commands.reset();
    this.#find('#level1')?.focus(); // the button is about to go
  };

  readonly #onInput = ({ target }: Event) => this.#changed((target as Element).id);

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    this.#find('.primary')?.click();
  };

  /** The call that a form begun now is for. */
  get #live(): DisposedCall {
    return callFrom(this, this.commands.client?.current, this.commands.session.campaign);
  }

  /** The agent changed a field. What the last try said of it, or of the call before, is over. */
  #changed(field = ''): void {
    if (field && (field === 'level1' || 'reply' in this.commands.outcome || this.commands.problem(field)))
      this.commands.reset();
    this.#draft.keep(this.#call.guid, this.#fields.texts);
    this.requestUpdate();
  }

  #clear(): void {
    this.#draft.keep(this.#call.guid);
    this.#fields.clear();
    this.#result.write('');
  }

  #find(selector: string): DispositionField | null {
    return this.renderRoot.querySelector(selector);
  }

  protected override render(): TemplateResult {
    const { outcome, pending } = this.commands;
    const { tree, leaf } = this.#result;
    const live = this.#live;
    const other = live.guid && !pending && !isSame(this.#call, live) ? live : undefined;
    const support = this.commands.supports('dispose');
    const reason = support.ok ? callProblem(this.#call) : support.reason;
    const [wrongResult, wrongComment] = [this.commands.problem('level1'), this.commands.problem('comment')];
    return html`
      <fieldset
        class="stack"
        aria-labelledby="call"
        ?disabled=${this.blocked}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
      >
        ${callView(this.#call, other, this.#changeCall)}
        <div class="field">
          ${tree.problem ? problemLine('level1-problem', tree.problem) : this.#result.render(wrongResult)}
          <strong id="consequence" aria-live="polite">
            ${leaf?.action === 'blacklist' ? msg(str`Saving this puts ${this.#call.customer} on the do-not-call list.`) : nothing}
          </strong>
        </div>
        ${callbackFields(leaf?.needsCallback ?? false, this.client, this.#onInput)}
        ${commentField(this.#fields.filled['comment'], leaf?.needsComment ?? false, wrongComment)}
        <div class="row">${textField('data1', msg('Data 1'))}${textField('data2', msg('Data 2'))}</div>
        <div class="row">
          <button
            part="button submit"
            class="primary"
            type="button"
            aria-busy=${pending}
            aria-describedby="consequence why"
            ?disabled=${!!(reason || tree.problem)}
            @click=${this.dispose}
          >
            ${msg('Save result')}
          </button>
          <span id="why" class="hint" ?hidden=${!!tree.problem}>${reason || msg('Ctrl or ⌘ + Enter')}</span>
        </div>
        ${outcomeLine(wrongResult || wrongComment ? { state: 'idle' } : outcome, 'reply' in outcome ? this.#saved : '')}
      </fieldset>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-disposition-form': CtiDispositionForm;
  }
}
