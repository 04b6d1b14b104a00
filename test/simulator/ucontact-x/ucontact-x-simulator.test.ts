import { expect } from 'chai';
import { UcontactXSimulator, type UcontactXOptions } from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';

let server: UcontactXSimulator;
const start = (options: UcontactXOptions = {}) => {
  server = new UcontactXSimulator({
    authorization: 'Bearer t0ken',
    interactions: { g1: 'telephony', g2: 'whatsapp', 'g 3': 'telephony' },
    ...options,
  });
};
const headers = { Authorization: 'Bearer t0ken', 'Content-Type': 'application/json' };
const put = (guid: string, body: unknown, more = {}) =>
  ask(server, 'PUT', `/api/inbox/id/${guid}/transfer`, body, { ...headers, ...more });
const post = (path: string, body: unknown, more = {}) =>
  ask(server, 'POST', `/api/dialer/id/${path}`, body, { ...headers, ...more });
const blind = { type: 'blind', destinationType: 'agent', destination: 'Agent2' };
const list = { filename: 'may', list: [{ clientIds: ['091000000', '+59899000000'], name: 'Ana' }] };

beforeEach(() => start());

describe('the uContact X simulator', () => {
  it('begins a transfer of an interaction that is there [C-403]', async () => {
    expect(await put('g1', { ...blind, type: 'attended', destinationType: 'external', destination: '091' })).to.include(
      {
        status: 200,
        text: '',
      },
    );
    expect((await put('g1', blind)).status).to.equal(200);
    expect((await put('g1', blind)).status).to.equal(404);
    expect((await put('g%203', { ...blind, destinationType: 'campaign', destination: 'Sale->' })).status).to.equal(200);
    expect(server.state.transfers.map(({ guid, type, destination }) => [guid, type, destination])).to.deep.equal([
      ['g1', 'attended', '091'],
      ['g1', 'blind', 'Agent2'],
      ['g 3', 'blind', 'Sale->'],
    ]);
    server.assign('g1');
    expect((await put('g1', blind)).status).to.equal(200);
  });

  it('gives a chat no type and no number [C-403]', async () => {
    const { type, ...chat } = blind;
    expect((await put('g2', blind)).status).to.equal(400);
    expect((await put('g2', { ...chat, destinationType: 'external' })).status).to.equal(400);
    expect((await put('g2', chat)).status).to.equal(200);
    expect(type).to.equal('blind');
  });

  it('refuses what is not as documented, and does nothing [C-402] [C-403]', async () => {
    for (const body of [
      {},
      'x',
      { ...blind, type: undefined },
      { ...blind, type: 'warm' },
      { ...blind, destinationType: 'number' },
      { ...blind, destination: '' },
      { ...blind, destination: 7 },
      { ...blind, more: '' },
    ])
      expect((await put('g1', body)).status, JSON.stringify(body)).to.equal(400);
    expect((await put('g1', blind, { Authorization: 'Basic t0ken' })).status).to.equal(401);
    expect((await put('g1', blind, { 'Content-Type': 'text/plain' })).status).to.equal(415);
    expect((await put('g9', blind)).status).to.equal(404);
    expect((await put('g1/x', blind)).status).to.equal(404);
    expect((await put('%FF', blind)).status).to.equal(400);
    expect((await ask(server, 'POST', '/api/inbox/id/g1/transfer', blind, headers)).status).to.equal(405);
    expect((await ask(server, 'PUT', '/api/inbox/id/g1/transfer?x=1', blind, headers)).status).to.equal(400);
    expect(server.state.transfers).to.deep.equal([]);
    start({ authorization: undefined as never });
    expect((await put('g1', blind, { Authorization: 'Bearer ' })).status).to.equal(401);
    expect((await put('g1', blind, { Authorization: 'Bearer any' })).status).to.equal(200);
  });

  it('takes a list, which is loading until it is filled, and fresh leads, which are saved at once [C-407]', async () => {
    expect((await post('12/lists', list)).status).to.equal(200);
    expect((await post('12/freshLeads', list)).status).to.equal(200);
    expect((await post('13/lists', { filename: 'm', list: [{ clientId: 'a@b.example' }] })).status).to.equal(200);
    expect(server.state.uploads.map(({ kind, status }) => [kind, status])).to.deep.equal([
      ['lists', 'loading'],
      ['freshLeads', 'inactive'],
      ['lists', 'loading'],
    ]);
    server.load();
    expect(server.state.uploads.every(({ status }) => status === 'inactive')).to.equal(true);
    server.clear();
    expect(server.state.uploads).to.deep.equal([]);
  });

  it('refuses other lists [C-407]', async () => {
    for (const body of [
      { list: list.list },
      { ...list, list: [] },
      { ...list, list: {} },
      { ...list, list: ['091'] },
      { ...list, list: [{ clientId: '091' }] },
      { ...list, list: [{ clientIds: '091' }] },
      { ...list, list: [{ clientIds: [91] }] },
      { ...list, list: [{ clientIds: ['09 1'] }] },
      { ...list, start: 'now' },
    ])
      for (const path of ['12/lists', '12/freshLeads'])
        expect((await post(path, body)).status, JSON.stringify(body)).to.equal(400);
    expect((await post('13/lists', list)).status).to.equal(400);
    expect((await post('99/lists', list)).status).to.equal(404);
    expect(server.state.uploads).to.deep.equal([]);
    start({ strict: false });
    expect((await post('12/freshLeads', { ...list, start: 'now' })).status).to.equal(200);
    expect(server.log.at(-1)?.overlooked).to.contain('start');
  });

  it('lets a page of another origin ask where it is told to, and breaks on demand', async () => {
    start({ cors: { origin: ['https://crm.example'] } });
    const origin = { Origin: 'https://crm.example' };
    const allowed = await ask(server, 'OPTIONS', '/api/inbox/id/g1/transfer', undefined, {
      ...origin,
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'authorization,content-type',
    });
    expect(allowed.headers.get('Access-Control-Allow-Origin')).to.equal('https://crm.example');
    expect((await put('g1', blind, origin)).headers.get('Access-Control-Allow-Origin')).to.equal('https://crm.example');
    server.assign('g1');
    server.faults = { status503: true };
    expect((await put('g1', blind)).status).to.equal(503);
    server.faults = { dropped: true };
    expect(await put('g1', blind).catch(({ name }: Error) => name)).to.equal('Dropped');
    expect(server.state.transfers).to.have.length(2);
    expect(JSON.stringify(server.log)).not.to.contain('t0ken');
  });
});
