// Clients that exist, by the requests that they are seen to send: over HTTP, with nothing of the product's own.
import { expect } from 'chai';
import { IntegraSimulator, MotionSimulator, SinchSimulator, VoicenterSimulator } from '../../src/simulator/index.js';
import { send, serve } from './simulator.fixture.js';

const form = 'application/x-www-form-urlencoded';
const integraForm = `${form}; charset=UTF-8`;

type Served = Awaited<ReturnType<typeof serve>>;
let served: Served[] = [];

/** Both readings of one system, each on a port of its own. */
async function both<S extends { handle(request: Request): Promise<Response> }>(make: (strict: boolean) => S) {
  const strict = make(true);
  const lenient = make(false);
  const [one, other] = [await serve(strict), await serve(lenient)];
  served.push(one, other);
  return { strict, lenient, strictly: one.origin, leniently: other.origin };
}

afterEach(async () => {
  await Promise.all(served.map(({ close }) => close()));
  served = [];
});

describe('clients that exist, and the Integra simulator', () => {
  const start = async (options = {}) => {
    const all = await both((strict) => new IntegraSimulator({ strict, ...options }));
    const at = (origin: string, path: string) => `${origin}/Integra/resources/${path}`;
    const headers = { strict: all.strict.signIn(), lenient: all.lenient.signIn() };
    return {
      ...all,
      /** What both answer to the same bytes, and what the logs say. */
      async post(path: string, type: string | undefined, body: string, authorization?: string) {
        const own = type === undefined ? {} : { 'Content-Type': type };
        const strict = await send('POST', at(all.strictly, path), { ...own, Authorization: headers.strict }, body);
        const Authorization = authorization ?? headers.lenient;
        const lenient = await send('POST', at(all.leniently, path), { ...own, Authorization }, body);
        return {
          strict,
          lenient,
          refused: all.strict.log.at(-1)!.refused,
          overlooked: all.lenient.log.at(-1)!.overlooked,
          stillRefused: all.lenient.log.at(-1)!.refused,
        };
      },
    };
  };
  const call = 'callerid=099&agent=Agent1&phone=1001&tech=SIP&context=agents&outqueue=Sale-%3E&destination=091000000';

  it('takes a form of any spelling, from Laravel, requests, axios, curl and a Node client', async () => {
    const { post, lenient } = await start();
    const spellings = [
      form,
      `${form};charset=UTF-8`,
      `${form} ; charset=utf-8`,
      `${form};charset="utf-8"`,
      form.toUpperCase(),
    ];
    for (const spelling of spellings) {
      const answer = await post('Agents/AgentCall', spelling, call);
      expect([answer.strict.status, answer.lenient.status, answer.stillRefused], spelling).to.deep.equal([
        415,
        200,
        undefined,
      ]);
      expect(answer.lenient.text, spelling).to.match(/^[\da-f-]{36}$/);
      expect([answer.refused, answer.overlooked], spelling).to.satisfy(
        ([one, other]: string[]) => one && one === other,
      );
    }
    expect(lenient.state.calls).to.have.length(spellings.length);
  });

  it('takes a browser’s fetch of URLSearchParams', async () => {
    const { leniently, lenient } = await start();
    const Authorization = lenient.signIn();
    const answer = await fetch(`${leniently}/Integra/resources/Agents/AgentCall`, {
      method: 'POST',
      headers: { Authorization },
      body: new URLSearchParams(call),
    });
    expect(await answer.text()).to.equal(lenient.state.calls[0]!.guid);
    expect(lenient.log.at(-1)!.headers['content-type']).to.equal(`${form};charset=UTF-8`);
  });

  it('takes no body of another kind or in another alphabet', async () => {
    const { post, lenient } = await start();
    for (const other of [
      'application/json',
      'text/plain;charset=UTF-8',
      'multipart/form-data; boundary=x',
      `${form}; charset=ISO-8859-1`,
      undefined,
    ]) {
      const answer = await post('Agents/AgentCall', other, call);
      expect([answer.strict.status, answer.lenient.status], other).to.deep.equal([415, 415]);
      expect(answer.stillRefused, other).to.contain('Content-Type');
    }
    expect(lenient.state.calls).to.deep.equal([]);
  });

  it('takes a question without parameters and without a type', async () => {
    const { post } = await start();
    const answer = await post('Supervisor/queuesummary', undefined, '');
    expect([answer.strict.status, answer.lenient.status]).to.deep.equal([415, 200]);
    expect(JSON.parse(answer.lenient.text)).to.have.length(4);
  });

  it('takes curl’s form whose arrow is not percent-encoded', async () => {
    const { post, lenient } = await start();
    const answer = await post('Agents/AgentCall', integraForm, call.replace('%3E', '>'));
    expect(answer.strict.text).to.equal('0');
    expect(answer.lenient.text).to.equal(lenient.state.calls[0]!.guid);
    expect(answer.overlooked).to.contain('not percent-encoded');
  });

  it('takes a callback of a Laravel client that leaves out what is empty', async () => {
    const { post, lenient } = await start();
    const wanted = { calldate: '2026-12-01 15:00:00', campaign: 'Sale->', destination: '091000000', data: '' };
    const answer = await post(
      'Dialers/ScheduleDialerCall',
      form,
      `callschedule=${encodeURIComponent(JSON.stringify(wanted))}`,
    );
    expect([answer.strict.status, answer.lenient.text]).to.deep.equal([415, '1']);
    expect(lenient.state.schedules).to.deep.equal([{ ...wanted, alternatives: '', agentphone: '' }]);
    expect(answer.overlooked).to.contain('alternatives, agentphone');
    const documented = await post(
      'Dialers/ScheduleDialerCall',
      integraForm,
      `callschedule=${encodeURIComponent(JSON.stringify(wanted))}`,
    );
    expect(documented.strict.text).to.equal('0');
  });

  it('refuses a task whose flags are left out: they decide whether a customer is dialled at once', async () => {
    const { post, lenient } = await start();
    const task = { campaign: 'Sale->', destination: '12-345-678' };
    const said = (fields: object) =>
      post('Dialers/DialerTask', form, `call=${encodeURIComponent(JSON.stringify({ ...task, ...fields }))}`);
    expect((await said({})).lenient.text).to.equal('0');
    expect((await said({ bulk: 'false', automatic: 'true' })).lenient.text).to.equal('0');
    expect(lenient.state.tasks).to.deep.equal([]);
    expect((await said({ bulk: false, automatic: true })).lenient.text).to.equal('1');
    expect(lenient.state.tasks[0]).to.deep.include({ ...task, calldate: null, agent: '', data: '', mode: 'priority' });
  });

  it('takes a list as a browser test uploads it, strict too', async () => {
    const { post, strict, lenient } = await start();
    const rows = 'Sale->;091000001;name=:plan=Basic;;\nSale->;091000002;name=Ana;H=0=099124484:W=0=099121212;';
    const fields = { filename: 'a.csv', fileb64: btoa(rows), campaign: 'Sale->', cant: '2', username: 'supervisor' };
    const body = new URLSearchParams(fields).toString();
    expect((await post('Dialers/uploadbase', integraForm, body)).strict.text).to.equal('1');
    expect((await post('Dialers/uploadbase', form, body)).lenient.text).to.equal('1');
    expect(lenient.state.contacts.slice(0, 2)).to.deep.equal(strict.state.contacts);
    expect(strict.state.contacts[1]!.alternatives).to.equal('H=0=099124484:W=0=099121212');
  });

  for (const dialect of ['new', 'v8', 'old'] as const)
    it(`takes a reseller’s result of 13 fields in which d2 is printed twice, on a server that is ${dialect}`, async () => {
      const { post, strict, lenient } = await start({ dialect });
      for (const server of [strict, lenient]) server.addCall({ guid: 'g-1' });
      const result =
        'campaign=Sale-%3E&agent=Agent1&callerid=091000000&guid=g-1&l1=No+answer&l2=&l3=&d1=&d2=first&d2=second&comment=&schedule=&camptoreschedule=&tag=';
      const answer = await post('api/DispositionCall', integraForm, result);
      expect([answer.strict.text, answer.lenient.text]).to.deep.equal(['0', '1']);
      expect(answer.overlooked).to.contain('d2 comes twice');
      expect(lenient.state.dispositions[0]).to.include({ d2: 'first', l1: 'No answer' });
      expect('tag' in lenient.state.dispositions[0]!, 'an older server leaves it alone').to.equal(dialect === 'new');
    });

  it('signs in the older way: the token is the third item of a list', async () => {
    const { post } = await start();
    const signedIn = await post('auth/UserLogin', form, 'user=supervisor&password=simulated');
    expect([signedIn.strict.status, signedIn.lenient.status]).to.deep.equal([404, 200]);
    const [, , token] = JSON.parse(signedIn.lenient.text);
    expect((await post('Agents/AgentCall', form, call, `Basic ${token}`)).lenient.status).to.equal(200);
    expect((await post('Agents/AgentCall', form, call, `Basic ${token}x`)).lenient.status).to.equal(401);
    expect((await post('auth/UserLogin', form, 'user=supervisor&password=wrong')).lenient.text).to.equal('0');
    expect((await post('auth/UserLogin', form, 'user=toString&password=')).lenient.text).to.equal('0');
  });

  it('plays an agent’s own sign-in, break, return and end, with the token of the answer', async () => {
    const { post, lenient } = await start();
    const signedIn = await post('auth/AgentLogin', form, 'agent=Agent1&password=simulated');
    expect(signedIn.strict.status).to.equal(404);
    const settings = JSON.parse(signedIn.lenient.text);
    expect(settings).to.include({ name: '1001', accountcode: 'Agent1', transport: 'wss' });
    expect(settings).to.have.property('secret');
    const authorization = `Basic ${settings.md5secret}`;
    const says = async (path: string, more = '') =>
      (await post(`api/${path}`, form, `agent=Agent1&interface=SIP%2F1001${more}`, authorization)).lenient.text;
    expect(await says('AgentBreak', '&motive=Lunch&message=')).to.equal('1');
    expect(await says('AgentUnBreak', '&motive=Lunch&message=')).to.equal('1');
    expect(await says('AgentLogoff')).to.equal('1');
    expect(await says('AgentLogoff', '9')).to.equal('0');
    expect(lenient.state.agentStates.map(({ state, motive }) => [state, motive])).to.deep.equal([
      ['break', 'Lunch'],
      ['ready', 'Lunch'],
      ['off', ''],
    ]);
    for (const wrong of ['agent=Agent1&password=', 'agent=Nobody&password=simulated', 'agent=&password=simulated'])
      expect((await post('auth/AgentLogin', form, wrong)).lenient.text, wrong).to.equal('0');
    expect(
      (await post('api/AgentBreak', form, 'agent=Agent1&interface=SIP%2F1001', 'Basic x')).lenient.status,
    ).to.equal(401);
  });

  it('hangs up by the other spelling, calls with data, and tells the members of a campaign', async () => {
    const { post, leniently, lenient } = await start();
    const withData = await post('Agents/AgentCallwithData', form, `${call}&data=%7B%22account%22%3A7%7D`);
    expect(withData.lenient.text).to.equal(lenient.state.calls[0]!.guid);
    expect(lenient.state.calls[0]!.data).to.equal('{"account":7}');
    expect((await post('Agents/HangupPhone', form, 'phone=1001')).lenient.text).to.equal('1');
    expect(lenient.state.calls[0]!.ended).to.equal(true);
    const members = await send('POST', `${leniently}/Integra/resources/queues/getqueuemembersofqueue?queue=Sale-%3E`, {
      Authorization: lenient.signIn(),
    });
    expect(JSON.parse(members.text)).to.deep.equal([{ membername: 'Agent1' }, { membername: 'Agent2' }]);
    for (const path of ['Agents/AgentCallwithData', 'Agents/HangupPhone', 'queues/getqueuemembersofqueue'])
      expect((await post(path, integraForm, call)).strict.status, path).to.equal(404);
  });

  it('answers 404 to what nobody has shown, and says so', async () => {
    const { post } = await start();
    for (const path of ['SMS/SendSMS', 'forms/FormGet']) {
      const answer = await post(path, form, 'a=1');
      expect([answer.strict.status, answer.lenient.status, answer.lenient.text]).to.deep.equal([404, 404, '']);
      expect(answer.stillRefused).to.contain('nobody has shown');
    }
    expect((await post('Agents/Nothing', form, '')).stillRefused).to.equal('There is nothing at this path.');
    expect((await (await start({ dialect: 'v8' })).post('admin/deleteblack', form, '')).stillRefused).to.contain(
      'newer',
    );
  });
});

