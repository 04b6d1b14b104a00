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
import { CtiElement } from '../shared/cti-element.js';
import { sentence } from '../shared/datum.js';
import { neverLine, outcomeLine } from '../shared/outcome-view.js';
import { listUploadStyles } from './cti-list-upload.styles.js';
import { UploadController, type UploadAction, type UploadTargetFields } from './upload-controller.js';
import { actionsView, dropView, targetFields, runView } from './upload-view.js';
import { pressedKey } from '../shared/pressed-key.js';

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
 * Uploads a list of contacts from a CSV: shows what each row becomes, goes through all of it without sending, then
 * sends it. Can be stopped, and goes on where it stopped, also after a reload of this tab. What was sent and never
 * answered is named by its lines and not sent again.
 *
 * @element cti-list-upload
 *
 * @fires {CtiRequestEvent} cti-request - Before the upload begins or goes on; `command.contacts` holds the first rows only. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The whole list was sent; `reply.accepted` rows of it were taken, and `result` says the rest.
 * @fires {CtiErrorEvent} cti-error - It did not come to its end; `error.code` is `CANCELED` when a person stopped it.
 *
 * @csspart drop - Where a file can be dropped.
 * @csspart field - A field to fill in.
 * @csspart rows - The table with the first rows.
 * @csspart button - A button; the one that sends is also `submit`.
 * @csspart kept - What was sent of this list before.
 * @csspart progress - The bar and its figures.
 * @csspart refused - The refused rows; the links to their file are `download`, and `unchanged` that with the cells as they were.
 * @csspart repeated - The rows with the number of an earlier row, and what becomes of them; the links are the same.
 * @csspart unknown - The lines of which nobody knows.
 * @csspart status - The line that says what happened; also `error` when it failed.
 * @csspart error - What is wrong with a field or a row, beside it.
 */
export class CtiListUpload extends CtiElement {
  static override styles = [...CtiElement.styles, listUploadStyles];

  static override properties: PropertyDeclarations = { campaign: {}, timeZone: { attribute: 'time-zone' } };

  /** Where the contacts go, as the dialer names it. The session's when empty; a person may change it. */
  campaign = '';

  /** Zone of all contacts, as the dialer names it (U-55). A person may change it. */
  timeZone = '';

