import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import { callbackId, targetId, type Callback } from '../../callbacks/callback.js';
import { samePhone } from '../../codecs/phone.js';
import { readWallClock, writeWallClock, type WallClock } from '../../codecs/wall-clock.js';
import type { CommandInput } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { CallbackStore } from '../../callbacks/callback-store.js';
import type { CommandController } from '../shared/command-controller.js';
import { outcomeOfError, outcomeOfReply, type Outcome } from '../shared/outcome.js';
import type { CallbackTracker } from './callback-tracker.js';
import { allCancelledText, cancelledText, discardedText, dueAt, movedText, setAgainText } from './callbacks-view.js';

/** What a person can decide about what nobody knows. */
export type CallbackAction = 'gone' | 'there' | 'set' | 'drop';

interface Ended {
  outcome: Outcome;
  said: string;
}

/** A result's callback is set by the dialer alone, and nobody can be called in the past. */
const canReturn = (callback: Callback): boolean =>
  !callback.byResult && !callback.change && dueAt(callback) > Date.now();

/** Cancels and moves callbacks, one at a time, and keeps how the last of it ended. */
export class CallbackController {
  /** The id of the callback that this element is changing. */
  busy = '';
  /** Those that are cancelled one after the other, while they are. */
  series: { at: number; of: number; isStopped: boolean } | undefined;
  /** What was cancelled last, and can be scheduled again. */
  undoable: readonly Callback[] = [];
  /** How it ended for those of a series that are still there. */
  #ended: ReadonlyMap<string, Ended> = new Map();
  readonly #host: LitElement;
  readonly #commands: CommandController;
  readonly #tracker: CallbackTracker;
  /** Which one the last outcome is about; empty when it has gone from the list. */
  #about = '';
  #said = '';
  /** Where the callback stands that is being changed, and who began that: it is never finished in another one's name. */
  #store: CallbackStore;
  #owner: string | undefined;

  constructor(host: LitElement, commands: CommandController, tracker: CallbackTracker) {
    this.#host = host;
    this.#commands = commands;
    this.#tracker = tracker;
    this.#store = tracker.store;
  }

  /** How it ended, for the place of a callback, or with the empty id for the element as a whole. */
  outcome(id: string): Ended {
    const ended = this.#ended.get(id);
    if (ended) return ended;
    const isHere = this.#about === id;
    return {
      outcome: isHere ? this.#commands.outcome : { state: 'idle' },
      said: isHere ? this.#said : '',
    };
  }

  /** A cancellation takes no time at this dialer: whatever waits for the number goes. */
  get takesAll(): boolean {
    const choice = this.#commands.client?.supports('cancelSchedule');
    return !!choice?.ok && !!choice.takesAll;
  }

  /** What else goes when this one is cancelled. */
  others({ id, entry }: Callback): Callback[] {
    const isSame = (each: Callback) =>
      each.entry.campaign === entry.campaign && samePhone(each.entry.destination, entry.destination);
    return this.takesAll
      ? this.#tracker.store.all.filter((each) => each.id !== id && isSame(each) && !this.#tracker.entryOf(each))
      : [];
  }

  /** Forgets what was said before: another action begins. */
  clear(): void {
    this.undoable = [];
    this.#ended = new Map();
    this.#forget();
  }

  /** Another agent is here: nothing further of a series is sent, and nothing of it is said. */
  leave(): void {
    this.stop();
    this.undoable = [];
    this.#ended = new Map();
    if (!this.busy) this.clear();
  }

  /** Cancels no further one of a series. */
  stop(): void {
    if (this.series) this.series.isStopped = true;
  }

