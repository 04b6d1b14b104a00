import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { RespoolEntry } from '../../core/commands.js';
import type { CtiDispositionForm } from '../cti-disposition-form/cti-disposition-form.js';
import type { CtiRespoolEditor } from '../cti-respool-editor/cti-respool-editor.js';
import type { Disposition } from '../cti-disposition-form/disposition-tree.js';
import type { CtiSchedulePicker } from '../cti-schedule-picker/cti-schedule-picker.js';
import { copyText } from '../shared/clipboard.js';
import { datum, isolatedText } from '../shared/datum.js';
import type { Draft } from '../shared/draft-storage.js';
import { textAsItCame } from '../shared/text-as-it-came.js';
import type { CallPhaseTracker } from './call-phase.js';
import { panelButton } from './panel-button.js';
import type { PanelAction } from './panel-actions.js';
import type { Shortcuts } from './shortcuts.js';

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
export function draftsView(drafts: readonly Draft[], open: (draft: Draft) => void, disabled: boolean): TemplateResult {
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
          isOff: disabled,
        })}
      </li>`;
    })}
  </ul>`;
}

/** What the work of a call needs to know. */
export interface WorkViewModel extends Pick<CtiSchedulePicker, 'dialWindow' | 'maxDays'> {
  /** The panel's own. */
  client: CtiClient | undefined;
  disabled: boolean;
  shortcuts: Shortcuts;
  isThere: (action: PanelAction) => boolean;
  entry: RespoolEntry | undefined;
  /** The numbers of today's calls. */
  tried: CtiRespoolEditor['tried'];
  dispositions: readonly Disposition[];
  dataLabels: CtiDispositionForm['dataLabels'];
  customerName: string;
  isHidden: boolean;
  /** The result that is written is another call's. */
  isElsewhere: boolean;
  /** The one callback form is open, and what its time is for: the result that is chosen, or nothing but itself. */
  isCallbackOpen: boolean;
  isOfResult: boolean;
  openCallback: () => void;
  changed: () => void;
}

/** The one form for a callback: of the result where that needs one, else a command of its own. */
function callbackView(work: WorkViewModel): TemplateResult {
  const { client, disabled, dialWindow, maxDays, customerName, isCallbackOpen, isOfResult, shortcuts } = work;
  return html`<div slot="callback" class="callback">
    ${panelButton(msg('Schedule a callback'), work.openCallback, {
      ...{ look: 'link', keys: shortcuts.callback, isHidden: isCallbackOpen, isOff: disabled },
    })}
    <section class="sub" aria-labelledby="callback-title" ?hidden=${!isCallbackOpen}>
      <h3 id="callback-title">${msg('Callback')}</h3>
      <cti-schedule-picker
        data-action="callback"
        .client=${client}
        .dialWindow=${dialWindow}
        .maxDays=${maxDays}
        .customerName=${customerName}
        ?picker-only=${isOfResult}
        ?disabled=${disabled}
        @change=${work.changed}
      ></cti-schedule-picker>
    </section>
  </div>`;
}

/** The work of a call in its order: the result with its callback, what is tried next, the tag. What nothing supports is left out. */
export function workView(work: WorkViewModel): TemplateResult {
  const { client, disabled, shortcuts, isThere, entry, dispositions, dataLabels, isHidden } = work;
  const callback = isThere('callback') || work.isOfResult ? callbackView(work) : nothing;
  return html`<div class="work" ?hidden=${isHidden}>
    ${
      isThere('result')
        ? html`<section class="pad">
            <h3 class="hidden">${msg('Result')}</h3>
            <cti-disposition-form
              data-action="result"
              class=${work.isElsewhere ? '' : 'here'}
              .client=${client}
              .dispositions=${dispositions}
              .dataLabels=${dataLabels}
              ?disabled=${disabled}
              @change=${work.changed}
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
              .entry=${entry}
              .tried=${work.tried}
              ?disabled=${disabled}
            ></cti-respool-editor>
          </section>`
        : nothing
    }
    ${
      isThere('tag')
        ? html`<details part="section" class="pad">
            <summary aria-keyshortcuts=${shortcuts.tag ?? nothing}>${msg('Tag')}</summary>
            <cti-tag-recorder data-action="tag" .client=${client} ?disabled=${disabled}></cti-tag-recorder>
          </details>`
        : nothing
    }
  </div>`;
}
