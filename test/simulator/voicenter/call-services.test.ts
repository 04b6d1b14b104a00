// Voicenter's services beside the dialer, as the simulator plays them: each answer against its facts.
import { expect } from 'chai';
import {
  VoicenterSimulator,
  type VoicenterFaults,
  type VoicenterLiveCall,
  type VoicenterOptions,
} from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';

const code = 'account0001';
const json = { 'Content-Type': 'application/json' };
let at = Date.UTC(2026, 10, 30, 12);
let server: VoicenterSimulator;
let waiting: { at: number; run: () => void }[] = [];

function start(options: VoicenterOptions = {}) {
  at = Date.UTC(2026, 10, 30, 12);
  waiting = [];
  const wait = (run: () => void, milliseconds: number) => waiting.push({ at: at + milliseconds, run });
  server = new VoicenterSimulator({ now: () => at, wait, ...options });
}

/** Lets time pass, and what waited for it happen. */
function pass(milliseconds: number) {
  at += milliseconds;
  for (let due = next(); due; due = next()) due.run();
}
function next() {
  const due = waiting.find((each) => each.at <= at);
  waiting = waiting.filter((each) => each !== due);
  return due;
}

beforeEach(() => start());

const post = async (path: string, body: unknown) => {
  const { status, text, refused } = await ask(server, 'POST', path, body, json);
  return { status, refused, said: text === '' ? undefined : JSON.parse(text) };
};
const get = async (path: string) => {
  const { status, text, refused } = await ask(server, 'GET', path);
  return { status, refused, text };
};

const path = '/ForwardDialer/click2call.aspx';
const call = { code, phone: 'SIPANA', target: '0501234567', action: 'call', format: 'json' };
const click = async (more: object = {}) => (await post(path, { ...call, ...more })).said;
const end = () => post(path, { code, phone: 'SIPANA', action: 'terminate', format: 'json' });
const rows = async (extension?: string) => {
  const asked = await post('/comet/API/GetExtensionsCalls', { code, ...(extension && { extension }) });
  return asked.said.EXTENSIONS;
};
const seen = async (): Promise<{ callstatus: string; answered: number; ivrid: string }[]> =>
  (await rows('SIPANA'))[0].calls;

