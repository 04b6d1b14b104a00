import { expect } from 'chai';
import { CtiClient } from '../../../src/index.js';
import { basic, MotionTransport, type NewCampaign } from '../../../src/transports/motion/motion-transport.js';
import { failure } from '../../failure.js';
import { only, recorder, reply, type Seen } from '../requests.js';

const contact = { destination: '3331112222' };

function setup(...answers: Parameters<typeof recorder>) {
  const { seen, fetch } = recorder(...answers);
  const transport = new MotionTransport({
    baseUrl: 'https://motion.example/',
    authorization: basic('admin', 'password'),
    lists: { TestCampaign: 32 },
    fetch,
  });
  return { seen, transport, client: new CtiClient({ transports: [transport] }) };
}

const told = ({ method, url, headers, body }: Seen) => [
  method,
  url.replace('https://motion.example', ''),
  headers.get('Content-Type'),
  body && JSON.parse(body),
];
const json = 'application/json';

/** The documents' example, without what every campaign has of its own. */
const sample = {
  type: 'outbound',
  dialActive: true,
  dialMethod: 'progressive',
  dialCheckDuplicateType: 'always',
  dialOrderByScheduledAt: 'ASC',
  dialGlobalInterval: '07:00-22:00,*,*,*',
  dialPowerLevel: 1,
  dialPredictiveOptimization: 'dropRate',
  dialPredictiveOptimizationPercentage: 3,
  dialPredictiveInterval: 10,
  dialLimitQueue: 0,
  dialRandomLastDigitCallerIdNumber: 0,
  dialCutDigit: 0,
  dialOriginateTimeout: 30,
  dialQueueTimeout: 3,
  dialQueueOptions: 'tTxX',
  dialGlobalMaxRetry: 4,
  dialCongestionMaxRetry: 3,
  dialBusyMaxRetry: 3,
  dialNoAnswerMaxRetry: 3,
  dialCongestionRetryFrequency: 150,
  dialBusyRetryFrequency: 150,
  dialNoAnswerRetryFrequency: 150,
  dialAMDInitialSilence: 2500,
  dialAMDGreeting: 1500,
  dialAMDAfterGreetingSilence: 800,
  dialAMDTotalAnalysisTime: 5000,
  dialAMDMinWordLength: 100,
  dialAMDBetweenWordsSilence: 50,
  dialAMDMaximumNumberOfWords: 3,
  dialAMDSilenceThreshold: 256,
  dialAMDMaximumWordLength: 5000,
  strategy: 'rrmemory',
  timeout: 3,
  retry: 3,
  weight: 1,
  autopause: 'no',
  ringinuse: 'no',
  timeoutrestart: 'no',
  setinterfacevar: 'no',
  setqueuevar: 'no',
  setqueueentryvar: 'no',
};

