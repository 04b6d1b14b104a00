import { expect } from 'chai';
import { vi } from 'vitest';
import { CtiClient, CtiError, Outbox, type Reply, type Transport } from '../../src/index.js';
import { holdClock, releaseClock } from '../clock.js';
import { failure } from '../failure.js';
import { dispose, entry, respool } from '../samples.js';
import {
  blacklist,
  clearStorage,
  closePages,
  commandsOf,
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

type Page = Awaited<ReturnType<typeof openPage>>;

/** A dialer that asks the page for its sign-in before each byte, as those behind HTTP do; the sign-in waits for the test. */
function signingIn(repeats: Transport['repeats'] = []) {
  const bytes: string[] = [];
  const gates: (() => void)[] = [];
  const transport: Transport = {
    name: 'dialer',
    repeats,
    supports: () => ({ ok: true }),
    async send({ type }, again, _signal, mayGo) {
      for (const request of again ? ['remove', type] : [type]) {
        await new Promise<void>((resolve) => gates.push(resolve));
        await mayGo?.();
        bytes.push(request);
      }
      return done;
    },
    close: () => undefined,
  };
  return { transport, bytes, gates, signIn: () => gates.splice(0).forEach((open) => open()) };
}

/** Counts what is asked of the database while the work runs. */
async function counted(work: () => Promise<unknown>) {
  const { transaction } = IDBDatabase.prototype;
  const seen: { mode: string; durability: string }[] = [];
  IDBDatabase.prototype.transaction = function (stores, mode = 'readonly', options = {}) {
    seen.push({ mode, durability: options.durability ?? 'default' });
    return transaction.call(this, stores, mode, options);
  };
  try {
    await work();
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
  return seen;
}

describe('a claim on an entry', () => {
  afterEach(closePages);

  it('is ended by the client that made it, also after its session was given another one', async () => {
    const agent = someAgent();
    const to = dialer();
    let cut = () => {};
    to.answer = () => new Promise((_, reject) => (cut = () => reject(new CtiError('CANCELED', 'Cut.'))));
    const before = await openPage(to, { agent });
    const told = failure(before.client.send(dispose));
    await until(() => to.got.length);
    before.client.close();
    const after = await openPage(unreachable(), { agent });
    expect(after.states()).to.deep.equal(['sending']);
    cut();
    expect((await told).code).to.equal('CANCELED');
    await until(() => after.states()[0] === 'unknown');
    expect(after.outbox.list()[0]!.reason).to.equal('Cut.');
  });

  for (const [command, repeats, sent, state] of [
    [schedule, ['schedule'], ['remove', 'schedule'], []],
    [dispose, [], [], ['unknown']],
  ] as const)
    it(`is lost by a tab that stood still until another one took it over, and it sends nothing then: ${command.type}`, async () => {
      const agent = someAgent();
      const clock = holdClock({ only: ['Date', 'setInterval', 'clearInterval'] });
      const [frozen, awake] = [signingIn(repeats), signingIn(repeats)];
      const here = await openPage(frozen.transport, { agent });
      const told = here.client.send(command).catch(({ code }: CtiError) => code);
      await until(() => frozen.gates.length === 1, 'the page is asked for its sign-in');
      clock.setSystemTime(Date.now() + 31_000); // and its timers stand still
      const opening = openPage(awake.transport, { agent, lease: 30_000 });
      for (let request = 0; request < sent.length; request++) {
        await until(() => awake.gates.length === 1, 'the other tab takes it over');
        awake.signIn();
      }
      const there = await opening; // it has looked at what waits
      expect(there.states()).to.deep.equal(state);
      frozen.signIn(); // it wakes
      await told;
      expect([frozen.bytes, awake.bytes]).to.deep.equal([[], sent]);
      if (state.length) expect(here.states(), 'it surely sent nothing').to.deep.equal(['waiting']);
    });

  it('is nobody else’s: what came of it is written by who knows the attempt, and a late word of another changes nothing', async () => {
    const agent = someAgent();
    const clock = holdClock({ only: 'dates' });
    let [fail, finish] = [() => undefined as void, () => undefined as void];
    const slow = dialer(['tag']);
    slow.answer = () => new Promise<Reply>((_, reject) => (fail = () => reject(new CtiError('REJECTED', 'No.'))));
    const here = await openPage(slow, { agent });
    const told = failure(here.client.send(tagged));
    await until(() => slow.got.length === 1);
    clock.setSystemTime(Date.now() + 31_000);
    const quick = dialer(['tag']);
    quick.answer = () => new Promise<Reply>((resolve) => (finish = () => resolve(done)));
    const opening = openPage(quick, { agent });
    await until(() => quick.got.length === 1, 'it is sent again');
    fail();
    expect((await told).code).to.equal('REJECTED');
    await here.outbox.flush();
    expect(here.states(), 'the refusal was of the try before').to.deep.equal(['sending']);
    finish();
    const there = await opening;
    await until(() => !there.outbox.list().length && !here.outbox.list().length);
  });

  it('lasts as long as its tab says that it lives', async () => {
    const clock = holdClock({ only: ['Date', 'setInterval', 'clearInterval'] });
    const agent = someAgent();
    const to = dialer();
    let answer = () => {};
    to.answer = () => new Promise((resolve) => (answer = () => resolve(done)));
    const here = await openPage(to, { agent });
    const sent = here.client.send(dispose);
    await until(() => to.got.length);
    const there = await openPage(to, { agent });
    for (let times = 0; times < 6; times++) {
      clock.tick(10_000);
      await here.outbox.endOf(''); // behind what that has begun
    }
    await there.outbox.flush();
    expect(there.states()).to.deep.equal(['sending']);
    answer();
    expect(await sent).to.equal(done);
  });

  it('whose end the storage does not take is ended there as soon as it does', async () => {
    const agent = someAgent();
    const to = dialer();
    const here = await openPage(to, { agent });
    const { put, delete: remove } = IDBObjectStore.prototype;
    const full = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    to.answer = () => {
      IDBObjectStore.prototype.put = IDBObjectStore.prototype.delete = full;
      return done;
    };
    try {
      expect(await here.client.send(dispose)).to.equal(done);
      await here.outbox.flush();
      expect(here.outbox.list()).to.deep.equal([]);
    } finally {
      Object.assign(IDBObjectStore.prototype, { put, delete: remove });
    }
    const there = await openPage(to, { agent });
    expect(there.states()).to.deep.equal(['sending']);
    await here.outbox.flush();
    await until(() => !there.outbox.list().length);
    expect(commandsOf(to)).to.deep.equal([dispose]);
  });

  it('that nobody knows of any more is decided by who made it, when it ends well after all', async () => {
    const agent = someAgent();
    const clock = holdClock({ only: 'dates' });
    let finish = () => undefined as void;
    const slow = dialer();
    slow.answer = () => new Promise<Reply>((resolve) => (finish = () => resolve(done)));
    const here = await openPage(slow, { agent });
    const told = here.client.send(dispose);
    await until(() => slow.got.length === 1);
    clock.setSystemTime(Date.now() + 31_000);
    const there = await openPage(dialer(), { agent });
    expect(there.states()).to.deep.equal(['unknown']);
    finish();
    expect(await told).to.equal(done);
    await until(() => !there.outbox.list().length, 'the other tab hears of it');
  });

  for (const [what, jump] of [
    ['ahead', 9],
    ['back', -9],
  ] as const)
    it(`holds up nothing when the clock jumps days ${what}, and nothing is deleted`, async () => {
      const agent = someAgent();
      const clock = holdClock({ only: 'dates' });
      const to = unreachable(['tag']);
      const { client, outbox, states } = await openPage(to, { agent, maxAge: Infinity });
      await client.send(dispose);
      to.answer = fails('TIMEOUT');
      await failure(client.send(respool));
      clock.setSystemTime(Date.now() + jump * 86_400_000);
      await outbox.flush();
      const stuck = dialer();
      stuck.answer = () => new Promise(() => undefined);
      const other = await openPage(stuck, { agent, maxAge: Infinity }); // claims with the wrong time
      await until(() => stuck.got.length > 0 || states()[0] !== 'waiting');
      other.client.close();
      clock.setSystemTime(Date.now() - jump * 86_400_000);
      to.answer = () => done;
      await outbox.flush();
      await until(async () => (await outbox.flush(), !states().includes('sending')), 'nothing stays on its way');
      expect(outbox.list().map(({ command }) => command)).to.deep.include(respool);
      expect(states().filter((state) => state === 'unknown').length).to.be.greaterThan(0);
    });

  it('needs at most three steps in the database before the first byte of a result, one of them strict, and one behind it', async () => {
    const to = dialer();
    let before = 0;
    const { client } = await openPage(to);
    await client.send(respool);
    const seen: { durability: string }[] = [];
    to.answer = () => ((before = seen.length), done);
    const all = await counted(async () => {
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (stores, mode, options) {
        seen.push({ durability: options?.durability ?? 'default' });
        return transaction.call(this, stores, mode, options);
      };
      await client.send(dispose);
    });
    expect(before).to.be.within(1, 3);
    expect(seen.slice(0, before).filter(({ durability }) => durability === 'strict')).to.have.length(1);
    expect(all.length).to.be.at.most(before + 4); // what came of it, and the look at what else waits
  });

  it('costs the sender and an idle tab as much for each entry, however many wait', async () => {
    const cost = async (count: number) => {
      const agent = someAgent();
      const to = unreachable();
      const { client, outbox } = await openPage(to, { agent });
      for (let at = 0; at < count; at++) await client.send({ ...dispose, guid: `g-${at}` });
      const idle = await openPage(dialer(), { agent });
      idle.client.close(); // it sends nothing
      const watching = new Outbox({ agent, server: 'https://integra.example' });
      await watching.endOf('');
      let rows = 0;
      const { getAll } = IDBObjectStore.prototype;
      const ofIndex = IDBIndex.prototype.getAll;
      const count1 = <T extends { result: unknown[] }>(request: T & EventTarget): T => {
        request.addEventListener('success', () => (rows += request.result.length));
        return request;
      };
      IDBObjectStore.prototype.getAll = function (...given) {
        return count1(getAll.apply(this, given));
      };
      IDBIndex.prototype.getAll = function (...given) {
        return count1(ofIndex.apply(this, given));
      };
      try {
        to.answer = () => done;
        const seen = await counted(async () => {
          await outbox.flush();
          await until(() => !watching.list().length, 'the idle tab knows');
        });
        return [seen.length / count, rows / count] as const;
      } finally {
        IDBObjectStore.prototype.getAll = getAll;
        IDBIndex.prototype.getAll = ofIndex;
        watching.close();
      }
    };
    const [few, many] = [await cost(5), await cost(40)];
    expect(many[0], 'transactions').to.be.at.most(few[0]);
    expect(many[1], 'rows').to.be.at.most(Math.max(few[1], 2));
  });
});

describe('a lane of the outbox', () => {
  afterEach(closePages);

  it('that is refused by its right alone holds up no other: the results go when callbacks may not', async () => {
    const to = unreachable();
    const { client, outbox, states } = await openPage(to);
    const results = [dispose, { ...dispose, guid: 'another' }];
    for (const command of [schedule, ...results]) await client.send(command);
    to.got.length = 0;
    to.answer = ({ type }) => (type === 'schedule' ? fails('REJECTED')() : done);
    await outbox.flush();
    expect([commandsOf(to), states()]).to.deep.equal([[schedule, ...results], ['held']]);
  });

  for (const code of ['BUSY', 'UNAUTHORIZED', 'UNREACHABLE'] as const)
    it(`that cannot go now holds up no other: ${code}`, async () => {
      const to = unreachable();
      const { client, outbox, states } = await openPage(to);
      for (const command of [schedule, dispose]) await client.send(command);
      to.got.length = 0;
      to.answer = ({ type }) => (type === 'schedule' ? fails(code)() : done);
      await outbox.flush();
      expect([commandsOf(to), states()]).to.deep.equal([[schedule, dispose], ['waiting']]);
    });

  it('is not asked again before the time that the dialer wants, except by a person', async () => {
    const clock = holdClock({ only: 'dates' });
    const to = dialer();
    to.answer = () => Promise.reject(new CtiError('BUSY', 'Later.', { retryAfter: 120_000 }));
    const { client, outbox } = await openPage(to);
    await client.send(dispose);
    await client.send(respool);
    to.got.length = 0;
    await outbox.flush();
    expect(to.got).to.deep.equal([]);
    to.answer = () => done;
    clock.tick(119_999);
    await outbox.flush();
    expect(to.got).to.deep.equal([]);
    await outbox.retry(outbox.list()[0]!.id);
    expect(commandsOf(to)).to.deep.equal([dispose]);
    clock.tick(1);
    await outbox.flush();
    expect(commandsOf(to)).to.deep.equal([dispose, respool]);
  });
});

describe('all lanes of the outbox', () => {
  afterEach(closePages);
  const five = ['1', '2', '3', '4', '5'].map((guid) => ({ ...dispose, guid }));

  it('stop while the browser is offline', async () => {
    const to = unreachable();
    const { client, outbox } = await openPage(to);
    for (const command of five) await client.send(command);
    to.got.length = 0;
    vi.stubGlobal('navigator', { locks: navigator.locks, onLine: false });
    await outbox.flush();
    vi.unstubAllGlobals();
    expect(commandsOf(to)).to.deep.equal([five[0]]);
  });

  it('stop when two in a row get an answer without sense, and not for one alone', async () => {
    const to = unreachable();
    const { client, outbox, states } = await openPage(to);
    for (const command of five) await client.send(command);
    const senseless = ['1', '3', '4'];
    to.answer = (command) => ('guid' in command && senseless.includes(command.guid) ? fails('PROTOCOL')() : done);
    await outbox.flush();
    expect(states()).to.deep.equal(['unknown', 'unknown', 'unknown', 'waiting']);
  });
});

describe('the time that a dialer wants', () => {
  afterEach(closePages);
  const later = (retryAfter: number) => () => Promise.reject(new CtiError('BUSY', 'Later.', { retryAfter }));
  const day = 86_400_000;

  it('is obeyed over a reload, and by other tabs', async () => {
    const agent = someAgent();
    const clock = holdClock({ only: 'dates' });
    const to = dialer();
    to.answer = later(600_000);
    const { client } = await openPage(to, { agent });
    await client.send(dispose);
    client.close();
    const after = dialer();
    const { outbox } = await openPage(after, { agent });
    expect(after.got).to.deep.equal([]);
    clock.tick(600_000);
    await outbox.flush();
    expect(commandsOf(after)).to.deep.equal([dispose]);
  });

  it('is over when a clock that was days ahead then is back', async () => {
    const clock = holdClock({ only: 'dates' });
    const to = dialer();
    to.answer = later(60_000);
    const { client, outbox } = await openPage(to);
    clock.tick(6 * day);
    await client.send(dispose);
    clock.setSystemTime(Date.now() - 6 * day);
    to.answer = () => done;
    await outbox.flush();
    expect(commandsOf(to)).to.deep.equal([dispose, dispose]);
  });

  it('does not let an entry wait longer than it may', async () => {
    const clock = holdClock({ only: 'dates' });
    const to = dialer();
    to.answer = later(30 * day);
    const { client, outbox, states } = await openPage(to);
    await client.send(dispose);
    clock.tick(day + 1);
    await outbox.flush();
    expect(states()).to.deep.equal(['held']);
  });

  it('holds up no other call, also where nobody knows whether it has happened', async () => {
    const to = unreachable(['schedule']);
    const { client, outbox, states } = await openPage(to);
    for (const command of [schedule, dispose, { ...dispose, guid: 'another' }]) await client.send(command);
    to.got.length = 0;
    to.answer = ({ type }) =>
      type === 'schedule'
        ? Promise.reject(new CtiError('TIMEOUT', 'HTTP 503', { retryAfter: 60_000, maybeSent: true }))
        : done;
    await outbox.flush();
    expect([commandsOf(to).map(({ type }) => type), states()]).to.deep.equal([
      ['schedule', 'dispose', 'dispose'],
      ['waiting'],
    ]);
  });
});

describe('what the outbox shows', () => {
  afterEach(closePages);

  it('is what it holds: a refusal that was given back is heard of, too', async () => {
    const to = dialer();
    to.answer = fails('REJECTED');
    const { client, outbox } = await openPage(to);
    let shown: unknown[] = [];
    client.addEventListener('change', () => (shown = [...outbox.list()]));
    expect((await failure(client.send(dispose))).code).to.equal('REJECTED');
    expect([outbox.list(), shown]).to.deep.equal([[], []]);
  });

  for (const [what, change] of [
    ['delivered', (there: Page) => there.outbox.flush()],
    ['discarded', (there: Page) => there.outbox.discard(there.outbox.list()[0]!.id)],
    ['forgotten', (there: Page) => there.client.forget()],
  ] as const)
    it(`is heard of also where no tab hears another: ${what} elsewhere`, async () => {
      const Channel = globalThis.BroadcastChannel;
      Reflect.deleteProperty(globalThis, 'BroadcastChannel');
      try {
        const agent = someAgent();
        const to = unreachable();
        const here = await openPage(to, { agent });
        await here.client.send(dispose);
        let shown: unknown[] = [...here.outbox.list()];
        here.client.addEventListener('change', () => (shown = [...here.outbox.list()]));
        const there = await openPage(to, { agent });
        to.answer = () => done;
        await change(there);
        await here.outbox.flush();
        expect([here.outbox.list(), shown]).to.deep.equal([[], []]);
      } finally {
        globalThis.BroadcastChannel = Channel;
      }
    });

  it('is a refusal whose form has gone: it stays as held', async () => {
    const to = dialer();
    to.answer = fails('REJECTED');
    const { outbox, states } = await openPage(to);
    expect((await failure(outbox.carry(dispose, () => false))).code).to.equal('REJECTED');
    expect([states(), outbox.list()[0]?.reason]).to.deep.equal([['held'], 'REJECTED it is.']);
  });

  it('says to who asks once more that it was delivered, and not that somebody discarded it', async () => {
    const to = unreachable();
    const { client, outbox } = await openPage(to);
    await client.send(dispose);
    const { id } = outbox.list()[0]!;
    let finish = () => undefined as void;
    to.answer = () => new Promise<Reply>((resolve) => (finish = () => resolve(done)));
    const flushed = outbox.flush();
    await until(() => to.got.length === 2);
    const [again, retried] = [outbox.carry(dispose), outbox.retry(id)];
    finish();
    await flushed;
    const reply = { status: 'confirmed', transport: 'outbox' };
    expect(await Promise.all([again, retried])).to.deep.equal([reply, reply]);
    expect(to.got).to.have.length(2);
  });

  it('is a do-not-call entry of a supervisor in an agent’s page, which delivers it where its dialer can', async () => {
    const agent = someAgent();
    const to = unreachable();
    await (await openPage(to, { agent })).client.send(blacklist);
    const other: Transport = {
      ...dialer(),
      supports: (type) =>
        type === 'blacklist' ? { ok: false, code: 'UNSUPPORTED', reason: 'Not here.' } : { ok: true },
    };
    const cannot = await openPage(other, { agent });
    expect(cannot.outbox.list()).to.have.length(1);
    expect([cannot.states(), cannot.outbox.list()[0]!.command, cannot.outbox.problem]).to.deep.equal([
      ['waiting'],
      blacklist,
      '',
    ]);
    const can = dialer();
    await openPage(can, { agent });
    expect(commandsOf(can)).to.deep.equal([blacklist]);
  });
});

describe('storage that the browser takes away', () => {
  afterEach(closePages);

  for (const isFirst of [true, false])
    it(`is noticed, and what a living tab knows is put back${isFirst ? '' : ', also when another tab was opened first'}`, async () => {
      const agent = someAgent();
      const to = unreachable();
      const { client, outbox } = await openPage(to, { agent });
      const waiting = [dispose, { ...dispose, guid: 'another' }];
      for (const command of waiting) await client.send(command);
      await clearStorage(agent);
      const late = dialer();
      late.answer = fails('UNREACHABLE');
      const other = isFirst ? undefined : await openPage(late, { agent });
      await outbox.flush();
      expect(outbox.list().map(({ command }) => command)).to.deep.equal(waiting);
      expect(outbox.problem).to.contain('cleared');
      if (other) await until(() => other.outbox.list().length === 2, 'the other tab sees them');
      const fresh = dialer();
      await openPage(fresh, { agent });
      expect(commandsOf(fresh)).to.have.deep.members(waiting);
    });

  it('is noticed by a tab that does nothing, as soon as another one is opened', async () => {
    const clock = holdClock({ only: ['setTimeout', 'clearTimeout'] });
    const agent = someAgent();
    const here = await openPage(unreachable(), { agent });
    await here.client.send(dispose);
    await clearStorage(agent);
    const there = await openPage(dialer(), { agent });
    let passed = 0; // less than until its next try
    await until(async () => {
      if (passed < 1_000) await clock.tickAsync(50).then(() => (passed += 50));
      return there.outbox.list().length === 1;
    });
  });

  it('brings no entry back that another tab knows to be delivered, and this one does not', async () => {
    const clock = holdClock({ only: 'dates' });
    const agent = someAgent();
    const [to, other] = [unreachable(), unreachable()];
    const [here, there] = [await openPage(to, { agent }), await openPage(other, { agent })];
    await here.client.send(dispose);
    await until(() => there.outbox.list().length === 1);
    to.answer = other.answer = () => done;
    const { postMessage } = BroadcastChannel.prototype;
    BroadcastChannel.prototype.postMessage = () => undefined; // it stands still
    await here.outbox.flush();
    BroadcastChannel.prototype.postMessage = postMessage;
    await clearStorage(agent);
    clock.tick(40_000);
    await there.outbox.flush();
    expect([commandsOf(other), there.outbox.list(), here.outbox.list()]).to.deep.equal([[], [], []]);
  });

  it('is kept in that page where the back end gives no key just then', async () => {
    const agent = someAgent();
    const to = unreachable();
    let key = () => Promise.resolve('secret');
    const { client, outbox, states } = await openPage(to, { agent, key: () => key() });
    await client.send(dispose);
    await clearStorage(agent);
    key = () => Promise.reject(new Error('The back end is down.'));
    await outbox.flush();
    expect([states(), outbox.storage]).to.deep.equal([['waiting'], 'memory']);
    expect(outbox.problem).to.contain('gave no key');
    to.answer = () => done;
    await outbox.flush();
    expect(outbox.list()).to.deep.equal([]);
  });

  it('brings nothing back that was delivered', async () => {
    const agent = someAgent();
    const to = unreachable();
    const [here, there] = [await openPage(to, { agent }), await openPage(to, { agent })];
    await here.client.send(dispose);
    await until(() => there.outbox.list().length === 1);
    to.answer = () => done;
    await here.outbox.flush();
    await clearStorage(agent);
    await Promise.all([here.outbox.flush(), there.outbox.flush()]);
    await Promise.all([here.outbox.flush(), there.outbox.flush()]);
    expect(commandsOf(to)).to.deep.equal([dispose, dispose]);
  });

  it('is no storage that was cleared, when an agent has forgotten everything', async () => {
    const agent = someAgent();
    const to = unreachable();
    const here = await openPage(to, { agent });
    await here.client.send(dispose);
    const there = await openPage(to, { agent });
    // A tab that does not hear the others.
    const { postMessage } = BroadcastChannel.prototype;
    BroadcastChannel.prototype.postMessage = () => undefined;
    try {
      await there.client.forget();
    } finally {
      BroadcastChannel.prototype.postMessage = postMessage;
    }
    await here.outbox.flush();
    expect([here.outbox.list(), here.outbox.problem]).to.deep.equal([[], '']);
  });
});

describe('a step in the storage that never ends', () => {
  afterEach(closePages);

  it('hangs nothing: the command goes on in this page, and says so', async () => {
    const to = dialer();
    const { client, outbox } = await openPage(to);
    const clock = holdClock({ only: ['setTimeout', 'clearTimeout'] });
    const { getAll } = IDBIndex.prototype;
    let asked = 0;
    IDBIndex.prototype.getAll = function (...given) {
      asked++;
      const request = getAll.apply(this, given);
      request.addEventListener = () => undefined; // nobody hears of its end
      return request;
    };
    try {
      const sent = client.send(dispose);
      await until(() => asked > 0, 'the database is asked');
      await until(async () => (await clock.tickAsync(6_000), to.got.length === 1), 'it is sent all the same');
      expect(await sent).to.equal(done);
      expect([outbox.storage, outbox.problemDetail === 'TimeoutError']).to.deep.equal(['memory', true]);
    } finally {
      IDBIndex.prototype.getAll = getAll;
    }
  });

  it('keeps nothing from going out that the storage has, once that answers again', async () => {
    const to = unreachable();
    const { client, outbox, states } = await openPage(to);
    const clock = holdClock({ only: ['setTimeout', 'clearTimeout'] });
    for (const guid of ['1', '2']) await client.send({ ...dispose, guid });
    const { get } = IDBObjectStore.prototype;
    let isAsked = false;
    IDBObjectStore.prototype.get = function (...given) {
      IDBObjectStore.prototype.get = get; // this one alone
      isAsked = true;
      const request = get.apply(this, given);
      request.addEventListener = () => undefined;
      return request;
    };
    const third = client.send({ ...dispose, guid: '3' });
    await until(() => isAsked);
    await clock.tickAsync(5_000); // so long a step may take
    await clock.tickAsync(500); // and so long what could not be stopped
    expect((await third).status).to.equal('queued');
    expect([outbox.storage, outbox.problemDetail === 'TimeoutError']).to.deep.equal(['memory', true]);
    to.answer = () => done;
    releaseClock(); // it answers at once again
    await until(async () => (await outbox.flush(), !outbox.list().length));
    expect([states(), outbox.storage, outbox.problem]).to.deep.equal([[], 'sealed', '']);
  });

  it('hangs nothing where the locks are refused while the storage works', async () => {
    const { request } = navigator.locks;
    navigator.locks.request = () => Promise.reject(new DOMException('no', 'SecurityError'));
    try {
      const to = dialer();
      const outbox = new Outbox({ agent: someAgent(), server: 'https://integra.example' });
      const client = new CtiClient({ transports: [to], outbox, memory: someAgent() });
      expect(await client.send(dispose)).to.equal(done);
      expect(await client.send({ type: 'call', destination: '091', campaign: 'Sale->' })).to.equal(done);
      client.close();
    } finally {
      navigator.locks.request = request;
    }
  });
});
