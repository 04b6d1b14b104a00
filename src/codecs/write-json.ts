type Replace = (key: string, value: unknown) => unknown;

/**
 * A value as JSON. In a page whose library gave arrays, objects or dates a `toJSON` of its own, as Prototype.js did before
 * 1.7, `JSON.stringify` writes texts in their place: there a copy is written that inherits nothing.
 */
export function writeJson(value: unknown, replace?: Replace, space?: number): string {
  const isForeign = JSON.stringify([new Date(0)]) !== '["1970-01-01T00:00:00.000Z"]';
  return isForeign
    ? JSON.stringify(bare('', value, replace), undefined, space)
    : JSON.stringify(value, replace as Replace, space);
}

function bare(key: string, given: unknown, replace: Replace = (_, value) => value): unknown {
  const value = replace(key, own(key, given));
  if (typeof value !== 'object' || !value) return typeof value === 'function' ? undefined : value;
  const copy = Object.setPrototypeOf(Array.isArray(value) ? Array(value.length) : {}, null) as Record<string, unknown>;
  for (const [name, inner] of Object.entries(value)) copy[name] = bare(name, inner, replace);
  return copy;
}

/** What a value makes of itself by a `toJSON` that is neither everything's nor every array's. A text, a number or a truth value has none. */
function own(key: string, value: unknown): unknown {
  if (value instanceof Date) return isNaN(+value) ? null : value.toISOString();
  if (value instanceof String || value instanceof Number || value instanceof Boolean) return value.valueOf();
  if (typeof value !== 'object' && typeof value !== 'bigint') return value;
  const { toJSON } = Object(value) as { toJSON?: (key: string) => unknown };
  return toJSON && !Array.isArray(value) && toJSON !== (Object.prototype as { toJSON?: unknown }).toJSON
    ? toJSON.call(value, key)
    : value;
}