describe('clients that exist, and the Motion simulator', () => {
  const Authorization = 'Basic YWRtaW46cGFzc3dvcmQ=';
  const start = () => both((strict) => new MotionSimulator({ strict }));
  const post = (origin: string, path: string, type: string, body: unknown) =>
    send(
      'POST',
      `${origin}/api/${path}`,
      { 'Content-Type': type, Authorization },
      typeof body === 'string' ? body : JSON.stringify(body),
    );

  it('takes JSON with a charset, from axios, .NET and Java', async () => {
    const { strictly, leniently, lenient } = await start();
    for (const type of ['application/json; charset=utf-8', 'application/json;charset=UTF-8', 'Application/JSON']) {
      expect((await post(strictly, 'cm/lists', type, { name: 'x' })).status, type).to.equal(415);
      expect((await post(leniently, 'cm/lists', type, { name: 'x' })).status, type).to.equal(201);
    }
    expect(lenient.state.lists).to.have.length(6);
    expect((await post(leniently, 'cm/lists', 'application/json; charset=utf-16', { name: 'x' })).status).to.equal(415);
    expect((await post(leniently, 'cm/lists', form, { name: 'x' })).status).to.equal(415);
  });

  it('takes the standard fields of a contact, and no custom field that is not set up', async () => {
    const { strictly, leniently, lenient } = await start();
    const contact = {
      firstName: 'Ana',
      phone: '091000000',
      email: 'ana@crm.example',
      mobile: '099',
      city: 'Salto',
      ListId: 32,
    };
    expect((await post(strictly, 'cm/contacts', 'application/json', contact)).status).to.equal(400);
    expect((await post(leniently, 'cm/contacts', 'application/json', contact)).status).to.equal(201);
    expect((await post(leniently, 'cm/lists/32/contacts', 'application/json', [contact])).status).to.equal(200);
    expect((await post(leniently, 'cm/contacts', 'application/json', { ...contact, cf_7: 'x' })).status).to.equal(400);
    expect(lenient.log.at(-1)!.refused).to.contain('cf_7');
    expect((await post(leniently, 'cm/contacts', 'application/json', { phone: '091' })).status, 'no list').to.equal(
      400,
    );
    expect(lenient.state.lists.find(({ id }) => id === 32)!.contacts).to.deep.equal([contact, contact]);
  });

  it('takes the second step of an upload as the page prints it: file.csv at mylist.csv', async () => {
    const { strictly, leniently, lenient } = await start();
    const step = {
      id: 'file.csv',
      binding: { firstName: 'Nome', phone: ' telefono' },
      ListId: 32,
      duplicates: ['phone'],
    };
    for (const origin of [strictly, leniently])
      expect((await post(origin, 'cm/contacts/upload', form, 'Nome, telefono\nAna,091000000\n')).status).to.equal(200);
    expect((await post(strictly, 'cm/contacts/upload/mylist.csv', 'application/json', step)).status).to.equal(400);
    expect((await post(leniently, 'cm/contacts/upload/mylist.csv', 'application/json', step)).status).to.equal(200);
    expect(lenient.state.lists.find(({ id }) => id === 32)!.contacts).to.have.length(1);
  });

  it('takes the standard fields of a contact from a file, too', async () => {
    const { strictly, leniently, strict, lenient } = await start();
    const step = (binding: object, duplicates: unknown = ['email']) => ({
      ...{ id: 'file.csv', binding: { phone: 'telefono', ...binding }, ListId: 32, duplicates },
    });
    const bind = async (origin: string, body: object) =>
      (await post(origin, 'cm/contacts/upload/file.csv', 'application/json', body)).status;
    for (const origin of [strictly, leniently])
      await post(origin, 'cm/contacts/upload', form, 'telefono,correo\n091,a@x\n092,a@x\n');
    expect(await bind(strictly, step({ email: 'correo' }))).to.equal(400);
    expect(await bind(strictly, step({}, ['email']))).to.equal(400);
    expect(strict.log.at(-1)!.refused).to.equal('A contact has no email.');
    expect(await bind(leniently, step({ cf_7: 'correo' }))).to.equal(400);
    expect(lenient.log.at(-1)!.refused).to.contain('cf_7');
    expect(await bind(leniently, step({ email: 'correo' }, ['email', 1]))).to.equal(400);
    expect(await bind(leniently, step({ email: 'correo' }))).to.equal(200);
    expect(lenient.log.at(-1)!.overlooked).to.equal('A contact has no email.');
    expect(lenient.state.lists.find(({ id }) => id === 32)!.contacts).to.deep.equal([
      { phone: '091', email: 'a@x', ListId: 32 },
    ]);
  });

  it('takes a campaign of its name alone, and agents without a penalty', async () => {
    const { strictly, leniently, lenient } = await start();
    for (const [origin, status] of [
      [strictly, 400],
      [leniently, 201],
    ] as const)
      expect((await post(origin, 'voice/queues', 'application/json', { name: 'New' })).status).to.equal(status);
    expect((await post(leniently, 'voice/queues', 'application/json', { TrunkId: 12 })).status).to.equal(400);
    expect((await post(leniently, 'voice/queues', 'application/json', { name: 'New', TrunkId: 13 })).status).to.equal(
      400,
    );
    expect((await post(leniently, 'voice/queues/59/users', 'application/json', { ids: [24] })).status).to.equal(200);
    expect(lenient.state.campaigns[0]!.agents).to.deep.equal([{ id: 24, penalty: '0' }]);
  });
});

