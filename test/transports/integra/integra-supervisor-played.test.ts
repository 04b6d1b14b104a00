import { expect } from 'chai';
import { CtiClient } from '../../../src/index.js';
import { eachRecording } from '../../../src/recordings/index.js';
import { IntegraSimulator, type IntegraOptions as Server } from '../../../src/simulator/index.js';
import { IntegraTransport, type IntegraOptions } from '../../../src/transports/integra/index.js';
import { failure } from '../../failure.js';

/** A client and a played Integra server behind it. */
function play(serverOptions: Server = {}, options: Partial<IntegraOptions> = {}) {
  const server = new IntegraSimulator({ campaigns: ['Sale->', 'Power<-'], ...serverOptions });
  const header = server.signIn();
  const fetch = (url: string, init: RequestInit) => server.handle(new Request(url, init));
  const transport = new IntegraTransport({
    baseUrl: 'https://ucontact.example',
    agent: 'Agent1',
    phone: '1001',
    authorization: () => header,
    fetch,
    ...options,
  });
  return { server, client: new CtiClient({ transports: [transport] }) };
}

describe('a supervisor at a played Integra server', () => {
  it('keeps the do-not-call list [C-107]', async () => {
    const { server, client } = play();
    const [one, other] = [
      { phone: '1', campaign: '*', expireDate: '2030-01-01' },
      { phone: '2', campaign: 'Sale->' },
    ];
    await client.send({ type: 'blacklist', entries: [one] });
    await client.send({ type: 'blacklist', entries: [one, other] });
    expect(server.state.blacklist).to.deep.equal([{ phone: '1', campaign: '*', expire_date: '2030-01-01' }, other]);
    await client.send({ type: 'unblacklist', entries: [other] });
    await client.send({ type: 'unblacklist', entries: [one, other] });
    expect(server.state.blacklist).to.deep.equal([]);
  });

  it('adds to it on an older server [C-097]', async () => {
    const { server, client } = play({ dialect: 'v8' }, { dialect: 'old' });
    await client.send({ type: 'blacklist', entries: [{ phone: '1', campaign: '*', name: 'Ana' }] });
    expect(server.state.blacklist).to.deep.equal([{ phone: '1', campaign: '*', name: 'Ana' }]);
  });

  it('gives each task the mode that it names, also on an older server [C-139 C-140 C-141 C-142 C-143 C-144]', async () => {
    for (const [server, dialect] of [
      ['new', 'new'],
      ['old', 'old'],
    ] as const) {
      const played = play({ dialect: server }, { dialect });
      const modes = [
        { mode: 'priority' },
        { mode: 'schedule', at: '2030-01-01 10:00:00' },
        { mode: 'owned', agent: '1001' },
        { mode: 'normal' },
        ...(dialect === 'new' ? [{ mode: 'now' }] : []),
      ];
      for (const said of modes)
        await played.client.send({ type: 'dialerTask', campaign: 'Power<-', destination: '1', ...said } as never);
      expect(played.server.state.tasks.map(({ mode }) => mode)).to.deep.equal(modes.map(({ mode }) => mode));
    }
  });

  it('adds, uploads and removes contacts [C-149 C-153 C-154 C-161]', async () => {
    const { server, client } = play();
    await client.send({ type: 'addContact', campaign: 'Sale->', contact: { destination: '1', agent: 'Agent1' } });
    const contacts = Array.from({ length: 1000 }, (_, index) => ({
      destination: `2-${index}`,
      data: [['name', 'Añá']] as [string, string][],
    }));
    expect(await client.send({ type: 'addContacts', campaign: 'Sale->', contacts })).to.include({
      accepted: 1000,
      isLoaded: false,
    });
    await client.send({
      type: 'addContacts',
      campaign: 'Power<-',
      contacts: contacts.slice(0, 1),
      timeZone: 'Europe/Madrid',
    });
    await client.send({ type: 'removeContact', campaign: 'Sale->', number: '2-0' });
    expect(server.state.contacts).to.have.length(1001);
    expect(server.state.contacts[1]).to.deep.equal({
      campaign: 'Sale->',
      number: '2-1',
      data: 'name=Añá',
      alternatives: '',
      agentphone: '',
    });
    expect(server.state.uploads.map(({ rows, timezone }) => [rows, timezone])).to.deep.equal([
      [1000, undefined],
      [1, 'Europe/Madrid'],
    ]);
  });

  it('takes back the callbacks of a day [C-150 C-151 C-152]', async () => {
    const { server, client } = play();
    for (const at of ['2030-01-01 00:00:00', '2030-01-01 23:59:59', '2030-01-02 00:00:00'])
      await client.send({ type: 'schedule', at, entry: { campaign: 'Sale->', destination: '1' } });
    await client.send({ type: 'cancelSchedule', campaign: 'Sale->', number: '1', on: '2030-01-01' });
    expect(server.state.schedules.map(({ calldate }) => calldate)).to.deep.equal(['2030-01-02 00:00:00']);
  });

  it('sees campaigns, their figures, and calls a workflow [C-092 C-163 C-167 C-169]', async () => {
    const { server, client } = play();
    server.addCall({ campaign: 'Power<-' });
    const { campaigns } = await client.send({ type: 'campaigns' });
    expect(campaigns.map(({ id, figures }) => [id, figures['callers']])).to.deep.equal([
      ['Sale->', 0],
      ['Power<-', 1],
    ]);
    const status = await client.send({ type: 'campaignStatus', campaign: 'Power<-' });
    expect([status.campaigns.length, status.unknown.length]).to.deep.equal([2, 1]);
    expect((await client.send({ type: 'statistics', campaign: 'Power<-' })).rows[0]!.figures).to.include({
      busy: 1,
      slevelthreshold: 3,
    });
    expect((await client.send({ type: 'statistics' })).rows).to.have.length(2);
    await client.send({ type: 'workflow', context: 'in', extension: '700', parameters: { deep: { a: [1, null] } } });
    expect(server.state.workflows[0]!.jsonparams).to.deep.equal({ deep: { a: [1, null] } });
  });

  it('gets every recording, a page at a time, until one is not full [C-111 C-115]', async () => {
    for (const recordsReply of ['list', 'object'] as const) {
      const { server, client } = play({ recordsReply });
      const guids = [];
      for await (const { guid } of eachRecording(client, { limit: 30 })) guids.push(guid);
      expect(guids).to.deep.equal(server.state.recordings.map(({ row }) => row.guid));
      const asked = server.log.map(({ body }) => new URLSearchParams(body));
      expect(asked.map((fields) => fields.get('lastrow'))).to.deep.equal(['0', '30', '60']);
    }
  });

  it('asks for a next page only when its first row is taken, and after a last full page once more [C-111 C-115]', async () => {
    const { server, client } = play();
    const rows = eachRecording(client, { limit: 25 });
    for (let count = 0; count < 25; count++) await rows.next();
    expect(server.log).to.have.length(1);
    let count = 25;
    for await (const _ of rows) count++;
    expect([count, server.log.length]).to.deep.equal([75, 4]);
    const found = [];
    for await (const row of eachRecording(client, { filter: { tag: 'New customer', agent: 'Agent1' } }))
      found.push(row);
    expect(found).to.have.length(8);
  });

  it('does not go on for ever where every page is the same', async () => {
    const rows = [
      { guid: 'a', calldate: '' },
      { guid: 'b', calldate: '' },
    ];
    const client = { send: async () => ({ status: 'confirmed', transport: 'integra', rows, isLast: false }) as const };
    const all = (async () => {
      for await (const _ of eachRecording(client, { limit: 2 }));
    })();
    expect(await failure(all)).to.include({ code: 'PROTOCOL' });
  });
});
