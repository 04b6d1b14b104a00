import type { Command, OutboxEntry } from '../../src/index.js';
import type { PortalFaults } from '../../src/simulator/index.js';
import type { Dialer } from './dialer.js';
import type { FormSettings, Told } from './form.js';

export type Listed = Pick<OutboxEntry, 'id' | 'state' | 'command' | 'reason'>;

/** One command of one agent's form under one fault, and the other end: in Chromium, or in Node. */
export interface Trial {
  readonly command: Command;
  readonly settings: FormSettings;
  /** What the caller was told; nothing while it waits, or when its page is gone. */
  told: Told | undefined;

  /** Asks for the command, and does not wait for what comes of it. */
  ask(command?: Command): Promise<void>;
  answered(): Promise<Told>;
  /** The form is taken out of its page: it shows nothing any more. */
  leave(): Promise<void>;
  list(): Promise<readonly Listed[]>;
  /** Tries what waits, as the outbox's own timer does. */
  flush(): Promise<void>;
  /** The agent sends an entry of the outbox again, or takes it out. */
  settle(id: string, how: 'retry' | 'discard'): Promise<void>;
  /** The agent comes back to the page. */
  focus(): Promise<void>;
  /** Gives what would go out again by itself every chance to do so. */
  rest(): Promise<void>;
  /** Sets how long a transport waits for an answer from now on, in milliseconds. */
  setTimeLimit(milliseconds: number): Promise<void>;
  until(holds: () => unknown, what: string, milliseconds?: number): Promise<void>;

  /** The simulated Integra. */
  readonly world: Dialer;
  /** How often the command's effect is at the other end. */
  count(): number;
  /** The guid that the portal gave a call to this number. */
  guidOf(destination: string): string | undefined;

  /** What the portal does wrong from now on. */
  setPortal(faults: PortalFaults): Promise<void>;
  /** Frames the form anew, by the portal that its settings name. */
  reframe(): Promise<void>;
  /** Whether anybody listens at Integra's address. */
  setListening(is: boolean): Promise<void>;
  setOffline(is: boolean): Promise<void>;
  /** What the page's back end gives as the header of a sign-in from now on. */
  setSignIn(header: () => string): void;
  /** How often the page was asked for its sign-in. */
  signIns(): Promise<number>;
}
