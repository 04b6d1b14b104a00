import { expect } from 'chai';
import { CtiClient, type Cti, type Reply, type Transport } from '../../src/index.js';
import { CallTracker } from '../../src/core/current-call.js';
import { clearTabItems, setTabItem } from '../../src/core/tab-storage.js';
import { call, hangup, tag } from '../samples.js';

/** A portal that knows of the call that the test says. */
function portal(canCti = true) {
  const state = { cti: null as Cti | null, asked: 0 };
  const transport: Transport = {
    name: 'fake',
    supports: (type) =>
      type !== 'cti' || canCti ? { ok: true } : { ok: false, code: 'UNSUPPORTED', reason: 'No portal.' },
    send: async ({ type }) => {
      if (type !== 'cti') return { status: 'confirmed', transport: 'fake', guid: 'g-1' } as Reply;
      state.asked++;
      return { status: 'confirmed', transport: 'fake', cti: state.cti };
    },
    close: () => undefined,
  };
  return { state, transport };
}

const ctiOf = (guid: string): Cti => ({ guid, callerId: '092', campaign: 'Sale->', data: [], raw: {} });

describe('the current call', () => {
  afterEach(clearTabItems);

  it('is known again after a reload, in this tab and for this agent', async () => {
    const { transport } = portal();
    const before = new CtiClient({ transports: [transport], memory: 'Agent1@x' });
    await before.send(call);
    const known = before.current;
    expect(new CtiClient({ transports: [transport], memory: 'Agent1@x' }).current).to.deep.equal(known);
    expect(new CtiClient({ transports: [transport], memory: 'Agent2@x' }).current).to.equal(undefined);
    expect(new CtiClient({ transports: [transport] }).current).to.equal(undefined);
  });

  it('begins with a dialled number that got a guid, and with no other command or answer', () => {
    const calls = new CallTracker();
    const done = { status: 'confirmed', transport: 'x' } as const;
    const task = { type: 'dialerTask', mode: 'now', campaign: 'Sale->', destination: '093' } as const;
    for (const [command, reply] of [
      [task, done],
      [call, done],
      [tag, { ...done, guid: 'g-9' }],
      [hangup, done],
      [{ type: 'cti' }, done],
    ] as [Parameters<CallTracker['learn']>[0], Reply][]) {
      expect(calls.learn(command, reply), command.type).to.equal(false);
      expect(calls.current, command.type).to.equal(undefined);
    }
    expect(calls.learn(call, { ...done, guid: 'g-1' })).to.equal(true);
    expect(calls.current).to.include({ guid: 'g-1', destination: '091000000', campaign: 'Sale->' });
  });

  it('gives way to the call that the portal names', async () => {
    const { state, transport } = portal();
    const client = new CtiClient({ transports: [transport], memory: 'm' });
    await client.send(call);
    state.cti = ctiOf('g-2');
    await client.send({ type: 'cti' });
    expect(client.current).to.include({ guid: 'g-2', destination: '092', campaign: 'Sale->' });
    expect(new CtiClient({ transports: [transport], memory: 'm' }).current?.guid).to.equal('g-2');
  });

  it('takes nothing from the storage that is no call', () => {
    for (const odd of ['text', 7, null, [], { guid: 7 }, { destination: '091' }]) {
      setTabItem('call m', odd);
      expect(new CtiClient({ transports: [], memory: 'm' }).current, JSON.stringify(odd)).to.equal(undefined);
    }
  });

  it('is forgotten when the agent is not on it and the portal names none', async () => {
    const { state, transport } = portal();
    const client = new CtiClient({ transports: [transport], memory: 'm' });
    await client.send(call);
    let changes = 0;
    client.addEventListener('change', () => changes++);
    expect((await client.recheck()).cti).to.equal(null);
    expect([client.current, state.asked, changes > 0]).to.deep.equal([undefined, 1, true]);
    expect(new CtiClient({ transports: [transport], memory: 'm' }).current).to.equal(undefined);
  });

  it('stays when the portal says that the agent is on it', async () => {
    const { state, transport } = portal();
    const client = new CtiClient({ transports: [transport] });
    await client.send(call);
    state.cti = ctiOf('g-1');
    await client.recheck();
    expect(client.current?.guid).to.equal('g-1');
  });

  it('is forgotten on the agent’s word where there is no portal to ask', async () => {
    const { state, transport } = portal(false);
    const client = new CtiClient({ transports: [transport] });
    await client.send(call);
    await client.recheck();
    expect([client.current, state.asked]).to.deep.equal([undefined, 0]);
  });
});
