import { expect } from 'chai';
import { fc } from '../seeded.js';
import { readCti } from '../../src/codecs/cti-object.js';
import { readListed } from '../../src/codecs/phone.js';
import { writeRespoolObject } from '../../src/transports/integra/integra-codec.js';
import { checkCommand } from '../../src/core/commands.js';
import { CtiError, type CommandInput, type CommandOf, type RespoolEntry } from '../../src/index.js';
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
      fc.property(entries, fc.constantFrom('top', 'nested', 'text', 'inner text', 'indented'), (line, shape) => {
        const wire = writeRespoolObject(line);
        const shapes = {
          top: wire,
          nested: { Guid: 'g', Dialer: wire },
          text: JSON.stringify(wire),
          'inner text': { Dialer: JSON.stringify(wire) },
          indented: { Dialer: ` \n${JSON.stringify(wire, null, 1)}\n` },
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
      Guid: 'g-1',
      Campaign: 'Sale->',
      Callerid: '099',
      Screen: 'TRUE',
      Form: 'f',
      ParAndValues: 'id=7:time=15:00:x=1',
      Beep: 'FALSE',
      Answer: 'TRUE',
    };
    const cti = readCti(form);
    expect(cti).to.deep.include({ guid: 'g-1', campaign: 'Sale->', callerId: '099' });
    expect(cti?.data).to.deep.equal([
      ['id', '7'],
      ['time', '15:00'],
      ['x', '1'],
    ]);
    expect(cti).to.not.have.property('entry');
    expect(cti?.raw).to.deep.equal(form);
  });

  it('makes no spool line of a call that has no contact: it says what is missing, and keeps the rest for a callback', () => {
    const { contact: _, ...withoutContact } = respoolObject;
    const {
      dialerBase: _base,
      status: _status,
      contact: _contact,
      retries: _retries,
      priority: _rank,
      ...rest
    } = entry;
    for (const line of [
      withoutContact,
      ...['', '22x', ' ', null, {}, '12345678901234567890', 2 ** 60].map((contact) => ({ ...respoolObject, contact })),
    ])
      for (const cti of [
        readCti(line),
        readCti({ Guid: 'g', Dialer: line }),
        readCti({ Dialer: JSON.stringify(line) }),
      ]) {
        expect(cti).to.not.have.property('entry');
        expect(cti?.lacks).to.deep.equal(['contact']);
        expect(cti?.callback).to.deep.equal(rest);
      }
    const none = readCti({ ...respoolObject, destination: '' });
    expect(none)
      .to.deep.include({ lacks: ['destination'] })
      .and.to.not.have.any.keys('entry', 'callback');
  });

  it('knows the id of a contact by the names that servers use', () => {
    const { contact, ...line } = respoolObject;
    for (const name of ['Contact', 'contactid', 'ContactId', 'contact_id', 'idcontact', 'IdContact', 'id_contact'])
      expect(readCti({ Dialer: { ...line, [name]: `${contact}` } })?.entry, name).to.deep.equal(entry);
    expect(readCti({ Dialer: { ...line, contact: '', idcontact: 222 } })?.entry).to.deep.equal(entry);
  });

  it('makes up nothing in the place of what cannot be read', () => {
    for (const [key, value] of [
      ['data', { a: 1 }],
      ['alternatives', ['099']],
      ['dialerBase', {}],
      ['dialerBase', null],
      ['agentPhone', []],
      ...['A', '-1', -1, '1.5', 1.5, true, {}, [1], 1e21].flatMap((value) => [
        ['status', value] as const,
        ['retries', value] as const,
        ['priority', value] as const,
      ]),
    ] as const)
      expect(readCti({ ...respoolObject, [key.toLowerCase()]: value }), `${key} ${JSON.stringify(value)}`)
        .to.deep.include({ lacks: [key] })
        .and.to.not.have.property('entry');
  });

  it('has the documents’ own value of a state, tries and a rank where the portal says nothing of them, and of a list none', () => {
    const { status, retries, priority, dialerbase, ...line } = respoolObject;
    for (const none of [{}, { status: null, retries: '', priority: ' ' }])
      expect(readCti({ ...line, dialerbase, ...none })?.entry).to.deep.equal({ ...entry, status, retries, priority });
    const cti = readCti({ ...line, status, retries, priority });
    expect(cti?.lacks).to.deep.equal(['dialerBase']);
    expect(cti?.callback).to.include({ destination: entry.destination });
  });

  it('takes no number that was rounded on its way', () => {
    const cti = readCti({ Guid: 1e21, Callerid: 2 ** 53 + 2, Destination: '1', Contact: '9007199254740993' });
    expect(cti).to.not.have.any.keys('guid', 'callerId', 'entry');
  });

  it('says nothing of a contact where a call came in', () => {
    for (const call of [
      { Guid: 'g', Callerid: '099' },
      { Guid: 'g', Priority: 1 },
      { Guid: 'g', Destination: '1001' },
    ])
      expect(readCti(call)).to.not.have.any.keys('entry', 'callback', 'lacks');
  });

  it('gives the text back that the dialer gave, whatever stands in it', () => {
    const odd = fc.oneof(
      fc.string({ unit: fc.constantFrom(':', '=', ';', ' ', '\n', 'a', '9') }),
      fc.constantFrom(
        'name=Ana:due=15:30',
        'url=https://crm.example/c/1:name=Ana',
        'noname:x=1',
        'H=0=099111:W=0=098222',
      ),
    );
    const numbers = fc.string({
      unit: fc.constantFrom(
        ':',
        ' ',
        'H=0=099',
        '098 1',
        '+598',
        'N/A',
        'sin telefono',
        ' int 5',
        ';',
        ',',
        '0',
        '2345/6',
      ),
    });
    fc.assert(
      fc.property(odd, numbers, odd, (data, alternatives, other) => {
        const line = { ...respoolObject, data, alternatives, dialerbase: other, agentphone: other };
        const cti = readCti({ Dialer: line });
        const command = { type: 'respool', entry: cti?.entry } as CommandInput;
        const checked = checkCommand(JSON.parse(JSON.stringify(command)) as CommandInput) as CommandOf<'respool'>;
        expect(writeRespoolObject(checked.entry)).to.deep.equal(line);
      }),
    );
  });

  it('gives each other number back as it came, and holds what was changed, added or can be no number against the rules', () => {
    const kept = ['N/A', 'sin telefono', '099124484 int 5', '2901 2345/6', '099124484,099121212', '099124484;', '0 ,'];
    const alternatives = kept.join(':');
    for (const type of ['respool', 'schedule'] as const) {
      const line = readCti({ Dialer: { ...respoolObject, alternatives } })?.entry;
      const write = (numbers: readonly string[]) => {
        const given = { type, at: '2016-10-10 15:00:00', entry: { ...line, alternatives: numbers } };
        const checked = checkCommand(given as unknown as CommandInput) as CommandOf<'respool'>;
        return writeRespoolObject(checked.entry).alternatives;
      };
      expect(line?.alternatives).to.deep.equal(kept);
      expect(write(kept)).to.equal(alternatives);
      expect(write(['098 1', ...kept.slice(1).reverse(), '097,'])).to.equal(
        ['098 1', ...kept.slice(1).reverse(), '097'].join(':'),
      );
      for (const changed of ['N/B', '099124484 int 6', '099124484,098'])
        expect(() => write([...kept, changed]), changed)
          .to.throw(CtiError)
          .with.property('field', `entry.alternatives.${kept.length}`);
    }
    for (const evil of [
      'SIP/1001',
      '099@ctx',
      '099&098',
      '${EXTEN}',
      '099\\n',
      '099\u0000',
      '\u202e099',
      'Local/5',
      '`id`',
    ])
      for (const type of ['respool', 'schedule'] as const) {
        const entry = readCti({ Dialer: { ...respoolObject, alternatives: `${evil}:098` } })?.entry;
        const command = { type, at: '2016-10-10 15:00:00', entry } as CommandInput;
        expect(() => checkCommand(command), evil)
          .to.throw(CtiError)
          .with.property('field', 'entry.alternatives.0');
        expect(() => writeRespoolObject(entry!), evil)
          .to.throw(CtiError)
          .with.property('field', 'alternatives');
      }
  });

  it('names the text of variables that can be read in two ways', () => {
    const ParAndValues = 'url=https://x/?a=1:b=2';
    expect(readCti({ Guid: 'g', ParAndValues })).to.deep.include({ dataText: ParAndValues });
    expect(readCti({ Guid: 'g', ParAndValues: 'b=2' })).to.not.have.property('dataText');
  });

  it('takes the campaign of the call for the line that has none, and makes no line without any', () => {
    const line = { destination: '098344484', contact: 222, dialerbase: '' };
    expect(readCti({ Guid: 'g-1', Campaign: 'Sale->', Dialer: line })?.entry).to.deep.equal({
      ...entry,
      ...{ campaign: 'Sale->', dialerBase: '', data: [], alternatives: [], agentPhone: '' },
    });
    expect(readCti({ Guid: 'g-1', Dialer: line }))
      .to.deep.include({ guid: 'g-1' })
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
    for (const nonsense of ['x', '{', 5, true, [], '[]', '7', '{"error":"no session"}', { success: false }])
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
