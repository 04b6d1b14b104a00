import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';

/** The tags that were sent before, as buttons that fill the field. */
export function tagRecentRow(
  tags: readonly string[],
  off: boolean,
  fill: (tag: string) => void,
  forget: () => void,
): TemplateResult | typeof nothing {
  if (!tags.length) return nothing;
  return html`
    <div class="row recent" part="recent" role="group" aria-label=${msg('Recent tags')}>
      <span class="hint" aria-hidden="true">${msg('Recent')}</span>
      ${tags.map(
        (tag) => html`
          <button type="button" part="button" title=${tag} ?disabled=${off} @click=${() => fill(tag)}><span>${tag}</span></button>
        `,
      )}
      <button type="button" class="forget" part="button" title=${msg('Forget the recent tags')} ?disabled=${off} @click=${forget}>
        ${msg('Forget')}
      </button>
    </div>
  `;
}
