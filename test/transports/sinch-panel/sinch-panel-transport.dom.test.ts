import { expect } from 'chai';
import { CtiClient } from '../../../src/index.js';
import { SinchPanelTransport, panelFrame } from '../../../src/transports/sinch-panel/sinch-panel-transport.js';
import { holdClock } from '../../clock.js';
import { failure } from '../../failure.js';
import { until } from '../../until.js';
import { otherOrigin } from '../portal/portal.fixture.js';
import {
  call,
  closePanels,
  first,
  interaction,
  openExtension,
  openPanel,
  phone,
  plainAnswers,
  second,
  silent,
  third,
  turn,
  user,
} from './sinch-panel.fixture.js';

afterEach(closePanels);

describe('the frame of Sinch’s panel', () => {
  it('has the vendor’s address and the microphone, and tells the page of what happens [C-351]', () => {
    expect(panelFrame('https://Tenant.example')).to.deep.equal({
      src: 'https://tenant.example/ecf/latest/communicationpanel/embedded.html?salesforce=true&denyPopout=true',
      allow: 'microphone',
      origin: 'https://tenant.example',
    });
    expect(
      panelFrame('https://tenant.example/x//', { sso: true, denyPopout: false, minWidth: 300, minHeight: 400 }).src,
    ).to.equal(
      'https://tenant.example/x/ecf/latest/communicationpanel/embedded_sso.html?salesforce=true&minWidth=300&minHeight=400',
    );
    for (const tenant of ['tenant.example', 'javascript:alert(1)', 'https://a:b@tenant.example'])
      expect(() => panelFrame(tenant), tenant)
        .to.throw()
        .with.property('code', 'INVALID');
    expect(() => panelFrame('https://t.example', { minWidth: 0.5 })).to.throw('a whole number of pixels');
  });
});

