import { expect } from 'chai';
import { fc } from '../seeded.js';
import { pairProblem, readData, writeData, type DataPair } from '../../src/codecs/data-string.js';
import { CtiError } from '../../src/core/errors.js';

const breaking = /[:=;\r\n]/;
/** Any text, with more of what breaks the format than chance would give. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(':', '=', ';', '\r', '\n', ' ', '&', '%', '+', '#', 'a'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
});
const anyPair = fc.tuple(text, text);
const pair = anyPair.filter((each) => pairProblem(each) === undefined);

function refusal(pairs: DataPair[]): CtiError | undefined {
  try {
    writeData(pairs);
    return undefined;
  } catch (error) {
    return error as CtiError;
  }
}

describe('data string', () => {
  it('writes pairs in order, joined with a colon, with none at the end [C-067]', () => {
    expect(
      writeData([
        ['Par1', 'Val1'],
        ['Par2', 'Val2'],
      ]),
    ).to.equal('Par1=Val1:Par2=Val2');
    expect(
      writeData([
        ['b', '2'],
        ['a', '1'],
        ['b', '3'],
      ]),
    ).to.equal('b=2:a=1:b=3');
    expect(writeData([['idcustomer', '7']])).to.equal('idcustomer=7');
    expect(writeData([])).to.equal('');
    expect(writeData([['a', '']])).to.equal('a=');
  });

  it('refuses colon, equals sign, semicolon and line breaks, in name and value [C-066]', () => {
    for (const mark of [':', '=', ';', '\r', '\n']) {
      for (const each of [
        [`a${mark}b`, '1'],
        ['a', `1${mark}2`],
      ] as DataPair[]) {
        expect(pairProblem(each)).to.contain('cannot be sent');
        expect(refusal([['x', 'y'], each])?.code).to.equal('INVALID');
        expect(refusal([['x', 'y'], each])?.field).to.equal('data');
      }
    }
  });

  it('refuses a value without a name, and names the value [C-066]', () => {
    expect(pairProblem(['', '7'])).to.equal('Name the data value “7”.');
    expect(refusal([['', '7']])?.code).to.equal('INVALID');
  });

  it('invents no escape: what is harmless stays as it is', () => {
    expect(writeData([['a&b', '50% + #1 ñ \\ "x"']])).to.equal('a&b=50% + #1 ñ \\ "x"');
  });

  it('reads what it wrote, for any pairs, in order and with what is there twice', () => {
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        expect(readData(writeData(pairs))).to.deep.equal(pairs);
      }),
    );
  });

  it('refuses every pair that would come back as another', () => {
    fc.assert(
      fc.property(fc.array(anyPair, { maxLength: 4 }), (pairs) => {
        const survives = pairs.every(([key, value]) => key !== '' && !breaking.test(key) && !breaking.test(value));
        expect(refusal(pairs) === undefined, JSON.stringify(pairs)).to.equal(survives);
        const bare = pairs.map(([key, value]) => `${key}=${value}`).join(':');
        if (JSON.stringify(readData(bare)) !== JSON.stringify(pairs)) expect(survives, bare).to.equal(false);
      }),
    );
  });

  it('gives a part without an equals sign to the value before it [C-068]', () => {
    expect(readData('time=15:00:x=1')).to.deep.equal([
      ['time', '15:00'],
      ['x', '1'],
    ]);
    expect(readData('url=http://a:8080/b:x=1')).to.deep.equal([
      ['url', 'http://a:8080/b'],
      ['x', '1'],
    ]);
    expect(readData('a=1::b=2')).to.deep.equal([
      ['a', '1:'],
      ['b', '2'],
    ]);
  });

  it('splits a part at its first equals sign', () => {
    expect(readData('q=a=b:==:=c')).to.deep.equal([
      ['q', 'a=b'],
      ['', '='],
      ['', 'c'],
    ]);
  });

  it('keeps what stands before the first pair, without a name', () => {
    expect(readData('hello:a=1')).to.deep.equal([
      ['', 'hello'],
      ['a', '1'],
    ]);
    expect(readData('')).to.deep.equal([]);
    expect(readData(':')).to.deep.equal([]);
  });

  it('never fails to read, and loses nothing of a text that begins with a pair', () => {
    fc.assert(
      fc.property(text, (written) => {
        const read = readData(`k=${written}`);
        expect(read.map(([key, value]) => `${key}=${value}`).join(':')).to.equal(`k=${written}`);
        expect(() => readData(written)).to.not.throw();
      }),
    );
  });
});
