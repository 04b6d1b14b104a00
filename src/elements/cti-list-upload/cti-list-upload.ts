import { msg } from '@lit/localize';
import {
  html,
  nothing,
  type LitElement,
  type PropertyDeclarations,
  type PropertyValues,
  type ReactiveController,
  type TemplateResult,
} from 'lit';
import type { ReplyTo } from '../../core/commands.js';
import type { UploadResult } from '../../uploads/index.js';
import { act, clickedButton, type ButtonActions } from '../shared/button.js';
import { CampaignNames } from '../shared/campaign-names.js';
import { CtiElement } from '../shared/cti-element.js';
import { sentence } from '../shared/datum.js';
import { neverLine, outcomeLine, problemLine } from '../shared/outcome-view.js';
import { pressedKey } from '../shared/pressed-key.js';
import { tableStyles } from '../shared/table.styles.js';
import { listUploadStyles } from './cti-list-upload.styles.js';
import { lastUploadsView } from './last-uploads.js';
import { rowRefusal, UploadController, type UploadAction, type UploadTargetFields } from './upload-controller.js';
import { tableView } from './upload-table.js';
import { actionsView, dropView, readingView, restView, targetView, unfitViews, wireView } from './upload-view.js';

/** Takes a file that is dropped anywhere on its host, and marks the element of the class `drop` meanwhile. */
export class FileDrop implements ReactiveController {
  readonly #host: LitElement;
  readonly #take: (file: File | undefined) => void;

  constructor(host: LitElement, take: (file: File | undefined) => void) {
    this.#host = host;
    this.#take = take;
    host.addController(this);
    host.addEventListener('dragover', this.#mark);
    host.addEventListener('dragleave', this.#mark);
    host.addEventListener('drop', this.#drop);
  }

  hostConnected(): void {
    this.#place?.classList.remove('over');
  }

  get #place(): Element | null | undefined {
    return this.#host.shadowRoot?.querySelector('.drop');
  }

  /** Also where no file is wanted now: else the browser would leave the page for it. */
  readonly #mark = (event: DragEvent) => {
    event.preventDefault();
    this.#place?.classList.toggle('over', event.type === 'dragover');
  };

  readonly #drop = (event: DragEvent) => {
    this.#mark(event);
    this.#take(event.dataTransfer?.files[0]);
  };
}

/**
 * Uploads a list of contacts from a CSV as a table: what each column is, what is wrong marked in its place, all of it gone
 * through before anything is sent; then sends it, with pause and stop. Goes on where it stopped, also after a reload of this
 * tab. What was sent and never answered is named by its lines and not sent again. What a dialer gave ids for can be taken
 * back.
 *
 * @element cti-list-upload
 *
 * @fires {CtiRequestEvent} cti-request - Before the upload begins or goes on; `command.contacts` holds the first rows only. And before contacts are taken back; `command.id` is that of the first. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The whole list was sent; `reply.accepted` rows of it were taken, and `result` says the rest. Or contacts were taken back.
 * @fires {CtiErrorEvent} cti-error - It did not come to its end; `error.code` is `CANCELED` when a person stopped it.
 *
 * @csspart drop - Where a file can be dropped.
 * @csspart field - A field to fill in.
 * @csspart found - What the check found.
 * @csspart reading - How the file is read, to change.
 * @csspart rows - The table with the rows.
 * @csspart button - A button; the one that sends is also `submit`.
 * @csspart kept - What was sent of this list before.
 * @csspart progress - The bar and its figures.
 * @csspart refused - The files of the refused rows; the links are `download`, and `unchanged` that with the cells as they were.
 * @csspart repeated - The files of the rows with the number of an earlier row, and what became of them; the links are the same.
 * @csspart unknown - The lines of which nobody knows.
 * @csspart undoable - Whether what is sent can be taken back.
 * @csspart undo - Takes back what was sent.
 * @csspart last - The last uploads.
 * @csspart details - What support asks for.
 * @csspart status - The line that says what happened; also `error` when it failed.
 * @csspart error - What is wrong with a field, beside it.
 */
export class CtiListUpload extends CtiElement {
  static override styles = [...CtiElement.styles, tableStyles, listUploadStyles];

