// The agent's state at Sinch and at Integra, against these servers as they are played: over a real socket, as a back end has it.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { CtiClient } from '../../src/core/client.js';
import { IntegraSimulator, SinchSimulator, type IntegraOptions } from '../../src/simulator/index.js';
import { integraAgent } from '../../src/transports/integra/integra-agent.js';
import { IntegraSession, IntegraTransport } from '../../src/transports/integra/index.js';
import { SinchTransport } from '../../src/transports/sinch/sinch-transport.js';
import { failure } from '../failure.js';

interface Played {
  handle: (request: Request) => Promise<Response>;
  log: readonly { method: string; path: string; body: string; refused?: string }[];
}

const servers: Server[] = [];

/** Lets a played server listen, and gives its address. What breaks the connection there breaks it here. */
async function listen({ handle }: Played): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const answer = async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { method = 'GET', headers, url = '/' } = incoming;
      const request = new Request(new URL(url, 'http://127.0.0.1'), {
        method,
        headers: headers as Record<string, string>,
        ...(method !== 'GET' && { body: Buffer.concat(chunks) }),
      });
      const response = await handle(request);
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    };
    answer().catch(() => incoming.socket.destroy());
  });
  server.keepAliveTimeout = 0; // who asks again over a connection that closes would ask twice
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** What was asked for, in order, but for signing in. */
const asked = ({ log }: Played) =>
  log.filter(({ path }) => !path.includes('getUserToken')).map(({ method, path }) => `${method} ${path}`);

describe('The agent at Sinch, played,', () => {
  const ana = '21A144F1824E4C768868D10201608E2E';
  const meeting = '3C1A2B7E5D904F1C8B6A0E9D7C5F4A12';

  async function signedIn() {
    const sinch = new SinchSimulator({ authorization: 'Bearer t' });
    const base = await listen(sinch);
    const transport = new SinchTransport({
      ...{ baseUrl: `${base}/ecfs/RI/obi`, rmiUrl: `${base}/ecfs/RI/rmi/`, agent: ana },
      authenticationUrl: `${base}/ecfs/authentication/`,
      authorization: () => 'Bearer t',
    });
    return { sinch, client: new CtiClient({ transports: [transport] }) };
  }

  it('lists the presences, is away for one and ready again, and tells so itself as Sinch tells nobody [C-372 C-375 C-376]', async () => {
    const { sinch, client } = await signedIn();
    const { reasons } = await client.send({ type: 'agentStates' });
    expect(reasons.map(({ name }) => name)).to.deep.equal(['Lunch', 'Meeting', 'Paperwork']);
    await client.send({ type: 'agentState', state: 'paused', reason: meeting });
    expect(sinch.state.agents).to.deep.equal([{ id: ana, readyState: 'NotReady', presenceId: meeting }]);
    expect(client.agent).to.deep.include({ state: 'paused', reason: 'Meeting' });
    await client.send({ type: 'agentState', state: 'ready' });
    expect(sinch.state.agents[0]?.readyState).to.equal('Ready');
    expect(client.agent?.state).to.equal('ready');
    const agents = `/ecfs/RI/rmi/agents/${ana}`;
    expect(asked(sinch)).to.deep.equal([
      `GET ${agents}/presences/`,
      `GET ${agents}/presences/`,
      `PUT ${agents}/readyState/`,
      `PUT ${agents}/presences/${meeting}`,
      `PUT ${agents}/readyState/`,
    ]);
    expect(sinch.log.filter(({ refused }) => refused)).to.deep.equal([]);
  });

  it('signs out at the address with its last slash [C-374]', async () => {
    const { sinch, client } = await signedIn();
    await client.send({ type: 'logout' });
    expect(asked(sinch)).to.deep.equal(['DELETE /ecfs/authentication/']);
    expect(client.agent?.state).to.equal('loggedOut');
  });

  it('changes nothing for a reason that Sinch does not list, and leaves open what a broken connection may have done [C-376]', async () => {
    const { sinch, client } = await signedIn();
    const pause = (reason: string) => client.send({ type: 'agentState', state: 'paused', reason });
    expect(await failure(pause('Nap'))).to.include({ code: 'INVALID', field: 'reason', maybeSent: false });
    sinch.faults = { dropped: true, only: 'readyState' };
    expect(await failure(pause(meeting))).to.include({ maybeSent: true });
    expect(sinch.state.agents[0], 'asked once').to.include({ readyState: 'NotReady', presenceId: '' });
    expect(asked(sinch).filter((each) => each.startsWith('PUT'))).to.have.length(1);
  });
});

