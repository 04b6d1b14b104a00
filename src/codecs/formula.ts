/** A text of somebody else's in a cell: a spreadsheet must not run it as a formula. */
export const escapeFormula = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
