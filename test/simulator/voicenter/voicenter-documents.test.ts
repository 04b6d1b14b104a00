import { expect } from 'chai';
import { VoicenterSimulator } from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';

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

describe('the Voicenter simulator and its documents', () => {
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
