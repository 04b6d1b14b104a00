import { expect } from 'chai';
import { fc } from '../seeded.js';
import {
  bareNumber,
  numberKey,
  phoneProblem,
  readListed,
  readPhone,
  readPhones,
  samePhone,
  writePhones,
} from '../../src/codecs/phone.js';
import { CtiError } from '../../src/core/errors.js';

/** Any text, with more of what numbers are made of, and of what must never go out, than chance would give. */
const text = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...'0123456789') },
    { weight: 3, arbitrary: fc.constantFrom(...' -.()+*#[]') },
    fc.constantFrom(':', ';', '\r', '\n', '\t', '\0', '\u202e', '\u202a', '\u200b', '\u00a0', '２', '٣', '²', '–'),
    fc.constantFrom(...',/&@={}$\\"\'wxé'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
});
const number = text.map((one) => readPhone(one).phone).filter((phone) => phone !== undefined);

function refusal(phones: string[]): CtiError | undefined {
  try {
    writePhones(phones);
    return undefined;
  } catch (error) {
    return error as CtiError;
  }
}

describe('phone list', () => {
  it('joins with a colon; no alternatives are the empty text [C-069]', () => {
    expect(writePhones(['099124484', '099121212'])).to.equal('099124484:099121212');
    expect(writePhones(['098124484'])).to.equal('098124484');
    expect(writePhones([])).to.equal('');
    expect(readPhones('')).to.deep.equal([]);
  });

  it('leaves hyphens, spaces, plus, prefixes and the dialer’s labels as they are [C-065]', () => {
    for (const phone of ['12-345-678', '+598 99 124 484', '(099) 124.484', '*67', '#31#099124484', 'H=0=099124484']) {
      expect(readListed(phone), phone).to.deep.equal({ phone });
      expect(writePhones([phone])).to.equal(phone);
    }
  });

  it('gives a number of the dialer’s back without signs that would turn it round', () => {
    const given = '\u202a099124484\u202c:N/B';
    expect(writePhones(readPhones(given), given)).to.equal('099124484:N/B');
  });

  it('refuses colon, semicolon and line breaks, and says so with the number [C-065]', () => {
    for (const phone of ['099:098', '099;098', '099\r098', '099\n098']) {
      expect(phoneProblem(phone)).to.contain('two numbers');
      const error = refusal(['1', phone]);
      expect(error).to.be.instanceOf(CtiError);
      expect([error?.code, error?.field, error?.message.includes(phone)]).to.deep.equal([
        'INVALID',
        'alternatives',
        true,
      ]);
    }
  });

  it('asks for a number where there is none', () => {
    for (const phone of ['', ' ', '\t', '\n']) expect(phoneProblem(phone)).to.equal('Enter a number.');
    expect(refusal(['1', ''])?.code).to.equal('INVALID');
  });

  it('reads what it wrote, for any numbers', () => {
    fc.assert(
      fc.property(fc.array(number), (phones) => {
        expect(readPhones(writePhones(phones))).to.deep.equal(phones);
      }),
    );
  });

  it('reads liberally: spaces around a number and empty parts are dropped', () => {
    expect(readPhones(' 099124484 ::099121212: ')).to.deep.equal(['099124484', '099121212']);
  });

  it('never fails to read', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const phone of readPhones(written)) expect(phone).to.equal(phone.trim()).and.not.equal('');
      }),
    );
  });
});

