// Reads from the screen, by rectangles, in which order the characters of a text are seen: the text itself does not say so.

/** A character where it is seen. */
interface Glyph {
  char: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const unseen = /[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

/** An element's children as they are drawn. */
function drawnNodes(node: Node): Iterable<Node> {
  if (node instanceof Element && node.shadowRoot) return node.shadowRoot.childNodes;
  if (!(node instanceof HTMLSlotElement)) return node.childNodes;
  const given = node.assignedNodes();
  return given.length ? given : node.childNodes;
}

const isSeen = (element: Element) =>
  element.checkVisibility({ visibilityProperty: true }) && !/inset\(50%/.test(getComputedStyle(element).clipPath);

/** All characters that are seen, by the block that they stand in, in the order of the text. */
function blocksOf(root: Element): Glyph[][] {
  const blocks: Glyph[][] = [];
  const visit = (node: Node, block: Glyph[]): void => {
    if (node instanceof Text) return void block.push(...glyphsOf(node));
    if (node instanceof Element) {
      const { display } = getComputedStyle(node);
      if (/^(script|style|option|textarea|svg)$/.test(node.localName)) return;
      if (display !== 'contents' && !isSeen(node)) return;
      if (!/^(inline|contents)/.test(display)) blocks.push((block = []));
    }
    for (const child of drawnNodes(node)) visit(child, block);
  };
  visit(root, []);
  return blocks.filter(({ length }) => length);
}

function glyphsOf(text: Text): Glyph[] {
  const range = document.createRange();
  return [...text.data].flatMap((char, at) => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const [box] = range.getClientRects();
    if (unseen.test(char)) return [{ char, left: 0, right: 0, top: 0, bottom: 0 }];
    if (!box?.width) return [];
    const { left, right, top, bottom } = box;
    return [{ char, left, right, top, bottom }];
  });
}

const middle = ({ left, right }: Glyph) => (left + right) / 2;
const isOnLine = (a: Glyph, b: Glyph) => a.top < (b.top + b.bottom) / 2 && a.bottom > (b.top + b.bottom) / 2;

const fromTheRight = /\p{Script=Hebrew}|\p{Script=Arabic}/u;

/** What is wrong with one datum of a block; nothing where it is seen as it is meant. */
function faultOf(block: readonly Glyph[], from: number, to: number): string | undefined {
  const own = block.slice(from, to).filter(({ char }) => !unseen.test(char));
  const name = own.map(({ char }) => char).join('');
  const step = fromTheRight.test(name) ? -1 : 1;
  for (const [at, glyph] of own.entries()) {
    const next = own[at + 1];
    if (next && isOnLine(glyph, next) && (middle(next) - middle(glyph)) * step <= 0) return `${name} is turned around`;
    const line = own.filter((each) => isOnLine(each, glyph));
    const [start, end] = [Math.min(...line.map(({ left }) => left)), Math.max(...line.map(({ right }) => right))];
    const stranger = block.find(
      (each) =>
        !own.includes(each) &&
        !unseen.test(each.char) &&
        isOnLine(each, glyph) &&
        middle(each) > start &&
        middle(each) < end,
    );
    if (stranger) return `${stranger.char} stands inside of ${name}`;
  }
  return undefined;
}

/** What is seen of an element, and in which order: a line for each datum that is not seen as it is meant, and those that are seen. */
export function readOrder(root: Element, data: readonly string[]): { faults: string[]; seen: Set<string> } {
  const quoted = data.map((each) => each.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  const any = new RegExp([...quoted, String.raw`\+?\d(?:[\d ().:/-]*\d)?`].join('|'), 'gu');
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const block of blocksOf(root)) {
    const text = block.map(({ char }) => char).join('');
    for (const { 0: found, index } of text.matchAll(any)) {
      seen.add(found);
      const fault = faultOf(block, index, index + found.length);
      if (fault) faults.push(`${fault}, in “${text.replace(/\s+/g, ' ').trim()}”`);
    }
  }
  return { faults, seen };
}

/** What is seen of an element as it stands on the screen: its texts from left to right, line by line. */
export function drawing(root: Element): string {
  return blocksOf(root)
    .flat()
    .filter(({ char }) => !unseen.test(char))
    .sort((a, b) => Math.round(a.top - b.top) || a.left - b.left)
    .map(({ char }) => char)
    .join('');
}
