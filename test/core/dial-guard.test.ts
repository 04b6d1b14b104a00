import { expect } from 'chai';
import { CtiClient, CtiError, type Reply, type Transport } from '../../src/index.js';
import { dialAlone, forgetDials } from '../../src/core/dial-guard.js';
import { isAlive, pageId, showAlive } from '../../src/core/page.js';
import { clearTabItems } from '../../src/core/tab-storage.js';
import { holdClock, releaseClock, type Clock } from '../clock.js';
import { failure } from '../failure.js';
import { call } from '../samples.js';
import { turn } from '../turn.js';
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
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await turn(); // what they dialled has ended
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
        void there.send(call).catch(() => undefined);
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
    for (const [memory, destination] of asks)
      void tab(to.transport, memory)
        .send({ ...call, destination })
        .catch(() => undefined);
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
    await forgetDials('guarded Agent2@x', Date.now());
    expect(await dial()).to.deep.equal({ busy: 1 });
    await forgetDials('guarded Agent1@x', Date.now());
    expect(await dial()).to.deep.equal({ result: undefined });
    clock.tick(30_000);
    expect(await dial()).to.deep.equal({ result: undefined });
  });

  it('stays closed while another tab waits for its answer, whatever the agent says', async () => {
    let finish = () => {};
    const first = dialAlone('guarded Agent1@x', '091', () => new Promise<void>((resolve) => (finish = resolve)));
    await until(() => Object.keys(localStorage).length > 0);
    await forgetDials('guarded Agent1@x', Date.now());
    expect(await dialAlone('guarded Agent1@x', '091', async () => 'dialled')).to.have.property('busy');
    finish();
    await first;
  });

  describe('behind a code or a line', () => {
    const spellings = ['099123456', '*31#099123456', '*67099123456', '#31# 099 123 456'];
    const pairs = [
      ...spellings.flatMap((one) => spellings.filter((other) => other !== one).map((other) => [one, other] as const)),
      ['900442079460958', '+44 20 7946 0958'],
    ] as const;

    it('is the same number, also while it is dialled', async () => {
      const to = dialer();
      to.set(() => new Promise(() => undefined));
      for (const [at, [one, other]] of pairs.entries()) {
        const here = tab(to.transport, `guarded Agent${at}@x`);
        void here.send({ ...call, destination: one, confirmed: true }).catch(() => undefined);
        await until(() => to.dialled.length === at + 1);
        for (const each of [here, tab(to.transport, `guarded Agent${at}@x`)]) {
          const error = await failure(each.send({ ...call, destination: other, confirmed: true }));
          expect([error.code, error.maybeSent], `${one} and ${other}`).to.deep.equal(['BUSY', false]);
        }
      }
    });

    it('stays closed for half a minute when nobody knows what became of it', async () => {
      holdClock({ only: 'dates' });
      for (const [at, [one, other]] of pairs.entries())
        for (const memory of ['', `guarded Agent${at}@x`]) {
          const to = dialer();
          to.set(() => Promise.reject(new CtiError('TIMEOUT', 'No answer.')));
          const here = tab(to.transport, memory);
          expect(await failure(here.send({ ...call, destination: one, confirmed: true }))).to.include({
            code: 'TIMEOUT',
          });
          const error = await failure(here.send({ ...call, destination: other, confirmed: true }));
          expect([error.code, to.dialled], `${one} and ${other}`).to.deep.equal(['BUSY', [one]]);
          if (memory)
            expect(await dialAlone(memory, other, async () => 'dialled'), `${one} and ${other}`).to.deep.equal({
              busy: 30_000,
            });
          expect(await dialAlone(memory, '*31#099654321', async (mark) => mark.end(false))).to.have.property('result');
        }
    });
  });

  it('leaves neither itself nor its agent readable in the storage, and nothing there when it is over', async () => {
    let seen = '';
    await dialAlone('guarded Agent7@x', '091000000', async (mark) => {
      seen = JSON.stringify(Object.entries(localStorage));
      mark.end(false);
    });
    expect(seen).to.match(/^\[\["portside-dial [\da-f]{16} [\da-f]{16}","\{.*\}"\]\]$/);
    expect(seen.replaceAll(pageId, '').replace(/"at\\":\d+/, '')).not.to.match(/091|Agent7|guarded/);
    expect(Object.keys(localStorage)).to.deep.equal([]);
  });

  it('stays closed from the moment its byte left', async () => {
    const clock = holdClock({ only: 'dates' });
    await dialAlone('guarded Agent1@x', '091', async (mark) => {
      clock.tick(20_000);
      mark.goes();
      mark.end(true);
    });
    expect(await dialAlone('guarded Agent1@x', '091', async () => 0)).to.deep.equal({ busy: 30_000 });
    const send: Transport['send'] = async (_, __, ___, mayGo) => {
      clock.tick(20_000);
      await mayGo?.();
      throw new CtiError('TIMEOUT', 'No answer.');
    };
    await failure(tab({ ...dialer().transport, send }, 'guarded Agent1@x').send({ ...call, destination: '092' }));
    expect(await dialAlone('guarded Agent1@x', '092', async () => 0)).to.deep.equal({ busy: 30_000 });
  });

  it('is free on the agent’s word when the page that dialled it is gone, and what was dialled since stays closed', async () => {
    const clock = holdClock({ only: 'dates' });
    await dialAlone('guarded Agent1@x', '091', async () => undefined);
    for (const [name, mark] of Object.entries(localStorage))
      localStorage.setItem(name, JSON.stringify({ ...JSON.parse(mark as string), page: 'a page that is gone' }));
    const said = Date.now();
    clock.tick(1);
    await dialAlone('guarded Agent1@x', '092', async (mark) => mark.end(true));
    await forgetDials('guarded Agent1@x', said);
    expect(await dialAlone('guarded Agent1@x', '091', async () => 'dialled')).to.deep.equal({ result: 'dialled' });
    expect(await dialAlone('guarded Agent1@x', '092', async () => 'dialled')).to.have.property('busy');
  });

  it('is dialled by its mark alone where the browser’s locks do not answer', async () => {
    const clock = holdClock();
    const { request, query } = navigator.locks;
    let begin = (_: Lock | null): unknown => undefined;
    navigator.locks.request = ((_: string, __: object, work: typeof begin) => {
      begin = work;
      return new Promise(() => undefined);
    }) as never;
    navigator.locks.query = () => new Promise(() => undefined);
    try {
      const to = dialer();
      const here = tab(to.transport, 'guarded Agent1@x');
      const sent = here.send(call);
      await clock.tickAsync(4_999);
      expect(to.dialled).to.deep.equal([]);
      await clock.tickAsync(1);
      expect(await sent).to.equal(placed);
      begin({} as Lock); // too late
      await clock.tickAsync(0);
      expect(to.dialled).to.deep.equal(['091000000']);
      let isShown = false;
      void showAlive('a page').then(() => (isShown = true));
      void isAlive('another page').then((lives) => (isShown &&= !lives));
      await clock.tickAsync(6_000);
      expect(isShown).to.equal(true);
    } finally {
      Object.assign(navigator.locks, { request, query });
    }
  });

  it('is not dialled once its client is closed, the caller has stopped it, or the page stood still', async () => {
    for (const [ends, hasAsked] of [
      [(client: CtiClient) => client.close(), true],
      [(_: CtiClient, stop: AbortController) => stop.abort(), true],
      [(_: CtiClient, __: AbortController, clock: Clock) => clock.tick(30_001), true],
      [(client: CtiClient) => client.close(), false],
      [(_: CtiClient, stop: AbortController) => stop.abort(), false],
      [(_: CtiClient, __: AbortController, clock: Clock) => clock.tick(30_001), false],
    ] as const) {
      const clock = holdClock();
      const to = dialer();
      let dialled = 0;
      let ask = () => {};
      const waits = new Promise<void>((resolve) => (ask = resolve));
      const send: Transport['send'] = async (_, __, ___, mayGo) => {
        if (hasAsked) await waits; // else it asks in the moment of the press
        await mayGo?.();
        dialled++;
        return placed;
      };
      const client = tab({ ...to.transport, send }, 'guarded Agent1@x');
      const stop = new AbortController();
      const sent = failure(client.send(call, { signal: stop.signal }));
      if (hasAsked) await until(() => Object.keys(localStorage).length > 0);
      ends(client, stop, clock);
      ask();
      expect(await sent).to.include({ code: 'CANCELED', maybeSent: false });
      expect(dialled).to.equal(0);
      expect(Object.keys(localStorage)).to.deep.equal([]);
      releaseClock();
    }
  });

  it('is not held by a transport that never settles once its client is closed', async () => {
    const to = dialer();
    to.set(() => new Promise(() => undefined));
    const here = tab(to.transport, 'guarded Agent1@x');
    const sent = failure(here.send(call));
    await until(() => to.dialled.length === 1);
    here.close();
    expect(await sent).to.include({ code: 'CANCELED', maybeSent: true });
    expect(await dialAlone('guarded Agent1@x', '091000000', async () => 0)).to.have.property('busy');
    holdClock({ only: 'dates' }).tick(30_000);
    const there = tab(to.transport, 'guarded Agent1@x');
    to.set(async () => placed);
    expect(await there.send(call)).to.equal(placed);
  });

  it('is left to the transport to say how far it got where that ends by itself', async () => {
    const to = dialer();
    let end = (_: CtiError) => {};
    to.set(() => new Promise((_, reject) => (end = reject)));
    const close = () => end(new CtiError('CANCELED', 'Refused before.', { maybeSent: false }));
    const here = tab({ ...to.transport, close }, 'guarded Agent1@x');
    const sent = failure(here.send(call));
    await until(() => to.dialled.length === 1);
    here.close();
    expect(await sent).to.include({ code: 'CANCELED', maybeSent: false });
  });
});
