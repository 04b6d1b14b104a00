import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { DispositionChoice } from './disposition-choice.js';
import { pathText, type Leaf } from './disposition-tree.js';

export const dispositionListStyles = css`
  .popup {
    position: absolute;
    z-index: 10;
    inset-inline: 0;
    inset-block-start: calc(100% + 6px);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
  }

  [role='listbox'] {
    max-height: 320px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scroll-padding-block: 28px 4px;
    padding-block: 4px;
  }

  .heading {
    position: sticky;
    inset-block-start: -4px;
    padding: 4px 8px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 500;
  }

  [role='group'] + [role='group'],
  [role='option'] + [role='group'],
  [role='group'] + [role='option'] {
    border-block-start: 1px solid var(--_line);
  }

  [role='option'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    column-gap: 16px;
    min-height: var(--_target);
    padding: 2px 8px;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  [role='option'] b {
    font-weight: 500;
  }

  [role='option']:hover {
    background: var(--_raised);
  }

  [role='option'].active {
    background: var(--_raised);
    box-shadow: inset 3px 0 var(--_accent);
  }

  [role='option'][aria-selected='true'] b {
    font-weight: 700;
    color: var(--_accent);
  }

  .above,
  .marks,
  .popup > p {
    color: var(--_muted);
  }

  .marks {
    font-size: 0.93em;
  }

  .popup > p {
    margin: 0;
    padding: 8px;
    font-size: 0.93em;
  }

  [role='listbox']:not([hidden]) + p {
    border-block-start: 1px solid var(--_line);
  }

  @media (forced-colors: active) {
    [role='option'].active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;

/** How many match, for screen readers. */
export function matchCount({ matches }: DispositionChoice): string {
  const count = matches.length;
  return count === 1 ? msg('1 result: press Enter to choose it') : msg(str`${count} results`);
}

/** What the list does not show. */
export function remainder({ matches, drawn }: DispositionChoice): TemplateResult | typeof nothing {
  const more = matches.length - drawn.length;
  if (!drawn.length) return html`<p>${msg('No result has these words. Delete some to see more.')}</p>`;
  return more ? html`<p>${msg(str`${more.toLocaleString()} more match. Type another word to find them.`)}</p>` : nothing;
}

/** The drawn leaves, those of one branch under its heading. */
export function rows({ drawn, active, leaf: chosen }: DispositionChoice, pick: (leaf: Leaf) => void): TemplateResult[] {
  const groups: { heading: string; drawn: TemplateResult[] }[] = [];
  drawn.forEach((leaf, index) => {
    const heading = leaf.path.length > 1 ? (leaf.path[0] ?? '') : '';
    const last = groups.at(-1);
    const group = last?.heading === heading ? last : { heading, drawn: [] };
    if (group !== last) groups.push(group);
    group.drawn.push(
      html`<div
        id="option-${index}"
        part="option"
        role="option"
        class=${index === active ? 'active' : ''}
        aria-selected=${leaf === chosen}
        @click=${() => pick(leaf)}
      >
        ${row(leaf)}
      </div>`,
    );
  });
  return groups.map(({ heading, drawn: inside }, index) =>
    heading
      ? html`<div role="group" aria-labelledby="branch-${index}">
          <div class="heading" id="branch-${index}" role="presentation">${heading}</div>
          ${inside}
        </div>`
      : html`${inside}`,
  );
}

function row({ path, needsComment, needsCallback, action }: Leaf): TemplateResult {
  const above = path.slice(0, -1);
  const marks = [
    action === 'respool' && msg('respool'),
    action === 'respool-alternative' && msg('respool on another number'),
    action === 'blacklist' && msg('do-not-call list'),
    needsCallback && (action === 'schedule' ? msg('callback') : msg('needs a callback')),
    needsComment && msg('needs a comment'),
  ].filter(Boolean);
  return html`<span>${above.length ? html`<span class="above">${pathText(above)} › </span>` : nothing}<b>${path.at(-1)}</b></span
    >${marks.length ? html`<span class="marks">${marks.join(' · ')}</span>` : nothing}`;
}
