import { hashOf } from '../codecs/hash.js';
import { numberKey } from '../codecs/phone.js';
import { writeJson } from '../codecs/write-json.js';
import { attempt } from './platform.js';

const hash = (text: string) => hashOf(new TextEncoder().encode(text));
const storage = () => attempt(() => globalThis.localStorage as Storage | null);

/** Where the browser refuses storage: gone with the page. */
const pageMarks = new Map<string, string>();

/**
 * What this browser remembers of numbers, a value for each, under the name of a purpose and of whose it is. Neither the
 * numbers nor the name stand there, only sums of them.
 */
export class NumberMarks<T> {
  readonly #name: string;
  /** Nobody's are kept in this object alone. */
  readonly #storage: () => Storage | null | undefined;
  readonly #spare: Map<string, string>;

  /** Kept over a reload unless `isPages`. */
  constructor(purpose: string, whose: string, isPages = !whose) {
    this.#name = `portside-${purpose} ${hash(whose)}`;
    this.#storage = isPages ? () => null : storage;
    this.#spare = whose ? pageMarks : new Map<string, string>();
  }

  get(number: string): T | undefined {
    return this.read()(number);
  }

  /** Reads all at once, for many numbers. */
  read(): (number: string) => T | undefined {
    const all = this.#all;
    const isEmpty = !Object.keys(all).length;
    return (number) => (isEmpty ? undefined : all[hash(numberKey(number))]);
  }

  /** Keeps a value; `undefined` takes it out. Those that are not `stays` go then, too. */
  set(number: string, value: T | undefined, stays: (value: T) => boolean): void {
    const all = { ...this.#all, [hash(numberKey(number))]: value };
    this.#write(Object.entries(all).filter((mark): mark is [string, T] => mark[1] !== undefined && stays(mark[1])));
  }

  /** Keeps those that stay. */
  keep(stays: (value: T) => boolean): void {
    this.#write(Object.entries(this.#all).filter(([, value]) => stays(value)));
  }

  get #all(): Record<string, T> {
    const text = this.#spare.get(this.#name) ?? attempt(() => this.#storage()?.getItem(this.#name));
    return Object(attempt(() => JSON.parse(text ?? '') as unknown)) as Record<string, T>;
  }

  #write(marks: [string, T][]): void {
    const text = writeJson(Object.fromEntries(marks));
    this.#spare.delete(this.#name);
    const isKept = attempt(() => {
      const kept = this.#storage();
      if (marks.length) kept?.setItem(this.#name, text);
      else kept?.removeItem(this.#name);
      return !!kept;
    });
    if (!isKept && marks.length) this.#spare.set(this.#name, text);
  }
}
