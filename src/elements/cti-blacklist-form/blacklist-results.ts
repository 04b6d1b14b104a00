import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Minus, type IconNode } from 'lucide';
import type { BlacklistEntry } from '../../core/supervisor-commands.js';
import { numberView, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import type { ListPage } from '../shared/list-page.js';
import type { Outcome } from '../shared/outcome.js';
import { icons } from '../shared/outcome-view.js';
import { countText } from '../shared/time-text.js';

/** What is known of one number. `skipped`: nothing was sent for it. */
export interface NumberResult {
  phone: string;
  state: 'confirmed' | 'sent' | 'queued' | 'refused' | 'unknown' | 'skipped';
  /** Why it waits, was refused, or nobody knows. */
  why: string;
}

/** What the outcome of a request says of each of its numbers: the dialer answers for all of them at once (C-107). */
export function resultsOf(phones: readonly string[], outcome: Outcome): NumberResult[] {
  if (!('error' in outcome || 'reply' in outcome)) return [];
  const { state } = outcome;
  const why = 'error' in outcome ? outcome.error.message : (outcome.reply.error?.message ?? '');
  return phones.map((phone) => ({ phone, state, why }));
}

export const skipped = (phones: readonly string[]): NumberResult[] =>
  phones.map((phone) => ({ phone, state: 'skipped', why: '' }));

/** How the whole of them stands: as the worst of them, so that one refusal is not hidden by many a yes. */
export function worstOf(results: readonly NumberResult[]): Exclude<NumberResult['state'], 'skipped'> | undefined {
  const states = results.map(({ state }) => (state === 'skipped' ? 'refused' : state));
  return (['unknown', 'refused', 'queued', 'sent', 'confirmed'] as const).find((state) => states.includes(state));
}

/** Whether a number is with the dialer or the outbox, so that it need not be typed again. */
export const isDone = ({ state }: NumberResult): boolean =>
  state === 'confirmed' || state === 'sent' || state === 'queued';

function stateText(state: NumberResult['state']): string {
  switch (state) {
    case 'confirmed':
      return msg('accepted by the dialer');
    case 'sent':
      return msg('sent, not confirmed');
    case 'queued':
      return msg('in the outbox, to be sent later');
    case 'refused':
      return msg('refused');
    case 'unknown':
      return msg('sent, no answer received');
    case 'skipped':
      return msg('not sent');
  }
}

/** `12 accepted by the dialer, 1 refused.`; a single number by itself. */
export function resultsText(results: readonly NumberResult[]): string {
  const [only] = results;
  if (only && results.length === 1) return `${only.phone}: ${stateText(only.state)}. ${only.why}`.trim();
  const states = [...new Set(results.map(({ state }) => state))];
  const parts = states.map((state) => `${results.filter((each) => each.state === state).length} ${stateText(state)}`);
  const waits = results.find(({ state }) => state === 'queued')?.why ?? '';
  return parts.length ? `${parts.join(', ')}. ${waits}`.trim() : '';
}

/** What is not done comes first. */
const sortedResults = (results: readonly NumberResult[]): readonly NumberResult[] => [
  ...results.filter((each) => !isDone(each)),
  ...results.filter(isDone),
];

/** By which words a result is found. */
const resultText = ({ phone, state, why }: NumberResult) => `${phone} ${stateText(state)} ${why}`;

/** A line for each number of a page; nothing for one, which the summary tells of. */
export function resultsView(results: readonly NumberResult[], list: ListPage): TemplateResult | typeof nothing {
  if (results.length < 2) return nothing;
  const found = list.found(sortedResults(results), resultText);
  const iconOf = (state: NumberResult['state']): IconNode => (state === 'skipped' ? Minus : icons[state]);
  return html`
    ${list.searchView(msg('Search results'))}
    <ul part="results" class="scrolled" tabindex="0" aria-label=${msg('Result by number')}>
      ${list.page(found).map(
        ({ phone, state, why }) =>
          html`<li class="outcome" data-state=${state}>
            ${icon(iconOf(state))}<span
              ><b>${numberView(phone)}</b>
              ${stateText(state)}${state === 'refused' || state === 'unknown' ? html`: ${sentence(why, phone)}` : nothing}</span
            >
          </li>`,
      )}
    </ul>
    ${list.footView()}
  `;
}

/** The results as they leave the page. */
export const exportedResults = (results: readonly NumberResult[]): string[][] => [
  [msg('Number'), msg('Result'), msg('Reason')],
  ...sortedResults(results).map(({ phone, state, why }) => [phone, stateText(state), why]),
];
export const resultsExportedText = (count: number, action: 'copy' | 'save'): string =>
  countText(
    count,
    action === 'copy'
      ? msg(str`Copied ${count} result.|Copied ${count} results.`, { desc: 'Forms for so many' })
      : msg(str`Saved ${count} result.|Saved ${count} results.`, { desc: 'Forms for so many' }),
  );

export type BlacklistType = 'blacklist' | 'unblacklist';

/** What the buttons of the form do. */
export type BlacklistAction = BlacklistType | 'keep' | 'yes' | 'stop' | 'undo';

/** What a person is asked before it is done. `each`: the dialer takes one number at a time. */
export interface Question {
  type: BlacklistType;
  entries: BlacklistEntry[];
  each: boolean;
}

/** What is asked first: whatever holds for every campaign, and whatever is taken off. */
export const isAsked = (type: BlacklistType, entries: readonly BlacklistEntry[]): boolean =>
  entries.length > 0 && (type === 'unblacklist' || entries[0]?.campaign.trim() === '*');

/** What would take back what the dialer took: number and campaign alone, since nobody can read what stood there before. */
export function undoOf(
  type: BlacklistType,
  entries: readonly BlacklistEntry[],
  results: readonly NumberResult[],
): Question | undefined {
  const done = new Set(
    results.filter(({ state }) => state === 'confirmed' || state === 'sent').map(({ phone }) => phone),
  );
  const back = entries.filter(({ phone }) => done.has(phone)).map(({ phone, campaign }) => ({ phone, campaign }));
  return back.length
    ? { type: type === 'blacklist' ? 'unblacklist' : 'blacklist', entries: back, each: false }
    : undefined;
}

/** The button that takes back what was done last. */
export function undoNumbersView({ type, entries: { length: count } }: Question): TemplateResult {
  const label =
    type === 'unblacklist'
      ? msg(str`Undo: take ${count} number off again|Undo: take ${count} numbers off again`, {
          desc: 'Forms for so many',
        })
      : msg(str`Undo: put ${count} number back|Undo: put ${count} numbers back`, { desc: 'Forms for so many' });
  return html`<div class="row">
    <button type="button" part="button" name=${'undo' satisfies BlacklistAction}>${countText(count, label)}</button>
    <span class="hint"
      >${
        type === 'blacklist'
          ? msg('Only the numbers come back, without the details that were kept with them.')
          : msg('A number that was on the list before comes off, too.')
      }</span
    >
  </div>`;
}

function questionText({ type, entries, each }: Question, nameOf: (campaign: string) => string): string {
  const [first] = entries;
  const whom =
    entries.length === 1
      ? (first?.phone ?? '')
      : countText(
          entries.length,
          msg(str`${entries.length} number|${entries.length} numbers`, { desc: 'Forms for so many' }),
        );
  const id = first?.campaign.trim() ?? '';
  const campaign = id === '*' ? id : nameOf(id);
  if (each) return msg(str`This dialer takes one number at a time. Send ${whom} one after the other?`);
  if (type === 'blacklist')
    return msg(str`Put ${whom} on the do-not-call list of all campaigns? No campaign will call then.`);
  if (campaign !== '*')
    return msg(str`Take ${whom} off the do-not-call list of ${campaign}? That campaign may call again.`);
  return msg(
    str`Take ${whom} off the do-not-call list of all campaigns? What was put there for a single campaign may stay there.`,
  );
}

function yesText({ type, each }: Question): string {
  if (each) return msg('Send one after the other');
  return type === 'blacklist' ? msg('Put on for all campaigns') : msg('Take off');
}

/** The question in the place of the buttons, which it names again. */
export function questionView(question: Question, nameOf: (campaign: string) => string): TemplateResult {
  const { phone = '', campaign = '' } = question.entries[0] ?? {};
  return html`
    <div role="group" part="question" class="question stack" aria-labelledby="question">
      <p id="question">${sentence(questionText(question, nameOf), phone, nameOf(campaign))}</p>
      <div class="row">
        <button
          type="button"
          part="button"
          name=${'yes' satisfies BlacklistAction}
          class=${question.type === 'unblacklist' ? 'danger' : 'primary'}
          aria-describedby="question"
        >
          ${yesText(question)}
        </button>
        <button type="button" part="button" name=${'keep' satisfies BlacklistAction} aria-describedby="question">
          ${msg('Cancel')}
        </button>
      </div>
    </div>
  `;
}
