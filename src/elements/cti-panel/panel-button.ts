import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { PanelAction } from './panel-actions.js';

/** What a button of the panel is, besides its words and what it does. */
interface PanelButton {
  name?: string;
  /** How it looks: its classes. */
  look?: string;
  /** Beside `button`. */
  part?: string;
  /** What a key presses it for. */
  action?: PanelAction;
  keys?: string | undefined;
  /** Its whole name, where its words are none or not enough. */
  label?: string;
  title?: string;
  isOpen?: boolean;
  isBusy?: boolean;
  isHidden?: boolean;
  isOff?: boolean;
}

/** A button of the panel itself. */
export const panelButton = (words: unknown, press: (event: Event) => void, is: PanelButton = {}): TemplateResult =>
  html`<button
    type="button"
    part="button ${is.part ?? ''}"
    name=${ifDefined(is.name)}
    class=${ifDefined(is.look)}
    data-action=${ifDefined(is.action)}
    title=${ifDefined(is.title)}
    aria-label=${ifDefined(is.label)}
    aria-keyshortcuts=${ifDefined(is.keys)}
    aria-expanded=${ifDefined(is.isOpen)}
    aria-busy=${ifDefined(is.isBusy)}
    ?hidden=${is.isHidden}
    ?disabled=${is.isOff}
    @click=${press}
  >
    ${words}
  </button>`;
