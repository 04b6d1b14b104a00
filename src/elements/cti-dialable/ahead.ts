/** The elements of a root in the way of the focus: from where it stands, or from the root's first or last one on. */
export function* inTabOrder(root: Element, isBackward: boolean): Generator<Element> {
  const { activeElement } = root.getRootNode() as Document | ShadowRoot;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  if (activeElement && root.contains(activeElement)) walker.currentNode = activeElement;
  else {
    if (isBackward) while (walker.lastChild());
    yield walker.currentNode as Element;
  }
  while (isBackward ? walker.previousNode() : walker.nextNode()) yield walker.currentNode as Element;
}
