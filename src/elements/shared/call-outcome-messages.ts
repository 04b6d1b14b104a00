// Apart from `outcome-messages.ts`: only who shows these elements loads their sentences.
import { msg, str } from '@lit/localize';
import type { CommandInput } from '../../core/commands.js';
import type { Outcome } from './outcome.js';
import { outcomeText } from './outcome-messages.js';

function confirmedText(command: CommandInput): string | undefined {
  switch (command.type) {
    case 'hold':
      return msg('The customer is on hold.');
    case 'unhold':
      return msg('Off hold: you speak with the customer.');
    case 'mute':
      return msg('Your microphone is off.');
    case 'unmute':
      return msg('Your microphone is on.');
    case 'dtmf':
      return msg('Digits sent.');
    case 'transfer':
      return command.kind === 'blind'
        ? msg(str`The call is transferred to ${command.to}.`)
        : msg(str`${command.to} is being called; the customer is on hold.`);
    case 'completeTransfer':
      return msg('The call is transferred.');
    case 'cancelTransfer':
      return msg('The transfer is cancelled: the call is with you.');
    case 'pauseRecording':
      return msg('The recording is paused.');
    case 'resumeRecording':
      return msg('The recording continues.');
    case 'answer':
      return msg('The call is answered.');
    case 'reject':
      return msg('The call is rejected.');
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
      return msg('Hold sent, not confirmed: the customer may still hear you.');
    case 'unhold':
      return msg('Resume sent, not confirmed: ask whether the customer hears you.');
    case 'mute':
      return msg('Mute sent, not confirmed: your microphone may still be on.');
    case 'unmute':
      return msg('Unmute sent, not confirmed: your microphone may still be off.');
    case 'dtmf':
      return msg('Digits sent, not confirmed.');
    case 'transfer':
      return command.kind === 'blind'
        ? msg(str`The transfer to ${command.to} was sent, not confirmed. Stay until you hear that the call has gone.`)
        : msg(str`The call to ${command.to} was sent, not confirmed. Continue on your phone.`);
    case 'pauseRecording':
      return msg('Pause sent, not confirmed: the recording may still run.');
    case 'resumeRecording':
      return msg('Resume sent, not confirmed: the recording may still be paused.');
    case 'answer':
      return msg('Answer sent, not confirmed: listen whether the caller is there.');
    case 'agentState':
    case 'login':
    case 'logout':
      return msg('Sent, not confirmed: your state at the dialer may still be the one before.');
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