describe('the handshake with Sinch’s panel', () => {
  it('asks once after the load, waits for the sign-in, then asks who it is and what is on [C-354 C-355 C-365]', async () => {
    const { heard, transport, send, signIn, questions } = await openPanel({ isSignedIn: false });
    await until(() => heard.length === 1);
    expect(heard).to.deep.equal([{ id: 'initRequest', type: 'init', payload: false }]);
    expect(transport.supports('call')).to.deep.equal({
      ok: false,
      code: 'UNREACHABLE',
      reason: 'The panel of Sinch does not answer yet: sign in to Sinch in it.',
    });
    expect(await failure(send(call))).to.include({ code: 'UNREACHABLE', maybeSent: false });
    await signIn();
    expect(questions()).to.deep.equal([
      { command: 'detail', value: 'user' },
      { command: 'detail', value: 'interactions' },
    ]);
    expect(transport.supports('call')).to.deep.equal({ ok: true });
    expect(await transport.agent.id()).to.equal(user.id);
    expect(questions(), 'it is known already').to.have.length(2);
  });

  it('is not done by an init that holds something else [C-355]', async () => {
    const { transport, say, refusals } = await openPanel({ isSignedIn: false });
    const clock = holdClock();
    for (const payload of [undefined, false, {}, { value: null }, { value: ['x'] }, { value: {} }, []])
      await say({ id: 'initRequest', type: 'init', payload });
    await clock.tickAsync(1_000);
    expect(transport.supports('call').ok).to.equal(false);
    expect(refusals()).to.include('no init');
  });

  it('begins anew when the panel does: what is not on any more has ended [C-355]', async () => {
    const { news, signIn, panel, tell, questions, say } = await openPanel();
    await tell('status', 'accepted', phone(first));
    await tell('status', 'accepted', phone(second));
    panel.answers = ({ value }) => ({
      value: value === 'interactions' ? [phone(second, { status: 'accepted' })] : user,
    });
    news.splice(0);
    await signIn();
    expect(news.at(-1)).to.deep.equal({ calls: [second] });
    const before = questions().length;
    panel.answers = () => silent;
    for (let i = 0; i < 50; i++) await say({ type: 'init', payload: { value: [] } });
    expect(questions().length - before, 'one question of each after the other’s answer').to.equal(2);
  });

  it('ends no call that came after the question for all of them, nor by a list that cannot be read', async () => {
    const { news, panel, tell, say, heard } = await openPanel({ isSignedIn: false });
    panel.answers = () => silent;
    await say({ type: 'init', payload: { value: [] } });
    const asked = () => heard.filter(({ payload }) => payload?.value === 'interactions');
    await until(() => asked().length === 1);
    await tell('status', 'outgoing', phone(first));
    await say({ id: asked()[0].id, type: 'response', payload: { value: [] } });
    expect(news.at(-1)).to.deep.equal({ calls: [first] });
    const user = heard.find(({ payload }) => payload?.value === 'user');
    await say({ id: user.id, type: 'response', payload: {} });
    for (const value of [{}, 'x', [{}], [5], [phone(''), phone(second)]]) {
      panel.answers = ({ value: what }) => ({ value: what === 'interactions' ? value : {} });
      news.splice(0);
      const before = heard.length;
      await say({ type: 'init', payload: { value: [] } });
      await until(() => heard.length === before + 2);
      await turn();
      expect(news.filter((each) => 'calls' in each)).to.deep.equal([]);
    }
  });

  it('begins anew after a reload of the frame, and nothing is sent before', async () => {
    const { frame, transport, heard, attach, signIn, send } = await openPanel();
    const attached = attach();
    heard.splice(0);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.src = `${frame.src}?again`;
    await Promise.all([attached, loaded]);
    expect(transport.supports('hangup')).to.include({ ok: false, code: 'UNREACHABLE' });
    expect(await failure(send({ type: 'hangup', call: first }))).to.include({ code: 'UNREACHABLE' });
    await until(() => heard.length >= 1);
    expect(heard[0]).to.deep.equal({ id: 'initRequest', type: 'init', payload: false });
    await signIn();
    expect(transport.supports('hangup').ok).to.equal(true);
  });

  it('is told to a client as it ends and as it begins anew, so that what can be pressed follows', async () => {
    const { frame, transport, attach, say } = await openPanel({ isSignedIn: false });
    const client = new CtiClient({ transports: [transport] });
    const seen: boolean[] = [];
    client.addEventListener('change', () => seen.push(client.supports('call').ok));
    const init = { id: 'initRequest', type: 'init', payload: { value: [] } };
    await say(init);
    expect(seen).to.deep.equal([true]);
    const attached = attach();
    frame.src = `${frame.src}?again`;
    await attached;
    await until(() => seen.length > 1, 'the frame has another page');
    await say(init);
    expect(seen).to.deep.equal([true, false, true]);
  });

  it('is posted to the exact origin only: a frame that shows another one gets nothing', async () => {
    const { heard, transport, send, frame } = await openPanel({
      isSignedIn: false,
      origin: 'https://tenant.example',
    });
    await turn();
    expect(heard).to.deep.equal([]);
    const reason = `The panel of Sinch is set to https://tenant.example, but its frame shows ${otherOrigin}.`;
    expect(transport.supports('call')).to.include({ code: 'UNREACHABLE', reason });
    expect(await failure(send(call))).to.include({ code: 'UNREACHABLE', maybeSent: false });
    frame.remove();
    expect(transport.supports('call')).to.include({ reason: 'The frame with the panel of Sinch is not in this page.' });
  });

  it('needs one window and one exact origin', () => {
    const panel = document.createElement('iframe');
    for (const origin of ['*', '', 'tenant.example', 'null', 'https://u:p@tenant.example'])
      expect(() => new SinchPanelTransport({ panel, origin }), origin)
        .to.throw()
        .with.property('field', 'origin');
    expect(() => new SinchPanelTransport({ origin: otherOrigin }))
      .to.throw()
      .with.property('field', 'panel');
    expect(() => new SinchPanelTransport({ panel, frame: 'parent', origin: otherOrigin }))
      .to.throw()
      .with.property('code', 'INVALID');
    expect(new SinchPanelTransport({ frame: 'parent', origin: 'https://tenant.example' }).supports('call').ok).to.equal(
      false,
    );
  });
});

