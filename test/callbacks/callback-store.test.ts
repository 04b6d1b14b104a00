import { expect } from 'chai';
import type { Callback } from '../../src/callbacks/callback.js';
import { CallbackStore } from '../../src/callbacks/callback-store.js';
import type { CommandOutbox } from '../../src/index.js';
import { setDate } from '../clock.js';
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

  const due = {
    ...callback,
    id: encodeURIComponent('Sale-> 091000000 2030-10-10 15:00:00'),
    at: '2030-10-10 15:00:00',
  };
  const [before, after] = [Date.UTC(2030, 9, 10, 12), Date.UTC(2031, 0, 1, 12)];
  const day = 86_400_000;

  it('are not deleted by a clock that jumps ahead and back, however often', async () => {
    const { store } = await openStore(someAgent());
    await store.keep(due);
    const shownAt = async (now: number) => {
      setDate(now);
      await store.load();
      return store.all.length;
    };
    expect([await shownAt(after), await shownAt(after), await shownAt(before)]).to.deep.equal([0, 0, 1]);
    expect([await shownAt(after + day), await shownAt(before)]).to.deep.equal([0, 1]);
  });

  it('are deleted when their time was over on a second day', async () => {
    const { store, outbox } = await openStore(someAgent());
    await store.keep(due);
    const keptAt = async (now: number) => {
      setDate(now);
      await store.load();
      return (await outbox.store?.all())?.length;
    };
    expect([await keptAt(after), await keptAt(after), await keptAt(after + day)]).to.deep.equal([1, 1, 0]);
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
      expect(store.failure).to.contain('not kept after closing this tab');
      expect(store.failureDetail).to.equal('QuotaExceededError');
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

describe('the callbacks in storage while they are read', () => {
  /** A storage whose answer comes when the test says; what was kept there by another tab. */
  function heldStore(...others: Callback[]) {
    const rows = new Map<string, unknown>(others.map((each) => [each.id, each]));
    let answer: (() => void) | undefined;
    let holds = true;
    const kept = {
      all: async () => {
        const read = [...rows];
        if (holds) await new Promise<void>((resolve) => (answer = resolve));
        return read;
      },
      set: async (id: string, value: unknown) => void rows.set(id, value),
      delete: async (id: string) => void rows.delete(id),
    };
    const outbox = { owner: '', storage: 'sealed', problem: '', store: kept } as unknown as CommandOutbox;
    const store = new CallbackStore(outbox, () => undefined);
    const release = () => {
      holds = false;
      answer?.();
    };
    return { store, isAsked: () => until(() => answer), release };
  }
  const other = {
    ...callback,
    id: callback.id.replace('091', '092'),
    entry: { campaign: 'Sale->', destination: '092000000' },
  };

  it('are read again when one was kept meanwhile, so that those of another tab are seen too', async () => {
    const { store, isAsked, release } = heldStore(other);
    const loading = store.load();
    await isAsked();
    await store.keep(callback);
    release();
    await loading;
    expect(store.all.map(({ id }) => id)).to.have.members([callback.id, other.id]);
  });

  it('do not come back when they were removed after they had been read', async () => {
    const { store, release } = heldStore(other);
    release();
    const { query } = navigator.locks;
    let answer: (() => void) | undefined;
    navigator.locks.query = async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return { held: [], pending: [] };
    };
    try {
      const loading = store.load();
      await until(() => answer);
      await store.remove(other.id);
      answer?.();
      await loading;
    } finally {
      navigator.locks.query = query;
    }
    expect(store.all).to.deep.equal([]);
  });
});
