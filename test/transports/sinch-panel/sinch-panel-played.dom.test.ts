// The transport against the simulated panel, which knows the facts and not the transport.
import { expect } from 'chai';
import { CtiClient } from '../../../src/index.js';
import { SinchPanelTransport } from '../../../src/transports/sinch-panel/sinch-panel-transport.js';
import { failure } from '../../failure.js';
import { until } from '../../until.js';
import { otherOrigin } from '../portal/portal.fixture.js';

const done: (() => void)[] = [];
afterEach(() => {
  for (const end of done.splice(0)) end();
});

async function openSimulated(options: object = {}) {
  const frame = document.createElement('iframe');
  const query = { host: location.origin, control: location.origin, options: JSON.stringify(options) };
  frame.src = `${otherOrigin}/test/fixtures/sinch-panel.html?${new URLSearchParams(query).toString()}`;
  // What is loaded later is another panel: the transport asks it anew, and until it answers nothing goes.
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const port = await new Promise<MessagePort>((resolve) => {
    const ready = ({ source, data, ports }: MessageEvent) => {
      if (source !== frame.contentWindow || data.fixture !== 'ready') return;
      window.removeEventListener('message', ready);
      resolve(ports[0]!);
    };
    window.addEventListener('message', ready);
    document.body.append(frame);
  });
  await loaded;
  const transport = new SinchPanelTransport({ panel: frame, origin: otherOrigin });
  const client = new CtiClient({ transports: [transport] });
  done.push(
    () => client.close(),
    () => frame.remove(),
  );
  const ask = (...words: unknown[]): Promise<any> =>
    new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
      port.postMessage(words);
    });
  const state = () => client.current?.state;
  return { client, transport, ask, state };
}

const call = { type: 'call', destination: '+59891000000', campaign: 'Sale->' } as const;

describe('the transport of Sinch’s panel against the simulated one', () => {
  it('carries a call from the dial to the join, each state told by the panel', async () => {
    const { client, ask, state } = await openSimulated();
    expect(client.supports('call').ok).to.equal(false);
    await ask('login');
    await until(() => client.supports('call').ok);
    const { guid } = await client.send({ ...call, callerId: '+59829000002' });
    await until(() => state() === 'dialling');
    await ask('ring', guid);
    await until(() => state() === 'ringing');
    await ask('answerByCustomer', guid);
    await until(() => state() === 'connected');
    for (const type of ['hold', 'unhold', 'mute', 'unmute', 'resumeRecording', 'pauseRecording'] as const)
      await client.send({ type });
    await client.send({ type: 'dtmf', digits: '12#' });
    await client.send({ type: 'transfer', kind: 'attended', toKind: 'number', to: '1002' });
    await until(() => client.calls.length === 2);
    const consult = client.calls.find(({ consults }) => consults === guid)!;
    await ask('answerByCustomer', consult.guid);
    await until(() => client.calls.find(({ guid }) => guid === consult.guid)?.state === 'connected');
    expect(client.current).to.include({ guid, state: 'held' });
    await client.send({ type: 'cancelTransfer' });
    await until(() => client.calls.length === 1 && state() === 'connected');
    const told = () => client.log.lines.filter(({ what }) => what === 'received').length;
    const before = told();
    await ask('view', guid); // the colleague's call was in view, and is over (S-34)
    await until(() => told() > before);
    await client.send({ type: 'transfer', kind: 'attended', toKind: 'number', to: '1002' });
    await until(() => client.calls.length === 2);
    const again = client.calls.find(({ consults }) => consults === guid)!;
    await ask('answerByCustomer', again.guid);
    await until(() => client.calls.find(({ guid }) => guid === again.guid)?.state === 'connected');
    await client.send({ type: 'completeTransfer' });
    await until(() => client.calls.length === 0);
    const { log } = await ask('log');
    expect(log.filter(({ direction, refused }: any) => direction === 'in' && refused)).to.deep.equal([]);
  });

  it('answers, rejects and hangs up what comes in', async () => {
    const { client, ask, state } = await openSimulated({ agentEvents: 'status' });
    await ask('login');
    await until(() => client.supports('call').ok);
    await ask('incoming', { from: '+59891000001' });
    await until(() => state() === 'incoming');
    await client.send({ type: 'reject' });
    await until(() => client.calls.length === 0);
    await ask('incoming', { from: '+59891000002' });
    await until(() => state() === 'incoming');
    await client.send({ type: 'answer' });
    await until(() => state() === 'connected');
    await client.send({ type: 'hangup' });
    await until(() => client.calls.length === 0);
    await ask('ready', true);
    await until(() => client.agent?.state === 'ready');
  });

  it('sends nothing again where the panel is silent, says no, or answers for somebody else', async () => {
    const { client, ask, transport } = await openSimulated();
    await ask('login');
    await until(() => client.supports('call').ok);
    for (const refused of ['error', 'false']) {
      await ask('faults', { refused });
      expect(await failure(client.send(call))).to.include({ code: 'REJECTED', maybeSent: false });
    }
    await ask('faults', { deaf: true });
    const stop = new AbortController();
    const sent = failure(client.send(call, { signal: stop.signal }));
    await until(async () => (await ask('log')).log.some(({ refused }: any) => refused?.includes('deaf')));
    stop.abort();
    expect(await sent).to.include({ code: 'CANCELED', maybeSent: true });
    await ask('faults', { flood: 50, oldProtocol: true, double: true });
    expect(await transport.send({ ...call, destination: '+59891000009' })).to.include({ status: 'confirmed' });
    expect((await ask('log')).done.filter(({ command }: any) => command === 'outbound')).to.have.length(1);
  });
});