describe('clients that exist, and the Sinch simulator', () => {
  const start = () => both((strict) => new SinchSimulator({ strict }));
  const active = '62718C7889CC44F7B944C1A6F6BE9B7F';
  const id36 = '62718c78-89cc-44f7-b944-c1a6f6be9b7f';
  const at = (origin: string, path: string) => `${origin}/ecfs/RI/obi/${path}`;

  it('answers who accepts anything, as the vendor’s own script asks', async () => {
    const { strictly, leniently } = await start();
    const asking: Record<string, string>[] = [
      { Accept: '*/*' },
      {},
      { Accept: 'application/*' },
      { Accept: 'text/html, */*; q=0.1' },
    ];
    for (const headers of asking) {
      expect((await send('GET', at(strictly, 'campaigns'), headers)).status).to.equal(406);
      const answer = await send('GET', at(leniently, 'campaigns'), headers);
      expect([answer.status, JSON.parse(answer.text).length]).to.deep.equal([200, 2]);
    }
    expect((await send('GET', at(leniently, 'campaigns'), { Accept: 'application/xml' })).status).to.equal(406);
  });

  it('takes types with a charset', async () => {
    const { strictly, leniently, lenient } = await start();
    const json = { 'Content-Type': 'application/json; charset=utf-8', Accept: 'text/html' };
    const text = { 'Content-Type': 'text/plain;charset=UTF-8' };
    const customer = JSON.stringify({ numbers: '091000000' });
    for (const [origin, added, set] of [
      [strictly, 415, 415],
      [leniently, 201, 204],
    ] as const) {
      expect((await send('POST', at(origin, `campaigns/${active}/customers`), json, customer)).status).to.equal(added);
      expect((await send('PUT', at(origin, `campaigns/${active}/status`), text, 'Passive')).status).to.equal(set);
    }
    expect(lenient.state.campaigns[1]).to.deep.include({ total: 4 });
    expect(lenient.state.campaigns[1]!.settings.status).to.equal('Passive');
  });

  it('finds what it has by ids with hyphens and in small letters', async () => {
    const { strictly, leniently, lenient } = await start();
    const Accept = 'application/json';
    for (const id of [id36, id36.toUpperCase(), active.toLowerCase()]) {
      expect((await send('GET', at(strictly, `campaigns/${id}`), { Accept })).status, id).to.equal(404);
      const answer = await send('GET', at(leniently, `campaigns/${id}`), { Accept });
      expect(JSON.parse(answer.text).id, id).to.equal(active);
    }
    const customer = 'a3'.padStart(32, '0');
    expect((await send('DELETE', at(leniently, `campaigns/${id36}/customers/${customer}`))).status).to.equal(204);
    expect(lenient.state.campaigns[1]!.total).to.equal(2);
    expect((await send('GET', at(leniently, `campaigns/${id36.replace('6', 'f')}`), { Accept })).status).to.equal(404);
    const agentId = '21a144f1-824e-4c76-8868-d10201608e2e';
    const body = JSON.stringify({ numbers: '092', agentId, priority: '3', date: '' });
    const json = { 'Content-Type': 'application/json', Accept: 'text/html' };
    expect((await send('POST', at(leniently, `campaigns/${active}/customers`), json, body)).status).to.equal(201);
    const added = lenient.state.campaigns[1]!.customers.at(-1)!;
    expect(added).to.include({ agentId: agentId.replaceAll('-', '').toUpperCase(), priority: 3 });
    expect(added).not.to.have.property('date');
  });

  it('finds campaigns of several states', async () => {
    const { strictly, leniently } = await start();
    const found = async (origin: string) =>
      JSON.parse(
        (await send('GET', at(origin, 'campaigns?status=Active,Passive'), { Accept: 'application/json' })).text,
      );
    expect([(await found(strictly)).length, (await found(leniently)).length]).to.deep.equal([0, 2]);
  });
});

