import { msg } from '@lit/localize';
import type { Reply } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { isAlive } from '../core/page.js';
import { isOffline } from '../core/platform.js';
import { dispatch, isRetrySafe, selectTransport, type Refusal, type Roads, type Route } from '../core/routing.js';
import type { Transport } from '../core/transport.js';
import type { OutboxState, WaitingCommand } from './outbox-entry.js';
import { isRunning } from './outbox-row.js';
import type { OutboxStore, OwnClaim, StoredEntry } from './outbox-store.js';
import { afterFailure, afterUnconfirmed, isRefusal, tooLate } from './retry-policy.js';

export interface DeliveryOptions {
  maxAge: number;
  lease: number;
  dialerTimeZone: (() => string | undefined) | undefined;
}

/** Sends what is kept: the entries of one call in their order, those of another call whatever became of these. */
export class DeliveryQueue {
  transports: readonly Transport[] = [];
  roads: Roads = () => this.transports;
  /** Throws for what must not reach a person by the rules of now. */
  checkNumbers: (command: WaitingCommand) => void = () => undefined;
  readonly #store: OutboxStore;
  readonly #options: DeliveryOptions;
  readonly #log: (what: string, id: string) => void;
  /** What says of each try that this tab lives. */
  readonly #beats = new Set<ReturnType<typeof setInterval>>();
  #isClosed = false;
  /** What runs in this tab, by lane: the claim keeps other tabs out. */
  readonly #running = new Map<string, Promise<unknown>>();

  constructor(store: OutboxStore, options: DeliveryOptions, log: (what: string, id: string) => void) {
    this.#store = store;
    this.#options = options;
    this.#log = log;
  }

  /** What was left on its way by tabs that have gone or stand still. */
  async sweep(): Promise<void> {
    const reason = msg('The page was closed or reloaded while this was being sent. It may have arrived.');
    const swept = await this.#store.sweep((entry) => afterUnconfirmed(entry, reason, this.#isRepeatable(entry)));
    for (const id of swept) this.#log('found on its way', id);
  }

  /**
   * Tries all that may go out by itself. One call that is refused or told to wait holds up no other. All stop when the
   * browser is offline, when nobody answers, and when two in a row get an answer without sense: they would all become
   * unknown. Where a sign-in was refused for one command, it is not asked for the same kind again. True when something was
   * delivered.
   */
  async all(): Promise<boolean> {
    const [signedOut, stuck] = [new Set<string>(), new Set<string>()];
    let [isDelivered, isUnclear] = [false, false];
    for (const { id, lane, command } of this.#store.entries) {
      const entry = this.#store.find(id);
      if (this.#isClosed) break;
      if (stuck.has(lane) || signedOut.has(command.type)) continue;
      if (entry?.state !== 'waiting' || isRunning(entry.hold)) continue;
      if (this.#obstacle(entry) || (await this.#isOthers(entry))) continue;
      try {
        await this.one(id);
        [isDelivered, isUnclear] = [true, false];
      } catch (cause) {
        const error = CtiError.from(cause);
        if (isRefusal(error)) continue;
        stuck.add(lane);
        if (error.code === 'UNAUTHORIZED') signedOut.add(command.type);
        const isNobody = error.maybeSent && !error.retryAfter;
        if (isOffline() || (isNobody && (isUnclear || error.code === 'TIMEOUT'))) break;
        isUnclear = isNobody;
      }
    }
    return isDelivered;
  }

  /**
   * Sends what was held for a moment, without waiting for what else is tried: that whose time is over and which is not
   * another tab's, or `all` of it. True when something was delivered.
   */
  async due(all: boolean): Promise<boolean> {
    const trying = this.#store.entries.map(async (entry) => {
      const { id, state, hold } = entry;
      if (state !== 'waiting' || !hold || this.#obstacle(entry)) return false;
      if (!all && (isRunning(hold) || (await this.#isOthers(entry)))) return false;
      return await this.one(id).then(
        () => true,
        () => false, // it says so itself
      );
    });
    return (await Promise.all(trying)).includes(true);
  }

  /**
   * Sends one entry, and before it what waits for the same call, also what is held for a moment. `seen`: a person asked
   * for it, and saw it in this state. `claim`: it was claimed as it was kept.
   */
  async one(id: string, seen?: OutboxState, claim?: OwnClaim): Promise<Reply> {
    const { lane = '' } = this.#store.find(id) ?? {};
    return await this.#alone(lane, async () => {
      if (claim) return await this.#deliver(claim);
      for (const before of this.#store.ofLane(lane)) {
        if (before.id === id) break;
        if (before.state !== 'waiting') continue;
        const obstacle = this.#obstacle(before);
        if (obstacle) throw obstacle;
        await this.#try(before.id).catch((cause: unknown) => {
          if (!isRefusal(CtiError.from(cause))) throw cause;
        });
      }
      return await this.#try(id, seen);
    });
  }

