import { expect } from 'chai';
import { CtiClient, type Command } from '../../../src/index.js';
import type { ReplyTo } from '../../../src/core/commands.js';
import type { News } from '../../../src/core/call-state.js';
import { PortalFunctionsTransport } from '../../../src/transports/portal-functions/portal-functions-transport.js';
import { holdClock, releaseClock } from '../../clock.js';
import { noGuids } from '../../codecs/guid.samples.js';
import { failure } from '../../failure.js';
import { isOverAfter } from '../../passing.js';
import { call, cti, dispose, tag } from '../../samples.js';
import { formPage } from './form-page.js';

const dtmf = { type: 'dtmf', digits: '12#' } as const;
const blind = { type: 'transfer', to: '200', kind: 'blind', toKind: 'number' } as const;
const pause = { type: 'agentState', state: 'paused' } as const;
const ready = { type: 'agentState', state: 'ready' } as const;
const transferCodes = { blind: '##{to}#', attended: '#0{to}' };
const commands: Command[] = [call, dispose, tag, dtmf, blind, pause, ready];

const ctiOf = async (transport: PortalFunctionsTransport) => ((await transport.send(cti)) as ReplyTo<'cti'>).cti;

/** A window of another origin: whatever is read of it throws. */
const closedWindow = () => {
  const closed = () => {
    throw new DOMException('Blocked a frame.', 'SecurityError');
  };
  return new Proxy({}, { get: closed, set: closed, has: closed, getOwnPropertyDescriptor: closed });
};

