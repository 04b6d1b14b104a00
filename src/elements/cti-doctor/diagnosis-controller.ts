import { msg, str } from '@lit/localize';
import type { LitElement } from 'lit';
import type { CtiClient } from '../../core/client.js';
import {
  diagnose,
  diagnoseFrame,
  findingIds,
  type DoctorOptions,
  type Finding,
  type FindingId,
  type Report,
} from '../../diagnostics/index.js';
import { copyText } from '../shared/clipboard.js';
import { fileTime, saveFile } from '../shared/save-file.js';
import { writeJson } from '../../codecs/write-json.js';

/** A finding of this page, or of a page that it frames. */
export type AnyFinding = Finding<FindingId | 'widget'>;

/** What is looked at: a client's page, and the address of a page that this one frames where there is one. */
export interface Subject {
  client: CtiClient | undefined;
  options: DoctorOptions;
  frameUrl: string;
}

/** Runs checks for the element, one at a time, and keeps the findings by their ids. */
export class DiagnosisController {
  /** How many are done of how many; nothing while no check runs. */
  progress: { done: number; all: number } | undefined;
  /** What was done, in a sentence. */
  said = '';
  /** The report to copy by hand, where the page may not copy. */
  text: string | undefined;
  readonly findings = new Map<AnyFinding['id'], AnyFinding>();

  readonly #host: LitElement;
  #report: Omit<Report, 'findings'> | undefined;
  #stop = new AbortController();

  constructor(host: LitElement) {
    this.#host = host;
  }

  get isRunning(): boolean {
    return !!this.progress;
  }

  /** Nothing before the first check. */
  get report(): Report<AnyFinding['id']> | undefined {
    return this.#report && { ...this.#report, findings: [...this.findings.values()] };
  }

  /** Looks at everything, or at one thing anew. False when it was stopped. */
  async check({ client, options, frameUrl }: Subject, only?: AnyFinding['id']): Promise<boolean> {
    const own = !client ? [] : only ? findingIds.filter((id) => id === only) : findingIds;
    const isFramed = !!frameUrl && (!only || only === 'widget');
    const all = own.length + (isFramed ? 1 : 0);
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    if (!only) this.findings.clear();
    this.#say('', { done: 0, all });
    const keep = (finding: AnyFinding) => {
      if (signal.aborted) return;
      this.findings.set(finding.id, finding);
      this.#say('', { done: (this.progress?.done ?? 0) + 1, all });
    };
    try {
      const [mine] = await Promise.all([
        client && own.length ? diagnose(client, { ...options, only: own, signal, onFinding: keep }) : undefined,
        isFramed
          ? diagnoseFrame(frameUrl, { signal }).then((report) => (report.findings.forEach(keep), report))
          : undefined,
      ]);
      this.#report = mine ?? this.#report ?? { at: new Date().toISOString(), version: '' };
      this.#end(only ? msg(str`Looked again: ${this.findings.get(only)?.title ?? ''}`) : '');
      return true;
    } catch (cause) {
      this.#end(signal.aborted ? msg('Stopped.') : (cause as Error).message);
      return false;
    }
  }

  stop(): void {
    this.#stop.abort(new DOMException('', 'AbortError'));
  }

  /** Without https, and in a frame that may not, the page cannot copy: then the person does. */
  async copy(): Promise<void> {
    const text = this.#json;
    const isCopied = await copyText(text);
    this.text = isCopied ? undefined : text;
    this.#say(isCopied ? msg('Copied.') : '');
  }

  save(): void {
    const file = new Blob([this.#json], { type: 'application/json' });
    saveFile(`portside-${fileTime(this.#report?.at ?? '')}.json`, file);
    this.#say(msg('Saved.'));
  }

  closeText(): void {
    this.text = undefined;
    this.#say('');
  }

  get #json(): string {
    return writeJson(this.report, undefined, 1);
  }

  #end(said: string): void {
    this.progress = undefined;
    this.#say(said);
  }

  #say(said: string, progress = this.progress): void {
    this.said = said;
    this.progress = progress;
    this.#host.requestUpdate();
  }
}
