import { ContextConsumer } from '@lit/context';
import { msg } from '@lit/localize';
import type { LitElement, ReactiveController } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { CommandInput, CommandType, ReplyTo } from '../../core/commands.js';
import { sessionContext, type SessionContext } from '../../core/session-context.js';
import { CtiError } from '../../core/errors.js';
import { CtiErrorEvent, CtiRequestEvent, CtiResultEvent } from '../../core/events.js';
import { outcomeOfError, outcomeOfReply, type Outcome } from './outcome.js';

const noSession: SessionContext = {
  client: undefined,
  campaign: '',
  callerId: '',
  customerTimeZone: '',
  dialerTimeZone: '',
};

const idle: Outcome = { state: 'idle' };

export const noSessionText = (): string => msg('This control needs a <cti-session> around it.');

/**
 * Runs an element's commands: asks the page, sends, shows and announces the outcome. All elements go through here. An
 * element of which several can be on their way at a time holds an outcome for each, by a key; the empty key is its own.
 */
export class CommandController implements ReactiveController {
  readonly #outcomes = new Map<string, Outcome>();
  readonly #host: LitElement & { client: CtiClient | undefined };
  readonly #session: ContextConsumer<typeof sessionContext, LitElement>;
  #watched: CtiClient | undefined;

  constructor(host: LitElement & { client: CtiClient | undefined }) {
    this.#host = host;
    this.#session = new ContextConsumer(host, { context: sessionContext, subscribe: true });
    host.addController(this);
  }

  /** The element's own client, else the session's. */
  get client(): CtiClient | undefined {
    return this.#host.client ?? this.#session.value?.client;
  }

  get session(): SessionContext {
    return this.#session.value ?? noSession;
  }

  get outcome(): Outcome {
    return this.outcomeOf('');
  }

  get pending(): boolean {
    return this.isPending('');
  }

  outcomeOf(key: string): Outcome {
    return this.#outcomes.get(key) ?? idle;
  }

  isPending(key: string): boolean {
    return this.outcomeOf(key).state === 'pending';
  }

  supports(type: CommandType): { ok: true } | { ok: false; reason: string } {
    return this.client?.supports(type) ?? { ok: false, reason: noSessionText() };
  }

  /** Whether the page lets the element do this. */
  ask(command: CommandInput): boolean {
    return this.#host.dispatchEvent(new CtiRequestEvent(command));
  }

  /** Resolves with nothing when the page cancelled the command, it failed, or the one before it is still on its way. */
  run<T extends CommandInput>(
    command: T,
    send = (client: CtiClient): Promise<ReplyTo<T['type']>> => client.send(command),
    key = '',
  ): Promise<ReplyTo<T['type']> | undefined> {
    if (this.isPending(key)) return Promise.resolve(undefined);
    return this.announce(command, send, (outcome) => this.show(outcome, key));
  }

  /** Asks, sends and announces, and tells `show` how far it is. Resolves with nothing when the page cancelled it, or it failed. */
  async announce<T extends CommandInput>(
    command: T,
    send: (client: CtiClient) => Promise<ReplyTo<T['type']>>,
    show: (outcome: Outcome) => void,
  ): Promise<ReplyTo<T['type']> | undefined> {
    if (!this.ask(command)) return undefined;
    show({ state: 'pending' });
    try {
      if (!this.client) throw new CtiError('UNREACHABLE', noSessionText());
      const reply = await send(this.client);
      show(outcomeOfReply(command, reply));
      this.#host.dispatchEvent(new CtiResultEvent(command, reply));
      return reply;
    } catch (cause) {
      const error = CtiError.from(cause);
      show(outcomeOfError(command, error));
      this.#host.dispatchEvent(new CtiErrorEvent(command, error));
      return undefined;
    }
  }

  /** Refuses a command for what only the element can see. Nothing is sent. */
  refuse(command: CommandInput, message: string, field?: string): undefined {
    const error = new CtiError('INVALID', message, { field });
    this.show(outcomeOfError(command, error));
    this.#host.dispatchEvent(new CtiErrorEvent(command, error));
  }

  /** Shows how something ended that was no command. Nothing is announced. */
  show(outcome: Outcome, key = ''): void {
    this.#outcomes.set(key, outcome);
    this.#host.requestUpdate();
  }

  /** What is wrong with a field of the last command, by its path or the start of it. */
  problem(...fields: string[]): string | undefined {
    if (!('error' in this.outcome)) return undefined;
    const { field, message } = this.outcome.error;
    return field && fields.some((each) => field === each || field.startsWith(`${each}.`)) ? message : undefined;
  }

  /** Forgets what happened. What is on its way stays on its way: forgetting it would let it be sent twice. */
  reset(key = ''): void {
    if (!this.isPending(key)) this.show({ state: 'idle' }, key);
  }

  /** Leaves the outcomes of these keys and the element's own. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#outcomes.keys()) if (key && !keys.has(key)) this.#outcomes.delete(key);
  }

  /** An element that was moved in the page watches its client again. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const client = this.#host.isConnected ? this.client : undefined;
    if (client !== this.#watched) this.#watch(client);
  }

  hostDisconnected(): void {
    this.#watch(undefined);
  }

  #watch(client: CtiClient | undefined): void {
    this.#watched?.removeEventListener('change', this.#onChange);
    this.#watched = client;
    client?.addEventListener('change', this.#onChange);
  }

  readonly #onChange = () => this.#host.requestUpdate();
}
