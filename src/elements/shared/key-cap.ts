import { html, nothing, type TemplateResult } from 'lit';

const signs: Readonly<Record<string, string>> = { Shift: '⇧', Enter: '⏎', Meta: '⌘' };

/** A combination of keys, `Alt+Shift+C`, as caps. */
export const keyCaps = (keys: string): TemplateResult =>
  html`<span class="caps">${keys.split('+').map((key) => html`<kbd>${signs[key] ?? key}</kbd>`)}</span>`;

/** The last key of a combination, for a button that has little room; nothing without one. */
export const keyCap = (keys: string | undefined): TemplateResult | typeof nothing =>
  keys
    ? html`<kbd aria-hidden="true"
        >${keys
          .split('+')
          .map((key) => signs[key] ?? key)
          .at(-1)}</kbd
      >`
    : nothing;
