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
import type { CommandController } from '../shared/command-controller.js';
import type { CtiErrorEvent, CtiResultEvent } from '../../core/events.js';

/** Milliseconds after which to look again. */
const lookAgain = 20_000;

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
  #client: CtiClient | undefined;
  #isOpen = false;
  #store = new CallbackStore(undefined, () => undefined);
  #looking: ReturnType<typeof setInterval> | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(host: LitElement, commands: CommandController) {
    this.#host = host;
    this.#commands = commands;
    host.addController(this);
  }

  get store(): CallbackStore {
    return this.#store;
  }

  /** The entry of the outbox that a callback waits in. */
  entryOf({ waits }: Callback): OutboxEntry | undefined {
    return waits ? this.#client?.outbox?.list().find(({ id }) => id === waits) : undefined;
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
    this.#looking = setInterval(() => void this.#store.load(), lookAgain);
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
    if (client !== this.#client) this.#open(client);
    if (!client || this.#store.isOpening) return;
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#then(() => this.#store.load().then(() => (this.isLoading = false)));
    }
    this.#watch();
  }

  #open(client: CtiClient | undefined): void {
    this.#client = client;
    this.#store.close();
    this.#watched.clear();
    this.isLoading = true;
    this.#isOpen = false;
    this.#store = new CallbackStore(client?.outbox, () => this.#host.requestUpdate());
  }

  /** One after the other: what is written later knows what was written before. */
  #then(work: () => Promise<unknown>): void {
    this.#work = this.#work.then(work).then(() => this.#host.requestUpdate());
  }

  /** Follows the entries of the outbox. The first try of one is its element's, which says how it ended. */
  #watch(): void {
    const entries = this.#client?.outbox?.list() ?? [];
    for (const entry of entries) {
      const asked = askedBy(entry.command);
      if (!asked) continue;
      if (!this.#watched.has(entry.id)) this.#answered.delete(callbackId(asked));
      const isKnown = this.#watched.get(entry.id)?.entry.reason;
      this.#watched.set(entry.id, { asked, entry });
      if (entry.reason && !isKnown) this.#then(() => this.#note(asked, 'queued', {}, entry));
    }
    const ids = new Set(entries.map(({ id }) => id));
    for (const [id, { asked, entry }] of this.#watched) {
      if (!ids.has(id) && this.#watched.delete(id)) this.#then(() => this.#left(asked, entry));
    }
    for (const { waits } of this.#store.all) {
      if (!waits || ids.has(waits) || this.#lost.has(waits)) continue;
      this.#lost.add(waits);
      this.#then(() => this.#leftUnseen(waits));
    }
  }

  /** An entry has left the outbox before our eyes. */
  async #left(asked: AskedCallback, { id, state, doubts }: OutboxEntry): Promise<void> {
    const callback = callbackId(asked);
    const end = await this.#client?.outbox?.endOf?.(id);
    const known = this.#store.find(callback);
    if (end?.state === 'delivered') {
      if (known ? known.waits === id : !this.#answered.has(callback)) await this.#note(asked, 'delivered');
    } else if (known?.waits === id) {
      // It was discarded. What may have arrived stays there.
      if (doubts || state === 'unknown') await this.#store.keep({ ...known, waits: '', status: 'unknown' });
      else await this.#store.remove(known.id);
    }
  }

  /** An entry that was there when this page was closed has gone: sent, or discarded. */
  async #leftUnseen(waits: string): Promise<void> {
    const end = await this.#client?.outbox?.endOf?.(waits);
    this.#lost.delete(waits);
    const known = this.#store.all.find((each) => each.waits === waits);
    if (known && !this.entryOf(known))
      await this.#store.keep({ ...known, waits: '', status: end?.state === 'delivered' ? 'delivered' : 'unknown' });
  }

  /** Writes down a callback that was asked for. It ends a move that was to lead to it, unless nobody knows. */
  async #note(asked: AskedCallback, status: CallbackStatus, zones: Zones = {}, entry?: OutboxEntry): Promise<void> {
    const id = callbackId(asked);
    const moved = this.#store.all.find((each) => targetId(each) === id && each.change?.step !== 'removing');
    if (moved && (status === 'unknown' || entry?.state === 'unknown' || entry?.state === 'held')) return;
    await this.#store.keep({
      ...{
        byResult: asked.byResult,
        note: asked.note || moved?.note || '',
        entry: asked.entry,
        at: asked.at,
        id,
        status,
      },
      ...this.#zonesOf(zones, this.#store.find(id), moved),
      waits: entry?.id ?? '',
    });
    if (moved && moved.id !== id) await this.#store.remove(moved.id);
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
  async #cancelled(command: CommandInput & { type: 'cancelSchedule' }): Promise<void> {
    for (const each of this.#store.all.filter(
      (callback) => isCancelledBy(callback, command) && !this.entryOf(callback),
    )) {
      if (each.change?.to) await this.#store.keep({ ...each, change: { ...each.change, step: 'gone' } });
      else await this.#store.remove(each.id);
    }
  }

  /** The client of the element that speaks: its own, else its session's. A page's own session may not say. */
  #isOurs(event: Event): boolean {
    const [client] = event.composedPath().flatMap((node) => (node as { client?: unknown }).client ?? []);
    return !!this.#client && (!client || client === this.#client);
  }

  #learn(event: Event, command: CommandInput, status: CallbackStatus): void {
    const asked = askedBy(command);
    if (!asked) return;
    const id = callbackId(asked);
    const isOpen = status === 'queued' || status === 'unknown';
    if (!isOpen) this.#answered.add(id);
    const isSame = (other: AskedCallback | undefined) => !!other && callbackId(other) === id;
    const entry = isOpen ? this.#client?.outbox?.list().find((each) => isSame(askedBy(each.command))) : undefined;
    const [speaker] = event.composedPath();
    this.#then(() => this.#note(asked, status, speaker as Zones, entry));
  }

  readonly #onResult = (event: CtiResultEvent) => {
    if (!this.#isOurs(event)) return;
    const { command, reply } = event;
    if (command.type === 'cancelSchedule') this.#then(() => this.#cancelled(command));
    else this.#learn(event, command, reply.status);
  };

  readonly #onError = (event: CtiErrorEvent) => {
    if (this.#isOurs(event) && event.error.maybeSent) this.#learn(event, event.command, 'unknown');
  };
}
