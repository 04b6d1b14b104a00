import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Check } from 'lucide';
import { numberView, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { keyCap } from '../shared/key-cap.js';
import { panelButton } from './panel-button.js';
import type { PanelLook } from './panel-look.js';

/** One bar at the bottom: what is chosen, what saves it, and what comes next. One button is filled. */
export function saveBar(look: PanelLook): TemplateResult {
  const { panel, controller, form, progress, keys, canDispose, isDraft } = look;
  const { leafText: chosen = '', isBegun, isPending = false, isUnsure = false } = form ?? {};
  const isOnCall = isDraft || progress.phase === 'call';
  const isDone = !chosen && (progress.isDisposed || !canDispose);
  const isOff = panel.disabled;
  const next = (label: string, isPrimary = false) =>
    panelButton(html`${label} ${keyCap(isPrimary ? keys.save : keys.next)}`, controller.next, {
      ...{ name: 'next', action: 'next', look: isPrimary ? 'grow primary' : 'grow', keys: keys.next, isOff },
    });
  // What is missing, the form says at its field.
  const submit = { part: 'submit', isBusy: isPending, isOff: isOff || !chosen || isPending || isUnsure };
  const save = panelButton(html`${msg('Save')} ${isOnCall ? keyCap(keys.save) : nothing}`, () => void panel.save(), {
    ...submit,
    name: 'save',
  });
  if (isOnCall)
    return html`<span class="chosen">${chosen ? html`<b>${sentence(chosen, chosen)}</b>` : msg('No result yet')}</span>
      ${isDone ? nothing : save}`;
  if (isDone) return next(msg('Next call'), true);
  if (isUnsure) return next(msg('Leave it in the outbox, next call'));
  if (!chosen) return next(isBegun ? msg('Keep as a draft, next call') : msg('Next call without a result'));
  return html`${panelButton(html`${msg('Save & next')} ${keyCap(keys.save)}`, () => void panel.saveAndNext(), {
    ...submit,
    ...{ name: 'save-next', look: 'primary grow', keys: keys.save },
  })}
  ${save}`;
}

/** That a result was saved, and the way back for as long as there is one. Its seconds are not read out. */
export function undoView({ panel, controller, now, keys }: PanelLook): TemplateResult {
  const { last } = controller;
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
            () => void panel.undo(),
            { name: 'undo', action: 'undo', keys: keys.undo },
          )
        : nothing
    }
  </div>`;
}
