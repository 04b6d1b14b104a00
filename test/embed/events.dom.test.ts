import { expect } from 'chai';
import { CtiError } from '../../src/core/errors.js';
import { failure } from '../failure.js';
import { embedPlayed, meet, until } from './embed.fixture.js';

const call = { guid: 'guid-1', destination: '091000000', campaign: 'Sale->', since: 1 };
const command = { type: 'hangup' };

describe('what a widget tells', () => {
  it('reaches the listeners with the known fields only', async () => {
    const embed = embedPlayed();
    const heard: unknown[] = [];
    for (const name of ['call', 'result', 'change', 'resize'] as const)
      embed.on(name, (event) => heard.push([name, event]));
    const { host } = await meet(await embed.next());
    await host.tell('call', { call, isReplay: false, further: 1 });
    await host.tell('result', { command, reply: { status: 'sent', transport: 'portal' }, further: 1 });
    await host.tell('change', { current: call, cti: null, outbox: { waiting: 1 }, supports: {}, further: 1 });
    await host.tell('resize', { height: 99.2, further: 1 });
    expect(heard).to.deep.equal([
      ['call', { call, cti: null, isNew: true, isReplay: false }],
      ['result', { command, reply: { status: 'sent', transport: 'portal' } }],
      ['change', { current: call, calls: [], agent: undefined, cti: null, outbox: { waiting: 1 }, supports: {} }],
      ['resize', { height: 100 }],
    ]);
  });

  it('of an error has code, field, detail and whether it may have happened, and is an error of this page', async () => {
    const embed = embedPlayed();
    let error: CtiError | undefined;
    embed.on('error', (event) => (error = event.error));
    const { host } = await meet(await embed.next());
    await host.tell('error', {
      command,
      error: {
        name: 'CtiError',
        code: 'REJECTED',
        message: 'It said no.',
        detail: '0',
        field: 'x',
        transport: 'integra',
        maybeSent: true,
        retryAfter: 1_000,
      },
    });
    expect(error).to.be.instanceOf(CtiError);
    expect(error).to.include({
      code: 'REJECTED',
      message: 'It said no.',
      detail: '0',
      field: 'x',
      transport: 'integra',
      maybeSent: true,
      retryAfter: 1_000,
    });
  });

  it('and is of another shape is dropped', async () => {
    const embed = embedPlayed();
    const heard: unknown[] = [];
    for (const name of ['call', 'result', 'error', 'change', 'resize'] as const)
      embed.on(name, (event) => heard.push([name, event]));
    const { host } = await meet(await embed.next());
    const wrong = [
      undefined,
      null,
      5,
      'text',
      [],
      {},
      { call: 'guid' },
      { call: {} },
      { command },
      { error: {} },
      { command: 5, error: { code: 'X', message: 'x' } },
      { reply: {} },
      { height: '5' },
      { height: NaN },
      { height: -1 },
    ];
    for (const name of ['call', 'result', 'error', 'change', 'resize', 'constructor', '__proto__', 'toString', 5, null])
      for (const detail of wrong) await host.tell(name, detail);
    expect(heard).to.deep.equal([]);
  });

  it('of one call comes once, also when the widget is loaded again', async () => {
    const embed = embedPlayed();
    const guids: (string | undefined)[] = [];
    embed.on('call', (event) => guids.push(event.call.guid));
    const { host } = await meet(await embed.next());
    await host.tell('call', { call });
    const next = embed.next();
    embed.frame.contentWindow!.location.reload();
    const again = await meet(await next, {}, { protocol: 2, page: 'second' });
    await again.host.tell('call', { call, isReplay: true });
    await again.host.tell('call', { call: { ...call, guid: 'guid-2' } });
    expect(guids).to.deep.equal(['guid-1', 'guid-2']);
  });

  it('of a call comes again with each state and flag, and says which is the first of its call', async () => {
    const embed = embedPlayed();
    const heard: unknown[] = [];
    embed.on('call', ({ call: { guid, state, muted }, isNew }) => heard.push([guid, state, muted, isNew]));
    const { host } = await meet(await embed.next());
    const tell = (more: object) => host.tell('call', { call: { ...call, state: 'ringing', muted: false, ...more } });
    await tell({});
    await tell({});
    await tell({ state: 'connected' });
    await tell({ state: 'connected', muted: true });
    await tell({ guid: 'guid-2' });
    await tell({ state: 'ended' });
    expect(heard).to.deep.equal([
      ['guid-1', 'ringing', false, true],
      ['guid-1', 'connected', false, false],
      ['guid-1', 'connected', true, false],
      ['guid-2', 'ringing', false, true],
      ['guid-1', 'ended', false, false],
    ]);
  });

  it('of its height makes the frame as high, up to 10000 pixels', async () => {
    const [grows, stays] = [embedPlayed(), embedPlayed({ autoHeight: false })];
    const [first, second] = await Promise.all([
      grows.next().then((window) => meet(window)),
      stays.next().then((window) => meet(window)),
    ]);
    await first.host.tell('resize', { height: 321 });
    await second.host.tell('resize', { height: 321 });
    expect([grows.frame.height, stays.frame.height]).to.deep.equal(['321', '']);
    await first.host.tell('resize', { height: 1e9 });
    expect(grows.frame.height).to.equal('10000');
  });

  it('is asked for by name: a widget hears which events somebody listens to', async () => {
    const embed = embedPlayed({ autoHeight: false });
    const heard: string[][] = [];
    const { welcome } = await meet(await embed.next(), { set: ({ hears }) => (heard.push(hears), { value: null }) });
    const [first, second] = [embed.on('call', () => undefined), embed.on('call', () => undefined)];
    await until(() => heard.length === 1);
    first();
    await until(() => heard.length === 2);
    second();
    await until(() => heard.length === 3);
    expect([welcome.settings.hears, ...heard]).to.deep.equal([[], ['call'], ['call'], []]);
  });

  it('of a dial reaches a listener of the moment before: the widget hears of it first', async () => {
    const embed = embedPlayed();
    const asked: string[] = [];
    const note = (what: string) => () => (asked.push(what), { value: { status: 'sent', transport: 'played' } });
    await meet(await embed.next(), { set: note('set'), dial: note('dial') });
    embed.on('error', () => undefined);
    await embed.dial('091000000');
    expect(asked).to.deep.equal(['set', 'dial']);
  });

  it('reaches the next listener when one throws', async () => {
    const embed = embedPlayed();
    const { reportError } = window;
    const reported: unknown[] = [];
    window.reportError = (error) => reported.push((error as Error).message);
    let heard = 0;
    embed.on('resize', () => {
      throw new Error('mine');
    });
    embed.on('resize', () => (heard += 1));
    const { host } = await meet(await embed.next());
    await host.tell('resize', { height: 5 });
    window.reportError = reportError;
    expect([heard, reported]).to.deep.equal([1, ['mine']]);
  });
});

