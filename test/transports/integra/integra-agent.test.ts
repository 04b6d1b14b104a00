import { expect } from 'chai';
import { CtiClient, type Command } from '../../../src/index.js';
import { callChecks } from '../../../src/core/call-commands.js';
import { clearTabItems } from '../../../src/core/tab-storage.js';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { integraAgent } from '../../../src/transports/integra/integra-agent.js';
import { PortalTransport } from '../../../src/transports/portal/portal-transport.js';
import { holdClock } from '../../clock.js';
import { failure } from '../../failure.js';
import { passing } from '../../passing.js';
import { call, hangup } from '../../samples.js';
import { guid, sent, setup } from './integra.fixture.js';

const base = 'https://ucontact.example/Integra/resources/';
const pause = { type: 'agentState', state: 'paused', reason: 'Almuerzo largo' } as const;
const ready = { type: 'agentState', state: 'ready' } as const;
const logout = { type: 'logout' } as const;
const pauseReasons = [
  { id: 'Almuerzo largo', name: 'Lunch' },
  { id: 'Meeting', name: 'Meeting' },
];
const others = (Object.keys(callChecks) as (keyof typeof callChecks)[]).filter(
  (type) => !['agentState', 'agentStates', 'logout', 'login'].includes(type),
);
const commandOf = (type: keyof typeof callChecks): Command =>
  ({
    ...{ type, call: guid },
    ...(type === 'dtmf' && { digits: '1' }),
    ...(type === 'transfer' && { to: '200', kind: 'blind', toKind: 'agent' }),
    ...(type === 'agentState' && { state: 'ready' }),
  }) as Command;

afterEach(clearTabItems);

