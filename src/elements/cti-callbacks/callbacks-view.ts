import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { AlarmClock, Check, Clock, LoaderCircle, OctagonAlert, Send, TriangleAlert, type IconNode } from 'lucide';
import { instantOf, zoneOf, type Callback, type CallbackStatus } from '../../callbacks/callback.js';
import { midnightOf, wallClockAt, type WallClock } from '../../codecs/wall-clock.js';
import type { CtiClient } from '../../core/client.js';
import type { OutboxStorage } from '../../outbox/outbox-entry.js';
import { button, type ButtonOptions } from '../shared/button.js';
import { campaignTag, datum, numberView, sentence, textsIn } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { seriesText } from '../shared/list-page.js';
import type { Outcome } from '../shared/outcome.js';
import { outcomeLine } from '../shared/outcome-view.js';
import {
  countText,
  dayText,
  momentText,
  relativeFormat,
  shortMomentText,
  timeText,
  zoneText,
} from '../shared/time-text.js';

/** When it is due, in epoch milliseconds. */
export const dueAt = (callback: Callback): number => instantOf(callback.at, zoneOf(callback));

/** The reading of the agent's own clock. */
const here = (instant: number) => wallClockAt(instant);

/** `Fri, 12 Jun 2026, 15:00`, on the customer's clock, on which it was chosen; on the agent's where that is not known. */
export const momentOf = (at: WallClock, callback: Callback): string =>
  momentText(wallClockAt(instantOf(at, zoneOf(callback)), callback.customerZone || undefined));

/** The agent's day, `YYYY-MM-DD`. */
export const agentsDay = (instant: number): string => here(instant).slice(0, 10);

