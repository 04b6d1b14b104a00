import { expect } from 'chai';
import {
  CtiClient,
  CtiError,
  type CallNews,
  type Command,
  type CommandType,
  type CurrentCall,
  type News,
  type Reply,
  type ToldState,
  type Transport,
  type Witness,
} from '../../src/index.js';
import { callChecks } from '../../src/core/call-commands.js';
import { isStep, type CallState } from '../../src/core/call-state.js';
import { failure } from '../failure.js';
import { fakeTransport } from '../fake-transport.js';
import { fc } from '../seeded.js';
import { until } from '../until.js';

let names = 0;

/** A dialer that tells of its calls when the test says so, and answers as it says. */
function teller({
  name = 'teller',
  can,
  owner = '',
  send = async () => ({ status: 'confirmed', transport: name }) as Reply,
}: {
  name?: string;
  can?: readonly CommandType[];
  owner?: string;
  send?: (command: Command) => Promise<Reply>;
} = {}) {
  const got: Command[] = [];
  const told: CurrentCall[] = [];
  let hear: (news: News) => void = () => undefined;
  const transport: Transport = {
    name,
    checks: callChecks,
    supports: (type) =>
      !can || can.includes(type) ? { ok: true } : { ok: false, code: 'UNSUPPORTED', reason: `${name} cannot ${type}.` },
    send: async (command, _again, _signal, mayGo) => {
      await mayGo?.();
      got.push(command);
      return send(command);
    },
    tellNews: (listener) => (hear = listener),
    close: () => undefined,
  };
  const clientOf = (...others: Transport[]) => {
    const client = new CtiClient({ transports: [transport, ...others], memory: owner });
    client.addEventListener('call', ({ call }) => told.push(call));
    return client;
  };
  const tell = (call: string, state?: ToldState, more: Partial<CallNews> = {}) =>
    hear({ call, state, number: '091000000', ...more });
  return { transport, got, told, clientOf, tell, hear: (news: News) => hear(news) };
}

const states = ['dialling', 'ringing', 'connected', 'held', 'incoming', 'ended', 'unknown'] as const;
const statesOf = (calls: readonly CurrentCall[]) => calls.map(({ guid, state }) => `${guid} ${state}`);
const refusals = (client: CtiClient) =>
  client.log.lines.flatMap(({ what, detail }) => (what === 'refused' ? [(detail as { why: string }).why] : []));

/** The chart of the issue, and what lies between two of its states that nobody told. */
const chart: Readonly<Record<(typeof states)[number], readonly ToldState[]>> = {
  dialling: ['ringing', 'connected', 'held', 'ended', 'unknown'],
  ringing: ['connected', 'held', 'ended', 'unknown'],
  connected: ['held', 'ended', 'unknown'],
  held: ['connected', 'ended', 'unknown'],
  incoming: ['connected', 'held', 'ended', 'unknown'],
  ended: [],
  unknown: ['dialling', 'ringing', 'connected', 'held', 'incoming', 'ended'],
};

