/** A telephone number in a text. */
export interface FoundNumber {
  /** As it stands in the text, extension included: `2901 2345 ext. 12`. */
  text: string;
  /** Where it begins and ends in the text that was searched. */
  start: number;
  end: number;
  /** What it says, without spaces and punctuation, extension left out: `29012345`, `+59829012345`. */
  digits: string;
  /** With the prefix that its own country dials: `099123456`. Empty when it is no valid number. */
  national: string;
  /** `+59899123456`. Empty when it is no valid number. */
  e164: string;
  /** ISO code of its country, `UY`; empty when several share the prefix or it is no valid number. */
  country: string;
  /** `12`, or empty. */
  extension: string;
}

/** Finds numbers; made of the file that is loaded only when it is needed. */
export interface NumberFinder {
  /** The numbers of a text, one after the other, and between them nothing where one may pause. Without a country only those with `+`. */
  findNumbers(text: string, country: string): Iterable<FoundNumber | undefined>;
  /** Reads what is known to be a number, as of a `tel:` link. */
  readNumber(text: string, country: string): FoundNumber;
  /** Whether numbers of that country are known. */
  isCountry(code: string): boolean;
}

/** Digits of other scripts, by their zero. */
const zeros = [0x0660, 0x06f0, 0xff10];

/** Only `+` in front and the digits 0 to 9, `*` and `#`. A zero in brackets after the country code is not dialled: `+44 (0)20`. */
export function bareDigits(text: string): string {
  const plain = Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0;
    const zero = zeros.find((each) => code >= each && code < each + 10);
    return zero === undefined ? char : String(code - zero);
  });
  const written = plain
    .join('')
    .trim()
    .replace(/＋/g, '+')
    .replace(/^(\(?\+[\d\s).-]+?)\(0\)/, '$1');
  return (/^\W*\+/.test(written) ? '+' : '') + written.replace(/[^\d*#]/g, '');
}

/** A number that nothing is known of but how it is written. */
export function plainNumber(text: string): FoundNumber {
  return {
    text,
    start: 0,
    end: text.length,
    digits: bareDigits(text),
    national: '',
    e164: '',
    country: '',
    extension: '',
  };
}
