import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CommandOf, ReplyTo } from '../../core/commands.js';
import { writeJson } from '../../codecs/write-json.js';
import { attempt } from '../../core/platform.js';
import { isCall, isSameCall } from '../shared/call-identity.js';
import { comboboxStyles } from '../shared/combobox.styles.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { DraftOffer, leaveView } from '../shared/draft-offer.js';
import { DraftStorage, type Draft } from '../shared/draft-storage.js';
import {
  callFrom,
  callProblem,
  callView,
  isSame,
  isUnknown,
  type CallNotice,
  type DisposedCall,
} from './disposition-call.js';
import {
  callbackFields,
  commentField,
  DispositionFields,
  textField,
  type DispositionField,
} from './disposition-fields.js';
import { dispositionStyles } from './cti-disposition-form.styles.js';
import { choiceProblem, readingTree, unreadTree, type Disposition, type DispositionTree } from './disposition-tree.js';
import { DispositionCombobox } from './disposition-combobox.js';
import { outcomeOfReply } from '../shared/outcome.js';
import { outcomeText } from '../shared/outcome-messages.js';
import { JsonChild } from '../shared/json-child.js';
import { outcomeLine, problemLine } from '../shared/outcome-view.js';
import { lookAgainView } from '../shared/unknown-call-view.js';
import { pressedKey } from '../shared/pressed-key.js';

/** So long the list is read at a time, in milliseconds. */
const slice = 8;

