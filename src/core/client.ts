import { msg } from '@lit/localize';
import { CallTracker, type CurrentCall } from './current-call.js';
import { dispatch, checksOf, selectTransport, type Route } from './routing.js';
import {
  checkCommand,
  mayWait,
  dedupeKey,
  type Command,
  type CommandInput,
  type CommandType,
  type Cti,
  type Reply,
  type ReplyTo,
} from './commands.js';
import { CtiError } from './errors.js';
import { Log } from './log.js';
import type { CommandOutbox, WaitingCommand } from '../outbox/outbox-entry.js';
import type { Outbox } from '../outbox/outbox.js';
import { checkRespool } from './respool-edit.js';
import { clearTabItems } from './tab-storage.js';
import type { Transport } from './transport.js';

export type { CurrentCall } from './current-call.js';

export interface CtiClientOptions {
  /** In order of preference. */
  transports: readonly Transport[];
  /** Keeps what may wait. Without one `UNREACHABLE` is an error for every command. */
  outbox?: Outbox;
  /** Under which name this tab remembers the call over a reload: one for each agent and dialer. Not at all when absent. */
  memory?: string;
}

/**
 * Checks a command, chooses its transport before the first byte, and tries the next one only where surely
 * nothing was sent.
 *
 * @fires change - The current call, the CTI object or the outbox changed, or the client was closed.
 */
export class CtiClient extends EventTarget {
  /** The last 500 happenings: commands, wire, refusals, state. */
  readonly log = new Log();
  readonly #transports: readonly Transport[];
  readonly #outbox: Outbox | undefined;
  readonly #calls: CallTracker;
  readonly #onTheWay = new Map<string, Promise<Reply>>();
  #closed = false;

  constructor({ transports, outbox, memory }: CtiClientOptions) {
    super();
    this.#transports = transports;
    this.#outbox = outbox;
    this.#calls = new CallTracker(memory);
    this.log.cover(transports.flatMap(({ secrets = [] }) => secrets));
    for (const transport of transports)
      transport.watch?.((what, detail) => this.log.write(what, transport.name, detail));
    outbox?.open(transports, (what, entry) => {
      this.log.write('state', 'outbox', { state: what, entry });
      this.#changed();
    });
  }

  /** What waits to be delivered; nothing when this client was made without an outbox. */
  get outbox(): CommandOutbox | undefined {
    return this.#outbox;
  }

  /** The call this page knows of. */
  get current(): CurrentCall | undefined {
    return this.#calls.current;
  }

  /** The last CTI object that the portal gave for the current call, or `null`. */
  get cti(): Cti | null {
    return this.#calls.cti;
  }

  /** Whether a command can be sent as things stand, and if not, why. */
  supports(type: CommandType): Route {
    return selectTransport(this.#transports, type);
  }

  /**
   * Sends a command. Rejects with a `CtiError`; its `code` says whether anything can have happened. `signal` stops what
   * is on its way with `CANCELED`, but nothing that may wait in the outbox.
   */
  async send<T extends CommandInput>(
    input: T,
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<ReplyTo<T['type']>> {
    try {
      this.log.write('command', 'client', input);
      const reply = await this.#send(input, signal);
      this.log.write('reply', 'client', reply);
      return reply as ReplyTo<T['type']>;
    } catch (cause) {
      const error = CtiError.from(cause);
      const { code, field, detail, transport } = error;
      this.log.write('error', 'client', { code, field, detail, transport });
      throw error;
    }
  }

  /** The agent says “I am not on a call”: reads the CTI object again, and forgets a call that it does not name. */
  async recheck(): Promise<ReplyTo<'cti'>> {
    const reply = this.supports('cti').ok
      ? await this.send({ type: 'cti' })
      : ({ status: 'confirmed', transport: 'client', cti: null } as const);
    if (!reply.cti?.guid) this.#calls.end();
    this.#changed();
    return reply;
  }

  /** What happened, as JSON for support. */
  exportLog(): string {
    return JSON.stringify(this.log.lines, null, 1);
  }

  /** Deletes all that this browser keeps for this agent: the outbox in every tab; drafts, the call and the log in this one. */
  async forget(): Promise<void> {
    clearTabItems();
    this.#calls.end();
    this.log.clear();
    await this.#outbox?.forget();
    this.#changed();
  }

  /** Stops all transports. What is on its way rejects with `CANCELED` where it can still be stopped. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const transport of this.#transports) transport.close();
    this.#outbox?.close();
    this.#changed();
  }

  async #send(input: CommandInput, signal?: AbortSignal): Promise<Reply> {
    if (this.#closed) throw new CtiError('CANCELED', msg('The session is closed.'));
    const command = this.#complete(checkCommand(input, checksOf(this.#transports)));
    const key = dedupeKey(command);
    const running = this.#onTheWay.get(key);
    // Asking twice is harmless, doing twice is not.
    if (running && command.type !== 'cti') throw new CtiError('BUSY', msg('This is already on its way.'));

    const begin = () =>
      this.#outbox && mayWait.has(command.type)
        ? this.#outbox.carry(command as WaitingCommand)
        : dispatch(this.#transports, command, false, signal);
    const run = running ?? begin().finally(() => this.#onTheWay.delete(key));
    this.#onTheWay.set(key, run);
    const reply = await run;
    if (!running && this.#calls.learn(command, reply)) this.#changed();
    return reply;
  }

  /** Adds what only the client knows, and refuses what only the client can see. */
  #complete(command: Command): Command {
    const call = this.current;
    if (command.type === 'respool') checkRespool(command.entry, call?.destination, this.cti?.entry);
    if (command.type === 'tag' && !command.phone && call?.destination && call.guid === command.guid)
      return { ...command, phone: call.destination };
    return command;
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
