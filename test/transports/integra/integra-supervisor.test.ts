import { expect } from 'chai';
import { type Command, CtiClient } from '../../../src/index.js';
import { eachRecording } from '../../../src/recordings/index.js';
import { IntegraSimulator, type IntegraOptions as Server } from '../../../src/simulator/index.js';
import { type IntegraOptions, IntegraTransport } from '../../../src/transports/integra/index.js';
import { failure } from '../../failure.js';
import { dispose } from '../../samples.js';
import { guid, sent, setup } from './integra.fixture.js';

const contact = {
  destination: '098344484',
  data: [
    ['var1', 'val1'],
    ['var2', 'val2'],
  ] as [string, string][],
  alternatives: ['099124484', '099111111'],
  priority: 9999,
  agent: '1001',
};

const black = { phone: '12341234', campaign: '*' };

const task = {
  type: 'dialerTask',
  campaign: 'campName<-',
  destination: '12-345-678',
  data: [['idcustomer', '7']] as [string, string][],
  source: 'source',
} as const;

const filter = (said: Record<string, string>) =>
  encodeURIComponent(
    JSON.stringify({
      calldatei: '',
      calldatef: '',
      agent: '',
      campaign: '',
      source: '',
      destination: '',
      data: '',
      range: '',
      rating: '',
      mindur: '',
      exclude: '',
      type: 'record',
      cont: '',
      ...said,
    }),
  ).replaceAll('%20', '+');

const emptyPage = `filter=${filter({})}&Random=1`;

const fileb64 = 'cHJ1ZWJhMTswOTgzNDQ0ODQ7dmFyMT12YWwxOnZhcjI9dmFsMjswOTkxMjQ0ODQ6MDk5MTExMTExOzk5OTk7MTAwMQ%3D%3D';

