import { expect } from 'chai';
import { CtiClient, type Command } from '../../../src/index.js';
import type { ReplyTo } from '../../../src/core/commands.js';
import { CallEvent } from '../../../src/core/calls.js';
import { callChecks } from '../../../src/core/call-commands.js';
import type { News } from '../../../src/core/call-state.js';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { UcontactXTransport, type UcontactXOptions } from '../../../src/transports/ucontact-x/ucontact-x-transport.js';
import { holdClock } from '../../clock.js';
import { failure } from '../../failure.js';
import { isOverAfter } from '../../passing.js';
import * as sample from '../../samples.js';
import { only, recorder, reply } from '../requests.js';

const origin = 'https://domain.ucontactcloud.com';
const guid = '7e4e7db9-f080-494e-b04b-7c8e47711558';
const transfer = { type: 'transfer', call: guid, to: 'Agent 2', kind: 'blind', toKind: 'agent' } as const;
const add = { type: 'addContacts', campaign: '42', fileName: 'list.csv', contacts: [{ destination: '091' }] } as const;
const cti = { type: 'cti' } as const;
const assigned = { guid, campaign: 'Sale->', channel: 'telephony', clientId: '091000000' };

const ctiOf = async (transport: UcontactXTransport) => ((await transport.send(cti)) as ReplyTo<'cti'>).cti;

/** A transport whose requests the test reads and answers. */
function overHttp(answers: Parameters<typeof recorder> = [''], options: UcontactXOptions = {}) {
  const { seen, fetch } = recorder(...answers);
  const authorization = () => 'Bearer t0ken';
  return { seen, transport: new UcontactXTransport({ baseUrl: origin, fetch, authorization, ...options }) };
}

/** A window of uContact X that the test plays, and a page with the transport. */
function besideX(options: UcontactXOptions = {}) {
  const posted: [message: unknown, origin: string][] = [];
  const x: Record<string, unknown> = { postMessage: (message: unknown, to: string) => posted.push([message, to]) };
  x['window'] = x;
  const page = new EventTarget();
  const transport = new UcontactXTransport({
    ...{ ucontact: x as unknown as Window, origin, page: page as Window },
    ...options,
  });
  const whys = new Set<string>();
  transport.watch((what, detail) => what === 'refused' && whys.add((detail as { why: string }).why));
  const news: News[] = [];
  const heard: [string, unknown][] = [];
  for (const name of [
    ...(['assignedInteraction', 'finishedInteraction', 'sentDisposition'] as const),
    ...(['changedTheme', 'changedLanguage'] as const),
  ])
    transport.addEventListener(name, ({ type, data }) => heard.push([type, data]));
  const say = (data: unknown, { source = x as unknown, from = origin } = {}) =>
    page.dispatchEvent(Object.assign(new Event('message'), { data, source, origin: from }));
  const refused = () => [...whys];
  return { x, page, transport, posted, news, heard, say, refused, hear: (each: News) => news.push(each) };
}

