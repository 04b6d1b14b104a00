/** Two FNV-1a sums: `crypto.subtle` is missing where a page comes over http. */
export function hashOf(bytes: Uint8Array): string {
  let one = 0x811c9dc5;
  let other = 0x01000193;
  for (const byte of bytes) {
    one = Math.imul(one ^ byte, 0x01000193);
    other = Math.imul(other ^ byte, 0x85ebca6b) + 1;
  }
  return [one, other].map((sum) => (sum >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The same of a text, so that the text itself stands nowhere. */
export const hashOfText = (text: string): string => hashOf(new TextEncoder().encode(text));