/** Command, settings, what stands after `Integra/resources/`, and the body; what is answered where it is not `1`. */
const table: [
  title: string,
  command: Command,
  path: string,
  body: string,
  answer?: string,
  options?: Partial<IntegraOptions>,
][] = [
  [
    'a workflow [C-091]',
    { type: 'workflow', context: 'in', extension: '700', parameters: { a: [1] } },
    'admin/CallWorkflow',
    'context=in&extension=700&jsonparams=%7B%22a%22%3A%5B1%5D%7D',
    'OK',
  ],
  [
    'a workflow without parameters [C-091]',
    { type: 'workflow', context: 'in', extension: '700' },
    'admin/CallWorkflow',
    'context=in&extension=700&jsonparams=%7B%7D',
    'OK',
  ],
  [
    'one number for the do-not-call list of all campaigns [C-097 C-098 C-100 C-102]',
    { type: 'blacklist', entries: [black] },
    'admin/addblack',
    'black=%7B%22phone%22%3A%2212341234%22%2C%22campaign%22%3A%22*%22%7D',
  ],
  [
    'every key of an entry, spelled as documented, as strict JSON [C-101 C-106]',
    {
      type: 'blacklist',
      entries: [
        {
          phone: '1',
          campaign: 'Sale->',
          username: 'u',
          company: 'c',
          jobTitle: 'j',
          name: 'n',
          expireDate: '2025-01-01',
          direction: 'I/O',
        },
      ],
    },
    'admin/addblack',
    'black=%7B%22phone%22%3A%221%22%2C%22campaign%22%3A%22Sale-%3E%22%2C%22username%22%3A%22u%22%2C%22company%22%3A%22c%22%2C%22job_title%22%3A%22j%22%2C%22name%22%3A%22n%22%2C%22expire_date%22%3A%222025-01-01%22%2C%22direction%22%3A%22I%2FO%22%7D',
  ],
  [
    'the same from an older server [C-097 C-102]',
    { type: 'blacklist', entries: [{ ...black, name: '', direction: '' }] },
    'admin/addblack',
    'black=%7B%22phone%22%3A%2212341234%22%2C%22campaign%22%3A%22*%22%7D',
    '1',
    { dialect: 'old' },
  ],
  [
    'many numbers as an array [C-103]',
    { type: 'blacklist', entries: [black, black] },
    'admin/addblackbulk',
    'black=%5B%7B%22phone%22%3A%2212341234%22%2C%22campaign%22%3A%22*%22%7D%2C%7B%22phone%22%3A%2212341234%22%2C%22campaign%22%3A%22*%22%7D%5D',
  ],
  [
    'one number off the list [C-104]',
    { type: 'unblacklist', entries: [black] },
    'admin/deleteblack',
    'black=%7B%22phone%22%3A%2212341234%22%2C%22campaign%22%3A%22*%22%7D',
  ],
  [
    'many numbers off the list [C-105]',
    { type: 'unblacklist', entries: [black, black] },
    'admin/deleteblackbulk',
    'black=%5B%7B%22phone%22%3A%2212341234%22%2C%22campaign%22%3A%22*%22%7D%2C%7B%22phone%22%3A%2212341234%22%2C%22campaign%22%3A%22*%22%7D%5D',
  ],
  [
    'the first page of all recordings [C-108 C-109 C-110 C-111 C-112 C-113 C-114]',
    { type: 'recordings' },
    'Cdr/getrecords',
    `lastrow=0&searchLimit=50&${emptyPage}`,
    '[]',
  ],
  [
    'the page after 50 rows [C-111]',
    { type: 'recordings', held: 50, limit: 50 },
    'Cdr/getrecords',
    `lastrow=50&searchLimit=50&${emptyPage}`,
    '[]',
  ],
  [
    'each word of the filter as text in its documented key [C-112 C-113 C-114]',
    {
      type: 'recordings',
      limit: 10,
      filter: {
        from: '2015-12-03 00:00:00',
        to: '2016-02-24 23:59:59',
        agent: 'a',
        campaign: 'c',
        source: 's',
        destination: 'd',
        tag: 't',
        range: 'r',
        rating: 'q',
        minDuration: 'm',
        exclude: 'e',
        minCount: '3',
      },
    },
    'Cdr/getrecords',
    `lastrow=0&searchLimit=10&filter=${filter({ calldatei: '2015-12-03 00:00:00', calldatef: '2016-02-24 23:59:59', agent: 'a', campaign: 'c', source: 's', destination: 'd', data: 't', range: 'r', rating: 'q', mindur: 'm', exclude: 'e', cont: '3' })}&Random=1`,
    '[]',
  ],
  [
    'a recording to convert, with the folder of its day [C-117 C-121]',
    { type: 'convertRecording', guid, calldate: '2016-01-18 10:20:30' },
    'Supervisor/convert',
    `guid=${guid}&folder=20160118`,
  ],
  [
    'a recording to convert whose day nobody knows',
    { type: 'convertRecording', guid },
    'Supervisor/convert',
    `guid=${guid}&folder=`,
  ],
  [
    'a task that goes first [C-054 C-135 C-136 C-137 C-138 C-139 C-147]',
    { ...task, mode: 'priority' },
    'Dialers/DialerTask',
    'call=%7B%22calldate%22%3Anull%2C%22campaign%22%3A%22campName%3C-%22%2C%22destination%22%3A%2212-345-678%22%2C%22alternatives%22%3A%22%22%2C%22agent%22%3A%22%22%2C%22data%22%3A%22idcustomer%3D7%22%2C%22source%22%3A%22source%22%2C%22bulk%22%3Afalse%2C%22automatic%22%3Atrue%7D',
  ],
  [
    'a contact to remove [C-149]',
    { type: 'removeContact', campaign: 'campName<-', number: '12-345-678' },
    'Dialers/RemoveContact',
    'campaign=campName%3C-&number=12-345-678',
  ],
  [
    'the callbacks of one whole day to remove [C-150 C-151]',
    { type: 'cancelSchedule', campaign: 'Ventas->', number: '098344484', on: '2015-10-11' },
    'Dialers/RemoveScheduleDialerCall',
    'campaign=Ventas-%3E&destination=098344484&from=2015-10-11+00%3A00%3A00&to=2015-10-11+23%3A59%3A59',
  ],
  [
    'the callbacks of a while to remove [C-150]',
    {
      type: 'cancelSchedule',
      campaign: 'Ventas->',
      number: '1',
      from: '2015-10-11 10:00:00',
      to: '2015-10-12 11:00:00',
    },
    'Dialers/RemoveScheduleDialerCall',
    'campaign=Ventas-%3E&destination=1&from=2015-10-11+10%3A00%3A00&to=2015-10-12+11%3A00%3A00',
  ],
  [
    'the documented row as a file [C-153 C-155 C-156 C-158]',
    { type: 'addContacts', campaign: 'prueba1', contacts: [contact], fileName: 'a.csv' },
    'Dialers/uploadbase',
    `filename=a.csv&fileb64=${fileb64}&campaign=prueba1&cant=1&username=Agent1`,
  ],
  [
    'the same with a time zone [C-154]',
    {
      type: 'addContacts',
      campaign: 'prueba1',
      contacts: [contact],
      fileName: 'a.csv',
      timeZone: 'America/Montevideo',
    },
    'Dialers/uploadbasewithtimezone',
    `filename=a.csv&fileb64=${fileb64}&campaign=prueba1&cant=1&username=Agent1&timezone=America%2FMontevideo`,
  ],
  ['no parameter for the campaigns [C-162]', { type: 'campaigns' }, 'Supervisor/queuesummary', '', '[]'],
  [
    'no parameter for the figures of all campaigns [C-162]',
    { type: 'statistics' },
    'Supervisor/queuesummary',
    '',
    '[]',
  ],
  [
    'the campaign whose status is asked [C-166]',
    { type: 'campaignStatus', campaign: 'CampTest2<-' },
    'Supervisor/campaignstatus',
    'queue=CampTest2%3C-',
    '[{"campaign":"CampTest2<-"}]',
  ],
  [
    'the campaign whose figures are asked [C-166]',
    { type: 'statistics', campaign: 'CampTest2<-' },
    'Supervisor/campaignstatus',
    'queue=CampTest2%3C-',
    '[{"campaign":"CampTest2<-"}]',
  ],
];

