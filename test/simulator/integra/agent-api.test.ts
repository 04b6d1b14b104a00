import { expect } from 'chai';
import { agentCall, ask, authorization, form, server, start } from './integra.fixture.js';

const at = { agent: 'Agent1', interface: 'SIP/1001' };
const says = async (path: string, fields: Record<string, string>) => (await ask(`api/${path}`, form(fields))).text;

beforeEach(() => start({ agentApi: true }));

describe('the Integra simulator’s Agent API', () => {
  it('is not there unless it is set up: the five documents do not have it', async () => {
    start();
    for (const path of [
      'auth/AgentLogin',
      'api/AgentBreak',
      'api/AgentUnBreak',
      'api/AgentLogoff',
      'Agents/HangupPhone',
      'Agents/AgentCallwithData',
    ])
      expect((await ask(path, 'agent=Agent1')).status, path).to.equal(404);
  });

  it('signs an agent in, with a secret for later requests, or answers 0 [C-395]', async () => {
    const { text } = await ask('auth/AgentLogin', 'agent=Agent1&password=simulated', { Authorization: '' });
    const said = JSON.parse(text);
    expect(said).to.include({ name: '1001', accountcode: 'Agent1', transport: 'wss' });
    const own = await ask('api/AgentBreak', form({ ...at, motive: 'Lunch' }), {
      Authorization: `Basic ${said.md5secret}`,
    });
    expect(own.text).to.equal('1');
    expect((await ask('auth/AgentLogin', 'agent=Agent1&password=x')).text).to.equal('0');
  });

  it('takes a break that is set up, its end, and the sign-off, and tells where the agent is [C-396] [C-397]', async () => {
    expect(server.agentState('Agent1')).to.deep.equal({ state: 'ready', motive: '', isInCall: false });
    expect(await says('AgentBreak', { ...at, motive: 'Lunch' })).to.equal('1');
    expect(server.agentState('Agent1')).to.deep.equal({ state: 'break', motive: 'Lunch', isInCall: false });
    expect(server.agentState('Agent2').state).to.equal('ready');
    expect(await says('AgentUnBreak', { ...at, motive: 'Lunch', message: 'Back' })).to.equal('1');
    expect(server.agentState('Agent1')).to.deep.equal({ state: 'ready', motive: '', isInCall: false });
    expect(await says('AgentLogoff', at)).to.equal('1');
    expect(server.agentState('Agent1').state).to.equal('off');
    expect(server.state.agentStates.map(({ state, message }) => [state, message])).to.deep.equal([
      ['break', ''],
      ['ready', 'Back'],
      ['off', ''],
    ]);
  });

  it('refuses a break that is not set up, an interface that is none, and what is not documented [C-397]', async () => {
    for (const wrong of [
      { ...at, motive: 'Nap' },
      { ...at, motive: '' },
      { ...at, interface: '1001', motive: 'Lunch' },
      { ...at, interface: 'SIP/9', motive: 'Lunch' },
      { ...at, agent: 'Nobody', motive: 'Lunch' },
      { agent: 'Agent1', motive: 'Lunch' },
      { ...at, motive: 'Lunch', reason: 'x' },
    ] as Record<string, string>[])
      expect(await says('AgentBreak', wrong), JSON.stringify(wrong)).to.equal('0');
    expect(await says('AgentLogoff', { agent: 'Agent1' })).to.equal('0');
    expect(server.state.agentStates).to.deep.equal([]);
  });

  it('allows a break in a call, or not, as an option says; answers as another one says [C-397]', async () => {
    await ask('Agents/AgentCall', agentCall);
    expect(await says('AgentBreak', { ...at, motive: 'Lunch' })).to.equal('1');
    expect(server.agentState('Agent1')).to.include({ state: 'break', isInCall: true });
    start({ agentApi: true, breakInCall: false, agentReply: 'OK', breaks: ['Siesta'] });
    const { text: guid } = await ask('Agents/AgentCall', agentCall);
    expect(await says('AgentBreak', { ...at, motive: 'Siesta' })).to.equal('0');
    server.end(guid);
    expect(await says('AgentBreak', { ...at, motive: 'Siesta' })).to.equal('OK');
    expect(() => server.end(guid)).to.throw('no call');
  });

  it('hangs up by the spelling that it has [C-398] [U-83]', async () => {
    const statuses = async () => [
      (await ask('Agents/HungupPhone', 'phone=1001')).status,
      (await ask('Agents/HangupPhone', 'phone=1001')).status,
    ];
    expect(await statuses()).to.deep.equal([200, 200]);
    start({ agentApi: true, hangUps: ['HangupPhone'] });
    expect(await statuses()).to.deep.equal([404, 200]);
    await ask('Agents/AgentCall', agentCall);
    expect((await ask('Agents/HangupPhone', 'phone=1001')).text).to.equal('1');
    expect(server.state.ended).to.have.length(1);
    start({ agentApi: true, hangUps: ['HungupPhone'] });
    expect(await statuses()).to.deep.equal([200, 404]);
  });

  it('dials with data for the workflow [C-399]', async () => {
    const { text } = await ask('Agents/AgentCallwithData', `${agentCall}&data=%7B%22account%22%3A7%7D`);
    expect(server.state.calls).to.have.length(1);
    expect(server.state.calls[0]).to.include({ guid: text, data: '{"account":7}' });
    expect((await ask('Agents/AgentCallwithData', `${agentCall}&data=x`)).text).to.equal('0');
    expect((await ask('Agents/AgentCallwithData', agentCall)).text).to.equal('0');
  });

  it('lists the members of the queue that the address names, percent-encoded [C-400]', async () => {
    const members = (query: string, headers: Record<string, string> = {}) =>
      ask(`queues/getqueuemembersofqueue${query}`, '', {}, { method: 'POST', headers });
    const { status, text, refused } = await members('?queue=Sale-%3E');
    expect([status, refused, JSON.parse(text)]).to.deep.equal([
      200,
      undefined,
      [{ membername: 'Agent1' }, { membername: 'Agent2' }],
    ]);
    expect((await members('?queue=Other-%3E')).text).to.equal('0');
    expect((await members('')).text).to.equal('0');
    const bare = new Request('https://p.example/Integra/resources/queues/getqueuemembersofqueue?queue=Sale-%3E', {
      method: 'POST',
      headers: { Authorization: authorization! },
    });
    expect((await server.handle(bare)).status, 'no body has no type').to.equal(200);
  });
});
