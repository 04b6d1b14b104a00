import { expect } from 'chai';
import { campaigns, oldTasks, tasks } from './examples.js';
import { ask, form, json, server, start } from './integra.fixture.js';

const say = async (changes: object) =>
  (await ask('Dialers/DialerTask', json('call', { ...JSON.parse(oldTasks.normal), ...changes }))).text;

beforeEach(() => start());

describe('the Integra simulator’s dialer tasks', () => {
  beforeEach(() => start({ campaigns }));

  it('say 0 to a task of another shape [C-135] [C-136] [C-137] [C-138]', async () => {
    for (const changes of [
      ...[{ calldate: '' }, { calldate: 'NOW' }, { calldate: undefined }, { calldate: '2020-01-01' }, { calldate: 0 }],
      ...[
        { bulk: 'true' },
        { automatic: 'false' },
        { bulk: 1 },
        { automatic: undefined },
        { agentphone: '1001' },
        { priority: 2 },
      ],
      ...[
        { campaign: 'x' },
        { destination: '' },
        { destination: '1:2' },
        { alternatives: '1; 2' },
        { agent: 'Nobody' },
        { agent: null },
      ],
      ...[{ data: 'x' }, { source: undefined }],
    ])
      expect(await say(changes), JSON.stringify(changes)).to.equal('0');
    expect((await ask('Dialers/DialerTask', json('task', JSON.parse(oldTasks.normal)))).text).to.equal('0');
    expect(server.state.tasks).to.deep.equal([]);
  });

  it('know the modes of the table and no other [C-139] [C-140] [C-141] [C-142] [C-143] [C-145]', async () => {
    const date = '2020-01-01 00:00:00';
    const known: Record<string, string> = {
      'null false true': 'priority',
      'null false false': 'now',
      [`${date} true false`]: 'schedule',
      'null true false Agent1': 'owned',
      'null true false 1001': 'owned',
      'null true false': 'normal',
    };
    for (const calldate of [null, date])
      for (const bulk of [true, false])
        for (const automatic of [true, false])
          for (const agent of ['', 'Agent1', '1001']) {
            const flags = `${String(calldate)} ${bulk} ${automatic}`;
            const mode = known[`${flags} ${agent}`.trim()] ?? (bulk && !calldate ? undefined : known[flags]);
            expect(await say({ calldate, bulk, automatic, agent }), flags).to.equal(mode ? '1' : '0');
            if (mode) expect(server.state.tasks.at(-1)!.mode).to.equal(mode);
          }
  });

  it('know others in the old dialect, and no call at once [C-144]', async () => {
    start({ campaigns, dialect: 'old' });
    for (const task of [tasks.now, tasks.schedule, tasks.ownedByName])
      expect((await ask('Dialers/DialerTask', form({ call: task }))).text).to.equal('0');
    start({ campaigns, dialect: 'v8' });
    expect((await ask('Dialers/DialerTask', form({ call: oldTasks.schedule }))).text).to.equal('0');
  });

  it('make contacts, which can be removed [C-149]', async () => {
    await say({ destination: '1' });
    await say({ destination: '2', agent: '1001' });
    await say({ destination: '3', bulk: false, automatic: true });
    await say({ destination: '4', bulk: false });
    expect(
      server.state.contacts.map(({ number, priority, agentphone }) => [number, priority, agentphone]),
    ).to.deep.equal([
      ['1', 2, ''],
      ['2', 2, '1001'],
      ['3', 1, ''],
    ]);
    const remove = async (fields: Record<string, string>) => (await ask('Dialers/RemoveContact', form(fields))).text;
    expect(await remove({ campaign: 'campName<-', destination: '1' })).to.equal('0');
    expect(await remove({ campaign: 'x', number: '1' })).to.equal('0');
    expect(await remove({ campaign: 'campName->', number: '1' })).to.equal('1');
    expect(server.state.contacts).to.have.length(3);
    expect(await remove({ campaign: 'campName<-', number: '1' })).to.equal('1');
    expect(server.state.contacts.map(({ number }) => number)).to.deep.equal(['2', '3']);
  });
});
