import { expect } from 'chai';
import { campaigns, oldTasks, tasks } from './examples.js';
import { ask, form, server, start, json } from './integra.fixture.js';

beforeEach(() => start());

describe('the Integra simulator’s campaigns and workflows', () => {
  it('answer a summary that ends with what is no campaign [C-162] [C-163] [C-164]', async () => {
    start({ campaigns: ['Power<-', 'test->'], now: () => Date.UTC(2018, 10, 2, 11, 31, 42) });
    server.addCall({ campaign: 'Power<-' });
    const { text } = await ask('Supervisor/queuesummary', '');
    const end = { internalActionId: '1982468278_6312', dateReceived: 'Nov 2, 2018 11:31:42 AM' };
    const waiting = { holdTime: 18, talkTime: 130, longestHoldTime: 220, ...end };
    expect(JSON.parse(text)).to.deep.equal([
      { queue: 'Power<-', loggedIn: 2, available: 1, callers: 1, ...waiting },
      { queue: 'test->', loggedIn: 2, available: 2, callers: 0, ...waiting },
      end,
    ]);
    expect((await ask('Supervisor/queuesummary', 'x=1')).text).to.equal('0');
  });

  it('answer every campaign to the question for one, numbers as text, and what is none [C-166] [C-167] [C-168] [C-169] [C-170]', async () => {
    start({ campaigns: ['Power<-', 'test->'] });
    const { text } = await ask('Supervisor/campaignstatus', 'queue=Power%3C-');
    const answer = JSON.parse(text);
    expect(Object.keys(answer)).to.deep.equal(['Power<-', 'test->', 'Agent1']);
    expect(Object.keys(answer['Power<-'])).to.have.length(21);
    expect(answer['test->']).to.include({
      campaign: 'test->',
      abandonedlevel: '0',
      servicelevel: '0.0',
      slevelthreshold: '3',
      talked: '00:00:00-0',
    });
    expect(answer['Agent1']).not.to.have.property('campaign');
    for (const body of ['', 'queue=', 'queue=x', 'campaign=Power%3C-'])
      expect((await ask('Supervisor/campaignstatus', body)).text, body).to.equal('0');
  });

  it('are as busy as they were made up for that time, and as their calls make them where nothing was', async () => {
    const noon = Date.UTC(2026, 11, 1, 12);
    const busy = { loggedIn: 9, busy: 4, paused: 1, onwrapup: 1, callers: 7 };
    const times = { longestHoldTime: 95, holdTime: 12, talkTime: 140 };
    const day = { totalcalls: 50, abandoned: 2, servicelevel: 87.25, slevelthreshold: 20 };
    start({
      ...{ campaigns: ['Power<-', 'test->'], now: () => noon },
      load: (campaign, at) => (campaign === 'Power<-' && at === noon ? { ...busy, ...times, ...day } : undefined),
    });
    const [power, test] = JSON.parse((await ask('Supervisor/queuesummary', '')).text);
    expect(power).to.include({ loggedIn: 9, available: 3, callers: 7, ...times });
    expect(test).to.include({ loggedIn: 2, available: 2, callers: 0 });
    const status = JSON.parse((await ask('Supervisor/campaignstatus', 'queue=test-%3E')).text);
    expect(status['Power<-']).to.include({ availables: 3, paused: 1, busy: 4, onwrapup: 1, logged: 9 });
    expect(status['Power<-']).to.include({ totalcalls: 50, abandoned: 2, completed: 44, servicelevel: '87.3' });
    expect(status['Power<-']).to.include({ slevelthreshold: '20' });
  });

  it('take a workflow’s parameters as a JSON object and answer OK [C-091] [C-092]', async () => {
    const call = { context: 'in', extension: '700', jsonparams: '{"a":{"b":[1]}}' };
    const answers = async (changes: Record<string, string>) =>
      (await ask('admin/CallWorkflow', form({ ...call, ...changes }))).text;
    expect(await answers({})).to.equal('OK');
    expect(server.state.workflows).to.deep.equal([{ context: 'in', extension: '700', jsonparams: { a: { b: [1] } } }]);
    for (const changes of [
      { jsonparams: '[]' },
      { jsonparams: '' },
      { jsonparams: '"{}"' },
      { context: '' },
      { extension: '' },
      { x: '1' },
    ] as Record<string, string>[])
      expect(await answers(changes), JSON.stringify(changes)).to.equal('0');
  });
});

