import type { Column } from './commands.js';
import type { FormSettings, Line } from './form.js';
import type { Trial } from './trial.js';

/** How a fault is made. Each step is left out where nothing is to be done. */
export interface Fault<T extends Trial = Trial> {
  /** The transports, in order of preference; `either`: the one that can carry the command. */
  over: readonly Line[] | 'either';
  /** How often the command is at the other end when the fault strikes. */
  does: 0 | 1;
  settings?: Partial<FormSettings>;
  /** How often the page is asked for a sign-in, and the command posted; once when absent. */
  signIns?: 2;
  /** It strikes a whole browser profile: each command needs one of its own. */
  alone?: boolean;
  /** Bytes that the browser lets the form keep. */
  room?: number;
  /** Before the command is asked for. */
  before?: (trial: T) => Promise<unknown> | unknown;
  /** While it is on its way: takes its page away, unless it was answered. */
  loses?: (trial: T) => Promise<unknown>;
  /** While it is on its way. */
  during?: (trial: T) => Promise<unknown>;
  /** Ends the fault. */
  after?: (trial: T) => Promise<unknown> | unknown;
  /** What else must be so at once then; a problem as text. */
  also?: (trial: T) => Promise<string>;
}

/** The transports of the form that asks for this command. */
export const linesOf = ({ over }: Pick<Fault, 'over'>, command: Column): readonly Line[] =>
  over !== 'either' ? over : command === 'callWithPhone' || command === 'cti' ? ['portal'] : ['integra'];
