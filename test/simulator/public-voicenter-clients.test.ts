// What public clients of Voicenter's call services send, and the vendor's own samples: the shapes of their requests,
// over HTTP, against the simulator in both readings. Numbers, names and codes are made up.
import { expect } from 'chai';
import { VoicenterSimulator, type VoicenterDialect } from '../../src/simulator/index.js';
import { send, serve } from './simulator.fixture.js';

const code = 'account0001';
const json = { 'Content-Type': 'application/json' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

interface Shape {
  who: string;
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  /** An object goes as JSON, or into the query of a GET. */
  fields?: object;
  /** What the answer must say, by a pattern: of the strict reading, of the lenient one. */
  strict: RegExp;
  lenient: RegExp;
  dialect?: VoicenterDialect;
}

const done = /"ERRORCODE":0,"ERRORMESSAGE":"OK","CALLID":"\d{12}/;
const parametersWrong = /"ERRORCODE":1/;
const xmlDone = /<name>ERRORCODE<\/name><value><int>0<\/int>.*<name>CALLID<\/name><value><string>\d{12}/;
const click2call = '/ForwardDialer/click2call.aspx';
const ends = { code, phone: 'SIPANA', action: 'terminate' };
const dials = { code, phone: 'SIPANA', target: '0501234567', action: 'call' };

const dialling: Shape[] = [
  {
    who: 'the vendor’s own function, with flags as text and a number for the length',
    path: click2call,
    fields: { ...dials, format: 'json', record: 'false', maxduration: 3600, var_clientID: 'A1', var_campaignID: 'S' },
    strict: done,
    lenient: done,
  },
  {
    who: 'the vendor’s sample for a first leg to a mobile',
    path: click2call,
    fields: { ...dials, phone: '972500000000', target: '97237654321', format: 'json' },
    strict: done,
    lenient: done,
  },
  {
    who: 'the vendor’s printed address, which leaves the format out',
    method: 'GET',
    path: click2call,
    fields: { phone: 'SIPANA', target: '0501234567', code, action: 'call' },
    strict: xmlDone,
    lenient: xmlDone,
  },
  {
    who: 'a CRM’s server that sends everything as text, and looks whether the telephone is there',
    path: click2call,
    fields: { ...dials, record: 'true', format: 'json', checkphonedevicestate: 'true', var_lead: '7' },
    strict: done,
    lenient: done,
  },
  {
    who: 'a server that asks by address with the format in capitals, and flags of the language',
    method: 'GET',
    path: click2call,
    headers: { Accept: 'application/json' },
    fields: {
      ...dials,
      phoneautoanswer: true,
      checkphonedevicestate: true,
      record: false,
      format: 'JSON',
      var_leadId: 'x',
    },
    strict: parametersWrong,
    lenient: done,
  },
  {
    who: 'functions behind a low-code page that write True, send a type with a GET, and read XML',
    method: 'GET',
    path: click2call,
    headers: { ...form, Accept: 'text/html,application/xhtml+xml,application/xml' },
    fields: { phone: 'SIPANA', target: '0501234567', code, action: 'call', record: 'True' },
    strict: /<int>1<\/int>/,
    lenient: xmlDone,
  },
  {
    who: 'an old PHP client with a form, and no action at all',
    path: click2call,
    headers: form,
    fields: {
      code,
      phone: 'SIPANA',
      phonecallerid: '0722776772',
      target: '0501234567',
      phoneautoanswer: 'true',
      format: 'json',
    },
    strict: /^$/,
    lenient: done,
  },
  {
    who: 'a draft of a Laravel route without the secret',
    path: click2call,
    fields: { phone: 'SIPANA', target: '0501234567' },
    strict: /<int>1<\/int>/,
    lenient: /<int>1<\/int>/,
  },
];

const ending: Shape[] = [
  {
    who: 'the vendor’s own function and a CRM’s server',
    path: click2call,
    fields: { ...ends, format: 'json' },
    strict: /"ERRORCODE":0/,
    lenient: /"ERRORCODE":0/,
  },
  {
    who: 'a server that asks by address without a format, and then reads JSON',
    method: 'GET',
    path: click2call,
    fields: ends,
    strict: /^<\?xml.*<int>0<\/int>/,
    lenient: /^<\?xml.*<int>0<\/int>/,
  },
];

const search = { fromdate: '2026-11-30T00:00:00', todate: '2026-11-30T23:59:59' };
const logged = /"ERROR_NUMBER":0,"ERROR_DESCRIPTION":"OK","STATUS_CODE":200/;

const others: Shape[] = [
  {
    who: 'the vendor’s own function for an agent’s state',
    path: '/UserLogin/SetStatusFromAPI',
    fields: { Code: code, UserId: 1001, ExtensionUser: 'SIPANA', Status: 3 },
    strict: /"Status":1,"StatusError":1/,
    lenient: /"Status":1,"StatusError":1/,
  },
  {
    who: 'a page with a button for each state, in the older small names',
    method: 'GET',
    path: '/UserLogin/SetStatusFromAPI',
    fields: { code, userid: 1001, sipid: 'SIPANA', status: 3 },
    strict: /"StatusError":6/,
    lenient: /"Status":1,"StatusError":1/,
  },
  {
    who: 'the same page for the names of the states',
    method: 'GET',
    path: '/UserLogin/GetStatusesList',
    fields: { code },
    strict: /"ID":3,"Name":"Lunch","Color":/,
    lenient: /"ID":3,"Name":"Lunch","Color":/,
  },
  {
    who: 'the same page for all extensions',
    method: 'GET',
    path: '/comet/API/GetExtensionsCalls',
    fields: { code },
    strict: /"onlineUserStatus":1/,
    lenient: /"onlineUserStatus":1/,
  },
  {
    who: 'the vendor’s wallboard for one extension',
    path: '/comet/API/GetExtensionsCalls',
    fields: { code, extension: 'SIPANA' },
    strict: /^\{"ERR":0,"DESC":"OK","EXTENSIONS":\[\{[^{]*"SIPANA"/,
    lenient: /^\{"ERR":0/,
  },
  {
    who: 'the vendor’s wallboard for the queues',
    path: '/comet/API/GetQueuesCallers',
    fields: { code },
    strict: /"QUEUES":\[\{"Name":"Sales"/,
    lenient: /"QUEUES":\[\{"Name":"Sales"/,
  },
  {
    who: 'a CRM’s server for its list of extensions',
    method: 'GET',
    path: '/Comet/api/GetExtensions',
    fields: { code, showAll: 1 },
    strict: /"SIP":"SIPANA","Name":"Ana"/,
    lenient: /"SIP":"SIPANA","Name":"Ana"/,
  },
  {
    who: 'the vendor’s sample that mutes the recording of an extension',
    path: '/api/MuteUnmuteCalls',
    fields: { extension: 'SIPANA', state: '1' },
    strict: /"ErrorCode":200,"Message":"Success"/,
    lenient: /"ErrorCode":200,"Message":"Success"/,
  },
  {
    who: 'the same by address',
    method: 'GET',
    path: '/api/MuteUnmuteCalls',
    fields: { extension: 'SIPANA', state: 0 },
    strict: /"ErrorCode":200/,
    lenient: /"ErrorCode":200/,
  },
  {
    who: 'the vendor’s sample of the do-not-call list, whose older page prints a number with a 0',
    path: '/Blacklist/AddBlackList',
    fields: { Code: code, Phones: [{ Phone: '0501234567', Name: 'Dan' }, { Phone: '97231234567' }] },
    strict: /^\{"ErrorCode":0.*"ErrorCode":1.*"ErrorCode":0/,
    lenient: /^\{"ErrorCode":0.*"ErrorCode":1.*"ErrorCode":0/,
  },
  {
    who: 'a module of an ERP that reads the call log from the newest on',
    path: '/hub/cdr/',
    fields: {
      code,
      fields: ['CallerNumber', 'TargetExtension', 'Date', 'CallID'],
      search,
      sort: [{ field: 'date', order: 'desc' }],
    },
    strict: logged,
    lenient: logged,
  },
  {
    who: 'a .NET worker that writes its times with a Z',
    path: '/hub/cdr/',
    fields: { code, search: { fromdate: '2026-11-30T00:00:00Z', todate: '2026-11-30T23:59:59Z' }, fields: ['CallID'] },
    strict: /"ERROR_NUMBER":5/,
    lenient: logged,
  },
  {
    who: 'a service that has a token in a header, and no code',
    path: '/hub/cdr/',
    headers: { Authorization: 'Bearer x' },
    fields: { fields: ['CallID'], search },
    strict: /"ERROR_NUMBER":2/,
    lenient: /"ERROR_NUMBER":2/,
  },
  {
    who: 'the vendor’s printed call of the newer dialer, which leaves the code out that its table wants',
    path: '/ForwardDialer/Dialer/AddCall',
    dialect: 'current',
    fields: {
      Campaign: 'campaign0001',
      Target: '972501234567',
      CallerID: '0722776772',
      Priority: 42,
      OriginateTime: 1702750000,
      IsDateLocal: 'true',
      IgnoreDncStatus: 'true',
      CustomData: { var_LeadID: 7 },
    },
    strict: /"ErrorCode":2/,
    lenient: /"ErrorCode":0/,
  },
  {
    who: 'the vendor’s own function, whose spread makes an object of the rows',
    path: '/ForwardDialer/Dialer/AddCallsBulk',
    dialect: 'current',
    fields: { Code: code, ...[{ Campaign: 'campaign0001', Target: '972501234567' }] },
    strict: /"ErrorCode":3/,
    lenient: /"ErrorCode":3/,
  },
];

/** Asks as the client does, over HTTP, and gives the answer's text. */
async function asked(server: VoicenterSimulator, { method = 'POST', path, headers = {}, fields = {} }: Shape) {
  const { origin, close } = await serve(server);
  try {
    const query = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();
    if (method === 'GET') return (await send('GET', `${origin}${path}?${query}`, headers)).text;
    const isForm = headers['Content-Type'] === form['Content-Type'];
    const body = isForm ? query : JSON.stringify(fields);
    return (await send('POST', origin + path, { ...json, ...headers }, body)).text;
  } finally {
    await close();
  }
}

const start = (strict: boolean, { dialect = 'seed' }: Shape) =>
  new VoicenterSimulator({ strict, dialect, now: () => Date.UTC(2026, 10, 30, 12) });

describe('public clients and the Voicenter simulator: a call', () => {
  for (const shape of dialling)
    it(`is asked for by ${shape.who}`, async () => {
      for (const [strict, expected] of [
        [true, shape.strict],
        [false, shape.lenient],
      ] as const) {
        const server = start(strict, shape);
        const text = await asked(server, shape);
        expect(text, `strict: ${strict}`).to.match(expected);
        const isDone = expected === done || expected === xmlDone;
        expect(server.state.calls.length, 'nobody is called by a refused request').to.equal(isDone ? 1 : 0);
        expect(server.log.at(-1)!.refused === undefined).to.equal(isDone);
      }
    });

  for (const shape of ending)
    it(`is ended by ${shape.who}`, async () => {
      for (const strict of [true, false]) {
        const server = start(strict, shape);
        server.ring();
        expect(await asked(server, shape)).to.match(strict ? shape.strict : shape.lenient);
        expect(server.state.calls).to.deep.equal([]);
        expect(server.state.dialed, 'it never dials').to.deep.equal([]);
      }
    });
});

describe('public clients and the Voicenter simulator: beside a call', () => {
  for (const shape of others)
    it(`answers ${shape.who}`, async () => {
      for (const strict of [true, false]) {
        const server = start(strict, shape);
        expect(await asked(server, shape), `strict: ${strict}`).to.match(strict ? shape.strict : shape.lenient);
      }
    });
});