describe('uContact X over HTTP', () => {
  it('begins a transfer to an agent, a campaign or a number, and knows no more than that it was sent [C-403]', async () => {
    const bodies = [
      [{}, { type: 'blind', destinationType: 'agent', destination: 'Agent 2' }],
      [
        { kind: 'attended', toKind: 'campaign', to: 'Sale->' },
        { type: 'attended', destinationType: 'campaign', destination: 'Sale->' },
      ],
      [
        { toKind: 'number', to: '+598 12' },
        { type: 'blind', destinationType: 'external', destination: '+598 12' },
      ],
    ] as const;
    for (const [change, body] of bodies)
      for (const answer of ['', '{"id":1}', '0', 'anything']) {
        const { seen, transport } = overHttp([answer]);
        expect(await transport.send({ ...transfer, ...change })).to.deep.equal({
          status: 'sent',
          transport: 'ucontact-x',
        });
        const request = only(seen);
        expect([request.method, request.url]).to.deep.equal(['PUT', `${origin}/api/inbox/id/${guid}/transfer`]);
        expect(request.headers.get('content-type')).to.equal('application/json');
        expect(request.body).to.equal(JSON.stringify(body));
      }
  });

  it('sends the page’s header as it is: its token has the rights of its user [C-402]', async () => {
    const { seen, transport } = overHttp();
    await transport.send(transfer);
    expect(only(seen).headers.get('authorization')).to.equal('Bearer t0ken');
    const other = overHttp([''], { authorization: () => 'Basic abc==' });
    await other.transport.send(transfer);
    expect(only(other.seen).headers.get('authorization')).to.equal('Basic abc==');
    const signedOut = overHttp([reply('', 401)]);
    expect(await failure(signedOut.transport.send(transfer))).to.include({ code: 'UNAUTHORIZED', maybeSent: false });
    expect(signedOut.seen).to.have.length(2);
  });

  it('has no step after the beginning of a transfer, and says so by name [C-403]', async () => {
    for (const type of ['completeTransfer', 'cancelTransfer'] as const) {
      const { seen, transport } = overHttp();
      const error = await failure(transport.send({ type, call: guid }));
      expect(error).to.include({ code: 'UNSUPPORTED', transport: 'ucontact-x', maybeSent: false });
      expect(error.message).to.contain('only asked to begin a transfer');
      expect(seen).to.deep.equal([]);
    }
  });

  it('takes a page for no beginning, and a failure for what it is', async () => {
    for (const [answer, code, maybeSent] of [
      [reply('<html>'), 'PROTOCOL', true],
      [reply('', 404), 'REJECTED', false],
      [reply('', 500), 'PROTOCOL', true],
      [reply('', 503), 'TIMEOUT', true],
      [() => Response.error(), 'PROTOCOL', true],
    ] as const)
      for (const command of [transfer, add]) {
        const { transport, seen } = overHttp([answer]);
        expect(await failure(transport.send(command as Command))).to.include({
          ...{ code, maybeSent, transport: 'ucontact-x' },
        });
        expect(seen, 'never repeated').to.have.length(1);
      }
  });

  it('names the interaction: the only call that is on, or none without a question', async () => {
    const { seen, fetch } = recorder('');
    const { transport, say } = besideX({ baseUrl: origin, fetch });
    const { call: _, ...nameless } = transfer;
    expect(await failure(transport.send(nameless))).to.include({ code: 'INVALID', field: 'call', maybeSent: false });
    expect(transport.refusal(nameless)).to.include({ field: 'call' });
    say({ event: 'assignedInteraction', data: assigned });
    await transport.send(nameless);
    expect(only(seen).url).to.contain(guid);
    say({ event: 'assignedInteraction', data: { ...assigned, guid: 'x-2' } });
    expect(await failure(transport.send(nameless))).to.include({ code: 'INVALID', field: 'call' });
    say({ event: 'finishedInteraction', data: { guid } });
    await transport.send(nameless);
    expect(seen[1]!.url).to.contain('x-2');
    for (const call of ['..', '\ud800'])
      expect(await failure(transport.send({ ...transfer, call }))).to.include({ code: 'INVALID', field: 'call' });
    await transport.send({ ...transfer, call: 'a/b?c' });
    expect(seen[2]!.url).to.equal(`${origin}/api/inbox/id/a%2Fb%3Fc/transfer`);
  });

  it('gives a chat no type, and refuses for it what is for telephones alone [C-403]', async () => {
    for (const channel of ['chat', 'telegram', 'email']) {
      const { seen, fetch } = recorder('');
      const { transport, say } = besideX({ baseUrl: origin, fetch });
      say({ event: 'assignedInteraction', data: { ...assigned, channel } });
      await transport.send(transfer);
      expect(JSON.parse(only(seen).body)).to.deep.equal({ destinationType: 'agent', destination: 'Agent 2' });
      expect(await failure(transport.send({ ...transfer, kind: 'attended' }))).to.include({
        ...{ code: 'INVALID', field: 'kind', maybeSent: false },
      });
      expect(await failure(transport.send({ ...transfer, toKind: 'number', to: '1' }))).to.include({
        ...{ code: 'INVALID', field: 'toKind', maybeSent: false },
      });
      expect(seen).to.have.length(1);
    }
  });

  it('takes a list of numbers, which is filled later, or leads that are saved at once [C-407]', async () => {
    const contacts = [{ destination: '091', alternatives: ['092', '+593'] }, { destination: '094' }];
    const body = '{"filename":"list.csv","list":[{"clientIds":["091","092","+593"]},{"clientIds":["094"]}]}';
    for (const [upload, isLoaded] of [
      ['lists', false],
      ['freshLeads', true],
    ] as const) {
      const { seen, transport } = overHttp(['{"status":"loading"}'], { upload });
      expect(await transport.send({ ...add, contacts } as Command)).to.deep.equal({
        ...{ status: 'confirmed', transport: 'ucontact-x', accepted: 2, refused: [], isLoaded },
      });
      const request = only(seen);
      expect([request.method, request.url]).to.deep.equal(['POST', `${origin}/api/dialer/id/42/${upload}`]);
      expect(request.body).to.equal(body);
      expect(transport.bulk.sample!(contacts[0]!, { campaign: '42' })).to.equal('{"clientIds":["091","092","+593"]}');
    }
    expect(overHttp().transport.bulk.size).to.be.greaterThan(
      overHttp([''], { upload: 'freshLeads' }).transport.bulk.size,
    );
    for (const answer of ['{"error":"no such hub"}', '0', 'false', '"no"', '[{"error":"no"}]', 'no']) {
      const { transport } = overHttp([answer]);
      expect(await failure(transport.send(add as never)), answer).to.include({ code: 'PROTOCOL', maybeSent: true });
    }
    const { transport } = overHttp();
    expect('repeats' in transport, 'fresh leads are dialled').to.equal(false);
  });

  it('gives a list that nobody named a name of its own', async () => {
    const { seen, transport } = overHttp();
    const { fileName: _, ...nameless } = add;
    for (let count = 0; count < 2; count++) await transport.send(nameless as never);
    const names = seen.map(({ body }) => JSON.parse(body).filename as string);
    expect(names[0]).to.match(/^contacts-\d+-\d+\.csv$/);
    expect(new Set(names).size).to.equal(2);
  });

  it('knows of a contact its numbers, and refuses all else by its name before any byte [C-407]', async () => {
    for (const [more, field] of [
      [{ firstName: 'Ana' }, 'firstName'],
      [{ lastName: 'B' }, 'lastName'],
      [{ externalId: '7' }, 'externalId'],
      [{ data: [['a', 'b']] }, 'data'],
      [{ priority: 5 }, 'priority'],
      [{ agent: 'Agent1' }, 'agent'],
      [{ at: '2030-01-01 10:00:00' }, 'at'],
      [{ callerId: '1' }, 'callerId'],
      [{ timeZone: 'UTC' }, 'timeZone'],
    ] as const) {
      const { seen, transport } = overHttp();
      const contact = { destination: '091', ...more } as never;
      const client = new CtiClient({ transports: [transport] });
      expect(await failure(client.send({ ...add, contacts: [{ destination: '1' }, contact] })), field).to.include({
        ...{ code: 'INVALID', field: `contacts.1.${field}`, maybeSent: false },
      });
      expect(transport.bulk.problem(contact)).to.include({ field });
      expect(seen).to.deep.equal([]);
    }
    expect(overHttp().transport.bulk.problem({ destination: '1', alternatives: ['2'] })).to.equal(undefined);
    for (const [more, field] of [
      [{ timeZone: 'UTC' }, 'timeZone'],
      [{ stopOnError: true }, 'stopOnError'],
    ] as const)
      expect(await failure(overHttp().transport.send({ ...add, ...more } as never))).to.include({ field });
  });

  it('is set up by an address, and without one neither transfers nor adds', async () => {
    const transport = new UcontactXTransport({});
    for (const command of [transfer, add]) {
      expect(transport.supports(command.type)).to.include({ ok: false, code: 'UNSUPPORTED' });
      expect((await failure(transport.send(command as Command))).message).to.contain('baseUrl');
    }
    expect(() => new UcontactXTransport({ baseUrl: 'https://user:pass@x.example' })).to.throw('take it out');
    expect(() => new UcontactXTransport({ upload: 'x' as never }))
      .to.throw()
      .and.include({ field: 'upload' });
    expect(() => new UcontactXTransport({ dialect: 'uphone' as never }))
      .to.throw()
      .and.include({ field: 'dialect' });
  });

  it('is not known to call, to end or hold one, nor to know the agent’s state [C-404]', async () => {
    const { seen, transport } = overHttp();
    const can = ['transfer', 'completeTransfer', 'cancelTransfer'];
    const asked = [...(Object.keys(callChecks) as (keyof typeof callChecks)[]), 'call', 'hangup', 'tag'] as const;
    for (const type of asked.filter((each) => !can.includes(each))) {
      const error = await failure(transport.send({ ...sample.call, type } as never));
      expect(error, type).to.include({ code: 'UNSUPPORTED', maybeSent: false });
      expect(error.message, type).to.contain('not known for this dialer (uContact X)');
    }
    for (const type of ['blacklist', 'members', 'campaigns', 'cti'] as const)
      expect(transport.supports(type), type).to.include({ ok: false, code: 'UNSUPPORTED' });
    expect(seen).to.deep.equal([]);
  });

  it('is asked whether it may immediately before its byte, and stops when it is closed', async () => {
    const { seen, transport } = overHttp();
    const no = new Error('no');
    expect(await failure(transport.send(transfer, false, undefined, () => Promise.reject(no)))).to.include({
      maybeSent: false,
    });
    transport.close();
    expect(await failure(transport.send(transfer))).to.include({ code: 'CANCELED', maybeSent: false });
    expect(seen).to.deep.equal([]);
  });
});

