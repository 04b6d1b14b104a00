import { expect } from 'chai';
import { fc, runs } from '../seeded.js';
import type { News } from '../../src/core/call-state.js';
import { SinchPanelTransport } from '../../src/transports/sinch-panel/sinch-panel-transport.js';
import { first, phone, second, third } from '../transports/sinch-panel/sinch-panel.fixture.js';

declare const TEST_SEED: number;

/** Messages of each part: 100,000 in all; the soak tries ten times as many. */
const tries = { signedOut: runs(30_000), open: runs(70_000) };

const origin = 'https://tenant.example';
const states = ['dialling', 'ringing', 'connected', 'held', 'incoming', 'ended', 'unknown'];

/** Numbers in a row that the seed decides. */
function randomizer(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
}

const anything = fc.sample(
  fc.oneof(
    fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
    fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
    fc.string({ unit: 'binary' }),
  ),
  2_000,
);
const words = [
  ...['init', 'response', 'state', 'status', 'action', 'MESSAGE', 'activeInteraction', 'work_status', 'profile'],
  ...['channel_status', 'incoming', 'outgoing', 'accepted', 'rejected', 'ended', 'handled', 'queued', 'connected'],
  ...['onhold', 'muted', 'ready', 'not_ready', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'phone'],
];
const keys = [
  ...['id', 'type', 'payload', 'value', 'error', 'attribute', 'interaction', 'channel_type', 'status', 'recording'],
  ...['channel_status', 'destination', 'originator', 'dir_entry', 'name', '__proto__', 'constructor', 'then', 'length'],
];

let pick: ReturnType<typeof randomizer>;
let frame: HTMLIFrameElement;
let transport: SinchPanelTransport;
let posted: any[];
let news: News[];
let wrong: string[];
const { now } = performance;
const fail = ({ message }: ErrorEvent) => wrong.push(message);
const reject = ({ reason }: PromiseRejectionEvent) => wrong.push(String(reason));

/** Half of them near to what a panel says. */
function message(ids: readonly string[]): unknown {
  const value = (depth: number): unknown => {
    const kind = pick([0, 0, 1, 1, 2, 3, 4, 5]);
    if (kind === 0) return pick(words);
    if (kind === 1) return pick(anything);
    if (kind === 2) return pick([null, true, false, 0, '', [], undefined, -1, NaN]);
    if (kind === 3) return phone(pick([first, second, third, 'x', '']), { channel_type: pick(['phone', 'chat', 5]) });
    if (depth > 3) return {};
    if (kind === 4) return [value(depth + 1)];
    const object = {};
    for (let i = pick([0, 1, 2, 3]); i > 0; i--) {
      const [name, inner] = [pick(keys), value(depth + 1)];
      Object.defineProperty(object, name, { value: inner, enumerable: true, configurable: true, writable: true });
    }
    return object;
  };
  if (pick([true, false, false])) return value(0);
  const id = pick([...ids, 'initRequest', pick(words)]);
  const near = pick([id, `${id} `, id.toUpperCase(), id.slice(1), [id], 0]);
  return {
    id: near,
    type: pick(['init', 'response', 'state', 'state', 'status', value(3)]),
    payload: pick([
      value(1),
      { value: value(1) },
      { attribute: pick(words), value: pick([pick(words), value(2)]), interaction: value(2) },
      { attribute: pick(['status', 'channel_status']), value: pick(words), interaction: value(2) },
      { attribute: 'status', value: pick(words), interaction: phone(`call ${pick(words)}`.slice(pick([4, 5, 6]))) },
    ]),
  };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as any)[name] : undefined;

/** Whether it begins a session: read anew here, not by what is tested. */
const isInit = (data: unknown) => {
  const list = field(field(data, 'payload'), 'value');
  return field(data, 'type') === 'init' && Array.isArray(list) && list.length === 0;
};
/** Whether it answers one of these questions. */
const answers = (data: unknown, ids: readonly string[]) =>
  field(data, 'type') === 'response' && ids.includes(field(data, 'id') as string);
/** Of which call it can tell; `agent` where it tells of the agent. */
function subject(data: unknown): unknown {
  const [type, payload] = [field(data, 'type'), field(data, 'payload')];
  const attribute = field(payload, 'attribute');
  if (type !== 'state' && type !== 'status') return undefined;
  if (attribute === 'work_status' || attribute === 'profile') return 'agent';
  if (type === 'status' || (attribute !== 'status' && attribute !== 'channel_status')) return undefined;
  return field(field(payload, 'interaction'), 'id');
}

