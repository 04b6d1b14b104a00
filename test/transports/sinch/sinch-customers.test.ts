import { expect } from 'chai';
import { failure } from '../../failure.js';
import { reply } from '../requests.js';
import { base, campaign, guid, customer, contact, setup } from './sinch.fixture.js';

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
    expect(await failure(setup({}, reply('', 201)).client.send({ type: 'addContact', campaign, contact }))).to.include({
      code: 'PROTOCOL',
    });
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

  it('can come again later when Sinch has too much to do: 429 and 503 did nothing', async () => {
    for (const status of [429, 503])
      expect(await failure(setup({}, reply('', status)).client.send({ type: 'campaigns' }))).to.include({
        code: 'BUSY',
      });
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
