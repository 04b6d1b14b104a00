import { expect } from 'chai';
import { failure } from '../../failure.js';
import { entry } from '../../samples.js';
import { reply } from '../requests.js';
import { ok, base, contact, setup, sent } from './voicenter.fixture.js';

describe('Voicenter’s wire', () => {
  it('adds a call as a JSON POST to the documented address [C-216 C-217 C-224 C-227]', async () => {
    const { url, method, headers, json } = await sent(({ client }) =>
      client.send({ type: 'addContact', campaign: ' camp ', contact: { ...contact, callerId: '' } }),
    );
    expect([url, method, headers.get('Content-Type')]).to.deep.equal([`${base}AddCall`, 'POST', 'application/json']);
    expect(json).to.deep.equal({ Campaign: 'camp', Target: '0502454545' });
  });

  it('sends all that a call can have, each in its own spelling and type [C-218 C-220 C-221 C-225 C-226]', async () => {
    const full = {
      ...contact,
      callerId: '099',
      at: '2026-12-01 10:00:00',
      firstName: 'Ana',
      lastName: 'Paz',
      priority: 7,
      data: [
        ['test1', '1'],
        ['var_test2', 'some: value'],
      ] as [string, string][],
    };
    const { json } = await sent(({ client }) => client.send({ type: 'addContact', campaign: 'camp', contact: full }));
    expect(json).to.deep.equal({
      Campaign: 'camp',
      Target: '0502454545',
      Callerid: '099',
      OriginateTime: Date.UTC(2026, 11, 1, 8) / 1000,
      CustomerName: 'Ana Paz',
      Priority: 7,
      CustomData: { var_test1: '1', var_test2: 'some: value' },
    });
  });

  it('hides the caller id by the documented word [C-223]', async () => {
    const { json } = await sent(({ client }) =>
      client.send({ type: 'addContact', campaign: 'camp', contact: { ...contact, callerId: 'Anonymous' } }),
    );
    expect(json).to.include({ Callerid: 'Anonymous' });
  });

  it('adds many calls with an array at the top, where the caller id has its other spelling [C-219 C-241]', async () => {
    const contacts = [{ ...contact, callerId: '099', data: [['a', 'b']] as [string, string][] }, contact, contact];
    const { operation, method, json, result } = await sent(
      ({ client }) => client.send({ type: 'addContacts', campaign: 'camp', contacts }),
      ok,
      { method: 'GET' },
    );
    expect([operation, method]).to.deep.equal(['AddCallsBulk', 'POST']);
    const plain = { Campaign: 'camp', Target: '0502454545' };
    expect(json).to.deep.equal([{ ...plain, CallerID: '099', CustomData: { var_a: 'b' } }, plain, plain]);
    expect(result).to.deep.include({ status: 'confirmed', accepted: 3, refused: [] });
  });

  it('reports a batch as a whole [C-242]', async () => {
    const { client } = setup('{"ErrorCode":2,"Description":"bad"}');
    expect(
      await failure(client.send({ type: 'addContacts', campaign: 'camp', contacts: [contact, contact] })),
    ).to.include({ code: 'REJECTED' });
  });

  const bulk = (answer: object, numbers = ['0502454545', '0502454546', '0502454547']) =>
    setup(JSON.stringify(answer)).client.send({
      type: 'addContacts',
      campaign: 'camp',
      contacts: numbers.map((destination) => ({ destination })),
    });
  const fine = (Target: string) => ({ Target, ErrorCode: 0, Description: 'OK' });
  const wrong = { Target: '972502454546', ErrorCode: -2, Description: 'Phone number format invalid' };

  it('reports each call of a batch where the server does', async () => {
    const rows = [fine('972502454545'), wrong, { errorcode: '0' }];
    for (const ErrorCode of [0, -2]) {
      const { accepted, refused } = await bulk({ ErrorCode, AddResult: rows });
      expect([accepted, refused.map(({ index }) => index)]).to.deep.equal([2, [1]]);
      expect(refused[0]?.reason).to.contain('Phone number format invalid').and.to.contain('-2');
    }
    const { accepted, refused } = await bulk({ ErrorCode: 0, Data: { addResult: rows } });
    expect([accepted, refused.map(({ index }) => index)], 'in Data').to.deep.equal([2, [1]]);
    expect(await bulk({ ErrorCode: 0, Data: { Count: 3 } })).to.deep.include({ accepted: 3, refused: [] });
  });

  it('is asked by the status first: a yes beside a no is none, and a no has the dialer’s words', async () => {
    const start = (body: object, status: number) => {
      const { client } = setup(reply(JSON.stringify(body), status));
      return client.send({ type: 'startCampaign', campaign: 'camp' });
    };
    for (const [status, code] of [
      [302, 'UNAUTHORIZED'],
      [400, 'REJECTED'],
      [401, 'UNAUTHORIZED'],
      [403, 'REJECTED'],
      [429, 'BUSY'],
      [500, 'PROTOCOL'],
      [503, 'TIMEOUT'],
    ] as const)
      for (const ErrorCode of [0, '0', ' 0', 'x', '', null])
        expect(await failure(start({ ErrorCode }, status)), `${status} ${ErrorCode}`).to.include({ code });
    for (const status of [400, 401, 403, 404]) {
      const error = await failure(start({ ErrorCode: 2, Description: 'No such campaign' }, status));
      expect(error, String(status)).to.include({ code: 'REJECTED', maybeSent: false });
      expect(error.message).to.contain('No such campaign');
    }
    const body = { ErrorCode: 2, Description: 'No such campaign' };
    for (const [status, code] of [
      [302, 'UNAUTHORIZED'],
      [408, 'TIMEOUT'],
      [429, 'BUSY'],
    ] as const)
      expect(await failure(start(body, status)), String(status)).to.include({ code });
  });

  it('leaves open what became of a batch where its rows are not those that were sent', async () => {
    const [a, b, c] = ['0502454545', '0502454546', '0502454547'].map(fine);
    const odd = ['0 ', 'OK', '00', true, null].map((ErrorCode) => [a, b, { ...c, ErrorCode }]);
    for (const AddResult of [
      [],
      [a, b],
      [a, b, c, c],
      [a, c, b],
      [a, b, null],
      [a, b, { Target: '1' }],
      {},
      'none',
      null,
      ...odd,
    ])
      for (const answer of [
        { ErrorCode: 0, AddResult },
        { ErrorCode: 0, Data: { AddResult } },
      ])
        expect(await failure(bulk(answer)), JSON.stringify(answer)).to.include({ code: 'PROTOCOL', maybeSent: true });
    for (const AddResult of [[], [a, b, c]])
      expect(await failure(bulk({ ErrorCode: 3, AddResult })), 'the code of the whole').to.include({
        code: 'REJECTED',
        maybeSent: true,
      });
  });

  it('changes a call with the fields of a new one [C-245]', async () => {
    const { operation, json } = await sent(({ client }) =>
      client.send({ type: 'updateContact', campaign: 'camp', contact: { ...contact, callerId: '1', priority: 0 } }),
    );
    expect([operation, json]).to.deep.equal([
      'UpdateCall',
      { Campaign: 'camp', Target: '0502454545', Callerid: '1', Priority: 0 },
    ]);
  });

  it('schedules a callback as a call with an instant, in the zone of the page’s times', async () => {
    const { operation, json } = await sent(({ client }) =>
      client.send({
        type: 'schedule',
        at: '2026-07-01 10:00:00',
        entry: { campaign: 'camp', destination: '050', data: [['a', 'b']] },
      }),
    );
    expect(operation).to.equal('AddCall');
    expect(json).to.deep.equal({
      Campaign: 'camp',
      Target: '050',
      OriginateTime: Date.UTC(2026, 6, 1, 7) / 1000,
      CustomData: { var_a: 'b' },
    });
  });

  it('removes a call, also to cancel a callback, with two names and no other [C-233]', async () => {
    for (const command of [
      { type: 'removeContact', campaign: 'camp', number: '050' },
      { type: 'cancelSchedule', campaign: 'camp', number: '050' },
    ] as const) {
      const { operation, json } = await sent(({ client }) => client.send(command));
      expect([operation, json]).to.deep.equal(['RemoveCall', { Campaign: 'camp', Target: '050' }]);
    }
  });

  it('lists campaigns by the account’s code, whatever state they are in [C-234 C-235]', async () => {
    const data = ['Enabled', 'Disabled', 'Deleted', 'Sleeping'].map((StatusName, at) => ({
      Name: `N${at}`,
      StatusName,
      Code: `c${at}`,
    }));
    const { operation, json, result } = await sent(
      ({ client }) => client.send({ type: 'campaigns' }),
      JSON.stringify({ ErrorCode: 0, Description: 'OK', Data: data }),
    );
    expect([operation, json]).to.deep.equal(['GetCampaignList', { Code: 'account' }]);
    const { campaigns } = result as { campaigns: { id: string; name: string; state: string }[] };
    expect(campaigns.map(({ id, name, state }) => [id, name, state])).to.deep.equal(
      data.map(({ Code, Name, StatusName }) => [Code, Name, StatusName]),
    );
  });

  it('lists campaigns without a code where a proxy adds it, and by nobody’s but the account’s elsewhere [C-234]', async () => {
    const { json } = await sent(
      ({ client }) => client.send({ type: 'campaigns' }),
      JSON.stringify({ ErrorCode: 0, Data: [] }),
      { code: '', baseUrl: 'https://proxy.example/' },
    );
    expect(json).to.deep.equal({});
    for (const dialect of ['seed', 'current'] as const)
      expect(setup(ok, { code: '', dialect }).transport.supports('campaigns'))
        .to.include({ ok: false })
        .and.to.have.property('reason')
        .that.contains('set code');
  });

  it('tells of the figures of campaigns where the server does', async () => {
    const raw = {
      name: 'N',
      CODE: '77',
      StatusName: 'Enabled',
      TotalPendingCalls: 4,
      TotalAwaitingCalls: '2',
      MaxPriority: 9,
    };
    const { client } = setup(JSON.stringify({ ErrorCode: 0, Data: [raw] }));
    expect((await client.send({ type: 'campaigns' })).campaigns).to.deep.equal([
      {
        id: '77',
        name: 'N',
        state: 'Enabled',
        figures: { TotalPendingCalls: 4, TotalAwaitingCalls: 2, MaxPriority: 9 },
        raw,
      },
    ]);
  });

  it('tells of a campaign, whose code is trimmed [C-246]', async () => {
    const Data = {
      Name: 'N',
      StatusName: 'Enabled',
      TotalPendingCalls: 4,
      MaxPriority: '9',
      MinPriority: 1,
      Code: '77',
    };
    const { operation, json, result } = await sent(
      ({ client }) => client.send({ type: 'campaignStatus', campaign: ' camp ' }),
      JSON.stringify({ ErrorCode: 0, Data }),
    );
    expect([operation, json]).to.deep.equal(['GetCampaignDetails', { Campaign: 'camp' }]);
    expect(result).to.deep.include({
      campaigns: [
        {
          id: '77',
          name: 'N',
          state: 'Enabled',
          figures: { TotalPendingCalls: 4, MaxPriority: 9, MinPriority: 1 },
          raw: Data,
        },
      ],
    });
  });

  it('lists, adds and removes members [C-236 C-237]', async () => {
    const listed = await sent(
      ({ client }) => client.send({ type: 'members', campaign: 'camp' }),
      '{"ErrorCode":0,"Data":[{"Member":"m1","DisplayName":"Ana"}]}',
    );
    expect([listed.operation, listed.json]).to.deep.equal(['GetMembersList', { Campaign: 'camp' }]);
    expect((listed.result as { members: object[] }).members).to.deep.equal([
      { id: 'm1', name: 'Ana', raw: { Member: 'm1', DisplayName: 'Ana' } },
    ]);

    const { seen, client } = setup('{"ErrorCode":0,"Data":{"TotalAdded":1}}');
    expect(await client.send({ type: 'addMembers', campaign: 'camp', members: ['m1', 'm2'] })).to.include({ added: 2 });
    expect(seen.map(({ url, body }) => [url.replace(base, ''), JSON.parse(body)])).to.deep.equal([
      ['AddMember', { Campaign: 'camp', Member: 'm1' }],
      ['AddMember', { Campaign: 'camp', Member: 'm2' }],
    ]);
    const removed = await sent(
      ({ client: to }) => to.send({ type: 'removeMember', campaign: 'camp', member: 'm1' }),
      '{"ErrorCode":0,"Data":{"TotalRemoved":"1"}}',
    );
    expect([removed.operation, removed.json, removed.result]).to.deep.equal([
      'RemoveMember',
      { Campaign: 'camp', Member: 'm1' },
      { status: 'confirmed', removed: 1, transport: 'voicenter' },
    ]);
  });

  it('says which members were added before one failed', async () => {
    const { client } = setup([
      '{"ErrorCode":0,"Data":{"TotalAdded":1}}',
      '{"ErrorCode":9,"Description":"no such member"}',
    ]);
    const error = await failure(client.send({ type: 'addMembers', campaign: 'camp', members: ['m1', 'm2'] }));
    expect(error).to.include({ code: 'REJECTED' });
    expect(error.message).to.contain('no such member').and.to.contain('Added before: m1.');
  });

  it('starts, stops and empties a campaign with its code alone [C-238 C-239]', async () => {
    for (const [type, operation] of [
      ['startCampaign', 'StartCampaign'],
      ['pauseCampaign', 'StopCampaign'],
      ['clearPendingCalls', 'ClearCampaignCalls'],
    ] as const) {
      const got = await sent(({ client }) => client.send({ type, campaign: 'camp' }));
      expect([got.operation, got.json]).to.deep.equal([operation, { Campaign: 'camp' }]);
    }
  });

  it('changes the strategy by what is set, 0 too [C-240]', async () => {
    const { operation, json } = await sent(({ transport }) =>
      transport.updateStrategy('camp', { queueForMonitoring: 10000, queueMaximumCallers: 0 }),
    );
    expect([operation, json]).to.deep.equal([
      'UpdateCampaignStrategy',
      { Campaign: 'camp', setQueueForMonitoring: 10000, setQueueMaximumCallers: 0 },
    ]);
  });

  it('sets up an IVR campaign [C-247]', async () => {
    const { operation, json } = await sent(({ transport }) =>
      transport.configureIvr('camp', { maxCalls: 5, representatives: ['SIP1', 'SIP2'] }),
    );
    expect([operation, json]).to.deep.equal([
      'ConfigureIvrCampaign',
      { Campaign: 'camp', ConcurrentStrategy: { setMaxCalls: 5 }, RepresentativeList: ['SIP1', 'SIP2'] },
    ]);
  });

  it('reads what waits, with either spelling of the caller id and no time for 0 [C-243 C-244]', async () => {
    const Calls = [
      {
        Phone: '972544444444',
        CallerID: '1',
        CallerName: '',
        OriginateTime: 0,
        Priority: 1,
        CustomerName: 'x',
        CustomData: { var_a: 1 },
      },
      { Phone: '972544444445', Callerid: '2', OriginateTime: 1700000000, Priority: '2' },
    ];
    const answer = JSON.stringify({ ErrorCode: 0, Data: { Calls, Campaign: 'camp' } });
    const { operation, method, json, result } = await sent(
      ({ client }) => client.send({ type: 'pendingCalls', campaign: 'camp' }),
      answer,
      { method: 'GET' },
    );
    expect([operation, method, json]).to.deep.equal(['GetCampaignPendingCalls', 'POST', { Campaign: 'camp' }]);
    const [one, two] = (result as { calls: Record<string, unknown>[] }).calls;
    expect(one).to.deep.equal({
      number: '972544444444',
      callerId: '1',
      name: 'x',
      priority: 1,
      data: [['var_a', '1']],
      raw: Calls[0],
    });
    expect(two).to.deep.include({ callerId: '2', at: 1700000000, priority: 2 });
  });

  it('tells of the campaign of what waits, and by it whether that is all [C-243]', async () => {
    const Campaign = {
      Name: 'N',
      StatusName: 'Enabled',
      TotalPendingCalls: 2,
      MaxPriority: 0,
      MinPriority: 0,
      Code: '77',
    };
    const Calls = [{ Phone: '972544444444' }];
    const told = setup(JSON.stringify({ ErrorCode: 0, Data: { Calls, Campaign } })).client;
    expect((await told.send({ type: 'pendingCalls', campaign: 'camp' })).campaign).to.deep.include({
      id: '77',
      state: 'Enabled',
      figures: { TotalPendingCalls: 2, MaxPriority: 0, MinPriority: 0 },
    });
    expect(await told.send({ type: 'findContacts', campaign: 'camp' })).to.include({ isLast: false });
    const all = setup(JSON.stringify({ ErrorCode: 0, Data: { Calls: [...Calls, ...Calls], Campaign } })).client;
    expect(await all.send({ type: 'findContacts', campaign: 'camp' })).to.include({ isLast: true });
  });

  it('lists nobody and nothing only where the server says so', async () => {
    const commands = ['campaigns', 'members', 'pendingCalls', 'findContacts', 'campaignStatus'] as const;
    for (const type of commands)
      for (const Data of [
        undefined,
        null,
        '',
        'none',
        7,
        true,
        {},
        { Calls: null },
        { Calls: {} },
        { error: 'no rights' },
      ]) {
        const answer = JSON.stringify({ ErrorCode: 0, Data });
        const error = await failure(
          setup(answer).client.send({ type, ...(type !== 'campaigns' && { campaign: 'camp' }) } as never),
        );
        expect(error, `${type} ${answer}`).to.include({ code: 'PROTOCOL', detail: answer });
      }
  });

  it('tells how many rows it could not read', async () => {
    const row = { Code: '77', Member: 'm', Phone: '050' };
    const rows = [row, { phone: '051', CODE: '78', member: 'n' }, { a: 1 }, null, 7];
    for (const [type, Data] of [
      ['campaigns', rows],
      ['members', rows],
      ['pendingCalls', { Calls: rows }],
      ['findContacts', { calls: rows }],
    ] as const) {
      const { client } = setup(JSON.stringify({ ErrorCode: 0, Data }));
      const { unread, ...read } = (await client.send({
        type,
        ...(type !== 'campaigns' && { campaign: 'camp' }),
      } as never)) as { unread?: number };
      expect([Object.values(read).find(Array.isArray)?.length, unread], type).to.deep.equal([2, 3]);
    }
  });

  it('asks with GET only where the integrator wants it, with custom data beside the rest [C-222]', async () => {
    const data = [
      ['test1', '1'],
      ['test2', 'somevalue'],
    ] as [string, string][];
    const { url, method, json } = await sent(
      ({ client }) =>
        client.send({ type: 'addContact', campaign: 'xxxx', contact: { destination: '0502454545', data } }),
      ok,
      { method: 'GET' },
    );
    expect([method, json]).to.deep.equal(['GET', undefined]);
    expect(url).to.equal(`${base}AddCall?Campaign=xxxx&Target=0502454545&var_test1=1&var_test2=somevalue`);
  });
});

