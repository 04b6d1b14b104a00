import { html, type TemplateResult } from 'lit';
import { X } from 'lucide';
import { icon } from '../shared/icon.js';
import { panelButton } from './panel-button.js';

/** What lies over the work: its heading, and the button that closes it. */
export const overlayView = (
  part: 'outbox' | 'help',
  title: string,
  closeText: string,
  close: () => void,
  content: TemplateResult,
): TemplateResult =>
  html`<section part=${part} class="overlay" aria-labelledby="overlay-title">
    <div class="list-head">
      <h2 id="overlay-title">${title}</h2>
      ${panelButton(icon(X), close, { name: 'close', look: 'quiet', label: closeText })}
    </div>
    ${content}
  </section>`;
