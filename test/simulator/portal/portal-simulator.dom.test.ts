import { expect } from 'chai';
import { type CtiShape, PortalSimulator } from '../../../src/simulator/index.js';
import { holdClock, type Clock } from '../../clock.js';
import { until } from '../../until.js';
import {
  guidForm,
  sample,
  portal,
  open,
  post,
  settle,
  type Form,
  openFrame,
  lastIn,
  arrives,
  page,
  frames,
  openPortal,
} from './portal.fixture.js';

describe('the portal simulator’s actions', () => {
  it('answers the documented call snippet with a guid and has dialled [C-008]', async () => {
    const form = await open();
    form.post({ action: 'call', campaign: 'Sale->', callerid: '099', destination: '091000000' });
    await until(() => form.replies.length);
    expect(form.replies[0].guid).to.match(guidForm);
    expect(portal.dialed).to.have.length(1);
    expect(portal.dialed[0]).to.include({
      action: 'call',
      campaign: 'Sale->',
      callerid: '099',
      destination: '091000000',
    });
    expect(portal.call).to.include({
      guid: form.replies[0].guid,
      callerId: '091000000',
      answered: true,
      ended: false,
      shownNumber: '099',
    });
  });

  it('answers callWithPhone, and call without a callerid, each with its own guid [C-009]', async () => {
    const form = await open();
    form.post({ action: 'callWithPhone', destination: '091000000', campaign: 'Sale->' });
    form.post({ action: 'call', campaign: 'Sale->', destination: '092000000' });
    await until(() => form.replies.length === 2);
    expect(portal.dialed.map(({ guid }) => guid)).to.deep.equal(form.replies.map(({ guid }) => guid));
    expect(new Set(form.replies.map(({ guid }) => guid)).size).to.equal(2);
  });

  it('shows the exact bytes of both directions in the log [C-001] [C-002] [C-023]', async () => {
    const form = await open();
    form.post({ action: 'CTI' });
    await until(() => form.replies.length);
    const [sent, answered] = portal.log;
    const { origin } = location;
    expect(sent).to.include({ direction: 'in', origin });
    expect(sent!.bytes).to.equal(
      `{"data":{"action":"CTI"},"sourceOrigin":"${origin}","targetOrigin":"*","sourceWindowName":"form","targetWindowName":""}`,
    );
    expect(answered).to.include({ direction: 'out', origin: '*' });
    expect(answered!.bytes).to.equal(
      `{"data":{"CTI":null},"sourceOrigin":"${origin}","targetOrigin":"*","sourceWindowName":${JSON.stringify(window.name)},"targetWindowName":"form"}`,
    );
  });

  it('never answers hangup, respool, schedule and tag, and does them [C-010] [C-012] [C-013] [C-014]', async () => {
    const form = await open();
    portal.answerCall({ callerId: '091000000', entry: { ...sample } });
    for (const payload of [
      { action: 'respool', objetoRespool: sample },
      { action: 'schedule', callDate: '2016-10-10 15:00:00', objectDialer: sample },
      { action: 'tag', guid: 'X', message: 'angry' },
      { action: 'hangup' },
    ])
      expect((await post(form, payload)).refused, payload.action).to.equal(undefined);
    await settle(form);
    expect(form.replies).to.deep.equal([]);
    expect(portal.spool).to.deep.equal([sample]);
    expect(portal.schedules).to.deep.equal([{ callDate: '2016-10-10 15:00:00', objectDialer: sample }]);
    expect(portal.tags).to.deep.equal([{ guid: 'X', message: 'angry' }]);
    expect(portal.call?.ended).to.equal(true);
  });

  it('acts on nothing that is spelled, typed or shaped in another way [C-015] [C-016] [C-017] [C-018] [C-019] [C-020] [C-021]', async () => {
    const form = await open();
    portal.answerCall({ entry: { ...sample } });
    const { agentphone: _, ...nine } = sample;
    const wrong: unknown[] = [
      null,
      'hangup',
      [],
      {},
      { action: 'Hangup' },
      { action: 'cti' },
      { action: 'constructor' },
      { action: 'dispose' },
      { action: 'hangup', now: true },
      { action: 'call', campaign: 'Sale->', callerid: 99, destination: '091000000' },
      { action: 'call', campaign: 'Sale->', callerId: '99', destination: '091000000' },
      { action: 'call', campaign: '', callerid: '99', destination: '091000000' },
      { action: 'call', campaign: 'Sale->', callerid: '99', destination: '091:092' },
      { action: 'callWithPhone', campaign: 'Sale->', callerid: '99', destination: '091000000' },
      { action: 'respool', objectRespool: sample },
      { action: 'respool', objetoRespool: JSON.stringify(sample) },
      { action: 'respool', objetoRespool: nine },
      { action: 'respool', objetoRespool: { ...sample, more: '' } },
      { action: 'respool', objetoRespool: { ...sample, priority: '9999' } },
      { action: 'respool', objetoRespool: { ...sample, priority: 1 } },
      { action: 'respool', objetoRespool: { ...sample, agentphone: 1001 } },
      { action: 'respool', objetoRespool: { ...sample, alternatives: '098124484:' } },
      { action: 'respool', objetoRespool: { ...sample, alternatives: ['098124484'] } },
      { action: 'respool', objetoRespool: { ...sample, data: '=Val1' } },
      { action: 'schedule', callDate: '<2016-10-10 15:00:00>', objectDialer: sample },
      { action: 'schedule', callDate: '2016-10-10T15:00:00', objectDialer: sample },
      { action: 'schedule', calldate: '2016-10-10 15:00:00', objectDialer: sample },
      { action: 'schedule', callDate: '2016-10-10 15:00:00', objetoRespool: sample },
      { action: 'schedule', callDate: '2016-10-10 15:00:00', objectDialer: nine },
      { action: 'tag', guid: 'X', message: 'm', phone: '091' },
      { action: 'tag', guid: 'X', data: 'm' },
    ];
    for (const payload of wrong) expect((await post(form, payload)).refused, JSON.stringify(payload)).to.be.a('string');
    await settle(form);
    expect(form.replies).to.deep.equal([]);
    expect([portal.dialed, portal.spool, portal.schedules, portal.tags]).to.deep.equal([[], [], [], []]);
    expect(portal.call?.ended).to.equal(false);
  });

  it('refuses a respool that the dialer forbids', async () => {
    const form = await open();
    portal.answerCall({ callerId: '091000000', entry: { ...sample, retries: 2 } });
    const respool = async (changes: object) =>
      (await post(form, { action: 'respool', objetoRespool: { ...sample, retries: 2, ...changes } })).refused;
    expect(await respool({ campaign: 'Sale->' })).to.contain('campaign');
    expect(await respool({ status: 0, contact: 1, dialerbase: 'x' })).to.contain('status, contact, dialerbase');
    expect(await respool({ destination: '091000000' })).to.contain('number of this call');
    expect(await respool({ destination: '098124484' })).to.contain('0 retries');
    expect(await respool({ destination: '098124484', retries: 0, alternatives: '' })).to.equal(undefined);
    expect(await respool({ destination: '098124484', retries: 0 })).to.contain('already on the spool');
    expect(portal.spool).to.have.length(1);
  });
});

