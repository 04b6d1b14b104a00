import { msg } from '@lit/localize';
import type { LitElement, ReactiveController } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { CommandOf, ReplyTo } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Contact } from '../../core/supervisor-commands.js';
import { isAlive, pageId, showPage } from '../../core/page.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import type { Bulk } from '../../core/transport.js';
import { hashOfText } from '../../codecs/hash.js';
import {
  checkContacts,
  uploadContacts,
  type CellsAs,
  type Checkpoint,
  type ContactUpload,
  type SameNumber,
  type SourceMark,
  type UploadClient,
  type UploadOptions,
  type UploadProgressEvent,
  type UploadResult,
} from '../../uploads/index.js';
import { RowFocusController } from '../shared/row-focus-controller.js';
import { UploadFile, type ColumnChoice, type Reading } from './upload-file.js';
import { checkText, copiedText, progressText, sentRowsText } from './upload-messages.js';
import { writeJson } from '../../codecs/write-json.js';

/** What this tab remembers of an upload over a reload: no contact, and not the campaign, whose name may be a secret. */
export interface StoredUpload {
  checkpoint: Checkpoint;
  /** Rows of the whole list. */
  total: number;
  /** It came to the end of the list. */
  isOver: boolean;
  reading: Reading;
  choices: readonly ColumnChoice[];
  timeZone: string;
  /** Kept by versions that ask about it. */
  sameNumber?: SameNumber;
  /** The page that wrote it, and whether that was found to live beside this one: its tab was duplicated, and may be further by now. */
  page?: string;
  isCopy?: boolean;
}

/**
 * The same bytes and time make the same file; a new name does not make another. Of the campaign, and whose upload it is, it
 * holds only a sum.
 */
export const storageName = ({ size, lastModified, hash }: SourceMark, campaign: string, owner: string): string =>
  `list-upload ${[size, lastModified, hash, hashOfText(`${owner} ${campaign}`)].join(' ')}`;

export function storeUpload(name: string, upload: StoredUpload): void {
  setTabItem(name, { ...upload, checkpoint: { ...upload.checkpoint, campaign: '' } });
}

export function loadUpload(name: string, campaign: string): StoredUpload | undefined {
  const kept = getTabItem(name) as Partial<StoredUpload> | null | undefined;
  if (kept?.checkpoint?.version !== 1 || !kept.reading || !Array.isArray(kept.choices)) return undefined;
  return { ...(kept as StoredUpload), checkpoint: { ...kept.checkpoint, campaign } };
}

export const isCopied = ({ isCopy, page }: StoredUpload): boolean => !!isCopy && page !== pageId;

export const deleteUpload = (name: string): void => setTabItem(name, undefined);

/** A screen reader hears how far it is no more often than this, in milliseconds. */
const sayEvery = 10_000;
/** Rows of one request, where the dialer takes as many: more would be checked and written for too long at once. */
const size = 1_000;
/** Refused rows that are listed; the file has all. */
const listed = 100;

/** Addresses of a file of rows, in both ways. */
export type FileUrls = Readonly<Record<CellsAs, string>>;

const urlsOf = (file: (cells: CellsAs) => Blob): FileUrls => ({
  guarded: URL.createObjectURL(file('guarded')),
  unchanged: URL.createObjectURL(file('unchanged')),
});

