import { expect } from 'chai';
import type { News } from '../../../src/core/call-state.js';
import { CtiClient } from '../../../src/index.js';
import type { Fetch } from '../../../src/transports/http/fetch.js';
import { SinchTransport, type SinchOptions } from '../../../src/transports/sinch/sinch-transport.js';
import { failure } from '../../failure.js';
import { until } from '../../until.js';
import { recorder, reply } from '../requests.js';

const agent = 'A0000000000000000000000000000001';
const rmiUrl = 'https://tenant.example/ecfs/RI/rmi';
const authenticationUrl = 'https://tenant.example/ecfs/authentication';
const lunch = { id: 'p1', name: 'Lunch', absent: true, note: { text: 'x' } };
const desk = { id: 'p2', name: 'Desk' };
const presences = JSON.stringify([lunch, desk, { name: 'No id' }]);
const pause = { type: 'agentState', state: 'paused' } as const;
const ready = { type: 'agentState', state: 'ready' } as const;

function setup(options: Partial<SinchOptions>, ...answers: Parameters<typeof recorder>) {
  const { seen, fetch } = recorder(...answers);
  const baseUrl = 'https://tenant.example/ecfs/RI/obi';
  const transport = new SinchTransport({ baseUrl, rmiUrl, authenticationUrl, agent, fetch, ...options });
  const client = new CtiClient({ transports: [transport] });
  const news: News[] = [];
  const told = new SinchTransport({ baseUrl, rmiUrl, authenticationUrl, agent, fetch, ...options });
  told.tellNews((each) => news.push(each));
  const requests = () => seen.map(({ method, url, body }) => [method, url.replace(rmiUrl, ''), body].join(' ').trim());
  return { seen, client, transport: told, news, requests };
}

const none = reply(null, 204);

