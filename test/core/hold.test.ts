// A result that can be taken back, as the client sends it.
import { expect } from 'chai';
import { holdClock, releaseClock, type Clock } from '../clock.js';
import { failure } from '../failure.js';
import { blacklist, closePages, commandsOf, dialer, done, fails, openPage, until } from '../outbox/outbox.fixture.js';
import { call, callWithPhone, cti, dispose, hangup, tag } from '../samples.js';
import { clientOf } from '../fake-transport.js';

const holdFor = 5_000;

describe('a command that the client holds for a moment', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = holdClock({ only: ['Date', 'setTimeout', 'clearTimeout'] });
  });
  afterEach(async () => {
    releaseClock();
    await closePages();
  });

  for (const next of [call, callWithPhone, hangup])
    it(`goes at once with the next ${next.type}`, async () => {
      const to = dialer();
      const { client, outbox } = await openPage(to);
      await client.send(dispose, { holdFor });
      await client.send(next);
      await until(() => !outbox.list().length);
      expect(commandsOf(to)).to.have.deep.members([dispose, next]);
    });

  it('goes with the next dial also when it was asked for a moment before, and is not written yet', async () => {
    const to = dialer();
    const { client, outbox } = await openPage(to);
    const saving = client.send(dispose, { holdFor });
    await client.send(call);
    expect((await saving).until).to.equal(undefined);
    expect([commandsOf(to).filter(({ type }) => type === 'dispose'), outbox.list()]).to.deep.equal([[dispose], []]);
  });

  it('stays where it is with a dial that is refused here, and with what is no dial', async () => {
    const to = dialer();
    const { client, states } = await openPage(to);
    await client.send(dispose, { holdFor });
    expect((await failure(client.send({ ...call, destination: 'no number' }))).code).to.equal('INVALID');
    await client.send(cti);
    expect([commandsOf(to), states()]).to.deep.equal([[cti], ['waiting']]);
  });

  it('does not keep a dial waiting', async () => {
    const to = dialer();
    let answer = () => undefined as void;
    to.answer = ({ type }) =>
      type === 'dispose' ? new Promise((resolve) => (answer = () => resolve(done))) : (done as never);
    const { client, outbox } = await openPage(to);
    await client.send(dispose, { holdFor });
    expect(await client.send(call)).to.equal(done);
    await until(() => to.got.length === 2);
    answer();
    await until(() => !outbox.list().length);
  });

  it('is checked as any other, before it is kept', async () => {
    const to = dialer();
    const { client, outbox } = await openPage(to);
    expect(await failure(client.send({ ...dispose, level1: '' }, { holdFor }))).to.include({
      ...{ code: 'INVALID', field: 'level1' },
    });
    to.supports = () => ({ ok: false, code: 'UNSUPPORTED', reason: 'It cannot.' });
    expect((await failure(client.send(dispose, { holdFor }))).code).to.equal('UNSUPPORTED');
    to.supports = () => ({ ok: true });
    const saving = client.send(dispose, { holdFor });
    expect((await failure(client.send(dispose, { holdFor }))).code).to.equal('BUSY');
    expect((await saving).status).to.equal('queued');
    client.close();
    expect((await failure(client.send(tag, { holdFor }))).code).to.equal('CANCELED');
    expect([to.got, outbox.list().length]).to.deep.equal([[], 1]);
  });

  it('is not held from a script that says nothing of it, nor for no time', async () => {
    const to = dialer();
    const { client, outbox } = await openPage(to);
    let count = 0;
    for (const options of [{}, { holdFor: 0 }, { holdFor: -1 }, { holdFor: NaN }, { holdFor: undefined }])
      expect(await client.send({ ...dispose, comment: String(count++) }, options)).to.equal(done);
    expect([to.got.length, outbox.list()]).to.deep.equal([count, []]);
  });

  it('is held a minute at most', async () => {
    const { client } = await openPage(dialer());
    expect((await client.send(dispose, { holdFor: 3_600_000 })).until).to.equal(Date.now() + 60_000);
  });

  it('goes at once where nothing keeps it, and where taking it back would lift nothing', async () => {
    expect(await clientOf(dialer()).send(dispose, { holdFor })).to.equal(done);
    const { client, outbox } = await openPage(dialer());
    expect(await client.send(blacklist, { holdFor })).to.equal(done);
    expect(await client.send(cti, { holdFor })).to.equal(done);
    expect(outbox.list()).to.deep.equal([]);
  });

  it('names its entry also where it waits for another reason', async () => {
    const to = dialer();
    to.answer = fails('UNREACHABLE');
    const { client, outbox } = await openPage(to);
    const { entry, until: end } = await client.send(dispose);
    expect([entry, end]).to.deep.equal([outbox.list()[0]!.id, undefined]);
  });

  it('stays when its client is closed, and nothing is sent by that', async () => {
    const to = dialer();
    const { client, states } = await openPage(to);
    await client.send(dispose, { holdFor });
    client.close();
    expect(clock.countTimers()).to.equal(0);
    await clock.tickAsync(holdFor);
    expect([to.got, states()]).to.deep.equal([[], ['waiting']]);
  });
});
