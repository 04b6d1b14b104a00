import { html, svg, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';

/** A decorative icon of paths and circles, hidden from screen readers: the text beside it says the same. */
export function icon(node: IconNode): TemplateResult {
  const shapes = node.map(([tag, { d, cx, cy, r }]) =>
    tag === 'circle' ? svg`<circle cx=${cx} cy=${cy} r=${r} />` : svg`<path d=${d} />`,
  );
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${shapes}</svg>`;
}