describe('the agent’s state at Sinch, by REST', () => {
  it('is ready or not by readyState, with a slash at the end, and is told once [C-376 C-372]', async () => {
    const { transport, requests, seen, news } = setup({}, none, reply('{}'), none);
    for (const command of [ready, { ...pause, reason: undefined }, ready] as const)
      expect(await transport.send(command)).to.deep.equal({ status: 'confirmed', transport: 'sinch' });
    expect(requests()).to.deep.equal(
      ['Ready', 'NotReady', 'Ready'].map(
        (readyState) => `PUT /agents/${agent}/readyState/ {"readyState":"${readyState}"}`,
      ),
    );
    expect(seen[0]!.headers.get('Accept')).to.equal('application/json');
    expect(seen[0]!.headers.get('Content-Type')).to.equal('application/json');
    expect(news).to.deep.equal(['ready', 'paused', 'ready'].map((state) => ({ agent: { state } })));
  });

  it('has the presence profiles as reasons, and writes the chosen one back as it came [C-375 C-376]', async () => {
    const { client, requests, seen } = setup({}, presences);
    expect((await client.send({ type: 'agentStates' })).reasons).to.deep.equal([
      { id: 'p1', name: 'Lunch' },
      { id: 'p2', name: 'Desk' },
    ]);
    expect(requests()).to.deep.equal([`GET /agents/${agent}/presences/`]);
    expect(seen[0]!.headers.get('Accept')).to.equal('application/json');
    const other = setup({}, presences, none, none);
    await other.transport.send({ ...pause, reason: 'p1' });
    expect(other.requests()).to.deep.equal([
      `GET /agents/${agent}/presences/`,
      `PUT /agents/${agent}/readyState/ {"readyState":"NotReady"}`,
      `PUT /agents/${agent}/presences/p1 ${JSON.stringify(lunch)}`,
    ]);
    expect(other.news).to.deep.equal([{ agent: { state: 'paused', reason: 'Lunch' } }]);
  });

  it('is refused before any change for a reason that the agent has not', async () => {
    const { transport, seen, news } = setup({}, presences);
    expect(await failure(transport.send({ ...pause, reason: 'Sick' }))).to.include({
      code: 'INVALID',
      field: 'reason',
      maybeSent: false,
    });
    expect([seen.map(({ method }) => method), news]).to.deep.equal([['GET'], []]);
  });

  it('is ready with the profile that the integrator names, set before', async () => {
    const { transport, requests, news } = setup({ readyProfile: 'Desk' }, presences, none, none);
    await transport.send(ready);
    expect(requests().slice(1)).to.deep.equal([
      `PUT /agents/${agent}/presences/p2 ${JSON.stringify(desk)}`,
      `PUT /agents/${agent}/readyState/ {"readyState":"Ready"}`,
    ]);
    expect(news).to.deep.equal([{ agent: { state: 'ready' } }]);
  });

  it('half changed is said, and only what is so is told', async () => {
    const no = reply('no', 400);
    const paused = setup({}, presences, none, no);
    expect(await failure(paused.transport.send({ ...pause, reason: 'p1' }))).to.include({
      code: 'REJECTED',
      message: 'The agent is paused, but the reason is not set. The dialer refused this.',
      maybeSent: true,
    });
    expect(paused.news).to.deep.equal([{ agent: { state: 'paused' } }]);
    const other = setup({ readyProfile: 'p2' }, presences, none, no);
    expect(await failure(other.transport.send(ready))).to.include({ code: 'REJECTED', maybeSent: true });
    expect(other.news).to.deep.equal([]);
    const refused = setup({}, no);
    expect(await failure(refused.transport.send(ready))).to.include({ code: 'REJECTED', maybeSent: false });
    expect(refused.news).to.deep.equal([]);
  });

  it('is what was pressed last, however many steps the press before it has [C-376]', async () => {
    const seen: string[] = [];
    let list!: (answer: Response) => void;
    const fetch: Fetch = async (url, { method, body }) => {
      seen.push(`${method} ${url.replace(/.*\/agents\/\w+\//, '')} ${body ? String(body) : ''}`.trim());
      return method === 'GET' ? new Promise((resolve) => (list = resolve)) : new Response(null, { status: 204 });
    };
    const { transport, news } = setup({ fetch });
    const paused = transport.send({ ...pause, reason: 'p1' });
    const isReady = transport.send(ready);
    await until(() => seen.length === 1);
    list(new Response(presences));
    await Promise.all([paused, isReady]);
    expect(seen.map((each) => each.split('{')[0]!.trim())).to.deep.equal([
      'GET presences/',
      'PUT readyState/',
      'PUT presences/p1',
      'PUT readyState/',
    ]);
    expect(seen.at(-1)).to.include('"Ready"');
    expect(news).to.deep.equal([{ agent: { state: 'paused', reason: 'Lunch' } }, { agent: { state: 'ready' } }]);
    const failed = setup({}, reply('no', 400), none);
    expect(await failure(failed.transport.send(pause))).to.include({ code: 'REJECTED' });
    expect(await failed.transport.send(ready), 'after a no, too').to.include({ status: 'confirmed' });
  });

  it('is not taken for changed by an answer that is no yes [C-375]', async () => {
    for (const text of ['OK', 'false', '{"error":"x"}', '{"success":false}']) {
      const { transport, news } = setup({}, text);
      expect(await failure(transport.send(ready)), text).to.include({ code: 'PROTOCOL', maybeSent: true });
      expect(news).to.deep.equal([]);
    }
  });

  it('is the panel’s user’s, where the panel says who that is, and the panel is told [C-376 C-372]', async () => {
    const changes: unknown[] = [];
    const panel = { id: async () => agent, changed: (...each: unknown[]) => changes.push(each) };
    const { transport, requests } = setup({ agent: panel }, none);
    await transport.send(ready);
    await transport.send(pause);
    expect(requests()[0]).to.include(`/agents/${agent}/readyState/`);
    expect(changes).to.deep.equal([
      ['ready', undefined],
      ['paused', undefined],
    ]);
    const unknown = setup({ agent: { id: () => '' } }, none);
    expect(await failure(unknown.transport.send(ready))).to.include({ code: 'UNREACHABLE', maybeSent: false });
    for (const id of ['..', '.', 'a/b?c']) {
      const odd = setup({ agent: id }, none);
      await odd.transport.send(ready).catch(() => undefined);
      expect(odd.seen.every(({ url }) => url.includes('/agents/a%2Fb%3Fc/'))).to.equal(true);
    }
  });

  it('needs to be set up, and says so before any byte; calls go through the panel [C-374]', async () => {
    const { transport, seen } = setup({ agent: '', authenticationUrl: '' }, none);
    for (const [type, words] of [
      ['agentState', 'Set agent and rmiUrl'],
      ['agentStates', 'Set agent and rmiUrl'],
      ['logout', 'Set authenticationUrl'],
      ['login', 'no password goes from here'],
      ['call', 'through its panel only'],
      ['hangup', 'through its panel only'],
      ['hold', 'through its panel only'],
      ['answer', 'through its panel only'],
    ] as const) {
      const support = transport.supports(type);
      expect(!support.ok && [support.code, support.reason.includes(words)], type).to.deep.equal(['UNSUPPORTED', true]);
    }
    expect(await failure(transport.send(ready))).to.include({ code: 'UNSUPPORTED', maybeSent: false });
    expect(seen).to.deep.equal([]);
  });
});

