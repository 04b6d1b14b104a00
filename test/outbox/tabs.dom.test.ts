import { expect } from 'chai';
import type { Command, Reply } from '../../src/index.js';
import { dispose, respool, tag } from '../samples.js';
import { turn } from '../turn.js';
import {
  atRest,
  closePages,
  closeTabs,
  dialer,
  done,
  openPage,
  openTab,
  schedule,
  someAgent,
  tagged,
  unreachable,
  until,
} from './outbox.fixture.js';

describe('the outbox in several tabs @engines', () => {
  afterEach(closePages);
  afterEach(closeTabs);

  for (const [what, commands, states] of [
    ['asks for a result or a respool', [dispose, respool], 'unknown'],
    ['sends a tag or a callback again, which does no harm', [tagged, schedule], 'delivered'],
  ] as const) {
    it(`finds what was on its way when its tab went, and ${what}`, async () => {
      for (const command of commands) {
        const agent = someAgent();
        const lost = await openTab(agent);
        lost.to.answer = () => new Promise(() => {});
        void lost.client.send(command);
        await until(() => lost.to.got.length);
        lost.vanish();
        const to = dialer(['tag', 'schedule']);
        const { outbox } = await openPage(to, { agent });
        if (states === 'delivered') {
          await until(() => !outbox.list().length);
          expect(to.got).to.deep.equal([{ command, again: true }]);
        } else {
          await until(() => outbox.list()[0]?.state === 'unknown');
          expect(outbox.list()[0]!.reason).to.contain('closed or reloaded');
          expect(to.got).to.deep.equal([]);
        }
      }
    });
  }

  it('sends from one tab at a time, each once and in order, when all come online together', async () => {
    const agent = someAgent();
    const to = unreachable();
    const here = await openPage(to, { agent });
    const count = 12;
    for (let at = 0; at < count; at++) await here.client.send({ ...dispose, comment: String(at) });
    const seen: string[] = [];
    let most = 0;
    let now = 0;
    const answer = async (command: Command) => {
      most = Math.max(most, ++now);
      await turn();
      now--;
      seen.push((command as { comment: string }).comment);
      return done;
    };
    const tabs = [];
    for (let each = 0; each < 3; each++) {
      const tab = await openTab(agent, { online: false });
      tab.to.answer = answer;
      tabs.push(tab);
    }
    to.answer = answer;
    await Promise.all([here, ...tabs].map(({ outbox }) => outbox.flush()));
    await until(() => !here.outbox.list().length);
    expect(seen).to.deep.equal(Array.from({ length: count }, (_, at) => String(at)));
    expect(most).to.equal(1);
  });

  it('takes over from a tab that is frozen, and does not send what that one may have sent', async () => {
    const agent = someAgent();
    const frozen = await openTab(agent, { lease: 300 });
    let thaw = (_: Reply) => {};
    frozen.to.answer = () => new Promise((resolve) => (thaw = resolve));
    void frozen.client.send(dispose);
    await until(() => frozen.to.got.length);
    // A frozen tab keeps its lock and renews nothing: its timers stand still.
    for (let timer = 0; timer < 10_000; timer++) frozen.frame.contentWindow!.clearInterval(timer);
    const to = dialer();
    const { client, outbox } = await openPage(to, { agent, lease: 300 });
    expect(await client.send(respool)).to.equal(done);
    await until(async () => (await outbox.flush(), outbox.list()[0]?.state !== 'sending'), 'its time is over');
    expect(outbox.list().map(({ state, command }) => [command.type, state])).to.deep.equal([['dispose', 'unknown']]);
    expect(to.got.map(({ command }) => command.type)).to.deep.equal(['respool']);
    thaw(done); // it was delivered after all, and is known now
    await until(() => !outbox.list().length);
  });

  for (const http of [false, true]) {
    it(`waits its turn while another tab is sending${http ? ', also without locks' : ''}`, async () => {
      const agent = someAgent();
      const options = http ? { http, plain: true } : {};
      const [first, second] = [await openTab(agent, options), await openTab(agent, options)];
      const seen: string[] = [];
      let finish = () => undefined as void;
      first.to.answer = async () => (
        await new Promise<void>((resolve) => (finish = resolve)),
        seen.push('result'),
        done
      );
      second.to.answer = () => (seen.push('tag'), done);
      const result = first.client.send(dispose);
      await until(() => first.to.got.length);
      const tag = second.client.send(tagged);
      await until(() => second.outbox.list().length === 2, 'the tag is kept');
      for (let each = 0; each < 3; each++) await atRest(agent); // behind what the tab looks up and writes
      expect(seen).to.deep.equal([]);
      finish();
      expect(await Promise.all([tag, result])).to.deep.equal([done, done]);
      expect(seen).to.deep.equal(['result', 'tag']);
      await until(() => !first.outbox.list().length && !second.outbox.list().length);
    });
  }

  for (const isOpen of [true, false])
    it(`sends what a tab held for a moment when that has gone, ${isOpen ? 'from a tab that was open' : 'after a reload'}`, async () => {
      const agent = someAgent();
      const lost = await openTab(agent);
      const to = dialer();
      if (isOpen) await openPage(to, { agent });
      expect((await lost.client.send(dispose, { holdFor: 500 })).status).to.equal('queued');
      lost.vanish();
      const { outbox } = await openPage(to, { agent });
      await until(() => !outbox.list().length);
      expect([lost.to.got, to.got]).to.deep.equal([[], [{ command: dispose, again: false }]]);
    });

  it('takes back what is held for a moment, or sends it once, when all tabs want something at the same time', async () => {
    const agent = someAgent();
    const to = dialer();
    const here = await openPage(to, { agent });
    const tabs = [await openTab(agent), await openTab(agent), await openTab(agent)];
    const ids: string[] = [];
    for (let at = 0; at < 12; at++)
      ids.push((await here.client.send({ ...dispose, guid: String(at) }, { holdFor: 60_000 })).entry ?? '');
    await until(() => tabs.every(({ outbox }) => outbox.list().length === ids.length));
    const [first, second, third] = tabs;
    const undo = (id: string) =>
      third!.outbox.discard(id).then(
        () => 1,
        () => 0,
      );
    const releases = [here, first!, second!].map(({ outbox }) => outbox.release());
    const undone = await Promise.all(ids.toReversed().map(undo));
    await Promise.all(releases);
    await until(() => [here, ...tabs].every(({ outbox }) => !outbox.list().length));
    const sent = [to, ...tabs.map((tab) => tab.to)]
      .flatMap(({ got }) => got)
      .map(({ command }) => (command as typeof dispose).guid);
    const ends = await Promise.all(ids.map((id) => here.outbox.endOf(id)));
    const delivered = ends.flatMap((end, at) => (end?.state === 'delivered' ? [String(at)] : []));
    expect(sent.toSorted()).to.deep.equal(delivered.toSorted());
    expect(undone.filter(Boolean)).to.have.length(ids.length - delivered.length);
  });
});
