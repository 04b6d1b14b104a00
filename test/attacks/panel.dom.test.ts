import { expect } from 'chai';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { until } from '../until.js';
import {
  call,
  closePanels,
  first,
  openExtension,
  openPanel,
  phone,
  second,
  silent,
  turn,
} from '../transports/sinch-panel/sinch-panel.fixture.js';
import { otherOrigin } from '../transports/portal/portal.fixture.js';
import { closeAttackers, openAttacker, openPopup } from './attacker.js';

afterEach(() => {
  closeAttackers();
  closePanels();
});

/** What a panel says: that somebody calls, who the agent is, and that an action was done. */
const forged = (id = 'portside-1') => [
  { type: 'init', payload: { value: [] } },
  { type: 'state', payload: { attribute: 'status', value: 'incoming', interaction: phone(second) } },
  { type: 'state', payload: { attribute: 'status', value: 'ended', interaction: phone(first) } },
  { type: 'state', payload: { attribute: 'work_status', value: 'ready' } },
  { id, type: 'response', payload: { value: phone(second) } },
];

/** A panel with a call that is on, and a dial that waits for its answer. */
async function withDial() {
  const opened = await openPanel();
  const { panel, tell, send, asked, heard, news } = opened;
  await tell('status', 'accepted', phone(first));
  panel.answers = () => silent;
  let settled = false;
  const sent = send(call).finally(() => (settled = true));
  sent.catch(() => undefined);
  await until(() => asked().length === 1);
  news.splice(0);
  const { id } = heard.at(-1);
  return { ...opened, sent, id, isSettled: () => settled };
}

describe('a stranger beside Sinch’s panel', () => {
  for (const [who, origin] of Object.entries({
    'of the panel’s origin': otherOrigin,
    'of this page’s origin': location.origin,
    'without an origin': 'null',
  })) {
    it(`${who} answers nothing, tells nothing and silences nobody [C-353]`, async () => {
      const { id, sent, isSettled, news, say, questions } = await withDial();
      const stranger = await openAttacker(origin);
      const before = questions().length;
      await stranger.attack({ to: 'parent', messages: forged(id), times: 100 });
      await stranger.attack({ to: 'parent', size: 1_000_000 });
      await turn();
      expect([isSettled(), news, questions().length]).to.deep.equal([false, [], before]);
      await say({ id, type: 'response', payload: { value: phone(second) } });
      expect((await sent).guid).to.equal(second);
    });
  }

  it('inside the panel, of its own origin, is not the panel', async () => {
    const { id, run, isSettled, news, log } = await withDial();
    const script = `for (const each of ${JSON.stringify(forged(id))}) parent.parent.postMessage(each, '*')`;
    const page = JSON.stringify(`<script>${script}</script>`);
    await run(`
      const nested = document.createElement('iframe');
      nested.srcdoc = ${page};
      document.body.append(nested);
    `);
    await until(() => log.find(({ detail }) => detail?.why === 'another window' && detail.count === 5));
    expect([isSettled(), news]).to.deep.equal([false, []]);
  });

  it('that opened this page, or was opened by it, is not the panel, and neither is this page itself', async () => {
    const { id, isSettled, news } = await withDial();
    const { frame: other } = await openAttacker(location.origin);
    for (const source of [other.contentWindow, window, null])
      for (const data of forged(id))
        window.dispatchEvent(new MessageEvent('message', { source, origin: otherOrigin, data }));
    for (const data of forged(id)) window.postMessage(data, '*');
    await turn();
    await turn();
    expect([isSettled(), news]).to.deep.equal([false, []]);
  });

  it('in a window that this page has opened, of the panel’s origin or of this page’s, is not the panel [C-353]', async () => {
    for (const origin of [otherOrigin, location.origin]) {
      const { id, sent, isSettled, news, say, refusals } = await withDial();
      const { attack } = await openPopup(origin);
      await attack({ to: 'opener', messages: forged(id), times: 20 });
      await until(() => refusals().includes('another window'));
      expect([isSettled(), news]).to.deep.equal([false, []]);
      await say({ id, type: 'response', payload: { value: phone(second) } });
      expect((await sent).guid).to.equal(second);
      closePanels();
    }
  });

  it('in a window that this page has opened is not the panel around a page either [C-352]', async () => {
    const page = await openExtension();
    await until(() => page.heard.length === 1);
    const { attack } = await openPopup(location.origin);
    await attack({ to: 'opener', messages: forged() });
    await until(async () => (await page.ask('refused')).length);
    expect((await page.ask('refused')).map(({ why }: any) => why)).to.deep.equal(['another window']);
    expect(await page.ask('news')).to.deep.equal([]);
    expect(await page.ask('supports', 'call')).to.include({ ok: false });
  });

  it('without an origin in the panel’s own frame, which is a sandbox, is not heard, and is sent nothing [C-353]', async () => {
    const { frame, transport, heard, asked, news, attach, send, log } = await openPanel();
    const attached = attach();
    const known = [asked().length, heard.length];
    frame.setAttribute('sandbox', 'allow-scripts');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.src = `${frame.src}?again`;
    await Promise.all([attached, loaded]);
    const { id } = log.findLast(({ what }) => what === 'sent')!.detail;
    frame.contentWindow!.postMessage('after it', '*');
    await until(() => heard.includes('after it'));
    expect([asked().length, heard.length - 1]).to.deep.equal(known);
    const opened = { source: frame.contentWindow, origin: 'null' };
    for (const data of forged(id)) window.dispatchEvent(new MessageEvent('message', { ...opened, data }));
    expect(news).to.deep.equal([]);
    expect(transport.supports('call')).to.include({ ok: false, code: 'UNREACHABLE' });
    expect(await failure(send(call))).to.include({ code: 'UNREACHABLE', maybeSent: false });
  });

  it('in the panel’s own window, but of another origin, is not heard, and hears nothing', async () => {
    const { frame, transport, send, id, sent, run, isSettled, news, asked, heard } = await withDial();
    const origins = [location.origin, 'null', '', otherOrigin.toUpperCase(), `${otherOrigin}/`, 'https://evil.example'];
    for (const origin of origins)
      for (const data of forged(id))
        window.dispatchEvent(new MessageEvent('message', { source: frame.contentWindow, origin, data }));
    expect([isSettled(), news]).to.deep.equal([false, []]);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    void run(`location.replace(${JSON.stringify(`${location.origin}/test/fixtures/attacker.html`)})`).catch(() => 0);
    await loaded;
    const known = [asked().length, heard.length];
    const evil: unknown[] = [];
    frame.contentWindow!.addEventListener('message', ({ data }) => evil.push(data));
    expect(transport.supports('call')).to.include({ ok: false, code: 'UNREACHABLE' });
    expect(await failure(send({ type: 'hangup', call: first }))).to.include({ maybeSent: false });
    frame.contentWindow!.postMessage('after it', '*');
    await until(() => evil.includes('after it'));
    expect([evil, asked().length, heard.length]).to.deep.equal([['after it'], ...known]);
    transport.close();
    expect(await failure(sent)).to.include({ code: 'CANCELED', maybeSent: true });
  });

  it('beside a page that the panel frames is not the panel', async () => {
    const page = await openExtension();
    await until(() => page.heard.length === 1);
    for (const origin of [location.origin, otherOrigin]) {
      const stranger = await openAttacker(origin);
      await stranger.attack({ messages: forged() });
    }
    await until(async () => (await page.ask('refused')).length);
    expect(await page.ask('supports', 'call')).to.include({ ok: false });
    expect(await page.ask('news')).to.deep.equal([]);
    expect((await page.ask('refused')).map(({ why }: any) => why)).to.deep.equal(['another window']);
  });
});

