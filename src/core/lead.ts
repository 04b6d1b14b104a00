import { attempt, lockManager, openChannel } from './platform.js';

/** Who asks while this page leads. */
export interface Asker {
  /** Whether there is somebody to ask, as far as it knows. */
  readonly canAsk: boolean;
  /** It wants to ask also while nobody looks at this page: a call is on. Not when absent. */
  readonly asksUnseen?: boolean;
  /** Asks from now on, unless it does. */
  begin(): void;
  /** Asks no more; what it has learned of the other end counts no more either. */
  rest(): void;
  /** Another page has heard of a call. */
  askOnce(): void;
}

/** Node has no page that could be out of sight. */
const page = (): Document | undefined => globalThis.document;
const isVisible = () => page()?.visibilityState !== 'hidden';

/**
 * Whose turn it is to ask for one agent: of the visible pages of this origin that have somebody to ask, and those that ask
 * unseen, one, by a lock under a name. Where the browser has no locks (http) or refuses this one, each for itself.
 */
export class Lead {
  readonly #name: string;
  readonly #askers = new Set<Asker>();
  /** Between the pages of this name; nothing of the call itself is said. */
  #channel: BroadcastChannel | undefined;
  /** Ends the turn that is waited for, or held. */
  #turn: AbortController | undefined;
  /** Is not aborted as long as the turn is this page's. */
  #held: AbortSignal | undefined;

  /** `name` says what is asked, and for whom: pages that give the same one take turns. */
  constructor(name: string) {
    this.#name = name;
  }

  get isHeld(): boolean {
    return this.#held?.aborted === false;
  }

  join(asker: Asker): void {
    if (!this.#askers.size) {
      this.#channel = openChannel(this.#name, this.#hear);
      page()?.addEventListener('visibilitychange', this.#look);
    }
    this.#askers.add(asker);
    this.review();
  }

  leave(asker: Asker): void {
    this.#askers.delete(asker);
    this.review();
    if (this.#askers.size) return;
    this.#channel?.close();
    page()?.removeEventListener('visibilitychange', this.#look);
  }

  /** Takes the lead, waits for it, or gives it up, as things stand. */
  review(): void {
    const mayLead = [...this.#askers].some(({ canAsk, asksUnseen }) => canAsk && (isVisible() || asksUnseen));
    if (mayLead && this.isHeld) this.#begin();
    else if (mayLead && !this.#turn) void this.#take();
    else if (!mayLead) this.#drop();
  }

  /** The other end does not answer: a page that waits may have more luck. This one waits behind it. */
  async pass(): Promise<void> {
    const { pending = [] } = (await attempt(() => lockManager()?.query())?.catch(() => undefined)) ?? {};
    if (!this.isHeld || !pending.some(({ name }) => name === this.#name)) return;
    this.#drop();
    this.review();
  }

  /** Lets each other page of this agent ask its own portal once. */
  tell(): void {
    if (this.isHeld) this.#channel?.postMessage('call');
  }

  async #take(): Promise<void> {
    const { signal } = (this.#turn = new AbortController());
    const lead = async () => {
      if (signal.aborted) return;
      this.#held = signal;
      this.#begin();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    };
    await attempt(() => lockManager()?.request(this.#name, { signal }, lead))?.catch(() => undefined);
    if (this.#held !== signal) await lead(); // there are none, or this one is refused
  }

  #drop(): void {
    this.#turn?.abort();
    this.#turn = undefined;
  }

  #begin(): void {
    for (const asker of this.#askers) asker.begin();
  }

  readonly #hear = () => {
    if (isVisible()) for (const asker of this.#askers) asker.askOnce();
  };

  readonly #look = () => {
    for (const asker of this.#askers) asker.rest();
    this.review();
  };
}
