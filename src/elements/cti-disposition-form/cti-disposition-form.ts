import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { CommandOf, ReplyTo } from '../../core/commands.js';
import { writeJson } from '../../codecs/write-json.js';
import { attempt } from '../../core/platform.js';
import { levelsText } from '../../core/levels-text.js';
import type { CtiSchedulePicker } from '../cti-schedule-picker/cti-schedule-picker.js';
import { isCall, isSameCall } from '../shared/call-identity.js';
import { comboboxStyles } from '../shared/combobox.styles.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { sentence } from '../shared/datum.js';
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
  dataFields,
  DispositionFields,
  type DispositionField,
} from './disposition-fields.js';
import { dispositionStyles } from './cti-disposition-form.styles.js';
import { DispositionChips } from './disposition-chips.js';
import {
  branchOf,
  choiceProblem,
  leafSentAs,
  readingTree,
  unreadTree,
  type Branch,
  type Disposition,
  type DispositionTree,
} from './disposition-tree.js';
import { DispositionCombobox } from './disposition-combobox.js';
import { outcomeOfReply } from '../shared/outcome.js';
import { outcomeText } from '../shared/outcome-messages.js';
import { JsonChild } from '../shared/json-child.js';
import { outcomeLine, problemLine } from '../shared/outcome-view.js';
import { lookAgainView } from '../shared/unknown-call-view.js';
import { pressedKey } from '../shared/pressed-key.js';

/** So long the list is read at a time, in milliseconds. */
const slice = 8;

/** What a page writes into an attribute; nothing where that is no JSON. */
const readAttribute = (text: string | null): unknown => attempt(() => JSON.parse(text ?? 'null') as unknown);

/**
 * A form for the result of a call: the results that this agent uses most, each with a digit, a field that finds any result of
 * the contact centre's tree by typing, and what the chosen one needs. Once the agent has begun to fill it in, it stays with that call. What was begun for other calls of
 * this agent and not sent is offered.
 *
 * In a form its value is the chosen levels joined with `|`.
 *
 * @element cti-disposition-form
 *
 * @fires change - What the form holds changed, or whether it can be saved: `leafText`, `canSave`, `reason`, `needsCallback`.
 * @fires {CtiRequestEvent} cti-request - Before the result is saved. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The result is saved as far as `reply.status` says; what was typed is still there.
 * @fires {CtiErrorEvent} cti-error - It was not saved, or nobody knows; `error.code` says which.
 *
 * @slot - A `<script type="application/json">` with the tree, for a page without script. Nothing else is shown.
 * @slot callback - The page's own `picker`, where it is to stand in the form.
 *
 * @csspart call - Which call the result is for.
 * @csspart notice - The line that says that the form is for another call than the one that is on, with a `button`.
 * @csspart said - What became of a result whose call is not the one that the form is for now.
 * @csspart drafts - The results that were begun for other calls, each with `button`s.
 * @csspart chip - A result with its digit, and the button for all results; also `button`.
 * @csspart field - Every text field.
 * @csspart advanced - What a callback seldom needs, folded.
 * @csspart submit-row - The row of the button that saves, with why it cannot. A page with a button of its own hides it.
 * @csspart submit - The button that saves; also `button`.
 * @csspart unsupported - That no dialer here takes results: then nothing else is shown.
 * @csspart status - The line that says how far the result got; also `error` when it failed.
 */
export class CtiDispositionForm extends CtiFormControl {
  static override styles = [...CtiFormControl.styles, comboboxStyles, dispositionStyles];

  static override properties: PropertyDeclarations = {
    guid: {},
    campaign: {},
    customer: {},
    dispositions: { attribute: false },
    chips: { type: Number },
    dataLabels: { attribute: 'data-labels', converter: readAttribute },
    picker: { attribute: false },
  };

  /** The call. The current one when empty. */
  guid = '';

  /** The campaign that the result counts for. The call's when empty, else the session's. */
  campaign = '';

  /** The customer's number. The current call's when empty. */
  customer = '';

  /** The tree of results, at most three levels. The JSON child's when not set. */
  dispositions: readonly Disposition[] | undefined;

  /** So many results have a digit, at most 9; 0 for none. */
  chips = 9;

  /**
   * What the contact centre calls the two texts that it keeps beside a result; in the attribute as JSON, `["Order", "Plan"]`.
   * A field without a name is not there, and not sent.
   */
  dataLabels: readonly string[] | undefined;

