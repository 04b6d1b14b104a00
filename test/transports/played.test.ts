// The transports against the other ends as they are played, which were written from the documents and not from these.
import { expect } from 'chai';
import { CtiClient, type Transport } from '../../src/index.js';
import { MotionSimulator, SinchSimulator, VoicenterSimulator } from '../../src/simulator/index.js';
import type { Fetch } from '../../src/transports/http/fetch.js';
import { basic, MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { SinchTransport } from '../../src/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../src/transports/voicenter/voicenter-transport.js';
import { failure } from '../failure.js';

type Played = { handle: (request: Request) => Promise<Response> };
const line =
  ({ handle }: Played): Fetch =>
  (url, init) =>
    handle(new Request(url, init));
const clientOf = (transport: Transport) => new CtiClient({ transports: [transport] });
/** Nothing was refused but what the test asked for. */
const took = ({ log }: { log: readonly { refused?: string }[] }, refusals = 0) =>
  expect(log.map(({ refused }) => refused).filter(Boolean)).to.have.length(refusals);

describe('Voicenter, played,', () => {
  const contact = {
    destination: '0502454545',
    callerId: '0723356655',
    firstName: 'Ana',
    priority: 5,
    data: [['test1', 'x']] as [string, string][],
  };

  for (const method of ['POST', 'GET'] as const) {
    it(`takes everything, asked by ${method}`, async () => {
      const simulator = new VoicenterSimulator();
      const transport = new VoicenterTransport({
        baseUrl: 'https://dialer.example/ForwardDialer/Dialer/',
        code: 'account0001',
        timeZone: 'Asia/Jerusalem',
        method,
        fetch: line(simulator),
      });
      const client = clientOf(transport);
      const campaign = 'campaign0001';
      expect((await client.send({ type: 'campaigns' })).campaigns.map(({ id, state }) => [id, state])).to.deep.include([
        'campaign0001',
        'Enabled',
      ]);
      await client.send({ type: 'addContact', campaign, contact: { ...contact, at: '2099-12-01 10:00:00' } });
      await client.send({
        type: 'updateContact',
        campaign,
        contact: { destination: contact.destination, priority: 9 },
      });
      await client.send({
        type: 'schedule',
        at: '2099-07-01 10:00:00',
        entry: { campaign, destination: '0502454546' },
      });
      expect(
        await client.send({
          type: 'addContacts',
          campaign,
          contacts: [{ ...contact, destination: '0502454547' }, { destination: '0502454548' }],
        }),
      ).to.include({ accepted: 2 });
      const { calls } = await client.send({ type: 'pendingCalls', campaign });
      expect(calls).to.have.length(4);
      const { contacts } = await client.send({ type: 'findContacts', campaign, number: '050-2454546' });
      expect(
        (await client.send({ type: 'findContacts', campaign, number: '02454546' })).contacts,
        'without its first zero',
      ).to.have.length(1);
      expect(contacts.map(({ numbers, state }) => [numbers, state])).to.deep.equal([[['972502454546'], 'Pending']]);
      const { campaigns } = await client.send({ type: 'campaignStatus', campaign });
      expect(campaigns[0]?.figures).to.include({ TotalPendingCalls: 4, MaxPriority: 9 });
      await client.send({ type: 'cancelSchedule', campaign, number: '0502454546' });
      await client.send({ type: 'removeContact', campaign, number: '0502454547' });
      const { members } = await client.send({ type: 'members', campaign });
      const member = members[0]!.id;
      expect(await client.send({ type: 'removeMember', campaign, member })).to.include({ removed: 1 });
      expect(await client.send({ type: 'addMembers', campaign, members: [member] })).to.include({ added: 1 });
      await client.send({ type: 'pauseCampaign', campaign });
      await client.send({ type: 'startCampaign', campaign });
      await transport.updateStrategy(campaign, { queueForMonitoring: 10000, queueMaximumCallers: 0, coefficient: 1 });
      await transport.configureIvr(campaign, { maxCalls: 5, representatives: ['SIP1'] });
      await client.send({ type: 'clearPendingCalls', campaign });
      expect((await client.send({ type: 'pendingCalls', campaign })).calls).to.deep.equal([]);
      took(simulator);
    });
  }

  it('refuses by its codes, and answers oddly', async () => {
    const simulator = new VoicenterSimulator();
    const client = clientOf(
      new VoicenterTransport({ baseUrl: 'https://dialer.example/ForwardDialer/Dialer', fetch: line(simulator) }),
    );
    const add = (campaign: string) => client.send({ type: 'addContact', campaign, contact });
    expect((await failure(add('nobody'))).message).to.contain('campaign code');
    simulator.faults = { errorCode: 4 };
    expect((await failure(add('campaign0001'))).message).to.contain('caller id');
    simulator.faults = { textErrorCode: true };
    expect(await add('campaign0001')).to.include({ status: 'confirmed' });
    simulator.faults = { unquoted: true };
    expect(await failure(client.send({ type: 'clearPendingCalls', campaign: 'campaign0001' }))).to.include({
      code: 'PROTOCOL',
    });
    simulator.faults = { droppedBefore: true };
    expect(await failure(add('campaign0001'))).to.include({ code: 'TIMEOUT' });
  });
});

describe('Motion, played,', () => {
  it('takes everything', async () => {
    const simulator = new MotionSimulator({ uploadReply: 'filename' });
    const transport = new MotionTransport({
      baseUrl: 'https://motion.example',
      authorization: basic('admin', 'password'),
      lists: { sale: 32 },
      fetch: line(simulator),
    });
    const client = clientOf(transport);
    const list = await transport.createList('New', 'from a test');
    const campaign = await transport.createCampaign({ name: 'C', TrunkId: 12, IntervalId: 11 });
    await transport.attachLists(campaign, [list.id, 33]);
    await transport.addAgents(campaign, [24, 26]);
    await client.send({ type: 'addMembers', campaign: String(campaign), members: ['31'] });
    await transport.addAgentsToList(list.id, [24]);
    await client.send({
      type: 'addContact',
      campaign: 'sale',
      contact: { destination: '333', firstName: 'Ana', lastName: 'Paz', data: [['3', 'x']] },
    });
    await client.send({
      type: 'addContacts',
      campaign: 'sale',
      contacts: [{ destination: '334' }, { destination: '335', firstName: 'Bo' }],
    });
    await transport.uploadCsv(new File(['nome; telefono\r\nAna;336\r\nBo;333\r\n'], 'list.csv'), {
      list: 32,
      binding: { firstName: 'nome', phone: ' telefono' },
    });
    took(simulator);
    const phones = simulator.state.lists.find(({ id }) => id === 32)!.contacts.map(({ phone }) => phone);
    expect(phones, 'the CSV’s second row was known').to.deep.equal(['333', '334', '335', '336']);
  });

  it('refuses another password, and the columns of a file that it has not', async () => {
    const simulator = new MotionSimulator();
    const make = (password: string) =>
      new MotionTransport({
        baseUrl: 'https://motion.example',
        authorization: basic('admin', password),
        lists: { sale: 32 },
        fetch: line(simulator),
      });
    expect(await failure(make('wrong').createList('x'))).to.include({ code: 'UNAUTHORIZED' });
    expect(
      await failure(
        make('password').uploadCsv(new Blob(['a;b\n1;2\n']), {
          list: 32,
          fileName: 'f.csv',
          binding: { phone: 'telefono' },
        }),
      ),
    ).to.include({ code: 'REJECTED' });
  });
});

describe('Sinch, played,', () => {
  const campaign = '8A7C98EAF1164F2FAA93B98EECB95D76';
  const other = '62718C7889CC44F7B944C1A6F6BE9B7F';

  for (const attributes of ['wrapped', 'single', 'list'] as const) {
    it(`takes everything, with attributes ${attributes}`, async () => {
      const simulator = new SinchSimulator({ attributes, emptyBody: attributes === 'single' });
      const transport = new SinchTransport({
        baseUrl: 'https://dialer.example/RI/obi',
        timeZone: 'Europe/Berlin',
        fetch: line(simulator),
      });
      const client = clientOf(transport);
      expect((await client.send({ type: 'campaigns' })).campaigns).to.have.length(2);
      expect(await transport.findCampaigns({ filter: { dialingMode: 'PRED*' }, statistics: true })).to.have.length(1);
      await client.send({ type: 'startCampaign', campaign });
      expect((await client.send({ type: 'campaignStatus', campaign })).campaigns[0]).to.include({ state: 'Active' });
      await client.send({ type: 'pauseCampaign', campaign });
      await transport.updateCampaign(campaign, { remarks: 'changed' });
      expect((await client.send({ type: 'campaignStatus', campaign })).campaigns[0]?.raw).to.include({
        remarks: 'changed',
        status: 'Passive',
      });
      const { id } = await client.send({
        type: 'addContact',
        campaign,
        contact: {
          destination: '0215428754',
          alternatives: ['98521542'],
          externalId: 'x1',
          at: '2099-07-01 10:00:00',
          data: [['City', 'Rivera']],
        },
      });
      const read = await transport.customer(campaign, id!);
      expect(read).to.deep.include({ externalId: 'x1', numbers: ['0215428754', '98521542'] });
      expect(read.attributes).to.deep.include(['City', 'Rivera']);
      expect(new Date(read.date!).getTime()).to.equal(Date.UTC(2099, 6, 1, 8));
      const many = await client.send({
        type: 'addContacts',
        campaign,
        contacts: [{ destination: '1', externalId: 'x1' }, { destination: '2' }],
      });
      expect([many.accepted, many.refused.map(({ index }) => index)]).to.deep.equal([1, [0]]);
      expect(many.refused[0]?.reason).to.contain('not unique');
      const stopped = await client.send({
        type: 'addContacts',
        campaign,
        contacts: [{ destination: '1', externalId: 'x1' }, { destination: '3' }],
        stopOnError: true,
      });
      expect([stopped.accepted, stopped.refused.length]).to.deep.equal([0, 2]);
      const all = [];
      for await (const each of transport.allCustomers(campaign, { limit: 1 })) all.push(each);
      expect(all).to.have.length(2);
      const found = await client.send({ type: 'findContacts', campaign, number: '21542' });
      expect([found.isLast, found.contacts.map((each) => [each.id, each.externalId])]).to.deep.equal([
        true,
        [[id, 'x1']],
      ]);
      await client.send({ type: 'removeContact', campaign, id: id! });
      expect((await transport.customers(campaign)).customers).to.have.length(1);
      expect(
        (await transport.customers(other)).customers.map(({ date }) => date),
        'a handled one has no date',
      ).to.include(undefined);
      expect(await transport.resultStatistics(other)).to.have.length.greaterThan(0);
      expect(
        (await client.send({ type: 'statistics', from: '2023-05-16', to: '2023-05-16' })).rows,
      ).to.have.length.greaterThan(0);
      took(simulator, 2); // the two that came twice
    });
  }

  it('refuses whom it does not know, and has no time', async () => {
    const simulator = new SinchSimulator();
    const client = clientOf(new SinchTransport({ baseUrl: 'https://dialer.example/RI/obi', fetch: line(simulator) }));
    expect(await failure(client.send({ type: 'removeContact', campaign, id: other }))).to.include({ code: 'REJECTED' });
    simulator.faults = { status503: true };
    expect(await failure(client.send({ type: 'campaigns' }))).to.include({ code: 'BUSY' });
  });
});