describe('click2call of the Voicenter simulator', () => {
  it('rings the extension, dials the customer when it is answered, and vanishes when it ends [C-304] [C-306] [C-308] [C-309] [C-325] [C-326]', async () => {
    const said = await click({ record: 'true', var_ref: 'A1' });
    expect(said).to.deep.equal({ ERRORCODE: 0, ERRORMESSAGE: 'OK', CALLID: server.state.calls[0]!.ivrid });
    const ivrid: string = said.CALLID;
    expect(await seen()).to.deep.equal([
      {
        callStarted: at / 1000,
        callAnswered: 0,
        answered: 0,
        callername: '',
        callerphone: '0501234567',
        callstatus: 'Ringing',
        customdata: { var_ref: 'A1' },
        direction: 'Outgoing',
        ivrid,
        recording: { Filename: `${ivrid}.mp3`, IsMuted: 0 },
        did: '',
      },
    ]);
    at += 3000;
    server.answerLeg1(ivrid);
    expect((await seen())[0]).to.include({ callstatus: 'Dialing', answered: 0, callAnswered: 0 });
    server.answerCustomer(ivrid);
    expect((await seen())[0]).to.include({ callstatus: 'Talking', answered: 1, callAnswered: at / 1000 });
    server.hold(ivrid);
    expect((await seen())[0]).to.include({ callstatus: 'Hold', answered: 1 });
    server.unhold(ivrid);
    server.end(ivrid);
    expect(await seen()).to.deep.equal([]);
    expect(server.state.ended).to.deep.equal([{ ivrid, cause: 'Normal hangup', at }]);
    expect(server.state.dialed).to.deep.equal([
      { phone: 'SIPANA', target: '0501234567', action: 'call', format: 'json', record: 'true', var_ref: 'A1' },
    ]);
  });

  it('goes by itself where a course is set, on the clock that it is given [C-308]', async () => {
    start({ course: { answerLeg1: 2000, answerCustomer: 3000, talk: 60_000 } });
    const { CALLID } = await click();
    const states = [];
    for (const milliseconds of [1999, 1, 2999, 1, 59_999, 1]) {
      pass(milliseconds);
      states.push((await seen())[0]?.callstatus ?? 'gone');
    }
    expect(states).to.deep.equal(['Ringing', 'Dialing', 'Dialing', 'Talking', 'Talking', 'gone']);
    const { CALLID: other } = await click();
    expect(other).not.to.equal(CALLID);
    server.end(other);
    pass(100_000);
    expect(server.state.ended.map(({ cause }) => cause)).to.deep.equal(['Normal hangup', 'Call Rejected']);
  });

  it('leaves out a step of its course that does not fit any more', async () => {
    start({ course: { answerLeg1: 2000, answerCustomer: 3000, talk: 60_000 } });
    const { CALLID } = await click();
    server.answerLeg1(CALLID);
    pass(2999);
    expect((await seen())[0]!.callstatus).to.equal('Dialing');
    pass(1);
    server.hold(CALLID);
    pass(60_000);
    expect((await seen())[0]!.callstatus).to.equal('Hold');
    server.unhold(CALLID);
    pass(60_000);
    expect(await seen()).to.deep.equal([]);
  });

  it('takes no parameter in the address beside a body', async () => {
    expect((await ask(server, 'POST', `${path}?target=0501234567`, call, json)).text).to.contain('<int>1</int>');
    expect(server.state.calls).to.deep.equal([]);
  });

  it('ends whatever is on the extension, of whomever it is, and nothing elsewhere [C-310]', async () => {
    const { CALLID } = await click();
    const incoming = server.ring();
    const elsewhere = server.ring({ extension: 'SIPBEN' });
    expect((await end()).said).to.deep.equal({ ERRORCODE: 0, ERRORMESSAGE: 'OK', CALLID: '' });
    expect(server.state.calls).to.deep.equal([elsewhere]);
    expect(server.state.terminated).to.deep.equal([{ phone: 'SIPANA', calls: [CALLID, incoming.ivrid] }]);
    expect((await end()).said.ERRORCODE).to.equal(2);
  });

  it('answers XML where JSON is not asked for, also when it refuses [C-303]', async () => {
    const query = `?code=${code}&phone=SIPANA&target=0501234567&action=call`;
    const { text } = await get(path + query);
    const id = server.state.calls[0]!.ivrid;
    expect(text).to.contain(`<name>CALLID</name><value><string>${id}</string></value>`);
    expect(text).to.contain('<name>ERRORCODE</name><value><int>0</int></value>');
    expect((await get(`${path}?code=x&phone=SIPANA`)).text).to.contain('<int>1</int>');
    expect(JSON.parse((await get(`${path}${query}&format=json`)).text)).to.include({ ERRORCODE: 0 });
    server.faults = { xml: true };
    expect((await ask(server, 'POST', path, call, json)).text).to.match(/^<\?xml/);
  });

  it('refuses by its codes, dials nothing then, and says why in the log [C-301] [C-305] [C-307] [C-311]', async () => {
    server.extension('SIPBEN').isBlocked = true;
    const wrong: [number, object][] = [
      [1, { code: 'x' }],
      [1, { code: undefined, Code: code }],
      [1, { action: undefined }],
      [1, { action: 'hangup' }],
      [1, { phone: 'SIPNOBODY' }],
      [1, { target: '+972501234567' }],
      [1, { target: '050-1234567' }],
      [1, { target: '' }],
      [1, { target: 501234567 }],
      [1, { format: 'JSON' }],
      [1, { record: true }],
      [1, { record: 'True' }],
      [1, { phoneautoanswer: 'perhaps' }],
      [1, { maxduration: 'long' }],
      [1, { maxduration: -5 }],
      [1, { phonemaxdialtime: 0 }],
      [1, { action: 'CALL' }],
      [1, { action: 'terminate' }],
      [1, { phone: ' SIPANA' }],
      [1, { language: 'EN' }],
      [1, { phonelogincode: '1001' }],
      [1, { ignoredncstatus: 4 }],
      [1, { CustomData: { var_a: 1 } }],
      [1, Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`var_${index}`, '1']))],
      [1, { phone: 'logincode' }],
      [3, { phone: 'SIPCARLA', checkphonedevicestate: 'true' }],
      [3, { target: 'SIPCARLA', checktargetdevicestate: 'true' }],
      [4, { phone: 'SIPBEN' }],
    ];
    for (const [expected, more] of wrong) {
      const { status, said, refused } = await post(path, { ...call, ...more });
      const code = said.ERRORCODE;
      expect([status, code, said.CALLID, typeof refused], JSON.stringify(more)).to.deep.equal([
        200,
        expected,
        '',
        'string',
      ]);
    }
    expect(server.state.calls).to.deep.equal([]);
    expect(server.state.dialed).to.deep.equal([]);
  });

  it('takes what is documented beside: a telephone, a trunk, a sign-in code, ways of answering by itself [C-304]', async () => {
    for (const more of [
      { phone: '972501111111', phonecallerid: '0722776772', targetcallerid: '0722776773' },
      { phone: 'SIPTRUNK', language: 'he', maxduration: 60, phonemaxdialtime: '30' },
      { phone: 'logincode', phonelogincode: '1002' },
      { phone: 'SIPCARLA' },
      { phoneautoanswer: '1' },
    ])
      expect((await click(more)).ERRORCODE, JSON.stringify(more)).to.equal(0);
    expect(server.state.calls.map(({ extension, status }) => [extension, status])).to.deep.equal([
      ['972501111111', 'Ringing'],
      ['SIPTRUNK', 'Ringing'],
      ['SIPBEN', 'Ringing'],
      ['SIPANA', 'Dialing'],
    ]);
    expect(server.state.ended[0]!.cause, 'a telephone that is not there').to.equal('Call Rejected');
  });

  it('does not dial a number of the do-not-call list, unless that is ignored for its side [C-304] [C-342]', async () => {
    server.state.blacklist.push({ Phone: '972501234567' });
    const codes = [];
    for (const more of [{}, { ignoredncstatus: 1 }, { ignoredncstatus: 2 }, { ignoredncstatus: '3' }])
      codes.push((await click({ target: '972501234567', ...more })).ERRORCODE);
    codes.push((await click({ phone: '972501234567' })).ERRORCODE);
    expect(codes).to.deep.equal([2, 2, 0, 0, 2]);
  });
});

