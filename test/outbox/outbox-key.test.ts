import { expect } from 'chai';
import { CtiClient, Outbox } from '../../src/index.js';
import { CallbackStore } from '../../src/callbacks/callback-store.js';
import type { Callback } from '../../src/callbacks/callback.js';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { dispose, respool } from '../samples.js';
import { atRest, closePages, dialer, done, fails, openPage, someAgent, unreachable, until } from './outbox.fixture.js';

const secret = 'a secret of the back end';
const raw = new TextEncoder().encode(secret);
const callback: Callback = {
  id: encodeURIComponent('Sale-> 091000000 2099-10-10 15:00:00'),
  at: '2099-10-10 15:00:00',
  entry: { campaign: 'Sale->', destination: '091000000' },
  ...{ byResult: false, note: '', status: 'confirmed', waits: '', customerZone: '', dialerZone: '' },
};

/** A page whose dialer cannot be reached. */
async function offline(agent: string, key?: () => Promise<CryptoKey | string>) {
  const to = unreachable();
  return { ...(await openPage(to, { agent, ...(key && { key }) })), to };
}

describe('the outbox with a key of the page’s back end', () => {
  afterEach(closePages);

  it('leaves nothing in the browser that opens what it keeps, and reads it again with the same secret', async () => {
    const agent = someAgent();
    const { client, outbox } = await offline(agent, async () => secret);
    await client.send(dispose);
    const store = new CallbackStore(outbox, () => undefined);
    await store.keep(callback);
    expect([outbox.storage, outbox.problem, store.storage]).to.deep.equal(['encrypted', '', 'encrypted']);
    const { text, rows } = await atRest(agent);
    expect(rows.filter((row) => row instanceof CryptoKey)).to.deep.equal([]);
    for (const word of [secret, '091000000', dispose.guid]) expect(text).not.to.contain(word);
    client.close();
    store.close();
    const later = await offline(agent, async () => secret);
    expect(later.outbox.list().map(({ command }) => command)).to.deep.equal([dispose]);
    const again = new CallbackStore(later.outbox, () => undefined);
    await again.load();
    expect(again.all).to.deep.equal([callback]);
    again.close();
  });

  it('takes a text, a key for HKDF, or a key that can be exported, and all of them are the same secret', async () => {
    const agent = someAgent();
    const hkdf = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
    const hmac = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, true, ['sign']);
    const { client } = await offline(agent, async () => secret);
    await client.send(dispose);
    for (const key of [hkdf, hmac]) {
      const { outbox, client: page } = await offline(agent, async () => key);
      expect([outbox.list().length, outbox.problem]).to.deep.equal([1, '']);
      page.close();
    }
  });

  it('keeps and counts what another secret has sealed, and is another one for another agent', async () => {
    const agent = someAgent();
    const { client, outbox } = await offline(agent, async () => secret);
    await client.send(dispose);
    const [{ id = '' } = {}] = outbox.list();
    client.close();
    const other = await offline(agent, async () => 'another one');
    expect([other.outbox.list(), other.outbox.problem]).to.deep.equal([
      [],
      'Entries of the outbox that this page cannot read: 1. Tell your administrator.',
    ]);
    expect((await failure(other.outbox.retry(id))).message).to.contain('cannot be read there');
    await other.client.send(respool);
    other.client.close();
    const none = await offline(agent);
    expect(none.outbox.list()).to.deep.equal([]);
    none.client.close();
    const own = await offline(agent, async () => secret);
    expect(own.outbox.list().map(({ command, state }) => [command, state])).to.deep.equal([[dispose, 'waiting']]);
  });

  it('opens no entry in the place of another: each is bound to its name', async () => {
    const agent = someAgent();
    const { client } = await offline(agent, async () => secret);
    await client.send(dispose);
    await client.send(respool);
    client.close();
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(`portside ${agent}@https://integra.example`);
      request.onsuccess = () => resolve(request.result);
    });
    const store = database.transaction('outbox', 'readwrite').objectStore('outbox');
    await new Promise<void>((resolve) => {
      const found = store.getAll();
      found.onsuccess = () => {
        const [one, other] = found.result;
        store.put({ ...one, sealed: other.sealed });
        store.put({ ...other, sealed: one.sealed }).onsuccess = () => resolve();
      };
    });
    database.close();
    const later = await offline(agent, async () => secret);
    expect([later.outbox.list(), later.outbox.problem.includes('cannot read: 2')]).to.deep.equal([[], true]);
  });

  for (const [what, key] of [
    ['is down', () => Promise.reject(new Error('503'))],
    [
      'throws',
      () => {
        throw new Error('oops');
      },
    ],
    ['gives nothing', () => Promise.resolve('')],
    [
      'gives a key of which none can be made',
      () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']),
    ],
  ] as const)
    it(`keeps in memory only where the back end ${what}, says so, and delivers`, async () => {
      const agent = someAgent();
      const { client, outbox, to } = await offline(agent, key as () => Promise<string>);
      expect((await client.send(dispose)).status).to.equal('queued');
      expect([outbox.storage, outbox.problem.includes('the page’s back end gave no key.')]).to.deep.equal([
        ...['memory', true],
      ]);
      expect((await indexedDB.databases()).filter(({ name }) => name?.includes(agent))).to.deep.equal([]);
      to.answer = () => done;
      await outbox.flush();
      expect(outbox.list()).to.deep.equal([]);
    });

  it('keeps in memory only where the browser cannot seal, also where that may be readable without a key', async () => {
    const subtle = Object.getOwnPropertyDescriptor(Crypto.prototype, 'subtle')!;
    Reflect.deleteProperty(Crypto.prototype, 'subtle');
    try {
      const { client, outbox } = await openPage(unreachable(), { plain: true, key: () => Promise.resolve('secret') });
      expect((await client.send(dispose)).status).to.equal('queued');
      expect([outbox.storage, outbox.problem.includes('cannot encrypt')]).to.deep.equal(['memory', true]);
    } finally {
      Object.defineProperty(Crypto.prototype, 'subtle', subtle);
    }
  });

  it('keeps in memory only where the back end does not answer in time', async () => {
    const clock = holdClock({ only: ['setTimeout', 'clearTimeout'] });
    let asked = 0;
    const to = dialer();
    const outbox = new Outbox({
      ...{ agent: someAgent(), server: 'https://integra.example' },
      key: () => (asked++, new Promise(() => undefined)),
    });
    const client = new CtiClient({ transports: [to], outbox });
    const sent = client.send(dispose);
    await until(() => asked, 'the back end is asked');
    await until(async () => (await clock.tickAsync(1_000), to.got.length), 'it goes out');
    expect([await sent, outbox.storage]).to.deep.equal([done, 'memory']);
    client.close();
  });

  it('moves what was kept in memory meanwhile into the browser once the back end is there again', async () => {
    const agent = someAgent();
    let isThere = false;
    const key = async () => (isThere ? secret : '');
    const { client, outbox } = await offline(agent, key);
    await client.send(dispose);
    isThere = true;
    await outbox.flush();
    expect([outbox.storage, outbox.problem]).to.deep.equal(['encrypted', '']);
    client.close();
    const later = await offline(agent, key);
    expect(later.outbox.list().map(({ command }) => command)).to.deep.equal([dispose]);
  });

  it('takes over what was kept without one, and leaves no key behind', async () => {
    const agent = someAgent();
    const before = await offline(agent);
    await before.client.send(dispose);
    expect(before.outbox.storage).to.equal('sealed');
    before.client.close();
    const { outbox, client } = await offline(agent, async () => secret);
    expect([outbox.storage, outbox.list().map(({ command }) => command)]).to.deep.equal(['encrypted', [dispose]]);
    client.close();
    expect((await atRest(agent)).rows.filter((row) => row instanceof CryptoKey)).to.deep.equal([]);
    expect((await offline(agent)).outbox.list(), 'without the secret').to.deep.equal([]);
  });
});

