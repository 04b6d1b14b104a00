import { expect } from 'chai';
import { readBarCalls, readBarStatus } from '../../../src/codecs/motion-bar.js';
import { callChecks } from '../../../src/core/call-commands.js';
import type { CallNews, News } from '../../../src/core/call-state.js';
import type { Command, CommandType } from '../../../src/core/commands.js';
import { CtiClient } from '../../../src/index.js';
import { MotionBarTransport, type MotionBarOptions } from '../../../src/transports/motion-bar/motion-bar-transport.js';
import { holdClock, releaseClock } from '../../clock.js';
import { failure } from '../../failure.js';
import { passing } from '../../passing.js';
import { fc, runs } from '../../seeded.js';
import { Bar, type Row } from './motion-bar.fixture.js';

function setup(options: MotionBarOptions = {}) {
  const bar = new Bar();
  const transport = new MotionBarTransport({ fetch: bar.fetch, ...options });
  const send = (command: object) => transport.send(command as Command);
  return { bar, transport, send };
}

const call = { type: 'call', destination: '091000000', campaign: 'Sale' };
const row = (sessionId: string, status: unknown, number = '091000000'): Row => ({ sessionId, status, number });

/** Hears a bar by a clock that the test moves. */
function hearing(options: MotionBarOptions = {}) {
  const clock = holdClock();
  const { bar, transport, send } = setup(options);
  const news: News[] = [];
  transport.tellNews((each) => news.push(each));
  const states = () => news.filter((each): each is CallNews => 'call' in each).map((each) => [each.call, each.state]);
  return { clock, bar, transport, send, news, states };
}