describe('the agent’s state at Integra', () => {
  it('is a break by its name, and comes back from that one [C-397]', async () => {
    const { requests, transport } = setup('1', { pauseReasons });
    expect(await transport.send(pause)).to.deep.equal({ status: 'confirmed', transport: 'integra' });
    expect(await transport.send(ready)).to.deep.equal({ status: 'confirmed', transport: 'integra' });
    await transport.send(ready);
    expect(requests.map(({ url, method }) => [method, url])).to.deep.equal([
      ['POST', `${base}api/AgentBreak`],
      ['POST', `${base}api/AgentUnBreak`],
      ['POST', `${base}api/AgentUnBreak`],
    ]);
    expect(requests[0]!.headers.get('content-type')).to.equal('application/x-www-form-urlencoded; charset=UTF-8');
    expect(await Promise.all(requests.map((each) => each.text()))).to.deep.equal([
      'agent=Agent1&interface=SIP%2F1001&motive=Almuerzo+largo',
      'agent=Agent1&interface=SIP%2F1001&motive=Almuerzo+largo',
      'agent=Agent1&interface=SIP%2F1001&motive=',
    ]);
  });

  it('comes back from its break by name after a reload, of that agent alone, and not after a logoff [C-397]', async () => {
    const motive = async (options = {}) => new URLSearchParams((await sent(ready, options)).body).get('motive');
    await setup('1').transport.send(pause);
    expect(await motive({ agent: 'Agent2' })).to.equal('');
    expect(await motive(), 'of another page').to.equal('Almuerzo largo');
    expect(await motive()).to.equal('');
    await setup('1').transport.send(pause);
    await failure(setup('0').transport.send(ready));
    await failure(setup('0').transport.send(logout));
    await setup('OK').transport.send(logout);
    expect(await motive()).to.equal('');
  });

  it('names a break that did not begin as little as one that is over', async () => {
    const { requests, transport } = setup([new Response('0'), new Response('1')]);
    await failure(transport.send(pause));
    await transport.send(ready);
    expect(await requests[1]!.text()).to.equal('agent=Agent1&interface=SIP%2F1001&motive=');
  });

  it('takes a reason, one of the page’s where it sets them, and sends nothing else [C-397]', async () => {
    const { requests, transport } = setup('1', { pauseReasons });
    const client = new CtiClient({ transports: [transport] });
    for (const reason of [undefined, '', ' ', 'Lunch', 'meeting'])
      expect(await failure(client.send({ ...pause, reason })), reason).to.include({
        code: 'INVALID',
        field: 'reason',
        maybeSent: false,
      });
    expect(requests).to.deep.equal([]);
    expect(client.supports('agentState', { ...pause, reason: 'x' })).to.include({ ok: false, code: 'INVALID' });
    expect(await (await sent({ ...pause, reason: 'Any' }, { tech: 'IAX2' })).body).to.equal(
      'agent=Agent1&interface=IAX2%2F1001&motive=Any',
    );
  });

  it('is refused before also by a part that comes from another file, with a class of errors of its own', () => {
    const form = () => {
      throw Object.assign(new Error('Why?'), { name: 'CtiError', code: 'INVALID', field: 'reason' });
    };
    try {
      const { agentState } = integraAgent.operations;
      IntegraTransport.register({ checks: {}, operations: { agentState: { ...agentState!, form } } });
      expect(setup().transport.refusal(pause)).to.include({ code: 'INVALID', field: 'reason', message: 'Why?' });
    } finally {
      IntegraTransport.register(integraAgent);
    }
    expect(setup().transport.refusal({ ...pause, reason: 5 as never }), 'what nobody checked').to.equal(undefined);
  });

  it('has the reasons that the page sets, and none where it sets none', async () => {
    const { requests, transport } = setup('1', { pauseReasons });
    expect(await transport.send({ type: 'agentStates' })).to.deep.equal({
      status: 'confirmed',
      transport: 'integra',
      reasons: pauseReasons,
    });
    expect(requests).to.deep.equal([]);
    const support = setup().transport.supports('agentStates');
    expect(support).to.include({ ok: false, code: 'UNSUPPORTED' });
    expect(!support.ok && support.reason).to.contain('pauseReasons');
  });

  it('ends with a logoff that names the agent and the phone [C-396]', async () => {
    const { url, body } = await sent(logout);
    expect(url).to.equal(`${base}api/AgentLogoff`);
    expect(body).to.equal('agent=Agent1&interface=SIP%2F1001');
  });

  it('begins at the page’s back end: no password is sent, and no secret of a telephone kept [C-395]', async () => {
    const { requests, transport } = setup('{"secret":"x"}');
    const error = await failure(new CtiClient({ transports: [transport] }).send({ type: 'login' }));
    expect(error).to.include({ code: 'UNSUPPORTED', maybeSent: false });
    expect(error.message).to.contain('your back end signs in');
    expect(requests).to.deep.equal([]);
    expect(transport.words.join()).not.to.contain('AgentLogin');
  });

  it('is told by nobody: what the server pushes goes to a server, its broken date with it [C-401]', () => {
    expect('tellNews' in setup().transport).to.equal(false);
  });

  it('changes only on a yes; every other answer leaves open whether it did, and is kept as it came [C-396 C-397]', async () => {
    for (const command of [pause, ready, logout]) {
      for (const answer of ['1', 'true', 'OK', '"1"', ' OK\n'])
        expect(await setup(answer).transport.send(command), answer).to.include({ status: 'confirmed' });
      for (const answer of ['0', '', 'ok', 'TRUE', 'false', '-1', '{"ok":true}', '<html>', '11', 'OK 1']) {
        const { requests, transport } = setup(answer);
        expect(await failure(transport.send(command)), `${command.type} ${answer}`).to.include({
          code: 'PROTOCOL',
          maybeSent: true,
          detail: answer,
        });
        expect(requests).to.have.length(1);
      }
    }
  });

  it('is unknown after a time-out, and never asked for again by itself [C-397]', async () => {
    const clock = holdClock();
    let asked = 0;
    for (const command of [pause, ready, logout]) {
      asked = 0;
      const waiting = new IntegraTransport({
        ...{ baseUrl: 'https://ucontact.example', agent: 'Agent1', phone: '1001', timeout: 50 },
        fetch: (_, { signal }) => (
          asked++,
          new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason as Error)))
        ),
      });
      const error = await passing(clock, failure(new CtiClient({ transports: [waiting] }).send(command)));
      expect(error, command.type).to.include({ code: 'TIMEOUT', maybeSent: true });
      await clock.tickAsync(60_000);
      expect(asked, command.type).to.equal(1);
      expect(waiting.repeats as readonly string[]).not.to.include(command.type);
    }
  });

  it('needs the agent and the phone', async () => {
    for (const options of [{ agent: '' }, { phone: '' }])
      for (const command of [pause, ready, logout]) {
        const { requests, transport } = setup('1', options);
        expect(await failure(transport.send(command))).to.include({ code: 'UNSUPPORTED', maybeSent: false });
        expect(requests).to.deep.equal([]);
      }
  });
});

describe('a call with data at Integra', () => {
  it('goes out with the seven fields of a call and the data [C-399]', async () => {
    const callData = ({ destination }: { destination: string }) => JSON.stringify({ ticket: 7, of: destination });
    const { requests, transport } = setup(guid, { callData });
    expect(await transport.send(call)).to.include({ status: 'confirmed', guid });
    expect(requests.map(({ url }) => url)).to.deep.equal([`${base}Agents/AgentCallwithData`]);
    expect(await requests[0]!.text()).to.equal(
      'callerid=099&agent=Agent1&phone=1001&tech=SIP&context=agents&outqueue=Sale-%3E&destination=091000000&data=%7B%22ticket%22%3A7%2C%22of%22%3A%22091000000%22%7D',
    );
    expect((await sent(call, { callData: () => '' }, guid)).body).to.match(/&data=$/);
  });

  it('that has none goes out as a call, and what is no text is refused before any byte', async () => {
    expect((await sent(call, { callData: () => undefined }, guid)).url).to.equal(`${base}Agents/AgentCall`);
    for (const data of [{}, 7, null]) {
      const { requests, transport } = setup(guid, { callData: () => data as never });
      expect(await failure(transport.send(call))).to.include({ code: 'INVALID', field: 'callData', maybeSent: false });
      expect(transport.refusal(call)).to.include({ code: 'INVALID' });
      expect(requests).to.deep.equal([]);
    }
    const { requests, transport } = setup(guid, {
      callData: () => {
        throw new Error('no');
      },
    });
    expect(await failure(transport.send(call))).to.include({ maybeSent: false });
    expect(requests).to.deep.equal([]);
  });

  it('is answered as a call, and needs the phone as one [C-399]', async () => {
    const callData = () => '{}';
    for (const [answer, code] of [
      ['0', 'REJECTED'],
      ['', 'PROTOCOL'],
      ['<html>', 'PROTOCOL'],
    ] as const)
      expect(await failure(setup(answer, { callData }).transport.send(call))).to.include({ code });
    expect(setup(guid, { callData, phone: '' }).transport.supports('call')).to.include({ ok: false });
  });
});

