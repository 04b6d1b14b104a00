// A dialer that tells of its calls and of the agent when the test says so, and answers what the test decides.
import type { News, CallNews, ToldState } from '../../src/core/call-state.js';
import { callChecks } from '../../src/core/call-commands.js';
import { CtiClient } from '../../src/core/client.js';
import type { Command, CommandInput, CommandType, Reply } from '../../src/core/commands.js';
import { supervisorChecks } from '../../src/core/supervisor-commands.js';
import type { Support, Transport } from '../../src/core/transport.js';
import type { Destinations } from '../../src/core/destinations.js';
import type { Outbox } from '../../src/outbox/outbox.js';

type Answer = (command: Command) => Reply | Promise<Reply> | undefined;

export interface DialerSetup {
  /** What it can do; all when absent. */
  can?: readonly CommandType[];
  /** What it does with a command, where that is not the usual. */
  answer?: Answer;
  /** It tells nothing of its calls. */
  isSilent?: boolean;
  /** Why it cannot carry one command; nothing where it can. */
  lacks?: (type: CommandType, command?: CommandInput) => string | undefined;
  agent?: string;
  destinations?: Destinations;
  outbox?: Outbox;
}

const status = { status: 'confirmed', transport: 'dialer' } as const;

export class Dialer {
  readonly client: CtiClient;
  /** What reached it, in order. */
  readonly got: Command[] = [];
  answer: Answer;
  #hear: (news: News) => void = () => undefined;

  constructor({
    can,
    answer = () => undefined,
    isSilent,
    lacks,
    agent = 'Ana',
    destinations,
    outbox,
  }: DialerSetup = {}) {
    this.answer = answer;
    const no = (reason: string): Support => ({ ok: false, code: 'UNSUPPORTED', reason });
    const transport: Transport = {
      name: 'dialer',
      checks: { ...supervisorChecks, ...callChecks },
      supports: (type, command) => {
        const lack = lacks?.(type, command);
        if (lack) return no(lack);
        return !can || can.includes(type) ? { ok: true } : no(`This dialer knows no ${type}.`);
      },
      send: async (command, _again, _signal, mayGo) => {
        await mayGo?.();
        this.got.push(command);
        return (await this.answer(command)) ?? this.#usual(command);
      },
      ...(!isSilent && { tellNews: (hear) => void (this.#hear = hear) }),
      close: () => undefined,
    };
    this.client = new CtiClient({
      transports: [transport],
      memory: `${agent}@x`,
      ...(destinations && { destinations }),
      ...(outbox && { outbox }),
    });
  }

  /** Tells of a call. */
  tell(call: string, state?: ToldState, more: Partial<CallNews> = {}): void {
    this.#hear({ call, state, number: '091 000 000', ...more });
  }

  hear(news: News): void {
    this.#hear(news);
  }

  of(type: CommandType): Command[] {
    return this.got.filter((each) => each.type === type);
  }

  #usual(command: Command): Reply {
    if (command.type === 'call') return { ...status, guid: `g-${command.destination}` };
    if (command.type === 'agentStates')
      return {
        ...status,
        reasons: [
          { id: '1', name: 'Lunch' },
          { id: '2', name: 'Short break' },
          { id: '3', name: 'Training' },
        ],
      };
    if (command.type === 'members')
      return {
        ...status,
        members: [
          { id: 'SIP/1001', name: 'Bruno Paz', raw: {} },
          { id: 'SIP/1002', name: 'Pilar Soto', raw: {} },
          { id: 'SIP/1003', name: 'Tomás Gil', raw: {} },
        ],
      };
    if (command.type === 'campaigns')
      return { ...status, campaigns: [{ id: 'Sale->', name: 'Ventas', figures: {}, raw: {} }] };
    return status as Reply;
  }
}
