import { readPhone } from '../../codecs/phone.js';

/** What a `tel:` link says (RFC 3966): a number and its extension, or why nothing dials it, in a sentence. */
export interface TelLink {
  /** As it stands in the link, for sentences. */
  text: string;
  /** The number that goes out; empty when there is a problem. */
  number: string;
  extension: string;
  problem: string;
}

/** Keys that are pressed once it has answered, behind pauses. */
const pressed = /(?<=[\d)\s])[,pw][\d\s,pw.#*-]*$/i;
const extended = /^(.*\d)[\s,.;-]*\b(?:e?xt\w*|x|int\w*|anexo|ramal|local|poste)\W{0,3}(\d{1,7})$/i;
const joined = /^(.*\d)x(\d{1,7})$/i;
const parameter = /^[a-z][\w-]*(?:=|$)/i;
const keypad = 'ABC2DEF3GHI4JKL5MNO6PQRS7TUV8WXYZ9';

/** Words in place of digits, as on a keypad: `1-800-FLOWERS`. Other letters stay, and refuse the number. */
function withoutWords(text: string): string {
  const areWords = text.split(/[\s().-]+/).every((part) => /^\+?\d*(?:[a-z]{3,9})?$/i.test(part));
  const digits = text.replace(/[a-z].*/is, '').replace(/\D/g, '').length;
  const all = text.replace(/[^\da-z]/gi, '').length;
  if (!areWords || digits < 2 || digits > 7 || all > 13) return text;
  return text.replace(/[a-z]/gi, (letter) => /\d/.exec(keypad.slice(keypad.indexOf(letter.toUpperCase())))?.[0] ?? '');
}

const digitsIn = (text: string) => text.replace(/\D/g, '');

/** Where a local number belongs: the prefix that it is dialled with from elsewhere, or empty; nothing where that is a domain. */
function prefixIn(parameters: readonly string[]): string | undefined {
  const contexts = parameters.flatMap((each) => /^phone-context=(.*)/i.exec(each)?.[1] ?? []);
  if (!contexts.length) return '';
  return contexts.length === 1 ? contexts.find((each) => /^\+\d[\d().-]*$/.test(each)) : undefined;
}

/**
 * A local number behind the prefix that it is dialled with from elsewhere. Whole ones stay as they are, and codes, and what
 * is too short for a number with it: `911` of `+1`.
 */
function inContext(number: string, prefix: string): string {
  const isLocal = prefix && /^(?!00|011)[\d\s().-]+$/.test(number) && digitsIn(prefix + number).length >= 8;
  return isLocal ? `${prefix} ${number.replace(/^0(?=\d)/, '(0)')}` : number;
}

/** So long a text is looked into; a number is never. */
const most = 200;

/** Nothing for another address, or an empty one. */
export function telOf(href: string): TelLink | undefined {
  const [, address = ''] = /^\s*tel:(.*)$/is.exec(href) ?? [];
  const text = decoded(address).replace(/^\/\//, '').trim();
  if (!text) return undefined;
  const [main = '', ...parameters] = text.slice(0, most).split(';');
  const prefix = /^\s*\+/.test(main) ? '' : prefixIn(parameters);
  const isPlain = prefix !== undefined && parameters.every((each) => parameter.test(each));
  const named = parameters.map((each) => /^(?:ext|postd)=\D*(\d+)/i.exec(each)?.[1]).find(Boolean);
  const [keys = ''] = pressed.exec(main) ?? [];
  // Behind one comma may be a second number.
  const isTwo = /^,\s?\+?[\d\s.-]+$/.test(keys) && digitsIn(keys).length > 6;
  const [, before, told] = extended.exec(main) ?? joined.exec(main) ?? [];
  const number = before ?? main.slice(0, main.length - keys.length);
  const { phone = '', problem = '' } = readPhone(
    isPlain && !isTwo && text.length <= most ? inContext(withoutWords(number), prefix) : text,
  );
  return { text, number: phone, extension: named ?? told ?? digitsIn(keys), problem };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone %
  }
}