describe('reading a number', () => {
  const understood: [what: string, text: string, phone: string][] = [
    ['as it is written', ' +598 (99) 123-456\n', '+598 (99) 123-456'],
    ['without what nobody sees', '\u202a+598\u200b99\u2068123\u2069456\u202c\ufeff', '+59899123456'],
    ['with other dashes and spaces', '099\u2013123\u202f456\u30fc7\u20098\u00a09', '099-123 456-7 8 9'],
    ['with wide, Arabic, Persian and Indian digits', '０٩۹०1', '09901'],
    ['with the digits of several typefaces, which stand in one row', '𝟎𝟙𝟚𝟥𝟰𝟿', '012349'],
    ['with wide signs', '＋５９８（９９）', '+598(99)'],
    ['of a link', 'tel:+598 99 123 456', '+598 99 123 456'],
    ['of a quoted cell', "'099123456", '099123456'],
    ['with the punctuation of a sentence behind', '“099 123 456”.', '099 123 456'],
    ['of a key cap', '1\ufe0f\u20e32\ufe0f\u20e3', '12'],
    ['of an exchange', '*72', '*72'],
    ['of two codes in one', '*31#+59899123456', '*31#+59899123456'],
    ['that only looks like a date', '20240115', '20240115'],
  ];
  for (const [what, text, phone] of understood)
    it(`takes it ${what}`, () => expect(readPhone(text)).to.deep.equal({ phone }));

  it('takes any code of up to six digits that a person types', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789*#'), minLength: 1, maxLength: 6 }), (code) => {
        fc.pre(/\d/.test(code));
        expect(readPhone(code)).to.deep.equal({ phone: code });
      }),
    );
  });

  const letters = 'There are letters in it: write the number in digits.';
  const two = 'There are two numbers in this: leave one, written with spaces or hyphens at most.';
  const unseen = 'There is an invisible character in this: type the number again.';
  const sign = (which: string) => `There is “${which}” in this: a number has only digits, +, * and #.`;
  const refused: [text: string, why: string][] = [
    ['', 'Enter a number.'],
    ['-', 'Enter a number.'],
    ['N/A', 'This is not a number.'],
    ['no tiene', 'This is not a number.'],
    ['1-800-FLOWERS', letters],
    ['tel:888-GIBILL-1', letters],
    ['091000000 ext. 12', letters],
    ['091000000,30,tTr', letters],
    ['091000000&SIP/trunk/00882131234567', letters],
    ['099123456 / 29012345', two],
    ['099123456, 29012345', two],
    ['030 901820 / 21', two],
    ['099123456 099654321', two],
    ['+59899123456+59899654321', two],
    ['099123456\u2028098', two],
    ['18005551212,,1234567#', two],
    ['2027-01-31', 'This is a date.'],
    ['31.01.2027 10:00', 'This is a date.'],
    ['1/31/27', two],
    ['30.11. 099 123 456', 'This is a date.'],
    ['2901 2345 2901 2346', 'This has 16 digits: are these two numbers?'],
    ['099 123 456 (1)', two],
    ['++59899123456', two],
    ['030/90/1820', two],
    ['12/345678', two],
    ['03-1234-567〜8', sign('〜')],
    ['+\u202859899123456', unseen],
    ['31 01 2027', 'This is a date.'],
    ['31. 1. 2027', 'This is a date.'],
    ['31 - 01 - 2027 10:00', 'This is a date.'],
    ['2027. 01. 31', 'This is a date.'],
    ['31 / 1 / 2027', 'This is a date.'],
    ['٣١/٠١/٢٠٢٧', 'This is a date.'],
    ['15:30', 'This is a time.'],
    ['99123456.0', 'This looks like an amount.'],
    ['59,899,123,456', 'This looks like an amount.'],
    ['5,98E+11', 'A spreadsheet has shortened this number: show its column as text, and copy it again.'],
    ['="099123456"', sign('=')],
    ['099123456²', sign('²')],
    ['{099123456}', sign('{')],
    ['$099123456', sign('$')],
    ['099\\123', sign('\\')],
    ['091000000@12', sign('@')],
    ['\x1f099123456', unseen],
    ['099\x00123', unseen],
    ['\u202e091000000', unseen],
    ['1'.repeat(19), 'This has 19 digits: are these two numbers?'],
    ['1   '.repeat(9) + '1', 'This is too long for a number: it has at most 32 characters.'],
    ['1'.repeat(5000), 'This is too long for a number: it has at most 32 characters.'],
  ];
  for (const [text, why] of refused)
    it(`says why not: ${JSON.stringify(text.slice(0, 40))}`, () =>
      expect(readPhone(text)).to.deep.equal({ problem: why }));

  it('takes addresses of computers and opening hours for no number, and those that have dots for numbers', () => {
    for (const text of ['192.168.1.10', '192.168.178.20', '10.0.0.1', '8.8.8.8', '203.0.113.57'])
      expect(readPhone(text).problem, text).to.equal('This is not a number.');
    for (const text of ['8.30-17.00', '08.30 - 17.00', '9.00\u201318.30'])
      expect(readPhone(text).problem, text).to.equal('This is a time.');
    for (const text of [
      ...['01.42.68.53.00', '555.123.4567', '0800.1.2.3', '1.800.555.1212', '20.12.34.56', '99.123.45.67'],
      ...['02.123.45.67', '2901.2345', '20.12-34.56', '8.30.17.00', '+49.30.90.18', '192.168.1234'],
    ])
      expect(readPhone(text)).to.deep.equal({ phone: text });
  });

  it('dials no trunk zero behind a country code where one of its brackets is missing', () => {
    for (const [text, phone] of [
      ['+44 0)20 7946 0958', '+44 20 7946 0958'],
      ['+44 0) 20 7946 0958', '+44 20 7946 0958'],
      ['+440)20 7946 0958', '+4420 7946 0958'],
      ['0044 0)20 7946 0958', '0044 20 7946 0958'],
      ['+44 (0 20 7946 0958', '+44 20 7946 0958'],
      ['+44 (020 7946 0958', '+44 (20 7946 0958'],
      ['+36 06)20 123 4567', '+36 20 123 4567'],
      ['+36 (06 20 123 4567', '+36 20 123 4567'],
      ['(+1 201) 555 1234', '(+1 201) 555 1234'],
      ['*31#+49 0)30 901820', '*31#+49 30 901820'],
      ['+44 0]20 7946 0958', '+44 20 7946 0958'],
      ['+39 0)6 1234 5678', '+39 0)6 1234 5678'],
      ['(+20) 10 1234 5678', '(+20) 10 1234 5678'],
      ['+598 290)1 2345', '+598 290)1 2345'],
      ['(200) 555 1234', '(200) 555 1234'],
      ['(310) 555-1234', '(310) 555-1234'],
      ['44 (20 7946 0958', '44 (20 7946 0958'],
      ['310) 555-1234', '310) 555-1234'],
      ['+1 (800) 555-1234', '+1 (800) 555-1234'],
    ] as const)
      expect(readPhone(text), text).to.deep.equal({ phone });
    expect(numberKey('+44 0)20 7946 0958')).to.equal('+442079460958');
  });

  it('reads the slash behind an area code as a space, and no other', () => {
    for (const [text, phone] of [
      ['030/901820', '030 901820'],
      ['0664/123 45 67', '0664 123 45 67'],
      ['02/123.45.67', '02 123.45.67'],
      ['06-30/123-4567', '06-30 123-4567'],
      ['+421 2/1234 5678', '+421 2 1234 5678'],
      ['(030)/901820', '(030) 901820'],
    ] as const)
      expect(readPhone(text)).to.deep.equal({ phone });
  });

  it('takes six digits with separators for a date only where nobody typed them', () => {
    expect(readPhone('22-10-20')).to.deep.equal({ phone: '22-10-20' });
    expect(readPhone('22-10-20', { least: 3 }).problem).to.equal('This is a date.');
  });

  it('compares 00 and 011 with +, and takes no label, zero or # for another number', () => {
    for (const [one, other] of [
      ['+598 99 123 456', '0059899123456'],
      ['+598 99 123 456', '011598 99123456'],
      ['+598 99 123 456', '0011 598 99 123 456'],
      ['+598 99 123 456', '+598 099 123 456'],
      ['099 123 456', 'H=0=099123456'],
      ['099 123 456', '099123456#'],
      ['+442079460958', '+44 (0)20 7946 0958'],
    ] as const)
      expect(samePhone(one, other), other).to.equal(true);
    for (const other of ['99123456', '+598 99 123 457', '59899123456', '*099123456'])
      expect(samePhone('+598 99 123 456', other), other).to.equal(false);
  });

  it('wants three digits of what nobody looks at before it is dialled', () => {
    expect(readPhone('0', { least: 3 }).problem).to.equal('This is too short for a number.');
    expect(readPhone('112', { least: 3 })).to.deep.equal({ phone: '112' });
  });

  it('lets keys follow a pause only where that is allowed', () => {
    expect(readPhone('1800 5551212,,123#w4', { pauses: true })).to.deep.equal({ phone: '1800 5551212,,123#w4' });
    expect(readPhone('1800 5551212, 123, 4', { pauses: true })).to.deep.equal({ phone: '1800 5551212, 123, 4' });
    for (const text of ['1800 5551212w1', '1800,,1']) expect(readPhone(text).phone).to.equal(undefined);
    expect(readPhone(',,1', { pauses: true }).phone).to.equal(undefined);
    expect(bareNumber('1800 5551212,,123#')).to.equal('18005551212');
  });

  it('never lets out what is no part of a number, and never lets a digit vanish or change its place', () => {
    const digits = (written: string) =>
      written
        .replace(/[０-９]/g, (wide) => String(wide.charCodeAt(0) - 0xff10))
        .replace(/[٠-٩]/g, (one) => String(one.charCodeAt(0) - 0x660))
        .replace(/[^\d*#]/g, '');
    fc.assert(
      fc.property(text, (written) => {
        fc.pre(!/(?![\d０-９٠-٩])\p{Nd}/u.test(written));
        const { phone } = readPhone(written);
        if (phone === undefined) return;
        expect(phone).to.match(/^[\d+*#().[\] -]{1,32}$/);
        expect(/\p{L}/u.test(written)).to.equal(false);
        const [dialled, whole] = [digits(phone), digits(written)];
        if (dialled !== whole) expect(`${dialled} of ${whole}`).to.satisfy(() => isWithoutOneZero(dialled, whole));
        expect(readPhone(phone)).to.deep.equal({ phone });
      }),
      { numRuns: 2_000 },
    );
  });

  describe('drops the zero in brackets that nobody dials behind a country code', () => {
    const abroad = (code: string) => [
      `+${code}`,
      `00${code}`,
      `011 ${code}`,
      `(+${code})`,
      `+ ${code}`,
      `00 ${code}`,
      `(00${code})`,
    ];
    const zeros = ['(0)', '[0]', ' (0) ', '( 0 )', ' [ 0 ]'];
    for (const code of ['44', '49', '598', '1'])
      it(`+${code}`, () => {
        for (const start of abroad(code))
          for (const zero of zeros)
            expect(bareNumber(`${start}${zero}20 7946`), `${start}${zero}`).to.equal(bareNumber(`${start}20 7946`));
        for (const start of [`010 ${code}`, `810 ${code}`, `0011 ${code}`, `00700 ${code}`, `002-${code}`])
          expect(bareNumber(`${start} (0)20 7946`), start).to.equal(bareNumber(`${start} 20 7946`));
        expect(bareNumber(`+${code} (020) 7946`)).to.equal(`+${code}207946`);
        expect(bareNumber(`00${code} [0 20] 7946`)).to.equal(`00${code}207946`);
        if (code !== '1') expect(bareNumber(`${code} (0)20 7946`)).to.equal(`${code}207946`);
      });

    it('and keeps it where it belongs to the number', () => {
      expect(readPhone('+39 (06) 698')).to.deep.equal({ phone: '+39 (06) 698' });
      expect(bareNumber('0039 (0)6 698')).to.equal('003906698');
      expect(bareNumber('+225 (07) 12')).to.equal('+2250712');
      expect(bareNumber('00241 (0)1 23')).to.equal('002410123');
      expect(bareNumber('+36 (06) 30 123')).to.equal('+3630123');
      expect(bareNumber('+36 (06-20) 123 4567')).to.equal('+36201234567');
      expect(bareNumber('0036 [0620] 123 4567')).to.equal('0036201234567');
      expect(bareNumber('+52 (01) 55 1234 5678')).to.equal('+525512345678');
      expect(readPhone('+52 (01 55) 1234 5678')).to.deep.equal({ phone: '+52 (55) 1234 5678' });
      expect(bareNumber('+370 (8) 5 212')).to.equal('+3705212');
      expect(bareNumber('#31#+44 (0) (0)20')).to.equal('#31#+4420');
      for (const text of [
        '100 (0)',
        '12 (0) 34',
        '+1 (000) 555',
        '(0)20 7946',
        '(030) 901820',
        '020 (0)79',
        '+44 20 (0)79',
      ])
        expect(readPhone(text)).to.deep.equal({ phone: text });
    });
  });
});

/** The same digits but for one zero less. */
const isWithoutOneZero = (less: string, whole: string) =>
  [...whole].some((digit, at) => digit === '0' && whole.slice(0, at) + whole.slice(at + 1) === less);

describe('same phone', () => {
  it('looks past spelling and never past digits, plus or prefix', () => {
    expect(samePhone('(099) 124-484', '099.124.484')).to.equal(true);
    for (const [one, other] of [
      ['099124484', '99124484'],
      ['+59899124484', '59899124484'],
      ['1', '12'],
      ['', ''],
      [' ', '-'],
    ] as const)
      expect(samePhone(one, other), `${one} and ${other}`).to.equal(false);
  });

  it('is symmetric, and the bare number is the same phone', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(samePhone(one, other)).to.equal(samePhone(other, one));
        if (bareNumber(one)) expect(samePhone(one, bareNumber(one))).to.equal(true);
      }),
    );
  });
});
