// Calls by click2call: what goes out, what its answers mean, and what ends a call. The other side is a recorder.
import { expect } from 'chai';
import type { CommandOf, CtiError } from '../../../src/index.js';
import { VoicenterTransport } from '../../../src/transports/voicenter/voicenter-transport.js';
import { holdClock } from '../../clock.js';
import { failure } from '../../failure.js';
import { fc, runs } from '../../seeded.js';
import { isOverAfter } from '../../passing.js';
import { agent, call, click, extension, ivrid, otherIvrid, proxy, voicenter } from './voicenter-agent.fixture.js';

const dial: CommandOf<'call'> = { type: 'call', destination: '+972 50-123.4567', campaign: 'camp' };
const ok = { 'click2call.aspx': click(0) };

describe('a call by Voicenter’s click2call', () => {
  it('is one JSON post to the integrator’s proxy without a code, with its action, and gives the call’s id [C-302] [C-303] [C-304] [C-306] [C-309] [C-311]', async () => {
    const { transport, asked } = agent(ok);
    expect(await transport.send(dial)).to.deep.equal({ status: 'confirmed', transport: 'voicenter', guid: ivrid });
    expect(asked).to.have.length(1);
    const { method, url, json, headers } = asked[0]!;
    expect(method).to.equal('POST');
    expect(url).to.match(/^https:\/\/proxy\.example\/voicenter\/\d+\/ForwardDialer\/click2call\.aspx$/);
    expect(headers.get('Content-Type')).to.equal('application/json');
    expect(json).to.deep.equal({ phone: 'SIPNOA', target: '972501234567', action: 'call', format: 'json' });
  });

  it('writes yes as text and leaves no out, and sends the numbers to show and ten variables [C-304] [C-305]', async () => {
    const variables = Object.fromEntries([...'abcdefghi'].map((name) => [name, name.toUpperCase()]));
    const phone = {
      extension: 'SIPNOA',
      device: '0722776772',
      agentCallerId: '+972-3-1',
      record: true,
      autoAnswer: true,
      checkDevice: false,
      variables: ({ campaign, destination }: { campaign: string; destination: string }) => ({
        ...variables,
        var_campaign: `${campaign} ${destination}`,
      }),
    };
    const { transport, asked } = agent(ok, { phone });
    await transport.send({ ...dial, destination: '050-1234567', callerId: '+972 (3) 7654321' });
    expect(asked[0]!.json).to.deep.equal({
      ...{ phone: '0722776772', target: '0501234567', action: 'call', format: 'json' },
      ...{ phonecallerid: '97231', targetcallerid: '97237654321', record: 'true', phoneautoanswer: 'true' },
      ...Object.fromEntries([...'abcdefghi'].map((name) => [`var_${name}`, name.toUpperCase()])),
      var_campaign: 'camp 050-1234567',
    });
  });

  it('refuses more than ten variables, a name that comes twice and what is no text, before any byte [C-304]', async () => {
    const many = Object.fromEntries([...'abcdefghijk'].map((name) => [name, 'x']));
    for (const variables of [many, { a: '1', var_a: '2' }, { a: 1 as never }]) {
      expect(() => agent(ok, { phone: { extension: 'SIPNOA', variables } }))
        .to.throw()
        .that.includes({ code: 'INVALID', field: 'variables' });
      const { transport, asked } = agent(ok, { phone: { extension: 'SIPNOA', variables: () => variables } });
      expect(await failure(transport.send(dial))).to.include({ code: 'INVALID', field: 'variables', maybeSent: false });
      expect(asked).to.deep.equal([]);
    }
  });

  it('refuses a phone without an extension', () => {
    expect(() => agent(ok, { phone: { extension: ' ' } }))
      .to.throw()
      .that.includes({ field: 'phone.extension' });
  });

  it('refuses what is more than digits, and says so beforehand', async () => {
    for (const destination of ['*72', '0501234567,1', '050#', 'anna']) {
      const { transport, asked } = agent(ok);
      expect(transport.refusal({ ...dial, destination })).to.include({ code: 'INVALID', field: 'destination' });
      expect(await failure(transport.send({ ...dial, destination }))).to.include({
        ...{ code: 'INVALID', field: 'destination', maybeSent: false, transport: 'voicenter' },
      });
      expect(asked).to.deep.equal([]);
    }
    expect(agent(ok).transport.refusal(dial)).to.equal(undefined);
  });

  const noes: [unknown, string, boolean, RegExp][] = [
    [1, 'REJECTED', false, /wrong or missing/],
    [2, 'REJECTED', true, /may be ringing/],
    ['3', 'REJECTED', false, /offline/],
    [4, 'REJECTED', false, /may not dial/],
    [17, 'REJECTED', true, /17/],
    [-5, 'REJECTED', true, /-5/],
  ];
  for (const [code, error, maybeSent, says] of noes)
    it(`takes ERRORCODE ${String(code)} as its no, with Voicenter’s words, also beside a 4xx [C-307]`, async () => {
      const body = click(code as number, 'the reason', '');
      for (const status of [200, 400, 403]) {
        const { transport, asked } = agent({ 'click2call.aspx': () => Response.json(body, { status }) });
        const cause = await failure(transport.send(dial));
        expect(cause, String(status)).to.include({ code: error, maybeSent });
        expect(cause.message).to.match(says).and.to.contain('the reason');
        expect(asked).to.have.length(1);
      }
    });

  it('does not know what became of a yes without a call’s id, of XML, and of what is no answer of click2call [C-303] [C-306]', async () => {
    const odd = [
      ...[click(0, 'OK', ''), { ERRORCODE: 0 }, click(0, 'OK', 'null'), click('', 'OK'), {}, []],
      ...['<?xml version="1.0"?><ERRORCODE>0</ERRORCODE>', '', 'OK', { ErrorCode: true, CALLID: ivrid }],
    ];
    for (const body of odd) {
      const { transport } = agent({ 'click2call.aspx': body });
      expect(await failure(transport.send(dial)), JSON.stringify(body)).to.include({
        code: 'PROTOCOL',
        maybeSent: true,
      });
    }
  });

  it('reads a code that is text, and an id under a key in any letter case [C-306]', async () => {
    const { transport } = agent({ 'click2call.aspx': { ErrorCode: '0', CallID: ` ${ivrid} ` } });
    expect(await transport.send(dial)).to.include({ guid: ivrid });
  });

  it('goes again with another sign-in only where it was surely refused: not after its own answer, a redirect or a page [C-306]', async () => {
    const form = '<html><form><input type="password"></form></html>';
    const answers: [string, () => Response, number, object][] = [
      ['a 401', () => new Response('', { status: 401 }), 2, { code: 'UNAUTHORIZED', maybeSent: false }],
      ['a 403', () => new Response('no', { status: 403 }), 2, { code: 'REJECTED', maybeSent: false }],
      ['a 403 with a yes', () => Response.json(click(0), { status: 403 }), 1, { code: 'PROTOCOL', maybeSent: true }],
      ['a 401 with a yes', () => Response.json(click('0'), { status: 401 }), 1, { code: 'PROTOCOL', maybeSent: true }],
      ['a 403 with 2', () => Response.json(click(2), { status: 403 }), 1, { code: 'REJECTED', maybeSent: true }],
      ['a 403 with a word', () => Response.json(click('x'), { status: 403 }), 1, { code: 'PROTOCOL', maybeSent: true }],
      ['a redirect', () => new Response('', { status: 302 }), 1, { code: 'UNAUTHORIZED' }],
      ['a sign-in page', () => new Response(form), 1, { code: 'UNAUTHORIZED' }],
    ];
    for (const [what, answer, times, error] of answers)
      for (const command of [dial, { type: 'hangup', call: ivrid, confirmed: true } as const]) {
        const { transport, asked } = agent({ 'click2call.aspx': answer }, { authorization: () => 'Bearer page' });
        expect(await failure(transport.send(command)), what).to.include(error);
        expect(asked, `${what} ${command.type}`).to.have.length(times);
      }
  });

  it('sends a code, spelt as each service spells it, only to the road for which it is set, and no sign-in to another origin [C-300] [C-301]', async () => {
    const { fetch, asked } = voicenter({
      'click2call.aspx': click(0),
      SetStatusFromAPI: { Status: 1, StatusError: 1 },
      GetExtensionsCalls: extension([]),
      AddBlackList: { ErrorCode: 0, Phones: [{ ErrorCode: 0, Phone: '972501234567' }] },
      'cdr/': { ERROR_NUMBER: 0, CDR_LIST: [] },
      MuteUnmuteCalls: { ErrorCode: 200 },
    });
    const transport = new VoicenterTransport({
      ...{ baseUrl: proxy, code: 'dialer-code', timeZone: 'Asia/Jerusalem', fetch, authorization: () => 'Bearer page' },
      phone: { extension: 'SIPNOA', userId: 42 },
      services: {
        calls: { baseUrl: 'https://api.voicenter.com', code: 'c-calls' },
        status: { baseUrl: 'https://api.voicenter.com/', code: 'c-status' },
        monitor: { baseUrl: 'https://monapisec.voicenter.co.il', code: 'c-monitor', authorization: () => 'Bearer own' },
        blacklist: { baseUrl: 'https://api.voicenter.com', code: 'c-black' },
        log: { baseUrl: 'https://proxy.example/log', code: 'c-log' },
        mute: { baseUrl: 'https://monitor7.voicenter.co', code: 'c-mute' },
      },
    });
    await transport.send(dial);
    await transport.send({ type: 'login' });
    await failure(transport.send({ type: 'hangup', call: ivrid }));
    await transport.send({ type: 'blacklist', entries: [{ phone: '972501234567', campaign: '*' }] });
    await transport.send({ type: 'recordings', filter: { from: '2026-11-29 00:00:00', to: '2026-11-30 00:00:00' } });
    await transport.send({ type: 'pauseRecording' });
    expect(
      asked.map(({ url, json, headers }) => [
        url,
        json.code ?? json.Code,
        'Code' in json,
        headers.get('Authorization'),
      ]),
    ).to.deep.equal([
      ['https://api.voicenter.com/ForwardDialer/click2call.aspx', 'c-calls', false, null],
      ['https://api.voicenter.com/UserLogin/SetStatusFromAPI', 'c-status', true, null],
      ['https://monapisec.voicenter.co.il/comet/API/GetExtensionsCalls', 'c-monitor', false, 'Bearer own'],
      ['https://api.voicenter.com/Blacklist/AddBlackList', 'c-black', true, null],
      ['https://proxy.example/log/hub/cdr/', 'c-log', false, 'Bearer page'],
      ['https://monitor7.voicenter.co/api/MuteUnmuteCalls', undefined, false, null],
    ]);
    expect(() => new VoicenterTransport({ services: { calls: { baseUrl: 'https://a:b@x.example' } } }))
      .to.throw()
      .that.includes({ code: 'INVALID' });
  });

  it('gives the page’s sign-in to its own origin however that is written, and to no other', async () => {
    const roads = [
      ['https://proxy.example/x/', '//proxy.example/y/', true],
      ['/x/', '/y/', true],
      ['/x/', '//api.voicenter.com/', false],
      ['https://proxy.example/x/', '/y/', false],
      ['https://proxy.example/x/', 'https://proxy.example.evil/', false],
    ] as const;
    for (const [baseUrl, own, isGiven] of roads) {
      const { transport, asked } = agent(ok, {
        baseUrl,
        authorization: () => 'Bearer page',
        services: { calls: { baseUrl: own } },
      });
      await transport.send(dial);
      expect(asked[0]!.headers.has('Authorization'), own).to.equal(isGiven);
    }
  });

  it('goes beside the dialer’s operations where a proxy keeps the vendor’s paths [C-300]', async () => {
    for (const baseUrl of [
      'https://proxy.example/vc/ForwardDialer/Dialer/',
      'https://proxy.example/vc/ForwardDialer/Dialer',
    ]) {
      const { transport, asked } = agent(ok, { baseUrl });
      await transport.send(dial);
      await failure(transport.send({ type: 'startCampaign', campaign: 'camp' }));
      expect(asked.map(({ url }) => url)).to.deep.equal([
        'https://proxy.example/vc/ForwardDialer/click2call.aspx',
        'https://proxy.example/vc/ForwardDialer/Dialer/StartCampaign',
      ]);
    }
  });

  it('shows no code to the log, nor in an error', async () => {
    const { transport, client } = agent(
      { 'click2call.aspx': click(1, 'no'), SetStatusFromAPI: { Status: 2, StatusError: 1 } },
      { services: { calls: { code: 'sesame-calls' }, status: { code: 'sesame-status' } } },
    );
    const page = client();
    const errors = [await failure(page.send({ ...dial })), await failure(page.send({ type: 'login' }))];
    expect(page.log.lines.filter(({ what }) => what === 'sent')).to.have.length(2);
    expect(page.exportLog() + JSON.stringify(errors.map(({ message, detail }) => [message, detail]))).not.to.contain(
      'sesame',
    );
    transport.close();
  });

  it('reads an answer as it came, also where it holds what a code holds', async () => {
    const { transport } = agent(
      {
        'click2call.aspx': click(0, 'OK', 'a123456b'),
        GetCampaignList: { ErrorCode: 0, Data: [{ Code: '123456', Name: 'n' }] },
      },
      { services: { calls: { code: '123456' } }, code: '123456' },
    );
    expect(await transport.send(dial)).to.include({ guid: 'a123456b' });
    expect(await transport.send({ type: 'campaigns' })).to.have.nested.property('campaigns[0].id', '123456');
  });

  it('shows no code where the other end repeats it, or the connection fails with it', async () => {
    const code = 'sesame&1';
    const repeat = (text: string) => () => new Response(text, { status: text.startsWith('{') ? 200 : 400 });
    const lost = () => Promise.reject(new TypeError(`failed with ${code}`));
    for (const answer of [repeat(JSON.stringify(click(1, `${code}?`))), repeat(`wrong: ${code}`), lost])
      for (const services of [{ calls: { code } }, {}]) {
        const { transport, client } = agent(
          { 'click2call.aspx': answer, StartCampaign: answer },
          { services, dialect: 'current', code },
        );
        const page = client();
        const command = 'calls' in services ? dial : ({ type: 'startCampaign', campaign: 'camp' } as const);
        const { message, detail } = await failure(page.send({ ...command }));
        expect(page.exportLog() + JSON.stringify([message, detail])).not.to.contain('sesame');
        transport.close();
      }
  });

  it('needs a phone on the transport, and a way to Voicenter', async () => {
    const bare = new VoicenterTransport({ baseUrl: proxy });
    for (const type of ['call', 'hangup', 'agentState', 'agentStates', 'login', 'logout', 'pauseRecording'] as const) {
      const support = bare.supports(type);
      expect(support, type)
        .to.include({ ok: false, code: 'UNSUPPORTED' })
        .and.to.have.property('reason')
        .that.contains('set phone');
    }
    expect(bare.tellNews).to.equal(undefined);
    const roadless = new VoicenterTransport({ phone: { extension: 'SIPNOA', userId: '42' } });
    for (const [type, name] of [
      ['call', 'services.calls'],
      ['logout', 'services.status'],
      ['pauseRecording', 'services.mute'],
      ['blacklist', 'services.blacklist'],
    ] as const)
      expect(roadless.supports(type), type)
        .to.include({ ok: false })
        .and.to.have.property('reason')
        .that.contains(name);
    expect(roadless.supports('agentStates').ok).to.equal(true);
  });

  it('leaves to the phone what nobody can ask Voicenter for: hold, microphone, digits, transfer, answer, reject [C-312]', async () => {
    const { transport, client, asked } = agent(ok);
    const page = client();
    for (const type of [
      'hold',
      'unhold',
      'mute',
      'unmute',
      'dtmf',
      'transfer',
      'completeTransfer',
      'cancelTransfer',
      'answer',
      'reject',
    ] as const) {
      const support = transport.supports(type);
      expect(support, type)
        .to.include({ ok: false, code: 'UNSUPPORTED' })
        .and.to.have.property('reason')
        .that.matches(/on your phone/);
      const fields = { digits: '1', to: '0501', kind: 'blind', toKind: 'number' };
      const error = await failure(
        page.send({
          type,
          ...(type === 'dtmf' ? { digits: '1' } : type === 'transfer' ? { ...fields, digits: undefined } : {}),
        } as never),
      );
      expect(error.code, `${type} ${error.message}`).to.equal('UNSUPPORTED');
    }
    expect(asked.filter(({ path }) => !path.endsWith('GetExtensionsCalls'))).to.deep.equal([]);
    page.close();
  });
});