describe('commands to Sinch’s panel', () => {
  it('are objects with ids of our own, each answered once by its id [C-353 C-354 C-356 C-357]', async () => {
    const { send, heard, say, asked, panel, refusals } = await openPanel();
    const clock = holdClock();
    panel.answers = () => silent;
    const [one, two] = [send({ type: 'hold', call: first }), send({ type: 'mute', call: first })];
    await until(() => asked().length === 2);
    const [hold, mute] = heard.slice(-2);
    expect(hold.id)
      .to.match(/^portside-[\d-]+-\d+$/)
      .and.not.equal(mute.id);
    let settled = '';
    one.then(() => (settled += 'hold'));
    two.then(() => (settled += 'mute'));
    await say({ id: mute.id, type: 'response', payload: { value: {} } });
    expect(settled).to.equal('mute');
    await say({ id: mute.id, type: 'response', payload: { value: false } });
    await say({ id: hold.id, type: 'response', payload: {} });
    expect(await one).to.deep.equal({ status: 'confirmed', transport: 'sinch-panel' });
    expect(settled).to.equal('mutehold');
    await say({ id: hold.id, type: 'response', payload: {} });
    await clock.tickAsync(1_000);
    expect(refusals()).to.include('no question of ours, or too late');
  });

  const states = [
    ['hold', 'hold'],
    ['unhold', 'unhold'],
    ['mute', 'mute'],
    ['unmute', 'unmute'],
    ['pauseRecording', 'stopRecording'],
    ['resumeRecording', 'startRecording'],
  ] as const;
  it('hold, mute and record a call; a pause of the recording is its end [C-360]', async () => {
    const { send, asked } = await openPanel();
    for (const [type] of states) await send({ type, call: first });
    expect(asked()).to.deep.equal(states.map(([, value]) => ({ command: 'callState', interactionId: first, value })));
  });

  it('answer, reject and hang up by the interaction’s id [C-359]', async () => {
    const { send, asked } = await openPanel();
    for (const type of ['answer', 'reject', 'hangup'] as const) await send({ type, call: first });
    expect(asked()).to.deep.equal(
      ['accept', 'reject', 'hangup'].map((value) => ({ command: 'interaction', interactionId: first, value })),
    );
  });

  it('send one tone a message, in order, and stop at the first that does not go [C-361]', async () => {
    const { send, asked, panel } = await openPanel();
    await send({ type: 'dtmf', call: first, digits: '1a#' });
    expect(asked()).to.deep.equal(
      ['1', 'A', '#'].map((content) => ({ command: 'dtmf', interactionId: first, value: { content } })),
    );
    let count = 0;
    panel.answers = () => (++count === 2 ? { value: false } : {});
    expect(await failure(send({ type: 'dtmf', call: first, digits: '1234' }))).to.include({
      code: 'REJECTED',
      message: 'Digits sent: 1 of 4. Sinch’s panel refused this.',
      maybeSent: true,
    });
    expect(asked()).to.have.length(5);
    panel.answers = () => ({ error: 'no' });
    expect(await failure(send({ type: 'dtmf', call: first, digits: '12' }))).to.include({ maybeSent: false });
  });

  it('transfer to a number, a user or a queue as Sinch finds it [C-362]', async () => {
    const { send, asked } = await openPanel();
    for (const [toKind, to] of [
      ['number', '+46 8 123 45 67'],
      ['agent', 'bob@tenant.example'],
      ['campaign', '5000'],
    ] as const)
      await send({ type: 'transfer', call: first, kind: 'blind', toKind, to });
    expect(asked()).to.deep.equal(
      ['+46 8 123 45 67', 'bob@tenant.example', '5000'].map((to) => ({
        command: 'transfer',
        interactionId: first,
        value: { to },
      })),
    );
  });

  it('say which call is meant: the named one, the one in view, or the only one; else nothing goes', async () => {
    const { send, asked, tell } = await openPanel();
    const ids = () => asked().map(({ interactionId }) => interactionId);
    expect(await failure(send({ type: 'hold' }))).to.include({ code: 'INVALID', field: 'call', maybeSent: false });
    expect(await failure(send({ type: 'hangup', call: 'x' }))).to.include({ code: 'INVALID', field: 'call' });
    await tell('status', 'accepted', phone(first));
    await send({ type: 'hold' });
    await tell('status', 'incoming', phone(second));
    expect(await failure(send({ type: 'hold' }))).to.include({ code: 'INVALID', field: 'call' });
    await send({ type: 'answer' });
    await tell('activeInteraction', { id: first });
    await send({ type: 'mute' });
    expect(ids()).to.deep.equal([first, second, first]);
  });

  it('that the panel refuses are rejected: nothing was done; what is neither yes nor no may have been [C-356]', async () => {
    const { send, panel } = await openPanel();
    const hold = { type: 'hold', call: first } as const;
    for (const [payload, detail] of [
      [{ value: false }, '{"value":false}'],
      [{ error: 'busy here' }, 'busy here'],
      [{ error: { code: 5 }, value: {} }, '{"code":5}'],
    ] as const) {
      panel.answers = () => payload;
      expect(await failure(send(hold))).to.include({ code: 'REJECTED', maybeSent: false, detail });
    }
    for (const payload of [undefined, null, 'ok', true, [], { errorCode: 7 }, { value: { success: false } }]) {
      panel.answers = () => payload;
      expect(await failure(send(hold)), JSON.stringify(payload)).to.include({ code: 'PROTOCOL', maybeSent: true });
    }
    for (const payload of [{}, { value: null }, { value: true }, { value: phone(first) }, { error: null }]) {
      panel.answers = () => payload;
      expect(await send(hold), JSON.stringify(payload)).to.include({ status: 'confirmed' });
    }
  });

  it('without an answer in five seconds may have happened; a late answer changes nothing [C-356]', async () => {
    const { send, panel, asked, heard, say, news } = await openPanel();
    panel.answers = () => silent;
    const clock = holdClock();
    let error: any;
    send({ type: 'hold', call: first }).catch((cause: unknown) => (error = cause));
    await until(() => asked().length === 1);
    await clock.tickAsync(4_999);
    expect(error).to.equal(undefined);
    await clock.tickAsync(1);
    expect(error).to.include({ code: 'TIMEOUT', maybeSent: true, transport: 'sinch-panel' });
    await say({ id: heard.at(-1).id, type: 'response', payload: { value: {} } });
    expect([asked().length, news]).to.deep.equal([1, []]);
  });

  it('go only when they may, and not once they were stopped or the transport was closed', async () => {
    const { send, asked, transport, panel } = await openPanel();
    const hold = { type: 'hold', call: first } as const;
    const no = Object.assign(new Error('no'), { name: 'CtiError', code: 'BUSY' });
    expect(await failure(send(hold, false, undefined, () => Promise.reject(no)))).to.include({
      code: 'BUSY',
      maybeSent: false,
    });
    const stop = new AbortController();
    expect(await failure(send(hold, false, stop.signal, async () => stop.abort()))).to.include({
      code: 'CANCELED',
      maybeSent: false,
    });
    expect(asked()).to.deep.equal([]);
    panel.answers = () => silent;
    const later = new AbortController();
    const stopped = failure(send(hold, false, later.signal));
    await until(() => asked().length === 1);
    later.abort();
    expect(await stopped).to.include({ code: 'CANCELED', maybeSent: true });
    const open = failure(send(hold));
    await until(() => asked().length === 2);
    transport.close();
    expect(await open).to.include({ code: 'CANCELED', maybeSent: true });
    expect(await failure(send(hold))).to.include({ code: 'CANCELED', maybeSent: false });
    expect(asked()).to.have.length(2);
  });

  it('for tones ask before each of them whether it may go', async () => {
    const { send, asked } = await openPanel();
    let left = 2;
    const mayGo = async () => {
      if (!left--) throw Object.assign(new Error('closed'), { name: 'CtiError', code: 'CANCELED', maybeSent: false });
    };
    expect(await failure(send({ type: 'dtmf', call: first, digits: '123' }, false, undefined, mayGo))).to.include({
      code: 'CANCELED',
      maybeSent: true,
    });
    expect(asked()).to.have.length(2);
  });

  it('that are none of a call are refused by name, and no password goes [C-372 C-374]', async () => {
    const { transport } = await openPanel();
    for (const [type, words] of [
      ['login', 'no password goes from here'],
      ['logout', 'in the panel of Sinch'],
      ['agentState', 'set up SinchTransport'],
      ['agentStates', 'set up SinchTransport'],
      ['cti', 'takes calls only'],
      ['callWithPhone', 'takes calls only'],
    ] as const) {
      const support = transport.supports(type);
      expect(support).to.include({ ok: false, code: 'UNSUPPORTED' });
      expect(!support.ok && support.reason).to.include(words);
    }
  });

  it('never ask for messages, lists of waiting contacts or wrap-ups, which are not ours [C-366 C-367]', async () => {
    const { send, heard } = await openPanel();
    const commands = ['hold', 'answer', 'hangup', 'mute'] as const;
    for (const type of commands) await send({ type, call: first });
    const words = new Set(heard.map(({ payload }) => payload.command ?? 'init'));
    expect([...words].sort()).to.deep.equal(['callState', 'detail', 'init', 'interaction']);
    expect(heard.filter(({ payload }) => ['handle', 'pick'].includes(payload.value))).to.deep.equal([]);
  });
});