describe('the events of uContact X', () => {
  const told = { call: guid, state: 'unknown', number: '091000000', campaign: 'Sale->' };

  it('tell of a call that was assigned, once, and of its end, and never that it was answered [C-404]', () => {
    const { transport, say, news, heard, hear } = besideX();
    transport.tellNews(hear);
    for (let count = 0; count < 2; count++) say({ event: 'assignedInteraction', data: assigned });
    expect(news).to.deep.equal([told]);
    for (const ended of [guid, 'x-0']) say({ event: 'finishedInteraction', data: { guid: ended } });
    expect(news, 'also of a call that an earlier page knew').to.deep.equal([
      told,
      { call: guid, state: 'ended' },
      { call: 'x-0', state: 'ended' },
    ]);
    expect(heard.map(([name]) => name)).to.deep.equal([
      'assignedInteraction',
      'assignedInteraction',
      'finishedInteraction',
      'finishedInteraction',
    ]);
    expect(heard[0]![1]).to.deep.equal(assigned);
    transport.close();
    say({ event: 'assignedInteraction', data: { ...assigned, guid: 'x-2' } });
    expect([news.length, heard.length]).to.deep.equal([3, 4]);
  });

  it('are told also to who listens late: the calls that are on', () => {
    const { transport, say, news, hear } = besideX();
    for (const each of ['x-1', 'x-2']) say({ event: 'assignedInteraction', data: { ...assigned, guid: each } });
    say({ event: 'finishedInteraction', data: { guid: 'x-1' } });
    transport.tellNews(hear);
    expect(news).to.deep.equal([{ ...told, call: 'x-2' }]);
  });

  it('are the page’s to hear: a result, another theme and another language change no call [C-404]', () => {
    const { transport, say, news, heard, hear } = besideX();
    transport.tellNews(hear);
    for (const event of ['sentDisposition', 'changedTheme', 'changedLanguage'])
      say({ event, data: { guid, any: [1] } });
    say({ event: 'changedTheme' });
    expect(heard).to.deep.equal([
      ['sentDisposition', { guid, any: [1] }],
      ['changedTheme', { guid, any: [1] }],
      ['changedLanguage', { guid, any: [1] }],
      ['changedTheme', undefined],
    ]);
    expect(news).to.deep.equal([]);
  });

  it('of a chat are no call, and one without a name is none', () => {
    const { transport, say, news, heard, hear, refused } = besideX();
    transport.tellNews(hear);
    for (const channel of ['chat', 'Telegram', 'whatsapp', 'email'])
      say({ event: 'assignedInteraction', data: { ...assigned, guid: `x-${channel}-1`, channel } });
    say({ event: 'finishedInteraction', data: { guid: 'x-chat-1' } });
    for (const data of [undefined, {}, { ...assigned, guid: '' }, { ...assigned, guid: '0' }, { guid: { a: 1 } }, []])
      for (const event of ['assignedInteraction', 'finishedInteraction']) say({ event, data });
    expect(news).to.deep.equal([]);
    expect(heard).to.have.length(17);
    expect(refused()).to.include('no guid');
    const long = 'x'.repeat(201);
    say({ event: 'assignedInteraction', data: { guid, clientId: long, campaign: long } });
    expect(news).to.deep.equal([{ call: guid, state: 'unknown', number: undefined, campaign: undefined }]);
  });

  it('are read in one dialect: those of uPhone and of a form are nothing here [C-404 C-406 C-408]', () => {
    const { transport, say, news, heard, hear, refused, posted } = besideX();
    transport.tellNews(hear);
    for (const data of [
      { action: 'assignedInteraction', params: assigned },
      { action: 'gettingCall', params: { number: '091', campaign: 'a' } },
      { action: 'interaction', interaction: assigned },
      { event: 'gettingCall', data: assigned },
      { event: 'constructor', data: assigned },
    ])
      say(data);
    expect([news, heard, posted]).to.deep.equal([[], [], []]);
    expect(refused()).to.deep.equal(['no event']);
  });

  it('come from its window at its exact origin, as small mere objects', () => {
    const { transport, say, news, heard, hear, refused } = besideX();
    transport.tellNews(hear);
    const event = { event: 'assignedInteraction', data: assigned };
    say(event, { source: {} });
    say(event, { source: null });
    say(event, { from: 'https://evil.example' });
    say(event, { from: `${origin}.evil.example` });
    say(event, { from: 'http://domain.ucontactcloud.com' });
    say(JSON.stringify(event));
    say([event]);
    say(null);
    say({ ...event, data: { ...assigned, at: new Date(0) } });
    say({ ...event, data: { ...assigned, more: 'x'.repeat(262_145) } });
    say({ ...event, data: { ...assigned, more: Array(20_001) } });
    say({ ...event, data: { ...assigned, more: Array.from({ length: 150 }, () => Array(150).fill(0)) } });
    const deep: Record<string, unknown> = {};
    deep['deep'] = deep;
    say({ ...event, data: deep });
    expect([news, heard]).to.deep.equal([[], []]);
    expect(refused()).to.include.members([
      'another window',
      'another origin: https://evil.example',
      'no object',
      'no plain object',
      'too long',
      'too deep',
    ]);
    say(event);
    expect(news).to.deep.equal([told]);
  });

  it('that are useless by the hundred silence the window for a second, and no longer', () => {
    const clock = holdClock();
    const { transport, say, news, hear } = besideX();
    transport.tellNews(hear);
    for (let count = 0; count < 200; count++) say({ event: 'x' });
    say({ event: 'assignedInteraction', data: assigned });
    expect(news).to.deep.equal([]);
    clock.tick(1_000);
    say({ event: 'assignedInteraction', data: assigned });
    expect(news).to.deep.equal([told]);
  });

  it('need an exact origin, and a frame that may hear the microphone, or the log says so [C-405]', () => {
    for (const wrong of [
      undefined,
      '',
      '*',
      'null',
      'ucontact',
      'https://*.ucontactcloud.com',
      'https://a:b@x.example',
    ])
      expect(() => besideX({ origin: wrong as string }), wrong)
        .to.throw()
        .and.include({ code: 'INVALID', field: 'origin' });
    const frame = (allow: string) => ({ allow, contentWindow: {} }) as HTMLIFrameElement;
    const isMute = ['frame without microphone'];
    expect(besideX({ ucontact: frame('camera') }).refused()).to.deep.equal(isMute);
    expect(besideX({ ucontact: frame('camera;microphone') }).refused()).to.deep.equal([]);
    expect(besideX().refused()).to.deep.equal([]);
  });
});