  readonly #controller = new UploadController(this);
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
    this.#controller.use(choice?.ok ? choice.bulk : undefined, client?.owner);
    const zone = this.#isBusy ? undefined : this.#controller.restore(this.#target.campaign);
    if (zone !== undefined) this.#writeZone(zone);
  }

  /** How the last check or upload ended: counts, refused rows and their file, unknown lines, checkpoint. */
  get result(): UploadResult | undefined {
    return this.#controller.run.result;
  }

  /** Takes a file, as dropping it does. */
  async open(file: File): Promise<void> {
    if (this.#isBusy) return;
    this.commands.reset();
    await this.#controller.open(file);
  }

  /** Goes through the whole list and sends nothing. Resolves with nothing when there is nothing to check. */
  async check(): Promise<UploadResult | undefined> {
    const { client } = this.commands;
    if (this.#isBusy || !client) return undefined;
    this.commands.reset();
    if (!this.#controller.list?.columns) return this.#refuse(msg('Say which column is the number to dial.'), 'columns');
    try {
      return await this.#controller.check(client, this.#target);
    } catch (cause) {
      return this.#refuse((cause as Error).message, 'columns');
    }
  }

  /** Sends the list, or goes on where it stopped. It has to be checked before. */
  async send(): Promise<ReplyTo<'addContacts'> | undefined> {
    const target = this.#target;
    if (this.#isBusy) return undefined;
    if (!target.campaign) return this.#refuse(msg('Enter the campaign.'), 'campaign');
    if (this.#controller.total(target.campaign) === undefined) return this.#refuse(msg('Check the list first.'), 'csv');
    return this.commands.run(this.#controller.command(target, this.commands.client), (client) =>
      this.#controller.send(client, target),
    );
  }

  /** Stops a check or an upload. What was on the way and not answered is unknown. */
  abort(): void {
    this.#controller.run.abort();
  }

  readonly #onInput = ({ target }: InputEvent) => {
    const { name, value } = target as HTMLInputElement;
    if (name === 'campaign') this.#typedCampaign = value;
    else if (name === 'timeZone') this.#writeZone(value);
    else return;
    this.#begin(this.#controller.run.wasSent);
  };

  readonly #onChange = ({ target }: Event) => {
    const { name, value, files, dataset } = target as HTMLInputElement;
    if (files) this.#take(files[0]);
    else if (this.#controller.change(name, value, Number(dataset['at']))) this.#begin(true);
  };

  readonly #actions: ButtonActions<UploadAction, string> = {
    check: () => void this.check(),
    send: () => void this.send(),
    stop: () => this.abort(),
    ask: (campaign) => this.#controller.answer('ask', campaign),
    forget: (campaign) => this.#controller.answer('forget', campaign),
    keep: (campaign) => this.#controller.answer('keep', campaign),
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    if (clicked) act(this.#actions, clicked, this.#target.campaign);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Escape' || !this.#controller.isAsked) return;
    event.preventDefault();
    this.#controller.answer('keep', '');
  };

  #writeZone(zone: string): void {
    this.#givenZone ??= this.timeZone;
    this.timeZone = zone;
  }

  #progress(isSupported: boolean): TemplateResult {
    const { campaign } = this.#target;
    const { outcome } = this.commands;
    const isBusy = this.#isBusy;
    const kept = isBusy ? undefined : this.#controller.kept(campaign);
    const isOff = !isSupported || this.disabled;
    const isSaid = this.#controller.run.said || this.commands.problem('csv', 'columns', 'campaign');
    const isShown = outcome.state === 'stopped' || ('error' in outcome && !isSaid);
    return html`
      ${actionsView({ isOff, isBusy, mustCheck: this.#controller.total(campaign) === undefined, kept, isAsked: this.#controller.isAsked })}
      ${outcomeLine(isShown ? outcome : { state: 'idle' })} ${runView(this.#controller, kept?.checkpoint.unknown ?? [])}
    `;
  }

  get #isBusy(): boolean {
    return this.commands.pending || this.#controller.run.state !== 'idle';
  }

  get #target(): UploadTargetFields {
    const campaign = (this.#typedCampaign ?? this.given(this.campaign, 'campaign')).trim();
    return { campaign, timeZone: this.#controller.bulk?.isZoned ? this.timeZone.trim() : '' };
  }

  #refuse(message: string, field: string): undefined {
    this.#controller.run.reset();
    return this.commands.refuse(this.#controller.command(this.#target, this.commands.client), message, field);
  }

  /** What was said before is over with the next change. */
  #begin(isOver: boolean): void {
    this.commands.reset();
    this.#controller.isAsked = false;
    if (isOver) this.#controller.run.reset();
    this.requestUpdate();
  }

  #take(file: File | undefined): void {
    if (this.#isBusy || this.disabled) return;
    if (file) void this.open(file);
    this.#dropProblem = file ? '' : msg('That is not a file.');
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const never = this.commands.never('addContacts');
    const { list } = this.#controller;
    if (never && !list) return neverLine(never);
    const { outcome } = this.commands;
    const support = this.commands.supports('addContacts');
    return html`
      <div
        class="stack"
        @input=${this.#onInput}
        @change=${this.#onChange}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
      >
        <fieldset class="stack" ?disabled=${this.disabled || this.#isBusy}>
          ${dropView(list, this.#dropProblem || (list?.problem ?? list?.view?.problem)?.message || this.commands.problem('csv'))}
          ${list?.view ? targetFields(list, this.#controller.bulk, this.#target, this.commands) : nothing}
        </fieldset>
        <p class="hint" id="unsupported" ?hidden=${support.ok}>${support.ok ? '' : sentence(support.reason)}</p>
        ${list?.view ? this.#progress(support.ok) : outcome.state === 'stopped' ? outcomeLine(outcome) : nothing}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-list-upload': CtiListUpload;
  }
}
