import { expect } from 'chai';
import { checkCommand } from '../../../src/core/commands.js';
import { openPortalChannel, type PortalChannel } from '../../../src/transports/portal/portal-messages.js';
import { routeToPortal } from '../../../src/transports/portal/portal-route.js';
import { PortalTransport } from '../../../src/transports/portal/portal-transport.js';
import { closeAttackers, envelope, openAttacker, type Attacker } from '../../attacks/attacker.js';
import { holdClock, releaseClock, type Clock } from '../../clock.js';
import { failure } from '../../failure.js';
import { call, callWithPhone, cti, hangup, respool, respoolObject, schedule, tag } from '../../samples.js';
import { everyCommand } from '../every-command.js';
import { closeForms, openForm, otherOrigin, timeout } from './portal.fixture.js';

afterEach(closeForms);

/** The commands that the portal has an action for. */
const ofThePortal = ['call', 'callWithPhone', 'hangup', 'cti', 'respool', 'schedule', 'tag'];

/** What the form posted for one command, without waiting for an answer. */
async function posts(command: unknown) {
  const form = await openForm();
  form.send(command).catch(() => {});
  await form.posts(1);
  return form.posted[0]!;
}

describe('the portal transport on the wire', () => {
  it('posts one JSON text with the five keys of a Porthole envelope @engines [C-001 C-002]', async () => {
    const { bytes } = await posts(hangup);
    expect(bytes).to.be.a('string');
    expect(Object.keys(JSON.parse(bytes))).to.deep.equal([
      'data',
      'sourceOrigin',
      'targetOrigin',
      'sourceWindowName',
      'targetWindowName',
    ]);
  });

  it('names its own origin with the port, its window, and the portal’s exact origin @engines [C-003 C-004 C-005 C-006 C-007]', async () => {
    const { envelope } = await posts(hangup);
    expect(new URL(otherOrigin).port).to.not.equal('');
    expect(envelope.sourceOrigin).to.equal(otherOrigin);
    expect(envelope.sourceWindowName).to.equal('form');
    expect(envelope.targetWindowName).to.equal('');
    expect(envelope.targetOrigin).to.equal(location.origin);
  });

  it('writes a hang-up in exactly the documented bytes @engines [C-010 C-023]', async () => {
    const { bytes } = await posts(hangup);
    expect(bytes).to.equal(
      `{"data":{"action":"hangup"},"sourceOrigin":"${otherOrigin}","targetOrigin":"${location.origin}","sourceWindowName":"form","targetWindowName":""}`,
    );
  });

  it('writes the same bytes where an old library of the page has its own idea of JSON', async () => {
    const form = await openForm();
    for (const command of [respool, schedule, tag, hangup]) {
      await form.send(command);
      await form.ask('foreign');
      await form.send(command);
      await form.posts(2);
      const [plain, foreign] = form.posted.splice(0);
      expect(foreign?.bytes).to.equal(plain?.bytes);
    }
  });

  it('spells a call as documented, the campaign’s arrow included [C-008 C-022]', async () => {
    const { bytes, envelope } = await posts(call);
    expect(envelope.data).to.deep.equal({
      action: 'call',
      campaign: 'Sale->',
      callerid: '099',
      destination: '091000000',
    });
    expect(bytes).to.contain('"campaign":"Sale->"');
  });

  it('leaves out a caller id that nobody set [C-024]', async () => {
    const { bytes } = await posts({ ...call, callerId: undefined });
    expect(bytes)
      .to.contain('"data":{"action":"call","campaign":"Sale->","destination":"091000000"}')
      .and.not.contain('undefined');
  });

  it('spells a call with the portal’s phone without a caller id [C-009]', async () => {
    const { envelope } = await posts(callWithPhone);
    expect(envelope.data).to.deep.equal({ action: 'callWithPhone', destination: '091000000', campaign: 'Sale->' });
  });

  it('asks for the CTI object in upper case [C-011]', async () => {
    expect((await posts(cti)).envelope.data).to.deep.equal({ action: 'CTI' });
  });

  it('sends the respool object nested, ten keys, four of them numbers [C-012 C-016 C-019 C-021]', async () => {
    const { envelope, bytes } = await posts(respool);
    expect(envelope.data).to.deep.equal({ action: 'respool', objetoRespool: respoolObject });
    expect(bytes).to.not.contain('callspool').and.not.contain('objectDialer').and.not.contain('objectRespool');
  });

  it('sends a callback with the same ten keys under their other name [C-013 C-016 C-017 C-018 C-020]', async () => {
    const { envelope } = await posts(schedule);
    expect(envelope.data).to.deep.equal({
      action: 'schedule',
      callDate: '2016-10-10 15:00:00',
      objectDialer: respoolObject,
    });
    expect(envelope.data['callDate']).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('makes up no list and no contact for a callback: without the dialer’s own entry it posts nothing, and says what to do [C-020]', async () => {
    const form = await openForm();
    const { campaign, destination } = schedule.entry;
    for (const known of [{}, { dialerBase: 'basetest' }, { contact: 222 }, { dialerBase: '', contact: 222 }]) {
      const command = checkCommand({ ...schedule, entry: { campaign, destination, ...known } });
      const error = await failure(form.send(command));
      expect(error).to.include({ code: 'UNSUPPORTED', maybeSent: false });
      expect(error.message).to.contain('set integra-url');
    }
    await form.send(hangup);
    await form.settle();
    expect(form.posted.map(({ envelope }) => envelope.data)).to.deep.equal([{ action: 'hangup' }]);
  });

  it('sends a tag with guid and message only [C-014 C-015]', async () => {
    const { envelope } = await posts({ ...tag, phone: '091000000' });
    expect(envelope.data).to.deep.equal({ action: 'tag', guid: tag.guid, message: 'complaint' });
  });

  it('posts nothing for what the portal has no action for [C-025]', async () => {
    const form = await openForm();
    for (const command of Object.values(everyCommand('integra')).filter(({ type }) => !ofThePortal.includes(type)))
      expect((await failure(form.send(command))).code, command.type).to.equal('UNSUPPORTED');
    await form.send(hangup);
    await form.settle();
    expect(form.posted.map(({ envelope }) => envelope.data)).to.deep.equal([{ action: 'hangup' }]);
  });
});

const same = { origin: location.origin };

describe('the portal’s replies', () => {
  for (const command of [call, callWithPhone]) {
    it(`give a ${command.type} its guid @engines [C-026 C-027]`, async () => {
      const form = await openForm();
      const reply = form.send(command);
      await form.posts(1);
      form.answer({ guid: 'g-1' });
      expect(await reply).to.deep.equal({ status: 'confirmed', transport: 'portal', guid: 'g-1' });
    });
  }

  it('give the CTI object, as object or as JSON text [C-028 C-029]', async () => {
    const form = await openForm();
    for (const [i, CTI] of [respoolObject, JSON.stringify(respoolObject)].entries()) {
      const reply = form.send(cti);
      await form.posts(i + 1);
      form.answer({ CTI });
      expect((await reply).cti)
        .to.deep.include({ campaign: 'Ventas->' })
        .and.nested.include({ 'entry.contact': 222 });
    }
  });

  for (const data of [{ CTI: null }, { CTI: '' }, { CTI: {} }, {}]) {
    it(`mean “no call” when they say ${JSON.stringify(data)} [C-030]`, async () => {
      const form = await openForm();
      const reply = form.send(cti);
      await form.posts(1);
      form.answer(data);
      expect(await reply).to.deep.equal({ status: 'confirmed', transport: 'portal', cti: null });
    });
  }

  it('fail the question when the CTI object cannot be read', async () => {
    const form = await openForm();
    const reply = failure(form.send(cti));
    await form.posts(1);
    form.answer({ CTI: 'nonsense' });
    expect(await reply).to.include({ code: 'PROTOCOL', detail: 'nonsense' });
  });

  for (const guid of [0, '0', '', ' 0 ']) {
    it(`reject a call whose guid is ${JSON.stringify(guid)} [C-031]`, async () => {
      const form = await openForm();
      const reply = failure(form.send(call));
      await form.posts(1);
      form.answer({ guid });
      expect((await reply).code).to.equal('REJECTED');
    });
  }

  for (const guid of [null, false, { a: 1 }, [], true, -1, 'null', 'undefined', 'ERROR: agent busy', '{"error":"x"}']) {
    it(`leave a call unknown, in the portal’s own words, when its guid is ${JSON.stringify(guid)} [C-031]`, async () => {
      const form = await openForm();
      const reply = failure(form.send(call));
      await form.posts(1);
      form.answer({ guid });
      expect(await reply).to.include({ code: 'PROTOCOL', maybeSent: true, detail: JSON.stringify(guid) });
    });
  }

  it('are heard whatever window name they claim @engines [C-038]', async () => {
    const form = await openForm();
    const reply = form.send(call);
    await form.posts(1);
    form.answer({ guid: 'g-1' }, 'some other name');
    expect((await reply).guid).to.equal('g-1');
  });

  it('are not waited for where the portal has none [C-040]', async () => {
    const form = await openForm();
    for (const command of [hangup, respool, schedule, tag]) {
      expect(await form.send(command)).to.deep.equal({ status: 'sent', transport: 'portal' });
    }
    await form.posts(4);
  });

  it('come to two calls in line, each its own @engines [C-041]', async () => {
    const form = await openForm();
    const first = form.send(call);
    const second = form.send({ ...callWithPhone, destination: '092000000' });
    await form.settle();
    expect(form.posted).to.have.length(1);
    form.answer({ guid: 'g-1' });
    await form.posts(2);
    form.answer({ guid: 'g-2' });
    expect([(await first).guid, (await second).guid]).to.deep.equal(['g-1', 'g-2']);
  });

  it('are not waited for by a call whose turn does not come within 5 seconds: it is refused and never posted', async () => {
    const form = await openForm();
    const first = form.send(call);
    let isRefused = false;
    const second = failure(form.send({ ...callWithPhone, destination: '092000000' })).finally(() => (isRefused = true));
    await form.pass(4_999);
    expect(isRefused).to.equal(false);
    await form.pass(1);
    expect((await second).code).to.equal('BUSY');
    form.answer({ guid: 'g-1' });
    expect((await first).guid).to.equal('g-1');
    const third = form.send({ ...call, destination: '093000000' });
    await form.posts(2);
    form.answer({ guid: 'g-2' });
    expect((await third).guid).to.equal('g-2');
    expect(form.posted.map(({ envelope }) => envelope.data['destination'])).to.deep.equal([
      call.destination,
      '093000000',
    ]);
  });

  it('answer a question for the CTI object while a call still waits', async () => {
    const form = await openForm();
    const placed = form.send(call);
    const asked = form.send(cti);
    await form.posts(2);
    form.answer({ CTI: null });
    form.answer({ guid: 'g-1' });
    expect([(await asked).cti, (await placed).guid]).to.deep.equal([null, 'g-1']);
  });

  it('never answer the next call when nobody asked, when they are late, or when they come twice @engines [C-042]', async () => {
    const form = await openForm();
    form.answer({ guid: 'unasked-1' });
    await form.settle();
    const silent = failure(form.send(call));
    await form.pass(timeout);
    expect((await silent).code).to.equal('TIMEOUT');
    const next = form.send({ ...call, destination: '092000000' });
    await form.settle();
    expect(form.posted, 'held back while a late answer may come').to.have.length(1);
    form.answer({ guid: 'late-1' });
    await form.posts(2);
    form.answer({ guid: 'late-1' });
    await form.settle();
    form.answer({ guid: 'g-2' });
    expect((await next).guid).to.equal('g-2');
  });

  it('that come late go to the number that asked, also when its page was loaded again, and the line is closed until then @engines [C-042]', async () => {
    const form = await openForm();
    await form.ask('follow', { destination: '091000000', ago: 10_000 });
    const next = form.send({ ...call, destination: '092000000' });
    await form.settle();
    expect(form.posted).to.have.length(0);
    form.answer({ guid: 'g-late-1' });
    await form.posts(1);
    expect(await form.ask('answered')).to.deep.equal([['091000000', 'g-late-1']]);
    form.answer({ guid: 'g-2' });
    expect((await next).guid).to.equal('g-2');
  });

  it('that say late that there is no call say it of the number that asked; nonsense says nothing of it', async () => {
    for (const [guid, heard] of [
      ['0', [['091000000', null]]],
      [{}, []],
    ] as const) {
      const form = await openForm();
      await form.ask('follow', { destination: '091000000', ago: 0 });
      await form.settle();
      form.answer({ guid });
      await form.settle();
      expect(await form.ask('answered')).to.deep.equal(heard);
    }
  });

  it('are waited for twice the time limit after the post of another page, which says how long, and no longer', async () => {
    const form = await openForm();
    await form.ask('follow', { destination: '091000000', ago: 10_000 });
    await form.ask('follow', { destination: '093000000', ago: 2 * timeout });
    const refused = failure(form.send({ ...call, destination: '092000000' }));
    await form.pass(5_000);
    const { code, message } = await refused;
    expect([code, message]).to.deep.equal([
      'BUSY',
      'The call to 091000000 may have started: look at your phone. Try again in 15 s.',
    ]);
    await form.pass(15_000);
    void form.send({ ...call, destination: '092000000' });
    await form.posts(1);
  });

  it('of a time-out in this page are heard by who follows it, and a CTI object that names its number frees the line', async () => {
    const form = await openForm();
    const silent = failure(form.send(call));
    await form.pass(timeout);
    await silent;
    await form.ask('follow', { destination: call.destination, ago: timeout });
    const next = form.send({ ...call, destination: '092000000' });
    const asked = form.send({ type: 'cti' });
    await form.posts(2);
    form.answer({ CTI: { Guid: 'g-7', Callerid: '099' } });
    await asked;
    await form.settle();
    expect(form.posted, 'another call proves nothing').to.have.length(2);
    const again = form.send({ type: 'cti' });
    await form.posts(3);
    form.answer({ CTI: { Guid: 'g-1', Callerid: call.destination } });
    await again;
    await form.posts(4);
    form.answer({ guid: 'g-1' }); // the late one says the same
    await form.settle();
    form.answer({ guid: 'g-2' });
    expect((await next).guid).to.equal('g-2');
  });

  it('that are another call’s, in an answer or in a CTI object, are no dial’s: what waits gets its own', async () => {
    const form = await openForm();
    await form.ask('know', ['g-1']);
    await form.ask('follow', { destination: call.destination, ago: timeout });
    const next = form.send({ ...call, destination: '092000000' });
    await form.settle();
    form.answer({ guid: 'g-1' });
    const asked = form.send({ type: 'cti' });
    await form.posts(1);
    form.answer({ CTI: { Guid: 'g-1', Callerid: call.destination } });
    await asked;
    await form.settle();
    expect(form.posted, 'the line stays closed').to.have.length(1);
    form.answer({ guid: 'g-2' });
    await form.posts(2);
    expect(await form.ask('answered')).to.deep.equal([[call.destination, 'g-2']]);
    form.answer({ guid: 'g-1' });
    form.answer({ guid: 'g-3' });
    expect((await next).guid).to.equal('g-3');
  });

  it('tell with each error whether the call may be on', async () => {
    const isMaybe = async (act: (form: Awaited<ReturnType<typeof openForm>>) => Promise<unknown>) => {
      const form = await openForm();
      const error = failure(form.send(call));
      await form.posts(1);
      await act(form);
      const { code, maybeSent } = await error;
      return [code, maybeSent];
    };
    expect(await isMaybe(async (form) => form.answer({ guid: 0 }))).to.deep.equal(['REJECTED', false]);
    expect(await isMaybe(async (form) => form.answer({ guid: {} }))).to.deep.equal(['PROTOCOL', true]);
    expect(await isMaybe((form) => form.ask('close'))).to.deep.equal(['CANCELED', true]);
    expect(await isMaybe((form) => form.pass(timeout))).to.deep.equal(['TIMEOUT', true]);
    const form = await openForm();
    void form.send(call).catch(() => undefined);
    const waiting = failure(form.send({ ...call, destination: '092000000' }));
    await form.settle();
    await form.ask('close');
    expect(await waiting).to.include({ code: 'CANCELED', maybeSent: false });
  });

  it('end a call that stays without one after the time-out, and say that it may have happened @engines [C-043]', async () => {
    const form = await openForm({ origin: location.origin, timeout: 120 });
    let hasEnded = false;
    const ended = failure(form.send(call)).finally(() => (hasEnded = true));
    await form.pass(119);
    expect(hasEnded).to.equal(false);
    await form.pass(1);
    const { code, message } = await ended;
    expect(code).to.equal('TIMEOUT');
    expect(message).to.contain('may be ringing. Look at your phone');
    expect(form.posted).to.have.length(1);
  });

  it('are heard when they come inside the post @engines [C-045]', async () => {
    const form = await openForm(same, same);
    const { postMessage } = window;
    const child = form.child as Window & typeof globalThis;
    window.postMessage = () => {
      const data = JSON.stringify({ data: { guid: 'at-once-1' } });
      child.dispatchEvent(new child.MessageEvent('message', { data, origin: location.origin, source: window }));
    };
    try {
      expect((await form.send(call)).guid).to.equal('at-once-1');
    } finally {
      window.postMessage = postMessage;
    }
  });

  it('stop when the transport is closed: what waits is cancelled, and nothing more is sent', async () => {
    const form = await openForm();
    const waiting = failure(form.send(call));
    await form.posts(1);
    await form.ask('close');
    expect((await waiting).code).to.equal('CANCELED');
    expect((await failure(form.send(call))).code).to.equal('CANCELED');
    expect(form.posted).to.have.length(1);
  });
});

const { parse } = JSON;

let clock: Clock;

let parsed = 0;

let heard: unknown[] = [];

let told: [why: string, count: number][] = [];

let line: PortalChannel | undefined;

let portal: Attacker;

/** A line from this page to the portal in a frame. An answer of use is one with a guid. */
async function open(origin = otherOrigin) {
  portal = await openAttacker(otherOrigin);
  const hear = (payload: any) => (heard.push(payload), typeof payload?.guid === 'string');
  line = openPortalChannel(portal.frame.contentWindow!, origin, hear, (why, count) => told.push([why, count]));
}

/** The portal, or another frame, posts here; done when all of it has come. */
async function post(messages: unknown[], times = 1, from = portal) {
  let missing = messages.length * times;
  const came = new Promise<void>((resolve) => {
    const count = ({ source }: MessageEvent) => {
      if (source !== from.frame.contentWindow || --missing) return;
      removeEventListener('message', count);
      resolve();
    };
    addEventListener('message', count);
  });
  await from.attack({ to: 'parent', messages, times });
  await came;
}

/** Until all refusals are told. */
const second = () => clock.tickAsync(1_000);

beforeEach(() => {
  [parsed, heard, told] = [0, [], []];
  clock = holdClock();
  JSON.parse = (...args) => (parsed++, parse(...args) as unknown);
});

afterEach(() => {
  releaseClock();
  JSON.parse = parse;
  line?.close();
  closeAttackers();
});

describe('the line to the portal', () => {
  it('tells of every kind of refusal how often it was, and of nothing else', async () => {
    await open();
    const stranger = await openAttacker(location.origin, 'stranger');
    await post([envelope({ guid: 'x-1' })], 3, stranger);
    await post([{ guid: 'x-1' }, 5], 2);
    await post(['x'.repeat(262_145)], 2);
    expect(parsed).to.equal(0);
    await post(['no JSON', '123', '"str"', '[]', '{}', 'null', '{"data":null}']);
    await post([envelope({ guid: 'g-1' }), envelope({ guid: 'g-2' })]);
    expect(told, 'not before the second is over').to.deep.equal([]);
    await second();
    expect(told).to.deep.equal([
      ['another window', 3],
      ['no text', 4],
      ['too long', 2],
      ['no answer', 7],
    ]);
    expect(heard.slice(-2)).to.deep.equal([{ guid: 'g-1' }, { guid: 'g-2' }]);
    await post(['[]']);
    await second();
    expect(told.slice(4)).to.deep.equal([['no answer', 1]]);
  });

  it('refuses the right window with another origin, and names that one', async () => {
    await open('https://portal.example');
    await post([envelope({ guid: 'forged-1' })], 2);
    await second();
    expect([heard, parsed, told]).to.deep.equal([[], 0, [[`another origin: ${otherOrigin}`, 2]]]);
  });

  it('parses no more than 200 useless messages a second, and is all ears again in the next', async () => {
    await open();
    await post(['nonsense'], 250);
    await post([envelope({ guid: 'in the flood' })]);
    expect([parsed, heard]).to.deep.equal([200, []]);
    await clock.tickAsync(999);
    await post(['nonsense']);
    expect(parsed).to.equal(200);
    await clock.tickAsync(1);
    await post([envelope({ guid: 'real-1' })]);
    expect([parsed, heard]).to.deep.equal([201, [{ guid: 'real-1' }]]);
    await second();
    expect(told).to.deep.equal([
      ['no answer', 200],
      ['too many', 52],
    ]);
  });

  it('never counts a useful message, nor one that was refused unread', async () => {
    await open();
    const stranger = await openAttacker('null', 'stranger');
    await post(['nonsense', envelope({ guid: 'forged-1' })], 500, stranger);
    await post([{ data: { guid: 'x-1' } }, 'x'.repeat(262_145)], 300);
    expect(parsed).to.equal(0);
    await post([envelope({ guid: 'g-1' })], 500);
    expect([parsed, heard.length]).to.deep.equal([500, 500]);
    await post(['nonsense'], 250);
    expect(parsed).to.equal(700);
  });

  it('hears nothing any more when it is closed, and keeps no listener', async () => {
    await open();
    line!.close();
    await post([envelope({ guid: 'late-1' }), 'nonsense']);
    await second();
    expect([parsed, heard, told]).to.deep.equal([0, [], []]);
  });
});

describe('portal guard', () => {
  afterEach(closeForms);

  const same = { origin: location.origin };

  const forged = JSON.stringify({
    data: { guid: 'forged-1' },
    sourceOrigin: location.origin,
    targetOrigin: '*',
    sourceWindowName: '',
    targetWindowName: '',
  });

  describe('the portal transport’s guard @engines', () => {
    it('ignores what is no text, no JSON, no object, or no payload [C-032 C-033 C-034]', async () => {
      const form = await openForm();
      const reply = form.send(call);
      await form.posts(1);
      for (const junk of [
        { data: { guid: 'x-1' } },
        5,
        [1],
        'not json',
        '123',
        '"str"',
        '[1]',
        '{}',
        'null',
        '{"data":null}',
        '{"data":[]}',
        '{"data":"x"}',
        '{"data":{"other":1}}',
        '{"data":{"action":"tag","guid":"x"}}',
      ])
        form.post(junk);
      await form.settle();
      form.answer({ guid: 'real-1' });
      expect((await reply).guid).to.equal('real-1');
    });

    it('ignores a sibling frame, whatever it says [C-035]', async () => {
      const form = await openForm();
      const reply = failure(form.send(call));
      await form.posts(1);
      const evil = document.createElement('iframe');
      evil.srcdoc = `<script>for (let i = 0; i < parent.frames.length; i++) parent.frames[i].postMessage(${JSON.stringify(forged)}, '*')</script>`;
      document.body.append(evil);
      await form.hears(1);
      await form.pass(timeout);
      expect((await reply).code).to.equal('TIMEOUT');
      evil.remove();
    });

    it('ignores its own window [C-036]', async () => {
      const form = await openForm();
      const reply = failure(form.send(call));
      await form.posts(1);
      await form.ask('echo');
      await form.hears(1);
      await form.pass(timeout);
      expect((await reply).code).to.equal('TIMEOUT');
    });

    it('believes the browser about the origin, not the envelope [C-037]', async () => {
      const form = await openForm(same, same);
      const reply = failure(form.send(call));
      await form.posts(1);
      await form.ask('forge', { data: forged, origin: 'https://evil.example' });
      await form.pass(timeout);
      expect((await reply).code).to.equal('TIMEOUT');
    });

    it('drops a message of more than 256 kB without parsing it', async () => {
      const form = await openForm();
      const reply = failure(form.send(call));
      await form.posts(1);
      const { parsed } = await form.ask('look');
      form.answer({ guid: 'x1'.repeat(150_000) });
      await form.pass(timeout);
      expect((await reply).code).to.equal('TIMEOUT');
      expect(await form.ask('look')).to.include({ heard: 1, parsed });
    });

    it('keeps one listener, makes no frame, changes no address or window name and reads no storage [C-046 C-047 C-048 C-051]', async () => {
      const form = await openForm();
      await form.send(hangup);
      const before = await form.ask('look');
      for (let i = 0; i < 100; i++) await form.send(hangup);
      expect(await form.ask('look')).to.deep.equal(before);
      expect(before).to.include({ listeners: 1, storage: 0, named: 0, requests: 0, frames: 0, hash: '', name: 'form' });
    });

    it('posts nothing from a page that nobody frames [C-039 C-049 C-050]', async () => {
      const { postMessage } = window;
      let posts = 0;
      window.postMessage = () => posts++;
      const transport = new PortalTransport({ origin: location.origin });
      for (const command of [call, callWithPhone, cti, hangup])
        expect((await failure(transport.send(command))).code).to.equal('UNREACHABLE');
      window.postMessage = postMessage;
      expect(posts).to.equal(0);
      expect(transport.supports('call')).to.deep.include({ ok: false, code: 'UNREACHABLE' });
    });
  });

  describe('the portal’s origin @engines', () => {
    it('takes any spelling of an origin, and refuses what is none', () => {
      for (const origin of ['https://portal.example', 'https://PORTAL.example/', 'https://portal.example/portal?x=1'])
        expect(() => new PortalTransport({ origin })).to.not.throw();
      for (const origin of ['*', 'null', '/', 'portal.example', 'file:///x', 'javascript:0']) {
        expect(() => new PortalTransport({ origin }), origin)
          .to.throw()
          .with.property('code', 'INVALID');
      }
    });

    it('is the option, and a page framed by another is told both at once', async () => {
      const form = await openForm({ origin: 'https://portal.example' });
      const sending = failure(form.send(call));
      await form.pass(timeout); // a browser that does not name the framing page has to wait for an answer
      const { code, message } = await sending;
      expect(code).to.equal('UNREACHABLE');
      expect(message).to.contain('https://portal.example').and.contain(location.origin);
      expect(form.posted).to.deep.equal([]);
    });

    it('is found out from the browser, and then has to answer before it is told a number [C-007]', async () => {
      const form = await openForm({});
      const reply = form.send(call);
      await form.posts(1);
      expect(form.posted.map(({ envelope }) => envelope.data)).to.deep.equal([{ action: 'CTI' }]);
      expect(form.posted[0]!.envelope.targetOrigin).to.equal(location.origin);
      form.answer({ CTI: null });
      await form.posts(2);
      expect(form.posted.map(({ envelope }) => envelope.data['action'])).to.deep.equal(['CTI', 'call']);
      form.answer({ guid: 'g-1' });
      expect((await reply).guid).to.equal('g-1');
      expect(await form.send(hangup), 'proved for good').to.include({ status: 'sent' });
    });

    it('is not believed when nobody answers there: nothing else is sent', async () => {
      const form = await openForm({});
      const sending = failure(form.send(hangup));
      await form.pass(5_000);
      const { code, message } = await sending;
      expect(code).to.equal('UNREACHABLE');
      expect(message).to.contain(location.origin);
      expect(form.posted.map(({ envelope }) => envelope.data)).to.deep.equal([{ action: 'CTI' }]);
    });

    // What a browser says of the framing page: its ancestors (not in every browser) and the referrer.
    const framed = (ancestorOrigins: string[] | undefined, referrer: string) => {
      const closed = {
        get location() {
          throw new Error('closed');
        },
      };
      const location = { origin: 'https://form.example', ...(ancestorOrigins && { ancestorOrigins }) };
      return { parent: closed, top: closed, location, document: { referrer } } as unknown as Window;
    };
    const portal = 'https://portal.example';
    const evil = 'https://evil.example';

    for (const [what, page, option, route] of [
      ['is the option, proved by the ancestor', framed([portal], ''), portal, { origin: portal, proved: true }],
      [
        'is the option, to be proved where the browser names no ancestor',
        framed(undefined, ''),
        portal,
        { origin: portal, proved: false },
      ],
      [
        'is the option, to be proved, also when the page was opened from elsewhere',
        framed(undefined, `${evil}/x`),
        portal,
        { origin: portal, proved: false },
      ],
      [
        'is the ancestor without an option',
        framed([portal, evil], `${evil}/x`),
        undefined,
        { origin: portal, proved: false },
      ],
      [
        'is the referrer’s as the last resort',
        framed(undefined, `${portal}/agent?x=1`),
        undefined,
        { origin: portal, proved: false },
      ],
    ] as const) {
      it(what, () => expect(routeToPortal(option, 'parent', page)).to.deep.equal(route));
    }

    it('is the topmost window’s for a nested form', () => {
      expect(routeToPortal(undefined, 'top', framed([evil, portal], `${evil}/`))).to.deep.equal({
        origin: portal,
        proved: false,
      });
      expect(routeToPortal(undefined, 'top', framed(undefined, `${portal}/`))).to.have.property('problem');
    });

    for (const [what, page] of [
      ['nothing tells it', framed(undefined, '')],
      [
        'the referrer is the form’s own site after a click inside the frame',
        framed(undefined, 'https://form.example/first'),
      ],
      ['the framing page has none', framed(['null'], '')],
    ] as const) {
      it(`is unknown when ${what}, and the error names the option to set [C-007]`, () => {
        expect(routeToPortal(undefined, 'parent', page))
          .to.have.property('problem')
          .that.contains('portal-origin');
      });
    }
  });
});