describe('a hang-up at Voicenter', () => {
  const hangup = { type: 'hangup', call: ivrid } as const;
  const terminate = { phone: 'SIPNOA', action: 'terminate', format: 'json' };
  const sent = ({ of }: ReturnType<typeof agent>) => of('click2call.aspx').map(({ json }) => json);
  const on = (...ids: string[]) => extension(ids.map((each) => call({ ivrid: each })));

  it('asks once what is on, and ends the call that is there alone, by its extension [C-310] [C-323]', async () => {
    const made = agent({ ...ok, GetExtensionsCalls: on(ivrid) });
    expect(await made.transport.send(hangup)).to.include({ status: 'confirmed' });
    expect(made.asked.map(({ json }) => json)).to.deep.equal([{ extension: 'SIPNOA' }, terminate]);
  });

  it('is refused before it goes where only another call is there, also after a person said yes to whatever is on [C-310]', async () => {
    const made = agent({ ...ok, GetExtensionsCalls: on(otherIvrid) });
    expect(await failure(made.transport.send(hangup))).to.include({ code: 'INVALID', field: 'call', maybeSent: false });
    expect(await failure(made.transport.send({ ...hangup, confirmed: true }))).to.include({ field: 'call' });
    expect(sent(made)).to.deep.equal([]);
  });

  const unsure: [string, object | string | (() => Response), object][] = [
    ['nothing is there', on(), hangup],
    ['another call is there beside it', on(ivrid, otherIvrid), hangup],
    ['no call is meant', on(ivrid), { type: 'hangup' }],
    ['the answer does not say that it is a yes', { EXTENSIONS: on(ivrid).EXTENSIONS }, hangup],
    ['the question is refused', { ERR: 1, DESC: 'Authorization failed.', EXTENSIONS: [] }, hangup],
    ['the question fails', () => new Response('', { status: 500 }), hangup],
    ['the extension is not in the answer', { ERR: 0, DESC: 'OK', EXTENSIONS: [] }, hangup],
    ['a call in the answer cannot be read', extension([call(), { callstatus: 'Talking' }]), hangup],
  ];
  for (const [what, answer, command] of unsure)
    it(`wants a person to say yes where ${what}, and goes then [C-310]`, async () => {
      const made = agent({ ...ok, GetExtensionsCalls: answer as object });
      const error = await failure(made.transport.send(command as never));
      expect(error).to.include({ code: 'INVALID', field: 'confirmed', maybeSent: false });
      expect(error.message).to.match(/^This ends whatever is on your phone/);
      expect(sent(made)).to.deep.equal([]);
      await made.transport.send({ ...command, confirmed: true } as never);
      expect(sent(made)).to.deep.equal([terminate]);
    });

  it('waits two seconds for the answer and no longer', async () => {
    const clock = holdClock();
    const made = agent({ ...ok, GetExtensionsCalls: () => new Promise<Response>(() => {}) });
    const sending = failure(made.transport.send(hangup));
    expect(await isOverAfter(clock, 1_999, sending)).to.equal(false);
    expect(await isOverAfter(clock, 1, sending)).to.equal(true);
    expect(await sending).to.include({ field: 'confirmed', maybeSent: false });
  });

  it('goes without a question where a person said yes, and where the phone that rings is none of Voicenter’s extension', async () => {
    const made = agent({ ...ok, GetExtensionsCalls: on(ivrid) });
    await made.transport.send({ ...hangup, confirmed: true });
    expect(made.of('GetExtensionsCalls')).to.deep.equal([]);
    const elsewhere = agent(
      { ...ok, GetExtensionsCalls: on(ivrid) },
      { phone: { extension: 'SIPNOA', device: '0722776772' } },
    );
    expect(await failure(elsewhere.transport.send(hangup))).to.include({ field: 'confirmed' });
    await elsewhere.transport.send({ ...hangup, confirmed: true });
    expect(elsewhere.asked.map(({ json }) => json)).to.deep.equal([{ ...terminate, phone: '0722776772' }]);
  });

  it('rings at the extension where another first leg is set to nothing', async () => {
    const made = agent({ ...ok, GetExtensionsCalls: on(ivrid) }, { phone: { extension: 'SIPNOA', device: '' } });
    await made.transport.send(hangup);
    expect(sent(made)).to.deep.equal([terminate]);
  });

  it('stops with the page, and has ended nothing then', async () => {
    const made = agent({ ...ok, GetExtensionsCalls: () => new Promise<Response>(() => {}) });
    const stop = new AbortController();
    const sending = failure(made.transport.send(hangup, false, stop.signal));
    await made.asks(1);
    stop.abort();
    expect(await sending).to.include({ code: 'CANCELED', maybeSent: false });
    expect(sent(made)).to.deep.equal([]);
  });

  it('asks whoever wants to know before each byte, and what was refused then ended nothing', async () => {
    const made = agent({ ...ok, GetExtensionsCalls: on(ivrid) });
    let times = 0;
    const error = await failure(
      made.transport.send(hangup, false, undefined, () =>
        ++times > 1 ? Promise.reject(new TypeError('no')) : Promise.resolve(),
      ),
    );
    expect(error).to.include({ maybeSent: false });
    expect([times, sent(made).length]).to.deep.equal([2, 0]);
  });

  it('takes 0 as ended, 2 as unknown, and no answer as unknown [C-307] [C-310]', async () => {
    const codes: [object | (() => Response), Partial<CtiError>][] = [
      [click(2, 'no'), { code: 'REJECTED', maybeSent: true }],
      [click(3, 'no'), { code: 'REJECTED', maybeSent: false }],
      [() => new Response('', { status: 502 }), { code: 'TIMEOUT', maybeSent: true }],
      [{}, { code: 'PROTOCOL', maybeSent: true }],
    ];
    for (const [answer, error] of codes) {
      const made = agent({ 'click2call.aspx': answer, GetExtensionsCalls: on(ivrid) });
      expect(await failure(made.transport.send(hangup))).to.include(error);
    }
    await agent({ 'click2call.aspx': { ERRORCODE: 0 }, GetExtensionsCalls: on(ivrid) }).transport.send(hangup);
  });

  it('throws nothing but its own errors, whatever is answered', async () => {
    const answer = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('{"ERRORCODE":0}', '{"ERR":0,"EXTENSIONS":[{"username":"SIPNOA","calls":[null]}]}'),
    );
    await fc.assert(
      fc.asyncProperty(answer, answer, async (one, other) => {
        const { transport } = agent({ 'click2call.aspx': one, GetExtensionsCalls: other });
        for (const command of [dial, hangup, { ...hangup, confirmed: true }])
          await transport.send(command as never).catch((cause: CtiError) => expect(cause.name).to.equal('CtiError'));
      }),
      { numRuns: runs(200) },
    );
  });
});
