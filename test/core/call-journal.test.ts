import { expect } from 'chai';
import { CtiClient, CtiError, type Command, type Cti, type Reply, type Transport } from '../../src/index.js';
import { CallJournal } from '../../src/core/call-journal.js';
import { pageId, showAlive } from '../../src/core/page.js';
import { clearTabItems, getTabItem, setTabItem } from '../../src/core/tab-storage.js';
import { failure } from '../failure.js';
import { call, callWithPhone, hangup, tag } from '../samples.js';
import { holdClock } from '../clock.js';
import { until } from '../until.js';

const placed = (guid: string) => ({ status: 'confirmed', transport: 'fake', guid }) as Reply;
const ctiOf = (guid: string, callerId = '092'): Cti => ({ guid, callerId, campaign: 'Sale->', data: [], raw: {} });

/** A portal that answers as the test says. */
function portal(canCti = true) {
  const state = {
    cti: null as Cti | null,
    asked: 0,
    dialled: [] as string[],
    /** What a dial is answered. */
    answer: (async () => placed('g-1')) as (command: Command) => Promise<Reply>,
    /** What was told of dials without an answer, with who hears of theirs. */
    followed: [] as { destination: string; answered: (guid: string | undefined) => void }[],
  };
  const transport: Transport = {
    name: 'fake',
    supports: (type) =>
      type !== 'cti' || canCti ? { ok: true } : { ok: false, code: 'UNSUPPORTED', reason: 'No portal.' },
    async send(command) {
      if (command.type === 'cti') {
        state.asked++;
        return { status: 'confirmed', transport: 'fake', cti: state.cti };
      }
      if ('destination' in command) state.dialled.push(command.destination as string);
      return await state.answer(command);
    },
    follow: ({ destination }, answered) => state.followed.push({ destination, answered }),
    close: () => undefined,
  };
  return { state, transport };
}

const lost = async (): Promise<Reply> => {
  throw new CtiError('TIMEOUT', 'No answer.', { maybeSent: true });
};
const other: Command = { ...call, destination: '092000000' };

/** From now on the portal says nothing of its call until the test does. */
function holdCti(transport: Transport) {
  const open: ((cti: Cti | null) => void)[] = [];
  const { send } = transport;
  transport.send = async (command, ...rest) =>
    command.type === 'cti'
      ? ({ status: 'confirmed', transport: 'fake', cti: await new Promise((resolve) => open.push(resolve)) } as Reply)
      : await send.call(transport, command, ...rest);
  return { open, say: (cti: Cti | null) => open.splice(0).forEach((answer) => answer(cti)) };
}

let names = 0;
/** An agent that no other test knows. */
const someone = () => `journal of Agent${names++}@x`;

const clients: CtiClient[] = [];
function page(transport: Transport, memory?: string): CtiClient {
  const destinations = { perMinute: 1_000 };
  const client = new CtiClient({ transports: [transport], destinations, ...(memory && { memory }) });
  clients.push(client);
  return client;
}
/** A page whose dial nobody answered. Where told, it dialled another number before, and was answered. */
async function afterLostDial(before?: string) {
  const { state, transport } = portal();
  const client = page(transport, someone());
  if (before) await client.send({ ...call, destination: before });
  state.answer = lost;
  await failure(client.send(call));
  return { client, state, transport };
}
/** The page is loaded again: another one goes on in this tab. */
function reload(client: CtiClient, transport: Transport, memory: string): CtiClient {
  client.close();
  const name = `call ${memory}`;
  const { [pageId]: book, ...rest } = getTabItem(name) as Record<string, object>;
  if (book) setTabItem(name, { ...rest, [`before ${pageId}`]: { ...book, isLeft: true } });
  return page(transport, memory);
}

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  clearTabItems();
  localStorage.clear();
});

