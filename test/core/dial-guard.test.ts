import { expect } from 'chai';
import { CtiClient, CtiError, type Reply, type Transport } from '../../src/index.js';
import { dialAlone, forgetDials } from '../../src/core/dial-guard.js';
import { clearTabItems } from '../../src/core/tab-storage.js';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { call } from '../samples.js';
import { until } from '../until.js';

const placed = { status: 'confirmed', transport: 'fake', guid: 'g-1' } as Reply;

/** A dialer that all tabs of the test share. */
function dialer() {
  const dialled: string[] = [];
  let answer: () => Promise<Reply> = async () => placed;
  const transport: Transport = {
    name: 'fake',
    supports: () => ({ ok: true }),
    send: (command) => ('destination' in command && dialled.push(command.destination as string), answer()),
    close: () => undefined,
  };
  return { transport, dialled, set: (next: typeof answer) => (answer = next) };
}

const clients: CtiClient[] = [];
/** A tab of an agent, whose page remembers nothing of another's. */
function tab(transport: Transport, memory: string): CtiClient {
  const client = new CtiClient({ transports: [transport], memory });
  clients.push(client);
  return client;
}

describe('one number', () => {
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
    clearTabItems();
    localStorage.clear();
  });

  for (const hasLocks of [true, false])
    it(`is dialled by one tab of an agent at a time${hasLocks ? '' : ', also without locks'}`, async () => {
      const locks = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(navigator), 'locks')!;
      if (!hasLocks) Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
      try {
        const to = dialer();
        let answer = (_: Reply) => {};
        to.set(() => new Promise((resolve) => (answer = resolve)));
        const [here, there] = [tab(to.transport, 'guarded Agent1@x'), tab(to.transport, 'guarded Agent1@x')];
        const first = here.send(call);
        await until(() => to.dialled.length === 1);
        const error = await failure(there.send({ ...call, destination: '091-000-000' }));
        expect([error.code, error.maybeSent]).to.deep.equal(['BUSY', false]);
        expect(error.message).to.contain('A call to 091-000-000 may be on: look at your phone.');
        answer(placed);
        expect(await first).to.equal(placed);
        void there.send(call);
        await until(() => to.dialled.length === 2, 'it is free again');
        answer(placed);
      } finally {
        Reflect.deleteProperty(navigator, 'locks');
        expect(locks).to.be.an('object');
      }
    });

  it('is dialled by another agent, at another server, and another number by the same', async () => {
    const to = dialer();
    to.set(() => new Promise(() => undefined));
    const asks = [
      ['guarded Agent1@x', '091000000'],
      ['guarded Agent2@x', '091000000'],
      ['guarded Agent1@y', '091000000'],
      ['guarded Agent1@x', '092000000'],
    ] as const;
    for (const [memory, destination] of asks) void tab(to.transport, memory).send({ ...call, destination });
    await until(() => to.dialled.length === 4);
  });

  it('stays closed for half a minute in every tab when nobody knows what became of it, unless the agent says that there is none', async () => {
    const clock = holdClock({ only: 'dates' });
    const to = dialer();
    to.set(() => Promise.reject(new CtiError('TIMEOUT', 'No answer.')));
    const dial = () => dialAlone('guarded Agent1@x', '091', async (mark) => (mark.goes(), mark.end(true)));
    expect(await dial()).to.deep.equal({ result: undefined });
    expect(await dial()).to.deep.equal({ busy: 30_000 });
    clock.tick(29_999);
    expect(await dial()).to.deep.equal({ busy: 1 });
    forgetDials('guarded Agent2@x');
    expect(await dial()).to.deep.equal({ busy: 1 });
    forgetDials('guarded Agent1@x');
    expect(await dial()).to.deep.equal({ result: undefined });
    clock.tick(30_000);
    expect(await dial()).to.deep.equal({ result: undefined });
  });

  it('stays closed while another tab waits for its answer, whatever the agent says', async () => {
    let finish = () => {};
    const first = dialAlone('guarded Agent1@x', '091', () => new Promise<void>((resolve) => (finish = resolve)));
    await until(() => Object.keys(localStorage).length > 0);
    forgetDials('guarded Agent1@x');
    expect(await dialAlone('guarded Agent1@x', '091', async () => 'dialled')).to.have.property('busy');
    finish();
    await first;
  });

  it('leaves neither itself nor its agent readable in the storage, and nothing there when it is over', async () => {
    let seen = '';
    await dialAlone('guarded Agent7@x', '091000000', async (mark) => {
      seen = JSON.stringify(Object.entries(localStorage));
      mark.end(false);
    });
    expect(seen).to.match(/^\[\["portside-dial [\da-f]{16} [\da-f]{16}","\{.*\}"\]\]$/);
    expect(seen).not.to.match(/091|Agent7|guarded/);
    expect(Object.keys(localStorage)).to.deep.equal([]);
  });
});