describe('Motion’s phone bar', () => {
  it('is asked at this computer’s port 9888, by GET, from no cache, without a sign-in and a body [C-410 C-411]', async () => {
    const { bar, send } = setup();
    bar.calls = [row('s1', 32), row('s2', 8)];
    await send({ type: 'answer', call: 's1' });
    await send({ type: 'reject', call: 's1' });
    await send({ type: 'hangup', call: 's2' });
    bar.calls = [];
    bar.onCommand = () => (bar.calls = [row('s3', 2)]);
    await send(call);
    expect(bar.requests.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      'GET http://127.0.0.1:9888/api/answer/s1',
      'GET http://127.0.0.1:9888/api/calls',
      'GET http://127.0.0.1:9888/api/hangup/s1',
      'GET http://127.0.0.1:9888/api/hangup/s2',
      'GET http://127.0.0.1:9888/api/calls',
      'GET http://127.0.0.1:9888/api/originate/091000000',
      'GET http://127.0.0.1:9888/api/calls',
    ]);
    for (const { init } of bar.requests) {
      expect(init).to.include({ cache: 'no-store', redirect: 'manual' }).and.not.to.have.property('body');
      expect([...new Headers(init.headers)]).to.deep.equal([]);
    }
  });

  it('asks nothing before a command, unless somebody wants its news: to make it is the consent [C-413]', async () => {
    const { bar, transport, send } = setup();
    expect(transport.supports('call')).to.deep.equal({ ok: true });
    expect(bar.asked).to.deep.equal([]);
    bar.calls = [row('s1', 32)];
    await send({ type: 'answer', call: 's1' });
    expect(bar.asked).to.deep.equal(['answer/s1']);
  });

  it('is on this computer only, unless the page says that it is not [C-410]', () => {
    const make = (baseUrl: string, isRemote = false) => new MotionBarTransport({ baseUrl, isRemote });
    for (const baseUrl of [
      'http://localhost:9888',
      'http://127.0.0.1:9999/',
      'http://[::1]:9888',
      'https://bar.localhost',
    ])
      expect(make(baseUrl).baseUrl).to.equal(baseUrl);
    for (const baseUrl of [
      'http://10.0.0.5:9888',
      'http://127.evil.example',
      'http://localhost.example',
      'http://127.0.0.1.example',
      '/bar',
      'file:///bar',
      'http://127.0.0.1:9888/?x=1',
      'http://127.0.0.1:9888/api/originate/0911?',
      'http://127.0.0.1:9888/api/originate/0911#',
      'http://0.0.0.0:9888',
      'http://127.1.evil.example',
      'http://localhost.:9888',
      'http://a:b@127.0.0.1:9888',
    ])
      expect(() => make(baseUrl), baseUrl)
        .to.throw()
        .that.includes({ code: 'INVALID', field: 'baseUrl' });
    expect(make('http://10.0.0.5:9888', true).baseUrl).to.equal('http://10.0.0.5:9888');
    expect(() => make('javascript:alert(1)', true))
      .to.throw()
      .with.property('code', 'INVALID');
  });

  it('takes a number as a part of the address, and no caller id [C-411]', async () => {
    const { bar, send } = setup();
    expect(await failure(send({ ...call, callerId: '24001234' }))).to.include({
      code: 'INVALID',
      field: 'callerId',
      maybeSent: false,
    });
    expect(bar.asked).to.deep.equal([]);
    bar.list = () => ({});
    for (const destination of ['+598 (9) 1-2.3/4', '*31#0911'])
      expect(await send({ ...call, destination })).to.have.property('status', 'sent');
    expect(bar.commands).to.deep.equal(['originate/%2B59891234', 'originate/*31%230911']);
    for (const destination of ['..', '', '+', '0911,22', '0911w2', '0911?x=1', 'Ana', '09+11'])
      expect(await failure(send({ ...call, destination })), destination).to.include({
        code: 'INVALID',
        field: 'destination',
        maybeSent: false,
      });
    expect(bar.commands).to.have.length(2);
  });

  it('names the call of a dial by its answer, or by the only new one to that number [C-411 C-412]', async () => {
    const before = [row('old', 8, '091000000')];
    const dialled = async (after: Row[], answer = '{}') => {
      const clock = holdClock();
      const { bar, send } = setup();
      bar.calls = before;
      bar.answer = () => new Response(answer);
      bar.onCommand = () => (bar.calls = [...before, ...after]);
      const reply = await passing(clock, send(call));
      releaseClock();
      return { ...reply, looks: bar.looks };
    };
    const all = { transport: 'motion-bar' };
    expect(await dialled([row('s1', 2, '091 000 000')])).to.include({
      ...all,
      status: 'confirmed',
      guid: 's1',
      looks: 2,
    });
    expect(await dialled([row('s1', 2, '5'), row('s2', 4)])).to.include({ ...all, guid: 's2' });
    expect(await dialled([], '{"sessionId":"s9"}')).to.include({ ...all, guid: 's9', looks: 1 });
    for (const [after, answer] of [
      [[]],
      [[], '{"sessionId":"old"}'],
      [[row('s1', 2), row('s2', 2)]],
      [[row('s1', 32)]],
      [[row('s1', 2, '')]],
      [[row('s1', 2, '91000000')]],
      [[row('', 2)]],
    ] as [Row[], string?][]) {
      const reply = await dialled(after, answer);
      expect(reply, JSON.stringify(after))
        .to.include({ ...all, status: 'sent' })
        .and.not.to.have.property('guid');
      const isDoubtful = after.length > 1;
      expect(reply.looks, 'which of two it is no further look tells').to.equal(isDoubtful ? 2 : 4);
    }
  });

  it('waits a moment for the call to be listed', async () => {
    const clock = holdClock();
    const { bar, send } = setup();
    let looks = 0;
    bar.list = () => (++looks < 4 ? [] : [row('s1', 2)]);
    expect(await passing(clock, send(call))).to.include({ status: 'confirmed', guid: 's1' });
  });

  it('dials nothing where the bar does not answer, or this page may not read it: so another dialer may', async () => {
    for (const list of [
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => new Response('', { status: 404 }),
      () => '<html>',
      () => new Response('{"error":"off"}'),
    ]) {
      const { bar, send } = setup();
      bar.list = list;
      expect(await failure(send(call))).to.include({ code: 'UNREACHABLE', maybeSent: false, transport: 'motion-bar' });
      expect(bar.commands).to.deep.equal([]);
    }
  });

  it('repeats no dial, whatever came of it, and says that it may have happened [C-411]', async () => {
    for (const [answer, code, maybeSent] of [
      [() => Promise.reject(new TypeError('Failed to fetch')), 'TIMEOUT', true],
      [() => new Response('', { status: 504 }), 'TIMEOUT', true],
      [() => new Response('', { status: 500 }), 'PROTOCOL', true],
      [() => new Response('<html>'), 'PROTOCOL', true],
      [() => new Response('dialling'), 'PROTOCOL', true],
      [() => new Response('{"success":false}'), 'PROTOCOL', true],
      [() => new Response('', { status: 404 }), 'REJECTED', false],
      [() => new Response('', { status: 401 }), 'UNAUTHORIZED', false],
    ] as const) {
      const { bar, send } = setup();
      bar.answer = answer;
      expect(await failure(send(call)), code).to.include({ code, maybeSent });
      expect(bar.commands).to.deep.equal(['originate/091000000']);
    }
    const clock = holdClock();
    const { bar, send } = setup({ timeout: 50 });
    bar.answer = () => new Promise(() => undefined);
    expect(await passing(clock, failure(send(call)))).to.include({ code: 'TIMEOUT', maybeSent: true });
    expect(bar.commands).to.have.length(1);
  });

  it('asks once more before the byte whether it may go', async () => {
    const { bar, transport } = setup();
    const no = () => Promise.reject(new TypeError('not now'));
    expect(await failure(transport.send(call as Command, false, undefined, no))).to.have.property('maybeSent', false);
    expect(bar.commands).to.deep.equal([]);
    const stop = new AbortController();
    stop.abort();
    expect(await failure(transport.send(call as Command, false, stop.signal))).to.include({
      code: 'CANCELED',
      maybeSent: false,
    });
    transport.close();
    expect(await failure(transport.send(call as Command))).to.include({ code: 'CANCELED', maybeSent: false });
    expect(bar.commands).to.deep.equal([]);
  });

  it('hangs up the call that is meant, or the only one, and never all of several [C-411]', async () => {
    const hangup = async (calls: unknown, command: object = {}) => {
      const { bar, send } = setup();
      bar.list = () => calls;
      const reply = await send({ type: 'hangup', ...command }).catch((cause: unknown) => cause);
      return { commands: bar.commands, looks: bar.looks, ...(reply as object) };
    };
    expect(await hangup([], { call: 'a/b' })).to.deep.include({ commands: ['hangup/a%2Fb'], looks: 0 });
    expect(await hangup([row('s1', 8), row('s2', 128), row('s3', 0)])).to.deep.include({ commands: ['hangup/s1'] });
    // It does not name its call: plain `hangup` ends all, and it is the only one.
    expect(await hangup([{ status: 8 }])).to.deep.include({ commands: ['hangup'] });
    for (const [calls, code] of [
      [[row('s1', 8), row('s2', 64)], 'INVALID'],
      [[row('s1', 8), { status: 'odd' }], 'INVALID'],
      [[], 'REJECTED'],
      [[row('s1', 128)], 'REJECTED'],
      [{}, 'INVALID'],
      ['null', 'INVALID'],
    ] as const)
      expect(await hangup(calls), JSON.stringify(calls)).to.deep.include({ commands: [], code, maybeSent: false });
  });

  it('hangs up blindly only when the bar tells nothing and the person was told that it ends whatever is on [C-411]', async () => {
    for (const list of [() => Promise.reject(new TypeError('Failed to fetch')), () => ({})]) {
      const { bar, send } = setup();
      bar.list = list;
      expect(await failure(send({ type: 'hangup' }))).to.include({
        code: 'INVALID',
        field: 'confirmed',
        maybeSent: false,
      });
      expect(bar.commands).to.deep.equal([]);
      await send({ type: 'hangup', confirmed: true });
      expect(bar.commands).to.deep.equal(['hangup']);
    }
    const clock = holdClock();
    const slow = setup();
    slow.bar.list = () => new Promise(() => undefined);
    const began = Date.now();
    expect(await passing(clock, failure(slow.send({ type: 'hangup' })))).to.include({
      code: 'INVALID',
      field: 'confirmed',
    });
    expect(Date.now() - began, 'by the clock of the test').to.equal(2_000);
    releaseClock();
    const { bar, transport, send } = setup();
    bar.calls = [row('s1', 8), row('s2', 64)];
    expect(await failure(send({ type: 'hangup', confirmed: true }))).to.have.property('code', 'INVALID');
    transport.close();
    expect(await failure(send({ type: 'hangup' }))).to.include({ code: 'CANCELED', maybeSent: false });
    expect(await failure(send({ type: 'hangup', confirmed: true }))).to.have.property('code', 'CANCELED');
    expect(bar.commands).to.deep.equal([]);
  });

  it('answers and rejects what comes in, and nothing else [C-411 C-412]', async () => {
    const sent = async (type: string, calls: unknown, command: object = {}) => {
      const { bar, send } = setup();
      bar.list = () => calls;
      const reply = await send({ type, ...command }).catch((cause: unknown) => cause);
      return { commands: bar.commands, ...(reply as object) };
    };
    const both = [row('s1', 8), row('s2', 32)];
    expect(await sent('answer', both)).to.deep.include({ commands: ['answer/s2'], status: 'confirmed' });
    expect(await sent('reject', both)).to.deep.include({ commands: ['hangup/s2'], status: 'confirmed' });
    expect(await sent('reject', both, { call: 's2' })).to.deep.include({ commands: ['hangup/s2'] });
    expect(await sent('answer', [{ status: 32 }])).to.deep.include({ commands: ['answer'] });
    for (const [type, calls, command, code] of [
      ['reject', both, { call: 's1' }, 'REJECTED'],
      ['reject', both, { call: 's3' }, 'REJECTED'],
      ['reject', [row('s1', 8)], {}, 'REJECTED'],
      ['reject', [{ status: 32 }], {}, 'INVALID'],
      ['reject', {}, { call: 's2' }, 'PROTOCOL'],
      ['answer', [row('s1', 8)], {}, 'REJECTED'],
      ['answer', [{ status: 32 }, row('s1', 8)], {}, 'INVALID'],
      ['answer', [row('s1', 32), row('s2', 32)], {}, 'INVALID'],
    ] as const)
      expect(await sent(type, calls, command), `${type} ${JSON.stringify(calls)}`).to.deep.include({
        commands: [],
        code,
        maybeSent: false,
      });
  });

  it('holds a call with the sister product’s bar alone, and cannot take it back even there [C-414]', async () => {
    const motion = setup();
    expect(motion.transport.supports('hold')).to.include({ ok: false, code: 'UNSUPPORTED' });
    expect(await failure(motion.send({ type: 'hold', call: 's1' }))).to.have.property('code', 'UNSUPPORTED');
    expect(motion.bar.asked).to.deep.equal([]);
    const { bar, transport, send } = setup({ bar: 'universal' });
    expect(transport.supports('unhold').ok).to.equal(false);
    await send({ type: 'hold', call: 's1' });
    bar.calls = [row('s2', 8), row('s3', 64)];
    await send({ type: 'hold' });
    bar.calls = [row('s3', 64)];
    expect(await failure(send({ type: 'hold' }))).to.have.property('code', 'REJECTED');
    expect(bar.commands).to.deep.equal(['hold/s1', 'hold/s2']);
  });

  it('refuses by name, before any byte, what no public page says of it, and never takes the older bar’s road [C-415 C-420]', async () => {
    for (const kind of ['motion', 'universal'] as const) {
      const { bar, transport, send } = setup({ bar: kind });
      const can = ['answer', 'reject', ...(kind === 'universal' ? ['hold'] : [])];
      for (const type of [
        ...Object.keys(callChecks),
        'callWithPhone',
        'cti',
        'dispose',
        'addContact',
      ] as CommandType[]) {
        if (can.includes(type)) continue;
        const support = transport.supports(type);
        expect(support, type).to.include({ ok: false, code: 'UNSUPPORTED' });
        const { code, message } = await failure(send({ type, call: 's1', state: 'paused', digits: '1', to: '5' }));
        expect([code, message]).to.deep.equal(['UNSUPPORTED', support.ok ? '' : support.reason]);
        if (type in callChecks) expect(message).to.contain('not known for this dialer');
      }
      expect(bar.asked).to.deep.equal([]);
      bar.calls = [row('s1', 32)];
      for (const command of [{ type: 'answer' }, { type: 'reject' }, { type: 'hangup' }, { ...call, destination: '7' }])
        await send(command);
      expect(bar.commands.map((path) => path.split('/')[0])).to.deep.equal(['answer', 'hangup', 'hangup', 'originate']);
      for (const { url } of bar.requests) expect(url).to.match(/^http:\/\/127\.0\.0\.1:9888\/api\//);
    }
  });

  it('brings the checks of its commands to a client', async () => {
    const clock = holdClock();
    const { bar, transport } = setup();
    const client = new CtiClient({ transports: [transport] });
    expect(client.supports('answer').ok, 'nothing comes in').to.equal(false);
    bar.calls = [row('s1', 32)];
    await clock.tickAsync(5_000);
    expect(client.supports('answer')).to.include({ ok: true, transport: 'motion-bar' });
    expect(await failure(client.send({ type: 'answer', call: 7 } as never))).to.have.property('code', 'INVALID');
    client.close();
  });
});

