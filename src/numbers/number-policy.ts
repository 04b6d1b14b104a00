import type { FoundNumber } from './found-number.js';

/**
 * Which digits go out. `as-is`: those that are written. `national`: as its own country dials it, when that is the page's
 * country; else with `+`. `e164`: with `+` and the country code. A function gives them itself; with none of it (empty)
 * the number stays text. Nothing else is ever added, and an extension only by a function.
 */
export type NumberPolicy = 'as-is' | 'national' | 'e164' | ((number: FoundNumber) => string);

/** What a press dials. It is shown before it is sent, and sent as it was shown. */
export interface Dial {
  text: string;
  destination: string;
  /** The extension that is not dialled: the agent says it or presses its keys; empty when there is none. */
  extension: string;
  /** ISO code of the country whose numbers these are, where the page's content named another one than the page's own. */
  otherCountry?: string;
}

/** What a press dials by that policy; nothing when the policy says that the number is not dialled. */
export function dialOf(number: FoundNumber, policy: NumberPolicy, country: string): Dial | undefined {
  const { text, digits, national, e164 } = number;
  const isAtHome = number.country !== '' && number.country === country.toUpperCase();
  if (typeof policy === 'function') {
    const destination = asked(policy, number);
    const isPlain = [digits, national, e164].includes(destination);
    return destination ? { text, destination, extension: isPlain ? number.extension : '' } : undefined;
  }
  const destination = (policy === 'e164' ? e164 : policy === 'national' ? (isAtHome ? national : e164) : '') || digits;
  return destination ? { text, destination, extension: number.extension } : undefined;
}

/** A mistake in the page's function is told where such are told, and costs one number, not all of them. */
function asked(policy: (number: FoundNumber) => string, number: FoundNumber): string {
  try {
    return policy(number);
  } catch (cause) {
    reportError(cause);
    return '';
  }
}