describe('a form in uContact X', () => {
  const interaction = {
    ...assigned,
    clientName: 'Ana Pérez',
    data: {
      ...{ a: '1', isTransfer: 'false', CONTACT: '{"name":"Ana"}', destination: '092', priority: 5, retries: 0 },
      ...{ yes: true, none: null, deep: { b: [1] } },
    },
    messages: [],
  };
  const data = [
    ['a', '1'],
    ['isTransfer', 'false'],
    ['CONTACT', '{"name":"Ana"}'],
    ['destination', '092'],
    ['priority', '5'],
    ['retries', '0'],
    ['yes', 'true'],
    ['deep', '{"b":[1]}'],
  ];
  const inForm = (options: UcontactXOptions = {}) => besideX({ dialect: 'form', ...options });

  it('asks for its call, and gives it and its data [C-406]', async () => {
    const { transport, posted, say, news, hear } = inForm();
    transport.tellNews(hear);
    expect(posted).to.deep.equal([[{ action: 'getInteraction' }, origin]]);
    const asked = ctiOf(transport); // the question is on its way already
    say({ action: 'interaction', interaction });
    const named = { guid, campaign: 'Sale->', callerId: '091000000', data, raw: interaction };
    expect(await asked, 'no line of a dialer is read into it').to.deep.equal(named);
    expect(posted).to.have.length(1);
    const told = { number: '091000000', name: 'Ana Pérez', campaign: 'Sale->', data };
    expect(news).to.deep.equal([{ call: guid, state: 'unknown', ...told }]);
    const again = ctiOf(transport);
    say({ action: 'interaction', interaction });
    expect((await again)?.guid).to.equal(guid);
    expect([posted.length, news.length], 'the same call is told once').to.deep.equal([2, 1]);
  });

  it('gives up after five seconds, as a form of another site gets no answer, and can ask again [C-406]', async () => {
    const clock = holdClock();
    const { transport, say, news, hear, refused } = inForm();
    const asking = failure(transport.send(cti));
    expect(await isOverAfter(clock, 4_999, asking)).to.equal(false);
    expect(await isOverAfter(clock, 1, asking)).to.equal(true);
    expect(await asking).to.include({ code: 'TIMEOUT', maybeSent: false, transport: 'ucontact-x' });
    say({ action: 'interaction', interaction });
    expect(refused(), 'nobody waits any more').to.deep.equal(['nobody asked']);
    transport.tellNews(hear);
    say({ action: 'interaction', interaction });
    await clock.tickAsync(0);
    expect(news).to.have.length(1);
    const other = inForm();
    other.transport.tellNews(other.hear);
    await clock.tickAsync(5_000);
    expect(other.news).to.deep.equal([]);
    expect(other.refused()).to.deep.equal(['no answer']);
  });

  it('has no call where the answer names none, and none that cannot be read [C-406]', async () => {
    for (const none of [undefined, null, {}, '']) {
      const { transport, say } = inForm();
      const asked = ctiOf(transport);
      say({ action: 'interaction', interaction: none });
      expect(await asked, String(none)).to.equal(null);
    }
    for (const odd of ['text', 7, [], { error: 'no' }]) {
      const { transport, say, news, hear } = inForm();
      transport.tellNews(hear);
      const asked = failure(transport.send(cti));
      say({ action: 'interaction', interaction: odd });
      expect(await asked, String(odd)).to.include({ code: 'PROTOCOL', maybeSent: false });
      expect(news).to.deep.equal([]);
    }
  });

  it('of a chat has its data, and no call; of an interaction without a name neither [C-406]', async () => {
    for (const [change, found] of [
      [{ channel: 'whatsapp' }, guid],
      [{ guid: '' }, undefined],
      [{ guid: 'none' }, undefined],
    ] as const) {
      const { transport, say, news, hear } = inForm();
      transport.tellNews(hear);
      const asked = ctiOf(transport);
      say({ action: 'interaction', interaction: { ...interaction, ...change, data: 'text' } });
      const read = await asked;
      expect([read?.guid, read?.callerId, read?.data]).to.deep.equal([found, '091000000', []]);
      expect(news).to.deep.equal([]);
    }
  });

  it('says when it was sent, and when it is to be closed [C-406]', () => {
    const { transport, posted } = inForm();
    transport.formSent();
    transport.closeForm();
    expect(posted).to.deep.equal([
      [{ action: 'sent' }, origin],
      [{ action: 'close' }, origin],
    ]);
  });

  it('reads no event of uContact X, nor an answer of uPhone [C-404 C-406]', async () => {
    const { transport, say, heard, news, hear, refused } = inForm();
    transport.tellNews(hear);
    say({ event: 'assignedInteraction', data: assigned });
    say({ action: 'gettingCall', params: assigned });
    say({ action: 'getInteraction' });
    expect([heard, news]).to.deep.equal([[], []]);
    expect(refused()).to.deep.equal(['no answer']);
    transport.close();
  });

  it('that is in nobody’s page says so, and stops asking when it is closed', async () => {
    const page = Object.assign(new EventTarget(), { postMessage: () => undefined }) as unknown as Window;
    Object.assign(page, { window: page });
    const alone = new UcontactXTransport({ ucontact: page, page, origin, dialect: 'form' });
    expect(alone.supports('cti')).to.include({ ok: false, code: 'UNREACHABLE' });
    expect(await failure(alone.send(cti))).to.include({ code: 'UNREACHABLE', maybeSent: false });
    expect(() => alone.closeForm())
      .to.throw('not inside')
      .and.include({ code: 'UNREACHABLE', maybeSent: false });
    const { transport, x, posted } = inForm();
    const asking = failure(transport.send(cti));
    transport.close();
    expect(await asking).to.include({ code: 'CANCELED', maybeSent: false });
    expect(await failure(transport.send(cti))).to.include({ code: 'CANCELED', maybeSent: false });
    expect(posted, 'nothing is asked any more').to.have.length(1);
    x['postMessage'] = () => {
      throw new DOMException('no', 'DataCloneError');
    };
    expect(await failure(inForm({ ucontact: x as unknown as Window }).transport.send(cti))).to.include({
      ...{ code: 'UNREACHABLE', maybeSent: false },
    });
  });
});

