import type { LitElement, ReactiveController } from 'lit';
import {
  askedBy,
  callbackId,
  isCancelledBy,
  targetId,
  type AskedCallback,
  type Callback,
  type CallbackStatus,
} from '../../callbacks/callback.js';
import type { CtiClient } from '../../core/client.js';
import type { CommandInput } from '../../core/commands.js';
import type { SessionContext } from '../../core/session-context.js';
import { CallbackStore } from '../../callbacks/callback-store.js';
import type { OutboxEntry } from '../../outbox/outbox-entry.js';
import { ownerOf } from '../shared/call-identity.js';
import { senderOf, type CommandController } from '../shared/command-controller.js';
import type { CtiErrorEvent, CtiResultEvent } from '../../core/events.js';

/** Milliseconds after which to look again. */
const lookAgain = 20_000;

/** A client, and where its agent's callbacks are kept. */
interface Place {
  client: CtiClient | undefined;
  store: CallbackStore;
}

type Zones = Partial<Pick<SessionContext, 'customerTimeZone' | 'dialerTimeZone'>>;

/**
 * Knows the callbacks that were scheduled in this browser: hears what the elements of the same client were answered,
 * and watches the outbox for what goes out later, or never does.
 */
export class CallbackTracker implements ReactiveController {
  isLoading = true;
  readonly #host: LitElement;
  readonly #commands: CommandController;
  /** The outbox's entries that ask for a callback, as they were last seen there. */
  readonly #watched = new Map<string, { asked: AskedCallback; entry: OutboxEntry }>();
  /** Entries that have gone without our seeing it, and callbacks whose element told how they ended. */
  readonly #lost = new Set<string>();
  readonly #answered = new Set<string>();
  #here: Place = { client: undefined, store: new CallbackStore(undefined, () => undefined) };
  /** Where the callbacks are kept of clients that were here: an answer may come after its agent has left. */
  readonly #places = new WeakMap<CtiClient, Place>();
  #isOpen = false;
  #looking: ReturnType<typeof setInterval> | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(host: LitElement, commands: CommandController) {
    this.#host = host;
    this.#commands = commands;
    host.addController(this);
  }

  get store(): CallbackStore {
    return this.#here.store;
  }

  /** Whose callbacks these are. */
  get owner(): string | undefined {
    return ownerOf(this.#here.client);
  }

  /** The entry of the outbox that a callback waits in. */
  entryOf({ waits }: Callback, { client } = this.#here): OutboxEntry | undefined {
    return waits ? client?.outbox?.list().find(({ id }) => id === waits) : undefined;
  }

  /** How far it got: what waits in the outbox is as that says. */
  statusOf(callback: Callback): CallbackStatus {
    const entry = this.entryOf(callback);
    if (!entry) return callback.status;
    return entry.state === 'held' || entry.state === 'unknown' ? entry.state : 'queued';
  }

  /** Resolves when all that was heard is written down. */
  readonly settled = (): Promise<void> => this.#work;

  hostConnected(): void {
    // Also what a page stops on its way up, and elements beside this one.
    document.documentElement.addEventListener('cti-result', this.#onResult, true);
    document.documentElement.addEventListener('cti-error', this.#onError, true);
    this.#looking = setInterval(() => void this.store.load(), lookAgain);
  }

  hostDisconnected(): void {
    document.documentElement.removeEventListener('cti-result', this.#onResult, true);
    document.documentElement.removeEventListener('cti-error', this.#onError, true);
    clearInterval(this.#looking);
    // An element that is only moved in the page is back before the microtask.
    queueMicrotask(() => this.#host.isConnected || this.#open(undefined));
  }

  hostUpdate(): void {
    const { client } = this.#commands;
    if (client !== this.#here.client) this.#open(client);
    const { store } = this;
    if (!client || store.isOpening) return;
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#then(() =>
        store.load().then(() => {
          if (store === this.store) this.isLoading = false;
        }),
      );
    }
    this.#watch(this.#here);
  }

  #open(client: CtiClient | undefined): void {
    this.store.close();
    this.#watched.clear();
    this.isLoading = true;
    this.#isOpen = false;
    this.#here = { client, store: new CallbackStore(client?.outbox, () => this.#host.requestUpdate()) };
    if (client) this.#places.set(client, this.#here);
  }

  /** One after the other: what is written later knows what was written before. */
  #then(work: () => Promise<unknown>): void {
    this.#work = this.#work.then(work).then(() => this.#host.requestUpdate());
  }

  /** Follows the entries of the outbox. The first try of one is its element's, which says how it ended. */
  #watch(here: Place): void {
    const entries = here.client?.outbox?.list() ?? [];
    for (const entry of entries) {
      const asked = askedBy(entry.command);
      if (!asked) continue;
      if (!this.#watched.has(entry.id)) this.#answered.delete(callbackId(asked));
      const isKnown = this.#watched.get(entry.id)?.entry.reason;
      this.#watched.set(entry.id, { asked, entry });
      if (entry.reason && !isKnown) this.#then(() => this.#note(here, asked, 'queued', {}, entry));
    }
    const ids = new Set(entries.map(({ id }) => id));
    for (const [id, { asked, entry }] of this.#watched) {
      if (!ids.has(id) && this.#watched.delete(id)) this.#then(() => this.#left(here, asked, entry));
    }
    for (const { waits } of here.store.all) {
      if (!waits || ids.has(waits) || this.#lost.has(waits)) continue;
      this.#lost.add(waits);
      this.#then(() => this.#leftUnseen(here, waits));
    }
  }

  /** An entry has left the outbox before our eyes. */
  async #left(of: Place, asked: AskedCallback, { id, state, doubts }: OutboxEntry): Promise<void> {
    const { client, store } = of;
    const callback = callbackId(asked);
    const end = await client?.outbox?.endOf?.(id);
    const known = store.find(callback);
    if (end?.state === 'delivered') {
      if (known ? known.waits === id : !this.#answered.has(callback)) await this.#note(of, asked, 'delivered');
    } else if (known?.waits === id) {
      // It was discarded. What may have arrived stays there.
      if (doubts || state === 'unknown') await store.keep({ ...known, waits: '', status: 'unknown' });
      else await store.remove(known.id);
    }
  }

  /** An entry that was there when this page was closed has gone: sent, or discarded. */
  async #leftUnseen(of: Place, waits: string): Promise<void> {
    const end = await of.client?.outbox?.endOf?.(waits);
    this.#lost.delete(waits);
    const known = of.store.all.find((each) => each.waits === waits);
    if (known && !this.entryOf(known, of))
      await of.store.keep({ ...known, waits: '', status: end?.state === 'delivered' ? 'delivered' : 'unknown' });
  }

  /** Writes down a callback that was asked for. It ends a move that was to lead to it, unless nobody knows. */
  async #note(
    { store }: Place,
    asked: AskedCallback,
    status: CallbackStatus,
    zones: Zones = {},
    entry?: OutboxEntry,
  ): Promise<void> {
    const id = callbackId(asked);
    const moved = store.all.find((each) => targetId(each) === id && each.change?.step !== 'removing');
    if (moved && (status === 'unknown' || entry?.state === 'unknown' || entry?.state === 'held')) return;
    await store.keep({
      ...{
        byResult: asked.byResult,
        note: asked.note || moved?.note || '',
        entry: asked.entry,
        at: asked.at,
        id,
        status,
      },
      ...this.#zonesOf(zones, store.find(id), moved),
      waits: entry?.id ?? '',
    });
    if (moved && moved.id !== id) await store.remove(moved.id);
  }

  /** The time zones of a callback: those that it was asked with, else what is known of it, else the session's. */
  #zonesOf(zones: Zones, ...known: (Callback | undefined)[]): Pick<Callback, 'customerZone' | 'dialerZone'> {
    const { session } = this.#commands;
    const first = (name: 'customerZone' | 'dialerZone') => known.map((each) => each?.[name]).find(Boolean);
    return {
      customerZone: zones.customerTimeZone || first('customerZone') || session.customerTimeZone,
      dialerZone: zones.dialerTimeZone || first('dialerZone') || session.dialerTimeZone,
    };
  }

  /** Those that a cancellation took out: one that is being moved is half done now. */
  async #cancelled(of: Place, command: CommandInput & { type: 'cancelSchedule' }): Promise<void> {
    const { store } = of;
    for (const each of store.all.filter(
      (callback) => isCancelledBy(callback, command) && !this.entryOf(callback, of),
    )) {
      if (each.change?.to) await store.keep({ ...each, change: { ...each.change, step: 'gone' } });
      else await store.remove(each.id);
    }
  }

  /** Where to write down what an event tells of: with whose command it was, here now or before. A page's own event may not say. */
  #placeOf(event: Event): Place | undefined {
    const [given] = event.composedPath().flatMap((node) => (node as { client?: CtiClient }).client ?? []);
    const client = senderOf(event) ?? given;
    const here = this.#here;
    if (here.client && (!client || ownerOf(client) === this.owner)) return here;
    return client && this.#places.get(client);
  }

  #learn(of: Place, event: Event, command: CommandInput, status: CallbackStatus): void {
    const asked = askedBy(command);
    if (!asked) return;
    const id = callbackId(asked);
    const isOpen = status === 'queued' || status === 'unknown';
    if (!isOpen) this.#answered.add(id);
    const isSame = (other: AskedCallback | undefined) => !!other && callbackId(other) === id;
    const entry = isOpen ? of.client?.outbox?.list().find((each) => isSame(askedBy(each.command))) : undefined;
    const [speaker] = event.composedPath();
    this.#then(() => this.#note(of, asked, status, speaker as Zones, entry));
  }

  readonly #onResult = (event: CtiResultEvent) => {
    const of = this.#placeOf(event);
    if (!of) return;
    const { command, reply } = event;
    if (command.type === 'cancelSchedule') this.#then(() => this.#cancelled(of, command));
    else this.#learn(of, event, command, reply.status);
  };

  readonly #onError = (event: CtiErrorEvent) => {
    const of = this.#placeOf(event);
    if (of && event.error.maybeSent) this.#learn(of, event, event.command, 'unknown');
  };
}
