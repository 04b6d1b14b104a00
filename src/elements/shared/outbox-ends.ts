import type { CommandOutbox, OutboxEnd } from '../../outbox/outbox-entry.js';

/** Learns what became of entries that have left the outbox, also by another tab: once for each. */
export class OutboxEnds {
  readonly #asked = new Set<string>();

  /** Tells of those that are not in the outbox any more; not of what nobody knows. */
  ask(
    outbox: CommandOutbox | undefined,
    entries: Iterable<string | undefined>,
    tell: (entry: string, end: OutboxEnd) => void,
  ): void {
    const isListed = (entry: string) => outbox?.list().some(({ id }) => id === entry);
    for (const entry of entries) {
      if (!entry || !outbox?.endOf || this.#asked.has(entry) || isListed(entry)) continue;
      this.#asked.add(entry);
      void outbox.endOf(entry).then(
        (end) => {
          if (end) tell(entry, end);
          else if (isListed(entry)) this.#asked.delete(entry); // it was asked before the outbox was open
        },
        () => this.#asked.delete(entry),
      );
    }
  }
}
