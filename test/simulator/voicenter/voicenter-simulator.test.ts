import { expect } from 'chai';
import { VoicenterSimulator, type VoicenterOptions } from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';

const Campaign = 'campaign0001';

const one = { Campaign, Target: '0502454545' };

let server: VoicenterSimulator;

const start = (options?: VoicenterOptions) => (server = new VoicenterSimulator(options));

beforeEach(() => void start());

const call = (operation: string, body: unknown, type = 'application/json') =>
  ask(server, 'POST', `/dialer/ForwardDialer/Dialer/${operation}`, body, { 'Content-Type': type });

const get = (rest: string) => ask(server, 'GET', `/ForwardDialer/Dialer/${rest}`);

const code = async (answer: Promise<{ text: string }>) =>
  (JSON.parse((await answer).text) as { ErrorCode: unknown }).ErrorCode;

const calls = () => server.state.campaigns[0]!.calls;

describe('the Voicenter simulator', () => {
  it('takes a call by query, form and JSON, and keeps the same [C-222] [C-226]', async () => {
    await get(
      'AddCall?Campaign=campaign0001&Target=0502454545&Callerid=Anonymous&Priority=4&OriginateTime=1700000000&var_a=1',
    );
    await call(
      'AddCall',
      'Campaign=campaign0001&Target=0502454545&Callerid=Anonymous&Priority=4&OriginateTime=1700000000&var_a=1',
      'application/x-www-form-urlencoded',
    );
    await call('AddCall', {
      ...one,
      Callerid: 'Anonymous',
      Priority: 4,
      OriginateTime: 1700000000,
      CustomData: { var_a: '1' },
    });
    const kept = {
      Phone: '972502454545',
      OriginateTime: 1700000000,
      Priority: 4,
      CustomData: { var_a: '1' },
      CallerID: 'Anonymous',
    };
    expect(calls()).to.deep.equal([kept, kept, kept]);
  });

  it('answers 1 to 4 with their texts, the campaign first [C-229]', async () => {
    const wrong: [number, unknown][] = [
      [1, { ...one, Campaign: 'account0001' }],
      [1, { ...one, Campaign: ` ${Campaign}` }],
      [1, { ...one, Campaign: 'campaign0003' }],
      [1, { Target: '0502454545' }],
      [2, { Campaign }],
      [2, { Campaign, Target: 'John' }],
      [2, { Campaign, Target: 502454545 }],
      [4, { ...one, Callerid: 'hidden' }],
      [3, { ...one, CallerID: '072776772' }],
      [3, { ...one, CallerName: 'Dialer' }],
      [3, { ...one, Priority: '4' }],
      [3, { ...one, Priority: 4.5 }],
      [3, { ...one, OriginateTime: 1700000000000 }],
      [3, { ...one, OriginateTime: '1700000000' }],
      [3, { ...one, CustomerName: null }],
      [3, { ...one, CustomData: { test1: 1 } }],
      [3, { ...one, CustomData: { var_test1: {} } }],
      [3, { ...one, var_test1: 1 }],
      [3, [one]],
      [3, `${JSON.stringify(one)},`],
    ];
    const texts = [
      '',
      'Invalid campaign code',
      'The target is invalid',
      'Unexpected internal error',
      'Invalid caller id',
    ];
    for (const [expected, body] of wrong) {
      const { status, text, refused } = await call('AddCall', body);
      expect([status, JSON.parse(text)], text + JSON.stringify(body)).to.deep.equal([
        200,
        { ErrorCode: expected, Description: texts[expected] },
      ]);
      expect(refused).to.be.a('string');
    }
    expect(calls()).to.deep.equal([]);
  });

  it('adds nothing of an array with one wrong row, and says one code [C-218] [C-219] [C-241] [C-242]', async () => {
    expect(await code(call('AddCallsBulk', [{ ...one, CallerID: '072776772' }, one]))).to.equal(0);
    expect(await code(call('AddCallsBulk', [one, { ...one, Target: '' }, { ...one, Campaign: 'none' }]))).to.equal(2);
    expect(await code(call('AddCallsBulk', [{ ...one, Callerid: '072776772' }]))).to.equal(3);
    expect(await code(call('AddCallsBulk', [{ ...one, OriginateTime: 1 }]))).to.equal(3);
    expect(await code(call('AddCallsBulk', []))).to.equal(3);
    expect(await code(call('AddCallsBulk', one))).to.equal(3);
    expect(calls()).to.have.length(2);
  });

  it('takes bulk, pending calls and the IVR as JSON only, an update not as a form, and nothing by other methods', async () => {
    const form = 'application/x-www-form-urlencoded';
    for (const operation of ['AddCallsBulk', 'GetCampaignPendingCalls', 'ConfigureIvrCampaign']) {
      expect((await get(`${operation}?Campaign=${Campaign}`)).status, operation).to.equal(405);
      expect((await call(operation, `Campaign=${Campaign}`, form)).status, operation).to.equal(415);
    }
    expect((await call('UpdateCall', `Campaign=${Campaign}&Target=1`, form)).status).to.equal(415);
    expect((await call('AddCall', one, 'text/plain;charset=UTF-8')).status).to.equal(415);
    expect(
      (await ask(server, 'PUT', '/ForwardDialer/Dialer/AddCall', one, { 'Content-Type': 'application/json' })).status,
    ).to.equal(405);
    for (const path of ['AddCalls', 'addcall', 'constructor', 'AddCall/'])
      expect((await call(path, one)).status, path).to.equal(404);
    expect(await code(call('AddCall?Priority=1', one))).to.equal(3);
    expect(await code(get(`AddCall?Campaign=${Campaign}&Target=050245&Target=050246`))).to.equal(3);
    expect(await code(get(`AddCall?Campaign=${Campaign}&Target=050245&CustomData=1`))).to.equal(3);
  });

  it('removes, changes and clears what waits, by any writing of the number [C-245]', async () => {
    for (const Target of ['0502454545', '+972502454545', '0502454546'])
      await call('AddCall', { Campaign, Target, Priority: 3 });
    expect(await code(call('UpdateCall', { ...one, Target: '972502454546', Priority: 9, Callerid: '072' }))).to.equal(
      0,
    );
    expect(calls().at(-1)).to.deep.equal({ Phone: '972502454546', Priority: 9, CallerID: '072' });
    expect(server.state.campaigns[0]).to.include({ pending: 3, minPriority: 3, maxPriority: 9 });
    expect(await code(call('UpdateCall', { ...one, Target: '0500000000' }))).to.equal(2);
    expect(await code(call('RemoveCall', { ...one, Callerid: '' }))).to.equal(3);
    expect(await code(call('RemoveCall', one))).to.equal(0);
    expect(await code(call('RemoveCall', one))).to.equal(2);
    expect(calls()).to.have.length(1);
    await call('ClearCampaignCalls', { Campaign });
    expect(server.state.campaigns[0]).to.deep.include({ calls: [], pending: 0, maxPriority: 0 });
  });

  it('keeps the account’s code apart from the campaigns’, and refuses what else is not documented [C-234] [C-240]', async () => {
    expect(await code(get('GetCampaignList?Code=account0001'))).to.equal(0);
    expect(await code(get(`GetCampaignList?Code=${Campaign}`))).to.equal(1);
    expect(await code(call('GetCampaignList', { Campaign: 'account0001' }))).to.equal(3);
    expect(await code(call('AddMember', { Campaign, Member: 'nobody' }))).to.equal(3);
    expect(await code(call('UpdateCampaignStrategy', { Campaign, setCoefficient: '1' }))).to.equal(3);
    expect(await code(call('UpdateCampaignStrategy', { Campaign, setQueueMaximumCallers: 0 }))).to.equal(0);
    expect(server.state.campaigns[0]!.strategy).to.deep.equal({ setQueueMaximumCallers: 0 });
    expect(
      await code(
        call('ConfigureIvrCampaign', { Campaign, ConcurrentStrategy: { setMaxCalls: 5 }, RepresentativeList: 'SIP1' }),
      ),
    ).to.equal(3);
    expect(await code(call('StopCampaign', { Campaign, Code: 'x' }))).to.equal(3);
    expect(await code(call('GetCampaignDetails', { Campaign, Code: 'x' }))).to.equal(3);
    expect(await code(call('StartCampaign', { Campaign: 'campaign0003' }))).to.equal(1);
  });

  it('is broken on purpose in its own ways [C-230] [C-231] [C-232]', async () => {
    server.faults = { errorCode: 4 };
    expect(await code(call('AddCall', one))).to.equal(4);
    expect(calls()).to.have.length(0);
    server.faults = { textErrorCode: true };
    expect(await code(call('AddCall', one))).to.equal('0');
    server.faults = { unquoted: true };
    expect((await call('AddCall', one)).text).to.equal('{ErrorCode: 0,Description: "OK"}');
    expect(calls()).to.have.length(2);
  });

  it('counts instead of keeping, and forgets all on clear', async () => {
    start({ keepRows: false });
    await call('AddCallsBulk', [one, { ...one, Priority: -2 }]);
    const { text } = await call('GetCampaignPendingCalls', { Campaign });
    expect(JSON.parse(text).Data).to.deep.include({ Calls: [] });
    expect(JSON.parse(text).Data.Campaign).to.include({ TotalPendingCalls: 2, MaxPriority: 0, MinPriority: -2 });
    server.clear();
    expect(server.state).to.deep.equal(new VoicenterSimulator().state);
    expect(server.log).to.deep.equal([]);
  });
});

