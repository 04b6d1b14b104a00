// The newer dialer fields. The other side is a recorder.
import { expect } from 'chai';
import type { CommandOf, ReplyTo } from '../../../src/index.js';
import { VoicenterTransport, type VoicenterOptions } from '../../../src/transports/voicenter/voicenter-transport.js';
import { failure } from '../../failure.js';
import { proxy, voicenter } from './voicenter-agent.fixture.js';

const ok = { ErrorCode: 0, Description: 'OK', Data: [] };
const at = '2026-11-30 10:00:00'; // 08:00 GMT
const epoch = Date.UTC(2026, 10, 30, 8) / 1000;

function dialer(options: VoicenterOptions = {}, answer: object | (() => Response) = ok) {
  const line = voicenter({ '': answer });
  const transport = new VoicenterTransport({
    ...{ code: 'account', timeZone: 'Asia/Jerusalem', dialect: 'current', fetch: line.fetch },
    ...options,
  });
  return { ...line, transport, json: () => line.asked.map(({ json }) => json) };
}
const contact = { destination: '0502454545', callerId: '0722776772' };

describe('Voicenter’s newer dialer', () => {
  it('gets the code in each body, and in each element of a list, by JSON post [C-301] [C-347]', async () => {
    const { transport, asked, json } = dialer();
    await transport.send({ type: 'campaigns' });
    await transport.send({ type: 'startCampaign', campaign: 'camp' });
    await transport.send({ type: 'addContacts', campaign: 'camp', contacts: [contact, { destination: '0501' }] });
    expect(json()).to.deep.equal([
      { Code: 'account' },
      { Code: 'account', Campaign: 'camp' },
      [
        { Code: 'account', Campaign: 'camp', Target: '0502454545', CallerID: '0722776772' },
        { Code: 'account', Campaign: 'camp', Target: '0501' },
      ],
    ]);
    expect(asked.every(({ method, url }) => method === 'POST' && !url.includes('account'))).to.equal(true);
    expect(() => dialer({ method: 'GET' }))
      .to.throw()
      .that.includes({ code: 'INVALID', field: 'method' });
  });

  it('gets none from a page whose proxy adds it, and its log never shows one [C-347]', async () => {
    const { transport, json } = dialer({ code: '', baseUrl: proxy });
    expect(transport.supports('campaigns').ok).to.equal(true);
    await transport.send({ type: 'campaigns' });
    expect(json()).to.deep.equal([{}]);
    const told = dialer({ code: 'sesame' });
    const said: unknown[] = [];
    told.transport.watch((what, detail) => void (what === 'sent' && said.push(detail)));
    await told.transport.send({ type: 'campaigns' });
    await told.transport.send({ type: 'pauseCampaign', campaign: 'camp' });
    expect(said).to.have.length(2);
    expect(JSON.stringify(said)).not.to.contain('sesame');
  });

  it('gets a true instant that is said to be GMT, or the account’s wall clock that is said to be local, so that no callback shifts by hours [C-348]', async () => {
    const add = { type: 'addContact', campaign: 'camp', contact: { ...contact, at } } as const;
    const schedule: CommandOf<'schedule'> = {
      ...{ type: 'schedule', at },
      entry: {
        campaign: 'camp',
        destination: '0501',
        dialerBase: '',
        status: 1,
        data: [],
        alternatives: [],
        contact: 0,
        retries: 0,
        priority: 9999,
        agentPhone: '',
      },
    };
    for (const [options, time] of [
      [{}, { OriginateTime: epoch, IsDateLocal: 'false' }],
      [{ accountZone: 'Asia/Jerusalem' }, { OriginateTime: epoch + 7_200, IsDateLocal: 'true' }],
      [{ accountZone: 'America/New_York' }, { OriginateTime: epoch - 18_000, IsDateLocal: 'true' }],
      [{ dialect: 'seed' }, { OriginateTime: epoch }],
    ] as const) {
      const { transport, json } = dialer(options);
      for (const command of [add, schedule]) await transport.send(command);
      for (const body of json()) {
        const { OriginateTime, IsDateLocal } = body;
        expect({ OriginateTime, ...(IsDateLocal && { IsDateLocal }) }).to.deep.equal(time);
      }
    }
    const { transport, json } = dialer();
    await transport.send({ type: 'addContact', campaign: 'camp', contact });
    expect(json()).to.deep.equal([{ Code: 'account', Campaign: 'camp', Target: '0502454545', CallerID: '0722776772' }]);
  });

  it('dials who is on the do-not-call list only where that is set [C-348]', async () => {
    const { transport, json } = dialer({ ignoresDnc: true });
    await transport.send({ type: 'addContact', campaign: 'camp', contact });
    await transport.send({ type: 'addContacts', campaign: 'camp', contacts: [contact] });
    expect(
      json()
        .flat()
        .map(({ IgnoreDncStatus }: any) => IgnoreDncStatus),
    ).to.deep.equal(['true', 'true']);
    for (const options of [{ ignoresDnc: true }, { accountZone: 'Asia/Jerusalem' }])
      expect(() => dialer({ dialect: 'seed', ...options }))
        .to.throw()
        .that.includes({ code: 'INVALID', field: Object.keys(options)[0] });
  });

  it('answers for each of 3,000 contacts at most, so more are refused, and nothing asks it to take them later [C-349]', async () => {
    const many = (count: number) => ({
      ...({ type: 'addContacts', campaign: 'camp' } as const),
      contacts: Array.from({ length: count }, (_, each) => ({ destination: String(500_000_000 + each) })),
    });
    const { transport, asked } = dialer();
    expect(await failure(transport.send(many(3_001)))).to.include({
      code: 'INVALID',
      field: 'contacts',
      maybeSent: false,
    });
    expect(asked).to.deep.equal([]);
    await transport.send(many(3_000));
    expect(asked[0]!.json).to.have.length(3_000);
    expect(JSON.stringify(asked[0]!.json)).not.to.contain('async');
    expect(transport.bulk.size).to.equal(500);
  });

  it('says of each row what Voicenter says first, and takes a negative code that nobody knows for a no [C-349] [C-350]', async () => {
    const AddResult = [
      { Target: '0501', ErrorCode: 0, Description: 'OK' },
      { Target: '0502', ErrorCode: -7, Description: 'Blocked' },
      { Target: '0503', ErrorCode: 2, Description: 'CallerID is missing' },
      { Target: '0504', ErrorCode: -2 },
    ];
    const { transport } = dialer({}, { ErrorCode: 0, Description: 'OK', AddResult });
    const contacts = AddResult.map(({ Target }) => ({ destination: Target }));
    const { accepted, refused } = (await transport.send({
      type: 'addContacts',
      campaign: 'camp',
      contacts,
    })) as ReplyTo<'addContacts'>;
    expect(accepted).to.equal(1);
    expect(refused.map(({ index, reason }) => `${index} ${reason}`)).to.deep.equal([
      '1 Voicenter refused this (-7): Blocked',
      '2 Voicenter refused this (2): CallerID is missing (Something is missing in what was sent.)',
      '3 Voicenter refused this (-2): Voicenter cannot dial this number: it is written wrong.',
    ]);
  });

  it('leaves open what a code means that its documents do not name, and knows what the named ones mean [C-350]', async () => {
    for (const [ErrorCode, maybeSent] of [
      [1, false],
      [2, false],
      [-2, false],
      [3, true],
      [4, true],
      [-7, true],
    ] as const) {
      const { transport } = dialer({}, { ErrorCode, Description: 'reason' });
      const error = await failure(transport.send({ type: 'addContact', campaign: 'camp', contact }));
      expect(error, String(ErrorCode)).to.include({ code: 'REJECTED', maybeSent });
      expect(error.message).to.match(/^Voicenter refused this \(-?\d\): reason/);
    }
  });

  it('tells the further figures of a campaign, and the state of a call that waits [C-350]', async () => {
    const Data = [{ Code: 'camp', Name: 'Sales', StatusName: 'Active', TotalPendingCalls: 7, MaxPriority: '9' }];
    const { campaigns } = (await dialer({}, { ...ok, Data }).transport.send({
      type: 'campaigns',
    })) as ReplyTo<'campaigns'>;
    expect(campaigns[0]!.figures).to.deep.equal({ TotalPendingCalls: 7, MaxPriority: 9 });
    const Calls = [{ Phone: '0501', CallStatus: { Status: 1, Description: 'Waiting' } }];
    const found = await dialer({}, { ...ok, Data: { Calls } }).transport.send({
      type: 'findContacts',
      campaign: 'camp',
    });
    expect((found as ReplyTo<'findContacts'>).contacts[0]).to.include({ state: 'Waiting' });
  });
});