describe('the portal simulator’s CTI object and other frames', () => {
  it('hangs up only a call that is there', async () => {
    const form = await open();
    expect((await post(form, { action: 'hangup' })).refused).to.contain('no call');
    portal.answerCall();
    expect((await post(form, { action: 'hangup' })).refused).to.equal(undefined);
    expect((await post(form, { action: 'hangup' })).refused).to.contain('no call');
  });

  it('tells of the dialer’s call in four shapes, and of no call with null', async () => {
    const form = await open();
    const ask = async (shape: CtiShape) => {
      portal.ctiShape = shape;
      const had = form.replies.length;
      form.post({ action: 'CTI' });
      await until(() => form.replies.length > had);
      return form.replies.at(-1).CTI;
    };
    const call = portal.answerCall({
      guid: 'G',
      campaign: 'Ventas->',
      callerId: '091000000',
      entry: sample,
      parameters: [['a', 'b']],
    });
    expect(call.entry).to.deep.equal(sample);
    const object = await ask('object');
    expect(object).to.include({ guid: 'G', callerid: '091000000', ...sample });
    expect(JSON.parse(await ask('text'))).to.deep.equal(object);
    const { dialerbase, ...nine } = sample;
    expect(await ask('nested')).to.deep.equal({
      Guid: 'G',
      Campaign: 'Ventas->',
      Callerid: '091000000',
      Data: 'a=b',
      Dialer: { ...nine, dialebase: dialerbase },
    });
    const { Dialer, ...form8 } = await ask('form');
    expect(form8).to.deep.equal({
      Guid: 'G',
      Campaign: 'Ventas->',
      Callerid: '091000000',
      Screen: 'TRUE',
      Form: 'FALSE',
      ParAndValues: 'a=b',
      Beep: 'TRUE',
      Answer: 'FALSE',
    });
    expect(Dialer).to.include({ contact: '222', priority: '9999', destination: '098344484' });
    portal.endCall();
    expect(await ask('object')).to.equal(null);
  });

  it('makes up a contact whose main number is already the next one', async () => {
    await open();
    const { entry, callerId } = portal.answerCall();
    expect(entry?.destination).not.to.equal(callerId);
    expect(entry?.alternatives.split(':')).to.have.length(2);
    expect(portal.answerCall({ campaign: 'Power<-' }).entry?.campaign).to.equal('Power<-');
    expect(portal.answerCall({ entry: null }).entry).to.equal(undefined);
  });

  it('describes the agent’s own call without a dialer part', async () => {
    const form = await open();
    form.post({ action: 'callWithPhone', destination: '091000000', campaign: 'Sale->' });
    form.post({ action: 'CTI' });
    await until(() => form.replies.length === 2);
    expect(form.replies[1].CTI).to.deep.equal({
      guid: form.replies[0].guid,
      campaign: 'Sale->',
      callerid: '091000000',
      data: '',
    });
  });

  it('acts on no other frame, whatever its envelope says', async () => {
    const form = await open();
    const other = await openFrame('other');
    portal.answerCall();
    const forged = { sourceOrigin: location.origin, targetOrigin: '*', sourceWindowName: 'form', targetWindowName: '' };
    other.raw(JSON.stringify({ data: { action: 'hangup' }, ...forged }));
    await until(() => lastIn());
    expect(lastIn()?.refused).to.contain("not from the form's frame");
    other.post({ action: 'hangup' });
    window.postMessage(JSON.stringify({ data: { action: 'hangup' }, ...forged }), '*');
    await until(() => portal.log.length === 3);
    expect(portal.log.every(({ refused }) => refused)).to.equal(true);
    expect(portal.call?.ended).to.equal(false);
    form.raw(JSON.stringify({ data: { action: 'hangup' }, ...forged }));
    await until(() => portal.call?.ended, 'the hang-up of the form itself');
  });

  it('logs what is no envelope and does nothing', async () => {
    const form = await open();
    portal.answerCall();
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const noise = [
      { data: { action: 'hangup' } },
      'hello',
      '123',
      '"str"',
      '[1]',
      '{}',
      'null',
      '{"data":null}',
      7,
      null,
      circle,
    ];
    const short = JSON.stringify({ data: { action: 'hangup' }, sourceWindowName: 'form' });
    const misnamed = JSON.stringify({
      data: { action: 'hangup' },
      sourceOrigin: '',
      targetOrigin: '*',
      sourceWindowName: 'x',
      targetWindowName: '',
    });
    for (const message of [...noise, short, misnamed]) form.raw(message);
    await until(() => portal.log.length === noise.length + 2);
    expect(portal.log.filter(({ refused }) => !refused)).to.deep.equal([]);
    expect(portal.log[0]!.bytes).to.equal('{"data":{"action":"hangup"}}');
    expect(portal.call?.ended).to.equal(false);
  });
});

