import { expect } from 'chai';
import { failure } from '../../failure.js';
import { reply } from '../requests.js';
import { base, campaign, guid, customer, setup } from './sinch.fixture.js';

describe('Sinch’s campaigns', () => {
  it('are listed without paging, wherever the slash of the base is [C-171 C-173 C-174 C-179]', async () => {
    for (const baseUrl of [base, `${base}/`]) {
      const { client, first } = setup({ baseUrl }, '[]');
      expect(await client.send({ type: 'campaigns' })).to.deep.include({ campaigns: [] });
      expect([first().method, first().path, first().headers.get('Accept')]).to.deep.equal([
        'GET',
        '/campaigns',
        'application/json',
      ]);
    }
  });

  it('are read with and without figures, and with keys that nobody documents [C-180]', async () => {
    const rows = [
      { id: campaign, name: 'N', status: 'Active', total: 5, handled: '2', dialer: 'D' },
      { id: customer, name: 'M' },
    ];
    const { client } = setup({}, JSON.stringify(rows));
    const { campaigns } = await client.send({ type: 'campaigns' });
    expect(campaigns[0]).to.deep.equal({
      id: campaign,
      name: 'N',
      state: 'Active',
      figures: { total: 5, handled: 2 },
      raw: rows[0],
    });
    expect(campaigns[1]).to.deep.equal({ id: customer, name: 'M', figures: {}, raw: rows[1] });
  });

  it('are found with figures of a day or of agents, which also asks for figures [C-175 C-176 C-177 C-178]', async () => {
    const { transport, seen } = setup({}, '[]');
    await transport.findCampaigns({ statisticsDate: '2023-05-16' });
    await transport.findCampaigns({ agents: [guid, customer] });
    await transport.findCampaigns({
      filter: { name: 'TestCampaign*', queueId: guid },
      times: { startDate: new Date(Date.UTC(2020, 5, 29, 12)) },
    });
    await transport.findCampaigns({ statistics: true });
    expect(seen.map(({ url }) => decodeURIComponent(url.replace(`${base}/campaigns`, '')))).to.deep.equal([
      '?statistics=true&statisticsDate=2023-05-16T00:00:00Z',
      `?statistics=true&agentId=${campaign},${customer}`,
      `?name=TestCampaign*&queueId=${campaign}&startDate=2020-06-29T12:00:00.000Z`,
      '?statistics=true',
    ]);
    expect(seen[2]!.url).to.contain('name=TestCampaign*');
  });

  it('are asked for one by one [C-181]', async () => {
    const { client, first } = setup({}, `{"id":"${campaign}","name":"N","status":"Sleeping","dialerStatus":"OPEN"}`);
    expect((await client.send({ type: 'campaignStatus', campaign: guid })).campaigns[0]).to.include({
      name: 'N',
      state: 'Sleeping',
    });
    expect([first().method, first().path]).to.deep.equal(['GET', `/campaigns/${campaign}`]);
  });

  it('are changed by writing all that can be written, read before [C-172 C-182 C-183 C-184 C-187]', async () => {
    const there = {
      id: campaign,
      name: 'old',
      dialingMode: 'PREVIEW',
      queueId: customer,
      remarks: 'r',
      timeZone: 'Europe/Berlin',
      abandonRate: 1,
      customIvrNumber: null,
    };
    const fixed = {
      dialerId: 'd',
      dialerName: 'd',
      dialerType: 't',
      status: 'Active',
      dialerStatus: 'OPEN',
      queueName: 'q',
      total: 4,
      handled: 1,
      registered: 'x',
      stats: {},
    };
    const { transport, seen } = setup({}, JSON.stringify({ ...there, ...fixed }), reply(null, 204));
    await transport.updateCampaign(guid, { name: 'new' });
    expect(seen.map(({ method, url }) => [method, url.replace(base, '')])).to.deep.equal([
      ['GET', `/campaigns/${campaign}`],
      ['PUT', `/campaigns/${campaign}`],
    ]);
    expect(seen[1]!.headers.get('Content-Type')).to.equal('application/json');
    expect(JSON.parse(seen[1]!.body)).to.deep.equal({
      name: 'new',
      dialingMode: 'PREVIEW',
      queueId: customer,
      remarks: 'r',
      timeZone: 'Europe/Berlin',
      abandonRate: 1,
    });
  });

  it('are started and paused by a bare word [C-185 C-186 C-187]', async () => {
    for (const [type, word] of [
      ['startCampaign', 'Active'],
      ['pauseCampaign', 'Passive'],
    ] as const) {
      const { client, first } = setup({}, reply(null, 204));
      expect(await client.send({ type, campaign })).to.deep.equal({ status: 'confirmed', transport: 'sinch' });
      expect([first().method, first().path, first().headers.get('Content-Type'), first().body]).to.deep.equal([
        'PUT',
        `/campaigns/${campaign}/status`,
        'text/plain',
        word,
      ]);
    }
  });

  it('are set to no other state than those two [C-188]', async () => {
    const { transport, seen } = setup({}, '');
    for (const status of ['Finished', 'active', ''])
      expect(await failure(transport.setStatus(campaign, status as never))).to.include({
        code: 'INVALID',
        field: 'status',
      });
    expect(seen).to.deep.equal([]);
    await transport.setStatus(campaign, 'Passive');
    expect(seen.map(({ method, body }) => [method, body])).to.deep.equal([['PUT', 'Passive']]);
  });

  it('have results in groups, some without a call result [C-189]', async () => {
    const { transport, first } = setup(
      {},
      '[{"result":"SUCCESS","count":3},{"result":"REFUSAL","callResult":"x","classifier":"Offer accepted","count":1}]',
    );
    expect(await transport.resultStatistics(campaign)).to.have.length(2);
    expect(first().path).to.equal(`/campaigns/${campaign}/customerResultStatistics`);
  });

  it('have figures by day, one day as the same day twice, and of no agent [C-212 C-213 C-214]', async () => {
    const rows = [
      { campaignId: campaign, agentId: null, agentName: null, numberOfCalls: 3, callTime: 1.5 },
      { campaignId: campaign, agentId: customer, numberOfCalls: '4' },
    ];
    const { client, first } = setup({}, JSON.stringify(rows));
    const got = await client.send({ type: 'statistics', campaign: guid, from: '2023-05-16', to: '2023-05-16' });
    expect(decodeURIComponent(first().path)).to.equal(
      `/statistics?startDate=2023-05-16T00:00:00.000Z&endDate=2023-05-16T00:00:00.000Z&campaignId=${campaign}`,
    );
    expect(got.rows).to.deep.equal([
      { campaign, figures: { numberOfCalls: 3, callTime: 1.5 }, raw: rows[0] },
      { campaign, agent: customer, figures: { numberOfCalls: 4 }, raw: rows[1] },
    ]);
  });
});

