import type { Page } from './test.js';

/** Waits until every frame of a page has loaded, and every element of ours in it is defined and drawn. */
export async function settled(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    await frame.waitForLoadState();
    if (frame.parentFrame()) await (await frame.frameElement()).scrollIntoViewIfNeeded(); // out of sight it draws nothing
    await frame.evaluate(async () => {
      const elementsIn = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((element) => [
          element,
          ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
        ]);
      await document.fonts.ready;
      const isOurs = ({ localName }: Element) => /^cti-(?!numbers?$)/.test(localName); // those have no class
      for (const element of elementsIn(document).filter(isOurs)) {
        await customElements.whenDefined(element.localName);
        await (element as Element & { updateComplete?: Promise<boolean> }).updateComplete;
      }
      // What observes sizes is told after the next layout.
      for (let frames = 0; frames < 2; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  }
}