describe('the portal simulator’s faults', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = holdClock();
  });

  it('answers a form of another origin, and only the one it is told to', async () => {
    const elsewhere = location.origin.replace('127.0.0.1', 'localhost');
    const src = `${elsewhere}${page}#${encodeURIComponent('[{"action":"CTI"}]')}`;
    openPortal({ formOrigin: elsewhere });
    await openFrame('form', src);
    await until(() => portal.log.length === 2);
    expect(portal.log[0]).to.include({ origin: elsewhere }).and.not.to.have.property('refused');
    expect(portal.log[1]).to.include({ direction: 'out', origin: elsewhere });
    portal.close();
    frames.pop()?.remove();

    openPortal({ formOrigin: 'https://crm.example' });
    await openFrame('form', src);
    await until(() => portal.log.length);
    expect(portal.log[0]!.refused).to.contain('https://crm.example');
    expect(() => new PortalSimulator({ frame: 'form', formOrigin: 'https://crm.example/' })).to.throw(TypeError);
  });

  it('is slow, late, doubled or silent when told so, and has done it at once', async () => {
    const form = await open();
    const call = { action: 'call', campaign: 'Sale->', destination: '091000000' };
    portal.faults = { delay: 150 };
    await post(form, call);
    expect(portal.dialed).to.have.length(1);
    await clock.tickAsync(149);
    await settle(form);
    expect(form.replies).to.have.length(0);
    await clock.tickAsync(1);
    await settle(form);
    expect(form.replies).to.have.length(1);
    portal.faults = { late: 100, double: true };
    await post(form, call);
    await clock.tickAsync(100);
    await settle(form);
    expect(form.replies).to.have.length(3);
    expect(form.replies[1]).to.deep.equal(form.replies[2]);
    portal.faults = { silent: true };
    await post(form, call);
    await clock.tickAsync(60_000);
    await settle(form);
    expect(form.replies).to.have.length(3);
    expect(portal.dialed).to.have.length(3);
  });

  it('fails the call with guid "0", and answers nonsense, when told so', async () => {
    const form = await open();
    const call = { action: 'call', campaign: 'Sale->', destination: '091000000' };
    portal.faults.zero = true;
    form.post(call);
    await until(() => form.replies.length === 1);
    expect(form.replies[0]).to.deep.equal({ guid: '0' });
    expect([portal.dialed.length, portal.call]).to.deep.equal([0, undefined]);
    portal.faults = { garbage: true };
    form.post(call);
    form.post({ action: 'CTI' });
    await until(() => form.replies.length === 3);
    expect(form.replies[1].guid).to.be.an('object');
    expect(() => JSON.parse(form.replies[2].CTI)).to.throw();
  });

  it('posts other libraries’ traffic before an answer when told so', async () => {
    const form = await open();
    portal.faults.foreign = true;
    form.post({ action: 'CTI' });
    await until(() => form.replies.some((reply) => reply && 'CTI' in reply));
    expect(form.heard).to.be.greaterThan(8);
    expect(portal.log.map(({ bytes }) => bytes)).to.include.members(['123', '"str"', '[]', '{}', '{"data":null}']);
  });

  it('forgets and falls silent: reload, clear, close', async () => {
    const form = await open();
    portal.faults.late = 100;
    form.post({ action: 'CTI' });
    await until(() => portal.log.length);
    portal.clear();
    await clock.tickAsync(200);
    await settle(form);
    expect([form.replies.length, portal.log.length]).to.deep.equal([0, 0]);

    portal.faults = {};
    (form as Form & { mark?: boolean }).mark = true;
    const loaded = new Promise((resolve) => frames[0]!.addEventListener('load', resolve, { once: true }));
    portal.reloadFrame();
    await loaded;
    const again = frames[0]!.contentWindow as Form & { mark?: boolean };
    expect(again.mark).to.equal(undefined);
    again.post({ action: 'CTI' });
    await until(() => again.replies.length, 'an answer to the form loaded again');

    portal.clear();
    portal.close();
    const came = arrives(again);
    again.post({ action: 'CTI' });
    await came;
    expect(portal.log).to.deep.equal([]);
  });

  it('loads a srcdoc form and another origin’s form again too', async () => {
    const elsewhere = location.origin.replace('127.0.0.1', 'localhost');
    const ask = `parent.postMessage('loaded', '*')`;
    const sources = [
      (frame: HTMLIFrameElement) => (frame.srcdoc = `<script>${ask}</script>`),
      (frame: HTMLIFrameElement) => (frame.src = `${elsewhere}${page}`),
    ];
    for (const set of sources) {
      openPortal();
      const frame = document.createElement('iframe');
      frame.name = 'form';
      set(frame);
      frames.push(frame);
      const loaded = () => new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      const first = loaded();
      document.body.append(frame);
      await first;
      const second = loaded();
      portal.reloadFrame();
      await second;
      portal.close();
      frame.remove();
    }
    expect(() => portal.reloadFrame()).to.throw('no iframe named form');
  });

  it('says in the log when the form is gone before the answer', async () => {
    const form = await open();
    portal.faults.late = 60;
    form.post({ action: 'CTI' });
    await until(() => portal.log.length);
    frames.pop()?.remove();
    await clock.tickAsync(60);
    expect(portal.log).to.have.length(2);
    expect(portal.log[1]!.refused).to.contain('no frame named form');
  });

  it('tells of every change', async () => {
    const form = await open();
    let changes = 0;
    portal.addEventListener('change', () => changes++);
    form.post({ action: 'CTI' });
    await until(() => form.replies.length);
    expect(changes).to.be.greaterThan(0);
    const before = changes;
    portal.answerCall();
    portal.endCall();
    portal.clear();
    expect(changes).to.equal(before + 3);
  });
});

