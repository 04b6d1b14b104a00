import { expect } from 'chai';
import { failure } from '../../failure.js';
import { reply } from '../requests.js';
import { base, campaign, guid, customer, setup, contact } from './sinch.fixture.js';

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
    const page = (...ids: string[]) => JSON.stringify(ids.map((id) => ({ id })));
    const { transport, seen } = setup({}, page('0', '1'), page('2', '3'), page());
    const all = [];
    for await (const each of transport.allCustomers(campaign, { limit: 2, filter: { callResult: 'SUCCESS*' } }))
      all.push(each);
    expect(all).to.have.length(4);
    expect(seen.map(({ url }) => url.split('?')[1])).to.deep.equal(
      [0, 2, 4].map((offset) => `callResult=SUCCESS*&offset=${offset}&limit=2`),
    );
  });

  it('are not told twice by a server that begins every page anew', async () => {
    const page = JSON.stringify([{ id: customer }, { id: campaign }]);
    const { transport, seen } = setup({}, page, page);
    const all: unknown[] = [];
    const error = await failure(
      (async () => {
        for await (const each of transport.allCustomers(campaign, { limit: 2 })) all.push(each);
      })(),
    );
    expect([error.code, error.maybeSent]).to.deep.equal(['PROTOCOL', false]);
    expect(error.message).to.equal('Sinch gave the same page of customers twice: there may be more than were read.');
    expect([all.length, seen.length]).to.deep.equal([2, 2]);
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

describe('Sinch’s new customers', () => {
  it('are added without an id, and get theirs from the answer [C-172 C-194 C-195 C-197 C-198 C-201]', async () => {
    const { client, first } = setup({}, reply(`${customer}\n`, 201));
    const full = {
      ...contact,
      alternatives: ['98521542'],
      externalId: '7',
      at: '2026-07-01 10:00:00',
      agent: guid,
      priority: 3,
      timeZone: 'Europe/Berlin',
      data: [['City', 'a:b=c']] as [string, string][],
    };
    expect(await client.send({ type: 'addContact', campaign, contact: full })).to.deep.equal({
      status: 'confirmed',
      id: customer,
      transport: 'sinch',
    });
    expect([
      first().method,
      first().path,
      first().headers.get('Accept'),
      first().headers.get('Content-Type'),
    ]).to.deep.equal(['POST', `/campaigns/${campaign}/customers`, 'text/html', 'application/json']);
    expect(JSON.parse(first().body)).to.deep.equal({
      externalId: '7',
      numbers: '0215428754;98521542',
      date: '2026-07-01T08:00:00.000Z',
      agentId: campaign,
      priority: 3,
      timeZone: 'Europe/Berlin',
      attributes: { attribute: [{ name: 'City', value: 'a:b=c' }] },
    });
  });

  it('write attributes as the list of the schema where the integrator wants it', async () => {
    const { client, first } = setup({ attributes: 'array' }, reply(customer, 201));
    await client.send({ type: 'addContact', campaign, contact: { ...contact, data: [['a', 'b']] } });
    expect(JSON.parse(first().body).attributes).to.deep.equal([{ name: 'a', value: 'b' }]);
  });

  it('get their id from the address when the body is empty [C-196]', async () => {
    const { client } = setup({}, reply('', 201, { Location: `${base}/campaigns/${campaign}/customers/${customer}` }));
    expect(await client.send({ type: 'addContact', campaign, contact })).to.include({ id: customer });
  });

  it('are added by a 201, in whatever spelling their id comes, and without one', async () => {
    const there = `${base}/campaigns/${campaign}/customers/`;
    const id36 = customer.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    for (const [text, headers] of [
      [`"${customer}"`, {}],
      [id36, {}],
      [` {${id36.toLowerCase()}}\r\n`, {}],
      [`{"id":"${id36}"}`, {}],
      ['', { Location: `${there}${customer}/` }],
      ['created', { Location: `${there}${id36}///?x=${campaign}#top` }],
    ] as const) {
      const { transport, client } = setup({}, reply(text, 201, headers));
      expect(await client.send({ type: 'addContact', campaign, contact }), text).to.deep.equal({
        status: 'confirmed',
        id: customer,
        transport: 'sinch',
      });
      expect(await transport.addCustomer(campaign, { numbers: ['1'] }), text).to.equal(customer);
    }
    for (const [text, headers] of [
      ['', {}],
      ['4711', { Location: there }],
      ['{"id":null}', { Location: 'customers/4711' }],
    ] as const) {
      const { transport, client } = setup({}, reply(text, 201, headers));
      expect(await client.send({ type: 'addContact', campaign, contact }), text).to.deep.equal({
        status: 'confirmed',
        transport: 'sinch',
      });
      expect(await transport.addCustomer(campaign, { numbers: ['1'] }), text).to.equal(undefined);
    }
    for (const text of ['', '{"error":"no rights"}'])
      expect(
        await failure(setup({}, reply(text, 200)).client.send({ type: 'addContact', campaign, contact })),
        'nothing says that it was created',
      ).to.include({ code: 'PROTOCOL', maybeSent: true, detail: text });
  });

  it('have what only Sinch knows [C-200 C-204]', async () => {
    const { transport, first } = setup({}, reply(customer, 201));
    expect(
      await transport.addCustomer(campaign, { attributes: [['Phone1', '5']], dialingMode: 'PREVIEW', previewTime: 0 }),
    ).to.equal(customer);
    expect(JSON.parse(first().body)).to.deep.equal({
      dialingMode: 'PREVIEW',
      previewTime: 0,
      attributes: { attribute: [{ name: 'Phone1', value: '5' }] },
    });
  });

  it('are added by the hundred, and only 201 counts [C-206 C-207 C-208 C-209 C-210 C-211]', async () => {
    const rows = (count: number) =>
      JSON.stringify(
        Array.from({ length: count }, (_, at) =>
          at === 1
            ? { statusCode: 400, error: "Invalid numbers: '+number;'" }
            : at === 2
              ? { statusCode: 200 }
              : { statusCode: 201, id: customer },
        ),
      );
    const { client, seen } = setup({}, rows(100), rows(100), rows(50));
    const got = await client.send({
      type: 'addContacts',
      campaign,
      contacts: Array.from({ length: 250 }, () => contact),
    });
    expect(seen.map(({ body }) => JSON.parse(body).length)).to.deep.equal([100, 100, 50]);
    const [{ method, url, headers }] = seen as [(typeof seen)[0]];
    expect([method, url]).to.deep.equal(['POST', `${base}/campaigns/${campaign}/customers/list`]);
    expect(headers.get('Accept')).to.contain('application/json');
    expect([got.accepted, got.ids?.length, got.isLoaded]).to.deep.equal([244, 250, true]);
    expect(got.refused.map(({ index }) => index)).to.deep.equal([1, 2, 101, 102, 201, 202]);
    expect(got.refused[0]).to.deep.equal({ index: 1, reason: "Invalid numbers: '+number;'" });
    expect(got.refused[1]!.reason).to.contain('not added');
  });

  it('have the zone of the whole request, unless they have their own', async () => {
    const { client, first } = setup({}, '[{"statusCode":201},{"statusCode":201}]');
    const contacts = [contact, { ...contact, timeZone: 'UTC' }];
    await client.send({ type: 'addContacts', campaign, contacts, timeZone: 'Europe/Berlin' });
    expect(JSON.parse(first().body).map(({ timeZone }: { timeZone: string }) => timeZone)).to.deep.equal([
      'Europe/Berlin',
      'UTC',
    ]);
  });

  it('have the first 200 letters of an answer that makes no sense for a detail', async () => {
    const text = `<p>${'x'.repeat(300)}`;
    for (const command of [
      { type: 'addContact', campaign, contact },
      { type: 'addContacts', campaign, contacts: [contact] },
    ] as const) {
      const error = await failure(setup({}, reply(text, 201)).client.send(command as never));
      expect([error.code, error.detail]).to.deep.equal(['PROTOCOL', text.slice(0, 200)]);
    }
  });

  it('stop at the first wrong one where the caller wants it [C-207 C-209]', async () => {
    const { client, first } = setup(
      {},
      '[{"statusCode":200},{"statusCode":400,"error":"Invalid externalId: 007 : Value is not unique"}]',
    );
    const got = await client.send({ type: 'addContacts', campaign, contacts: [contact, contact], stopOnError: true });
    expect(first().url).to.match(/list\?stopProcessIfInvalidEntriesFound=true$/);
    expect([got.accepted, got.refused.length]).to.deep.equal([0, 2]);
  });

  it('leave open who was added when the answer is for another number of them', async () => {
    const { client } = setup({}, '[{"statusCode":201}]');
    expect(await failure(client.send({ type: 'addContacts', campaign, contacts: [contact, contact] }))).to.include({
      code: 'PROTOCOL',
      detail: '[{"statusCode":201}]',
    });
  });

  it('say how many were added before a request failed', async () => {
    const { client } = setup({ chunk: 1 }, '[{"statusCode":201}]', reply('', 429));
    const error = await failure(client.send({ type: 'addContacts', campaign, contacts: [contact, contact] }));
    expect(error).to.include({ code: 'PROTOCOL' });
    expect(error.message).to.contain('Of the first 1 were added: 1.');
  });

  const added: [string, object][] = [
    ['addContact', { contact }],
    ['addContacts', { contacts: [{ ...contact, externalId: 'k' }, contact] }],
  ];
  const again: [string, object][] = [
    ['campaigns', {}],
    ['startCampaign', {}],
    ['removeContact', { id: customer }],
    ['addContact', { contact: { ...contact, externalId: 'k' } }],
    ['addContacts', { contacts: [{ ...contact, externalId: 'k' }] }],
  ];

  it('can come again later when Sinch has too much to do, where a second try adds nobody twice', async () => {
    for (const [type, fields] of again)
      for (const status of [429, 503]) {
        const { client } = setup({}, reply('<html>', status));
        const command = { type, ...(type !== 'campaigns' && { campaign }), ...fields };
        const error = await failure(client.send(command as never));
        const isDone = status === 503 && type !== 'campaigns'; // a gateway may have said it when all was done
        const code = isDone && type !== 'addContacts' ? 'TIMEOUT' : 'BUSY';
        expect(error, `${type} ${status}`).to.include({ code, maybeSent: isDone });
        if (isDone) expect(error.message).not.to.contain('did nothing');
        if (isDone && code === 'BUSY') expect(error.message).to.contain('a new upload could add a customer twice');
      }
  });

  it('with a key that is taken after a 503 were added by the try before, and are refused otherwise', async () => {
    const taken = '[{"statusCode":400,"error":"Invalid externalId: k : Value is not unique"}]';
    const contacts = [{ ...contact, externalId: 'k' }];
    const { client } = setup({}, reply('', 503), taken, taken);
    const add = () => client.send({ type: 'addContacts', campaign, contacts });
    expect(await failure(add())).to.include({ code: 'BUSY', maybeSent: true });
    expect(await add()).to.deep.include({ accepted: 1, refused: [] });
    const [again] = (await add()).refused;
    expect(again?.reason).to.match(/^Invalid externalId: k : Value is not unique .*added before/);
  });

  it('with one key for two of them were never added, whatever became of the try before: each is refused for the other', async () => {
    const taken = { statusCode: 400, error: 'Invalid externalId: k : Value is not unique' };
    const two = { ...contact, externalId: 'k' };
    const one = { ...contact, externalId: 'm' };
    const { client } = setup({}, reply('', 503), JSON.stringify([taken, taken, taken]));
    const add = () => client.send({ type: 'addContacts', campaign, contacts: [two, one, two] });
    await failure(add());
    const { accepted, refused } = await add();
    expect([accepted, refused.map(({ index }) => index)]).to.deep.equal([1, [0, 2]]);
  });

  it('have no id where none was told', async () => {
    const { client } = setup({}, '[{"statusCode":201}]');
    const { ids } = await client.send({ type: 'addContacts', campaign, contacts: [contact] });
    expect(ids).to.deep.equal([undefined]);
  });

  it('are a yes without a body where none is documented, and nothing else is', async () => {
    for (const type of ['startCampaign', 'pauseCampaign', 'removeContact'] as const) {
      const command = { type, campaign, ...(type === 'removeContact' && { id: customer }) } as never;
      for (const text of ['{"error":"no rights"}', 'Please sign in', 'false', '[]', 'null'])
        expect(await failure(setup({}, text).client.send(command)), `${type} ${text}`).to.include({
          code: 'PROTOCOL',
          maybeSent: true,
        });
      for (const text of ['', ' \n'])
        expect(await setup({}, text).client.send(command)).to.include({ status: 'confirmed' });
    }
    const { transport } = setup({}, '{"error":"no rights"}');
    expect(await failure(transport.setStatus(campaign, 'Active'))).to.include({ code: 'PROTOCOL' });
  });

  it('are asked for page after page with a room that a page can have, and at a time that is one', async () => {
    const { transport, seen } = setup({}, '[]');
    for (const wrong of [
      { limit: 0 },
      { limit: NaN },
      { limit: 0.5 },
      { limit: -1 },
      { offset: -1 },
      { offset: NaN },
    ]) {
      const [field] = Object.keys(wrong);
      const all = transport.allCustomers(campaign, wrong);
      expect(await failure(all.next()), JSON.stringify(wrong)).to.include({ code: 'INVALID', field });
      expect(await failure(transport.customers(campaign, wrong))).to.include({ code: 'INVALID', field });
    }
    const times = { startDate: new Date(NaN) };
    expect(await failure(transport.findCampaigns({ times }))).to.include({ code: 'INVALID', field: 'startDate' });
    expect(seen).to.deep.equal([]);
  });

  it('may be there after a gateway’s 502, 503 or 504 when one of them has no key of its own', async () => {
    for (const [type, fields] of added)
      for (const status of [502, 503, 504]) {
        const { client } = setup({}, reply('<html>', status, { 'Retry-After': '5' }));
        const error = await failure(client.send({ type, campaign, ...fields } as never));
        expect(error, `${type} ${status}`).to.include({ code: 'TIMEOUT', maybeSent: true, retryAfter: 5000 });
      }
  });

  it('are not told of where Sinch did not answer for each', async () => {
    for (const answer of [
      '{"error":"no rights"}',
      '[]',
      '[{"statusCode":201}]',
      '[{"statusCode":201},null]',
      '[{"statusCode":201},null,{"statusCode":201}]',
      '[201,201]',
    ]) {
      const { client } = setup({}, answer);
      const error = await failure(client.send({ type: 'addContacts', campaign, contacts: [contact, contact] }));
      expect(error, answer).to.include({ code: 'PROTOCOL', maybeSent: true, detail: answer });
    }
  });
});

describe('Sinch’s lists', () => {
  const rowOf = { id: customer, campaignId: campaign, numbers: '1', name: 'N' };
  const lists: [string, (to: ReturnType<typeof setup>) => Promise<unknown>][] = [
    ['campaigns', ({ client }) => client.send({ type: 'campaigns' })],
    ['findContacts', ({ client }) => client.send({ type: 'findContacts', campaign })],
    ['statistics', ({ client }) => client.send({ type: 'statistics' })],
    ['customers', ({ transport }) => transport.customers(campaign)],
  ];
  const others: typeof lists = [
    ['findCampaigns', ({ transport }) => transport.findCampaigns({})],
    ['resultStatistics', ({ transport }) => transport.resultStatistics(campaign)],
  ];
  const one: typeof lists = [
    ['campaignStatus', ({ client }) => client.send({ type: 'campaignStatus', campaign })],
    ['customer', ({ transport }) => transport.customer(campaign, customer)],
    ['updateCampaign', ({ transport }) => transport.updateCampaign(campaign, { name: 'new' })],
  ];

  it('are never empty where Sinch said something else', async () => {
    const nonsense = ['{"error":"no rights"}', '{"campaigns":[]}', '{}', 'null', '7', '"none"', 'true', ''];
    for (const [what, ask] of [...lists, ...others])
      for (const answer of nonsense)
        expect(await failure(ask(setup({}, answer))), `${what} ${answer}`).to.include({
          code: 'PROTOCOL',
          detail: answer,
        });
    for (const [what, ask] of one)
      for (const answer of ['{"error":"no rights"}', '{}', '[]', 'null', '{"id":null}'])
        expect(await failure(ask(setup({}, answer))), `${what} ${answer}`).to.include({ code: 'PROTOCOL' });
  });

  it('have their rows in any letter case, and tell how many could not be read', async () => {
    const upper = Object.fromEntries(Object.entries(rowOf).map(([key, value]) => [key.toUpperCase(), value]));
    const answer = JSON.stringify([rowOf, upper, { a: 1 }, null, 7, []]);
    for (const [what, ask] of lists) {
      const { unread, ...read } = (await ask(setup({}, answer))) as { unread: number };
      const rows = Object.values(read).find(Array.isArray) as unknown as Record<string, unknown>[];
      expect([rows.length, unread], what).to.deep.equal([2, 4]);
      const [first, second] = rows.map((row) => ({ ...row, raw: undefined, figures: undefined }));
      expect(first, what).to.deep.equal(second);
      expect(await ask(setup({}, JSON.stringify([rowOf]))), what).not.to.have.property('unread');
    }
  });
});

describe('Sinch, before any byte,', () => {
  type To = ReturnType<typeof setup>;
  const command =
    (input: object) =>
    ({ client }: To) =>
      client.send(input as never);
  const refused: [string, (to: To) => Promise<unknown>, string][] = [
    [
      'a fourth number [C-199]',
      command({ type: 'addContact', campaign, contact: { ...contact, alternatives: ['1', '2', '3'] } }),
      'contact.numbers',
    ],
    [
      'a customer without any number [C-200]',
      ({ transport }) => transport.addCustomer(campaign, { attributes: [['Phone2', '1']] }),
      'numbers',
    ],
    [
      'PROGRESSIVE for a customer [C-204]',
      ({ transport }) => transport.addCustomer(campaign, { numbers: ['1'], dialingMode: 'PROGRESSIVE' as never }),
      'dialingMode',
    ],
    [
      'a state that cannot be written [C-188]',
      ({ transport }) => transport.setStatus(campaign, 'Handled' as never),
      'status',
    ],
    [
      'a name',
      command({ type: 'addContact', campaign, contact: { ...contact, firstName: 'Ana' } }),
      'contact.firstName',
    ],
    ['a campaign that is no id', command({ type: 'startCampaign', campaign: '../statistics' }), 'campaign'],
    ['a customer that is no id', command({ type: 'removeContact', campaign, id: '7' }), 'id'],
    ['the removal by a number', command({ type: 'removeContact', campaign, number: '7' }), 'number'],
    [
      'an agent that is no id',
      command({ type: 'addContacts', campaign, contacts: [contact, { ...contact, agent: 'Ana' }] }),
      'contacts.1.agentId',
    ],
    [
      'a time that the zone skips',
      command({ type: 'addContact', campaign, contact: { ...contact, at: '2026-03-29 02:30:00' } }),
      'contact.at',
    ],
    [
      'a field that is not the caller’s to change [C-184]',
      ({ transport }) => transport.updateCampaign(campaign, { status: 'Active' } as never),
      'status',
    ],
    ['a campaign without a name', ({ transport }) => transport.updateCampaign(campaign, { name: '' }), 'name'],
    [
      'a rank that is no number',
      ({ transport }) => transport.addCustomer(campaign, { numbers: ['1'], priority: NaN }),
      'priority',
    ],
    [
      'a preview that is no number',
      ({ transport }) => transport.addCustomer(campaign, { numbers: ['1'], previewTime: Infinity }),
      'previewTime',
    ],
    [
      'a date that is none',
      ({ transport }) => transport.addCustomer(campaign, { numbers: ['1'], date: new Date(NaN) }),
      'date',
    ],
    [
      'a rate that is no number',
      ({ transport }) => transport.updateCampaign(campaign, { abandonRate: NaN }),
      'abandonRate',
    ],
    [
      'the name of a file',
      command({ type: 'addContacts', campaign, contacts: [contact], fileName: 'a.csv' }),
      'fileName',
    ],
    ['a day that is none', command({ type: 'statistics', from: '2023-02-30' }), 'from'],
  ];
  for (const [what, run, field] of refused) {
    it(`refuses ${what}`, async () => {
      const to = setup({}, '[]');
      expect(await failure(run(to))).to.include({ code: 'INVALID', field });
      expect(to.seen).to.deep.equal([]);
    });
  }
});
