// Agents and their dialer, where it matters whose a call is and whether it is known: each call gets its number as guid, the
// portal names what the test says, and a dial can stay without an answer.
import { CtiClient } from '../../src/core/client.js';
import type { Command, Cti, Reply } from '../../src/core/commands.js';
import { CtiError } from '../../src/core/errors.js';
import { supervisorChecks } from '../../src/core/supervisor-commands.js';
import type { Transport } from '../../src/core/transport.js';
import type { Outbox } from '../../src/outbox/outbox.js';
import { fakeTransport, type FakeTransport } from '../fake-transport.js';

type Answer = (command: Command) => Reply | Promise<Reply> | undefined;

const status = { status: 'confirmed', transport: 'fake' } as const;

export const call = (destination: string) => ({ type: 'call', destination, campaign: 'Sale->' }) as const;

export class Agent {
  readonly client: CtiClient;
  readonly transport: FakeTransport;
  /** What the portal says of the answered call. */
  cti: Cti | null = null;
  /** What is answered to a command, where it is not the usual. */
  answer: Answer = () => undefined;
  #answered: ((guid: string | undefined) => void) | undefined;

  constructor(memory = '', { can, outbox }: { can?: Command['type'][]; outbox?: Outbox } = {}) {
    const fake = fakeTransport({ ...(can && { can }), send: (command) => this.#reply(command) });
    const follow: Transport['follow'] = (_, answered) => void (this.#answered = answered);
    this.transport = { ...fake, follow, checks: supervisorChecks };
    this.client = new CtiClient({ transports: [this.transport], memory, ...(outbox && { outbox }) });
  }

  /** What reached the dialer of one kind. */
  of<T extends Command['type']>(type: T): Extract<Command, { type: T }>[] {
    return this.transport.sent.filter((each): each is Extract<Command, { type: T }> => each.type === type);
  }

  /** The portal names a call. */
  async callComes(guid: string, callerId = guid, more: Partial<Cti> = {}): Promise<void> {
    this.cti = { guid, callerId, campaign: 'Sale->', data: [], raw: {}, ...more };
    await this.client.send({ type: 'cti' });
    if (this.client.cti?.guid !== guid) await this.client.send({ type: 'cti' }); // a question was on its way already
  }

  /** Dials, and nobody answers. */
  async dialInDoubt(destination: string): Promise<void> {
    const { answer } = this;
    this.answer = (command) =>
      command.type === 'call'
        ? Promise.reject(new CtiError('TIMEOUT', 'Nobody knows.', { maybeSent: true }))
        : answer(command);
    await this.client.send(call(destination)).catch(() => undefined);
    this.answer = answer;
    if (this.client.current?.state !== 'unknown')
      throw new Error('A dial of the test before is in doubt: clear the storage.');
  }

  /** The guid of the last dial in doubt comes. */
  guidComes(guid: string): void {
    this.#answered?.(guid);
  }

  #reply(command: Command): Reply | Promise<Reply> {
    const answer = this.answer(command);
    if (answer) return answer;
    if (command.type === 'cti') return { ...status, cti: this.cti };
    return command.type === 'call' ? { ...status, guid: `g-${command.destination}` } : (status as Reply);
  }
}
