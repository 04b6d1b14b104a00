// Every request that the documents print, with the headers that they print, at simulators as strict as can be.
import { expect } from 'chai';
import { IntegraSimulator, MotionSimulator, SinchSimulator, VoicenterSimulator } from '../../src/simulator/index.js';
import { blacklist, campaigns, filter, guid, oldTasks, respool, row, schedule, tasks } from './integra/examples.js';
import { queueCampaign } from './motion/motion.fixture.js';
import { ask } from './simulator.fixture.js';
import { bulk, campaigns as sinchCampaigns, kathy, newCustomer, queueId, update } from './sinch/sinch.fixture.js';

type Printed = [method: string, path: string, body?: unknown, headers?: Record<string, string>];
interface Log {
  log: readonly { refused?: string; overlooked?: string }[];
}

/** What the log has to say of the newest request: nothing, when all is as printed. */
const remarks = ({ log }: Log) => [log.at(-1)?.refused, log.at(-1)?.overlooked];

for (const strict of [true, false])
  describe(`the requests that the documents print, at a simulator with strict: ${strict}`, () => {
    for (const dialect of ['new', 'v8', 'old'] as const)
      it(`are taken by Integra, whose dialer tasks are printed without a charset: ${dialect}`, async () => {
        const recordings = [
          { row: { guid, calldate: '2016-01-18 10:20:30' }, file: { host: 'telephony', dated: true, format: 'gsm' } },
        ] as const;
        const integra = new IntegraSimulator({
          strict,
          dialect,
          campaigns,
          recordings: structuredClone([...recordings]),
          agents: ['Agent1'],
          phones: ['1001'],
        });
        const Authorization = integra.signIn();
        const upload = { filename: 'a.csv', fileb64: btoa(row), campaign: 'prueba1', cant: '1', username: 'user' };
        const requests: [path: string, fields: Record<string, string>, type?: string][] = [
          ['admin/addblack', { black: blacklist.v8 }],
          ...(dialect === 'new'
            ? ([
                ['admin/addblack', { black: blacklist.new }],
                ['admin/addblackbulk', { black: `[${blacklist.new}]` }],
                ['admin/deleteblack', { black: blacklist.new }],
                ['admin/deleteblackbulk', { black: `[${blacklist.new}]` }],
              ] as [string, Record<string, string>][])
            : []),
          ['admin/CallWorkflow', { context: 'in', extension: '700', jsonparams: '{}' }],
          ['Cdr/getrecords', { lastrow: '0', searchLimit: '50', filter, Random: '1' }],
          ['Supervisor/convert', { guid, folder: '20160118' }],
          ['Dialers/Respool', { callspool: respool }],
          ['Dialers/ScheduleDialerCall', { callschedule: schedule }],
          ...Object.values(dialect === 'old' ? oldTasks : tasks).flatMap(
            (call): [string, Record<string, string>, string?][] => [
              ['Dialers/DialerTask', { call }, 'application/x-www-form-urlencoded'],
              ['Dialers/DialerTask', { call }],
            ],
          ),
          ['Dialers/uploadbase', upload],
          ['Dialers/uploadbasewithtimezone', { ...upload, timezone: 'America/Montevideo' }],
          ['Supervisor/queuesummary', {}],
          ['Supervisor/campaignstatus', { queue: 'CampTest2<-' }],
        ];
        for (const [path, fields, type = 'application/x-www-form-urlencoded; charset=UTF-8'] of requests) {
          const answer = await integra.handle(
            new Request(`https://portal.example/Integra/resources/${path}`, {
              method: 'POST',
              headers: { 'Content-Type': type, Authorization },
              body: new URLSearchParams(fields).toString(),
            }),
          );
          expect([answer.status, ...remarks(integra)], `${path} ${type}`).to.deep.equal([200, undefined, undefined]);
          expect(await answer.text(), path).not.to.equal('0');
        }
      });

    it('are taken by Motion, curl by curl', async () => {
      const motion = new MotionSimulator({ strict });
      const json = { 'Content-Type': 'application/json' };
      const curl = { 'Content-Type': 'application/x-www-form-urlencoded' }; // what curl says by itself
      const john = { firstName: 'John', lastName: 'doe', phone: '1234567890', ListId: 12 };
      const step = { binding: { firstName: 'Nome', phone: ' telefono' }, ListId: 32, duplicates: ['phone'] };
      const requests: Printed[] = [
        ['POST', 'cm/lists', { name: 'list1', description: 'A brief description of my list' }, json],
        ['POST', 'cm/contacts', john, curl],
        ['POST', 'cm/contacts', { ...john, cf_1: 'some text', cf_3: 'some other text' }, curl],
        ['POST', 'voice/queues', queueCampaign, json],
        ['POST', 'cm/lists', { name: 'TestList' }, json],
        ['POST', 'voice/queues/59/lists', { id: 59, ids: [32, 33] }, json],
        ['POST', 'voice/queues/59/users', { id: 59, ids: [24, 26, 31], penalty: '0' }, json],
        ['POST', 'cm/lists/32/users', { id: 32, ids: [24, 26, 31] }, json],
        [
          'POST',
          'cm/lists/32/contacts',
          [
            { ListId: 32, firstName: 'test1', lastName: 'asdasd', phone: '123456789', cf_1: 'qwertyuio' },
            { ListId: 32, firstName: 'test2', lastName: 'asdasd', phone: '098765432', cf_3: 'asdfghjk' },
          ],
          json,
        ],
        ['POST', 'cm/contacts/upload', 'Nome, telefono\nAna,091000000\n', curl],
        // The printed curl says file.csv to mylist.csv, the printed body above it the same name twice (M-03).
        ['POST', 'cm/contacts/upload/file.csv', { id: 'file.csv', ...step }, json],
      ];
      for (const [method, path, body, headers] of requests) {
        const signIn = { Authorization: 'Basic YWRtaW46cGFzc3dvcmQ=' };
        const { status } = await ask(motion, method, `/api/${path}`, body, { ...headers, ...signIn });
        expect([status < 300, ...remarks(motion)], path).to.deep.equal([true, undefined, undefined]);
      }
    });

    it('are taken by Sinch, with each example of a parameter', async () => {
      const [first, second] = sinchCampaigns;
      const campaignId = '0B5F41959B1D446FA277B4784167EC2F';
      const sinch = new SinchSimulator({
        strict,
        campaigns: [first, second],
        customers: { [first.id]: [{ ...kathy, externalId: '9' }] },
        queues: { [queueId]: 'Test Queue' },
      });
      const read = { Accept: 'application/json' };
      const write = { 'Content-Type': 'application/json' };
      const agents = '38FFAEA3C2B54CD6BCFBCCF2006C0800,6B818C08D6B543ED8A1FDB45D8BC173F';
      const one = `campaigns/${first.id}`;
      const times = ['startDate', 'startDateEnd', 'endDate', 'endDateEnd', 'registered', 'registeredEnd'];
      const queries = [
        'campaigns',
        'campaigns?statistics=true',
        'campaigns?statistics=true&statisticsDate=2023-05-16T00:00:00Z',
        `campaigns?statistics=true&agentId=${agents}`,
        'campaigns?name=TestCampaign*',
        ...times.map((name) => `campaigns?${name}=2020-06-29T12:00:00.000Z`),
        one,
        `${one}/customerResultStatistics`,
        `${one}/customers?includeScript=true`,
        `${one}/customers?offset=20&limit=100`,
        `${one}/customers?agentId=${agents}`,
        `${one}/customers?callResult=SUCCESS*`,
        `${one}/customers/${kathy.id}`,
        'statistics?startDate=2020-06-29T00:00:00.000Z&endDate=2020-07-29T00:00:00.000Z',
        `statistics?campaignId=${campaignId}`,
      ];
      const requests: Printed[] = [
        ...queries.map((path): Printed => ['GET', path, undefined, read]),
        ['PUT', one, update, write],
        ['PUT', `${one}/status`, 'Active', { 'Content-Type': 'text/plain' }],
        ['POST', `${one}/customers`, newCustomer, { ...write, Accept: 'text/html' }],
        ['POST', `${one}/customers/list`, bulk, { ...write, ...read }],
        ['POST', `${one}/customers/list?stopProcessIfInvalidEntriesFound=true`, bulk, { ...write, ...read }],
        ['DELETE', `${one}/customers/${kathy.id}`],
      ];
      for (const [method, path, body, headers] of requests) {
        const { status } = await ask(sinch, method, `/RI/obi/${path}`, body, headers);
        expect([status < 300, ...remarks(sinch)], `${method} ${path}`).to.deep.equal([true, undefined, undefined]);
      }
    });

    it('are taken by Voicenter, but for the slips in their JSON (V-01)', async () => {
      const x = (times: number) => 'x'.repeat(times);
      const codes = [x(4), x(8), x(9), x(24), x(36), x(39), 'adsdasdasd', 'adsdasd'];
      const voicenter = new VoicenterSimulator({
        strict,
        account: 'adsdasdasd',
        members: { adsdasdasd: 'Support 1', adsdasd: 'Support 8' },
        campaigns: codes.map((code) => ({ code, name: code })),
        isTarget: (target) => /^[\dy]+$/.test(target), // the queries print `yyyyy`
      });
      const john = { Campaign: x(8), Target: '0502454545', CustomerName: 'John Doe', Priority: 42 };
      const data = { CustomData: { var_test1: 1, var_test2: 'some value' } };
      const target = { Target: '0502454545', CallerID: '072776772', CallerName: 'Dialer' };
      const json: [operation: string, body: unknown][] = [
        ['AddCall', { ...john, ...data }],
        ['UpdateCall', { ...john, CustomData: { var_test1: 1, var_tesy2: 'some value' } }],
        ['RemoveCall', { Campaign: x(8), Target: '0502454545' }],
        ['GetCampaignList', { Code: 'adsdasdasd' }],
        ['GetMembersList', { Campaign: 'adsdasdasd' }],
        ['AddMember', { Campaign: 'adsdasd', Member: 'adsdasd' }],
        ['RemoveMember', { Campaign: 'adsdasdasd', Member: 'adsdasdasd' }],
        ['StopCampaign', { Campaign: x(9) }],
        ['StartCampaign', { Campaign: x(9) }],
        [
          'UpdateCampaignStrategy',
          { Campaign: x(24), setQueueForMonitoring: 10000, setQueueMaximumCallers: 0, setCoefficient: 1 },
        ],
        ['ClearCampaignCalls', { Campaign: x(24) }],
        [
          'AddCallsBulk',
          [1, 2].map((Priority) => ({
            ...{ Campaign: x(24), ...target, CustomerName: `Customer ${Priority}`, Priority },
            CustomData: { var_test1: 1, var_tesy2: 'some value' },
          })),
        ],
        ['GetCampaignPendingCalls', { Campaign: x(24) }],
        ['GetCampaignDetails', { Campaign: ` ${x(36)} ` }],
        [
          'ConfigureIvrCampaign',
          { Campaign: x(36), ConcurrentStrategy: { setMaxCalls: 5 }, RepresentativeList: ['SIP1', 'SIP2', 'SIP3'] },
        ],
      ];
      const requests: Printed[] = [
        ...json.map(([path, body]): Printed => ['POST', path, body, { 'Content-Type': 'application/json' }]),
        ['GET', 'AddCall?Campaign=xxxx&Target=yyyyy&var_test1=1&var_test2=somevalue'],
        ['GET', 'UpdateCall?Campaign=xxxx&Target=yyyyy&var_test1=1&var_tesy2=somevalue'],
      ];
      for (const [method, path, body, headers] of requests) {
        const { text } = await ask(voicenter, method, `/ForwardDialer/Dialer/${path}`, body, headers);
        expect([JSON.parse(text).ErrorCode, ...remarks(voicenter)], path).to.deep.equal([0, undefined, undefined]);
      }
    });
  });