describe('the portal’s functions in a form', () => {
  it('place a call with four arguments, the number as text, and give its guid [C-382]', async () => {
    const { called, transport } = formPage();
    expect(await transport.send({ ...call, destination: '+0598' })).to.deep.equal({
      status: 'confirmed',
      transport: 'portal-functions',
      guid: 'guid-1',
    });
    await transport.send({ type: 'call', campaign: 'Sale->', destination: '0123' });
    expect(called).to.deep.equal([
      ['UC_makeCall_async', 'Sale->', '099', '+0598', false],
      ['UC_makeCall_async', 'Sale->', '', '0123', false],
    ]);
  });

  it('take a result with eleven arguments, the notes in the ninth, and nobody knows more than that it was sent [C-383]', async () => {
    const { called, transport } = formPage();
    expect(await transport.send(dispose)).to.deep.equal({ status: 'sent', transport: 'portal-functions' });
    await transport.send({
      ...{ ...dispose, level2: 'b', level3: 'c', data1: 'd', data2: 'e', comment: 'f' },
      ...{ callbackAt: '2030-01-01 10:00:00', callbackCampaign: 'Power<-' },
    });
    const whole = ['UC_DispositionCall_async', 'Sale->', '091000000', dispose.guid, 'Sale'];
    expect(called).to.deep.equal([
      [...whole, '', '', '', '', '', '', ''],
      [...whole, 'b', 'c', 'd', 'e', 'f', '2030-01-01 10:00:00', 'Power<-'],
    ]);
    const refused = { ...dispose, tag: 'x' };
    expect(await failure(transport.send(refused))).to.include({ code: 'INVALID', field: 'tag', maybeSent: false });
    expect(transport.refusal(refused)).to.include({ field: 'tag' });
    expect(transport.refusal(dispose)).to.equal(undefined);
    expect(called).to.have.length(2);
  });

  it('pause the agent and make it ready without a reason, which is refused by name [C-384]', async () => {
    const { called, transport } = formPage();
    expect(await transport.send(pause)).to.include({ status: 'sent' });
    expect(await transport.send(ready)).to.include({ status: 'sent' });
    const withReason = { ...pause, reason: 'Lunch' };
    expect(transport.supports('agentState', withReason)).to.include({ ok: false, code: 'UNSUPPORTED' });
    const error = await failure(transport.send(withReason));
    expect(error).to.include({ code: 'UNSUPPORTED', maybeSent: false });
    expect(error.message).to.contain('no reason');
    expect(transport.supports('agentStates')).to.include({ ok: false, code: 'UNSUPPORTED' });
    expect(called).to.deep.equal([
      ['UC_pause', true],
      ['UC_pause', false],
    ]);
  });

  it('tag a recording and close the form, of which nobody reads an answer [C-385]', async () => {
    const { called, transport, page } = formPage();
    expect(await transport.send(tag)).to.deep.equal({ status: 'sent', transport: 'portal-functions' });
    transport.closeForm();
    expect(called).to.deep.equal([['UC_TagRecord', tag.guid, 'complaint'], ['UC_closeForm']]);
    page['UC_closeForm'] = () => {
      throw new Error('no');
    };
    expect(() => transport.closeForm())
      .to.throw('UC_closeForm failed')
      .and.include({ code: 'PROTOCOL', transport: 'portal-functions' });
    delete page['UC_closeForm'];
    expect(() => transport.closeForm())
      .to.throw('UC_closeForm')
      .and.include({ code: 'UNREACHABLE', maybeSent: false });
  });

  it('send all digits at once to the page around the form [C-387]', async () => {
    const { called, transport, page } = formPage();
    page['__SendDTMF'] = () => called.push(['the form’s own']);
    expect(await transport.send(dtmf)).to.deep.equal({ status: 'sent', transport: 'portal-functions' });
    expect(called).to.deep.equal([['__SendDTMF', '12#']]);
  });

  it('begin a transfer by the site’s own keys, after the mark that forms set, and never say more than sent [C-387 C-388]', async () => {
    const marks: unknown[] = [];
    const page = formPage(
      { frame: { __SendDTMF: () => void marks.push(page.parent['transfering']) } },
      { transferCodes },
    );
    expect(await page.transport.send(blind)).to.deep.equal({ status: 'sent', transport: 'portal-functions' });
    expect(await page.transport.send({ ...blind, kind: 'attended' })).to.include({ status: 'sent' });
    expect(page.called).to.deep.equal([
      ['__SendDTMF', '##200#'],
      ['__SendDTMF', '#0200'],
    ]);
    expect(marks).to.deep.equal([true, true]);
    await page.transport.send(dtmf);
    const plain = formPage();
    await plain.transport.send(dtmf);
    expect('transfering' in plain.parent, 'digits alone set no mark').to.equal(false);
  });

  it('transfer only where the codes are set, and to digits alone', async () => {
    for (const [codes, kind] of [
      [{}, 'blind'],
      [{ attended: '#0{to}' }, 'blind'],
      [{ blind: '##{to}#' }, 'attended'],
    ] as const) {
      const { called, transport } = formPage({}, { transferCodes: codes });
      const command = { ...blind, kind };
      expect(transport.supports('transfer', command)).to.include({ ok: false, code: 'UNSUPPORTED' });
      expect((await failure(transport.send(command))).message).to.contain('transferCodes');
      expect(called).to.deep.equal([]);
    }
    expect(formPage({}, { transferCodes: { attended: '#0{to}' } }).transport.supports('transfer').ok).to.equal(true);
    const { called, transport } = formPage({}, { transferCodes });
    for (const to of ['Agent1', '+598', '12-34', '1 2', '12,3', '1*', '', '٣'])
      expect(await failure(transport.send({ ...blind, to })), to).to.include({
        code: 'INVALID',
        field: 'to',
        maybeSent: false,
      });
    for (const toKind of ['agent', 'campaign'] as const) {
      const error = await failure(transport.send({ ...blind, toKind }));
      expect(error, toKind).to.include({ code: 'UNSUPPORTED', maybeSent: false });
      expect(error.message).to.contain('goes to digits');
    }
    expect(called).to.deep.equal([]);
    const star = formPage({}, { transferCodes: { blind: '*2{to}' } });
    await star.transport.send(blind);
    expect(star.called).to.deep.equal([['__SendDTMF', '*2200']]);
    for (const code of ['', '##', '{to}{to}', '##{to}#;rm', '{to}\n', 5])
      expect(() => formPage({}, { transferCodes: { blind: code as string } }), String(code))
        .to.throw('{to}')
        .and.include({ code: 'INVALID', field: 'transferCodes.blind' });
  });

  it('never get SQL, no token and no way round the browser’s rules, whatever is sent [C-389 C-391 C-392 C-393]', async () => {
    const read: string[] = [];
    const watched = (target: object): object =>
      new Proxy(target, {
        get: (from, name, receiver) => {
          read.push(String(name));
          const value: unknown = Reflect.get(from, name, receiver);
          return name === 'parent' ? watched(value as object) : value;
        },
      });
    const { page } = formPage({ cti: '{"Guid":"guid-1","Callerid":"091"}' });
    page['Agent'] = { token: 'secret', accountcode: '1' };
    const transport = new PortalFunctionsTransport({ page: watched(page) as Window, transferCodes });
    transport.tellNews(() => undefined);
    for (const command of [...commands, cti]) await transport.send(command);
    transport.closeForm();
    transport.close();
    expect([...new Set(read)].sort()).to.deep.equal(
      [
        ...['CTI', 'UC_DispositionCall_async', 'UC_TagRecord', 'UC_closeForm', 'UC_makeCall_async', 'UC_pause'],
        ...['__SendDTMF', '__isInCall', 'parent'],
      ].sort(),
    );
  });

  it('have none for hold, mute, answer, reject, hang-up and the recording: not known [C-394]', async () => {
    const { called, transport } = formPage({}, { transferCodes });
    for (const type of [
      ...(['hangup', 'hold', 'unhold', 'mute', 'unmute', 'answer', 'reject'] as const),
      ...(['pauseRecording', 'resumeRecording'] as const),
    ]) {
      const error = await failure(transport.send({ type }));
      expect(error, type).to.include({ code: 'UNSUPPORTED', transport: 'portal-functions', maybeSent: false });
      expect(error.message, type).to.contain('not known for this dialer');
    }
    for (const type of ['completeTransfer', 'cancelTransfer', 'login', 'logout', 'respool', 'callWithPhone'] as const)
      expect(transport.supports(type), type).to.include({ ok: false, code: 'UNSUPPORTED' });
    expect(called).to.deep.equal([]);
  });
});