describe('the Voicenter simulator and its documents', () => {
  const x = (length: number) => 'x'.repeat(length);

  const codes = [...[4, 8, 9, 23, 24, 36, 40].map(x), 'adsdasdasd', 'adsdasd'];

  const person = { Target: '0502454545', CustomerName: 'John Doe', Priority: 42 };

  const row = (Priority: number) => ({
    Campaign: x(23),
    Target: '0502454545',
    CallerID: '072776772',
    CallerName: 'Dialer',
    CustomerName: `Customer ${Priority}`,
    Priority,
    CustomData: { var_test1: 1, var_tesy2: 'some value' },
  });

  /** Every request body that the documents print, with the commas and braces mended, in their order. */
  const printed: [operation: string, body: unknown][] = [
    ['AddCall', { Campaign: x(8), ...person, CustomData: { var_test1: 1, var_test2: 'some value' } }],
    ['UpdateCall', { Campaign: x(8), ...person, CustomData: { var_test1: 1, var_tesy2: 'some value' } }],
    ['AddCall', { Campaign: x(9), Target: '0502454545' }], // not printed: what is removed must wait
    ['RemoveCall', { Campaign: x(9), Target: '0502454545' }],
    ['GetCampaignList', { Code: 'adsdasdasd' }],
    ['GetMembersList', { Campaign: 'adsdasdasd' }],
    ['RemoveMember', { Campaign: 'adsdasdasd', Member: 'adsdasdasd' }],
    ['AddMember', { Campaign: 'adsdasd', Member: 'adsdasd' }],
    ['StopCampaign', { Campaign: x(9) }],
    ['StartCampaign', { Campaign: x(9) }],
    [
      'UpdateCampaignStrategy',
      { Campaign: x(24), setQueueForMonitoring: 10000, setQueueMaximumCallers: 0, setCoefficient: 1 },
    ],
    ['ClearCampaignCalls', { Campaign: x(23) }],
    ['AddCallsBulk', [row(1), row(2)]],
    ['GetCampaignPendingCalls', { Campaign: x(24) }],
    ['GetCampaignDetails', { Campaign: ` ${x(36)} ` }],
    [
      'ConfigureIvrCampaign',
      { Campaign: x(36), ConcurrentStrategy: { setMaxCalls: 5 }, RepresentativeList: ['SIP1', 'SIP2', 'SIP3'] },
    ],
  ];

  /** The same as addresses; the hyphens of the page's line ends are gone. */
  const addresses = [
    'AddCall?Campaign=xxxx&Target=yyyyy&var_test1=1&var_test2=somevalue',
    'UpdateCall?Campaign=xxxx&Target=yyyyy&var_test1=1&var_tesy2=somevalue',
  ];

  let server: VoicenterSimulator;

  beforeEach(() => {
    server = new VoicenterSimulator({
      account: 'adsdasdasd',
      members: { adsdasdasd: 'Support 1', adsdasd: 'Support 8' },
      campaigns: codes.map((code) => ({ code, name: 'Test campaign', members: ['adsdasdasd'] })),
      isTarget: (target) => /^(\d+|y+)$/.test(target),
    });
  });

  const json = { 'Content-Type': 'application/json' };

  const call = (operation: string, body: unknown) =>
    ask(server, 'POST', `/ForwardDialer/Dialer/${operation}`, body, json);

  it('takes every printed body and address [C-216] [C-217] [C-233] [C-237] [C-238] [C-239] [C-245] [C-246] [C-247]', async () => {
    for (const [operation, body] of printed) {
      const { status, text, refused } = await call(operation, body);
      expect([status, refused], operation).to.deep.equal([200, undefined]);
      expect(JSON.parse(text), operation).to.include({ ErrorCode: 0, Description: 'OK' });
    }
    for (const address of addresses) {
      const { text } = await ask(server, 'GET', `/ForwardDialer/Dialer/${address}`);
      expect(text, address).to.equal('{"ErrorCode":0,"Description":"OK"}');
    }
    const campaign = (code: string) => server.state.campaigns.find((each) => each.code === code)!;
    expect(campaign(x(24)).strategy).to.deep.equal({
      setQueueForMonitoring: 10000,
      setQueueMaximumCallers: 0,
      setCoefficient: 1,
    });
    expect(campaign(x(36)).ivr).to.deep.equal({ setMaxCalls: 5, representatives: ['SIP1', 'SIP2', 'SIP3'] });
    expect(JSON.parse(JSON.stringify(server.state))).to.deep.equal(server.state);
  });

  it('answers the pending calls as printed: rewritten number, gaps filled, status, campaign [C-243]', async () => {
    const CustomData = { var_test1: 1, var_tesy2: 'some value' };
    await call('AddCall', { Campaign: x(40), Target: '0544444444', CustomerName: 'Customer', CustomData });
    expect(JSON.parse((await call('GetCampaignPendingCalls', { Campaign: x(40) })).text)).to.deep.equal({
      Data: {
        Calls: [
          {
            Phone: '972544444444',
            CallerID: '',
            CallerName: '',
            OriginateTime: 0,
            Priority: 0,
            CustomerName: 'Customer',
            CallStatus: { Status: 1, Description: 'Pending' },
            CustomData,
          },
        ],
        Campaign: {
          Name: 'Test campaign',
          StatusName: 'Enabled',
          TotalPendingCalls: 1,
          MaxPriority: 0,
          MinPriority: 0,
          Code: x(40),
        },
      },
      ErrorCode: 0,
      Description: 'OK',
    });
  });

  it('answers lists, counters and details as printed [C-234] [C-236] [C-237]', async () => {
    const data = async (operation: string, body: unknown) =>
      JSON.parse((await call(operation, body)).text).Data as unknown;
    expect(((await data('GetCampaignList', { Code: 'adsdasdasd' })) as unknown[])[0]).to.deep.equal({
      Name: 'Test campaign',
      StatusName: 'Enabled',
      Code: 'xxxx',
    });
    expect(await data('GetMembersList', { Campaign: 'xxxx' })).to.deep.equal([
      { Member: 'adsdasdasd', DisplayName: 'Support 1' },
    ]);
    expect(await data('AddMember', { Campaign: 'xxxx', Member: 'adsdasd' })).to.deep.equal({ TotalAdded: 1 });
    expect(await data('AddMember', { Campaign: 'xxxx', Member: 'adsdasd' })).to.deep.equal({ TotalAdded: 0 });
    expect(await data('RemoveMember', { Campaign: 'xxxx', Member: 'adsdasd' })).to.deep.equal({ TotalRemoved: 1 });
    expect(await data('RemoveMember', { Campaign: 'xxxx', Member: 'adsdasd' })).to.deep.equal({ TotalRemoved: 0 });
    await call('AddCall', { Campaign: 'xxxx', Target: '0502454545', Priority: 7 });
    await call('StopCampaign', { Campaign: 'xxxx' });
    expect(await data('GetCampaignDetails', { Campaign: 'xxxx' })).to.deep.equal({
      Name: 'Test campaign',
      StatusName: 'Disabled',
      TotalPendingCalls: 1,
      MaxPriority: 7,
      MinPriority: 7,
      Code: 'xxxx',
    });
  });
});
