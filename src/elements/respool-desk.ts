import { msg, str } from '@lit/localize';
import type { LitElement } from 'lit';
import type { RespoolEntry } from '../commands.js';
import type { CommandRunner } from './command-runner.js';
import {
  addNumber,
  draftOf,
  editedEntry,
  isEdited,
  moveNumber,
  problemsOf,
  removeNumber,
  rowOf,
  sameEntry,
  type DraftProblem,
  type DraftStep,
  type RespoolDraft,
} from './respool-draft.js';
import { RowDrag } from './row-drag.js';

/** Where an entry comes from, and the call it belongs to. */
export interface EntrySource {
  entry: RespoolEntry | undefined;
  /** Set by the page, not learned from the portal. */
  fromPage: boolean;
  call: { guid: string; destination: string } | undefined;
}

/** The agent's work on one spool line: takes each step, says what it did, and keeps the focus with what moved. */
export class RespoolDesk {
  draft: RespoolDraft | undefined;
  /** Another entry has come, or the call is another one, while there are changes to keep. */
  isLate = false;
  /** What the last step did, for the live region. */
  said = '';

  readonly drag: RowDrag;
  readonly #host: LitElement;
  readonly #runner: CommandRunner;
  #source: EntrySource = { entry: undefined, fromPage: false, call: undefined };
  #taken: EntrySource = this.#source;
  #typing: string | undefined;
  #addRefusal: string | undefined;

  constructor(host: LitElement, runner: CommandRunner) {
    this.#host = host;
    this.#runner = runner;
    this.drag = new RowDrag(
      host,
      () => host.renderRoot.querySelectorAll('.number'),
      (from, to) => this.move(from, to, ''),
    );
  }

  /** The number that the agent is speaking with, where it is known. */
  get onTheLine(): string | undefined {
    return this.#source.call?.destination || undefined;
  }

  /** The entry that waits while there are changes to keep. */
  get waiting(): RespoolEntry | undefined {
    return this.isLate ? this.#source.entry : undefined;
  }

  get problems(): DraftProblem[] {
    return this.draft ? problemsOf(this.draft, this.onTheLine) : [];
  }

  /** What stands beside a row. A field that is being typed in is judged when it is left. */
  problem(row: string): string | undefined {
    if (!this.draft || row === this.#typing) return undefined;
    const { outcome } = this.#runner;
    const refused = 'error' in outcome && outcome.error.field && rowOf(this.draft, outcome.error.field) === row ? outcome.error.message : undefined;
    const refusal = row === 'adding' ? this.#addRefusal : undefined;
    return refusal ?? this.problems.find((each) => each.row === row)?.message ?? refused;
  }

  /** Takes another entry, unless it would cost the agent's changes. An entry outlives its call until the next one. */
  follow(source: EntrySource): void {
    this.#source = source;
    const { entry, fromPage, call } = source;
    const same = entry ? this.draft && sameEntry(entry, this.draft.entry) : !this.#taken.fromPage && call?.guid === this.#taken.call?.guid;
    this.isLate = !same && !!this.draft && isEdited(this.draft);
    if (!same && !this.isLate) this.load();
    else if (same && entry) this.#taken = { entry, fromPage, call };
  }

  /** Takes the entry that came last; what was changed is gone. */
  load(): void {
    this.#taken = this.#source;
    this.isLate = false;
    this.#set(this.#source.entry && draftOf(this.#source.entry));
  }

  /** Takes the entry that waited, as the agent asked. */
  loadWaiting(): void {
    this.load();
    this.said = msg(str`Contact ${this.draft?.entry.contact} is loaded.`);
    void this.focus('[data-control]');
  }

  /** Goes back to the entry as it came, then to the one that waited. */
  undo(): void {
    if (this.draft) this.#set(draftOf(this.draft.entry));
    this.follow(this.#source);
  }

  /** From now on every field is judged. */
  judge(): void {
    this.#typing = undefined;
    this.#host.requestUpdate();
  }

  type(row: string, change: Partial<RespoolDraft>): void {
    this.#typing = row;
    if (row === 'adding') this.#addRefusal = undefined;
    if (this.draft) this.#edit({ ...this.draft, ...change });
  }

  move(from: number, to: number, control: string): void {
    const phone = this.draft?.numbers[from];
    if (!this.draft || phone === undefined) return;
    const step = moveNumber(this.draft, from, to, this.onTheLine);
    if (!this.#take(step)) return;
    const count = this.draft.numbers.length;
    this.said = to === 0 ? msg(str`${phone} is now first of ${count}: dialled next.`) : msg(str`${phone} is now number ${to + 1} of ${count}.`);
    void this.focus(`[data-row="${to}"] [data-control="${control}"]`, `[data-row="${to}"] button`);
  }

  remove(index: number): void {
    const phone = this.draft?.numbers[index];
    if (!this.draft || phone === undefined || !this.#take(removeNumber(this.draft, index, this.onTheLine))) return;
    const { numbers } = this.draft;
    this.said = index ? msg(str`${phone} is removed.`) : msg(str`${phone} is removed; ${numbers[0]} is dialled next.`);
    void this.focus(`[data-row="${Math.min(index, numbers.length - 1)}"] [data-control="remove"]`);
  }

  add(): void {
    if (!this.draft) return;
    const step = addNumber(this.draft);
    this.#typing = undefined;
    this.#addRefusal = 'refusal' in step ? step.refusal : undefined;
    if (this.#take(step)) this.said = msg(str`${this.draft.numbers.at(-1)} is added as the last of ${this.draft.numbers.length}.`);
    else this.said = '';
    void this.focus('#adding');
  }

  addPair(): void {
    if (!this.draft) return;
    const { data } = this.draft;
    this.#edit({ ...this.draft, data: [...data, ['', '']] });
    void this.focus(`#data-${data.length}-0`);
  }

  removePair(index: number): void {
    if (!this.draft) return;
    const data = this.draft.data.filter((_, place) => place !== index);
    this.#edit({ ...this.draft, data });
    void this.focus(`#data-${Math.min(index, data.length - 1)}-0`, '#add-pair');
  }

  /** Focuses the first of these that is there, once it is drawn. */
  async focus(...selectors: string[]): Promise<void> {
    await this.#host.updateComplete;
    const found = selectors.map((selector) => this.#host.renderRoot.querySelector<HTMLElement>(selector)).find(Boolean);
    found?.focus();
  }

  #take(step: DraftStep): boolean {
    if ('draft' in step && step.draft !== this.draft) return (this.#edit(step.draft), true);
    this.said = 'refusal' in step ? step.refusal : msg('It cannot go further.');
    this.#host.requestUpdate();
    return false;
  }

  #edit(draft: RespoolDraft): void {
    const { outcome } = this.#runner;
    if ('error' in outcome && outcome.error.code === 'INVALID') this.#runner.reset();
    this.said = '';
    this.draft = draft;
    this.#host.requestUpdate();
    this.#host.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #set(draft: RespoolDraft | undefined): void {
    this.draft = draft;
    this.said = '';
    this.#typing = this.#addRefusal = undefined;
    this.#host.requestUpdate();
  }

  /** What would be sent, for the form; nothing while it makes no sense. */
  get value(): string | null {
    if (!this.draft) return null;
    const entry = editedEntry(this.draft);
    return Number.isNaN(entry.retries + entry.priority) ? null : JSON.stringify(entry);
  }
}
