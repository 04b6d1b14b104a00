// What a screen reader would be told of a page: what live regions say, in their order, and what has the focus, as Chromium's
// accessibility tree has it. How a real one words it, or what it leaves out, this does not know.
import type { Page } from './test.js';

declare global {
  interface Window {
    saidAloud: string[];
  }
}

/** Collects what live regions say, in every shadow tree; a `status` that comes with its words says nothing, as with most readers. */
function listen(): void {
  window.saidAloud = [];
  const known = new WeakMap<Element, string>();
  const live = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
  const textOf = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof Element && (node.ariaHidden === 'true' || !node.checkVisibility())) return '';
    const children = node instanceof HTMLSlotElement ? node.assignedNodes() : node.childNodes;
    return [...children].map(textOf).join(' ');
  };
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (!element.matches(live)) continue;
      for (const region of element.ariaAtomic === 'false' ? [...element.children] : [element]) {
        const text = textOf(region)
          .replace(/[\u2066-\u2069]/g, '')
          .replace(/\s+/g, ' ')
          .trim();
        const isNew = !known.has(region) && region.role !== 'alert';
        if (text && text !== known.get(region) && !isNew) window.saidAloud.push(text);
        known.set(region, text);
      }
    }
  };
  const observer = new MutationObserver(() => look(document));
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  observer.observe(document, all);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    observer.observe(root, all);
    return root;
  };
}

const shown = ['checked', 'pressed', 'expanded', 'selected', 'disabled', 'required', 'invalid', 'keyshortcuts'];

/** Reads on from the last time: what was said, and where the focus is. */
export async function screenReader(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(listen);
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  return async () => {
    const said = await page.evaluate(() => window.saidAloud.splice(0));
    const { result } = await session.send('Runtime.evaluate', {
      expression: `{ let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; at }`,
    });
    const { nodes } = await session.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId!,
      fetchRelatives: false,
    });
    const [node] = nodes;
    const states = (node?.properties ?? [])
      .filter(({ name, value }) => shown.includes(name) && !['false', ''].includes(String(value.value)))
      .map(({ name, value }) => (String(value.value) === 'true' ? name : `${name} ${value.value}`));
    const words = [
      `${node?.role?.value} “${node?.name?.value ?? ''}”`,
      ...(node?.value?.value ? [`holds “${node.value.value}”`] : []),
      ...states,
      ...(node?.description?.value ? [`described “${node.description.value}”`] : []),
    ];
    const plain = (text: string) =>
      text
        .replace(/[\u2066-\u2069]/g, '')
        .replace(/\s+/g, ' ')
        .trim();
    return [...said.map((text) => `  says: ${text}`), `  focus: ${plain(words.join(', '))}`];
  };
}
