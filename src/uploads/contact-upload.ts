import { msg } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import type { Contact } from '../core/supervisor-commands.js';
import type { Bulk } from '../core/transport.js';
import { batchesOf, defaultPatience, raceAbort, sendBatch, type BatchOutcome, type Line } from './batch-sender.js';
import { checkCheckpoint, type Checkpoint } from './checkpoint.js';
import { checkFingerprint } from './csv/csv-file.js';
import { UploadBatchEvent, UploadProgressEvent, UploadTarget, type UploadState } from './events.js';
import {
  uploadCommand,
  type AddContactsReply,
  type Patience,
  type UploadClient,
  type UploadOptions,
  type UploadResult,
} from './options.js';
import { settledRows, UploadProgress, type UploadBooks } from './progress.js';
import { RefusedRows } from './refused-rows.js';
import { ofContacts, openSource, type Row, type RowSource } from './rows.js';

/**
 * Books each row by the dialer's answer. A row of which it says nothing is accepted when the numbers agree. When they do
 * not, it was not added if the dialer added nobody, as with `stopOnError` (S-17); else nobody knows.
 */
export function applyReply(rows: readonly Row[], reply: AddContactsReply, progress: UploadProgress): void {
  const reasons = new Map(reply.refused.flatMap(({ index, reason }) => (rows[index] ? [[index, reason]] : [])));
  const silent = rows.length - reply.accepted - reasons.size;
  rows.forEach((row, at) => {
    const reason = reasons.get(at) ?? (silent > 0 && !reply.accepted ? notAdded() : undefined);
    if (reason !== undefined) progress.refuse(row, reason);
    else if (silent > 0) progress.doubt(row);
    else progress.accept(row);
  });
}

