import { msg, str } from '@lit/localize';
import type { CommandInput, Reply } from '../../core/commands.js';
import { campaignText } from './datum.js';
import type { Outcome } from './outcome.js';

function confirmedText(command: CommandInput, reply: Reply): string {
  switch (command.type) {
    case 'call':
    case 'callWithPhone':
      return msg(str`Calling ${command.destination}.`);
    case 'hangup':
      return msg('The call has ended.');
    case 'respool':
      return msg(str`${command.entry.destination} is next in ${campaignText(command.entry.campaign)}.`);
    case 'schedule':
      return msg(str`The callback to ${command.entry.destination} is scheduled.`);
    case 'dispose':
      return msg('The result is saved.');
    case 'tag':
      return msg('The tag is saved.');
    case 'blacklist':
      return msg('The do-not-call list is changed.');
    case 'cti':
      return 'cti' in reply && reply.cti ? msg('The portal named the call.') : msg('The portal knows of no call.');
    default:
      return msg('Done.');
  }
}

function sentText(command: CommandInput): string {
  switch (command.type) {
    case 'hangup':
      return msg('Hang-up sent, not confirmed. Listen whether the line is free.');
    case 'respool':
      return msg(
        str`${command.entry.destination} was sent to the dialer as next in ${campaignText(command.entry.campaign)}. It is not confirmed.`,
      );
    case 'schedule':
      return msg(str`The callback to ${command.entry.destination} was sent to the dialer, not confirmed.`);
    case 'tag':
      return msg('Tag sent.');
    default:
      return msg('Sent, not confirmed.');
  }
}

/**
 * What a command waits for: the agent, where the sign-in is over. Of what may have arrived there is nothing to check, since it
 * goes again without harm.
 */
function queuedText({ error }: Reply): string {
  if (error?.code === 'UNAUTHORIZED') return `${msg('Waiting to be sent.')} ${error.message}`;
  const why = error && !error.maybeSent ? ` ${error.message}` : '';
  return `${msg('Waiting to be sent. It is sent automatically.')}${why}`;
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
      return queuedText(outcome.reply);
    default:
      return outcome.error.message;
  }
}
