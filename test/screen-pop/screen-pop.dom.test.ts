import { expect } from 'chai';
import { html } from 'lit';
import type { CtiClient } from '../../src/core/client.js';
import type { Cti } from '../../src/core/commands.js';
import { createClient } from '../../src/create-client.js';
import { CtiScreenPop } from '../../src/elements/cti-screen-pop/cti-screen-pop.js';
import { CtiSession } from '../../src/elements/cti-session/cti-session.js';
import { CtiError } from '../../src/core/errors.js';
import { watchCalls } from '../../src/screen-pop/index.js';
import { holdClock, releaseClock, type Clock } from '../clock.js';
import { clientOf, define, fakeTransport, mount } from '../elements/elements.fixture.js';
import { until } from '../until.js';

define('cti-session', CtiSession);
define('cti-screen-pop', CtiScreenPop);

let clock: Clock;
const seconds = (count: number) => clock.tickAsync(count * 1_000);

const ended: (() => void)[] = [];
const stopLater = (stop: () => void) => (ended.push(stop), stop);

beforeEach(() => {
  clock = holdClock();
});

afterEach(() => {
  for (const end of ended.splice(0)) end();
  look('visible');
  releaseClock();
});

const ctiOf = (guid: string): Cti => ({
  guid,
  campaign: 'Sale->',
  callerId: '091000000',
  data: [['name', 'Ana']],
  raw: {},
});

/** A portal that tells of `on.call`; `on.error` is what it fails with. */
function portal() {
  const on: { call: Cti | null; error?: CtiError } = { call: null };
  const transport = fakeTransport({
    can: ['cti'],
    send: () => {
      if (on.error) throw on.error;
      return { status: 'confirmed', transport: 'fake', cti: on.call };
    },
  });
  return { on, asked: () => transport.sent.length, client: clientOf(transport) };
}

