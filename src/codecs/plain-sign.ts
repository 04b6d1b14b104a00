/** What copying leaves between the digits, and nobody sees. What turns the order round (U+202E) was seen, as another number. */
const unseen = /(?!\u202e)[\p{Cf}\u034f\u20e3\ufe00-\ufe0f]/u;
const isDigit = /\p{Nd}/u;
/** Those of every script; but a wave (〜) is between the two ends of a range. */
const dash = /(?![\u301c\u3030])[\p{Pd}\u2212]/u;

/** A sign in those of a keyboard; empty for what nobody sees. White space stays, and what has no other. */
export function plainSign(sign: string): string {
  if (unseen.test(sign)) return '';
  if (isDigit.test(sign)) return digitOf(sign);
  if (dash.test(sign)) return '-';
  if (/[\u2044\u2215]/.test(sign)) return '/';
  return sign > '\uff00' && sign < '\uff5f' ? String.fromCharCode(sign.charCodeAt(0) - 0xfee0) : sign;
}

/** The digit of any script, as 0 to 9: those of a script stand in a row from 0, those of typefaces one row behind the other. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (isDigit.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
