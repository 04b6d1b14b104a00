import { remainingTime } from '../codecs/remaining-time.js';
import { LocalItem } from './local-item.js';

const minute = 60_000;

/** Milliseconds until a call of this moment is none of the last minute. */
export const restOfMinute = (at: number): number => remainingTime({ at }, minute);

const ofThisMinute = (times: unknown): readonly number[] =>
  Array.isArray(times) ? (times as number[]).filter((at) => restOfMinute(at) > 0) : [];

/** When the calls of one agent at one dialer went in the last minute, from all tabs, and over a reload. */
export class RecentDials {
  readonly #item: LocalItem;
  /** As this client knows it: the page's own scripts may clear the storage. */
  #known: readonly number[] = [];

  constructor(owner: string) {
    this.#item = new LocalItem('dialled', owner);
  }

  /** In epoch milliseconds, the first one first. */
  get times(): readonly number[] {
    const [known, kept] = [ofThisMinute(this.#known), ofThisMinute(this.#item.get())];
    return known.length > kept.length ? known : kept;
  }

  /** A call goes now. Gives what takes it back, where it surely was not placed. */
  add(): () => void {
    const at = Date.now();
    this.#write([...this.times, at]);
    return () => {
      const { times } = this;
      const last = times.lastIndexOf(at);
      this.#write(times.filter((_, place) => place !== last));
    };
  }

  clear(): void {
    this.#write([]);
  }

  #write(times: readonly number[]): void {
    this.#known = times;
    this.#item.set(times.length ? times : undefined);
  }
}
