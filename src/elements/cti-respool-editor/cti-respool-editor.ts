import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { readPhone } from '../../codecs/phone.js';
import type { ReplyTo, RespoolEntry } from '../../core/commands.js';
import { editEntry } from '../../core/respool-edit.js';
import { isCall, isSameCall } from '../shared/call-identity.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { DraftOffer } from '../shared/draft-offer.js';
import { DraftStorage, type Draft, type DraftCall } from '../shared/draft-storage.js';
import { outcomeOfReply } from '../shared/outcome.js';
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
import { noEntryText, respoolEditor, sendRow, type RespoolView } from './respool-view.js';
import { pressedKey } from '../shared/pressed-key.js';
import { writeJson } from '../../codecs/write-json.js';

/**
 * Puts a contact back on its dialer list: the order of its numbers, its retries, priority, data and agent phone.
 * It shows what will change before it sends, and what belongs to the dialer only to read. Changes that were begun for
 * other calls of this agent are offered.
 *
 * @element cti-respool-editor
 *
 * @fires {CtiRequestEvent} cti-request - Before the contact is sent, or the call is read. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was sent as far as `reply.status` says.
 * @fires {CtiErrorEvent} cti-error - It was not sent, or nobody knows; `error.code` says which.
 *
 * @csspart field - A text field.
 * @csspart button - A button beside what it changes.
 * @csspart drafts - The changes that were begun for other calls, each with `button`s.
 * @csspart submit - The button that respools.
 * @csspart status - The line that says how far the command got; also `error` when it failed.
 */
export class CtiRespoolEditor extends CtiFormControl {
  static override styles = [...CtiFormControl.styles, respoolStyles];

  static override properties: PropertyDeclarations = {
    entry: { attribute: false },
  };

  /** The spool line to edit. The CTI object's when not set. */
  entry: RespoolEntry | undefined;

