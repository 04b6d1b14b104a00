import { expect } from 'chai';
import { SinchPanelSimulator } from '../../../src/simulator/index.js';
import { otherOrigin } from '../../transports/portal/portal.fixture.js';
import { until } from '../../until.js';
import { ask, events, openPanel, panel, say, settle, tell, told } from './panel.fixture.js';

const init = { id: 'initRequest', type: 'init', payload: false };
const outbound = (value: object = {}) => ({
  command: 'outbound',
  value: { channel: 'phone', to: '091000000', ...value },
});
const lastId = () => panel.calls.at(-1)!.interaction.id;
/** A call that was dialled and answered. */
async function connected(): Promise<string> {
  await ask(outbound());
  panel.answerByCustomer();
  await events();
  return lastId();
}

describe('Sinch’s panel simulator at its beginning', () => {
  it('keeps an init until the user has logged in, then says that the page may begin [C-355]', async () => {
    await openPanel({ isClosed: true });
    expect((await tell(init)).unanswered).to.contain('logged in');
    await settle();
    expect(told).to.deep.equal([]);
    expect((await tell({ id: 'a', type: 'action', payload: { command: 'detail', value: 'user' } })).refused).to.contain(
      'logged in',
    );
    panel.login();
    await settle();
    expect(told).to.deep.equal([{ type: 'init', payload: { value: [] } }]);
    expect((await ask({ command: 'detail', value: 'user' })).value).to.deep.include({ presence: panel.profile!.id });
  });

  it('answers no action before an init, and tells it nothing [C-355]', async () => {
    await openPanel({ isClosed: true });
    panel.login();
    panel.incoming({ from: '091000000' });
    expect((await tell({ id: 'a', type: 'action', payload: outbound() })).refused).to.contain('init');
    await settle();
    expect(told).to.deep.equal([]);
  });

  it('hears only objects of the envelope, from its page and origin [C-353] [C-354] [C-356] [C-357]', async () => {
    await openPanel();
    for (const message of [
      JSON.stringify({ id: 'a', type: 'action', payload: outbound() }),
      null,
      [],
      5,
      { type: 'action', payload: outbound() },
      { id: 5, type: 'action', payload: outbound() },
      { id: 'a', type: 'response', payload: outbound() },
      { id: 'a', type: 'state', payload: outbound() },
      { id: 'a', type: 'action', payload: outbound(), more: 1 },
      { id: 'init', type: 'init', payload: false },
      { id: 'initRequest', type: 'init', payload: {} },
    ])
      expect((await tell(message)).refused, JSON.stringify(message)).to.be.a('string');
    const other = document.createElement('iframe');
    other.srcdoc = `<script>parent.frames[0].postMessage(${JSON.stringify({ id: 'a', type: 'action', payload: outbound() })}, '*')</script>`;
    document.body.append(other);
    await until(() => panel.log.at(-1)!.refused?.includes("page's window"), 'the stranger is heard');
    other.remove();
    await settle();
    expect([told, panel.done, panel.calls]).to.deep.equal([[], [], []]);
  });

  it('does not hear a page of another origin than it was given [C-353]', async () => {
    await openPanel();
    const strict = new SinchPanelSimulator({ origin: 'https://crm.example', page: window });
    window.postMessage(init, '*');
    await until(() => strict.log.length, 'it is heard');
    expect(strict.log[0]!.refused).to.contain('https://crm.example');
    strict.close();
    expect(() => new SinchPanelSimulator({ origin: 'https://crm.example/x' })).to.throw(TypeError);
  });

  it('begins again by itself after a reload, without the calls that ended meanwhile [C-355]', async () => {
    await openPanel();
    const id = await connected();
    told.length = 0;
    panel.reload({ ended: [id] });
    await settle();
    expect(told).to.deep.equal([{ type: 'init', payload: { value: [] } }]);
    expect((await ask({ command: 'detail', value: 'interactions' })).value).to.deep.equal([]);
  });

  it('speaks with a page of another origin than its own [C-351] [C-353]', async () => {
    const frame = document.createElement('iframe');
    frame.src = `${otherOrigin}/test/fixtures/sinch-panel.html?${new URLSearchParams({ host: location.origin, control: location.origin })}`;
    const heard: MessageEvent[] = [];
    const hear = (event: MessageEvent) => void (event.source === frame.contentWindow && heard.push(event));
    window.addEventListener('message', hear);
    document.body.append(frame);
    await until(() => heard.length, 'the panel is there');
    const [port] = heard.shift()!.ports;
    port!.postMessage(['login']);
    frame.contentWindow!.postMessage(init, otherOrigin);
    await until(() => heard.length, 'it begins');
    window.removeEventListener('message', hear);
    frame.remove();
    expect(heard[0]!.origin).to.equal(otherOrigin);
    expect(heard[0]!.data).to.deep.equal({ type: 'init', payload: { value: [] } });
  });

  it('speaks with a page that it frames, as a third-party extension [C-352]', async () => {
    const frame = document.createElement('iframe');
    frame.src = '/test/fixtures/simulator-form.html';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    document.body.append(frame);
    await loaded;
    const page = frame.contentWindow as Window & { raw(message: unknown): void };
    const heard: any[] = [];
    page.addEventListener('message', ({ data }) => heard.push(data));
    const outer = new SinchPanelSimulator({ origin: location.origin, page: () => frame.contentWindow });
    outer.login();
    page.raw(init);
    await until(() => heard.length, 'it begins');
    page.raw({ id: 'a', type: 'action', payload: outbound() });
    await until(() => heard.some(({ type }) => type === 'response'), 'the answer');
    expect(heard[0]).to.deep.equal({ type: 'init', payload: { value: [] } });
    expect(outer.calls).to.have.length(1);
    outer.close();
    frame.remove();
  });
});

