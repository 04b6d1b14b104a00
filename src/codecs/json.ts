// Liberal readers of JSON that somebody else wrote.

/** What a text says as JSON; nothing when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A JSON object, or an empty one for anything else. */
export const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** The objects of a JSON list; none for anything else. */
export const rowsOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.map(objectOf) : []);

/** What is text, or a number as text; empty for anything else. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** Every number of a row, also one that came as text, by its own name (S-28). */
export function figuresOf(row: Record<string, unknown>): Record<string, number> {
  const figures = Object.entries(row).map(
    ([name, value]) =>
      [name, typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value] as const,
  );
  return Object.fromEntries(figures.filter((pair): pair is readonly [string, number] => typeof pair[1] === 'number'));
}
