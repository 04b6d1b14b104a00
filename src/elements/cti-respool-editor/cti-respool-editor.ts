import { msg } from '@lit/localize';
import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { ReplyTo, RespoolEntry } from '../../core/commands.js';
import { editEntry } from '../../core/respool-edit.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { DraftStorage } from '../shared/draft-storage.js';
import { outcomeLine } from '../shared/outcome-view.js';
import {
  addingProblem,
  isEdited,
  numbersOf,
  inPlaces,
  fromStored,
  toStored,
  typed,
  type RespoolDraft,
} from './respool-draft.js';
import { respoolStyles } from './cti-respool-editor.styles.js';
import { respoolEditor, sendRow, type RespoolView } from './respool-view.js';

/**
 * Puts a contact back on its dialer list: the order of its numbers, its retries, priority, data and agent phone.
 * It shows what will change before it sends, and what belongs to the dialer only to read.
 *
 * @element cti-respool-editor
 *
 * @fires {CtiRequestEvent} cti-request - Before the contact is sent, or the call is read. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was sent as far as `reply.status` says.
 * @fires {CtiErrorEvent} cti-error - It was not sent, or nobody knows; `error.code` says which.
 *
 * @csspart field - A text field.
 * @csspart button - A button beside what it changes.
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

  /** The entry that came last, and its call: it outlives the call until another one comes. */
  #came: RespoolEntry | undefined;
  #guid: string | undefined;
  /** What the agent works on; with changes in it, it stays when another entry comes. */
  #draft: RespoolDraft | undefined;
  readonly #keeper = new DraftStorage('respool');
  readonly #view: RespoolView = {
    onTheLine: '',
    adding: '',
    refused: '',
    held: '',
    said: '',
    problem: (id) => (id === 'adding' ? this.#view.refused : this.commands.problem(`entry.${id}`)),
  };

  /** Takes the entry that came last; what was changed is gone. */
  override formResetCallback(): void {
    this.#draft = this.#came && { given: this.#came, entry: this.#came };
    this.#show({ adding: '', refused: '', said: '' });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { cti, current } = this.commands.client ?? {};
    const entry = this.entry ?? cti?.entry;
    const came = entry && editEntry(entry, {});
    const isNew = came
      ? JSON.stringify(came) !== JSON.stringify(this.#came)
      : current?.guid !== this.#guid || changed.has('entry');
    this.#view.onTheLine = current?.destination ?? '';
    this.#guid = current?.guid;
    if (!isNew) return;
    this.#came = came;
    if (isEdited(this.#draft, this.#view.adding)) return;
    this.formResetCallback();
    const kept = came && fromStored(this.#keeper.take(this.#guid), came);
    if (kept) [this.#draft, this.#view.adding] = [kept.draft, kept.adding];
  }

  protected override updated(): void {
    this.internals.setFormValue(JSON.stringify(this.#draft?.entry)); // nothing without an entry
    if (this.#draft?.given === this.#came) this.#keeper.keep(this.#guid, toStored(this.#draft, this.#view.adding));
  }

  /** Sends the contact as edited. */
  async respool(): Promise<ReplyTo<'respool'> | undefined> {
    await this.updateComplete; // the page may have set the entry a moment ago
    const draft = this.#draft;
    if (!draft) return undefined;
    const refused = this.#view.adding.trim() && msg('Add this number, or clear the field.');
    this.#show({ refused });
    const reply = refused ? undefined : await this.commands.run({ type: 'respool', entry: draft.entry });
    if (reply && this.#draft === draft) this.formResetCallback();
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
    const isEnter = id === 'adding' && event.key === 'Enter' && !event.isComposing;
    const step = event.altKey ? moves[event.key] : isEnter && 'add';
    if (!step) return;
    event.preventDefault();
    this.#act(step, value);
  };

  readonly #onInput = ({ target }: Event) => {
    const { id, value } = target as HTMLInputElement;
    if (id === 'adding') this.#show({ adding: value, refused: '' });
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

  #edit(draft: RespoolDraft, { entry, said = '' }: { entry: RespoolEntry; said?: string }): void {
    if (this.commands.problem('entry')) this.commands.reset(); // it may be mended
    this.#draft = { ...draft, entry };
    this.#show({ said, refused: '' });
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
      this.formResetCallback();
      this.#focus('[part=submit]');
    } else if (name === 'add-pair') {
      this.#edit(draft, { entry: { ...entry, data: [...entry.data, ['', '']] } });
      this.#focus('li:last-child input');
    } else if (name === 'remove-pair') {
      this.#edit(draft, { entry: { ...entry, data: entry.data.filter((_, row) => row !== Number(value) - 1) } });
      this.#focus('[name=add-pair]');
    } else if (name === 'add' || at >= 0) {
      const refused = name === 'add' && addingProblem(entry, value);
      if (!refused) this.#edit(draft, inPlaces(draft, value, to[name], this.#view.onTheLine));
      if (name === 'add') this.#show(refused ? { refused } : { adding: '' });
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
        ${draft ? respoolEditor(draft, this.#view) : msg('No dialer contact is known here yet.')}
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
