import { expect } from 'chai';
import { fc } from '../seeded.js';
import {
  dataProblem,
  dataTextOf,
  pairProblem,
  readData,
  writeData,
  type DataPair,
} from '../../src/codecs/data-string.js';
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

  it('writes every text back byte for byte, when nothing of what was read from it is changed', () => {
    const texts = ['name=Ana:due=15:30', 'url=https://crm.example/c/1:name=Ana', 'formula=a=b', 'noname:x=1'];
    const odd = [':', '::x=1', 'a=1:', 'a=1::b=2', '=', '==', 'x', 'x:y', ':x:=y', ' ', 'a=1;b=2\r\n', ''];
    fc.assert(
      fc.property(fc.oneof(text, fc.constantFrom(...texts, ...odd)), (written) => {
        expect(writeData(readData(written), written)).to.equal(written);
      }),
      { examples: [...texts, ...odd].map((each) => [each]) },
    );
  });

  it('needs the text it was read from only where the pairs alone would come out as another, or not at all', () => {
    for (const plain of ['', 'a=1', 'a=:b=x y']) expect(dataTextOf(plain)).to.equal(undefined);
    for (const odd of ['a=15:30', 'a=1:', ':a=1', 'a=b=c', 'x', 'a=1;', ' ']) expect(dataTextOf(odd)).to.equal(odd);
  });

  it('changes one pair and no other, or names the pair that cannot be kept', () => {
    const change = fc.record({ at: fc.nat(), what: fc.constantFrom('set', 'remove', 'add', 'first'), to: anyPair });
    fc.assert(
      fc.property(text, change, (written, { at, what, to }) => {
        const pairs = readData(written);
        const place = pairs.length ? at % pairs.length : 0;
        if (what === 'set' || what === 'remove') pairs.splice(place, 1, ...(what === 'set' ? [to] : []));
        else pairs.splice(what === 'first' ? 0 : pairs.length, 0, to);
        const problem = dataProblem(pairs, written);
        if (problem) {
          const [key, value] = pairs[problem.at]!;
          expect(problem.message).to.contain(`“${breaking.test(key) ? key : value}”`);
          expect(() => writeData(pairs, written)).to.throw(problem.message);
        } else expect(readData(writeData(pairs, written))).to.deep.equal(pairs);
      }),
    );
    const given = 'noname:due=15:30:url=https://crm.example/c/1?a=1:name=Ana:';
    const read = readData(given);
    const named = read.map(([key, value]) => (key === 'url' ? [key, 'none'] : [key, value])) as DataPair[];
    expect(writeData(named, given)).to.equal('noname:due=15:30:url=none://crm.example/c/1?a=1:name=Ana:');
  });

  it('refuses a pair that was changed into one that would be read otherwise, and a copy of one that was given', () => {
    const given = 'due=15:30:x=1';
    expect(dataProblem([['due', '15:45'], ['x', '1']], given)).to.deep.include({ at: 0 }); // prettier-ignore
    expect(dataProblem([['due', '15:30'], ['x', '1:2']], given)?.message).to.contain('“1:2” of x'); // prettier-ignore
    expect(dataProblem([['due', '15:30'], ['due', '15:30']], given)).to.deep.include({ at: 1 }); // prettier-ignore
    expect(dataProblem([['a', '1'], ['', 'hello']], 'hello')?.message).to.equal(
      'Name the data value “hello”.',
    ); // prettier-ignore
  });
});
