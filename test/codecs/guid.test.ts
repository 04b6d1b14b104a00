import { expect } from 'chai';
import { isGuid } from '../../src/codecs/guid.js';
import { readCti } from '../../src/codecs/cti-object.js';
import { noGuids, noIds } from './guid.samples.js';
import { fc } from '../seeded.js';

describe('the id of a call', () => {
  it('is a UUID, an id of Asterisk, and any other word of letters and digits', () => {
    for (const guid of [
      '7e4e7db9-f080-494e-b04b-7c8e47711558',
      '7E4E7DB9F080494EB04B7C8E47711558',
      '1448888888.12345',
      'pbx-01:1448888888.12345',
      'out-1001-091000000-20160118-102030-1448888888.1',
      'g-1',
      '_x1@y',
      '144888',
    ])
      expect(isGuid(guid), guid).to.equal(true);
    fc.assert(fc.property(fc.uuid(), isGuid));
  });

  it('is no word alone, no code, and nothing that has zeros alone', () => {
    for (const text of noIds) expect(isGuid(text), text).to.equal(false);
    const word = fc.string({ unit: fc.constantFrom(...'abcXYZ_.:@-'), minLength: 1 });
    fc.assert(fc.property(word, (text) => !isGuid(text)));
    fc.assert(fc.property(fc.nat(99_999), (count) => !isGuid(`${count}`)));
    for (const text of noIds) expect(readCti({ Guid: text, Campaign: 'Sale->' }), text).not.to.have.property('guid');
  });

  it('is no word for nothing, no text of a failure, no JSON, and has no blank, quote or brace', () => {
    for (const text of ['', '0', ' ', ...noGuids]) expect(isGuid(text), text).to.equal(false);
    const broken = fc.constantFrom(...' \t\n\r"\'`{}[]()<>\u00a0\ufeff\u2028');
    fc.assert(
      fc.property(
        fc.uuid(),
        broken,
        fc.nat(36),
        (guid, mark, at) => !isGuid(guid.slice(0, at) + mark + guid.slice(at)),
      ),
    );
  });

  it('of the call that is on is none of these either', () => {
    for (const Guid of ['', '0', 0, null, -1, ...noGuids])
      expect(readCti({ Guid, Campaign: 'Sale->' }), String(Guid)).not.to.have.property('guid');
    expect(readCti({ Guid: ' g-1\n', Campaign: 'Sale->' })).to.include({ guid: 'g-1' });
  });
});