describe('Sinch’s customers', () => {
  it('are listed as the dialer itself pages, and the caller is told how [C-190 C-191]', async () => {
    const { transport, first } = setup({}, '[]');
    expect(await transport.customers(campaign)).to.deep.equal({ customers: [], offset: 0, limit: 100, isLast: true });
    expect(first().path).to.equal(`/campaigns/${campaign}/customers`);
  });

  it('come page after page while a page is full [C-192]', async () => {
    const page = (count: number) => JSON.stringify(Array.from({ length: count }, (_, at) => ({ id: `${at}` })));
    const { transport, seen } = setup({}, page(2), page(2), page(0));
    const all = [];
    for await (const each of transport.allCustomers(campaign, { limit: 2, filter: { callResult: 'SUCCESS*' } }))
      all.push(each);
    expect(all).to.have.length(4);
    expect(seen.map(({ url }) => url.split('?')[1])).to.deep.equal(
      [0, 2, 4].map((offset) => `callResult=SUCCESS*&offset=${offset}&limit=2`),
    );
  });

  it('are found by an attribute, its name first [C-193]', async () => {
    const { transport, seen, first } = setup({}, '[]');
    expect(await failure(transport.customers(campaign, { attributeValue: 'x' }))).to.include({
      code: 'INVALID',
      field: 'attributeName',
    });
    expect(seen).to.deep.equal([]);
    await transport.customers(campaign, {
      attributeName: 'City',
      attributeValue: 'x',
      includeScript: true,
      agents: [guid],
    });
    expect(first().path).to.equal(
      `/campaigns/${campaign}/customers?includeScript=true&agentId=${campaign}&attributeName=City&attributeValue=x`,
    );
  });

  it('are read in both shapes of attributes, without empty numbers and without the year 9999 [C-202 C-203 C-215]', async () => {
    const list = [{ name: 'City', value: 'Rivera' }];
    const rows = [
      { id: customer, externalId: '7', numbers: '+52145200;', date: '9999-12-31T23:59:59Z', attributes: list },
      { id: customer, numbers: '1; 2;', date: '2026-01-01T00:00:00Z', attributes: { attribute: list } },
      { id: customer, attributes: { attribute: list[0] } },
      { id: customer, attributes: null },
    ];
    const { transport } = setup({}, JSON.stringify(rows));
    const { customers } = await transport.customers(campaign);
    expect(customers.map(({ numbers }) => numbers)).to.deep.equal([['+52145200'], ['1', '2'], [], []]);
    expect(customers.map(({ attributes }) => attributes.length)).to.deep.equal([1, 1, 1, 0]);
    expect(customers.map(({ date }) => date)).to.deep.equal([undefined, '2026-01-01T00:00:00Z', undefined, undefined]);
    expect(customers[1]!.attributes).to.deep.equal([['City', 'Rivera']]);
  });

  it('are asked for and deleted at one address [C-187 C-205]', async () => {
    const { client, transport, seen } = setup(
      {},
      `{"id":"${customer}"}`,
      reply(null, 204),
      reply('', 200),
      reply('', 202),
    );
    expect(await transport.customer(campaign, customer)).to.include({ id: customer });
    for (let i = 0; i < 3; i++) await client.send({ type: 'removeContact', campaign, id: customer });
    expect(seen.map(({ method, url }) => `${method} ${url.replace(base, '')}`)).to.deep.equal(
      ['GET', 'DELETE', 'DELETE', 'DELETE'].map((method) => `${method} /campaigns/${campaign}/customers/${customer}`),
    );
  });
});
