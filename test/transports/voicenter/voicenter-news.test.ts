// What the transport tells of calls and of the agent: by questions at a pace, and by events that the page hands on. The other
// side is a recorder.
import { expect } from 'chai';
import type { CallState } from '../../../src/core/call-state.js';
import { clearTabItems } from '../../../src/core/tab-storage.js';
import { holdClock, type Clock } from '../../clock.js';
import { failure } from '../../failure.js';
import { fc, runs } from '../../seeded.js';
import { agent, call, click, done, extension, ivrid, otherIvrid } from './voicenter-agent.fixture.js';

const dial = { type: 'call', destination: '0501234567', campaign: 'camp' } as const;
const open: { close(): void }[] = [];

function setup(calls: readonly object[] = [], options: Parameters<typeof agent>[1] = {}) {
  const all = agent(
    {
      'click2call.aspx': click(0),
      SetStatusFromAPI: done,
      MuteUnmuteCalls: { ErrorCode: 200 },
      GetExtensionsCalls: extension(calls),
    },
    options,
  );
  open.push(all.transport);
  return {
    ...all,
    /** From now on this is on at the extension. */
    on: (...now: object[]) => void (all.answers['GetExtensionsCalls'] = extension(now)),
    says: (answer: object | (() => Response | Promise<Response>)) => void (all.answers['GetExtensionsCalls'] = answer),
    questions: () => all.of('GetExtensionsCalls').length,
  };
}

afterEach(() => {
  for (const each of open.splice(0)) each.close();
  clearTabItems();
});

/** One question after the other. */
const pass = (clock: Clock, seconds: number) => clock.tickAsync(seconds * 1000);

