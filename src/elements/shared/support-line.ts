import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { sentence } from './datum.js';

/** For support: what a sentence for the agent leaves out. Nothing where there is no more to say. */
export const supportLine = (detail: string | undefined): TemplateResult | typeof nothing =>
  detail
    ? html`<details part="details">
        <summary>${msg('For support')}</summary>
        <code>${sentence(detail)}</code>
      </details>`
    : nothing;
