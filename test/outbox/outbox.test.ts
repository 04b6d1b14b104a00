import { expect } from 'chai';
import { CtiClient, type Command, type Reply } from '../../src/index.js';
import { call, callWithPhone, cti, dispose, hangup, respool } from '../samples.js';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { inForeignPage } from '../foreign-json.js';
import {
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

const all = [dispose, schedule, respool, tagged];

describe('the outbox', () => {
  afterEach(closePages);

  it('keeps what may wait when nothing could be sent, and never a dial or a hang-up', async () => {
    const to = unreachable();
    const { client, outbox, states } = await openPage(to);
    for (const command of all) {
      const reply = await client.send(command);
      expect([reply.status, reply.transport, reply.error?.code]).to.deep.equal(['queued', 'outbox', 'UNREACHABLE']);
    }
    for (const command of [call, callWithPhone, hangup, cti])
      expect((await failure(client.send(command))).code).to.equal('UNREACHABLE');
    expect(outbox.list().map(({ command }) => command)).to.deep.equal(all);
    expect(states()).to.deep.equal(['waiting', 'waiting', 'waiting', 'waiting']);
    expect(outbox.list()[0]).to.include({ reason: 'UNREACHABLE it is.' });
  });

  it('has nothing left of what was delivered, and is empty before', async () => {
    const to = dialer();
    const { client, outbox } = await openPage(to);
    for (const command of all) expect(await client.send(command)).to.equal(done);
    expect([outbox.list(), to.got]).to.deep.equal([[], all.map((command) => ({ command, again: false }))]);
  });

  it('keeps a command before its first byte', async () => {
    const to = dialer();
    const { client, states } = await openPage(to);
    let seen: string[] = [];
    to.answer = () => ((seen = states()), done);
    await client.send(dispose);
    expect(seen).to.deep.equal(['sending']);
  });

  it('sends what waits, in its order, when the line is back', async () => {
    const to = unreachable();
    const { client, outbox } = await openPage(to);
    for (const command of all) await client.send(command);
    to.got.length = 0;
    to.answer = () => done;
    window.dispatchEvent(new Event('online'));
    await until(() => !outbox.list().length);
    expect(to.got.map(({ command }) => command)).to.deep.equal(all);
  });

  it('keeps the text that the dialer gave over a reload', async () => {
    const to = unreachable();
    const agent = someAgent();
    const odd = { ...respool, entry: { ...respool.entry, data: [['due', '15:30']], dataText: 'due=15:30' } } as Command;
    const { client } = await openPage(to, { agent });
    expect((await client.send(odd)).status).to.equal('queued');
    client.close();
    to.answer = () => done;
    const { outbox } = await openPage(to, { agent });
    await until(() => !outbox.list().length);
    expect(commandsOf(to).at(-1)).to.deep.equal(odd);
  });

  it('keeps commands whole in a page whose library gives arrays a toJSON', async () => {
    const to = unreachable();
    const agent = someAgent();
    await inForeignPage(async () => {
      const { client, outbox } = await openPage(to, { agent });
      for (const command of all) expect((await client.send(command)).status).to.equal('queued');
      expect((await client.send(schedule)).status).to.equal('queued'); // the same one
      expect(outbox.list()).to.have.length(all.length);
      client.close();
    });
    to.answer = () => done;
    to.got.length = 0;
    const { outbox } = await openPage(to, { agent });
    await until(() => !outbox.list().length);
    expect(commandsOf(to)).to.deep.equal(all);
  });

  it('says in words that it cannot read back what another page kept otherwise, and leaves it where it is', async () => {
    const to = unreachable();
    const agent = someAgent();
    const { stringify } = JSON;
    JSON.stringify = () => '{"type":"?"}';
    const first = await openPage(to, { agent });
    await first.client.send(schedule).finally(() => (JSON.stringify = stringify));
    const [{ id = '' } = {}] = first.outbox.list();
    first.client.close();
    to.got.length = 0;
    const { outbox } = await openPage(to, { agent });
    expect([outbox.list(), outbox.problem]).to.deep.equal([
      [],
      'Entries of the outbox that this page cannot read: 1. Tell your administrator.',
    ]);
    const error = await failure(outbox.retry(id));
    expect([error.code, error.maybeSent, to.got]).to.deep.equal(['CANCELED', false, []]);
    expect(error.message).to.contain('cannot be read there');
    expect(outbox.problem).to.contain('this page cannot read: 1');
    expect((await failure(outbox.retry('nobody'))).message).to.contain('no longer in the outbox');
  });

  it('sends what waits after another command has found the line good', async () => {
    const to = unreachable();
    const { client, outbox } = await openPage(to);
    await client.send(dispose);
    to.answer = () => done;
    await client.send(respool);
    await until(() => !outbox.list().length);
    expect(commandsOf(to)).to.deep.equal([dispose, respool, dispose]);
  });

  it('waits for the sign-in, and says that it is missing', async () => {
    const to = dialer();
    to.answer = fails('UNAUTHORIZED');
    const { client, outbox } = await openPage(to);
    expect((await client.send(dispose)).error?.code).to.equal('UNAUTHORIZED');
    to.answer = () => done;
    await outbox.flush();
    expect(outbox.list()).to.deep.equal([]);
    expect(to.got, 'a refused sign-in did nothing').to.deep.equal([
      { command: dispose, again: false },
      { command: dispose, again: false },
    ]);
  });

  it('keeps the order of one call: what waits goes before what comes', async () => {
    const to = unreachable();
    const { client, outbox } = await openPage(to);
    const other = { ...dispose, guid: 'another call' };
    await client.send(dispose);
    await client.send(other);
    to.got.length = 0;
    to.answer = () => done;
    await client.send(tagged);
    await until(() => !outbox.list().length);
    expect(commandsOf(to)).to.deep.equal([dispose, tagged, other]);
  });

  it('lets a command wait behind one of its call that cannot go', async () => {
    const to = unreachable();
    const { client, states } = await openPage(to);
    await client.send(dispose);
    to.got.length = 0;
    expect((await client.send(tagged)).status).to.equal('queued');
    expect([to.got.map(({ command }) => command.type), states()]).to.deep.equal([['dispose'], ['waiting', 'waiting']]);
  });

  it('gives back what the dialer refused, and holds it when that happens later', async () => {
    const to = dialer();
    to.answer = fails('REJECTED');
    const { client, outbox, states } = await openPage(to);
    expect((await failure(client.send(dispose))).code).to.equal('REJECTED');
    expect(outbox.list()).to.deep.equal([]);
    to.answer = fails('UNREACHABLE');
    for (const command of [dispose, respool]) await client.send(command);
    to.answer = (command) => (command.type === 'dispose' ? fails('REJECTED')() : done);
    to.got.length = 0;
    await outbox.flush();
    expect(states()).to.deep.equal(['held']);
    expect(outbox.list()[0]).to.deep.include({ command: dispose, reason: 'REJECTED it is.' });
    expect(commandsOf(to)).to.deep.equal([dispose, respool]);
    await outbox.flush();
    expect(commandsOf(to), 'what is held does not go out by itself').to.deep.equal([dispose, respool]);
    expect((await failure(outbox.retry(outbox.list()[0]!.id))).code).to.equal('REJECTED');
    expect(states()).to.deep.equal(['held']);
  });

  it('keeps what the dialer refused where the caller does not show that any more', async () => {
    const to = dialer();
    to.answer = fails('REJECTED');
    const { client, outbox, states } = await openPage(to);
    for (const [shows, left] of [
      [() => true, []],
      [() => false, ['held']],
    ] as const) {
      expect((await failure(client.send(dispose, { shows }))).code).to.equal('REJECTED');
      expect(states()).to.deep.equal(left);
    }
    expect(outbox.list()[0]).to.deep.include({ command: dispose, reason: 'REJECTED it is.' });
  });

  it('does not keep a command twice, and takes the agent’s second press for the decision about the first', async () => {
    const to = dialer();
    to.answer = fails('TIMEOUT');
    const { client, outbox } = await openPage(to);
    await failure(client.send(dispose));
    await failure(client.send(dispose));
    expect(outbox.list()).to.have.length(1);
    to.answer = () => done;
    await client.send(dispose);
    expect([outbox.list(), to.got]).to.deep.equal([
      [],
      [false, true, true].map((again) => ({ command: dispose, again })),
    ]);
  });

  it('asks the agent about what is too old, and about a callback whose time has passed', async () => {
    const clock = holdClock({ only: 'dates' });
    const to = unreachable();
    const { client, outbox, states } = await openPage(to, { maxAge: 40, dialerTimeZone: () => 'America/Montevideo' });
    await client.send({ ...schedule, at: '2020-01-01 10:00:00' });
    await client.send({ ...dispose, callbackAt: '2020-01-01 10:00:00' });
    await client.send(respool);
    clock.tick(41);
    to.answer = () => done;
    await outbox.flush();
    expect([states(), to.got.length]).to.deep.equal([['held', 'held', 'held'], 3]);
    expect(outbox.list().map(({ reason }) => reason)).to.deep.equal([
      'The time of this callback has passed.',
      'The time of this callback has passed.',
      'It waited too long to be sent automatically.',
    ]);
    await outbox.retry(outbox.list()[2]!.id);
    expect(states()).to.deep.equal(['held', 'held']);
    expect(to.got.slice(3)).to.deep.equal([{ command: respool, again: false }]);
  });

  it('keeps in doubt what may have arrived, also when it is too late for it', async () => {
    const clock = holdClock({ only: 'dates' });
    const to = dialer(['schedule']);
    to.answer = fails('TIMEOUT');
    const { client, outbox, states } = await openPage(to, { maxAge: 40 });
    expect(await client.send(schedule)).to.include({ status: 'queued' });
    clock.tick(41);
    await outbox.flush();
    expect([states(), to.got.length]).to.deep.equal([['unknown'], 1]);
  });

  it('sends what is just not too old, and a callback whose time has not come', async () => {
    const clock = holdClock({ only: 'dates', at: Date.UTC(2026, 10, 29, 13) });
    const to = unreachable();
    const { client, outbox } = await openPage(to, { maxAge: 40, dialerTimeZone: () => 'America/Montevideo' });
    const soon = { ...schedule, at: '2026-11-29 10:00:01' };
    await client.send(soon);
    await client.send(respool);
    clock.tick(40);
    to.got.length = 0;
    to.answer = () => done;
    await outbox.flush();
    expect([outbox.list(), commandsOf(to)]).to.deep.equal([[], [soon, respool]]);
  });

  it('holds a day without a word about it', async () => {
    const clock = holdClock({ only: 'dates' });
    const to = unreachable();
    const { client, outbox, states } = await openPage(to);
    await client.send(respool);
    clock.tick(86_400_000);
    await outbox.flush();
    expect(states()).to.deep.equal(['waiting']);
    clock.tick(1);
    await outbox.flush();
    expect([states(), to.got.length]).to.deep.equal([['held'], 2]);
  });

  it('leaves a callback in an hour that does not exist to the dialer', async () => {
    const to = unreachable();
    const { client, outbox } = await openPage(to, { dialerTimeZone: () => 'America/New_York' });
    const skipped = { ...schedule, at: '2026-03-08 02:30:00' };
    await client.send(skipped);
    to.got.length = 0;
    to.answer = () => done;
    await outbox.flush();
    expect([outbox.list(), to.got]).to.deep.equal([[], [{ command: skipped, again: false }]]);
  });

  it('forgets what the agent discards, and not what is on its way', async () => {
    const to = dialer();
    let answer = (_: Reply) => {};
    to.answer = () => new Promise((resolve) => (answer = resolve));
    const { client, outbox } = await openPage(to);
    const sent = client.send(dispose);
    await until(() => to.got.length);
    expect((await failure(outbox.discard(outbox.list()[0]!.id))).code).to.equal('BUSY');
    answer(done);
    await sent;
    to.answer = fails('UNREACHABLE');
    await client.send(dispose);
    await outbox.discard(outbox.list()[0]!.id);
    expect(outbox.list()).to.deep.equal([]);
    to.answer = () => done;
    await client.send(respool); // the line is good again
    await outbox.flush();
    expect(commandsOf(to), 'once delivered, once in vain, and nothing of it later').to.deep.equal([
      dispose,
      dispose,
      respool,
    ]);
  });

  it('tells the page of every change', async () => {
    const to = unreachable();
    const { client, outbox } = await openPage(to);
    const counts: number[] = [];
    client.addEventListener('change', () => counts.push(outbox.list().length));
    await client.send(dispose);
    await outbox.discard(outbox.list()[0]!.id);
    expect([counts.includes(1), counts.at(-1)]).to.deep.equal([true, 0]);
  });

  it('lets a client without one report what it could not send', async () => {
    const to = unreachable();
    const client = new CtiClient({ transports: [to] });
    expect((await failure(client.send(dispose))).code).to.equal('UNREACHABLE');
    expect(client.outbox).to.equal(undefined);
  });

  it('belongs to an agent and a dialer', async () => {
    const agent = someAgent();
    const to = unreachable();
    await (await openPage(to, { agent })).client.send(dispose);
    const others = [
      await openPage(to, { agent: `${agent}0` }),
      await openPage(to, { agent, server: 'https://other.example' }),
    ];
    expect(others.flatMap(({ outbox }) => outbox.list())).to.deep.equal([]);
    expect(commandsOf(to), 'nobody else sends it').to.deep.equal([dispose]);
    const own = await openPage(to, { agent });
    expect(own.outbox.list().map(({ command }) => command)).to.deep.equal([dispose]);
    expect(commandsOf(to)).to.deep.equal([dispose, dispose]);
  });
});
