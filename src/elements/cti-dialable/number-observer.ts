import { ofNode } from '../../core/page-node.js';
import { untrusted } from '../../core/trusted-parts.js';
import type { FoundNumber, NumberFinder } from '../../numbers/found-number.js';
import type { Dial } from '../../numbers/number-policy.js';
import { withKeptLines } from '../../numbers/pieces.js';
import { IdleQueue, runToEnd } from './idle-queue.js';
import {
  dialAt,
  insertButtons,
  isRefused,
  isShown,
  isWhole,
  restore,
  restoreInside,
  type NumberMatch,
} from './number-buttons.js';
import { beside, holders, isSearched, mayHold, runsOf, textOfRuns } from './text-runs.js';
import { ViewportObserver } from './viewport-observer.js';

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

/** What the watch asks its element. */
export interface NumberHost {
  /** Loads the finder, or tells the agent why it cannot. */
  finder(): Promise<NumberFinder | undefined>;
  countryAt(element: Element): string;
  dialOf(number: FoundNumber, country: string): Dial | undefined;
  labelOf(dial: Dial): string;
  /** The content was redrawn. */
  redrawn(): void;
}

/** Whether the page shows the line ends of a text as such. The style is asked only where there are any. */
const keepsLines = (holder: Element, data: string) =>
  /[\r\n]/.test(data) && /^(?:pre|break)/.test(getComputedStyle(holder).whiteSpace);

const watched = {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ['contenteditable', 'data-cti-skip', 'data-country', untrusted],
};

/** Keeps the numbers near the viewport buttons, whatever the page does with its content. */
export class NumberObserver {
  readonly #root: HTMLElement;
  readonly #dialler: NumberHost;
  readonly #slices = new IdleQueue();
  readonly #mutations = new MutationObserver((records) => this.#onMutations(records));
  readonly #near = new ViewportObserver((holder) => this.#come(holder));
  /** Elements that directly hold a number perhaps and are not near yet. */
  #waiting = new WeakSet<Element>();
  #finder: NumberFinder | undefined;
  #isOn = false;

  constructor(root: HTMLElement, dialler: NumberHost) {
    this.#root = root;
    this.#dialler = dialler;
  }

