import { expect } from 'chai';
import { entry } from '../../samples.js';
import { failure } from '../../failure.js';
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

  it('asks with GET only where the integrator wants it, with custom data beside the rest [C-222]', async () => {
    const data = [
      ['test1', '1'],
      ['test2', 'somevalue'],
    ] as [string, string][];
    const { url, method, json } = await sent(
      ({ client }) => client.send({ type: 'addContact', campaign: 'xxxx', contact: { destination: 'yyyyy', data } }),
      ok,
      { method: 'GET' },
    );
    expect([method, json]).to.deep.equal(['GET', undefined]);
    expect(url).to.equal(`${base}AddCall?Campaign=xxxx&Target=yyyyy&var_test1=1&var_test2=somevalue`);
  });
});
