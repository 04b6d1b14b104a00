import { ofNode } from '../../core/page-node.js';
import type { Dial } from '../../numbers/number-policy.js';

/** A number in a run of texts, and what a press on it dials. */
export interface NumberMatch {
  start: number;
  end: number;
  dial: Dial;
}

interface Group {
  /** The page's own nodes. They stay where they are, empty as long as the stand-in shows their text. */
  texts: readonly Text[];
  data: readonly string[];
  standIn: HTMLElement;
}

const groups = new WeakMap<Node, Group>();
const dials = new WeakMap<Element, Dial>();
/** How often someone else took a stand-in away from its texts. */
const removed = new WeakMap<Text, number>();

/** What a press on a button dials: only on buttons that were made here, whatever the page's content says of itself. */
export const dialAt = (button: Element): Dial | undefined => dials.get(button);

/** Whether a node is a text that is shown by a stand-in, or a stand-in. */
export const isShown = (node: Node | null): boolean => !!node && groups.has(node);

/** Page and element would take turns for ever, when the page keeps taking away what it does not know. */
export const isRefused = (run: readonly Text[]): boolean => run.some((text) => (removed.get(text) ?? 0) > 2);

function buttonFor(text: string, dial: Dial, label: string): HTMLElement {
  const button = document.createElement('cti-number');
  button.setAttribute('role', 'button');
  button.tabIndex = 0;
  button.ariaLabel = label;
  button.textContent = text;
  dials.set(button, dial);
  return button;
}

/**
 * Shows a run's numbers as buttons. Frameworks hold on to their text nodes: those keep their identity, parent and order,
 * and are only emptied, while one element after them shows the same text.
 */
export function insertButtons(
  run: readonly Text[],
  spots: readonly NumberMatch[],
  labelOf: (dial: Dial) => string,
): void {
  const data = run.map((text) => text.data);
  const whole = data.join('');
  const element = document.createElement('cti-numbers');
  let at = 0;
  for (const { start, end, dial } of spots) {
    if (start > at) element.append(whole.slice(at, start)); // an empty text would be a node all the same
    element.append(buttonFor(whole.slice(start, end), dial, labelOf(dial)));
    at = end;
  }
  if (at < whole.length) element.append(whole.slice(at));
  for (const text of run) text.data = '';
  run.at(-1)?.after(element);
  const group = { texts: run, data, standIn: element };
  for (const node of [...run, element]) groups.set(node, group);
}

/** Whether nothing came between the texts and their stand-in, and none of them was moved. */
export function isWhole(node: Node): boolean {
  const group = groups.get(node);
  if (!group?.standIn.parentNode) return false;
  let before: ChildNode | null = group.standIn;
  return [...group.texts].reverse().every((text) => {
    do before = before?.previousSibling ?? null;
    while (before instanceof Comment);
    return before === text && !text.data;
  });
}

/** Shows the texts themselves again. What the page has written into one meanwhile stays. */
export function restore(node: Node, written: ReadonlySet<Node> = new Set()): void {
  const group = groups.get(node);
  if (!group) return;
  const { texts, data, standIn: element } = group;
  const isTaken = !element.parentNode && texts.some(({ parentNode }) => parentNode);
  texts.forEach((text, at) => {
    groups.delete(text);
    if (isTaken) removed.set(text, (removed.get(text) ?? 0) + 1);
    if (!written.has(text) && !text.data) text.data = data[at] ?? '';
  });
  groups.delete(element);
  element.remove();
}

/** Shows the texts of all stand-ins inside an element again. */
export function* restoreInside(element: Element): Generator<undefined> {
  for (const each of ofNode(element, 'querySelectorAll').call(element, 'cti-numbers')) {
    restore(each);
    yield undefined;
  }
}
