import { expect } from 'chai';
import { CtiError } from '../../src/index.js';
import { dispose, respool } from '../samples.js';
import { failure } from '../failure.js';
import { closePages, dialer, done, fails, openPage, schedule, tagged, unreachable, until } from './outbox.fixture.js';

describe('the outbox, when nobody knows whether a command arrived,', () => {
  afterEach(closePages);

  for (const code of ['TIMEOUT', 'PROTOCOL', 'CANCELED'] as const) {
    it(`never repeats by itself a result or a respool of which nobody knows (${code}), and asks the agent`, async () => {
      const to = dialer(['tag', 'schedule']);
      to.answer = fails(code);
      const { client, outbox, states } = await openPage(to);
      for (const command of [dispose, respool]) expect((await failure(client.send(command))).code).to.equal(code);
      expect(states()).to.deep.equal(['unknown', 'unknown']);
      to.answer = () => done;
      await outbox.flush();
      window.dispatchEvent(new Event('online'));
      await outbox.flush();
      expect(to.got).to.have.length(2);
      await outbox.retry(outbox.list()[0]!.id);
      expect(to.got.slice(2)).to.deep.equal([{ command: dispose, again: true }]);
      expect(states()).to.deep.equal(['unknown']);
    });
  }

  it('repeats by itself what the dialer can take again without harm, and says so to it', async () => {
    const to = dialer(['tag', 'schedule']);
    to.answer = fails('TIMEOUT');
    const { client, outbox, states } = await openPage(to);
    for (const command of [tagged, schedule]) expect((await client.send(command)).status).to.equal('queued');
    expect(states()).to.deep.equal(['waiting', 'waiting']);
    to.got.length = 0;
    to.answer = () => done;
    await outbox.flush();
    await until(() => !outbox.list().length);
    expect(to.got).to.deep.equal([
      { command: tagged, again: true },
      { command: schedule, again: true },
    ]);
  });

  it('asks the agent after six tries of which nobody knows', async () => {
    const to = dialer(['tag']);
    to.answer = fails('TIMEOUT');
    const { client, outbox, states } = await openPage(to);
    await client.send(tagged);
    for (let tries = 1; tries < 6; tries++) await outbox.flush();
    expect([states(), to.got.length]).to.deep.equal([['unknown'], 6]);
    await outbox.flush();
    expect(to.got).to.have.length(6);
    to.answer = () => done;
    await outbox.retry(outbox.list()[0]!.id);
    expect(to.got.slice(6)).to.deep.equal([{ command: tagged, again: true }]);
    expect(outbox.list()).to.deep.equal([]);
  });

  it('does not say that it surely did not arrive, when the dialer refuses it the second time', async () => {
    const to = dialer();
    to.answer = fails('TIMEOUT');
    const { client, outbox, states } = await openPage(to);
    await failure(client.send(respool));
    to.answer = fails('REJECTED'); // as a dialer does that has this number already
    expect((await failure(outbox.retry(outbox.list()[0]!.id))).code).to.equal('REJECTED');
    expect(states()).to.deep.equal(['unknown']);
    expect(outbox.list()[0]!.reason).to.equal('REJECTED it is.');
  });

  it('makes one more unknown at most while the line is dead', async () => {
    const to = unreachable();
    const { client, outbox, states } = await openPage(to);
    for (const guid of ['1', '2', '3']) await client.send({ ...dispose, guid });
    to.answer = fails('TIMEOUT');
    to.got.length = 0;
    await outbox.flush();
    expect(states()).to.deep.equal(['unknown', 'waiting', 'waiting']);
    expect(to.got).to.deep.equal([{ command: { ...dispose, guid: '1' }, again: false }]);
  });

  it('takes an agent’s word for the state that the agent saw, and asks again for what became unknown since', async () => {
    const to = unreachable();
    const { client, outbox, states } = await openPage(to);
    await client.send(dispose);
    let fail = () => {};
    to.answer = () => new Promise((_, reject) => (fail = () => reject(new CtiError('TIMEOUT', 'Nobody knows.'))));
    const flushed = outbox.flush();
    await until(() => to.got.length === 2);
    const pressed = failure(outbox.retry(outbox.list()[0]!.id)); // while it still says “waiting” to the agent
    fail();
    await flushed;
    expect([(await pressed).code, states(), to.got.length]).to.deep.equal(['BUSY', ['unknown'], 2]);
  });
});
