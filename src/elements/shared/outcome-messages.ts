import { msg, str } from '@lit/localize';
import type { CommandInput, Reply } from '../../core/commands.js';
import type { Outcome } from './outcome.js';

function confirmedText(command: CommandInput, reply: Reply): string {
  switch (command.type) {
    case 'call':
    case 'callWithPhone':
      return msg(str`Calling ${command.destination}.`);
    case 'hangup':
      return msg('The call has ended.');
    case 'respool':
      return msg(str`${command.entry.destination} is on the dialer’s list.`);
    case 'schedule':
      return msg(str`The callback to ${command.entry.destination} is scheduled.`);
    case 'dispose':
      return msg('The result is saved.');
    case 'cti':
      return 'cti' in reply && reply.cti ? msg('The portal named the call.') : msg('No call is known now.');
    default:
      return msg('Done.');
  }
}

function sentText(command: CommandInput): string {
  switch (command.type) {
    case 'hangup':
      return msg('Hang-up sent. The portal does not confirm it: listen whether the line is free.');
    case 'respool':
      return msg(str`${command.entry.destination} was sent to the dialer, which does not confirm it.`);
    case 'schedule':
      return msg(str`The callback to ${command.entry.destination} was sent to the dialer, which does not confirm it.`);
    case 'tag':
      return msg('Tag sent. Tagging is never confirmed.');
    default:
      return msg('Sent, not confirmed.');
  }
}

/** Why a command waits. What may have arrived goes out again without harm, so that there is nothing to check. */
function queuedReason({ error }: Reply): string {
  return error && !error.maybeSent ? error.message : '';
}

/** What happened, in a sentence for the agent; empty while nothing did. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.state) {
    case 'idle':
      return '';
    case 'pending':
      return msg('Sending…');
    case 'stopped':
      return outcome.reason || msg('The page stopped this. Nothing was sent.');
    case 'confirmed':
      return confirmedText(outcome.command, outcome.reply);
    case 'sent':
      return sentText(outcome.command);
    case 'question':
      return outcome.text;
    case 'queued':
      return msg(str`Waiting in the outbox: it goes out by itself. ${queuedReason(outcome.reply)}`);
    default:
      return outcome.error.message;
  }
}
