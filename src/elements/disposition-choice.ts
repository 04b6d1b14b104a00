import { choiceProblem, leafNamed, search } from './disposition-search.js';
import { emptyTree, type DispositionTree, type Leaf } from './disposition-tree.js';

/** So many are drawn at once. More would make every key wait, and nobody reads them. */
export const drawnAtMost = 100;

const page = 8;

/** State of the field in which the agent finds a result: what is typed, what matches, what is chosen. */
export class DispositionChoice {
  /** What stands in the field. */
  text = '';
  /** The chosen leaf. Typing its whole path chooses it too; nothing less does. */
  leaf: Leaf | undefined;
  /** Whether the list is shown. */
  open = false;
  /** Which of the drawn leaves the arrows are at; -1 for none. */
  active = -1;

  #tree: DispositionTree = emptyTree;
  #query = '';
  #found: { of: DispositionTree; by: string; leaves: readonly Leaf[] } | undefined;

  get tree(): DispositionTree {
    return this.#tree;
  }

  /** Another tree: what was typed stays, and is looked for again. */
  set tree(tree: DispositionTree) {
    this.#tree = tree;
    this.leaf = leafNamed(tree, this.text);
    this.active = -1;
  }

  /** All leaves that match, in the order of the tree. Once one was picked the list shows all again. */
  get matches(): readonly Leaf[] {
    const by = this.#query;
    if (this.#found?.of !== this.#tree || this.#found.by !== by) {
      this.#found = { of: this.#tree, by, leaves: search(this.#tree.leaves, by) };
    }
    return this.#found.leaves;
  }

  /** Those of them that are drawn. */
  get drawn(): readonly Leaf[] {
    return this.matches.slice(0, drawnAtMost);
  }

  /** Why what stands in the field cannot be sent, or nothing. */
  get problem(): string | undefined {
    return this.leaf ? undefined : choiceProblem(this.#tree, this.text);
  }

  type(text: string): void {
    this.text = this.#query = text;
    this.leaf = leafNamed(this.#tree, text);
    this.open = true;
    this.active = -1;
  }

  pick(leaf: Leaf): void {
    this.leaf = leaf;
    this.text = leaf.text;
    this.#query = '';
    this.close();
  }

  /** Shows the list, at the chosen leaf. */
  show(): void {
    if (this.open) return;
    this.open = true;
    this.active = this.leaf ? this.drawn.indexOf(this.leaf) : -1;
  }

  close(): void {
    this.open = false;
    this.active = -1;
  }

  clear(): void {
    this.text = this.#query = '';
    this.leaf = undefined;
    this.close();
  }

  /** What a key does here. False: it is not for the list, and the browser or the page may have it. */
  press(key: string): boolean {
    if (key === 'ArrowDown' || key === 'ArrowUp') return this.#arrow(key === 'ArrowDown' ? 1 : -1);
    if (!this.open) return false;
    const last = this.drawn.length - 1;
    switch (key) {
      case 'Home':
        return this.#moveTo(0);
      case 'End':
        return this.#moveTo(last);
      case 'PageDown':
        return this.#moveTo(Math.min(last, this.active + page));
      case 'PageUp':
        return this.#moveTo(Math.max(0, this.active - page));
      case 'Enter':
        return this.#take();
      case 'Escape':
        this.close();
        return true;
      default:
        return false;
    }
  }

  #arrow(step: 1 | -1): boolean {
    const { length } = this.drawn;
    const wasOpen = this.open;
    this.show();
    if (!length) return true;
    if (!wasOpen && this.active >= 0) return true;
    return this.#moveTo(this.active < 0 ? (step > 0 ? 0 : length - 1) : (this.active + step + length) % length);
  }

  #moveTo(index: number): true {
    this.active = Math.min(index, this.drawn.length - 1);
    return true;
  }

  /** Takes what the arrows are at, or the only match. Never guesses between two: it could be a do-not-call entry. */
  #take(): true {
    const leaf = this.drawn[this.active] ?? (this.matches.length === 1 ? this.matches[0] : this.leaf);
    if (leaf) this.pick(leaf);
    return true;
  }
}