describe('the Integra transport’s bytes for a supervisor', () => {
  for (const [title, command, path, body, answer = '1', options = {}] of table) {
    it(`send ${title}`, async () => {
      const { request, url, body: bytes } = await sent(command, options, answer);
      expect(url).to.equal(`https://ucontact.example/Integra/resources/${path}`);
      expect(bytes).to.equal(body);
      expect([request.method, request.headers.get('content-type')]).to.deep.equal([
        'POST',
        'application/x-www-form-urlencoded; charset=UTF-8',
      ]);
    });
  }

  const call = async (command: Command, options: Partial<IntegraOptions> = {}) =>
    JSON.parse(new URLSearchParams((await sent(command, options)).body).get('call')!);
  const at = '2020-01-01 00:00:00';
  /** Mode and what it comes to: calldate, bulk, automatic, agent; and for an older server where it is another. */
  const modes: [title: string, said: object, newer: unknown[], older?: unknown[] | null][] = [
    ['priority [C-139]', { mode: 'priority' }, [null, false, true, '']],
    ['now [C-140]', { mode: 'now' }, [null, false, false, ''], null],
    ['schedule [C-141 C-144]', { mode: 'schedule', at }, [at, true, false, ''], [at, false, false, '']],
    [
      'owned by name [C-142 C-144 C-146]',
      { mode: 'owned', agent: 'Agent1' },
      [null, true, false, 'Agent1'],
      [null, false, false, 'Agent1'],
    ],
    [
      'owned by phone [C-142 C-144 C-146]',
      { mode: 'owned', agent: '1001' },
      [null, true, false, '1001'],
      [null, false, false, '1001'],
    ],
    ['normal [C-143]', { mode: 'normal' }, [null, true, false, '']],
  ];
  for (const [title, said, newer, older = newer] of modes) {
    it(`give a task of the mode ${title} its flags, never both [C-136 C-137 C-138 C-145]`, async () => {
      for (const [dialect, expected] of [
        ['new', newer],
        ['v8', newer],
        ['old', older],
      ] as const) {
        if (!expected) continue;
        const { calldate, bulk, automatic, agent, ...rest } = await call({ ...task, ...said } as Command, { dialect });
        expect([calldate, bulk, automatic, agent]).to.deep.equal(expected);
        expect(rest).to.deep.equal({
          campaign: 'campName<-',
          destination: '12-345-678',
          alternatives: '',
          data: 'idcustomer=7',
          source: 'source',
        });
      }
    });
  }

  it('make one contact a task for everyone, or for one agent [C-135 C-142 C-143]', async () => {
    const { destination, alternatives, data } = contact;
    const add = (more: object) =>
      call({ type: 'addContact', campaign: 'Sale<-', contact: { destination, alternatives, data, ...more } });
    const common = {
      calldate: null,
      campaign: 'Sale<-',
      destination,
      alternatives: '099124484:099111111',
      data: 'var1=val1:var2=val2',
      source: '',
      bulk: true,
      automatic: false,
    };
    expect(await add({})).to.deep.equal({ ...common, agent: '' });
    expect(await add({ agent: 'Agent1' })).to.deep.equal({ ...common, agent: 'Agent1' });
  });

  it('make many contacts one file: UTF-8, a line each, no mark, no header, and their number [C-157 C-158 C-159 C-160]', async () => {
    const contacts = [
      { destination: '1' },
      { destination: '2', agent: '1001' },
      { destination: '3', data: [['a', 'ñ'] as [string, string]] },
    ];
    const fields = async () =>
      new URLSearchParams((await sent({ type: 'addContacts', campaign: 'Sale->', contacts })).body);
    const first = await fields();
    const bytes = Uint8Array.from(atob(first.get('fileb64')!), (each) => each.charCodeAt(0));
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).to.equal(
      'Sale->;1\nSale->;2;;;;1001\nSale->;3;a=ñ',
    );
    expect(first.get('cant')).to.equal('3');
    expect(first.get('filename'))
      .to.match(/^contacts-.*\.csv$/)
      .and.not.equal((await fields()).get('filename'));
  });
});

