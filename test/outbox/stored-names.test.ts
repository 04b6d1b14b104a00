// What stands in a browser under fixed names and in a fixed form: agents have entries in it, and two versions live side
// by side in tabs. Whoever changes one of these changes them for good, or brings what is there along.
import { expect } from 'chai';
import type { Callback } from '../../src/callbacks/callback.js';
import { CtiClient, Outbox, type Command } from '../../src/index.js';
import { CallbackStore } from '../../src/callbacks/callback-store.js';
import { DraftStorage } from '../../src/elements/shared/draft-storage.js';
import { storeUpload, storageName, type StoredUpload } from '../../src/elements/cti-list-upload/upload-controller.js';
import { recentNumbers } from '../../src/elements/cti-panel/panel-controller.js';
import { recentTags } from '../../src/elements/cti-tag-recorder/cti-tag-recorder.js';
import { pageId } from '../../src/core/page.js';
import { channel, protocol } from '../../src/embed/protocol.js';
import { dialer, done, someAgent, unreachable, until } from './outbox.fixture.js';
import { holdClock } from '../clock.js';
import { dispose } from '../samples.js';

const server = 'https://integra.example';
const nameOf = (agent: string) => `portside ${agent}@${server}`;

/** Opens the database as another program would; as version 0.1 did, it is made where it is missing. */
function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.result.createObjectStore('entries');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });
}

/** What stands in the stores, by key. */
async function rowsOf(name: string): Promise<Record<'outbox' | 'callbacks' | 'meta', Record<string, any>>> {
  const database = await open(name);
  expect([database.version, [...database.objectStoreNames]]).to.deep.equal([2, ['callbacks', 'meta', 'outbox']]);
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
  const found = [];
  for (const kind of database.objectStoreNames) {
    const store = database.transaction(kind).objectStore(kind);
    const [keys, values] = await Promise.all([ask(store.getAllKeys()), ask(store.getAll())]);
    found.push([kind, Object.fromEntries(keys.map((key, at) => [String(key), values[at]]))]);
  }
  database.close();
  return Object.fromEntries(found);
}

/** Writes rows as version 0.1 did, in one store. */
async function write(name: string, rows: Record<string, unknown>): Promise<void> {
  const database = await open(name);
  const writing = database.transaction('entries', 'readwrite');
  for (const [key, value] of Object.entries(rows)) writing.objectStore('entries').put(value, key);
  await new Promise((resolve) => (writing.oncomplete = resolve));
  database.close();
}

const newKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
async function sealed(value: unknown, key: CryptoKey) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text) };
}
/** What was sealed under a name: it opens under no other. */
async function unsealed({ iv, bytes }: Awaited<ReturnType<typeof sealed>>, key: CryptoKey, name: string) {
  const open = (additionalData?: Uint8Array<ArrayBuffer>) =>
    crypto.subtle.decrypt({ name: 'AES-GCM', iv, ...(additionalData && { additionalData }) }, key, bytes);
  for (const other of [undefined, new TextEncoder().encode(`${name}0`)])
    expect(
      await open(other).then(
        () => 'opened',
        () => 'refused',
      ),
    ).to.equal('refused');
  return JSON.parse(new TextDecoder().decode(await open(new TextEncoder().encode(name))));
}

const callback: Callback = {
  id: encodeURIComponent('Sale-> 091000000 2099-10-10 15:00:00'),
  at: '2099-10-10 15:00:00',
  entry: { campaign: 'Sale->', destination: '091000000', data: [['account', '7781']] },
  ...{ byResult: false, note: '', status: 'confirmed', waits: '', customerZone: '', dialerZone: '' },
};

