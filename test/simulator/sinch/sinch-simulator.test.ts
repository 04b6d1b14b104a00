import { expect } from 'chai';
import { SinchSimulator, type SinchOptions, type SinchCustomer } from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';
import {
  agent,
  bulk,
  campaignAnswers,
  campaigns,
  kathy,
  newCustomer,
  queueId,
  statistics,
  today,
  update,
} from './sinch.fixture.js';

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

describe('the Sinch simulator’s customers', () => {
  const id = '62718C7889CC44F7B944C1A6F6BE9B7F';

  const at = `/RI/obi/campaigns/${id}`;

  const json = { Accept: 'application/json', 'Content-Type': 'application/json' };

  let server: SinchSimulator;

  const start = (options?: SinchOptions) => (server = new SinchSimulator(options));

  beforeEach(() => void start());

  const campaign = () => server.state.campaigns[1]!;

  const read = async (path: string) => JSON.parse((await ask(server, 'GET', at + path, undefined, json)).text);

  const bulk = (rows: unknown, query = '') => ask(server, 'POST', `${at}/customers/list${query}`, rows, json);

  const items = async (answer: ReturnType<typeof bulk>) =>
    JSON.parse((await answer).text) as { statusCode: number; id?: string; error?: string }[];

  const ids = async (query: string) =>
    (await read(`/customers${query}`)).map(({ externalId }: { externalId: string }) => externalId);

  it('adds the right rows of a bulk, and says of the wrong ones why, each in its place [C-207] [C-209] [C-210]', async () => {
    const rows = [
      { numbers: '091' },
      { numbers: '+number;' },
      { numbers: '092', externalId: '007' },
      null,
      { numbers: '093', externalId: '007' },
      { numbers: '094', externalId: '1' },
      { numbers: '095', dialingMode: 'PROGRESSIVE' },
    ];
    const said = await items(bulk(rows));
    expect(said[0]!.id).to.equal(campaign().customers.at(-1)!.id);
    const twice = { error: 'Invalid externalId: 007 : Value is not unique', statusCode: 400 };
    expect(said.slice(1, 6)).to.deep.equal([
      { error: "Invalid numbers: '+number;'", statusCode: 400 },
      twice,
      { error: 'A customer is no JSON object.', statusCode: 400 },
      twice,
      { error: 'Invalid externalId: 1 : Value is not unique', statusCode: 400 },
    ]);
    expect(said[6]).to.deep.equal({ error: 'Invalid dialingMode: PROGRESSIVE', statusCode: 400 });
    expect(campaign().total).to.equal(4);
    expect(server.log.at(-1)!.refused).to.equal('6 of 7 customers are not as documented.');
  });

  it('adds nothing of a stopped bulk, and everything of a right one [C-207] [C-209]', async () => {
    const stop = '?stopProcessIfInvalidEntriesFound=true';
    const rows = [{ numbers: '091' }, { numbers: '' }, { numbers: '092' }];
    expect(await items(bulk(rows, stop))).to.deep.equal([
      { statusCode: 200 },
      { error: "Invalid numbers: ''", statusCode: 400 },
      { statusCode: 200 },
    ]);
    expect(campaign().total).to.equal(3);
    expect((await items(bulk([rows[0], rows[2]], stop))).map(({ statusCode }) => statusCode)).to.deep.equal([201, 201]);
    expect(
      (await items(bulk(rows, '?stopProcessIfInvalidEntriesFound=false'))).map(({ statusCode }) => statusCode),
    ).to.deep.equal([201, 400, 201]);
    expect(campaign().total).to.equal(7);
    for (const [body, query] of [
      [rows[0], ''],
      ['[', ''],
      [rows, '?stopProcessIfInvalidEntriesFound=1'],
      [rows, '?stop=true'],
    ] as const)
      expect((await bulk(body, query)).status, query).to.equal(400);
    start({ mostRows: 2 });
    expect((await bulk(rows)).status).to.equal(413);
  });

  it('gives pages of 100, by offset and limit [C-191] [C-192]', async () => {
    await bulk(Array.from({ length: 250 }, (_, place) => ({ numbers: '091', externalId: `n${place}` })));
    expect(await ids('')).to.have.length(100);
    expect((await ids('?offset=200')).slice(0, 2)).to.deep.equal(['n197', 'n198']);
    expect(await ids('?offset=200')).to.have.length(53);
    expect(await ids('?limit=2&offset=1&externalId=n1*')).to.deep.equal(['n10', 'n11']);
    expect(await ids('?offset=253')).to.deep.equal([]);
  });

  it('finds customers by field, time, agent and attribute, with the script only when asked [C-193]', async () => {
    expect(await ids('?result=SUC*')).to.deep.equal(['1']);
    expect(await ids('?callCount=0')).to.deep.equal(['3']);
    expect(await ids('?agentId=21A144F1-824E-4C76-8868-D10201608E2E')).to.deep.equal(['3']);
    expect(await ids('?attributeName=phone1&attributeValue=*2')).to.deep.equal(['2']);
    expect(await ids('?attributeName=Phone2')).to.deep.equal([]);
    expect(await ids('?date=9999-01-01T00:00:00Z')).to.deep.equal(['1']);
    expect(await ids('?modificationDateEnd=2020-09-29T12:58:28.393Z')).to.deep.equal([]);
    expect((await read('/customers?includeScript=false'))[0]).not.to.have.property('script');
    expect((await read('/customers?includeScript=true'))[0].script.name).to.equal('Survey');
    for (const query of [
      'attributeValue=x',
      'limit=-1',
      'offset=a',
      'name=x',
      'agentId=x',
      'includeScript=yes',
      'date=2020',
    ])
      expect((await ask(server, 'GET', `${at}/customers?${query}`, undefined, json)).status, query).to.equal(400);
  });

  it('counts results, finishes and deletes [C-187] [C-189] [C-205] [C-215]', async () => {
    const dialing = { result: 'DIALING', count: 1 };
    expect(await read('/customerResultStatistics')).to.deep.equal([
      { result: 'SUCCESS', callResult: 'SUCCESS', classifier: 'Content', count: 1 },
      dialing,
    ]);
    const third = campaign().customers[2]!.id;
    server.finish(id, third, { result: 'SUCCESS', callResult: 'SUCCESS', classifier: 'Content' });
    expect((await read('/customerResultStatistics'))[0].count).to.equal(2);
    expect(await read(`/customers/${third}`)).to.include({
      date: '9999-12-31T23:59:59Z',
      callCount: 1,
      result: 'SUCCESS',
    });
    expect(await read('')).to.include({ total: 3, handled: 2, notHandled: 1, callable: 1 });
    const remove = () => ask(server, 'DELETE', `${at}/customers/${third}`);
    const { status, text } = await remove();
    expect([status, text]).to.deep.equal([204, '']);
    expect((await remove()).status).to.equal(404);
    expect(await read('')).to.include({ total: 2, handled: 1 });
    expect((await items(bulk([{ numbers: '091', externalId: '3' }])))[0]!.statusCode).to.equal(201);
  });

  it('counts instead of keeping, and forgets all on clear', async () => {
    start({ keepRows: false });
    const rows = [{ numbers: '091', externalId: 'a' }, { numbers: '092' }];
    await bulk(rows);
    await bulk(rows);
    expect([campaign().total, campaign().customers.length]).to.deep.equal([7, 3]);
    expect(await read('')).to.include({ total: 7, callable: 6 });
    server.clear();
    expect(server.state).to.deep.equal(new SinchSimulator().state);
  });
});

