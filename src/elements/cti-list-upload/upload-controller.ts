import { msg } from '@lit/localize';
import type { LitElement, ReactiveController } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { CommandOf, ReplyTo } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Contact } from '../../core/supervisor-commands.js';
import { isAlive, newName, pageId, showPage } from '../../core/page.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import type { Bulk } from '../../core/transport.js';
import { hashOfText } from '../../codecs/hash.js';
import {
  checkContacts,
  uploadContacts,
  type CellsAs,
  type Checkpoint,
  type ContactUpload,
  type LineRange,
  type SameNumber,
  type SourceMark,
  type UploadClient,
  type UploadCounts,
  type UploadOptions,
  type UploadProgressEvent,
  type UploadResult,
} from '../../uploads/index.js';
import { RowFocusController } from '../shared/row-focus-controller.js';
import { saveFile } from '../shared/save-file.js';
import { UploadFile, type ColumnChoice, type Reading } from './upload-file.js';
import { LastUploads, type LastUpload } from './last-uploads.js';
import { UploadUndo } from './upload-undo.js';
import { checkText, copiedText, progressText, sentRowsText, timeLeft } from './upload-messages.js';
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
  sendToo?: readonly number[];
  /** Under which it stands among the last uploads. */
  entry?: string;
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
/** Rows that are held to be looked at, refused ones and those of the same number; the files have all. */
const listed = 1_000;
/** Figures that a person reads change no more often than this, in milliseconds. */
const paceEvery = 3_000;

/** Addresses of a file of rows, in both ways. */
export type FileUrls = Readonly<Record<CellsAs, string>>;

