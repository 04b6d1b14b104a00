import { hide, hideParts } from '../core/hide.js';
import { readingOperation } from './server-probes.js';

const known = new Set([...readingOperation.split('/'), 'ucontact', 'customer', 'widget.html']);
const isKnown = (word: string) => known.has(word);

/** What stands together in a sentence of ours. */
const tokens = /[^\s"“”<>(),;]+/g;
/** Digits of any script with what people write between them; the version of a program is none. */
const numbers = /[A-Za-z]\/\d{1,4}(?:\.\d{1,5}){1,4}(?!\d)|\p{Nd}(?:[\s().\/\p{Pd}]{0,3}\p{Nd})*/gu;
const address = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const day = /^20\d\d-[01]\d-[0-3]\d(?: [0-2]\d)?$/;
const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;
const credentials = /\b(Basic|Bearer)\s+[\w+/.=~-]{6,}/gi;
const secretName = /auth|code|key|pass|pwd|secret|session|sid|sign|ticket|token|user/i;

/**
 * A sentence of ours that may hold something from outside: numbers, mail addresses, tokens, what follows the origin in an
 * address and is no path of ours. Names it cannot tell from other words: what is a text from outside is `shown` instead.
 */
export function maskSentence(text: string): string {
  return text
    .replace(credentials, '$1 •••')
    .replace(uuid, (id) => hide(id))
    .replace(tokens, maskToken)
    .replace(numbers, (number) => {
      const count = number.match(/\p{Nd}/gu)?.length ?? 0;
      if (count < 6 || /[a-z]/i.test(number) || address.test(number) || day.test(number)) return number;
      return /^[\d\s()+./-]+$/.test(number) ? hide(number) : hide(number, true);
    });
}

/** A text from outside: an address without what is personal in it, or one of our words; everything else is covered. */
export function shown(text: string): string {
  const isAddress = /^https?:\/\/[^\s"“”<>(),;]+$/i.test(text) && URL.canParse(text);
  return isAddress ? maskToken(text) : isKnown(text) ? text : hide(text);
}

/** What a header lists: hosts, schemes and the words of its standard. */
export function shownSource(source: string): string {
  const isHost = /^(https?:\/\/)?(\*\.)?([a-z\d-]+\.)+[a-z]{2,}(:(\d{1,5}|\*))?$/i.test(source);
  const isWord = /^('(none|self)'|\*|https?:|data:|blob:|deny|sameorigin)$/i.test(source);
  return isHost || isWord ? source : shown(source);
}

function maskToken(token: string): string {
  const [scheme] = /^[a-z][a-z+.-]*:\/\//i.exec(token) ?? [];
  if (scheme) {
    const [host = ''] = /^[^/?#]*/.exec(token.slice(scheme.length)) ?? [];
    const open = host.includes('@') ? `•••@${host.split('@').at(-1)}` : host;
    return scheme + open + maskPath(token.slice(scheme.length + host.length));
  }
  if (token.includes('@')) return hide(token);
  if (token.startsWith('/')) return maskPath(token);
  const [, name = '', value = ''] = /^([^=?]*[=?])(.+)$/.exec(token) ?? [];
  if (name) return name + (/^[A-Za-z-]+$/.test(value) && !secretName.test(name) ? value : hide(value));
  return token.replace(/[^/.:]+/g, (part) => (isSecret(part) ? hide(part) : part));
}

/** A path, and what stands behind it of a query and a fragment. The signs at its end are the sentence's. */
function maskPath(text: string): string {
  const [path = ''] = /^[^?#]*/.exec(text) ?? [];
  let length = path.length;
  while ('.:!…'.includes(path[length - 1] ?? ' ')) length--;
  return hideParts(path.slice(0, length), isKnown) + path.slice(length) + hide(text.slice(path.length));
}

/** Letters and digits that no word has. */
const isSecret = (part: string) =>
  part.split('-').some((each) => each.length > 9 && /\d/.test(each) && /[A-Za-z]/.test(each));
