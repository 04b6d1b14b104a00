import { msg, str } from '@lit/localize';
import type { LitElement, ReactiveController } from 'lit';
import type { CtiClient } from '../../core/client.js';
import { CtiError } from '../../core/errors.js';
import type { ReplyTo } from '../../core/commands.js';
import { pause, waitOf } from '../../uploads/batch-sender.js';
import { countText, numberText } from '../shared/time-text.js';

/** So often one contact is asked for while the dialer has no time. */
const tries = 6;

/** Takes back what an upload added: by the ids that its dialer gave for it, and by nothing else. */
export class UploadUndo implements ReactiveController {
  /** The campaign whose contacts are offered. */
  campaign = '';
  /** Whether the person is asked, and whether it is on its way. */
  state: 'idle' | 'asked' | 'removing' = 'idle';
  /** Contacts that were taken back by this press. */
  removed = 0;
  /** How it ended, in a sentence. */
  said = '';
  readonly #host: LitElement;
  /** What this list added to which campaign: ids that were not taken back, and how many there were. */
  readonly #added = new Map<string, { ids: Set<string>; count: number }>();
  #stop = new AbortController();

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Out of the page nobody could stop it. Moving within the page is no end. */
  hostDisconnected(): void {
    setTimeout(() => {
      if (!this.#host.isConnected) this.stop();
    });
  }

  /** Ids of what this list added to the campaign, and was not taken back. */
  get ids(): ReadonlySet<string> {
    return this.#added.get(this.campaign)?.ids ?? new Set();
  }

  /** Whether so many were added to the campaign, and all of them taken back. */
  isWhole(accepted: number): boolean {
    const added = this.#added.get(this.campaign);
    return !!added && !added.ids.size && added.count === accepted;
  }

  /** Takes in the ids that the dialer gave for rows of this upload. */
  add(campaign: string, ids: readonly string[]): void {
    const added = this.#added.get(campaign) ?? { ids: new Set(), count: 0 };
    for (const id of ids) added.ids.add(id);
    added.count += ids.length;
    this.#added.set(campaign, added);
  }

  /** Forgets all of it. */
  leave(): void {
    this.stop();
    this.#added.clear();
    this.reset();
  }

  /** What was asked and said is over. */
  reset(): void {
    Object.assign(this, { state: 'idle', removed: 0, said: '' });
  }

  stop(): void {
    this.#stop.abort();
  }

  ask(isAsked: boolean): void {
    if (this.state !== 'removing') this.state = isAsked ? 'asked' : 'idle';
    this.#host.requestUpdate();
  }

  /** Takes one after the other back, a few at a time. Rejects where the dialer takes none back, or cannot be reached. */
  async run(client: CtiClient): Promise<ReplyTo<'removeContact'>> {
    const { campaign } = this;
    const ids = this.#added.get(campaign)?.ids ?? new Set<string>();
    const waiting = ids.values();
    const stop = (this.#stop = new AbortController());
    let reply: ReplyTo<'removeContact'> | undefined;
    let failure: CtiError | undefined;
    let refusal = '';
    Object.assign(this, { state: 'removing', said: '', removed: 0 });
    const work = async () => {
      for (const id of waiting) {
        if (failure || stop.signal.aborted) return;
        try {
          reply = await this.#remove(client, campaign, id, stop.signal);
          this.removed++;
          ids.delete(id);
        } catch (cause) {
          const error = CtiError.from(cause);
          // The others may go all the same where the dialer only keeps this one.
          if (error.code === 'REJECTED') refusal ||= error.message;
          else failure ??= error;
        }
        this.#host.requestUpdate();
      }
    };
    await Promise.all([work(), work(), work()]);
    this.state = 'idle';
    this.said = this.#endText(failure?.message ?? refusal, stop.signal.aborted);
    this.#host.requestUpdate();
    if (failure) throw failure;
    if (!reply) throw new CtiError(stop.signal.aborted ? 'CANCELED' : 'REJECTED', this.said);
    return reply;
  }

  async #remove(client: CtiClient, campaign: string, id: string, signal: AbortSignal) {
    for (let count = 1; ; count++)
      try {
        return await client.send({ type: 'removeContact', campaign, id });
      } catch (cause) {
        if (CtiError.from(cause).code !== 'BUSY' || count === tries || signal.aborted) throw cause;
        await pause(waitOf(500, 8_000, count), signal);
      }
  }

  #endText(why: string, isStopped: boolean): string {
    const lines = [
      countText(
        this.removed,
        msg(
          str`${numberText(this.removed)} contact was taken back.|${numberText(this.removed)} contacts were taken back.`,
          {
            desc: 'Forms for so many',
          },
        ),
      ),
      this.ids.size
        ? countText(
            this.ids.size,
            msg(str`${numberText(this.ids.size)} was not.|${numberText(this.ids.size)} were not.`, {
              desc: 'Forms for so many',
            }),
          )
        : '',
      isStopped ? msg('You stopped it.') : why,
    ];
    return lines.filter(Boolean).join(' ');
  }
}