  routeOf(command: WaitingCommand): Route {
    return selectTransport(this.roads, command.type, command);
  }

  /** Why an entry does not go by itself now; nothing when it does, or when it is too late for it. */
  #obstacle(entry: StoredEntry): CtiError | undefined {
    if (this.#late(entry)) return undefined;
    const { command } = entry;
    const route = selectTransport(this.#roadsOf(entry), command.type, command);
    // It waits for a page whose dialers know it.
    if (!route.ok && route.code === 'UNSUPPORTED') return new CtiError('UNREACHABLE', route.reason);
    return isRunning(entry.rest) ? new CtiError('BUSY', entry.reason) : undefined;
  }

  /**
   * What another tab was told just now, and has not tried, is that tab's: it says there what became of it. What was held for
   * a moment is not, once that tab has gone.
   */
  async #isOthers({ tab, reason, since, hold }: StoredEntry): Promise<boolean> {
    const time = this.#options.lease + (hold?.length ?? 0);
    if (tab === this.#store.tab || reason || Math.abs(Date.now() - since) >= time) return false;
    return !hold || (await isAlive(tab));
  }

  #late(entry: StoredEntry): string {
    return tooLate(entry, this.#options.maxAge, this.#options.dialerTimeZone?.());
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
    const late = entry && !seen && this.#late(entry);
    if (late) {
      const state = entry.doubts ? 'unknown' : 'held';
      await this.#store.change(id, ['waiting'], { state, reason: late, code: undefined });
      this.#log(state, id);
      throw new CtiError('REJECTED', late);
    }
    // What became unknown since the person looked is another decision.
    const ask = () => this.#store.claim(id, seen ? ['waiting', 'held', seen] : ['waiting']);
    let claim = await ask();
    // Who asks for it is told what becomes of it, also when another tab sends it, or one of its call.
    while (seen && !this.#isClosed && claim.is === 'busy' && claim.isSent) {
      await this.#store.nextChange();
      await this.sweep();
      claim = await ask();
    }
    switch (claim.is) {
      case 'mine':
        return await this.#deliver(claim, seen === 'unknown');
      case 'ended':
        return delivered(claim.end);
      default:
        throw busy();
    }
  }

  /** `isDecided`: the agent sends again what may have arrived. */
  async #deliver({ entry, attempt }: OwnClaim, isDecided = false): Promise<Reply> {
    const { id, command, doubts } = entry;
    const { lease } = this.#options;
    const began = performance.now();
    const renew = () => this.#store.renew(id, attempt, performance.now() - began < lease / 2);
    const beat = setInterval(() => void renew(), lease / 3);
    this.#beats.add(beat);
    const mayGo = async () => {
      if (this.#isClosed) throw closed();
      if (!(await renew())) throw busy();
      this.checkNumbers(command);
    };
    if (this.#isClosed) this.#end(beat);
    this.#log('sending', id);
    try {
      const sending = dispatch(this.#roadsOf(entry, isDecided), command, { again: doubts > 0, mayGo });
      const reply = await sending.finally(() => this.#end(beat));
      const status = reply.status === 'confirmed' ? 'confirmed' : 'sent';
      await this.#store.settle(id, attempt, { state: 'delivered', status });
      this.#log('delivered', id);
      return reply;
    } catch (cause) {
      const error = CtiError.from(cause);
      const change = afterFailure({ doubts }, error, this.#isRepeatable({ command }));
      await this.#store.settle(id, attempt, change);
      this.#log(change.state ?? '', id);
      throw error;
    }
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
    return this.transports.some((each) => isRetrySafe(each, command.type));
  }

  /** What may have arrived goes again where that is harmless; where that is nowhere, only by a decision of the agent. */
  #roadsOf({ doubts }: StoredEntry, isDecided = false): Roads {
    if (!doubts) return this.roads;
    return (type) => {
      const all = this.roads(type);
      const safe = all.filter((each) => !('ok' in each) && isRetrySafe(each, type));
      return safe.length ? safe : isDecided ? all : [unsafe()];
    };
  }
}

/** Another tab, or this one a moment ago, has delivered it, or an agent has discarded it there. */
function delivered(end: Awaited<ReturnType<OutboxStore['endOf']>>): Reply {
  if (end?.state === 'delivered') return { status: end.status, transport: 'outbox' };
  const why = end
    ? msg('This is no longer in the outbox: it was discarded in another tab.')
    : msg('This is no longer in the outbox, or cannot be read there. Nothing was sent.');
  throw new CtiError('CANCELED', why, { maybeSent: false });
}

const unsafe = (): Refusal => ({
  ok: false,
  code: 'UNSUPPORTED',
  reason: msg(
    'This may have arrived. If it is sent again from this page, it could be there twice. Check in the dialer first.',
  ),
});

const closed = () => new CtiError('CANCELED', msg('The session is closed.'), { maybeSent: false });

/** Somebody else is sending it. */
export const busy = (): CtiError => new CtiError('BUSY', msg('This is being sent now.'));