describe('a client over uContact X', () => {
  it('leaves a call that another dialer placed as it is when uContact X names it, and can transfer it then [C-404]', async () => {
    const { transport, say } = besideX({ baseUrl: origin });
    const { fetch } = recorder(guid, guid);
    const integra = new IntegraTransport({
      baseUrl: 'https://ucontact.example',
      agent: 'Agent1',
      phone: '1001',
      fetch,
    });
    const client = new CtiClient({ transports: [integra, transport] });
    const states: string[] = [];
    client.addEventListener('call', (event) => states.push((event as CallEvent).call.state));
    expect(await client.send(sample.call)).to.include({ guid });
    expect(client.supports('transfer', { ...transfer, toKind: 'number', to: '1' })).to.include({ ok: false });
    say({ event: 'assignedInteraction', data: assigned });
    expect(client.current).to.include({ guid, state: 'placed' });
    expect(client.calls).to.have.length(1);
    expect(client.supports('transfer', transfer)).to.include({ ok: true, transport: 'ucontact-x' });
    expect(client.supports('hangup')).to.include({ ok: true, transport: 'integra' });
    say({ event: 'finishedInteraction', data: { guid } });
    expect(states).to.deep.equal(['placed', 'ended']);
    client.close();
  });

  it('has the call that was assigned in hand, until it ends, and transfers that one [C-403 C-404]', async () => {
    const { seen, fetch } = recorder('');
    const { transport, say } = besideX({ baseUrl: origin, fetch });
    const client = new CtiClient({ transports: [transport] });
    const states: string[] = [];
    client.addEventListener('call', (event) => states.push((event as CallEvent).call.state));
    const { call: _, ...nameless } = transfer;
    expect(await failure(client.send(nameless))).to.include({ code: 'INVALID', field: 'call' });
    say({ event: 'assignedInteraction', data: assigned });
    expect(client.current).to.include({ guid, state: 'unknown', destination: '091000000', campaign: 'Sale->' });
    expect(await client.send(nameless)).to.include({ status: 'sent' });
    expect(only(seen).url).to.contain(guid);
    say({ event: 'assignedInteraction', data: { ...assigned, guid: 'x-2' } });
    for (const command of [nameless, { ...nameless, kind: 'attended' } as const])
      expect(await failure(client.send(command)), 'nobody knows which one the agent speaks with').to.include({
        ...{ code: 'INVALID', field: 'call', maybeSent: false },
      });
    expect(await client.send({ ...nameless, call: 'x-2' })).to.include({ status: 'sent' });
    expect(seen[1]!.url).to.contain('x-2');
    say({ event: 'finishedInteraction', data: { guid: 'x-2' } });
    for (const type of ['hold', 'hangup', 'answer'] as const)
      expect(await failure(client.send({ type })), type).to.include({ code: 'UNSUPPORTED', maybeSent: false });
    say({ event: 'finishedInteraction', data: { guid } });
    expect([states, client.calls]).to.deep.equal([['unknown', 'unknown', 'ended', 'ended'], []]);
    expect(client.exportLog()).not.to.contain('091000000');
    client.close();
  });
});
