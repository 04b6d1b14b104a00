import { expect } from 'chai';
import { SinchSimulator, type SinchOptions } from '../../../src/simulator/index.js';
import { ask, send, serve } from '../simulator.fixture.js';

const ana = '21A144F1824E4C768868D10201608E2E';
const signIn = '/ecfs/authentication/';
const form = { Authorization: 'ECFAuth', 'Content-Type': 'application/x-www-form-urlencoded' };
const basic = (text: string) =>
  new URLSearchParams({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` }).toString();
const rmi = (path: string) => `/ecfs/RI/rmi/agents/${path}`;
const json = { 'Content-Type': 'application/json' };

let server: SinchSimulator;
const start = (options?: SinchOptions) => (server = new SinchSimulator(options));
beforeEach(() => void start());

/** Signs in and gives the header that a browser would send from then on. */
async function cookie() {
  const { headers } = await ask(server, 'POST', signIn, basic('ana:simulated'), form);
  return { Cookie: headers.get('Set-Cookie')!.split(';')[0]! };
}

describe('the Sinch simulator’s sign-in', () => {
  it('sets a cookie for a user’s password in UTF-8 or for a token, and takes it back [C-374]', async () => {
    start({ users: { ána: 'pässword' }, tokens: { t1: 'ána' } });
    const { status, headers } = await ask(server, 'POST', signIn, basic('ána:pässword'), form);
    expect([status, headers.get('Set-Cookie')]).to.satisfy(
      ([code, set]: [number, string]) => code === 200 && /^\w+=.+; Path=\/; Secure; SameSite=None$/.test(set),
    );
    expect((await ask(server, 'POST', signIn, undefined, { Authorization: 'Bearer t1' })).status).to.equal(200);
    expect(server.state.sessions.map(({ user }) => user)).to.deep.equal(['ána', 'ána']);
    const { id } = server.state.sessions[0]!;
    await ask(server, 'DELETE', signIn, undefined, { Cookie: `ECFSESSION=${id}` });
    expect(server.state.sessions).to.have.length(1);
    const wrong: [number, string, Record<string, string>, string?][] = [
      [401, 'POST', form, basic('ána:other')],
      [401, 'POST', { ...form, Authorization: 'Basic x' }, basic('ána:pässword')],
      [401, 'POST', { Authorization: 'Bearer t2' }],
      [415, 'POST', { ...form, 'Content-Type': 'text/plain' }, basic('ána:pässword')],
      [405, 'PUT', form, basic('ána:pässword')],
    ];
    for (const [expected, method, given, body] of wrong)
      expect((await ask(server, method, signIn, body, given)).status, JSON.stringify(given)).to.equal(expected);
  });

  it('without its last slash answers neither the request nor the browser’s question before it [C-374]', async () => {
    start({ cors: { origin: ['https://crm.example'], credentials: true } });
    const preflight = (path: string) =>
      ask(server, 'OPTIONS', path, undefined, {
        Origin: 'https://crm.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      });
    const right = await preflight(signIn);
    expect([right.status, right.headers.get('Access-Control-Allow-Credentials')]).to.deep.equal([204, 'true']);
    const wrong = await preflight('/ecfs/authentication');
    expect([wrong.status, wrong.headers.has('Access-Control-Allow-Headers')]).to.deep.equal([404, false]);
    expect((await ask(server, 'POST', '/ecfs/authentication', basic('ana:simulated'), form)).status).to.equal(404);
    expect(server.state.sessions).to.deep.equal([]);
  });

  it('counts over HTTP, where a cookie is a header [C-374] [C-375]', async () => {
    const { origin, close } = await serve(server);
    const signedIn = await send('POST', origin + signIn, form, basic('ana:simulated'));
    const [set = ''] = signedIn.headers['set-cookie'] ?? [];
    const asked = (headers: Record<string, string>) => send('GET', origin + rmi(`${ana}/presences/`), headers);
    expect((await asked({ Accept: 'application/json' })).status).to.equal(401);
    const Cookie = set.split(';')[0]!;
    expect((await asked({ Accept: 'application/json', Cookie })).status).to.equal(200);
    await send('DELETE', origin + signIn, { Cookie });
    expect((await asked({ Accept: 'application/json', Cookie })).status).to.equal(401);
    await close();
  });

  it('counts for a page’s own fetch that lets cookies go along, where no HTTP is between', async () => {
    await cookie();
    const asked = async (credentials: RequestCredentials) =>
      (
        await server.handle(
          new Request(`https://t.example${rmi(`${ana}/presences/`)}`, {
            credentials,
            headers: { Accept: 'application/json' },
          }),
        )
      ).status;
    expect([await asked('include'), await asked('omit')]).to.deep.equal([200, 401]);
  });
});

