import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { readPhone } from '../../codecs/phone.js';
import { sentence } from '../shared/datum.js';
import { clickedButton } from '../shared/button.js';
import type { Reply, ReplyTo, RespoolEntry } from '../../core/commands.js';
import { editEntry } from '../../core/respool-edit.js';
import { isCall, isSameCall } from '../shared/call-identity.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { DraftOffer } from '../shared/draft-offer.js';
import { DraftStorage, type Draft, type DraftCall } from '../shared/draft-storage.js';
import { outcomeOfReply, type Outcome } from '../shared/outcome.js';
import { outcomeText } from '../shared/outcome-messages.js';
import { outcomeLine } from '../shared/outcome-view.js';
import {
  addingProblem,
  isEdited,
  numbersOf,
  inPlaces,
  fromStored,
  openStored,
  toStored,
  typed,
  type RespoolDraft,
} from './respool-draft.js';
import { respoolStyles } from './cti-respool-editor.styles.js';
import { headingView, isOtherContact, nextCards, otherContactView, type TriedNumber } from './next-view.js';
import { noEntryText, respoolEditor, sendRow, type RespoolView } from './respool-view.js';
import { pressedKey } from '../shared/pressed-key.js';
import { writeJson } from '../../codecs/write-json.js';

/** Where the agent is when another contact is shown. */
const fresh = { adding: '', refused: '', said: '', told: '', before: undefined, asking: undefined };

/**
 * What to dial next of a contact that goes back on its dialer list: a card for each of its numbers with one button, which
 * sends the contact with that number as the main one (U-66, U-69). Folded below are the order of the numbers, retries,
 * priority, data and agent phone, with what will change, and what belongs to the dialer only to read. Where the contact is
 * not known to be the one of the call in hand, it warns, and asks before it sends. Changes that were begun for other calls
 * of this agent are offered. Ctrl or Cmd and Enter press the filled button; inside the folded fields, the one that sends them.
 *
 * @element cti-respool-editor
 *
 * @fires {CtiRequestEvent} cti-request - Before the contact is sent, or the call is read. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was sent as far as `reply.status` says.
 * @fires {CtiErrorEvent} cti-error - It was not sent, or nobody knows; `error.code` says which.
 *
 * @csspart card - One number of the contact.
 * @csspart next - The button of a card, also a `button`.
 * @csspart warning - That the contact may be another than the one of the call.
 * @csspart question - The question before such a contact is sent, with its two answers, each a `button`.
 * @csspart advanced - The folded fields.
 * @csspart field - A text field.
 * @csspart button - A button beside what it changes.
 * @csspart drafts - The changes that were begun for other calls, each with `button`s.
 * @csspart submit - The button that puts the contact back with the order and fields as they stand.
 * @csspart status - The line that says how far the command got; also `error` when it failed.
 */
export class CtiRespoolEditor extends CtiFormControl {
  static override styles = [...CtiFormControl.styles, respoolStyles];

  static override properties: PropertyDeclarations = {
    entry: { attribute: false },
    tried: { attribute: false },
  };

  /** The spool line to edit. The CTI object's when not set. */
  entry: RespoolEntry | undefined;

  /**
   * Calls that were placed before, of any numbers: today's to a number of the contact are said on its card, and no such number
   * is the one to try next. What the element itself saw of its client's calls is known without this.
   */
  tried: readonly TriedNumber[] = [];