describe('the current call', () => {
  it('is not ended by a client that was closed', async () => {
    const { transport } = portal(false);
    const memory = someone();
    const before = page(transport, memory);
    await before.send(call);
    before.close();
    const after = page(transport, memory);
    expect((await failure(before.recheck())).code).to.equal('CANCELED');
    expect(after.current?.guid).to.equal('g-1');
  });

  it('is known again after a reload, in this tab and for this agent', async () => {
    const { transport } = portal();
    const before = page(transport, 'journal Agent1@x');
    await before.send(call);
    const known = before.current;
    expect(known).to.include({ guid: 'g-1', destination: '091000000', campaign: 'Sale->', state: 'placed' });
    expect(page(transport, 'journal Agent1@x').current).to.deep.equal(known);
    expect(page(transport, 'journal Agent2@x').current).to.equal(undefined);
    expect(page(transport).current).to.equal(undefined);
    expect(reload(before, transport, 'journal Agent1@x').current).to.deep.equal(known);
  });

  it('begins with a dialled number that got a guid, and with no other command or answer', async () => {
    const done = { status: 'confirmed', transport: 'x' } as Reply;
    for (const [command, reply] of [
      [tag, { ...done, guid: 'g-9' }],
      [hangup, done],
    ] as [Command, Reply][]) {
      const { state, transport } = portal();
      const client = page(transport);
      state.answer = async () => reply;
      await client.send(command);
      expect(client.current, command.type).to.equal(undefined);
    }
    const { transport } = portal();
    const client = page(transport);
    await client.send(call);
    expect(client.current).to.include({ guid: 'g-1', destination: '091000000', campaign: 'Sale->' });
  });

  it('gives way to the call that the portal names', async () => {
    const { state, transport } = portal();
    const client = page(transport, 'm');
    await client.send(call);
    state.cti = ctiOf('g-2');
    await client.send({ type: 'cti' });
    expect(client.current).to.include({ guid: 'g-2', destination: '092', campaign: 'Sale->' });
    expect(page(transport, 'm').current?.guid).to.equal('g-2');
  });

  it('takes nothing from the storage that is no call', () => {
    for (const odd of [
      ...['text', 7, null, [], { guid: 7 }, { destination: '091' }],
      ...[
        { page: 7 },
        { page: { isLeft: true } },
        { page: { isLeft: true, dials: [{ id: 'x', guid: 'g' }, 5, null] } },
      ],
    ]) {
      setTabItem('call m', odd);
      expect(page(portal().transport, 'm').current, JSON.stringify(odd)).to.equal(undefined);
    }
  });

  it('is still known where version 0.1 wrote it', () => {
    setTabItem('call m', { guid: 'g-0', destination: '091', campaign: 'Sale->', since: 5 });
    const { current } = page(portal().transport, 'm');
    expect(current).to.include({ guid: 'g-0', destination: '091', campaign: 'Sale->', since: 5, state: 'placed' });
  });

  it('is forgotten when the agent is not on it and the portal names none', async () => {
    const { state, transport } = portal();
    const client = page(transport, 'm');
    await client.send(call);
    let changes = 0;
    client.addEventListener('change', () => changes++);
    expect((await client.recheck()).cti).to.equal(null);
    expect([client.current, state.asked, changes > 0]).to.deep.equal([undefined, 1, true]);
    expect(page(transport, 'm').current).to.equal(undefined);
  });

  it('stays when the portal says that the agent is on it', async () => {
    const { state, transport } = portal();
    const client = page(transport);
    await client.send(call);
    state.cti = ctiOf('g-1');
    await client.recheck();
    expect(client.current?.guid).to.equal('g-1');
  });

  it('is forgotten on the agent’s word where there is no portal to ask', async () => {
    const { state, transport } = portal(false);
    const client = page(transport);
    await client.send(call);
    await client.recheck();
    expect([client.current, state.asked]).to.deep.equal([undefined, 0]);
  });

  it('is not what an answer says that was asked for before the call was placed', async () => {
    const { state, transport } = portal();
    const client = page(transport);
    state.cti = ctiOf('g-0', '090');
    await client.send({ type: 'cti' });
    let answer!: () => void;
    const waits = new Promise<void>((resolve) => (answer = resolve));
    const { send } = transport;
    transport.send = async (command) => {
      if (command.type === 'cti') await waits;
      return await send.call(transport, command);
    };
    const asked = client.send({ type: 'cti' });
    await client.send(call);
    answer();
    expect((await asked).cti, 'who asked is told').to.include({ guid: 'g-0' });
    expect([client.current?.guid, client.cti]).to.deep.equal(['g-1', null]);
  });
});