describe('what the browser keeps', () => {
  it('is one database for each agent and dialer, with sealed entries, and a key, a place and a generation', async () => {
    const agent = someAgent();
    const to = unreachable();
    const outbox = new Outbox({ agent, server });
    const client = new CtiClient({ transports: [to], outbox });
    await client.send(dispose);
    const [entry] = outbox.list();
    const { meta, callbacks, outbox: rows } = await rowsOf(nameOf(agent));
    const { key, place, generation, ...others } = meta;
    expect([callbacks, others, Object.keys(rows)]).to.deep.equal([{}, {}, [entry!.id]]);
    expect([key.algorithm.name, key.algorithm.length, key.extractable]).to.deep.equal(['AES-GCM', 256, false]);
    expect([place, typeof generation]).to.deep.equal([rows[entry!.id].place, 'string']);
    const { sealed: box, lane, attempt, tab, lease, since, day, place: ownPlace, ...rest } = rows[entry!.id];
    for (const name of [lane, attempt, tab]) expect(name).to.be.a('string');
    for (const time of [lease.end, since, ownPlace]) expect(time).to.be.a('number');
    expect(rest).to.deep.equal({
      ...{ id: entry!.id, state: 'waiting', isOpen: 1, doubts: 0, reason: entry!.reason, code: entry!.code },
      ...{ days: 0 },
    });
    expect([lease.length, new Date(day * 86_400_000).getUTCDate()]).to.deep.equal([30_000, new Date().getDate()]);
    expect(await unsealed(box, key, entry!.id)).to.deep.equal(dispose);
    client.close();
  });

  it('has for a day what became of a delivered entry, and nothing of its content', async () => {
    const agent = someAgent();
    const to = dialer();
    const outbox = new Outbox({ agent, server });
    const client = new CtiClient({ transports: [to], outbox });
    await client.send(dispose);
    const [[id, row]] = Object.entries((await rowsOf(nameOf(agent))).outbox) as [[string, any]];
    expect([row.state, row.status, 'sealed' in row, 'isOpen' in row]).to.deep.equal([
      ...['delivered', 'confirmed'],
      ...[false, false],
    ]);
    expect([await outbox.endOf(id), outbox.list()]).to.deep.equal([{ state: 'delivered', status: 'confirmed' }, []]);
    client.close();
    const clock = holdClock({ only: 'dates' });
    const visit = async () => {
      const later = new Outbox({ agent, server });
      const page = new CtiClient({ transports: [to], outbox: later });
      await later.flush();
      const end = await later.endOf(id);
      page.close();
      return end?.state;
    };
    expect(await visit()).to.equal('delivered');
    const midnight = new Date().setHours(24, 0, 0, 0);
    clock.setSystemTime(midnight);
    expect(await visit(), 'seen on the next day, which may have begun a moment later').to.equal('delivered');
    clock.setSystemTime(midnight + 86_400_000);
    expect(await visit(), 'a day later').to.equal(undefined);
  });

  for (const [how, seal] of [
    ['sealed', sealed],
    ['plain', (value: unknown) => value],
  ] as const)
    it(`is read where an earlier version wrote it, ${how}, and goes out`, async () => {
      const agent = someAgent();
      const key = await newKey();
      const since = Date.now() - 60_000;
      const row = { id: 'an earlier one', place: 7, tab: '1-2-3-4', state: 'waiting', since, doubts: 0, reason: 'No.' };
      await write(nameOf(agent), {
        key,
        place: 7,
        lease: { tab: '', at: 0 },
        [row.id]: { ...row, sealed: await seal(dispose, key) },
        [`callback ${callback.id}`]: { callback: await seal(callback, key) },
      });
      const to = dialer();
      const outbox = new Outbox({ agent, server });
      const client = new CtiClient({ transports: [to], outbox });
      const shelf = new CallbackStore(outbox, () => undefined);
      await outbox.flush();
      expect(to.got.map(({ command }) => command)).to.deep.equal([dispose]);
      await shelf.load();
      expect(shelf.all).to.deep.equal([callback]);
      const kept = await rowsOf(nameOf(agent));
      expect(kept.meta['key'], 'under the same key').to.deep.equal(key);
      expect(await unsealed(kept.callbacks[callback.id].sealed, key, `callback ${callback.id}`)).to.deep.equal(
        callback,
      );
      shelf.close();
      client.close();
    });

  it('is brought along from the address as version 0.1 wrote it; where that may be another server, the agent is asked', async () => {
    const agent = someAgent();
    const key = await newKey();
    const row = { place: 1, tab: '1-2', state: 'waiting', since: Date.now() - 60_000, doubts: 0, reason: '' };
    for (const [formerServer, state, sent] of [
      ['/ucontact', undefined, 1],
      ['ucontact', 'held', 0],
    ] as const) {
      const id = `of ${formerServer}`;
      await write(`portside ${agent}@${formerServer}`, {
        key,
        place: 1,
        [id]: { ...row, id, sealed: await sealed(dispose, key) },
      });
      const to = dialer();
      const outbox = new Outbox({ agent, server, formerServer });
      const client = new CtiClient({ transports: [to], outbox });
      await outbox.flush();
      expect([outbox.list()[0]?.state, to.got.length], formerServer).to.deep.equal([state, sent]);
      if (state) expect(outbox.list()[0]?.reason).to.contain('ucontact');
      await until(async () => !(await indexedDB.databases()).some(({ name }) => name?.endsWith(`@${formerServer}`)));
      client.close();
    }
  });

  it('stays under the former address where it cannot be opened, and what was brought along is not brought again', async () => {
    const agent = someAgent();
    const key = await newKey();
    const row = { place: 1, tab: '1-2', state: 'waiting', since: Date.now() - 60_000, doubts: 0, reason: '' };
    const former = `portside ${agent}@/ucontact`;
    await write(former, {
      key,
      place: 2,
      a: { ...row, id: 'a', sealed: await sealed(dispose, key) },
      b: { ...row, id: 'b', place: 2, sealed: await sealed(dispose, await newKey()) },
      [`callback ${callback.id}`]: { callback: await sealed(callback, key) },
    });
    const to = dialer();
    for (const visit of ['the first', 'the second']) {
      const outbox = new Outbox({ agent, server, formerServer: '/ucontact' });
      const client = new CtiClient({ transports: [to], outbox });
      const shelf = new CallbackStore(outbox, () => undefined);
      await outbox.flush();
      await shelf.load();
      expect([to.got.length, shelf.all], visit).to.deep.equal([1, visit === 'the first' ? [callback] : []]);
      for (const { id } of shelf.all) await shelf.remove(id);
      const { outbox: rows, callbacks } = await rowsOf(former);
      expect([Object.keys(rows), callbacks], visit).to.deep.equal([['b'], {}]);
      shelf.close();
      client.close();
      const database = await open(nameOf(agent)); // it has ended days ago
      const writing = database.transaction('outbox', 'readwrite');
      writing.objectStore('outbox').clear();
      await new Promise((resolve) => (writing.oncomplete = resolve));
      database.close();
    }
  });

  it('stays as version 0.1 left it where not all of it can be taken over', async () => {
    const agent = someAgent();
    const row = { place: 1, tab: '1-2', state: 'waiting', since: Date.now() - 60_000, doubts: 0, reason: '' };
    const kept = { a: { ...row, id: 'a', sealed: {} }, b: { ...row, sealed: {} } }; // one without a name
    await write(nameOf(agent), kept);
    const outbox = new Outbox({ agent, server });
    const client = new CtiClient({ transports: [dialer()], outbox });
    await outbox.flush();
    expect(outbox.storage).to.equal('memory');
    expect(outbox.problem).to.contain('stores nothing now');
    client.close();
    const database = await open(nameOf(agent));
    expect([database.version, [...database.objectStoreNames]]).to.deep.equal([1, ['entries']]);
    const request = database.transaction('entries').objectStore('entries').getAll();
    await new Promise((resolve) => (request.onsuccess = resolve));
    expect(request.result).to.deep.equal(Object.values(kept));
    database.close();
  });

  it('is asked about when version 0.1 was sending it', async () => {
    const agent = someAgent();
    const key = await newKey();
    const row = { id: 'x', place: 1, tab: '1-2', state: 'sending', since: Date.now(), doubts: 0, reason: '' };
    await write(nameOf(agent), { key, place: 1, x: { ...row, sealed: await sealed(dispose, key) } });
    const to = dialer();
    const outbox = new Outbox({ agent, server });
    const client = new CtiClient({ transports: [to], outbox });
    await outbox.flush();
    expect([outbox.list()[0]?.state, to.got]).to.deep.equal(['unknown', []]);
    client.close();
  });

  it('has a callback beside the entries, under its id and the outbox’s key', async () => {
    const agent = someAgent();
    const outbox = new Outbox({ agent, server });
    const client = new CtiClient({ transports: [dialer()], outbox });
    await outbox.flush();
    const shelf = new CallbackStore(outbox, () => undefined);
    await shelf.load();
    await shelf.keep(callback);
    const { meta, callbacks } = await rowsOf(nameOf(agent));
    expect([Object.keys(callbacks), Object.keys(callbacks[callback.id])]).to.deep.equal([[callback.id], ['sealed']]);
    expect(await unsealed(callbacks[callback.id].sealed, meta['key'], `callback ${callback.id}`)).to.deep.equal(
      callback,
    );
    shelf.close();
    client.close();
  });

  it('tells the other tabs by the database’s name, and says that its tab lives by a lock', async () => {
    const agent = someAgent();
    const heard: unknown[] = [];
    const others = [nameOf(agent), `callback ${nameOf(agent)}`].map((name) => {
      const other = new BroadcastChannel(name);
      other.onmessage = () => heard.push(name);
      return other;
    });
    const to = dialer();
    let locks: (string | undefined)[] = [];
    to.answer = async () => {
      locks = ((await navigator.locks.query()).held ?? []).map(({ name }) => name);
      return done;
    };
    const outbox = new Outbox({ agent, server });
    const client = new CtiClient({ transports: [to], outbox });
    await client.send(dispose);
    expect(locks.filter((name) => name?.startsWith('portside page ')).length).to.be.greaterThan(0);
    const shelf = new CallbackStore(outbox, () => undefined);
    await shelf.load();
    await shelf.keep(callback);
    await until(() => new Set(heard).size === 2, 'both channels');
    await shelf.alone(callback.id, async () => {
      locks = ((await navigator.locks.query()).held ?? []).map(({ name }) => name);
    });
    expect(locks).to.include(`callback ${nameOf(agent)} ${callback.id}`);
    for (const other of others) other.close();
    shelf.close();
    client.close();
  });

  it('is the tab’s calls under the agent and the dialer, by page, in session storage', async () => {
    const memory = `${someAgent()}@${server}`;
    const to = dialer();
    to.answer = () => ({ status: 'confirmed', transport: 'dialer', guid: 'g-1' }) as never;
    const client = new CtiClient({ transports: [to], memory });
    const call: Command = { type: 'call', destination: '091000000', campaign: 'Sale->' };
    await client.send(call);
    const kept = JSON.parse(sessionStorage.getItem(`portside-call ${memory}`)!);
    const { id, at } = kept[pageId].dials[0];
    const dial = { id, destination: '091000000', campaign: 'Sale->', transport: 'dialer', at, state: 'placed' };
    expect(kept).to.deep.equal({ [pageId]: { dials: [{ ...dial, guid: 'g-1' }] } });
    expect(new CtiClient({ transports: [to], memory }).current).to.deep.equal(client.current);
    await client.forget();
    expect(sessionStorage.length).to.equal(0);
  });

  it('is what a tab remembers of its forms, each under a name of its own, and gone when the agent’s data is forgotten', async () => {
    const drafts = new DraftStorage('tag');
    drafts.follow(new CtiClient({ transports: [], memory: `Agent1@${server}` }));
    drafts.keep({ guid: 'g-1', since: 7, customer: '091000000', campaign: 'Sale->' }, 'typed');
    recentTags.add(`Agent1@${server}`, 'complaint');
    recentNumbers.add(`Agent1@${server}`, '091000000');
    const mark = { size: 12, lastModified: 34, hash: 'abcd' };
    const checkpoint = { version: 1, campaign: 'Sale->' } as StoredUpload['checkpoint'];
    storeUpload(storageName(mark, 'Sale->', `Agent1@${server}`), { checkpoint, total: 5 } as StoredUpload);
    expect(Object.fromEntries(Object.entries(sessionStorage))).to.deep.equal({
      [`portside-draft tag Agent1@${server}`]:
        '[{"guid":"g-1","since":7,"customer":"091000000","campaign":"Sale->","typed":"typed"}]',
      [`portside-tags Agent1@${server}`]: '["complaint"]',
      [`portside-numbers Agent1@${server}`]: '["091000000"]',
      'portside-list-upload 12 34 abcd 904a765852ddce8b': '{"checkpoint":{"version":1,"campaign":""},"total":5}',
    });
    await new CtiClient({ transports: [] }).forget();
    expect(sessionStorage.length).to.equal(0);
  });

  it('is spoken of between the CRM page and the widget on a channel of this name, in this protocol', () => {
    expect([channel, protocol]).to.deep.equal(['portside', 2]);
  });
});
