import { expect } from 'chai';
import { fc } from '../seeded.js';
import { bareNumber, phoneProblem, readPhones, samePhone, writePhones } from '../../src/codecs/phone.js';
import { CtiError } from '../../src/core/errors.js';

const breaking = /[:;\r\n]/;
/** Any text, with more of what breaks the format than chance would give. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(':', ';', '\r', '\n', ' ', '-', '+', '=', '0', '9'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
});
const number = text.filter((phone) => phoneProblem(phone) === undefined);

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

  it('leaves hyphens, spaces, plus and prefixes as they are [C-065]', () => {
    for (const phone of ['12-345-678', '+598 99 124 484', '(099) 124.484', '*67', 'H=0=099124484', '099124484,,12']) {
      expect(phoneProblem(phone), phone).to.equal(undefined);
      expect(writePhones([phone])).to.equal(phone);
    }
  });

  it('refuses colon, semicolon and line breaks, and says so with the number [C-065]', () => {
    for (const phone of ['099:098', '099;098', '099\r098', '099\n098']) {
      expect(phoneProblem(phone)).to.contain('cannot be dialled');
      const error = refusal(['1', phone]);
      expect(error).to.be.instanceOf(CtiError);
      expect([error?.code, error?.field]).to.deep.equal(['INVALID', 'alternatives']);
    }
  });

  it('asks for a number where there is none', () => {
    for (const phone of ['', ' ', '\t', '\n']) expect(phoneProblem(phone)).to.equal('Enter a number.');
    expect(refusal(['1', ''])?.code).to.equal('INVALID');
  });

  it('reads what it wrote, trimmed and nothing else, for any numbers', () => {
    fc.assert(
      fc.property(fc.array(number), (phones) => {
        expect(readPhones(writePhones(phones))).to.deep.equal(phones.map((phone) => phone.trim()));
      }),
    );
  });

  it('refuses every number that would come back as another', () => {
    fc.assert(
      fc.property(text, (phone) => {
        const survives = phone.trim() !== '' && !breaking.test(phone.trim());
        expect(phoneProblem(phone) === undefined, JSON.stringify(phone)).to.equal(survives);
        expect(refusal([phone]) === undefined).to.equal(survives);
      }),
    );
  });

  it('reads liberally: spaces around a number and empty parts are dropped', () => {
    expect(readPhones(' 099124484 ::099121212: ')).to.deep.equal(['099124484', '099121212']);
  });

  it('never fails to read, and what it read can be written, unless a part breaks an upload row', () => {
    fc.assert(
      fc.property(text, (written) => {
        const phones = readPhones(written);
        for (const phone of phones) expect(phone).to.equal(phone.trim()).and.not.equal('');
        if (!/[;\r\n]/.test(phones.join(''))) expect(readPhones(writePhones(phones))).to.deep.equal(phones);
      }),
    );
  });
});

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
