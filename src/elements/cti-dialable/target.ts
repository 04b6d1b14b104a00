import type { Dial } from '../../numbers/number-policy.js';
import { dialAt } from './number-buttons.js';
import { telOf } from './tel-link.js';

/** What a person points at: a number that was found, or a link of the page's. */
export type DialTarget =
  { anchor: HTMLElement; dial: Dial } | { anchor: HTMLElement; tel: { number: string; extension: string } };

/** What an event is about. Looks from inside out, so that it holds in shadow roots too, and for what a redraw has just made. */
export function targetOf(event: Event, root: Element): DialTarget | undefined {
  for (const node of event.composedPath()) {
    if (node === root) return undefined;
    if (!(node instanceof HTMLElement)) continue;
    if (node.localName === 'cti-dialable' || node.hasAttribute('data-cti-skip')) return undefined;
    const dial = dialAt(node);
    if (dial) return { anchor: node, dial };
    const tel =
      node.matches('a[href], area[href]') && !isMarked(node, root) ? telOf(node.getAttribute('href') ?? '') : undefined;
    if (tel) return { anchor: node, tel };
  }
  return undefined;
}

/** A link in editable text is text; one that is marked is the page's own. */
const isMarked = (link: HTMLElement, root: Element) =>
  link.isContentEditable || root.contains(link.closest('[data-cti-skip]'));
