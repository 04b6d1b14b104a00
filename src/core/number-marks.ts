import { numberKey } from '../codecs/phone.js';
import { hashOfText, LocalItem } from './local-item.js';

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
    const all = { ...this.#all, [hashOfText(numberKey(number))]: value };
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
