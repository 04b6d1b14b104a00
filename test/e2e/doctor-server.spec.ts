import { expect, test, type Page } from './test.js';
import {
  cause,
  closedPort,
  cors,
  doctorPage,
  findingsIn,
  integraServer,
  secureServer,
  securePages,
  serve,
  site,
  sitePages,
  stop,
  type IntegraSettings,
  type Question,
} from './doctor-sites.js';

// Real headers from real servers on this machine; each test breaks one thing.
test.afterEach(stop);

const token = 'Basic c3VwZXJ2aXNvcjp0b2tlbg==';
const form = async (headers: Record<string, string> = {}) => site('form', await sitePages({ '/form': { headers } }));

/** Asks a server with these settings, made for the origin of the test's page, and names its findings. */
async function ask(page: Page, settings: (origin: string) => IntegraSettings, question: Question = { token }) {
  if (page.url() === 'about:blank') await page.goto(`${await form()}/form`);
  const { origin } = new URL(page.url());
  const server = await integraServer(settings(origin));
  const found = await findingsIn(page, {
    integraUrl: `http://127.0.0.1:${server.port}/ucontact`,
    only: ['server', 'sign-in'],
    ...question,
  });
  return { ...found, origin, asked: server.asked };
}

test.describe('the doctor, of the Integra server', () => {
  test('says that all is well where it is, and sends only the reading operation [C-053 C-054 C-162]', async ({
    page,
  }) => {
    const { server, 'sign-in': signIn, asked } = await ask(page, (origin) => ({ headers: cors(origin) }));
    expect([server?.state, signIn?.state, server?.facts['looksLike']]).toEqual(['good', 'good', []]);
    const url = '/ucontact/Integra/resources/Supervisor/queuesummary';
    expect(asked).toEqual([
      { method: 'OPTIONS', url, body: '', signedIn: false },
      { method: 'POST', url, body: '', signedIn: true },
    ]);
  });

  test('names each header that is missing or wrong', async ({ page }) => {
    await test.step('names a missing Access-Control-Allow-Origin, in words to send on, and never the token', async () => {
      const { server, 'sign-in': signIn, origin, asked } = await ask(page, () => ({}));
      expect([server?.state, cause(server), signIn?.state]).toEqual(['bad', 'cors', 'unknown']);
      expect(server?.ask?.what).toContain(`Access-Control-Allow-Origin: ${origin}`);
      expect(server?.ask?.whom).toContain('127.0.0.1');
      expect(new Set(asked.map(({ method, url, body }) => `${method} ${url} ${body}`))).toEqual(
        new Set(
          ['OPTIONS', 'POST', 'GET'].map((method) => `${method} /ucontact/Integra/resources/Supervisor/queuesummary `),
        ),
      );
      expect(JSON.stringify(server)).not.toContain(token.slice(6));
    });

    await test.step('names one for another origin', async () => {
      const { server } = await ask(page, () => ({ headers: cors('https://other.example') }));
      expect([server?.state, cause(server)]).toEqual(['bad', 'cors']);
    });

    await test.step('names an Access-Control-Allow-Headers that leaves out Authorization', async () => {
      const { server } = await ask(page, (origin) => ({
        headers: { ...cors(origin), 'Access-Control-Allow-Headers': 'Content-Type' },
      }));
      expect([server?.state, cause(server)]).toEqual(['bad', 'allow-headers']);
      expect(server?.ask?.what).toContain('Access-Control-Allow-Headers: Authorization');
    });

    await test.step('names an OPTIONS that is refused', async () => {
      const { server } = await ask(page, (origin) => ({ headers: cors(origin), preflight: { status: 401 } }));
      expect([server?.state, cause(server)]).toEqual(['bad', 'preflight']);
      expect(server?.ask?.what).toContain('OPTIONS');
    });
  });

  test('tells a sign-in that is refused, or is none, from a server that cannot be reached', async ({ page }) => {
    for (const [status, what] of [
      [401, 'HTTP 401'],
      [403, 'HTTP 403'],
      [302, 'sign-in page'],
    ] as const)
      await test.step(`tells ${status} from a server that cannot be reached`, async () => {
        const { server, 'sign-in': signIn } = await ask(page, (origin) => ({
          headers: { ...cors(origin), Location: '/login' },
          status,
          body: '',
        }));
        expect([server?.state, signIn?.state]).toEqual(['good', 'bad']);
        expect(signIn?.title).toContain(what);
      });

    await test.step('says when the page gives no sign-in, or its function fails', async () => {
      const none = await ask(page, (origin) => ({ headers: cors(origin), status: 401 }), {});
      expect([none['sign-in']?.state, none['sign-in']?.title]).toEqual([
        'bad',
        'The server wants a sign-in (HTTP 401), and the page gives none.',
      ]);
      const failed = await ask(page, (origin) => ({ headers: cors(origin), status: 401 }), { token: '!' });
      expect([failed['sign-in']?.state, failed['sign-in']?.title]).toEqual([
        'bad',
        'The page’s authorization function gives no sign-in.',
      ]);
      expect(JSON.stringify(failed['sign-in'])).not.toContain('c2VjcmV0');
    });
  });

  test('names an answer that is not Integra’s, or late', async ({ page }) => {
    for (const [what, settings, state, title] of [
      ['a wrong address (404)', { status: 404 }, 'bad', 'no Integra behind this address'],
      ['a proxy without a server (502)', { status: 502, body: '<h1>Bad Gateway</h1>' }, 'bad', 'HTTP 502'],
      ['a web page in Integra’s place', { body: '<!doctype html><p>Hello' }, 'warning', 'does not look like Integra’s'],
      ['an answer that takes its time', { delay: 2_100 }, 'warning', 'slowly'],
    ] as const)
      await test.step(`names ${what}`, async () => {
        const { server } = await ask(page, (origin) => ({ headers: cors(origin), ...settings }));
        expect([server?.state, server?.title]).toEqual([state, expect.stringContaining(title)]);
      });
  });

  test('names this page’s own connect-src, and its own administrator', async ({ page }) => {
    const origin = await form({ 'Content-Security-Policy': "connect-src 'self'" });
    const { port, asked } = await integraServer({ headers: cors(origin) });
    await page.goto(`${origin}/form`);
    const { server } = await findingsIn(page, { integraUrl: `http://127.0.0.1:${port}/`, token, only: ['server'] });
    expect([server?.state, cause(server)]).toEqual(['bad', 'policy']);
    expect(server?.ask).toEqual({
      whom: 'the administrator of this page’s server',
      what: expect.stringContaining(`connect-src http://127.0.0.1:${port}`),
    });
    expect(asked).toEqual([]);
  });

  test('names a time-out', async ({ page }) => {
    const port = await serve(() => {});
    await page.goto(`${await form()}/form`);
    const { server } = await findingsIn(page, {
      integraUrl: `http://127.0.0.1:${port}/`,
      token,
      only: ['server'],
      timeout: 700,
    });
    expect([server?.state, cause(server), server?.ask?.what]).toEqual([
      'bad',
      'timeout',
      expect.stringContaining(`port ${port}`),
    ]);
  });

  test('names a port at which nothing listens, and a name that nobody knows (DNS)', async ({ page }) => {
    await page.goto(`${await form()}/form`);
    const closed = await findingsIn(page, {
      integraUrl: `http://127.0.0.1:${await closedPort()}/`,
      token,
      only: ['server'],
    });
    expect([closed['server']?.state, closed['server']?.facts['looksLike']]).toEqual(['bad', ['refused']]);
    const nobody = await findingsIn(page, {
      integraUrl: 'http://integra.invalid/',
      token,
      only: ['server'],
      timeout: 30_000,
    });
    expect([nobody['server']?.state, cause(nobody['server'])]).toEqual(['bad', 'dns']);
    expect(nobody['server']?.text).toContain('ERR_NAME_NOT_RESOLVED');
  });

  test('names a certificate that the browser does not trust', async ({ page }) => {
    const port = await secureServer('127.0.0.1', (_, response) => response.end('[]'));
    await page.goto(`${await form()}/form`);
    const { server } = await findingsIn(page, { integraUrl: `https://127.0.0.1:${port}/`, token, only: ['server'] });
    expect([server?.state, server?.facts['looksLike']]).toEqual(['bad', ['certificate']]);
  });

  test('names mixed content', async ({ browser }) => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await page.goto(`https://127.0.0.1:${await securePages('127.0.0.1', { '/form': { html: doctorPage } })}/form`);
    const { server } = await findingsIn(page, { integraUrl: 'http://integra.invalid/', token, only: ['server'] });
    expect([server?.state, cause(server), server?.ask?.what]).toEqual([
      'bad',
      'mixed',
      expect.stringContaining('https://integra.invalid/'),
    ]);
    await context.close();
  });

  test('says that the computer is offline, and asks nobody', async ({ page, context }) => {
    const { port, asked } = await integraServer({});
    await page.goto(`${await form()}/form`);
    await context.setOffline(true);
    await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(false);
    const { server } = await findingsIn(page, { integraUrl: `http://127.0.0.1:${port}/`, token, only: ['server'] });
    await context.setOffline(false);
    expect([server?.state, cause(server), asked]).toEqual(['bad', 'offline', []]);
  });

  test('names a permission for the local network that was refused', async ({ page, context, browserName }) => {
    test.skip(browserName !== 'chromium', 'no other engine guards it');
    const origin = await form({ 'Content-Security-Policy': 'treat-as-public-address' });
    const { port, asked } = await integraServer({ headers: cors(origin) });
    const session = await context.newCDPSession(page);
    const { browserContextId } = (await session.send('Target.getTargetInfo')).targetInfo;
    const refused = { setting: 'denied', origin, ...(browserContextId && { browserContextId }) } as const;
    for (const name of ['local-network-access', 'loopback-network', 'local-network'])
      await session.send('Browser.setPermission', { permission: { name }, ...refused }).catch(() => {}); // one of the names is enough
    await page.goto(`${origin}/form`);
    const { server } = await findingsIn(page, { integraUrl: `http://127.0.0.1:${port}/`, token, only: ['server'] });
    expect([server?.state, cause(server), asked]).toEqual(['bad', 'local-network', []]);
    expect(server?.ask?.what).toContain('allow="local-network-access"');
  });
});
