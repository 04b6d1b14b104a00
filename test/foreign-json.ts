// What libraries of the time before `JSON` put on every page's own objects.
type Any = any;

/** A text as Prototype.js 1.6 writes it by `inspect(true)`. */
const inspected = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/**
 * `toJSON` of arrays, dates, texts and numbers as Prototype.js 1.6 defines it, which gives a text, and the same of objects and
 * truth values; and its `Array#entries`, `Array#reduce` and `Array.from`, which are not the language's.
 */
const definitions: readonly (readonly [prototype: Any, name: string, value: unknown])[] = [
  [
    Array.prototype,
    'toJSON',
    function (this: Any[]) {
      const results: string[] = [];
      for (const each of this) results.push(typeof each === 'string' ? inspected(each) : String(each));
      return `[${results.join(', ')}]`;
    },
  ],
  [
    Array.prototype,
    'entries',
    function (this: Any[]) {
      return [...this];
    },
  ],
  [
    Array.prototype,
    'reduce',
    function (this: Any[]) {
      return this.length > 1 ? this : this[0];
    },
  ],
  [
    Array,
    'from',
    (iterable: Any) => {
      // Meanwhile the runner of the tests hands on what it knows, out of a Map: it would lose the results of the tests before.
      if (iterable instanceof Map) return [...iterable];
      const results = Array(iterable.length ?? 0);
      for (let at = 0; at < results.length; at++) results[at] = iterable[at];
      return results;
    },
  ],
  [
    Date.prototype,
    'toJSON',
    function (this: Date) {
      return `"${this.getUTCFullYear()}-01-01T00:00:00Z"`;
    },
  ],
  [
    Object.prototype,
    'toJSON',
    function (this: Any) {
      return `{${Object.keys(this).join(', ')}}`;
    },
  ],
  [
    String.prototype,
    'toJSON',
    function (this: string) {
      return inspected(String(this));
    },
  ],
  [
    Number.prototype,
    'toJSON',
    function (this: number) {
      return isFinite(+this) ? String(this) : 'null';
    },
  ],
  [
    Boolean.prototype,
    'toJSON',
    function (this: boolean) {
      return String(this);
    },
  ],
];

/** Gives the page's own objects what such a library gives them, until the function that it returns is called. */
export function defineForeignJson(): () => void {
  const before = definitions.map(([prototype, name]) => Object.getOwnPropertyDescriptor(prototype, name));
  for (const [prototype, name, value] of definitions)
    Object.defineProperty(prototype, name, { value, configurable: true, enumerable: true, writable: true });
  return () =>
    definitions.forEach(([prototype, name], at) => {
      if (before[at]) Object.defineProperty(prototype, name, before[at]);
      else delete prototype[name];
    });
}

/** Does something in such a page. */
export async function inForeignPage<T>(act: () => T | Promise<T>): Promise<T> {
  const restore = defineForeignJson();
  try {
    return await act();
  } finally {
    restore();
  }
}
