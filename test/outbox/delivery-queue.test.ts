import { expect } from 'chai';
import { CtiClient, Outbox, type Reply } from '../../src/index.js';
import { supervisorChecks } from '../../src/core/supervisor-commands.js';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { dispose, entry, respool, tag } from '../samples.js';
import {
  atRest,
  blacklist,
  closePages,
  commandsOf,
  databaseOf,
  dialer,
  done,
  fails,
  openPage,
  schedule,
  someAgent,
  tagged,
  unreachable,
  until,
} from './outbox.fixture.js';

/** That also takes the do-not-call list. */
const supervisors = () => Object.assign(dialer(), { checks: supervisorChecks });

/** Changes all entries of an agent as another page would. */
async function changeAtRest(agent: string, change: object): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(databaseOf(agent));
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = database.transaction('outbox', 'readwrite');
  const cursor = transaction.objectStore('outbox').openCursor();
  cursor.onsuccess = () => {
    const found = cursor.result;
    if (!found) return;
    if (Object.hasOwn(Object(found.value), 'sealed')) found.update({ ...found.value, ...change });
    found.continue();
  };
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
}

describe('the turns of what waits', () => {
  afterEach(closePages);

  it('come by themselves: after two seconds, then ever later, after a minute at most', async () => {
    const clock = holdClock({ only: ['setTimeout', 'clearTimeout', 'Date'] });
    const to = unreachable();
    const { client, outbox, states } = await openPage(to);
    await outbox.flush(); // the first look is over: one that goes on would swallow the next
    await clock.tickAsync(5_000); // so long the database may take to open
    /** The timer is that of the next try, and none that watches over the storage. */
    const isPlanned = () => states().join() === 'waiting' && clock.countTimers() === 1;
    const nextTry = async () => {
      await until(isPlanned);
      const [tries, time] = [to.got.length, Date.now()];
      await clock.nextAsync();
      await until(() => to.got.length > tries);
      return (Date.now() - time) / 1_000;
    };
    await client.send(dispose);
    for (const seconds of [2, 4, 8, 16, 32, 60, 60])
      expect(await nextTry(), 'by chance a quarter less or more').to.be.within(seconds * 0.75, seconds * 1.25);
    await until(isPlanned);
    to.answer = () => done;
    await nextTry();
    await until(() => !outbox.list().length);
    expect(commandsOf(to)).to.deep.equal(Array(9).fill(dispose));
    await outbox.flush();
    expect(clock.countTimers(), 'nothing waits').to.equal(0);
    to.answer = fails('UNREACHABLE');
    await client.send(respool);
    expect(await nextTry(), 'the line was good meanwhile').to.be.within(1.5, 2.5);
    expect(commandsOf(to).slice(9)).to.deep.equal([respool, respool]);
  });

  it('end when the page closes it', async () => {
    const clock = holdClock();
    const to = unreachable();
    const { client, outbox } = await openPage(to);
    await clock.tickAsync(5_000); // so long the database may take to open
    await client.send(dispose);
    expect(clock.countTimers()).to.equal(1);
    client.close();
    expect(clock.countTimers()).to.equal(0);
    for (const event of ['online', 'focus']) window.dispatchEvent(new Event(event));
    await outbox.flush();
    expect(to.got).to.have.length(1);
  });

  for (const event of ['online', 'focus']) {
    it(`come at once when the page hears “${event}”`, async () => {
      holdClock(); // and nobody moves it
      const to = unreachable();
      const { client, outbox } = await openPage(to);
      await client.send(dispose);
      to.answer = () => done;
      window.dispatchEvent(new Event(event));
      await until(() => !outbox.list().length);
      expect(commandsOf(to)).to.deep.equal([dispose, dispose]);
    });
  }

  it('go on after one that the dialer refuses, and where a sign-in is refused with what is of another kind', async () => {
    const to = supervisors();
    to.answer = fails('UNREACHABLE');
    const { client, outbox, states } = await openPage(to);
    const commands = [dispose, respool, { ...respool, entry: { ...entry, destination: '099' } }, blacklist];
    for (const command of commands) await client.send(command);
    to.got.length = 0;
    to.answer = ({ type }) => (type === 'dispose' ? fails('REJECTED')() : fails('UNAUTHORIZED')());
    await outbox.flush();
    expect([states(), commandsOf(to)]).to.deep.equal([
      ['held', 'waiting', 'waiting', 'waiting'],
      [dispose, respool, blacklist],
    ]);
  });

  it('leave a busy dialer alone: it did nothing', async () => {
    const to = dialer();
    to.answer = fails('BUSY');
    const { client, states } = await openPage(to);
    expect(await client.send(dispose)).to.include({ status: 'queued' });
    expect(states()).to.deep.equal(['waiting']);
  });

  it('keep the do-not-call list in order, and hold back nothing else for it', async () => {
    const to = supervisors();
    to.answer = ({ type }) => (type === 'blacklist' ? fails('UNREACHABLE')() : done);
    const { client, states } = await openPage(to);
    await client.send(blacklist);
    const second = { ...blacklist, entries: [{ phone: '092', campaign: '*' }] };
    to.got.length = 0;
    expect((await client.send(second)).status).to.equal('queued');
    expect([commandsOf(to), states()]).to.deep.equal([[blacklist], ['waiting', 'waiting']]);
  });

  it('go on for one call when what was before it is refused', async () => {
    const to = unreachable();
    const { client, outbox, states } = await openPage(to);
    await client.send(dispose);
    to.got.length = 0;
    to.answer = ({ type }) => (type === 'dispose' ? fails('REJECTED')() : done);
    expect(await client.send(tagged)).to.equal(done);
    expect([commandsOf(to), states()]).to.deep.equal([[dispose, tagged], ['held']]);
    expect(outbox.list()[0]?.command).to.deep.equal(dispose);
  });

  for (const [what, command, states] of [
    ['asks for a result', dispose, 'unknown'],
    ['asks for a respool', respool, 'unknown'],
    ['sends a tag again', tagged, 'delivered'],
    ['sends a callback again', schedule, 'delivered'],
  ] as const) {
    it(`find what was on its way when its page went, and ${what}`, async () => {
      const agent = someAgent();
      const lost = dialer(['tag', 'schedule']);
      lost.answer = fails('UNREACHABLE');
      const before = await openPage(lost, { agent });
      await before.client.send(command);
      before.client.close();
      await changeAtRest(agent, { state: 'sending' });
      const to = dialer(['tag', 'schedule']);
      const { outbox } = await openPage(to, { agent });
      if (states === 'delivered') {
        await until(() => !outbox.list().length);
        expect(to.got).to.deep.equal([{ command, again: true }]);
      } else {
        expect(outbox.list()[0]).to.deep.include({ state: 'unknown', command, doubts: 1 });
        expect(outbox.list()[0]?.reason).to.contain('closed or reloaded');
        await outbox.flush();
        expect(to.got).to.deep.equal([]);
        expect(await outbox.retry(outbox.list()[0]!.id)).to.equal(done);
        expect(to.got).to.deep.equal([{ command, again: true }]);
      }
    });
  }

  it('belong to the tab that was told, as long as it lives', async () => {
    const agent = someAgent();
    const to = unreachable();
    const here = await openPage(to, { agent, lease: 30_000 });
    await here.client.send(dispose);
    here.client.close();
    await changeAtRest(agent, { reason: '' }); // as before its first try
    const clock = holdClock({ only: 'dates' });
    const later = dialer();
    const there = await openPage(later, { agent, lease: 30_000 });
    expect([there.states(), later.got]).to.deep.equal([['waiting'], []]);
    clock.tick(30_000);
    await there.outbox.flush();
    expect([there.states(), commandsOf(later)]).to.deep.equal([[], [dispose]]);
  });

  it('do not wait for one of the same call that this page cannot read: the next command is kept behind it', async () => {
    const agent = someAgent();
    const before = await openPage(unreachable(), { agent });
    await before.client.send(dispose);
    before.client.close();
    await changeAtRest(agent, { sealed: { type: 'a later version’s', guid: dispose.guid } });
    const { client, outbox, states } = await openPage(dialer(), { agent });
    expect((await client.send({ ...dispose, comment: 'later' })).status).to.equal('queued');
    expect(states()).to.deep.equal(['waiting']);
    expect(outbox.problem).to.contain('this page cannot read: 1');
  });

  it('leave what no dialer of this page knows to another page, also when a command of the same call comes', async () => {
    const agent = someAgent();
    const before = await openPage(unreachable(), { agent });
    await before.client.send(dispose);
    before.client.close();
    const to = dialer();
    const refused = { ok: false, code: 'UNSUPPORTED', reason: 'Not here.' } as const;
    to.supports = (type) => (type === 'tag' ? { ok: true } : refused);
    const { client, outbox, states } = await openPage(to, { agent });
    const reply = await client.send({ ...tag, guid: dispose.guid, phone: '091000000' });
    expect([reply.status, states(), to.got]).to.deep.equal(['queued', ['waiting', 'waiting'], []]);
    expect(outbox.list().map(({ reason }) => reason)).to.deep.equal(['UNREACHABLE it is.', 'Not here.']);
  });

  it('tell a person that another tab has sent it, or that somebody has discarded it there', async () => {
    for (const [what, end] of [
      ['sent', { status: 'confirmed', transport: 'outbox' }],
      ['discarded', 'CANCELED'],
    ] as const) {
      const agent = someAgent();
      const to = unreachable();
      const [here, there] = [await openPage(to, { agent }), await openPage(to, { agent })];
      await here.client.send(dispose);
      await until(() => there.outbox.list().length);
      const id = there.outbox.list()[0]!.id;
      to.answer = () => done;
      if (what === 'sent') await here.outbox.retry(id);
      else await here.outbox.discard(id);
      expect(await there.outbox.retry(id).catch(({ code }: { code: string }) => code)).to.deep.equal(end);
      expect(commandsOf(to), what).to.deep.equal(what === 'sent' ? [dispose, dispose] : [dispose]);
    }
  });

  it('can be asked for before the storage was read', async () => {
    const agent = someAgent();
    const to = dialer();
    to.answer = fails('TIMEOUT');
    const before = await openPage(to, { agent });
    await failure(before.client.send(dispose));
    const { id } = before.outbox.list()[0]!;
    before.client.close();
    const outbox = new Outbox({ agent, server: 'https://integra.example' });
    const later = dialer();
    const client = new CtiClient({ transports: [later], outbox });
    expect(await outbox.retry(id)).to.equal(done);
    expect(later.got).to.deep.equal([{ command: dispose, again: true }]);
    client.close();
  });

  it('are one at a time for a call, over the tabs of a page, and wait for no other call', async () => {
    const agent = someAgent();
    const to = dialer();
    const answers = new Map<string, () => void>();
    to.answer = ({ type }) => new Promise<Reply>((resolve) => answers.set(type, () => resolve(done)));
    const [here, there] = [await openPage(to, { agent }), await openPage(to, { agent })];
    const sent = [here.client.send(dispose), there.client.send(respool)];
    await until(() => answers.size === 2, 'both calls are on their way');
    sent.push(there.client.send(tagged));
    await until(() => there.outbox.list().length === 3, 'the tag is kept');
    expect(answers.has('tag')).to.equal(false);
    answers.get('respool')!();
    answers.get('dispose')!();
    await until(() => answers.has('tag'), 'its turn');
    answers.get('tag')!();
    expect(await Promise.all(sent)).to.deep.equal([done, done, done]);
  });

  it('leave what is on its way where it is, also while the browser refuses to write', async () => {
    const to = dialer();
    let answer = (_: Reply) => {};
    to.answer = () => new Promise<Reply>((resolve) => (answer = resolve));
    const { client, outbox, states } = await openPage(to);
    const sent = client.send(dispose);
    await until(() => to.got.length);
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given: Parameters<typeof transaction>) {
      if (given[1] === 'readwrite') throw new DOMException('no', 'QuotaExceededError');
      return transaction.apply(this, given);
    };
    try {
      expect((await failure(outbox.discard(outbox.list()[0]!.id))).code).to.equal('BUSY');
      expect(states()).to.deep.equal(['sending']);
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    answer(done);
    expect([await sent, outbox.list(), to.got.length]).to.deep.equal([done, [], 1]);
  });

  it('leave what another tab sends to it, also when the browser refuses to write once', async () => {
    const agent = someAgent();
    const to = dialer();
    let answer = (_: Reply) => {};
    to.answer = () => new Promise<Reply>((resolve) => (answer = resolve));
    const [here, there] = [await openPage(to, { agent }), await openPage(to, { agent })];
    const sent = here.client.send(dispose);
    await until(() => to.got.length && there.states()[0] === 'sending');
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function () {
      IDBDatabase.prototype.transaction = transaction;
      throw new DOMException('no', 'QuotaExceededError');
    };
    await failure(there.outbox.discard(there.outbox.list()[0]!.id));
    expect(IDBDatabase.prototype.transaction).to.equal(transaction);
    const rows = (await atRest(agent)).rows.filter((row) => Object.hasOwn(Object(row), 'state'));
    expect(rows.map(({ state }) => state)).to.deep.equal(['sending']);
    answer(done);
    expect(await sent).to.deep.equal(done);
    await until(() => !there.outbox.list().length, 'the other tab knows that it was delivered');
    expect([here.outbox.list(), to.got.length]).to.deep.equal([[], 1]);
  });

  it('have nobody to discard, and nothing to send, where there is no such entry', async () => {
    const to = dialer();
    const { outbox } = await openPage(to);
    expect((await failure(outbox.retry('nobody'))).code).to.equal('CANCELED');
    await outbox.discard('nobody');
    expect(to.got).to.deep.equal([]);
  });
});