describe('the state of a call', () => {
  for (const from of states)
    for (const to of states.filter((each) => each !== from))
      it(`goes ${chart[from].includes(to) ? '' : 'never '}from ${from} to ${to}`, () => {
        const isLegal = chart[from].includes(to);
        expect(isStep(from, to)).to.equal(isLegal);
        if (from === 'ended') return;
        const { clientOf, tell, told } = teller();
        const client = clientOf();
        tell('a', from);
        tell('a', to);
        expect(statesOf(told)).to.deep.equal(isLegal ? [`a ${from}`, `a ${to}`] : [`a ${from}`]);
        expect(refusals(client)).to.deep.equal(isLegal ? [] : [`no step from ${from} to ${to}`]);
      });

  it('is told once for each step, however often its dialer says it', () => {
    const { clientOf, tell, told } = teller();
    const client = clientOf();
    for (const state of ['dialling', 'ringing', 'connected', 'held', 'connected', 'ended'] as const)
      for (let times = 0; times < 3; times++) tell('a', state);
    expect(statesOf(told)).to.deep.equal([
      ...['a dialling', 'a ringing', 'a connected', 'a held', 'a connected'],
      'a ended',
    ]);
    expect(client.current).to.include({ guid: 'a', state: 'ended', destination: '091000000' });
    expect(client.calls).to.deep.equal([]);
    tell('a', 'connected');
    expect(client.current?.state, 'an ended call never comes back').to.equal('ended');
  });

  it('comes with its variables, as they were told last', () => {
    const { clientOf, tell, told } = teller();
    const client = clientOf();
    tell('a', 'incoming');
    expect(client.current).to.not.have.property('data');
    tell('a', undefined, { data: [['account', '7781']] });
    expect(client.current?.data).to.deep.equal([['account', '7781']]);
    let changes = 0;
    client.addEventListener('change', () => changes++);
    tell('a', undefined, { data: [['account', '7781']] });
    expect(changes).to.equal(0);
    tell('a', 'connected');
    expect(client.current?.data).to.deep.equal([['account', '7781']]);
    expect(statesOf(told)).to.deep.equal(['a incoming', 'a connected']);
  });

  it('of any run of news never leaves its chart, and what is told of one call changes no other', () => {
    const step = fc.record({
      call: fc.constantFrom('a', 'b', 'c'),
      state: fc.option(fc.constantFrom(...states), { nil: undefined }),
      isMuted: fc.option(fc.boolean(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (run) => {
        const { clientOf, hear } = teller();
        const client = clientOf();
        const last = new Map<string, CallState>();
        client.addEventListener('call', ({ call }) => {
          const before = last.get(call.guid ?? '');
          if (before && before !== call.state)
            expect(isStep(before, call.state), `${before} ${call.state}`).to.equal(true);
          last.set(call.guid ?? '', call.state);
        });
        for (const news of run) {
          const others = client.calls.filter(({ guid }) => guid !== news.call);
          hear(news);
          expect(client.calls.filter(({ guid }) => guid !== news.call)).to.deep.equal(others);
        }
      }),
    );
  });

  it('of a dialer that tells nothing is “placed” since the dial', async () => {
    const { transport, told, clientOf } = teller({
      send: async () => ({ status: 'confirmed', transport: 'teller', guid: 'g-1' }) as Reply,
    });
    delete (transport as Partial<Transport>).tellNews;
    const client = clientOf();
    await client.send({ type: 'call', destination: '091000000', campaign: 'Sale->' });
    expect(client.current).to.include({ guid: 'g-1', state: 'placed', muted: false, recordingPaused: false });
    expect(statesOf(told)).to.deep.equal(['g-1 placed']);
    expect(statesOf(client.calls)).to.deep.equal(['g-1 placed']);
  });

  it('is that of the dial which the dialer tells of before it answers it', async () => {
    const { tell, told, clientOf } = teller({
      send: async () => {
        tell('g-1', 'dialling');
        tell('g-1', 'ringing');
        return { status: 'confirmed', transport: 'teller', guid: 'g-1' } as Reply;
      },
    });
    const client = clientOf();
    await client.send({ type: 'call', destination: '+598 91 000 000', campaign: 'Sale->' });
    expect(client.calls).to.have.length(1);
    expect(client.current).to.include({ guid: 'g-1', campaign: 'Sale->', state: 'ringing' });
    expect(told.map(({ state }) => state)).to.include.members(['dialling', 'ringing']);
  });

  it('is found for a dial whose answer was lost: the dialer tells of a call to that number', async () => {
    const { tell, clientOf } = teller({
      send: () => Promise.reject(new CtiError('TIMEOUT', 'No answer.', { maybeSent: true })),
    });
    const client = clientOf();
    await failure(client.send({ type: 'call', destination: '091000000', campaign: 'Sale->' }));
    expect(client.current).to.include({ guid: undefined, state: 'unknown' });
    tell('g-7', 'connected');
    expect(client.current).to.include({ guid: 'g-7', state: 'connected', campaign: 'Sale->' });
    expect(client.calls).to.have.length(1);
  });

  it('ends for all calls that a dialer does not name among those that are on', () => {
    const { tell, hear, told, clientOf } = teller();
    const client = clientOf();
    tell('a', 'held');
    tell('b', 'connected', { number: '092' });
    hear({ calls: ['a'] });
    expect(statesOf(client.calls)).to.deep.equal(['a held']);
    expect(statesOf(told).at(-1)).to.equal('b ended');
  });

  it('of a call that ends before it was told of is a line of the log and nothing else', () => {
    const { tell, told, clientOf } = teller();
    const client = clientOf();
    tell('a', 'ended');
    tell('b', undefined, { isMuted: true });
    expect([told, client.calls, client.current]).to.deep.equal([[], [], undefined]);
    expect(refusals(client)).to.deep.equal(['no call ended', 'no call changed']);
  });

  it('stays ended after a reload, with its number, for its result', () => {
    const owner = `calls ${names++}`;
    const first = teller({ owner });
    const client = first.clientOf();
    first.tell('a', 'connected', { campaign: 'Sale->' });
    first.tell('a', 'ended');
    client.close();
    const next = teller({ owner }).clientOf();
    expect(next.current).to.include({ guid: 'a', state: 'ended', destination: '091000000', campaign: 'Sale->' });
    expect(next.calls).to.deep.equal([]);
  });

  it('is “placed” after a reload until its dialer tells it, and ended where its dialer does not name it', () => {
    const owner = `calls ${names++}`;
    const first = teller({ owner });
    first.clientOf();
    first.tell('a', 'connected');
    const next = teller({ owner });
    const client = next.clientOf();
    expect(client.current).to.include({ guid: 'a', state: 'placed' });
    next.hear({ calls: [] });
    expect(client.current).to.include({ guid: 'a', state: 'ended' });
  });
});

describe('ten thousand calls', () => {
  it('leave no more behind than the last ones, and are each told once for each state', () => {
    const { tell, clientOf, hear } = teller();
    const client = clientOf();
    const heard = new Map<string, number>();
    client.addEventListener('call', ({ call: { guid, state } }) => {
      const name = `${guid} ${state}`;
      heard.set(name, (heard.get(name) ?? 0) + 1);
    });
    const order = ['dialling', 'ringing', 'connected', 'held', 'connected', 'ended'] as const;
    for (let at = 0; at < 10_000; at++) {
      for (const state of order) {
        tell(`c-${at}`, state);
        tell(`c-${at}`, state);
      }
      if (at % 100) continue;
      hear({ calls: [] });
      tell(`c-${at}`, 'connected');
    }
    expect(heard.size).to.equal(50_000);
    expect([...heard].filter(([name, times]) => times !== (name.endsWith('connected') ? 2 : 1))).to.deep.equal([]);
    expect(client.calls).to.deep.equal([]);
    expect(client.log.lines.length).to.be.at.most(500);
  });
});

describe('the flags of a call', () => {
  it('stand beside its state, and are told once', () => {
    const { tell, told, clientOf } = teller();
    const client = clientOf();
    tell('a', 'connected');
    tell('a', undefined, { isMuted: true });
    tell('a', undefined, { isMuted: true });
    tell('a', 'connected', { isRecordingPaused: true });
    expect(client.current).to.include({ state: 'connected', muted: true, recordingPaused: true });
    expect(told.map(({ muted, recordingPaused }) => [muted, recordingPaused])).to.deep.equal([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });
});

describe('the call in hand', () => {
  it('is not one that only rings, until it is answered', () => {
    const { tell, clientOf } = teller();
    const client = clientOf();
    tell('a', 'connected');
    tell('b', 'incoming', { number: '092', name: 'Ana' });
    expect(client.current).to.include({ guid: 'a' });
    expect(client.calls.map(({ guid, name }) => [guid, name])).to.deep.equal([
      ['a', undefined],
      ['b', 'Ana'],
    ]);
    tell('a', 'held');
    tell('b', 'connected', { number: '092' });
    expect(client.current).to.include({ guid: 'b', destination: '092', isIncoming: true });
  });

  it('is one that rings where there is no other', () => {
    const { tell, clientOf } = teller();
    const client = clientOf();
    tell('b', 'incoming', { number: '092' });
    expect(client.current).to.include({ guid: 'b', state: 'incoming' });
    tell('b', 'ended');
    expect(client.current).to.equal(undefined);
  });

  it('stays the ended one while another rings: its result is not saved', () => {
    const { tell, clientOf } = teller();
    const client = clientOf();
    tell('a', 'connected');
    tell('a', 'ended');
    tell('b', 'incoming', { number: '092' });
    expect(client.current).to.include({ guid: 'a', state: 'ended' });
  });

  it('is the customer’s, not the consultation about it', () => {
    const { tell, clientOf } = teller();
    const client = clientOf();
    tell('a', 'connected');
    tell('a', 'held');
    tell('c', 'connected', { number: '1002', consults: 'a' });
    expect(client.current).to.include({ guid: 'a', state: 'held' });
    expect(statesOf(client.calls)).to.deep.equal(['a held', 'c connected']);
    expect(client.calls[1]).to.include({ consults: 'a' });
    tell('a', 'ended');
    expect(client.current?.guid).to.equal('a');
    tell('c', undefined, { number: '1002', consults: '' });
    expect(client.current, 'the customer is gone, and the other one is a call as any').to.include({ guid: 'c' });
    expect(client.current).not.to.have.property('consults');
  });

  it('is the one that the agent speaks with, of two', () => {
    const { tell, clientOf } = teller();
    const client = clientOf();
    tell('a', 'connected');
    tell('a', 'held');
    tell('b', 'connected', { number: '092' });
    expect(client.current?.guid).to.equal('b');
    tell('b', 'held');
    tell('a', 'connected');
    expect(client.current?.guid).to.equal('a');
    tell('b', 'held', { isMuted: true });
    expect(client.current?.guid, 'a flag takes no hand').to.equal('a');
  });

  it('stays the one that the agent speaks with when a page learns of one that waits', () => {
    const { tell, clientOf, told } = teller();
    const client = clientOf();
    tell('a', 'connected');
    tell('b', 'held', { number: '092' });
    tell('c', 'ringing', { number: '093' });
    expect(client.current).to.include({ guid: 'a', state: 'connected' });
    expect(statesOf(told)).to.deep.equal(['a connected', 'b held', 'c ringing']);
    tell('a', 'held');
    tell('b', 'connected');
    expect(client.current?.guid).to.equal('b');
  });

  it('is no call of another dialer that has the same name: what is told of one changes no other', () => {
    const [one, other] = [teller({ name: 'one' }), teller({ name: 'other' })];
    const client = one.clientOf(other.transport);
    one.tell('1', 'connected');
    other.tell('1', 'ended');
    other.tell('1', 'held', { number: '092' });
    expect(statesOf(client.calls)).to.deep.equal(['1 connected']);
    expect(client.current).to.include({ guid: '1', state: 'connected', destination: '091000000' });
    expect(refusals(client)).to.deep.equal(['a call of another dialer']);
  });

  it('stays ended once it has, whatever is told late: also after the agent’s word, and over a late answer and a reload', async () => {
    const late = teller({ can: ['call'], owner: 'late' });
    const client = late.clientOf();
    late.tell('a', 'connected');
    late.tell('a', 'ended');
    late.tell('a', undefined, { isMuted: true });
    await client.recheck();
    late.tell('a', 'connected');
    expect([client.calls, statesOf(late.told)]).to.deep.equal([[], ['a connected', 'a ended']]);
    client.close();

    let answer: (reply: Reply) => void = () => undefined;
    const slow = teller({ owner: 'slow', send: () => new Promise((resolve) => (answer = resolve)) });
    const dialling = slow.clientOf();
    const dial = dialling.send({ type: 'call', destination: '0501234567', campaign: 'Sale->' });
    await new Promise((resolve) => setTimeout(resolve));
    for (const state of ['ringing', 'connected', 'ended'] as const) slow.tell('g', state, { number: '972501234567' });
    answer({ status: 'confirmed', transport: 'teller', guid: 'g' });
    await dial;
    expect(dialling.current).to.include({ guid: 'g', state: 'ended', destination: '0501234567' });
    dialling.close();
    const next = teller({ owner: 'slow' }).clientOf();
    expect(next.current).to.include({ guid: 'g', state: 'ended' });
    expect(next.calls).to.deep.equal([]);
  });

  it('is none once the agent says so, until its dialer tells otherwise', async () => {
    const { tell, clientOf } = teller({ can: ['call'] });
    const client = clientOf();
    tell('a', 'connected');
    await client.recheck();
    expect([client.current, client.calls]).to.deep.equal([undefined, []]);
    tell('a', 'connected');
    expect(client.current).to.include({ guid: 'a', state: 'connected' });
  });
});

describe('a command of a call', () => {
  const commands = [
    ['hold', ['connected']],
    ['unhold', ['held']],
    ['mute', ['dialling', 'ringing', 'connected', 'held']],
    ['unmute', ['dialling', 'ringing', 'connected', 'held']],
    ['pauseRecording', ['dialling', 'ringing', 'connected', 'held']],
    ['resumeRecording', ['dialling', 'ringing', 'connected', 'held']],
    ['answer', ['incoming']],
    ['reject', ['incoming']],
  ] as const;
  for (const [type, fitting] of commands)
    it(`goes with the name of its call, or says before any byte why not: ${type}`, async () => {
      for (const state of states.filter((each) => each !== 'ended')) {
        const { clientOf, tell, got } = teller();
        const client = clientOf();
        tell('a', state);
        const isFit =
          (fitting as readonly string[]).includes(state) || (state === 'unknown' && !type.match(/answer|reject/));
        const support = client.supports(type);
        expect(support.ok, state).to.equal(isFit);
        if (isFit) {
          await client.send({ type });
          expect(got, state).to.deep.equal([{ type, call: 'a' }]);
        } else {
          const error = await failure(client.send({ type }));
          expect(error, state).to.include({
            code: 'INVALID',
            field: 'call',
            message: support.ok ? '' : support.reason,
          });
          expect(got, state).to.deep.equal([]);
        }
      }
    });

  it('is refused where there is no call, and where the named one is over', async () => {
    const { clientOf, got, tell } = teller();
    const client = clientOf();
    expect(client.supports('hold')).to.deep.include({ ok: false, code: 'UNREACHABLE' });
    await failure(client.send({ type: 'hold' }));
    tell('a', 'connected');
    tell('a', 'ended');
    expect((await failure(client.send({ type: 'hold', call: 'a' }))).message).to.include('over');
    expect(got).to.deep.equal([]);
  });

  it('is of the call that it names, and asks which where two could be meant', async () => {
    const { clientOf, got, tell } = teller();
    const client = clientOf();
    tell('a', 'incoming');
    tell('b', 'incoming', { number: '092' });
    expect((await failure(client.send({ type: 'answer' }))).message).to.include('choose');
    await client.send({ type: 'answer', call: 'b' });
    expect(got).to.deep.equal([{ type: 'answer', call: 'b' }]);
  });

  it('goes to no dialer but the one that tells of its call', async () => {
    const one = teller({ name: 'one', can: ['call', 'hangup'] });
    const other = teller({ name: 'other' });
    const client = one.clientOf(other.transport);
    one.tell('a', 'connected');
    expect(client.supports('hold')).to.deep.include({ ok: false, reason: 'one cannot hold.' });
    expect(await failure(client.send({ type: 'hold' }))).to.include({ code: 'UNSUPPORTED' });
    other.tell('b', 'connected', { number: '092' });
    await client.send({ type: 'hold' });
    expect([one.got, other.got]).to.deep.equal([[], [{ type: 'hold', call: 'b' }]]);
  });

  it('of a call that a portal named goes to any dialer that can do it, and says no name', async () => {
    const { transport, got, clientOf } = teller({
      send: async ({ type }) =>
        ({
          ...{ status: 'confirmed', transport: 'teller' },
          ...(type === 'cti' && { cti: { guid: 'g-9', callerId: '091', campaign: 'Sale->', data: [], raw: {} } }),
        }) as Reply,
    });
    const client = clientOf({ ...transport, name: 'other' });
    await client.send({ type: 'cti' });
    await client.send({ type: 'dtmf', digits: '1' });
    expect(got.at(-1)).to.deep.equal({ type: 'dtmf', digits: '1' });
  });

  it('goes to a dialer that tells of no calls without a name, and only for the call in hand', async () => {
    const { transport, clientOf, got } = teller({
      send: async () => ({ status: 'confirmed', transport: 'teller', guid: 'g-1' }) as Reply,
    });
    delete (transport as Partial<Transport>).tellNews;
    const client = clientOf();
    await client.send({ type: 'call', destination: '091000000', campaign: 'Sale->' });
    await client.send({ type: 'hangup', call: 'g-1' });
    expect(got.at(-1)).to.deep.equal({ type: 'hangup', call: undefined });
    expect(await failure(client.send({ type: 'hangup', call: 'g-0' }))).to.include({ code: 'INVALID', field: 'call' });
  });

  it('ends a transfer only where a consultation is there', async () => {
    const { clientOf, got, tell } = teller();
    const client = clientOf();
    tell('a', 'connected');
    expect(client.supports('completeTransfer')).to.deep.include({ ok: false, reason: 'No transfer has begun.' });
    tell('a', 'held');
    tell('c', 'connected', { number: '1002', consults: 'a' });
    await client.send({ type: 'cancelTransfer' });
    expect(got).to.deep.equal([{ type: 'cancelTransfer', call: 'c' }]);
  });

  it('hangs up the call in hand and no other: not one that rings or waits, also after it has ended', async () => {
    const { clientOf, got, tell } = teller();
    const client = clientOf();
    tell('w', 'held', { number: '093' });
    tell('a', 'connected');
    tell('b', 'incoming', { number: '092' });
    await client.send({ type: 'hangup' });
    tell('a', 'ended');
    await client.send({ type: 'hangup' });
    expect(got).to.deep.equal([
      { type: 'hangup', call: 'a' },
      { type: 'hangup', call: 'a' },
    ]);
  });

  it('hangs up the consultation while the agent speaks in it, and never the customer who waits', async () => {
    const { clientOf, got, tell } = teller();
    const client = clientOf();
    tell('a', 'connected');
    tell('a', 'held');
    tell('c', 'ringing', { number: '1002', consults: 'a' });
    await client.send({ type: 'hangup' });
    tell('c', 'connected');
    tell('c', 'held');
    tell('a', 'connected');
    await client.send({ type: 'hangup' });
    expect(got).to.deep.equal([
      { type: 'hangup', call: 'c' },
      { type: 'hangup', call: 'a' },
    ]);
  });

  it('hangs up the dial that is being placed, and never the customer who waits meanwhile', async () => {
    let answer = (): void => undefined;
    const { clientOf, got, tell } = teller({
      send: ({ type }) =>
        type === 'call'
          ? new Promise((resolve) => {
              answer = () => resolve({ status: 'confirmed', transport: 'teller', guid: 'b' } as Reply);
            })
          : Promise.resolve({ status: 'confirmed', transport: 'teller' } as Reply),
    });
    const client = clientOf();
    tell('a', 'connected');
    tell('a', 'held');
    const dialling = client.send({ type: 'call', destination: '092', campaign: 'Sale->' });
    await until(() => got.length === 1);
    await client.send({ type: 'hangup' });
    answer();
    await dialling;
    await client.send({ type: 'hangup' });
    expect(got.slice(1)).to.deep.equal([{ type: 'hangup' }, { type: 'hangup', call: 'b' }]);
  });

  it('hangs up nothing at a dialer that tells of other calls, and no call that this page does not know', async () => {
    const one = teller({ name: 'one', can: ['transfer'] });
    const other = teller({ name: 'other', can: ['hangup'] });
    const client = one.clientOf(other.transport);
    other.tell('b', 'held', { number: '092' });
    one.tell('a', 'connected');
    expect(await failure(client.send({ type: 'hangup' }))).to.include({ code: 'UNSUPPORTED' });
    expect(await failure(client.send({ type: 'hangup', call: 'a' }))).to.include({ code: 'UNSUPPORTED' });
    expect([one.got, other.got]).to.deep.equal([[], []]);
    const able = teller();
    const sure = able.clientOf();
    able.tell('a', 'connected');
    for (const confirmed of [false, true])
      expect(await failure(sure.send({ type: 'hangup', call: 'z', confirmed }))).to.include({ field: 'call' });
    able.tell('a', 'ended');
    await sure.send({ type: 'hangup', call: 'a' });
    expect(able.got, 'the one in hand, also where it is told to be over').to.have.length(1);
  });

  it('of a named call is done to no other: not to a consultation either', async () => {
    const { clientOf, tell, got } = teller({ can: ['dtmf', 'hold'] });
    const silent = teller({
      name: 'silent',
      can: ['call', 'dtmf'],
      send: async () => ({ status: 'confirmed', transport: 'silent', guid: 'd' }) as Reply,
    });
    delete (silent.transport as Partial<Transport>).tellNews;
    const client = clientOf(silent.transport);
    tell('a', 'held');
    tell('c', 'connected', { number: '1002', consults: 'a' });
    await client.send({ type: 'call', destination: '099', campaign: 'Sale->' });
    expect(client.current?.guid).to.equal('d');
    await client.send({ type: 'dtmf', digits: '1', call: 'd' });
    expect(got.filter(({ type }) => type === 'dtmf')).to.deep.equal([]);
    expect(silent.got.at(-1)).to.deep.equal({ type: 'dtmf', digits: '1', call: undefined });
  });

  it('keeps digits in their order, the same one twice too, and sends none behind one that failed', async () => {
    const answers: ((isYes: boolean) => void)[] = [];
    const { clientOf, got, tell } = teller({
      send: () =>
        new Promise((resolve, reject) =>
          answers.push((isYes) =>
            isYes
              ? resolve({ status: 'confirmed', transport: 'teller' } as Reply)
              : reject(new CtiError('REJECTED', 'No.')),
          ),
        ),
    });
    const client = clientOf();
    tell('a', 'connected');
    const turn = () => new Promise((resolve) => setTimeout(resolve));
    const sending = ['1', '1', '2', '3'].map((digits) => client.send({ type: 'dtmf', digits }));
    const ends = Promise.allSettled(sending);
    await turn();
    expect(got.map((command) => 'digits' in command && command.digits)).to.deep.equal(['1']);
    answers[0]?.(true);
    await turn();
    expect(got).to.have.length(2);
    answers[1]?.(false);
    const results = await ends;
    expect(got).to.have.length(2);
    expect(results.map((each) => (each.status === 'rejected' ? (each.reason as CtiError).code : 'done'))).to.deep.equal(
      ['done', 'REJECTED', 'CANCELED', 'CANCELED'],
    );
    expect((results[3] as PromiseRejectedResult).reason).to.include({ maybeSent: false });
    const later = client.send({ type: 'dtmf', digits: '4' });
    await turn();
    answers[2]?.(true);
    expect(await later).to.include({ status: 'confirmed' });
  });

  it('can be asked for where it would be sent, of any calls at any dialers', async () => {
    const silentName = 'silent';
    const types = [
      'hold',
      'unhold',
      'mute',
      'dtmf',
      'transfer',
      'completeTransfer',
      'answer',
      'reject',
      'hangup',
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom('one', 'two'),
            fc.constantFrom('a', 'b', 'c'),
            fc.constantFrom(...states),
            fc.constantFrom(undefined, undefined, 'a', 'b'),
          ),
          { maxLength: 8 },
        ),
        fc.uniqueArray(fc.constantFrom(...types), { maxLength: 6 }),
        fc.uniqueArray(fc.constantFrom(...types), { maxLength: 6 }),
        fc.boolean(),
        async (news, canOne, canTwo, isDialled) => {
          const one = teller({ name: 'one', can: canOne });
          const two = teller({ name: 'two', can: canTwo });
          const silent = teller({
            name: silentName,
            can: ['call', 'dtmf', 'hangup'],
            send: async () => ({ status: 'confirmed', transport: silentName, guid: 'd' }) as Reply,
          });
          delete (silent.transport as Partial<Transport>).tellNews;
          const client = one.clientOf(two.transport, silent.transport);
          if (isDialled) await client.send({ type: 'call', destination: '099', campaign: 'Sale->' });
          for (const [who, call, state, consults] of news)
            (who === 'one' ? one : two).tell(`${who} ${call}`, state, {
              ...(consults && consults !== call && { consults: `${who} ${consults}` }),
            });
          for (const type of types)
            for (const call of [undefined, 'one a', 'two b', 'd', 'nobody']) {
              const command = {
                ...{ type, ...(call && { call }) },
                ...(type === 'dtmf' && { digits: '1' }),
                ...(type === 'transfer' && { to: '1002', kind: 'blind', toKind: 'agent' }),
              } as Command;
              const before = [one, two, silent].map(({ got }) => got.length);
              const support = client.supports(type, command);
              const error = await client.send(command).then(
                () => undefined,
                (cause: unknown) => CtiError.from(cause),
              );
              expect(support.ok, `${type} ${call}`).to.equal(!error);
              const went = [one, two, silent].findIndex(({ got }, at) => got.length > (before[at] ?? 0));
              if (error) {
                expect(error.maybeSent).to.equal(false);
                expect(went).to.equal(-1);
              } else expect([one, two, silent][went]?.transport.name).to.equal(support.ok && support.transport);
              const byte = went < 0 ? undefined : [one, two, silent][went]?.got.at(-1);
              const named = byte && 'call' in byte ? byte.call : undefined;
              if (call && named && type !== 'hangup') expect(named, 'the call that was named').to.equal(call);
              if (named && named !== 'nobody')
                expect(named.startsWith(['one', 'two', 'd'][went] ?? ''), `${type} ${named} at ${went}`).to.equal(true);
            }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves none of its digits in the log', async () => {
    const { clientOf, tell } = teller();
    const client = clientOf();
    tell('a', 'connected');
    await client.send({ type: 'dtmf', digits: '4111111111111117' });
    expect(client.exportLog()).not.to.match(/17"/);
  });

  it('refuses what is no digit, before any byte', async () => {
    const { clientOf, got, tell } = teller();
    const client = clientOf();
    tell('a', 'connected');
    for (const digits of ['', ' ', '1 2', '1,2', 'E', '１', '1'.repeat(65)])
      expect(await failure(client.send({ type: 'dtmf', digits })), digits).to.include({
        code: 'INVALID',
        field: 'digits',
      });
    await client.send({ type: 'dtmf', digits: '0123456789*#ABCDabcd' });
    expect(got).to.deep.equal([{ type: 'dtmf', digits: '0123456789*#ABCDABCD', call: 'a' }]);
  });
});

describe('the log of what a dialer tells', () => {
  it('shows its words from the first line on, before anything was sent', () => {
    let witness: Witness = () => undefined;
    const { transport } = teller();
    const client = new CtiClient({
      transports: [{ ...transport, words: ['assignedThing'], watch: (hears) => void (witness = hears) }],
    });
    witness('received', { event: 'assignedThing', action: 'assignedThing', to: '091000017', kind: 'Ana' });
    const [line] = client.log.lines;
    expect(line?.detail).to.deep.include({ action: 'assignedThing', kind: '•••' });
    expect(client.exportLog()).to.not.match(/0910000/);
  });
});

describe('what waits', () => {
  const held = () => {
    const answers: (() => void)[] = [];
    const send = ({ type }: Command) =>
      new Promise<Reply>((resolve) =>
        answers.push(() =>
          resolve({ status: 'confirmed', transport: 'x', ...(type === 'call' && { guid: 'g' }) } as Reply),
        ),
      );
    return { answers, send };
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve));

  it('for the digits before it is of its call: none goes to the one that came meanwhile, nor to another dialer', async () => {
    const { answers, send } = held();
    const one = teller({ name: 'one', send });
    const other = teller({ name: 'other' });
    const client = one.clientOf(other.transport);
    one.tell('a', 'connected');
    const first = client.send({ type: 'dtmf', digits: '4' });
    const second = failure(client.send({ type: 'dtmf', digits: '1' }));
    await turn();
    one.tell('a', 'ended');
    one.tell('b', 'connected', { number: '092' });
    answers[0]?.();
    await first;
    expect(await second).to.include({ code: 'INVALID', field: 'call', maybeSent: false });
    expect([one.got.length, other.got]).to.deep.equal([1, []]);
  });

  it('for `mayCall` is of its call: another customer is not transferred, at no dialer', async () => {
    let say: (value: boolean) => void = () => undefined;
    const mayCall = () => new Promise<boolean>((resolve) => (say = resolve));
    const [one, other] = [teller({ name: 'one' }), teller({ name: 'other' })];
    const client = new CtiClient({ transports: [one.transport, other.transport], destinations: { mayCall } });
    one.tell('a', 'connected');
    other.tell('b', 'held', { number: '092' });
    const going = failure(client.send({ type: 'transfer', to: '091000001', kind: 'blind', toKind: 'number' }));
    await turn();
    one.tell('a', 'ended');
    say(true);
    expect(await going).to.include({ code: 'INVALID', field: 'call', maybeSent: false });
    expect([one.got, other.got]).to.deep.equal([[], []]);
  });

  it('is no transfer beside another one of its call, nor what undoes what is on its way', async () => {
    const { answers, send } = held();
    const { clientOf, tell, got } = teller({ send });
    const client = clientOf();
    tell('a', 'connected');
    const transfer = { type: 'transfer', kind: 'blind', toKind: 'number' } as const;
    const pairs = [
      [
        { ...transfer, to: '091000001' },
        { ...transfer, to: '091000002' },
      ],
      [{ type: 'pauseRecording' }, { type: 'resumeRecording' }],
      [{ type: 'hangup' }, { type: 'hangup', confirmed: true }],
      [{ type: 'mute' }, { type: 'unmute' }],
      [
        { type: 'call', destination: '093000001', campaign: 'Sale->' },
        { ...transfer, to: '093000001' },
      ],
    ] as const;
    for (const [first, second] of pairs) {
      const going = client.send(first);
      expect(await failure(client.send(second)), second.type).to.include({ code: 'BUSY', maybeSent: false });
      await turn();
      answers.at(-1)?.();
      await going;
    }
    expect(got).to.have.length(pairs.length);
  });
});

describe('a transfer to a number', () => {
  const transfer = { type: 'transfer', kind: 'blind', toKind: 'number' } as const;
  const setup = (destinations: object = {}) => {
    const { transport, got, tell } = teller();
    const client = new CtiClient({ transports: [transport], destinations });
    tell('a', 'connected');
    return { client, got };
  };

  it('goes only where the administrator lets agents dial', async () => {
    const { client, got } = setup({ deny: ['+1900', 'premium'] });
    expect(await failure(client.send({ ...transfer, to: '+1 900 555 0100' }))).to.include({
      code: 'INVALID',
      field: 'to',
    });
    expect(got).to.deep.equal([]);
    await client.send({ ...transfer, to: '+598 91 000 000' });
    expect(got).to.deep.equal([{ ...transfer, to: '+598 91 000 000', call: 'a' }]);
  });

  it('asks about what a dial asks about, and the answer does not go out', async () => {
    const { client, got } = setup();
    const error = await failure(client.send({ ...transfer, to: '112' }));
    expect(error).to.include({ code: 'INVALID', field: 'confirmed' });
    await client.send({ ...transfer, to: '112', confirmed: true });
    expect(got).to.deep.equal([{ ...transfer, to: '112', call: 'a' }]);
  });

  it('asks `mayCall`, and counts among the calls of a minute', async () => {
    const asked: string[] = [];
    const { client, got } = setup({ perMinute: 1, mayCall: (number: string) => (asked.push(number), true) });
    await client.send({ ...transfer, to: '091000001' });
    expect(await failure(client.send({ ...transfer, to: '091000002' }))).to.include({ code: 'BUSY' });
    expect([asked, got.length]).to.deep.equal([['091000001'], 1]);
    const refusing = setup({ mayCall: () => 'Not this one.' });
    expect(await failure(refusing.client.send({ ...transfer, to: '091000001' }))).to.include({
      code: 'INVALID',
      field: 'to',
      message: 'Not this one.',
    });
  });

  it('is held to the same where a whole number is called an agent or a campaign', async () => {
    const { client, got } = setup({ deny: ['+1900'] });
    for (const toKind of ['agent', 'campaign'] as const)
      for (const to of ['+1 900 555 0100', '0019005550100'])
        expect(await failure(client.send({ ...transfer, toKind, to })), to).to.include({
          code: 'INVALID',
          field: 'to',
        });
    expect(await failure(client.send({ ...transfer, toKind: 'agent', to: '*21*091000000#' }))).to.include({
      field: 'confirmed',
    });
    await client.send({ ...transfer, toKind: 'agent', to: '1002' });
    expect(got).to.have.length(1);
  });

  it('refuses what is no number, and takes a name for an agent or a campaign', async () => {
    const { client, got } = setup({ deny: ['0'] });
    expect(await failure(client.send({ ...transfer, to: 'Ana' }))).to.include({ code: 'INVALID', field: 'to' });
    await client.send({ ...transfer, toKind: 'agent', to: '0 Ana' });
    await client.send({ ...transfer, toKind: 'campaign', kind: 'attended', to: 'Sale->' });
    expect(got).to.have.length(2);
  });
});

describe('the agent’s state', () => {
  it('is what a dialer told last, and changes once for each', () => {
    const { hear, clientOf } = teller();
    const client = clientOf();
    let changes = 0;
    client.addEventListener('change', () => changes++);
    expect(client.agent).to.equal(undefined);
    hear({ agent: { state: 'paused', reason: 'Lunch' } });
    hear({ agent: { state: 'paused', reason: 'Lunch' } });
    expect(client.agent).to.include({ state: 'paused', reason: 'Lunch' });
    expect(client.agent?.since).to.be.a('number');
    hear({ agent: { state: 'ready' } });
    expect([client.agent?.state, changes]).to.deep.equal(['ready', 2]);
    hear({ agent: undefined });
    hear({ agent: undefined });
    expect([client.agent, changes], 'nobody knows it any more').to.deep.equal([undefined, 3]);
  });

  it('changes the client also when a dialer tells only that it can do something else now', () => {
    const { hear, clientOf, told } = teller();
    const client = clientOf();
    let changes = 0;
    client.addEventListener('change', () => changes++);
    hear({ support: 'changed' });
    expect([changes, told, client.current, client.agent]).to.deep.equal([1, [], undefined, undefined]);
  });

  it('is what a dialer confirmed that tells nothing by itself, and not what was only sent', async () => {
    let status: 'confirmed' | 'sent' = 'confirmed';
    const silent = fakeTransport({ send: () => ({ status, transport: 'fake' }) as Reply });
    const client = new CtiClient({ transports: [{ ...silent, checks: callChecks }] });
    await client.send({ type: 'agentState', state: 'paused', reason: 'Lunch' });
    expect(client.agent).to.include({ state: 'paused', reason: 'Lunch' });
    await client.send({ type: 'logout' });
    expect(client.agent).to.deep.include({ state: 'loggedOut', reason: undefined });
    status = 'sent';
    await client.send({ type: 'agentState', state: 'ready' });
    expect(client.agent, 'nobody knows').to.equal(undefined);
    const { clientOf } = teller();
    const telling = clientOf();
    await telling.send({ type: 'agentState', state: 'ready' });
    expect(telling.agent, 'it tells by itself').to.equal(undefined);
  });

  it('is not known where nobody knows what became of the last change, and stays after a definite no', async () => {
    let fail: CtiError | undefined;
    const silent = fakeTransport({
      send: () => {
        if (fail) throw fail;
        return { status: 'confirmed', transport: 'fake' } as Reply;
      },
    });
    const client = new CtiClient({ transports: [{ ...silent, checks: callChecks }] });
    await client.send({ type: 'agentState', state: 'paused' });
    fail = new CtiError('REJECTED', 'No.', { transport: 'fake', maybeSent: false });
    await failure(client.send({ type: 'agentState', state: 'ready' }));
    expect(client.agent?.state).to.equal('paused');
    fail = new CtiError('TIMEOUT', 'Late.', { transport: 'fake', maybeSent: true });
    await failure(client.send({ type: 'agentState', state: 'ready' }));
    expect(client.agent, 'the agent may be ready').to.equal(undefined);
  });

  it('is changed one at a time: of two answers the later one may be of the earlier change', async () => {
    const answers: (() => void)[] = [];
    const silent = fakeTransport({
      send: () =>
        new Promise<Reply>((resolve) =>
          answers.push(() => resolve({ status: 'confirmed', transport: 'fake' } as Reply)),
        ) as never,
    });
    const client = new CtiClient({ transports: [{ ...silent, checks: callChecks }] });
    const first = client.send({ type: 'agentState', state: 'paused', reason: 'Lunch' });
    for (const command of [{ type: 'agentState', state: 'ready' }, { type: 'logout' }] as const)
      expect(await failure(client.send(command))).to.include({ code: 'BUSY', maybeSent: false });
    answers[0]?.();
    await first;
    expect([client.agent?.state, answers.length]).to.deep.equal(['paused', 1]);
  });

  it('refuses a reason to be ready, and a state that is none', async () => {
    const { clientOf, got } = teller();
    const client = clientOf();
    for (const [command, field] of [
      [{ type: 'agentState', state: 'ready', reason: 'Lunch' }, 'reason'],
      [{ type: 'agentState', state: 'away' }, 'state'],
      [{ type: 'login', password: 'x' }, 'password'],
    ] as const)
      expect(await failure(client.send(command as never))).to.include({ code: 'INVALID', field });
    expect(got).to.deep.equal([]);
  });

  it('and a call wait in no outbox: what comes late would be of another call', async () => {
    const { mayWait } = await import('../../src/index.js');
    expect(Object.keys(callChecks).filter((type) => mayWait.has(type as CommandType))).to.deep.equal([]);
  });

  it('is heard no more once the client is closed', () => {
    const { hear, tell, clientOf } = teller();
    const client = clientOf();
    client.close();
    hear({ agent: { state: 'ready' } });
    tell('a', 'connected');
    expect([client.agent, client.current]).to.deep.equal([undefined, undefined]);
  });
});