  /** The entry that came last: it outlives the call until another one comes. */
  #came: RespoolEntry | undefined;
  /** What the agent works on, and for which call; with changes in it, it stays when another entry comes. */
  #draft: RespoolDraft | undefined;
  #call: DraftCall = { customer: '', campaign: '' };
  readonly #keeper = new DraftStorage('respool');
  readonly #offer = new DraftOffer(this, this.#keeper, {
    begun: (number) => msg(str`You began to change the contact of the call with ${number}.`),
    discarded: (number) => msg(str`The changes that you began for ${number} are discarded.`),
    open: (draft) => this.#open(draft),
  });
  readonly #view: RespoolView = {
    onTheLine: '',
    adding: '',
    refused: '',
    held: '',
    said: '',
    problem: (id) => (id === 'adding' ? this.#view.refused : this.commands.problem(`entry.${id}`)),
  };

  constructor() {
    super();
    this.commands.followCall(() => this.#call);
    this.commands.followOwner(() => {
      const isBegun = isEdited(this.#draft, this.#view.adding);
      this.#came = this.#draft = undefined;
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
    const entry = this.entry ?? client?.cti?.entry;
    const came = entry && editEntry(entry, {});
    const isNew = came ? writeJson(came) !== writeJson(this.#came) : !isHere || changed.has('entry');
    this.#view.onTheLine = client?.current?.destination ?? '';
    if (isNew) this.#came = came;
    const isBegun = isEdited(this.#draft, this.#view.adding);
    if (isHere) this.#call = live; // its guid may have come
    if (!isBegun && (isNew || !isHere)) this.#load();
  }

  protected override updated(): void {
    this.internals.setFormValue(writeJson(this.#draft?.entry)); // nothing without an entry
  }

  /** Sends the contact as edited. */
  async respool(): Promise<ReplyTo<'respool'> | undefined> {
    if (this.commands.leaveOwner()) return undefined;
    const { owner } = this.commands;
    await this.updateComplete; // the page may have set the entry a moment ago
    if (owner !== this.commands.owner) return undefined;
    const draft = this.#draft;
    const call = this.#call;
    if (!draft) return undefined;
    const refused = this.#view.adding.trim() && msg('Add this number, or clear the field.');
    this.#show({ refused });
    const command = { type: 'respool', entry: draft.entry } as const;
    const reply = refused ? undefined : await this.commands.run(command);
    if (reply && this.commands.owner !== owner) this.#keeper.keep(call, '', owner);
    else if (reply && this.#draft === draft) {
      this.formResetCallback();
      if (!isSameCall(call, this.#call)) this.#show({ said: outcomeText(outcomeOfReply(command, reply)) });
    }
    this.#focus('[aria-invalid=true], .wrong button');
    return reply;
  }

  readonly #onClick = ({ target }: Event) => {
    const button = (target as Element).closest('button');
    if (button) this.#act(button.name, button.value);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const { id, value } = event.target as HTMLInputElement;
    const moves: Record<string, string> = { ArrowUp: 'up', ArrowDown: 'down' };
    const key = pressedKey(event);
    const isEnter = id === 'adding' && key === 'Enter';
    const step = event.altKey ? moves[key] : isEnter && 'add';
    if (!step) return;
    event.preventDefault();
    this.#act(step, value);
  };

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
    this.#call = this.#live;
    this.#draft = came && { given: came, entry: came };
    this.#show({ adding: '', refused: '', said: '' });
    const kept = came && fromStored(this.#keeper.take(this.#call), came);
    if (kept) this.#take(kept);
  }

  #take({ draft, adding }: ReturnType<typeof openStored>): void {
    this.#draft = draft;
    this.#view.adding = adding;
  }

  /** Goes on with what was begun for another call; what is changed now stays kept for its own. */
  #open(draft: Draft): void {
    if (this.commands.pending) return;
    this.#keeper.take(draft);
    this.#call = draft;
    this.#show({ refused: '', said: '' });
    this.#take(openStored(draft.typed));
    this.commands.reset();
    this.#focus('[part=submit]');
  }

  #edit(draft: RespoolDraft, { entry, said = '' }: { entry: RespoolEntry; said?: string }): void {
    if (this.commands.problem('entry')) this.commands.reset(); // it may be mended
    this.#draft = { ...draft, entry };
    this.#show({ said });
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
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  #act(name: string, value: string): void {
    const draft = this.#draft;
    if (name === 'respool') void this.respool();
    if (name === 'cti') void this.commands.run({ type: 'cti' }).then(() => this.#focus('input'));
    if (!draft) return;
    const { entry } = draft;
    const at = numbersOf(entry).indexOf(value);
    const to: Record<string, number> = { first: 0, up: at && at - 1, down: at + 1, add: Infinity };
    if (name === 'load') {
      if (draft.given === this.#came || isSameCall(this.#call, this.#live)) this.formResetCallback();
      else this.#load(); // what was changed for the other call stays kept
      this.#focus('[part=submit]');
    } else if (name === 'add-pair') {
      this.#edit(draft, { entry: { ...entry, data: [...entry.data, ['', '']] } });
      this.#focus('li:last-child input');
    } else if (name === 'remove-pair') {
      this.#edit(draft, { entry: { ...entry, data: entry.data.filter((_, row) => row !== Number(value) - 1) } });
      this.#focus('[name=add-pair]');
    } else if (name === 'add' || at >= 0) {
      const refused = name === 'add' && addingProblem(entry, value);
      const phone = name === 'add' ? (readPhone(value).phone ?? value) : value;
      if (!refused) this.#edit(draft, inPlaces(draft, phone, to[name], this.#view.onTheLine));
      if (refused) this.#show({ refused });
      else if (name === 'add') this.#type('');
      this.#focus(`[name=${name}][value="${CSS.escape(value)}"], #adding`);
    }
  }

  protected override render(): TemplateResult {
    const draft = this.#draft;
    return html`
      <fieldset
        class="stack editor"
        ?disabled=${this.blocked}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
        @input=${this.#onInput}
        @pointerdown=${this.#onHold}
        @pointermove=${this.#onDrag}
        @lostpointercapture=${() => this.#show({ held: '' })}
      >
        ${isCall(this.#call) || !isEdited(draft, this.#view.adding) ? this.#offer.view(this.#call) : nothing}
        ${draft ? respoolEditor(draft, this.#view) : noEntryText(this.commands.client?.cti)}
        ${sendRow(this.commands, !!draft, isEdited(draft, this.#view.adding), draft?.given !== this.#came)}
        ${outcomeLine(this.commands.outcome)}
      </fieldset>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-respool-editor': CtiRespoolEditor;
  }
}