describe('call state of the Voicenter simulator', () => {
  it('tells extensions and their calls by the printed names, and refuses by ERR [C-323] [C-324]', async () => {
    const all = await rows();
    expect(all[0]).to.deep.equal({
      name: 'Ana',
      representative: 'Ana',
      username: 'SIPANA',
      extensionID: 875756567,
      userID: 1001,
      onlineUserID: 1001,
      onlineUserStatus: 1,
      calls: [],
    });
    expect(all[1]).to.include({ username: 'SIPBEN', onlineUserID: 0, onlineUserStatus: 2 });
    expect(await rows('SIPNOBODY')).to.deep.equal([]);
    const asked = (body: unknown) => post('/comet/API/GetExtensionsCalls', body).then(({ said }) => said);
    expect(await asked({ code: 'x' })).to.deep.equal({ ERR: 1, DESC: 'Authorization failed.' });
    expect(await asked({ code, extention: 'SIPANA' })).to.include({ ERR: 2 });
    expect(JSON.parse((await get(`/comet/API/GetExtensionsCalls?code=${code}&extension=SIPBEN`)).text)).to.include({
      ERR: 0,
      DESC: 'OK',
    });
  });

  it('tells a call that comes in, from ring to end [C-325]', async () => {
    const { ivrid } = server.ring({ phone: '0501234567', name: 'Dan', did: '0722776772' });
    expect((await seen())[0]).to.include({
      callstatus: 'Ringing',
      direction: 'Incoming',
      callerphone: '0501234567',
      callername: 'Dan',
      did: '0722776772',
    });
    server.answerIncoming(ivrid);
    expect((await seen())[0]).to.include({ callstatus: 'Talking', answered: 1 });
    server.end(ivrid);
    const other = server.ring();
    server.end(other.ivrid, 'Answered elsewhere');
    expect(server.state.ended.map(({ cause }) => cause)).to.deep.equal(['Normal hangup', 'Answered elsewhere']);
  });

  it('refuses a step that does not fit where the call is', async () => {
    const { CALLID } = await click();
    const incoming = server.ring();
    expect(() => server.answerCustomer(CALLID)).to.throw('does not fit');
    expect(() => server.hold(CALLID)).to.throw('does not fit');
    expect(() => server.answerIncoming(CALLID)).to.throw('does not fit');
    expect(() => server.answerLeg1(incoming.ivrid)).to.throw('does not fit');
    expect(() => server.unhold(incoming.ivrid)).to.throw('does not fit');
    expect(() => server.end('x')).to.throw('no call x');
  });

  it('tells what was, to who asks too often [C-327]', async () => {
    start({ stale: 5000 });
    await rows('SIPANA');
    server.ring();
    at += 4999;
    expect(await seen()).to.deep.equal([]);
    at += 1;
    expect(await seen()).to.have.length(1);
  });

  it('tells who waits in a queue, and how long [C-328]', async () => {
    const CallID = server.queueCaller('0501234567', 87654321);
    at += 21_000;
    const { said } = await post('/comet/API/GetQueuesCallers', { code, queue: '87654321' });
    const JoinTime = at / 1000 - 21;
    expect(said).to.deep.equal({
      ERR: 0,
      DESC: 'OK',
      QUEUES: [
        {
          Name: 'Support',
          ID: 87654321,
          Weight: 0,
          Callers: [{ Phone: '0501234567', CallID, JoinTime, Duration: 21 }],
        },
      ],
    });
    expect((await post('/comet/API/GetQueuesCallers', { code })).said.QUEUES).to.have.length(2);
  });

  it('lists extensions, and nothing at all for a wrong code, which is no refusal [C-329]', async () => {
    server.state.extensions.push({ ...server.extension('SIPBEN'), username: 'SIPDOOR', name: 'Door', userID: 0 });
    const list = async (query: string) => JSON.parse((await get(`/Comet/api/GetExtensions?${query}`)).text);
    const { EXTENSIONS } = await list(`code=${code}`);
    expect(Object.keys(EXTENSIONS[0])).to.deep.equal([
      'SIP',
      'Name',
      'SpeedDial',
      'AccountID',
      'AccountName',
      'UserName',
      'UserEmail',
    ]);
    expect(EXTENSIONS.map(({ SIP }: { SIP: string }) => SIP)).to.deep.equal(['SIPANA', 'SIPBEN', 'SIPCARLA']);
    expect((await list(`code=${code}&showAll=1`)).EXTENSIONS).to.have.length(4);
    expect(await list('code=another')).to.deep.equal({ ERR: 0, DESC: 'OK', EXTENSIONS: [] });
    expect((await list('code=')).ERR).to.equal(1);
    expect((await list('code=a-b')).ERR).to.equal(1);
  });
});

