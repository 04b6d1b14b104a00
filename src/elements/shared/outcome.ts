import type { CommandInput, Reply } from '../../core/commands.js';
import type { CtiError } from '../../core/errors.js';

/**
 * What the agent can do next, in the place where it is said what happened.
 *
 * - `check` ask the portal (`cti`) whether the call is on
 * - `sendAgain` send the same once more: it surely did not arrive, or that is the agent's decision now
 * - `signIn` sign in, then send it again
 */
export type NextStep = 'check' | 'sendAgain' | 'signIn';

/** What can be done next, and what does it. */
export interface NextPress {
  readonly step: NextStep;
  readonly press: () => void;
}

/** Where the last command of an element stands. What happened stays until the next action. */
export type Outcome =
  | { state: 'idle' }
  | { state: 'pending' }
  /** The page cancelled it; the reason is empty where it gave none. */
  | { state: 'stopped'; command: CommandInput; reason: string }
  | { state: 'confirmed' | 'sent' | 'queued'; command: CommandInput; reply: Reply; next?: NextPress | undefined }
  /** `unknown`: it may have happened. `refused`: it did not. */
  | { state: 'unknown' | 'refused'; command: CommandInput; error: CtiError; next?: NextPress | undefined }
  /** A person is to be asked before this number is dialled. */
  | { state: 'question'; command: CommandInput; text: string; isUrgent: boolean; answer: (isYes: boolean) => void };

export function outcomeOfReply(command: CommandInput, reply: Reply): Outcome {
  return { state: reply.status, command, reply };
}

export function outcomeOfError(command: CommandInput, error: CtiError): Outcome {
  return { state: error.maybeSent ? 'unknown' : 'refused', command, error };
}
