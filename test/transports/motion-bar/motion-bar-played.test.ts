import { expect } from 'chai';
import type { CallNews } from '../../../src/core/call-state.js';
import { CtiClient } from '../../../src/index.js';
import { PhoneBarSimulator, type PhoneBarOptions } from '../../../src/simulator/index.js';
import { MotionBarTransport } from '../../../src/transports/motion-bar/motion-bar-transport.js';
import { holdClock, releaseClock } from '../../clock.js';
import { passing } from '../../passing.js';

function play(options: PhoneBarOptions = {}) {
  const clock = holdClock();
  const bar = new PhoneBarSimulator(options);
  const transport = new MotionBarTransport({
    bar: options.bar ?? 'motion',
    fetch: (url, init) => bar.handle(new Request(url, init)),
  });
  const news: CallNews[] = [];
  const { tellNews } = transport;
  transport.tellNews = (hear) =>
    tellNews.call(transport, (each) => {
      if ('call' in each) news.push(each);
      hear(each);
    });
  const client = new CtiClient({ transports: [transport] });
  const after = (milliseconds: number) => clock.tickAsync(milliseconds);
  return { clock, bar, client, transport, news, after };
}

describe('Motion’s phone bar, played from the vendor’s page,', () => {
  const written: PhoneBarOptions[] = [
    {},
    { keys: 'id', form: { object: 'calls' }, status: 'text' },
    { keys: 'callStatus', status: 'name', tellsEnd: false },
    { combined: true, reply: '' },
  ];
  for (const options of written)
    it(`is dialled, rings, answers, is held and ends, however it writes that: ${JSON.stringify(options)} [C-410 C-411 C-412]`, async () => {
      const { clock, bar, client, transport, news, after } = play(options);
      const reply = await passing(clock, client.send({ type: 'call', destination: '0911', campaign: 'Sale' }));
      const [{ sessionId } = { sessionId: '' }] = bar.state.calls;
      expect(reply).to.deep.include({ status: 'confirmed', guid: sessionId });
      for (const step of ['alert', 'connect', 'hold', 'connect'] as const) {
        await after(2_000);
        bar[step](sessionId);
      }
      await after(2_000);
      await passing(clock, client.send({ type: 'hangup' }));
      await after(4_000);
      expect(news.map(({ call, state }) => [call, state])).to.deep.equal(
        ['dialling', 'ringing', 'connected', 'held', 'connected', 'ended'].map((state) => [sessionId, state]),
      );
      expect(client.calls).to.deep.equal([]);
      expect(bar.state.done).to.deep.equal(['originate/0911', `hangup/${sessionId}`]);
      expect(transport.unread).to.equal(undefined);
      client.close();
      releaseClock();
    });

  it('rings for the agent, who answers one call and rejects another, and no other call is touched [C-411 C-412]', async () => {
    const { clock, bar, client, after } = play();
    const one = bar.ring('0911');
    await after(5_000);
    await passing(clock, client.send({ type: 'answer' }));
    expect(one.status).to.equal('ACTIVE');
    const other = bar.ring('0922');
    await after(2_000);
    expect(client.calls.map(({ guid, state }) => [guid, state])).to.have.deep.members([
      [one.sessionId, 'connected'],
      [other.sessionId, 'incoming'],
    ]);
    await passing(clock, client.send({ type: 'reject' }));
    expect([one.status, other.status]).to.deep.equal(['ACTIVE', 'TERMINATED']);
    await after(4_000);
    expect(client.calls.map(({ guid }) => guid)).to.deep.equal([one.sessionId]);
    client.close();
  });

  it('holds with the sister product alone [C-414]', async () => {
    const { clock, bar, client, after } = play({ bar: 'universal' });
    const { sessionId } = bar.ring('0911');
    bar.connect(sessionId);
    await after(5_000);
    await passing(clock, client.send({ type: 'hold' }));
    await after(2_000);
    expect(client.current?.state).to.equal('held');
    client.close();
  });

  it('says nothing of a status that nobody knows, nor of rows without one, and the call stays on [C-412]', async () => {
    for (const faults of [{ strangeStatus: 'BUSY' }, { strangeStatus: 4096 }, { noStatus: true }]) {
      const { bar, client, transport, after } = play();
      const { sessionId } = bar.ring('0911');
      bar.connect(sessionId);
      await after(5_000);
      bar.faults = faults;
      await after(10_000);
      expect([client.current?.guid, client.current?.state]).to.deep.equal([sessionId, 'unknown']);
      expect(transport.unread).to.contain('sessionId');
      bar.faults = {};
      await after(2_000);
      expect(client.current?.state).to.equal('connected');
      client.close();
      releaseClock();
    }
  });
});
