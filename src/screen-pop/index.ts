import type { CtiClient } from '../core/client.js';
import type { Cti } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { Lead, type Asker } from '../core/lead.js';
import type { LogLine } from '../core/log.js';

/** Hears of a call once, with its variables. */
export type CallListener = (cti: Cti) => void;

export interface ScreenPopOptions {
  /** Seconds between two questions, at least 1. 5 when absent. */
  pace?: number | undefined;
}

/** Seconds. */
const defaultInterval = 5;
/** A portal that does not answer is asked less and less, but once in so many seconds. */
const maxInterval = 60;

/** By the owner of the clients: agent and portal. */
const leads = new Map<string, Lead>();
const watches = new Map<CtiClient, Watch>();

/**
 * Asks the portal for the CTI object as long as somebody listens, this page is visible and no other tab of this agent that
 * has a portal does; a session around the client then says `cti-change`. Asks nothing where there is no portal. Several
 * listeners of one client share the questions, at the pace of the quickest.
 *
 * @returns a function that ends the listening
 */
export function watchCalls(
  client: CtiClient,
  listener: CallListener,
  { pace = defaultInterval }: ScreenPopOptions = {},
): () => void {
  const lead = leads.get(client.owner) ?? new Lead(`portside-screen-pop ${client.owner}`.trim());
  leads.set(client.owner, lead);
  const watch = watches.get(client) ?? new Watch(client, lead);
  watches.set(client, watch);
  const stop = watch.add(listener, Math.max(1, pace || defaultInterval));
  return () => {
    if (stop()) watches.delete(client);
  };
}

/** The questions to one client. */
class Watch implements Asker {
  readonly #client: CtiClient;
  readonly #lead: Lead;
  readonly #listeners = new Map<CallListener, number>();
  #told: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  #failures = 0;
  /** Surely nobody is there: asked again when the page is looked at again, or told of a call. */
  #isVain = false;

  constructor(client: CtiClient, lead: Lead) {
    this.#client = client;
    this.#lead = lead;
    this.#told = client.cti?.guid;
    client.addEventListener('change', this.#onChange);
  }

  /** Gives a function that ends it, and says whether that was the last one. */
  add(listener: CallListener, pace: number): () => boolean {
    const own: CallListener = (cti) => listener(cti); // the same function may listen twice
    this.#listeners.set(own, pace);
    this.#lead.join(this);
    return () => {
      if (!this.#listeners.delete(own) || this.#listeners.size) return false;
      this.rest();
      this.#client.removeEventListener('change', this.#onChange);
      this.#lead.leave(this);
      return true;
    };
  }

  get canAsk(): boolean {
    return !this.#isVain && this.#client.supports('cti').ok;
  }

  begin(): void {
    if (this.canAsk && !this.#timer && !this.#isAsking) void this.#round();
  }

  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#failures = 0;
    this.#isVain = false;
  }

  askOnce(): void {
    void this.#ask().then(() => this.#lead.review());
  }

  /** One question, where there is a portal. */
  async #ask(): Promise<void> {
    const { log } = this.#client;
    if (!this.#client.supports('cti').ok) return;
    try {
      const before = this.#client.cti?.guid;
      const from = log.lines.at(-1);
      const { cti } = await this.#client.send({ type: 'cti' });
      this.#failures = 0;
      this.#isVain = false;
      if (cti?.guid === before) dropQuestion(log, from);
    } catch (cause) {
      const { code } = CtiError.from(cause);
      this.#failures++;
      this.#isVain = code === 'UNREACHABLE' || code === 'CANCELED'; // no portal, or the client is closed
    }
  }

  async #round(): Promise<void> {
    this.#isAsking = true;
    await this.#ask();
    this.#isAsking = false;
    if (!this.#listeners.size) return;
    if (!this.canAsk) return this.#lead.review();
    if (this.#failures) void this.#lead.pass();
    const pace = Math.min(...this.#listeners.values());
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        if (this.#lead.isHeld) void this.#round();
      },
      Math.min(pace * 2 ** this.#failures, Math.max(pace, maxInterval)) * 1_000,
    );
  }

  readonly #onChange = () => {
    const { cti } = this.#client;
    if (!cti?.guid || cti.guid === this.#told) return;
    this.#told = cti.guid;
    for (const listener of [...this.#listeners.keys()]) listener(cti);
    this.#lead.tell();
  };
}

/** A question that brought nothing new leaves no line in the log. */
function dropQuestion(log: CtiClient['log'], from: LogLine | undefined): void {
  let isAfter = !from;
  log.drop((line) => {
    const is = isAfter && isQuestion(line);
    isAfter ||= line === from;
    return is;
  });
}

function isQuestion({ what, detail }: LogLine): boolean {
  const { type, action, ...rest } = Object(detail) as Record<string, unknown>;
  if (what === 'received') return 'CTI' in rest || Object.keys(rest).length === 0;
  return (
    (what === 'command' && type === 'cti') ||
    (what === 'sent' && action === 'CTI') ||
    (what === 'reply' && 'cti' in rest)
  );
}
