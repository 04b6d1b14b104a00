import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { copyText } from '../shared/clipboard.js';
import { datum, isolatedText } from '../shared/datum.js';
import type { Draft } from '../shared/draft-storage.js';
import { textAsItCame } from '../shared/text-as-it-came.js';
import type { CallPhaseTracker } from './call-phase.js';
import { panelButton } from './panel-button.js';
import type { PanelLook } from './panel-look.js';

/** The call's variables as text, each with a button that copies its value. */
export function variablesView(
  { data: pairs, dataText }: CallPhaseTracker['variables'],
  said: string,
  copy: (event: Event) => void,
): TemplateResult {
  return html`<section part="variables" class="pad" ?hidden=${!pairs.length}>
    <h3 class="hidden">${msg('Call variables')}</h3>
    <dl class="facts">
      ${pairs.map(
        ([name, value]) =>
          html`<div>
            <dt class="hint">${datum(name)}</dt>
            <dd>
              <span class="value">${datum(value)}</span>
              ${panelButton(msg('Copy'), copy, {
                ...{ name: 'copy', look: 'link', label: isolatedText(msg(str`Copy ${name}`), name) },
              })}
            </dd>
          </div>`,
      )}
    </dl>
    ${textAsItCame(dataText)}
    <p role="status" class="hint">${said}</p>
  </section>`;
}

/** Copies the text beside a button; where the page may not, it is selected for the agent to copy. */
export async function copyBeside(button: Element): Promise<string> {
  const value = button.previousElementSibling;
  if (await copyText(value?.textContent ?? '')) return msg('Copied.');
  if (value) getSelection()?.selectAllChildren(value);
  return msg('Selected: press Ctrl or ⌘ + C to copy.');
}

/** Results that were begun for other calls, to go on with one of them. */
export function draftsView({ panel, form, controller }: PanelLook): TemplateResult {
  const drafts = form?.draftsOf(controller.owner) ?? [];
  const open = (draft: Draft) => {
    form?.openDraft(draft);
    panel.goTo = 'result';
    panel.requestUpdate();
  };
  return html`<ul part="drafts" class="list drafts" ?hidden=${!drafts.length}>
    ${drafts.map((draft) => {
      const number = draft.customer || draft.guid || '';
      return html`<li>
        <span class="what">
          <span>${msg('Draft for')} ${datum(number)}</span>
          <span class="hint">${msg('The result is not saved yet.')}</span>
        </span>
        ${panelButton(msg('Go on'), () => open(draft), {
          name: 'open-draft',
          label: isolatedText(msg(str`Go on with the result for ${number}`), number),
          isOff: panel.disabled,
        })}
      </li>`;
    })}
  </ul>`;
}

/** The one form for a callback: of the result where that needs one, else a command of its own. */
function callbackView(look: PanelLook): TemplateResult {
  const { panel, form, controller, keys, name } = look;
  const isOfResult = !!form?.needsCallback;
  const isOpen = isOfResult || controller.isCallbackOpen;
  return html`<div slot="callback" class="callback">
    ${panelButton(msg('Schedule a callback'), () => look.act('callback'), {
      ...{ look: 'link', keys: keys.callback, isHidden: isOpen, isOff: panel.disabled },
    })}
    <section class="sub" aria-labelledby="callback-title" ?hidden=${!isOpen}>
      <h3 id="callback-title">${msg('Callback')}</h3>
      <cti-schedule-picker
        data-action="callback"
        .client=${panel.client}
        .dialWindow=${panel.dialWindow}
        .maxDays=${panel.maxDays}
        .customerName=${name}
        ?picker-only=${isOfResult}
        ?disabled=${panel.disabled}
        @change=${controller.changed}
      ></cti-schedule-picker>
    </section>
  </div>`;
}

/** The work of a call in its order: the result with its callback, what is tried next, the tag. What nothing supports is left out. */
export function workView(look: PanelLook): TemplateResult {
  const { panel, controller, form, keys, isThere } = look;
  const { client, disabled } = panel;
  const callback = isThere('callback') || form?.needsCallback ? callbackView(look) : nothing;
  return html`<div class="work" ?hidden=${look.isReady}>
    ${
      isThere('result')
        ? html`<section class="pad">
            <h3 class="hidden">${msg('Result')}</h3>
            <cti-disposition-form
              data-action="result"
              class=${look.isDraft ? '' : 'here'}
              .client=${client}
              .dispositions=${look.dispositions}
              .dataLabels=${panel.dataLabels}
              ?disabled=${disabled}
              @change=${controller.changed}
              >${callback}</cti-disposition-form
            >
          </section>`
        : html`<section class="pad" ?hidden=${callback === nothing}>${callback}</section>`
    }
    ${
      isThere('respool')
        ? html`<section part="section" class="pad">
            <cti-respool-editor
              data-action="respool"
              .client=${client}
              .entry=${panel.entry}
              .tried=${controller.tried}
              ?disabled=${disabled}
            ></cti-respool-editor>
          </section>`
        : nothing
    }
    ${
      isThere('tag')
        ? html`<details part="section" class="pad">
            <summary aria-keyshortcuts=${keys.tag ?? nothing}>${msg('Tag')}</summary>
            <cti-tag-recorder data-action="tag" .client=${client} ?disabled=${disabled}></cti-tag-recorder>
          </details>`
        : nothing
    }
  </div>`;
}
