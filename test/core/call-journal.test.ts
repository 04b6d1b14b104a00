import { expect } from 'chai';
import { CtiClient, CtiError, type Command, type Cti, type Reply, type Transport } from '../../src/index.js';
import { pageId } from '../../src/core/page.js';
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

let names = 0;
/** An agent that no other test knows. */
const someone = () => `journal of Agent${names++}@x`;

const clients: CtiClient[] = [];
function page(transport: Transport, memory?: string): CtiClient {
  const client = new CtiClient({ transports: [transport], ...(memory && { memory }) });
  clients.push(client);
  return client;
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
    expect(current).to.deep.equal({ guid: 'g-0', destination: '091', campaign: 'Sale->', since: 5, state: 'placed' });
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

describe('a dial of which nobody knows', () => {
  for (const command of [call, callWithPhone])
    it(`is the current call, without a guid, and never the call before it: ${command.type}`, async () => {
      const { state, transport } = portal();
      const client = page(transport);
      await client.send({ ...command, destination: '090' });
      state.answer = lost;
      expect(await failure(client.send(command))).to.include({ code: 'TIMEOUT', maybeSent: true });
      const { since, ...current } = client.current!;
      expect(current).to.deep.equal({
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
      const { state, transport } = portal();
      const client = page(transport, someone());
      await client.send({ ...call, destination: '090' });
      state.answer = lost;
      await failure(client.send(call));
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
    const { state, transport } = portal();
    const client = page(transport, someone());
    state.answer = lost;
    await failure(client.send(call));
    state.answer = async () => placed('g-2');
    await client.send(other);
    state.followed[0]!.answered('g-late');
    expect(client.current).to.include({ guid: 'g-2', destination: '092000000' });
  });

  it('is decided by a CTI object that names its number, and by no other and by none', async () => {
    const { state, transport } = portal();
    const client = page(transport, someone());
    await client.send({ ...call, destination: '090' });
    state.answer = lost;
    await failure(client.send(call));
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
    const { state, transport } = portal();
    const client = page(transport, someone());
    await client.send({ ...call, destination: '090' });
    state.answer = lost;
    await failure(client.send(call));
    await client.recheck();
    expect(client.current).to.equal(undefined);
    state.answer = async () => placed('g-2');
    await client.send(call);
    expect(client.current).to.include({ guid: 'g-2', destination: '091000000' });
  });

  it('is the call that the portal names when the agent looks again', async () => {
    const { state, transport } = portal();
    const client = page(transport, someone());
    state.answer = lost;
    await failure(client.send(call));
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
    void before.send(call);
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
});
