import { expect } from 'chai';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { vi } from 'vitest';
import { finder } from '../../src/numbers/finder.js';
import { fc } from '../seeded.js';
import { hostileParts } from './hostile-parts.js';

vi.mock('libphonenumber-js/max', { spy: true });

/** Texts of 200 characters that cost a search the most. */
const hostile = hostileParts.map((part) => part.repeat(200).slice(0, 200));

describe('the work of finding numbers', () => {
  const asked = vi.mocked(parsePhoneNumberFromString);

  /** How many steps it takes, and how often the library is asked in one and in all, for how many signs. */
  function work(text: string, country: string) {
    asked.mockClear();
    let [steps, most] = [0, 0];
    let before = 0;
    for (const _ of finder.findNumbers(text, country)) {
      steps++;
      most = Math.max(most, asked.mock.calls.length - before);
      before = asked.mock.calls.length;
    }
    const longest = Math.max(0, ...asked.mock.calls.map(([digits]) => digits.length));
    return { steps, most, all: before, longest };
  }

  it('asks the library for a few digits at a time, and pauses after each', () => {
    const any = fc.string({ unit: fc.constantFrom(...'0123456789 -./()+\n,'), minLength: 200, maxLength: 200 });
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...hostile), any),
        fc.constantFrom('UY', 'US', 'DE', ''),
        (text, country) => {
          const { most, longest, all } = work(text, country);
          expect(most, text).to.be.at.most(2);
          expect(longest, text).to.be.at.most(23);
          expect(all, text).to.be.below(400);
        },
      ),
    );
  });

  it('takes no more for each piece when there are many', () => {
    for (const text of hostile) {
      const [one, ten] = [work(text, 'DE').steps, work(text.repeat(10), 'DE').steps];
      expect(ten, text).to.be.below(15 * one + 200);
    }
  });

  it('asks nothing of a text without numbers', () => {
    for (const text of ['(', 'a-', 'Ana '.repeat(50)]) expect(work(text.repeat(1000), 'UY').all, text).to.equal(0);
  });
});