describe('Voicenter’s calls, by questions,', () => {
  it('are asked for by nobody before somebody wants to hear of them, then at once and every five seconds, never faster [C-323] [C-327]', async () => {
    const clock = holdClock();
    for (const [pace, seconds] of [
      [undefined, 5],
      [1, 5],
      [20, 20],
    ] as const) {
      const { transport, hear, questions, asked } = setup([], {
        phone: { extension: 'SIPNOA', ...(pace && { pace }) },
      });
      await pass(clock, 60);
      expect(questions()).to.equal(0);
      hear();
      await pass(clock, 0);
      expect(questions()).to.equal(1);
      await pass(clock, seconds - 0.01);
      expect(questions()).to.equal(1);
      await pass(clock, 0.02);
      expect(questions()).to.equal(2);
      expect(
        asked.every(
          ({ method, json }) => method === 'POST' && json.extension === 'SIPNOA' && Object.keys(json).length === 1,
        ),
      ).to.equal(true);
      transport.close();
      await pass(clock, 60);
      expect(questions()).to.equal(2);
    }
  });

  it('are asked for one question at a time, and less and less where nobody answers', async () => {
    const clock = holdClock();
    const { hear, questions, says, transport, news, on } = setup([call()]);
    let answer = (_: Response) => {};
    says(() => new Promise((resolve) => (answer = resolve)));
    hear();
    await pass(clock, 12);
    expect(questions()).to.equal(1);
    answer(Response.json({ ERR: 0, EXTENSIONS: [] })); // not our extension: nothing is known
    const waits: number[] = [];
    says(() => Response.json({ ERR: 1, DESC: 'Authorization failed.' }));
    for (let before = questions(), seconds = 0; waits.length < 5; seconds++) {
      await pass(clock, 1);
      if (questions() === before) continue;
      waits.push(seconds + 1);
      [before, seconds] = [questions(), -1];
    }
    expect(waits).to.deep.equal([10, 20, 40, 60, 60]);
    expect(news).to.deep.equal([]);
    on(call());
    await pass(clock, 65);
    expect(news).not.to.deep.equal([]);
    transport.close();
  });

  it('are asked for once an hour at least, and never at once, whatever pace is set or wanted by who is busy', async () => {
    const clock = holdClock();
    for (const [pace, retryAfter] of [
      [Infinity, ''],
      [1e9, ''],
      [5, '99999999999'],
      [5, 'Fri, 31 Dec 2199 23:59:59 GMT'],
    ] as const) {
      const { hear, says, questions, transport } = setup([], { phone: { extension: 'SIPNOA', pace } });
      if (retryAfter) says(() => new Response('', { status: 429, headers: { 'Retry-After': retryAfter } }));
      hear();
      await pass(clock, 3_599);
      expect(questions(), `${pace} ${retryAfter}`).to.equal(1);
      await pass(clock, 2);
      expect(questions()).to.equal(2);
      transport.close();
    }
  });

  it('go on when the clock was wrong, and is set back', async () => {
    const clock = holdClock();
    const { hear, transport, states, on, news } = setup([call()]);
    hear();
    await pass(clock, 0);
    transport.hearEvent({ reason: 'HOLD', ivruniqueid: ivrid, data: { extenUser: 'SIPNOA' } });
    await transport.send({ type: 'agentState', state: 'paused', reason: '3' });
    clock.setSystemTime(Date.now() - 7_200_000);
    await pass(clock, 11);
    expect(states()).to.deep.equal(['connected', 'held', 'connected']);
    expect(news.findLast((each) => 'agent' in each))
      .to.have.property('agent')
      .that.includes({ state: 'ready' });
    on();
    await pass(clock, 11);
    expect(states().at(-1)).to.equal('ended');
  });

  it('come in from the row of this extension with who calls, the recording’s pause and the variables [C-324] [C-325]', async () => {
    const clock = holdClock();
    const { hear, news, says, states } = setup();
    const mine = extension([call({ callstatus: 'Ringing', answered: 0, customdata: { var_a: '1', n: 2 } })], {
      onlineUserStatus: '3',
    });
    const others = extension([call({ ivrid: otherIvrid })], { username: 'SIPDAN' });
    says({ ...mine, EXTENSIONS: [...others.EXTENSIONS, ...mine.EXTENSIONS] });
    hear();
    await pass(clock, 0);
    expect(news).to.deep.equal([
      {
        ...{ call: ivrid, state: 'incoming', number: '0501234567', name: 'Dana', isRecordingPaused: false },
        data: [
          ['var_a', '1'],
          ['n', '2'],
        ],
      },
      { agent: { state: 'paused', reason: '3', since: Date.now() } },
    ]);
    says(extension([call({ recording: { IsMuted: '1' } })]));
    await pass(clock, 5);
    expect(news.slice(2).filter((each) => !('calls' in each))).to.deep.equal([
      { call: ivrid, state: 'connected', isRecordingPaused: true },
      { agent: { state: 'ready', since: Date.now() } },
    ]);
    says(extension([call({ callstatus: 'Hold' })]));
    await pass(clock, 15);
    expect(states()).to.deep.equal(['incoming', 'connected', 'held']);
  });

  it('know where the agent is, and nobody there is signed out [C-314] [C-324]', async () => {
    const clock = holdClock();
    const { hear, news, says } = setup();
    const told = () =>
      news.flatMap((each) => ('agent' in each ? [`${each.agent?.state} ${each.agent?.reason ?? ''}`.trim()] : []));
    says(extension([], { onlineUserStatus: 13 }));
    hear();
    await pass(clock, 0);
    for (const row of [
      { onlineUserStatus: 4 },
      { onlineUserStatus: 'x' },
      { onlineUserStatus: 1 },
      { onlineUserID: 0 },
      { onlineUserStatus: 2 },
    ]) {
      says(extension([], row));
      await pass(clock, 5);
    }
    expect(told()).to.deep.equal(['paused 13', 'ready', 'loggedOut']);
  });

  const mapped: [string, object, string | undefined][] = [
    ['an incoming call that rings', { callstatus: 'Ringing' }, 'incoming'],
    ['an incoming call that is being dialled', { callstatus: 'Dialing' }, 'incoming'],
    ['an outgoing call that is being dialled', { callstatus: 'Dialing', direction: 'Outgoing' }, 'dialling'],
    ['an outgoing call that rings', { callstatus: 'Ringing', direction: 'Outgoing' }, 'ringing'],
    ['an outgoing call', { direction: 'OUTGOING' }, 'connected'],
    [
      'a click2call of others whose agent’s phone rings',
      { callstatus: 'Ringing', direction: 'Click2Call' },
      'dialling',
    ],
    [
      'a click2call whose customer’s leg rings',
      { callstatus: 'Ringing', direction: 'Click2Call', c2cdirection: 2 },
      'ringing',
    ],
    ['a click2call of which only the agent’s leg talks', { direction: 'Click2Call', c2cdirection: 1 }, 'dialling'],
    ['a click2call that talks and was not answered', { direction: 'Click2Call', answered: 0 }, 'dialling'],
    ['a click2call that talks', { direction: 'Click2Call', c2cdirection: '2' }, 'connected'],
    ['a supervisor who listens', { direction: 'Spy' }, undefined],
    ['a status that nobody documents', { callstatus: 'Parked' }, undefined],
  ];
  for (const [what, more, state] of mapped)
    it(`say of ${what}: ${state ?? 'nothing'} [C-308] [C-325]`, async () => {
      const clock = holdClock();
      const { hear, states } = setup([call(more)]);
      hear();
      await pass(clock, 0);
      expect(states()).to.deep.equal(state ? [state] : []);
    });

  it('name a number only of who calls in: of others nobody says whose it is', async () => {
    const clock = holdClock();
    const { hear, news } = setup([call({ direction: 'Outgoing' })]);
    hear();
    await pass(clock, 0);
    expect(news[0]).to.deep.equal({ call: ivrid, state: 'connected', isRecordingPaused: false });
  });

  it('end when two questions in a row do not bring them, and a question that fails is none of these [C-326]', async () => {
    const clock = holdClock();
    const { hear, states, says, on } = setup([call()]);
    hear();
    await pass(clock, 0);
    on();
    await pass(clock, 5);
    expect(states()).to.deep.equal(['connected']);
    for (const answer of [
      { ERR: 2 },
      { ERR: 0, EXTENSIONS: [] },
      extension([], { calls: null }),
      extension([{ callstatus: 'Talking' }]),
      () => new Response('', { status: 500 }),
    ]) {
      says(answer);
      await pass(clock, 61);
      expect(states(), JSON.stringify(answer)).to.deep.equal(['connected']);
    }
    on(call());
    await pass(clock, 61);
    on();
    await pass(clock, 5);
    expect(states()).to.deep.equal(['connected']);
    await pass(clock, 5);
    expect(states()).to.deep.equal(['connected', 'ended']);
    on(call()); // late news of a call that is over
    await pass(clock, 5);
    expect(states()).to.deep.equal(['connected', 'ended']);
  });

  it('are not what an answer says that was overtaken by a later one', async () => {
    const clock = holdClock();
    const { hear, transport, states, says } = setup([call()]);
    hear();
    await pass(clock, 0);
    let answer = (_: Response) => {};
    says(() => new Promise((resolve) => (answer = resolve)));
    await pass(clock, 11);
    says(extension([call({ callstatus: 'Hold' }), call({ ivrid: otherIvrid })]));
    expect(await failure(transport.send({ type: 'hangup', call: ivrid }))).to.include({ field: 'confirmed' });
    expect(states()).to.deep.equal(['connected', 'held']);
    answer(Response.json(extension([call()])));
    await pass(clock, 0);
    expect(states()).to.deep.equal(['connected', 'held']);
  });

  it('do not bring back the agent’s state of before it was set here', async () => {
    const clock = holdClock();
    const { hear, transport, news, says } = setup([]);
    let answer = (_: Response) => {};
    says(() => new Promise((resolve) => (answer = resolve)));
    hear();
    await pass(clock, 1);
    await transport.send({ type: 'agentState', state: 'ready' });
    answer(Response.json(extension([], { onlineUserStatus: 3 })));
    says(extension([], { onlineUserStatus: '3' })); // as old as the pace that the vendor asks for
    await pass(clock, 4.5);
    const told = () => news.flatMap((each) => ('agent' in each ? each.agent?.state : []));
    expect(told()).to.deep.equal(['ready']);
    await pass(clock, 6);
    expect(told()).to.deep.equal(['ready', 'paused']);
  });

  it('are told whole after two questions: what this page knew of before it was loaded anew, and is not there, is over', async () => {
    const clock = holdClock();
    const { hear, news } = setup([call()]);
    hear();
    await pass(clock, 4);
    expect(news.some((each) => 'calls' in each)).to.equal(false);
    await pass(clock, 20);
    expect(news.filter((each) => 'calls' in each)).to.deep.equal([{ calls: [ivrid] }]);
  });

  it('are in the log where nobody tells of them, once for each reason', async () => {
    const clock = holdClock();
    const { hear, transport, says } = setup();
    const said: unknown[] = [];
    transport.watch((what, detail) => void said.push([what, (detail as { why?: string }).why]));
    says({ ERR: 1, DESC: 'Authorization failed.' });
    hear();
    await pass(clock, 60);
    expect(said).to.deep.equal([['refused', 'Voicenter does not say what is on at your extension.']]);
    says(extension([]));
    await pass(clock, 60);
    expect(said.map((each) => (each as string[])[0])).to.deep.equal(['refused', 'received']);
    says(() => new Promise<Response>(() => {}));
    await pass(clock, 6);
    transport.close();
    await pass(clock, 0);
    expect(said).to.have.length(2);
  });

  it('are in the log when they change, not at each question', async () => {
    const clock = holdClock();
    const { hear, transport, on } = setup([call()]);
    const said: unknown[] = [];
    transport.watch((what) => void said.push(what));
    hear();
    await pass(clock, 30);
    expect(said).to.deep.equal(['received']);
    on();
    await pass(clock, 30);
    expect(said).to.deep.equal(['received', 'received']);
  });
});

