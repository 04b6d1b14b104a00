import { expect } from 'chai';
import { fc } from '../seeded.js';
import { readCti } from '../../src/codecs/cti-object.js';
import { writeRespoolObject } from '../../src/transports/integra/integra-codec.js';
import type { RespoolEntry } from '../../src/index.js';
import { entry, respoolObject } from '../samples.js';

const phone = fc.stringMatching(/^\+?[0-9][0-9 -]{0,10}[0-9]$/);
const word = fc.stringMatching(/^[^:=;\r\n]*[^:=;\r\n\s][^:=;\r\n]*$/u);
const whole = fc.nat({ max: 1e9 });
const entries: fc.Arbitrary<RespoolEntry> = fc.record({
  campaign: word,
  destination: phone,
  dialerBase: word,
  status: whole,
  data: fc.array(fc.tuple(word, word)),
  alternatives: fc.array(phone),
  contact: whole,
  retries: whole,
  priority: whole,
  agentPhone: word,
});

describe('the CTI object @engines', () => {
  it('gives back every spool line that was written, at the top or one level down, as object or text', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom('top', 'nested', 'text', 'inner text'), (line, shape) => {
        const wire = writeRespoolObject(line);
        const shapes = {
          top: wire,
          nested: { Guid: 'g', Dialer: wire },
          text: JSON.stringify(wire),
          'inner text': { Dialer: JSON.stringify(wire) },
        };
        expect(readCti(shapes[shape])?.entry).to.deep.equal(line);
      }),
    );
  });

  it('reads the keys in any letter case, the printed slip, and numbers as text [C-029]', () => {
    const odd = {
      GUID: 'g-1',
      CallerID: 99,
      Dialer: {
        Campaign: 'Ventas->',
        DESTINATION: 98344484,
        dialebase: 'basetest',
        CONTACT: '222',
        Priority: '9999',
        agentPhone: '1001',
      },
    };
    expect(readCti(odd)).to.deep.include({ guid: 'g-1', callerId: '99', campaign: 'Ventas->' });
    expect(readCti(odd)?.entry).to.deep.equal({ ...entry, destination: '98344484', data: [], alternatives: [] });
  });

  it('reads the shape that portal forms get, with the call’s variables', () => {
    const form = {
      Guid: 'g',
      Campaign: 'Sale->',
      Callerid: '099',
      Screen: 'TRUE',
      Form: 'f',
      ParAndValues: 'id=7:time=15:00:x=1',
      Beep: 'FALSE',
      Answer: 'TRUE',
    };
    const cti = readCti(form);
    expect(cti).to.deep.include({ guid: 'g', campaign: 'Sale->', callerId: '099' });
    expect(cti?.data).to.deep.equal([
      ['id', '7'],
      ['time', '15:00'],
      ['x', '1'],
    ]);
    expect(cti).to.not.have.property('entry');
    expect(cti?.raw).to.deep.equal(form);
  });

  it('makes no spool line of a call that has no contact: nothing is made up', () => {
    const { contact: _, ...withoutContact } = respoolObject;
    expect(readCti(withoutContact)).to.not.have.property('entry');
    expect(readCti({ ...respoolObject, contact: '22x' })).to.not.have.property('entry');
  });

  it('takes the campaign of the call for the line that has none, and makes no line without any', () => {
    const line = { destination: '098344484', contact: 222 };
    expect(readCti({ Guid: 'g', Campaign: 'Sale->', Dialer: line })?.entry).to.deep.equal({
      ...entry,
      ...{ campaign: 'Sale->', dialerBase: '', data: [], alternatives: [], agentPhone: '' },
    });
    expect(readCti({ Guid: 'g', Dialer: line }))
      .to.deep.include({ guid: 'g' })
      .and.not.to.have.property('entry');
  });

  it('takes the variables of the form, else those of the line, else its own', () => {
    const dialer = { ...respoolObject, data: 'of=line' };
    const read = (object: object) => readCti(object)?.data;
    expect(read({ ParAndValues: 'of=form', Dialer: dialer, data: 'of=top' })).to.deep.equal([['of', 'form']]);
    expect(read({ Guid: 'g', Dialer: dialer, data: 'of=top' })).to.deep.equal([['of', 'line']]);
    expect(read({ Guid: 'g', data: 'of=top' })).to.deep.equal([['of', 'top']]);
    expect(read({ Guid: 'g' })).to.deep.equal([]);
  });

  it('has no guid where the portal writes 0', () => {
    expect(readCti({ Guid: '0', Campaign: 'Sale->' })).to.not.have.property('guid');
    expect(readCti({ Guid: 0, Campaign: 'Sale->' })).to.not.have.property('guid');
  });

  it('is no call when it is missing or empty, and a failure when it is nonsense [C-030]', () => {
    for (const nothing of [undefined, null, '', {}, '{}', 'null']) expect(readCti(nothing)).to.equal(null);
    for (const nonsense of ['x', '{', 5, true, [], '[]', '7'])
      expect(() => readCti(nonsense), String(nonsense))
        .to.throw()
        .with.property('code', 'PROTOCOL');
  });

  it('never throws anything else, whatever the portal says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (value) => {
        try {
          readCti(value);
        } catch (error) {
          expect(error).to.have.property('code', 'PROTOCOL');
        }
      }),
    );
  });
});
