import { html, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';

/** One template for each icon: nothing in it changes, so that a thousand buttons share it. */
const templates = new WeakMap<IconNode, TemplateStringsArray>();

function templateOf(node: IconNode): TemplateStringsArray {
  const shapes = node.map(([tag, { d, cx, cy, r }]) =>
    tag === 'circle' ? `<circle cx="${cx}" cy="${cy}" r="${r}"/>` : `<path d="${d}"/>`,
  );
  const markup = [`<svg viewBox="0 0 24 24" aria-hidden="true">${shapes.join('')}</svg>`];
  return Object.assign(markup, { raw: markup });
}

/** A decorative icon of paths and circles, hidden from screen readers: the text beside it says the same. Icons are this project's own, or its library's. */
export function icon(node: IconNode): TemplateResult {
  const known = templates.get(node) ?? templateOf(node);
  templates.set(node, known);
  return html(known);
}