describe('the agent’s state at the Voicenter simulator', () => {
  const status = '/UserLogin/SetStatusFromAPI';
  const lunch = { Code: code, UserId: 1001, ExtensionUser: 'SIPANA', Status: 3 };

  it('is set with a 1 for success, and is told by call state [C-313] [C-314] [C-315] [C-316]', async () => {
    expect((await post(status, lunch)).said).to.deep.equal({ Status: 1, StatusError: 1, StatusErroMessage: 'OK' });
    expect((await rows('SIPANA'))[0]).to.include({ onlineUserID: 1001, onlineUserStatus: 3 });
    await post(status, { ...lunch, Status: 2 });
    expect((await rows('SIPANA'))[0]).to.include({ onlineUserID: 0, onlineUserStatus: 2 });
    const query = `${status}?Code=${code}&UserId=1002&ExtensionUser=SIPANA&Status=1`;
    expect(JSON.parse((await get(query)).text).Status).to.equal(1);
    expect(server.state.statusChanges.map(({ userId, status }) => [userId, status])).to.deep.equal([
      [1001, 3],
      [1001, 2],
      [1002, 1],
    ]);
    server.setStatus('SIPANA', 5);
    expect(server.extension('SIPANA')).to.include({ onlineUserID: 1001, onlineUserStatus: 5 });
  });

  it('is refused by both numbers and a text, and stays as it was [C-315]', async () => {
    const wrong: [object, number, number, string][] = [
      [{ Code: 'x' }, 2, 4, 'Authorization Failed'],
      [{ UserId: 9999 }, 2, 4, 'Authorization Failed'],
      [{ ExtensionUser: 'SIPNOBODY' }, 3, 4, 'No extension found'],
      [{ UserId: 1002 }, 3, 4, 'Extension is already in use'],
      [{ Status: 4 }, 4, 4, 'Status not support'],
      [{ Status: '3' }, 4, 4, 'Status not support'],
      [{ Status: 3.5 }, 4, 4, 'Status not support'],
      [{ Status: -1 }, 4, 4, 'Status not support'],
      [{ status: 5 }, 4, 6, 'Error on update'],
      [{ Code: undefined, code }, 4, 6, 'Error on update'],
      [{ UserId: '1001x' }, 2, 4, 'Authorization Failed'],
      [{ ExtensionUser: ['SIPANA'] }, 3, 4, 'No extension found'],
      [{ Status: undefined }, 4, 6, 'Error on update'],
      [{ Extra: 1 }, 4, 0, 'Error on update'],
    ];
    for (const [more, Status, StatusError, StatusErroMessage] of wrong)
      expect((await post(status, { ...lunch, ...more })).said, JSON.stringify(more)).to.deep.equal({
        Status,
        StatusError,
        StatusErroMessage,
      });
    expect((await post(status, '{')).said).to.include({ StatusError: 0 });
    expect(server.state.statusChanges).to.deep.equal([]);
    server.faults = { statusAnswer: { Status: 0 } };
    expect((await post(status, lunch)).said).to.deep.equal({ Status: 0 });
  });

  it('has the account’s own names by GET [C-317]', async () => {
    const { text } = await get(`/UserLogin/GetStatusesList?code=${code}`);
    expect(JSON.parse(text).Statuses[2]).to.deep.equal({ ID: 3, Name: 'Lunch', Color: '#1565c0' });
    expect(JSON.parse((await get('/UserLogin/GetStatusesList?code=x')).text)).to.deep.equal({ Statuses: [] });
    expect((await post('/UserLogin/GetStatusesList', { code })).status).to.equal(405);
  });
});

