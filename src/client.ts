import { msg } from '@lit/localize';
import { checkCommand, mayWait, sameness, type Command, type CommandInput, type CommandOf, type CommandType, type Cti, type Reply, type ReplyTo } from './commands.js';
import { CtiError } from './errors.js';
import type { CommandOutbox } from './outbox-entry.js';
import type { Outbox } from './outbox.js';
import { checkRespool } from './respool-edit.js';
import type { Support, Transport } from './transport.js';

/** The call this page knows of. It stays known after it ended, for the result and the tag, until another one comes. */
export interface CurrentCall {
  guid: string;
  /** The customer's number; empty when the portal does not say. */
  destination: string;
  campaign: string;
  /** When this page learned of it, in epoch milliseconds. */
  since: number;
}

export interface CtiClientOptions {
  /** In order of preference. */
  transports: readonly Transport[];
  outbox?: Outbox;
}

/**
 * Checks a command, chooses its transport before the first byte, and tries the next one only where surely
 * nothing was sent.
 *
 * @fires change - The current call or the CTI object changed, or the client was closed.
 */
export class CtiClient extends EventTarget {
  readonly #options: CtiClientOptions;
  readonly #onTheWay = new Map<string, Promise<Reply>>();
  #current: CurrentCall | undefined;
  #cti: Cti | null = null;
  #closed = false;

  constructor(options: CtiClientOptions) {
    super();
    this.#options = options;
  }

  /** What waits to be delivered; nothing when this client was made without an outbox. */
  get outbox(): CommandOutbox | undefined {
    return undefined;
  }

  /** The call this page knows of. */
  get current(): CurrentCall | undefined {
    return this.#current;
  }

  /** The last CTI object that the portal gave for the current call, or `null`. */
  get cti(): Cti | null {
    return this.#cti;
  }

  /** Whether a command can be sent as things stand, and if not, why. */
  supports(type: CommandType): { ok: true; transport: string } | { ok: false; reason: string } {
    const missing: Missing[] = [];
    for (const transport of this.#options.transports) {
      const support = transport.supports(type);
      if (support.ok) return { ok: true, transport: transport.name };
      missing.push(support);
    }
    return { ok: false, reason: why(missing).message };
  }

  /** Sends a command. Rejects with a `CtiError`; its `code` says whether anything can have happened. */
  async send<T extends CommandInput>(input: T): Promise<ReplyTo<T['type']>> {
    if (this.#closed) throw new CtiError('CANCELED', msg('The session is closed.'));
    const command = this.#complete(checkCommand(input));
    const key = sameness(command);
    const running = this.#onTheWay.get(key);
    // Asking twice is harmless, doing twice is not.
    if (running && command.type !== 'cti') throw new CtiError('BUSY', msg('This is already on its way.'));

    const run = running ?? this.#carry(command).finally(() => this.#onTheWay.delete(key));
    this.#onTheWay.set(key, run);
    const reply = await run;
    if (!running) this.#learn(command, reply);
    return reply as ReplyTo<T['type']>;
  }

  /** Stops all transports. What is on its way rejects with `CANCELED` where it can still be stopped. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const transport of this.#options.transports) transport.close();
    this.dispatchEvent(new Event('change'));
  }

  /** Adds what only the client knows, and refuses what only the client can see. */
  #complete(command: Command): Command {
    const call = this.#current;
    if (command.type === 'respool') checkRespool(command.entry, call?.destination, this.#cti?.entry);
    if (command.type === 'tag' && !command.phone && call?.destination && call.guid === command.guid)
      return { ...command, phone: call.destination };
    return command;
  }

  async #carry(command: Command): Promise<Reply> {
    const missing: Missing[] = [];
    for (const transport of this.#options.transports) {
      const support = transport.supports(command.type);
      if (!support.ok) {
        missing.push(support);
        continue;
      }
      try {
        return await transport.send(command);
      } catch (cause) {
        const error = CtiError.from(cause);
        if (error.code !== 'UNREACHABLE') throw error;
        missing.push({ ok: false, code: 'UNREACHABLE', reason: error.message });
      }
    }
    const error = why(missing);
    const { outbox } = this.#options;
    if (!outbox || error.code !== 'UNREACHABLE' || !mayWait.has(command.type)) throw error;
    await outbox.add(command);
    return { status: 'queued', transport: 'outbox' };
  }

  #learn(command: Command, reply: Reply): void {
    if ('destination' in command && 'guid' in reply) this.#learnCall(command, reply.guid);
    else if (command.type === 'cti' && 'cti' in reply) this.#learnCti(reply.cti);
    else return;
    this.dispatchEvent(new Event('change'));
  }

  #learnCall({ destination, campaign }: CommandOf<'call' | 'callWithPhone'>, guid: string): void {
    this.#current = { guid, destination, campaign, since: Date.now() };
    this.#cti = null; // what we knew was of the call before
  }

  /** An empty answer does not end what is known: between hang-up and result the portal has no call any more. */
  #learnCti(cti: Cti | null): void {
    this.#cti = cti;
    if (!cti?.guid || cti.guid === this.#current?.guid) return;
    const { guid, callerId = '', campaign = '' } = cti;
    this.#current = { guid, destination: callerId, campaign, since: Date.now() };
  }
}

type Missing = Extract<Support, { ok: false }>;

/** One error for all the transports that could not. */
function why(missing: readonly Missing[]): CtiError {
  const reasons = [...new Set(missing.map(({ reason }) => reason))];
  const code = missing.some((each) => each.code === 'UNREACHABLE') ? 'UNREACHABLE' : 'UNSUPPORTED';
  return new CtiError(code, reasons.join(' ') || msg('No dialer is set up on this page.'));
}