describe('Sinch’s panel simulator in a call', () => {
  it('dials from an address of the user’s phone queues only, and tells the steps [C-358] [C-368] [C-369] [C-370] [C-371]', async () => {
    await openPanel();
    expect(await ask(outbound({ from: '+1' })))
      .to.have.property('error')
      .that.contains('phone queue');
    expect(await ask(outbound({ from: 'sales-chat' }))).to.have.property('error');
    const { value: queues } = await ask({ command: 'detail', value: 'queues' });
    const from = queues[0].addresses[1].address;
    const { value } = await ask(outbound({ from }));
    expect(value.id).to.have.length(32);
    expect(value).to.deep.include({
      channel_type: 'phone',
      channel_status: 'calling',
      status: 'outgoing',
      originator: from,
      destination: '091000000',
    });
    expect(await events()).to.deep.equal([
      'status=outgoing',
      'channel_status=calling',
      `activeInteraction=${value.id}`,
    ]);
    panel.ring();
    panel.answerByCustomer();
    expect(await events()).to.deep.equal(['channel_status=ringing', 'channel_status=connected', 'status=accepted']);
    panel.end();
    await ask({ command: 'interaction', interactionId: value.id, value: 'handle' });
    expect(await events()).to.deep.equal([
      'channel_status=disconnected',
      'status=ended',
      'status=handled',
      'activeInteraction=null',
    ]);
    expect(panel.calls).to.deep.equal([]);
    expect(panel.done.map(({ command }) => command)).to.deep.equal(['outbound', 'interaction']);
  });

  it('takes `from` as absent where it is undefined, as the vendor’s client leaves it [C-358]', async () => {
    await openPanel();
    await ask(outbound({ from: undefined }), 'callOut');
    expect(panel.done).to.deep.equal([{ command: 'outbound', value: outbound().value }]);
  });

  it('answers, in order, each message that the vendor’s published client was seen to send [C-356] [C-357]', async () => {
    await openPanel();
    const client = (cpcFn: string, payload: object) => ask({ ...payload }, cpcFn);
    await client('getDetails', { command: 'detail', value: 'user' });
    await client('getDetails', { command: 'detail', value: 'interactions' });
    const { value: call } = await client('callOut', {
      command: 'outbound',
      value: { channel: 'phone', to: '091000000', from: '+59829000002' },
    });
    panel.ring();
    panel.answerByCustomer();
    const interactionId = call.id;
    for (const value of ['hold', 'unhold', 'mute', 'unmute', 'startRecording', 'stopRecording'])
      expect((await client('callState', { command: 'callState', interactionId, value })).value.id, value).to.equal(
        call.id,
      );
    await client('dtmf', { command: 'dtmf', interactionId: undefined, value: { content: '5' } });
    const { value: second } = await client('consult', { command: 'consult', interactionId, value: { to: '1002' } });
    panel.answerByCustomer();
    expect((await client('joinCalls', { command: 'join', interactionId: second.id })).value.id).to.equal(call.id);
    for (const id of [call.id, second.id])
      await client('interaction', { command: 'interaction', interactionId: id, value: 'handle' });
    const { interaction } = panel.incoming({ from: '099111222' });
    await client('interaction', { command: 'interaction', interactionId: interaction.id, value: 'accept' });
    await client('transfer', { command: 'transfer', interactionId: undefined, value: { to: '1003' } });
    expect(panel.log.filter(({ refused }) => refused)).to.deep.equal([]);
    expect(panel.done.map(({ command, value }) => [command, value])).to.deep.equal([
      ['outbound', { channel: 'phone', to: '091000000', from: '+59829000002' }],
      ...['hold', 'unhold', 'mute', 'unmute', 'startRecording', 'stopRecording'].map((value) => ['callState', value]),
      ['dtmf', { content: '5' }],
      ['consult', { to: '1002' }],
      ['join', undefined],
      ['interaction', 'handle'],
      ['interaction', 'handle'],
      ['interaction', 'accept'],
      ['transfer', { to: '1003' }],
    ]);
  });

  it('holds, mutes and records as it is told [C-360] [C-373]', async () => {
    await openPanel();
    const interactionId = await connected();
    const set = async (value: string) => (await ask({ command: 'callState', interactionId, value })).value;
    expect(await set('mute')).to.include({ channel_status: 'muted' });
    expect(await set('hold')).to.include({ channel_status: 'onhold' });
    expect(await set('unhold')).to.include({ channel_status: 'muted' });
    expect(await set('unmute')).to.include({ channel_status: 'connected' });
    expect(await set('startRecording')).to.include({ recording: true });
    expect(await set('stopRecording')).to.include({ recording: false });
    for (const value of ['unhold', 'unmute', 'stopRecording', 'pauseRecording'])
      expect(await ask({ command: 'callState', interactionId, value }), value).to.have.property('error');
    panel.holdByUser();
    expect(await events()).to.deep.equal([
      'channel_status=muted',
      'channel_status=onhold',
      'channel_status=muted',
      'channel_status=connected',
      'channel_status=onhold',
    ]);
  });

  it('sends one tone a message, into the call in view where none is named [C-361]', async () => {
    await openPanel();
    const interactionId = await connected();
    await ask({ command: 'dtmf', interactionId, value: { content: '5' } });
    await ask({ command: 'dtmf', interactionId: undefined, value: { content: '#' } });
    for (const content of ['55', '', 'E', 5])
      expect(await ask({ command: 'dtmf', value: { content } })).to.have.property('error');
    expect(panel.calls[0]!.tones).to.deep.equal(['5', '#']);
  });

  it('gives a call away at once [C-362]', async () => {
    await openPanel();
    await connected();
    const { value } = await ask({ command: 'transfer', value: { to: '1003' } });
    expect(value).to.include({ status: 'ended' });
    expect(panel.calls[0]!.transferredTo).to.equal('1003');
    expect(await events()).to.deep.equal([
      'channel_status=transferring',
      'channel_status=disconnected',
      'status=ended',
    ]);
  });

  it('asks a colleague in a second interaction while the first waits, and joins the two without the user [C-363] [C-364]', async () => {
    await openPanel();
    const interactionId = await connected();
    const { value: second } = await ask({ command: 'consult', interactionId, value: { to: '1002' } });
    expect(second).to.include({ destination: '1002', status: 'outgoing' });
    expect(await events()).to.deep.equal([
      'channel_status=onhold',
      'status=outgoing',
      'channel_status=calling',
      `activeInteraction=${second.id}`,
    ]);
    expect(await ask({ command: 'join', interactionId }))
      .to.have.property('error')
      .that.contains('not answered');
    panel.answerByCustomer(second.id);
    await ask({ command: 'join', interactionId: second.id });
    expect(panel.calls.map(({ interaction: { status } }) => status)).to.deep.equal(['ended', 'ended']);
    for (const id of [interactionId, second.id])
      expect(await ask({ command: 'callState', interactionId: id, value: 'hold' })).to.have.property('error');
  });

  it('goes back to a customer after the consultation was hung up [C-359] [C-363]', async () => {
    await openPanel();
    const interactionId = await connected();
    const { value: second } = await ask({ command: 'consult', interactionId, value: { to: '1002' } });
    await ask({ command: 'interaction', interactionId: second.id, value: 'hangup' });
    expect(panel.calls[0]!.interaction).to.include({ status: 'accepted', channel_status: 'onhold' });
    await ask({ command: 'callState', interactionId, value: 'unhold' });
    expect(panel.calls[0]!.interaction.channel_status).to.equal('connected');
  });

  it('accepts and rejects what comes in, holds who was spoken to, and picks who waits [C-359] [C-366]', async () => {
    await openPanel();
    const first = await connected();
    const { interaction } = panel.incoming({ from: '099111222', name: 'Ana' });
    expect(await events()).to.deep.equal(['status=incoming', 'channel_status=ringing']);
    expect(
      (await ask({ command: 'interaction', interactionId: interaction.id, value: 'accept' })).value,
    ).to.deep.include({
      status: 'accepted',
      dir_entry: { name: 'Ana' },
    });
    expect(panel.calls.find((call) => call.interaction.id === first)!.isHeld).to.equal(true);
    panel.incoming({ from: '099111333' });
    await events();
    await ask({ command: 'interaction', interactionId: lastId(), value: 'reject' });
    expect(await events()).to.deep.equal(['channel_status=rejected', 'status=rejected', 'status=handled']);
    const contact = panel.queueUp({ from: '098000000' });
    expect((await ask({ command: 'picklist', limit: undefined, queueId: undefined })).value).to.have.length(1);
    await ask({ command: 'interaction', interactionId: contact, value: 'pick' });
    await until(() => panel.calls.some((call) => call.interaction.id === contact), 'it was picked');
    expect(await ask({ command: 'interaction', interactionId: contact, value: 'pick' })).to.have.property('error');
  });

  it('refuses what its calls cannot do, by an error or by false, and does nothing', async () => {
    await openPanel({ refusals: 'false' });
    const wrong = [
      { command: 'callState', interactionId: 'F'.repeat(32), value: 'hold' },
      { command: 'callState', value: 'hold' },
      { command: 'interaction', interactionId: 'short', value: 'hangup' },
      { command: 'dtmf', value: { content: '5' } },
      { command: 'transfer', value: { to: '1' } },
      { command: 'join', interactionId: 'F'.repeat(32) },
      { command: 'outbound', value: { channel: 'email', to: 'a@b' } },
      { command: 'outbound', value: { channel: 'phone', to: 91 } },
      { command: 'outbound', value: { channel: 'phone', to: '091', more: 1 } },
      { command: 'constructor' },
      { command: 'hold' },
      {},
    ];
    for (const payload of wrong) expect(await ask(payload), JSON.stringify(payload)).to.deep.equal({ value: false });
    expect([panel.done, panel.calls]).to.deep.equal([[], []]);
    await ask({ command: 'interaction', interactionId: 'short', value: 'hangup' });
    expect(panel.log.findLast((line) => line.refused)!.refused).to.contain('32 characters');
  });

  it('tells details of the user, the queues, the calls and the one in view [C-365] [C-371]', async () => {
    await openPanel();
    const detail = async (value: string) => (await ask({ command: 'detail', value })).value;
    expect(await detail('activeInteraction')).to.equal(null);
    const id = await connected();
    for (const subject of ['interaction', 'activeInteraction', id])
      expect(await detail(subject), subject).to.include({ id, status: 'accepted' });
    expect(await detail('interactions')).to.have.length(1);
    expect((await detail('user')).presence_profiles[0]).to.have.all.keys('id', 'name');
    panel.view(null);
    expect(await events()).to.deep.equal(['activeInteraction=null']);
    expect(await detail('activeInteraction')).to.equal(null);
    expect(await detail('interactions')).to.have.length(1);
    expect(await ask({ command: 'detail', value: 'weather' })).to.have.property('error');
  });

  it('tells the agent’s state when the user changes it, and nothing after a change by REST [C-372]', async () => {
    await openPanel();
    panel.ready(true);
    panel.choose(panel.profile!.id);
    expect(await events()).to.deep.equal(['work_status=ready', `profile=${panel.profile!.id}`]);
    panel.changedByRest({ isReady: false });
    expect(await events()).to.deep.equal([]);
    expect(panel.isReady).to.equal(false);
    expect(() => panel.choose('none')).to.throw('no profile');
  });

  it('goes on by itself where it has a course, and takes away a call that needs no wrap-up', async () => {
    await openPanel({ course: { ring: 0, answer: 0, end: 0 }, wrapsUp: false, isRecorded: true });
    await ask(outbound());
    await until(() => !panel.calls.length, 'the call is over');
    expect((await events()).filter((event) => event.startsWith('status='))).to.deep.equal([
      'status=outgoing',
      'status=accepted',
      'status=ended',
      'status=handled',
    ]);
  });
});

