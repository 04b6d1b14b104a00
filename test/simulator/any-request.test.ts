import { expect } from 'chai';
import { IntegraSimulator, MotionSimulator, SinchSimulator, VoicenterSimulator } from '../../src/simulator/index.js';
import { allowances, readingOf } from '../../src/simulator/leniency.js';
import { checkShape, entryShape, WireRefusal } from '../../src/simulator/wire-schema.js';
import { respoolObject } from '../samples.js';
import { fc } from '../seeded.js';

const entryKeys = Object.keys(respoolObject);
/** An entry with any of its values replaced, some keys left out and some added. */
const entry = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...entryKeys, 'dialebase', 'calldate', '__proto__', 'x'), fc.jsonValue()),
    fc.subarray(entryKeys),
  )
  .map(([changes, left]) =>
    Object.fromEntries(Object.entries({ ...respoolObject, ...changes }).filter(([key]) => !left.includes(key))),
  );

const read = (value: unknown, strict: boolean) => {
  const reading = readingOf(strict);
  try {
    const said = checkShape(value, entryShape, 'entry', { reading, allow: allowances.schedule });
    return { said, ...reading.takeOverlooked() };
  } catch (cause) {
    if (cause instanceof WireRefusal) return undefined;
    throw cause;
  }
};

const bodies = fc.oneof(
  fc.string(),
  fc.json(),
  entry.map((each) => `callspool=${encodeURIComponent(JSON.stringify(each))}`),
);
const types = fc.constantFrom(
  '',
  'application/x-www-form-urlencoded ; charset=utf-8',
  'application/json;charset=UTF-8',
  'text/plain',
);
const simulators = {
  Integra: [() => new IntegraSimulator({ strict: false, requireToken: false }), 'Integra/resources/Dialers/Respool'],
  Motion: [() => new MotionSimulator({ strict: false }), 'api/cm/lists/32/contacts'],
  Sinch: [() => new SinchSimulator({ strict: false }), 'RI/obi/campaigns/62718C7889CC44F7B944C1A6F6BE9B7F/customers'],
  Voicenter: [() => new VoicenterSimulator({ strict: false }), 'ForwardDialer/Dialer/AddCall'],
} as const;
const callServices: readonly [path: string, whole: object][] = [
  [
    'ForwardDialer/click2call.aspx',
    { code: 'account0001', phone: 'SIPANA', target: '0501234567', action: 'call', format: 'json' },
  ],
  ['UserLogin/SetStatusFromAPI', { Code: 'account0001', UserId: 1001, ExtensionUser: 'SIPANA', Status: 3 }],
  ['api/MuteUnmuteCalls', { extension: 'SIPANA', state: '1' }],
  ['comet/API/GetExtensionsCalls', { code: 'account0001', extension: 'SIPANA' }],
  ['Blacklist/AddBlackList', { Code: 'account0001', Phones: [{ Phone: '972501234567' }] }],
  ['hub/cdr/', { code: 'account0001', fields: ['CallID'], search: { fromdate: '', todate: '' } }],
];

/** What no sentence can be made of by itself. */
const unspeakable = ['{"toString":1,"toJSON":2}', `${'['.repeat(20_000)}${']'.repeat(20_000)}`];
const campaign = '62718C7889CC44F7B944C1A6F6BE9B7F';
/** Requests of each simulator; `?` is the value. */
const places: Record<keyof typeof simulators, readonly [method: string, path: string, body: string][]> = {
  Integra: [
    ['POST', 'Integra/resources/Dialers/Respool', 'callspool=?'],
    ['POST', 'Integra/resources/Dialers/Respool', 'callspool={"campaign":?,"destination":?}'],
    ['POST', 'Integra/resources/Dialers/ScheduleDialerCall', 'callschedule={"calldate":?,"campaign":?}'],
    ['POST', 'Integra/resources/Dialers/DialerTask', 'call={"campaign":?,"bulk":?}'],
    ['POST', 'Integra/resources/admin/addblack', 'black={"phone":?,"campaign":?}'],
    ['POST', 'Integra/resources/admin/CallWorkflow', 'context=a&extension=b&jsonparams=[?]'],
  ],
  Motion: [
    ['POST', 'api/cm/lists', '{"name":?}'],
    ['POST', 'api/cm/contacts', '{"phone":?,"ListId":?}'],
    ['POST', 'api/cm/lists/32/contacts', '[{"phone":"091","ListId":?}]'],
    ['POST', 'api/voice/queues', '{"name":"x","TrunkId":?,"IntervalId":?}'],
    ['POST', 'api/voice/queues/59/users', '{"id":?,"ids":[?],"penalty":?}'],
    ['POST', 'api/voice/queues/59/lists', '{"id":59,"ids":[?]}'],
    ['POST', 'api/cm/contacts/upload/file.csv', '{"id":"file.csv","binding":{"phone":?},"ListId":32,"duplicates":[]}'],
  ],
  Sinch: [
    ['POST', `RI/obi/campaigns/${campaign}/customers`, '{"numbers":"091","agentId":?}'],
    ['POST', `RI/obi/campaigns/${campaign}/customers`, '{"numbers":"091","dialingMode":?}'],
    ['POST', `RI/obi/campaigns/${campaign}/customers`, '{"numbers":?,"date":?,"timeZone":?}'],
    ['POST', `RI/obi/campaigns/${campaign}/customers`, '{"attributes":[{"name":?,"value":?}]}'],
    ['POST', `RI/obi/campaigns/${campaign}/customers/list`, '[{"numbers":"091","externalId":?}]'],
    ['PUT', `RI/obi/campaigns/${campaign}`, '{"name":"x","dialingMode":"PREVIEW","queueId":?,"startDate":?}'],
    ['PUT', `RI/obi/campaigns/${campaign}/status`, '?'],
    ['PUT', 'RI/rmi/agents/21A144F1824E4C768868D10201608E2E/readyState/', '{"readyState":?}'],
  ],
  Voicenter: [
    ['POST', 'ForwardDialer/Dialer/AddCall', '{"Campaign":?,"Target":?}'],
    ['POST', 'ForwardDialer/Dialer/AddCall', '{"Campaign":"campaign0001","Target":?}'],
    ['POST', 'ForwardDialer/Dialer/AddCall', '{"Campaign":"campaign0001","Target":"0502454545","CallerID":?}'],
    ['POST', 'ForwardDialer/Dialer/AddCall', '{"Campaign":"campaign0001","Target":"0502454545","IsDateLocal":?}'],
    ['POST', 'ForwardDialer/Dialer/AddCall', '{"Campaign":"campaign0001","Target":"0502454545","CustomData":?}'],
    ['POST', 'ForwardDialer/Dialer/AddMember', '{"Campaign":"campaign0001","Member":?}'],
    ['POST', 'ForwardDialer/Dialer/GetCampaignList', '{"Code":?}'],
    ['POST', 'ForwardDialer/click2call.aspx', '{"code":"account0001","phone":"SIPANA","target":?,"action":"call"}'],
    ['POST', 'ForwardDialer/click2call.aspx', '{"code":"account0001","phone":?,"action":"terminate","format":?}'],
    ['POST', 'ForwardDialer/click2call.aspx', '{"code":"account0001","phone":"SIPANA","target":"050","var_a":?}'],
    ['POST', 'UserLogin/SetStatusFromAPI', '{"Code":"account0001","UserId":?,"ExtensionUser":?,"Status":?}'],
    ['POST', 'api/MuteUnmuteCalls', '{"ivrid":?,"state":?}'],
    ['POST', 'comet/API/GetExtensionsCalls', '{"code":"account0001","extension":?}'],
    ['POST', 'Blacklist/AddBlackList', '{"Code":?,"Phones":[{"Phone":?}]}'],
    ['POST', 'hub/cdr/', '{"code":"account0001","fields":[?],"search":{"fromdate":?}}'],
  ],
};