describe('what Motion’s phone bar tells', () => {
  it('is every documented status as a state of ours [C-412]', async () => {
    const { clock, bar, states } = hearing();
    const script = [
      [2, 'dialling'],
      ['4', 'ringing'],
      ['active', 'connected'],
      [64, 'held'],
      ['8', 'connected'],
      [16, 'ended'],
    ] as const;
    await clock.tickAsync(0);
    for (const [status] of script) {
      bar.calls = [row('s1', status)];
      await clock.tickAsync(5_000);
    }
    expect(states()).to.deep.equal(script.map(([, state]) => ['s1', state]));
    bar.calls = [row('s2', 32, '24001234')];
    await clock.tickAsync(5_000);
    bar.calls = [row('s2', 128, '24001234')];
    await clock.tickAsync(5_000);
    expect(states().slice(script.length)).to.deep.equal([
      ['s2', 'incoming'],
      ['s2', 'ended'],
    ]);
  });

  it('is told once, with the number, and no line of the log again and again [C-412]', async () => {
    const clock = holdClock();
    const { bar, transport } = setup();
    const lines: unknown[] = [];
    transport.watch((what) => lines.push(what));
    const news: News[] = [];
    transport.tellNews((each) => news.push(each));
    let seconds = 0;
    bar.list = () => [{ ...row('s1', 8, '24001234'), seconds: seconds++ }];
    await clock.tickAsync(10_000);
    expect(bar.looks).to.be.greaterThan(5);
    expect(news).to.deep.equal([{ call: 's1', state: 'connected', number: '24001234' }, { calls: ['s1'] }]);
    expect(lines).to.deep.equal(['received']);
  });

  it('ends a call that is absent twice, and none by a look that failed or cannot be read [C-412]', async () => {
    const { clock, bar, states } = hearing();
    bar.calls = [row('s1', 8)];
    await clock.tickAsync(0);
    for (const list of [
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => '<html>',
      () => ({}),
      () => new Response('', { status: 500 }),
      () => [{ status: 8 }], // it may be this one
    ]) {
      bar.list = list;
      await clock.tickAsync(200_000);
      expect(states()).to.deep.equal([['s1', 'connected']]);
    }
    bar.list = undefined;
    bar.calls = [];
    await clock.tickAsync(1_000);
    expect(states()).to.have.length(1);
    bar.calls = [row('s1', 8)];
    await clock.tickAsync(1_000);
    bar.calls = [row('s2', 0)];
    await clock.tickAsync(10_000);
    expect(states()).to.deep.equal([
      ['s1', 'connected'],
      ['s1', 'ended'],
    ]);
  });

  it('ends what the page knew from before a reload, after two looks, and says nothing of what was over [C-412]', async () => {
    const { clock, bar, news } = hearing();
    bar.calls = [row('s0', 128), row('s1', 8)];
    await clock.tickAsync(0);
    expect(news).to.have.length(1);
    await clock.tickAsync(10_000);
    expect(news).to.deep.equal([{ call: 's1', state: 'connected', number: '091000000' }, { calls: ['s1'] }]);
  });

  it('is of all calls only after two looks in a row that could be read as a whole [C-412]', async () => {
    const { clock, bar, news } = hearing();
    bar.calls = [row('s1', 8)];
    await clock.tickAsync(0);
    bar.list = () => [row('s1', 8), { status: 8 }];
    await clock.tickAsync(1_000);
    bar.list = undefined;
    await clock.tickAsync(1_000);
    expect(news).to.have.length(1);
    await clock.tickAsync(1_000);
    expect(news.slice(1)).to.deep.equal([{ calls: ['s1'] }]);
  });

  it('is read by the highest bit that is known where several are set, and unknown where none is [C-412]', () => {
    for (const [status, state] of [
      [72, 'held'],
      ['10', 'connected'],
      [33, 'incoming'],
      [136, 'ended'],
      [256 + 8, 'connected'],
      [256, 'unknown'],
      [-1, 'unknown'],
      [8.5, 'unknown'],
      ['busy', 'unknown'],
      [null, 'unknown'],
      [{}, 'unknown'],
      [0, 'none'],
      [1, 'none'],
      [' Idle ', 'none'],
    ] as const)
      expect(readBarStatus(status), JSON.stringify(status)).to.equal(state);
  });

  it('leaves no long sample, whatever it says, and one also where only the number has no name', () => {
    const deep = JSON.parse(`${'{"a":['.repeat(50)}1${']}'.repeat(50)}`) as unknown;
    for (const answer of [deep, { x: Array(500).fill({ k: 'v' }) }, { t: 'Ana '.repeat(9_000) }])
      expect(readBarCalls(JSON.stringify([answer])).sample?.length).to.be.below(400);
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`key${at}`, 1]));
    expect(readBarCalls(JSON.stringify(many)).sample?.length).to.equal(2_000);
    expect(readBarCalls('[{"id":"a1","status":8}]').sample).to.equal('[{"id":"x9","status":8}]');
    expect(readBarCalls('[{"id":"a1","status":32,"number":""}]').sample, 'withheld').to.equal(undefined);
    expect(readBarCalls('').sample).to.equal(undefined);
  });

  it('is the end of a dial, too, that was over before the next look', async () => {
    const { clock, bar, send, states } = hearing();
    await clock.tickAsync(10_000);
    bar.answer = () => new Response('{"sessionId":"s1"}');
    expect(await send(call)).to.have.property('guid', 's1');
    await clock.tickAsync(10_000);
    expect(states()).to.deep.equal([['s1', 'ended']]);
  });

  it('is another call where the bar was started again and its ids began anew: a command for the old one goes to nobody [C-411 C-412]', async () => {
    const { clock, bar, send, states } = hearing();
    bar.calls = [row('1', 8)];
    await clock.tickAsync(0);
    bar.calls = [row('1', 32, '24001234')];
    await clock.tickAsync(1_000);
    bar.calls = [];
    await clock.tickAsync(10_000);
    bar.calls = [row('1', 8)];
    await clock.tickAsync(5_000);
    expect(states()).to.deep.equal([
      ['1', 'connected'],
      ['1', 'ended'],
      ['1~2', 'incoming'],
      ['1~2', 'ended'],
      ['1~3', 'connected'],
    ]);
    for (const type of ['hangup', 'answer', 'reject'])
      for (const over of ['1', '1~2', '1~9'])
        expect(await failure(send({ type, call: over })), type).to.include({ code: 'REJECTED', maybeSent: false });
    expect(bar.commands).to.deep.equal([]);
    await send({ type: 'hangup', call: '1~3' });
    expect(bar.commands).to.deep.equal(['hangup/1']);
    bar.calls = [];
    await clock.tickAsync(10_000);
    bar.onCommand = () => (bar.calls = [row('1', 2)]);
    expect(await send(call)).to.have.property('guid', '1~4');
    for (const status of [128, 8]) {
      bar.calls = [row('1', status)];
      await clock.tickAsync(5_000);
    }
    expect(states().slice(-2)).to.deep.equal([
      ['1~4', 'ended'],
      ['1~5', 'connected'],
    ]);
  });

  it('is asked once more before a hang-up where the last look failed, and the hang-up goes also where it is silent still [C-411]', async () => {
    const { clock, bar, send, states } = hearing();
    bar.calls = [row('1', 8)];
    await clock.tickAsync(0);
    bar.list = () => Promise.reject(new TypeError('Failed to fetch'));
    await clock.tickAsync(20_000);
    await send({ type: 'hangup', call: '1' });
    expect(bar.commands).to.deep.equal(['hangup/1']);
    bar.list = () => [row('1', 32, '24001234')];
    expect(await failure(send({ type: 'hangup', call: '1' }))).to.include({ code: 'REJECTED', maybeSent: false });
    expect(bar.commands).to.have.length(1);
    expect(states().slice(1)).to.deep.equal([
      ['1', 'ended'],
      ['1~2', 'incoming'],
    ]);
  });

  it('is the same call whatever a look says of it meanwhile, also of one that was just dialled [C-412]', async () => {
    const { clock, bar, send, states } = hearing({ pace: 2 });
    await clock.tickAsync(10_000);
    let answer: (text: Response) => void = () => undefined;
    bar.answer = () => new Promise((resolve) => (answer = resolve));
    bar.onCommand = () => (bar.calls = [row('s1', 8)]);
    const placed = send(call);
    await clock.tickAsync(3_000);
    answer(new Response('{"sessionId":"s1"}'));
    expect(await placed).to.have.property('guid', 's1');
    for (const status of [64, 8, 'odd', 4, 128, 'odd']) {
      bar.calls = [row('s1', status)];
      await clock.tickAsync(2_000);
    }
    expect(new Set(states().map(([guid]) => guid))).to.deep.equal(new Set(['s1']));
  });

  it('is looked at every five seconds, every second in a call, less where nobody answers, and no more once closed', async () => {
    const { clock, bar, transport } = hearing({ pace: 0.1 });
    const looksIn = async (milliseconds: number) => {
      const before = bar.looks;
      await clock.tickAsync(milliseconds);
      return bar.looks - before;
    };
    expect(await looksIn(20_000), 'no quicker than every two seconds').to.equal(11);
    bar.calls = [row('s1', 8)];
    await looksIn(2_000);
    expect(await looksIn(10_000)).to.equal(10);
    bar.list = () => Promise.reject(new TypeError('Failed to fetch'));
    await looksIn(300_000);
    expect(await looksIn(120_000)).to.equal(2);
    transport.close();
    expect(await looksIn(600_000)).to.equal(0);
    expect(clock.countTimers()).to.equal(0);
    const usual = setup();
    usual.transport.tellNews(() => undefined);
    await clock.tickAsync(19_999);
    expect(usual.bar.looks).to.equal(4);
  });

  it('is not looked at while the page is hidden and no call is on, and at once when it is seen again', async () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    const before = Object.getOwnPropertyDescriptor(globalThis, 'document');
    Object.defineProperty(globalThis, 'document', { value: page, configurable: true });
    const show = (state: string) => {
      page.visibilityState = state;
      page.dispatchEvent(new Event('visibilitychange'));
    };
    try {
      const { clock, bar, transport, states } = hearing();
      await clock.tickAsync(0);
      show('hidden');
      await clock.tickAsync(60_000);
      expect(bar.looks).to.equal(1);
      bar.calls = [row('s1', 32)];
      show('visible');
      await clock.tickAsync(0);
      expect(states()).to.deep.equal([['s1', 'incoming']]);
      show('hidden');
      bar.calls = [row('s1', 8)];
      await clock.tickAsync(2_000);
      expect(states()).to.deep.equal([
        ['s1', 'incoming'],
        ['s1', 'connected'],
      ]);
      bar.calls = [];
      await clock.tickAsync(600_000);
      expect(states().at(-1)).to.deep.equal(['s1', 'ended']);
      const { looks } = bar;
      transport.close();
      show('visible');
      await clock.tickAsync(60_000);
      expect(bar.looks).to.equal(looks);
    } finally {
      if (before) Object.defineProperty(globalThis, 'document', before);
      else delete (globalThis as { document?: unknown }).document;
    }
  });

  it('is looked at anew after a command, also when a look is on its way', async () => {
    const { clock, bar, send, states } = hearing();
    await clock.tickAsync(0);
    bar.calls = [row('s1', 32)];
    bar.onCommand = () => (bar.calls = [row('s1', 8)]);
    await send({ type: 'answer', call: 's1' });
    await clock.tickAsync(0);
    expect(states()).to.deep.equal([['s1', 'connected']]);
    let answerLook: (calls: Row[]) => void = () => undefined;
    bar.list = () => new Promise<Row[]>((resolve) => (answerLook = resolve));
    await clock.tickAsync(1_000);
    bar.onCommand = () => undefined;
    await send({ type: 'hangup', call: 's1' });
    bar.list = () => [row('s1', 128)];
    answerLook([row('s1', 8)]);
    await clock.tickAsync(0);
    expect(states().at(-1)).to.deep.equal(['s1', 'ended']);
  });

  it('is nothing more once closed, also where a look was on its way', async () => {
    const { clock, bar, transport, news } = hearing();
    let answerLook: (calls: Row[]) => void = () => undefined;
    bar.list = () => new Promise<Row[]>((resolve) => (answerLook = resolve));
    await clock.tickAsync(0);
    expect(bar.looks).to.equal(1);
    transport.close();
    answerLook([row('s1', 8)]);
    await clock.tickAsync(600_000);
    expect([bar.looks, news, clock.countTimers()]).to.deep.equal([1, [], 0]);
  });

  it('is read from a list, or from an object with one, under several names in any case [C-412]', async () => {
    for (const list of [
      [{ SESSIONID: 's1', STATUS: '8', Remote: '24001234' }],
      { Calls: [{ id: 's1', state: 8, callerId: '24001234' }], count: 1 },
      { data: [{ sessionId: 's1', callStatus: 'Active', number: 24001234 }] },
    ]) {
      const { clock, bar, transport, news } = hearing();
      bar.list = () => list;
      await clock.tickAsync(0);
      expect(news).to.deep.equal([{ call: 's1', state: 'connected', number: '24001234' }]);
      expect(transport.unread).to.equal(undefined);
      transport.close();
      releaseClock();
    }
  });

  it('keeps a sample of what it does not understand, with its keys and without its values [C-412]', async () => {
    const { clock, bar, transport, news } = hearing();
    bar.list = () => [{ callRef: 'ab-12', callState: 8, peer: 'Ana +598 91', '24001234': true, sub: { a: [12345] } }];
    await clock.tickAsync(0);
    expect(news).to.deep.equal([]);
    expect(transport.unread).to.equal(
      '[{"99999999":true,"callRef":"xx-99","callState":8,"peer":"xxx +999 99","sub":{"a":["99999"]}}]',
    );
    bar.list = () => [{ peer: '201', callState: '8', state: 72, seconds: 271 }];
    await clock.tickAsync(5_000);
    expect(transport.unread, 'an extension').to.equal('[{"peer":"999","callState":"8","state":72,"seconds":"999"}]');
    bar.list = () => ({ one: [], two: [] });
    await clock.tickAsync(5_000);
    expect(transport.unread).to.equal('{"one":[],"two":[]}');
    bar.list = () => [row('s1', undefined)];
    await clock.tickAsync(5_000);
    expect(news.slice(0, 1)).to.deep.equal([{ call: 's1', state: 'unknown', number: '091000000' }]);
    expect(transport.unread).to.equal('[{"sessionId":"x9","number":"999999999"}]');
  });

  it('is nothing that anybody can make it throw at, or that ends a call by itself', async () => {
    const { clock, bar, news } = hearing();
    bar.calls = [row('s1', 8)];
    await clock.tickAsync(0);
    let told: unknown;
    bar.list = () => new Response(JSON.stringify(told) ?? '');
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
        told = [value, row('s1', 8)];
        await clock.tickAsync(1_000);
        told = value;
        await clock.tickAsync(1_000);
        told = [row('s1', 8)];
        await clock.tickAsync(1_000);
      }),
      { numRuns: runs(200) },
    );
    expect(news.filter((each) => 'call' in each && each.call === 's1')).to.deep.equal([
      { call: 's1', state: 'connected', number: '091000000' },
    ]);
  });
});