describe('the recording at the Voicenter simulator', () => {
  for (const mute of ['/api/MuteUnmuteCalls', '/Comet/API/MuteUnmuteCalls'])
    it(`is muted by ${mute}: one call, or all that are on now, without a secret [C-318] [C-319] [C-320] [C-321]`, async () => {
      const [one, other] = [server.ring(), server.ring()] as [VoicenterLiveCall, VoicenterLiveCall];
      const { said } = await post(mute, { ivrid: one.ivrid, state: '1' });
      expect(said).to.include({ ErrorCode: 200, Message: 'Success' });
      expect([one.isMuted, other.isMuted]).to.deep.equal([true, false]);
      await post(mute, { extension: 'SIPANA', state: '1' });
      const later = server.ring();
      expect([one.isMuted, other.isMuted, later.isMuted]).to.deep.equal([true, true, false]);
      expect((await seen()).map((each) => (each as unknown as { recording: object }).recording)).to.deep.equal([
        { Filename: '', IsMuted: 1 },
        { Filename: '', IsMuted: 1 },
        { Filename: '', IsMuted: 0 },
      ]);
      expect(JSON.parse((await get(`${mute}?ivrid=${one.ivrid}&state=0`)).text).ErrorCode).to.equal(200);
      expect(one.isMuted).to.equal(false);
      const wrong: [number, object][] = [
        [404, { ivrid: 'x', state: '1' }],
        [400, { extension: 'SIPNOBODY', state: '1' }],
        [400, { ivrid: one.ivrid, extension: 'SIPANA', state: '1' }],
        [400, { ivrid: one.ivrid, state: 1 }],
        [400, { ivrid: one.ivrid, state: 'pause' }],
        [400, { code, ivrid: one.ivrid, state: '1' }],
        [400, { state: '1' }],
      ];
      for (const [expected, body] of wrong)
        expect((await post(mute, body)).said.ErrorCode, JSON.stringify(body)).to.equal(expected);
      expect(one.isMuted).to.equal(false);
    });
});

describe('the do-not-call list of the Voicenter simulator', () => {
  it('takes and gives up numbers, refuses one alone, and says 0 for the whole all the same [C-340] [C-341]', async () => {
    const add = (Phones: unknown) => post('/Blacklist/AddBlackList', { Code: code, Phones });
    const { said } = await add([
      { Phone: '972501234567', Name: 'Dan' },
      { Phone: '0501234567' },
      { Phone: '+97231234567' },
    ]);
    expect(said).to.deep.equal({
      ErrorCode: 0,
      ErrorMessage: 'OK',
      Phones: [
        { ErrorCode: 0, ErrorMessage: 'OK', Phone: '972501234567' },
        { ErrorCode: 1, ErrorMessage: 'Invalid format', Phone: '0501234567' },
        { ErrorCode: 1, ErrorMessage: 'Invalid format', Phone: '+97231234567' },
      ],
    });
    expect(server.state.blacklist).to.deep.equal([{ Phone: '972501234567', Name: 'Dan' }]);
    await get(`/Blacklist/AddBlackList?code=${code}&phones=97231234567&phones=97231234568`);
    expect(server.state.blacklist).to.have.length(3);
    const { said: removed } = await post('/Blacklist/RemoveBulkFromBlacklist', {
      Code: code,
      Phones: [{ Phone: '97231234567' }, { Phone: '972501234567' }],
    });
    expect(removed.ErrorCode).to.equal(0);
    expect(server.state.blacklist).to.deep.equal([{ Phone: '97231234568' }]);
    for (const [expected, body] of [
      [1, { Code: 'x', Phones: [{ Phone: '97231234567' }] }],
      [2, { Code: code, Phones: [] }],
      [2, { Code: code, Phones: [{ Name: 'Dan' }] }],
      [2, { Code: code }],
    ] as const)
      expect((await post('/Blacklist/AddBlackList', body)).said.ErrorCode, JSON.stringify(body)).to.equal(expected);
    const named = { Code: code, Phones: [{ Phone: '97231234568', Name: 'Dan' }] };
    expect((await post('/Blacklist/RemoveBulkFromBlacklist', named)).said.ErrorCode).to.equal(2);
    server.faults = { blacklistRows: { '97231234569': 2 } };
    const { said: broken } = await add([{ Phone: '97231234569' }]);
    expect([broken.ErrorCode, broken.Phones[0].ErrorCode]).to.deep.equal([0, 2]);
  });
});

