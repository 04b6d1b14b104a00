import { expect } from 'chai';
import { SinchSimulator, type SinchOptions } from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';

const passive = '8A7C98EAF1164F2FAA93B98EECB95D76';
const active = '62718C7889CC44F7B944C1A6F6BE9B7F';
const ana = '21A144F1824E4C768868D10201608E2E';
const at = `campaigns/${active}`;
const json = { Accept: 'application/json', 'Content-Type': 'application/json' };
let server: SinchSimulator;
const start = (options?: SinchOptions) => (server = new SinchSimulator(options));
beforeEach(() => void start());
const to = (method: string, path: string, body?: unknown, headers: Record<string, string> = json) =>
  ask(server, method, `/sinch/RI/obi/${path}`, body, headers);
const read = async (path: string) => JSON.parse((await to('GET', path)).text);
const add = (customer: unknown) => to('POST', `${at}/customers`, customer, { ...json, Accept: 'text/html' });

async function expectRefused(
  requests: [method: string, path: string, body?: unknown, headers?: Record<string, string>][],
  status = 400,
) {
  const before = JSON.stringify(server.state);
  for (const request of requests) {
    const answer = await to(...request);
    expect([answer.status, answer.text], JSON.stringify(request)).to.deep.equal([status, '']);
    expect(answer.refused).to.be.a('string');
  }
  expect(JSON.stringify(server.state)).to.equal(before);
}

