/** Marks what comes from others: no element inside it may use a session around it. */
const mark = 'data-cti-untrusted';

/** An element and all that is around it, the nearest first: also through slots and shadow roots. */
function* around(node: Node | null): Generator<Node, void> {
  while (node) {
    yield node;
    node = (node as Element).assignedSlot ?? node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;
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
    if (isBetween && node instanceof Element && node.hasAttribute(mark)) return false;
    isInside ||= !!roots?.includes(node as Element);
  }
  return isInside;
}