describe('Voicenter’s extensions', () => {
  const extensions = (body: object | (() => Response), options: VoicenterOptions = {}) =>
    dialer({ baseUrl: proxy, ...options }, body);

  it('are listed by one post, and an empty list is none: a wrong code brings the same [C-329]', async () => {
    const EXTENSIONS = [{ SIP: 'SIPNOA', Name: 'Noa' }, { SIP: 'SIPDAN' }, { Name: 'nobody' }];
    const { transport, asked } = extensions({ ERR: 0, DESC: 'OK', EXTENSIONS });
    expect((await transport.extensions()).map(({ sip, name }) => [sip, name])).to.deep.equal([
      ['SIPNOA', 'Noa'],
      ['SIPDAN', ''],
    ]);
    expect(asked.map(({ method, path, json }) => [method, path, json])).to.deep.equal([
      ['POST', 'Comet/api/GetExtensions', {}],
    ]);
    expect(await failure(extensions({ ERR: 0, EXTENSIONS: [] }).transport.extensions())).to.include({
      code: 'PROTOCOL',
    });
    expect(await failure(extensions({ EXTENSIONS }).transport.extensions())).to.include({ code: 'PROTOCOL' });
    const no = () => Response.json({ ERR: 1, DESC: 'bad', EXTENSIONS: [] }, { status: 403 });
    expect(await failure(extensions(no).transport.extensions())).to.include({ code: 'REJECTED' });
    expect(await failure(dialer().transport.extensions())).to.include({ code: 'UNSUPPORTED' });
  });
});
