import { numberKey } from '../codecs/phone.js';

/** A number as one that a computer calculates with, no two alike; nothing where it has other signs or too many digits. */
function keyOf(bare: string): number | undefined {
  const digits = bare.startsWith('+') ? `2${bare.slice(1)}` : `1${bare}`;
  return digits.length <= 16 && /^\d\d+$/.test(digits) ? Number(digits) : undefined;
}

const tables = 256;
/** Another one in each page: so that nobody can write a list of numbers that all meet in one place. */
const seed = Math.floor(Math.random() * 2 ** 32);

function hashOf(key: number): number {
  const high = Math.imul(key / 2 ** 32, 0x9e3779b1);
  const mixed = Math.imul((key >>> 0) ^ high ^ seed, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Keys and the line of each: twelve bytes a place, and at least a quarter of them free. */
class NumberTable {
  #keys = new Float64Array(16);
  #lines = new Uint32Array(16);
  #count = 0;

  /** The line that came with this key before; else it gets this one. */
  add(key: number, line: number): number | undefined {
    if ((this.#count + 1) * 4 > this.#keys.length * 3) this.#grow();
    const at = this.#placeOf(key);
    const before = this.#lines[at];
    if (before) return before;
    if (!this.#keys[at]) this.#count++;
    this.#keys[at] = key;
    this.#lines[at] = line;
    return undefined;
  }

  /** The key stays, without a line, where it has this one. */
  forget(key: number, line: number): void {
    const at = this.#placeOf(key);
    if (this.#lines[at] === line) this.#lines[at] = 0;
  }

  /** Where the key stands, or has its place. */
  #placeOf(key: number): number {
    const mask = this.#keys.length - 1;
    let at = (hashOf(key) / tables) & mask;
    while (this.#keys[at] && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, lines] = [this.#keys, this.#lines];
    this.#keys = new Float64Array(keys.length * 2);
    this.#lines = new Uint32Array(keys.length * 2);
    this.#count = 0;
    keys.forEach((key, at) => key && this.add(key, lines[at] ?? 0));
  }
}

/** The numbers of a list, each with the line of its first row. In many small tables: to enlarge one takes no time. */
export class SeenNumbers {
  readonly #tables = [...Array(tables).keys()].map(() => new NumberTable());
  readonly #others = new Map<string, number>();

  /** The line on which the same number came before, however it was written; nothing for a new one, which it keeps. */
  add(phone: string, line: number): number | undefined {
    const bare = numberKey(phone);
    const key = keyOf(bare);
    if (key !== undefined) return this.#tables[hashOf(key) % tables]?.add(key, line);
    const before = this.#others.get(bare);
    if (before === undefined) this.#others.set(bare, line);
    return before;
  }

  /** The next row with this number is the first, where the one of this line was. */
  forget(phone: string, line: number): void {
    const bare = numberKey(phone);
    const key = keyOf(bare);
    if (key !== undefined) this.#tables[hashOf(key) % tables]?.forget(key, line);
    else if (this.#others.get(bare) === line) this.#others.delete(bare);
  }
}
