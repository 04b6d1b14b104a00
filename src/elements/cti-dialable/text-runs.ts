import { attributeOf, ofNode } from '../../core/page-node.js';
import { isMarked } from '../../core/trusted-parts.js';
import { mayHoldNumber } from '../../numbers/pieces.js';

/** Content in which nothing becomes a button: controls, code, and what is no content. */
const skippedTags = new Set(
  'a area button input textarea select option datalist code pre samp kbd script style template noscript svg math canvas iframe object audio video title cti-numbers cti-dialable'.split(
    ' ',
  ),
);

/** A button inside these would be hidden from screen readers, or be a control inside a control. */
const skippedRoles = new Set(
  'button checkbox combobox img link listbox menuitem menuitemcheckbox menuitemradio option progressbar radio scrollbar searchbox slider spinbutton switch tab textbox'.split(
    ' ',
  ),
);

/** Whether the numbers inside an element stay text. */
export function isSkipped(element: Element): boolean {
  const localName = ofNode(element, 'localName');
  return (
    skippedTags.has(localName) ||
    (localName.startsWith('cti-') && localName !== 'cti-session') || // they have labels of their own
    attributeOf(element, 'data-cti-skip') !== null ||
    isMarked(element) ||
    (attributeOf(element, 'contenteditable') ?? 'false') !== 'false' ||
    attributeOf(element, 'aria-hidden') === 'true' ||
    skippedRoles.has(attributeOf(element, 'role') ?? '')
  );
}

/** Whether an element is in the root's content, and nothing on the way up to it is skipped. */
export function isSearched(element: Element | null, root: Element): boolean {
  for (let each = element; each; each = ofNode(each, 'parentElement')) {
    if (each === root) return true;
    if (isSkipped(each)) return false;
  }
  return false;
}

/** Texts that stand directly beside each other are one text: frameworks write `{area} {number}` as three nodes. */
export function runsOf(parent: Element): Text[][] {
  const runs: Text[][] = [];
  let run: Text[] | undefined;
  for (let node = ofNode(parent, 'firstChild'); node; node = ofNode(node, 'nextSibling')) {
    if (node instanceof Text) {
      if (!run) runs.push((run = []));
      run.push(node);
    } else if (!(node instanceof Comment)) run = undefined;
  }
  return runs;
}

export const textOfRuns = (run: readonly Text[]): string => run.map(({ data }) => data).join('');

/** Whether a text directly inside the element may hold a number. */
export function mayHold(parent: Element): boolean {
  return runsOf(parent).some((run) => mayHoldNumber(textOfRuns(run)));
}

/** The elements from one on, itself included, that directly hold a text with a number perhaps; and nothing where one may pause. */
export function* holders(from: Element, root: Element): Generator<Element | undefined> {
  if (!isSearched(from, root)) return;
  const accept = (node: Node) => (isSkipped(node as Element) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = document.createTreeWalker(from, NodeFilter.SHOW_ELEMENT, accept);
  for (let node: Node | null = from; node; node = walker.nextNode())
    yield mayHold(node as Element) ? (node as Element) : undefined;
}

const blocks = new Set('td th li p div tr table ul ol dl dd dt h1 h2 h3 h4 h5 h6 section article main body'.split(' '));

/** Whether an element's text runs on with the text beside it. The style is asked only where the tag does not tell. */
const runsOn = (element: Element) =>
  !blocks.has(ofNode(element, 'localName')) &&
  ofNode(element, 'localName') !== 'br' &&
  getComputedStyle(element).display === 'inline';

/** What stands before a run in its line (`previousSibling`), or after it: `<b>+598</b> 99 123 456` is one number. */
export function beside(run: readonly Text[], way: 'previousSibling' | 'nextSibling'): string {
  let node: Node | undefined = way === 'previousSibling' ? run[0] : run.at(-1);
  let text = '';
  while (node && text.length < 24) {
    const next: ChildNode | null = ofNode(node as ChildNode, way);
    if (!next) {
      const parent: Element | null = ofNode(node, 'parentElement');
      if (!parent || !runsOn(parent)) break;
      node = parent;
      continue;
    }
    if (next instanceof Element && !runsOn(next)) break;
    const own = next instanceof Comment ? '' : (ofNode(next, 'textContent') ?? '').replace(/\s+/g, ' ');
    text = way === 'previousSibling' ? own + text : text + own;
    node = next;
  }
  return way === 'previousSibling' ? text.slice(-24) : text.slice(0, 24);
}