describe('the agent’s word that there is no call', () => {
  it('ends the call of that moment, and none that was dialled while the portal was asked', async () => {
    const { state, transport } = portal();
    const client = page(transport, someone());
    await client.send(call);
    const { open, say } = holdCti(transport);
    const said = client.recheck();
    await until(() => open.length === 1);
    state.answer = async () => placed('g-2');
    await client.send(other);
    say(null);
    await said;
    expect(client.current).to.include({ guid: 'g-2', destination: '092000000' });
    client.recheck().catch(() => undefined);
    await until(() => open.length === 1);
    say(null);
    await until(() => !client.current, 'the other one has ended');
  });

  it('brings no call back by an answer that was asked for earlier', async () => {
    const { state, transport } = portal();
    const client = page(transport, someone());
    await client.send(call);
    const { open, say } = holdCti(transport);
    const asked = client.send({ type: 'cti' });
    await until(() => open.length === 1);
    state.answer = async () => placed('g-2');
    await client.send(other);
    const said = client.recheck();
    say(ctiOf('g-1', '091000000'));
    await Promise.all([asked, said]);
    expect(client.current).to.equal(undefined);
  });

  for (const code of ['TIMEOUT', 'UNREACHABLE', 'BUSY'] as const)
    it(`counts also where the portal says nothing, and frees the number: ${code}`, async () => {
      const { client, state, transport } = await afterLostDial('090');
      const { send } = transport;
      transport.send = async (command, ...rest) => {
        if (command.type === 'cti') throw new CtiError(code, 'Silent.');
        return await send.call(transport, command, ...rest);
      };
      expect(await client.recheck()).to.include({ status: 'confirmed', cti: null });
      expect(client.current).to.equal(undefined);
      state.answer = async () => placed('g-2');
      await client.send(call);
      expect(client.current).to.include({ guid: 'g-2', destination: '091000000' });
    });

  it('ends a dial to a system that never answers, so that the portal can name the call before it', async () => {
    const { state, transport } = portal();
    const client = page(transport, someone());
    await client.send(call);
    state.answer = async () => ({ status: 'sent', transport: 'fake' }) as Reply;
    await client.send(other);
    state.cti = ctiOf('g-1', '091000000');
    await client.send({ type: 'cti' });
    expect(client.current).to.equal(undefined);
    await client.recheck();
    expect(client.current).to.include({ guid: 'g-1', destination: '091000000' });
  });
});

describe('a call before the current one', () => {
  it('does not become current by a CTI object that still names it', async () => {
    const { state, transport } = portal();
    const client = page(transport, someone());
    await client.send(call);
    state.answer = async () => placed('g-2');
    await client.send(other);
    state.cti = ctiOf('g-1', '091000000');
    await client.send({ type: 'cti' });
    expect(client.current).to.include({ guid: 'g-2', destination: '092000000' });
    expect(client.cti).to.equal(null);
  });

  it('is current again when the portal names it after it has named the later one', async () => {
    const clock = holdClock({ only: 'dates' });
    const { state, transport } = portal();
    const client = page(transport, someone());
    const named = async (guid: string, number: string) => {
      state.cti = ctiOf(guid, number);
      await client.send({ type: 'cti' });
      return client.current?.guid;
    };
    await client.send(call);
    state.answer = async () => placed('g-2');
    await client.send(other);
    clock.tick(60_000);
    expect(await named('g-1', '091000000'), 'the later one may ring for long').to.equal('g-2');
    expect(await named('g-2', '092000000')).to.equal('g-2');
    expect(await named('g-1', '091000000'), 'which was held meanwhile').to.equal('g-1');
    expect(await named('g-3', '093000000'), 'a call that comes in').to.equal('g-3');
    expect(await named('g-1', '091000000')).to.equal('g-1');
  });

  it('is completed by a CTI object that names its number, and does not become current', async () => {
    const { client, state } = await afterLostDial();
    state.answer = async () => placed('g-2');
    await client.send(other);
    state.cti = ctiOf('g-1', '091000000');
    await client.send({ type: 'cti' });
    expect(client.current?.guid).to.equal('g-2');
    state.followed[0]!.answered('g-9');
    expect(client.current?.guid, 'its guid is known').to.equal('g-2');
  });

  it('that is answered late stays before a dial on its way, over a reload', async () => {
    const { state, transport } = portal();
    const memory = someone();
    const client = page(transport, memory);
    let answer = (_: Reply) => {};
    state.answer = () => new Promise((resolve) => (answer = resolve));
    const first = client.send(call);
    await until(() => state.dialled.length === 1);
    state.answer = () => new Promise(() => undefined);
    client.send(other).catch(() => undefined);
    await until(() => state.dialled.length === 2);
    answer(placed('g-1'));
    await first;
    expect(reload(client, transport, memory).current).to.include({ destination: '092000000', state: 'unknown' });
  });

  it('that the portal names while a dial is on its way stays before that', async () => {
    const { state, transport } = portal();
    const client = page(transport, someone());
    let answer = (_: Reply) => {};
    state.answer = () => new Promise((resolve) => (answer = resolve));
    const dialled = client.send(call);
    await until(() => state.dialled.length === 1);
    state.cti = ctiOf('g-in', '095');
    await client.send({ type: 'cti' });
    expect(client.current?.guid).to.equal('g-in');
    answer(placed('g-1'));
    await dialled;
    expect(client.current?.guid).to.equal('g-1');
  });
});