/** Plays a page that is looked at, or not. */
function look(state: DocumentVisibilityState) {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

const lock = 'portside-screen-pop';
/** Whether a page has the lock of those who ask, and whether one waits for it. */
async function turns() {
  const { held = [], pending = [] } = await navigator.locks.query();
  return { isHeld: held.some(({ name }) => name === lock), isWanted: pending.some(({ name }) => name === lock) };
}

describe('the screen pop @engines', () => {
  it('asks the portal again and again, and tells of each call once, with its variables', async () => {
    const { on, asked, client } = portal();
    const heard: Cti[] = [];
    stopLater(watchCalls(client, (cti) => heard.push(cti), { pace: 1 }));
    await until(() => asked() === 1);
    expect(heard).to.deep.equal([]);
    on.call = ctiOf('g-1');
    await seconds(0.999);
    expect(asked()).to.equal(1);
    await seconds(0.001);
    await seconds(1);
    expect(asked()).to.equal(3);
    expect(heard.map(({ guid, data }) => [guid, data])).to.deep.equal([['g-1', [['name', 'Ana']]]]);
    on.call = ctiOf('g-2');
    await seconds(1);
    expect(heard.map(({ guid }) => guid)).to.deep.equal(['g-1', 'g-2']);
  });

  it('stops when nobody listens any more, and one listener of two keeps it up', async () => {
    const { asked, client } = portal();
    const first = stopLater(watchCalls(client, () => undefined, { pace: 1 }));
    const second = stopLater(watchCalls(client, () => undefined, { pace: 30 }));
    await until(() => asked() === 1);
    await seconds(1);
    expect(asked()).to.equal(2);
    second();
    await seconds(1);
    expect(asked()).to.equal(3);
    first();
    await seconds(60);
    expect(asked()).to.equal(3);
  });

  it('asks nothing while nobody looks at the page', async () => {
    const { asked, client } = portal();
    look('hidden');
    stopLater(watchCalls(client, () => undefined, { pace: 1 }));
    expect(await turns()).to.deep.equal({ isHeld: false, isWanted: false });
    await seconds(60);
    expect(asked()).to.equal(0);
    look('visible');
    await until(() => asked() === 1);
    expect(await turns()).to.include({ isHeld: true });
    look('hidden');
    await seconds(60);
    expect(asked()).to.equal(1);
  });

  it('never asks where there is no portal', async () => {
    const transport = fakeTransport({ can: ['call'] });
    const { supports } = transport;
    let looks = 0;
    transport.supports = (type) => (type === 'cti' && looks++, supports(type));
    stopLater(watchCalls(clientOf(transport), () => undefined, { pace: 1 }));
    await until(() => looks, 'it looks whether there is a portal');
    await seconds(60);
    expect(transport.sent).to.deep.equal([]);
  });

  it('gives up where the framing page turns out to be no portal, until the page is looked at again', async () => {
    const { on, asked, client } = portal();
    on.error = new CtiError('UNREACHABLE', 'No portal answers.');
    stopLater(watchCalls(client, () => undefined, { pace: 1 }));
    await until(() => asked() === 1);
    await seconds(60);
    expect(asked()).to.equal(1);
    look('hidden');
    look('visible');
    await until(() => asked() === 2);
  });

  it('asks a portal that does not answer less and less', async () => {
    const { on, asked, client } = portal();
    on.error = new CtiError('TIMEOUT', 'No answer.');
    stopLater(watchCalls(client, () => undefined, { pace: 1 }));
    await until(() => asked() === 1);
    for (const [at, pause] of [2, 4, 8, 16, 32, 60, 60].entries()) {
      await seconds(pause - 0.001);
      expect(asked(), `less than ${pause} seconds later`).to.equal(at + 1);
      await seconds(0.001);
      expect(asked()).to.equal(at + 2);
    }
  });

  it('lets one tab ask; the others ask once when that one tells of a call', async () => {
    const { asked, client } = portal();
    let free = () => undefined as void;
    const taken = new Promise<void>((resolve) => {
      void navigator.locks.request(lock, () => new Promise<void>((release) => (resolve(), (free = release))));
    });
    await taken;
    stopLater(watchCalls(client, () => undefined, { pace: 1 }));
    await until(async () => (await turns()).isWanted, 'it waits for its turn');
    await seconds(60);
    expect(asked(), 'another tab leads').to.equal(0);
    const leader = new BroadcastChannel('portside-screen-pop');
    leader.postMessage('call');
    await until(() => asked() === 1);
    leader.close();
    free();
    await until(() => asked() === 2);
    await seconds(1);
    expect(asked()).to.equal(3);
  });

  it('tells the other tabs as soon as it hears of a call', async () => {
    const { on, client } = portal();
    const other = new BroadcastChannel('portside-screen-pop');
    const told: unknown[] = [];
    other.onmessage = ({ data }) => told.push(data);
    ended.push(() => other.close());
    on.call = ctiOf('g-1');
    stopLater(watchCalls(client, () => undefined, { pace: 1 }));
    await until(() => told.length === 1);
    expect(told, 'nothing of the call itself').to.deep.equal(['call']);
  });

  it('leaves in the log what brought something new, and nothing of the questions that did not', async () => {
    const { on, asked, client } = portal();
    stopLater(watchCalls(client, () => undefined, { pace: 1 }));
    await until(() => asked() === 1);
    await seconds(1);
    client.log.write('state', 'page', { state: 'kept' });
    on.call = ctiOf('g-1');
    await seconds(2);
    expect(asked()).to.equal(4);
    expect(client.log.lines.map(({ what }) => what)).to.deep.equal(['state', 'command', 'reply']);
  });
});

describe('cti-screen-pop', () => {
  async function mountPop(client: CtiClient) {
    const session = await mount<CtiSession>(
      html`<cti-session .client=${client}><cti-screen-pop pace="1"></cti-screen-pop></cti-session>`,
    );
    const changes: (string | undefined)[] = [];
    session.addEventListener('cti-change', ({ cti }) => changes.push(cti?.guid));
    return { session, changes, pop: session.querySelector('cti-screen-pop') as CtiScreenPop };
  }

  it('lets the session say cti-change once for each call', async () => {
    const { on, asked, client } = portal();
    const { changes } = await mountPop(client);
    await until(() => asked() === 2, 'the session and the screen pop have asked');
    on.call = ctiOf('g-1');
    await seconds(1);
    expect(changes).to.deep.equal(['g-1']);
    await seconds(2);
    expect([asked(), changes]).to.deep.equal([5, ['g-1']]);
  });

  it('shows nothing, and asks nothing once it is disabled, taken away, or its session has another client', async () => {
    const { asked, client } = portal();
    const { pop, session } = await mountPop(client);
    expect(getComputedStyle(pop).display).to.equal('none');
    await until(() => asked() === 2, 'the session and the screen pop have asked');
    await seconds(1);
    expect(asked()).to.equal(3);
    pop.disabled = true;
    await pop.updateComplete;
    await seconds(60);
    expect(asked()).to.equal(3);
    pop.disabled = false;
    await until(() => asked() === 4);
    await seconds(1);
    expect(asked()).to.equal(5);
    const next = createClient({
      portalOrigin: '',
      integraUrl: '/none',
      agent: '',
      phone: '',
      tech: '',
      context: '',
      authorization: () => undefined,
      dialerTimeZone: () => undefined,
      outboxPlain: false,
      outboxDays: 0,
      outboxKey: undefined,
      outboxHours: 24,
    });
    session.client = next.client;
    await session.updateComplete;
    await pop.updateComplete;
    await seconds(60);
    expect(asked()).to.equal(5);
  });
});
