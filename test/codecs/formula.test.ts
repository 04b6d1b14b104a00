import { expect, it } from 'vitest';
import { escapeFormula } from '../../src/codecs/formula.js';

it('keeps a spreadsheet from running a text, and leaves every other text as it is', () => {
  for (const text of ['=1+1', '+1', '-1', '@a', '\tx', '\rx']) expect(escapeFormula(text)).toBe(`'${text}`);
  for (const text of ['', 'a=1', ' =1', "'=1", '1']) expect(escapeFormula(text)).toBe(text);
});