describe('a guid', () => {
  it('of another call says nothing of a dial: neither in time nor late, nor by a CTI object', async () => {
    const { state, transport } = portal();
    const client = page(transport, someone());
    let isOther: Parameters<NonNullable<Transport['knowGuids']>>[0] = () => false;
    transport.knowGuids = (next) => (isOther = next);
    const asks = page(transport, client.owner);
    await asks.send({ ...call, destination: '090' });
    await asks.send(call); // g-1 again
    expect(asks.current).to.include({ guid: undefined, destination: '091000000', state: 'unknown' });
    expect(isOther('g-1', '091000000')).to.equal(true);
    expect(isOther('g-2', '091000000')).to.equal(false);
    state.followed[0]!.answered('g-1');
    expect(asks.current?.guid).to.equal(undefined);
    state.cti = ctiOf('g-1', '091000000');
    await asks.send({ type: 'cti' });
    expect(asks.current?.guid).to.equal(undefined);
    state.followed[0]!.answered('g-2');
    expect(asks.current).to.include({ guid: 'g-2', destination: '091000000' });
  });

  it('that the portal named before the answer came is the dial’s own, and stands there once', async () => {
    const { state, transport } = portal();
    const memory = someone();
    const client = page(transport, memory);
    let answer = (_: Reply) => {};
    state.answer = () => new Promise((resolve) => (answer = resolve));
    const dialled = client.send(call);
    await until(() => state.dialled.length === 1);
    state.cti = ctiOf('g-1', '0091000000');
    await client.send({ type: 'cti' });
    answer(placed('g-1'));
    await dialled;
    expect(client.current).to.include({ guid: 'g-1', destination: '091000000' });
    const { dials } = (getTabItem(`call ${memory}`) as Record<string, { dials: any[] }>)[pageId]!;
    expect(dials.map(({ guid }) => guid)).to.deep.equal(['g-1']);
  });
});