describe('integra supervisor answers', () => {
  const black = { phone: '12341234', campaign: '*' };

  /** Commands whose documented yes is `1`. */
  const ones: Command[] = [
    { type: 'blacklist', entries: [black] },
    { type: 'blacklist', entries: [black, black] },
    { type: 'unblacklist', entries: [black] },
    { type: 'unblacklist', entries: [black, black] },
    { type: 'cancelSchedule', campaign: 'Ventas->', number: '1', on: '2015-10-11' },
    { type: 'addContact', campaign: 'Sale->', contact: { destination: '1' } },
    { type: 'removeContact', campaign: 'Sale->', number: '1' },
    { type: 'convertRecording', guid, calldate: '2016-01-18 10:20:30' },
    { type: 'dialerTask', mode: 'normal', campaign: 'Sale->', destination: '1' },
  ];

  const lists: Command[] = [
    { type: 'campaigns' },
    { type: 'campaignStatus', campaign: 'Sale->' },
    { type: 'statistics' },
    { type: 'statistics', campaign: 'Sale->' },
    { type: 'recordings' },
  ];

  const uploads: Command[] = [
    { type: 'addContacts', campaign: 'Sale->', contacts: [{ destination: '1' }, { destination: '2' }] },
    {
      type: 'addContacts',
      campaign: 'Sale->',
      contacts: [{ destination: '1' }, { destination: '2' }],
      timeZone: 'America/Montevideo',
    },
  ];

  const workflow: Command = { type: 'workflow', context: 'in', extension: '700' };

  const reply = (answer: string, command: Command) => setup(answer).transport.send(command) as Promise<any>;

  describe('answers of Integra to a supervisor', () => {
    it('are done when they say 1 [C-062 C-107 C-122 C-148 C-149 C-152]', async () => {
      for (const command of ones)
        for (const answer of ['1', ' 1\n', '"1"'])
          expect(await reply(answer, command), command.type).to.deep.equal({
            status: 'confirmed',
            transport: 'integra',
          });
    });

    it('to a workflow are done when they say OK [C-092]', async () => {
      for (const answer of ['OK', 'OK\n', '"OK"', '1'])
        expect(await reply(answer, workflow)).to.deep.equal({ status: 'confirmed', transport: 'integra' });
      for (const command of ones) expect(await failure(reply('OK', command))).to.include({ code: 'PROTOCOL' });
    });

    it('to an upload mean that it was accepted, not that it is loaded [C-161]', async () => {
      for (const command of uploads)
        expect(await reply('1', command)).to.deep.equal({
          status: 'confirmed',
          transport: 'integra',
          accepted: 2,
          refused: [],
          isLoaded: false,
        });
    });

    for (const [answer, code] of [
      ['0', 'REJECTED'],
      ['', 'PROTOCOL'],
      ['<html>sign in</html>', 'PROTOCOL'],
      ['2', 'PROTOCOL'],
      ['Error: x', 'PROTOCOL'],
    ] as const) {
      it(`${JSON.stringify(answer)} fail with ${code} and the raw text, whatever was asked [C-063 C-148]`, async () => {
        for (const command of [...ones, ...lists, ...uploads, workflow])
          expect(await failure(reply(answer, command)), command.type).to.include({
            code,
            detail: answer,
            transport: 'integra',
          });
      });
    }

    for (const [status, code] of [
      [401, 'UNAUTHORIZED'],
      [404, 'REJECTED'],
      [429, 'BUSY'],
      [500, 'PROTOCOL'],
      [502, 'TIMEOUT'],
    ] as const) {
      it(`with status ${status} are ${code}, whatever the body says [C-064]`, async () => {
        for (const command of [...ones, ...lists, ...uploads, workflow])
          expect(
            (await failure(setup(new Response('1', { status })).transport.send(command))).code,
            command.type,
          ).to.equal(code);
      });
    }
  });

  describe('a campaign summary of Integra', () => {
    const end = { internalActionId: '1982468278_6312', dateReceived: 'Nov 2, 2018 11:31:42 AM' };
    const power = {
      queue: 'Power<-',
      loggedIn: 10,
      available: 5,
      callers: 3,
      holdTime: 18,
      talkTime: 130,
      longestHoldTime: 220,
      ...end,
    };
    const test = {
      queue: 'test->',
      loggedIn: 0,
      available: 0,
      callers: 0,
      holdTime: 0,
      talkTime: 0,
      longestHoldTime: 0,
      ...end,
    };
    const figures = { loggedIn: 10, available: 5, callers: 3, holdTime: 18, talkTime: 130, longestHoldTime: 220 };
    const campaigns = async (rows: unknown) => (await reply(JSON.stringify(rows), { type: 'campaigns' })).campaigns;

    it('tells how many rows it could not read, the end apart', async () => {
      for (const type of ['campaigns', 'statistics'] as const) {
        const read = (rows: unknown) => reply(JSON.stringify(rows), { type });
        expect(await read([power, end])).not.to.have.property('unread');
        expect(await read([end])).not.to.have.property('unread');
        for (const more of [{ serverid: 7 }, { status: 'ok', queue: '' }, { total: 1, queue: null }])
          expect(await read([power, { ...end, ...more }]), JSON.stringify(more)).not.to.have.property('unread');
        expect(await read([power, { queue: 5, ...end }])).to.include({ unread: 1 });
        expect(await read([power, { loggedIn: 1 }, null, 'x', test, end])).to.include({ unread: 3 });
        expect(await read([{ total: 1 }, end])).to.include({ unread: 1 });
        expect(await failure(read([{ error: 'no rights' }, end]))).to.include({ code: 'PROTOCOL' });
      }
      expect(await campaigns([{ Queue: '77', loggedIn: 1 }])).to.deep.equal([
        { id: '77', name: '77', figures: { loggedIn: 1 }, raw: { Queue: '77', loggedIn: 1 } },
      ]);
    });

    it('has as many campaigns as have a name: the end is none [C-163]', async () => {
      const found = await campaigns([power, test, end]);
      expect(found.map(({ id, name }: any) => [id, name])).to.deep.equal([
        ['Power<-', 'Power<-'],
        ['test->', 'test->'],
      ]);
      expect(await campaigns([{ ...power, queue: '' }, { ...power, queue: null }, null, 1, 'x', []])).to.deep.equal([]);
    });

    it('has figures, also where they are text, and keeps the row [C-164]', async () => {
      expect((await campaigns([power, end]))[0]).to.deep.equal({ id: 'Power<-', name: 'Power<-', figures, raw: power });
      const asText = Object.fromEntries(Object.entries(power).map(([key, value]) => [key, String(value)]));
      expect((await campaigns([asText]))[0].figures).to.deep.equal(figures);
      expect((await campaigns([{ ...power, queue: '123' }]))[0]).to.deep.include({ id: '123', figures });
    });

    it('has any text for the time it was received [C-165]', async () => {
      for (const dateReceived of ['Nov 2, 2018 11:31:42 AM', '02/11/2018', '', null, 5, {}])
        expect((await campaigns([{ ...power, dateReceived }]))[0].raw.dateReceived).to.deep.equal(dateReceived);
    });

    it('is the statistics of all campaigns, too [C-164]', async () => {
      expect((await reply(JSON.stringify([power, end]), { type: 'statistics' })).rows).to.deep.equal([
        { campaign: 'Power<-', figures, raw: power },
      ]);
    });

    it('that is no list makes no sense', async () => {
      for (const answer of ['{}', 'null', '3', '"x"', '['])
        expect(await failure(reply(answer, { type: 'campaigns' })), answer).to.include({
          code: 'PROTOCOL',
          detail: answer,
        });
    });
  });

  describe('a campaign’s status from Integra', () => {
    const numbers = {
      availables: 0,
      notavailables: 1,
      paused: 0,
      busy: 0,
      busypaused: 0,
      totalagents: 1,
      logged: 0,
      onwrapup: 0,
      completed: 0,
      abandoned: 0,
      totalcalls: 0,
      acd: 0,
      wrapup: 3,
    };
    const words = {
      talked: '00:00:00-0',
      hold: '00:00:00-0',
      abandonedlevel: '0',
      servicelevel: '0.0',
      servicelevel2: '0.0',
      strategy: 'leastrecent',
      slevelthreshold: '3',
    };
    const row = (campaign: string) => ({ campaign, ...numbers, ...words });
    const status = (answer: unknown) => reply(JSON.stringify(answer), { type: 'campaignStatus', campaign: 'Power<-' });
    const two = { 'Power<-': row('Power<-'), 'test->': row('test->') };

    it('has every campaign that came, not the asked one only [C-167]', async () => {
      const { campaigns, unknown } = await status(two);
      expect([campaigns.map(({ id }: any) => id), unknown]).to.deep.equal([['Power<-', 'test->'], []]);
    });

    it('has numbers where text is a number [C-168]', async () => {
      const figures = { ...numbers, abandonedlevel: 0, servicelevel: 0, servicelevel2: 0, slevelthreshold: 3 };
      expect((await status(two)).campaigns[0].figures).to.deep.equal(figures);
    });

    it('keeps what is no campaign as unknown [C-169]', async () => {
      const others = [{ agent: 'Agent1' }, { campaign: 5 }, { campaign: '' }, null, 'x', 7, ['y']];
      const { campaigns, unknown } = await status({ ...two, ...others });
      expect(campaigns).to.have.length(2);
      expect(unknown).to.have.deep.members(others);
      expect(await status([row('a'), { agent: 'b' }])).to.deep.include({ unknown: [{ agent: 'b' }] });
    });

    it('is no status, and no figures, where no campaign is in it', async () => {
      const figures = (answer: unknown) => reply(JSON.stringify(answer), { type: 'statistics', campaign: 'Power<-' });
      for (const nonsense of [{}, [], { error: { code: 5 } }, [{ agent: 'Agent1' }], { error: 'no rights' }])
        expect(await failure(figures(nonsense)), JSON.stringify(nonsense)).to.include({ code: 'PROTOCOL' });
      for (const nonsense of [
        {},
        [],
        { error: { code: 5 } },
        [{ agent: 'Agent1' }],
        { error: 'no rights' },
        ['x'],
        [7, true],
        'x',
        7,
        null,
      ])
        expect(await failure(status(nonsense)), JSON.stringify(nonsense)).to.include({ code: 'PROTOCOL' });
    });

    it('keeps the times as text [C-170]', async () => {
      const [{ raw, figures }] = (await status(two)).campaigns;
      expect(raw).to.deep.equal(row('Power<-'));
      expect([raw.talked, raw.hold]).to.deep.equal(['00:00:00-0', '00:00:00-0']);
      expect(figures).not.to.have.any.keys('talked', 'hold', 'strategy');
    });

    it('gives the statistics of the one campaign that was asked for', async () => {
      const { rows } = await reply(JSON.stringify(two), { type: 'statistics', campaign: 'test->' });
      expect(rows.map(({ campaign }: any) => campaign)).to.deep.equal(['test->']);
    });
  });

  describe('a page of recordings from Integra', () => {
    const row = { guid, calldate: '2016-01-18 10:20:30' };
    const page = (answer: unknown, limit = 50) => reply(JSON.stringify(answer), { type: 'recordings', limit });

    it('keeps each row whole, and needs two keys of it [C-116]', async () => {
      const full = { ...row, billsec: 31, nested: { a: [1] }, nothing: null };
      expect((await page([full])).rows).to.deep.equal([full]);
      expect((await page([row])).rows).to.deep.equal([row]);
    });

    it('tells how many rows it could not read', async () => {
      const { rows, unread } = await page([{ guid }, { calldate: row.calldate }, { ...row, guid: 5 }, null, row]);
      expect([rows, unread]).to.deep.equal([[row], 4]);
      expect(await page([row])).not.to.have.property('unread');
      expect(await page([{ a: 1 }, 7, 'x'])).to.deep.include({ rows: [], unread: 3 });
    });

    it('has its two keys in any letter case, and under the names of Asterisk', async () => {
      for (const [id, date] of [
        ['Guid', 'Calldate'],
        ['GUID', 'CALLDATE'],
        ['uniqueid', 'callDate'],
        ['UniqueID', 'Start'],
      ] as const) {
        const { rows, unread } = await page([{ [id]: guid, [date]: row.calldate, Src: '1' }]);
        expect([rows.length, unread]).to.deep.equal([1, undefined]);
        expect(rows[0], id).to.include({ ...row, Src: '1' });
      }
      expect((await page([{ uniqueid: '1448888888.12', ...row }])).rows[0]).to.include({ guid });
    });

    it('comes as a list, or as an object that holds one [C-116]', async () => {
      expect((await page({ total: 1, records: [row] })).rows).to.deep.equal([row]);
      expect(await page({ total: 0, page: '1', next: null, rows: [] })).to.include({ isLast: true });
      expect((await page({ status: 'part', rows: [row] })).rows).to.deep.equal([row]);
      for (const none of [
        { errors: [] },
        { Error: 'no rights', rows: [] },
        { exceptions: [row] },
        { failures: [{}] },
        {},
        { total: 0 },
        { error: 'no rights' },
        { columns: ['guid'], rows: [] },
        { success: false, rows: [] },
        { message: 'no rights', rows: [] },
        { rows: [], status: 'denied' },
        [{ error: 'no rights' }],
        [{ success: false }],
        null,
        7,
        'x',
      ])
        expect(await failure(page(none)), JSON.stringify(none)).to.include({
          code: 'PROTOCOL',
          detail: JSON.stringify(none),
        });
    });

    it('is the last one when it is not full [C-115]', async () => {
      expect((await page([row, row], 3)).isLast).to.equal(true);
      expect((await page([row, row], 2)).isLast).to.equal(false);
      expect((await page([], 1)).isLast).to.equal(true);
      expect((await page([row, { broken: true }], 2)).isLast).to.equal(false);
    });
  });
});