/** Of all refused rows, and of those with the number of an earlier row; none without rows. */
type ListFiles = Partial<Record<'refused' | 'repeated', FileUrls>>;

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
  /** How the last check of this list ended; it stays while it is sent. */
  checked: UploadResult | undefined;
  /** It was an upload and no check. */
  wasSent = false;
  /** Rows a second and seconds left, as they are shown: they stay for a while, so that they can be read. */
  pace: { rate: number; left: number | undefined } | undefined;
  /** The check that is on its way. */
  checking: Promise<UploadResult> | undefined;
  /** Rows of the whole list, where known. */
  total = 0;
  /** For the live region. */
  said = '';
  readonly #host: LitElement;
  #upload: ContactUpload | undefined;
  #saidAt = 0;
  #pacedAt = 0;
  #files: ListFiles = {};
  #filesOf: UploadResult | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** What is known of the rows now: by the upload when it has ended, else by the check. */
  get told(): UploadResult | undefined {
    return this.wasSent ? (this.result ?? this.checked) : this.checked;
  }

  /** The files of what is told. */
  get files(): ListFiles {
    const { told } = this;
    if (told === this.#filesOf) return this.#files;
    for (const urls of Object.values(this.#files)) Object.values(urls).forEach((url) => URL.revokeObjectURL(url));
    this.#filesOf = told;
    return (this.#files = {
      ...(told?.refused.length && { refused: urlsOf(told.refusedFile) }),
      ...(told?.repeated.length && { repeated: urlsOf(told.repeatedFile) }),
    });
  }

  get isPaused(): boolean {
    return this.state === 'sending' && !!this.#upload?.isPaused;
  }

  check(client: UploadClient, options: UploadOptions): Promise<UploadResult> {
    const run = this.#run('checking', checkContacts(client, { ...options, refusedLimit: listed }), 0);
    this.checking = run;
    return run;
  }

  /** `onIds` gets the ids that the dialer gave for rows of this upload. */
  send(
    client: UploadClient,
    options: UploadOptions,
    total: number,
    onIds: (ids: readonly string[]) => void,
  ): Promise<UploadResult> {
    const upload = uploadContacts(client, { ...options, size, refusedLimit: listed });
    upload.addEventListener('batch', ({ ids }) => onIds(ids.flatMap((id) => id ?? [])));
    return this.#run('sending', upload, total);
  }

  /** Sends nothing new, or goes on. */
  pause(isPaused: boolean): void {
    if (this.state !== 'sending' || !this.#upload) return;
    if (isPaused) this.#upload.pause();
    else this.#upload.goOn();
    this.#say(isPaused ? msg('Paused.') : msg('Sending…'));
  }

  abort(): void {
    this.#upload?.abort();
  }

  /** Another agent is here: nothing more is sent, and nothing said of what was. */
  leave(): void {
    this.abort();
    this.#upload = undefined;
    this.state = 'idle';
    this.checked = this.checking = undefined;
    this.reset();
  }

  /** Forgets what came of the list before. */
  reset(): void {
    if (this.state !== 'idle') return;
    Object.assign(this, { progress: undefined, result: undefined, said: '', wasSent: false, pace: undefined });
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
      this.#keepPace(progress);
      const far = progressText(progress, total);
      if (progress.state === 'paused' && !progress.onTheWay && this.said !== far) this.#say(far);
      else if (progress.state !== 'over' && performance.now() - this.#saidAt >= sayEvery) this.#say(far);
      this.#host.requestUpdate();
    });
    try {
      const result = await upload.result;
      if (this.#upload !== upload) return result;
      this.result = result;
      if (state === 'checking') this.checked = result.end === 'aborted' ? undefined : result;
      this.#say(this.wasSent ? sentRowsText(result) : checkText(result));
      return result;
    } catch (cause) {
      if (this.#upload === upload) this.#say('');
      throw cause;
    } finally {
      if (this.#upload === upload) this.state = 'idle';
      if (this.#upload === upload) this.checking = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Takes over new figures where the last ones have stood long enough. */
  #keepPace(progress: UploadProgressEvent): void {
    const now = performance.now();
    if (progress.state !== 'running') this.pace = undefined;
    else if (progress.rate > 0 && (!this.pace || now - this.#pacedAt >= paceEvery)) {
      this.pace = { rate: progress.rate, left: timeLeft(progress, this.total) };
      this.#pacedAt = now;
    }
  }

  #say(text: string): void {
    this.said = text;
    this.#saidAt = performance.now();
    this.#host.requestUpdate();
  }
}

export const isIn = (line: number, ranges: readonly LineRange[]): boolean =>
  ranges.some(([from, to]) => from <= line && line <= to);

/** What the client refuses by itself of the rows that are shown, as things stand. */
export function rowRefusal(client: CtiClient | undefined, campaign: string): (contact: Contact) => string | undefined {
  try {
    return client?.refusals(campaign || '-') ?? (() => undefined);
  } catch (cause) {
    return () => CtiError.from(cause).message;
  }
}

/** What the buttons of a list's upload do. */
export type UploadAction =
  | 'check'
  | 'send'
  | 'pause'
  | 'goOn'
  | 'stop'
  | 'ask'
  | 'forget'
  | 'keep'
  | 'filter'
  | 'page'
  | 'needed'
  | 'undo'
  | 'takeBack'
  | 'leave'
  | 'refusedFile'
  | 'sendToo';

/** Where a list goes. */
export interface UploadTargetFields {
  campaign: string;
  timeZone: string;
}

/** One list from its choice to its end: what was checked, what was kept of it, and what may be sent. */
export class UploadController {
  list: UploadFile | undefined;
  readonly run: UploadRun;
  readonly undo: UploadUndo;
  /** Which rows are shown, and the page of them. */
  filter: 'first' | 'needed' = 'first';
  page = 0;
  last = new LastUploads('');
  /** Of the upload that is on its way, its place among the last ones. */
  entry: string | undefined;
  /** Rows that were refused before the upload went on, and of which this page knows no more: it was loaded anew since. */
  earlier = 0;
  bulk: Bulk | undefined;
  /** What a person chose for rows with the number of an earlier one: to be called twice is worse than to be missed. */
  sameNumber: SameNumber = 'first';
  /** Lines of such rows that go out all the same. */
  sendToo = new Set<number>();
  /** Under which name the dialer files the list; that of the file when empty. */
  listName = '';
  /** Whether the person is asked about sending all again. */
  isAsked = false;
  readonly #host: LitElement;
  readonly #focus: RowFocusController;
  /** Whose the upload is that this tab knows of; empty where the page does not say. */
  #owner = '';
  #checked: { key: string; total: number } | undefined;
  #restored = '';
  /** What an earlier part has dealt with. */
  #done: readonly LineRange[] = [];
  /** How the list was read when it was checked last, or that was begun. */
  #tried: string | undefined;
  /** The last part that this page sent, of which upload, and how many refused rows it lacks. */
  #part: { key: string; result: UploadResult; missing: number } | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    this.run = new UploadRun(host);
    this.undo = new UploadUndo(host);
    this.#focus = new RowFocusController(host);
  }

  /** Another dialer knows other fields. */
  use(bulk: Bulk | undefined, refusal: (contact: Contact) => string | undefined, owner = this.#owner): void {
    if (owner !== this.#owner) this.last = new LastUploads(owner);
    this.#owner = owner;
    if (this.list) this.list.refusal = refusal;
    if (bulk === this.bulk) return;
    this.bulk = bulk;
    this.#tried = undefined;
    void this.list?.look(bulk);
  }

  /** Whether the list, as it is read now, was not gone through yet: that is begun by itself. */
  get wantsCheck(): boolean {
    const { list, run } = this;
    return !!list?.view && !!list.columns && !list.isLooking && run.state === 'idle' && this.#tried !== this.#key(list);
  }

  open(file: File, refusal: (contact: Contact) => string | undefined): Promise<void> {
    this.leave();
    this.list = new UploadFile(file, this.#host);
    this.list.refusal = refusal;
    void showPage();
    return this.list.look(this.bulk);
  }

  /** Leaves the list with all that is known of it; whether there was one. */
  leave(): boolean {
    const isChosen = !!this.list;
    this.run.leave();
    this.list = this.#checked = this.#tried = undefined;
    this.undo.leave();
    this.filter = 'first';
    this.page = 0;
    this.sameNumber = 'first';
    this.sendToo = new Set();
    this.listName = '';
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
    this.#done = kept?.checkpoint.done ?? [];
    if (!kept || !this.list || name === this.#restored) return undefined;
    this.#restored = name;
    this.list.restore(kept, this.bulk);
    this.sameNumber = kept.sameNumber ?? 'all'; // what an earlier version did
    this.sendToo = new Set(kept.sendToo);
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
    if (!this.list?.change(name, value, at, this.bulk)) return false;
    this.sendToo = new Set(); // other rows may have the same number now
    return true;
  }

  /** Sends a row though an earlier one has its number, or leaves it out again. */
  toggleSendToo(line: number): void {
    if (!this.sendToo.delete(line)) this.sendToo.add(line);
    this.#host.requestUpdate();
  }

  /** Whether an earlier part of this upload, before the page was loaded anew, has dealt with a row. */
  isDone(line: number): boolean {
    return !this.run.wasSent && isIn(line, this.#done);
  }

  /** How many rows would be sent; nothing while that is not known. */
  get sendable(): number | undefined {
    const { checked } = this.run;
    if (!checked) return undefined;
    const { accepted, leftOut, repeated } = checked.counts;
    return accepted + leftOut - (this.sameNumber === 'first' ? repeated - this.sendToo.size : 0);
  }

  /** The person asks to send all again, says so a second time, or leaves it. */
  answer(name: Extract<UploadAction, 'ask' | 'forget' | 'keep'>, campaign: string): void {
    this.isAsked = name === 'ask';
    if (name !== 'forget') return this.#focus.move('kept', this.isAsked ? '[name=keep]' : '[name=ask]');
    deleteUpload(this.#name(campaign));
    this.run.reset();
    this.undo.leave();
    this.#focus.move('actions', '[name=send], [name=check]');
  }

  /** Shows other rows. */
  show(filter: string, page = 0): void {
    this.filter = filter === 'needed' ? 'needed' : 'first';
    this.page = Math.max(0, page);
    this.#host.requestUpdate();
  }

  /** Saves the refused rows of one of the last uploads. */
  saveRefused(key: string): void {
    const file = this.last.fileOf(key);
    const upload = this.last.list().find((each) => each.key === key);
    if (!file || !upload) return;
    saveFile(upload.file.replace(/(\.[^.]*)?$/, '-refused.csv'), file);
  }

  /** The focus goes to the first of these controls that is there once that is drawn. */
  focus(id: string, names: string): void {
    this.#focus.move(id, names);
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
    this.#tried = key;
    const result = await this.run.check(client, { ...options, campaign: target.campaign || '-' });
    if (result.end === 'complete' && this.list === list) this.#checked = { key, total: result.counts.read };
    this.#host.requestUpdate();
    return result;
  }

  /** Rejects when it did not come to its end; how far it came stands in `run.result`, and is kept. */
  async send(client: CtiClient, target: UploadTargetFields, campaignName: string): Promise<ReplyTo<'addContacts'>> {
    const { list } = this;
    const { campaign, timeZone } = target;
    const options = this.#options(target);
    const kept = this.kept(campaign);
    const total = this.total(campaign) ?? 0;
    const name = this.#name(campaign);
    if (!list || !options) throw new CtiError('INVALID', msg('Choose a list first.'), { field: 'csv' });
    if (kept && isCopied(kept)) throw new CtiError('INVALID', copiedText(), { field: 'csv' });
    const { sameNumber, listName } = this;
    const sendToo = [...this.sendToo];
    const at = Date.now();
    const entry = (this.entry = kept?.entry ?? newName());
    const record = {
      total,
      reading: list.reading,
      choices: list.choices,
      timeZone,
      sameNumber,
      sendToo,
      entry,
      page: pageId,
    };
    this.#restored = name;
    this.#tried = this.#key(list);
    const key = `${name} ${this.#key(list)}`;
    const part = kept && this.#part?.key === key ? this.#part : undefined;
    this.earlier = part?.missing ?? kept?.checkpoint.counts.refused ?? 0;
    const { last } = this;
    const note = ({ accepted, refused, unknown }: UploadCounts, end: LastUpload['end']) =>
      last.put({
        key: entry,
        at,
        file: listName || list.file.name,
        campaign: campaignName,
        accepted,
        refused,
        unknown,
        end,
      });
    const save: UploadOptions['save'] = (checkpoint) => {
      storeUpload(name, { ...record, checkpoint, isOver: false });
      note(checkpoint.counts, 'open');
    };
    const result = await this.run
      .send(
        client,
        { ...options, save, ...(kept && { resume: kept.checkpoint }), ...(part && { before: part.result }) },
        total,
        (ids) => this.undo.add(campaign, ids),
      )
      .finally(() => (this.entry = undefined));
    this.#part = { key, result, missing: this.earlier };
    const { end, error, counts, transport, isLoaded, checkpoint } = result;
    storeUpload(name, { ...record, checkpoint, isOver: end === 'complete' });
    note(counts, end);
    if (result.refused.length) last.keepFile(entry, result.refusedFile());
    if (end !== 'complete') throw error ?? new CtiError('CANCELED', msg('The upload was stopped.'));
    return { status: 'confirmed', transport, accepted: counts.accepted, refused: [], isLoaded };
  }

  /** Takes back what this list added, by the ids of this upload. */
  async takeBack(client: CtiClient, campaign: string): Promise<ReplyTo<'removeContact'>> {
    const name = this.#name(campaign);
    const kept = this.kept(campaign);
    const reply = await this.undo.run(client);
    const { accepted = 0, unknown = 0 } = kept?.checkpoint.counts ?? {};
    // Where nothing of it is left there, it may be sent like any other list.
    if (!this.undo.isWhole(accepted) || unknown) return reply;
    deleteUpload(name);
    this.run.reset();
    if (kept?.entry) this.last.change(kept.entry, { end: 'undone' });
    return reply;
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
      ...(this.list && { fileName: this.listName || this.list.file.name }),
    };
  }

  #options({ campaign, timeZone }: UploadTargetFields): UploadOptions | undefined {
    const { list } = this;
    if (!list?.columns) return undefined;
    const { sameNumber, sendToo, listName } = this;
    return {
      csv: list.file,
      columns: list.columns,
      campaign,
      sameNumber,
      ...(sendToo.size && { sendToo: [...sendToo] }),
      ...(listName && { fileName: listName }),
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
