import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { BellRing } from 'lucide';
import type { DataPair } from '../../codecs/data-string.js';
import { icon } from '../shared/icons.js';
import type { CallPhaseTracker } from './call-phase.js';
import { actionNames, type PanelAction, type Shortcuts } from './shortcuts.js';
import { durationText, reminderText } from './wrap-up.js';

const headings = { ready: () => msg('Ready'), call: () => msg('On a call'), 'wrap-up': () => msg('Wrap-up') };

/** Who is on the line, for how long, and what the agent is reminded of. `limit` is the wrap-up time in milliseconds, 0 for none. */
export function whoView(progress: CallPhaseTracker, now: number, limit: number, canDispose: boolean): TemplateResult {
  const { call, phase, isDisposed } = progress;
  const spent = progress.spent(now);
  const number = call?.destination || msg('Number not known');
  const isLate = limit > 0 && phase === 'wrap-up' && canDispose && !isDisposed;
  const last =
    isDisposed || !canDispose
      ? msg(str`The last call was with ${number}.`)
      : msg(str`The last call was with ${number}; no result was saved from here.`);
  const clock =
    phase === 'call'
      ? durationText(spent.call)
      : limit && phase === 'wrap-up'
        ? msg(str`${durationText(spent.wrapUp)} of ${durationText(limit)}`)
        : '';
  return html`
    <div class="head">
      <div role="status">
        <h2 id="head" tabindex="-1">${headings[phase]()}</h2>
        ${
          phase === 'ready'
            ? html`<p class="hint">${call ? last : nothing}</p>`
            : html`<p part="number" class="number">${number}</p>
                <p class="hint">${call?.campaign}</p>`
        }
      </div>
      <p
        part="timer"
        role="timer"
        class=${isLate && spent.wrapUp >= limit ? 'timer late' : 'timer'}
        aria-label=${phase === 'call' ? msg('Time on the call') : msg('Time after the call')}
        ?hidden=${!clock}
      >
        ${clock}
      </p>
    </div>
    <p class="hint" ?hidden=${phase !== 'wrap-up'}>${msg(str`The call took ${durationText(spent.call)}.`)}</p>
    ${reminderView(isLate ? reminderText(spent.wrapUp, limit, number) : '')}
  `;
}

/** Said once at the end of the time, and then each minute, when its words change. */
const reminderView = (text: string) =>
  html`<p role="status" part="reminder" class=${text ? 'reminder' : 'hidden'}>
    ${text ? icon(BellRing) : nothing}<span>${text}</span>
  </p>`;

/** The call's variables as text, each with a button that copies its value. */
export function variablesView(pairs: readonly DataPair[], said: string, copy: (event: Event) => void): TemplateResult {
  return html`<details part="variables" open ?hidden=${!pairs.length}>
    <summary>${msg('Call variables')} <span class="hint">${pairs.length}</span></summary>
    <dl>
      ${pairs.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>
              <span class="value">${value}</span>
              <button type="button" part="button" name="copy" aria-label=${msg(str`Copy ${name}`)} @click=${copy}>
                ${msg('Copy')}
              </button>
            </dd>
          </div>`,
      )}
    </dl>
    <p role="status" class="hint">${said}</p>
  </details>`;
}

/** Copies the text beside a button; where the page may not, it is selected for the agent to copy. */
export async function copyBeside(button: Element): Promise<string> {
  const value = button.previousElementSibling;
  const { clipboard } = navigator as Partial<Navigator>;
  const isCopied = await clipboard?.writeText(value?.textContent ?? '').then(
    () => true,
    () => false,
  );
  if (isCopied) return msg('Copied.');
  if (value) getSelection()?.selectAllChildren(value);
  return msg('Selected: press Ctrl or ⌘ + C to copy.');
}

/** Which keys do what here. */
export function helpView(shortcuts: Shortcuts, isThere: (action: PanelAction) => boolean): TemplateResult {
  const rows = Object.entries(actionNames()).filter(
    ([action]) => shortcuts[action as PanelAction] && isThere(action as PanelAction),
  );
  return html`<details part="help" ?hidden=${!rows.length}>
    <summary>${msg('Keys')}</summary>
    <dl class="keys">
      ${rows.map(
        ([action, what]) =>
          html`<div>
            <dt>${what}</dt>
            <dd><kbd>${shortcuts[action as PanelAction]}</kbd></dd>
          </div>`,
      )}
    </dl>
    <p class="hint">${msg('They do nothing while you are typing in a field.')}</p>
  </details>`;
}
