import type { Facts } from './finding.js';

/** Longer runs of digits may be a customer's number. An address, a port and a version have shorter ones. */
const numbers = /\d{6,}/g;
const tokens = /\b(Basic|Bearer)\s+[\w+/.=~-]{6,}/gi;

/** Covers what may be a number or a token. `secret` is the sign-in that was used, whatever it looks like. */
export function redactText(text: string, secret = ''): string {
  const open = secret ? text.replaceAll(secret, '•••') : text;
  return open.replace(tokens, '$1 •••').replace(numbers, (digits) => '•'.repeat(digits.length - 2) + digits.slice(-2));
}

/** The same in every fact, also inside lists. */
export function redactFacts(facts: Facts, secret = ''): Facts {
  const masked = (value: Facts[string]) =>
    typeof value === 'string'
      ? redactText(value, secret)
      : Array.isArray(value)
        ? value.map((each: string) => redactText(each, secret))
        : value;
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, masked(value)]));
}

/** An address without what may be a secret in it: user, password, query and fragment. */
export function bareUrl(url: URL): string {
  return url.origin + url.pathname;
}