describe('a call through Sinch’s panel', () => {
  it('is placed by outbound, and named by the interaction in the answer [C-358]', async () => {
    const { send, asked, panel } = await openPanel();
    panel.answers = () => ({ value: phone(first) });
    expect(await send(call)).to.deep.equal({ status: 'confirmed', guid: first, transport: 'sinch-panel' });
    expect(asked()).to.deep.equal([{ command: 'outbound', value: { channel: 'phone', to: '091000000' } }]);
  });

  it('shows a number of a telephone queue that the user serves, as the panel writes it, and no other [C-358]', async () => {
    const queues = [
      { name: 'Sales', type: 'phone', addresses: [{ address: '+4680000' }, { address: '+46 8 555 00' }, {}, null] },
      { name: 'Chat', type: 'chat', addresses: [{ address: '+4681' }] },
      { name: 'None' },
      5,
    ];
    const { send, asked, panel, transport } = await openPanel({ queueAddress: '+4680000' });
    let calls = 0;
    panel.answers = ({ value }) => ({ value: value === 'queues' ? queues : phone(interaction(++calls)) });
    expect(await transport.callerIds()).to.deep.equal([
      { number: '+4680000', name: 'Sales' },
      { number: '+46 8 555 00', name: 'Sales' },
    ]);
    await send(call);
    await send({ ...call, callerId: '+46855500' });
    expect(asked().map(({ value }) => value.from)).to.deep.equal(['+4680000', '+46 8 555 00']);
    for (const callerId of ['+4681', '+46999'])
      expect(await failure(send({ ...call, callerId }))).to.include({ code: 'INVALID', field: 'callerId' });
    for (const payload of [{ value: false }, { value: {} }, { error: 'x' }, null]) {
      panel.answers = () => payload;
      expect(await failure(send(call))).to.include({ code: 'UNREACHABLE', maybeSent: false });
    }
    expect(asked()).to.have.length(2);
  });

  it('is named by the outgoing event to its number where the answer names none [C-358 C-368]', async () => {
    const { send, tell, panel, asked, say, heard } = await openPanel();
    panel.answers = () => silent;
    for (const [count, id] of [first, second].entries()) {
      const sent = send(call);
      await until(() => asked().length === count + 1);
      const answer = () => say({ id: heard.at(-1).id, type: 'response', payload: {} });
      if (id === first) await answer();
      await tell('status', 'outgoing', phone(interaction(10 + count), { destination: '099' }));
      await tell('status', 'outgoing', phone(id, { destination: '091 000 000' }));
      if (id === second) await answer();
      expect((await sent).guid).to.equal(id);
    }
  });

  it('without an answer is the one that the panel says it places to this number; with none nobody knows [C-358]', async () => {
    const { send, tell, panel, asked } = await openPanel();
    panel.answers = () => silent;
    const clock = holdClock();
    const sent = send(call);
    await until(() => asked().length === 1);
    await tell('status', 'outgoing', phone(first, { destination: '091000000' }));
    await clock.tickAsync(5_000);
    expect((await sent).guid).to.equal(first);
    const unknown = failure(send(call));
    await until(() => asked().length === 2);
    await tell('status', 'incoming', phone(second, { originator: '091000000', destination: '091000000' }));
    await tell('status', 'outgoing', phone(third, { destination: '092' }));
    await tell('status', 'outgoing', { ...phone(interaction(4), { destination: '091000000' }), channel_type: 'sms' });
    await clock.tickAsync(5_000);
    expect(await unknown).to.include({ code: 'TIMEOUT', maybeSent: true });
    panel.answers = () => ({});
    const unnamed = failure(send(call));
    await until(() => asked().length === 3);
    await turn();
    await clock.tickAsync(5_000);
    expect(await unnamed).to.include({ code: 'TIMEOUT', maybeSent: true });
    expect(asked(), 'nothing is sent again').to.have.length(3);
  });

  it('that nobody answered is heard of late, once', async () => {
    const { transport, tell } = await openPanel();
    const answered: unknown[] = [];
    transport.follow({ destination: '091000000', at: Date.now() }, (guid) => answered.push(guid));
    transport.follow({ destination: '092000000', at: Date.now() - 60_000 }, (guid) => answered.push(guid));
    await tell('status', 'outgoing', phone(first, { destination: '091000000' }));
    await tell('status', 'outgoing', phone(second, { destination: '091000000' }));
    await tell('status', 'outgoing', phone(third, { destination: '092000000' }));
    expect(answered).to.deep.equal([first]);
  });

  it('that is refused was not placed', async () => {
    const { send, panel } = await openPanel();
    panel.answers = () => ({ value: false });
    expect(await failure(send(call))).to.include({ code: 'REJECTED', maybeSent: false });
  });
});