describe('Motion’s wire', () => {
  it('creates a list, and reads its number [C-248 C-249 C-250 C-251]', async () => {
    const { seen, transport } = setup('{"id":"32","name":"L"}');
    expect(await transport.createList('L'))
      .to.deep.include({ id: 32, name: 'L' })
      .and.not.to.have.property('description');
    expect(told(only(seen))).to.deep.equal(['POST', '/api/cm/lists', json, { name: 'L' }]);
    expect(only(seen).headers.get('Authorization')).to.equal('Basic YWRtaW46cGFzc3dvcmQ=');
    const other = setup('{"id":33,"name":"L","description":"d"}');
    expect(await other.transport.createList('L', 'd')).to.include({ id: 33, description: 'd' });
    expect(told(only(other.seen))[3]).to.deep.equal({ name: 'L', description: 'd' });
  });

  it('writes Basic credentials of any letters [C-249]', async () => {
    expect(await basic('añb', 'ß')()).to.equal('Basic YcOxYjrDnw==');
  });

  it('creates a contact as JSON, with its list and custom fields [C-252 C-253 C-254]', async () => {
    const { seen, client } = setup('{"id":7}');
    const data = [
      ['1', 'one'],
      ['cf_3', 'three'],
    ] as [string, string][];
    const got = await client.send({
      type: 'addContact',
      campaign: 'TestCampaign',
      contact: { ...contact, firstName: 'Ana', lastName: 'Paz', data },
    });
    expect(told(only(seen))).to.deep.equal([
      'POST',
      '/api/cm/contacts',
      json,
      { firstName: 'Ana', lastName: 'Paz', phone: '3331112222', ListId: 32, cf_1: 'one', cf_3: 'three' },
    ]);
    expect(got).to.deep.equal({ status: 'confirmed', id: '7', transport: 'motion' });
  });

  it('creates a campaign with all 45 fields, the documents’ own by themselves [C-255 C-257]', async () => {
    const { seen, transport } = setup('{"id":59}');
    expect(await transport.createCampaign({ name: 'TestCampaign', TrunkId: 12, IntervalId: 11 })).to.equal(59);
    const [method, path, type, body] = told(only(seen));
    expect([method, path, type]).to.deep.equal(['POST', '/api/voice/queues', json]);
    expect(body).to.deep.equal({ ...sample, name: 'TestCampaign', TrunkId: 12, IntervalId: 11 });
    expect(Object.keys(body)).to.have.length(45);
    expect([
      body.autopause,
      body.ringinuse,
      body.timeoutrestart,
      body.setinterfacevar,
      body.setqueuevar,
      body.setqueueentryvar,
      body.dialActive,
    ]).to.deep.equal([...Array<string>(6).fill('no'), true]);
  });

  it('creates a campaign with fields of the caller’s own [C-256]', async () => {
    for (const dialCheckDuplicateType of ['always', 'onlyIfOpen', 'never'] as const) {
      const { seen, transport } = setup('{"id":59}');
      await transport.createCampaign({
        name: 'N',
        TrunkId: 1,
        IntervalId: 2,
        dialCheckDuplicateType,
        dialPowerLevel: 3,
        autopause: 'yes',
      });
      expect(told(only(seen))[3]).to.include({ dialCheckDuplicateType, dialPowerLevel: 3, autopause: 'yes' });
    }
  });

  it('attaches lists, and gives agents to campaigns and lists [C-259 C-260 C-261]', async () => {
    const { seen, transport, client } = setup('');
    await transport.attachLists(59, [32, 33]);
    await transport.addAgents(59, [24, 26, 31]);
    await client.send({ type: 'addMembers', campaign: '59', members: ['24'], penalty: '2' });
    await transport.addAgentsToList(32, [24, 26, 31]);
    expect(seen.map((each) => told(each))).to.deep.equal([
      ['POST', '/api/voice/queues/59/lists', json, { id: 59, ids: [32, 33] }],
      ['POST', '/api/voice/queues/59/users', json, { id: 59, ids: [24, 26, 31], penalty: '0' }],
      ['POST', '/api/voice/queues/59/users', json, { id: 59, ids: [24], penalty: '2' }],
      ['POST', '/api/cm/lists/32/users', json, { id: 32, ids: [24, 26, 31] }],
    ]);
  });

  it('adds many contacts with an array at the top, each with its list [C-253 C-262]', async () => {
    const { seen, client } = setup('');
    const got = await client.send({
      type: 'addContacts',
      campaign: 'TestCampaign',
      contacts: [contact, { destination: '4', firstName: 'Bo' }],
    });
    expect(told(only(seen))).to.deep.equal([
      'POST',
      '/api/cm/lists/32/contacts',
      json,
      [
        { phone: '3331112222', ListId: 32 },
        { firstName: 'Bo', phone: '4', ListId: 32 },
      ],
    ]);
    expect(got).to.include({ accepted: 2 });
  });

  it('uploads a file unchanged, and then says what its columns mean [C-263 C-264 C-265 C-266 C-267]', async () => {
    const { seen, transport } = setup('');
    const bytes = 'nome;" telefono"\r\nAna;333\r\n';
    await transport.uploadCsv(new File([bytes], 'my list.csv'), { list: 32, binding: { phone: ' telefono' } });
    const [upload, bind] = seen;
    expect([upload!.method, upload!.url, upload!.body]).to.deep.equal([
      'POST',
      'https://motion.example/api/cm/contacts/upload',
      bytes,
    ]);
    expect(upload!.headers.get('Content-Type')).to.equal('application/x-www-form-urlencoded');
    expect(told(bind!)).to.deep.equal([
      'POST',
      '/api/cm/contacts/upload/my%20list.csv',
      json,
      { id: 'my list.csv', binding: { phone: ' telefono' }, ListId: 32, duplicates: ['phone'] },
    ]);
  });

  for (const [answer, name] of [
    ['{"id":"a1.csv"}', 'a1.csv'],
    ['{"filename":"a2.csv"}', 'a2.csv'],
    ['{"name":"a3.csv"}', 'a3.csv'],
    ['{"path":"/tmp/x/a4.csv"}', 'a4.csv'],
    ['OK', 'mine.csv'],
  ] as const) {
    it(`calls the file ${name} when the server answers ${answer} [C-265]`, async () => {
      const { seen, transport } = setup(answer);
      await transport.uploadCsv(new Blob(['x']), {
        list: 32,
        binding: { phone: 'x' },
        fileName: 'C:\\lists\\mine.csv',
        duplicates: ['phone', 'email'],
      });
      expect(told(seen[1]!).slice(1, 2)).to.deep.equal([`/api/cm/contacts/upload/${name}`]);
      expect(told(seen[1]!)[3]).to.deep.include({ id: name, duplicates: ['phone', 'email'] });
    });
  }

  it('goes to no other address when the server calls the file a step in it', async () => {
    for (const id of ['.', '..']) {
      const { seen, transport } = setup(JSON.stringify({ id }));
      const upload = transport.uploadCsv(new Blob(['x']), { list: 32, binding: { phone: 'x' }, fileName: 'a.csv' });
      expect(await failure(upload)).to.include({ code: 'PROTOCOL', maybeSent: true, detail: JSON.stringify({ id }) });
      expect(seen).to.have.length(1);
    }
    const { seen, transport } = setup('{"path":"/tmp/.."}');
    await transport
      .uploadCsv(new Blob(['x']), { list: 32, binding: { phone: 'x' }, fileName: 'a.csv' })
      .catch(() => undefined);
    for (const { url } of seen) expect(new URL(url).pathname).to.match(/^\/api\/cm\/contacts\/upload/);
  });

  it('does not say what the columns mean when the file was not taken [C-264]', async () => {
    const { seen, transport } = setup(reply('no', 413));
    expect(
      await failure(transport.uploadCsv(new Blob(['x']), { list: 32, binding: { phone: 'x' }, fileName: 'a.csv' })),
    ).to.include({ code: 'REJECTED', transport: 'motion' });
    expect(seen).to.have.length(1);
  });

  it('takes any 2xx for a yes, whatever it says, where nobody documents the answer [C-268]', async () => {
    for (const answer of [reply('', 200), reply(null, 204), reply('done', 201), reply('0', 202)]) {
      const { transport, client } = setup(answer);
      await transport.attachLists(59, [32]);
      await transport.addAgents(59, [24]);
      await transport.addAgentsToList(32, [24]);
      await transport.uploadCsv(new Blob(['x']), { list: 32, binding: { phone: 'x' }, fileName: 'a.csv' });
      expect(await client.send({ type: 'addContacts', campaign: 'TestCampaign', contacts: [contact] })).to.include({
        status: 'confirmed',
      });
    }
  });

  it('takes none for a yes that says itself that something failed, and goes on with no file then', async () => {
    for (const text of [
      '{"error":"no rights"}',
      '{"Errors":["phone: too short"]}',
      '{"success":false,"message":"no rights"}',
      '{"errorCode":7}',
      '{"created":1,"failed":1}',
      '[{"id":1},{"error":"phone: too short"}]',
    ]) {
      const { seen, transport, client } = setup(text);
      const upload = { list: 32, binding: { phone: 'x' }, fileName: 'a.csv' };
      for (const going of [
        () => transport.attachLists(59, [32]),
        () => transport.addAgentsToList(32, [24]),
        () => transport.uploadCsv(new Blob(['x']), upload),
        () => client.send({ type: 'addContacts', campaign: 'TestCampaign', contacts: [contact] }),
        () => client.send({ type: 'addMembers', campaign: '59', members: ['24'] }),
      ])
        expect(await failure(going()), text).to.include({ code: 'PROTOCOL', maybeSent: true, detail: text });
      expect(seen, 'the file that was not taken is not named').to.have.length(5);
    }
    for (const text of [
      '{"error":null,"failed":0,"errors":[]}',
      '{"errors":{},"errorCode":"00","errorMessage":"OK"}',
      '{"success":true}',
      '{"id":1,"failover":"x"}',
    ])
      await setup(text).transport.attachLists(59, [32]);
  });

  it('has added a contact where it says nothing, or an id, and leaves it open for all else', async () => {
    const add = (answer: string) =>
      setup(answer).client.send({ type: 'addContact', campaign: 'TestCampaign', contact });
    for (const text of ['{"error":"no rights"}', 'Please sign in', 'false', '[]', '{}'])
      expect(await failure(add(text)), text).to.include({ code: 'PROTOCOL', maybeSent: true, detail: text });
    expect(await add('')).to.include({ status: 'confirmed' });
    expect(await add('{"id":7}')).to.include({ status: 'confirmed', id: '7' });
  });

  it('never writes a comment into a body [C-258]', async () => {
    const { seen, transport, client } = setup('{"id":1}');
    await transport.createCampaign({ name: 'N', TrunkId: 1, IntervalId: 2 });
    await client.send({ type: 'addContact', campaign: 'TestCampaign', contact });
    await transport.attachLists(59, [32]);
    expect(seen).to.have.length(3);
    for (const { body } of seen) expect(body).not.to.contain('//');
  });

  it('does not know the id of what was created when the answer has none', async () => {
    expect(await failure(setup('{}').transport.createList('L'))).to.include({ code: 'PROTOCOL', detail: '{}' });
  });
});

