import { msg } from '@lit/localize';
import type { Reply } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { isOffline } from '../core/platform.js';
import { dispatch, retrySafe, selectTransport } from '../core/routing.js';
import type { Transport } from '../core/transport.js';
import type { OutboxState } from './outbox-entry.js';
import type { OutboxStore, StoredEntry } from './outbox-store.js';
import { afterFailure, afterUnconfirmed, isRefusal, tooLate } from './retry-policy.js';

export interface DeliveryOptions {
  maxAge: number;
  lease: number;
  dialerTimeZone: (() => string | undefined) | undefined;
}

/** Sends what is kept: the entries of one call in their order, those of another call whatever became of these. */
export class DeliveryQueue {
  transports: readonly Transport[] = [];
  readonly #store: OutboxStore;
  readonly #options: DeliveryOptions;
  readonly #tell: (what: string, id: string) => void;
  /** What says of each try that this tab lives. */
  readonly #beats = new Set<ReturnType<typeof setInterval>>();
  #isClosed = false;
  /** What runs in this tab, by lane: the claim keeps other tabs out. */
  readonly #running = new Map<string, Promise<unknown>>();
  /** When a dialer wants to be asked again, in epoch milliseconds, by lane. */
  readonly #notBefore = new Map<string, number>();

  constructor(store: OutboxStore, options: DeliveryOptions, tell: (what: string, id: string) => void) {
    this.#store = store;
    this.#options = options;
    this.#tell = tell;
  }

  /** What was left on its way by tabs that have gone or stand still. */
  async sweep(): Promise<void> {
    const reason = msg('The page was closed or reloaded while this was on its way: it may have arrived.');
    const swept = await this.#store.sweep((entry) => afterUnconfirmed(entry, reason, this.#isRepeatable(entry)));
    for (const id of swept) this.#tell('found on its way', id);
  }

