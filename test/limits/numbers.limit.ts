import { expect } from 'chai';
import { readNumbers } from '../../src/elements/cti-blacklist-form/number-list.js';
import { finder } from '../../src/numbers/finder.js';

describe('numbers in texts', () => {
  it('are read 20,000 at once of a pasted text within a blink', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `099 ${String(100_000 + at)}`).join('\n');
    const start = performance.now();
    expect(readNumbers(text).numbers).to.have.length(20_000);
    expect(performance.now() - start).to.be.below(1000);
  });

  it('are searched for no slower in a text that was made to slow the search down', () => {
    const start = performance.now();
    for (const part of ['1 ', '1.', '(', 'a-', '0:']) Array.from(finder.findNumbers(part.repeat(5_000), 'UY'));
    expect(performance.now() - start).to.be.below(5000);
  });
});
