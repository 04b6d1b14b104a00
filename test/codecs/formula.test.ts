import { expect, it } from 'vitest';
import { escapeFormula, unescapeFormula } from '../../src/codecs/formula.js';
import { writeCsvRow } from '../../src/codecs/csv-row.js';
import { fc } from '../seeded.js';

it('keeps a spreadsheet from running a text, and leaves every other text as it is', () => {
  for (const text of [
    '=1+1',
    '+1',
    '-1',
    '@a',
    '\tx',
    '\rx',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    ' =1',
    '  \u00a0=1',
    '"=1',
    "'=1",
    '\0=1',
    '\v \f=1',
    '\u0085=1',
    '\u2028=1',
    '\ufeff\u034f=1',
    '\u3164＝1',
    '\ufe0f+1',
    '\x1f-1',
  ])
    expect(escapeFormula(text)).toBe(`'${text}`);
  for (const text of ['', 'a=1', '1', "O'Brien", 'a "b" c', '10-12', '2 = 2', 'a,b;c'])
    expect(escapeFormula(text)).toBe(text);
});

it('guards what is a cell of its own where another delimiter is taken', () => {
  expect(escapeFormula("a;=cmd|'/C calc'!A0")).toBe("a;'=cmd|'/C calc'!A0");
  expect(escapeFormula('a, +1')).toBe("a,' +1");
  expect(escapeFormula('a\t=1')).toBe("a\t'=1");
  expect(escapeFormula('a\r\n"@b')).toBe(`a\r\n'"@b`);
});

/** The cells of a text as a spreadsheet cuts it: quotes count at the beginning of a cell only, and any text may follow them. */
function cellsOf(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let at = 0; ;) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; at < text.length && !(text[at] === '"' && text[at + 1] !== '"'); at++) {
        if (text[at] === '"') at++;
        cell += text[at];
      }
      at++;
    }
    while (at < text.length && !`${delimiter}\r\n`.includes(text[at] ?? '')) cell += text[at++];
    cells.push(cell);
    if (at >= text.length) return cells;
    at++;
  }
}

const cell = fc.string({
  unit: fc.constantFrom(
    'a',
    '1',
    '=',
    '+',
    '-',
    '@',
    '＝',
    '"',
    "'",
    ',',
    ';',
    '\t',
    '\n',
    '\r',
    ' ',
    '\ufeff',
    '\0',
    '\v',
    '\u3164',
  ),
});

it('leaves no formula in any cell, whichever delimiter the spreadsheet takes', () => {
  const delimiter = fc.constantFrom(',', ';', '\t');
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), delimiter, delimiter, (cells, written, taken) => {
      for (const found of cellsOf(writeCsvRow(cells.map(escapeFormula), written), taken))
        expect(found).not.toMatch(/^[\s"\ufeff\0\u3164]*[=+\-@＝＋－＠]/);
    }),
    { numRuns: 2_000 },
  );
});

it('is read back as it was', () => {
  fc.assert(
    fc.property(cell, (text) => void expect(unescapeFormula(escapeFormula(text))).toBe(text)),
    { numRuns: 2_000 },
  );
});

it('takes a long text in a moment', () => {
  for (const text of [',', ' ', "'", '\t', '\r\n', ', ', '"', '＝', '\v', '\n\v'].map((part) => part.repeat(200_000)))
    expect(unescapeFormula(escapeFormula(text))).toBe(text);
});
