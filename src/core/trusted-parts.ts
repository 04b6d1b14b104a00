import { attributeOf, isElement, ofNode } from './page-node.js';

/** Marks what comes from others: no element inside it may use a session around it. */
export const untrusted = 'data-cti-untrusted';

/** Whether a node is an element that is marked so. */
export const isMarked = (node: Node): boolean => isElement(node) && attributeOf(node, untrusted) !== null;

/** An element and all that is around it, the nearest first: also through slots and shadow roots. */
function* around(node: Node | null): Generator<Node, void> {
  while (node) {
    yield node;
    const host = isElement(node) ? null : (node as Partial<ShadowRoot>).host;
    node = ofNode(node as Element, 'assignedSlot') ?? ofNode(node, 'parentNode') ?? host ?? null;
  }
}

/**
 * Whether an element may use a session: nothing between the two is marked as others' content, and where the session names
 * roots, one of them is around the element.
 */
export function isTrusted(element: Element, session: Element, roots: readonly Element[] | undefined): boolean {
  let isBetween = true;
  let isInside = !roots;
  for (const node of around(element)) {
    isBetween &&= node !== session;
    if (isBetween && isMarked(node)) return false;
    isInside ||= !!roots?.includes(node as Element);
  }
  return isInside;
}