describe('the Sinch simulator', () => {
  it('asks for the documented headers, methods and paths [C-171] [C-172] [C-185] [C-194] [C-208]', async () => {
    await expectRefused(
      [
        ['GET', 'campaigns', undefined, {}],
        ['GET', at, undefined, { Accept: '*/*' }],
        ['POST', `${at}/customers`, { numbers: '091' }],
        ['POST', `${at}/customers/list`, [], { ...json, Accept: 'text/html' }],
      ],
      406,
    );
    const html = { Accept: 'text/html' };
    await expectRefused(
      [
        ['PUT', at, {}, { 'Content-Type': 'text/plain' }],
        ['PUT', `${at}/status`, 'Active'],
        ['PUT', `${at}/status`, 'Active', { 'Content-Type': 'text/plain;charset=UTF-8' }],
        ['POST', `${at}/customers`, '{}', { ...html, 'Content-Type': 'text/plain' }],
      ],
      415,
    );
    await expectRefused(
      [
        ['POST', 'campaigns', {}],
        ['DELETE', at],
        ['PUT', `${at}/customers/${'A1'.padStart(32, '0')}`, {}],
        ['GET', `${at}/status`],
        ['GET', `${at}/customers/list`],
        ['POST', 'statistics', {}],
      ],
      405,
    );
    await expectRefused(
      [
        ['GET', ''],
        ['GET', 'campaigns/'],
        ['GET', 'campaigns/none'],
        ['GET', `campaigns/${passive.toLowerCase()}`],
        ['DELETE', `${at}/customers/none`],
        ['GET', `${at}/agents`],
        ['GET', `campaigns/${passive}/customers/${'A1'.padStart(32, '0')}`],
      ],
      404,
    );
    start({ authorization: 'Bearer x y' });
    await expectRefused(
      [
        ['GET', 'campaigns'],
        ['GET', 'campaigns', undefined, { ...json, Authorization: 'Bearer x' }],
      ],
      401,
    );
    expect((await to('GET', 'campaigns', undefined, { ...json, Authorization: 'Bearer x y' })).status).to.equal(200);
    expect(server.log.at(-1)!.headers['authorization']).to.equal('Bearer …');
  });

  it('finds campaigns by patterns, ids and times [C-175] [C-176] [C-177] [C-178] [C-179]', async () => {
    const found = async (query: string) => (await read(`campaigns?${query}`)).map(({ id }: { id: string }) => id);
    expect(await found('name=A*offer')).to.deep.equal([passive]);
    expect(await found('name=surve?')).to.deep.equal([active]);
    expect(await found('name=Surv')).to.deep.equal([]);
    expect(await found('total=3&status=Active')).to.deep.equal([active]);
    expect(await found('queueId=63aa93f4-93a5-4c5a-8597-fcfa670b2382')).to.deep.equal([passive, active]);
    expect(await found('startDate=2020-12-20T21:59:59.000Z&endDateEnd=2021-02-20T22:00:01Z')).to.deep.equal([passive]);
    expect(await found('startDate=2020-12-20T22:00:00.000Z')).to.deep.equal([]);
    expect(await found(`statistics=true&agentId=${ana},${passive}`)).to.deep.equal([active]);
    const [, daily] = await read('campaigns?statistics=true&statisticsDate=2023-05-16T00:00:00Z');
    expect(daily.stats).to.have.all.keys('daily');
    expect(daily.stats.daily).to.include({ numberOfCalls: 6, numberOfAgents: 1, callTime: 25 });
    const wrong = [
      'offset=0',
      'limit=100',
      'colour=red',
      'queueId=63AA*',
      'startDate=2020-06-29',
      'startDate=2020-13-29T12:00:00Z',
      'statistics=yes',
      `agentId=${ana}`,
      'statistics=true&agentId=ana',
      'statisticsDate=2023-05-16T00:00:00Z',
      'statistics=true&statisticsDate=2023-05-16T00:00:00.000Z',
      'name=a&name=b',
      'name=',
    ];
    await expectRefused(wrong.map((query) => ['GET', `campaigns?${query}`]));
    await expectRefused([
      ['GET', `${at}?statistics=true`],
      ['GET', 'statistics?startDate=2023-05-16T01:00:00.000Z'],
      ['GET', 'statistics?campaignId=6*'],
    ]);
  });

  it('replaces a campaign whole, and refuses what cannot be written [C-182] [C-183] [C-184] [C-186] [C-188]', async () => {
    const least = { name: 'New', dialingMode: 'PROGRESSIVE', queueId: '0B5F41959B1D446FA277B4784167EC2F' };
    const wrong = [
      { ...least, name: undefined },
      { ...least, queueId: undefined },
      { ...least, dialingMode: undefined },
      { ...least, dialingMode: 'preview' },
      { ...least, queueId: ana },
      { ...least, status: 'Active' },
      { ...least, id: passive },
      { ...least, abandonRate: 2.5 },
      { ...least, abandonRate: '1' },
      { ...least, increasePredictiveRatio: 101 },
      { ...least, startDate: '2020-02-30T12:00:00Z' },
      { ...least, timeZone: 'Mars' },
      [least],
      `${JSON.stringify(least)},`,
    ];
    await expectRefused(wrong.map((body) => ['PUT', `campaigns/${passive}`, body]));
    const plain = { 'Content-Type': 'text/plain' };
    await expectRefused(
      ['"Active"', 'active', 'Active\n', 'Handled', ''].map((body) => ['PUT', `${at}/status`, body, plain]),
    );
    expect((await to('PUT', `campaigns/${passive}`, { ...least, abandonRate: 0 })).status).to.equal(204);
    const { settings } = server.state.campaigns[0]!;
    expect(settings).to.include({ ...least, abandonRate: 0, status: 'Passive', dialerName: 'Queue dialer' });
    expect(settings).not.to.have.any.keys('remarks', 'startDate', 'timeZone', 'increasePredictiveRatio');
    expect((await read(`campaigns/${passive}`)).queueName).to.equal('Evening');
    expect((await to('PUT', `${at}/status`, 'Passive', plain)).status).to.equal(204);
    expect(await read(at)).to.include({ status: 'Passive', dialerStatus: 'PASSIVE' });
  });

  it('refuses a new customer that is not as documented [C-197] [C-199] [C-200] [C-204]', async () => {
    const fine = { numbers: '091;092;093' };
    const phone = (name: string) => ({ attributes: [{ name, value: '091' }] });
    const wrong = [
      {},
      [fine],
      { ...fine, id: ana },
      { numbers: '091;092;093;094' },
      { numbers: '+number;' },
      { numbers: '' },
      { numbers: '091;;092' },
      { numbers: 91 },
      phone('Phone2'),
      { ...fine, dialingMode: 'PROGRESSIVE' },
      { ...fine, priority: '1' },
      { ...fine, date: '2020-06-29 12:00:00' },
      { ...fine, agentId: 'Ana' },
      { ...fine, timeZone: 'Mars' },
      { ...fine, attributes: { City: 'x' } },
      { ...fine, attributes: [{ name: 'City', value: 1 }] },
      { ...fine, externalId: '1' },
      { ...fine, result: 'SUCCESS' },
    ];
    for (const body of wrong) expect((await add(body)).status, JSON.stringify(body)).to.equal(400);
    expect(server.state.campaigns[1]!.total).to.equal(3);
    await add({
      ...fine,
      dialingMode: 'PREVIEW',
      ...phone('Phone1'),
      previewTime: 5,
      agentId: ana,
      date: '2020-06-29T12:00:00.000Z',
    });
    expect(server.state.campaigns[1]!.customers[3]).to.include({
      ...fine,
      dialingMode: 'PREVIEW',
      previewTime: 5,
      agentId: ana,
    });
    expect(server.state.campaigns[1]!.customers[3]!.attributes.map(({ value }) => value)).to.deep.equal([
      '091',
      '092',
      '093',
    ]);
    await add(phone('Phone1'));
    const { id, externalId, numbers } = server.state.campaigns[1]!.customers.at(-1)!;
    expect([externalId, numbers]).to.deep.equal([id, '091']);
  });

  it('tells the id of a new customer in Location alone when told to [C-196]', async () => {
    start({ emptyBody: true });
    const { status, text, headers } = await add({ numbers: '091' });
    expect([status, text]).to.deep.equal([201, '']);
    expect(headers.get('Location')).to.match(
      new RegExp(`^https://dialer.example/sinch/RI/obi/${at}/customers/[\\dA-F]{32}$`),
    );
  });
});