describe('Motion, before any byte,', () => {
  const campaign = (fields: object) => (to: ReturnType<typeof setup>) =>
    to.transport.createCampaign({ name: 'N', TrunkId: 1, IntervalId: 2, ...fields } as NewCampaign);
  const command = (input: object) => (to: ReturnType<typeof setup>) => to.client.send(input as never);
  const refused: [string, (to: ReturnType<typeof setup>) => Promise<unknown>, string][] = [
    [
      'a duplicate check of no documented word [C-256]',
      campaign({ dialCheckDuplicateType: 'sometimes' }),
      'dialCheckDuplicateType',
    ],
    ['a yes that is no text [C-257]', campaign({ autopause: false }), 'autopause'],
    ['a yes of another word [C-257]', campaign({ ringinuse: 'maybe' }), 'ringinuse'],
    ['an active state that is text [C-257]', campaign({ dialActive: 'true' }), 'dialActive'],
    ['a number that is text', campaign({ dialPowerLevel: '1' }), 'dialPowerLevel'],
    ['a number that is none', campaign({ dialLimitQueue: NaN }), 'dialLimitQueue'],
    ['a number without an end', campaign({ weight: Infinity }), 'weight'],
    ['a field that nobody documents', campaign({ hasOwnProperty: 1 }), 'hasOwnProperty'],
    ...['.', '..', 'lists/..', 'half a sign\ud83d.csv'].map(
      (fileName) =>
        [
          `a file whose name is no part of an address: ${fileName}`,
          ({ transport }: ReturnType<typeof setup>) =>
            transport.uploadCsv(new Blob(['x']), { list: 1, binding: { phone: 'x' }, fileName }),
          'fileName',
        ] as [string, (to: ReturnType<typeof setup>) => Promise<unknown>, string],
    ),
    [
      'a custom field that is there twice',
      command({
        type: 'addContacts',
        campaign: 'TestCampaign',
        contacts: [
          {
            ...contact,
            data: [
              ['3', 'a'],
              ['4', 'b'],
              ['cf_3', 'c'],
            ],
          },
        ],
      }),
      'contacts.0.data.2',
    ],
    [
      'the name of a file of contacts',
      command({ type: 'addContacts', campaign: 'TestCampaign', contacts: [contact], fileName: 'a.csv' }),
      'fileName',
    ],
    ['a campaign without a name', campaign({ name: ' ' }), 'name'],
    ['a trunk that is no id', campaign({ TrunkId: 0 }), 'TrunkId'],
    ['a list without a name', ({ transport }) => transport.createList(' '), 'name'],
    ['a list that is no id', ({ transport }) => transport.attachLists(59, [1.5]), 'lists.0'],
    [
      'an upload without a name',
      ({ transport }) => transport.uploadCsv(new Blob(['x']), { list: 1, binding: { phone: 'x' } }),
      'fileName',
    ],
    [
      'an upload without columns',
      ({ transport }) => transport.uploadCsv(new Blob(['x']), { list: 1, binding: {}, fileName: 'a' }),
      'binding',
    ],
    ['a campaign without a list', command({ type: 'addContact', campaign: 'Other', contact }), 'campaign'],
    [
      'a campaign named like an object’s own',
      command({ type: 'addContacts', campaign: 'toString', contacts: [contact] }),
      'campaign',
    ],
    [
      'a custom field that is none',
      command({ type: 'addContact', campaign: 'TestCampaign', contact: { ...contact, data: [['colour', 'red']] } }),
      'contact.data.0',
    ],
    [
      'a second number',
      command({ type: 'addContacts', campaign: 'TestCampaign', contacts: [{ ...contact, alternatives: ['1'] }] }),
      'contacts.0.alternatives',
    ],
    ['a member that is no id', command({ type: 'addMembers', campaign: '59', members: ['24', 'Ana'] }), 'members.1'],
  ];
  for (const [what, run, field] of refused) {
    it(`refuses ${what}`, async () => {
      const to = setup('');
      expect(await failure(run(to))).to.include({ code: 'INVALID', field });
      expect(to.seen).to.deep.equal([]);
    });
  }
});