  /** The calls that this element saw. */
  #seen: readonly TriedNumber[] = [];
  /** What was sent last, for which call, and how far it got. */
  #sent: { call: DraftCall; entry: RespoolEntry; status: Reply['status'] } | undefined;
  /** The call for which the portal's contact is shown, though the page gave another one. */
  #portals: DraftCall | undefined;
  /** The entry that came last: it outlives the call until another one comes. */
  #came: RespoolEntry | undefined;
  /** What the agent works on, and for which call; with changes in it, it stays when another entry comes. */
  #draft: RespoolDraft | undefined;
  #call: DraftCall = { customer: '', campaign: '' };
  readonly #keeper = new DraftStorage('respool', (draft) => {
    if (isSameCall(draft, this.#call)) this.#went(openStored(draft.typed).draft, draft, 'sent');
    this.requestUpdate(); // it is no draft any more
  });
  readonly #offer = new DraftOffer(this, this.#keeper, {
    begun: (number) => msg(str`You began to change the contact of the call with ${number}.`),
    discarded: (number) => msg(str`The changes that you began for ${number} are discarded.`),
    open: (draft) => this.#open(draft),
  });
  readonly #view: RespoolView = {
    onTheLine: '',
    isOn: false,
    name: '',
    tries: [],
    isOther: false,
    asking: undefined,
    sent: undefined,
    isPending: false,
    canSend: false,
    adding: '',
    refused: '',
    held: '',
    said: '',
    before: undefined,
    isOpen: false,
    told: '',
    problem: (id) => (id === 'adding' ? this.#view.refused : this.commands.problem(`entry.${id}`)),
  };

  constructor() {
    super();
    this.commands.followCall(() => this.#call);
    this.commands.followOwner(() => {
      const isBegun = isEdited(this.#draft, this.#view.adding);
      this.#came = this.#draft = this.#sent = undefined;
      this.#seen = [];
      this.#view.adding = '';
      return isBegun;
    });
  }

  /** Takes the entry that came last; what was changed is gone. */
  override formResetCallback(): void {
    this.#keeper.keep(this.#call);
    this.#load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this.commands;
    if (this.commands.leaveOwner() && isCall(this.#call)) this.commands.reset(); // it is kept
    this.#keeper.follow(client);
    const live = this.#live;
    const isHere = isSameCall(this.#call, live);
    if (changed.has('entry')) this.#portals = undefined;
    const isPortals = this.#portals && isSameCall(this.#portals, live);
    const entry = (isPortals ? undefined : this.entry) ?? client?.cti?.entry;
    const came = entry && editEntry(entry, {});
    const isNew = came ? writeJson(came) !== writeJson(this.#came) : !isHere || changed.has('entry');
    this.#see(live);
    if (isNew) this.#came = came;
    const isBegun = isEdited(this.#draft, this.#view.adding);
    if (isHere) this.#call = live; // its guid may have come
    if (!isBegun && (isNew || !isHere)) this.#load();
    const isOther = this.#draft && isOtherContact(this.#draft, live.customer, client?.cti?.entry);
    Object.assign(this.#view, {
      isOther,
      isPending: this.commands.pending,
      canSend: this.commands.supports('respool').ok,
    });
  }

  protected override updated(): void {
    this.internals.setFormValue(writeJson(this.#draft?.entry)); // nothing without an entry
  }

  /** Focuses the *Try next* button that is meant first; else the first thing to press. */
  async focusNext(): Promise<void> {
    await this.updateComplete;
    ['.primary', '[name=next]:not(.done)', 'button, summary'].some((each) => this.#focusFirst(each));
  }

  /** Sends the contact as edited. */
  async respool(): Promise<ReplyTo<'respool'> | undefined> {
    if (this.commands.leaveOwner()) return undefined;
    const { owner } = this.commands;
    await this.updateComplete; // the page may have set the entry a moment ago
    if (owner !== this.commands.owner || !this.#draft) return undefined;
    return this.#put(this.#draft);
  }

  /** What is pressed is what goes, also where another contact comes in that moment. */
  async #put(draft: RespoolDraft): Promise<ReplyTo<'respool'> | undefined> {
    const { owner } = this.commands;
    const call = this.#call;
    const refused = this.#view.adding.trim() && msg('Add this number, or clear the field.');
    this.#show({ refused });
    const command = { type: 'respool', entry: draft.entry } as const;
    this.commands.delivered = (status) => this.#went(draft, call, status);
    const reply = refused ? undefined : await this.commands.run(command);
    if (reply && this.commands.owner !== owner) this.#keeper.keep(call, '', owner);
    else if (reply) {
      this.#went(draft, call, reply.status);
      if (!isSameCall(call, this.#call)) this.#show({ told: outcomeText(outcomeOfReply(command, reply)) });
    } else this.#keeper.link(call, this.commands.entry, owner);
    // What is wrong with a number to try is said below the cards.
    if (refused || (this.commands.problem('entry') && !this.commands.problem('entry.destination')))
      this.#show({ isOpen: true });
    this.#focus('[aria-invalid=true], .wrong button:not([aria-disabled=true])');
    return reply;
  }

  /** The contact went as it stood in a draft: what was changed since stays. */
  #went(draft: RespoolDraft, call: DraftCall, status: Reply['status']): void {
    this.#sent = { call, entry: draft.entry, status };
    if (writeJson(this.#draft) === writeJson(draft)) this.formResetCallback();
    else if (this.#draft?.given === draft.given) {
      this.#draft = { ...this.#draft, sent: draft.entry };
      this.#view.sent = status;
    }
  }

  readonly #onClick = (event: Event) => {
    const button = clickedButton(event);
    if (button) this.#act(button.name, button.value);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const target = event.target as HTMLInputElement;
    const moves: Record<string, string> = { ArrowUp: 'up', ArrowDown: 'down' };
    const key = pressedKey(event);
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) return this.#press(event, target);
    const isEnter = target.id === 'adding' && key === 'Enter';
    const isAsked = key === 'Escape' && this.#view.asking !== undefined;
    const step = isAsked ? 'keep' : event.altKey ? target.closest('ol') && moves[key] : isEnter && 'add';
    if (!step) return;
    event.preventDefault();
    this.#act(step, target.value);
  };

  /** A key that is held down is one press: what it asked for it does not answer. */
  #press(event: KeyboardEvent, target: Element): void {
    const button =
      this.renderRoot.querySelector<HTMLButtonElement>('[name=sure]') ??
      this.renderRoot.querySelector<HTMLButtonElement>(target.closest('details') ? '[part=submit]' : '.primary');
    if (!button || button.disabled) return;
    event.preventDefault();
    if (!event.repeat) button.click();
  }

  readonly #onInput = ({ target }: Event) => {
    const { id, value } = target as HTMLInputElement;
    if (id === 'adding') this.#type(value);
    else if (this.#draft) this.#edit(this.#draft, { entry: typed(this.#draft.entry, id, value) });
  };

  readonly #onHold = (event: PointerEvent) => {
    const handle = (event.target as Element).closest('data');
    if (!handle) return;
    event.preventDefault(); // no selection of text
    handle.setPointerCapture(event.pointerId);
    this.#show({ held: handle.value });
  };

  /** The held number goes where the pointer is: as many others stand above as have their middle above it. */
  readonly #onDrag = ({ clientY }: PointerEvent) => {
    const { held, onTheLine } = this.#view;
    const draft = this.#draft;
    if (!held || !draft) return;
    const numbers = numbersOf(draft.entry);
    const rows = [...this.renderRoot.querySelectorAll('ol li')].map((row) => row.getBoundingClientRect());
    const to = rows.filter(({ top, height }, row) => numbers[row] !== held && top + height / 2 < clientY).length;
    if (numbers[to] !== held) this.#edit(draft, inPlaces(draft, held, to, onTheLine));
  };

  /** The call that is on, with what to call it by. */
  get #live(): DraftCall {
    const { guid, since, destination: customer = '', campaign = '' } = this.commands.client?.current ?? {};
    return { guid, since, customer, campaign };
  }

  /** Takes the entry that came last, for the call that is on, with what was changed of it before. */
  #load(): void {
    const came = this.#came;
    const isSame = isSameCall(this.#call, this.#live);
    this.#call = this.#live;
    const { call, entry, status } = this.#sent ?? {};
    const isSent =
      came && entry?.contact === came.contact && entry.campaign === came.campaign && isSameCall(call, this.#call);
    const sent = isSent ? editEntry(came, entry) : undefined;
    this.#draft = came && { given: came, entry: sent ?? came, sent };
    this.#view.sent = sent && status;
    this.#show({ ...fresh, isOpen: isSame && this.#view.isOpen });
    const stored = this.#keeper.take(this.#call);
    const kept = came && fromStored(stored?.typed, came);
    if (!kept) return;
    this.#take(kept);
    void this.commands.recall(stored?.entry);
  }

  #take({ draft, adding }: ReturnType<typeof openStored>): void {
    this.#draft = draft;
    Object.assign(this.#view, { adding, isOpen: true });
  }

  /** Goes on with what was begun for another call; what is changed now stays kept for its own. */
  #open(draft: Draft): void {
    if (this.commands.pending) return;
    this.#keeper.take(draft);
    this.#call = draft;
    this.#show({ ...fresh, sent: undefined });
    this.#take(openStored(draft.typed));
    this.commands.reset();
    void this.commands.recall(draft.entry);
    this.#focus('[part=submit]');
  }

  #edit(draft: RespoolDraft, { entry, said = '' }: { entry: RespoolEntry; said?: string }): void {
    if (this.commands.problem('entry')) this.commands.reset(); // it may be mended
    this.#draft = { ...draft, entry };
    this.#show({ said, told: '', before: undefined, asking: undefined });
    this.#type(this.#view.adding);
  }

  /** What the agent has changed by now is kept, with the number that is typed and not added yet. */
  #type(adding: string): void {
    this.#show({ adding, refused: '' });
    this.#keeper.keep(this.#call, toStored(this.#draft, adding));
  }

  #show(change: Partial<RespoolView>): void {
    Object.assign(this.#view, change);
    this.requestUpdate();
  }

  /** Focuses what is there, once it is drawn. */
  #focus(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.#focusFirst(selector));
  }

  /** The first that takes the focus: what is folded does not. */
  #focusFirst(selector: string): boolean {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(selector)].some((each) => {
      each.focus();
      return each.matches(':focus');
    });
  }

  /** Remembers whom the agent speaks with. */
  #see({ customer, since }: DraftCall): void {
    const { state, name = '' } = this.commands.client?.current ?? {};
    const isNew = customer && since && !this.#seen.some(({ number, at }) => number === customer && at === since);
    if (isNew) this.#seen = [...this.#seen, { number: customer, at: since }];
    const isOn = !!state && state !== 'ended' && state !== 'unknown';
    Object.assign(this.#view, { onTheLine: customer, isOn, name, tries: [...this.tried, ...this.#seen] });
  }

  /** Asks first where the contact may be another than the one of the call; `phone` is the number to try, empty for the order as it stands. */
  #send(phone: string, isSure = false): void {
    const draft = this.#draft;
    if (!draft || this.commands.pending || this.commands.leaveOwner()) return;
    if (this.#view.isOther && !isSure) {
      this.#show({ asking: phone });
      this.#focus('[name=keep]');
      return;
    }
    if (phone) this.#edit(draft, { entry: inPlaces(draft, phone, 0, this.#view.onTheLine).entry });
    void this.#put(this.#draft ?? draft);
  }

  /** Closes the question: the focus goes back to what asked it. */
  #answer(isSure: boolean): void {
    const { asking } = this.#view;
    this.#show({ asking: undefined });
    this.#focus(asking ? `[name=next][value="${CSS.escape(asking)}"]` : '[part=submit]');
    if (isSure && asking !== undefined) this.#send(asking, true);
  }

  /** The contact of the call in hand, as its portal names it. */
  async #read(): Promise<void> {
    const reply = await this.commands.run({ type: 'cti' });
    if (reply?.cti?.entry) this.#portals = this.#live;
    this.requestUpdate();
    await this.focusNext();
  }

  /** What the buttons do, by their names; `value` says of which number or pair. */
  readonly #actions: Record<string, (draft: RespoolDraft, value: string) => void> = {
    next: (_, phone) => this.#send(phone),
    respool: () => this.#send(''),
    sure: () => this.#answer(true),
    keep: () => this.#answer(false),
    portals: () => {
      this.#portals = this.#live;
      this.requestUpdate();
      void this.focusNext();
    },
    load: ({ given }) => {
      const isLate = given !== this.#came;
      if (!isLate || isSameCall(this.#call, this.#live)) this.formResetCallback();
      else this.#load(); // what was changed for the other call stays kept
      if (isLate) void this.focusNext();
      else this.#focus('[part=submit]');
    },
    undo: (draft) => {
      const { entry, selector } = this.#view.before ?? {};
      if (!entry) return;
      this.#edit(draft, { entry });
      this.#focus(selector ?? '');
    },
    up: (draft, phone) => this.#move(draft, 'up', phone, -1),
    down: (draft, phone) => this.#move(draft, 'down', phone, 1),
    remove: (draft, phone) => {
      const { entry } = draft;
      this.#edit(draft, inPlaces(draft, phone, undefined, this.#view.onTheLine));
      if (this.#draft?.entry !== entry)
        this.#show({ before: { entry, selector: `[name=remove][value="${CSS.escape(phone)}"]` } });
      this.#focus(`[name=undo], [name=remove][value="${CSS.escape(phone)}"]`);
    },
    add: (draft, text) => {
      const refused = addingProblem(draft.entry, text);
      if (refused) this.#show({ refused });
      else {
        this.#edit(draft, inPlaces(draft, readPhone(text).phone ?? text, Infinity, this.#view.onTheLine));
        this.#type('');
      }
      this.#focus('#adding');
    },
    'add-pair': (draft) => {
      const { entry } = draft;
      this.#edit(draft, { entry: { ...entry, data: [...entry.data, ['', '']] } });
      this.#focus('li:last-child input');
    },
    'remove-pair': (draft, place) => {
      const { entry } = draft;
      const data = entry.data.filter((_, row) => row !== Number(place) - 1);
      const pair = entry.data[Number(place) - 1]?.join('=') ?? '';
      this.#edit(draft, { entry: { ...entry, data }, said: msg(str`${pair} is removed.`) });
      this.#show({ before: { entry, selector: `[name=remove-pair][value="${place}"]`, isData: true } });
      this.#focus('[name=undo]');
    },
  };

  #move(draft: RespoolDraft, name: string, phone: string, by: number): void {
    const to = numbersOf(draft.entry).indexOf(phone) + by;
    this.#edit(draft, inPlaces(draft, phone, Math.max(0, to), this.#view.onTheLine));
    this.#focus(`[name=${name}][value="${CSS.escape(phone)}"]`);
  }

  #act(name: string, value: string): void {
    if (name === 'cti') void this.#read();
    else if (this.#draft) this.#actions[name]?.(this.#draft, value);
  }

  protected override render(): TemplateResult {
    const { client } = this.commands;
    const support = client?.supports('respool');
    const { reason } = { reason: '', ...this.commands.supports('respool') };
    if (!support || (!support.ok && support.code === 'UNSUPPORTED')) return html`<p class="hint">${reason}</p>`;
    const draft = this.#draft;
    const isLate = !!draft && draft.given !== this.#came;
    const canBegin = isCall(this.#call) || !isEdited(draft, this.#view.adding);
    return html`
      <fieldset
        class="stack"
        ?disabled=${this.blocked}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
        @input=${this.#onInput}
        @pointerdown=${this.#onHold}
        @pointermove=${this.#onDrag}
        @lostpointercapture=${() => this.#show({ held: '' })}
      >
        ${canBegin ? this.#offer.view(this.#call) : nothing}
        <div role="status" class="row" ?hidden=${!isLate}>
          <span id="late">${isLate ? msg('A new call has started. Your changes are kept.') : ''}</span>
          ${isLate ? html`<button type="button" part="button" name="load">${msg('Load the new contact')}</button>` : nothing}
        </div>
        ${draft && this.#view.isOther && !isLate ? otherContactView(draft, this.#view, this.#step) : nothing}
        ${draft ? nextCards(draft, this.#view) : this.#emptyView()}
        <p class="hint" id="reason" role="status">${sentence(reason)}</p>
        ${outcomeLine(this.#outcome)}
        <p class="hint" id="told" role="status">${sentence(this.#view.told)}</p>
        ${draft ? this.#advancedView(draft, isLate) : nothing}
      </fieldset>
    `;
  }

  /** What became of another contact's command is not said of this one. */
  get #outcome(): Outcome {
    const { outcome } = this.commands;
    const isOther =
      'command' in outcome &&
      outcome.command.type === 'respool' &&
      outcome.command.entry.contact !== this.#draft?.given.contact;
    return isOther ? { state: 'idle' } : outcome;
  }

  /** What can be done where the contact may be another than the one of the call. */
  get #step(): 'portals' | 'cti' | undefined {
    if (this.entry && this.commands.client?.cti?.entry) return 'portals';
    return this.commands.supports('cti').ok ? 'cti' : undefined;
  }

  /** Without a contact: where one can come from. What no dialer tells is not asked for. */
  #emptyView(): TemplateResult {
    const { client, pending } = this.commands;
    const support = client?.supports('cti');
    const canRead = !!support && (support.ok || support.code === 'UNREACHABLE');
    const read = html`<div>
      <button
        type="button"
        part="submit"
        name="cti"
        aria-busy=${pending}
        aria-describedby="unread"
        ?disabled=${!support?.ok}
      >
        ${msg('Read the call from the portal')}
      </button>
      <p class="hint" id="unread">${support && !support.ok ? sentence(support.reason) : ''}</p>
    </div>`;
    return html`${headingView()}
      <p>${sentence(noEntryText(client?.cti, canRead))}</p>
      ${canRead ? read : nothing}`;
  }

  #advancedView(draft: RespoolDraft, isLate: boolean): TemplateResult {
    const view = this.#view;
    const fold = ({ target }: Event) => this.#show({ isOpen: (target as HTMLDetailsElement).open });
    return html`<details part="advanced" .open=${view.isOpen} @toggle=${fold}>
      <summary>${msg('Advanced: order, retries, priority')}</summary>
      <div class="stack">${respoolEditor(draft, view)} ${sendRow(!isLate && isEdited(draft, view.adding), view)}</div>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-respool-editor': CtiRespoolEditor;
  }
}
