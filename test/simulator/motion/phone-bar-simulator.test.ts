import { expect } from 'chai';
import { MotionSimulator, PhoneBarSimulator, type PhoneBarOptions } from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';

let bar: PhoneBarSimulator;
const start = (options?: PhoneBarOptions) => (bar = new PhoneBarSimulator(options));
beforeEach(() => void start());

const get = (path: string) => ask(bar, 'GET', `/api/${path}`);
const calls = async () => JSON.parse((await get('calls')).text);

describe('the simulator of Motion’s phone bar', () => {
  it('takes a call from the dial to its end, and tells its status by the vendor’s numbers [C-410] [C-411] [C-412]', async () => {
    expect(await calls()).to.deep.equal([]);
    expect((await get('originate/0911')).status).to.equal(200);
    const { sessionId } = bar.state.calls[0]!;
    const told: unknown[] = [];
    const tell = async () => told.push((await calls())[0]);
    await tell();
    for (const step of ['alert', 'connect', 'hold', 'connect'] as const) {
      bar[step](sessionId);
      await tell();
    }
    expect((await get(`hangup/${sessionId}`)).status).to.equal(200);
    await tell();
    await tell();
    const row = (status: number) => ({ sessionId, status, number: '0911' });
    expect(told).to.deep.equal([...[2, 4, 8, 64, 8, 128].map(row), undefined]);
    expect(bar.state.done).to.deep.equal(['originate/0911', `hangup/${sessionId}`]);
  });

  it('answers and ends the call that is named, or all that fit when none is [C-411] [M-18]', async () => {
    const [one, other] = [bar.ring('0911'), bar.ring('0922')];
    await get(`answer/${other.sessionId}`);
    expect([one.status, other.status]).to.deep.equal(['INCOMING', 'ACTIVE']);
    await get('answer');
    expect(one.status).to.equal('ACTIVE');
    await get('hangup');
    expect([one.status, other.status]).to.deep.equal(['TERMINATED', 'TERMINATED']);
    bar.ring('0933');
    await get(`hangup/${bar.state.calls.at(-1)!.sessionId}`);
    expect(bar.state.calls.at(-1)!.status).to.equal('TERMINATED');
  });

  it('refuses a session that is not there, a number that is none, and all that is no GET [C-410] [C-411]', async () => {
    const wrong: [number, string][] = [
      [404, 'answer'],
      [404, 'answer/x'],
      [404, 'hangup'],
      [404, 'hangup/x'],
      [400, 'originate'],
      [400, 'originate/Ana'],
      [400, 'originate/%FF'],
      [400, 'originate/0911?token=1'],
      [404, 'calls/x'],
      [404, 'hold'],
      [404, 'transfer/0911'],
      [404, 'constructor'],
    ];
    for (const [status, path] of wrong) {
      const answer = await get(path);
      expect([answer.status, answer.text, typeof answer.refused], path).to.deep.equal([status, '', 'string']);
    }
    for (const method of ['POST', 'PUT', 'OPTIONS'])
      expect((await ask(bar, method, '/api/originate/0911')).status, method).to.equal(405);
    expect((await ask(bar, 'GET', '/xcally/svc/originate/0911')).status, 'the older bar [C-415]').to.equal(404);
    expect(bar.state).to.deep.equal({ calls: [], done: [] });
  });

  it('names its keys as an option says, in a list or in an object, with numbers, texts or names [M-16] [C-412]', async () => {
    const shapes: [PhoneBarOptions, (id: string) => unknown][] = [
      [{ keys: 'id' }, (id) => [{ id, state: 32, remote: '0911' }]],
      [
        { keys: 'callStatus', status: 'name' },
        (sessionId) => [{ sessionId, callStatus: 'INCOMING', callerId: '0911' }],
      ],
      [
        { form: { object: 'calls' }, status: 'text' },
        (sessionId) => ({ calls: [{ sessionId, status: '32', number: '0911' }] }),
      ],
    ];
    for (const [options, expected] of shapes) {
      start(options);
      const { sessionId } = bar.ring('0911');
      expect(await calls()).to.deep.equal(expected(sessionId));
    }
    start({ tellsEnd: false });
    const { sessionId } = bar.ring('0911');
    bar.end(sessionId);
    expect(await calls()).to.deep.equal([]);
    start({ reply: '' });
    expect((await get('originate/0911')).text).to.equal('');
  });

  it('sets more than one bit where an option says so, or leaves the status out, or tells one that is not known [M-16] [M-17]', async () => {
    start({ combined: true });
    const { sessionId } = bar.ring('0911');
    bar.connect(sessionId);
    bar.hold(sessionId);
    expect((await calls())[0].status).to.equal(72);
    bar.faults = { strangeStatus: 256 };
    expect((await calls())[0].status).to.equal(256);
    bar.faults = { noStatus: true };
    expect((await calls())[0]).to.deep.equal({ sessionId, number: '0911' });
    bar.faults = {};
    bar.release(sessionId);
    expect((await calls())[0].status).to.equal(16);
    expect(() => bar.alert(sessionId)).to.throw('could be ALERTING');
  });

  it('holds only as the sister product’s bar [C-414]', async () => {
    start({ bar: 'universal' });
    const [one, other] = [bar.ring('0911'), bar.ring('0922')];
    expect((await get('hold')).status).to.equal(404);
    await get('answer');
    await get(`hold/${one.sessionId}`);
    expect([one.status, other.status]).to.deep.equal(['HOLDING', 'ACTIVE']);
    await get('hold');
    expect(other.status).to.equal('HOLDING');
  });

  it('can say yes and do nothing, break the connection, and be read by a page where it is set up so [C-413]', async () => {
    bar.faults = { deaf: true };
    expect((await get('originate/0911')).status).to.equal(200);
    expect(bar.state.calls).to.deep.equal([]);
    bar.faults = { dropped: true, only: 'originate' };
    expect(await get('originate/0911').catch((cause: Error) => cause.name)).to.equal('Dropped');
    expect(bar.state.calls).to.have.length(1);
    start({ cors: { origin: ['https://crm.example'] } });
    const answer = await bar.handle(
      new Request('http://localhost:9888/api/originate/0911', { headers: { Origin: 'https://other.example' } }),
    );
    expect(answer.headers.has('Access-Control-Allow-Origin')).to.equal(false);
    expect(bar.state.calls, 'any page makes it dial').to.have.length(1);
    bar.clear();
    expect(bar.state).to.deep.equal({ calls: [], done: [] });
  });
});

describe('the Motion simulator’s keys', () => {
  it('take the place of name and password, in the address alone, and are not in the log [C-416]', async () => {
    const motion = new MotionSimulator();
    const list = (query: string, headers = {}) =>
      ask(motion, 'POST', `/api/cm/lists${query}`, { name: 'New' }, { 'Content-Type': 'application/json', ...headers });
    expect((await list('?apikey=key0001')).status).to.equal(201);
    expect(motion.log.at(-1)!.path).to.equal('/api/cm/lists?apikey=…');
    for (const query of ['?apikey=other', '?apikey=', '?ApiKey=key0001', '?apikey=key0001&apikey=key0001', ''])
      expect((await list(query)).status, query).to.equal(401);
    expect((await list('', { apikey: 'key0001' })).status).to.equal(401);
    expect((await list('?apikey=key0001&x=1')).status).to.equal(400);
  });
});