describe('odd messages of Sinch’s own panel', () => {
  const deep = (levels: number): object => (levels ? { payload: deep(levels - 1) } : {});
  const circle: any = { type: 'state', payload: { attribute: 'status', value: 'accepted' } };
  circle.payload.interaction = circle;
  const shared: any[] = [];
  for (let i = 0; i < 40; i++) shared.push(shared.slice(-8));
  const holes: unknown[] = [];
  holes.length = 4_000_000_000;
  const event = (interaction: unknown) => ({
    type: 'state',
    payload: { attribute: 'status', value: 'incoming', interaction },
  });
  const odd: Record<string, unknown> = {
    'a text': JSON.stringify(event(phone(second))),
    'a number': 5,
    nothing: null,
    'a list': [event(phone(second))],
    'a map': new Map(Object.entries(event(phone(second)))),
    'a date in it': event({ ...phone(second), at: new Date() }),
    'a map in it': event(new Map(Object.entries(phone(second)))),
    'a buffer': event({ ...phone(second), more: new Uint8Array(10) }),
    'an error': Object.assign(new Error('x'), { type: 'init', payload: { value: [] } }),
    'too deep': { ...event(phone(second)), more: deep(20) },
    'a circle': circle,
    'shared lists that grow without end': { ...event(phone(second)), shared },
    'a list of holes': { ...event(phone(second)), holes },
    'a long text': event({ ...phone(second), more: 'x'.repeat(300_000) }),
    'long names': event({ ...phone(second), ['x'.repeat(300_000)]: 1 }),
    'many values': event({ ...phone(second), more: Array.from({ length: 30_000 }, () => 1) }),
    'a text in the place of the payload': { type: 'state', payload: 'status' },
    'a list in the place of the payload': { type: 'state', payload: [['attribute', 'status']] },
    'an older protocol': { type: 'state', payload: { ...event(phone(second)).payload, type: 'MESSAGE' } },
    'an init of a list in a list': { type: ['init'], payload: { value: [] } },
    'an id with blanks': event(phone('a b')),
    'an id that is an object': event({ ...phone(second), id: { toString: 1 } }),
    'an unknown word': {
      type: 'state',
      payload: { attribute: 'status', value: 'constructor', interaction: phone(second) },
    },
    'an unknown attribute': { type: 'state', payload: { attribute: '__proto__', value: 'x' } },
    'a word of a call in another type': { ...event(phone(second)), type: 'status' },
    'prototype keys': JSON.parse(
      `{"__proto__":${JSON.stringify(event(phone(second)))},"type":"state","payload":{"__proto__":{"attribute":"status","value":"incoming","interaction":{"id":"x"}},"constructor":{"prototype":{"admin":true}}}}`,
    ),
    'all of it in the prototype': JSON.parse(`{"__proto__":${JSON.stringify(event(phone(second)))}}`),
  };

  it('change nothing, and are told in the log [C-354]', async () => {
    const { frame, id, isSettled, news, refusals, questions } = await withDial();
    const clock = holdClock();
    const before = questions().length;
    for (const [name, data] of Object.entries(odd)) {
      const started = performance.timeOrigin + performance.now();
      window.dispatchEvent(new MessageEvent('message', { source: frame.contentWindow, origin: otherOrigin, data }));
      expect(performance.timeOrigin + performance.now() - started, name).to.be.lessThan(1_000);
      expect([isSettled(), news], name).to.deep.equal([false, []]);
    }
    for (const other of [`${id}x`, id.toUpperCase(), ` ${id}`, [id], { id }, '__proto__', 'constructor', '', 0])
      window.dispatchEvent(
        new MessageEvent('message', {
          source: frame.contentWindow,
          origin: otherOrigin,
          data: { id: other, type: 'response', payload: { value: phone(second) } },
        }),
      );
    await turn();
    expect([isSettled(), news, questions().length]).to.deep.equal([false, [], before]);
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    expect('admin' in {}).to.equal(false);
    await clock.tickAsync(1_000);
    expect(refusals()).to.include.members([
      ...['no object', 'too deep', 'too long', 'no plain object', 'no event', 'an older protocol'],
      ...['no question of ours, or too late', 'an event that is not understood'],
    ]);
  });

  it('that are made of accessors or classes arrive without them', async () => {
    const { run, isSettled, news, id } = await withDial();
    await run(`
      class Evil { get type() { return 'init'; } get payload() { return { value: [] }; } }
      parent.postMessage(new Evil(), '*');
      parent.postMessage(Object.create({ id: '${id}', type: 'response', payload: {} }), '*');
      let reads = 0;
      const twice = { type: 'response', id: 'x', get payload() { return ++reads > 1 ? {} : { value: 1 }; } };
      parent.postMessage(twice, '*');
      try { parent.postMessage(new Proxy({}, {}), '*'); } catch {}
      try { parent.postMessage({ type: 'state', payload: () => 0 }, '*'); } catch {}
    `);
    expect([isSettled(), news]).to.deep.equal([false, []]);
  });

  it('in a flood silence the panel for a second at most, and nobody dials again', async () => {
    const clock = holdClock();
    const { frame, id, isSettled, sent, asked, say } = await withDial();
    for (let i = 0; i < 1_000; i++)
      window.dispatchEvent(
        new MessageEvent('message', { source: frame.contentWindow, origin: otherOrigin, data: { type: i } }),
      );
    await say({ id, type: 'response', payload: { value: phone(second) } });
    expect(isSettled(), 'it was dropped unread').to.equal(false);
    await clock.tickAsync(1_000);
    await say({ id, type: 'response', payload: { value: phone(second) } });
    expect((await sent).guid).to.equal(second);
    expect(asked()).to.have.length(1);
  });

  it('mean the same in a page whose objects have properties of all that we read', async () => {
    const names = ['error', 'value', 'type', 'id', 'payload', 'attribute', 'interaction', 'channel_type', 'recording'];
    const { send, asked, say, heard, panel } = await openPanel();
    panel.answers = () => silent;
    const sent = send({ type: 'hold', call: first });
    await until(() => asked().length === 1);
    const { id } = heard.at(-1);
    for (const name of names)
      Object.defineProperty(Object.prototype, name, { value: 'x', configurable: true, writable: true });
    try {
      window.dispatchEvent(
        new MessageEvent('message', {
          source: window,
          origin: otherOrigin,
          data: { id, type: 'response', payload: {} },
        }),
      );
      await say({ id, type: 'response', payload: Object.create(null) });
      await sent.catch(() => undefined);
    } finally {
      for (const name of names) delete (Object.prototype as any)[name];
    }
    expect(await sent).to.include({ status: 'confirmed' });
  });
});
