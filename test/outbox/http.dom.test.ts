import { expect } from 'chai';
import type { Command } from '../../src/index.js';
import { dispose } from '../samples.js';
import { turn } from '../turn.js';
import { atRest, closePages, closeTabs, done, openTab, someAgent, until } from './outbox.fixture.js';

const plain = { http: true, plain: true, online: false, lease: 6_000 };

describe('the outbox on an http intranet @engines', () => {
  afterEach(closePages);
  afterEach(closeTabs);

  it('keeps nothing in storage unless the integrator says so, tells the page, and works', async () => {
    const agent = someAgent();
    const { client, outbox, to } = await openTab(agent, { http: true, online: false });
    expect((await client.send(dispose)).status).to.equal('queued');
    expect([outbox.storage, outbox.problem]).to.deep.equal([
      'memory',
      'Not kept after closing this tab: on http the browser cannot encrypt.',
    ]);
    expect((await indexedDB.databases()).filter(({ name }) => name?.includes(agent))).to.deep.equal([]);
    to.answer = () => done;
    await outbox.flush();
    expect([outbox.list().length, to.got.length]).to.deep.equal([0, 2]);
  });

  it('keeps it readable when the integrator says so, over a reload, and tells the page', async () => {
    const agent = someAgent();
    const before = await openTab(agent, plain);
    await before.client.send(dispose);
    expect([before.outbox.storage, before.outbox.problem]).to.deep.equal(['plain', '']);
    expect((await atRest(agent)).text).to.contain('091000000');
    before.vanish();
    const after = await openTab(agent, { ...plain, online: true });
    await until(() => !after.outbox.list().length);
    expect(after.to.got.map(({ command }) => command)).to.deep.equal([dispose]);
  });

  it('sends from one tab at a time without locks, each once and in order', async () => {
    const agent = someAgent();
    const tabs = [await openTab(agent, plain), await openTab(agent, plain), await openTab(agent, plain)];
    const count = 8;
    for (let at = 0; at < count; at++) await tabs[0]!.client.send({ ...dispose, comment: String(at) });
    const seen: string[] = [];
    let [now, most] = [0, 0];
    for (const { to } of tabs)
      to.answer = async (command: Command) => {
        most = Math.max(most, ++now);
        await turn();
        now--;
        seen.push((command as { comment: string }).comment);
        return done;
      };
    await Promise.all(tabs.map(({ outbox }) => outbox.flush()));
    await until(() => !tabs[0]!.outbox.list().length);
    expect([seen, most]).to.deep.equal([Array.from({ length: count }, (_, at) => String(at)), 1]);
  });
});