describe('the call log of the Voicenter simulator', () => {
  const day = { fromdate: '2026-11-30T00:00:00', todate: '2026-11-30T23:59:59' };
  const fields = ['CallID', 'CdrType', 'DialStatus', 'Callerextension', 'Duration'];
  const asked = (more: object = {}) => post('/hub/cdr/', { code, fields, search: day, ...more });

  async function calls() {
    const { CALLID } = await click({ record: 'true' });
    server.answerLeg1(CALLID);
    server.answerCustomer(CALLID);
    at += 42_000;
    server.end(CALLID);
    const { ivrid } = server.ring({ phone: '972501112222' });
    server.end(ivrid);
    return [CALLID, ivrid];
  }

  it('has the rows of a call minutes after it, both legs under one id [C-343] [C-344] [C-345] [C-346]', async () => {
    const [first, second] = await calls();
    expect((await asked()).said).to.deep.equal({
      ERROR_NUMBER: 0,
      ERROR_DESCRIPTION: 'OK',
      STATUS_CODE: 200,
      TOTAL_HITS: 0,
      RETURN_HITS: 0,
      CDR_LIST: [],
    });
    at += 120_000;
    const { said } = await asked({ sort: [{ field: 'cdrtype', order: 'desc' }] });
    expect(said.CDR_LIST).to.deep.equal([
      { CallID: first, CdrType: 10, DialStatus: 'ANSWER', CallerExtension: 'SIPANA', Duration: 42 },
      { CallID: first, CdrType: 9, DialStatus: 'ANSWER', CallerExtension: 'SIPANA', Duration: 42 },
      { CallID: second, CdrType: 1, DialStatus: 'ABANDONE', CallerExtension: '', Duration: 0 },
    ]);
    const found = async (search: object) => (await asked({ search: { ...day, ...search } })).said.TOTAL_HITS as number;
    expect(await found({ callID: first })).to.equal(2);
    expect(await found({ phones: ['972501112222'] })).to.equal(1);
    expect(await found({ extensions: ['SIPANA'], cdrTypes: [10] })).to.equal(1);
    expect(await found({ fromdate: '2026-11-30T13:00:00' })).to.equal(0);
  });

  it('says which of its refusals a 403 is, and 404 for dates [C-345]', async () => {
    const refusal = async (more: object, faults: VoicenterFaults = {}) => {
      server.faults = faults;
      const { status, said } = await asked(more);
      return [status, said.STATUS_CODE, said.ERROR_NUMBER];
    };
    expect(await refusal({ code: 'x' })).to.deep.equal([403, 403, 2]);
    expect(await refusal({}, { foreignAddress: true })).to.deep.equal([403, 403, 4]);
    expect(await refusal({}, { rateLimit: true })).to.deep.equal([403, 403, 1]);
    for (const fromdate of ['2026-11-30', '2026-11-30T00:00:00Z', '2026-12-01T00:00:00', '2026-13-01T00:00:00', 1])
      expect(await refusal({ search: { ...day, fromdate } }), String(fromdate)).to.deep.equal([404, 404, 5]);
    expect((await refusal({ fields: ['Secret'] }))[0]).to.equal(400);
    expect((await get(`/hub/cdr/?code=${code}`)).status).to.equal(405);
  });

  it('refuses the 31st request within a minute [C-346]', async () => {
    const numbers = [];
    for (let index = 0; index < 31; index++) numbers.push((await asked()).said.ERROR_NUMBER);
    expect([numbers.indexOf(1), numbers.at(-1)]).to.deep.equal([30, 1]);
    at += 60_000;
    expect((await asked()).said.ERROR_NUMBER).to.equal(0);
  });
});