describe('Voicenter’s answers', () => {
  it('are a yes with 0, as a number or as text [C-228 C-231]', async () => {
    for (const code of ['0', '"0"']) {
      const { client } = setup(`{"ErrorCode":${code},"Description":"OK"}`);
      expect(await client.send({ type: 'startCampaign', campaign: 'camp' })).to.deep.equal({
        status: 'confirmed',
        transport: 'voicenter',
      });
    }
  });

  for (const [code, words] of [
    [1, 'campaign code'],
    [2, 'this number'],
    [3, 'internal error'],
    [4, 'caller id'],
    [-2, 'written wrong'],
  ] as const) {
    it(`say by ErrorCode ${code} of a new call what was wrong, and in the server’s own words [C-229]`, async () => {
      const error = await failure(
        setup(`{"ErrorCode":${code},"Description":"d"}`).client.send({ type: 'addContact', campaign: 'camp', contact }),
      );
      expect(error, 'how far it came when it internal error nobody knows').to.include({
        code: 'REJECTED',
        maybeSent: code === 3,
      });
      expect(error.message).to.contain(words).and.to.contain(`(${code}): d`);
      const other = await failure(
        setup(`{"ErrorCode":${code},"Description":"of another"}`).client.send({
          type: 'startCampaign',
          campaign: 'camp',
        }),
      );
      expect(other?.message, 'nobody says what the code means there')
        .to.contain('of another')
        .and.to.contain(`(${code})`);
    });
  }

  it('leave their first 200 letters for a detail', async () => {
    const text = JSON.stringify({ ErrorCode: 77, Description: 'x'.repeat(300) });
    const error = await failure(setup(text).client.send({ type: 'startCampaign', campaign: 'camp' }));
    expect(error.detail).to.equal(text.slice(0, 200));
  });

  it('are a no with any other code, also with HTTP 200 [C-230]', async () => {
    const error = await failure(
      setup('{"ErrorCode":77,"Description":"Quota"}').client.send({ type: 'addContact', campaign: 'camp', contact }),
    );
    expect(error).to.include({ code: 'REJECTED', message: 'Voicenter refused this (77): Quota' });
  });

  for (const text of ['{ ErrorCode: 0, Description: "OK" }', '<html>', '', '{}', 'null']) {
    it(`make no sense as ${JSON.stringify(text)}, and the error has the raw text [C-232]`, async () => {
      const error = await failure(setup(text).client.send({ type: 'clearPendingCalls', campaign: 'camp' }));
      expect([error.code, error.detail]).to.deep.equal(['PROTOCOL', text]);
    });
  }
});

