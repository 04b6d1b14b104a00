// What others write where a number is expected. A wrong number is worse than none: it is another contact, another list,
// another result. So it is read exactly, or not at all.
import { expect } from 'chai';
import { rowContact } from '../../src/uploads/columns.js';
import { readCti } from '../../src/codecs/cti-object.js';
import { figuresOf } from '../../src/codecs/json.js';
import { motionId } from '../../src/transports/motion/motion-codec.js';
import { readUploadRow } from '../../src/codecs/upload-row.js';
import { failure } from '../failure.js';
import { respoolObject } from '../samples.js';
import { MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { recorder } from '../transports/requests.js';
import * as sinch from '../transports/sinch/sinch.fixture.js';
import * as voicenter from '../transports/voicenter/voicenter.fixture.js';
import { setup as integra } from '../transports/integra/integra.fixture.js';

/** Of these some number could be made, but nobody wrote one; the first two would be rounded. */
const long = ['1234567890123456', '12345678901234567890'];
const odd = ['1e3', '0x10', '0b1', '-0', '-7', '+7', '7.0', '7,5', '1 000', '1_000', 'NaN', 'Infinity', '７', 'x'];
const nothing = ['', ' '];

describe('the contact of a spool line', () => {
  const entryWith = (change: object) => readCti({ ...respoolObject, ...change })?.entry;

  it('is never another one: what is not exactly a whole number of 15 digits at most makes no line', () => {
    for (const contact of [...long, ...odd, ...nothing, null, true, {}, [7], 2 ** 53, 1e15, 1e21, 7.5, -7])
      expect(entryWith({ contact }), JSON.stringify(contact)).to.equal(undefined);
    for (const text of long)
      expect(readCti(JSON.stringify({ ...respoolObject, contact: 0 }).replace('"contact":0', `"contact":${text}`)))
        .to.be.an('object')
        .and.not.to.have.property('entry');
  });

  it('is read exactly, as text too', () => {
    for (const [written, contact] of [
      [999_999_999_999_999, 999_999_999_999_999],
      ['999999999999999', 999_999_999_999_999],
      [' 7 ', 7],
      ['007', 7],
      ['0', 0],
      [0, 0],
    ] as const)
      expect(entryWith({ contact: written })?.contact, JSON.stringify(written)).to.equal(contact);
  });

  it('has a state, tries and a rank that were read exactly, or the documents’ neutral ones where nothing is said', () => {
    for (const value of [...long, ...odd])
      expect(entryWith({ status: value, retries: value, priority: value }), value).to.equal(undefined);
    for (const value of nothing)
      expect(entryWith({ status: value, retries: value, priority: value }), value).to.include({
        status: 1,
        retries: 0,
        priority: 9999,
      });
    expect(entryWith({ status: ' 3', retries: '2', priority: 999_999_999_999_999 })).to.include({
      status: 3,
      retries: 2,
      priority: 999_999_999_999_999,
    });
  });

  it('goes back as it came, digit by digit', async () => {
    const { requests, transport } = integra('1');
    const entry = entryWith({ contact: '123456789012345', retries: '2', priority: '98765' });
    await transport.send({ type: 'respool', entry: entry! });
    const [spool] = await Promise.all(requests.map(async (each) => new URLSearchParams(await each.text())));
    expect(spool?.get('callspool')).to.contain('"contact":123456789012345,"retries":2,"priority":98765,');
  });
});

describe('the rank of a contact', () => {
  it('in a file’s column is a whole number of 15 digits at most, or a problem of that row', () => {
    const read = rowContact({ destination: 'phone', priority: 'rank' }, ['phone', 'rank']);
    for (const rank of [...long, ...odd]) expect(read(['1', rank]).problem, rank).to.contain(`“${rank}”`);
    for (const none of nothing) expect(read(['1', none]).contact).to.deep.equal({ destination: '1' });
    for (const [rank, priority] of [
      [' 7 ', 7],
      ['999999999999999', 999_999_999_999_999],
    ] as const)
      expect(read(['1', rank]).contact).to.deep.equal({ destination: '1', priority });
  });

  it('in an upload row is digits, or that is no row', () => {
    for (const rank of [...long, ...odd, ' ', ' 7']) expect(readUploadRow(`a;1;;;${rank}`), rank).to.equal(undefined);
    expect(readUploadRow('a;1;;;9999')).to.include({ priority: 9999 });
    expect(readUploadRow('a;1;;;;1001')).not.to.have.property('priority');
  });
});

describe('the numbers of Motion', () => {
  const refused = (value: string | number) => {
    try {
      return motionId(value, 'members.0');
    } catch (error) {
      return error;
    }
  };

  it('are whole numbers above 0 that are not rounded, before any byte', () => {
    const wrong = [...odd, ...nothing, '12345678901234567890', '9007199254740993', '0', '00'];
    for (const value of [...wrong, 0, -0, -7, 7.5, NaN, Infinity, 2 ** 53, 1e21])
      expect(refused(value), String(value)).to.include({ code: 'INVALID', field: 'members.0' });
    for (const [value, id] of [
      [' 7 ', 7],
      ['007', 7],
      [7, 7],
      ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ] as const)
      expect(motionId(value, 'x')).to.equal(id);
  });

  const created = (id: unknown) => {
    const { fetch } = recorder(JSON.stringify({ id }));
    return new MotionTransport({ baseUrl: 'https://motion.example', fetch }).createList('L');
  };

  it('are told of what was created, also as text, or nobody knows them', async () => {
    for (const id of [...long, ...odd, ...nothing, '0', 0, -7, 7.5, 2 ** 53, 1e21, null, {}, [7], true])
      expect(await failure(created(id)), JSON.stringify(id)).to.include({ code: 'PROTOCOL' });
    for (const id of [7, '7', ' 7']) expect((await created(id)).id, JSON.stringify(id)).to.equal(7);
  });
});

describe('the state of each customer that Sinch answers', () => {
  const { campaign, contact, customer } = sinch;
  const add = async (statusCode: unknown) => {
    const { client } = sinch.setup({}, JSON.stringify([{ statusCode, id: customer }]));
    return client.send({ type: 'addContacts', campaign, contacts: [contact] });
  };

  it('is added with 201 alone, as text too', async () => {
    for (const code of [201, '201']) expect(await add(code)).to.deep.include({ accepted: 1, refused: [] });
    for (const code of [...['20', '2010', '000'], ...[200, 202, 204, 0, 2010]]) {
      const { accepted, refused, ids } = await add(code);
      expect([accepted, refused.map(({ index }) => index), ids], JSON.stringify(code)).to.deep.equal([
        0,
        [0],
        [undefined],
      ]);
    }
  });

  it('leaves open who was added where it is no state', async () => {
    for (const code of [
      ...[...long, ...odd, ...nothing, '-201', '201x'],
      ...[-201, 201.5, 2 ** 53, null, undefined, true, [201], {}],
    ])
      expect(await failure(add(code)), JSON.stringify(code)).to.include({ code: 'PROTOCOL', maybeSent: true });
  });
});

describe('the numbers of Voicenter', () => {
  const start = (code: unknown) =>
    voicenter
      .setup(JSON.stringify({ ErrorCode: code, Description: 'd' }))
      .client.send({ type: 'startCampaign', campaign: 'camp' });

  it('are a yes as 0 alone and a no as any other: what could be made a 0, or is no number, leaves open what was done', async () => {
    for (const code of [...long, '7', '-7', 1, 3, -1])
      expect(await failure(start(code)), JSON.stringify(code)).to.include({ code: 'REJECTED', maybeSent: false });
    for (const code of [
      ...[
        ...odd.filter((code) => code !== '-7'),
        ' 0',
        '0 ',
        '00',
        '0.0',
        '0x0',
        '+0',
        '-0',
        '1e-400',
        'x',
        'OK',
        0.5,
        1e21,
      ],
      ...['', null, undefined, false, true, [], [0], {}],
    ])
      expect(await failure(start(code)), JSON.stringify(code)).to.include({ code: 'PROTOCOL', maybeSent: true });
    for (const code of [0, '0']) expect(await start(code)).to.include({ status: 'confirmed' });
  });

  it('of an unknown code are in the sentence as they came', async () => {
    for (const code of ['12345678901234567890', '-5', '5', '77'])
      expect((await failure(start(code))).message).to.equal(`Voicenter refused this (${code}): d`);
  });

  it('count what was removed and added, also as text, or nobody knows how many', async () => {
    const of = (field: string, value: unknown) =>
      voicenter.setup(JSON.stringify({ ErrorCode: 0, Data: { [field]: value } })).client;
    for (const [value, count] of [
      [3, 3],
      ['3', 3],
      [0, 0],
      ...[...long, ...odd, ...nothing, undefined, null, true, {}, [3], 1.5, -1, 1e999].map(
        (none) => [none, undefined] as const,
      ),
    ] as const) {
      const { removed } = await of('TotalRemoved', value).send({ type: 'removeMember', campaign: 'c', member: 'm' });
      const { added } = await of('TotalAdded', value).send({ type: 'addMembers', campaign: 'c', members: ['m', 'n'] });
      expect([removed, added], JSON.stringify(value)).to.deep.equal([count, count && 2 * count]);
    }
  });

  it('of a waiting call are its time, if it has one, and its rank', async () => {
    const pending = async (call: object) => {
      const answer = JSON.stringify({ ErrorCode: 0, Data: { Calls: [call] } });
      const { calls } = await voicenter.setup(answer).client.send({ type: 'pendingCalls', campaign: 'c' });
      return calls[0]!;
    };
    for (const none of [0, '0', '', ' ', 'x', 'NaN', null, undefined])
      expect(await pending({ Phone: '1', OriginateTime: none }), JSON.stringify(none)).not.to.have.property('at');
    expect(await pending({ Phone: '1', OriginateTime: '1764424800', Priority: '5' })).to.include({
      at: 1764424800,
      priority: 5,
    });
    expect(await pending({ Phone: '1' })).to.include({ priority: 0 });
  });
});

describe('the figures of a row', () => {
  it('are what is a decimal number, and nothing that could be made one', () => {
    for (const value of [...odd.filter((text) => text !== '-0' && text !== '-7' && text !== '7.0'), ...nothing])
      expect(figuresOf({ value }), value).to.deep.equal({});
    for (const value of [' 7', '7 ', '.5', '5.', '--5', null, true, [7], {}])
      expect(figuresOf({ value }), JSON.stringify(value)).to.deep.equal({});
    for (const value of [...long.slice(1), 2 ** 53, 1e999, -1e999, NaN])
      expect(figuresOf({ value }), String(value)).to.deep.equal({});
    expect(figuresOf({ a: '-7', b: '7.50', c: 3, d: '007' })).to.deep.equal({ a: -7, b: 7.5, c: 3, d: 7 });
  });
});