describe('a dial of which nobody knows', () => {
  for (const command of [call, callWithPhone])
    it(`is the current call, without a guid, and never the call before it: ${command.type}`, async () => {
      const { state, transport } = portal();
      const client = page(transport);
      await client.send({ ...command, destination: '090' });
      state.answer = lost;
      expect(await failure(client.send(command))).to.include({ code: 'TIMEOUT', maybeSent: true });
      const { since, ...current } = client.current!;
      expect(current).to.include({
        guid: undefined,
        destination: '091000000',
        campaign: 'Sale->',
        state: 'unknown',
      });
      expect(since).to.be.a('number');
      expect(client.cti).to.equal(null);
    });

  for (const code of ['UNREACHABLE', 'REJECTED', 'UNAUTHORIZED', 'BUSY', 'INVALID'] as const)
    it(`is none when it surely did not happen: ${code}`, async () => {
      const { state, transport } = portal();
      const client = page(transport, someone());
      await client.send({ ...call, destination: '090' });
      state.answer = async () => {
        throw new CtiError(code, 'No.');
      };
      await failure(client.send(call));
      expect(client.current).to.include({ guid: 'g-1', destination: '090', state: 'placed' });
      state.answer = async () => placed('g-2');
      await client.send(call);
      expect(client.current).to.include({ guid: 'g-2', destination: '091000000' });
    });

  it('is completed by a guid that comes late, and gone when the late answer is a no', async () => {
    for (const guid of ['g-late', undefined]) {
      const { client, state } = await afterLostDial('090');
      const [{ destination, answered } = {} as never] = state.followed;
      expect([destination, state.followed.length]).to.deep.equal(['091000000', 1]);
      let changes = 0;
      client.addEventListener('change', () => changes++);
      answered(guid);
      expect(client.current).to.include(
        guid
          ? { guid, destination: '091000000', state: 'placed' }
          : { guid: 'g-1', destination: '090', state: 'placed' },
      );
      expect(changes).to.equal(1);
    }
  });

  it('that is answered late is not the current call any more when a later one is known', async () => {
    const { client, state } = await afterLostDial();
    state.answer = async () => placed('g-2');
    await client.send(other);
    state.followed[0]!.answered('g-late');
    expect(client.current).to.include({ guid: 'g-2', destination: '092000000' });
  });

  it('is decided by a CTI object that names its number, and by no other and by none', async () => {
    const { client, state } = await afterLostDial('090');
    for (const cti of [null, ctiOf('g-1', '090'), ctiOf('g-7', '097'), { ...ctiOf('', '091000000') }]) {
      state.cti = cti;
      await client.send({ type: 'cti' });
      expect(client.current, JSON.stringify(cti)).to.include({ guid: undefined, destination: '091000000' });
      expect(client.cti, 'what is said of another call').to.equal(null);
    }
    state.cti = ctiOf('g-5', '091-000-000');
    await client.send({ type: 'cti' });
    expect(client.current).to.include({ guid: 'g-5', destination: '091000000', state: 'placed' });
    expect(client.cti).to.equal(state.cti);
  });

  it('keeps its number from being dialled for 30 seconds, over a reload and another client, in all spellings', async () => {
    const clock = holdClock();
    const { state, transport } = portal();
    const memory = someone();
    let client = page(transport, memory);
    state.answer = lost;
    await failure(client.send(call));
    state.answer = async () => placed('g-2');
    const again = async (destination = '091-000 000') => await failure(client.send({ ...call, destination }));
    expect(await again()).to.include({ code: 'BUSY', maybeSent: false });
    expect((await again()).message).to.match(/^A call to 091-000 000 may be on: look at your phone\. .* 30 s\.$/);
    client.close();
    client = page(transport, memory); // the session's phone changed
    expect((await again()).code).to.equal('BUSY');
    client = reload(client, transport, memory);
    expect(client.current).to.include({ destination: '091000000', state: 'unknown' });
    await clock.tickAsync(29_000);
    expect((await again()).code).to.equal('BUSY');
    expect(state.dialled).to.deep.equal(['091000000']);
    await client.send(other);
    await clock.tickAsync(1_000);
    await client.send(call);
    expect(state.dialled).to.deep.equal(['091000000', '092000000', '091000000']);
  });

  it('can be dialled again once the agent has said that there is none', async () => {
    const { client, state } = await afterLostDial('090');
    await client.recheck();
    expect(client.current).to.equal(undefined);
    state.answer = async () => placed('g-2');
    await client.send(call);
    expect(client.current).to.include({ guid: 'g-2', destination: '091000000' });
  });

  it('is the call that the portal names when the agent looks again', async () => {
    const { client, state } = await afterLostDial();
    state.cti = ctiOf('g-3', '091000000');
    await client.recheck();
    expect(client.current).to.include({ guid: 'g-3', state: 'placed' });
    state.cti = ctiOf('g-4', '094');
    await client.recheck();
    expect(client.current).to.include({ guid: 'g-4', destination: '094' });
  });

  it('holds nothing for good when the clock jumps', async () => {
    const clock = holdClock();
    const { state, transport } = portal();
    const client = page(transport, someone());
    clock.setSystemTime(Date.now() + 9 * 86_400_000);
    state.answer = lost;
    await failure(client.send(call));
    clock.setSystemTime(Date.now() - 9 * 86_400_000);
    state.answer = async () => placed('g-2');
    await client.send(call);
    expect(client.current?.guid).to.equal('g-2');
  });
});