describe('an answer of a widget', () => {
  for (const [how, given, code] of [
    ['with an error', { error: { name: 'CtiError', code: 'BUSY', message: 'Later.', detail: '429' } }, 'BUSY'],
    ['without sense', { value: { guid: 5 } }, 'PROTOCOL'],
    ['with nothing', { value: null }, 'PROTOCOL'],
  ] as const)
    it(`${how} is the error ${code}`, async () => {
      const embed = embedPlayed();
      await meet(await embed.next(), { dial: () => given });
      const error = await failure(embed.dial('091000000'));
      expect(error).to.be.instanceOf(CtiError);
      expect(error).to.have.property('code', code);
      if (code === 'BUSY') expect(error).to.include({ message: 'Later.', detail: '429' });
    });

  it('that never came is CANCELED when the page takes the widget away, and nothing is left of it', async () => {
    const embed = embedPlayed();
    await meet(await embed.next(), { dial: () => new Promise(() => undefined) });
    const dialling = failure(embed.dial('091000000'));
    await embed.snapshot();
    embed.destroy();
    expect(await dialling).to.have.property('code', 'CANCELED');
    expect(embed.frame.isConnected).to.equal(false);
    expect(document.querySelector('[role=alert]')).to.equal(null);
    expect(await failure(embed.dial('091000000'))).to.have.property('code', 'CANCELED');
  });
});

describe('the CRM page’s methods', () => {
  it('are these three, and no others by a trick with names', async () => {
    const embed = embedPlayed();
    const { host } = await meet(await embed.next());
    for (const name of ['constructor', 'toString', '__proto__', 'valueOf', 'ask'])
      expect(await failure((host as any)[name]()), name).to.have.property('code', 'METHOD_NOT_FOUND');
  });

  it('give the authorization when asked, each time anew, and its failure by code', async () => {
    let asked = 0;
    const embed = embedPlayed({
      authorization: () => {
        if ((asked += 1) > 2) throw new CtiError('UNAUTHORIZED', 'Sign in first.');
        return `Basic ${asked}`;
      },
    });
    const { host, welcome } = await meet(await embed.next());
    expect(welcome.settings.hasAuthorization).to.equal(true);
    expect([await host.authorization(), await host.authorization()]).to.deep.equal([
      { value: 'Basic 1' },
      { value: 'Basic 2' },
    ]);
    expect((await host.authorization()).error).to.include({ code: 'UNAUTHORIZED', message: 'Sign in first.' });
  });
});
