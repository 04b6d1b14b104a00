import type { CommandType } from '../../core/commands.js';
import type { CtiErrorCode } from '../../core/errors.js';
import { isQuestion } from '../../core/doubt-text.js';
import type { NextStep, Outcome } from './outcome.js';

const ofCall: readonly CommandType[] = ['call', 'callWithPhone', 'hangup'];
/** Nothing was done, and the same may be done in a moment. */
const passing: readonly CtiErrorCode[] = ['UNREACHABLE', 'BUSY', 'TIMEOUT', 'PROTOCOL'];

/**
 * The step that fits an outcome; nothing where there is none, as after a refusal: the same would be refused again.
 *
 * @param canCheck - a portal can be asked: `supports('cti').ok`
 */
export function nextStep(outcome: Outcome, canCheck: boolean): NextStep | undefined {
  if (outcome.state === 'queued') return outcome.reply.error?.code === 'UNAUTHORIZED' ? 'signIn' : undefined;
  if (!('error' in outcome)) return undefined;
  const { command, error } = outcome;
  if (error.code === 'UNAUTHORIZED') return 'signIn';
  const isOpen = outcome.state === 'unknown' && !isQuestion(command);
  // A second dial reaches a person twice: a look at the phone comes first, and no button stands in its place.
  if (isOpen && ofCall.includes(command.type)) return canCheck ? 'check' : undefined;
  return isOpen || passing.includes(error.code) ? 'sendAgain' : undefined;
}
