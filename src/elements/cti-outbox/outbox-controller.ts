import type { LitElement } from 'lit';
import type { CommandOutbox, OutboxEntry } from '../../outbox/outbox-entry.js';
import { CtiError } from '../../core/errors.js';
import { CtiErrorEvent, CtiRequestEvent, CtiResultEvent } from '../../core/events.js';
import { outcomeOfError, outcomeOfReply, type Outcome } from '../shared/outcome.js';

/**
 * Carries out what the agent decides about kept commands, several at a time, and keeps how it ended: by the entry's
 * id while the entry is there, else under the empty id.
 */
export class OutboxController {
  readonly #host: LitElement;
  readonly #outcomes = new Map<string, Outcome>();

  constructor(host: LitElement) {
    this.#host = host;
  }

  outcome(id: string): Outcome {
    return this.#outcomes.get(id) ?? { state: 'idle' };
  }

  isPending(id: string): boolean {
    return this.outcome(id).state === 'pending';
  }

  /** Sends an entry now, unless the page says no. */
  async retry(outbox: CommandOutbox, entry: OutboxEntry): Promise<void> {
    const { id, command } = entry;
    if (this.isPending(id) || !this.#host.dispatchEvent(new CtiRequestEvent(command))) return;
    this.#begin(id, { state: 'pending' });
    const answer = await outbox.retry(id).catch(CtiError.from);
    const isError = answer instanceof CtiError;
    this.#end(outbox, id, isError ? outcomeOfError(command, answer) : outcomeOfReply(command, answer));
    this.#host.dispatchEvent(isError ? new CtiErrorEvent(command, answer) : new CtiResultEvent(command, answer));
  }

  /** Takes an entry out; the agent was asked. */
  async discard(outbox: CommandOutbox, { id, command }: OutboxEntry): Promise<void> {
    this.#begin(id, { state: 'idle' });
    const error = await outbox.discard(id).catch(CtiError.from);
    if (error) this.#end(outbox, id, outcomeOfError(command, error));
  }

  /** What was said before is over with the next action in that place. */
  #begin(id: string, outcome: Outcome): void {
    this.#outcomes.delete('');
    this.#outcomes.set(id, outcome);
    this.#host.requestUpdate();
  }

  #end(outbox: CommandOutbox, id: string, outcome: Outcome): void {
    const ids = new Set(outbox.list().map((each) => each.id));
    this.#outcomes.set(ids.has(id) ? id : '', outcome);
    for (const each of this.#outcomes.keys()) if (each && !ids.has(each)) this.#outcomes.delete(each);
    this.#host.requestUpdate();
  }
}