describe('a call that was asked for here', () => {
  it('is dialling at once, then what its row says, and never incoming though its first leg is [C-308] [C-309]', async () => {
    const clock = holdClock();
    const { hear, transport, states, on } = setup();
    hear();
    await pass(clock, 0);
    await transport.send(dial);
    expect(states()).to.deep.equal([]); // who asked hears the answer first
    await pass(clock, 0);
    expect(states()).to.deep.equal(['dialling']);
    for (const more of [
      { callstatus: 'Ringing', answered: 0 },
      { callstatus: 'Talking', answered: 0, c2cdirection: 1 },
      { callstatus: 'Ringing', c2cdirection: 2 },
      {},
    ]) {
      on(call(more));
      await pass(clock, 5);
    }
    expect(states()).to.deep.equal(['dialling', 'ringing', 'connected']);
  });

  it('does not end by a question that was begun before it', async () => {
    const clock = holdClock();
    const { hear, transport, states, says, on } = setup();
    let answer = (_: Response) => {};
    says(() => new Promise((resolve) => (answer = resolve)));
    hear();
    await pass(clock, 1);
    await transport.send(dial);
    answer(Response.json(extension([])));
    on();
    await pass(clock, 5.5);
    expect(states()).to.deep.equal(['dialling']);
    await pass(clock, 5);
    expect(states()).to.deep.equal(['dialling', 'ended']);
  });

  it('is nobody’s to follow where the first leg is another number than the extension, or the state has no road', async () => {
    const clock = holdClock();
    const elsewhere = setup([], { phone: { extension: 'SIPNOA', device: '0722776772' } });
    const roadless = setup([], {
      baseUrl: undefined as never,
      services: { calls: { baseUrl: 'https://api.voicenter.com' } },
    });
    for (const { hear, transport, news, asked } of [elsewhere, roadless]) {
      hear();
      await transport.send(dial);
      await pass(clock, 30);
      expect(news).to.deep.equal([]);
      expect(asked).to.have.length(1);
    }
  });

  it('is hung up without a question while the news is fresh, which then says that it ended [C-310]', async () => {
    const clock = holdClock();
    const { hear, transport, states, on, questions, of } = setup();
    hear();
    await pass(clock, 0);
    await transport.send(dial);
    on(call());
    await pass(clock, 5);
    const before = questions();
    await transport.send({ type: 'hangup' }); // the one that was asked for here is meant
    expect(questions()).to.equal(before);
    expect(of('click2call.aspx').map(({ json }) => json.action)).to.deep.equal(['call', 'terminate']);
    expect(states()).to.deep.equal(['dialling', 'connected', 'ended']);
  });

  it('is not hung up by news of before it: that asks once, and news of more than ten seconds tells nothing [C-310]', async () => {
    const clock = holdClock();
    const { hear, transport, on, questions } = setup([call({ ivrid: otherIvrid })]);
    hear();
    await pass(clock, 0);
    on();
    await transport.send(dial);
    on(call());
    await transport.send({ type: 'hangup', call: ivrid });
    expect(questions()).to.equal(2);
    const old = setup([call()]);
    old.hear();
    await pass(clock, 0);
    old.says(() => new Response('', { status: 500 }));
    await pass(clock, 9);
    await old.transport.send({ type: 'hangup', call: ivrid });
    const older = setup([call()]);
    older.hear();
    await pass(clock, 0);
    older.says(() => new Response('', { status: 500 }));
    await pass(clock, 11);
    expect(await failure(older.transport.send({ type: 'hangup', call: ivrid }))).to.include({ field: 'confirmed' });
  });

  it('is not taken for one that comes in while its own answer is awaited, though its phone rings already [C-308]', async () => {
    const clock = holdClock();
    const { client, on, answers } = setup();
    const page = client();
    open.push(page);
    const told: string[] = [];
    page.addEventListener(
      'call',
      (event) => void told.push(`${event.call.state} ${event.call.isIncoming ?? ''}`.trim()),
    );
    await pass(clock, 0);
    let answer = (_: Response) => {};
    answers['click2call.aspx'] = () => new Promise((resolve) => (answer = resolve));
    const dialling = page.send(dial);
    on(call({ callstatus: 'Ringing', answered: 0 }));
    await pass(clock, 6);
    expect(page.calls.map(({ state }) => state)).not.to.include('incoming');
    answer(Response.json(click(0)));
    await dialling;
    await pass(clock, 5);
    on(call());
    await pass(clock, 5);
    expect(told.filter((each) => each !== 'placed')).to.deep.equal(['dialling', 'connected']);
    page.close();
    const failed = setup([call()]);
    failed.hear();
    failed.answers['click2call.aspx'] = () => new Response('', { status: 500 });
    await failure(failed.transport.send(dial));
    await pass(clock, 5);
    expect(failed.states()).to.deep.equal(['connected']);
  });

  it('has not ended by a hang-up that may have been of another call: the next questions tell [C-310]', async () => {
    const clock = holdClock();
    const { hear, transport, states, on, of } = setup();
    hear();
    await transport.send(dial);
    const waiting = call({ ivrid: otherIvrid, callstatus: 'Ringing' });
    on(call({ callstatus: 'Hold' }), waiting);
    await pass(clock, 5);
    await transport.send({ type: 'hangup', call: ivrid, confirmed: true });
    expect(of('click2call.aspx').at(-1)!.json.action).to.equal('terminate');
    on(call());
    await pass(clock, 10);
    expect([states(), states(otherIvrid)]).to.deep.equal([
      ['held', 'connected'],
      ['incoming', 'ended'],
    ]);
  });

  it('has no other state of its recording than the one that was asked for, by an answer that may be older', async () => {
    const clock = holdClock();
    const { hear, transport, news, on } = setup();
    const paused = () => news.flatMap((each) => ('call' in each ? (each.isRecordingPaused ?? []) : []));
    hear();
    await transport.send(dial);
    on(call());
    await pass(clock, 9);
    await transport.send({ type: 'pauseRecording', call: ivrid });
    await pass(clock, 2); // a question of a second later
    expect(paused()).to.deep.equal([false, true]);
    on(call({ recording: { IsMuted: 1 } }));
    await pass(clock, 5);
    expect(paused()).to.deep.equal([false, true]);
    on(call());
    await pass(clock, 5);
    expect(paused()).to.deep.equal([false, true, false]);
  });

  it('shows that its recording is paused also where nobody tells of it, so that it can go on', async () => {
    const { client } = setup([], {
      baseUrl: undefined as never,
      services: { calls: { baseUrl: 'https://x.example' }, mute: { baseUrl: 'https://y.example' } },
    });
    const page = client();
    open.push(page);
    await page.send(dial);
    await page.send({ type: 'pauseRecording' });
    expect(page.current).to.include({ guid: ivrid, state: 'placed', recordingPaused: true });
    await page.send({ type: 'resumeRecording' });
    expect(page.current).to.include({ state: 'placed', recordingPaused: false });
    expect(page.log.lines.filter(({ what }) => what === 'refused')).to.deep.equal([]);
  });

  it('has its recording paused by its id, and says so', async () => {
    const clock = holdClock();
    const { hear, transport, news, of } = setup();
    hear();
    await transport.send(dial);
    await pass(clock, 0);
    await transport.send({ type: 'pauseRecording' });
    expect(of('MuteUnmuteCalls').map(({ json }) => json)).to.deep.equal([{ ivrid, state: '1' }]);
    expect(news.at(-1)).to.deep.equal({ call: ivrid, isRecordingPaused: true });
  });

  it('goes from state to state in a client, to its end', async () => {
    const clock = holdClock();
    const { client, on } = setup();
    const page = client();
    open.push(page);
    const states: CallState[] = [];
    page.addEventListener('call', ({ call: { state } }) => void states.push(state));
    await pass(clock, 0);
    await page.send(dial);
    await pass(clock, 0);
    on(call({ callstatus: 'Dialing' }));
    await pass(clock, 5);
    on(call());
    await pass(clock, 5);
    on(call({ callstatus: 'Hold' }));
    await pass(clock, 5);
    await page.send({ type: 'hangup' });
    expect(states.filter((state) => state !== 'placed')).to.deep.equal(['dialling', 'connected', 'held', 'ended']);
    expect(page.log.lines.filter(({ what }) => what === 'refused')).to.deep.equal([]);
  });
});

