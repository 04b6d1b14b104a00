// What libraries of the time before `JSON` put on every page's own objects.
type Any = any;

/** `Array#toJSON` and `Date#toJSON` as Prototype.js 1.6 defines them, which give a text, and an `Object#toJSON` of the same kind. */
export function defineForeignJson(): () => void {
  const { toJSON } = Date.prototype;
  const define = (prototype: object, toJSON: unknown) =>
    Object.defineProperty(prototype, 'toJSON', { value: toJSON, configurable: true, enumerable: true, writable: true });
  define(Array.prototype, function (this: Any[]) {
    const results: string[] = [];
    for (const each of this) results.push(typeof each === 'string' ? `"${each}"` : String(each));
    return `[${results.join(', ')}]`;
  });
  define(Date.prototype, function (this: Date) {
    return `"${this.getUTCFullYear()}-01-01T00:00:00Z"`;
  });
  define(Object.prototype, function (this: Any) {
    return `{${Object.keys(this).join(', ')}}`;
  });
  return () => {
    delete (Array.prototype as Any).toJSON;
    delete (Object.prototype as Any).toJSON;
    Object.defineProperty(Date.prototype, 'toJSON', { value: toJSON, configurable: true, enumerable: false, writable: true }); // prettier-ignore
  };
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
