// What stands in a browser under fixed names and in a fixed form: agents have entries in it, and two versions live side
// by side in tabs. Whoever changes one of these changes them for good, or brings what is there along.
import { expect } from 'chai';
import type { Callback } from '../../src/callbacks/callback.js';
import { pageId } from '../../src/core/page.js';
import { CtiClient, Outbox, type Command } from '../../src/index.js';
import { CallbackStore } from '../../src/callbacks/callback-store.js';
import { DraftStorage } from '../../src/elements/shared/draft-storage.js';
import { storeUpload, storageName, type StoredUpload } from '../../src/elements/cti-list-upload/upload-controller.js';
import { addRecentNumber } from '../../src/elements/cti-panel/panel-controller.js';
import { addRecentTag } from '../../src/elements/cti-tag-recorder/cti-tag-recorder.js';
import { channel, protocol } from '../../src/embed/protocol.js';
import { dialer, done, fails, someAgent, until } from './outbox.fixture.js';
import { dispose } from '../samples.js';

const server = 'https://integra.example';
const nameOf = (agent: string) => `portside ${agent}@${server}`;

/** Opens the database as another program would, and makes it where it is missing. */
function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.result.createObjectStore('entries');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });
}

async function rowsOf(name: string): Promise<Record<string, any>> {
  const database = await open(name);
  const store = database.transaction('entries').objectStore('entries');
  const ask = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
  const [keys, values] = [await ask(store.getAllKeys()), await ask(store.getAll())];
  expect([database.version, [...database.objectStoreNames]]).to.deep.equal([1, ['entries']]);
  database.close();
  return Object.fromEntries(keys.map((key, at) => [String(key), values[at]]));
}

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
async function unsealed({ iv, bytes }: Awaited<ReturnType<typeof sealed>>, key: CryptoKey): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes)));
}

const callback: Callback = {
  id: encodeURIComponent('Sale-> 091000000 2099-10-10 15:00:00'),
  at: '2099-10-10 15:00:00',
  entry: { campaign: 'Sale->', destination: '091000000', data: [['account', '7781']] },
  ...{ byResult: false, note: '', status: 'confirmed', waits: '', customerZone: '', dialerZone: '' },
};

describe('what the browser keeps', () => {
  it('is one database for each agent and dialer, with a key, a place, a lease and sealed entries', async () => {
    const agent = someAgent();
    const to = dialer();
    to.answer = fails('UNREACHABLE');
    const outbox = new Outbox({ agent, server });
    const client = new CtiClient({ transports: [to], outbox });
    await client.send(dispose);
    const [entry] = outbox.list();
    await until(async () => !(await rowsOf(nameOf(agent)))['lease']?.tab, 'the lease is given back');
    const { key, place, lease, [entry!.id]: row, ...others } = await rowsOf(nameOf(agent));
    expect(others).to.deep.equal({});
    expect([key.algorithm.name, key.algorithm.length, key.extractable]).to.deep.equal(['AES-GCM', 256, false]);
    expect([place, lease]).to.deep.equal([1, { tab: '', at: 0 }]);
    const { sealed: box, ...rest } = row;
    expect(Object.keys(rest).sort()).to.deep.equal(['doubts', 'id', 'place', 'reason', 'since', 'state', 'tab']);
    expect([rest.id, rest.place, rest.state, rest.doubts]).to.deep.equal([entry!.id, 1, 'waiting', 0]);
    expect(await unsealed(box, key)).to.deep.equal(dispose);
    client.close();
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
      shelf.close();
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
    const { key, [`callback ${callback.id}`]: row } = await rowsOf(nameOf(agent));
    expect(Object.keys(row)).to.deep.equal(['callback']);
    expect(await unsealed(row.callback, key)).to.deep.equal(callback);
    shelf.close();
    client.close();
  });

  it('tells the other tabs by the database’s name, and takes turns under it', async () => {
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
    expect(locks).to.deep.equal([nameOf(agent)]);
    const shelf = new CallbackStore(outbox, () => undefined);
    await shelf.load();
    await shelf.keep(callback);
    await until(() => new Set(heard).size === 2, 'both channels');
    await shelf.alone(callback.id, async () => {
      locks = ((await navigator.locks.query()).held ?? []).map(({ name }) => name);
    });
    expect(locks).to.deep.equal([`callback ${nameOf(agent)} ${callback.id}`]);
    for (const other of others) other.close();
    shelf.close();
    client.close();
  });

  it('is the tab’s call under the agent and the dialer, in session storage', async () => {
    const memory = `${someAgent()}@${server}`;
    const to = dialer();
    to.answer = () => ({ status: 'confirmed', transport: 'dialer', guid: 'g-1' }) as never;
    const client = new CtiClient({ transports: [to], memory });
    const call: Command = { type: 'call', destination: '091000000', campaign: 'Sale->' };
    await client.send(call);
    const kept = JSON.parse(sessionStorage.getItem(`portside-call ${memory}`)!);
    const { id, at } = kept[pageId].dials[0];
    const dial = {
      id,
      at,
      destination: '091000000',
      campaign: 'Sale->',
      transport: 'dialer',
      state: 'placed',
      guid: 'g-1',
    };
    expect(kept).to.deep.equal({ [pageId]: { dials: [dial] } });
    expect(new CtiClient({ transports: [to], memory }).current).to.include({ guid: 'g-1', since: at });
    await client.forget();
    expect(sessionStorage.length).to.equal(0);
  });

  it('is what a tab remembers of its forms, each under a name of its own, and gone when the agent’s data is forgotten', async () => {
    const drafts = new DraftStorage('tag');
    drafts.follow(new CtiClient({ transports: [], memory: `Agent1@${server}` }));
    drafts.keep({ guid: 'g-1', since: 7, customer: '091000000', campaign: 'Sale->' }, 'typed');
    addRecentTag('complaint');
    addRecentNumber('Agent1', '091000000');
    const mark = { size: 12, lastModified: 34, hash: 'abcd' };
    const checkpoint = { version: 1, campaign: 'Sale->' } as StoredUpload['checkpoint'];
    storeUpload(storageName(mark, 'Sale->'), { checkpoint, total: 5 } as StoredUpload);
    expect(Object.fromEntries(Object.entries(sessionStorage))).to.deep.equal({
      [`portside-draft tag Agent1@${server}`]:
        '[{"guid":"g-1","since":7,"customer":"091000000","campaign":"Sale->","typed":"typed"}]',
      'portside-tags': '["complaint"]',
      'portside-numbers Agent1': '["091000000"]',
      'portside-list-upload 12 34 abcd 9e2cad15fca77403': '{"checkpoint":{"version":1,"campaign":""},"total":5}',
    });
    await new CtiClient({ transports: [] }).forget();
    expect(sessionStorage.length).to.equal(0);
  });

  it('is spoken of between the CRM page and the widget on a channel of this name, in this protocol', () => {
    expect([channel, protocol]).to.deep.equal(['portside', 1]);
  });
});
