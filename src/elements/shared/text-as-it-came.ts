import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { sentence } from './datum.js';

/** The whole text of data pairs, below them, where it can be read in another way too: an address has marks of the format. */
export const textAsItCame = (text: string | undefined): TemplateResult | typeof nothing =>
  text ? html`<p class="hint">${sentence(msg(str`As received: ${text}`), text)}</p>` : nothing;
