import { dispositionNames, newDispositionNames } from '../../../src/simulator/integra/state.js';
import { expect } from 'chai';
import { holdClock } from '../../clock.js';
import { isOverAfter } from '../../passing.js';
import { until } from '../../until.js';
import {
  agentCall,
  ask,
  authorization,
  callschedule,
  callspool,
  form,
  json,
  scheduleEntry,
  server,
  signInWith,
  spoolEntry,
  start,
  type,
} from './integra.fixture.js';

beforeEach(() => start());

describe('the Integra simulator’s operations', () => {
  it('makes the documented call and answers its guid [C-071] [C-072] [C-075]', async () => {
    const { status, text, refused } = await ask('Agents/AgentCall', agentCall);
    expect([status, refused]).to.deep.equal([200, undefined]);
    expect(text).to.match(/^[0-9a-f-]{36}$/);
    const call = { guid: text, callerid: '099', agent: 'Agent1', phone: '1001' };
    expect(server.state.calls[0]).to.include({
      ...call,
      tech: 'SIP',
      context: 'agents',
      campaign: 'Sale->',
      destination: '091000000',
      ended: false,
    });
    expect(JSON.parse(JSON.stringify(server.state))).to.deep.equal(server.state);
  });

  it('says 0 to a call that is not exactly as documented [C-057] [C-059]', async () => {
    for (const body of [
      '',
      agentCall.replace('outqueue', 'campaign'),
      agentCall.replace('&tech=SIP', ''),
      agentCall.replace('tech=SIP', 'tech='),
      `${agentCall}&data=1`,
      `${agentCall}&phone=1001`,
      agentCall.replace('Sale-%3E', 'Sale-%253E'),
      agentCall.replace('Sale-%3E', 'Sale->'),
      agentCall.replace('Sale-%3E', 'Unknown-%3E'),
      agentCall.replace('Agent1', 'Nobody'),
      agentCall.replace('1001', '7777'),
      agentCall.replace('091000000', ''),
      agentCall.replace('091000000', '091%3A092'),
      agentCall.replace('phone', 'phone[]'),
      agentCall.replace('agents', '%F1'),
      agentCall.replace('agents', 'ñ'),
      agentCall.replace('agents', '%zz'),
      `${agentCall}&`,
    ]) {
      const { status, text, refused } = await ask('Agents/AgentCall', body);
      expect([status, text], body).to.deep.equal([200, '0']);
      expect(refused, body).to.be.a('string');
    }
    expect(server.state.calls).to.deep.equal([]);
  });

  it('reads the form as UTF-8 with plus signs [C-061]', async () => {
    await ask('Agents/AgentCall', agentCall.replace('agents', 'a%2Bb+c%20%C3%B1'));
    expect(server.state.calls[0]!.context).to.equal('a+b c ñ');
  });

  it('takes only a POST of the documented type, at a known path below any base [C-052] [C-053] [C-054] [C-079]', async () => {
    expect((await ask('Agents/AgentCall', '', {}, { method: 'GET' })).status).to.equal(405);
    for (const wrong of [
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded;charset=UTF-8',
      'application/json',
      'text/plain',
    ])
      expect((await ask('Agents/AgentCall', agentCall, { 'Content-Type': wrong })).status, wrong).to.equal(415);
    for (const path of [
      'Agents/HangupPhone',
      'Agents/callWithPhone',
      'agents/AgentCall',
      'constructor',
      'Agents/AgentCall/',
    ])
      expect((await ask(path, 'phone=1001')).status, path).to.equal(404);
    expect((await ask('Agents/AgentCall?x=1', agentCall)).text).to.equal('0');
    const at = async (url: string) =>
      (
        await server.handle(
          new Request(url, {
            method: 'POST',
            body: agentCall,
            headers: { 'Content-Type': type, Authorization: authorization! },
          }),
        )
      ).status;
    expect(await at('https://crm.example/uc/proxy/Integra/resources/Agents/AgentCall')).to.equal(200);
    expect(await at('https://crm.example/uc//Integra/resources/Agents/AgentCall')).to.equal(404);
    expect(server.state.calls).to.have.length(1);
  });

  it('asks for the whole header value, and shows no token in the log', async () => {
    const token = authorization!.split(' ')[1]!;
    for (const wrong of ['', token, `Bearer ${token}`, `Basic ${token}x`, `basic ${token}`])
      expect((await ask('Agents/AgentCall', agentCall, { Authorization: wrong })).status, wrong).to.equal(401);
    expect((await ask('Agents/AgentCall', agentCall)).status).to.equal(200);
    expect(server.log.at(-1)!.headers['authorization']).to.equal('Basic …');
    expect(JSON.stringify(server.log)).not.to.contain(token);
    start({ scheme: 'Bearer' });
    expect((await ask('Agents/AgentCall', agentCall)).status).to.equal(200);
    start({ requireToken: false });
    signInWith(undefined);
    expect((await ask('Agents/AgentCall', agentCall)).status).to.equal(200);
  });

  it('signs in with three kinds of reply, and out', async () => {
    const read = {
      text: (text: string) => text,
      list: (text: string) => JSON.parse(text).at(-1),
      object: (text: string) => JSON.parse(text).md5secret,
    };
    for (const tokenReply of ['text', 'list', 'object'] as const) {
      start({ tokenReply, users: { 'ana ñ': 'p&=+' } });
      signInWith(undefined);
      const { text } = await ask('auth/getUserToken', form({ user: 'ana ñ', password: 'p&=+' }), {
        'Content-Type': 'application/x-www-form-urlencoded',
      });
      const token = read[tokenReply](text);
      signInWith(`Basic ${token}`);
      expect((await ask('Agents/AgentCall', agentCall)).status, tokenReply).to.equal(200);
      expect((await ask('auth/EndSession', form({ user: 'x', token }))).text).to.equal('0');
      expect((await ask('auth/EndSession', form({ user: 'ana ñ', token }))).text).to.equal('1');
      expect((await ask('Agents/AgentCall', agentCall)).status).to.equal(401);
      expect((await ask('auth/getUserToken', form({ user: 'ana ñ', password: 'x' }))).text).to.equal('0');
      expect((await ask('auth/getUserToken', form({ user: 'toString', password: 'x' }))).text).to.equal('0');
    }
  });

  it('hangs up what is on the phone, and nothing else [C-080]', async () => {
    expect((await ask('Agents/HungupPhone', 'phone=1001')).text).to.equal('0');
    const { text: guid } = await ask('Agents/AgentCall', agentCall);
    expect((await ask('Agents/HungupPhone', 'phone=1002')).text).to.equal('0');
    expect((await ask('Agents/HungupPhone', 'phone=9')).text).to.equal('0');
    expect((await ask('Agents/HungupPhone', 'phone=1001')).text).to.equal('1');
    expect((await ask('Agents/HungupPhone', 'phone=1001')).text).to.equal('0');
    expect(server.state.ended.map((each) => each.guid)).to.deep.equal([guid]);
    expect(server.state.calls[0]!.ended).to.equal(true);
  });

  it('puts the documented sample on the spool once [C-123] [C-124]', async () => {
    expect((await ask('Dialers/Respool', callspool)).text).to.equal('1');
    expect(server.state.spool).to.deep.equal([spoolEntry()]);
    expect(await ask('Dialers/Respool', callspool)).to.deep.include({
      text: '0',
      refused: '098344484 is already on the spool of Ventas->.',
    });
  });

  it('says 0 to a respool of another shape [C-058]', async () => {
    const { contact: _, ...nine } = spoolEntry();
    for (const body of [
      json('callspool', nine),
      json('callspool', { ...spoolEntry(), x: 1 }),
      json('callspool', { ...spoolEntry(), contact: '222' }),
      json('callspool', { ...spoolEntry(), priority: 1 }),
      json('callspool', { ...spoolEntry(), campaign: 'Nowhere' }),
      json('callspool', { ...spoolEntry(), agentphone: '7777' }),
      json('callspool', [spoolEntry()]),
      json('callspool', JSON.stringify(spoolEntry())),
      `callspool=${encodeURIComponent(encodeURIComponent(JSON.stringify(spoolEntry())))}`,
      'callspool=%7B%22campaign%22%3A%22Ventas-%3E%22%2C%7D',
      `callspool=${JSON.stringify(spoolEntry())}`,
      json('objetoRespool', spoolEntry()),
    ])
      expect((await ask('Dialers/Respool', body)).text, body).to.equal('0');
    expect(server.state.spool).to.deep.equal([]);
  });

  it('keeps the documented callback, and removes it by number and range [C-130] [C-131] [C-132] [C-150] [C-151]', async () => {
    expect((await ask('Dialers/ScheduleDialerCall', callschedule)).text).to.equal('1');
    expect(server.state.schedules).to.deep.equal([scheduleEntry()]);
    const remove = (day: string) =>
      ask(
        'Dialers/RemoveScheduleDialerCall',
        `campaign=Ventas-%3E&destination=098344484&from=${day}+00%3A00%3A00&to=${day}+23%3A59%3A59`,
      );
    expect((await remove('2015-10-10')).text).to.equal('1');
    expect(server.state.schedules).to.have.length(1);
    expect((await remove('2015-10-11')).text).to.equal('1');
    expect(server.state.schedules).to.have.length(0);
    expect(
      (await ask('Dialers/RemoveScheduleDialerCall', 'campaign=Ventas-%3E&number=098344484&from=&to=')).text,
    ).to.equal('0');
  });

  it('says 0 to a callback of another shape', async () => {
    for (const changes of [
      { priority: 9999 },
      { callDate: '2015-10-11 15:00:00' },
      { calldate: '2015-10-11T15:00:00' },
      { agentphone: 1001 },
      { campaign: 'x' },
    ])
      expect(
        (await ask('Dialers/ScheduleDialerCall', json('callschedule', { ...scheduleEntry(), ...changes }))).text,
        JSON.stringify(changes),
      ).to.equal('0');
    expect(server.state.schedules).to.deep.equal([]);
  });

  it('tags a known recording and answers nothing [C-093] [C-094]', async () => {
    const { guid } = server.addCall();
    expect(await ask('Agents/TagRecord', form({ phone: '091000000', guid, data: 'a=b' }))).to.deep.equal({
      status: 200,
      text: '',
      refused: undefined,
    });
    expect(server.state.tags).to.deep.equal([{ guid, phone: '091000000', data: 'a=b' }]);
    for (const fields of [
      { phone: '', guid, data: 'x' },
      { phone: '091', guid: 'no', data: 'x' },
      { phone: '091', guid, message: 'x' },
    ] as Record<string, string>[])
      expect(await ask('Agents/TagRecord', form(fields))).to.include({ status: 400, text: '' });
    expect(server.state.tags).to.have.length(1);
  });
});