  static override properties: PropertyDeclarations = { campaign: {}, timeZone: { attribute: 'time-zone' } };

  /** Where the contacts go, as the dialer names it. The session's when empty; a person may change it. */
  campaign = '';

  /** Zone of all contacts, as the dialer names it (U-55). A person may change it. */
  timeZone = '';

  readonly #controller = new UploadController(this);
  readonly #campaigns = new CampaignNames(this, this.commands);
  #typedCampaign: string | undefined;
  /** The page's zone, once a person or an upload that was kept has changed it. */
  #givenZone: string | undefined;
  #dropProblem = '';

  constructor() {
    super();
    this.commands.followOwner(() => {
      this.timeZone = this.#givenZone ?? this.timeZone;
      this.#typedCampaign = this.#givenZone = undefined;
      this.#dropProblem = '';
      return this.#controller.leave();
    });
    new FileDrop(this, (file) => this.#take(file));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('campaign')) this.#typedCampaign = undefined;
    this.commands.leaveOwner();
    const { client } = this.commands;
    const choice = client?.supports('addContacts');
    this.#controller.use(choice?.ok ? choice.bulk : undefined, this.#refusal, client?.owner);
    this.#controller.undo.campaign = this.#target.campaign;
    const zone = this.#isBusy ? undefined : this.#controller.restore(this.#target.campaign);
    if (zone !== undefined) this.#writeZone(zone);
  }

  /** A list is gone through by itself, each time that it is read anew. */
  protected override updated(): void {
    const mayCheck = () =>
      !this.disabled && !this.#isBusy && this.commands.supports('addContacts').ok && this.#controller.wantsCheck;
    if (mayCheck()) queueMicrotask(() => mayCheck() && void this.check());
  }

  /** How the last check or upload ended: counts, refused rows and their file, unknown lines, checkpoint. */
  get result(): UploadResult | undefined {
    return this.#controller.run.result;
  }

  /** Takes a file, as dropping it does. The check of it begins by itself. */
  async open(file: File): Promise<void> {
    if (this.#isBusy) return;
    this.commands.reset();
    await this.#controller.open(file, this.#refusal);
  }

  /** Goes through the whole list and sends nothing. Resolves with nothing when there is nothing to check. */
  async check(): Promise<UploadResult | undefined> {
    const { client } = this.commands;
    const { run, list } = this.#controller;
    if (this.#isBusy || !client) return undefined;
    if (run.checking) return run.checking;
    this.commands.reset();
    if (!list?.columns) return this.#refuse(whichColumn(), 'columns');
    try {
      return await this.#controller.check(client, this.#target);
    } catch (cause) {
      return this.#refuse((cause as Error).message, 'columns');
    }
  }

  /** Sends the list, or goes on where it stopped. It has to be checked before; a check that runs is waited for. */
  async send(): Promise<ReplyTo<'addContacts'> | undefined> {
    if (this.#isBusy) return undefined;
    const { checking } = this.#controller.run;
    if (checking) return checking.then(this.#sendChecked, this.#sendChecked);
    return this.#sendChecked();
  }

  readonly #sendChecked = async (): Promise<ReplyTo<'addContacts'> | undefined> => {
    const target = this.#target;
    if (this.#isBusy) return undefined;
    if (!target.campaign) return this.#refuse(msg('Enter the campaign.'), 'campaign');
    if (this.#controller.total(target.campaign) === undefined) return this.#refuse(msg('Check the list first.'), 'csv');
    // The name, never the id: that may be a secret, and what is kept of the last uploads lies on a disk.
    const name = this.#campaigns.all.find(({ id }) => id === target.campaign)?.name ?? '';
    return this.commands.run(this.#controller.command(target, this.commands.client), (client) =>
      this.#controller.send(client, target, name),
    );
  };

  /** Sends nothing new until `goOn()`. What is on the way is waited for. */
  pause(): void {
    this.#controller.run.pause(true);
  }

  /** Goes on where `pause()` stopped. */
  goOn(): void {
    this.#controller.run.pause(false);
  }

  /** Stops a check, an upload or taking back. What was on the way and not answered is unknown. */
  abort(): void {
    this.#controller.run.abort();
    this.#controller.undo.stop();
  }

  /** Takes back what the open list added, by the ids that the dialer gave for this upload. Asks nobody. */
  async takeBack(): Promise<ReplyTo<'removeContact'> | undefined> {
    const { undo } = this.#controller;
    const { campaign } = this.#target;
    const [id] = undo.ids;
    if (id === undefined || this.#isBusy) return undefined;
    const reply = await this.commands.run(
      { type: 'removeContact', campaign, id },
      (client) => this.#controller.takeBack(client, campaign),
      'undo',
    );
    undo.ask(false);
    return reply;
  }

  readonly #onInput = ({ target }: InputEvent) => {
    const { name, value } = target as HTMLInputElement;
    if (name === 'campaign') this.#typedCampaign = value;
    else if (name === 'timeZone') this.#writeZone(value);
    else if (name === 'listName') this.#controller.listName = value.trim();
    else return;
    this.#begin(this.#controller.run.wasSent);
  };

  readonly #onChange = ({ target }: Event) => {
    const { name, value, files, dataset } = target as HTMLInputElement;
    if (files) return this.#take(files[0]);
    const isOfList = this.#controller.change(name, value, Number(dataset['at']));
    if (isOfList || (name === 'sameNumber' && this.#controller.run.wasSent)) this.#begin(true);
  };

  readonly #actions: ButtonActions<UploadAction, string> = {
    check: () => void this.check(),
    send: () => {
      void this.send();
      this.#controller.focus('actions', '[name=pause], [name=send]');
    },
    pause: () => {
      this.pause();
      this.#controller.focus('actions', '[name=goOn]');
    },
    goOn: () => {
      this.goOn();
      this.#controller.focus('actions', '[name=pause]');
    },
    stop: () => this.abort(),
    ask: (campaign) => this.#controller.answer('ask', campaign),
    forget: (campaign) => this.#controller.answer('forget', campaign),
    keep: (campaign) => this.#controller.answer('keep', campaign),
    filter: (_, { value }) => this.#controller.show(value),
    page: (_, { value }) => this.#controller.show(this.#controller.filter, Number(value)),
    needed: () => {
      this.#controller.show('needed');
      this.#controller.focus('filter', '[value=needed]');
    },
    undo: () => this.#askUndo(true),
    leave: () => this.#askUndo(false),
    takeBack: () => {
      void this.takeBack();
      this.#controller.focus('undo', '[name=stop]');
    },
    sendToo: (_, { value }) => this.#controller.toggleSendToo(Number(value)),
    refusedFile: (_, { value }) => this.#controller.saveRefused(value),
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    if (clicked) act(this.#actions, clicked, this.#target.campaign);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const { isAsked, undo } = this.#controller;
    if (pressedKey(event) !== 'Escape' || (!isAsked && undo.state !== 'asked')) return;
    event.preventDefault();
    if (isAsked) this.#controller.answer('keep', '');
    else this.#askUndo(false);
  };

  #askUndo(isAsked: boolean): void {
    this.#controller.undo.ask(isAsked);
    this.#controller.focus('undo', isAsked ? '[name=leave]' : '[name=undo]');
  }

  readonly #refusal = (contact: Parameters<ReturnType<typeof rowRefusal>>[0]) =>
    rowRefusal(this.commands.client, this.#target.campaign)(contact);

  #writeZone(zone: string): void {
    this.#givenZone ??= this.timeZone;
    this.timeZone = zone;
  }

  get #isBusy(): boolean {
    const { run, undo } = this.#controller;
    return this.commands.pending || run.state === 'sending' || undo.state === 'removing';
  }

  get #target(): UploadTargetFields {
    const campaign = (this.#typedCampaign ?? this.given(this.campaign, 'campaign')).trim();
    return { campaign, timeZone: this.#controller.bulk?.isZoned ? this.timeZone.trim() : '' };
  }

  /** Whether the dialer gives ids, and takes contacts back by them. */
  get #canUndo(): boolean {
    const remove = { type: 'removeContact', campaign: this.#target.campaign || '-', id: '-' } as const;
    return !!this.#controller.bulk?.givesIds && this.commands.supports('removeContact', remove).ok;
  }

  #refuse(message: string, field: string): undefined {
    this.#controller.run.reset();
    return this.commands.refuse(this.#controller.command(this.#target, this.commands.client), message, field);
  }

  /** What was said before is over with the next change; so is a check, where the list is read anew. */
  #begin(isOver: boolean): void {
    const { run } = this.#controller;
    this.commands.reset();
    this.#controller.isAsked = false;
    this.#controller.undo.reset();
    if (run.state === 'checking' && isOver) run.leave();
    else if (isOver) run.reset();
    this.requestUpdate();
  }

  #take(file: File | undefined): void {
    if (this.#isBusy || this.disabled) return;
    if (file) void this.open(file);
    this.#dropProblem = file ? '' : msg('That is not a file.');
    this.requestUpdate();
  }

  /** Where it goes, and what is done with it. */
  #side(isSupported: boolean): TemplateResult {
    const target = this.#target;
    const { outcome } = this.commands;
    const { run, bulk, list } = this.#controller;
    const isBusy = this.#isBusy;
    const kept = isBusy ? undefined : this.#controller.kept(target.campaign);
    const isOff = !isSupported || this.disabled;
    const problem = this.commands.problem('campaign');
    const isSaid = run.said || this.commands.problem('csv', 'columns', 'campaign');
    const isShown = outcome.state === 'stopped' || ('error' in outcome && !isSaid);
    const undone = this.commands.outcomeOf('undo');
    const mustCheck = run.state === 'idle' && this.#controller.total(target.campaign) === undefined;
    return html`<section class="card stack" aria-label=${msg('Send to')}>
      ${targetView(this.#controller, target, this.#campaigns.field(target.campaign, { isInvalid: !!problem }), {
        problem,
        isOff: isOff || isBusy,
      })}
      ${actionsView(this.#controller, { isOff, isBusy, mustCheck, kept, canUndo: this.#canUndo })}
      ${outcomeLine(isShown ? outcome : undone.state === 'stopped' ? undone : { state: 'idle' })}
      ${restView(this.#controller, kept?.checkpoint.unknown ?? [])} ${list ? wireView(list, bulk, target) : nothing}
    </section>`;
  }

  /** The file, and all of it that can be looked at. */
  #list(): TemplateResult {
    const { list, bulk } = this.#controller;
    const isOff = this.disabled || this.#isBusy;
    const problem =
      this.#dropProblem || (list?.problem ?? list?.view?.problem)?.message || this.commands.problem('csv');
    const columns = list?.columns
      ? this.commands.problem('columns')
      : list?.view && !list.isLooking
        ? whichColumn()
        : '';
    return html`<section class=${list ? 'table-box' : ''} aria-label=${msg('List')}>
      ${dropView(this.#controller, problem, isOff)}
      ${
        list?.view
          ? html`${readingView(list, isOff, unfitViews(list))}
              <div class="bar" ?hidden=${!columns}>${problemLine('columns-problem', columns)}</div>
              ${tableView(this.#controller, bulk, isOff)}`
          : nothing
      }
    </section>`;
  }

  protected override render(): TemplateResult {
    const never = this.commands.never('addContacts');
    if (never) return neverLine(never);
    const { list, last, entry } = this.#controller;
    const { outcome } = this.commands;
    const support = this.commands.supports('addContacts');
    return html`
      <div
        class=${list?.view ? 'page open' : 'page'}
        @input=${this.#onInput}
        @change=${this.#onChange}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
      >
        <div class="main stack">${this.#list()}</div>
        ${
          list?.view || !support.ok || outcome.state === 'stopped'
            ? html`<div class="side stack">
                <p class="hint" id="unsupported" ?hidden=${support.ok}>${support.ok ? '' : sentence(support.reason)}</p>
                ${list?.view ? this.#side(support.ok) : outcome.state === 'stopped' ? outcomeLine(outcome) : nothing}
              </div>`
            : nothing
        }
        <div class="past">${lastUploadsView(last, entry)}</div>
      </div>
    `;
  }
}

const whichColumn = () => msg('Say which column is the number to dial.');

declare global {
  interface HTMLElementTagNameMap {
    'cti-list-upload': CtiListUpload;
  }
}
