import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Download, RefreshCw } from 'lucide';
import type { Cti } from '../commands.js';
import type { CommandRunner } from './command-runner.js';
import { icon } from './icons.js';
import { outcomeLine } from './outcome.js';
import type { RespoolDesk } from './respool-desk.js';

/** Instead of the editor while no entry is known: why, and how to get one. */
export function noEntry(cti: Cti | null | undefined, reading: CommandRunner, read: () => void): TemplateResult {
  const support = reading.supports('cti');
  const text = cti
    ? msg('This call is not from a dialer list, so there is nothing to respool.')
    : msg('No dialer contact is known here: there is nothing to respool yet.');
  return html`
    <div class="empty" part="empty">
      <p>${text}</p>
      ${support.ok
        ? html`<button type="button" part="button" aria-busy=${reading.pending} @click=${read}>
            ${icon(RefreshCw)}${msg('Read the call from the portal')}
          </button>`
        : html`<p class="hint">${support.reason}</p>`}
      ${outcomeLine(reading.outcome)}
    </div>
  `;
}

/** That another contact is here while the agent's changes are kept. */
export function lateNotice(desk: RespoolDesk): TemplateResult {
  const { draft, waiting, isLate } = desk;
  const text = isLate && draft ? lateText(draft.entry.contact, waiting?.contact) : '';
  const isNew = waiting?.contact !== draft?.entry.contact;
  return html`
    <div class="notice" part="notice" ?hidden=${!isLate}>
      <p>${text}</p>
      ${waiting
        ? html`<button type="button" part="load" @click=${() => desk.loadWaiting()}>
            ${icon(Download)}${isNew ? msg('Load the new contact') : msg('Load the new values')}
          </button>`
        : nothing}
    </div>
    <div role="status" class="hidden">${text}</div>
  `;
}

function lateText(contact: number, waiting: number | undefined): string {
  if (waiting === undefined) return msg(str`There is another call now, and its contact is not known here. Your changes to contact ${contact} are kept.`);
  if (waiting === contact) return msg(str`The portal has newer values for contact ${contact}. Your changes are kept.`);
  return msg(str`The call is with contact ${waiting} now. Your changes to contact ${contact} are kept: respool them, or load the new contact.`);
}