const say = (data: unknown, source: Window | null = frame.contentWindow, from = origin) =>
  window.dispatchEvent(new MessageEvent('message', { data, source, origin: from }));

async function turn() {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

beforeEach(() => {
  pick = randomizer(TEST_SEED);
  [posted, news, wrong] = [[], [], []];
  frame = document.createElement('iframe');
  document.body.append(frame);
  frame.contentWindow!.postMessage = (data: any) => posted.push(data);
  // A second seems to pass between two messages: the limit for useless ones would spare the reader most of them.
  let moment = 0;
  performance.now = () => (moment += 1_000);
  window.addEventListener('error', fail);
  window.addEventListener('unhandledrejection', reject);
  transport = new SinchPanelTransport({ panel: frame, origin, timeout: 2_000_000_000 });
  transport.tellNews((each) => 'support' in each || news.push(each));
});

afterEach(() => {
  transport.close();
  performance.now = now;
  window.removeEventListener('error', fail);
  window.removeEventListener('unhandledrejection', reject);
  frame.remove();
});

describe('any message at all to the transport of Sinch’s panel', () => {
  it('signs nobody in, asks nothing and breaks nothing', async () => {
    for (let i = 0; i < tries.signedOut; i++) {
      const data = message(['portside-1']);
      if (!isInit(data)) say(data);
      else
        say(data, pick([window, null, frame.contentWindow]), pick(['null', '', 'https://evil.example', `${origin}/`]));
    }
    await turn();
    expect(transport.supports('call')).to.include({ ok: false, code: 'UNREACHABLE' });
    expect([posted, wrong]).to.deep.equal([[], []]);
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
  }).timeout(120_000);

  it('settles no command, and tells of a call only what an event says of that call', async () => {
    say({ type: 'init', payload: { value: [] } });
    await turn();
    for (const { id, payload } of [...posted])
      say({ id, type: 'response', payload: { value: payload.value === 'user' ? { id: 'u1' } : [] } });
    await turn();
    say({ type: 'state', payload: { attribute: 'status', value: 'accepted', interaction: phone(first) } });
    say({ type: 'state', payload: { attribute: 'activeInteraction', value: { id: first } } });
    const settled: unknown[] = [];
    const commands = [
      { type: 'call', destination: '0999999999', campaign: 'c' },
      { type: 'hold', call: first },
      { type: 'dtmf', call: first, digits: '12' },
      { type: 'transfer', call: first, kind: 'attended', toKind: 'number', to: '0888888888' },
      { type: 'hangup', call: first },
    ] as const;
    const sending = commands.map((command) => transport.send(command).finally(() => settled.push(command.type)));
    for (const each of sending) each.catch(() => undefined);
    await turn();
    const ids = posted.filter(({ payload }) => payload.command && payload.command !== 'detail').map(({ id }) => id);
    expect(ids).to.have.length(commands.length);
    const before = posted.length;
    let told = 0;
    for (let i = 0; i < tries.open; i++) {
      const data = message(ids);
      const isRight = !isInit(data) && !answers(data, ids);
      const count = news.length;
      if (isRight) say(data);
      else
        say(data, pick([window, null, frame.contentWindow]), pick(['null', '', 'https://evil.example', `${origin}/`]));
      if (news.length === count) continue;
      told++;
      const of = isRight ? subject(data) : undefined;
      for (const each of news.splice(count) as any[]) {
        const isLegal = each.agent
          ? of === 'agent' && ['ready', 'paused'].includes(each.agent.state)
          : each.call === of && states.includes(each.state) && /^\S{1,64}$/.test(each.call);
        if (!isLegal) throw new Error(`${JSON.stringify(data)} told ${JSON.stringify(each)}`);
      }
    }
    await turn();
    expect([settled, posted.length, wrong]).to.deep.equal([[], before, []]);
    expect(told, 'some were events').to.be.greaterThan(tries.open / 500);
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    for (const { id, payload } of posted.slice(-ids.length))
      say({ id, type: 'response', payload: payload.command === 'outbound' ? { value: phone(third) } : {} });
    expect((await sending[0]!) as any, 'then each is answered').to.include({ guid: third });
  }).timeout(120_000);
});
