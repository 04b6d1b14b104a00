import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import { wallClockAt } from '../../codecs/wall-clock.js';
import type { CommandOf } from '../../core/commands.js';
import type { BlacklistEntry } from '../../core/supervisor-commands.js';
import type { CommandController } from '../shared/command-controller.js';
import {
  isAsked,
  undoOf,
  resultsOf,
  skipped,
  type BlacklistType,
  type NumberResult,
  type Question,
} from './blacklist-results.js';

const phonesOf = (entries: readonly BlacklistEntry[]) => entries.map(({ phone }) => phone);

/** Asks where it has to, sends at once or one after the other, and keeps what became of each number. */
export class BlacklistController {
  question: Question | undefined;
  results: readonly NumberResult[] = [];
  /** What would undo what was done last. */
  undo: Question | undefined;
  /** The numbers that are sent one after the other, while they are. */
  series: { at: number; of: number; isStopped: boolean } | undefined;

  readonly #host: LitElement;
  readonly #commands: CommandController;

  constructor(host: LitElement, commands: CommandController) {
    this.#host = host;
    this.#commands = commands;
  }

  /** Sends, or leaves a question. Does nothing while something is on its way. */
  async begin(type: BlacklistType, entries: BlacklistEntry[]): Promise<void> {
    if (this.#commands.pending || this.series) return;
    this.results = [];
    this.#commands.reset();
    const [{ expireDate } = {}] = entries;
    if (expireDate && expireDate < wallClockAt(Date.now()).slice(0, 10))
      this.#commands.refuse({ type, entries }, msg('This day has passed. Choose a later day.'), 'entries.0.expireDate');
    else if (isAsked(type, entries)) this.#ask({ type, entries, each: false });
    else await this.#send(type, entries);
  }

  /** The person says yes to what was asked. */
  async yes(): Promise<void> {
    const { question } = this;
    this.question = undefined;
    if (question) await (question.each ? this.#sendEach(question) : this.#send(question.type, question.entries));
  }

  /** Sends no further one of a series. */
  stop(): void {
    if (this.series) this.series.isStopped = true;
  }

  /** Another agent is here: nothing that this one began is asked, said or sent any more. Whether anything was begun. */
  leave(): boolean {
    const isBegun = !!(this.question ?? this.series);
    this.stop();
    this.question = this.series = this.undo = undefined;
    this.results = [];
    return isBegun;
  }

  /** What the last command had wrong with a field, of any of its numbers. */
  problem(field: string): string | undefined {
    const { outcome } = this.#commands;
    if (!('error' in outcome) || outcome.error.code !== 'INVALID' || this.series) return undefined;
    const [, at = '', name = 'phone'] = (outcome.error.field ?? '').split('.');
    if (field !== name) return undefined;
    const phone = name === 'phone' && (outcome.command as CommandOf<'blacklist'>).entries[Number(at)]?.phone;
    return phone ? `${phone}: ${outcome.error.message}` : outcome.error.message;
  }

  #end(type: BlacklistType, entries: readonly BlacklistEntry[], results: readonly NumberResult[]): void {
    this.results = results;
    this.undo = undoOf(type, entries, results);
  }

  #ask(question: Question): void {
    this.question = question;
    this.#host.requestUpdate();
  }

  async #send(type: BlacklistType, entries: BlacklistEntry[]): Promise<void> {
    const reply = await this.#commands.run({ type, entries });
    const { outcome } = this.#commands;
    this.undo = undefined;
    if (reply) this.#end(type, entries, resultsOf(phonesOf(entries), outcome));
    else if ('error' in outcome && outcome.error.code === 'UNSUPPORTED' && entries.length > 1)
      if (this.#commands.supports(type).ok) this.#ask({ type, entries, each: true });
    this.#host.requestUpdate();
  }

  /** One request for each number; goes on after a number that the dialer refused, and after nothing else that went wrong. */
  async #sendEach({ type, entries }: Question): Promise<void> {
    const results: NumberResult[] = [];
    const series: BlacklistController['series'] = { at: 0, of: entries.length, isStopped: false };
    const isOver = () => series.isStopped || !this.#host.isConnected;
    this.series = series;
    for (const entry of entries) {
      if (isOver()) break;
      series.at++;
      const reply = await this.#commands.run({ type, entries: [entry] });
      const { outcome } = this.#commands;
      if (outcome.state === 'stopped') break;
      results.push(...resultsOf([entry.phone], outcome));
      if (!reply && !('error' in outcome && outcome.error.code === 'REJECTED')) break;
    }
    if (this.series !== series) return;
    this.series = undefined;
    const isStopped = this.#commands.outcome.state === 'stopped' && !results.length; // the page said no to all
    this.#end(type, entries, isStopped ? [] : [...results, ...skipped(phonesOf(entries.slice(results.length)))]);
    this.#host.requestUpdate();
  }
}
