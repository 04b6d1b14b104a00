import { chromium, expect, test, type Browser, type Frame, type LaunchOptions, type Page } from './test.js';
import { cors, doctorPage, findingsIn, integraServer, portalPage, site, sitePages, stop } from './doctor-sites.js';

// Real frames and headers from real servers on this machine; each test breaks one thing.
test.afterEach(stop);

/** The frame at an address, once its scripts have run. */
async function frameAt(page: Page, url: string): Promise<Frame> {
  await expect.poll(() => page.frames().some((frame) => frame.url() === url)).toBe(true);
  const frame = page.frames().find((each) => each.url() === url)!;
  await frame.waitForFunction(() => 'Portside' in window);
  return frame;
}

/** Opens a portal with the form in its frame. */
async function open(page: Page, options: Parameters<typeof portalPage>[1] = {}, headers: Record<string, string> = {}) {
  const pages: Parameters<typeof sitePages>[0] = { '/form': { headers } };
  const port = await sitePages(pages);
  const [form, portal] = [site('form', port), site('portal', port)];
  pages['/portal'] = { html: portalPage(`${form}/form`, options) };
  await page.goto(`${portal}/portal`);
  return { frame: await frameAt(page, `${form}/form`), form, portal, pages };
}

const states = (found: Awaited<ReturnType<typeof findingsIn>>) =>
  Object.fromEntries(Object.entries(found).map(([id, { state }]) => [id, state]));