describe('clients that exist, and the Voicenter simulator', () => {
  const start = () => both((strict) => new VoicenterSimulator({ strict }));
  const at = (origin: string, operation: string) => `${origin}/ForwardDialer/Dialer/${operation}`;
  const json = 'application/json';
  const Campaign = 'campaign0001';
  const code = (answer: { text: string }) => (answer.text ? JSON.parse(answer.text).ErrorCode : undefined);
  const post = (origin: string, operation: string, body: unknown, type = json) =>
    send(
      'POST',
      at(origin, operation),
      { 'Content-Type': type },
      typeof body === 'string' ? body : JSON.stringify(body),
    );

  it('takes JSON with a charset', async () => {
    const { strictly, leniently, lenient } = await start();
    const call = { Campaign, Target: '0502454545' };
    expect((await post(strictly, 'AddCall', call, 'application/json; charset=utf-8')).status).to.equal(415);
    expect(code(await post(leniently, 'AddCall', call, 'application/json; charset=utf-8'))).to.equal(0);
    expect(lenient.state.campaigns[0]!.pending).to.equal(1);
  });

  it('takes the account’s code in every body, in each way of asking', async () => {
    const { strictly, leniently } = await start();
    const call = { Campaign, Target: '0502454545' };
    const bodies: [operation: string, body: object][] = [
      ['AddCall', call],
      ['UpdateCall', call],
      ['RemoveCall', call],
      ['GetMembersList', { Campaign }],
      ['AddMember', { Campaign, Member: 'member0003' }],
      ['RemoveMember', { Campaign, Member: 'member0003' }],
      ['StopCampaign', { Campaign }],
      ['StartCampaign', { Campaign }],
      ['UpdateCampaignStrategy', { Campaign, setCoefficient: 1 }],
      ['GetCampaignPendingCalls', { Campaign }],
      ['GetCampaignDetails', { Campaign }],
      ['ConfigureIvrCampaign', { Campaign, ConcurrentStrategy: { setMaxCalls: 5 }, RepresentativeList: ['SIP1'] }],
      ['ClearCampaignCalls', { Campaign }],
    ];
    for (const [operation, body] of bodies) {
      const coded = { Code: 'account0001', ...body };
      expect(code(await post(strictly, operation, coded)), operation).to.equal(3);
      expect(code(await post(leniently, operation, coded)), operation).to.equal(0);
    }
    expect(code(await post(leniently, 'AddCallsBulk', [{ Code: 'account0001', ...call }]))).to.equal(0);
    expect(code(await post(leniently, 'AddCall', 'Code=x&Campaign=campaign0001&Target=0502454545', form))).to.equal(0);
    expect(code(await send('GET', at(leniently, 'AddCall?Code=x&Campaign=campaign0001&Target=0502454545')))).to.equal(
      0,
    );
    expect(code(await post(leniently, 'GetCampaignList', { Code: 'another' })), 'here it says whose').to.equal(1);
  });

  it('takes CallerID, IsDateLocal and IgnoreDncStatus, and keeps them', async () => {
    const { strictly, leniently, lenient } = await start();
    const call = {
      Campaign,
      Target: '0502454545',
      CallerID: '072776772',
      OriginateTime: 1700000000,
      IsDateLocal: true,
      IgnoreDncStatus: false,
    };
    expect(code(await post(strictly, 'AddCall', call))).to.equal(3);
    expect(code(await post(leniently, 'AddCall', call))).to.equal(0);
    expect(
      code(await post(leniently, 'AddCallsBulk', [{ Campaign, Target: '0502454545', Callerid: '072776772' }])),
    ).to.equal(0);
    expect(code(await post(leniently, 'AddCall', { ...call, IsDateLocal: 'perhaps' }))).to.equal(3);
    expect(code(await post(leniently, 'AddCall', { ...call, CallerID: 'hidden' }))).to.equal(4);
    const [one, other] = lenient.state.campaigns[0]!.calls;
    const { Campaign: _, Target: __, ...kept } = call;
    expect(one).to.deep.include(kept);
    expect(other).to.include({ CallerID: '072776772' });
  });

  it('takes numbers as text and text as a number, and leaves out what is empty', async () => {
    const { leniently, lenient } = await start();
    const call = { Campaign, Target: 972502454545, Priority: '4', OriginateTime: '', CustomerName: null, Callerid: '' };
    expect(code(await post(leniently, 'AddCall', call))).to.equal(0);
    expect(lenient.state.campaigns[0]!.calls).to.deep.equal([{ Phone: '972502454545', Priority: 4, CallerID: '' }]);
    expect(lenient.log.at(-1)!.overlooked).to.contain('Priority').and.to.contain('972502454545');
    expect(code(await post(leniently, 'AddCall', { Campaign, Target: { number: 1 } }))).to.equal(2);
    expect(code(await post(leniently, 'AddCall', { Campaign, Target: '0502454545', Prioritaet: 1 }))).to.equal(3);
  });
});