describe('a transfer with a question through Sinch’s panel', () => {
  const attended = { type: 'transfer', call: first, kind: 'attended', toKind: 'number', to: '5001' } as const;

  /** A customer is on the line, in view. */
  async function withCustomer() {
    const opened = await openPanel();
    const { panel, tell, news } = opened;
    panel.answers = (payload) => (payload.command === 'consult' ? { value: phone(second) } : plainAnswers(payload));
    await tell('status', 'accepted', phone(first));
    await tell('activeInteraction', { id: first });
    news.splice(0);
    return opened;
  }

  it('asks the colleague with the customer’s call, which waits, and tells whose call the new one is [C-363]', async () => {
    const { send, asked, news, tell } = await withCustomer();
    await send(attended);
    expect(asked()).to.deep.equal([{ command: 'consult', interactionId: first, value: { to: '5001' } }]);
    expect(news).to.deep.equal([
      { call: second, state: 'dialling', number: '5001', consults: first },
      { call: first, state: 'held' },
    ]);
    news.splice(0);
    await tell('status', 'accepted', phone(second));
    expect(news).to.deep.include({ call: second, state: 'connected', number: '+4682222', consults: first });
  });

  it('knows the colleague’s call by its event, before the answer or without a name in it [C-363]', async () => {
    for (const name of [second, undefined]) {
      const { send, news, tell, panel, asked, heard, say } = await withCustomer();
      panel.answers = () => silent;
      const sent = send(attended);
      await until(() => asked().length === 1);
      await tell('status', 'outgoing', phone(third, { destination: '099999' }));
      await tell('status', 'outgoing', phone(second, { destination: '5001' }));
      expect(news).to.deep.equal([
        { call: third, state: 'dialling', number: '099999' },
        { call: second, state: 'dialling', number: '5001', consults: first },
      ]);
      await say({ id: heard.at(-1).id, type: 'response', payload: name ? { value: phone(name) } : {} });
      expect(await sent).to.include({ status: 'confirmed' });
      closePanels();
    }
  });

  it('goes only for the call in view; the panel is asked where it has not said [C-363 C-371]', async () => {
    const { send, asked, tell, questions } = await withCustomer();
    for (const value of [null, { id: second }]) {
      await tell('activeInteraction', value);
      expect(await failure(send(attended))).to.include({ code: 'INVALID', field: 'call', maybeSent: false });
    }
    await tell('activeInteraction', { id: first });
    const leave = () => tell('activeInteraction', null);
    expect(await failure(send(attended, false, undefined, leave)), 'it went out of view').to.include({ field: 'call' });
    expect(asked()).to.deep.equal([]);
    closePanels();

    const other = await openPanel({
      answers: (payload) => (payload.value === 'activeInteraction' ? { value: { id: first } } : plainAnswers(payload)),
    });
    await other.send(attended);
    expect(other.questions().at(-1)).to.deep.equal({ command: 'detail', value: 'activeInteraction' });
    expect(other.asked()).to.have.length(1);
    expect(questions().map(({ value }) => value)).to.deep.equal(['user', 'interactions']);
  });

  it('is completed by a join, after which both are out of the agent’s hands [C-364]', async () => {
    for (const [named, inView] of [
      [first, null],
      [second, { id: second }],
      [undefined, { id: first }],
    ] as const) {
      const { send, asked, news, tell } = await withCustomer();
      await send(attended);
      await tell('activeInteraction', inView);
      news.splice(0);
      await send({ type: 'completeTransfer', call: named });
      expect(asked().at(-1)).to.deep.equal({ command: 'join', interactionId: inView?.id ?? first });
      expect(news.map((each: any) => [each.call, each.state])).to.deep.equal([
        [second, 'ended'],
        [first, 'ended'],
      ]);
      closePanels();
    }
  });

  it('is not completed without both, nor while a third call is in view [C-364]', async () => {
    const { send, asked, tell } = await withCustomer();
    const complete = { type: 'completeTransfer', call: first } as const;
    expect(await failure(send(complete))).to.include({ code: 'INVALID', field: 'call' });
    await send(attended);
    await tell('activeInteraction', { id: third });
    expect(await failure(send(complete))).to.include({ code: 'INVALID', field: 'call' });
    await tell('activeInteraction', null);
    await tell('status', 'ended', phone(second));
    expect(await failure(send(complete))).to.include({ code: 'INVALID', field: 'call' });
    expect(asked()).to.have.length(1);
  });

  it('is cancelled in two steps, the second after the answer to the first [C-359 C-360]', async () => {
    const { send, asked, panel, news, heard, say } = await withCustomer();
    await send(attended);
    panel.answers = () => silent;
    const canceled = send({ type: 'cancelTransfer', call: first });
    await until(() => asked().length === 2);
    await turn();
    expect(asked().slice(1)).to.deep.equal([{ command: 'interaction', interactionId: second, value: 'hangup' }]);
    news.splice(0);
    await say({ id: heard.at(-1).id, type: 'response', payload: {} });
    await until(() => asked().length === 3);
    expect(asked()[2]).to.deep.equal({ command: 'callState', interactionId: first, value: 'unhold' });
    await say({ id: heard.at(-1).id, type: 'response', payload: {} });
    expect(await canceled).to.include({ status: 'confirmed' });
    expect(news).to.deep.equal([{ call: first, state: 'connected' }]);
  });

  it('says when only half of the cancelling was done, and takes no second step after a no', async () => {
    const { send, asked, panel } = await withCustomer();
    await send(attended);
    panel.answers = () => ({ value: false });
    const cancel = { type: 'cancelTransfer', call: second } as const;
    expect(await failure(send(cancel))).to.include({ code: 'REJECTED', maybeSent: false });
    expect(asked()).to.have.length(2);
    panel.answers = ({ command }) => (command === 'callState' ? { value: false } : {});
    const error = await failure(send(cancel));
    expect(error).to.include({ code: 'REJECTED', maybeSent: true });
    expect(error.message).to.include('the customer may still wait');
  });

  it('is cancelled by taking the customer off hold alone, where the colleague has gone', async () => {
    const { send, asked, tell } = await withCustomer();
    await send(attended);
    await tell('status', 'ended', phone(second));
    await send({ type: 'cancelTransfer', call: first });
    expect(asked().slice(1)).to.deep.equal([{ command: 'callState', interactionId: first, value: 'unhold' }]);
  });
});

