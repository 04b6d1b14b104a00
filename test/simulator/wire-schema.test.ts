import { expect } from 'chai';
import { readingOf } from '../../src/simulator/leniency.js';
import {
  anyText,
  checkShape,
  dataString,
  filled,
  number,
  phoneNumber,
  phones,
  WireRefusal,
  type Check,
} from '../../src/simulator/wire-schema.js';

const takes = (check: Check, value: unknown) => {
  try {
    check(value, 'it');
    return true;
  } catch (cause) {
    expect(cause).to.be.instanceOf(WireRefusal);
    return false;
  }
};

describe('what the simulators take as documented', () => {
  it('is any number without a colon, a semicolon or a line end, by the contract alone [C-065]', () => {
    // Whatever the product thinks of a number: letters, dates and pauses are for its own side to refuse.
    for (const number of [
      '091000000',
      '12-345-678',
      '+1 (555) 010-0000',
      '1001',
      '*72',
      '0911w2',
      '1-800-FLOWERS',
      '１２３',
    ])
      expect(takes(phoneNumber, number), number).to.equal(true);
    for (const number of ['', ' ', '\t', '091:092', '091;092', '091\n', '091\r', 91000000, null, undefined])
      expect(takes(phoneNumber, number), String(number)).to.equal(false);
  });

  it('is a list of numbers joined with colons, or the empty text [C-069]', () => {
    for (const list of ['', '099124484', '099124484:099121212', 'H=0=099124484:W=0=099121212'])
      expect(takes(phones, list), list).to.equal(true);
    for (const list of [':', '099:', ':099', '099::098', '099: 098', '099;098', '099\n', ' ', ['099']])
      expect(takes(phones, list), String(list)).to.equal(false);
  });

  it('is a data string in which every part has a key, and a value may hold colons [C-067] [C-068]', () => {
    for (const data of ['', 'a=1', 'a=1:b=2', 'a=', 'time=15:00:x=1', 'a=1:', 'a=b=c', ':a=1'])
      expect(takes(dataString, data), data).to.equal(true);
    for (const data of ['=1', 'a=1:=2', 'x', 'x:a=1', ':x', 7])
      expect(takes(dataString, data), String(data)).to.equal(false);
  });
});

describe('what the simulators overlook', () => {
  const shape = { name: filled, note: anyText, count: number(), base: anyText };
  const good = { name: 'Ana', note: '', count: 1, base: 'b' };
  const allow = { spelled: { bsae: 'base' }, mayMiss: ['count'], also: { more: anyText } };
  const read = (value: object, strict: boolean, options = { allow }) => {
    const reading = readingOf(strict);
    return { ...checkShape<object>(value, shape, 'It', { ...options, reading }), ...reading.takeOverlooked() };
  };

  it('is nothing of what is documented', () => {
    expect(read(good, true)).to.deep.equal(good);
    expect(read(good, false)).to.deep.equal(good);
  });

  it('is told in the words of the refusal, all that is missing and all that is too much at once', () => {
    const { note: _, count: __, ...short } = good;
    const odd: [object, string, object][] = [
      [short, 'It has no note, count.', { ...short, note: '' }],
      [{ ...good, count: '12' }, 'count is no whole number, but the text “12”.', { ...good, count: 12 }],
      [
        { ...good, note: 7 },
        'note is no text: it is the number 7, which has lost any zero in front.',
        { ...good, note: '7' },
      ],
      [{ ...good, more: 'x' }, 'It has what is not documented: more.', { ...good, more: 'x' }],
      [{ name: 'Ana', note: '', count: 1, bsae: 'b' }, 'It has bsae, which is spelled base here.', good],
    ];
    for (const [value, reason, expected] of odd) {
      expect(() => read(value, true), reason).to.throw(WireRefusal, reason);
      expect(read(value, false), reason).to.deep.equal({ ...expected, overlooked: reason });
    }
  });

  it('is no key that nobody sends, no value of another kind, and nothing that must say something', () => {
    const { name: _, ...nameless } = good;
    for (const value of [
      { ...good, other: 1 },
      { ...good, count: 1.5 },
      { ...good, count: '1x' },
      { ...good, count: '-1' },
      { ...good, note: ['x'] },
      { ...good, note: { of: 'it' } },
      { ...good, bsae: 'x' },
      { ...good, constructor: 'x' },
      JSON.parse('{"name":"Ana","note":"","count":1,"base":"b","__proto__":{"name":"x"}}'),
      nameless,
      { ...good, name: '' },
    ])
      for (const strict of [true, false])
        expect(() => read(value, strict), JSON.stringify(value)).to.throw(WireRefusal);
  });

  it('leaves in the log no more than ten sentences', () => {
    const reading = readingOf(false);
    for (let each = 0; each < 1000; each++) reading.overlook(`Row ${each}.`);
    reading.overlook('Row 1.');
    expect(reading.takeOverlooked().overlooked).to.match(/^Row 0\. .*Row 9\. And 990 more\.$/);
    expect(reading.takeOverlooked()).to.deep.equal({});
  });
});