describe('the Voicenter simulator’s services', () => {
  const paths = {
    api: [path, '/UserLogin/SetStatusFromAPI', '/Blacklist/AddBlackList', '/hub/cdr/'],
    monapisec: ['/comet/API/GetExtensionsCalls', '/comet/API/GetQueuesCallers', '/Comet/API/MuteUnmuteCalls'],
    monitor: ['/Comet/api/GetExtensions'],
    monitor7: ['/api/MuteUnmuteCalls'],
    loginapi: ['/UserLogin/GetStatusesList'],
  };
  const top = { api: 'com', monapisec: 'co.il', monitor: 'co.il', monitor7: 'co', loginapi: 'co.il' };

  it('are reached under one base and under their own hosts, and under no other of the vendor’s [C-300] [C-322]', async () => {
    const status = async (url: string) => (await ask(server, 'POST', url, {}, json)).status;
    for (const [host, all] of Object.entries(paths))
      for (const each of all) {
        const own = `https://${host}.voicenter.${top[host as keyof typeof top]}`;
        expect(await status(`https://crm.example/phone${each}`), each).not.to.equal(404);
        expect(await status(own + each), own + each).not.to.equal(404);
        const other = host === 'loginapi' ? 'https://api.voicenter.com' : 'https://loginapi.voicenter.co.il';
        if (!each.includes('SetStatus')) expect(await status(other + each), other + each).to.equal(404);
      }
    expect(await status('https://crm.example//ForwardDialer/click2call.aspx')).to.equal(404);
    expect(await status('https://crm.example/forwarddialer/click2call.aspx')).to.equal(404);
    expect(await status('https://monitor.voicenter.co.il/ForwardDialer/Dialer/AddCall')).to.equal(404);
  });

  it('get the secret from a proxy where there is one [C-302]', async () => {
    start({ proxy: true });
    const { code: _, ...bare } = call;
    expect((await post(path, bare)).said.ERRORCODE).to.equal(0);
    expect((await post('/comet/API/GetExtensionsCalls', {})).said.ERR).to.equal(0);
    expect(
      (await post('/UserLogin/SetStatusFromAPI', { UserId: 1001, ExtensionUser: 'SIPANA', Status: 3 })).said.Status,
    ).to.equal(1);
    expect((await post('/Blacklist/AddBlackList', { Phones: [{ Phone: '972501234567' }] })).said.ErrorCode).to.equal(0);
    expect(JSON.parse((await get('/Blacklist/AddBlackList?phones=972501234567')).text).ErrorCode).to.equal(0);
    expect(JSON.parse((await get('/Comet/api/GetExtensions')).text).EXTENSIONS).to.have.length(3);
    expect((await post('/hub/cdr/', { fields: ['CallID'], search: {} })).said.ERROR_NUMBER).to.equal(5);
    expect((await post('/ForwardDialer/Dialer/GetCampaignList', {})).said.ErrorCode).to.equal(0);
  });

  it('are broken on purpose, all of them or one: address, secret, codes as text, HTML, the connection [C-302]', async () => {
    const { ivrid } = server.ring();
    server.faults = { wrongCode: true };
    expect((await click()).ERRORCODE).to.equal(1);
    expect(
      (await post('/UserLogin/SetStatusFromAPI', { Code: code, UserId: 1001, ExtensionUser: 'SIPANA', Status: 3 })).said
        .Status,
    ).to.equal(2);
    expect(JSON.parse((await get(`/Comet/api/GetExtensions?code=${code}`)).text).EXTENSIONS).to.deep.equal([]);
    expect((await post('/ForwardDialer/Dialer/GetCampaignList', { Code: code })).said.ErrorCode).to.equal(1);
    server.faults = { foreignAddress: true };
    for (const each of [...paths.api.slice(0, 3), ...paths.monapisec, '/ForwardDialer/Dialer/AddCall'])
      expect((await post(each, {})).status, each).to.equal(403);
    server.faults = { textErrorCode: true };
    expect((await click()).ERRORCODE).to.equal('0');
    expect((await post('/api/MuteUnmuteCalls', { ivrid, state: '1' })).said.ErrorCode).to.equal('200');
    expect((await post('/comet/API/GetExtensionsCalls', { code })).said.ERR).to.equal('0');
    const calls = server.state.calls.length;
    for (const [faults, expected] of [
      [{ callCode: 3 }, { ERRORCODE: 3 }],
      [{ callCode: 9 }, { ERRORCODE: 9, ERRORMESSAGE: 'Error' }],
    ] as const) {
      server.faults = faults;
      expect(await click()).to.include(expected);
    }
    expect(server.state.calls).to.have.length(calls);
    server.faults = { err: 2, only: 'GetQueuesCallers' };
    expect((await post('/comet/API/GetQueuesCallers', { code })).said.ERR).to.equal(2);
    expect((await post('/comet/API/GetExtensionsCalls', { code })).said.ERR).to.equal(0);
    server.faults = { muteCode: 500, only: 'Mute' };
    expect((await post('/api/MuteUnmuteCalls', { ivrid, state: '0' })).said.ErrorCode).to.equal(500);
    server.faults = { dropped: true, only: 'click2call' };
    const dropped = await click().catch((cause: Error) => cause.name);
    expect([dropped, server.state.calls.length]).to.deep.equal(['Dropped', calls + 1]);
    server.faults = { html: true, only: 'click2call' };
    expect((await ask(server, 'POST', path, call, json)).text).to.match(/^<!DOCTYPE/);
    start({ refusalStatus: 400 });
    expect((await post(path, { ...call, target: '' })).status).to.equal(400);
  });

  it('forget all on clear, and keep a state that is plain data', async () => {
    await click();
    server.ring();
    await post('/Blacklist/AddBlackList', { Code: code, Phones: [{ Phone: '972501234567', Name: 'Dan' }] });
    expect(JSON.parse(JSON.stringify(server.state))).to.deep.equal(server.state);
    server.clear();
    expect(server.state).to.deep.equal(new VoicenterSimulator().state);
  });
});