describe('news of Sinch’s panel', () => {
  it('tell of an outgoing call from its dial to its end [C-368 C-369 C-370 C-373]', async () => {
    const { tell, news } = await openPanel();
    const row = phone(first, { dir_entry: { id: 7, name: 'Ann' } });
    await tell('status', 'outgoing', row);
    await tell('channel_status', 'calling', row);
    await tell('channel_status', 'ringing', row);
    await tell('status', 'accepted', { ...row, channel_status: 'connected' });
    await tell('channel_status', 'onhold', row);
    await tell('channel_status', 'connected', row);
    await tell('channel_status', 'muted', row);
    await tell('status', 'ended', row);
    await tell('status', 'handled', row);
    expect(news.map((each: any) => [each.state, each.isMuted])).to.deep.equal([
      ['dialling', undefined],
      ['dialling', undefined],
      ['ringing', undefined],
      ['connected', undefined],
      ['held', undefined],
      ['connected', false],
      ['connected', true],
      ['ended', true],
    ]);
    expect(news[0]).to.deep.equal({ call: first, state: 'dialling', number: '+4682222', name: 'Ann' });
  });

  it('tell of an incoming call who calls, whatever its channel rings [C-368 C-369 C-373]', async () => {
    const { tell, news } = await openPanel();
    await tell('status', 'incoming', phone(first));
    await tell('channel_status', 'ringing', phone(first));
    await tell('status', 'accepted', phone(first));
    await tell('status', 'incoming', phone(second));
    await tell('status', 'rejected', phone(second));
    expect(news.map((each: any) => [each.call, each.state, each.number])).to.deep.equal([
      [first, 'incoming', '+4681111'],
      [first, 'incoming', '+4681111'],
      [first, 'connected', '+4681111'],
      [second, 'incoming', '+4681111'],
      [second, 'ended', '+4681111'],
    ]);
  });

  it('say when a recording stops, and not of a call that was never recorded [C-369]', async () => {
    const { tell, news } = await openPanel();
    const paused = () => (news.at(-1) as any).isRecordingPaused;
    await tell('status', 'accepted', phone(first, { recording: false }));
    expect(paused()).to.equal(undefined);
    await tell('channel_status', 'connected', phone(first, { recording: true }));
    expect(paused()).to.equal(false);
    await tell('channel_status', 'connected', phone(first, { recording: false }));
    expect(paused()).to.equal(true);
  });

  it('say what is so once the panel has said yes to a command [C-360]', async () => {
    const { tell, news, send } = await openPanel();
    await tell('status', 'accepted', phone(first));
    news.splice(0);
    for (const type of ['hold', 'unhold', 'mute', 'unmute', 'pauseRecording', 'resumeRecording'] as const)
      await send({ type, call: first });
    expect(news.map((each: any) => [each.state, each.isMuted, each.isRecordingPaused])).to.deep.equal([
      ['held', undefined, undefined],
      ['connected', undefined, undefined],
      ['connected', true, undefined],
      ['connected', false, undefined],
      ['connected', false, true],
      ['connected', false, false],
    ]);
  });

  it('leave a call that is over as it is, also when words come late', async () => {
    const { tell, news } = await openPanel();
    await tell('status', 'accepted', phone(first));
    await tell('status', 'ended', phone(first));
    news.splice(0);
    for (const [attribute, value] of [
      ['channel_status', 'connected'],
      ['channel_status', 'disconnected'],
      ['status', 'accepted'],
      ['status', 'handled'],
    ] as const)
      await tell(attribute, value, phone(first));
    expect(news).to.deep.equal([]);
  });

  it('end no call when none is in view, and pass over all that is no telephone call [C-369 C-371]', async () => {
    const { tell, news, refusals } = await openPanel();
    const clock = holdClock();
    await tell('status', 'accepted', phone(first));
    news.splice(0);
    await tell('activeInteraction', null);
    await tell('activeInteraction', { id: second });
    for (const channel_type of ['chat', 'email', 'user_defined'])
      await tell('status', 'incoming', phone(second, { channel_type }));
    for (const word of ['busy', 'no_answer', 'transferring', 'knocking', 'unreachable'])
      await tell('channel_status', word, phone(third));
    await tell('status', 'queued', phone(third));
    expect(news).to.deep.equal([]);
    await clock.tickAsync(1_000);
    expect(refusals(), 'all of it is known').to.deep.equal([]);
  });

  it('tell of the agent’s state in both types of message, with the profile as reason [C-372]', async () => {
    const { say, news } = await openPanel();
    const told = (type: string, attribute: string, value: unknown) => say({ type, payload: { attribute, value } });
    await told('state', 'work_status', 'ready');
    await told('status', 'profile', { id: 'p1', name: 'Lunch' });
    await told('status', 'work_status', 'not_ready');
    await told('state', 'profile', { id: 'p2', name: 'Meeting' });
    await told('state', 'work_status', 'ready');
    await told('state', 'work_status', 'asleep');
    await told('status', 'status', 'accepted');
    expect(news).to.deep.equal([
      { agent: { state: 'ready' } },
      { agent: { state: 'paused', reason: 'Lunch' } },
      { agent: { state: 'paused', reason: 'Meeting' } },
      { agent: { state: 'ready' } },
    ]);
  });

  it('of an agent whose state was set by REST go on from there [C-372]', async () => {
    const { transport, say, news } = await openPanel();
    await say({ type: 'state', payload: { attribute: 'work_status', value: 'not_ready' } });
    news.splice(0);
    transport.agent.changed!('ready');
    await say({ type: 'state', payload: { attribute: 'profile', value: { id: 'p2', name: 'Meeting' } } });
    expect(news, 'the agent is ready').to.deep.equal([]);
  });

  it('come first of what is on already, to whoever asks later [C-365]', async () => {
    const rows = [
      phone(first, { status: 'accepted', channel_status: 'onhold' }),
      phone(second, { status: 'outgoing', channel_status: 'ringing' }),
      phone(third, { status: 'incoming' }),
      phone(interaction(4), { status: 'ended' }),
      phone(interaction(5), { status: 'queued' }),
      phone(interaction(6), { status: 'accepted', channel_type: 'chat' }),
      phone(interaction(7)),
      phone(interaction(8), { status: 'accepted', channel_status: 'muted' }),
    ];
    const { transport } = await openPanel({
      answers: (payload) => (payload.value === 'interactions' ? { value: rows } : plainAnswers(payload)),
    });
    const news: unknown[] = [];
    transport.tellNews((each) => news.push(each));
    expect(news).to.deep.equal([
      { call: first, state: 'held' },
      { call: second, state: 'ringing', number: '+4682222' },
      { call: third, state: 'incoming', number: '+4681111' },
      { call: interaction(7), state: 'unknown' },
      { call: interaction(8), state: 'connected', isMuted: true },
      { calls: [first, second, third, interaction(7), interaction(8)] },
    ]);
  });

  it('carry a whole call in a client: dialled, held, with digits, a colleague asked, and over', async () => {
    const opened = await openPanel({ isSignedIn: false });
    const { transport, panel, tell, say, asked } = opened;
    const client = new CtiClient({ transports: [transport] });
    panel.answers = (payload) =>
      payload.command === 'outbound'
        ? { value: phone(first, { destination: '091000000' }) }
        : payload.command === 'consult'
          ? { value: phone(second) }
          : plainAnswers(payload);
    await say({ type: 'init', payload: { value: [] } });
    expect((await client.send(call)).guid).to.equal(first);
    await tell('status', 'outgoing', phone(first, { destination: '091000000' }));
    expect(client.current).to.include({ guid: first, state: 'dialling' });
    await tell('status', 'accepted', phone(first));
    await client.send({ type: 'hold' });
    expect(client.current).to.include({ guid: first, state: 'held' });
    await client.send({ type: 'unhold' });
    await client.send({ type: 'dtmf', digits: '12' });
    await tell('activeInteraction', { id: first });
    await client.send({ type: 'transfer', kind: 'attended', toKind: 'agent', to: 'bob' });
    expect(client.calls.map(({ guid, state, consults }) => [guid, state, consults])).to.deep.equal([
      [first, 'held', undefined],
      [second, 'dialling', first],
    ]);
    await client.send({ type: 'completeTransfer' });
    expect(client.calls).to.deep.equal([]);
    expect(asked().map(({ command }) => command)).to.deep.equal([
      ...['outbound', 'callState', 'callState', 'dtmf', 'dtmf', 'consult', 'join'],
    ]);
    client.close();
  });
});

