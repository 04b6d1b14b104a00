/** A telephone number in a text. */
export interface FoundNumber {
  /** As it stands in the text, extension included: `2901 2345 ext. 12`. */
  text: string;
  /** Where it begins and ends in the text that was searched. */
  start: number;
  end: number;
  /** What it says, without spaces and punctuation, extension left out: `29012345`, `+59829012345`. No trunk zero behind a country code. */
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
  /** Reads what is known to be a number, as of a `tel:` link; nothing when it is not valid there. */
  readNumber(text: string, country: string): FoundNumber | undefined;
  /** Whether numbers of that country are known. */
  isCountry(code: string): boolean;
}
