import { html, type TemplateResult } from 'lit';
import { X } from 'lucide';
import { icon } from '../shared/icon.js';

/** What lies over the work: its heading, and the button that closes it. */
export const overlayView = (
  name: 'outbox' | 'keys',
  title: string,
  closeText: string,
  close: () => void,
  content: TemplateResult,
): TemplateResult =>
  html`<section part=${name === 'keys' ? 'help' : 'outbox'} class="overlay" aria-labelledby="overlay-title">
    <div class="list-head">
      <h3 id="overlay-title">${title}</h3>
      <button type="button" part="button" class="quiet" name="close" aria-label=${closeText} @click=${close}>
        ${icon(X)}
      </button>
    </div>
    ${content}
  </section>`;
