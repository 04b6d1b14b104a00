import type { CommandOutbox, OutboxEntry } from '../../outbox/outbox-entry.js';
import { CtiError } from '../../core/errors.js';
import type { CommandController } from '../shared/command-controller.js';
import { outcomeOfError } from '../shared/outcome.js';

/**
 * Carries out what the agent decides about kept commands, several at a time. How it ended is kept by the entry's id
 * while the entry is there, else as the element's own.
 */
export class OutboxController {
  readonly #commands: CommandController;

  constructor(commands: CommandController) {
    this.#commands = commands;
  }

  /** Sends an entry now, unless the page says no. */
  async retry(outbox: CommandOutbox, { id, command }: OutboxEntry): Promise<void> {
    const { owner } = this.#commands;
    const send = () => {
      this.#commands.reset();
      return outbox.retry(id);
    };
    await this.#commands.run(command, send, id);
    if (owner === this.#commands.owner) this.#settle(outbox, id);
  }

  /** Takes an entry out; the agent was asked. */
  async discard(outbox: CommandOutbox, { id, command }: OutboxEntry): Promise<void> {
    this.#commands.reset();
    this.#commands.reset(id);
    const { owner } = this.#commands;
    const error = await outbox.discard(id).catch(CtiError.from);
    if (!error || owner !== this.#commands.owner) return;
    this.#commands.show(outcomeOfError(command, error), id);
    this.#settle(outbox, id);
  }

  /** What was said of an entry that has gone is said of the outbox. */
  #settle(outbox: CommandOutbox, id: string): void {
    const ids = new Set(outbox.list().map((each) => each.id));
    if (!ids.has(id)) this.#commands.show(this.#commands.outcomeOf(id));
    this.#commands.keepOnly(ids);
  }
}
