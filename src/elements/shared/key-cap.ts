import { html, nothing, type TemplateResult } from 'lit';

const signs: Readonly<Record<string, string>> = { Shift: '⇧', Enter: '⏎', Meta: '⌘' };

/** A combination of keys, `Alt+Shift+C`, as caps. */
export const keyCaps = (keys: string): TemplateResult =>
  html`<span class="caps">${keys.split('+').map((key) => html`<kbd>${signs[key] ?? key}</kbd>`)}</span>`;

/** A combination on a button: of a chord that has two modifiers the letter alone, since all have the same. Nothing without one. */
export function keyCap(keys: string | undefined): TemplateResult | typeof nothing {
  if (!keys) return nothing;
  const names = keys.split('+').map((key) => signs[key] ?? key);
  return html`<kbd aria-hidden="true">${names.length > 2 ? names.at(-1) : names.join(' ')}</kbd>`;
}