describe('the Integra simulator’s dispositions and faults', () => {
  describe('dispositions', () => {
    const sale = { campaign: 'Sale->', agent: 'Agent1', callerid: '091000000', guid: 'G', l1: 'Sale', l2: 'Upgrade' };
    const fill = (names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, { ...sale, l3: 'Family', comment: 'ok' }[name] ?? '']));
    const eleven = fill(dispositionNames);
    const thirteen = { ...eleven, ...fill(newDispositionNames) };
    const dispose = async (fields: Record<string, string>) => (await ask('api/DispositionCall', form(fields))).text;
    beforeEach(() => server.addCall({ guid: 'G' }));

    it('are kept when they name a call and a configured end of the tree [C-083] [C-084]', async () => {
      expect(await dispose(thirteen)).to.equal('1');
      expect(server.state.dispositions).to.deep.equal([thirteen]);
      for (const changes of [
        { guid: '' },
        { guid: 'other' },
        { campaign: 'x' },
        { agent: '' },
        { agent: 'x' },
        { callerid: '' },
        { l1: '' },
        { l3: '' },
        { l1: 'sale' },
        { l1: 'No answer' },
        { l2: 'New customer' },
        { schedule: '2026-02-30 10:00:00' },
        { camptoreschedule: 'x' },
        { action: 'RESPOOL' },
      ] as Record<string, string>[])
        expect(await dispose({ ...thirteen, ...changes }), JSON.stringify(changes)).to.equal('0');
      expect(server.state.dispositions).to.have.length(1);
    });

    it('have 13 parameters in the newer dialect and 11 in the older [C-086]', async () => {
      expect(Object.keys(eleven)).to.include.members(
        'campaign agent callerid guid l1 l2 l3 d1 d2 comment schedule'.split(' '),
      );
      expect(Object.keys(thirteen)).to.include.members([...Object.keys(eleven), 'camptoreschedule', 'tag']);
      expect(await dispose(eleven)).to.equal('0');
      start({ dialect: 'v8' });
      server.addCall({ guid: 'G' });
      expect(await dispose(thirteen)).to.equal('0');
      expect(await dispose(eleven)).to.equal('1');
      expect(server.state.tags).to.deep.equal([]);
    });

    it('fill an empty tag with the levels at the server', async () => {
      await dispose(thirteen);
      await dispose({ ...thirteen, tag: 'mine' });
      expect(server.state.tags.map(({ data }) => data)).to.deep.equal(['Sale|Upgrade|Family', 'mine']);
    });

    it('do what is configured for them: schedule, respool, blacklist', async () => {
      const callback = { ...thirteen, l1: 'Callback', l2: '', l3: '' };
      expect(await dispose(callback)).to.equal('0');
      expect(await dispose({ ...callback, schedule: '2026-10-11 15:00:00' })).to.equal('1');
      expect(await dispose({ ...callback, schedule: '2026-10-12 15:00:00', camptoreschedule: 'Ventas->' })).to.equal(
        '1',
      );
      expect(
        server.state.schedules.map(({ calldate, campaign, destination }) => [calldate, campaign, destination]),
      ).to.deep.equal([
        ['2026-10-11 15:00:00', 'Sale->', '091000000'],
        ['2026-10-12 15:00:00', 'Ventas->', '091000000'],
      ]);
      for (const l1 of ['No answer', 'Wrong number', 'Do not call'])
        expect(await dispose({ ...callback, l1 })).to.equal('1');
      expect(server.state.effects.map(({ action }) => action)).to.deep.equal([
        'schedule',
        'schedule',
        'respool',
        'respool-alternative',
        'blacklist',
      ]);
    });

    it('go by the value of a configured one, not its label', async () => {
      start({ dispositions: [{ label: 'Venta', value: 'S1' }] });
      server.addCall({ guid: 'G' });
      expect(await dispose({ ...thirteen, l1: 'Venta', l2: '', l3: '' })).to.equal('0');
      expect(await dispose({ ...thirteen, l1: 'S1', l2: '', l3: '' })).to.equal('1');
    });
  });

  it('goes wrong as told, and does nothing then', async () => {
    const wrong = [
      ['answer0', 200, '0'],
      ['status401', 401, ''],
      ['status403', 403, ''],
      ['status500', 500, ''],
      ['empty', 200, ''],
    ] as const;
    for (const [fault, status, text] of wrong) {
      server.faults = { [fault]: true };
      expect(await ask('Agents/AgentCall', agentCall), fault).to.include({ status, text });
    }
    for (const [fault, status] of [
      ['html', 200],
      ['status502', 502],
    ] as const) {
      server.faults = { [fault]: true };
      const answer = await ask('Agents/AgentCall', agentCall);
      expect([answer.status, answer.text[0]], fault).to.deep.equal([status, '<']);
    }
    expect(server.state.calls).to.deep.equal([]);
    server.faults = { delay: 120 };
    const clock = holdClock();
    const answer = ask('Agents/AgentCall', agentCall);
    await until(() => clock.countTimers());
    expect(await isOverAfter(clock, 119, answer)).to.equal(false);
    expect(server.state.calls, 'done at once').to.have.length(1);
    expect(await isOverAfter(clock, 1, answer)).to.equal(true);
    expect((await answer).status).to.equal(200);
  });

  it('breaks the connection before or after the work', async () => {
    const dropped = async () =>
      ask('Agents/AgentCall', agentCall).then(
        () => '',
        (error: Error) => error.name,
      );
    server.faults = { droppedBefore: true };
    expect(await dropped()).to.equal('Dropped');
    expect(server.state.calls).to.have.length(0);
    server.faults = { dropped: true };
    expect(await dropped()).to.equal('Dropped');
    expect(server.state.calls).to.have.length(1);
    expect(server.log.map(({ status }) => status)).to.deep.equal([0, 0]);
  });

  it('logs every exchange with the exact body, tells of changes, and forgets', async () => {
    let changes = 0;
    server.addEventListener('change', () => changes++);
    await ask('Agents/AgentCall', agentCall);
    expect(changes).to.equal(1);
    expect(server.log[0]).to.include({
      method: 'POST',
      path: '/Integra/resources/Agents/AgentCall',
      body: agentCall,
      status: 200,
    });
    expect(server.log[0]!.headers['content-type']).to.equal(type);
    server.clear();
    expect([changes, server.log.length, server.state.calls.length, server.state.sessions.length]).to.deep.equal([
      2, 0, 0, 0,
    ]);
    expect((await ask('Agents/AgentCall', agentCall)).status).to.equal(401);
  });
});