describe('a function of the portal', () => {
  it('that is not there is named: the form is none of the portal’s, or this portal has none', async () => {
    const nowhere = new PortalFunctionsTransport({ page: { parent: {} } as Window, transferCodes });
    for (const command of [...commands, cti]) {
      const error = await failure(nowhere.send(command));
      expect(error, command.type).to.include({ code: 'UNREACHABLE', maybeSent: false });
      expect(error.message, command.type).to.match(/UC_\w+|__SendDTMF/);
    }
    const { page, transport } = formPage();
    const makeCall = page['UC_makeCall_async'];
    delete page['UC_makeCall_async'];
    const support = transport.supports('call');
    expect(support).to.include({ ok: false, code: 'UNSUPPORTED' });
    expect(!support.ok && support.reason).to.contain('UC_makeCall_async');
    page['UC_makeCall_async'] = makeCall; // its script came late
    expect(transport.supports('call').ok).to.equal(true);
  });

  it('may stand around the page, and a page around it of another origin is closed, and throws nothing', async () => {
    const { page, called } = formPage();
    const inner = new PortalFunctionsTransport({ page: { parent: page } as unknown as Window });
    expect(await inner.send(call)).to.include({ guid: 'guid-1' });
    expect(called).to.have.length(1);
    const closed = { parent: closedWindow() };
    Object.setPrototypeOf(closed, closedWindow());
    const shut = new PortalFunctionsTransport({ page: closed as unknown as Window });
    for (const type of ['call', 'cti', 'dtmf'] as const)
      expect(shut.supports(type), type).to.include({ ok: false, code: 'UNREACHABLE' });
    page['parent'] = closedWindow();
    const transport = new PortalFunctionsTransport({ page: page as unknown as Window, transferCodes });
    transport.tellNews(() => undefined);
    expect(await transport.send(call)).to.include({ guid: 'guid-1' });
    expect(transport.supports('dtmf')).to.include({ ok: false, code: 'UNSUPPORTED' });
    expect(await failure(transport.send(blind))).to.include({ code: 'UNSUPPORTED' });
    transport.close();
  });

  it('that went away while it was asked whether it may go has sent nothing', async () => {
    const { page, transport, called } = formPage();
    const mayGo = async () => void delete page['UC_makeCall_async'];
    expect(await failure(transport.send(call, false, undefined, mayGo))).to.include({
      code: 'UNREACHABLE',
      maybeSent: false,
    });
    const no = new Error('no');
    expect(await failure(formPage().transport.send(call, false, undefined, () => Promise.reject(no)))).to.include({
      maybeSent: false,
    });
    expect(called).to.deep.equal([]);
  });

  it('whose promise never settles is given up in time, and may have done it', async () => {
    const clock = holdClock();
    const never = () => new Promise(() => undefined);
    const silent = {
      form: { UC_makeCall_async: never, UC_DispositionCall_async: never, UC_TagRecord: never, UC_pause: never },
      frame: { __SendDTMF: never },
    };
    for (const [timeout, limit] of [
      [50, 50],
      [undefined, 15_000],
    ] as const) {
      for (const command of commands) {
        const { transport } = formPage(silent, { transferCodes, ...(timeout && { timeout }) });
        const sending = failure(transport.send(command));
        expect(await isOverAfter(clock, limit - 1, sending), command.type).to.equal(false);
        expect(await isOverAfter(clock, 1, sending), command.type).to.equal(true);
        expect(await sending, command.type).to.include({
          code: 'TIMEOUT',
          maybeSent: true,
          transport: 'portal-functions',
        });
      }
    }
  });

  it('that throws, or breaks its promise, says no definite no', async () => {
    const throwing = () => {
      throw new Error('broken');
    };
    const thenThrows = () =>
      Object.defineProperty({}, 'then', {
        get: () => {
          throw new Error('broken');
        },
      });
    for (const act of [throwing, () => Promise.reject(new Error('broken')), thenThrows]) {
      const broken = {
        form: { UC_makeCall_async: act, UC_DispositionCall_async: act, UC_TagRecord: act, UC_pause: act },
        frame: { __SendDTMF: act },
      };
      for (const command of commands) {
        const { transport } = formPage(broken, { transferCodes });
        expect(await failure(transport.send(command)), command.type).to.include({
          code: 'PROTOCOL',
          maybeSent: true,
          transport: 'portal-functions',
          detail: 'Error: broken',
        });
      }
    }
  });

  it('that gives no guid for a call leaves open whether there is one [C-382]', async () => {
    const circle: Record<string, unknown> = {};
    circle['circle'] = circle;
    for (const value of [undefined, null, true, {}, [], circle, 7n, 1637258273.1, ...noGuids]) {
      const { transport } = formPage({ form: { UC_makeCall_async: async () => value } });
      expect(await failure(transport.send(call)), String(value)).to.include({ code: 'PROTOCOL', maybeSent: true });
    }
    for (const value of ['1637258273.4121', ' 7e4e7db9-f080-494e-b04b-7c8e47711558\n', 16372582734121]) {
      const { transport } = formPage({ form: { UC_makeCall_async: () => value } });
      expect(await transport.send(call)).to.include({ guid: String(value).trim() });
    }
  });

  it('is stopped by the page and by the client, and then may have done it', async () => {
    const never = () => new Promise(() => undefined);
    for (const how of ['page', 'client', 'function'] as const) {
      const stop = new AbortController();
      const end = () => (how === 'page' ? stop.abort() : transport.close());
      const act = () => (how === 'function' && end(), never());
      const { transport, called } = formPage({ form: { UC_makeCall_async: act } });
      const sending = failure(transport.send(call, false, stop.signal));
      end();
      expect(await sending, how).to.include({ code: 'CANCELED', maybeSent: true });
      const before = formPage();
      const early = failure(
        before.transport.send(call, false, stop.signal, async () =>
          how === 'page' ? stop.abort() : before.transport.close(),
        ),
      );
      expect(await early, how).to.include({ code: 'CANCELED', maybeSent: false });
      expect([called.length, before.called.length], how).to.deep.equal([1, 0]);
    }
  });

  it('answers late: the dial that waited for it hears the guid, and no other does', async () => {
    const clock = holdClock();
    let answer: (guid: string) => void = () => undefined;
    const { transport } = formPage(
      { form: { UC_makeCall_async: () => new Promise((resolve) => (answer = resolve)) } },
      { timeout: 50 },
    );
    const heard: unknown[] = [];
    const sending = failure(transport.send(call));
    expect(await isOverAfter(clock, 50, sending)).to.equal(true);
    transport.follow({ destination: '0999', at: 0 }, () => heard.push('another'));
    transport.follow({ destination: call.destination, at: 0 }, (guid) => heard.push(guid));
    transport.follow({ destination: call.destination, at: 0 }, () => heard.push('again'));
    answer('late-1');
    await clock.tickAsync(1);
    expect(heard).to.deep.equal(['late-1']);
  });
});