  /** Takes a callback out. */
  async cancel(callback: Callback): Promise<void> {
    if (this.busy || this.series || this.#commands.pending) return;
    const gone = await this.#cancelOne(callback);
    if (gone) this.undoable = gone;
  }

  /** Takes out one after the other, and goes on where one of them was refused. */
  async cancelAll(callbacks: readonly Callback[]): Promise<void> {
    if (this.busy || this.series || this.#commands.pending) return;
    this.clear();
    const { owner } = this.#commands;
    const series: CallbackController['series'] = { at: 0, of: callbacks.length, isStopped: false };
    const ended = new Map<string, Ended>();
    const gone = new Map<string, Callback>();
    const isOver = () => series.isStopped || !this.#host.isConnected || owner !== this.#commands.owner;
    this.series = series;
    let last: Outcome = { state: 'idle' };
    for (const each of callbacks) {
      if (isOver()) break;
      series.at++;
      if (gone.has(each.id)) continue; // taken out with another one of its number
      const taken = await this.#cancelOne(each);
      if (isOver() && owner !== this.#commands.owner) break;
      last = this.#commands.outcome;
      if (taken) for (const one of taken) gone.set(one.id, one);
      else ended.set(each.id, { outcome: last, said: this.#said });
      if (last.state === 'stopped') break; // the page said no
    }
    if (this.series === series) this.series = undefined;
    if (owner !== this.#commands.owner) return;
    this.#ended = ended;
    this.#about = '';
    const count = callbacks.filter(({ id }) => gone.has(id)).length;
    this.#said = allCancelledText(count, ended.size, callbacks.length - count - ended.size);
    this.undoable = [...gone.values()].filter(canReturn);
    this.#commands.reset();
    this.#host.requestUpdate();
  }

  /** Schedules again what was cancelled last. What the dialer refuses can be tried once more. */
  async undo(): Promise<void> {
    const { undoable } = this;
    const { owner } = this.#commands;
    const { store } = this.#tracker;
    if (this.busy || this.series || this.#commands.pending || !undoable.length) return;
    this.clear();
    const left: Callback[] = [];
    let count = 0;
    for (const each of undoable) {
      const { id, at, entry, customerZone, dialerZone, note } = each;
      const reply = await this.#commands.run({ type: 'schedule', at, entry });
      await this.#tracker.settled();
      if (owner !== this.#commands.owner) return;
      const now = store.find(id);
      if (now) await store.keep({ ...now, customerZone, dialerZone, note }); // also where nobody knows
      if (reply) count++;
      else if (this.#commands.outcome.state !== 'unknown') left.push(each);
    }
    this.undoable = left;
    if (count) this.#said = setAgainText(count);
    this.#host.requestUpdate();
  }

  /** Those that it took out, which can be set again; nothing when it did not happen, or nobody knows. */
  async #cancelOne(callback: Callback): Promise<readonly Callback[] | undefined> {
    const others = this.others(callback);
    let gone: readonly Callback[] | undefined;
    await this.#alone(callback, async (now) => {
      const isWaiting = !!this.#tracker.entryOf(now);
      if (!(await this.#remove(now, ''))) return;
      gone = [now, ...(isWaiting ? [] : others)].filter(canReturn);
      this.#end(this.#said || cancelledText(now));
    });
    return gone;
  }

  /** What was said, without what can be undone. */
  #forget(): void {
    this.#about = this.#said = '';
    this.#commands.reset();
  }

  /** Takes a callback out, and then sets it for another time; goes on where an earlier try stopped. */
  move(callback: Callback, to: WallClock): Promise<void> {
    return this.#alone(callback, async (now) => {
      const step = now.change?.step ?? 'removing';
      if (step === 'removing' && callbackId({ at: to, entry: now.entry }) === now.id) return this.#refuse(now, to);
      if (step === 'removing' && !(await this.#remove(now, to))) return;
      await this.#set(now, to);
    });
  }

  /** Writes down what a person decided. Nothing is sent. */
  decide(callback: Callback, decision: CallbackAction): Promise<void> {
    return this.#alone(callback, async (now) => {
      const { to = '' } = now.change ?? {};
      if (decision === 'there') await this.#store.keep({ ...now, change: undefined });
      else if (decision === 'gone' && to) await this.#store.keep({ ...now, change: { step: 'gone', to } });
      else {
        if (decision === 'set')
          await this.#store.keep({ ...now, id: targetId(now), at: to, status: 'unknown', change: undefined });
        await this.#store.remove(now.id);
      }
    });
  }

  /** Whoever began what is being done is still here. */
  #isHere(): boolean {
    return this.#owner === this.#commands.owner;
  }

  async #alone({ id }: Callback, work: (now: Callback) => Promise<void>): Promise<void> {
    if (this.busy || this.#commands.pending) return;
    const { store, owner } = this.#tracker;
    [this.#store, this.#owner] = [store, owner];
    if (this.series) this.#forget();
    else this.clear();
    this.busy = this.#about = id;
    this.#host.requestUpdate();
    const isDone = await store.alone(id, async () => {
      await store.load(); // another tab may have been here
      const now = store.find(id);
      if (now && this.#isHere()) await work(now);
    });
    if (!isDone)
      this.#failed(
        { type: 'cti' },
        new CtiError('BUSY', msg('Another tab is changing this callback. Try again in a moment.')),
      );
    this.busy = '';
    await this.#tracker.store.load();
    this.#host.requestUpdate();
  }

  /** The first half: false when it did not happen, or nobody knows. */
  async #remove(now: Callback, to: WallClock): Promise<boolean> {
    const { entry, at, change } = now;
    const command = {
      type: 'cancelSchedule',
      campaign: entry.campaign,
      number: entry.destination,
      ...this.#when(at),
    } as const;
    const waiting = this.#tracker.entryOf(now);
    if (waiting) {
      const error = await this.#commands.client?.outbox?.discard(waiting.id).catch(CtiError.from);
      if (error) return this.#failed(command, error);
      if (!waiting.doubts && waiting.state !== 'unknown') return this.#discarded(now, command, to);
    }
    const kept: Callback = waiting ? { ...now, waits: '', status: 'unknown' } : now;
    await this.#store.keep({ ...kept, change: { step: 'removing', to } });
    if (!this.#isHere()) {
      await this.#store.keep(kept); // nothing was sent
      return false;
    }
    const reply = await this.#commands.run(command);
    await this.#tracker.settled();
    if (reply) return true;
    // A “no” says nothing of an earlier try: a dialer also refuses to take out what has gone already. Nor does one that came
    // when another agent was here, and nobody saw it.
    if (!change && this.#isHere() && this.#commands.outcome.state !== 'unknown') await this.#store.keep(kept);
    return false;
  }

  /** The second half. */
  async #set({ id, entry }: Callback, to: WallClock): Promise<void> {
    const now = this.#store.find(id);
    if (!now) return;
    const isDoubtful = now.change?.step === 'setting' && now.change.to === to;
    await this.#store.keep({ ...now, change: { step: 'setting', to } });
    if (!this.#isHere()) return this.#store.keep(now); // nothing was sent
    const reply = await this.#commands.run({ type: 'schedule', at: to, entry });
    await this.#tracker.settled();
    if (reply) this.#end(movedText(now, to));
    else if (!isDoubtful && this.#isHere() && this.#commands.outcome.state !== 'unknown')
      await this.#store.keep({ ...now, change: { step: 'gone', to } });
  }

  /** It waited in the outbox, and the dialer never knew of it. */
  async #discarded(now: Callback, command: CommandInput, to: WallClock): Promise<true> {
    if (to) await this.#store.keep({ ...now, waits: '', change: { step: 'gone', to } });
    else {
      await this.#store.remove(now.id);
      if (!this.#isHere()) return true;
      this.#commands.show(outcomeOfReply(command, { status: 'confirmed', transport: 'outbox' }));
      this.#said = discardedText(now);
    }
    return true;
  }

  /** That callback alone. Nobody says whether the bounds count (U-51): a second on both sides takes it in either case. */
  #when(at: WallClock): { from?: WallClock; to?: WallClock } {
    const clock = readWallClock(at) ?? 0;
    return this.takesAll ? {} : { from: writeWallClock(clock - 1000), to: writeWallClock(clock + 1000) };
  }

  #end(said: string): void {
    if (!this.#isHere()) return;
    this.#about = '';
    this.#said = said;
  }

  #refuse({ entry }: Callback, to: WallClock): void {
    this.#commands.refuse(
      { type: 'schedule', at: to, entry },
      msg('The callback already has this time. Choose another one.'),
      'at',
    );
  }

  #failed(command: CommandInput, error: CtiError): false {
    if (this.#isHere()) this.#commands.show(outcomeOfError(command, error));
    return false;
  }
}
