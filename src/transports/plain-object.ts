/** Lists and objects inside each other. */
const deepest = 12;
/** Values of one message. */
const mostValues = 20_000;
/** Characters of one message. */
const longest = 262_144;

/** A list or a mere object: no date, map, buffer or other thing that a browser can send. Also one of another frame. */
const isPlain = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/**
 * Why the data of a message are dropped unread; empty when they may be read: a mere object of texts, numbers, truth values,
 * lists and objects, not too deep and not too large. Only sizes are looked at, and no further than the limits.
 */
export function plainObjectProblem(data: unknown): string {
  if (!isPlain(data) || Array.isArray(data)) return 'no object';
  let values = 0;
  let length = 0;
  const problem = (value: unknown, depth: number): string => {
    if (typeof value === 'string') length += value.length;
    if (++values > mostValues || length > longest) return 'too long';
    if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? 'no plain object' : '';
    if (!isPlain(value)) return 'no plain object';
    if (depth > deepest) return 'too deep';
    if (Array.isArray(value) && value.length > mostValues) return 'too long'; // also of one with holes
    for (const name of Object.keys(value)) {
      length += name.length;
      const why = problem((value as Record<string, unknown>)[name], depth + 1);
      if (why) return why;
    }
    return '';
  };
  return problem(data, 1);
}