/** Checks or sends one list at a time, and says how far it is. */
export class UploadRun implements ReactiveController {
  state: 'idle' | 'checking' | 'sending' = 'idle';
  progress: UploadProgressEvent | undefined;
  /** How the last check or upload of this list ended. */
  result: UploadResult | undefined;
  /** It was an upload and no check. */
  wasSent = false;
  /** Rows of the whole list, where known. */
  total = 0;
  /** For the live region. */
  said = '';
  /** Addresses of all refused rows as a file, and of those with the number of an earlier row; none without rows. */
  files: Partial<Record<'refused' | 'repeated', FileUrls>> = {};
  readonly #host: LitElement;
  #upload: ContactUpload | undefined;
  #saidAt = 0;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  check(client: UploadClient, options: UploadOptions): Promise<UploadResult> {
    return this.#run('checking', checkContacts(client, { ...options, refusedLimit: listed }), 0);
  }

  send(client: UploadClient, options: UploadOptions, total: number): Promise<UploadResult> {
    return this.#run('sending', uploadContacts(client, { ...options, size, refusedLimit: listed }), total);
  }

  abort(): void {
    this.#upload?.abort();
  }

  /** Another agent is here: nothing more is sent, and nothing said of what was. */
  leave(): void {
    this.abort();
    this.#upload = undefined;
    this.state = 'idle';
    this.reset();
  }

  /** Forgets what came of the list before. */
  reset(): void {
    if (this.state !== 'idle') return;
    for (const urls of Object.values(this.files)) Object.values(urls).forEach((url) => URL.revokeObjectURL(url));
    Object.assign(this, { progress: undefined, result: undefined, said: '', files: {}, wasSent: false });
    this.#host.requestUpdate();
  }

  /** Out of the page nobody could stop it. Moving within the page is no end. */
  hostDisconnected(): void {
    setTimeout(() => {
      if (!this.#host.isConnected) this.abort();
    });
  }

  async #run(state: 'checking' | 'sending', upload: ContactUpload, total: number): Promise<UploadResult> {
    this.reset();
    this.#upload = upload;
    this.state = state;
    this.total = total;
    this.wasSent = state === 'sending';
    this.#say(state === 'checking' ? msg('Checking…') : msg('Sending…'));
    upload.addEventListener('progress', (progress) => {
      if (this.#upload !== upload) return;
      this.progress = progress;
      if (progress.state !== 'over' && performance.now() - this.#saidAt >= sayEvery)
        this.#say(progressText(progress, total));
      this.#host.requestUpdate();
    });
    try {
      const result = await upload.result;
      if (this.#upload !== upload) return result;
      this.result = result;
      this.files = {
        ...(result.refused.length && { refused: urlsOf(result.refusedFile) }),
        ...(result.repeated.length && { repeated: urlsOf(result.repeatedFile) }),
      };
      this.#say(this.wasSent ? sentRowsText(result) : checkText(result));
      return result;
    } catch (cause) {
      if (this.#upload === upload) this.#say('');
      throw cause;
    } finally {
      if (this.#upload === upload) this.state = 'idle';
      this.#host.requestUpdate();
    }
  }

  #say(text: string): void {
    this.said = text;
    this.#saidAt = performance.now();
    this.#host.requestUpdate();
  }
}

/** What the client refuses by itself of the rows that are shown, as things stand. */
export function rowRefusal(client: CtiClient | undefined, campaign: string): (contact: Contact) => string | undefined {
  try {
    return client?.refusals(campaign || '-') ?? (() => undefined);
  } catch (cause) {
    return () => CtiError.from(cause).message;
  }
}

/** What the buttons of a list's upload do. */
export type UploadAction = 'check' | 'send' | 'stop' | 'ask' | 'forget' | 'keep';

/** Where a list goes. */
export interface UploadTargetFields {
  campaign: string;
  timeZone: string;
}

/** One list from its choice to its end: what was checked, what was kept of it, and what may be sent. */
export class UploadController {
  list: UploadFile | undefined;
  readonly run: UploadRun;
  /** Rows that were refused before the upload went on, and of which this page knows no more: it was loaded anew since. */
  earlier = 0;
  bulk: Bulk | undefined;
  /** What a person chose for rows with the number of an earlier one: to be called twice is worse than to be missed. */
  sameNumber: SameNumber = 'first';
  /** Whether the person is asked about sending all again. */
  isAsked = false;
  readonly #host: LitElement;
  readonly #focus: RowFocusController;
  /** Whose the upload is that this tab knows of; empty where the page does not say. */
  #owner = '';
  #checked: { key: string; total: number } | undefined;
  #restored = '';
  /** The last part that this page sent, of which upload, and how many refused rows it lacks. */
  #part: { key: string; result: UploadResult; missing: number } | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    this.run = new UploadRun(host);
    this.#focus = new RowFocusController(host);
  }

  /** Another dialer knows other fields. */
  use(bulk: Bulk | undefined, owner = this.#owner): void {
    this.#owner = owner;
    if (bulk === this.bulk) return;
    this.bulk = bulk;
    void this.list?.look(bulk);
  }

  open(file: File): Promise<void> {
    this.leave();
    this.list = new UploadFile(file, this.#host);
    void showPage();
    return this.list.look(this.bulk);
  }

  /** Leaves the list with all that is known of it; whether there was one. */
  leave(): boolean {
    const isChosen = !!this.list;
    this.run.leave();
    this.list = this.#checked = undefined;
    this.sameNumber = 'first';
    this.isAsked = false;
    this.#restored = '';
    return isChosen;
  }

  /** What this tab knows of an earlier upload of this list to this campaign. */
  kept(campaign: string): StoredUpload | undefined {
    const name = this.#name(campaign);
    return name ? loadUpload(name, campaign) : undefined;
  }

  /** Takes over how the list was read by the upload that was kept; once, and gives the time zone of then. */
  restore(campaign: string): string | undefined {
    const name = this.#name(campaign);
    const kept = this.kept(campaign);
    if (!kept || !this.list || name === this.#restored) return undefined;
    this.#restored = name;
    this.list.restore(kept, this.bulk);
    this.sameNumber = kept.sameNumber ?? 'all'; // what an earlier version did
    void this.#lookForWriter(name, kept.page);
    return kept.timeZone;
  }

  async #lookForWriter(name: string, page = pageId): Promise<void> {
    if (page === pageId || !(await isAlive(page))) return;
    const kept = loadUpload(name, ''); // as it is now: frames of a tab write the same storage
    if (kept?.page === page) storeUpload(name, { ...kept, isCopy: true });
    this.#host.requestUpdate();
  }

  /** What a person changed in the control of that name; `false` when it is none of the list's. */
  change(name: string, value: string, at: number): boolean {
    if (name === 'sameNumber') this.sameNumber = value === 'all' ? 'all' : 'first';
    this.#host.requestUpdate(); // what is shown follows each choice, or a later change of it would not be seen
    return !!this.list?.change(name, value, at, this.bulk);
  }

  /** The person asks to send all again, says so a second time, or leaves it. */
  answer(name: Extract<UploadAction, 'ask' | 'forget' | 'keep'>, campaign: string): void {
    this.isAsked = name === 'ask';
    if (name !== 'forget') return this.#focus.move('kept', this.isAsked ? '[name=keep]' : '[name=ask]');
    deleteUpload(this.#name(campaign));
    this.run.reset();
    this.#focus.move('actions', '[name=check]');
  }

  /** Rows of the whole list, once it was checked as it is read now; or was when its upload was begun. */
  total(campaign: string): number | undefined {
    const key = this.#key(this.list);
    const kept = this.kept(campaign);
    if (this.#checked?.key === key) return this.#checked.total;
    return kept && this.#key(kept) === key ? kept.total : undefined;
  }

  async check(client: CtiClient, target: UploadTargetFields): Promise<UploadResult | undefined> {
    const { list } = this;
    const key = this.#key(list);
    const options = this.#options(target);
    if (!list || !options) return undefined;
    const result = await this.run.check(client, { ...options, campaign: target.campaign || '-' });
    if (result.end === 'complete' && this.list === list) this.#checked = { key, total: result.counts.read };
    this.#host.requestUpdate();
    return result;
  }

  /** Rejects when it did not come to its end; how far it came stands in `run.result`, and is kept. */
  async send(client: CtiClient, target: UploadTargetFields): Promise<ReplyTo<'addContacts'>> {
    const { list } = this;
    const { campaign, timeZone } = target;
    const options = this.#options(target);
    const kept = this.kept(campaign);
    const total = this.total(campaign) ?? 0;
    const name = this.#name(campaign);
    if (!list || !options) throw new CtiError('INVALID', msg('Choose a list first.'), { field: 'csv' });
    if (kept && isCopied(kept)) throw new CtiError('INVALID', copiedText(), { field: 'csv' });
    const { sameNumber } = this;
    const record = { total, reading: list.reading, choices: list.choices, timeZone, sameNumber, page: pageId };
    this.#restored = name;
    const key = `${name} ${this.#key(list)}`;
    const part = kept && this.#part?.key === key ? this.#part : undefined;
    this.earlier = part?.missing ?? kept?.checkpoint.counts.refused ?? 0;
    const save: UploadOptions['save'] = (checkpoint) => storeUpload(name, { ...record, checkpoint, isOver: false });
    const result = await this.run.send(
      client,
      { ...options, save, ...(kept && { resume: kept.checkpoint }), ...(part && { before: part.result }) },
      total,
    );
    this.#part = { key, result, missing: this.earlier };
    const { end, error, counts, transport, isLoaded, checkpoint } = result;
    storeUpload(name, { ...record, checkpoint, isOver: end === 'complete' });
    if (end !== 'complete') throw error ?? new CtiError('CANCELED', msg('The upload was stopped.'));
    return { status: 'confirmed', transport, accepted: counts.accepted, refused: [], isLoaded };
  }

  /** What the page is asked about before a list leaves: its first contacts stand for all. */
  command({ campaign, timeZone }: UploadTargetFields, client?: CtiClient): CommandOf<'addContacts'> {
    const refusal = rowRefusal(client, campaign);
    const rows: Contact[] =
      this.list?.view?.rows.flatMap(({ contact, problem }) =>
        contact && problem === undefined && refusal(contact) === undefined ? contact : [],
      ) ?? [];
    return {
      type: 'addContacts',
      campaign,
      contacts: rows,
      ...(timeZone && { timeZone }),
      ...(this.list && { fileName: this.list.file.name }),
    };
  }

  #options({ campaign, timeZone }: UploadTargetFields): UploadOptions | undefined {
    const { list } = this;
    if (!list?.columns) return undefined;
    const { sameNumber } = this;
    return {
      csv: list.file,
      columns: list.columns,
      campaign,
      sameNumber,
      ...list.options,
      ...(timeZone && { timeZone }),
    };
  }

  #name(campaign: string): string {
    const mark = this.list?.view?.mark;
    return mark && campaign ? storageName(mark, campaign, this.#owner) : '';
  }

  #key(read: Pick<StoredUpload, 'reading' | 'choices'> | undefined): string {
    return writeJson([read?.reading, read?.choices]);
  }
}
