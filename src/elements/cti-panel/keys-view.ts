import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { keyCaps } from '../shared/key-cap.js';
import { pressedKey } from '../shared/pressed-key.js';
import { keepShortcut, ownShortcuts } from './key-settings.js';
import { actions, allActions, type PanelAction } from './panel-actions.js';
import { panelButton } from './panel-button.js';
import type { PanelLook } from './panel-look.js';
import { combinationOf } from './shortcuts.js';

/** Which keys do what here; each can be changed. */
export class KeysView {
  readonly #changed: () => void;
  /** The action that waits for other keys, and what is said of those that were pressed. */
  #changing: PanelAction | undefined;
  #said = '';

  /** `changed` is called when it is to be drawn again. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  render(look: PanelLook): TemplateResult {
    const owner = look.controller.owner;
    const restore = () => {
      keepShortcut(owner);
      this.#changed();
    };
    return html`
      <ul class="keys">
        ${allActions.filter(look.isThere).map((action) => this.#row(action, look))}
        <li><span>${msg('Choose a result, in the chips')}</span> ${keyCaps('1')} ${keyCaps('9')}</li>
        <li><span>${msg('Leave a field, close what is open')}</span> ${keyCaps('Esc')}</li>
      </ul>
      <p role="status" class="pad hint">${this.#said}</p>
      <p class="pad hint">${msg('Keys with Alt, Ctrl or ⌘ work while you type, too; the others do not.')}</p>
      ${
        Object.keys(ownShortcuts(owner)).length
          ? html`<div class="pad">${panelButton(msg('Reset all keys'), restore)}</div>`
          : nothing
      }
    `;
  }

  #row(action: PanelAction, look: PanelLook): TemplateResult {
    const name = actions[action][1]();
    const keys = look.keys[action];
    const isChanging = action === this.#changing;
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
        @click=${() => this.change(isChanging ? undefined : action)}
        @blur=${() => isChanging && this.change()}
        @keydown=${(event: KeyboardEvent) => isChanging && this.#take(action, look, event)}
      >
        ${isChanging ? msg('Press the new keys, or Esc') : msg('Change')}
      </button>
    </li>`;
  }

  /** Asks for other keys for an action, or for none any more. */
  change(action?: PanelAction): void {
    this.#changing = action;
    this.#said = action ? msg('Press Alt and Shift, Ctrl or ⌘ with a letter, or a function key.') : '';
    this.#changed();
  }

  /** Other keys for an action, as they are pressed. */
  #take(action: PanelAction, { keys: all, controller }: PanelLook, event: KeyboardEvent): void {
    const key = pressedKey(event);
    if (key === 'Tab' || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === 'Escape') return this.change();
    const keys = combinationOf(event);
    if (!keys) return;
    if (Object.entries(all).some(([other, taken]) => other !== action && taken === keys))
      this.#said = msg(str`${keys} does something else already. Press other keys.`);
    else {
      keepShortcut(controller.owner, action, keys);
      this.#changing = undefined;
      this.#said = msg(str`Kept in this browser: ${keys}.`);
    }
    this.#changed();
  }
}