describe('what Integra cannot be asked by a supervisor', () => {
  const black = { phone: '12341234', campaign: '*' };

  const add = (contact: object): object => ({
    type: 'addContacts',
    campaign: 'Sale->',
    contacts: [{ destination: '1' }, { destination: '2', ...contact }],
  });

  const task = { type: 'dialerTask', mode: 'normal', campaign: 'Sale->', destination: '1' };

  /** Facts, what is asked, the code and the field. */
  const refused: [
    facts: string,
    command: object,
    code: string,
    field?: string | undefined,
    options?: Partial<IntegraOptions>,
  ][] = [
    ['C-099', { type: 'blacklist', entries: [{ campaign: '*' }] }, 'INVALID', 'entries.0.phone'],
    ['C-099', { type: 'blacklist', entries: [black, { phone: '1' }] }, 'INVALID', 'entries.1.campaign'],
    ['C-099', { type: 'unblacklist', entries: [{ phone: ' ', campaign: '*' }] }, 'INVALID', 'entries.0.phone'],
    [
      'C-101',
      { type: 'blacklist', entries: [{ ...black, expireDate: '2025-01-01 00:00:00' }] },
      'INVALID',
      'entries.0.expireDate',
    ],
    ['C-065', { type: 'removeContact', campaign: 'Sale->', number: '1;2' }, 'INVALID', 'number'],
    ['C-065', { type: 'cancelSchedule', campaign: 'Sale->', number: '1:2', on: '2015-10-11' }, 'INVALID', 'number'],
    ['U-50', { type: 'removeContact', campaign: 'Sale->' }, 'INVALID', 'number'],
    ['U-50', { type: 'removeContact', campaign: 'Sale->', number: '1', id: '7' }, 'INVALID', 'id'],
    ['U-51', { type: 'cancelSchedule', campaign: 'Sale->', number: '1' }, 'INVALID', 'from'],
    [
      'U-51',
      { type: 'cancelSchedule', campaign: 'Sale->', number: '1', from: '2015-10-11 00:00:00' },
      'INVALID',
      'from',
    ],
    [
      'U-51',
      {
        type: 'cancelSchedule',
        campaign: 'Sale->',
        number: '1',
        from: '2015-10-12 00:00:00',
        to: '2015-10-11 00:00:00',
      },
      'INVALID',
      'from',
    ],
    [
      'U-51',
      { type: 'cancelSchedule', campaign: 'Sale->', number: '1', on: '2015-10-11', to: '2015-10-11 00:00:00' },
      'INVALID',
      'on',
    ],
    ['C-142', { ...task, mode: 'owned' }, 'INVALID', 'agent'],
    ['C-142', { ...task, mode: 'owned', agent: ' ' }, 'INVALID', 'agent'],
    ['C-141', { ...task, mode: 'schedule' }, 'INVALID', 'at'],
    ['C-138', { ...task, at: '2020-01-01 00:00:00' }, 'INVALID', 'at'],
    ['C-145', { ...task, mode: 'automatic' }, 'INVALID', 'mode'],
    ['C-066', { ...task, data: [['a', 'b:c']] }, 'INVALID', 'data'],
    ['C-144', { ...task, mode: 'now' }, 'UNSUPPORTED', undefined, { dialect: 'old' }],
    ['U-27', { ...task, mode: 'now', agent: 'Agent1' }, 'INVALID', 'agent'],
    ['C-143', { ...task, mode: 'normal', agent: 'Agent1' }, 'INVALID', 'agent'],
    ['U-27', { ...task, mode: 'now', agent: 'Agent1' }, 'INVALID', 'agent', { dialect: 'v8' }],
    ['U-53', { ...add({}), stopOnError: true }, 'INVALID', 'stopOnError'],
    ['C-160', add({ destination: '1;2' }), 'INVALID', 'contacts.1.destination'],
    ['C-160', add({ alternatives: ['1\n2'] }), 'INVALID', 'contacts.1.alternatives.0'],
    ['C-160', add({ data: [['a', 'b;c']] }), 'INVALID', 'contacts.1.data'],
    ['C-160', add({ agent: '1;2' }), 'INVALID', 'contacts.1.agent'],
    ['C-160', { ...add({}), campaign: 'a;b' }, 'INVALID', 'campaign'],
    ['C-128', add({ priority: 1 }), 'INVALID', 'contacts.1.priority'],
    ['U-53', add({ firstName: 'Ana' }), 'INVALID', 'contacts.1.firstName'],
    ['U-53', add({ at: '2020-01-01 00:00:00' }), 'INVALID', 'contacts.1.at'],
    [
      '2.1.3',
      { type: 'addContact', campaign: 'Sale->', contact: { destination: '1', priority: 5 } },
      'INVALID',
      'contact.priority',
    ],
    [
      '2.1.3',
      { type: 'addContact', campaign: 'Sale->', contact: { destination: '1', lastName: 'x' } },
      'INVALID',
      'contact.lastName',
    ],
    ['UC-22', { type: 'statistics', from: '2020-01-01' }, 'INVALID', 'from'],
    ['UC-23', { type: 'statistics', campaign: 'Sale->', agent: 'Agent1' }, 'INVALID', 'agent'],
    [
      'U-24',
      { type: 'addContact', campaign: 'Sale->', contact: { destination: '1', agent: 'Agent1' } },
      'INVALID',
      'contact.agent',
      { dialect: 'old' },
    ],
    ...(['v8', 'old'] as const).flatMap((dialect) => {
      const asked: [object, string, string?][] = [
        [{ type: 'blacklist', entries: [black, black] }, 'UNSUPPORTED'],
        [{ type: 'blacklist', entries: [{ ...black, expireDate: '2025-01-01' }] }, 'INVALID', 'entries.0.expireDate'],
        [{ type: 'blacklist', entries: [{ ...black, direction: 'I' }] }, 'INVALID', 'entries.0.direction'],
        [{ type: 'unblacklist', entries: [black] }, 'UNSUPPORTED'],
        [{ type: 'unblacklist', entries: [black, black] }, 'UNSUPPORTED'],
        [{ ...dispose, callbackCampaign: 'Power<-' }, 'INVALID', 'callbackCampaign'],
        [{ ...dispose, tag: 'mine' }, 'INVALID', 'tag'],
      ];
      return asked.map(([command, code, field]): (typeof refused)[number] => [
        'U-43 U-47',
        command,
        code,
        field,
        { dialect },
      ]);
    }),
  ];

  for (const [facts, command, code, field, options = {}] of refused) {
    it(`is refused before any request: ${JSON.stringify(command)}${options.dialect ? ` in the dialect ${options.dialect}` : ''} [${facts}]`, async () => {
      const { requests, transport } = setup('1', options);
      const error = await failure(new CtiClient({ transports: [transport] }).send(command as Command));
      expect(error).to.include({ code, field });
      expect(requests).to.deep.equal([]);
    });
  }

  it('is known before: an older server takes no number off its list, and no dialer here starts campaigns', () => {
    const { transport } = setup('1', { dialect: 'old' });
    expect(transport.supports('unblacklist')).to.include({ ok: false, code: 'UNSUPPORTED' });
    expect(transport.supports('blacklist')).to.deep.equal({ ok: true });
    for (const type of [
      'updateContact',
      'startCampaign',
      'pauseCampaign',
      'addMembers',
      'removeMember',
      'pendingCalls',
      'clearPendingCalls',
    ] as const)
      expect(transport.supports(type), type).to.include({ ok: false, code: 'UNSUPPORTED' });
  });

  it('is known of each contact of many before [C-160]', () => {
    const { bulk } = setup().transport;
    expect(
      bulk!.problem({ destination: '1', alternatives: ['2'], data: [['a', 'b']], priority: 2, agent: '1001' }),
    ).to.equal(undefined);
    for (const [contact, field] of [
      [{ destination: '1;2' }, 'destination'],
      [{ destination: '1', agent: 'a;b' }, 'agent'],
      [{ destination: '1', priority: 1 }, 'priority'],
      [{ destination: '1', data: [['a=', 'b']] }, 'data'],
      [{ destination: '1', lastName: 'x' }, 'lastName'],
    ] as const)
      expect(bulk!.problem(contact as never), field)
        .to.include({ field })
        .and.property('message')
        .match(/\.$/);
  });
});

