import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Phone } from 'lucide';
import type { CtiClient } from '../../core/client.js';
import { datum, isolatedText, numberView, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { keyedList } from '../shared/keyed-list.js';
import { durationText, timeOfText } from '../shared/time-text.js';
import type { DayCall } from './day-log.js';
import { panelButton } from './panel-button.js';
import type { PanelLook } from './panel-look.js';

/** So many calls are shown before all are asked for. */
const mostShown = 8;

/** What became of the result of a call. */
function resultText(client: CtiClient, call: DayCall): string {
  const { result } = call;
  if (!result) return call.spent === undefined ? msg('Not ended') : msg('No result');
  switch (call.entry && client.outbox?.list().find(({ id }) => id === call.entry)?.state) {
    case 'unknown':
      return msg(str`${result}: may not be saved, look in the outbox`);
    case 'held':
      return msg(str`${result}: not saved, look in the outbox`);
    case 'waiting':
    case 'sending':
      return msg(str`${result}: waiting to be sent`);
    default:
      return result;
  }
}

const figure = (name: string, value: string | number) =>
  html`<div>
    <dt>${name}</dt>
    <dd>${numberView(String(value))}</dd>
  </div>`;

function callRow({ client, panel }: PanelLook, call: DayCall): TemplateResult {
  const { number, name, campaign, since } = call;
  const whom = [name, number].filter(Boolean).join(' ') || msg('Number not known');
  const label = isolatedText(msg(str`Call ${whom} again`), name ?? '', number);
  return html`<li>
    <span class="when hint">${numberView(timeOfText(since))}</span>
    <span class="what">
      <span
        >${name ? html`<b>${datum(name)}</b> ` : nothing}${number ? numberView(number) : name ? nothing : whom}</span
      >
      <span class="hint">${sentence(resultText(client, call), call.result ?? '')}</span>
    </span>
    ${
      number
        ? panelButton(icon(Phone), () => void panel.dial(number, { campaign }), {
            look: 'quiet',
            label,
            title: label,
            isOff: panel.disabled || !client.supports('call').ok,
          })
        : nothing
    }
  </li>`;
}

/** What the agent did today: figures, and each call with its result. */
export function dayView(look: PanelLook): TemplateResult {
  const { controller } = look;
  const { isWholeDay: isWhole } = controller;
  const { calls, counts } = controller.day;
  if (!calls.length) return html`<p class="hint pad" part="day">${msg('Your calls of today are listed here.')}</p>`;
  const hasMore = calls.length > mostShown;
  return html`<div part="day" class="day">
    <dl class="counters">
      ${figure(msg('Calls'), counts.calls)} ${figure(msg('Results'), counts.results)}
      ${figure(msg('Average'), counts.average === undefined ? '–' : durationText(counts.average))}
      ${figure(msg('Callbacks'), counts.callbacks)}
    </dl>
    <div class="list-head">
      <h2>${msg('Today')}</h2>
      ${
        hasMore
          ? panelButton(isWhole ? msg('Fewer calls') : msg(str`All ${calls.length} calls`), controller.toggleDay, {
              look: 'link',
              isOpen: isWhole,
            })
          : nothing
      }
    </div>
    <ul class="list">
      ${keyedList(
        isWhole ? calls : calls.slice(0, mostShown),
        ({ since }) => since,
        (call) => callRow(look, call),
      )}
    </ul>
  </div>`;
}