describe('an event of Voicenter’s that the page hands on', () => {
  const row = (more: object = {}) => ({
    extenUser: 'SIPNOA',
    userID: 42,
    onlineUserID: 42,
    representativeStatus: 1,
    calls: [],
    ...more,
  });
  const happened = (reason: string, current: object = {}, more: object = {}) => ({
    ...{ reason, cause: '', ivruniqueid: ivrid, data: row({ currentCall: call(current) }) },
    ...more,
  });

  it('is heard at either depth and in either case, and asks nothing by itself [C-330] [C-332]', () => {
    const inner = happened('NEWCALL', { callstatus: 'Ringing' });
    const shapes = [
      inner,
      { name: 'ExtensionEvent', data: inner },
      { data: { name: 'ExtensionEvent', data: inner } },
      {
        Name: 'EXTENSIONEVENT',
        Data: {
          Reason: 'newcall',
          IvrUniqueID: ivrid,
          Data: {
            ExtenUser: 'SIPNOA',
            CurrentCall: { IVRID: ivrid, CallStatus: 'RINGING', Direction: 'INCOMING', CallerPhone: '0501234567' },
          },
        },
      },
    ];
    for (const shape of shapes) {
      const { transport, hear, states, news, asked } = setup();
      hear();
      transport.hearEvent(shape);
      expect(states(), JSON.stringify(shape)).to.deep.equal(['incoming']);
      expect(news[0]).to.include({ number: '0501234567' });
      expect(asked).to.deep.equal([]);
    }
  });

  it('follows a call by its id through its states, with hold and its end [C-332]', () => {
    const { transport, hear, states } = setup();
    hear();
    for (const reason of ['NEWCALL', 'ANSWER', 'HOLD', 'UNHOLD', 'HANGUP', 'ANSWER'])
      transport.hearEvent(happened(reason, { callstatus: 'Ringing' }));
    expect(states()).to.deep.equal(['incoming', 'connected', 'held', 'connected', 'ended']);
  });

  it('makes no connection of the agent’s own leg: only the customer’s is one [C-308] [C-332]', async () => {
    const clock = holdClock();
    const { transport, hear, states } = setup();
    hear();
    await transport.send(dial);
    await pass(clock, 0);
    for (const current of [
      { direction: 'Click2Call', c2cdirection: 1 },
      { direction: 'Click2Call' },
      { direction: 'Incoming' },
    ])
      transport.hearEvent(happened('ANSWER', current));
    expect(states()).to.deep.equal(['dialling']);
    transport.hearEvent(happened('ANSWER', { direction: 'Click2Call', c2cdirection: 2 }));
    expect(states()).to.deep.equal(['dialling', 'connected']);
    transport.hearEvent(happened('NEWCALL', { callstatus: 'Ringing', c2cdirection: 2 })); // a leg more
    expect(states()).to.deep.equal(['dialling', 'connected']);
  });

  it('ends the ringing here when another one took the call, and no talk [C-333]', () => {
    const elsewhere = happened('HANGUP', {}, { cause: 'Answered elsewhere' });
    for (const [before, ends] of [
      ['NEWCALL', true],
      ['ANSWER', false],
    ] as const) {
      const { transport, hear, states } = setup();
      hear();
      transport.hearEvent(happened(before, { callstatus: 'Ringing' }));
      transport.hearEvent(elsewhere);
      expect(states().includes('ended'), before).to.equal(ends);
      for (const cause of ['Call Rejected', 'Normal hangup']) transport.hearEvent(happened('HANGUP', {}, { cause }));
      expect(states().at(-1)).to.equal('ended');
    }
  });

  it('of the agent’s state changes no call, though it lists none [C-332]', () => {
    const { transport, hear, states, news } = setup();
    hear();
    transport.hearEvent(happened('ANSWER'));
    for (let times = 0; times < 3; times++)
      transport.hearEvent({
        name: 'ExtensionEvent',
        data: { reason: 'userStatusUpdate', data: row({ representativeStatus: 7 }) },
      });
    expect(states()).to.deep.equal(['connected']);
    expect(news.at(-1)).to.have.property('agent').that.includes({ state: 'paused', reason: '7' });
    transport.hearEvent({ reason: 'userStatusUpdate', data: row({ onlineUserID: 0 }) });
    expect(news.at(-1)).to.have.property('agent').that.includes({ state: 'loggedOut' });
    const before = news.length;
    transport.hearEvent({ reason: 'userStatusUpdate', data: row({ extenUser: 'SIPDAN', representativeStatus: 1 }) });
    expect(news).to.have.length(before);
  });

  it('of all extensions is as good as an answer: its row counts, and two without a call end it [C-331]', async () => {
    const clock = holdClock();
    const { transport, hear, states, news } = setup([], { phone: { extension: 'SIPNOA', device: 'other' } });
    const all = (calls: object[]) => ({
      name: 'AllExtensionsStatus',
      data: { extensions: [row({ extenUser: 'SIPDAN', calls: [call({ ivrid: otherIvrid })] }), row({ calls })] },
    });
    hear();
    transport.hearEvent(all([call()]));
    transport.hearEvent(all([]));
    transport.hearEvent(all([])); // at the same moment: it says nothing more
    expect(states()).to.deep.equal(['connected']);
    expect(states(otherIvrid)).to.deep.equal([]);
    await pass(clock, 5);
    transport.hearEvent(all([]).data);
    expect(states()).to.deep.equal(['connected', 'ended']);
    expect(news.some((each) => 'agent' in each)).to.equal(true);
  });

  it('of all extensions says nothing of a call that is on another phone than the extension [C-331]', async () => {
    const clock = holdClock();
    const { transport, client } = setup([], { phone: { extension: 'SIPNOA', device: '0722776772' } });
    const page = client();
    open.push(page);
    await page.send(dial);
    for (let times = 0; times < 4; times++) {
      transport.hearEvent({ extensions: [row()] });
      await pass(clock, 6);
    }
    expect(page.current).to.include({ guid: ivrid }).and.to.have.property('state').that.is.not.equal('ended');
    await page.send({ ...dial, destination: '0501112222' }).catch(() => undefined);
    for (let times = 0; times < 4; times++) {
      transport.hearEvent({ extensions: [row()] });
      await pass(clock, 6);
    }
    expect(page.current?.state).not.to.equal('ended');
  });

  it('is younger than the answer to a question that was asked before it', async () => {
    const clock = holdClock();
    const { transport, hear, says, states } = setup([call()]);
    hear();
    await pass(clock, 0);
    let answer = (_: Response) => {};
    says(() => new Promise((resolve) => (answer = resolve)));
    await pass(clock, 6);
    transport.hearEvent(happened('HOLD'));
    answer(Response.json(extension([call()])));
    await pass(clock, 0);
    expect(states()).to.deep.equal(['connected', 'held']);
    says(extension([call()]));
    await pass(clock, 5);
    expect(states()).to.deep.equal(['connected', 'held', 'connected']);
  });

  it('says nothing of the call that it is about by what stands there of another', () => {
    const { transport, hear, news } = setup();
    hear();
    transport.hearEvent(happened('NEWCALL', { ivrid: otherIvrid, callstatus: 'Ringing' }));
    expect(news).to.deep.equal([]);
    transport.hearEvent(happened('ANSWER', { ivrid: otherIvrid }));
    expect(news).to.deep.equal([{ call: ivrid, state: 'connected' }]);
  });

  it('of another extension is nobody’s here, and one without an extension is of a call that is known', async () => {
    const { transport, hear, news, states } = setup();
    hear();
    transport.hearEvent({ ...happened('ANSWER'), data: row({ extenUser: 'SIPDAN', currentCall: call() }) });
    transport.hearEvent({ reason: 'ANSWER', ivruniqueid: ivrid, data: {} });
    expect(news).to.deep.equal([]);
    transport.hearEvent(happened('NEWCALL', { callstatus: 'Ringing' }));
    transport.hearEvent({ reason: 'ANSWER', ivruniqueid: ivrid, data: {} });
    expect(states()).to.deep.equal(['incoming', 'connected']);
  });

  it('may be the body of the pop-up, in its newer and its older spelling [C-338]', () => {
    const popUp = (more: object) => ({
      phone: '0501234567',
      callerName: 'Dana',
      ivrid,
      extenUser: 'SIPNOA',
      did: '1',
      direction: 'Incoming',
      isMuted: false,
      isAnswered: 0,
      ...more,
    });
    const { transport, hear, states, news } = setup();
    hear();
    transport.hearEvent(popUp({ status: 'Ringing' }));
    expect(news[0]).to.deep.equal({
      call: ivrid,
      state: 'incoming',
      number: '0501234567',
      name: 'Dana',
      isRecordingPaused: false,
    });
    transport.hearEvent(popUp({ statusCall: 'Talking', isMuted: 1 }));
    expect(news.slice(1)).to.deep.equal([
      { call: ivrid, isRecordingPaused: true },
      { call: ivrid, state: 'connected' },
    ]);
    transport.hearEvent(popUp({ status: 'Hangup', cause: 'Normal hangup' }));
    expect(states()).to.deep.equal(['incoming', 'connected', 'ended']);
  });

  it('that says nothing of calls is left alone: queues, lists and signs of life [C-328] [C-330] [C-336]', () => {
    const { transport, hear, news, of } = setup();
    const said: unknown[] = [];
    transport.watch((what) => void said.push(what));
    hear();
    for (const name of [
      'loginStatus',
      'loginResponse',
      'QueueEvent',
      'QueuesUpdated',
      'DialersUpdated',
      'ExtensionsUpdated',
      'keepalive',
      'keepaliveResponse',
      'resync',
      'closeme',
    ])
      transport.hearEvent({
        name,
        data: { reason: 'JOIN', ivruniqueid: ivrid, extensions: [row({ calls: [call()] })] },
      });
    transport.hearEvent({ reason: 'EXIT', ivruniqueid: ivrid, data: { QueueID: 1, Calls: [{ IvrUniqueID: ivrid }] } });
    expect([news, said, of('GetQueuesCallers')]).to.deep.equal([[], [], []]);
  });

  it('that is not understood is told to the log, and a hundred thousand such change nothing and throw nothing', () => {
    const { transport, hear, news } = setup();
    let refused = 0;
    transport.watch(
      (what, detail) => void (refused += Number(what === 'refused' && (detail as { why: string }).why === 'no event')),
    );
    hear();
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.anything(),
      fc.record({ reason: fc.string(), ivruniqueid: fc.string(), data: fc.anything() }),
      fc.record({ extensions: fc.array(fc.anything()) }),
      fc.record({ ivrid: fc.string(), status: fc.string() }),
    );
    fc.assert(
      fc.property(odd, (event) => transport.hearEvent(event)),
      { numRuns: runs(100_000) },
    );
    expect(refused).to.be.greaterThan(50_000);
    expect(news).to.deep.equal([]);
  });

  it('and answers in any order never make a call come back, nor throw [C-326] [C-333]', async () => {
    const clock = holdClock();
    const reason = fc.constantFrom('NEWCALL', 'ANSWER', 'HOLD', 'UNHOLD', 'HANGUP');
    const current = fc.record({
      callstatus: fc.constantFrom('Ringing', 'Dialing', 'Talking', 'Hold'),
      direction: fc.constantFrom('Incoming', 'Outgoing', 'Click2Call'),
      c2cdirection: fc.constantFrom(1, 2, undefined),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ reason, current, isPolled: fc.boolean() }), { maxLength: 12 }),
        async (steps) => {
          const { transport, hear, states, on } = setup();
          hear();
          for (const step of steps) {
            if (step.isPolled) on(...(step.reason === 'HANGUP' ? [] : [call(step.current)]));
            else transport.hearEvent(happened(step.reason, step.current));
            await pass(clock, 5);
          }
          const told = states();
          expect(told.indexOf('ended')).to.be.oneOf([-1, told.length - 1]);
          transport.close();
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('needs no script of Voicenter’s: nothing signs in to its events, and no session storage is read by others [C-334] [C-335] [C-337]', async () => {
    const clock = holdClock();
    sessionStorage.setItem('page', 'secret');
    const { transport, hear, asked } = setup([call()]);
    hear();
    await transport.send(dial);
    await pass(clock, 30);
    expect(asked.every(({ path }) => /click2call\.aspx$|GetExtensionsCalls$/.test(path))).to.equal(true);
    expect(Object.keys(localStorage).filter((name) => !name.startsWith('portside'))).to.deep.equal([]);
    expect(
      Object.keys(globalThis).filter((name) => /^io$|EventsSDK|socket/i.test(name) && name !== 'WebSocket'),
    ).to.deep.equal([]);
    sessionStorage.removeItem('page');
  });
});

describe('the pop-up’s own answer', () => {
  it('is the server’s business: the transport posts nothing for a body that it is given [C-339]', () => {
    const { transport, hear, asked } = setup();
    hear();
    transport.hearEvent({ ivrid, status: 'Ringing', extenUser: 'SIPNOA', direction: 'Incoming' });
    expect(asked).to.deep.equal([]);
  });
});
