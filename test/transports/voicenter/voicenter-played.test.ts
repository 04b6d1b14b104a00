// The agent's whole call against the simulated Voicenter, behind an integrator's proxy that adds the secret.
import { expect } from 'chai';
import { CtiClient } from '../../../src/index.js';
import type { CallState } from '../../../src/core/call-state.js';
import { clearTabItems } from '../../../src/core/tab-storage.js';
import { VoicenterSimulator } from '../../../src/simulator/index.js';
import { VoicenterTransport } from '../../../src/transports/voicenter/voicenter-transport.js';
import { holdClock } from '../../clock.js';
import { failure } from '../../failure.js';

let account = 0;

function setup(options: ConstructorParameters<typeof VoicenterSimulator>[0] = {}) {
  const clock = holdClock({ at: Date.UTC(2026, 10, 30, 8) });
  const dialer = new VoicenterSimulator({ proxy: true, ...options });
  const { username, userID } = dialer.state.extensions[0]!;
  const transport = new VoicenterTransport({
    baseUrl: `https://proxy.example/${++account}/`,
    timeZone: 'Asia/Jerusalem',
    services: { mute: {} },
    phone: { extension: username, userId: userID },
    fetch: (url, init) => dialer.handle(new Request(url, init)),
  });
  const client = new CtiClient({ transports: [transport] });
  const states: CallState[] = [];
  client.addEventListener('call', ({ call: { state } }) => void (state !== 'placed' && states.push(state)));
  return { clock, dialer, client, transport, states, username };
}
const dial = { type: 'call', destination: '0501234567', campaign: 'camp' } as const;

describe('an agent at the simulated Voicenter', () => {
  afterEach(clearTabItems);

  it('dials, speaks, waits, pauses the recording and hangs up', async () => {
    const { clock, dialer, client, states, username } = setup();
    await clock.tickAsync(10);
    const { guid } = await client.send(dial);
    await clock.tickAsync(5_000);
    expect(states).to.deep.equal(['dialling']);
    dialer.answerLeg1(guid);
    await clock.tickAsync(5_000);
    dialer.answerCustomer(guid);
    await clock.tickAsync(5_000);
    dialer.hold(guid);
    await clock.tickAsync(5_000);
    dialer.unhold(guid);
    await client.send({ type: 'pauseRecording' });
    await clock.tickAsync(5_000);
    expect(client.current).to.include({ guid, state: 'connected', recordingPaused: true });
    await client.send({ type: 'hangup' });
    expect(dialer.calls(username)).to.deep.equal([]);
    expect(states.filter((state, at) => state !== states[at - 1])).to.deep.equal([
      'dialling',
      'connected',
      'held',
      'connected',
      'ended',
    ]);
    client.close();
  });

  it('hears of a call that comes in and ends by itself, and never ends another one', async () => {
    const { clock, dialer, client, states, username } = setup();
    await clock.tickAsync(10);
    const { guid } = await client.send(dial);
    dialer.end(guid);
    const { ivrid } = dialer.ring({ extension: username });
    await clock.tickAsync(10);
    expect(await failure(client.send({ type: 'hangup' }))).to.include({ code: 'INVALID', maybeSent: false });
    expect(dialer.calls(username).map((each) => each.ivrid)).to.deep.equal([ivrid]);
    await clock.tickAsync(15_000);
    dialer.answerIncoming(ivrid);
    await clock.tickAsync(5_000);
    dialer.end(ivrid);
    await clock.tickAsync(10_000);
    expect(states).to.deep.equal(['dialling', 'incoming', 'ended', 'connected', 'ended']);
    client.close();
  });

  it('is ready, pauses with a reason and signs out', async () => {
    const { clock, client, dialer, username } = setup();
    await client.send({ type: 'login' });
    await client.send({ type: 'agentState', state: 'paused', reason: '3' });
    expect(dialer.extension(username).onlineUserStatus).to.equal(3);
    await clock.tickAsync(5_000);
    expect(client.agent).to.include({ state: 'paused', reason: '3' });
    await client.send({ type: 'logout' });
    expect(client.agent).to.include({ state: 'loggedOut' });
    client.close();
  });

  it('keeps the do-not-call list, and finds its call in the log', async () => {
    const { clock, client, dialer } = setup();
    const entries = [{ phone: '+972501111111', campaign: '*', name: 'Dana' }];
    await client.send({ type: 'blacklist', entries });
    await client.send({ type: 'unblacklist', entries: [{ phone: '+972501111111', campaign: '*' }] });
    const { guid } = await client.send(dial);
    dialer.answerLeg1(guid);
    dialer.answerCustomer(guid);
    dialer.end(guid);
    await clock.tickAsync(600_000);
    const filter = { from: '2026-11-30 09:00:00', to: '2026-11-30 11:00:00' };
    const { rows } = await client.send({ type: 'recordings', filter });
    expect(rows.map((row) => row.guid)).to.include(guid);
    client.close();
  });

  it('dials with the newer dialer’s fields', async () => {
    const { client, dialer, transport } = setup({ dialect: 'current' });
    const newer = new VoicenterTransport({
      ...{ baseUrl: 'https://proxy.example/ForwardDialer/Dialer/', timeZone: 'Asia/Jerusalem', dialect: 'current' },
      fetch: (url, init) => dialer.handle(new Request(url, init)),
    });
    const campaign = dialer.state.campaigns[0]!.code;
    const contacts = [{ destination: '0501234567' }, { destination: '0507654321', callerId: '0722776772' }];
    expect(await newer.send({ type: 'addContacts', campaign, contacts })).to.include({ accepted: 2 });
    await newer.send({
      type: 'addContact',
      campaign,
      contact: { destination: '0509999999', at: '2026-12-01 10:00:00' },
    });
    transport.close();
    client.close();
  });
});