/** Unlike that of any other upload. */
const newKey = () => [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join('');

const notAdded = () => msg('Not added, since other rows of the same request were refused.');

/** Milliseconds. */
const tellEvery = 250;

const linesOf = (rows: readonly Row[]) => rows.map(({ line }) => line);

/**
 * An upload of contacts. Reads no faster than the dialer takes them, so its memory does not grow with the list.
 *
 * @fires progress - {@link UploadProgressEvent}
 * @fires batch - {@link UploadBatchEvent}
 */
export class ContactUpload extends UploadTarget {
  /** Rejects with a `CtiError` when nothing could begin; whatever happens later stands in the result. */
  readonly result: Promise<UploadResult>;
  /** Stops at once. What was on the way and not answered is unknown. */
  readonly abort = (): void => {
    this.#abort.abort();
    this.#ending.abort();
  };
  /** Sends no further request until it is told to go on. What is on the way is waited for, and booked. */
  readonly pause = (): void => {
    if (this.#goOn || this.#state === 'over') return;
    this.#line.paused = new Promise((resolve) => (this.#goOn = resolve));
    this.#pausedAt = performance.now();
    void this.#keep();
    this.#tell(true);
  };
  /** Goes on where it was paused. */
  readonly goOn = (): void => {
    if (!this.#goOn) return;
    this.#goOn();
    this.#line.paused = this.#goOn = undefined;
    this.#pausedFor += performance.now() - this.#pausedAt;
    this.#tell(true);
  };
  readonly #client: UploadClient;
  readonly #options: UploadOptions;
  readonly #patience: Patience;
  readonly #abort = new AbortController();
  /** No further request, no waiting. */
  readonly #ending = new AbortController();
  readonly #began = performance.now();
  readonly #line: Line = { notBefore: 0 };
  #error: CtiError | undefined;
  #source: RowSource | undefined;
  #progress: UploadProgress | undefined;
  #bulk: Bulk | undefined;
  #key: string | undefined;
  #state: UploadState = 'running';
  #told = -Infinity;
  #later: ReturnType<typeof setTimeout> | undefined;
  /** While it is paused, what ends that. */
  #goOn: (() => void) | undefined;
  #pausedAt = 0;
  #pausedFor = 0;
  #saving: Promise<void> = Promise.resolve();
  #before = 0;
  #unknownInARow = 0;
  #transport = '';
  #isLoaded = true;

  constructor(client: UploadClient, options: UploadOptions) {
    super();
    this.#client = client;
    this.#options = options;
    this.#patience = { ...defaultPatience, ...options.patience };
    const { signal } = options;
    if (signal?.aborted) this.abort();
    signal?.addEventListener('abort', this.abort);
    this.result = this.#run().finally(() => signal?.removeEventListener('abort', this.abort));
  }

  /** How far it is, as plain JSON; what is on the way counts as unknown. Nothing before the first row. */
  get checkpoint(): Checkpoint | undefined {
    return this.#progress?.checkpoint();
  }

  get isPaused(): boolean {
    return !!this.#goOn;
  }

  async #run(): Promise<UploadResult> {
    const { campaign, resume, before, refusedLimit = 10_000, sameNumber = 'all', sendToo = [] } = this.#options;
    const choice = this.#client.supports('addContacts');
    if (!choice.ok) throw new CtiError('UNSUPPORTED', choice.reason);
    this.#transport = choice.transport;
    const earlier = resume && checkCheckpoint(resume, campaign);
    const source = (await this.#open(choice.bulk)) ?? ofContacts([]);
    this.#source = source;
    const books = {
      refused: new RefusedRows(source.headers, source.delimiter, refusedLimit, resume && before),
      repeated: new RefusedRows(source.headers, source.delimiter, refusedLimit),
      sameNumber,
      sendToo: new Set(sendToo),
    };
    try {
      if (earlier && !this.#ending.signal.aborted) checkFingerprint(source.mark, earlier.source);
      const { bulk } = choice;
      this.#bulk = bulk;
      if (bulk?.withKey) this.#key = earlier?.key ?? newKey();
      const progress = (this.#progress = new UploadProgress(campaign, source, books, earlier, this.#key));
      this.#before = settledRows(progress.counts);
      const { size = Infinity, inFlight = bulk?.inFlight ?? 1 } = this.#options;
      // More than the dialer takes at once would be split behind our back, and a part of it could fail alone.
      const most = Math.max(1, Math.min(size, bulk?.size ?? 100));
      await this.#sendAll(
        batchesOf(source, progress, {
          bulk,
          size: most,
          refusals: () => this.#client.refusals?.(campaign),
          ending: this.#ending.signal,
          onRow: () => this.#tell(),
        }),
        progress,
        Math.max(1, inFlight),
      );
      return await this.#finish(progress, books);
    } finally {
      source.cancel();
    }
  }

  /** Nothing when it is stopped meanwhile. */
  async #open(bulk: Bulk | undefined): Promise<RowSource | undefined> {
    const { signal } = this.#ending;
    try {
      return await raceAbort(openSource(this.#options, bulk, signal), signal);
    } catch (cause) {
      if (!signal.aborted) throw cause;
      return undefined;
    }
  }

  /** Never holds more batches than are in flight, and the next one. */
  async #sendAll(batches: AsyncGenerator<Row[]>, progress: UploadProgress, inFlight: number): Promise<void> {
    const running = new Set<Promise<void>>();
    try {
      for (;;) {
        const next = await raceAbort(batches.next(), this.#ending.signal);
        if (!next || next.done) break;
        while (running.size >= inFlight) await Promise.race(running);
        while (this.#line.paused && !this.#ending.signal.aborted)
          await raceAbort(this.#line.paused, this.#ending.signal);
        if (this.#ending.signal.aborted) break;
        await progress.leave(next.value, this.#save);
        const run = this.#carry(next.value, progress)
          .catch((cause: unknown) => this.#interrupt(cause))
          .finally(() => running.delete(run));
        running.add(run);
      }
    } catch (cause) {
      this.#interrupt(cause);
    }
    await Promise.all(running);
    batches.return(undefined).catch(() => undefined); // may hang in a source that never answers
  }

  async #carry(rows: Row[], progress: UploadProgress): Promise<void> {
    const { length } = rows;
    const verdict = await sendBatch(rows, {
      client: this.#client,
      command: uploadCommand(this.#options, this.#bulk?.isNamed ? this.#source?.mark.name : undefined, rows[0]?.line),
      contactOf: this.#contactOf,
      patience: this.#patience,
      abort: this.#abort.signal,
      ending: this.#ending.signal,
      onRefused: (row, reason) => progress.refuse(row, reason),
      onWait: (why) => this.#become(why),
      line: this.#line,
    });
    progress.settle(rows, verdict.what === 'unsent' ? length : length - rows.length);
    this.#book(rows, verdict, progress);
    if (verdict.what !== 'unsent') this.#become('running');
    this.#tell(this.isPaused);
    if (this.isPaused) await this.#keep();
  }

  /** Keeps how far it is though no request is to leave: a page that is left while it is paused knows all answers. */
  async #keep(): Promise<void> {
    if (!this.#progress) return;
    try {
      await this.#save(this.#progress.checkpoint());
    } catch (cause) {
      this.#interrupt(cause);
    }
  }

  /** One after the other: an older one that arrives last would have rows sent twice. */
  readonly #save = (checkpoint: Checkpoint): Promise<void> => {
    const save = async () => this.#options.save?.(checkpoint);
    return (this.#saving = this.#saving.then(save, save));
  };

  readonly #contactOf = ({ contact, line }: Row): Contact => {
    const given = contact as Contact;
    return this.#key === undefined ? given : (this.#bulk?.withKey?.(given, `${this.#key}-${line}`) ?? given);
  };

  #book(rows: readonly Row[], verdict: BatchOutcome, progress: UploadProgress): void {
    this.#unknownInARow = verdict.what === 'unknown' ? this.#unknownInARow + 1 : 0;
    if (verdict.what === 'answered') {
      applyReply(rows, verdict.reply, progress);
      this.#transport = verdict.reply.transport;
      this.#isLoaded &&= verdict.reply.isLoaded;
      this.dispatchEvent(new UploadBatchEvent(linesOf(rows), verdict.reply.ids ?? [], false));
    } else if (verdict.what === 'refused') for (const row of rows) progress.refuse(row, verdict.reason);
    else if (verdict.what === 'unknown') {
      for (const row of rows) progress.doubt(row);
      this.dispatchEvent(new UploadBatchEvent(linesOf(rows), [], true));
      // A closed client would lose row after row; so would a dialer that answers no more.
      if (verdict.error.code === 'CANCELED' || this.#unknownInARow >= this.#patience.unknownInARow)
        this.#interrupt(verdict.error);
    } else if (rows.length) this.#interrupt(verdict.error);
  }

  async #finish(progress: UploadProgress, { refused, repeated }: UploadBooks): Promise<UploadResult> {
    const checkpoint = progress.checkpoint();
    await this.#keep();
    this.#become('over');
    return {
      end: this.#abort.signal.aborted ? 'aborted' : this.#error ? 'interrupted' : 'complete',
      ...(this.#error && !this.#abort.signal.aborted && { error: this.#error }),
      transport: this.#transport,
      isLoaded: this.#isLoaded,
      counts: { ...progress.counts },
      refused: refused.list,
      refusedFields: refused.fields,
      unknown: progress.unknown(),
      checkpoint,
      refusedFile: (cells) => refused.file(cells),
      repeated: repeated.list,
      repeatedFile: (cells) => repeated.file(cells),
    };
  }

  #interrupt(cause: unknown): void {
    this.#error ??= CtiError.from(cause);
    this.#ending.abort();
  }

  #become(state: UploadState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#tell(true);
  }

  #tell(isNews = false): void {
    const now = performance.now();
    if (!this.#progress) return;
    if (!isNews && now - this.#told < tellEvery) {
      // The next news may be as far off as a slow dialer's next answer.
      this.#later ??= setTimeout(() => this.#tell(true), tellEvery);
      return;
    }
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#told = now;
    const { counts } = this.#progress;
    const until = this.#goOn ? this.#pausedAt : now;
    const rate = ((settledRows(counts) - this.#before) / Math.max(1, until - this.#began - this.#pausedFor)) * 1_000;
    const state = this.#goOn && this.#state !== 'over' ? 'paused' : this.#state;
    const { read = 0, mark } = this.#source ?? {};
    const { onTheWay } = this.#progress;
    this.dispatchEvent(new UploadProgressEvent(state, { ...counts, onTheWay }, read, mark?.size, rate));
  }
}

/** Rows that are counted at once. */
const portion = 500;

/**
 * Goes through a list as an upload would, and sends nothing: `accepted` is what would leave, `refused` what this page
 * refuses, with lines and reasons. What only the dialer knows stays open.
 */
export function checkContacts(client: UploadClient, options: UploadOptions): ContactUpload {
  const nobody: UploadClient = {
    supports(type) {
      const choice = client.supports(type);
      return choice.ok && choice.bulk ? { ...choice, bulk: inPortions(choice.bulk) } : choice;
    },
    ...(client.refusals && { refusals: (campaign) => client.refusals?.(campaign) ?? (() => undefined) }),
    send: ({ contacts }) =>
      Promise.resolve({ status: 'confirmed', transport: '', accepted: contacts.length, refused: [], isLoaded: false }),
  };
  const source = { ...options, size: portion, inFlight: 1 };
  delete source.save;
  delete source.resume;
  delete source.before;
  return new ContactUpload(nobody, source);
}

/** The same dialer, whose requests are as large as suits the page. */
const inPortions = (bulk: Bulk): Bulk => Object.create(bulk, { size: { value: portion } }) as Bulk;