const entry = { phone: '12341234', campaign: '*' };

const all = ['addblack', 'addblackbulk', 'deleteblack', 'deleteblackbulk'];

const say = async (operation: string, black: unknown) => (await ask(`admin/${operation}`, json('black', black))).text;

describe('the Integra simulator’s blacklist', () => {
  it('keeps a number once for each campaign, with what was said last [C-097] [C-098] [C-100] [C-107]', async () => {
    expect(
      (await ask('admin/addblack', 'black=%7B%22phone%22%3A%2212341234%22%2C%22campaign%22%3A%22*%22%7D')).text,
    ).to.equal('1');
    expect(await say('addblack', { ...entry, campaign: 'Sale->' })).to.equal('1');
    expect(await say('addblack', { ...entry, name: 'Ana', direction: 'O' })).to.equal('1');
    expect(server.state.blacklist).to.deep.equal([
      { ...entry, campaign: 'Sale->' },
      { ...entry, name: 'Ana', direction: 'O' },
    ]);
  });

  it('takes many, or none when one of them is wrong [C-103] [C-105]', async () => {
    const other = { phone: '091', campaign: 'Sale->' };
    expect(await say('addblackbulk', [entry, { ...other, campaign: 'x' }])).to.equal('0');
    expect(server.state.blacklist).to.deep.equal([]);
    expect(await say('addblackbulk', [entry, other])).to.equal('1');
    expect(await say('deleteblackbulk', [entry])).to.equal('1');
    expect(server.state.blacklist).to.deep.equal([other]);
  });

  it('removes from the campaign that is named, and not from all by a star [C-104]', async () => {
    await say('addblack', { ...entry, campaign: 'Sale->' });
    expect(await say('deleteblack', entry)).to.equal('1');
    expect(server.state.blacklist).to.have.length(1);
    expect(await say('deleteblack', { ...entry, campaign: 'Sale->' })).to.equal('1');
    expect(server.state.blacklist).to.deep.equal([]);
  });

  it('says 0 to an entry of another shape [C-099] [C-101] [C-106]', async () => {
    const wrong = [
      ...[
        { phone: '' },
        { phone: '1:2' },
        { phone: 12341234 },
        { campaign: '' },
        { campaign: 'x' },
        { name: 1 },
        { reason: 'x' },
      ],
      ...[
        { expire_date: '2025-01-01 00:00:00' },
        { expire_date: '2025-02-30' },
        { expire_date: '' },
        { direction: 'in' },
        { direction: '' },
      ],
    ];
    for (const changes of wrong)
      for (const operation of all) {
        const black = { ...entry, ...changes };
        expect(await say(operation, operation.endsWith('bulk') ? [black] : black), JSON.stringify(changes)).to.equal(
          '0',
        );
      }
    for (const operation of all) {
      expect(await say(operation, operation.endsWith('bulk') ? entry : [entry]), operation).to.equal('0');
      expect(await say(operation, [])).to.equal('0');
      expect(
        (await ask(`admin/${operation}`, `black=${encodeURIComponent('{"phone":"1","campaign":"*",}')}`)).text,
      ).to.equal('0');
      expect((await ask(`admin/${operation}`, json('blacklist', entry))).text).to.equal('0');
    }
    expect(server.state.blacklist).to.deep.equal([]);
  });

  it('is older in the older dialects: six keys, and one number to add [C-102]', async () => {
    for (const dialect of ['v8', 'old'] as const) {
      start({ dialect });
      expect(await say('addblack', { ...entry, username: 'u', company: 'c', job_title: 'j', name: 'n' })).to.equal('1');
      expect(await say('addblack', { ...entry, expire_date: '2025-01-01' })).to.equal('0');
      expect(await say('addblack', { ...entry, direction: 'I' })).to.equal('0');
      for (const operation of all.slice(1))
        expect((await ask(`admin/${operation}`, json('black', entry))).status, operation).to.equal(404);
    }
  });
});

