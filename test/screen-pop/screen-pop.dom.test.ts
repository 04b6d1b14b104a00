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
import { closeTabs, ctiOf, openTab, portal, refusals } from './screen-pop.fixture.js';

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
  closeTabs();
  releaseClock();
});

/** Plays a page that is looked at, or not. */
function look(state: DocumentVisibilityState) {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** What the locks, the channels of those who ask are named by. */
const nameOf = (owner = '') => `portside-screen-pop ${owner}`.trim();
const lock = nameOf();
/** Whether a page has the lock of those who ask, and whether one waits for it. */
async function turns(wanted = lock) {
  const { held = [], pending = [] } = await navigator.locks.query();
  return { isHeld: held.some(({ name }) => name === wanted), isWanted: pending.some(({ name }) => name === wanted) };
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

  it('keeps the lead while nobody waits for it, also when its portal does not answer', async () => {
    const { on, asked, client } = portal();
    const { request } = LockManager.prototype;
    let requests = 0;
    ended.push(() => (LockManager.prototype.request = request));
    LockManager.prototype.request = function (this: LockManager, ...given: Parameters<LockManager['request']>) {
      requests += Number(given[0] === lock);
      return request.apply(this, given);
    } as typeof request;
    on.error = new CtiError('TIMEOUT', 'No answer.');
    stopLater(watchCalls(client, () => undefined, { pace: 1 }));
    await until(() => asked() === 1);
    await seconds(2);
    expect(asked()).to.equal(2);
    delete on.error;
    await seconds(5);
    expect([asked(), requests]).to.deep.equal([4, 1]);
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

describe('the screen pop of several tabs @engines', () => {
  const owner = 'Agent1@https://portal.example';
  const watch = (client: CtiClient) => stopLater(watchCalls(client, () => undefined, { pace: 1 }));

  /** The first tab asks its portal, and the other one waits for its turn. */
  async function openTwo() {
    const first = portal(owner);
    watch(first.client);
    await until(() => first.asked() === 1);
    const { tab } = await openTab();
    const other = tab.portal(owner);
    tab.watchCalls(other.client, () => undefined, { pace: 1 });
    await until(async () => (await turns(nameOf(owner))).isWanted, 'the other waits for its turn');
    return { first, other, tab };
  }

  it('is led by the tab that has a portal to ask, also where one without a portal was there before', async () => {
    const { tab: crm } = await openTab();
    const nobody = crm.portal(owner);
    nobody.on.isGone = true;
    let looks = 0;
    const { supports } = nobody.client;
    nobody.client.supports = (type) => (looks++, supports.call(nobody.client, type));
    crm.watchCalls(nobody.client, () => undefined);
    await until(() => looks, 'it looks whether there is a portal');
    expect(await turns(nameOf(owner))).to.deep.equal({ isHeld: false, isWanted: false });

    const form = portal(owner);
    const heard: string[] = [];
    stopLater(watchCalls(form.client, ({ guid = '' }) => heard.push(guid), { pace: 1 }));
    await until(() => form.asked() === 1);
    form.on.call = ctiOf('g-1');
    await seconds(1);
    expect([form.asked(), heard, nobody.asked()]).to.deep.equal([2, ['g-1'], 0]);
  });

  it('passes to a tab that waits once nobody answers, and back when that one has no portal any more', async () => {
    const { first, other, tab } = await openTwo();
    first.on.error = new CtiError('UNREACHABLE', 'No portal answers.');
    await seconds(1);
    await until(() => other.asked() === 1);
    expect(await turns(nameOf(owner)), 'nobody waits').to.deep.equal({ isHeld: true, isWanted: false });
    await tab.pass(5_000);
    await seconds(60);
    expect([first.asked(), other.asked()]).to.deep.equal([2, 6]);

    delete first.on.error;
    look('hidden');
    look('visible');
    await until(async () => (await turns(nameOf(owner))).isWanted, 'the first waits for its turn');
    other.on.isGone = true;
    await tab.pass(1_000);
    await until(() => first.asked() === 3);
    await seconds(1);
    expect([first.asked(), other.asked()]).to.deep.equal([4, 6]);
  });

  it('passes to a tab that waits when the portal of the one that leads says nothing, or its client is closed', async () => {
    for (const end of ['silence', 'close'] as const) {
      const { first, other, tab } = await openTwo();
      if (end === 'silence') first.on.error = new CtiError('TIMEOUT', 'No answer.');
      else first.client.close();
      await seconds(1);
      await until(() => other.asked() === 1, `${end}: the other asks`);
      if (end === 'silence')
        await until(async () => (await turns(nameOf(owner))).isWanted, 'the first waits behind it');
      else expect((await turns(nameOf(owner))).isWanted, 'a closed client waits for nothing').to.equal(false);
      await tab.pass(2_000);
      await seconds(60);
      expect([first.asked(), other.asked()], end).to.deep.equal([end === 'silence' ? 2 : 1, 3]);
      closeTabs();
      for (const stop of ended.splice(0)) stop();
    }
  });

  it('is nothing to a tab that nobody looks at: told of a call, it asks when it is looked at', async () => {
    const form = portal(owner);
    look('hidden');
    watch(form.client);
    const leader = new BroadcastChannel(nameOf(owner));
    const after = new BroadcastChannel(nameOf(owner));
    ended.push(() => (leader.close(), after.close()));
    const isThere = new Promise((resolve) => (after.onmessage = resolve)); // made later, so it hears it later
    leader.postMessage('call');
    await isThere;
    expect(form.asked()).to.equal(0);
    look('visible');
    await until(() => form.asked() === 1);
  });

  it('is told by the tab that leads alone: one that hears of the call from it says nothing', async () => {
    const form = portal(owner);
    form.on.call = ctiOf('g-1');
    let free = () => undefined as void;
    await new Promise<void>((resolve) => {
      void navigator.locks.request(nameOf(owner), () => new Promise<void>((end) => (resolve(), (free = end))));
    });
    ended.push(() => free());
    const heard: string[] = [];
    stopLater(watchCalls(form.client, ({ guid = '' }) => heard.push(guid), { pace: 1 }));
    const leader = new BroadcastChannel(nameOf(owner));
    const told: unknown[] = [];
    leader.onmessage = ({ data }) => told.push(data);
    ended.push(() => leader.close());
    leader.postMessage('call');
    await until(() => heard.length === 1);
    form.on.call = ctiOf('g-2');
    free();
    await until(() => heard.length === 2, 'it leads, and asks');
    await until(() => told.length);
    expect(told, 'of the second call alone').to.deep.equal(['call']);
  });

  it('is shared by the clients of one page: each with a portal asks it, one without asks nothing', async () => {
    const [one, two, none] = [portal(owner), portal(owner), portal(owner)];
    none.on.isGone = true;
    for (const { client } of [none, one, two]) watch(client);
    await until(() => one.asked() === 1 && two.asked() === 1);
    two.on.error = new CtiError('UNREACHABLE', 'No portal answers.');
    await seconds(3);
    expect([one, two, none].map(({ asked }) => asked())).to.deep.equal([4, 2, 0]);
  });

  it('leaves neither channel nor lock behind when nobody listens any more', async () => {
    const open = new Set<BroadcastChannel>();
    const { BroadcastChannel } = globalThis;
    ended.push(() => (globalThis.BroadcastChannel = BroadcastChannel));
    globalThis.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        open.add(this);
      }

      override close() {
        super.close();
        open.delete(this);
      }
    };
    const [one, two] = [portal(owner), portal(owner)];
    const stops = [watch(one.client), watch(one.client), watch(two.client)];
    await until(() => one.asked() === 1 && two.asked() === 1);
    const named = () => [...open].filter(({ name }) => name === nameOf(owner)).length;
    for (const left of [1, 1, 0]) {
      stops.pop()?.();
      expect(named()).to.equal(left);
    }
    await until(async () => !(await turns(nameOf(owner))).isHeld);
  });

  it('is led again by a tab whose portal answers when it is told of a call', async () => {
    const form = portal(owner);
    form.on.error = new CtiError('UNREACHABLE', 'No portal answers.');
    watch(form.client);
    await until(() => form.asked() === 1);
    await seconds(60);
    expect(form.asked()).to.equal(1);
    delete form.on.error;
    const leader = new BroadcastChannel(nameOf(owner));
    leader.postMessage('call');
    await until(() => form.asked() === 3, 'it asks once, and then leads');
    leader.close();
    await seconds(1);
    expect(form.asked()).to.equal(4);
  });

  it('is asked for each agent: two of them lead side by side, and one hears nothing of the other’s calls', async () => {
    const { tab } = await openTab();
    const ana = tab.portal(owner);
    tab.watchCalls(ana.client, () => undefined, { pace: 1 });
    await until(() => ana.asked() === 1);
    const luis = portal('Agent2@https://portal.example');
    watch(luis.client);
    await until(() => luis.asked() === 1);
    const heard: string[] = [];
    const channels = [owner, 'Agent2@https://portal.example'].map((each) => {
      const channel = new BroadcastChannel(nameOf(each));
      channel.onmessage = () => heard.push(each);
      ended.push(() => channel.close());
      return channel;
    });
    luis.on.call = ctiOf('g-1');
    await seconds(1);
    await until(() => heard.length === 1);
    expect(heard).to.deep.equal(['Agent2@https://portal.example']);
    channels[0]?.postMessage('call');
    await until(() => ana.asked() === 2, 'the word that came later has arrived');
    expect([ana.asked(), luis.asked()]).to.deep.equal([2, 2]);
  });

  for (const refused of refusals)
    it(`goes on in a browser that refuses ${refused}`, async () => {
      const { tab } = await openTab(refused);
      const form = tab.portal(owner);
      const heard: string[] = [];
      const stop = tab.watchCalls(form.client, ({ guid = '' }) => heard.push(guid), { pace: 1 });
      await until(() => form.asked() === 1);
      form.on.call = ctiOf('g-1');
      await tab.pass(1_000);
      expect([form.asked(), heard]).to.deep.equal([2, ['g-1']]);
      form.on.error = new CtiError('TIMEOUT', 'No answer.');
      await tab.pass(3_000);
      expect(form.asked()).to.equal(4);
      stop();
      await tab.pass(60_000);
      expect(form.asked()).to.equal(4);
      if (refused === 'a look at the locks') expect(tab.wrong).to.deep.equal([]);
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
      destinations: () => undefined,
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
