import type { Command, CommandOf, Cti, Reply } from './commands.js';
import { getTabItem, setTabItem } from './tab-storage.js';

/** The call this page knows of. It stays known after it ended, for the result and the tag, until another one comes. */
export interface CurrentCall {
  guid: string;
  /** The customer's number; empty when the portal does not say. */
  destination: string;
  campaign: string;
  /** When this page learned of it, in epoch milliseconds. */
  since: number;
}

/** What a client knows of the agent's call. With a name, the tab remembers it over a reload. */
export class CallTracker {
  current: CurrentCall | undefined;
  cti: Cti | null = null;
  readonly #name: string | undefined;

  constructor(name?: string) {
    this.#name = name && `call ${name}`;
    const { guid, ...known } = Object(this.#name && getTabItem(this.#name)) as Partial<CurrentCall>;
    if (typeof guid === 'string') this.current = { destination: '', campaign: '', since: Date.now(), ...known, guid };
  }

  /** Learns from a reply. False when it says nothing of a call. */
  learn(command: Command, reply: Reply): boolean {
    if ('destination' in command && 'guid' in reply) this.#begin(command as CommandOf<'call'>, reply.guid);
    else if (command.type === 'cti' && 'cti' in reply) this.#answer(reply.cti);
    else return false;
    return true;
  }

  /** The agent is not on a call. */
  end(): void {
    this.#know(undefined);
    this.cti = null;
  }

  #begin({ destination, campaign }: CommandOf<'call' | 'callWithPhone'>, guid: string): void {
    this.#know({ guid, destination, campaign, since: Date.now() });
    this.cti = null; // what we knew was of the call before
  }

  /** An empty answer does not end what is known: between hang-up and result the portal has no call any more. */
  #answer(cti: Cti | null): void {
    this.cti = cti;
    if (!cti?.guid || cti.guid === this.current?.guid) return;
    const { guid, callerId = '', campaign = '' } = cti;
    this.#know({ guid, destination: callerId, campaign, since: Date.now() });
  }

  #know(call: CurrentCall | undefined): void {
    this.current = call;
    if (this.#name) setTabItem(this.#name, call);
  }
}