describe('Voicenter, before any byte,', () => {
  const refused: [string, object, string][] = [
    ['a call without a campaign [C-217]', { type: 'addContact', campaign: ' ', contact }, 'campaign'],
    [
      'a call without a number [C-217]',
      { type: 'addContact', campaign: 'camp', contact: { destination: '' } },
      'contact.destination',
    ],
    [
      'a second number',
      { type: 'addContact', campaign: 'camp', contact: { ...contact, alternatives: ['1'] } },
      'contact.alternatives',
    ],
    ['an agent', { type: 'addContact', campaign: 'camp', contact: { ...contact, agent: '1001' } }, 'contact.agent'],
    [
      'a time of many',
      { type: 'addContacts', campaign: 'camp', contacts: [contact, { ...contact, at: '2026-12-01 10:00:00' }] },
      'contacts.1.at',
    ],
    [
      'a time of the year 9999 [C-225]',
      { type: 'addContact', campaign: 'camp', contact: { ...contact, at: '9999-12-31 00:00:00' } },
      'contact.at',
    ],
    [
      'an hour that does not exist',
      { type: 'addContact', campaign: 'camp', contact: { ...contact, at: '2026-03-27 02:30:00' } },
      'contact.at',
    ],
    [
      'a priority with a fraction [C-226]',
      { type: 'addContact', campaign: 'camp', contact: { ...contact, priority: 1.5 } },
      'contact.priority',
    ],
    [
      'a callback for an agent’s phone',
      { type: 'schedule', at: '2026-12-01 10:00:00', entry: { campaign: 'c', destination: '1', agentPhone: '1001' } },
      'entry.agentPhone',
    ],
    [
      'a callback to several numbers',
      { type: 'schedule', at: '2026-12-01 10:00:00', entry: { ...entry, agentPhone: '' } },
      'entry.alternatives',
    ],
    [
      'the cancelling of one time, since all would go',
      { type: 'cancelSchedule', campaign: 'camp', number: '050', on: '2026-12-01' },
      'on',
    ],
    [
      'a name of custom data that is there twice',
      {
        type: 'addContact',
        campaign: 'camp',
        contact: {
          ...contact,
          data: [
            ['a', '1'],
            ['var_a', '2'],
          ],
        },
      },
      'contact.data.1',
    ],
    [
      'the name of a file',
      { type: 'addContacts', campaign: 'camp', contacts: [contact], fileName: 'a.csv' },
      'fileName',
    ],
    ['the removal by an id', { type: 'removeContact', campaign: 'camp', number: '050', id: '7' }, 'id'],
    ['the removal of nobody', { type: 'removeContact', campaign: 'camp' }, 'number'],
    ['a penalty', { type: 'addMembers', campaign: 'camp', members: ['m'], penalty: '1' }, 'penalty'],
  ];
  for (const [what, command, field] of refused) {
    it(`refuses ${what}`, async () => {
      const { seen, client } = setup();
      expect(await failure(client.send(command as never))).to.include({ code: 'INVALID', field });
      expect(seen).to.deep.equal([]);
    });
  }

  it('refuses a time without the zone of the page’s times', async () => {
    const { seen, client } = setup(ok, { timeZone: '' });
    const at = '2026-12-01 10:00:00';
    for (const type of ['addContact', 'updateContact'] as const)
      expect(await failure(client.send({ type, campaign: 'camp', contact: { ...contact, at } }))).to.include({
        code: 'INVALID',
        field: 'contact.at',
      });
    expect(seen).to.deep.equal([]);
  });

  it('refuses a strategy and an IVR that are no numbers, and no campaign at all', async () => {
    const { seen, transport } = setup();
    for (const coefficient of [NaN, Infinity, '1' as never])
      expect(await failure(transport.updateStrategy('camp', { coefficient }))).to.include({
        code: 'INVALID',
        field: 'strategy',
      });
    for (const maxCalls of [NaN, -1, 1.5, 2 ** 53, '5' as never])
      expect(await failure(transport.configureIvr('camp', { maxCalls, representatives: [] }))).to.include({
        code: 'INVALID',
        field: 'maxCalls',
      });
    expect(await failure(transport.updateStrategy(' ', {}))).to.include({ code: 'INVALID', field: 'campaign' });
    expect(seen).to.deep.equal([]);
    await transport.configureIvr(' camp ', { maxCalls: 0, representatives: ['SIP1'] });
    expect(JSON.parse(seen[0]!.body)).to.deep.equal({
      Campaign: 'camp',
      ConcurrentStrategy: { setMaxCalls: 0 },
      RepresentativeList: ['SIP1'],
    });
  });

  it('says what is not set up', () => {
    const { client } = setup(ok, { code: '', timeZone: '' });
    expect(client.supports('campaigns'))
      .to.deep.include({ ok: false })
      .and.to.have.property('reason')
      .that.contains('code');
    expect(client.supports('schedule'))
      .to.deep.include({ ok: false })
      .and.to.have.property('reason')
      .that.contains('timeZone');
  });

  it('keeps codes out of the log and out of errors', async () => {
    const { client } = setup('{"ErrorCode":1,"Description":"no"}', { code: 'account-secret' });
    const errors = [
      await failure(client.send({ type: 'campaigns' })),
      await failure(client.send({ type: 'addContact', campaign: 'campaign-secret', contact })),
    ];
    expect(client.log.lines.filter(({ what }) => what === 'sent')).to.have.length(2);
    expect(client.exportLog() + JSON.stringify(errors.map((error) => [error.message, error.detail]))).not.to.match(
      /account-secret|campaign-secret/,
    );
  });
});
