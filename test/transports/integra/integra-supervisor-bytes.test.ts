import { expect } from 'chai';
import type { Command } from '../../../src/index.js';
import type { IntegraOptions } from '../../../src/transports/integra/index.js';
import { guid, sent } from './integra.fixture.js';

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
    '{}',
  ],
  [
    'the campaign whose figures are asked [C-166]',
    { type: 'statistics', campaign: 'CampTest2<-' },
    'Supervisor/campaignstatus',
    'queue=CampTest2%3C-',
    '{}',
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