/** Those of each of the agent's days, in order. */
export function byDay(due: readonly Callback[]): [day: string, callbacks: Callback[]][] {
  const days = new Map<string, Callback[]>();
  for (const each of due) {
    const day = agentsDay(dueAt(each));
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  return [...days];
}

/** `Today`, `Tomorrow`, `Yesterday`, and the date. */
export function dayHeading(day: string, now: number): string {
  const names = {
    [agentsDay(now - 86_400_000)]: msg('Yesterday'),
    [agentsDay(now + 86_400_000)]: msg('Tomorrow'),
    [agentsDay(now)]: msg('Today'),
  };
  const date = dayText(midnightOf(day));
  return names[day] ? `${names[day]}, ${date}` : date;
}

/** The customer's time; the agent's where that is not known. With the day where it is not the agent's day, under which it stands. */
export function timeOf(callback: Callback): string {
  const instant = dueAt(callback);
  const clock = wallClockAt(instant, callback.customerZone || undefined);
  return clock.startsWith(agentsDay(instant)) ? timeText(clock) : shortMomentText(clock, here(instant));
}

/** Whose clock that is, and what the agent's shows where it is another time. */
export function clocksText(callback: Callback): string {
  const { customerZone } = callback;
  if (!customerZone) return msg('Your time. The customer’s is not known.');
  const instant = dueAt(callback);
  const whose = msg(str`The customer’s time, ${zoneText(customerZone, instant)}.`);
  const mine = here(instant);
  return mine === wallClockAt(instant, customerZone) ? whose : `${whose} ${msg(str`Your time: ${timeText(mine)}.`)}`;
}

/** `in 2 hours`, of what is due within a day; nothing later. */
export function inText(instant: number, now: number): string {
  const minutes = Math.ceil((instant - now) / 60_000);
  if (minutes > 1440) return '';
  const inWords = relativeFormat();
  return minutes < 60 ? inWords.format(minutes, 'minute') : inWords.format(Math.floor(minutes / 60), 'hour');
}

/** What is known of the contact. */
export function contactText({ entry, note, byResult }: Callback): string {
  const { data = [], alternatives = [] } = entry;
  return [
    note && (byResult ? msg(str`Result: ${note}`) : note),
    ...data.map(([name, value]) => `${name}: ${value}`),
    alternatives.length ? msg(str`Also ${alternatives.join(', ')}`) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

export const statusIcons: Record<CallbackStatus, IconNode> = {
  confirmed: Check,
  sent: Send,
  delivered: Send,
  queued: Clock,
  held: OctagonAlert,
  unknown: TriangleAlert,
};

/** How sure the callback is. */
export function statusText(status: CallbackStatus, byResult: boolean): string {
  switch (status) {
    case 'confirmed':
      return byResult
        ? msg('Saved with the result: the dialer schedules it if that result is set up to.')
        : msg('The dialer has it.');
    case 'sent':
      return msg('Sent to the dialer, which does not confirm it.');
    case 'delivered':
      return msg('Sent from the outbox. This page did not receive the answer.');
    case 'queued':
      return msg('Not with the dialer yet. It waits in the outbox and is sent automatically.');
    case 'held':
      return msg('Not with the dialer. Your decision is needed in the outbox.');
    case 'unknown':
      return msg('Sent, no answer received: it may have reached the dialer, or not.');
  }
}

export const cancelledText = (callback: Callback): string =>
  msg(str`The callback to ${callback.entry.destination} (${momentOf(callback.at, callback)}) is cancelled.`);
export const discardedText = (callback: Callback): string =>
  `${cancelledText(callback)} ${msg('It was still in the outbox and was never sent.')}`;
export const movedText = (callback: Callback, to: WallClock): string =>
  callback.customerZone
    ? msg(str`Moved from ${momentOf(callback.at, callback)} to ${momentOf(to, callback)}, the customer’s time.`)
    : msg(str`Moved from ${momentOf(callback.at, callback)} to ${momentOf(to, callback)}, your time.`);

/** How a series of cancellations ended. */
export function allCancelledText(gone: number, left: number, unsent: number): string {
  const done = msg(str`${gone} callback is cancelled.|${gone} callbacks are cancelled.`, { desc: 'Forms for so many' });
  return seriesText(countText(gone, done), left, unsent);
}

export const setAgainText = (count: number): string =>
  countText(
    count,
    msg(str`${count} callback is scheduled again.|${count} callbacks are scheduled again.`, {
      desc: 'Forms for so many',
    }),
  );

/** What is half done, and what that means for the customer. */
export function changeText(callback: Callback): string {
  const { change, entry, at } = callback;
  if (!change) return '';
  const [number, old, next] = [entry.destination, momentOf(at, callback), change.to && momentOf(change.to, callback)];
  if (change.step === 'gone')
    return msg(
      str`No callback to ${number} is scheduled now. The one for ${old} is cancelled; the new one for ${next} was not scheduled.`,
    );
  if (change.step === 'setting')
    return msg(
      str`The callback to ${number} (${old}) is cancelled. The dialer did not confirm the new one (${next}). If you schedule it again, the customer may be called twice.`,
    );
  const still = msg(
    str`The dialer did not confirm the cancellation of the callback to ${number} (${old}). It may still exist.`,
  );
  return next
    ? `${still} ${msg(str`The new one (${next}) was not scheduled, so that the customer is not called twice.`)}`
    : still;
}

export function keptText(storage: OutboxStorage): string {
  const only = msg('This list shows only callbacks scheduled in this browser. Dialers do not report theirs.');
  switch (storage) {
    case 'encrypted':
      return `${only} ${msg('Kept here, encrypted, until a day after its time.')}`;
    case 'sealed':
      return `${only} ${msg('Kept here until a day after its time: whoever can read this browser’s files can read it.')}`;
    case 'plain':
      return `${only} ${msg('Kept here, readable for whoever uses this browser, until a day after its time.')}`;
    case 'memory':
      return `${only} ${msg('Stored in this page only. If you close or reload it, this list is lost, and the dialer calls all the same.')}`;
  }
}

/** A question that is open in a row: of the button with this name; `value` is what the picker begins with. */
export interface CallbackQuestion {
  id: string;
  name: 'move' | 'cancel' | 'drop';
  value: WallClock;
}

/** What the buttons of a row do. */
export type RowAction = CallbackQuestion['name'] | 'keep' | 'confirm' | 'again' | 'gone' | 'there' | 'set';

/** What a row shows beside its callback. */
export interface CallbackRow {
  now: number;
  /** It stands among those that are half done. */
  isHalf: boolean;
  status: CallbackStatus;
  /** Where it is being changed, if it is. */
  busy: 'here' | 'elsewhere' | undefined;
  /** Why it can be neither cancelled nor moved, or not moved; empty when it can. */
  reasons: { cancel: string; move: string };
  /** Why none can be cancelled, which is said once for all rows. */
  general: string;
  asking: CallbackQuestion | undefined;
  outcome: { outcome: Outcome; said: string };
  /** A cancellation takes whatever waits for the number, and these of the list too. */
  takesAll: boolean;
  others: readonly Callback[];
  picker: { client: CtiClient | undefined; dialWindow: string; maxDays: number | undefined };
  /** The campaign by its name. */
  campaign: string;
  /** The box that chooses it; nothing where there is no second one. */
  box: unknown;
}

/** A sentence about a callback, with what is in it apart. */
function wordsOf(text: string, callback: Callback, others: readonly Callback[] = []): unknown {
  const { entry, note, at, change } = callback;
  const moments = [callback, ...others].map((each) => momentOf(each.at, each));
  return sentence(text, ...textsIn(entry), note, ...moments, momentOf(change?.to || at, callback));
}

export const whatOf = (callback: Callback) => `${callback.entry.destination}, ${momentOf(callback.at, callback)}`;

/** The date and time fields of the schedule picker, in the time of this callback's customer. */
function timeView(
  { customerZone, dialerZone }: Callback,
  value: WallClock,
  { client, dialWindow, maxDays }: CallbackRow['picker'],
): TemplateResult {
  return html`<cti-schedule-picker
    picker-only
    .client=${client}
    .customerTimeZone=${customerZone}
    .dialerTimeZone=${dialerZone}
    .dialWindow=${dialWindow}
    .maxDays=${maxDays}
    .value=${value}
  ></cti-schedule-picker>`;
}

/** What a dialer takes out that knows no times. */
function allText({ takesAll, others }: CallbackRow): string {
  if (!takesAll) return '';
  const all = msg('This dialer cancels every callback to this number in this campaign, whatever its time.');
  return others.length
    ? `${all} ${msg(str`Also cancelled from this list: ${others.map((each) => momentOf(each.at, each)).join('; ')}.`)}`
    : all;
}

function questionView(callback: Callback, row: CallbackRow): TemplateResult {
  const { asking, picker } = row;
  const what = whatOf(callback);
  const busy = !!row.busy;
  const { destination } = callback.entry;
  const more = `more-${callback.id}`;
  if (asking?.name === 'move')
    return html`<div class="stack question" role="group" aria-label=${msg(str`Move: ${what}`)}>
      ${timeView(callback, asking.value, picker)}
      <p id=${more} class="hint" ?hidden=${!row.takesAll}>${wordsOf(allText(row), callback, row.others)}</p>
      <div class="row">
        ${primary('again', msg('Move callback'), { what, describedBy: more, busy })}
        ${button('keep' satisfies RowAction, msg('Do not move'), { what, busy })}
      </div>
    </div>`;
  const isDrop = asking?.name === 'drop';
  const question = isDrop
    ? msg(str`Stop moving this callback? The new time is discarded, and ${destination} will not be called.`)
    : msg(
        str`Cancel the callback to ${destination} of ${momentOf(callback.at, callback)}? The customer will not be called.`,
      );
  return html`<div class="stack question" role="group" aria-labelledby=${more}>
    <p id=${more}>${wordsOf(isDrop ? question : `${question} ${allText(row)}`, callback, row.others)}</p>
    <div class="row">
      ${button('confirm' satisfies RowAction, isDrop ? msg('Stop moving') : msg('Cancel callback'), { what, describedBy: more, busy })}
      ${button('keep' satisfies RowAction, isDrop ? msg('Continue moving') : msg('Keep callback'), { what, describedBy: more, busy })}
    </div>
  </div>`;
}

/** One question for all that are chosen. */
export function allQuestion(count: number, takesAll: boolean): TemplateResult {
  const question = msg(
    str`Cancel ${count} callback? The customer will not be called.|Cancel ${count} callbacks? The customers will not be called.`,
    { desc: 'Forms for so many' },
  );
  const all = takesAll
    ? msg('This dialer cancels every callback to these numbers in their campaigns, whatever its time.')
    : '';
  const yes = msg(str`Cancel ${count} callback|Cancel ${count} callbacks`, { desc: 'Forms for so many' });
  return html`<div id="all-question" class="stack question" role="group" aria-labelledby="all-text">
    <p id="all-text">${countText(count, question)} ${all}</p>
    <div class="row">
      ${button('confirmAll' satisfies ListAction, countText(count, yes), { describedBy: 'all-text' })}
      ${button('keepAll' satisfies ListAction, msg('Keep all'), { describedBy: 'all-text' })}
    </div>
  </div>`;
}

/** What the buttons around the list do. */
export type ListAction = 'cancelAll' | 'confirmAll' | 'keepAll' | 'stop' | 'undo';

/** The words by which a callback is found. */
export const searchText = (callback: Callback, campaign: string): string =>
  [callback.entry.destination, campaign, contactText(callback), momentOf(callback.at, callback)].join(' ');

/** What the export has of a callback: both clocks, whom, where, how sure and what is known. */
export function exportRow(callback: Callback, campaign: string, status: CallbackStatus): string[] {
  const instant = dueAt(callback);
  const { customerZone, entry, byResult } = callback;
  return [
    customerZone ? wallClockAt(instant, customerZone) : '',
    here(instant),
    entry.destination,
    campaign,
    statusText(status, byResult),
    contactText(callback),
  ];
}
export const exportHeadings = (): string[] => [
  msg('Customer’s time'),
  msg('Your time'),
  msg('Number'),
  msg('Campaign'),
  msg('State'),
  msg('Contact'),
];
export const exportedText = (count: number, action: 'copy' | 'save'): string =>
  countText(
    count,
    action === 'copy'
      ? msg(str`Copied ${count} callback.|Copied ${count} callbacks.`, { desc: 'Forms for so many' })
      : msg(str`Saved ${count} callback.|Saved ${count} callbacks.`, { desc: 'Forms for so many' }),
  );

const primary = (name: RowAction, label: string, { what, describedBy, busy }: Required<ButtonOptions>) => html`
  <button
    type="button"
    part="button submit"
    class="primary"
    name=${name}
    aria-label=${`${label}: ${what}`}
    aria-describedby=${describedBy}
    aria-busy=${busy}
    aria-disabled=${busy}
  >
    ${label}
  </button>
`;

/** What is half done, and the ways on. What was chosen for the new time stays. */
function halfView(callback: Callback, row: CallbackRow): TemplateResult {
  const { step, to = '' } = callback.change ?? {};
  const what = whatOf(callback);
  const told = `told-${callback.id}`;
  const own = (name: RowAction, label: string) => button(name, label, { what, describedBy: told, busy: !!row.busy });
  const again =
    step !== 'removing' ? msg('Try again') : to ? msg('Cancel again, then schedule the new one') : msg('Cancel again');
  return html`
    <p role="alert" id=${told} class="told">${wordsOf(changeText(callback), callback)}</p>
    ${to ? timeView(callback, to, row.picker) : nothing}
    <p class="hint" ?hidden=${!row.reasons.move || !to}>${sentence(row.reasons.move)}</p>
    <div class="row">
      ${primary('again', again, { what, describedBy: told, busy: !!row.busy || !!(to ? row.reasons.move : row.reasons.cancel) })}
      ${step === 'removing' ? html`${own('gone', msg('The old callback is gone'))} ${own('there', msg('The old callback is still there'))}` : nothing}
      ${step === 'setting' ? own('set', msg('The new callback is there')) : nothing}
      ${step === 'removing' ? nothing : own('drop', msg('Stop moving'))}
    </div>
  `;
}

function buttonsView(callback: Callback, { reasons, busy, general }: CallbackRow): TemplateResult {
  const what = whatOf(callback);
  const why = `why-${callback.id}`;
  const ownReason = reasons.cancel === general ? '' : reasons.cancel;
  return html`
    <p class="hint" id=${why} ?hidden=${!ownReason}>${sentence(ownReason)}</p>
    <div class="row">
      ${button('move' satisfies RowAction, msg('Move'), { what, describedBy: `${why} why`, busy: !!busy || !!reasons.move })}
      ${button('cancel' satisfies RowAction, msg('Cancel callback'), { what, describedBy: `${why} why`, busy: !!busy || !!reasons.cancel })}
    </div>
  `;
}

/** One callback. */
export function callbackRow(callback: Callback, row: CallbackRow): TemplateResult {
  const { isHalf, now } = row;
  const { id, entry } = callback;
  const instant = dueAt(callback);
  const isDue = instant < now && !isHalf;
  const contact = contactText(callback);
  const { outcome, said } = row.outcome;
  return html`
    <li data-id=${id} part="callback" tabindex="-1" class=${isHalf ? 'decide' : ''} aria-label=${whatOf(callback)}>
      <div class="head">
        ${row.box} <b class="at">${datum(isHalf ? momentOf(callback.at, callback) : timeOf(callback))}</b>
        <b>${numberView(entry.destination)}</b>
        <span class="campaign">${campaignTag(row.campaign)}</span>
        ${isDue ? html`<span class="mark" part="overdue">${icon(AlarmClock)}${msg('Overdue')}</span>` : html`<span class="hint">${isHalf ? '' : inText(instant, now)}</span>`}
      </div>
      <p class="hint">${sentence(clocksText(callback))}</p>
      ${zoneOf(callback) ? nothing : html`<p class="hint">${msg('No time zone is set: the dialer’s time, as it was sent.')}</p>`}
      <p class="hint" ?hidden=${!contact}>${wordsOf(contact, callback)}</p>
      ${
        row.busy
          ? html`<p class="state" data-state="pending">
              ${icon(LoaderCircle)}<span
                >${row.busy === 'here' ? msg('Sending…') : msg('Another tab is changing this callback.')}</span
              >
            </p>`
          : isHalf
            ? nothing
            : html`<p class="state" data-state=${row.status}>
                ${icon(statusIcons[row.status])}<span>${statusText(row.status, callback.byResult)}</span>
              </p>`
      }
      ${row.asking ? questionView(callback, row) : isHalf ? halfView(callback, row) : buttonsView(callback, row)}
      ${outcomeLine(row.busy ? { state: 'idle' } : outcome, said)}
    </li>
  `;
}
