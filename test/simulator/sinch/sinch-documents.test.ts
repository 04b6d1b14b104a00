import { expect } from 'chai';
import { SinchSimulator, type SinchCustomer } from '../../../src/simulator/index.js';
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

describe('the Sinch simulator and its documents', () => {
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
