/**
 * Milliseconds that are left of a time that began at `at` (epoch milliseconds). A clock that jumps holds nothing for good:
 * what seems to have begun in the future is over.
 */
export function remainingTime({ at }: { readonly at: number }, time: number, now = Date.now()): number {
  const spent = now - at;
  return spent < 0 ? 0 : Math.max(0, time - spent);
}
