import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Check, Clock, TriangleAlert } from 'lucide';
import { datum, campaignTag, isolatedText, numberView, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { stateView } from '../shared/call-view.js';
import { durationText, timeOfText } from '../shared/time-text.js';
import type { PanelLook } from './panel-look.js';

/** A circle that empties with the time that is left, 0 to 1. */
const ring = (left: number) =>
  html`<svg class="ring" viewBox="0 0 24 24" aria-hidden="true">
    <circle class="track" cx="12" cy="12" r="9" />
    <circle class="left" cx="12" cy="12" r="9" pathLength="1" stroke-dasharray="${left} 1" />
  </svg>`;

/** The role whose colours the state has, what it looks like, and its time in milliseconds. */
type Pill = readonly [role: string, sign: TemplateResult, time?: number];

function pillOf({ progress, now, limit, canDispose }: PanelLook): Pill {
  const { call, phase, isUnknown, isDisposed } = progress;
  const { wrapUp } = progress.spent(now);
  if (phase === 'call') {
    if (isUnknown) return ['unknown', html`${icon(TriangleAlert)}<span>${msg('Not confirmed')}</span>`];
    const state = call?.state ?? 'placed';
    const since = state === 'placed' ? call?.since : call?.stateSince;
    const role = state === 'connected' || state === 'placed' ? 'good' : state === 'held' ? '' : 'info';
    return [role, stateView(state, call?.campaign), now - (since ?? now)];
  }
  if (isDisposed) return ['info', html`${icon(Check)}<span>${msg('Saved')}</span>`];
  const left = limit - wrapUp;
  if (limit && left <= 0 && canDispose) return ['unknown', html`${icon(Clock)}<span>${msg('Over time')}</span>`, -left];
  const words = html`<span>${msg('Wrap-up')}</span>`;
  return limit ? ['', html`${ring(Math.max(left, 0) / limit)}${words}`, Math.max(left, 0)] : ['', words, wrapUp];
}

/** Where the call is, by an icon, a word and its own time: the word is read out when it changes, the time never. */
function pillView(look: PanelLook): TemplateResult {
  const [role, sign, time] = pillOf(look);
  return html`<span class="pill ${role}"
    ><span class="sign" role="status">${sign}</span> ${
      time === undefined
        ? nothing
        : html`<span part="timer" role="timer" class="num" aria-live="off">${numberView(durationText(time))}</span>`
    }</span
  >`;
}

/** Who is on the line, or was: the name, the number, the campaign with its direction, and where the call is. */
export function whoView(look: PanelLook): TemplateResult {
  const { progress, name } = look;
  const { call, phase } = progress;
  const isHidden = phase === 'ready';
  const { destination = '', campaign = '' } = call ?? {};
  const number = destination ? numberView(destination) : msg('Number not known');
  return html`<div class="who" ?hidden=${isHidden}>
    <div class="line">
      <h2 id="head" part="name" title=${name}>${name ? datum(name) : number}</h2>
      ${isHidden ? nothing : pillView(look)}
    </div>
    <div class="line">
      <span part="number" class="number">${name ? number : nothing}</span>
      ${campaign ? html`<span class="tag" title=${isolatedText(campaign, campaign)}>${campaignTag(campaign)}</span>` : nothing}
    </div>
  </div>`;
}

/** When the call ended, and how long it took. */
export function endedView({ progress, now }: PanelLook): TemplateResult {
  const { endedAt = now } = progress;
  return html`<p class="ended">
    <span>${sentence(msg(str`Call ended ${timeOfText(endedAt)}`))}</span>
    <span class="hint">${sentence(msg(str`Talked ${durationText(progress.spent(now).call)}`))}</span>
  </p>`;
}

const minute = 60_000;

/**
 * What an agent is reminded of when the time for the work after a call is over, and then once a minute; empty before.
 * It is never more than a reminder: no result is made up, nothing is sent.
 */
export function reminderText(spent: number, limit: number, number: string): string {
  const over = Math.floor((spent - limit) / minute);
  if (over < 0) return '';
  const what = msg(
    str`Nothing is saved by itself: choose a result for ${number}, or go on and finish it later as a draft.`,
  );
  return `${over ? msg(str`Wrap-up is ${over} min over its time.`) : msg('The time for wrap-up is over.')} ${what}`;
}
