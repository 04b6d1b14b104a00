import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { keyCaps } from '../shared/key-cap.js';
import { overlayView } from './overlay-view.js';
import { panelButton } from './panel-button.js';
import { actions, allActions, type PanelAction } from './panel-actions.js';
import type { Shortcuts } from './shortcuts.js';

/** What the list of keys shows and does. */
export interface KeysViewModel {
  shortcuts: Shortcuts;
  isThere: (action: PanelAction) => boolean;
  /** The action that waits for other keys, and why those that were pressed cannot be its. */
  changing: PanelAction | undefined;
  problem: string;
  /** The agent has keys of their own. */
  hasOwn: boolean;
  change: (action: PanelAction | undefined) => void;
  /** Takes the keys that a page has. */
  restore: () => void;
  press: EventListener;
  close: () => void;
  /** What an agent can set beside the keys. */
  more: TemplateResult | typeof nothing;
}

/** Which keys do what here; each can be changed. */
export function keysView(view: KeysViewModel): TemplateResult {
  const { shortcuts, isThere, changing, problem, hasOwn, change, restore, press, close, more } = view;
  const row = (action: PanelAction) => {
    const name = actions[action][1]();
    const keys = shortcuts[action];
    const isChanging = action === changing;
    return html`<li>
      <span>${name}</span>
      ${isChanging || !keys ? nothing : keyCaps(keys)}
      <button
        type="button"
        part="button"
        class="quiet"
        name="change-key"
        data-key=${action}
        aria-label=${msg(str`Change the keys: ${name}`)}
        aria-pressed=${isChanging}
        @click=${() => change(isChanging ? undefined : action)}
        @blur=${() => isChanging && change(undefined)}
        @keydown=${press}
      >
        ${isChanging ? msg('Press the new keys, or Esc') : msg('Change')}
      </button>
    </li>`;
  };
  const content = html`
    <ul class="keys">
      ${allActions.filter(isThere).map(row)}
      <li><span>${msg('Choose a result, in the chips')}</span> ${keyCaps('1')} ${keyCaps('9')}</li>
      <li><span>${msg('Leave a field, close what is open')}</span> ${keyCaps('Esc')}</li>
    </ul>
    <p role="status" class="pad hint">${problem}</p>
    <p class="pad hint">${msg('Keys with Alt, Ctrl or ⌘ work while you type, too; the others do not.')}</p>
    ${hasOwn ? html`<div class="pad">${panelButton(msg('Reset all keys'), restore)}</div>` : nothing} ${more}
  `;
  return overlayView('keys', msg('Keys'), msg('Close the keys'), close, content);
}
