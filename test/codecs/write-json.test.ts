import { expect } from 'chai';
import { fc } from '../seeded.js';
import { writeJson } from '../../src/codecs/write-json.js';
import { defineForeignJson } from '../foreign-json.js';

/** Writes it in a page whose library has its own idea of JSON. */
function inForeign<T>(act: () => T): T {
  const restore = defineForeignJson();
  try {
    return act();
  } finally {
    restore();
  }
}

describe('a value as JSON', () => {
  it('is the same in a page with the toJSON of an old library, for any value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.object({ withDate: true, withSparseArray: true })), (value) => {
        const [plain, spaced] = [JSON.stringify(value), JSON.stringify(value, undefined, 1)];
        const written = inForeign(() => [writeJson(value), writeJson(value, undefined, 1)]);
        expect(written).to.deep.equal([plain, spaced]);
        expect(writeJson(value)).to.equal(plain);
      }),
    );
  });

  it('takes the toJSON that a value has of its own, a replacement, and what JSON leaves out', () => {
    const value = {
      url: new URL('https://crm.example/'),
      list: [undefined, () => 1, 'x'],
      none: undefined,
      own: { toJSON: () => 7 },
    };
    const replace = (_: string, each: unknown) => (each === 'x' ? ['y'] : each);
    const plain = JSON.stringify(value, replace);
    expect(plain).to.equal('{"url":"https://crm.example/","list":[null,null,["y"]],"own":7}');
    expect(inForeign(() => writeJson(value, replace))).to.equal(plain);
    expect(inForeign(() => writeJson(undefined) as string | undefined)).to.equal(undefined);
  });

  it('writes a text, a number and a truth value as they are, also boxed, where the page gave those a toJSON', () => {
    const value = {
      phone: '091"000',
      list: ['a', 0, NaN, true, null],
      text: Object('x'),
      count: Object(3),
      is: Object(false),
    };
    const plain = JSON.stringify(value);
    expect(plain).to.equal('{"phone":"091\\"000","list":["a",0,null,true,null],"text":"x","count":3,"is":false}');
    expect(inForeign(() => writeJson(value))).to.equal(plain);
    for (const each of ['a', '', 7, true, null])
      expect(inForeign(() => writeJson(each))).to.equal(JSON.stringify(each));
  });

  it('throws for a circle, as JSON does', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => inForeign(() => writeJson(circle))).to.throw();
  });
});
