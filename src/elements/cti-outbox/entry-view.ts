import { levelsText } from '../../core/levels-text.js';
import { msg, str } from '@lit/localize';
import { html, render } from 'lit';
import { wallClockAt } from '../../codecs/wall-clock.js';
import type { OutboxEntry, OutboxStorage, WaitingCommand } from '../../outbox/outbox-entry.js';
import { button } from '../shared/button.js';
import { copyView } from '../shared/clipboard.js';
import { campaignText, sentence, textsIn } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import type { Outcome } from '../shared/outcome.js';
import { icons, outcomeLine } from '../shared/outcome-view.js';
import { agoText, countText } from '../shared/time-text.js';
import { writeJson } from '../../codecs/write-json.js';

/** What a command was asked to do. Times are the dialer's, as they are sent. */
export function commandText(command: WaitingCommand): string {
  switch (command.type) {
    case 'dispose': {
      const { customer, comment, callbackAt } = command;
      const result = levelsText(command);
      const callback = callbackAt ? `, ${msg(str`callback at ${callbackAt} (dialer’s clock)`)}` : '';
      return msg(str`Result for ${customer}: ${result}`) + callback + (comment ? `, “${comment}”` : '');
    }
    case 'schedule':
      return msg(str`Callback to ${command.entry.destination} at ${command.at} (dialer’s clock)`);
    case 'respool':
      return msg(str`${command.entry.destination} next in ${campaignText(command.entry.campaign)}`);
    case 'blacklist':
      return msg(str`Do not call: ${command.entries.map(({ phone }) => phone).join(', ')}`);
    case 'tag':
      return command.phone
        ? msg(str`Tag for ${command.phone}: “${command.message}”`)
        : msg(str`Tag “${command.message}”`);
  }
}

export function stateText({ state, code }: Pick<OutboxEntry, 'state' | 'code'>): string {
  switch (state) {
    case 'waiting':
      return code === 'UNAUTHORIZED'
        ? msg('Waiting to be sent.')
        : msg('Waiting to be sent. It is sent automatically.');
    case 'sending':
      return msg('Sending…');
    case 'unknown':
      return msg('Sent, but not confirmed. Your decision is needed.');
    case 'held':
      return msg('Not sent. Your decision is needed.');
  }
}

/** What sending an unknown one again may do. */
export function riskText({ type }: WaitingCommand): string {
  switch (type) {
    case 'dispose':
      return msg('If you send it again, the result may be saved twice.');
    case 'tag':
      return msg('If you send it again, the tag may be there twice.');
    case 'blacklist':
      return msg('Sending it again changes nothing.');
    default:
      return msg('If you send it again, the customer may be called twice.');
  }
}

/** All that there is of an entry, for another program or a person who does it by hand. */
export function plainText(entry: OutboxEntry): string {
  const { command, since } = entry;
  return [commandText(command), howText(entry), wallClockAt(since), writeJson(command)].join('\n');
}

/** Why it is still here. What is sent automatically though it may have arrived is nothing to check. */
const whyText = ({ state, doubts, reason }: OutboxEntry): string => (state === 'waiting' && doubts ? '' : reason);

/** How it stands, and why. */
const howText = (entry: OutboxEntry): string => `${stateText(entry)} ${whyText(entry)}`.trim();

/** When an entry that waits for the agent is removed; empty for one that is sent automatically. */
export function endText({ daysLeft }: OutboxEntry): string {
  if (daysLeft === undefined) return '';
  return countText(
    daysLeft,
    msg(str`Removed in ${daysLeft} day.|Removed in ${daysLeft} days.`, { desc: 'Forms for so many' }),
  );
}

/** How many wait, and how many need the agent. */
export function entryCountText(deciding: number, waiting: number): string {
  const asks = countText(
    deciding,
    msg(str`${deciding} needs your decision.|${deciding} need your decision.`, { desc: 'Forms for so many' }),
  );
  const waits = countText(
    waiting,
    msg(str`${waiting} waits to be sent.|${waiting} wait to be sent.`, { desc: 'Forms for so many' }),
  );
  if (!deciding) return waiting ? waits : msg('Nothing waits to be sent.');
  return waiting ? `${asks} ${waits}` : asks;
}

export function storageText(storage: OutboxStorage): string {
  switch (storage) {
    case 'encrypted':
      return msg('Kept in this browser, encrypted.');
    case 'sealed':
      return msg('Kept in this browser: whoever can read its files can read it.');
    case 'plain':
      return msg('Kept in this browser, readable for whoever uses it.');
    case 'memory':
      return msg('Stored in this page only. If you close or reload it, what waits to be sent is lost.');
  }
}

/** Each looks like the outcome that it is. */
const looks = { waiting: 'queued', sending: 'pending', unknown: 'unknown', held: 'refused' } as const;

/** What the buttons of an outbox do. */
export type OutboxAction = 'open' | 'copy' | 'discard' | 'keep' | 'confirm' | 'send';

/** A question that is open: of the button with this name, with a text to copy where the page may not. */
export interface EntryQuestion {
  id: string;
  name: Extract<OutboxAction, 'copy' | 'discard'>;
  text: string;
}

/** All that a row shows. */
interface EntryViewModel {
  entry: OutboxEntry;
  /** The agent has to say what becomes of it. */
  decide: boolean;
  outcome: Outcome;
  /** What the page did for it. */
  said: string;
  asking: EntryQuestion | undefined;
}

/** Draws one entry in its row. */
export function drawEntry(row: HTMLElement, { entry, decide, outcome, said, asking }: EntryViewModel): void {
  const { id, command, since } = entry;
  const what = commandText(command);
  const pending = outcome.state === 'pending';
  const state = pending ? 'sending' : entry.state;
  const busy = state === 'sending';
  const isUnknown = state === 'unknown';
  const isAsked = asking?.name === 'discard' && !busy;
  const reason = 'error' in outcome && outcome.error.message === entry.reason ? '' : entry.reason;
  const how = { ...entry, state, reason: busy ? '' : reason };
  const lost = () =>
    isUnknown ? msg('If it reached the dialer, it stays there.') : msg('The dialer will not get it.');
  const more = isAsked ? `${msg(str`Discard “${what}”?`)} ${lost()}` : isUnknown ? riskText(command) : '';
  const own = (name: OutboxAction, label: string) =>
    button(name, label, { what, describedBy: `more-${id}`, busy: busy && name !== 'copy' });
  row.className = decide ? 'decide' : '';
  row.ariaLabel = what;
  const words = (text: string) => sentence(text, ...textsIn(command));
  render(
    html`
      <span class="mark" data-state=${looks[state]}>${icon(icons[looks[state]])}</span>
      <div class="body">
        <b class="state" data-state=${looks[state]}>${stateText(how)}</b>
        <p class="what">${words(what)}</p>
        <p class="hint why">
          ${sentence(whyText(how))} ${[agoText(since), endText(entry)].filter(Boolean).join(' · ')}
        </p>
        <p id="more-${id}">${words(more)}</p>
        ${
          asking?.name === 'copy'
            ? copyView(asking.text, 'keep' satisfies OutboxAction)
            : html`<div class="row">
                ${
                  isAsked
                    ? html`${own('confirm', msg('Discard'))} ${own('keep', msg('Do not discard'))}`
                    : html`${own('send', isUnknown ? msg('Send again') : msg('Send now'))}
                      ${own('discard', msg('Discard'))} ${own('copy', msg('Copy as text'))}`
                }
              </div>`
        }
        ${outcomeLine(pending ? { state: 'idle' } : outcome, said)}
      </div>
    `,
    row,
  );
}
