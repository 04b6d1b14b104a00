import { expect } from 'chai';
import { callChecks } from '../../../src/core/call-commands.js';
import { CtiClient, type Command } from '../../../src/index.js';
import { UphoneTransport, type UphoneOptions } from '../../../src/transports/uphone/uphone-transport.js';
import { holdClock, releaseClock, type Clock } from '../../clock.js';
import { until } from '../../until.js';
import { failure } from '../../failure.js';
import { otherOrigin } from '../portal/portal.fixture.js';

const call = { type: 'call', destination: '091000000', campaign: 'Sale->' } as const;
const done: (() => void)[] = [];
/** How long uContact may take to say that it dials, by this page's clock. */
const settle = 300;
let clock: Clock;

beforeEach(() => {
  clock = holdClock();
});

afterEach(() => {
  for (const end of done.splice(0)) end();
  releaseClock();
});

/** Sends, and lets the time pass in which uContact may say something. */
async function sends(client: CtiClient, command: Command) {
  const reply = client.send(command);
  await clock.tickAsync(settle);
  return await reply;
}

interface Seen {
  dialed: { number: string; campaign: string }[];
  log: { direction: string; bytes: string; refused?: string }[];
}

/** A page that frames a simulated uContact of another origin. */
async function frameUcontact({
  dialect = 'uphone',
  host = location.origin,
  ...options
}: Partial<UphoneOptions> & { dialect?: string; host?: string } = {}) {
  const frame = document.createElement('iframe');
  frame.src = `${otherOrigin}/test/fixtures/uphone.html?${new URLSearchParams({ host, dialect, control: location.origin }).toString()}`;
  const port = await new Promise<MessagePort>((resolve) => {
    const ready = ({ source, data, ports }: MessageEvent) => {
      if (source !== frame.contentWindow || data.fixture !== 'ready') return;
      window.removeEventListener('message', ready);
      resolve(ports[0]!);
    };
    window.addEventListener('message', ready);
    document.body.append(frame);
    done.push(() => frame.remove());
  });
  const transport = new UphoneTransport({ frame, origin: otherOrigin, settle, ...options });
  const client = new CtiClient({ transports: [transport] });
  done.push(() => client.close());
  const heard: { type: string; params: any }[] = [];
  for (const name of [
    'makeCall',
    'gettingCall',
    'finishedCall',
    'sentDispositions',
    'agentLogin',
    'assignedInteraction',
    'finishedInteraction',
    'sentDisposition',
  ] as const)
    transport.addEventListener(name, (event) => heard.push({ type: event.type, params: event.params }));
  const ask = (...words: unknown[]): Promise<Seen> =>
    new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
      port.postMessage(words);
    });
  /** What has come to uContact, with a message after it that it refuses, and all that it dialled until then. */
  const seen = async (): Promise<Seen> => {
    frame.contentWindow!.postMessage({ action: 'makeSms' }, otherOrigin);
    const isLast = ({ log }: Seen) => log.some(({ bytes }) => bytes.includes('makeSms'));
    await until(async () => isLast(await ask('log')));
    const { dialed, log } = await ask('log');
    return { dialed, log: log.filter(({ bytes }) => !bytes.includes('makeSms')) };
  };
  return { frame, transport, client, heard, ask, seen };
}