test.describe('the doctor, of the frames and the portal', () => {
  test(
    'says where the page stands, and that the portal answers; the portal hears one question and nothing else [C-011]',
    { tag: '@firefox' },
    async ({ page }) => {
      const { frame, portal, form } = await open(
        page,
        {},
        { 'Content-Security-Policy': `frame-ancestors http://portal.localhost:*` },
      );
      const found = await findingsIn(frame, {
        portalOrigin: portal,
        only: ['frame', 'sandbox', 'framing', 'portal-origin', 'portal'],
      });
      expect(states(found)).toEqual({
        frame: 'good',
        sandbox: 'good',
        framing: 'good',
        'portal-origin': 'good',
        portal: 'good',
      });
      expect(found.frame?.facts).toEqual({ framed: true, depth: 1, origins: [portal], page: form, named: true });
      expect(found.portal?.facts['ms']).toEqual(expect.any(Number));
      expect(await page.evaluate(() => (window as any).asked)).toEqual([{ action: 'CTI' }]);
    },
  );

  test('tells how deep it is, by whom, and that the portal stands further out', async ({ page }) => {
    const pages: Parameters<typeof sitePages>[0] = { '/form': {} };
    const port = await sitePages(pages);
    const [form, middle, portal] = ['form', 'middle', 'portal'].map((name) => site(name, port)) as [
      string,
      string,
      string,
    ];
    pages['/middle'] = { html: `<!doctype html><title>Middle</title><iframe name="form" src="${form}/form"></iframe>` };
    pages['/portal'] = { html: portalPage(`${middle}/middle`) };
    await page.goto(`${portal}/portal`);
    const found = await findingsIn(await frameAt(page, `${form}/form`), {
      portalOrigin: portal,
      only: ['frame', 'portal-origin', 'portal'],
    });
    expect(found.frame?.facts['depth']).toBe(2);
    expect(states(found)).toMatchObject({ frame: 'warning' });
    test.skip(
      test.info().project.name.includes('firefox') &&
        found.frame?.facts['origins']?.toString() !== `${middle},${portal}`,
      'this browser names no ancestors',
    );
    expect(found.frame?.facts['origins']).toEqual([middle, portal]);
    expect(found.frame?.ask?.what).toContain("target: 'top'");
    expect(found['portal-origin']).toMatchObject({
      state: 'bad',
      text: `${portal} stands further out; the nearest page is ${middle}. Nothing is posted to it.`,
    });
    expect(found.portal?.state).toBe('bad');
  });

  test('names a wrong portal-origin, none, and one that is no origin', async ({ page }) => {
    const { frame, portal } = await open(page);
    const only = ['portal-origin'] as ['portal-origin'];
    const wrong = await findingsIn(frame, { portalOrigin: portal.replace('portal', 'other'), only });
    expect(wrong['portal-origin']).toMatchObject({
      state: 'bad',
      ask: { what: expect.stringContaining(`portal-origin="${portal}"`) },
    });
    const none = await findingsIn(frame, { portalOrigin: '', only });
    expect(none['portal-origin']).toMatchObject({
      state: 'warning',
      ask: { what: `If ${portal} is the portal, set portal-origin="${portal}".` },
    });
    const nonsense = await frame.evaluate(() =>
      (window as any).Portside.diagnose(new (window as any).Portside.CtiClient({ transports: [] }), {
        portalOrigin: 'portal',
        only: ['portal-origin'],
      }),
    );
    expect(nonsense.findings[0]).toMatchObject({ state: 'bad', title: 'portal-origin is not an origin.' });
  });

  test('says when the page is in no frame', async ({ page }) => {
    const port = await sitePages({ '/form': {} });
    await page.goto(`${site('form', port)}/form`);
    const found = await findingsIn(page, {
      portalOrigin: site('portal', port),
      only: ['frame', 'portal-origin', 'portal'],
    });
    expect(states(found)).toEqual({ frame: 'bad', 'portal-origin': 'unknown', portal: 'bad' });
    expect(found.frame?.title).toBe('This page is not inside the portal.');
  });

  test('names a sandbox without allow-same-origin, and the storage that it costs', async ({ page }) => {
    const { frame } = await open(page, { attributes: 'name="form" sandbox="allow-scripts"' });
    const found = await findingsIn(frame, { only: ['sandbox', 'storage'] });
    expect(states(found)).toEqual({ sandbox: 'bad', storage: 'bad' });
    expect(found.sandbox?.ask?.what).toContain('allow-same-origin');
    expect(found.storage?.facts).toMatchObject({ sessionStorage: 'SecurityError', indexedDb: 'SecurityError' });
  });

  test('names a portal that does not answer, late or without sense', async ({ page }) => {
    for (const [what, options, portalState, words] of [
      ['a portal that is silent', { proxyOf: 'another' }, 'bad', 'does not listen to this frame'],
      ['a frame without a name', { attributes: '', proxyOf: 'form' }, 'bad', 'has no name'],
      ['a portal that is slow', { delay: 1_100 }, 'warning', 'keeps'],
      ['an answer without sense', { answer: `{ CTI: '{"Guid":' }` }, 'warning', 'exportLog'],
    ] as const)
      await test.step(`names ${what}`, async () => {
        const { frame, portal } = await open(page, options);
        const { portal: found } = await findingsIn(frame, {
          portalOrigin: portal,
          only: ['portal'],
          timeout: what.includes('slow') ? 8_000 : 1_500,
        });
        expect(found?.state).toBe(portalState);
        expect(`${found?.text} ${found?.ask?.what}`).toContain(words);
      });
  });

  test('names what a header says of who may frame the page, as seen from a tab of its own; and the browser agrees', async ({
    page,
  }) => {
    for (const [what, headers, state, header] of [
      [
        'frame-ancestors that leaves the portal out',
        { 'Content-Security-Policy': "frame-ancestors 'self' https://other.example" },
        'bad',
        'frame-ancestors',
      ],
      ['X-Frame-Options: DENY', { 'X-Frame-Options': 'DENY' }, 'bad', 'X-Frame-Options'],
      ['X-Frame-Options: SAMEORIGIN', { 'X-Frame-Options': 'SAMEORIGIN' }, 'bad', 'X-Frame-Options'],
      ['a page that anybody may frame', {}, 'warning', undefined],
    ] as const)
      await test.step(`names ${what}`, async () => {
        const port = await sitePages({ '/form': { headers }, '/portal': { html: portalPage(`${site('form', 0)}`) } });
        const [form, portal] = [site('form', port), site('portal', port)];
        await page.goto(`${form}/form`);
        const { framing } = await findingsIn(page, { portalOrigin: portal, only: ['framing'] });
        expect([framing?.state, framing?.facts['header']]).toEqual([state, header]);
        expect(framing?.ask?.what).toContain(`frame-ancestors ${portal}`);
        await page.goto(`${portal}/portal`);
        await page.evaluate(
          (src) => void ((document.querySelector('iframe') as HTMLIFrameElement).src = src),
          `${form}/form`,
        );
        const isShown = () =>
          Promise.all(
            page
              .frames()
              .slice(1)
              .map((frame) => frame.evaluate(() => 'Portside' in window).catch(() => false)),
          );
        if (state === 'warning') await expect.poll(isShown).toEqual([true]);
        else expect(await isShown()).toEqual([false]);
      });
  });
});