describe('the call that the portal knows of', () => {
  const text = JSON.stringify({ Guid: 'cti-1', Callerid: '091', Campaign: 'Sale->', ParAndValues: 'a=1:b=2' });

  it('is read from its CTI object, and there is none where the form was opened by hand [C-390]', async () => {
    const { transport } = formPage({ cti: text });
    expect(await ctiOf(transport)).to.deep.include({
      guid: 'cti-1',
      callerId: '091',
      campaign: 'Sale->',
      data: [
        ['a', '1'],
        ['b', '2'],
      ],
    });
    for (const value of [undefined, '', {}, { nodeType: 1, guid: 'x-1' }])
      expect(await ctiOf(formPage({ cti: value }).transport)).to.equal(null);
    expect(await failure(formPage({ cti: '{"Guid"' }).transport.send(cti))).to.include({
      code: 'PROTOCOL',
      maybeSent: false,
    });
  });

  /** Follows a call through what `__isInCall` says, one look after the other. */
  function followed(said: () => unknown, given: unknown = undefined) {
    releaseClock();
    const clock = holdClock();
    const news: News[] = [];
    const page = formPage({ frame: { __isInCall: said }, cti: given }, { pace: 100 });
    page.transport.tellNews((each) => news.push(each));
    return { ...page, news, look: (times = 1) => clock.tickAsync(100 * times) };
  }

  it('is told of when the form opens, with its data, and until it ends [C-386 C-390]', async () => {
    let isOn: unknown = true;
    const { news, look, transport } = followed(() => isOn, text);
    const data = [
      ['a', '1'],
      ['b', '2'],
    ];
    const told = { call: 'cti-1', state: 'connected', number: '091', campaign: 'Sale->', data };
    expect(news).to.deep.equal([told]);
    await transport.send(cti); // the same call: it is told once
    await look(3);
    isOn = false;
    await look(5);
    expect(news).to.deep.equal([told, { call: 'cti-1', state: 'ended' }]);
    const closed = followed(() => false, text);
    expect(closed.news).to.deep.equal([{ ...told, state: 'unknown' }]);
    closed.transport.close();
  });

  it('is connected once the portal has a call on, and ended when it has none twice in a row [C-386]', async () => {
    let isOn: unknown = false;
    const { transport, news, look } = followed(() => isOn);
    await transport.send(call);
    await look(3);
    expect(news).to.deep.equal([]);
    isOn = 1;
    await look(3);
    expect(news).to.deep.equal([{ call: 'guid-1', state: 'connected' }]);
    isOn = 0;
    await look();
    isOn = 'yes';
    await look();
    expect(news).to.have.length(1);
    isOn = '';
    await look(2);
    isOn = true;
    await look(9);
    expect(news.slice(1), 'the next call is another one').to.deep.equal([{ call: 'guid-1', state: 'ended' }]);
  });

  it('is not told of by another call that was on when it was dialled [C-386]', async () => {
    let isOn = true;
    const { transport, news, look } = followed(() => isOn);
    await transport.send(call);
    await look(5);
    expect(news).to.deep.equal([]);
    isOn = false;
    await look(5);
    expect(news, 'the other one ended').to.deep.equal([]);
    isOn = true;
    await look();
    expect(news).to.deep.equal([{ call: 'guid-1', state: 'connected' }]);
  });

  it('is unknown when it has not begun in two minutes: what is on later is another', async () => {
    let isOn = false;
    const { transport, news, look } = followed(() => isOn);
    await transport.send(call);
    await look(1_199);
    expect(news).to.deep.equal([]);
    await look();
    isOn = true;
    await look(9);
    expect(news).to.deep.equal([{ call: 'guid-1', state: 'unknown' }]);
  });

  it('is not told of by the dial after it, whose telephone is on before its guid is known [C-382 C-386]', async () => {
    let isOn = false;
    const answers: ((guid: string) => void)[] = [];
    const { transport, page, news, look } = followed(() => isOn);
    page['UC_makeCall_async'] = () => new Promise((resolve) => answers.push(resolve));
    for (const destination of ['091', '092']) {
      const sending = transport.send({ ...call, destination });
      await look(1);
      if (destination === '092') isOn = true;
      await look(3);
      answers.at(-1)!(`guid-${destination}`);
      await sending;
    }
    await look();
    expect(news, 'of the second one alone').to.deep.equal([{ call: 'guid-092', state: 'connected' }]);
    transport.close();
  });

  it('ends when another is dialled and the portal has none on, or when that has none after both [C-386]', async () => {
    let isOn = true;
    let count = 0;
    const guids = ['', 'b-1', 'c-2', 'd-3'];
    const { transport, page, news, look } = followed(() => isOn, text);
    page['UC_makeCall_async'] = () => guids[++count];
    const states = () => news.map((each) => 'call' in each && [each.call, each.state]);
    isOn = false;
    await look();
    await transport.send({ ...call, destination: '1' });
    const first = [
      ['cti-1', 'connected'],
      ['cti-1', 'ended'],
    ];
    expect(states()).to.deep.equal(first);
    isOn = true;
    await look();
    await transport.send({ ...call, destination: '2' }); // while that one is on
    await look(3);
    await failure(
      transport.send({ ...call, destination: '3' }, false, undefined, () => Promise.reject(new Error('no'))),
    );
    page['UC_makeCall_async'] = () => Promise.reject(new Error('no'));
    await failure(transport.send({ ...call, destination: '3' }));
    expect(states()).to.deep.equal([...first, ['b-1', 'connected']]);
    isOn = false;
    await look(9);
    expect(states()).to.deep.equal([...first, ['b-1', 'connected'], ['b-1', 'ended']]);
    transport.close();
  });

  it('goes on as it is when the next dial does not go [C-386]', async () => {
    let isOn = false;
    const { transport, news, look } = followed(() => isOn, text);
    isOn = true;
    await look();
    isOn = false;
    const no = () => Promise.reject(new Error('no'));
    await failure(transport.send({ ...call, destination: '3' }, false, undefined, no));
    isOn = true;
    await look(2);
    const states = () => news.map((each) => 'state' in each && each.state);
    expect(states()).to.deep.equal(['unknown', 'connected']);
    isOn = false;
    await look(2);
    expect(states()).to.deep.equal(['unknown', 'connected', 'ended']);
  });

  it('is told of once, though the portal names it on while another is dialled from its form [C-386 C-390]', async () => {
    let isOn = true;
    const { transport, page, news, look } = followed(() => isOn, text);
    isOn = false;
    await look(2);
    await transport.send(call);
    isOn = true;
    await look();
    await transport.send(cti);
    expect(await transport.send({ ...dtmf, call: 'guid-1' })).to.include({ status: 'sent' });
    isOn = false;
    await look(2);
    const states = () => news.map((each) => 'call' in each && [each.call, each.state]);
    const told = [
      ['cti-1', 'connected'],
      ['cti-1', 'ended'],
      ['guid-1', 'connected'],
      ['guid-1', 'ended'],
    ];
    expect(states()).to.deep.equal(told);
    page['CTI'] = '{"Guid":"cti-2"}'; // the form is given another
    isOn = true;
    await transport.send(cti);
    expect(states()).to.deep.equal([...told, ['cti-2', 'connected']]);
    transport.close();
  });

  it('is followed on when the portal names it before it answers the dial [C-382 C-390]', async () => {
    let isOn = false;
    const { transport, page, news, look } = followed(() => isOn);
    page['UC_makeCall_async'] = async () => {
      page['CTI'] = '{"Guid":"guid-7","Callerid":"091"}';
      isOn = true;
      await transport.send(cti);
      return 'guid-7';
    };
    await transport.send(call);
    await look();
    expect(news.map((each) => 'state' in each && each.state)).to.deep.equal(['connected']);
    isOn = false;
    await look(2);
    expect(news.map((each) => 'state' in each && each.state)).to.deep.equal(['connected', 'ended']);
  });

  it('whose guid comes late is followed and takes keys, unless another was dialled since [C-382 C-387]', async () => {
    for (const isLast of [true, false]) {
      let isOn = false;
      const answers: ((guid: string) => void)[] = [];
      releaseClock();
      const clock = holdClock();
      const makeCall = () => (answers.length === 1 ? 'guid-2' : new Promise((resolve) => answers.push(resolve)));
      const frame = { __isInCall: () => isOn };
      const { transport } = formPage({ form: { UC_makeCall_async: makeCall }, frame }, { pace: 100, timeout: 50 });
      const client = new CtiClient({ transports: [transport] });
      const sending = failure(client.send(call));
      await clock.tickAsync(50);
      expect(await sending).to.include({ code: 'TIMEOUT', maybeSent: true });
      if (!isLast) await client.send({ ...call, destination: '0222' });
      answers[0]!('guid-1');
      await clock.tickAsync(1);
      isOn = true;
      await clock.tickAsync(100);
      const guid = isLast ? 'guid-1' : 'guid-2';
      expect(client.current).to.include({ guid, state: 'connected' });
      expect(await client.send({ ...dtmf, call: guid })).to.include({ status: 'sent' });
      client.close();
    }
  });

  it('is told of also when the page asks for it later than the portal gave it [C-390]', async () => {
    const { transport, page, news } = followed(() => false);
    expect(news).to.deep.equal([]);
    page['CTI'] = text;
    await transport.send(cti);
    expect(news).to.have.length(1);
    transport.close();
  });

  it('is nobody’s where the portal gives no plain value, or throws, which the log says once [C-386]', async () => {
    for (const said of [
      () => Promise.resolve(false),
      () => ({}),
      () => {
        throw new Error('no');
      },
    ]) {
      releaseClock();
      const clock = holdClock();
      const { transport } = formPage({ frame: { __isInCall: said }, cti: text }, { pace: 100 });
      const refused: string[] = [];
      const states: unknown[] = [];
      transport.watch((what, detail) => what === 'refused' && refused.push((detail as { why: string }).why));
      transport.tellNews((each) => states.push('state' in each && each.state));
      await clock.tickAsync(2_000);
      expect(refused).to.deep.equal(['unreadable']);
      expect(states).to.deep.equal(['unknown']);
      transport.close();
    }
  });

  it('is not followed where nobody listens, where the portal cannot say, and after the client is closed', async () => {
    const clock = holdClock();
    let looks = 0;
    const frame = { __isInCall: () => (looks++, true) };
    const { transport } = formPage({ frame }, { pace: 100 });
    await transport.send(call);
    const before = looks;
    await clock.tickAsync(1_000);
    expect(looks).to.equal(before);
    const news: News[] = [];
    const other = formPage({ frame: { __isInCall: () => false } }, { pace: 100 });
    other.transport.tellNews((each) => news.push(each));
    await other.transport.send(call);
    other.transport.close();
    await clock.tickAsync(1_000);
    expect(clock.countTimers()).to.equal(0);
    const without = formPage({}, { pace: 100 });
    delete without.parent['__isInCall'];
    without.transport.tellNews((each) => news.push(each));
    await without.transport.send(call);
    expect(clock.countTimers()).to.equal(0);
    expect(news).to.deep.equal([]);
    expect(() => formPage({}, { pace: 0 }))
      .to.throw('pace')
      .and.include({ code: 'INVALID', field: 'pace' });
  });

  it('is the only one that digits and transfers reach: a command for another one is refused before', async () => {
    const { transport, called, look } = followed(() => true, text);
    await look();
    expect(await failure(transport.send({ ...dtmf, call: 'other-1' }))).to.include({
      code: 'INVALID',
      field: 'call',
      maybeSent: false,
    });
    expect(called).to.deep.equal([]);
    expect(await transport.send({ ...dtmf, call: 'cti-1' })).to.include({ status: 'sent' });
    const blindly = formPage(); // this portal says nothing of a call
    delete blindly.parent['__isInCall'];
    await blindly.transport.send(call);
    expect(await failure(blindly.transport.send({ ...dtmf, call: 'cti-1' }))).to.include({ field: 'call' });
    expect(await blindly.transport.send({ ...dtmf, call: 'guid-1' })).to.include({ status: 'sent' });
    transport.close();
  });
});

describe('a client over the portal’s functions', () => {
  it('hides what it sends in its log, but for the names of the functions', async () => {
    const { transport } = formPage();
    const client = new CtiClient({ transports: [transport] });
    await client.send(call);
    await client.send({ ...dtmf, digits: '411155' });
    const keyed = client.log.lines.filter(({ what }) => what === 'sent').at(-1)!.detail;
    expect(keyed, 'to the last one').to.deep.equal({ action: '__SendDTMF', params: { digits: '••••••' } });
    const log = client.exportLog();
    expect(log).to.contain('UC_makeCall_async').and.contain('__SendDTMF');
    expect(log).not.to.match(/091000000|4111|0000/);
    client.close();
  });
});
