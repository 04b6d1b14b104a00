// What comes late, twice, from another user, or half.
import { expect } from 'chai';
import { CtiClient } from '../../../src/index.js';
import { holdClock, releaseClock } from '../../clock.js';
import { failure } from '../../failure.js';
import { until } from '../../until.js';
import {
  call,
  closePanels,
  first,
  openPanel,
  phone,
  plainAnswers,
  second,
  silent,
  third,
  turn,
  user,
  type Answers,
} from './sinch-panel.fixture.js';

afterEach(closePanels);

const attended = { type: 'transfer', kind: 'attended', toKind: 'agent', to: 'bob@tenant.example' } as const;

/** A client with a customer on the line, in view; all but questions is answered by `answers`. */
async function withCustomer(answers: Answers = plainAnswers) {
  const opened = await openPanel({ isSignedIn: false });
  const client = new CtiClient({ transports: [opened.transport] });
  await opened.say({ type: 'init', payload: { value: [] } });
  await until(() => opened.questions().length === 2);
  await turn();
  await opened.tell('status', 'incoming', phone(first));
  await opened.tell('status', 'accepted', phone(first));
  await opened.tell('activeInteraction', { id: first });
  opened.panel.answers = (payload) => (payload.command === 'detail' ? plainAnswers(payload) : answers(payload));
  const calls = () => client.calls.map(({ guid, state, consults }) => [guid, state, consults]);
  const ended = () => opened.asked().filter(({ value }) => value === 'hangup');
  return { ...opened, client, calls, ended };
}

/** A dial beside the customer's call that nobody answers in five seconds. */
async function withLostDial() {
  const opened = await withCustomer(({ command }) => (command === 'outbound' ? silent : {}));
  const clock = holdClock();
  const sent = failure(opened.client.send(call));
  await until(() => opened.asked().some(({ command }) => command === 'outbound'));
  const { id } = opened.heard.at(-1);
  await clock.tickAsync(5_000);
  expect(await sent).to.include({ code: 'TIMEOUT', maybeSent: true });
  expect(opened.client.current).to.include({ guid: undefined, destination: '091000000', state: 'unknown' });
  return { ...opened, clock, late: (payload: unknown) => opened.say({ id, type: 'response', payload }) };
}

describe('a dial that Sinch’s panel did not answer in time', () => {
  it('is never hung up in the person of another customer [C-359]', async () => {
    const { client, ended, tell, clock } = await withLostDial();
    for (const wait of [0, 60_000]) {
      await clock.tickAsync(wait);
      expect(await failure(client.send({ type: 'hangup' }))).to.include({ code: 'INVALID', field: 'call' });
    }
    expect(ended()).to.deep.equal([]);
    await client.send({ type: 'hangup', call: first });
    expect(ended().map(({ interactionId }) => interactionId)).to.deep.equal([first]);
    await tell('status', 'outgoing', phone(second, { destination: '091 000 000' }));
    await client.send({ type: 'hangup' });
    expect(ended().map(({ interactionId }) => interactionId)).to.deep.equal([first, second]);
  });

  it('gets its name by the answer when that comes late, however the panel writes the number [C-356 C-358]', async () => {
    const { client, late, tell, ended } = await withLostDial();
    await late({ value: phone(second, { destination: '+4691000000' }) });
    expect(client.current).to.include({ guid: second, destination: '091000000' });
    await tell('status', 'accepted', phone(second, { destination: '+4691000000' }));
    await client.send({ type: 'hangup' });
    expect(ended().map(({ interactionId }) => interactionId)).to.deep.equal([second]);
  });

  it('gets no name by an answer that has none, says neither yes nor no, or names a call that was on [C-356]', async () => {
    for (const payload of [{}, 'x', { value: { success: false } }, { value: phone(first) }]) {
      const { client, late } = await withLostDial();
      await late(payload);
      await late({ value: phone(second) });
      expect(client.current!.guid, 'an answer counts once').to.equal(undefined);
      releaseClock();
      closePanels();
    }
  });

  it('is asked about no more once the panel has named it: then the call in view is hung up [C-359]', async () => {
    const { transport, tell, send, asked } = await openPanel();
    transport.follow({ destination: '091000000', at: Date.now() }, () => undefined);
    await tell('status', 'outgoing', phone(first, { destination: '091000000' }));
    await tell('status', 'accepted', phone(second));
    await tell('activeInteraction', { id: second });
    await send({ type: 'hangup' });
    expect(asked().map(({ interactionId }) => interactionId)).to.deep.equal([second]);
  });

  it('was not placed where the answer says so late: the customer before it is in hand again [C-356]', async () => {
    const { client, late, ended, asked } = await withLostDial();
    await late({ error: 'busy' });
    expect(client.current!.guid).to.equal(first);
    await client.send({ type: 'hangup' });
    expect(ended().map(({ interactionId }) => interactionId)).to.deep.equal([first]);
    expect(asked().filter(({ command }) => command === 'outbound')).to.have.length(1);
  });

  it('is not another call that was on before, whatever the answer names [C-358]', async () => {
    const { tell, send, panel, asked } = await openPanel();
    await tell('status', 'accepted', phone(first));
    panel.answers = () => ({ value: phone(first) });
    const sent = send(call);
    await until(() => asked().length === 1);
    await tell('status', 'outgoing', phone(second, { destination: '091000000' }));
    expect((await sent).guid).to.equal(second);
  });
});

