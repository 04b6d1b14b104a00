import { msg, str } from '@lit/localize';
import type { Command, CommandType } from './commands.js';
import { levelsText } from './levels-text.js';

/** They change nothing, so that nothing of them can have happened. */
const questions: readonly CommandType[] = [
  ...(['cti', 'agentStates', 'campaigns', 'campaignStatus', 'statistics', 'members'] as const),
  ...(['recordings', 'pendingCalls', 'findContacts'] as const),
];
const ofAgent: readonly CommandType[] = ['agentState', 'login', 'logout'];
const ofPhone: readonly CommandType[] = [
  ...(['hold', 'unhold', 'mute', 'unmute', 'dtmf', 'answer', 'reject', 'completeTransfer', 'cancelTransfer'] as const),
  ...(['pauseRecording', 'resumeRecording'] as const),
];

/** Whether a command only asks. */
export const isQuestion = ({ type }: Pick<Command, 'type'>): boolean => questions.includes(type);

/** What a command may have done of which nobody knows whether it arrived, and where to look before it goes again. */
export function doubtText(command: Command): string {
  switch (command.type) {
    case 'call':
    case 'callWithPhone':
      return msg(str`The call to ${command.destination} may be ringing. Look at your phone before you dial again.`);
    case 'hangup':
      return msg('The call may have ended. Look at your phone before you hang up again.');
    case 'transfer':
      return msg(str`The call may have been transferred to ${command.to}. Look at your phone before you try again.`);
    case 'dispose':
      return msg(
        str`The result ${levelsText(command)} for ${command.customer} may have been saved. Check before you send it again.`,
      );
    case 'schedule':
      return msg(
        str`The callback to ${command.entry.destination} may have been scheduled. Check before you send it again.`,
      );
    case 'respool':
      return msg(str`${command.entry.destination} may be in the queue again. Check before you send it once more.`);
    case 'tag':
      return msg('The tag may have been saved. Check before you send it again.');
    case 'blacklist':
      return msg('The do-not-call list may have changed. Sending it again does no harm.');
    case 'addContacts': // an upload says it of each row
      return '';
    default:
      return ofAgent.includes(command.type)
        ? msg('Your state may have changed. Look at it before you try again.')
        : ofPhone.includes(command.type)
          ? msg('This may have been done. Look at your phone before you try again.')
          : msg('This may have been done. Check before you try again.');
  }
}
