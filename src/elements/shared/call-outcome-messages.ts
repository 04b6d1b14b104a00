// Apart from `outcome-messages.ts`: only who shows these elements loads their sentences.
import { msg, str } from '@lit/localize';
import type { CommandInput } from '../../core/commands.js';
import type { Outcome } from './outcome.js';
import { outcomeText } from './outcome-messages.js';

function confirmedText(command: CommandInput): string | undefined {
  switch (command.type) {
    case 'hold':
      return msg('On hold: the customer waits.');
    case 'unhold':
      return msg('Off hold: the line is open.');
    case 'mute':
      return msg('Your microphone is off.');
    case 'unmute':
      return msg('Your microphone is on.');
    case 'dtmf':
      return msg('Digits sent.');
    case 'transfer':
      return command.kind === 'blind'
        ? msg(str`The call was given to ${command.to}.`)
        : msg(str`${command.to} is asked; the customer waits.`);
    case 'completeTransfer':
      return msg('The call is given away.');
    case 'cancelTransfer':
      return msg('The transfer is cancelled: the call is yours.');
    case 'pauseRecording':
      return msg('The recording is paused.');
    case 'resumeRecording':
      return msg('The recording goes on.');
    case 'answer':
      return msg('Answered.');
    case 'reject':
      return msg('Rejected.');
    case 'agentState':
      return command.state === 'ready' ? msg('You are ready.') : msg('You are paused.');
    case 'login':
      return msg('You are signed in.');
    case 'logout':
      return msg('You are signed out.');
    default:
      return undefined;
  }
}

function sentText(command: CommandInput): string | undefined {
  switch (command.type) {
    case 'hold':
      return msg('Hold was sent. The dialer does not confirm it: listen before you speak of the customer.');
    case 'unhold':
      return msg('Sent, not confirmed: ask whether the customer hears you.');
    case 'mute':
      return msg('Sent, not confirmed: your microphone may still be on.');
    case 'unmute':
      return msg('Sent, not confirmed: your microphone may still be off.');
    case 'dtmf':
      return msg('Digits sent. The dialer does not confirm them.');
    case 'transfer':
      return command.kind === 'blind'
        ? msg(str`The transfer to ${command.to} was sent, not confirmed. Stay until you hear that the call has gone.`)
        : msg(str`The question to ${command.to} was sent, not confirmed. Go on at your phone.`);
    case 'pauseRecording':
      return msg('Sent, not confirmed: the recording may still run.');
    case 'resumeRecording':
      return msg('Sent, not confirmed: the recording may still be paused.');
    case 'answer':
      return msg('Sent, not confirmed: listen whether the caller is there.');
    case 'agentState':
    case 'login':
    case 'logout':
      return msg('Sent, not confirmed: the dialer may still have you as before.');
    default:
      return undefined;
  }
}

/** What happened, in a sentence for the agent: of the commands of a call in progress and of the agent's state, and else as of any other. */
export function callOutcomeText(outcome: Outcome): string {
  const own =
    outcome.state === 'confirmed'
      ? confirmedText(outcome.command)
      : outcome.state === 'sent'
        ? sentText(outcome.command)
        : undefined;
  return own ?? outcomeText(outcome);
}
