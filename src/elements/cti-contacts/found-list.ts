import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { FoundContact } from '../../core/supervisor-replies.js';

export const foundStyles = css`
  ul {
    display: grid;
    gap: var(--_space);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  li > span {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr));
    gap: var(--_space) calc(var(--_space) * 3);
  }

  /* Label, control and problem of neighbours stand on the same lines. */
  .fields > .field {
    display: grid;
    grid-row: span 3;
    grid-template-rows: subgrid;
  }

  .fields > .field > label {
    align-self: end;
  }

  .fields > :has(textarea) {
    grid-column: 1 / -1;
  }
`;

/** What a row says of a contact. */
const tellOf = ({ numbers, name, externalId, state }: FoundContact) =>
  [numbers.join(', '), name, externalId, state].filter(Boolean).join(' · ');

interface Hands {
  take: (contact: FoundContact) => void;
  remove: ((contact: FoundContact) => void) | undefined;
}

/** The contacts that were found, each to be taken into the form or removed. */
export function foundList(
  found: { contacts: readonly FoundContact[]; isLast: boolean } | undefined,
  isBlocked: boolean,
  { take, remove }: Hands,
): TemplateResult | typeof nothing {
  if (!found) return nothing;
  const { contacts, isLast } = found;
  if (!contacts.length) return html`<p class="hint" part="found">${msg('Nobody was found.')}</p>`;
  return html`<section part="found" class="stack" aria-label=${msg('Found contacts')}>
    <p class="hint">
      ${isLast ? msg(str`Found: ${contacts.length}.`) : msg(str`The first ${contacts.length}. Search for more of the number to see others.`)}
    </p>
    <ul>
      ${contacts.map(
        (contact) =>
          html`<li>
            <span>${tellOf(contact)}</span>
            <span class="row">
              <button
                part="button"
                type="button"
                ?disabled=${isBlocked}
                aria-label=${msg(str`Use ${tellOf(contact)}`)}
                @click=${() => take(contact)}
              >
                ${msg('Use')}
              </button>
              ${remove ? html`<button part="button" type="button" ?disabled=${isBlocked} aria-label=${msg(str`Remove ${tellOf(contact)}`)} @click=${() => remove(contact)}>${msg('Remove')}</button>` : nothing}
            </span>
          </li>`,
      )}
    </ul>
  </section>`;
}
