import { msg, str } from '@lit/localize';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { Ban, Check, CircleQuestionMark, Clock, LoaderCircle, Send, type IconNode } from 'lucide';
import type { CommandInput, Reply } from '../../core/commands.js';
import type { CtiError } from '../../core/errors.js';

/** A decorative icon of paths and circles, hidden from screen readers: the text beside it says the same. */
export function icon(node: IconNode): TemplateResult {
  const shapes = node.map(([tag, { d, cx, cy, r }]) =>
    tag === 'circle' ? svg`<circle cx=${cx} cy=${cy} r=${r} />` : svg`<path d=${d} />`,
  );
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${shapes}</svg>`;
}

/** Where the last command of an element stands. What happened stays until the next action. */
export type Outcome =
  | { state: 'idle' }
  | { state: 'pending' }
  | { state: 'confirmed' | 'sent' | 'queued'; command: CommandInput; reply: Reply }
  /** `unknown`: it may have happened. `refused`: it did not. */
  | { state: 'unknown' | 'refused'; command: CommandInput; error: CtiError };

export function outcomeOfReply(command: CommandInput, reply: Reply): Outcome {
  return { state: reply.status, command, reply };
}

export function outcomeOfError(command: CommandInput, error: CtiError): Outcome {
  return { state: error.code === 'TIMEOUT' || error.code === 'PROTOCOL' ? 'unknown' : 'refused', command, error };
}

/** How each state looks beside its words. */
export const icons: Record<Exclude<Outcome['state'], 'idle'>, IconNode> = {
  pending: LoaderCircle,
  confirmed: Check,
  sent: Send,
  queued: Clock,
  unknown: CircleQuestionMark,
  refused: Ban,
};

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
  return error && error.code !== 'TIMEOUT' && error.code !== 'PROTOCOL' ? error.message : '';
}

/** What happened, in a sentence for the agent; empty while nothing did. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.state) {
    case 'idle':
      return '';
    case 'pending':
      return msg('Sending…');
    case 'confirmed':
      return confirmedText(outcome.command, outcome.reply);
    case 'sent':
      return sentText(outcome.command);
    case 'queued':
      return msg(str`Waiting in the outbox: it goes out by itself. ${queuedReason(outcome.reply)}`);
    default:
      return outcome.error.message;
  }
}

/** The line beside a control that says how far its command got: polite live region, icon and words, and `more` after them. */
export function outcomeLine(outcome: Outcome, more = ''): TemplateResult {
  const { state } = outcome;
  const part = state === 'unknown' || state === 'refused' ? 'status error' : 'status';
  return html`
    <div role="status" part=${part} class="outcome" data-state=${state}>
      ${state === 'idle' ? nothing : icon(icons[state])}<span>${outcomeText(outcome)}${more && ` ${more}`}</span>
    </div>
    ${'error' in outcome ? detailLine(outcome.error) : nothing}
  `;
}

/** For support: what the sentence leaves out. */
export function detailLine({ code, detail, transport }: CtiError): TemplateResult | typeof nothing {
  if (code === 'INVALID') return nothing;
  return html`<details part="details">
    <summary>${msg('For support')}</summary>
    <code>${[code, transport, detail].filter(Boolean).join(' · ')}</code>
  </details>`;
}

/** What is wrong with one field, beside it; give the field `aria-describedby` with this id. */
export function problemLine(id: string, problem: string | undefined): TemplateResult {
  return html`<p class="problem" part="error" id=${id} ?hidden=${!problem}>
    ${problem ? icon(Ban) : nothing}<span>${problem}</span>
  </p>`;
}