describe('The agent at Integra, played,', () => {
  before(() => IntegraTransport.register(integraAgent));

  async function signedIn(options: IntegraOptions = {}) {
    const integra = new IntegraSimulator({ agentApi: true, ...options });
    const baseUrl = await listen(integra);
    const session = await IntegraSession.start({ baseUrl, user: 'supervisor', password: 'simulated' });
    const transport = new IntegraTransport({
      ...{ baseUrl, agent: 'Agent1', phone: '1001', authorization: session.authorization },
      pauseReasons: [
        { id: 'Lunch', name: 'Lunch break' },
        { id: 'Nap', name: 'Nap' },
      ],
      callData: ({ destination }) => (destination === '091000001' ? '{"account":"7781"}' : undefined),
    });
    return { integra, client: new CtiClient({ transports: [transport] }) };
  }

  it('takes a break by its name, comes back from it, and signs out, each said to the server once [C-396 C-397]', async () => {
    const { integra, client } = await signedIn();
    await client.send({ type: 'agentState', state: 'paused', reason: 'Lunch' });
    expect(integra.agentState('Agent1')).to.include({ state: 'break', motive: 'Lunch' });
    expect(client.agent).to.include({ state: 'paused' });
    await client.send({ type: 'agentState', state: 'ready' });
    expect(integra.agentState('Agent1').state).to.equal('ready');
    await client.send({ type: 'logout' });
    expect(integra.agentState('Agent1').state).to.equal('off');
    const said = { agent: 'Agent1', interface: 'SIP/1001' };
    expect(
      integra.state.agentStates.map(({ agent, interface: at, motive }) => ({ agent, interface: at, motive })),
    ).to.deep.equal([
      { ...said, motive: 'Lunch' },
      { ...said, motive: 'Lunch' },
      { ...said, motive: '' },
    ]);
  });

  it('leaves open whether a no to a break that is not set up came before or after, and asks nothing twice [C-397]', async () => {
    const { integra, client } = await signedIn();
    const refused = await failure(client.send({ type: 'agentState', state: 'paused', reason: 'Nap' }));
    expect(refused).to.include({ code: 'PROTOCOL', maybeSent: true });
    expect(integra.state.agentStates).to.deep.equal([]);
    integra.faults = { dropped: true };
    expect(await failure(client.send({ type: 'agentState', state: 'paused', reason: 'Lunch' }))).to.include({
      maybeSent: true,
    });
    expect(integra.state.agentStates, 'it happened, once').to.have.length(1);
  });

  it('understands the other words that may say yes, and no page [C-397]', async () => {
    for (const agentReply of ['true', 'OK']) {
      const { client } = await signedIn({ agentReply });
      expect(await client.send({ type: 'agentState', state: 'paused', reason: 'Lunch' })).to.include({
        status: 'confirmed',
      });
    }
    const { integra, client } = await signedIn();
    integra.faults = { html: true };
    const { maybeSent } = await failure(client.send({ type: 'agentState', state: 'paused', reason: 'Lunch' }));
    expect(maybeSent).to.equal(true);
  });

  it('gives a call its data where there are some, and hangs it up by the spelling that the server has [C-398 C-399]', async () => {
    const { integra, client } = await signedIn({ hangUps: ['HangupPhone'] });
    const dial = (destination: string) => client.send({ type: 'call', destination, campaign: 'Sale->' });
    const plain = await dial('091000000');
    await client.send({ type: 'hangup' });
    const withData = await dial('091000001');
    expect([plain.guid, withData.guid].every(Boolean)).to.equal(true);
    expect(integra.state.calls.map(({ destination, data }) => [destination, data])).to.deep.equal([
      ['091000000', undefined],
      ['091000001', '{"account":"7781"}'],
    ]);
    await client.send({ type: 'hangup' });
    expect(integra.state.calls.every(({ ended }) => ended)).to.equal(true);
    const paths = asked(integra).map((each) => each.replace(/.*\//, ''));
    expect(paths, 'the other spelling is remembered').to.deep.equal([
      ...['AgentCall', 'HungupPhone', 'HangupPhone', 'AgentCallwithData', 'HangupPhone'],
    ]);
  });

  it('refuses all else of a call in progress before any byte, and a sign-in with a password', async () => {
    const { integra, client } = await signedIn();
    const before = integra.log.length;
    for (const type of ['hold', 'unhold', 'mute', 'unmute', 'answer', 'reject', 'pauseRecording', 'login'] as const)
      expect(await failure(client.send({ type }))).to.include({ code: 'UNSUPPORTED', maybeSent: false });
    expect(integra.log).to.have.length(before);
  });
});