describe('a page that Sinch’s panel frames', () => {
  it('speaks to the panel around it in the same words [C-352 C-353 C-354]', async () => {
    const page = await openExtension();
    await until(() => page.heard.length === 1);
    expect(page.heard).to.deep.equal([{ id: 'initRequest', type: 'init', payload: false }]);
    page.say({ type: 'init', payload: { value: [] } });
    await until(() => page.heard.length === 3);
    for (const { id, payload } of page.heard.slice(1))
      page.say({ id, type: 'response', payload: { value: payload.value === 'user' ? user : [] } });
    page.say({ type: 'state', payload: { attribute: 'status', value: 'incoming', interaction: phone(first) } });
    await until(async () => (await page.ask('news')).length === 2);
    expect(await page.ask('news')).to.deep.equal([
      { calls: [] },
      { call: first, state: 'incoming', number: '+4681111' },
    ]);
    const sent = page.ask('send', { type: 'answer', call: first });
    await until(() => page.heard.length === 4);
    expect(page.heard[3].payload).to.deep.equal({ command: 'interaction', interactionId: first, value: 'accept' });
    page.say({ id: page.heard[3].id, type: 'response', payload: {} });
    expect(await sent).to.deep.equal({ status: 'confirmed', transport: 'sinch-panel' });
  });

  it('tells a page of another origin around it nothing, and hears nothing from it [C-352]', async () => {
    const page = await openExtension('https://tenant.example');
    page.say({ type: 'init', payload: { value: [] } });
    expect(await page.ask('supports', 'call')).to.include({ ok: false, code: 'UNREACHABLE' });
    expect(await failure(page.ask('send', { type: 'hangup', call: first }))).to.include({ maybeSent: false });
    await until(async () => (await page.ask('refused')).length);
    expect((await page.ask('refused'))[0].why).to.equal(`another origin: ${location.origin}`);
    expect(page.heard).to.deep.equal([]);
  });
});