describe('a colleague who is asked through Sinch’s panel', () => {
  it('is known by the next call, where the name in the transfer is no number and the answer has none [C-363]', async () => {
    const { client, tell, calls, asked } = await withCustomer(() => ({ value: true }));
    await client.send(attended);
    await tell('status', 'outgoing', phone(second, { destination: '1002' }));
    expect(calls()).to.deep.equal([
      [first, 'held', undefined],
      [second, 'dialling', first],
    ]);
    await client.send({ type: 'completeTransfer' });
    expect(asked().at(-1)).to.deep.equal({ command: 'join', interactionId: first });
  });

  it('is who the answer names, also where another call was placed before it came, and no call that was on [C-363]', async () => {
    const { client, tell, calls, asked, say, heard } = await withCustomer(() => silent);
    await tell('status', 'incoming', phone(third));
    const sent = client.send(attended);
    await until(() => asked().length === 1);
    const before = heard.at(-1).id;
    await tell('status', 'outgoing', phone('by-hand', { destination: '099' }));
    await say({ id: before, type: 'response', payload: { value: phone(second) } });
    await sent;
    expect(calls().map(([guid, , consults]) => [guid, consults])).to.deep.equal([
      [first, undefined],
      [third, undefined],
      ['by-hand', undefined],
      [second, first],
    ]);
    closePanels();
    const other = await withCustomer(() => ({ value: phone(third) }));
    await other.tell('status', 'incoming', phone(third));
    await other.client.send(attended);
    expect(other.calls().filter(([, , consults]) => consults)).to.deep.equal([]);
  });

  it('is in hand as anybody once the customer has hung up, and is who is hung up then [C-363 C-364]', async () => {
    const gone = async ({ tell }: Awaited<ReturnType<typeof withCustomer>>) => tell('status', 'ended', phone(first));
    const unlisted = async ({ panel, say, client }: Awaited<ReturnType<typeof withCustomer>>) => {
      const rest = [phone(second, { status: 'accepted' })];
      panel.answers = (payload) => (payload.value === 'interactions' ? { value: rest } : plainAnswers(payload));
      await say({ type: 'init', payload: { value: [] } });
      await until(() => client.calls.length === 1);
    };
    for (const end of [gone, unlisted]) {
      const opened = await withCustomer(({ command }) => (command === 'consult' ? { value: phone(second) } : {}));
      const { client, tell, calls, ended } = opened;
      await client.send(attended);
      await tell('status', 'accepted', phone(second));
      await end(opened);
      expect([client.current!.guid, calls()]).to.deep.equal([second, [[second, 'connected', undefined]]]);
      expect(client.supports('completeTransfer').ok, 'there is nobody to join').to.equal(false);
      await client.send({ type: 'hangup' });
      expect(ended().map(({ interactionId }) => interactionId)).to.deep.equal([second]);
      closePanels();
    }
  });
});

it('a customer whom the panel takes off hold by itself, once the colleague is gone, is not reported as waiting [C-360]', async () => {
  for (const isAnswered of [false, true]) {
    const named = ({ command }: any) => (command === 'consult' ? { value: phone(second) } : silent);
    const { client, tell, asked, say, heard } = await withCustomer(named);
    await client.send(attended);
    const canceled = client.send({ type: 'cancelTransfer' });
    await until(() => asked().length === 2);
    const answer = (payload: object) => say({ id: heard.at(-1).id, type: 'response', payload });
    if (isAnswered) {
      await answer({});
      await until(() => asked().length === 3);
    }
    await tell('channel_status', 'connected', phone(first));
    await answer(isAnswered ? { error: 'not on hold' } : {});
    expect(await canceled).to.include({ status: 'confirmed' });
    expect(client.current).to.include({ guid: first, state: 'connected' });
    expect(asked()).to.have.length(isAnswered ? 3 : 2);
    closePanels();
  }
});

