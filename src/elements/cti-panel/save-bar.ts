import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Check } from 'lucide';
import { numberView, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { keyCap } from '../shared/key-cap.js';
import type { Phase } from './call-phase.js';
import { panelButton } from './panel-button.js';

/** What was saved last, and until when it can be taken back. */
export interface LastSave {
  /** Its name in the outbox. */
  readonly entry: string;
  readonly guid: string;
  readonly number: string;
  readonly result: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** What the bar at the bottom shows and does. */
export interface SaveBarModel {
  phase: Phase;
  isDisposed: boolean;
  /** The result that is chosen; empty without one. */
  chosen: string;
  /** Something is begun: as a draft it stays with its call. */
  isBegun: boolean;
  /** It was sent, and nobody knows whether it is saved. */
  isUnknown: boolean;
  isPending: boolean;
  disabled: boolean;
  saveKeys: string | undefined;
  nextKeys: string | undefined;
  save: () => void;
  saveAndNext: () => void;
  next: () => void;
}

/** One bar at the bottom: what is chosen, what saves it, and what comes next. One button is filled. */
export function saveBar(bar: SaveBarModel): TemplateResult {
  const { phase, isDisposed, chosen, isBegun, isUnknown, isPending, disabled } = bar;
  const isReady = !isUnknown && !!chosen && !isPending; // what is missing, the form says at its field
  const next = (label: string, isPrimary = false) =>
    panelButton(html`${label} ${keyCap(isPrimary ? bar.saveKeys : bar.nextKeys)}`, bar.next, {
      ...{
        name: 'next',
        action: 'next',
        look: isPrimary ? 'grow primary' : 'grow',
        keys: bar.nextKeys,
        isOff: disabled,
      },
    });
  const submit = { part: 'submit', isBusy: isPending, isOff: disabled || !isReady };
  const save = () =>
    panelButton(html`${msg('Save')} ${phase === 'call' ? keyCap(bar.saveKeys) : nothing}`, bar.save, {
      ...submit,
      name: 'save',
    });
  if (phase === 'call')
    return html`<span class="chosen">${chosen ? html`<b>${sentence(chosen, chosen)}</b>` : msg('No result yet')}</span>
      ${isDisposed && !chosen ? nothing : save()}`;
  if (isDisposed && !chosen) return next(msg('Next call'), true);
  if (isUnknown) return next(msg('Leave it in the outbox, next call'));
  if (!chosen) return next(isBegun ? msg('Keep as a draft, next call') : msg('Next call without a result'));
  return html`${panelButton(html`${msg('Save & next')} ${keyCap(bar.saveKeys)}`, bar.saveAndNext, {
    ...submit,
    ...{ name: 'save-next', look: 'primary grow', keys: bar.saveKeys },
  })}
  ${save()}`;
}

/** That a result was saved, and the way back for as long as there is one. Its seconds are not read out. */
export function undoView(
  last: LastSave | undefined,
  now: number,
  keys: string | undefined,
  undo: () => void,
): TemplateResult {
  const left = Math.ceil(((last?.until ?? 0) - now) / 1000);
  return html`<div part="saved" class="banner saved" data-state=${last ? 'queued' : 'idle'}>
    <div role="status" class="outcome">
      ${
        last
          ? html`${icon(Check)}<span
                >${sentence(msg(str`Saved ${last.result} for ${last.number}`), last.result, last.number)}</span
              >`
          : nothing
      }
    </div>
    ${
      last
        ? panelButton(
            html`${msg('Undo')} <span class="num" aria-hidden="true">${numberView(msg(str`${left} s`))}</span>`,
            undo,
            { name: 'undo', action: 'undo', keys },
          )
        : nothing
    }
  </div>`;
}
