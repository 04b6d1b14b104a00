// What can be taken back for a moment: it lies in the outbox before it goes.
import { expect } from 'chai';
import type { Outbox } from '../../src/index.js';
import { holdClock, releaseClock, type Clock } from '../clock.js';
import { failure } from '../failure.js';
import { dispose, entry, respool } from '../samples.js';
import {
  atRest,
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

const holdFor = 5_000;
const other = { ...dispose, guid: 'another call' };

/** Until what was begun has come to where it waits for the clock: behind steps in the database that come later. */
async function settled({ outbox }: { outbox: Outbox }): Promise<void> {
  for (let each = 0; each < 5; each++) await outbox.endOf('');
}

describe('a command that is held for a moment', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = holdClock({ only: ['Date', 'setTimeout', 'clearTimeout'] });
  });
  afterEach(async () => {
    releaseClock();
    await closePages();
  });

  /** Lets so much time pass; what is asked of the database is answered in between. */
  async function pass(milliseconds: number, ...pages: { outbox: Outbox }[]): Promise<void> {
    await clock.tickAsync(milliseconds);
    for (const page of pages) await settled(page);
  }

  it('is kept, and goes when the moment is over, by no back-off', async () => {
    const to = dialer();
    const page = await openPage(to);
    const reply = await page.client.send(dispose, { holdFor });
    const [kept] = page.outbox.list();
    expect(reply).to.deep.equal({
      ...{ status: 'queued', transport: 'outbox' },
      ...{ entry: kept!.id, until: Date.now() + holdFor },
    });
    expect(kept).to.include({ state: 'waiting', reason: '', heldUntil: reply.until });
    await pass(holdFor - 1, page);
    await page.outbox.flush(); // and not with what goes
    expect([to.got, page.states()]).to.deep.equal([[], ['waiting']]);
    await clock.tickAsync(1);
    await until(() => !page.outbox.list().length);
    expect(commandsOf(to)).to.deep.equal([dispose]);
    expect(await page.outbox.endOf(kept!.id)).to.deep.equal({ state: 'delivered', status: 'confirmed' });
  });

  it('goes at its time also while another command is on its way or tried ever later', async () => {
    const to = unreachable();
    const page = await openPage(to);
    await page.client.send(respool);
    for (const _ of [1, 2, 3, 4]) await page.outbox.flush(); // its next try is far
    let answer = () => undefined as void;
    to.answer = ({ type }) =>
      type === 'respool' ? new Promise((resolve) => (answer = () => resolve(done))) : (done as never);
    to.got.length = 0;
    void page.outbox.flush();
    await until(() => to.got.length, 'it is tried');
    await page.client.send(dispose, { holdFor });
    await clock.tickAsync(holdFor);
    await until(() => commandsOf(to).some(({ type }) => type === 'dispose'));
    answer();
    await until(() => !page.outbox.list().length);
  });

  it('goes each at its own time, and before that nothing else is planned', async () => {
    const to = dialer();
    const page = await openPage(to);
    await page.client.send(dispose, { holdFor });
    await page.client.send(other, { holdFor: 2 * holdFor });
    await page.outbox.flush();
    await settled(page);
    expect(clock.countTimers(), 'the end of the first').to.equal(1);
    await clock.tickAsync(holdFor);
    await until(() => page.outbox.list().length === 1);
    await pass(holdFor - 1, page);
    expect(commandsOf(to)).to.deep.equal([dispose]);
    await clock.tickAsync(1);
    await until(() => !page.outbox.list().length);
    expect(commandsOf(to)).to.deep.equal([dispose, other]);
  });

  it('goes at its time where the browser’s timer comes a moment early', async () => {
    const to = dialer();
    const page = await openPage(to);
    await page.client.send(dispose, { holdFor });
    await pass(1_000, page);
    clock.setSystemTime(Date.now() - 1);
    await pass(holdFor - 1_000, page);
    expect(to.got).to.deep.equal([]);
    await clock.tickAsync(1);
    await until(() => !page.outbox.list().length);
  });

  it('finds the line good for what waits', async () => {
    const to = unreachable();
    const page = await openPage(to);
    await page.client.send(respool);
    await page.client.send(dispose, { holdFor });
    to.answer = () => done;
    to.got.length = 0;
    await page.outbox.release();
    expect([commandsOf(to), page.outbox.list()]).to.deep.equal([[dispose, respool], []]);
  });

  it('waits for a page whose dialers know it', async () => {
    const agent = someAgent();
    const before = await openPage(dialer(), { agent });
    await before.client.send(dispose, { holdFor });
    before.client.close();
    const to = dialer();
    to.supports = () => ({ ok: false, code: 'UNSUPPORTED', reason: 'It cannot.' });
    const after = await openPage(to, { agent });
    await pass(holdFor, after);
    await after.outbox.release();
    expect(after.states()).to.deep.equal(['waiting']);
    to.supports = () => ({ ok: true });
    await after.outbox.flush();
    expect([commandsOf(to), after.outbox.list()]).to.deep.equal([[dispose], []]);
  });

  it('is over for who looks, before it went', async () => {
    const to = dialer();
    const page = await openPage(to);
    await page.client.send(dispose, { holdFor });
    expect(page.outbox.list()[0]).to.have.property('heldUntil');
    clock.setSystemTime(Date.now() + holdFor);
    expect(page.outbox.list()[0]).not.to.have.property('heldUntil');
  });

  it('is taken back in its last millisecond, and not sent', async () => {
    const to = dialer();
    const page = await openPage(to);
    const { entry: id = '' } = await page.client.send(dispose, { holdFor });
    await pass(holdFor - 1, page);
    await page.outbox.discard(id);
    await pass(holdFor, page);
    await page.outbox.flush();
    expect([to.got, page.outbox.list(), await page.outbox.endOf(id)]).to.deep.equal([[], [], { state: 'discarded' }]);
  });

  it('says that it is too late to take back, while it goes and when it has gone', async () => {
    const to = dialer();
    let answer = () => undefined as void;
    to.answer = () => new Promise((resolve) => (answer = () => resolve(done)));
    const page = await openPage(to);
    const { entry: id = '' } = await page.client.send(dispose, { holdFor });
    await clock.tickAsync(holdFor);
    await until(() => to.got.length);
    expect((await failure(page.outbox.discard(id))).code).to.equal('BUSY');
    answer();
    await until(() => !page.outbox.list().length);
    const late = await failure(page.outbox.discard(id));
    expect([late.code, late.message]).to.deep.equal([
      'BUSY',
      'The dialer already has this. It can no longer be undone here.',
    ]);
  });

  it('is either taken back or sent when both come in the same moment, also from two tabs', async () => {
    for (const isFirst of [true, false]) {
      const agent = someAgent();
      const to = dialer();
      const [here, there] = [await openPage(to, { agent }), await openPage(to, { agent })];
      const { entry: id = '' } = await here.client.send(dispose, { holdFor });
      await until(() => there.outbox.list().length);
      const release = () => here.outbox.release();
      const undo = () =>
        there.outbox.discard(id).then(
          () => true,
          () => false,
        );
      const [isUndone] = isFirst ? [undo(), void release()] : [(void release(), undo())];
      const isTakenBack = await isUndone;
      await until(() => !here.outbox.list().length && !there.outbox.list().length);
      expect(commandsOf(to)).to.deep.equal(isTakenBack ? [] : [dispose]);
    }
  });

  it('is let go at once', async () => {
    const to = dialer();
    const page = await openPage(to);
    await page.client.send(dispose, { holdFor });
    await page.client.send(other, { holdFor });
    await page.outbox.release();
    expect([commandsOf(to), page.outbox.list()]).to.deep.equal([[dispose, other], []]);
    await pass(holdFor, page);
    expect(to.got).to.have.length(2);
  });

  it('is let go also while it is being written', async () => {
    const to = dialer();
    const page = await openPage(to);
    const sending = page.client.send(dispose, { holdFor });
    await page.outbox.release();
    expect(await sending).to.include({ status: 'confirmed' });
    expect(commandsOf(to)).to.deep.equal([dispose]);
  });

  it('waits as anything else when it could not be sent, and says so', async () => {
    const to = unreachable();
    const page = await openPage(to);
    const { entry: id = '' } = await page.client.send(dispose, { holdFor });
    await page.outbox.release();
    expect(page.outbox.list()[0]).to.include({ id, state: 'waiting', reason: 'UNREACHABLE it is.' });
    expect(page.outbox.list()[0]).not.to.have.property('heldUntil');
    to.answer = () => done;
    await clock.tickAsync(2_500); // its first pause, at most
    await until(() => !page.outbox.list().length);
  });

  for (const [code, state] of [
    ['REJECTED', 'held'],
    ['TIMEOUT', 'unknown'],
  ] as const)
    it(`stays in the outbox as ${state} when it came to ${code}: nobody shows it any more`, async () => {
      const to = dialer();
      to.answer = fails(code);
      const page = await openPage(to);
      let changes = 0;
      const { entry: id = '' } = await page.client.send(dispose, { holdFor, shows: () => true });
      page.client.addEventListener('change', () => changes++);
      await clock.tickAsync(holdFor);
      await until(() => page.states()[0] === state);
      expect(page.outbox.list()[0]).to.include({ id, reason: `${code} it is.` });
      expect(changes).to.be.greaterThan(0);
      expect(await page.outbox.endOf(id)).to.equal(undefined);
    });

  it('is not written twice, and keeps its time', async () => {
    const to = dialer();
    const page = await openPage(to);
    const first = await page.client.send(dispose, { holdFor });
    await pass(1_000, page);
    expect(await page.client.send(dispose, { holdFor })).to.deep.equal(first);
    expect(page.outbox.list()).to.have.length(1);
    expect(await page.client.send(dispose), 'without a time it goes at once').to.include({ status: 'confirmed' });
    await pass(holdFor, page);
    expect(commandsOf(to)).to.deep.equal([dispose]);
  });

  it('goes before what comes later for its call, and with it', async () => {
    const to = dialer();
    const page = await openPage(to);
    await page.client.send(dispose, { holdFor });
    expect(await page.client.send(tagged)).to.include({ status: 'confirmed' });
    expect([commandsOf(to), page.outbox.list()]).to.deep.equal([[dispose, tagged], []]);
  });

  it('lets what is of another call go before it', async () => {
    const to = dialer();
    const page = await openPage(to);
    await page.client.send(dispose, { holdFor });
    expect(await page.client.send(other)).to.include({ status: 'confirmed' });
    await page.outbox.flush();
    expect([commandsOf(to), page.states()]).to.deep.equal([[other], ['waiting']]);
  });

  it('is taken back beside others of its call that are held too, which go in their order', async () => {
    const to = dialer();
    const page = await openPage(to);
    const second = { ...tagged, message: 'second' };
    await page.client.send(dispose, { holdFor });
    const { entry: id = '' } = await page.client.send(tagged, { holdFor });
    await page.client.send(second, { holdFor: holdFor / 2 });
    await page.outbox.discard(id);
    expect(to.got).to.deep.equal([]);
    await clock.tickAsync(holdFor / 2);
    await until(() => !page.outbox.list().length);
    expect(commandsOf(to), 'none overtakes').to.deep.equal([dispose, second]);
  });

  it('goes after one of its call that waits, and not before', async () => {
    const to = unreachable();
    const page = await openPage(to);
    await page.client.send(dispose);
    await page.client.send(tagged, { holdFor });
    to.answer = () => done;
    to.got.length = 0;
    await page.outbox.release();
    expect(commandsOf(to)).to.deep.equal([dispose, tagged]);
  });

  it('goes over a reload when its time is over, and not before', async () => {
    const agent = someAgent();
    const to = dialer();
    const before = await openPage(to, { agent });
    const { until: end } = await before.client.send(dispose, { holdFor });
    await pass(1_000, before);
    before.client.close();
    await settled(before);
    const after = await openPage(to, { agent });
    expect(after.outbox.list()[0]).to.include({ state: 'waiting', heldUntil: end });
    await pass(holdFor - 1_001, after);
    expect(to.got).to.deep.equal([]);
    await clock.tickAsync(1);
    await until(() => !after.outbox.list().length);
    expect(commandsOf(to)).to.deep.equal([dispose]);
  });

  it('goes at once in a page that is opened later: nothing is lost when its own was closed', async () => {
    const agent = someAgent();
    const to = dialer();
    const before = await openPage(to, { agent });
    await before.client.send(dispose, { holdFor });
    before.client.close();
    await pass(holdFor);
    expect(to.got, 'nobody is there').to.deep.equal([]);
    const after = await openPage(to, { agent });
    expect([commandsOf(to), after.outbox.list()]).to.deep.equal([[dispose], []]);
  });

  it('can be taken back after a reload', async () => {
    const agent = someAgent();
    const to = dialer();
    const before = await openPage(to, { agent });
    const { entry: id = '' } = await before.client.send(dispose, { holdFor });
    before.client.close();
    const after = await openPage(to, { agent });
    await after.outbox.discard(id);
    await pass(holdFor, after);
    expect([to.got, after.outbox.list()]).to.deep.equal([[], []]);
  });

  it('is sent by its own tab, and by another one when that has gone', async () => {
    for (const isGone of [false, true]) {
      const agent = someAgent();
      const [own, others] = [dialer(), dialer()];
      const here = await openPage(own, { agent });
      const there = await openPage(others, { agent });
      await here.client.send(dispose, { holdFor });
      await until(() => there.outbox.list()[0]?.heldUntil);
      if (isGone) here.client.close();
      await pass(0, here, there);
      await clock.tickAsync(holdFor);
      await until(() => !there.outbox.list().length);
      expect([commandsOf(own), commandsOf(others)]).to.deep.equal(isGone ? [[], [dispose]] : [[dispose], []]);
    }
  });

  it('is left to its tab as long as that lives, and taken over when that stands still', async () => {
    const agent = someAgent();
    const lease = 30_000;
    const [own, others] = [dialer(), dialer()];
    const here = await openPage(own, { agent, lease });
    await here.client.send(dispose, { holdFor });
    clock.reset(); // its timers stand still; its lock it keeps
    const there = await openPage(others, { agent, lease });
    await pass(holdFor, there);
    expect(others.got, 'at the end of the moment').to.deep.equal([]);
    clock.setSystemTime(Date.now() + lease - 1);
    await there.outbox.flush();
    expect([own.got, others.got]).to.deep.equal([[], []]);
    clock.setSystemTime(Date.now() + 1);
    await there.outbox.flush();
    expect([own.got, commandsOf(others)]).to.deep.equal([[], [dispose]]);
  });

  it('is let go by another tab too, and goes once', async () => {
    const agent = someAgent();
    const [own, others] = [dialer(), dialer()];
    const here = await openPage(own, { agent });
    const there = await openPage(others, { agent });
    await here.client.send(dispose, { holdFor });
    await until(() => there.outbox.list().length);
    await Promise.all([there.outbox.release(), here.outbox.release()]);
    await until(() => !here.outbox.list().length && !there.outbox.list().length);
    await pass(holdFor, here, there);
    expect([...commandsOf(own), ...commandsOf(others)]).to.deep.equal([dispose]);
  });

  it('is not held for hours where the clock goes back', async () => {
    const agent = someAgent();
    const to = dialer();
    const page = await openPage(to, { agent });
    await page.client.send(dispose, { holdFor });
    await page.client.send(other, { holdFor });
    clock.setSystemTime(Date.now() - 3_600_000);
    expect(page.outbox.list()[0]).not.to.have.property('heldUntil');
    await page.outbox.discard(page.outbox.list()[1]!.id); // and what it planned stays so
    await clock.tickAsync(holdFor);
    await until(() => !page.outbox.list().length);
    expect(commandsOf(to)).to.deep.equal([dispose]);
  });

  it('goes at once where it is kept in the page only, which loses it when it is closed', async () => {
    const to = dialer();
    const page = await openPage(to, { agent: '' });
    expect(page.outbox.storage).to.equal('memory');
    expect(await page.client.send(dispose, { holdFor })).to.equal(done);
    to.answer = fails('UNREACHABLE');
    const reply = await page.client.send(tagged, { holdFor });
    expect([reply.status, reply.until, reply.entry]).to.deep.equal(['queued', undefined, page.outbox.list()[0]!.id]);
  });

  it('stands in the browser with its time, and without it once it is tried', async () => {
    const agent = someAgent();
    const to = unreachable();
    const page = await openPage(to, { agent });
    await page.client.send(dispose, { holdFor });
    const holds = async () => (await atRest(agent)).rows.flatMap(({ sealed, hold }) => (sealed ? [hold] : []));
    expect(await holds()).to.deep.equal([{ end: Date.now() + holdFor, length: holdFor }]);
    await page.outbox.release();
    expect(await holds()).to.deep.equal([undefined]);
  });

  it('may be a callback, a contact or a tag too', async () => {
    const to = dialer();
    const page = await openPage(to);
    const contact = { ...respool, entry: { ...entry, destination: '099' } };
    for (const command of [schedule, contact, tagged])
      expect((await page.client.send(command, { holdFor })).until).to.equal(Date.now() + holdFor);
    expect(to.got).to.deep.equal([]);
    await page.outbox.release();
    expect(commandsOf(to)).to.have.deep.members([schedule, contact, tagged]);
  });
});