describe('Motion’s contacts', () => {
  const add = (to: ReturnType<typeof setup>, more: object) =>
    to.client.send({ type: 'addContacts', campaign: 'TestCampaign', contacts: [{ ...contact, ...more }] });

  it('have the standard fields by their names, as text, beside custom ones [C-254 C-418]', async () => {
    const to = setup('');
    await add(to, {
      firstName: 'Ana',
      data: [
        ['lastName', 'Paz'],
        ['street', 'Av. 1'],
        ['postalCode', '01100'],
        ['city', 'Montevideo'],
        ['country', 'UY'],
        ['dateOfBirth', '1980-01-02'],
        [' description ', ''],
        ['3', '7'],
      ],
    });
    expect(told(only(to.seen))).to.deep.equal([
      'POST',
      '/api/cm/lists/32/contacts',
      json,
      [
        {
          ...{
            firstName: 'Ana',
            phone: '3331112222',
            ListId: 32,
            lastName: 'Paz',
            street: 'Av. 1',
            postalCode: '01100',
          },
          ...{ city: 'Montevideo', country: 'UY', dateOfBirth: '1980-01-02', description: '', cf_3: '7' },
        },
      ],
    ]);
    expect(to.transport.bulk.sample?.({ ...contact, data: [['city', 'x']] }, { campaign: '' })).to.contain(
      '"city":"x"',
    );
  });

  it('have further fields only when the integrator names them, and no other name goes out [C-418]', async () => {
    const named = recorder('');
    const transport = new MotionTransport({
      baseUrl: 'https://motion.example',
      lists: { TestCampaign: 32 },
      fields: ['email', 'mobile2'],
      fetch: named.fetch,
    });
    const client = new CtiClient({ transports: [transport] });
    await add({ client, seen: named.seen, transport }, { data: [['email', 'a@b.example']] });
    expect(told(only(named.seen))[3]).to.deep.equal([{ phone: '3331112222', ListId: 32, email: 'a@b.example' }]);
    const to = setup('');
    for (const key of ['email', 'City', 'phone', 'ListId', 'constructor', '__proto__', '']) {
      const pairs = {
        data: [
          ['city', 'x'],
          [key, 'y'],
        ],
      };
      expect(await failure(add(to, pairs)), key).to.include({ code: 'INVALID', maybeSent: false });
      if (key) expect(to.transport.bulk.problem({ ...contact, ...pairs } as never)?.field, key).to.equal('data.1');
    }
    for (const twice of [
      [
        ['city', 'x'],
        ['city', 'y'],
      ],
      [
        ['street', 'x'],
        ['firstName', 'y'],
      ],
    ])
      expect(await failure(add(to, { firstName: 'Ana', data: twice }))).to.include({
        code: 'INVALID',
        field: 'contacts.0.data.1',
      });
    expect(to.seen).to.deep.equal([]);
    for (const field of ['phone', 'ListId', 'listid', 'cf_1', '7', 'id', 'a b', '', 'a"b'])
      expect(() => new MotionTransport({ baseUrl: 'https://motion.example', fields: [field] }), field)
        .to.throw()
        .that.includes({ code: 'INVALID', field: 'fields' });
  });

  it('that the database refuses are no yes, and its text is kept for whoever looks into it [C-419]', async () => {
    const text = '{"message":"Cannot add or update a child row: a foreign key constraint fails"}';
    const error = await failure(add(setup(reply(text, 500)), {}));
    expect(error).to.include({ code: 'PROTOCOL', maybeSent: true, transport: 'motion' });
    expect(error.detail).to.contain('foreign key');
  });
});