describe('the Voicenter simulator’s newer dialer', () => {
  const Campaign = 'campaign0001';
  const one = { Code: code, Campaign, Target: '972501234567' };
  const dialer = async (operation: string, body: unknown) =>
    (await post(`/ForwardDialer/Dialer/${operation}`, body)).said;

  beforeEach(() => start({ dialect: 'current' }));

  it('wants the code in every body, and JSON alone [C-347]', async () => {
    for (const operation of [
      'AddCall',
      'StopCampaign',
      'GetMembersList',
      'GetCampaignDetails',
      'GetCampaignPendingCalls',
    ]) {
      const body = operation === 'AddCall' ? one : { Code: code, Campaign };
      const { Code: _, ...bare } = body;
      const codes = [];
      for (const each of [body, bare, { ...body, Code: 'x' }]) codes.push((await dialer(operation, each)).ErrorCode);
      expect(codes, operation).to.deep.equal([0, 2, 1]);
    }
    expect(
      (await get(`/ForwardDialer/Dialer/AddCall?Code=${code}&Campaign=${Campaign}&Target=972501234567`)).status,
    ).to.equal(405);
    start({ dialect: 'current', proxy: true });
    expect((await dialer('AddCallsBulk', [{ Campaign, Target: '972501234567' }])).AddResult[0].ErrorCode).to.equal(0);
  });

  it('takes a time only with its zone, in text, and keeps what it means [C-348]', async () => {
    const call = {
      ...one,
      CallerID: '0722776772',
      OriginateTime: 1702750000,
      IsDateLocal: 'false',
      IgnoreDncStatus: 'true',
    };
    expect(await dialer('AddCall', call)).to.deep.equal({ ErrorCode: 0, Description: 'OK' });
    const wrong: [number, object][] = [
      [2, { IsDateLocal: undefined }],
      [3, { IsDateLocal: true }],
      [3, { IgnoreDncStatus: 1 }],
      [3, { CallerID: undefined, Callerid: '0722776772' }],
      [2, { Target: undefined }],
      [-2, { Target: 'John' }],
      [1, { Campaign: 'none' }],
      [4, { CallerID: 'hidden' }],
    ];
    for (const [expected, more] of wrong)
      expect((await dialer('AddCall', { ...call, ...more })).ErrorCode, JSON.stringify(more)).to.equal(expected);
    const { Code: _, Campaign: __, Target: ___, ...kept } = call;
    expect(server.state.campaigns[0]!.calls).to.deep.equal([{ Phone: '972501234567', ...kept }]);
  });

  it('tells of each row of a bulk, and keeps the right ones; of more than 3,000 it tells none [C-349] [C-350]', async () => {
    const rows = [
      one,
      { ...one, Target: 'John' },
      { ...one, Code: undefined },
      { ...one, async: true },
      { ...one, Target: '' },
    ];
    const { said, refused } = await post('/ForwardDialer/Dialer/AddCallsBulk', rows);
    expect(refused).to.equal('4 of 5 rows are not as documented.');
    expect(said).to.deep.equal({
      AddResult: [
        { Target: '972501234567', ErrorCode: 0, Description: 'OK' },
        { Target: 'John', ErrorCode: -2, Description: 'Phone number format invalid' },
        { Target: '972501234567', ErrorCode: 2, Description: 'Missing required field' },
        { Target: '972501234567', ErrorCode: 3, Description: 'Unexpected internal error' },
        { Target: '', ErrorCode: 2, Description: 'Missing required field' },
      ],
      ErrorCode: 0,
      Description: 'OK',
    });
    expect(server.state.campaigns[0]!.pending).to.equal(1);
    const many = Array.from({ length: 3001 }, () => one);
    expect(await dialer('AddCallsBulk', many)).to.deep.equal({ ErrorCode: 0, Description: 'OK' });
    expect(server.state.campaigns[0]!.pending).to.equal(3002);
    expect(
      (await dialer('AddCallsBulk', { ...[one, one], Code: code })).ErrorCode,
      'an array spread into an object',
    ).to.equal(3);
  });

  it('tells the totals of each campaign [C-350]', async () => {
    await dialer('AddCall', { ...one, Priority: 4 });
    expect((await dialer('GetCampaignList', { Code: code })).Data[0]).to.deep.equal({
      Name: 'Morning sales',
      StatusName: 'Enabled',
      TotalPendingCalls: 1,
      TotalAwaitingCalls: 1,
      MaxPriority: 4,
      MinPriority: 4,
      Code: Campaign,
    });
    server.faults = { errorCode: -2 };
    expect((await dialer('AddCall', one)).ErrorCode).to.equal(-2);
  });
});