  /**
   * Tries all that may go out by itself. One call that is refused or told to wait holds up no other; all stop when the
   * browser is offline, and when nobody knows what became of one: they would all become unknown. Where a sign-in was
   * refused for one command, it is not asked for the same kind again. True when something was delivered.
   */
  async all(): Promise<boolean> {
    const [signedOut, stuck] = [new Set<string>(), new Set<string>()];
    let isDelivered = false;
    for (const entry of this.#store.entries) {
      const { id, lane, command } = entry;
      if (this.#isClosed) break;
      if (this.#isOthers(entry)) continue;
      if (stuck.has(lane) || signedOut.has(command.type) || this.#store.find(id)?.state !== 'waiting') continue;
      if (Date.now() < (this.#notBefore.get(lane) ?? 0) || !this.#canCarry(command.type)) continue;
      try {
        await this.one(id);
        isDelivered = true;
      } catch (cause) {
        const error = CtiError.from(cause);
        if (isRefusal(error)) continue;
        stuck.add(lane);
        if (error.code === 'UNAUTHORIZED') signedOut.add(command.type);
        if (error.maybeSent || isOffline()) break;
      }
    }
    return isDelivered;
  }

  /** Sends one entry, and before it what waits for the same call. `seen`: a person asked for it, and saw it in this state. */
  async one(id: string, seen?: OutboxState): Promise<Reply> {
    const { lane = '' } = this.#store.find(id) ?? {};
    return await this.#alone(lane, async () => {
      for (const before of this.#store.ofLane(lane)) {
        if (before.id === id) break;
        if (before.state !== 'waiting') continue;
        await this.#try(before.id).catch((cause: unknown) => {
          if (!isRefusal(CtiError.from(cause))) throw cause;
        });
      }
      return await this.#try(id, seen);
    });
  }

  /** Sends what was claimed as it was kept. */
  begin(entry: StoredEntry, attempt: string): Promise<Reply> {
    return this.#alone(entry.lane, () => this.#deliver(entry, attempt));
  }

  /** In this tab one after the other. */
  #alone<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const run = (this.#running.get(lane) ?? Promise.resolve()).then(work);
    const settled = run.then(
      () => undefined,
      () => undefined,
    );
    this.#running.set(lane, settled);
    void settled.then(() => this.#running.get(lane) === settled && this.#running.delete(lane));
    return run;
  }

  async #try(id: string, seen?: OutboxState): Promise<Reply> {
    const entry = this.#store.find(id);
    const late = entry && !seen && tooLate(entry, this.#options.maxAge, this.#options.dialerTimeZone?.());
    if (late) {
      await this.#store.change(id, ['waiting'], { state: 'held', reason: late });
      this.#tell('held', id);
      throw new CtiError('REJECTED', late);
    }
    // What became unknown since the person looked is another decision.
    const ask = () => this.#store.claim(id, seen ? ['waiting', 'held', seen] : ['waiting']);
    let claim = await ask();
    // Who asks for it is told what becomes of it, also when another tab sends it, or one of its call.
    while (
      seen &&
      !this.#isClosed &&
      (claim.is === 'behind' || (claim.is === 'busy' && this.#store.find(id)?.state === 'sending'))
    ) {
      await this.#store.nextChange();
      await this.sweep();
      claim = await ask();
    }
    switch (claim.is) {
      case 'mine':
        return await this.#deliver(claim.entry, claim.attempt);
      case 'ended':
        return delivered(claim.end);
      default:
        throw busy();
    }
  }

  async #deliver({ id, lane, command, doubts }: StoredEntry, attempt: string): Promise<Reply> {
    const { lease } = this.#options;
    const began = performance.now();
    const renew = () => this.#store.renew(id, attempt, performance.now() - began < lease / 2);
    const beat = setInterval(() => void renew(), lease / 3);
    this.#beats.add(beat);
    const mayGo = async () => {
      if (this.#isClosed) throw closed();
      if (!(await renew())) throw busy();
    };
    if (this.#isClosed) this.#end(beat);
    this.#tell('sending', id);
    try {
      const reply = await dispatch(this.transports, command, { again: doubts > 0, mayGo }).finally(() =>
        this.#end(beat),
      );
      const status = reply.status === 'confirmed' ? 'confirmed' : 'sent';
      this.#notBefore.delete(lane);
      await this.#store.settle(id, attempt, { state: 'delivered', status });
      this.#tell('delivered', id);
      return reply;
    } catch (cause) {
      const error = CtiError.from(cause);
      const change = afterFailure({ doubts }, error, this.#isRepeatable({ command }));
      await this.#store.settle(id, attempt, change);
      if (error.retryAfter) this.#notBefore.set(lane, Date.now() + error.retryAfter);
      this.#tell(change.state ?? '', id);
      throw error;
    }
  }

  /** What another tab was told just now, and has not tried, is that tab's: it says there what became of it. */
  #isOthers({ tab, reason, since }: StoredEntry): boolean {
    return tab !== this.#store.tab && !reason && Math.abs(Date.now() - since) < this.#options.lease;
  }

  #end(beat: ReturnType<typeof setInterval>): void {
    clearInterval(beat);
    this.#beats.delete(beat);
  }

  /** What is on its way ends as it does; nothing new begins. */
  close(): void {
    this.#isClosed = true;
    for (const beat of this.#beats) this.#end(beat);
  }

  #isRepeatable({ command }: Pick<StoredEntry, 'command'>): boolean {
    return retrySafe(this.transports, command).length > 0;
  }

  /** What no dialer of this page knows waits for a page that does. */
  #canCarry(type: StoredEntry['command']['type']): boolean {
    const route = selectTransport(this.transports, type);
    return route.ok || route.code !== 'UNSUPPORTED';
  }
}

/** Another tab, or this one a moment ago, has delivered it, or an agent has discarded it there. */
function delivered(end: Awaited<ReturnType<OutboxStore['endOf']>>): Reply {
  if (end?.state === 'delivered') return { status: end.status, transport: 'outbox' };
  throw new CtiError('CANCELED', msg('This is not in the outbox any more: it was discarded in another tab.'), {
    maybeSent: false,
  });
}

const closed = () => new CtiError('CANCELED', msg('The session is closed.'), { maybeSent: false });

/** Somebody else is sending it. */
export const busy = (): CtiError => new CtiError('BUSY', msg('This is on its way just now.'));