describe('any request at the simulators', () => {
  it('reads alike where it is as documented, and takes more when lenient, with a word of it', () =>
    fc.assert(
      fc.property(entry, (value) => {
        const [strict, lenient] = [read(value, true), read(value, false)];
        if (strict) expect(lenient).to.deep.equal(strict);
        if (lenient && !strict) expect(lenient.overlooked).to.be.a('string');
      }),
    ));

  for (const [name, [make, path]] of Object.entries(simulators))
    it(`is answered by ${name} or refused with a reason, whatever it holds`, async () => {
      const server = make();
      const headers = { Authorization: 'Basic YWRtaW46cGFzc3dvcmQ=', Accept: '*/*' };
      await fc.assert(
        fc.asyncProperty(types, bodies, async (type, body) => {
          const init = { method: 'POST', headers: { ...headers, 'Content-Type': type }, body };
          const { status } = await server.handle(new Request(`https://dialer.example/${path}`, init));
          expect(status).to.be.oneOf([200, 201, 400, 404, 415]);
          expect(status < 300 || server.log.at(-1)!.refused).to.be.ok;
        }),
      );
    });

  for (const [path, whole] of callServices)
    it(`is answered by Voicenter’s ${path} or refused with a reason, whichever fields are changed`, async () => {
      const keys = fc.constantFrom(...Object.keys(whole), '__proto__', 'toString', 'x');
      const body = fc.oneof(
        fc.json(),
        fc.dictionary(keys, fc.jsonValue()).map((changes) => JSON.stringify({ ...whole, ...changes })),
      );
      for (const strict of [true, false]) {
        const server = new VoicenterSimulator({ strict, now: () => 0 });
        await fc.assert(
          fc.asyncProperty(body, async (text) => {
            const before = server.state.dialed.length;
            const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text };
            const { status } = await server.handle(new Request(`https://dialer.example/${path}`, init));
            expect(status).to.be.oneOf([200, 400, 403, 404]);
            const { refused } = server.log.at(-1)!;
            expect(status === 200 || refused).to.be.ok;
            if (refused) expect(server.state.dialed.length, 'a refused request dials nobody').to.equal(before);
          }),
        );
      }
    });

  for (const [name, requests] of Object.entries(places))
    it(`is refused by ${name} with a reason where a value is of a kind that no sentence tells by itself`, async () => {
      const server = simulators[name as keyof typeof simulators][0]();
      const type = name === 'Integra' ? 'application/x-www-form-urlencoded' : 'application/json';
      const headers = { Authorization: 'Basic YWRtaW46cGFzc3dvcmQ=', Accept: '*/*', 'Content-Type': type };
      if (server instanceof MotionSimulator) {
        const upload = { method: 'POST', headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' } };
        const body = 'phone\n091';
        await server.handle(new Request('https://dialer.example/api/cm/contacts/upload', { ...upload, body }));
      }
      for (const [method, path, template] of requests)
        for (const value of unspeakable) {
          const body = template.replaceAll('?', value);
          const { status } = await server.handle(
            new Request(`https://dialer.example/${path}`, { method, headers, body }),
          );
          const { refused } = server.log.at(-1)!;
          expect([status < 500, refused], `${path} ${template}`).to.satisfy(
            ([isAnswer, why]: [boolean, string?]) => isAnswer && why && !why.includes('nothing at this path'),
          );
        }
    });
});
