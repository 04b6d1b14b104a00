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

const shelves: CallbackStore[] = [];
async function openShelf(agent: string) {
  const { outbox, client } = await openPage(dialer(), { agent });
  const shelf = new CallbackStore(outbox, () => undefined);
  shelves.push(shelf);
  await shelf.load();
  return { shelf, outbox, client };
}

describe('the callbacks in storage', () => {
  afterEach(async () => {
    for (const shelf of shelves.splice(0)) shelf.close();
    await closePages();
  });

  it('are kept over a reload under the outbox’s key, and the outbox does not mind them', async () => {
    const agent = someAgent();
    const { shelf, outbox } = await openShelf(agent);
    await shelf.keep(callback);
    const { text, rows } = await atRest(agent);
    expect(rows.filter((row) => Object.hasOwn(Object(row), 'callback'))).to.have.length(1);
    for (const secret of ['091000000', '7781']) expect(text).not.to.contain(secret);
    const later = await openShelf(agent);
    expect(later.shelf.all).to.deep.equal([callback]);
    expect([later.shelf.storage, outbox.problem, later.outbox.problem, later.outbox.list()]).to.deep.equal([
      'encrypted',
      '',
      '',
      [],
    ]);
  });

  it('are seen in every tab of the agent, and of nobody else', async () => {
    const agent = someAgent();
    const [here, there, other] = [await openShelf(agent), await openShelf(agent), await openShelf(someAgent())];
    await here.shelf.keep(callback);
    await until(() => there.shelf.all.length === 1);
    await there.shelf.remove(callback.id);
    await until(() => !here.shelf.all.length);
    expect(other.shelf.all).to.deep.equal([]);
  });

  it('are deleted by forget, in every tab and at rest', async () => {
    const agent = someAgent();
    const [here, there] = [await openShelf(agent), await openShelf(agent)];
    await here.shelf.keep(callback);
    await until(() => there.shelf.all.length === 1);
    await here.client.forget();
    await until(() => !here.shelf.all.length && !there.shelf.all.length);
    expect((await atRest(agent)).rows.filter((row) => Object.hasOwn(Object(row), 'callback'))).to.deep.equal([]);
    await here.shelf.keep(callback); // with the new key
    expect((await openShelf(agent)).shelf.all).to.deep.equal([callback]);
  });

  it('are dropped a day after their time, and after the new time of a move', async () => {
    const agent = someAgent();
    const { shelf } = await openShelf(agent);
    const old = {
      ...callback,
      id: encodeURIComponent('Sale-> 091000000 2020-10-10 15:00:00'),
      at: '2020-10-10 15:00:00',
    };
    await shelf.keep({ ...old, change: { step: 'gone', to: '2099-10-11 15:00:00' } });
    await shelf.load();
    expect(shelf.all).to.have.length(1);
    await shelf.keep({ ...old, change: undefined });
    await shelf.load();
    expect(shelf.all).to.deep.equal([]);
  });

  it('live in the page where the browser refuses storage, which it says', async () => {
    const agent = someAgent();
    const { shelf } = await openShelf(agent);
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given: Parameters<typeof transaction>) {
      if (given[1] === 'readwrite') throw new DOMException('no', 'QuotaExceededError');
      return transaction.apply(this, given);
    };
    try {
      await shelf.keep(callback);
      expect([shelf.storage, shelf.all.length]).to.deep.equal(['memory', 1]);
      expect(shelf.failure).to.contain('QuotaExceededError');
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    await shelf.load();
    expect([shelf.storage, shelf.failure, (await openShelf(agent)).shelf.all.length]).to.deep.equal([
      'encrypted',
      '',
      1,
    ]);
  });

  it('that another version kept stay where they are, unread', async () => {
    const agent = someAgent();
    const { shelf } = await openShelf(agent);
    await shelf.keep({ ...callback, change: { step: 'elsewhere' as 'gone', to: '' } });
    expect((await openShelf(agent)).shelf.all).to.deep.equal([]);
    expect((await atRest(agent)).rows.filter((row) => Object.hasOwn(Object(row), 'callback'))).to.have.length(1);
  });

  it('can be changed by one tab at a time', async () => {
    const agent = someAgent();
    const [here, there] = [await openShelf(agent), await openShelf(agent)];
    let finish: (() => void) | undefined;
    const first = here.shelf.alone('x', () => new Promise((resolve) => (finish = resolve)));
    await until(() => finish);
    expect(await there.shelf.alone('x', () => Promise.resolve())).to.equal(false);
    await there.shelf.load();
    expect([there.shelf.isBusy('x'), there.shelf.isBusy('y')]).to.deep.equal([true, false]);
    finish?.();
    expect(await first).to.equal(true);
  });
});