test.describe('the doctor, of the clock', () => {
  const dated = (seconds: number) => ({ Date: new Date(Date.now() + seconds * 1_000).toUTCString() });
  test('compares it with the page’s own server', async ({ page }) => {
    for (const [seconds, state, title] of [
      [0, 'good', 'This computer’s clock is right.'],
      [-600, 'bad', 'This computer’s clock is 10 minutes ahead.'],
      [90, 'warning', 'This computer’s clock is'],
    ] as const)
      await test.step(`compares it with the page’s own server: ${seconds} s`, async () => {
        const port = await sitePages({ '/form': { headers: dated(seconds), sendDate: false } });
        await page.goto(`${site('form', port)}/form`);
        const { clock } = await findingsIn(page, { only: ['clock'] });
        expect([clock?.state, clock?.title]).toEqual([state, expect.stringContaining(title)]);
      });
  });

  test('compares it with Integra where that lets the page read Date, and says when nothing can be read', async ({
    page,
  }) => {
    const port = await sitePages({ '/form': { sendDate: false } });
    const origin = site('form', port);
    const settings = { headers: { ...cors(origin), ...dated(3_600), 'Access-Control-Expose-Headers': 'Date' } };
    const { port: integra } = await integraServer(settings);
    await page.goto(`${origin}/form`);
    const question = { integraUrl: `http://127.0.0.1:${integra}/`, token: 'Basic abc', only: ['clock'] as ['clock'] };
    expect((await findingsIn(page, question)).clock).toMatchObject({
      state: 'bad',
      title: 'This computer’s clock is 60 minutes behind.',
    });
    settings.headers['Access-Control-Expose-Headers'] = '';
    expect((await findingsIn(page, question)).clock?.state).toBe('unknown');
  });
});

test.describe('the doctor, of the browser', () => {
  test.skip(({ browserName }) => browserName !== 'chromium', 'the settings are Chromium’s');
  const withBrowser = async (settings: LaunchOptions, args: string[], run: (browser: Browser) => Promise<void>) => {
    const browser = await chromium.launch({ ...settings, args: [...(settings.args ?? []), ...args] });
    await run(browser).finally(() => browser.close());
  };

  test('says when a frame gets no cookies of its own site, as with third-party cookies blocked @settings', ({
    launchOptions,
  }) =>
    withBrowser(launchOptions, ['--test-third-party-cookie-phaseout'], async (browser) => {
      const { frame } = await open(await browser.newPage());
      const { partition } = await findingsIn(frame, { only: ['partition'] });
      expect([partition?.state, partition?.facts['cookies'], partition?.ask?.what]).toEqual([
        'warning',
        false,
        expect.stringContaining('SameSite=None'),
      ]);
    }));

  test('says what an http page lacks', ({ launchOptions }) =>
    withBrowser(launchOptions, ['--host-resolver-rules=MAP intranet.example 127.0.0.1'], async (browser) => {
      const page = await browser.newPage();
      await page.goto(`http://intranet.example:${await sitePages({ '/form': {} })}/form`);
      const found = await findingsIn(page, { only: ['encryption', 'features'] });
      expect(states(found)).toEqual({ encryption: 'warning', features: 'warning' });
      expect(found.encryption?.facts).toEqual({
        secureContext: false,
        'crypto.subtle': false,
        'navigator.locks': false,
      });
    }));

  test('names a clipboard that the frame was not given', async ({ page }) => {
    const { frame, pages, portal, form } = await open(page);
    expect((await findingsIn(frame, { only: ['features'] })).features).toMatchObject({
      state: 'warning',
      ask: { what: expect.stringContaining('allow="clipboard-write"') },
    });
    pages['/portal'] = { html: portalPage(`${form}/form`, { attributes: 'name="form" allow="clipboard-write"' }) };
    await page.goto(`${portal}/portal`);
    expect((await findingsIn(await frameAt(page, `${form}/form`), { only: ['features'] })).features?.state).toBe(
      'good',
    );
  });

  test('names Trusted Types that leave out the policy of the modules', async ({ page }) => {
    const policy = (names: string) => ({ headers: { 'Content-Security-Policy': `trusted-types ${names}` } });
    const port = await sitePages({
      '/form': policy('portside portside-crm'),
      '/modules': policy('portside portside-crm lit-html'),
    });
    for (const [path, state] of [
      ['/form', 'bad'],
      ['/modules', 'good'],
    ] as const) {
      await page.goto(site('form', port) + path);
      const { findings } = await page.evaluate(() => {
        const { diagnose, CtiClient } = window.Portside as any;
        Reflect.deleteProperty(window, 'Portside'); // as on a page that has the modules alone
        return diagnose(new CtiClient({ transports: [] }), { only: ['trusted-types'] });
      });
      expect(findings[0]).toMatchObject({ state, facts: { needed: ['lit-html'] } });
    }
  });

  test('names files of two versions', async ({ page }) => {
    const port = await sitePages({
      '/form': {},
      '/old': { html: doctorPage.replace('<body>', '<script>Portside.version = "0.0.1"</script><body>') },
    });
    await page.goto(`${site('form', port)}/form`);
    expect((await findingsIn(page, { only: ['versions'] })).versions?.state).toBe('good');
    await page.goto(`${site('form', port)}/old`);
    expect((await findingsIn(page, { only: ['versions'] })).versions).toMatchObject({
      state: 'bad',
      text: expect.stringContaining('portside.js is 0.0.1'),
    });
  });
});
