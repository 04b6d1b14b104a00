import { noChange } from 'lit';
import { directive, Directive, type ChildPart, type DirectiveResult } from 'lit/directive.js';
import {
  clearPart,
  getCommittedValue,
  insertPart,
  removePart,
  setChildPartValue,
  setCommittedValue,
} from 'lit/directive-helpers.js';

type Rows<T> = [items: readonly T[], keyOf: (item: T) => unknown, template: (item: T) => unknown];

class KeyedList<T> extends Directive {
  #parts: ReadonlyMap<unknown, ChildPart> = new Map();
  #drawn: unknown;

  render(...[items, , template]: Rows<T>): unknown {
    return items.map(template);
  }

  override update(list: ChildPart, [items, keyOf, template]: Rows<T>): unknown {
    if (getCommittedValue(list) !== this.#drawn) clearPart(list); // what stood there before was no list
    const keys = new Set(items.map(keyOf));
    for (const [key, part] of this.#parts) {
      if (keys.has(key)) continue;
      removePart(part);
      (part.endNode as Comment | null)?.remove();
    }
    const parts = new Map<unknown, ChildPart>();
    let next: ChildPart | undefined;
    for (const item of [...items].reverse()) {
      const key = keyOf(item);
      const isAgain = parts.has(key);
      next = insertPart(list, next, isAgain ? undefined : this.#parts.get(key));
      setChildPartValue(next, template(item));
      parts.set(isAgain ? next : key, next);
    }
    this.#parts = parts;
    setCommittedValue(list, (this.#drawn = [...parts.values()]));
    return noChange;
  }
}

const draw = directive(KeyedList);

/**
 * Rows that keep their nodes, and by that the focus and what is typed, as long as their key is in the list. Lit's `repeat`
 * does the same, but since its version 3.3.1 leaves a comment in the page for each row that has gone (lit/lit#5298). A key
 * that comes twice has its nodes once; the other is drawn anew.
 */
export const keyedList = draw as <T>(...rows: Rows<T>) => DirectiveResult;