/**
 * A form for the result of a call: one field that finds a result of the contact centre's tree by typing, and what
 * that result needs. Once the agent has begun to fill it in, it stays with that call. What was begun for other calls of
 * this agent and not sent is offered.
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
 * @csspart notice - The line that says that the form is for another call than the one that is on, with a `button`.
 * @csspart said - What became of a result whose call is not the one that the form is for now.
 * @csspart drafts - The results that were begun for other calls, each with `button`s.
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
  readonly #offer = new DraftOffer(this, this.#draft, {
    begun: (number) => msg(str`You began a result for ${number}.`),
    discarded: (number) => msg(str`The result that you began for ${number} is discarded.`),
    open: (draft) => this.#open(draft),
  });
  readonly #fields = new DispositionFields(() => this.shadowRoot);
  readonly #result = new DispositionCombobox((field) => this.#changed(field));
  #call: DisposedCall = { guid: '', customer: '', campaign: '' };
  /** It is for another call than the one that is on, since the agent opened what was begun for that. */
  #isOpened = false;
  #source: unknown;
  /** The list as JSON. */
  #written: string | undefined;
  #reading: object | undefined;
  #isRead: Promise<void> | undefined;
  #saved = '';
  /** What became of a result whose call is not on any more, until the agent goes on. */
  #said: { text: string; under: DisposedCall } | undefined;

  readonly #json = new JsonChild(this);

  constructor() {
    super();
    this.commands.followCall(() => this.#call);
    this.commands.followOwner(() => {
      const isBegun = this.#isBegun;
      this.#said = undefined;
      this.#empty();
      return isBegun;
    });
  }

  override formResetCallback(): void {
    this.reset();
  }

  protected override willUpdate(): void {
    const source = this.dispositions ?? this.#json.text;
    this.#take(source);
    const live = this.#live;
    if (this.commands.leaveOwner() && isCall(this.#call)) this.commands.reset(); // it is kept
    this.#draft.follow(this.commands.client);
    if (!this.#isBegun || isSame(this.#call, live)) this.#change(live);
  }

  /** Takes another list; one that a redraw made anew and that is equal is the same. */
  #take(source: unknown): void {
    if (source === this.#source) return;
    this.#source = source;
    const written = typeof source === 'string' ? source : attempt(() => writeJson(source));
    if (written !== undefined && written === this.#written) return;
    this.#written = written;
    this.#isRead = this.#read(source);
  }

  /**
   * Reads the list; a long one between the page's other tasks, which `updateComplete` waits for. Meanwhile the form shows
   * the list before, where there is one, and saves nothing.
   */
  async #read(source: unknown): Promise<void> {
    const reading = (this.#reading = readingTree(source));
    for (let isLate = false; this.#reading === reading; isLate = true) {
      const end = performance.now() + slice;
      let step = reading.next();
      while (!step.done && performance.now() < end) step = reading.next();
      if (step.done) return this.#end(step.value, isLate);
      if (this.#result.tree.problem) this.#result.tree = unreadTree();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  #end(tree: DispositionTree, isLate: boolean): void {
    this.#reading = undefined;
    this.#result.tree = tree;
    if (!isLate) return;
    if (this.commands.problem('level1') === unreadTree().problem) this.commands.reset();
    this.requestUpdate();
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    let isDone: boolean;
    let read: unknown;
    do {
      read = this.#isRead;
      await read;
      isDone = await super.getUpdateComplete();
    } while (read !== this.#isRead); // a list that was only taken in that update
    return isDone;
  }

  protected override updated(): void {
    const kept = this.#draft.take(this.#call);
    if (kept) this.#restore(kept);
    const { leaf } = this.#result;
    this.internals.setFormValue(leaf ? Object.values(leaf.levels).join('|') : null);
    for (const field of this.#fields.all) field.readOnly = this.commands.pending; // its reply clears them
    this.#find('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  /** Saves the result, as the button would. Clears the form when that went well. */
  async dispose(): Promise<ReplyTo<'dispose'> | undefined> {
    if (this.commands.pending) return undefined;
    const { leaf, text } = this.#result;
    this.#result.write(text);
    const filled = this.#fields.filled;
    const call = this.#call;
    const { owner } = this.#draft;
    const { guid, customer, campaign } = call;
    const command = { type: 'dispose', campaign, guid, customer, ...filled, ...leaf?.levels } as CommandOf<'dispose'>;
    const [field, problem] = this.#problem(filled) ?? [];
    if (problem) this.commands.refuse(command, problem, field);
    const reply = problem ? undefined : await this.commands.run(command);
    if (reply) {
      this.#draft.keep(call, '', owner);
      if (this.#draft.owner !== owner || !isSameCall(call, this.#call)) return reply;
      this.#saved = `${customer} · ${text}`;
      this.#said = { text: `${outcomeText(outcomeOfReply(command, reply))} ${this.#saved}`, under: this.#live };
      if (this.#find('.callback:focus-within')) this.#find('#level1')?.focus(); // its field is about to go
      this.#clear();
    } else {
      await this.updateComplete;
      this.#find('[aria-invalid=true]')?.focus();
    }
    return reply;
  }

  /** Which field keeps the result from being saved, and why; nothing when it can be. */
  #problem(filled: Partial<Record<string, string>>): [field: string, problem: string] | undefined {
    const { leaf, text, tree } = this.#result;
    const picker = leaf?.needsCallback && this.#find('#callbackAt');
    const problems = {
      guid: callProblem(this.#call, this.commands.client?.current),
      level1: this.#reading ? unreadTree().problem : leaf ? '' : choiceProblem(tree, text),
      callbackAt: picker && (picker.check?.() ?? (filled['callbackAt'] ? '' : msg('Choose when to call back.'))),
      comment: leaf?.needsComment && !filled['comment'] ? msg('This result needs a comment.') : '',
    };
    return Object.entries(problems).find((each): each is [string, string] => !!each[1]);
  }

  /** Empties the form, for the call that is known now. What is on its way stays on its way. */
  reset(): void {
    this.#said = undefined;
    this.#clear();
    this.commands.reset();
  }

  /** What is written in sight goes to the call that is here now. What was chosen for the other one and is hidden does not. */
  readonly #takeAlong = () => {
    this.#draft.keep(this.#call);
    this.#fields.clearHidden();
    this.#change(this.#live, true);
    this.#keep();
    this.#begin();
  };

  /** Goes on with what was begun for another call; what is written now stays with its own. */
  #open(draft: Draft): void {
    if (this.commands.pending) return;
    const { guid = '', since, customer, campaign } = draft;
    this.#change({ guid, since, customer, campaign });
    this.#isOpened = true;
    this.#restore(draft.typed);
    this.#begin();
  }

  /** Goes back to the call that is here now. What was written for the other one is offered again. */
  readonly #leave = () => {
    this.#change(this.#live);
    this.#begin();
  };

  /** The agent begins anew; the button that was pressed is about to go. */
  #begin(): void {
    this.#said = undefined;
    this.commands.reset();
    this.requestUpdate();
    this.#find('#level1')?.focus();
  }

  /** Is for that call from now on. Of what was typed for another one nothing stays, also out of sight, unless it is taken along. */
  #change(call: DisposedCall, isTaken = false): void {
    if (!isTaken && !isSame(this.#call, call)) this.#empty();
    this.#call = call;
    this.#isOpened = false;
  }

  #restore(typed: Draft['typed']): void {
    if (this.#fields.restore(typed)) this.#result.write(this.#fields.texts['level1'] ?? '');
  }

  /** Something stands in a field, also in one that is hidden now. */
  get #isBegun(): boolean {
    return Object.keys(this.#fields.texts).length > 0;
  }

  readonly #onInput = ({ target }: Event) => this.#changed((target as Element).id);

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    this.#find('.primary')?.click();
  };

  /** The call that a form begun now is for. */
  get #live(): DisposedCall {
    return callFrom(this, this.commands.client?.current, this.commands.session.campaign);
  }

  /** The agent changed a field. What the last try said of it, or of the call before, is over. */
  #changed(field = ''): void {
    this.requestUpdate();
    if (!field) return; // the list was opened, or closed
    this.#said = undefined;
    if (field === 'level1' || 'reply' in this.commands.outcome || this.commands.problem(field)) this.commands.reset();
    this.#keep();
  }

  /** Keeps what is written, also a result that was picked and is not drawn yet. */
  #keep(): void {
    const { text } = this.#result;
    this.#draft.keep(this.#call, { ...this.#fields.texts, ...(text.trim() && { level1: text }) });
  }

  #clear(): void {
    this.#draft.keep(this.#call);
    this.#empty();
  }

  #empty(): void {
    this.#fields.clear();
    this.#result.write('');
  }

  /** What is to be said of the call where it is not the one that is here. */
  #notice(live: DisposedCall): CallNotice | undefined {
    const [name, other] = [this.#call, live].map(({ customer, guid }) => customer || guid || msg('no call'));
    if (this.#isOpened) return { text: msg(str`This is the result that you began for ${name}.`) };
    if (!isCall(live) || isSame(this.#call, live)) return undefined;
    const text = msg(str`Another call is here now. What you wrote stays with ${name}.`);
    return { text, button: { label: msg(str`Use it for ${other}`), press: this.#takeAlong } };
  }

  /** What can be done about the call besides, and what was begun for others. */
  #further(live: DisposedCall): TemplateResult {
    const call = this.#call;
    const isElsewhere = this.#isOpened || (isCall(call) && !isSame(call, live));
    const isFree = isCall(call) || !this.#isBegun; // what was begun without a call is kept nowhere
    return html`${isElsewhere ? leaveView(this.#leave) : nothing} ${isFree ? this.#offer.view(call) : nothing}`;
  }

  #find(selector: string): DispositionField | null {
    return this.renderRoot.querySelector(selector);
  }

  protected override render(): TemplateResult {
    const { outcome, pending } = this.commands;
    const { tree, leaf } = this.#result;
    const call = this.#call;
    const live = this.#live;
    const problem = callProblem(call, this.commands.client?.current);
    const said = this.#said && isSame(this.#said.under, call) && !('reply' in outcome) ? this.#said.text : '';
    const support = this.commands.supports('dispose');
    const reason = support.ok ? problem : support.reason;
    const [wrongResult, wrongComment] = [this.commands.problem('level1'), this.commands.problem('comment')];
    return html`
      <fieldset
        class="stack"
        aria-labelledby="call"
        ?disabled=${this.blocked}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
      >
        ${pending ? callView(call, undefined, '', nothing) : callView(call, this.#notice(live), said, this.#further(live))}
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
            aria-describedby="consequence why keys"
            ?disabled=${!!(reason || tree.problem)}
            @click=${this.dispose}
          >
            ${msg('Save result')}
          </button>
          <span class="hint" ?hidden=${!!tree.problem}
            ><span id="why" role="status">${reason}</span
            ><span id="keys" ?hidden=${!!reason}>${msg('Ctrl or ⌘ + Enter')}</span></span
          >
          ${isUnknown(live) && isSame(call, live) ? lookAgainView(this.commands) : nothing}
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
