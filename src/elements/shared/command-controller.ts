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

/** Runs an element's command: asks the page, sends, shows and announces the outcome. All elements go through here. */
export class CommandController implements ReactiveController {
  outcome: Outcome = { state: 'idle' };

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

  get pending(): boolean {
    return this.outcome.state === 'pending';
  }

  supports(type: CommandType): { ok: true } | { ok: false; reason: string } {
    return this.client?.supports(type) ?? { ok: false, reason: msg('This control needs a <cti-session> around it.') };
  }

  /** Resolves with nothing when the page cancelled the command, it failed, or this element is still sending. */
  async run<T extends CommandInput>(
    command: T,
    send = (client: CtiClient): Promise<ReplyTo<T['type']>> => client.send(command),
  ): Promise<ReplyTo<T['type']> | undefined> {
    if (this.pending) return undefined;
    if (!this.#host.dispatchEvent(new CtiRequestEvent(command))) return undefined;
    this.#show({ state: 'pending' });
    try {
      if (!this.client) throw new CtiError('UNREACHABLE', msg('This control needs a <cti-session> around it.'));
      const reply = await send(this.client);
      this.#show(outcomeOfReply(command, reply));
      this.#host.dispatchEvent(new CtiResultEvent(command, reply));
      return reply;
    } catch (cause) {
      this.#fail(command, CtiError.from(cause));
      return undefined;
    }
  }

  /** Refuses a command for what only the element can see. Nothing is sent. */
  refuse(command: CommandInput, message: string, field?: string): undefined {
    this.#fail(command, new CtiError('INVALID', message, { field }));
  }

  /** What is wrong with a field of the last command, by its path or the start of it. */
  problem(...fields: string[]): string | undefined {
    if (!('error' in this.outcome)) return undefined;
    const { field, message } = this.outcome.error;
    return field && fields.some((each) => field === each || field.startsWith(`${each}.`)) ? message : undefined;
  }

  /** Forgets what happened. What is on its way stays on its way: forgetting it would let it be sent twice. */
  reset(): void {
    if (!this.pending) this.#show({ state: 'idle' });
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

  #fail(command: CommandInput, error: CtiError): undefined {
    this.#show(outcomeOfError(command, error));
    this.#host.dispatchEvent(new CtiErrorEvent(command, error));
  }

  #show(outcome: Outcome): void {
    this.outcome = outcome;
    this.#host.requestUpdate();
  }
}
