import type { NumberFinder } from '../../numbers/found-number.js';

/** Loads what finds numbers, on its first use. In the one-file build that is `portside-numbers.js` beside this script. */
export async function loadFinder(): Promise<NumberFinder> {
  const { finder } = await import('../../numbers/finder.js');
  return finder;
}