describe('Sinch’s panel simulator on demand', () => {
  const action = (id = 'a') => ({ id, type: 'action', payload: outbound() });
  const answers = () => told.filter(({ type }) => type === 'response');
  const send = async () => {
    const line = await tell(action());
    await settle();
    return line;
  };

  it('does it and never answers, or neither', async () => {
    await openPanel();
    panel.faults = { silent: true };
    expect((await send()).unanswered).to.contain('silent');
    expect([answers(), panel.calls.length]).to.deep.equal([[], 1]);
    panel.faults = { deaf: true };
    expect((await send()).refused).to.contain('deaf');
    expect([answers(), panel.calls.length]).to.deep.equal([[], 1]);
  });

  it('says no in two ways, and does nothing', async () => {
    await openPanel();
    for (const refused of ['error', 'false'] as const) {
      panel.faults = { refused };
      await send();
    }
    const [first, second] = answers();
    expect(first!.payload).to.have.property('error');
    expect(second!.payload).to.deep.equal({ value: false });
    expect(panel.calls).to.deep.equal([]);
  });

  it('answers late, twice, under another id, without payload or value, and after a flood', async () => {
    await openPanel();
    panel.faults = { late: 1 };
    say(action());
    await until(() => answers().length, 'the late answer');
    expect(told.at(-1)!.type).to.equal('response');
    const shapes: unknown[] = [];
    for (const faults of [{ double: true }, { wrongId: true }, { noPayload: true }, { noValue: true }]) {
      told.length = 0;
      panel.faults = faults;
      await send();
      const all = answers().map(({ id, payload }) => [id, payload && Object.keys(payload)]);
      shapes.push(all);
    }
    expect(shapes).to.deep.equal([
      [
        ['a', ['value']],
        ['a', ['value']],
      ],
      [['not-a', ['value']]],
      [['a', undefined]],
      [['a', []]],
    ]);
    told.length = 0;
    panel.faults = { flood: 30, oldProtocol: true, eventsFirst: true };
    await send();
    expect(told.at(-1)!.type).to.equal('response');
    expect(told.filter(({ payload }) => payload.type === 'MESSAGE')).to.have.length(1);
    expect(told.filter(({ payload }) => `${payload.attribute}`.startsWith('weather'))).to.have.length(30);
  });

  it('lets a frame without an origin answer in its place', async () => {
    const own = await openPanel();
    const strangers: MessageEvent[] = [];
    const hear = (event: MessageEvent) => event.source !== own && strangers.push(event);
    window.addEventListener('message', hear);
    panel.faults = { otherOrigin: true };
    say(action());
    await until(() => strangers.length > 1, 'the stranger answers');
    window.removeEventListener('message', hear);
    expect(strangers[0]!.origin).to.equal('null');
    expect(strangers[0]!.data).to.include({ id: 'a', type: 'response' });
  });
});