describe('Motion’s API key', () => {
  const key = 'k3y+of/the=page';
  function withKey(apiKey: () => string | undefined | Promise<string>, ...answers: Parameters<typeof recorder>) {
    const { seen, fetch } = recorder(...answers);
    const transport = new MotionTransport({
      baseUrl: 'https://motion.example',
      lists: { TestCampaign: 32 },
      apiKey,
      fetch,
    });
    const lines: unknown[] = [];
    transport.watch((...line) => lines.push(line));
    return { seen, transport, lines };
  }

  it('goes as ?apikey= with each request, asked anew for each, in no header and no line of the log [C-416 C-417]', async () => {
    let count = 0;
    const { seen, transport, lines } = withKey(() => Promise.resolve(`${key}${++count}`), '{"id":7}');
    await transport.attachLists(59, [32]);
    await transport.addAgentsToList(32, [24]);
    expect(seen.map(({ url, headers }) => [url, headers.get('Authorization')])).to.deep.equal([
      ['https://motion.example/api/voice/queues/59/lists?apikey=k3y%2Bof%2Fthe%3Dpage1', null],
      ['https://motion.example/api/cm/lists/32/users?apikey=k3y%2Bof%2Fthe%3Dpage2', null],
    ]);
    expect(lines).to.have.length(4);
    expect(JSON.stringify(lines)).not.to.match(/k3y|apikey/);
  });

  it('is not sent unless the page gives one: Basic, or a proxy that adds it, is the usual way [C-249 C-416]', async () => {
    const { seen, transport } = setup('');
    await transport.attachLists(59, [32]);
    expect(only(seen).url).not.to.contain('?');
    const none = withKey(() => undefined, '');
    await none.transport.attachLists(59, [32]);
    expect(only(none.seen).url).to.equal('https://motion.example/api/voice/queues/59/lists');
  });

  it('is asked once more where it is over, and stops the command where the page cannot give it [C-416]', async () => {
    const keys = ['old-key-1', 'new-key-2'];
    const { seen, transport } = withKey(() => keys.shift() ?? '', reply('', 401), '');
    await transport.attachLists(59, [32]);
    expect(seen.map(({ url }) => new URL(url).searchParams.get('apikey'))).to.deep.equal(['old-key-1', 'new-key-2']);
    const fails = withKey(() => Promise.reject(new Error('no session')), '');
    expect(await failure(fails.transport.attachLists(59, [32]))).to.include({ code: 'UNAUTHORIZED', maybeSent: false });
    expect(fails.seen).to.deep.equal([]);
  });

  it('stands in no error, also where the browser or the server repeats the address [C-416]', async () => {
    const address = 'https://motion.example/api/voice/queues/59/lists?apikey=k3y%2Bof%2Fthe%3Dpage';
    const lost = () => {
      throw new TypeError(`Failed to fetch ${address} (${key})`);
    };
    for (const answer of [
      lost,
      reply(`no such page: ${address}`, 404),
      reply(`{"message":"${key}"}`, 500),
      reply(`{"error":"${key}"}`),
      reply(`<html>${address}`),
    ]) {
      const { transport, lines } = withKey(() => key, answer);
      const error = await failure(transport.attachLists(59, [32]));
      const all = JSON.stringify([error.message, error.detail, String(error.cause), error.stack, lines]);
      expect(all).not.to.contain(key).and.not.to.contain('k3y');
      expect(error.transport).to.equal('motion');
    }
    const short = withKey(() => 'no', reply('no such page, nothing done', 404));
    expect((await failure(short.transport.attachLists(59, [32]))).detail).to.contain('no such page, nothing done');
  });
});
