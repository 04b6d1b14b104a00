import { msg } from '@lit/localize';
import type { LitElement, ReactiveController } from 'lit';
import {
  checkContacts,
  uploadContacts,
  type ContactUpload,
  type UploadClient,
  type UploadOptions,
  type UploadProgressEvent,
  type UploadResult,
} from '../../uploads/index.js';
import { checkText, progressText, sentText } from './upload-messages.js';

/** A screen reader hears how far it is no more often than this, in milliseconds. */
const sayEvery = 10_000;
/** Rows of one request, where the dialer takes as many: more would be checked and written for too long at once. */
const size = 1_000;
/** Refused rows that are listed; the file has all. */
const listed = 100;

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
  /** Address of all refused rows as a file; empty when there is none. */
  refusedUrl = '';
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

  /** Forgets what came of the list before. */
  reset(): void {
    if (this.state !== 'idle') return;
    if (this.refusedUrl) URL.revokeObjectURL(this.refusedUrl);
    Object.assign(this, { progress: undefined, result: undefined, said: '', refusedUrl: '', wasSent: false });
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
      this.progress = progress;
      if (progress.state !== 'over' && performance.now() - this.#saidAt >= sayEvery)
        this.#say(progressText(progress, total));
      this.#host.requestUpdate();
    });
    try {
      const result = await upload.result;
      this.result = result;
      this.refusedUrl = result.refused.length ? URL.createObjectURL(result.refusedFile()) : '';
      this.#say(this.wasSent ? sentText(result) : checkText(result));
      return result;
    } catch (cause) {
      this.#say('');
      throw cause;
    } finally {
      this.state = 'idle';
      this.#host.requestUpdate();
    }
  }

  #say(text: string): void {
    this.said = text;
    this.#saidAt = performance.now();
    this.#host.requestUpdate();
  }
}
