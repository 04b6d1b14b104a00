import { expect } from 'chai';
import { holdClock } from '../../clock.js';
import { isOverAfter } from '../../passing.js';
import { until } from '../../until.js';
import { agentCall, ask, form, server, start, type } from './integra.fixture.js';

beforeEach(() => start());

describe('the Integra simulator’s dispositions and faults', () => {
  describe('dispositions', () => {
    const eleven = {
      campaign: 'Sale->',
      agent: 'Agent1',
      callerid: '091000000',
      guid: 'G',
      l1: 'Sale',
      l2: 'Upgrade',
      l3: 'Family',
      d1: '',
      d2: '',
      comment: 'ok',
      schedule: '',
    };
    const thirteen = { ...eleven, camptoreschedule: '', tag: '' };
    const dispose = async (fields: Record<string, string>) => (await ask('api/DispositionCall', form(fields))).text;
    beforeEach(() => server.addCall({ guid: 'G' }));

    it('are kept when they name a call and a configured end of the tree [C-083] [C-084]', async () => {
      expect(await dispose(thirteen)).to.equal('1');
      expect(server.state.dispositions).to.deep.equal([thirteen]);
      for (const changes of [
        { guid: '' },
        { guid: 'other' },
        { campaign: 'x' },
        { agent: '' },
        { agent: 'x' },
        { callerid: '' },
        { l1: '' },
        { l3: '' },
        { l1: 'sale' },
        { l1: 'No answer' },
        { l2: 'New customer' },
        { schedule: '2026-02-30 10:00:00' },
        { camptoreschedule: 'x' },
        { action: 'RESPOOL' },
      ] as Record<string, string>[])
        expect(await dispose({ ...thirteen, ...changes }), JSON.stringify(changes)).to.equal('0');
      expect(server.state.dispositions).to.have.length(1);
    });

    it('have 13 parameters in the newer dialect and 11 in the older [C-086]', async () => {
      expect(await dispose(eleven)).to.equal('0');
      start({ dialect: 'v8' });
      server.addCall({ guid: 'G' });
      expect(await dispose(thirteen)).to.equal('0');
      expect(await dispose(eleven)).to.equal('1');
      expect(server.state.tags).to.deep.equal([]);
    });

    it('fill an empty tag with the levels at the server', async () => {
      await dispose(thirteen);
      await dispose({ ...thirteen, tag: 'mine' });
      expect(server.state.tags.map(({ data }) => data)).to.deep.equal(['Sale|Upgrade|Family', 'mine']);
    });

    it('do what is configured for them: schedule, respool, blacklist', async () => {
      const callback = { ...thirteen, l1: 'Callback', l2: '', l3: '' };
      expect(await dispose(callback)).to.equal('0');
      expect(await dispose({ ...callback, schedule: '2026-10-11 15:00:00' })).to.equal('1');
      expect(await dispose({ ...callback, schedule: '2026-10-12 15:00:00', camptoreschedule: 'Ventas->' })).to.equal(
        '1',
      );
      expect(
        server.state.schedules.map(({ calldate, campaign, destination }) => [calldate, campaign, destination]),
      ).to.deep.equal([
        ['2026-10-11 15:00:00', 'Sale->', '091000000'],
        ['2026-10-12 15:00:00', 'Ventas->', '091000000'],
      ]);
      for (const l1 of ['No answer', 'Wrong number', 'Do not call'])
        expect(await dispose({ ...callback, l1 })).to.equal('1');
      expect(server.state.effects.map(({ action }) => action)).to.deep.equal([
        'schedule',
        'schedule',
        'respool',
        'respool-alternative',
        'blacklist',
      ]);
    });

    it('go by the value of a configured one, not its label', async () => {
      start({ dispositions: [{ label: 'Venta', value: 'S1' }] });
      server.addCall({ guid: 'G' });
      expect(await dispose({ ...thirteen, l1: 'Venta', l2: '', l3: '' })).to.equal('0');
      expect(await dispose({ ...thirteen, l1: 'S1', l2: '', l3: '' })).to.equal('1');
    });
  });

  it('goes wrong as told, and does nothing then', async () => {
    const wrong = [
      ['answer0', 200, '0'],
      ['status401', 401, ''],
      ['status403', 403, ''],
      ['status500', 500, ''],
      ['empty', 200, ''],
    ] as const;
    for (const [fault, status, text] of wrong) {
      server.faults = { [fault]: true };
      expect(await ask('Agents/AgentCall', agentCall), fault).to.include({ status, text });
    }
    for (const [fault, status] of [
      ['html', 200],
      ['status502', 502],
    ] as const) {
      server.faults = { [fault]: true };
      const answer = await ask('Agents/AgentCall', agentCall);
      expect([answer.status, answer.text[0]], fault).to.deep.equal([status, '<']);
    }
    expect(server.state.calls).to.deep.equal([]);
    server.faults = { delay: 120 };
    const clock = holdClock();
    const answer = ask('Agents/AgentCall', agentCall);
    await until(() => clock.countTimers());
    expect(await isOverAfter(clock, 119, answer)).to.equal(false);
    expect(server.state.calls, 'done at once').to.have.length(1);
    expect(await isOverAfter(clock, 1, answer)).to.equal(true);
    expect((await answer).status).to.equal(200);
  });

  it('breaks the connection before or after the work', async () => {
    const dropped = async () =>
      ask('Agents/AgentCall', agentCall).then(
        () => '',
        (error: Error) => error.name,
      );
    server.faults = { droppedBefore: true };
    expect(await dropped()).to.equal('Dropped');
    expect(server.state.calls).to.have.length(0);
    server.faults = { dropped: true };
    expect(await dropped()).to.equal('Dropped');
    expect(server.state.calls).to.have.length(1);
    expect(server.log.map(({ status }) => status)).to.deep.equal([0, 0]);
  });

  it('logs every exchange with the exact body, tells of changes, and forgets', async () => {
    let changes = 0;
    server.addEventListener('change', () => changes++);
    await ask('Agents/AgentCall', agentCall);
    expect(changes).to.equal(1);
    expect(server.log[0]).to.include({
      method: 'POST',
      path: '/Integra/resources/Agents/AgentCall',
      body: agentCall,
      status: 200,
    });
    expect(server.log[0]!.headers['content-type']).to.equal(type);
    server.clear();
    expect([changes, server.log.length, server.state.calls.length, server.state.sessions.length]).to.deep.equal([
      2, 0, 0, 0,
    ]);
    expect((await ask('Agents/AgentCall', agentCall)).status).to.equal(401);
  });
});
