import { expect } from 'chai';
import { inForeignPage } from '../../foreign-json.js';
import { readNumbers } from '../../../src/elements/cti-blacklist-form/number-list.js';

const phones = (text: string, asTyped = false) => readNumbers(text, asTyped).numbers.map(({ phone }) => phone);
const whys = (text: string) => readNumbers(text).wrong.map(({ why }) => why);

describe('the numbers of a pasted text @engines', () => {
  it('are the same in a page whose library has another Array#entries', async () => {
    expect(await inForeignPage(() => readNumbers('0991\n0992,x'))).to.deep.equal(readNumbers('0991\n0992,x'));
  });

  const understood: [what: string, text: string, phones: string[]][] = [
    ['nothing', ' \n\t\n,;', []],
    [
      'one a line, of any system',
      '099123456\r\n099123457\r099123458\u2028099123459',
      ['099123456', '099123457', '099123458', '099123459'],
    ],
    [
      'between commas, semicolons, tabs and bars',
      '0991,0992;0993\t0994|0995',
      ['0991', '0992', '0993', '0994', '0995'],
    ],
    [
      'whole ones apart by spaces, and the groups of one together',
      '099123456 099123457\n+598 99 123 456',
      ['099123456', '099123457', '+59899123456'],
    ],
    ['with all that people put into a number', '+1 (555) 123-4567\n01.23.45.67.89', ['+15551234567', '0123456789']],
    [
      'quoted, as a list, and as links',
      '"099123456"\n• 099123457\n- 099123458\n12. 099123459\n<tel:+59899123450>',
      ['099123456', '099123457', '099123458', '099123459', '+59899123450'],
    ],
    [
      'with what nobody sees, other spaces, dashes and wide digits',
      '\u202a+598\u00a099\u2011123\u2013456\u202c\u200b ０９９１',
      ['+598991234560991'],
    ],
  ];
  for (const [what, text, expected] of understood)
    it(`are read: ${what}`, () => expect(phones(text)).to.deep.equal(expected));

  const wrong: [text: string, why: string][] = [
    ['Ana Pérez', 'This is not a number.'],
    ['mobile 099123456', 'There are letters in it: write the number in digits.'],
    ['9.9123E+10', 'A spreadsheet has shortened this number: show its column as text, and copy it again.'],
    ['2026-01-31', 'This is a date.'],
    ['31.01.2026 10:00', 'This is a date.'],
    ['99123456.0', 'This looks like an amount.'],
    ['12', 'This is too short for a number.'],
    ['099 123 456 099 123 457 1', 'This has 19 digits: are these two numbers?'],
    ['099+123456', 'There are two numbers in this: leave one, written with spaces or hyphens at most.'],
    ['099123:456', 'There are two numbers in this: leave one, written with spaces or hyphens at most.'],
  ];
  for (const [text, why] of wrong)
    it(`are not guessed at: ${text}`, () => expect([phones(text), whys(text)]).to.deep.equal([[], [why]]));

  it('count once in any spelling, and each says its lines', () => {
    expect(readNumbers('x\n099-123-456\n099123456\n(099) 123456').numbers).to.deep.equal([
      { phone: '099123456', written: '099-123-456', times: 3 },
    ]);
    expect(readNumbers('099123456\n\nx').wrong).to.deep.equal([{ text: 'x', line: 3, why: 'This is not a number.' }]);
    expect(phones('+59899123456\n0059899123456')).to.have.length(2); // nobody says that these are the same
  });

  it('go out as they are written where the dialer keeps them so', () => {
    expect(phones('099-123-456\n099123456', true)).to.deep.equal(['099-123-456']);
  });

  it('are read 20,000 at once', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `099 ${String(100_000 + at)}`).join('\n');
    expect(phones(text)).to.have.length(20_000);
  });
});