describe('the Integra simulator’s dialer tasks', () => {
  const say = async (changes: object) =>
    (await ask('Dialers/DialerTask', json('call', { ...JSON.parse(oldTasks.normal), ...changes }))).text;

  beforeEach(() => start());

  beforeEach(() => start({ campaigns }));

  it('say 0 to a task of another shape [C-135] [C-136] [C-137] [C-138]', async () => {
    for (const changes of [
      ...[{ calldate: '' }, { calldate: 'NOW' }, { calldate: undefined }, { calldate: '2020-01-01' }, { calldate: 0 }],
      ...[
        { bulk: 'true' },
        { automatic: 'false' },
        { bulk: 1 },
        { automatic: undefined },
        { agentphone: '1001' },
        { priority: 2 },
      ],
      ...[
        { campaign: 'x' },
        { destination: '' },
        { destination: '1:2' },
        { alternatives: '1; 2' },
        { agent: 'Nobody' },
        { agent: null },
      ],
      ...[{ data: 'x' }, { source: undefined }],
    ])
      expect(await say(changes), JSON.stringify(changes)).to.equal('0');
    expect((await ask('Dialers/DialerTask', json('task', JSON.parse(oldTasks.normal)))).text).to.equal('0');
    expect(server.state.tasks).to.deep.equal([]);
  });

  it('know the modes of the table and no other [C-139] [C-140] [C-141] [C-142] [C-143] [C-145]', async () => {
    const date = '2020-01-01 00:00:00';
    const known: Record<string, string> = {
      'null false true': 'priority',
      'null false false': 'now',
      [`${date} true false`]: 'schedule',
      'null true false Agent1': 'owned',
      'null true false 1001': 'owned',
      'null true false': 'normal',
    };
    for (const calldate of [null, date])
      for (const bulk of [true, false])
        for (const automatic of [true, false])
          for (const agent of ['', 'Agent1', '1001']) {
            const flags = `${String(calldate)} ${bulk} ${automatic}`;
            const mode = known[`${flags} ${agent}`.trim()] ?? (bulk && !calldate ? undefined : known[flags]);
            expect(await say({ calldate, bulk, automatic, agent }), flags).to.equal(mode ? '1' : '0');
            if (mode) expect(server.state.tasks.at(-1)!.mode).to.equal(mode);
          }
  });

  it('know others in the old dialect, and no call at once [C-144]', async () => {
    start({ campaigns, dialect: 'old' });
    for (const task of [tasks.now, tasks.schedule, tasks.ownedByName])
      expect((await ask('Dialers/DialerTask', form({ call: task }))).text).to.equal('0');
    start({ campaigns, dialect: 'v8' });
    expect((await ask('Dialers/DialerTask', form({ call: oldTasks.schedule }))).text).to.equal('0');
  });

  it('make contacts, which can be removed [C-149]', async () => {
    await say({ destination: '1' });
    await say({ destination: '2', agent: '1001' });
    await say({ destination: '3', bulk: false, automatic: true });
    await say({ destination: '4', bulk: false });
    expect(
      server.state.contacts.map(({ number, priority, agentphone }) => [number, priority, agentphone]),
    ).to.deep.equal([
      ['1', 2, ''],
      ['2', 2, '1001'],
      ['3', 1, ''],
    ]);
    const remove = async (fields: Record<string, string>) => (await ask('Dialers/RemoveContact', form(fields))).text;
    expect(await remove({ campaign: 'campName<-', destination: '1' })).to.equal('0');
    expect(await remove({ campaign: 'x', number: '1' })).to.equal('0');
    expect(await remove({ campaign: 'campName->', number: '1' })).to.equal('1');
    expect(server.state.contacts).to.have.length(3);
    expect(await remove({ campaign: 'campName<-', number: '1' })).to.equal('1');
    expect(server.state.contacts.map(({ number }) => number)).to.deep.equal(['2', '3']);
  });
});

