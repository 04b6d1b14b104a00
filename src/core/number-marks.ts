import { hashOfText } from '../codecs/hash.js';
import { numberKey } from '../codecs/phone.js';
import { LocalItem } from './local-item.js';

/** What this browser remembers of numbers, a value for each. Of a number only a sum stands there. */
export class NumberMarks<T> {
  readonly #item: LocalItem;

  /** As {@link LocalItem} has it. */
  constructor(purpose: string, whose: string, isPages?: boolean) {
    this.#item = new LocalItem(purpose, whose, isPages);
  }

  get(number: string): T | undefined {
    return this.read()?.(number);
  }

  /** Reads all at once, for many numbers; nothing where there are none. */
  read(): ((number: string) => T | undefined) | undefined {
    const all = this.#all;
    return Object.keys(all).length ? (number) => all[hashOfText(numberKey(number))] : undefined;
  }

  /** Keeps a value; `undefined` takes it out. Those that are not `stays` go then, too. */
  set(number: string, value: T | undefined, stays: (value: T) => boolean): void {
    this.change([{ number }], () => value, stays);
  }

  /** The same of many numbers, each by what stands there: all of it is read and written once. */
  change<E extends { number: string }>(
    edits: readonly E[],
    valueOf: (before: T | undefined, edit: E) => T | undefined,
    stays: (value: T) => boolean,
  ): void {
    const all: Record<string, T | undefined> = { ...this.#all };
    for (const edit of edits) {
      const name = hashOfText(numberKey(edit.number));
      all[name] = valueOf(all[name], edit);
    }
    this.#write(Object.entries(all).filter((mark): mark is [string, T] => mark[1] !== undefined && stays(mark[1])));
  }

  /** Keeps those that stay. */
  keep(stays: (value: T) => boolean): void {
    this.#write(Object.entries(this.#all).filter(([, value]) => stays(value)));
  }

  get #all(): Record<string, T> {
    return Object(this.#item.get()) as Record<string, T>;
  }

  #write(marks: [string, T][]): void {
    this.#item.set(marks.length ? Object.fromEntries(marks) : undefined);
  }
}
