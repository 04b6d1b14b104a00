import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CtiPanel } from './cti-panel.js';
import type { Disposition } from '../cti-disposition-form/disposition-tree.js';
import type { PanelAction } from './shortcuts.js';

/** The work of a call in its order: the result, then what not every call needs, folded. What nothing supports is left out. */
export function workView(
  panel: CtiPanel,
  isThere: (action: PanelAction) => boolean,
  isHidden: boolean,
): TemplateResult {
  const { client, disabled, dialWindow, maxDays, shortcuts, entry } = panel;
  const json = panel.querySelector('script[type="application/json"]')?.textContent ?? '';
  const results = (panel.dispositions ?? json) as readonly Disposition[]; // the form reads a text, too
  const folded = (action: PanelAction, title: string, content: TemplateResult) =>
    isThere(action)
      ? html`<details part="section">
          <summary aria-keyshortcuts=${shortcuts[action] ?? nothing}>${title}</summary>
          <div>${content}</div>
        </details>`
      : nothing;
  return html`<div class="work" ?hidden=${isHidden}>
    ${
      isThere('result')
        ? html`<section>
            <h3 class="hidden">${msg('Result')}</h3>
            <cti-disposition-form
              data-action="result"
              .client=${client}
              .dispositions=${results}
              ?disabled=${disabled}
            ></cti-disposition-form>
          </section>`
        : nothing
    }
    ${folded(
      'callback',
      msg('Callback'),
      html`<cti-schedule-picker
        data-action="callback"
        .client=${client}
        .dialWindow=${dialWindow}
        .maxDays=${maxDays}
        ?disabled=${disabled}
      ></cti-schedule-picker>`,
    )}
    ${folded(
      'respool',
      msg('Back on the dialer’s list'),
      html`<cti-respool-editor
        data-action="respool"
        .client=${client}
        .entry=${entry}
        ?disabled=${disabled}
      ></cti-respool-editor>`,
    )}
    ${folded('tag', msg('Tag'), html`<cti-tag-recorder data-action="tag" .client=${client} ?disabled=${disabled}></cti-tag-recorder>`)}
  </div>`;
}