describe('the Sinch simulator’s agents', () => {
  it('have presences and a ready state, set by the printed paths alone [C-375] [C-376]', async () => {
    const session = await cookie();
    const { text } = await ask(server, 'GET', rmi(`${ana}/presences/`), undefined, {
      ...session,
      Accept: 'application/json',
    });
    const [lunch] = JSON.parse(text) as [{ id: string; name: string }];
    expect(lunch.name).to.equal('Lunch');
    const put = async (path: string, body: unknown) =>
      (await ask(server, 'PUT', rmi(path), body, { ...session, ...json })).status;
    expect(await put(`${ana}/presences/${lunch.id}`, lunch)).to.equal(204);
    expect(await put(`${ana}/readyState/`, { readyState: 'Ready' })).to.equal(204);
    expect(server.state.agents).to.deep.equal([{ id: ana, readyState: 'Ready', presenceId: lunch.id }]);
    const wrong: [number, string, unknown][] = [
      [404, `${ana}/presences/${lunch.id}/`, lunch],
      [404, `${ana}/readyState`, { readyState: 'NotReady' }],
      [404, `${ana}/presences/${ana}`, lunch],
      [404, `${lunch.id}/readyState/`, { readyState: 'NotReady' }],
      [405, `${ana}/presences/`, lunch],
      [400, `${ana}/presences/${lunch.id}`, { id: lunch.id }],
      [400, `${ana}/presences/${lunch.id}`, { ...lunch, id: ana }],
      [400, `${ana}/readyState/`, { readyState: 'Away' }],
      [400, `${ana}/readyState/`, { readyState: 'NotReady', reason: 1 }],
      [400, `${ana}/readyState/`, 'Ready'],
      [400, `${ana}/readyState/?x=1`, { readyState: 'NotReady' }],
    ];
    for (const [expected, path, body] of wrong) expect(await put(path, body), path).to.equal(expected);
    expect(server.state.agents[0]!.readyState).to.equal('Ready');
  });

  it('want Accept as the documentation does, and take the vendor’s script, which sends none, when lenient [C-377]', async () => {
    for (const [strict, status] of [
      [true, 406],
      [false, 200],
    ] as const) {
      start({ strict });
      const session = await cookie();
      expect((await ask(server, 'GET', rmi(`${ana}/presences/`), undefined, session)).status).to.equal(status);
    }
  });

  it('want the header with the key that was set up, in both interfaces, beside who asks [C-379]', async () => {
    start({ apiKey: { header: 'X-Made-Up-Key', value: 'secret' }, authorization: 'Basic eDp5' });
    const asked = async (path: string, headers: Record<string, string>) =>
      (await ask(server, 'GET', path, undefined, { Accept: 'application/json', ...headers })).status;
    for (const path of ['/ecfs/RI/obi/campaigns', rmi(`${ana}/presences/`)]) {
      const all = { 'X-Made-Up-Key': 'secret', Authorization: 'Basic eDp5' };
      expect(await asked(path, all)).to.equal(200);
      expect(await asked(path, { ...all, 'X-Made-Up-Key': 'other' })).to.equal(401);
      expect(await asked(path, { Authorization: all.Authorization })).to.equal(401);
      expect(await asked(path, { 'X-Made-Up-Key': 'secret' })).to.equal(401);
      expect(await asked(path, { 'X-Made-Up-Key': 'secret', ...(await cookie()) })).to.equal(200);
    }
  });
});