describe('the transport for pages that frame uContact @engines', () => {
  it('dials with the documented makeCall, and says no more than “sent” [C-408]', async () => {
    const { client, seen } = await frameUcontact();
    expect(await sends(client, call)).to.deep.equal({ status: 'sent', transport: 'uphone' });
    const { dialed, log } = await seen();
    expect(dialed).to.deep.equal([{ number: '091000000', campaign: 'Sale->' }]);
    expect(log.filter(({ direction }) => direction === 'in').map(({ bytes }) => bytes)).to.deep.equal([
      '{"action":"makeCall","params":{"number":"091000000","campaign":"Sale->"}}',
    ]);
    expect(client.current, 'nobody gave a guid').to.equal(undefined);
  });

  it('knows no other command, and says so before any byte [C-409]', async () => {
    const { client, transport, seen } = await frameUcontact();
    for (const type of Object.keys(callChecks) as (keyof typeof callChecks)[])
      expect(await failure(transport.send({ type } as Command)), type).to.include({
        code: 'UNSUPPORTED',
        message: 'The framed uContact takes calls only.',
        maybeSent: false,
      });
    for (const command of [{ type: 'hangup' }, { type: 'cti' }, { type: 'tag', guid: 'g-1', message: 'x' }] as const)
      expect(await failure(client.send(command))).to.include({ code: 'UNSUPPORTED' });
    expect(await failure(client.send({ ...call, callerId: '29000000' }))).to.include({
      code: 'INVALID',
      field: 'callerId',
    });
    expect((await seen()).log).to.deep.equal([]);
  });

  it('does not dial the same number again at once, also when uContact says that it dials', async () => {
    const { client, seen, heard } = await frameUcontact();
    const first = client.send(call);
    await until(() => heard.length === 1);
    expect(await failure(client.send(call))).to.include({ code: 'BUSY' });
    await clock.tickAsync(settle);
    expect(await first).to.include({ status: 'sent' });
    expect((await seen()).dialed).to.have.length(1);
  });

  it('is sent also where uContact says nothing at all: no document promises a sign', async () => {
    const { client, ask, seen } = await frameUcontact();
    await ask('faults', { silent: true });
    expect(await sends(client, call)).to.include({ status: 'sent' });
    expect((await seen()).dialed).to.have.length(1);
  });

  it('tells what uContact says, in the older words and in the newer ones [C-404 C-408]', async () => {
    const old = await frameUcontact();
    await old.ask('login', 'Agent1');
    await old.ask('ring', '091000001', 'Sale->');
    await old.ask('finish', '091000001');
    await old.ask('dispose', 'Sold');
    await until(() => old.heard.length === 4);
    expect(old.heard.map(({ type }) => type)).to.deep.equal([
      'agentLogin',
      'gettingCall',
      'finishedCall',
      'sentDispositions',
    ]);
    expect(old.heard[1]!.params).to.deep.equal({ number: '091000001', campaign: 'Sale->' });

    const x = await frameUcontact({ dialect: 'x' });
    await x.ask('ring', '091000001', 'Sale->');
    await x.ask('finish');
    await x.ask('dispose', 'Sold');
    await until(() => x.heard.length === 3);
    expect(x.heard.map(({ type }) => type)).to.deep.equal([
      'assignedInteraction',
      'finishedInteraction',
      'sentDisposition',
    ]);
    expect(x.heard[0]!.params).to.deep.equal({
      guid: 'x-1',
      campaign: 'Sale->',
      channel: 'telephony',
      clientId: '091000001',
    });
  });

  it('reads one dialect alone where it is named, and refuses one that is none [C-408]', async () => {
    const say = (frame: HTMLIFrameElement) => {
      for (const data of [
        { action: 'gettingCall', params: 1 },
        { event: 'assignedInteraction', data: 2 },
        { action: 'assignedInteraction', params: 3 },
        { event: 'gettingCall', data: 4 },
      ])
        window.dispatchEvent(new MessageEvent('message', { source: frame.contentWindow, origin: otherOrigin, data }));
    };
    for (const [speaks, read] of [
      ['uphone', [1]],
      ['x', [2]],
      [undefined, [1, 2, 3, 4]],
    ] as const) {
      const { frame } = await frameUcontact();
      const transport = new UphoneTransport({ frame, origin: otherOrigin, ...(speaks && { dialect: speaks }) });
      const params: unknown[] = [];
      for (const name of ['gettingCall', 'assignedInteraction'] as const)
        transport.addEventListener(name, (event) => params.push(event.params));
      say(frame);
      transport.close();
      expect(params, speaks).to.deep.equal(read);
    }
    const { frame } = await frameUcontact();
    expect(() => new UphoneTransport({ frame, origin: otherOrigin, dialect: 'form' as never }))
      .to.throw('“form”')
      .and.include({ code: 'INVALID', field: 'dialect' });
  });

  it('hears its frame alone, and of it only what is an event', async () => {
    const { client, heard, ask, frame } = await frameUcontact();
    window.postMessage({ action: 'gettingCall', params: {} }, '*');
    const evil = document.createElement('iframe');
    evil.srcdoc = '<script>parent.postMessage({ action: "gettingCall", params: { number: "666" } }, "*")</script>';
    const arrived = new Promise((resolve) =>
      window.addEventListener('message', ({ source }) => source === evil.contentWindow && resolve(0)),
    );
    document.body.append(evil);
    done.push(() => evil.remove());
    await arrived;
    window.dispatchEvent(
      new MessageEvent('message', {
        source: frame.contentWindow,
        origin: 'https://evil.example',
        data: { action: 'gettingCall' },
      }),
    );
    for (const data of ['text', null, 5, {}, { action: 'steal' }, { event: 'x' }, [1]])
      window.dispatchEvent(new MessageEvent('message', { source: frame.contentWindow, origin: otherOrigin, data }));
    await ask('ring', '091000001', 'Sale->');
    await until(() => heard.length > 0);
    expect(heard.map(({ params }) => params)).to.deep.equal([{ number: '091000001', campaign: 'Sale->' }]);
    const why = client.log.lines
      .filter(({ what }) => what === 'refused')
      .map(({ detail }) => (detail as { why: string }).why);
    expect(why).to.include.members(['another window', 'another origin: https://evil.example', 'no event']);
  });

  it('sends nothing to a frame that shows another origin, or is gone', async () => {
    const { client, frame, seen } = await frameUcontact({ origin: 'https://ucontact.example' });
    expect(await failure(client.send(call))).to.include({
      code: 'UNREACHABLE',
      message: `uContact is set to https://ucontact.example, but its frame shows ${otherOrigin}.`,
    });
    expect((await seen()).log).to.deep.equal([]);
    frame.remove();
    expect(client.supports('call')).to.include({ ok: false, reason: 'The frame with uContact is not in this page.' });
    expect(() => new UphoneTransport({ frame, origin: '*' })).to.throw('is not a portal origin');
  });

  it('stops waiting when it is closed: the call may be on', async () => {
    const { client, ask } = await frameUcontact({ settle: 5_000 });
    await ask('faults', { silent: true });
    const sent = failure(client.send(call));
    await until(async () => (await ask('log')).dialed.length === 1);
    client.close();
    expect(await sent).to.include({ code: 'CANCELED' });
  });
});

