import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { CalendarClock } from 'lucide';
import type { CtiClient } from '../client.js';
import { samePhone } from '../codecs/phone.js';
import type { CommandInput, RespoolEntry } from '../commands.js';
import type { CommandRunner } from './command-runner.js';
import { icon } from './icons.js';
import { outcomeLine, type Outcome } from './outcome.js';

/** A line of the dialer's spool, of which a callback needs only campaign and number. */
export type Contact = (CommandInput & { type: 'schedule' })['entry'];

/** Whom to call back: the page's entry, else the dialer's for this call, else the call itself. */
export function contactOf(entry: RespoolEntry | undefined, client: CtiClient | undefined, campaign: string): Contact | undefined {
  const known = entry ?? client?.cti?.entry;
  const call = client?.current;
  if (known || !call?.destination) return known;
  return { campaign: call.campaign || campaign, destination: call.destination };
}

/** Says whom the callback will reach. The dialer's entry names the next number to try, which may be another one than the call's. */
function contactView(contact: Contact | undefined, client: CtiClient | undefined): TemplateResult {
  if (!contact)
    return html`<p class="hint" part="contact">${msg('No number to call back is known yet: it comes with a call.')}</p>`;
  const { destination, campaign } = contact;
  const call = client?.current?.destination;
  const other = call && !samePhone(call, destination);
  return html`<p class="contact" part="contact">
    ${msg('Calls')}
    <strong>${destination}</strong> ${campaign ? html`<span class="hint">${msg(str`for ${campaign}`)}</span>` : nothing}
    ${other ? html`<span class="hint">${msg(str`The call you had was with ${call}.`)}</span>` : nothing}
  </p>`;
}

export interface SendOptions {
  contact: Contact | undefined;
  /** The time that was sent, for the line that says what happened. */
  sent: string;
  disabled: boolean;
  schedule: () => void;
}

/** Whom the callback goes to, the button, and how far its command got. What concerns the time is said beside the fields. */
export function sendView(commands: CommandRunner, { contact, sent, disabled, schedule }: SendOptions): TemplateResult {
  const support = commands.supports('schedule');
  const outcome: Outcome = commands.problem('at') ? { state: 'idle' } : commands.outcome;
  return html`
    ${contactView(contact, commands.client)}
    <div class="row">
      <button
        part="button submit"
        class="primary"
        type="button"
        aria-describedby="why"
        aria-busy=${commands.pending}
        ?disabled=${disabled || !support.ok}
        @click=${schedule}
      >
        ${icon(CalendarClock)} ${msg('Schedule callback')}
      </button>
      <p id="why" class="hint">${support.ok ? nothing : support.reason}</p>
    </div>
    ${outcomeLine(outcome, 'reply' in outcome ? sent : '')}
  `;
}