describe('the sign-in at Sinch', () => {
  it('is never done here; the sign-out is DELETE with a slash at the end [C-374]', async () => {
    const { transport, seen, news } = setup({}, reply(''));
    expect(transport.supports('login').ok).to.equal(false);
    expect(await transport.send({ type: 'logout' })).to.deep.equal({ status: 'confirmed', transport: 'sinch' });
    expect(seen.map(({ method, url }) => [method, url])).to.deep.equal([['DELETE', `${authenticationUrl}/`]]);
    expect(news).to.deep.equal([{ agent: { state: 'loggedOut' } }]);
  });

  it('is told to the panel, whose next user is another or begins anew [C-372 C-374]', async () => {
    const told: string[] = [];
    const panel = { id: () => agent, left: () => void told.push('left') };
    expect(await failure(setup({ agent: panel }, reply('no', 400)).transport.send({ type: 'logout' }))).to.include({
      code: 'REJECTED',
    });
    expect(told).to.deep.equal([]);
    await setup({ agent: panel }, none).transport.send({ type: 'logout' });
    expect(told).to.deep.equal(['left']);
  });

  it('goes by the user’s cookie where the integrator wants it, and by none else [C-375]', async () => {
    const inits: RequestInit[] = [];
    const fetch: Fetch = async (_, init) => (inits.push(init), new Response('[]'));
    await setup({ fetch, credentials: 'include' }).transport.send({ type: 'campaigns' });
    await setup({ fetch }).transport.send({ type: 'campaigns' });
    expect(inits.map(({ credentials }) => credentials)).to.deep.equal(['include', undefined]);
    expect(inits[1]).not.to.have.property('credentials');
  });

  it('with a key puts that into the header that the integrator names, beside the sign-in, anew each time [C-379]', async () => {
    let count = 0;
    const apiKey = { header: 'X-Vendor-Key', value: async () => `key-${++count}` };
    const { transport, seen, client } = setup({ apiKey, authorization: () => 'Basic dTpw' }, '[]');
    await transport.send({ type: 'campaigns' });
    await client.send({ type: 'campaigns' });
    expect(seen.map(({ headers }) => [headers.get('X-Vendor-Key'), headers.get('Authorization')])).to.deep.equal([
      ['key-1', 'Basic dTpw'],
      ['key-2', 'Basic dTpw'],
    ]);
    expect(client.exportLog()).not.to.include('key-');
  });

  it('without a key sends no header of one; a name that is none is refused at once, as is one that is taken [C-379]', async () => {
    const { transport, seen } = setup({}, '[]');
    await transport.send({ type: 'campaigns' });
    expect([...seen[0]!.headers.keys()]).to.deep.equal(['accept']);
    for (const header of ['', 'a b', 'Authorization', 'accept', 'x:y'])
      expect(() => setup({ apiKey: { header, value: () => 'k' } }), header)
        .to.throw()
        .with.property('field', 'apiKey');
    const failing = setup({ apiKey: { header: 'X-Key', value: () => Promise.reject(new Error('s3cret')) } }, '[]');
    expect(await failure(failing.transport.send({ type: 'campaigns' }))).to.include({
      code: 'UNAUTHORIZED',
      maybeSent: false,
    });
    expect(failing.seen).to.deep.equal([]);
    for (const name of ['rmiUrl', 'authenticationUrl'])
      expect(() => setup({ [name]: 'https://u:p@tenant.example' }))
        .to.throw()
        .with.property('field', name);
  });

  it('with a token of the page’s own is the page’s whole header [C-377 C-378]', async () => {
    const { transport, seen } = setup({ authorization: () => 'Bearer id-token' }, presences);
    await transport.send({ type: 'agentStates' });
    expect(seen[0]!.headers.get('Authorization')).to.equal('Bearer id-token');
    expect(seen[0]!.headers.get('Accept')).to.equal('application/json');
  });

  it('hears of no call: what the server tells goes to servers [C-380 C-381]', async () => {
    const { transport, news, seen } = setup({}, '[]');
    await transport.send({ type: 'campaigns' });
    expect([news, seen.length]).to.deep.equal([[], 1]);
  });
});