describe('what waits for the agent', () => {
  afterEach(closePages);
  const day = 86_400_000;

  /** A page with a result of which nobody knows whether it arrived; it asks for three days. */
  async function asking() {
    const agent = someAgent();
    const to = dialer();
    to.answer = fails('TIMEOUT');
    const { client, outbox } = await openPage(to, { agent, days: 3 });
    await failure(client.send(dispose));
    return { agent, client, outbox };
  }

  it('is counted down by the days on which a page was open, and removed then with a line in the log', async () => {
    const clock = holdClock({ only: 'dates' });
    const { agent, client, outbox } = await asking();
    const left: unknown[] = [];
    for (let at = 0; at < 4; at++) {
      await outbox.flush();
      left.push(outbox.list()[0]?.daysLeft);
      clock.tick(day);
    }
    expect(left).to.deep.equal([3, 2, 1, undefined]);
    expect(client.log.lines.some(({ detail }) => JSON.stringify(detail).includes('removed'))).to.equal(true);
    expect((await openPage(dialer(), { agent })).outbox.list()).to.deep.equal([]);
  });

  it('is not removed by a clock that jumps a year ahead and back, however often', async () => {
    const clock = holdClock({ only: 'dates' });
    const { outbox } = await asking();
    await outbox.flush();
    for (let times = 0; times < 5; times++) {
      clock.tick(365 * day);
      await outbox.flush();
      clock.setSystemTime(Date.now() - 365 * day);
      await outbox.flush();
    }
    expect(outbox.list().map(({ daysLeft }) => daysLeft)).to.deep.equal([2]);
  });

  it('has no end while it goes out by itself', async () => {
    const clock = holdClock({ only: 'dates' });
    const { client, outbox } = await offline(someAgent());
    await client.send(dispose);
    clock.tick(day / 2);
    await outbox.flush();
    expect(outbox.list().map(({ state, daysLeft }) => [state, daysLeft])).to.deep.equal([['waiting', undefined]]);
  });
});
