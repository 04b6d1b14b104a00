import { expect } from 'chai';
import type { Callback } from '../../src/callbacks/callback.js';
import { CallbackStore } from '../../src/callbacks/callback-store.js';
import { atRest, closePages, dialer, openPage, someAgent, until } from '../outbox/outbox.fixture.js';

const callback: Callback = {
  id: encodeURIComponent('Sale-> 091000000 2099-10-10 15:00:00'),
  at: '2099-10-10 15:00:00',
  entry: { campaign: 'Sale->', destination: '091000000', data: [['account', '7781']] },
  ...{ byResult: false, note: '', status: 'confirmed', waits: '', customerZone: '', dialerZone: '' },
};

/** Rows that are sealed, and no entry. */
const callbacksIn = (rows: object[]) => rows.filter((row) => 'sealed' in Object(row) && !('id' in row));

const stores: CallbackStore[] = [];
async function openStore(agent: string) {
  const { outbox, client } = await openPage(dialer(), { agent });
  const store = new CallbackStore(outbox, () => undefined);
  stores.push(store);
  await store.load();
  return { store, outbox, client };
}

describe('the callbacks in storage', () => {
  afterEach(async () => {
    for (const store of stores.splice(0)) store.close();
    await closePages();
  });

  it('are kept over a reload under the outbox’s key, and the outbox does not mind them', async () => {
    const agent = someAgent();
    const { store, outbox } = await openStore(agent);
    await store.keep(callback);
    const { text, rows } = await atRest(agent);
    expect(callbacksIn(rows)).to.have.length(1);
    for (const secret of ['091000000', '7781']) expect(text).not.to.contain(secret);
    const later = await openStore(agent);
    expect(later.store.all).to.deep.equal([callback]);
    expect([later.store.storage, outbox.problem, later.outbox.problem, later.outbox.list()]).to.deep.equal([
      'sealed',
      '',
      '',
      [],
    ]);
  });

  it('are seen in every tab of the agent, and of nobody else', async () => {
    const agent = someAgent();
    const [here, there, other] = [await openStore(agent), await openStore(agent), await openStore(someAgent())];
    await here.store.keep(callback);
    await until(() => there.store.all.length === 1);
    await there.store.remove(callback.id);
    await until(() => !here.store.all.length);
    expect(other.store.all).to.deep.equal([]);
  });

  it('are deleted by forget, in every tab and at rest', async () => {
    const agent = someAgent();
    const [here, there] = [await openStore(agent), await openStore(agent)];
    await here.store.keep(callback);
    await until(() => there.store.all.length === 1);
    await here.client.forget();
    await until(() => !here.store.all.length && !there.store.all.length);
    expect(callbacksIn((await atRest(agent)).rows)).to.deep.equal([]);
    await here.store.keep(callback); // with the new key
    expect((await openStore(agent)).store.all).to.deep.equal([callback]);
  });

  it('are dropped a day after their time, and after the new time of a move', async () => {
    const agent = someAgent();
    const { store } = await openStore(agent);
    const old = {
      ...callback,
      id: encodeURIComponent('Sale-> 091000000 2020-10-10 15:00:00'),
      at: '2020-10-10 15:00:00',
    };
    await store.keep({ ...old, change: { step: 'gone', to: '2099-10-11 15:00:00' } });
    await store.load();
    expect(store.all).to.have.length(1);
    await store.keep({ ...old, change: undefined });
    await store.load();
    expect(store.all).to.deep.equal([]);
  });

  it('live in the page where the browser refuses storage, which it says', async () => {
    const agent = someAgent();
    const { store } = await openStore(agent);
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given: Parameters<typeof transaction>) {
      if (given[1] === 'readwrite') throw new DOMException('no', 'QuotaExceededError');
      return transaction.apply(this, given);
    };
    try {
      await store.keep(callback);
      expect([store.storage, store.all.length]).to.deep.equal(['memory', 1]);
      expect(store.failure).to.contain('QuotaExceededError');
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    await store.load();
    expect([store.storage, store.failure, (await openStore(agent)).store.all.length]).to.deep.equal(['sealed', '', 1]);
  });

  it('that another version kept stay where they are, unread', async () => {
    const agent = someAgent();
    const { store } = await openStore(agent);
    await store.keep({ ...callback, change: { step: 'elsewhere' as 'gone', to: '' } });
    expect((await openStore(agent)).store.all).to.deep.equal([]);
    expect(callbacksIn((await atRest(agent)).rows)).to.have.length(1);
  });

  it('can be changed by one tab at a time', async () => {
    const agent = someAgent();
    const [here, there] = [await openStore(agent), await openStore(agent)];
    let finish: (() => void) | undefined;
    const first = here.store.alone('x', () => new Promise((resolve) => (finish = resolve)));
    await until(() => finish);
    expect(await there.store.alone('x', () => Promise.resolve())).to.equal(false);
    await there.store.load();
    expect([there.store.isBusy('x'), there.store.isBusy('y')]).to.deep.equal([true, false]);
    finish?.();
    expect(await first).to.equal(true);
  });
});
