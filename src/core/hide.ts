/** All but white space and the signs of ASCII: letters, digits, marks and pictures of every script. */
const characters = /[^\s!-/:-@[-`{-~]/gu;

/**
 * Covers a text from outside, but its signs and spaces. Of a number, which is written in six or more digits and nothing
 * else, the last two digits stay, unless `isSecret`.
 */
export function hide(text: string, isSecret = false): string {
  const count = /^[\d\s()+./-]+$/.test(text) && !isSecret ? text.replace(/\D/g, '').length : 0;
  let left = count < 6 ? Infinity : count - 2;
  return text.replace(characters, (each) => (left-- > 0 ? '•' : each));
}

/** Covers the parts of a path that are not known. */
export const hideParts = (path: string, isKnown: (part: string) => boolean): string =>
  path.replace(/[^/]+/g, (part) => (isKnown(part) ? part : hide(part)));
