import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { AlarmClock, LoaderCircle } from 'lucide';
import { zoneOf, type Callback, type CallbackStatus } from '../../callbacks/callback.js';
import type { CtiClient } from '../../core/client.js';
import type { WallClock } from '../../codecs/wall-clock.js';
import { icon } from '../shared/icons.js';
import { button } from '../cti-outbox/entry-view.js';
import { outcomeLine, type Outcome } from '../shared/outcome.js';
import {
  agentsMoment,
  agentsTime,
  changeText,
  contactText,
  customersTime,
  dueAt,
  inText,
  statusIcons,
  statusText,
} from './callback-text.js';

/** A question that is open in a row: of the button with this name; `value` is what the picker begins with. */
export interface Asking {
  id: string;
  name: 'move' | 'cancel' | 'drop';
  value: WallClock;
}

/** What a row needs to know beside its callback. */
export interface RowState {
  status: CallbackStatus;
  /** Where it is being changed, if it is. */
  busy: 'here' | 'elsewhere' | undefined;
  /** Why it can be neither cancelled nor moved, or not moved; empty when it can. */
  reasons: { cancel: string; move: string };
  asking: Asking | undefined;
  outcome: { outcome: Outcome; said: string };
  /** A cancellation takes whatever waits for the number, and these of the list too. */
  takesAll: boolean;
  others: readonly Callback[];
  picker: { client: CtiClient | undefined; dialWindow: string; maxDays: number | undefined };
}

const whatOf = (callback: Callback) => `${callback.entry.destination}, ${agentsMoment(callback.at, callback)}`;

/** The date and time fields of the schedule picker, in the time of this callback's customer. */
function timeView(
  { customerZone, dialerZone }: Callback,
  value: WallClock,
  { client, dialWindow, maxDays }: RowState['picker'],
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
function allText({ takesAll, others }: RowState): string {
  if (!takesAll) return '';
  const all = msg('This dialer takes out all that waits for this number in this campaign, whatever its time.');
  return others.length
    ? `${all} ${msg(str`Of this list too: ${others.map((each) => agentsMoment(each.at, each)).join('; ')}.`)}`
    : all;
}

function questionView(callback: Callback, row: RowState): TemplateResult {
  const { asking, picker } = row;
  const what = whatOf(callback);
  const busy = !!row.busy;
  const { destination } = callback.entry;
  const more = `more-${callback.id}`;
  if (asking?.name === 'move')
    return html`<div class="stack question" role="group" aria-label=${msg(str`Move: ${what}`)}>
      ${timeView(callback, asking.value, picker)}
      <p id=${more} class="hint" ?hidden=${!row.takesAll}>${allText(row)}</p>
      <div class="row">
        ${primary('again', msg('Move callback'), what, more, busy)} ${button('keep', msg('Leave it'), what, '', busy)}
      </div>
    </div>`;
  const isDrop = asking?.name === 'drop';
  const question = isDrop
    ? msg(str`Give up? This forgets the new time, and ${destination} will not be called.`)
    : msg(
        str`Cancel the callback to ${destination} of ${agentsMoment(callback.at, callback)}? The customer will not be called.`,
      );
  return html`<div class="stack question" role="group" aria-labelledby=${more}>
    <p id=${more}>${question} ${isDrop ? '' : allText(row)}</p>
    <div class="row">
      ${button('confirm', isDrop ? msg('Give up') : msg('Cancel callback'), what, more, busy)}
      ${button('keep', isDrop ? msg('Go on') : msg('Keep it'), what, more, busy)}
    </div>
  </div>`;
}

const primary = (name: string, label: string, what: string, describedBy: string, busy: boolean) => html`
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
function halfView(callback: Callback, row: RowState): TemplateResult {
  const { step, to = '' } = callback.change ?? {};
  const what = whatOf(callback);
  const told = `told-${callback.id}`;
  const own = (name: string, label: string) => button(name, label, what, told, !!row.busy);
  const again =
    step !== 'removing' ? msg('Try again') : to ? msg('Cancel again, then set the new one') : msg('Cancel again');
  return html`
    <p role="alert" id=${told} class="told">${changeText(callback)}</p>
    ${to ? timeView(callback, to, row.picker) : nothing}
    <p class="hint" ?hidden=${!row.reasons.move || !to}>${row.reasons.move}</p>
    <div class="row">
      ${primary('again', again, what, told, !!row.busy || !!(to ? row.reasons.move : row.reasons.cancel))}
      ${step === 'removing' ? html`${own('gone', msg('It is gone'))} ${own('there', msg('It is still there'))}` : nothing}
      ${step === 'setting' ? own('set', msg('It is set')) : nothing}
      ${step === 'removing' ? nothing : own('drop', msg('Give up'))}
    </div>
  `;
}

function buttonsView(callback: Callback, { reasons, busy }: RowState, general: string): TemplateResult {
  const what = whatOf(callback);
  const why = `why-${callback.id}`;
  const ownReason = reasons.cancel === general ? '' : reasons.cancel;
  return html`
    <p class="hint" id=${why} ?hidden=${!ownReason}>${ownReason}</p>
    <div class="row">
      ${button('move', msg('Move'), what, `${why} why`, !!busy || !!reasons.move)}
      ${button('cancel', msg('Cancel callback'), what, `${why} why`, !!busy || !!reasons.cancel)}
    </div>
  `;
}

/** One callback. `isHalf`: stands among those that are half done. */
export function rowView(
  callback: Callback,
  row: RowState,
  isHalf: boolean,
  general: string,
  now: number,
): TemplateResult {
  const { id, entry } = callback;
  const instant = dueAt(callback);
  const isDue = instant < now && !isHalf;
  const contact = contactText(callback);
  const { outcome, said } = row.outcome;
  return html`
    <li data-id=${id} part="callback" tabindex="-1" class=${isHalf ? 'decide' : ''} aria-label=${whatOf(callback)}>
      <div class="head">
        <b class="at">${isHalf ? agentsMoment(callback.at, callback) : agentsTime(instant)}</b>
        <b>${entry.destination}</b>
        <span>${entry.campaign}</span>
        ${isDue ? html`<span class="mark" part="overdue">${icon(AlarmClock)}${msg('Overdue')}</span>` : html`<span class="hint">${isHalf ? '' : inText(instant, now)}</span>`}
      </div>
      <p class="hint">${customersTime(callback)}</p>
      ${zoneOf(callback) ? nothing : html`<p class="hint">${msg('No time zone is set: the dialer’s time, as it was sent.')}</p>`}
      <p class="hint" ?hidden=${!contact}>${contact}</p>
      ${
        row.busy
          ? html`<p class="state" data-state="pending">
              ${icon(LoaderCircle)}<span
                >${row.busy === 'here' ? msg('Sending…') : msg('Another tab is changing this just now.')}</span
              >
            </p>`
          : isHalf
            ? nothing
            : html`<p class="state" data-state=${row.status}>
                ${icon(statusIcons[row.status])}<span>${statusText(row.status, callback.byResult)}</span>
              </p>`
      }
      ${row.asking ? questionView(callback, row) : isHalf ? halfView(callback, row) : buttonsView(callback, row, general)}
      ${outcomeLine(row.busy ? { state: 'idle' } : outcome, said)}
    </li>
  `;
}
