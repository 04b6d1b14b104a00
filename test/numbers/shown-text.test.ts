import { expect } from 'chai';
import { plainNumber } from '../../src/codecs/phone.js';
import { shownText } from '../../src/numbers/shown-text.js';

describe('a sign between digits', () => {
  it('is the same in a text as where a number is typed, but for white space and the wave of a range', () => {
    const different: string[] = [];
    for (let code = 0x20; code < 0x20000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const sign = String.fromCodePoint(code);
      const text = `0${sign}1`;
      if (!/[\s\u0085]/.test(sign) && shownText(text).text !== plainNumber(text)) different.push(sign);
    }
    expect(different).to.deep.equal(['\u301c', '\u3030']);
  });
});
