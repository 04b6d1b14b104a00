import type { DirectiveResult } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import { createElement, type IconNode } from 'lucide';

/** A decorative icon, hidden from screen readers: the text beside it says the same. */
export function icon(node: IconNode): DirectiveResult {
  return guard([node], () => createElement(node, { width: '1.15em', height: '1.15em', 'aria-hidden': 'true', part: 'icon' }));
}