  start(): void {
    if (this.#isOn) return;
    this.#isOn = true;
    this.#mutations.observe(this.#root, watched);
    this.#slices.far(this.#search([this.#root]));
  }

  /** Leaves the content as the page wrote it. */
  stop(): void {
    if (!this.#isOn) return;
    this.#onMutations(this.#mutations.takeRecords());
    this.#isOn = false;
    this.#mutations.disconnect();
    this.#near.disconnect();
    this.#slices.clear();
    this.#waiting = new WeakSet();
    runToEnd(restoreInside(this.#root));
  }

  /** Makes the next number in the way of the focus a button at once: the Tab key must not pass one over. */
  reach(isBackward: boolean): void {
    if (!this.#finder) return;
    for (const each of inTabOrder(this.#root, isBackward)) {
      if (dialAt(each)) return;
      if (!this.#waiting.has(each)) continue;
      this.#dialNow(each);
      if (each.querySelector('cti-number')) return;
    }
  }

  *#search(elements: readonly Element[]) {
    for (const each of elements)
      for (const holder of holders(each, this.#root)) {
        if (holder) this.#await(holder);
        yield;
      }
  }

  #await(holder: Element): void {
    if (this.#waiting.has(holder)) return;
    this.#waiting.add(holder);
    // What has no box of its own is never seen by the observer.
    if (getComputedStyle(holder).display === 'contents') this.#come(holder);
    else this.#near.observe(holder);
  }

  #come(holder: Element): void {
    if (this.#finder) this.#slices.near(this.#dial(holder));
    else
      void this.#dialler.finder().then((finder) => {
        this.#finder = finder;
        if (finder && this.#isOn) this.#slices.near(this.#dial(holder));
      });
  }

  #dialNow(holder: Element): void {
    this.#near.unobserve(holder);
    runToEnd(this.#dial(holder));
  }

  *#dial(holder: Element) {
    this.#waiting.delete(holder);
    if (!isSearched(holder, this.#root)) return;
    const country = this.#dialler.countryAt(holder);
    for (const run of runsOf(holder)) {
      const data = textOfRuns(run);
      const spots: NumberMatch[] = [];
      for (const spot of this.#spots(run, keepsLines(holder, data) ? withKeptLines(data) : data, country)) {
        if (spot) spots.push(spot);
        yield;
      }
      // The page may have written meanwhile: then this run comes again.
      if (!spots.length || isRefused(run) || textOfRuns(run) !== data || run.some((text) => text.parentNode !== holder))
        continue;
      this.#onMutations(this.#mutations.takeRecords()); // what is changed now is no change of the page's
      if (textOfRuns(run) === data) insertButtons(run, spots, (dial) => this.#dialler.labelOf(dial));
      this.#mutations.takeRecords();
    }
    yield;
  }

  /** The numbers that stand wholly in a run, not those that begin or end in what is beside it. */
  *#spots(run: readonly Text[], data: string, country: string): Generator<NumberMatch | undefined> {
    if (!this.#finder || isShown(run[0] ?? null)) return;
    const before = /^\s*[\p{Nd}(]/u.test(data) ? beside(run, 'previousSibling') : '';
    const after = /\p{Nd}\W{0,3}\s*$/u.test(data) ? beside(run, 'nextSibling') : '';
    const [from, to] = [before.length, before.length + data.length];
    const torn: FoundNumber[] = [];
    for (const each of before + after ? this.#finder.findNumbers(before + data + after, country) : []) {
      if (each && (each.start < from || each.end > to)) torn.push(each);
      yield undefined;
    }
    for (const number of this.#finder.findNumbers(data, country)) {
      const isTorn = torn.some((each) => number && each.start < number.end + from && number.start + from < each.end);
      const dial = number && !isTorn ? this.#dialler.dialOf(number, country) : undefined;
      yield dial && { start: number?.start ?? 0, end: number?.end ?? 0, dial };
    }
  }

  #onMutations(records: readonly MutationRecord[]): void {
    if (!records.length || !this.#isOn) return;
    const written = new Set(records.filter(({ type }) => type === 'characterData').map(({ target }) => target));
    const again = new Set<Element>();
    const { activeElement } = this.#root.getRootNode() as Document;
    const focused = activeElement && dialAt(activeElement);
    for (const record of records) this.#take(record, written, again);
    for (const holder of again) this.#waitAgain(holder);
    this.#mutations.takeRecords();
    if (focused && !activeElement.isConnected) this.#focus(focused, again);
    this.#dialler.redrawn();
  }

  #take(
    { type, target, addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord,
    written: ReadonlySet<Node>,
    again: Set<Element>,
  ): void {
    const parent = target instanceof Element ? target : target.parentElement;
    if (parent && ofNode(parent, 'closest').call(parent, 'cti-numbers')) return;
    if (type === 'attributes' && parent) {
      runToEnd(restoreInside(parent));
      this.#slices.far(this.#search([parent]));
      return;
    }
    const isJoined = [...addedNodes].some((node) => node instanceof Text);
    for (const node of [target, ...removedNodes, previousSibling, nextSibling])
      if (node && isShown(node) && (written.has(node) || isJoined || !isWhole(node))) restore(node, written);
    this.#takeBeside(parent, again);
    const others = (nodes: NodeList) =>
      [...nodes].filter((node) => node instanceof Element && !isShown(node)) as Element[];
    if (removedNodes.length) this.#slices.far(this.#leave(others(removedNodes)));
    if (addedNodes.length) this.#slices.far(this.#search(others(addedNodes)));
    if (parent) again.add(parent);
  }

  /** `<b>+598</b> 99 123 456`: what changes in a line may make another number of what stands beside it. */
  #takeBeside(changed: Element | null, again: Set<Element>): void {
    const parent = changed && changed !== this.#root ? ofNode(changed, 'parentElement') : null;
    if (!changed || !parent) return;
    for (const node of [ofNode(changed, 'previousSibling'), ofNode(changed, 'nextSibling')])
      if (node && isShown(node)) restore(node);
    again.add(parent);
  }

  /** What the page keeps, but not here, is its own again. */
  *#leave(elements: readonly Element[]) {
    for (const each of elements) {
      yield;
      if (this.#root.contains(each)) continue;
      yield* restoreInside(each);
      for (const holder of [each, ...ofNode(each, 'querySelectorAll').call(each, '*')]) {
        this.#near.unobserve(holder);
        this.#waiting.delete(holder);
        yield;
      }
    }
  }

  #waitAgain(holder: Element): void {
    if (isSearched(holder, this.#root) && mayHold(holder)) this.#await(holder);
  }

  /** The page redrew the number that had the focus: the agent goes on from the same place. */
  #focus({ destination }: Dial, again: ReadonlySet<Element>): void {
    for (const holder of again) {
      if (this.#waiting.has(holder) && this.#finder) this.#dialNow(holder);
      const buttons = [...ofNode(holder, 'querySelectorAll').call(holder, 'cti-number')] as HTMLElement[];
      const button = buttons.find((each) => dialAt(each)?.destination === destination) ?? buttons[0];
      if (button) return button.focus({ preventScroll: true });
    }
  }
}
