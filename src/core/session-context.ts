import { createContext } from '@lit/context';
import type { CtiClient } from './client.js';

/** What a session gives to every element inside it. Texts are empty when not set. */
export interface SessionContext {
  client: CtiClient | undefined;
  campaign: string;
  callerId: string;
  customerTimeZone: string;
  dialerTimeZone: string;
  /** Sets the number that customers see, for all elements that have none of their own, at once. */
  setCallerId?: (number: string) => void;
  /** Lets the agent sign in, and then sends what waits; nothing where the page knows no way. */
  signIn?: (() => void) | undefined;
  /** Why an element may not use this session, a sentence; nothing where it may. */
  refusal?: (element: Element) => string | undefined;
}

/** How an element finds its session, across shadow roots and across two copies of this library. */
export const sessionContext = createContext<SessionContext>(Symbol.for('portside-session'));