describe('the Sinch simulator and its documents', () => {
  const [{ id: passive }, { id: active }] = campaigns;

  const due = (place: number, date?: string): SinchCustomer => ({
    ...kathy,
    id: `C${place}`.padStart(32, '0'),
    externalId: `c${place}`,
    attributes: [],
    ...(date !== undefined && { date }),
  });

  const ten = (waiting: (place: number) => string) =>
    Array.from({ length: 10 }, (_, place) => due(place, place < 5 ? '9999-12-31T23:59:59Z' : waiting(place)));

  const queues = { [queueId]: 'Test Queue' };

  const customers = {
    [passive]: ten(() => '2024-01-01T00:00:00Z'),
    [active]: ten((place) => `202${place - 3}-12-01T00:00:00Z`),
  };

  let server: SinchSimulator;

  beforeEach(() => {
    const agents = { [agent]: 'Surname, First Name' };
    server = new SinchSimulator({ campaigns, customers, queues, statistics, agents, now: () => today });
  });

  const json = { Accept: 'application/json', 'Content-Type': 'application/json' };

  const get = async (path: string) =>
    ask(server, 'GET', `http://localhost:8080/RI/obi/${path}`, undefined, { Accept: 'application/json' });

  it('takes every printed address [C-173] [C-176] [C-177] [C-178] [C-181] [C-189] [C-190] [C-212]', async () => {
    const customersOf = `campaigns/${passive}/customers`;
    for (const path of [
      'campaigns',
      'campaigns?statistics=true',
      'campaigns?statistics=true&statisticsDate=2023-05-16T00:00:00Z',
      'campaigns?statistics=true&agentId=38FFAEA3C2B54CD6BCFBCCF2006C0800,6B818C08D6B543ED8A1FDB45D8BC173F',
      'campaigns?name=TestCampaign*',
      'campaigns?startDate=2020-06-29T12:00:00.000Z&startDateEnd=2020-09-29T12:00:00.000Z',
      'campaigns?endDate=2020-06-29T12:00:00.000Z&endDateEnd=2020-09-29T12:00:00.000Z',
      'campaigns?registered=2020-06-29T12:00:00.000Z&registeredEnd=2020-09-29T12:00:00.000Z',
      `campaigns/${passive}`,
      `campaigns/${passive}/customerResultStatistics`,
      customersOf,
      `${customersOf}?includeScript=true`,
      `${customersOf}?agentId=0B5F41959B1D446FA277B4784167EC2F,78F308DA7ADE42E093A150B08968CA15`,
      `${customersOf}?callResult=SUCCESS*`,
      `${customersOf}?date=2020-06-29T12:00:00.000Z&dateEnd=2020-07-29T12:00:00.000Z`,
      `${customersOf}?modificationDate=2020-04-29T12:00:00.000Z&modificationDateEnd=2020-07-29T12:00:00.000Z`,
      `${customersOf}?attributeName=classification&attributeValue=gold`,
      `${customersOf}?offset=20&limit=100`,
      'statistics?startDate=2020-06-29T00:00:00.000Z&endDate=2020-07-29T00:00:00.000Z',
      'statistics?campaignId=0B5F41959B1D446FA277B4784167EC2F',
    ]) {
      const { status, headers, refused } = await get(path);
      expect([status, refused, headers.get('Content-Type')], path).to.deep.equal([200, undefined, 'application/json']);
    }
  });

  it('takes every printed body [C-182] [C-185] [C-187] [C-194] [C-195] [C-198] [C-201] [C-206] [C-208]', async () => {
    const at = `/RI/obi/campaigns/${passive}`;
    const put = await ask(server, 'PUT', at, update, json);
    expect([put.status, put.text, put.headers.get('Content-Type')]).to.deep.equal([204, '', null]);
    expect((await ask(server, 'PUT', `${at}/status`, 'Active', { 'Content-Type': 'text/plain' })).status).to.equal(204);
    expect(server.state.campaigns[0]!.settings).to.include({ ...update, status: 'Active', dialerStatus: 'OPEN' });
    const added = await ask(server, 'POST', `${at}/customers`, newCustomer, { ...json, Accept: 'text/html' });
    expect([added.status, added.headers.get('Content-Type')]).to.deep.equal([201, 'text/html']);
    expect(added.text).to.match(/^[\dA-F]{32}$/);
    expect(added.headers.get('Location')).to.equal(`https://dialer.example${at}/customers/${added.text}`);
    const many = await ask(server, 'POST', `${at}/customers/list`, bulk, {
      ...json,
      Accept: 'application/json, text/html',
    });
    expect([many.status, many.refused]).to.deep.equal([200, undefined]);
    const items = JSON.parse(many.text) as { statusCode: number; id: string }[];
    expect(items.map(({ statusCode }) => statusCode)).to.deep.equal([201, 201, 201, 201, 201]);
    const kept = server.state.campaigns[0]!.customers.slice(10);
    expect(kept.slice(1).map(({ id }) => id)).to.deep.equal(items.map(({ id }) => id));
    expect(kept.map(({ numbers }) => numbers)).to.deep.equal([
      '0215428754;98521542',
      ...[0, 1, 2, 3, 4].map((place) => `+5214520${place}`),
    ]);
    expect(kept[0]!.attributes.slice(-2)).to.deep.equal([
      { name: 'Phone1', value: '0215428754' },
      { name: 'Phone2', value: '98521542' },
    ]);
    expect(JSON.parse(JSON.stringify(server.state))).to.deep.equal(server.state);
  });

  it('answers the campaigns as printed, statistics only when asked, and an undocumented dialer [C-180]', async () => {
    expect(JSON.parse((await get('campaigns?statistics=true')).text)).to.deep.equal(campaignAnswers);
    const { stats: _, ...second } = campaignAnswers[1];
    for (const path of ['campaigns', 'campaigns?statistics=false'])
      expect(JSON.parse((await get(path)).text)).to.deep.equal([campaignAnswers[0], second]);
    expect(JSON.parse((await get(`campaigns/${passive}`)).text)).to.deep.equal(campaignAnswers[0]);
  });

  it('answers a customer as printed, in each shape of the attributes [C-202] [C-205]', async () => {
    const { attributes, ...rest } = kathy;
    const shapes = { wrapped: { attribute: attributes }, single: { attribute: attributes }, list: attributes };
    for (const shape of ['wrapped', 'single', 'list'] as const) {
      server = new SinchSimulator({ campaigns, customers: { [passive]: [kathy] }, attributes: shape });
      expect(JSON.parse((await get(`campaigns/${passive}/customers/${kathy.id}`)).text)).to.deep.equal({
        ...rest,
        attributes: shapes[shape],
      });
    }
    const one = attributes.slice(0, 1);
    server = new SinchSimulator({
      campaigns,
      customers: { [passive]: [{ ...kathy, attributes: one }] },
      attributes: 'single',
    });
    expect(JSON.parse((await get(`campaigns/${passive}/customers`)).text)[0].attributes).to.deep.equal({
      attribute: one[0],
    });
  });

  it('answers statistics as printed, and null where no agent worked [C-212] [C-213] [C-214]', async () => {
    const read = async (query: string) =>
      JSON.parse((await get(`statistics${query}`)).text) as Record<string, unknown>[];
    const all = await read('');
    expect(all.map(({ agentId, agentName }) => [agentId, agentName])).to.deep.equal([
      [agent, 'Surname, First Name'],
      [null, null],
    ]);
    expect(all[0]).to.include({
      campaignId: active,
      campaignName: 'Test Preview Campaign',
      loginTime: 5122.0327,
      numberOfSkipCalls: 0,
    });
    const counters = Object.keys(campaignAnswers[1].stats.daily).filter((key) => key !== 'numberOfAgents');
    expect(all[0]).to.have.all.keys(...counters, 'campaignId', 'campaignName', 'agentId', 'agentName');
    const day = '2023-05-16T00:00:00.000Z';
    expect(await read(`?startDate=${day}&endDate=${day}`)).to.deep.equal([all[1]]);
    expect(await read(`?agentId=${agent}`)).to.deep.equal([all[0]]);
    expect(await read(`?campaignId=${passive}`)).to.deep.equal([]);
  });
});