describe('the call journal', () => {
  it('holds a dial before its first byte, with its transport, and what became of it', async () => {
    const { state, transport } = portal();
    const client = page(transport, 'm');
    const dials = () => (getTabItem('call m') as Record<string, { dials: any[] }>)[pageId]!.dials;
    let seen: any[] = [];
    state.answer = async () => {
      seen = dials();
      return placed('g-1');
    };
    await client.send(call);
    const [{ id, at }] = dials();
    expect(seen).to.have.length(1);
    const dial = { id, at, destination: '091000000', campaign: 'Sale->', transport: 'fake' };
    expect(seen).to.deep.equal([{ ...dial, at: (seen[0] as { at: number }).at, state: 'asked' }]);
    expect(dials()).to.deep.equal([{ ...dial, state: 'placed', guid: 'g-1' }]);
  });

  it('goes on with a dial whose page was loaded again before the answer, and tells its transport', async () => {
    const { state, transport } = portal();
    const memory = someone();
    state.answer = () => new Promise(() => undefined);
    const before = page(transport, memory);
    void before.send(call).catch(() => undefined);
    await until(() => state.dialled.length === 1, 'it is dialled');
    const after = reload(before, transport, memory);
    expect(after.current).to.include({ guid: undefined, destination: '091000000', state: 'unknown' });
    expect(state.followed.map(({ destination }) => destination)).to.deep.equal(['091000000']);
    expect((await failure(after.send(call))).code).to.equal('BUSY');
    state.followed[0]!.answered('g-1');
    expect(after.current).to.include({ guid: 'g-1', destination: '091000000', state: 'placed' });
  });

  it('goes on with what a page left that crashed, once it is known that it does not live', async () => {
    const { state, transport } = portal();
    const memory = someone();
    const dial = { id: 'x-0', destination: '091000000', campaign: 'Sale->', transport: 'fake', at: Date.now() };
    setTabItem(`call ${memory}`, { 'a page that crashed': { dials: [{ ...dial, state: 'asked' }] } });
    const client = page(transport, memory);
    expect((await failure(client.send(call))).code, 'a dial waits until it is known').to.equal('BUSY');
    expect(client.current).to.include({ destination: '091000000', state: 'unknown' });
    expect(state.dialled).to.deep.equal([]);
  });

  it('keeps the last twenty dials', async () => {
    const { transport } = portal();
    const client = page(transport, 'm');
    for (let at = 0; at < 25; at++) await client.send({ ...call, destination: `0910000${at}` });
    const { dials } = (getTabItem('call m') as Record<string, { dials: any[] }>)[pageId]!;
    expect(dials.map(({ destination }) => destination)).to.deep.equal(
      Array.from({ length: 20 }, (_, at) => `0910000${at + 5}`),
    );
  });

  it('loses nothing when the page’s own scripts clear the storage in the middle of a dial', async () => {
    const { state, transport } = portal();
    const memory = someone();
    const client = page(transport, memory);
    let answer = (_: Reply) => {};
    state.answer = () => new Promise((resolve) => (answer = resolve));
    const dialled = client.send(call);
    await until(() => state.dialled.length === 1);
    sessionStorage.clear();
    answer(placed('g-1'));
    await dialled;
    expect(client.current?.guid).to.equal('g-1');
    expect(reload(client, transport, memory).current?.guid, 'it is written again').to.equal('g-1');
  });

  it('of a duplicated tab owns nothing of the original, also once that is closed and the copy is loaded again', async () => {
    const memory = someone();
    const end = await showAlive('the original');
    const dial = { id: 'x', destination: '091', campaign: '', transport: 'fake', at: Date.now() };
    const dials = [{ ...dial, state: 'placed', guid: 'g-1' }];
    setTabItem(`call ${memory}`, { 'the original': { dials } });
    const load = async () => {
      const journal = new CallJournal(memory, () => undefined);
      await journal.ready;
      journal.close();
      return journal.current?.guid;
    };
    expect(await load()).to.equal(undefined);
    end();
    await until(async () => !(await navigator.locks.query()).held!.some(({ name }) => name!.includes('the original')));
    expect(await load(), 'a copy').to.equal(undefined);
    setTabItem(`call ${memory}`, { 'the original': { isLeft: true, dials } }); // another frame of the same tab, as it goes
    expect(await load(), 'written by its owner').to.equal('g-1');
  });

  it('is the next page’s when its page goes, and its own again when that comes back', () => {
    const memory = someone();
    Object.defineProperty(globalThis, 'document', { value: {}, configurable: true });
    const journal = new CallJournal(memory, () => undefined);
    Reflect.deleteProperty(globalThis, 'document');
    const books = () => getTabItem(`call ${memory}`) as Record<string, { isLeft?: boolean; dials: any[] }>;
    journal.settle(journal.begin({ destination: '091', campaign: '' }), 'placed', 'g-1');
    sessionStorage.clear();
    window.dispatchEvent(new Event('pagehide'));
    expect(books()[pageId]).to.deep.include({ isLeft: true });
    // The next page of this tab goes on with it, dials, and goes too.
    const next = { id: 'next', destination: '092', campaign: '', transport: 'fake', at: Date.now() };
    const dials = [...books()[pageId]!.dials, { ...next, state: 'asked' }];
    setTabItem(`call ${memory}`, { 'the next page': { isLeft: true, dials } });
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    expect(journal.current).to.include({ destination: '092', state: 'unknown' });
    expect(Object.keys(books())).to.deep.equal([pageId]);
    expect(books()[pageId]!.dials.map(({ id }) => id))
      .to.have.length(2)
      .and.include('next');
    expect(books()[pageId]).not.to.have.property('isLeft');
    journal.close();
  });
});