  /**
   * The page's own picker for the time of a callback, in the place of the form's. While the chosen result needs a callback its
   * time is the form's, and it is `pickerOnly`.
   */
  picker: CtiSchedulePicker | undefined;

  readonly #draft = new DraftStorage('disposition', (draft) => {
    if (isSameCall(draft, this.#call)) this.commands.delivered?.('sent');
    this.#told = ''; // it is no draft any more
    this.requestUpdate();
  });
  readonly #offer = new DraftOffer(this, this.#draft, {
    begun: (number) => msg(str`You began a result for ${number}.`),
    discarded: (number) => msg(str`The result that you began for ${number} is discarded.`),
    open: (draft) => this.openDraft(draft),
  });
  readonly #fields: DispositionFields = new DispositionFields({
    root: () => this.shadowRoot,
    picker: () => (this.#isPicking || this.needsCallback ? this.picker : undefined),
    isCalledBack: () => this.needsCallback,
  });
  readonly #result = new DispositionCombobox((field) => this.#changed(field));
  readonly #chips = new DispositionChips({
    choose: ({ text }) => {
      if (this.commands.pending || this.leafText === text) return;
      this.#result.write(text);
      this.#changed('level1');
    },
    showAll: () => this.#showAll(),
    seek: () => this.focusSearch(),
  });
  #call: DisposedCall = { guid: '', customer: '', campaign: '' };
  #isOpened = false;
  #source: unknown;
  /** The list as JSON. */
  #written: string | undefined;
  #reading: object | undefined;
  #isRead: Promise<void> | undefined;
  /** What was sent last: in words, as it stood in the fields, and where it lies in the outbox. */
  #saved = '';
  #sent = '';
  #entry: string | undefined;
  /** A result of this call needed the page's own picker: its time is this form's until that is emptied. */
  #isPicking = false;
  /** What the last `change` told of. */
  #told = '';
  /** What became of a result whose call is not on any more, until the agent goes on. */
  #said: { text: string; data: string[]; under: DisposedCall } | undefined;

  readonly #json = new JsonChild(this);

  constructor() {
    super();
    this.commands.again = () => void this.dispose();
    this.commands.delivered = () => this.#isAsSent && this.#clear();
    this.commands.followCall(() => this.#call);
    this.commands.followOwner(() => {
      const isBegun = this.isBegun;
      this.#said = undefined;
      this.#empty();
      return isBegun;
    });
  }

  override formResetCallback(): void {
    this.reset();
  }

  /** The path of the chosen result, `Sale › Card › Visa`; empty without one. */
  get leafText(): string {
    return this.#result.leaf?.text ?? '';
  }

  /** The chosen result promises the customer a callback. */
  get needsCallback(): boolean {
    return !!this.#result.leaf?.needsCallback;
  }

  /** Nothing is missing, nothing is on its way, and it is not sent already without anybody knowing what became of it. */
  get canSave(): boolean {
    return !this.blocked && !this.reason && !this.isUnsure;
  }

  /** Why it cannot be saved as it stands, in a sentence; empty when it can. */
  get reason(): string {
    if (this.commands.pending) return outcomeText(this.commands.outcome);
    return this.#obstacle || (this.#problem(this.#fields.filled)?.[1] ?? '');
  }

  /** The call that the result is for; texts are empty where nobody knows. */
  get call(): DisposedCall {
    return this.#call;
  }

  /** It is for another call than the one that is on, since the agent opened what was begun for that. */
  get isOpened(): boolean {
    return this.#isOpened;
  }

  /** Something stands in a field, also in one that is hidden now. */
  get isBegun(): boolean {
    return Object.keys(this.#fields.texts).length > 0;
  }

  /** A result is on its way. */
  get isPending(): boolean {
    return this.commands.pending;
  }

  /** Nobody knows whether it is saved as it stands here. */
  get isUnsure(): boolean {
    return this.commands.outcome.state === 'unknown' && this.#isAsSent;
  }

  /** The result of its call was saved, and nothing is begun since. */
  get isSaved(): boolean {
    return 'reply' in this.commands.outcome && !this.isBegun;
  }

  /** What was begun for other calls of this agent and not sent, the latest first. */
  get drafts(): readonly Draft[] {
    return this.#draft.list().filter((draft) => !isSameCall(draft, this.#call));
  }

  /** What an agent at a server has begun and not sent, also for its own call. */
  draftsOf(owner: string | undefined): readonly Draft[] {
    return this.#draft.list(owner);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('picker')) this.#follow(changed.get('picker'));
    const source = this.dispositions ?? this.#json.text;
    this.#take(source);
    const live = this.#live;
    if (this.commands.leaveOwner() && isCall(this.#call)) this.commands.reset(); // it is kept
    this.#draft.follow(this.commands.client);
    if (!this.isBegun || isSame(this.#call, live)) this.#change(live);
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
    if (this.picker) this.picker.pickerOnly = this.needsCallback;
    this.#isPicking ||= this.needsCallback;
    this.#find('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    const told = writeJson([this.#fields.texts, this.leafText, this.canSave, this.reason]);
    if (told !== this.#told) this.dispatchEvent(new Event('change', { bubbles: true }));
    this.#told = told;
  }

  /** Another picker is the page's own. */
  #follow(before: CtiSchedulePicker | undefined): void {
    before?.removeEventListener('change', this.#onPicked);
    if (before) before.pickerOnly = false;
    this.picker?.addEventListener('change', this.#onPicked);
  }

  /** The focus goes to the chosen chip, else the first one; to the field where there are none. */
  focusChips(): void {
    (this.#find('[role=radio][tabindex="0"]') ?? this.#find('#level1'))?.focus();
  }

  /** The focus goes to the field that finds a result by its words. */
  focusSearch(): void {
    this.#find('#level1')?.focus();
  }

  /**
   * Saves the result, as the button would. Clears the form when that went well. `holdFor`: for so many milliseconds it can be
   * taken back, as in `client.send`; of what is held the form says nothing, since whoever holds it offers to undo that.
   */
  async dispose({ holdFor = 0 }: { holdFor?: number } = {}): Promise<ReplyTo<'dispose'> | undefined> {
    if (this.commands.pending) return undefined;
    const { leaf, text } = this.#result;
    this.#result.write(text);
    const filled = this.#fields.filled;
    const call = this.#call;
    const { owner } = this.#draft;
    const { guid, customer, campaign } = call;
    const command = { type: 'dispose', campaign, guid, customer, ...filled, ...leaf?.levels } as CommandOf<'dispose'>;
    const [field, problem] = this.#problem(filled, true) ?? [];
    this.#saved = `${customer} · “${text}”`;
    this.#sent = writeJson(this.#typed);
    if (problem) this.commands.refuse(command, problem, field);
    const reply = problem
      ? undefined
      : await this.commands.run(command, (client, options) => client.send(command, { ...options, holdFor }));
    if (reply) {
      this.#draft.keep(call, '', owner);
      if (this.#draft.owner !== owner) return reply;
      this.#chips.count(campaign, leaf?.text ?? text);
      if (!isSameCall(call, this.#call)) return reply;
      const said = `${outcomeText(outcomeOfReply(command, reply))} ${this.#saved}`;
      this.#said = { text: said, data: [customer], under: this.#live };
      if (reply.until) this.#begin(false);
      if (this.#find('.callback:focus-within')) this.#find('#level1')?.focus(); // its field is about to go
      this.#clear();
    } else {
      if ('error' in this.commands.outcome) this.#link(call, this.commands.entry, owner);
      await this.updateComplete;
      this.#find('[aria-invalid=true]')?.focus();
    }
    return reply;
  }

  /** What was sent lies in the outbox, and stands here still, or in the draft of its call. */
  #link(call: DisposedCall, entry: string | undefined, owner: string | undefined): void {
    this.#draft.link(call, entry, owner);
    if (isSameCall(call, this.#call)) this.#entry = entry;
  }

  /** Which field keeps the result from being saved, and why; nothing when it can be. */
  #problem(filled: Partial<Record<string, string>>, isAsked = false): [field: string, problem: string] | undefined {
    const { leaf, text, tree } = this.#result;
    const picker = leaf?.needsCallback && this.#fields.picker;
    const problems = {
      guid: callProblem(this.#call, this.commands.client?.current),
      level1: this.#reading ? unreadTree().problem : leaf ? '' : choiceProblem(tree, text),
      callbackAt:
        picker && ((isAsked && picker.check?.()) || (filled['callbackAt'] ? '' : msg('Choose when to call back.'))),
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
  openDraft(draft: Draft): void {
    if (this.commands.pending) return;
    const { guid = '', since, customer, campaign } = draft;
    this.#change({ guid, since, customer, campaign });
    this.#isOpened = !isSame(this.#call, this.#live);
    this.#begin();
    this.#restore(draft);
  }

  /**
   * Puts a result back that was saved and taken back, for its call. What was typed since stays: for another call as its draft,
   * for this one in its fields. While a result is on its way, it becomes a draft itself.
   */
  restoreUndone(command: CommandOf<'dispose'>): void {
    const { guid, customer, campaign, comment = '', data1, data2, callbackAt, callbackCampaign } = command;
    const live = this.#live;
    const call = isSameCall({ guid }, live) ? live : { guid, customer, campaign };
    const since = Object(this.#draft.list().find((draft) => isSameCall(draft, call))?.typed) as Record<string, string>;
    const level1 = leafSentAs(this.#result.tree, command)?.text ?? levelsText(command);
    this.#chips.count(campaign, level1, -1);
    const both = [comment, since['comment']].filter(Boolean).join('\n');
    const typed = { level1, data1, data2, callbackAt, callbackCampaign, ...since, ...(both && { comment: both }) };
    this.#draft.keep(call, typed);
    if (this.commands.pending || (this.isBegun && !isCall(this.#call))) return this.requestUpdate();
    this.#empty();
    this.openDraft({ ...call, typed });
  }

  /** Goes back to the call that is here now. What was written for the other one is offered again. */
  readonly #leave = () => {
    this.#change(this.#live);
    this.#begin();
  };

  /** The agent begins anew; the button that was pressed is about to go. */
  #begin(isFocused = true): void {
    this.#said = undefined;
    this.commands.reset();
    this.requestUpdate();
    if (isFocused) this.focusSearch();
  }

  /** Is for that call from now on. Of what was typed for another one nothing stays, also out of sight, unless it is taken along. */
  #change(call: DisposedCall, isTaken = false): void {
    const isOther = !isSame(this.#call, call);
    if (isOther) this.#chips.renew();
    if (isOther && !isTaken) this.#empty();
    this.#call = call;
    this.#isOpened = false;
  }

  #restore({ typed, entry }: Pick<Draft, 'typed' | 'entry'>): void {
    const texts = Object(typed) as Partial<Record<string, string>>;
    if (this.isBegun) return;
    this.#sent = writeJson(typed);
    this.#entry = entry;
    void this.commands.recall(entry);
    this.#isPicking = !!texts['callbackAt'];
    this.#fields.restore(texts);
    this.#result.write(texts['level1'] ?? '');
  }

  readonly #onInput = ({ target }: Event) => {
    if (target !== this.picker || this.needsCallback) this.#changed(this.#fields.nameOf(target));
  };

  /** The page's own picker says so itself. */
  readonly #onPicked = () => this.isConnected && this.needsCallback && this.#changed('callbackAt');

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
    if (this.#isAsSent) void this.commands.recall(this.#entry);
  }

  /** Keeps what is written, also a result that was picked and is not drawn yet. */
  #keep(): void {
    this.#draft.keep(this.#call, this.#typed, undefined, this.#isAsSent ? this.#entry : undefined);
  }

  get #typed(): Partial<Record<string, string>> {
    const { text } = this.#result;
    return { ...this.#fields.texts, ...(text.trim() && { level1: text }) };
  }

  get #isAsSent(): boolean {
    return this.#sent === writeJson(this.#typed);
  }

  #clear(): void {
    this.#draft.keep(this.#call);
    this.#empty();
  }

  #empty(): void {
    this.#fields.clear();
    this.#result.write('');
    this.#isPicking = false;
    this.#entry = undefined;
  }

  #showAll(branch?: Branch): void {
    if (this.commands.pending) return;
    this.focusSearch();
    this.#result.showAll(branch);
  }

  /** What is to be said of the call where it is not the one that is here. */
  #notice(live: DisposedCall): CallNotice | undefined {
    const [name, other] = [this.#call, live].map(({ customer, guid }) => customer || guid || msg('no call'));
    if (this.#isOpened) return { text: [msg(str`This is the result that you began for ${name}.`), name ?? ''] };
    if (!isCall(live) || isSame(this.#call, live)) return undefined;
    const text = msg(str`A new call has started. What you wrote belongs to: ${name}.`);
    const label = msg(str`Use it for ${other}`);
    return { text: [text, name ?? ''], button: { label: [label, other ?? ''], press: this.#takeAlong } };
  }

  /** What can be done about the call besides, and what was begun for others. */
  #further(live: DisposedCall): TemplateResult {
    const call = this.#call;
    const isElsewhere = this.#isOpened || (isCall(call) && !isSame(call, live));
    const isFree = isCall(call) || !this.isBegun; // what was begun without a call is kept nowhere
    return html`${isElsewhere ? leaveView(this.#leave) : nothing} ${isFree ? this.#offer.view(call) : nothing}`;
  }

  #find(selector: string): DispositionField | null {
    return this.renderRoot.querySelector(selector);
  }

  /** Why no result of this call can be saved, whatever stands in the form. */
  get #obstacle(): string {
    const support = this.commands.supports('dispose');
    return support.ok ? callProblem(this.#call, this.commands.client?.current) : support.reason;
  }

  /** No dialer of this page takes results: a form would only be filled in for nothing. */
  get #isUnsupported(): boolean {
    const route = this.commands.client?.supports('dispose');
    return !!route && !route.ok && route.code === 'UNSUPPORTED';
  }

  protected override render(): TemplateResult {
    const reason = this.#obstacle;
    if (this.#isUnsupported) return html`<p class="hint" part="unsupported">${sentence(reason)}</p>`;
    const { outcome, pending } = this.commands;
    const { leaf } = this.#result;
    const [wrongResult, wrongComment] = [this.commands.problem('level1'), this.commands.problem('comment')];
    return html`
      <fieldset
        class="stack"
        aria-labelledby="call"
        ?disabled=${this.blocked}
        @input=${this.#onInput}
        @keydown=${this.#onKey}
      >
        ${pending ? callView(this.#call, undefined, [''], nothing) : this.#callView()} ${this.#resultView(wrongResult)}
        ${callbackFields(this.needsCallback, !this.picker, this.client, this.#onInput)}
        ${commentField(leaf?.needsComment ?? false, wrongComment)} ${dataFields(this.dataLabels)}
        ${this.#saveView(reason)}
        ${outcomeLine(wrongResult || wrongComment ? { state: 'idle' } : outcome, 'reply' in outcome ? this.#saved : '')}
      </fieldset>
    `;
  }

  #callView(): TemplateResult {
    const [call, live] = [this.#call, this.#live];
    const isSaid = this.#said && isSame(this.#said.under, call) && !('reply' in this.commands.outcome);
    const { text = '', data = [] } = (isSaid && this.#said) || {};
    return callView(call, this.#notice(live), [text, ...data], this.#further(live));
  }

  /** Finds a result: the field, and the chips. */
  #resultView(problem: string | undefined): TemplateResult {
    const { outcome, client } = this.commands;
    const { tree, leaf, text } = this.#result;
    const { campaign, customer } = this.#call;
    const isRefused = outcome.state === 'refused' && outcome.error.code === 'REJECTED';
    const most = Math.max(0, this.chips || 0);
    const chips = this.#chips.view({ tree, owner: client?.owner ?? '', campaign, most, leaf, isRefused });
    const branch = problem && branchOf(tree, text);
    return html`<div class="field">
      ${tree.problem ? problemLine('level1-problem', tree.problem) : this.#result.render(problem, chips !== nothing)}
      ${branch ? branchButton(branch, () => this.#showAll(branch)) : nothing} ${chips}
      <strong id="consequence" aria-live="polite">
        ${leaf?.action === 'blacklist' ? sentence(msg(str`Saving this puts ${customer} on the do-not-call list.`), customer) : nothing}
      </strong>
    </div>`;
  }

  #saveView(reason: string): TemplateResult {
    const [call, live] = [this.#call, this.#live];
    const { problem } = this.#result.tree;
    return html`<div class="row" part="submit-row">
      <button
        part="button submit"
        class="primary"
        type="button"
        aria-busy=${this.commands.pending}
        aria-describedby="consequence why keys"
        ?disabled=${!!(reason || problem) || this.isUnsure}
        @click=${() => void this.dispose()}
      >
        ${msg('Save result')}
      </button>
      <span class="hint" ?hidden=${!!problem}
        ><span id="why" role="status">${sentence(reason, call.customer)}</span
        ><span id="keys" ?hidden=${!!reason || this.isUnsure}>${msg('Ctrl or ⌘ + Enter')}</span></span
      >
      ${isUnknown(live) && isSame(call, live) ? lookAgainView(this.commands) : nothing}
    </div>`;
  }
}

/** A branch was chosen: its results are one press away. */
const branchButton = ({ text }: Branch, press: () => void): TemplateResult =>
  html`<div>
    <button part="button" type="button" name="branch" @click=${press}>
      <span>${sentence(msg(str`Show the results of “${text}”`))}</span>
    </button>
  </div>`;

declare global {
  interface HTMLElementTagNameMap {
    'cti-disposition-form': CtiDispositionForm;
  }
}