/** A client and a played Integra server behind it. */
function play(serverOptions: Server = {}, options: Partial<IntegraOptions> = {}) {
  const server = new IntegraSimulator({ campaigns: ['Sale->', 'Power<-'], ...serverOptions });
  const header = server.signIn();
  const fetch = (url: string, init: RequestInit) => server.handle(new Request(url, init));
  const transport = new IntegraTransport({
    baseUrl: 'https://ucontact.example',
    agent: 'Agent1',
    phone: '1001',
    authorization: () => header,
    fetch,
    ...options,
  });
  return { server, client: new CtiClient({ transports: [transport] }) };
}

describe('a supervisor at a played Integra server', () => {
  beforeEach(() => localStorage.clear()); // whom the test before put on the do-not-call list
  it('keeps the do-not-call list [C-107]', async () => {
    const { server, client } = play();
    const [one, other] = [
      { phone: '1', campaign: '*', expireDate: '2030-01-01' },
      { phone: '2', campaign: 'Sale->' },
    ];
    await client.send({ type: 'blacklist', entries: [one] });
    await client.send({ type: 'blacklist', entries: [one, other] });
    expect(server.state.blacklist).to.deep.equal([{ phone: '1', campaign: '*', expire_date: '2030-01-01' }, other]);
    await client.send({ type: 'unblacklist', entries: [other] });
    await client.send({ type: 'unblacklist', entries: [one, other] });
    expect(server.state.blacklist).to.deep.equal([]);
  });

  it('adds to it on an older server [C-097]', async () => {
    const { server, client } = play({ dialect: 'v8' }, { dialect: 'v8' });
    const six = { phone: '1', campaign: '*', username: 'u', company: 'c', jobTitle: 'j', name: 'Ana' };
    await client.send({ type: 'blacklist', entries: [six] });
    expect(server.state.blacklist).to.deep.equal([
      { phone: '1', campaign: '*', username: 'u', company: 'c', job_title: 'j', name: 'Ana' },
    ]);
  });

  it('gives each task the mode that it names, also on an older server [C-139 C-140 C-141 C-142 C-143 C-144]', async () => {
    for (const [server, dialect] of [
      ['new', 'new'],
      ['v8', 'v8'],
      ['old', 'old'],
    ] as const) {
      const played = play({ dialect: server }, { dialect });
      const modes = [
        { mode: 'priority' },
        { mode: 'schedule', at: '2030-01-01 10:00:00' },
        { mode: 'owned', agent: '1001' },
        { mode: 'normal' },
        ...(dialect === 'old' ? [] : [{ mode: 'now' }]),
      ];
      for (const said of modes)
        await played.client.send({ type: 'dialerTask', campaign: 'Power<-', destination: '1', ...said } as never);
      expect(played.server.state.tasks.map(({ mode }) => mode)).to.deep.equal(modes.map(({ mode }) => mode));
    }
  });

  it('adds, uploads and removes contacts [C-149 C-153 C-154 C-161]', async () => {
    const { server, client } = play();
    await client.send({ type: 'addContact', campaign: 'Sale->', contact: { destination: '1', agent: 'Agent1' } });
    const contacts = Array.from({ length: 1000 }, (_, index) => ({
      destination: `2-${index}`,
      data: [['name', 'Añá']] as [string, string][],
    }));
    expect(await client.send({ type: 'addContacts', campaign: 'Sale->', contacts })).to.include({
      accepted: 1000,
      isLoaded: false,
    });
    await client.send({
      type: 'addContacts',
      campaign: 'Power<-',
      contacts: contacts.slice(0, 1),
      timeZone: 'Europe/Madrid',
    });
    await client.send({ type: 'removeContact', campaign: 'Sale->', number: '2-0' });
    expect(server.state.contacts).to.have.length(1001);
    expect(server.state.contacts[1]).to.deep.equal({
      campaign: 'Sale->',
      number: '2-1',
      data: 'name=Añá',
      alternatives: '',
      agentphone: '',
    });
    expect(server.state.uploads.map(({ rows, timezone }) => [rows, timezone])).to.deep.equal([
      [1000, undefined],
      [1, 'Europe/Madrid'],
    ]);
  });

  it('takes back the callbacks of a day [C-150 C-151 C-152]', async () => {
    const { server, client } = play();
    for (const at of ['2030-01-01 00:00:00', '2030-01-01 23:59:59', '2030-01-02 00:00:00'])
      await client.send({ type: 'schedule', at, entry: { campaign: 'Sale->', destination: '1' } });
    await client.send({ type: 'cancelSchedule', campaign: 'Sale->', number: '1', on: '2030-01-01' });
    expect(server.state.schedules.map(({ calldate }) => calldate)).to.deep.equal(['2030-01-02 00:00:00']);
  });

  it('sees campaigns, their figures, and calls a workflow [C-092 C-163 C-167 C-169]', async () => {
    const { server, client } = play();
    server.addCall({ campaign: 'Power<-' });
    const { campaigns } = await client.send({ type: 'campaigns' });
    expect(campaigns.map(({ id, figures }) => [id, figures['callers']])).to.deep.equal([
      ['Sale->', 0],
      ['Power<-', 1],
    ]);
    const status = await client.send({ type: 'campaignStatus', campaign: 'Power<-' });
    expect([status.campaigns.length, status.unknown.length]).to.deep.equal([2, 1]);
    expect((await client.send({ type: 'statistics', campaign: 'Power<-' })).rows[0]!.figures).to.include({
      busy: 1,
      slevelthreshold: 3,
    });
    expect((await client.send({ type: 'statistics' })).rows).to.have.length(2);
    await client.send({ type: 'workflow', context: 'in', extension: '700', parameters: { deep: { a: [1, null] } } });
    expect(server.state.workflows[0]!.jsonparams).to.deep.equal({ deep: { a: [1, null] } });
  });

  it('gets every recording, a page at a time, until one is not full [C-111 C-115]', async () => {
    for (const recordsReply of ['list', 'object'] as const) {
      const { server, client } = play({ recordsReply });
      const guids = [];
      for await (const { guid } of eachRecording(client, { limit: 30 })) guids.push(guid);
      expect(guids).to.deep.equal(server.state.recordings.map(({ row }) => row.guid));
      const asked = server.log.map(({ body }) => new URLSearchParams(body));
      expect(asked.map((fields) => fields.get('lastrow'))).to.deep.equal(['0', '30', '60']);
    }
  });

  it('asks for a next page only when its first row is taken, and after a last full page once more [C-111 C-115]', async () => {
    const { server, client } = play();
    const rows = eachRecording(client, { limit: 25 });
    for (let count = 0; count < 25; count++) await rows.next();
    expect(server.log).to.have.length(1);
    let count = 25;
    for await (const _ of rows) count++;
    expect([count, server.log.length]).to.deep.equal([75, 4]);
    const found = [];
    for await (const row of eachRecording(client, { filter: { tag: 'New customer', agent: 'Agent1' } }))
      found.push(row);
    expect(found).to.have.length(8);
  });

  it('ends a list with rows that could not be read in an error, unless somebody hears how many', async () => {
    const rows = [{ guid: 'a', calldate: '' }];
    const pages = (isLast: boolean) => ({
      send: async () => ({ status: 'confirmed', transport: 'integra', rows, isLast, unread: 3 }) as const,
    });
    const guids: string[] = [];
    const all = (async () => {
      for await (const { guid } of eachRecording(pages(true))) guids.push(guid);
    })();
    expect(await failure(all)).to.include({ code: 'PROTOCOL', message: 'Rows that could not be read: 3.' });
    expect(guids).to.deep.equal(['a']);
    const heard: number[] = [];
    for await (const { guid } of eachRecording(pages(true), { onUnread: (count) => heard.push(count) }))
      guids.push(guid);
    expect([guids, heard]).to.deep.equal([['a', 'a'], [3]]);
    rows.length = 0;
    expect(await failure(eachRecording(pages(false), { onUnread: () => undefined }).next())).to.include({
      code: 'PROTOCOL',
    });
  });

  it('does not go on for ever where every page is the same', async () => {
    const rows = [
      { guid: 'a', calldate: '' },
      { guid: 'b', calldate: '' },
    ];
    const client = { send: async () => ({ status: 'confirmed', transport: 'integra', rows, isLast: false }) as const };
    const all = (async () => {
      for await (const _ of eachRecording(client, { limit: 2 }));
    })();
    expect(await failure(all)).to.include({ code: 'PROTOCOL' });
  });
});
