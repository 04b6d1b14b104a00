/** What a spreadsheet takes for the beginning of a formula, or of another cell. */
const starters = String.raw`=+\-@\t\r＝＋－＠`;
/**
 * Where a cell begins: at its start, and behind each delimiter or line end, since a spreadsheet of another country cuts at
 * another delimiter. Blanks, quotes and what nobody sees may stand before the formula.
 */
const start = String.raw`(?<=^|[,;\t\r\n])`;
const formula = String.raw`(?=(?:(?![\t\r\n])[\s\p{Cc}\p{Cf}\p{DI}"'])*[${starters}])`;
const unguarded = new RegExp(start + formula, 'gu');
const guards = new RegExp(`${start}'${formula}`, 'gu');

/** A text of somebody else's in a cell, with an apostrophe where a spreadsheet would begin a formula. */
export const escapeFormula = (text: string): string => text.replace(unguarded, "'");

/** The text that {@link escapeFormula} was given. */
export const unescapeFormula = (text: string): string => text.replace(guards, '');
