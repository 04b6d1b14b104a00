import { attributeOf, isElement, ofNode } from './page-node.js';

/** Marks what comes from others: no element inside it may use a session around it. */
export const untrusted = 'data-cti-untrusted';

/** Whether a node is an element that is marked so. */
export const isMarked = (node: Node): boolean => isElement(node) && attributeOf(node, untrusted) !== null;

/** What is next around a node, also through slots and shadow roots. */
function around(node: Node): Node | null {
  const host = isElement(node) ? null : (node as Partial<ShadowRoot>).host;
  return ofNode(node as Element, 'assignedSlot') ?? ofNode(node, 'parentNode') ?? host ?? null;
}

/**
 * Whether an element may use a session: nothing between the two is marked as others' content, and where the session names
 * roots, one of them is around the element.
 */
export function isTrusted(element: Element, session: Element, roots: readonly Element[] | undefined): boolean {
  let isBetween = true;
  let isInside = !roots;
  for (let node: Node | null = element; node; node = around(node)) {
    isBetween &&= node !== session;
    if (isBetween && isMarked(node)) return false;
    isInside ||= !!roots?.includes(node as Element);
    if (isInside && !isBetween) return true;
  }
  return isInside;
}
