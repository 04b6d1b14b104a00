import { plainSign } from '../codecs/plain-sign.js';
import { keptLine } from './pieces.js';

/** A text as a page shows it, in the signs of a keyboard: what the patterns are held against. */
export interface ShownText {
  /** Digits are 0 to 9, dashes `-`; white space is one space, or one line feed where the source has a line end. */
  text: string;
  /** Where the sign at a place stands in the source, and where the next one does. */
  startOf(place: number): number;
  endOf(place: number): number;
}

/** A sign in those of a keyboard, by the one before it; empty for what nobody sees. */
function shownSign(sign: string, before: string): string {
  if (sign >= ' ' && sign <= '~') return sign;
  if (/[\v\u0085\u2028\u2029]/.test(sign)) return keptLine;
  if (/[\u301c\u3030]/.test(sign) || (sign === '\u30fc' && /\d/.test(before))) return '-';
  const plain = plainSign(sign);
  if (!plain || !/\s/.test(plain)) return plain;
  return /[\r\n\f]/.test(plain) ? '\n' : ' ';
}

/** White space, by how much it divides. */
const blanks = ` \n${keptLine}`;

/** What is so already. */
const plain = /^[!-~]*(?: [!-~]+)* ?$/;

export function shownText(source: string): ShownText {
  if (plain.test(source)) return { text: source, startOf: (place) => place, endOf: (place) => place + 1 };
  const signs: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let end = 0;
  for (const sign of source) {
    const start = end;
    end += sign.length;
    const last = signs.length - 1;
    const before = signs[last] ?? '';
    const plain = shownSign(sign, before);
    // Of white space in a row the sign that divides most is left.
    const isRow = !!before && blanks.includes(before) && !!plain && blanks.includes(plain);
    if (isRow) {
      if (blanks.indexOf(plain) > blanks.indexOf(before)) signs[last] = plain;
      ends[last] = end;
    } else
      for (const unit of plain.split('')) {
        signs.push(unit);
        starts.push(start);
        ends.push(end);
      }
  }
  return {
    text: signs.join(''),
    startOf: (place) => starts[place] ?? source.length,
    endOf: (place) => ends[place] ?? source.length,
  };
}
