import { expect } from 'chai';
import type { Command } from '../../src/index.js';
import { holdClock } from '../clock.js';
import { dispose, respool, tag } from '../samples.js';
import {
  atRest,
  clearStorage,
  closePages,
  databaseOf,
  dialer,
  done,
  openPage,
  schedule,
  someAgent,
  unreachable,
  until,
} from './outbox.fixture.js';

const tagged = { ...tag, phone: '091000000', message: 'complaint of Ana' };

describe('the outbox in storage @engines', () => {
  afterEach(closePages);

  it('survives a reload, in order, and goes out then', async () => {
    const agent = someAgent();
    const to = unreachable();
    const before = await openPage(to, { agent });
    for (const command of [dispose, schedule, respool, tagged]) await before.client.send(command);
    before.client.close();
    const later = dialer();
    const { outbox } = await openPage(later, { agent });
    await until(() => !outbox.list().length);
    expect(later.got.map(({ command }) => command)).to.deep.equal([dispose, schedule, respool, tagged]);
  });

  it('is sealed with a key that lies beside it, and says no more than that', async () => {
    const agent = someAgent();
    const to = unreachable();
    const { client, outbox } = await openPage(to, { agent });
    for (const command of [dispose, schedule, respool, tagged]) await client.send(command);
    expect(outbox.storage).to.equal('sealed');
    const { text, rows } = await atRest(agent);
    for (const secret of ['091000000', '098344484', 'complaint', 'Ana', 'Sale', dispose.guid])
      expect(text, secret).not.to.contain(secret);
    const key = rows.find((row) => row instanceof CryptoKey) as CryptoKey;
    expect([key.extractable, key.algorithm.name]).to.deep.equal([false, 'AES-GCM']);
  });

  it('keeps nothing over a reload when the page does not say whose it is, and says so', async () => {
    for (const options of [{ agent: '' }, { server: '' }]) {
      const { outbox } = await openPage(dialer(), options);
      expect(outbox.storage).to.equal('memory');
      expect(outbox.problem).to.contain('set agent');
    }
  });

  it('is deleted by forget, in every tab, with its key and what the tab remembers', async () => {
    const agent = someAgent();
    const to = unreachable();
    const [here, there] = [await openPage(to, { agent }), await openPage(to, { agent })];
    await here.client.send(dispose);
    await until(() => there.outbox.list().length);
    const { rows } = await atRest(agent);
    await here.client.forget();
    await until(() => !there.outbox.list().length);
    expect(here.outbox.list()).to.deep.equal([]);
    const after = await atRest(agent);
    expect(after.rows.filter((row) => Object.hasOwn(Object(row), 'sealed'))).to.deep.equal([]);
    const keys = (of: unknown[]) => of.filter((row) => row instanceof CryptoKey);
    expect([keys(rows).length, keys(after.rows).length]).to.deep.equal([1, 1]);
    const old = { iv: new Uint8Array(12), bytes: new Uint8Array(16) };
    const [was, is] = [keys(rows)[0]!, keys(after.rows)[0]!];
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: old.iv }, was, old.bytes);
    const opened = crypto.subtle.decrypt({ name: 'AES-GCM', iv: old.iv }, is, sealed);
    expect(
      await opened.then(
        () => 'opened',
        ({ name }: Error) => name,
      ),
      'under the new key',
    ).to.equal('OperationError');
    expect(Object.keys(sessionStorage).filter((name) => name.startsWith('portside-'))).to.deep.equal([]);
    await there.client.send(respool); // with the new key
    expect((await openPage(to, { agent })).outbox.list().map(({ command }) => command)).to.deep.equal([respool]);
    expect(here.client.log.lines.map(({ what }) => what)).not.to.include('command');
  });

  it('shows the same list in every tab', async () => {
    const agent = someAgent();
    const to = unreachable();
    const [here, there] = [await openPage(to, { agent }), await openPage(to, { agent })];
    await here.client.send(dispose);
    await until(() => there.outbox.list().length === 1);
    await there.outbox.discard(there.outbox.list()[0]!.id);
    await until(() => !here.outbox.list().length);
  });

  it('puts back what the browser cleared, and says so', async () => {
    const agent = someAgent();
    const to = unreachable();
    const { client, outbox } = await openPage(to, { agent });
    await client.send(dispose);
    await clearStorage(agent);
    await client.send(respool);
    await outbox.flush();
    expect(outbox.list().map(({ command }) => command)).to.deep.equal([dispose, respool]);
    const { rows } = await atRest(agent);
    expect(rows.filter((row) => Object.hasOwn(Object(row), 'sealed'))).to.have.length(2);
    expect((await openPage(dialer(), { agent })).outbox.problem).to.equal('');
  });

  it('leaves alone what it cannot read, and goes on with the rest', async () => {
    const agent = someAgent();
    const to = unreachable();
    const before = await openPage(to, { agent });
    await before.client.send(dispose);
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(databaseOf(agent));
      request.onsuccess = () => resolve(request.result);
    });
    const store = database.transaction('outbox', 'readwrite').objectStore('outbox');
    store.put({ id: 'old', place: 0, state: 'waiting', isOpen: 1, sealed: { was: 'of version 0' } });
    await new Promise((resolve) => (store.transaction.oncomplete = resolve));
    database.close();
    before.client.close();
    const later = dialer();
    const { outbox } = await openPage(later, { agent });
    await until(() => later.got.length);
    expect(later.got.map(({ command }) => command)).to.deep.equal([dispose]);
    expect(outbox.problem).to.contain('this page cannot read: 1');
    expect((await atRest(agent)).text).to.contain('of version 0');
  });

  for (const [what, name] of [
    ['is refused', 'SecurityError'],
    ['is full', 'QuotaExceededError'],
  ] as const) {
    it(`goes on in memory when storage ${what}, says so, and still delivers`, async () => {
      const to = unreachable();
      const { client, outbox } = await openPage(to);
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (...given: Parameters<typeof transaction>) {
        if (given[1] === 'readwrite') throw new DOMException('no', name);
        return transaction.apply(this, given);
      };
      try {
        expect((await client.send(dispose)).status).to.equal('queued');
        expect([outbox.list().length, outbox.storage]).to.deep.equal([1, 'memory']);
        expect(outbox.problem).to.contain('Not kept after closing this tab');
      } finally {
        IDBDatabase.prototype.transaction = transaction;
      }
      to.answer = () => done;
      await outbox.flush();
      expect([outbox.list(), outbox.storage, outbox.problem]).to.deep.equal([[], 'sealed', '']);
    });
  }

  it('does not wait for ever for a database that another version blocks', async () => {
    const { open } = IDBFactory.prototype;
    let asked = 0;
    IDBFactory.prototype.open = () => (
      asked++,
      Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype) as IDBOpenDBRequest
    );
    try {
      const to = unreachable();
      const clock = holdClock();
      let isOpen = false;
      const opening = openPage(to).finally(() => (isOpen = true));
      await until(() => asked);
      await clock.tickAsync(4_999);
      expect(isOpen).to.equal(false);
      await clock.tickAsync(1);
      const { client, outbox } = await opening;
      expect((await client.send(dispose)).status).to.equal('queued');
      expect([outbox.storage, outbox.list().length]).to.deep.equal(['memory', 1]);
      expect(outbox.problemDetail).to.equal('TimeoutError');
    } finally {
      IDBFactory.prototype.open = open;
    }
  });

  it('never sends what it could not mark as being sent', async () => {
    const agent = someAgent();
    const to = unreachable();
    const { client, outbox } = await openPage(to, { agent });
    await client.send(dispose);
    to.got.length = 0;
    to.answer = () => done;
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given: Parameters<typeof transaction>) {
      if (given[1] === 'readwrite') throw new DOMException('no', 'UnknownError');
      return transaction.apply(this, given);
    };
    try {
      await outbox.flush();
      expect([to.got, outbox.list().length]).to.deep.equal([[], 1]);
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    await outbox.flush();
    expect([to.got.length, outbox.list().length]).to.deep.equal([1, 0]);
  });
});