describe('a client with Motion’s phone bar', () => {
  it('follows a call from the dial to its end, and one that comes in [C-411 C-412]', async () => {
    const clock = holdClock();
    const { bar, transport } = setup();
    const client = new CtiClient({ transports: [transport] });
    await clock.tickAsync(10_000);
    bar.onCommand = (path) => {
      const [what = '', which] = path.split('/');
      const states: Record<string, Row[]> = {
        originate: [row('s1', 2)],
        answer: [row('s2', 8, '24001234')],
        hangup: bar.calls.filter(({ sessionId }) => sessionId !== which),
      };
      bar.calls = states[what] ?? bar.calls;
    };
    const placed = await passing(clock, client.send({ ...call, type: 'call' }));
    expect(placed).to.include({ status: 'confirmed', guid: 's1' });
    const seen = async (rows: Row[]) => {
      bar.calls = rows;
      await clock.tickAsync(2_000);
      return [client.current?.guid, client.current?.state, client.current?.destination];
    };
    expect(await seen([row('s1', 4)])).to.deep.equal(['s1', 'ringing', '091000000']);
    expect(await seen([row('s1', 8)])).to.deep.equal(['s1', 'connected', '091000000']);
    await passing(clock, client.send({ type: 'hangup' }));
    await clock.tickAsync(3_000);
    expect(client.calls).to.deep.equal([]);
    expect(bar.commands).to.deep.equal(['originate/091000000', 'hangup/s1']);
    bar.calls = [row('s2', 32, '24001234')];
    await clock.tickAsync(5_000);
    expect(client.calls.map(({ guid, state, isIncoming }) => [guid, state, isIncoming])).to.deep.equal([
      ['s2', 'incoming', true],
    ]);
    await passing(clock, client.send({ type: 'answer' }));
    await clock.tickAsync(1_000);
    expect([client.current?.guid, client.current?.state]).to.deep.equal(['s2', 'connected']);
    expect((await failure(client.send({ type: 'hold' }))).code).to.equal('UNSUPPORTED');
    expect(bar.commands.slice(2)).to.deep.equal(['answer/s2']);
    client.close();
  });
});
