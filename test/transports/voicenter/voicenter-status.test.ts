// The agent's state, and the pause of the recording. The other side is a recorder.
import { expect } from 'chai';
import type { CtiError } from '../../../src/index.js';
import { failure } from '../../failure.js';
import { fc, runs } from '../../seeded.js';
import { agent, done, ivrid, proxy } from './voicenter-agent.fixture.js';

const ok = { SetStatusFromAPI: done };
const pause = (reason?: string) => ({ type: 'agentState', state: 'paused', ...(reason && { reason }) }) as const;

describe('the agent’s state at Voicenter', () => {
  it('is set by a JSON post with all that is mandatory but the code, the state as a number [C-313] [C-314]', async () => {
    const all = [
      [{ type: 'agentState', state: 'ready' }, 1],
      [{ type: 'login' }, 1],
      [{ type: 'logout' }, 2],
      [pause('3'), 3],
      [pause('13'), 13],
    ] as const;
    for (const [command, Status] of all) {
      const { transport, asked } = agent(ok);
      expect(await transport.send(command)).to.deep.equal({ status: 'confirmed', transport: 'voicenter' });
      const { method, path, json } = asked[0]!;
      expect([method, path.replace(/^\d+\//, ''), json]).to.deep.equal([
        ...['POST', 'UserLogin/SetStatusFromAPI'],
        { UserId: 42, ExtensionUser: 'SIPNOA', Status },
      ]);
    }
  });

  it('offers the vendor’s reasons without sign-in and sign-out, and takes no other and no pause without one [C-314]', async () => {
    const { transport, asked } = agent(ok);
    const { reasons } = (await transport.send({ type: 'agentStates' })) as never as { reasons: { id: string }[] };
    expect(reasons.map(({ id }) => id)).to.deep.equal(['3', '5', '7', '9', '11', '12', '13']);
    for (const reason of ['1', '2', '4', '6', '8', '10', '14', 'Lunch', '3.0', '-3', ' '])
      expect(await failure(transport.send(pause(reason))), reason).to.include({
        code: 'INVALID',
        field: 'reason',
        maybeSent: false,
      });
    expect(await failure(transport.send(pause()))).to.include({ code: 'INVALID', field: 'reason' });
    expect(asked).to.deep.equal([]);
  });

  it('takes the integrator’s own reasons, also from a function, and refuses numbers that are no pause [C-314]', async () => {
    const own = [
      { id: '3', name: 'Coffee' },
      { id: '20', name: 'Course' },
    ];
    for (const pauseReasons of [own, () => own, () => Promise.resolve(own)]) {
      const { transport, asked } = agent(ok, { phone: { extension: 'SIPNOA', userId: 'u', pauseReasons } });
      expect(await transport.send({ type: 'agentStates' })).to.deep.include({ reasons: own });
      await transport.send(pause('20'));
      expect(asked[0]!.json).to.deep.equal({ UserId: 'u', ExtensionUser: 'SIPNOA', Status: 20 });
      expect(await failure(transport.send(pause('5')))).to.include({ field: 'reason' });
    }
    for (const id of ['1', '2', '0', 'x', '1e3', '']) {
      const pauseReasons = [{ id, name: 'no' }];
      expect(() => agent(ok, { phone: { extension: 'SIPNOA', pauseReasons } }))
        .to.throw()
        .that.includes({ field: 'pauseReasons' });
      const late = agent(ok, { phone: { extension: 'SIPNOA', userId: 1, pauseReasons: () => pauseReasons } });
      expect(await failure(late.transport.send({ type: 'agentStates' }))).to.include({ code: 'INVALID' });
    }
  });

  it('asks Voicenter for the account’s own names only where that is set, once, by post, and leaves out what is no pause [C-317]', async () => {
    const Statuses = [
      ...[
        { ID: 1, Name: 'In' },
        { ID: '2', Name: 'Out' },
        { ID: 3, Name: 'Coffee', Color: '#fff' },
        { ID: '21', Name: '' },
      ],
    ];
    const phone = { extension: 'SIPNOA', userId: 42, pauseReasons: 'account' as const };
    const { transport, asked, of } = agent({ ...ok, GetStatusesList: { Statuses } }, { phone });
    const reasons = [
      { id: '3', name: 'Coffee' },
      { id: '21', name: '21' },
    ];
    expect(await transport.send({ type: 'agentStates' })).to.deep.include({ reasons });
    expect(await transport.send({ type: 'agentStates' })).to.deep.include({ reasons });
    expect(asked.map(({ method, json }) => [method, json])).to.deep.equal([['POST', {}]]);
    await transport.send(pause('21'));
    expect(await failure(transport.send(pause('5')))).to.include({ field: 'reason' });
    expect(of('SetStatusFromAPI')).to.have.length(1);
    const first = agent({ ...ok, GetStatusesList: {} }, { phone });
    expect(await failure(first.transport.send({ type: 'agentStates' }))).to.include({ code: 'PROTOCOL' });
    await first.transport.send(pause('21')); // nobody has asked yet: any pause may be one
    expect(await failure(first.transport.send(pause('2')))).to.include({ field: 'reason' });
    expect(agent(ok).of('GetStatusesList')).to.deep.equal([]);
  });

  const answers: [string, object | string, Partial<CtiError> | undefined][] = [
    ['1 and 1', done, undefined],
    ['1 alone', { Status: 1 }, undefined],
    ['texts', { Status: '1', StatusError: '1', StatusErroMessage: 'OK' }, undefined],
    ['0, which is no yes here', { Status: 0, StatusError: 1 }, { code: 'PROTOCOL', maybeSent: true }],
    ['0 and 0', { Status: 0, StatusError: 0 }, { code: 'REJECTED', maybeSent: false }],
    [
      'a wrong user',
      { Status: 2, StatusError: 1, StatusErroMessage: 'Authorization Failed' },
      { code: 'REJECTED', maybeSent: false },
    ],
    [
      'a wrong extension',
      { Status: 3, StatusError: 1, StatusErroMessage: 'Phone error.' },
      { code: 'REJECTED', maybeSent: false },
    ],
    ['a wrong user beside a failure', { Status: 2, StatusError: 4 }, { code: 'REJECTED', maybeSent: false }],
    ['a wrong extension beside a failure', { Status: 3, StatusError: 4 }, { code: 'REJECTED', maybeSent: false }],
    ['a state that it does not take', { Status: '4', StatusErroMessage: 'Status not support' }, { code: 'REJECTED' }],
    ['a failure inside', { Status: 4, StatusError: 4 }, { code: 'REJECTED', maybeSent: true }],
    ['a yes with a failure inside', { Status: 1, StatusError: 4 }, { code: 'REJECTED', maybeSent: true }],
    ['parameters that are missing', { Status: 4, StatusError: 6 }, { code: 'REJECTED', maybeSent: false }],
    ['a yes with a code that nobody documents', { Status: 1, StatusError: 3 }, { code: 'PROTOCOL', maybeSent: true }],
    ['a code of no table', { Status: 5, StatusError: 1 }, { code: 'PROTOCOL', maybeSent: true }],
    ...[true, {}, [1], 'yes', -1].map(
      (odd) =>
        [`1 and ${JSON.stringify(odd)}`, { Status: 1, StatusError: odd }, { code: 'PROTOCOL', maybeSent: true }] as [
          string,
          object,
          Partial<CtiError>,
        ],
    ),
    ['1 and nothing', { Status: 1, StatusError: null }, undefined],
    ['the name of what every object has', { Status: 'constructor', StatusError: 'valueOf' }, { code: 'PROTOCOL' }],
    ['the yes of other services', { ErrorCode: 0 }, { code: 'PROTOCOL', maybeSent: true }],
    ['a word', 'OK', { code: 'PROTOCOL', maybeSent: true }],
  ];
  for (const [what, answer, error] of answers)
    it(`reads ${what}: 1 alone is done [C-315] [C-316]`, async () => {
      const { transport } = agent({ SetStatusFromAPI: answer });
      const sending = transport.send({ type: 'login' });
      if (error) expect(await failure(sending)).to.include(error);
      else expect(await sending).to.include({ status: 'confirmed' });
    });

  it('says Voicenter’s own words, which stand under a name that is spelt wrong, or right should that be mended [C-315]', async () => {
    for (const key of ['StatusErroMessage', 'StatusErrorMessage']) {
      const { transport } = agent({
        SetStatusFromAPI: () => Response.json({ Status: 3, [key]: 'Extension is already in use' }, { status: 400 }),
      });
      expect((await failure(transport.send({ type: 'login' }))).message).to.contain('Extension is already in use');
    }
  });

  it('is told at once after it was set here', async () => {
    const { transport, news, hear } = agent({ ...ok, GetExtensionsCalls: '' });
    hear();
    await transport.send({ type: 'login' });
    await transport.send(pause('9'));
    await transport.send({ type: 'logout' });
    expect(
      news.map((each) => ('agent' in each ? { ...each.agent, since: typeof each.agent?.since } : each)),
    ).to.deep.equal([
      { state: 'ready', since: 'number' },
      { state: 'paused', reason: '9', since: 'number' },
      { state: 'loggedOut', since: 'number' },
    ]);
    transport.close();
  });

  it('needs the agent’s id, of which the transport says so [C-313]', () => {
    const { transport } = agent(ok, { phone: { extension: 'SIPNOA' } });
    for (const type of ['agentState', 'login', 'logout'] as const)
      expect(transport.supports(type))
        .to.include({ ok: false })
        .and.to.have.property('reason')
        .that.contains('phone.userId');
    expect(transport.supports('call').ok).to.equal(true);
  });
});

describe('the pause of a recording at Voicenter', () => {
  const mute = (answer: object | string = { ErrorCode: 200, Message: 'Success', ActionID: 'x' }) => ({
    MuteUnmuteCalls: answer,
  });

  it('mutes the recording of the call by its id, as text and without a secret, and goes on with it [C-318] [C-319] [C-321]', async () => {
    const { transport, asked } = agent(mute(), { services: { mute: { code: 'never' } } });
    await transport.send({ type: 'pauseRecording', call: ivrid });
    await transport.send({ type: 'resumeRecording', call: ivrid });
    expect(asked.map(({ method, json }) => [method, json])).to.deep.equal([
      ['POST', { ivrid, state: '1' }],
      ['POST', { ivrid, state: '0' }],
    ]);
    expect(transport.supports('mute').ok).to.equal(false); // the microphone is another thing
  });

  it('is of all calls of the extension where nobody knows which one, with a warning in the log [C-319]', async () => {
    const { transport, asked } = agent(mute());
    const said: unknown[] = [];
    transport.watch((what, detail) => void said.push([what, (detail as { why?: string }).why]));
    await transport.send({ type: 'pauseRecording' });
    expect(asked[0]!.json).to.deep.equal({ extension: 'SIPNOA', state: '1' });
    expect(said).to.deep.include(['refused', 'many calls']);
  });

  it('has no host unless it is named, or the proxy is told to carry it [C-322]', async () => {
    const none = agent(mute(), { services: {} });
    for (const type of ['pauseRecording', 'resumeRecording'] as const) {
      expect(none.transport.supports(type))
        .to.include({ ok: false, code: 'UNSUPPORTED' })
        .and.to.have.property('reason')
        .that.contains('services.mute');
      expect(await failure(none.transport.send({ type }))).to.include({ code: 'UNSUPPORTED' });
    }
    expect(none.asked).to.deep.equal([]);
    const own = agent(mute(), { services: { mute: { baseUrl: 'https://monitor7.voicenter.co' } } });
    await own.transport.send({ type: 'pauseRecording', call: ivrid });
    expect(own.asked[0]!.url).to.equal('https://monitor7.voicenter.co/api/MuteUnmuteCalls');
    const told = agent(mute());
    await told.transport.send({ type: 'pauseRecording', call: ivrid });
    expect(told.asked[0]!.url).to.match(new RegExp(`^${proxy}\\d+/api/MuteUnmuteCalls$`));
  });

  it('is done by 200, a number or text, and by no other code [C-320]', async () => {
    const answers: [object | string, Partial<CtiError> | undefined][] = [
      [{ ErrorCode: '200', Message: 'Success' }, undefined],
      [
        { ErrorCode: 404, Message: 'UniqueIvrID not found' },
        { code: 'REJECTED', maybeSent: false },
      ],
      [
        { ErrorCode: '500', Message: 'oops' },
        { code: 'REJECTED', maybeSent: true },
      ],
      [
        { ErrorCode: 0, Message: 'Success' },
        { code: 'PROTOCOL', maybeSent: true },
      ],
      [{ Message: 'Success' }, { code: 'PROTOCOL', maybeSent: true }],
      ['', { code: 'PROTOCOL', maybeSent: true }],
    ];
    for (const [answer, error] of answers) {
      const sending = agent(mute(answer)).transport.send({ type: 'pauseRecording', call: ivrid });
      if (!error) expect(await sending).to.include({ status: 'confirmed' });
      else expect(await failure(sending), JSON.stringify(answer)).to.include(error);
    }
    const late = agent({
      MuteUnmuteCalls: () => Response.json({ ErrorCode: 400, Message: 'Parameters are not valid' }, { status: 400 }),
    });
    expect((await failure(late.transport.send({ type: 'pauseRecording', call: ivrid }))).message).to.contain(
      'Parameters are not valid',
    );
  });

  it('throws nothing but its own errors, whatever is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (answer) => {
        const { transport } = agent({ MuteUnmuteCalls: answer, SetStatusFromAPI: answer });
        for (const type of ['pauseRecording', 'login'] as const)
          await transport.send({ type }).catch((cause: CtiError) => expect(cause.name).to.equal('CtiError'));
      }),
      { numRuns: runs(200) },
    );
  });
});
