type Replace = (key: string, value: unknown) => unknown;

/**
 * A value as JSON. In a page whose library gave arrays, objects or dates a `toJSON` of its own, as Prototype.js did before
 * 1.7, `JSON.stringify` writes texts in their place: there a copy is written that inherits nothing.
 */
export function writeJson(value: unknown, replace?: Replace, space?: number): string {
  const isForeign = 'toJSON' in [] || JSON.stringify(new Date(0)) !== '"1970-01-01T00:00:00.000Z"';
  return isForeign
    ? JSON.stringify(bare('', value, replace), undefined, space)
    : JSON.stringify(value, replace as Replace, space);
}

function bare(key: string, given: unknown, replace?: Replace): unknown {
  const own = ownJson(key, given);
  const value = replace ? replace(key, own) : own;
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.setPrototypeOf(Array.isArray(value) ? Array(value.length) : {}, null) as Record<string, unknown>;
  for (const name of Object.keys(value)) copy[name] = bare(name, (value as Record<string, unknown>)[name], replace);
  return copy;
}

/** What a value makes of itself for JSON, unless it is foreign how. */
function ownJson(key: string, value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  const { toJSON } = Object(value) as { toJSON?: unknown };
  const isOwn = typeof toJSON === 'function' && !Array.isArray(value) && toJSON !== (Object.prototype as { toJSON?: unknown }).toJSON; // prettier-ignore
  return isOwn ? (toJSON as (key: string) => unknown).call(value, key) : value;
}
