// The telephones of the demo's contact centre, beside its simulated Integra: who calls, rings, answers and hangs up by
// itself. Integra dials, hangs up and takes the results over its own wire; what a telephone does is told to the client.
import type { CallNews, News } from '../src/core/call-state.js';
import type { Command, CommandInput, CommandType, Reply } from '../src/core/commands.js';
import type { Support, Transport } from '../src/core/transport.js';

/** Who is at the other end. */
export type Caller = { readonly [K in 'number' | 'name' | 'campaign' | 'data']: NonNullable<CallNews[K]> };

/** How long people take, in milliseconds. */
export interface Patience {
  /** From the dial until it rings. */
  dialling: number;
  /** Until the customer answers. */
  ringing: number;
  /** Until the customer hangs up. */
  talking: number;
  /** Until a customer who calls gives up. */
  waiting: number;
}

export interface TelephoneOptions {
  /** Carries what is no matter of a telephone. */
  dialer: Transport;
  patience: Patience;
  /** Who has a number; nobody answers where nobody does. */
  whoHas(number: string): Caller | undefined;
  /** The dialer learns that a call is on, or over. */
  begun(guid: string, caller: Caller): unknown;
  ended(guid: string): unknown;
}

interface Line extends Caller {
  isIncoming: boolean;
  next?: ReturnType<typeof setTimeout> | undefined;
}

const done = { status: 'confirmed' } as const;

/** What a command at the telephone makes of a call. */
const presses: Partial<Record<CommandType, Partial<CallNews>>> = {
  answer: { state: 'connected' },
  reject: { state: 'ended' },
  hold: { state: 'held' },
  unhold: { state: 'connected' },
  mute: { isMuted: true },
  unmute: { isMuted: false },
  pauseRecording: { isRecordingPaused: true },
  resumeRecording: { isRecordingPaused: false },
  transfer: { state: 'ended' },
  dtmf: {},
};

/** Whether the telephone takes a command; nothing where that is the dialer's matter. */
function telephoneSupport(type: CommandType, command?: CommandInput): Support | undefined {
  if (!presses[type]) return undefined;
  const isAttended = command?.type === 'transfer' && command.kind === 'attended';
  return isAttended
    ? { ok: false, code: 'UNSUPPORTED', reason: 'These telephones give a call away at once: nobody is asked before.' }
    : { ok: true };
}

export class Telephone {
  readonly #options: TelephoneOptions;
  /** The calls that are on, by their guid. */
  readonly #lines = new Map<string, Line>();
  #hear: (news: News) => void = () => undefined;
  readonly transport: Transport;

  constructor(options: TelephoneOptions) {
    this.#options = options;
    const { dialer } = options;
    this.transport = {
      name: dialer.name,
      get checks() {
        return dialer.checks; // a further file teaches it its commands
      },
      secrets: dialer.secrets ?? [],
      words: dialer.words ?? [],
      repeats: dialer.repeats ?? [],
      supports: (type, command) => telephoneSupport(type, command) ?? dialer.supports(type, command),
      refusal: (command) => (presses[command.type] ? undefined : dialer.refusal?.(command)),
      send: (...given) => (presses[given[0].type] ? this.#press(...given) : this.#dial(...given)),
      follow: (...given) => dialer.follow?.(...given),
      tellNews: (hear) => {
        this.#hear = hear;
        hear({ calls: [] });
        hear({ agent: { state: 'ready' } });
      },
      watch: (witness) => dialer.watch?.(witness),
      close: () => {
        for (const { next } of this.#lines.values()) clearTimeout(next);
        dialer.close();
      },
    };
  }

  get isFree(): boolean {
    return !this.#lines.size;
  }

  /** The dialer calls a customer for the agent. */
  dialFor(caller: Caller): void {
    const guid = crypto.randomUUID();
    this.#options.begun(guid, caller);
    this.#ringThere(guid, caller, true);
  }

  /** A customer calls. */
  ring(caller: Caller): string {
    const guid = crypto.randomUUID();
    this.#options.begun(guid, caller);
    this.#add(guid, caller, true);
    this.#then(guid, this.#options.patience.waiting, () => this.end(guid));
    return guid;
  }

  /** The customer hangs up, or gives up. */
  end(guid: string): void {
    if (!this.#lines.has(guid)) return;
    this.#options.ended(guid);
    this.#over(guid);
  }

  #add(guid: string, caller: Caller, isIncoming: boolean): void {
    this.#lines.set(guid, { ...caller, isIncoming });
    const { number, name, campaign, data } = caller;
    this.#hear({ call: guid, state: isIncoming ? 'incoming' : 'dialling', number, name, campaign, data });
  }

  #then(guid: string, after: number, what: () => void): void {
    const line = this.#lines.get(guid);
    if (!line) return;
    clearTimeout(line.next);
    line.next = setTimeout(what, after);
  }

  #over(guid: string): void {
    clearTimeout(this.#lines.get(guid)?.next);
    this.#lines.delete(guid);
    this.#hear({ call: guid, state: 'ended' });
  }

  #connected(guid: string): void {
    this.#hear({ call: guid, state: 'connected' });
    this.#then(guid, this.#options.patience.talking, () => this.end(guid));
  }

  /** Something that the agent does at the telephone; a transfer gives the call away. */
  #press: Transport['send'] = async (command, _again, _signal, mayGo) => {
    await mayGo?.();
    const guid = ('call' in command && command.call) || this.#lines.keys().next().value;
    const line = guid === undefined ? undefined : this.#lines.get(guid);
    const news = presses[command.type];
    if (guid !== undefined && line) {
      if (news?.state === 'ended') this.end(guid);
      else if (news?.state === 'connected') this.#connected(guid);
      else if (news) this.#hear({ call: guid, ...news });
      if (news?.state === 'held') clearTimeout(line.next); // who waits does not hang up
    }
    return { ...done, transport: this.transport.name } as Reply;
  };

  /** Something for the dialer, and what becomes of it at the telephones. */
  #dial: Transport['send'] = async (command, ...rest) => {
    const reply = await this.#options.dialer.send(command, ...rest);
    if (command.type === 'call' && 'guid' in reply && reply.guid) this.#dialled(reply.guid, command);
    if (command.type === 'hangup') this.#hangUp(command.call);
    if (command.type === 'agentState')
      this.#hear({ agent: { state: command.state, ...(command.reason && { reason: command.reason }) } });
    return reply;
  };

  #dialled(guid: string, { destination: number, campaign }: Extract<Command, { type: 'call' }>): void {
    const customer = this.#options.whoHas(number);
    this.#ringThere(guid, { name: '', data: [], ...customer, number, campaign }, !!customer);
  }

  /** Nobody is on a line any more. */
  hangUpAll(): void {
    for (const guid of [...this.#lines.keys()]) this.end(guid);
  }

  #hangUp(call?: string): void {
    for (const guid of [...this.#lines.keys()]) if (!call || call === guid) this.#over(guid);
  }

  #ringThere(guid: string, caller: Caller, isThere: boolean): void {
    const { patience } = this.#options;
    this.#add(guid, caller, false);
    this.#then(guid, patience.dialling, () => {
      this.#hear({ call: guid, state: 'ringing' });
      if (isThere) this.#then(guid, patience.ringing, () => this.#connected(guid));
      else this.#then(guid, patience.waiting, () => this.end(guid)); // nobody is there
    });
  }
}