describe('the portal simulator’s reasons', () => {
  const { calldate, ...rest } = { calldate: '2026-12-01 15:00:00', campaign: 'Ventas->', destination: '098344484' };
  const restObject = { calldate, ...rest, alternatives: '', agentphone: '', data: '' };
  const { dialerbase, ...nine } = sample;
  const asText = Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, String(value)]));

  /** What public forms post, why a strict portal does nothing, and what a lenient one does; nothing where it does no more. */
  const posted: [name: string, payload: object, reason: RegExp, done?: () => unknown, expected?: unknown][] = [
    [
      'a number that is no text',
      { action: 'call', campaign: 'Sale->', callerid: '099', destination: Number('091000000') },
      /destination is no text.*91000000, which has lost any zero/,
      () => portal.dialed[0]?.destination,
      '91000000',
    ],
    [
      'callWithPhone with a callerid',
      { action: 'callWithPhone', campaign: 'Sale->', callerid: '099', destination: '091000000' },
      /callWithPhone has what is not documented: callerid/,
      () => [portal.dialed[0]?.action, portal.dialed[0]?.callerid],
      ['callWithPhone', undefined],
    ],
    [
      'a respool whose numbers are text',
      { action: 'respool', objetoRespool: asText },
      /status is no whole number, but the text “1”/,
      () => portal.spool,
      [sample],
    ],
    [
      'a respool with dialebase',
      { action: 'respool', objetoRespool: { ...nine, dialebase: dialerbase } },
      /dialebase, which is spelled dialerbase here/,
      () => portal.spool,
      [sample],
    ],
    [
      'a callback with the object of REST',
      { action: 'schedule', callDate: calldate, objectDialer: restObject },
      /no dialerbase, status, contact, retries, priority.*not documented: calldate/,
      () => portal.schedules,
      [{ callDate: calldate, objectDialer: restObject }],
    ],
    ['an action of another letter case', { action: 'cti' }, /no action "cti": it is spelled CTI/],
    ['an action that nobody knows', { action: 'closeTab' }, /no action "closeTab".*call, callWithPhone, hangup, CTI/],
    ['no action', { number: '091' }, /has no action/],
    ['an action that no sentence tells', { action: { toString: 1 } }, /no action "{"toString":1}"/],
    ['a respool without its list', { action: 'respool', objetoRespool: { ...sample, contact: '' } }, /contact/],
    ['a call without a campaign', { action: 'call', destination: '091000000' }, /call has no campaign/],
    ['two numbers in one', { action: 'callWithPhone', campaign: 'Sale->', destination: '091:092' }, /is no number/],
  ];

  for (const [name, payload, reason, done, expected] of posted)
    it(`tell of ${name}, also where it is overlooked`, async () => {
      const form = await open();
      const { refused, overlooked } = await post(form, payload);
      expect([refused, overlooked]).to.satisfy(([one, other]: string[]) => reason.test(one!) && other === undefined);
      expect([portal.dialed, portal.spool, portal.schedules]).to.deep.equal([[], [], []]);
      portal.close();

      openPortal({ strict: false });
      const line = await post(form, payload);
      if (!done) return expect(line.refused).to.match(reason);
      expect(line.refused).to.equal(undefined);
      expect(line.overlooked).to.match(reason);
      return expect(done()).to.deep.equal(expected);
    });

  it('tell what was done and is never answered, and which fault keeps an answer back', async () => {
    const form = await open();
    portal.answerCall();
    for (const payload of [
      { action: 'tag', guid: 'X', message: 'm' },
      { action: 'schedule', callDate: calldate, objectDialer: sample },
      { action: 'respool', objetoRespool: sample },
      { action: 'hangup' },
    ])
      expect((await post(form, payload)).unanswered, payload.action).to.contain(`never answers ${payload.action}`);
    portal.faults.silent = true;
    expect((await post(form, { action: 'CTI' })).unanswered).to.contain('“silent”');
    portal.faults = {};
    expect(await post(form, { action: 'CTI' })).not.to.have.any.keys('unanswered', 'refused', 'overlooked');
  });

  it('tell what keeps a message from Porthole', async () => {
    const form = await open({ formOrigin: location.origin });
    const told = async (message: unknown) => {
      const seen = portal.log.length;
      form.raw(message);
      await until(() => portal.log.length > seen);
      return portal.log[seen]!.refused;
    };
    expect(await told({ action: 'makeCall' })).to.contain('no text');
    expect(await told('makeCall')).to.contain('no JSON');
    expect(await told('[1]')).to.contain('named ""');
    expect(await told(JSON.stringify({ data: {}, sourceWindowName: 'crm' }))).to.contain('named "crm", not “form”');
    portal.close();
    openPortal({ formOrigin: 'https://crm.example' });
    expect(await told('{}')).to.equal(
      `The form is at ${location.origin}, and this portal hears only https://crm.example.`,
    );
  });
});