describe('a hang-up at a server that spells it rightly', () => {
  it('tries the other name once, and remembers it [C-398]', async () => {
    const missing = () => new Response('', { status: 404 });
    const { requests, transport } = setup([missing(), new Response('1'), new Response('1'), missing()]);
    for (let count = 0; count < 2; count++) expect(await transport.send(hangup)).to.include({ status: 'confirmed' });
    expect(await failure(transport.send(hangup))).to.include({ code: 'REJECTED' });
    expect(requests.map(({ url }) => url.slice(base.length))).to.deep.equal([
      'Agents/HungupPhone',
      'Agents/HangupPhone',
      'Agents/HangupPhone',
      'Agents/HangupPhone',
    ]);
    expect(await requests[1]!.text()).to.equal('phone=1001');
  });

  it('remembers nothing of a server that has neither', async () => {
    const { requests, transport } = setup([0, 1, 2, 3].map(() => new Response('', { status: 404 })));
    for (let count = 0; count < 2; count++)
      expect(await failure(transport.send(hangup))).to.include({ code: 'REJECTED' });
    expect(requests.map(({ url }) => url.slice(base.length))).to.deep.equal([
      'Agents/HungupPhone',
      'Agents/HangupPhone',
      'Agents/HungupPhone',
      'Agents/HangupPhone',
    ]);
  });
});

describe('the members of a campaign at Integra', () => {
  it('are asked for by its name in the address, percent-encoded, with the sign-in [C-400]', async () => {
    const rows = [{ membername: 'Agent1', paused: 0 }, { name: 'x' }, 'text', { membername: ' ' }, { MemberName: 7 }];
    const { requests, transport } = setup(JSON.stringify(rows), { authorization: () => 'Basic abc' });
    const reply = await transport.send({ type: 'members', campaign: 'Venta & más->' });
    expect(requests.map(({ method, url }) => [method, url])).to.deep.equal([
      ['POST', `${base}queues/getqueuemembersofqueue?queue=Venta%20%26%20m%C3%A1s-%3E`],
    ]);
    expect(requests[0]!.headers.get('authorization')).to.equal('Basic abc');
    expect(await requests[0]!.text()).to.equal('');
    expect(reply).to.deep.equal({
      ...{ status: 'confirmed', transport: 'integra', unread: 3 },
      members: [
        { id: 'Agent1', name: 'Agent1', raw: rows[0] },
        { id: '7', name: '7', raw: rows[4] },
      ],
    });
    expect(await failure(transport.send({ type: 'members', campaign: '\ud800' }))).to.include({ code: 'INVALID' });
  });

  it('are none of what is no list [C-400]', async () => {
    expect(await setup('[]').transport.send({ type: 'members', campaign: 'a' })).to.deep.include({ members: [] });
    for (const answer of ['{}', 'null', 'text', '', '<html>', '[{"error":"x"}]'])
      expect(await failure(setup(answer).transport.send({ type: 'members', campaign: 'a' })), answer).to.include({
        code: 'PROTOCOL',
      });
    expect(await failure(setup('0').transport.send({ type: 'members', campaign: 'a' }))).to.include({
      code: 'REJECTED',
    });
  });
});

describe('a call in progress', () => {
  it('has no action at Integra, which says so before any byte', async () => {
    for (const type of others) {
      const { requests, transport } = setup();
      const { call: _, ...command } = commandOf(type) as Command & { call?: string };
      const error = await failure(new CtiClient({ transports: [transport] }).send(command as never));
      expect(error, type).to.include({
        code: 'UNSUPPORTED',
        message: 'uContact does not take this from here: do it in uContact itself.',
      });
      expect(requests, type).to.deep.equal([]);
    }
  });

  it('has none at the portal by its actions either, nor has the agent’s state', async () => {
    const transport = new PortalTransport({ origin: 'https://portal.example' });
    for (const type of Object.keys(callChecks) as (keyof typeof callChecks)[])
      expect(await failure(transport.send(commandOf(type))), type).to.include({
        code: 'UNSUPPORTED',
        message: 'The portal does not take this from here: do it in the portal itself.',
        maybeSent: false,
      });
    transport.close();
  });
});