describe('the Integra simulator’s uploads', () => {
  const base64 = (text: string) =>
    btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));

  const upload = (text: string, changes: Record<string, string> = {}) => ({
    filename: 'a.csv',
    fileb64: base64(text),
    campaign: 'Sale->',
    cant: String(text.split('\n').length),
    username: 'supervisor',
    ...changes,
  });

  const say = async (text: string, changes: Record<string, string> = {}, path = 'uploadbase') =>
    (await ask(`Dialers/${path}`, form(upload(text, changes)))).text;

  beforeEach(() => start());

  it('load rows of two to six fields [C-153] [C-155] [C-157] [C-158] [C-159]', async () => {
    expect(await say('Sale->;1\nSale->;2;a=ñ\nSale->;3;;4:5\nSale->;6;;;9\nSale->;7;;;;1001')).to.equal('1');
    expect(
      server.state.contacts.map(({ number, data, alternatives, priority, agentphone }) => [
        number,
        data,
        alternatives,
        priority,
        agentphone,
      ]),
    ).to.deep.equal([
      ['1', '', '', undefined, ''],
      ['2', 'a=ñ', '', undefined, ''],
      ['3', '', '4:5', undefined, ''],
      ['6', '', '', 9, ''],
      ['7', '', '', undefined, '1001'],
    ]);
    expect(server.state.uploads).to.deep.equal([
      { filename: 'a.csv', campaign: 'Sale->', username: 'supervisor', rows: 5, bytes: 66 },
    ]);
  });

  it('want the time zone where they take one, and only there [C-154]', async () => {
    expect(await say('Sale->;1', { timezone: 'America/Montevideo' }, 'uploadbasewithtimezone')).to.equal('1');
    expect(server.state.uploads[0]!.timezone).to.equal('America/Montevideo');
    expect(await say('Sale->;1', { timezone: '' }, 'uploadbasewithtimezone')).to.equal('0');
    expect(await say('Sale->;1', {}, 'uploadbasewithtimezone')).to.equal('0');
    expect(await say('Sale->;1', { timezone: 'America/Montevideo' })).to.equal('0');
  });

  it('load all rows of a file or none, and say which is wrong [C-156] [C-160]', async () => {
    const wrong = [
      'Sale->',
      'Sale->;',
      'Ventas->;1',
      'campaign;number',
      'Sale->;1;;;;;',
      'Sale->;1;x',
      'Sale->;1;=x',
      'Sale->;1;;2::3',
      'Sale->;1;;;1',
      'Sale->;1;;;x',
      'Sale->;1;;;;7777',
      'Sale->;1\r',
      '',
    ];
    for (const row of wrong) {
      expect(await say(`Sale->;2\n${row}`), row).to.equal('0');
      expect(server.log.at(-1)!.refused, row).to.match(/^Row 2|^The last row/);
    }
    expect(server.state.contacts).to.deep.equal([]);
  });

  it('want clean base64 of UTF-8 without a mark, and the right count', async () => {
    for (const [text, changes] of [
      ['Sale->;1', { cant: '2' }],
      ['Sale->;1', { cant: '' }],
      ['\uFEFFSale->;1', {}],
      ['Sale->;1', { fileb64: '' }],
      ['Sale->;1', { fileb64: `${base64('Sale->;1')}\n` }],
      ['Sale->;12', { fileb64: base64('Sale->;12').slice(0, -1) }],
      ['Sale->;1', { fileb64: btoa('Sale->;1;a=\xf1') }],
      ['Sale->;1', { campaign: 'x' }],
      ['Sale->;1', { filename: '' }],
    ] as [string, Record<string, string>][])
      expect(await say(text, changes), JSON.stringify(changes)).to.equal('0');
  });

  it('are only counted when told so, and leave little behind in the log', async () => {
    start({ keepContacts: false });
    const rows = Array.from({ length: 10_000 }, (_, index) => `Sale->;09${index};name=Ana`).join('\n');
    expect(await say(rows)).to.equal('1');
    expect([server.state.contacts.length, server.state.uploads[0]!.rows]).to.deep.equal([0, 10_000]);
    expect(server.log[0]!.body)
      .to.match(/… \(\d+ characters\)$/)
      .and.property('length')
      .below(101_000);
    for (let times = 0; times < 510; times++) await ask('Supervisor/queuesummary', '');
    expect(server.log).to.have.length(500);
  });
});