describe('another user who signs in at the same panel', () => {
  const other = { id: 'B0000000000000000000000000000002' };

  it('is whose state is set; until it is known who that is nothing is set [C-355 C-376]', async () => {
    const { transport, panel, say, questions, heard } = await openPanel();
    expect(await transport.agent.id()).to.equal(user.id);
    panel.answers = () => silent;
    await say({ type: 'init', payload: { value: [] } });
    await until(() => questions().length === 4);
    const id = transport.agent.id();
    await until(() => questions().length === 5);
    await say({ id: heard.at(-1).id, type: 'response', payload: { value: other } });
    expect(await id).to.equal(other.id);
    await say({ type: 'init', payload: { value: [] } });
    const old = failure(Promise.resolve(transport.agent.id()));
    await until(() => questions().length === 6);
    const { id: asked } = heard.at(-1);
    await say({ type: 'init', payload: { value: [] } });
    await say({ id: asked, type: 'response', payload: { value: other } });
    expect(await old, 'who it was when it was asked').to.include({ code: 'UNREACHABLE' });
  });

  it('keeps what was told since the sign-in, with no reason of who was there before [C-372]', async () => {
    const { transport, panel, say, questions, heard } = await openPanel();
    const client = new CtiClient({ transports: [transport] });
    const told = (attribute: string, value: unknown) => say({ type: 'state', payload: { attribute, value } });
    await told('work_status', 'ready');
    await told('profile', { id: 'p1', name: 'Lunch' });
    panel.answers = () => silent;
    await say({ type: 'init', payload: { value: [] } });
    await until(() => questions().length === 4);
    await told('work_status', 'not_ready');
    const { id } = heard.findLast(({ payload }) => payload?.value === 'user');
    await say({ id, type: 'response', payload: { value: other } });
    expect(client.agent!.state).to.equal('paused');
    await told('work_status', 'ready');
    await told('work_status', 'not_ready');
    expect(client.agent).to.deep.include({ state: 'paused', reason: undefined });
    client.close();
  });

  it('is in a state that nobody has told: neither who was there before, nor who signed out by REST [C-372 C-374]', async () => {
    for (const [next, left, state] of [
      [user, false, 'paused'],
      [user, true, undefined],
      [other, false, undefined],
    ] as const) {
      const { transport, panel, say, questions } = await openPanel();
      const client = new CtiClient({ transports: [transport] });
      await say({ type: 'state', payload: { attribute: 'work_status', value: 'not_ready' } });
      expect(client.agent!.state).to.equal('paused');
      if (left) transport.agent.left!();
      panel.answers = (payload) => (payload.value === 'user' ? { value: next } : plainAnswers(payload));
      await say({ type: 'init', payload: { value: [] } });
      await until(() => questions().length === 4);
      await turn();
      expect(client.agent?.state).to.equal(state);
      await say({ type: 'state', payload: { attribute: 'work_status', value: 'ready' } });
      expect(client.agent!.state).to.equal('ready');
      client.close();
      closePanels();
    }
  });
});

it('a panel that is too slow to list its calls after it has loaded is asked again, thrice at most [C-365]', async () => {
  const { tell, panel, say, questions, heard, news } = await openPanel();
  await tell('status', 'accepted', phone(first));
  const clock = holdClock();
  panel.answers = () => silent;
  const lists = () => questions().filter(({ value }) => value === 'interactions').length - 1;
  await say({ type: 'init', payload: { value: [] } });
  await until(() => lists() === 1);
  await clock.tickAsync(5_000);
  await until(() => lists() === 2);
  await say({ id: heard.at(-1).id, type: 'response', payload: { value: [] } });
  expect(news.at(-1)).to.deep.equal({ calls: [] });
  await say({ type: 'init', payload: { value: [] } });
  for (const count of [3, 4, 5]) {
    await until(() => lists() === count);
    await clock.tickAsync(5_000);
  }
  await turn();
  expect(lists()).to.equal(5);
  panel.answers = () => ({ error: 'no' });
  await say({ type: 'init', payload: { value: [] } });
  await until(() => lists() === 6);
  await turn();
  expect(lists(), 'a no is an answer').to.equal(6);
  panel.answers = () => silent;
  for (const count of [7, 8]) {
    await say({ type: 'init', payload: { value: [] } });
    await until(() => lists() === 7);
    if (count === 8) await clock.tickAsync(5_000);
  }
  await until(() => lists() === 8);
  expect(
    questions()
      .slice(-2)
      .map(({ value }) => value),
    'who signed in anew is asked for first',
  ).to.deep.equal(['user', 'interactions']);
});