describe('the simulated uContact in a frame', () => {
  it('hears its host only, and dials nothing that is no whole makeCall', async () => {
    const { frame, ask } = await frameUcontact({ host: 'https://crm.example' });
    frame.contentWindow!.postMessage({ action: 'makeCall', params: { number: '091', campaign: 'c' } }, otherOrigin);
    await until(async () => (await ask('log')).log.length === 1);
    const other = await frameUcontact();
    for (const data of [
      { action: 'makeSms' },
      { action: 'makeCall' },
      { action: 'makeCall', params: { number: '1', campaign: 'c', more: 1 } },
    ])
      other.frame.contentWindow!.postMessage(data, otherOrigin);
    await until(async () => (await other.ask('log')).log.length === 3);
    const seen = [await ask('log'), await other.ask('log')];
    expect(seen.flatMap(({ dialed }) => dialed)).to.deep.equal([]);
    expect(seen.flatMap(({ log }) => log.map(({ refused }) => refused))).to.deep.equal([
      'The framing page is not at https://crm.example.',
      'Only makeCall is known.',
      'makeCall needs number and campaign, both texts.',
      'makeCall knows no more.',
    ]);
  });

  it('posts nothing once it was closed, or the caller stopped it, while it asked whether it may', async () => {
    for (const isClosed of [true, false]) {
      const { transport } = await frameUcontact();
      const stop = new AbortController();
      let sent = 0;
      transport.watch(() => sent++);
      const mayGo = async () => (isClosed ? transport.close() : stop.abort());
      expect(await failure(transport.send(call, false, stop.signal, mayGo))).to.include({
        code: 'CANCELED',
        maybeSent: false,
      });
      expect(sent).to.equal(0);
    }
  });
});
