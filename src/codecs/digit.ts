const isDigit = /\p{Nd}/u;

/** The digit of any script, as 0 to 9: those of a script stand in a row from 0. */
export function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && isDigit.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
