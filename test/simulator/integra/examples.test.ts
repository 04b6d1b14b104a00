import { expect } from 'chai';
import { blacklist, campaigns, filter, guid, oldTasks, respool, row, schedule, tasks } from './examples.js';
import { ask, form, server, start } from './integra.fixture.js';

const recordings = [
  { row: { guid, calldate: '2016-01-18 10:20:30' }, file: { host: 'telephony', dated: true, format: 'gsm' } as const },
];

beforeEach(() => start());

describe('the Integra simulator and the documents’ examples, as they stand', () => {
  for (const dialect of ['new', 'v8', 'old'] as const) {
    describe(`in the dialect ${dialect}`, () => {
      const yes = async (path: string, fields: Record<string, string>, answer = '1') =>
        expect(await ask(path, form(fields)), path).to.deep.equal({ status: 200, text: answer, refused: undefined });
      beforeEach(() => start({ dialect, campaigns, recordings, agents: ['Agent1'], phones: ['1001'] }));

      it('takes the blacklist entries', async () => {
        await yes('admin/addblack', { black: blacklist.v8 });
        expect(server.state.blacklist).to.deep.equal([JSON.parse(blacklist.v8)]);
        if (dialect !== 'new') return;
        await yes('admin/addblack', { black: blacklist.new });
        await yes('admin/deleteblack', { black: blacklist.new });
        await yes('admin/addblackbulk', { black: `[${blacklist.v8},${blacklist.new}]` });
        await yes('admin/deleteblackbulk', { black: `[${blacklist.v8}]` });
        expect(server.state.blacklist).to.deep.equal([JSON.parse(blacklist.new)]);
      });

      it('takes the respool and the callback', async () => {
        await yes('Dialers/Respool', { callspool: respool });
        await yes('Dialers/ScheduleDialerCall', { callschedule: schedule });
        expect([...server.state.spool, ...server.state.schedules]).to.deep.equal([
          JSON.parse(respool),
          JSON.parse(schedule),
        ]);
      });

      it('takes the filter of the recordings, and converts', async () => {
        const { text, refused } = await ask(
          'Cdr/getrecords',
          form({ lastrow: '0', searchLimit: '50', filter, Random: '1' }),
        );
        expect([refused, JSON.parse(text)]).to.deep.equal([undefined, [recordings[0]!.row]]);
        await yes('Supervisor/convert', { guid, folder: '20160118' });
      });

      it('takes each dialer task for what it is called', async () => {
        const all = dialect === 'old' ? oldTasks : tasks;
        for (const [name, call] of Object.entries(all)) {
          await yes('Dialers/DialerTask', { call });
          const { mode, ...task } = server.state.tasks.at(-1)!;
          expect(name).to.match(new RegExp(`^${mode}`));
          expect(task).to.deep.equal(JSON.parse(call));
        }
        if (dialect !== 'old') await yes('Dialers/DialerTask', { call: oldTasks.normal });
      });

      it('takes the upload’s row with and without a time zone', async () => {
        const upload = {
          filename: 'prueba.csv',
          fileb64: btoa(row),
          campaign: 'prueba1',
          cant: '1',
          username: 'supervisor',
        };
        await yes('Dialers/uploadbase', upload);
        await yes('Dialers/uploadbasewithtimezone', { ...upload, timezone: 'America/Montevideo' });
        expect(server.state.contacts[0]).to.deep.equal({
          campaign: 'prueba1',
          number: '098344484',
          data: 'var1=val1:var2=val2',
          alternatives: '099124484:099111111',
          priority: 9999,
          agentphone: '1001',
        });
      });

      it('knows the campaigns, removes a contact, and calls a workflow', async () => {
        expect((await ask('Supervisor/campaignstatus', form({ queue: 'CampTest2<-' }))).refused).to.equal(undefined);
        await yes('Dialers/RemoveContact', { campaign: 'campName<-', number: '12-345-678' });
        await yes('admin/CallWorkflow', { context: 'in', extension: '700', jsonparams: '{}' }, 'OK');
      });
    });
  }
});
