import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './test.js';

const built = (file: string) => readFileSync(new URL(`../../dist/${file}.js`, import.meta.url));
const page = `<!doctype html><html lang="en"><title>Static</title><link rel="icon" href="data:,">
<script src="lit.js"></script><script src="portside.js"></script>
<cti-session integra-url="/ucontact" phone="1001" campaign="Sale->">
  <cti-call-button destination="091000000"></cti-call-button>
  <cti-hangup-button></cti-hangup-button>
  <cti-disposition-form><script type="application/json">[{"label":"Sale"}]</script></cti-disposition-form>
  <cti-schedule-picker></cti-schedule-picker>
  <cti-respool-editor></cti-respool-editor>
  <cti-tag-recorder></cti-tag-recorder>
  <cti-outbox></cti-outbox>
</cti-session></html>`;

/** The same page with other scripts, in this order. */
const pageWith = (scripts: string[]) =>
  page.replace(/<script src.*<\/script>/, () => scripts.map((name) => `<script src="${name}.js"></script>`).join(''));

/** A page's own Lit takes the policy name that every Lit takes. */
const lit = "window.trustedTypes && trustedTypes.createPolicy('lit-html', { createHTML: (text) => text });";
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
  "require-trusted-types-for 'script'; trusted-types portside lit-html";

let server: Server;
const posted: { url: string; body: string; type: string | undefined }[] = [];

test.beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        posted.push({ url: request.url ?? '', body, type: request.headers['content-type'] });
        response.end('7e4e7db9-f080-494e-b04b-7c8e47711558');
      });
      return;
    }
    const files: Record<string, [string, string | Buffer]> = {
      '/': ['text/html', page],
      '/lit.js': ['text/javascript', lit],
      '/western': ['text/html; charset=windows-1252', pageWith(['portside'])],
      '/stranger.js': ['text/javascript', lit.replace('lit-html', 'portside')],
    };
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const scripts = searchParams.get('scripts');
    const [, file] = /^\/(portside(?:-\w+)?)\.js$/.exec(pathname) ?? [];
    const [type, body] = scripts
      ? ['text/html', pageWith(scripts.split(' '))]
      : file
        ? ['text/javascript', built(file)]
        : (files[pathname] ?? ['text/plain', '']);
    const allowed = `${policy}${scripts ? ' portside-supervisor portside-crm portside-dialers portside-2' : ''}`;
    response.writeHead(body ? 200 : 404, { 'Content-Type': type, 'Content-Security-Policy': allowed }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

test.afterAll(() => server.close());

test(
  'one script and some tags work from a plain static server, under a strict policy, beside a page’s own Lit [C-054 C-071 C-075]',
  { tag: '@firefox' },
  async ({ page: browser }) => {
    const reports: string[] = [];
    browser.on('console', (message) => message.type() === 'error' && reports.push(message.text()));
    browser.on('pageerror', ({ message }) => reports.push(message));
    await browser.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(await browser.evaluate(() => Object.keys(window.Portside).sort())).toEqual([
      'CtiClient',
      'CtiError',
      'IntegraTransport',
      'Outbox',
      'PortalTransport',
      'version',
    ]);
    for (const tag of [
      'cti-call-button',
      'cti-hangup-button',
      'cti-disposition-form',
      'cti-schedule-picker',
      'cti-respool-editor',
      'cti-tag-recorder',
      'cti-outbox',
    ])
      expect(
        await browser
          .locator(`cti-session > ${tag}`)
          .first()
          .evaluate((element) => element.shadowRoot?.childElementCount),
        tag,
      ).toBeGreaterThan(0);

    await browser.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(browser.locator('cti-call-button .outcome')).toContainText('Calling 091000000');
    expect(posted).toEqual([
      {
        url: '/ucontact/Integra/resources/Agents/AgentCall',
        body: 'callerid=&agent=&phone=1001&tech=SIP&context=&outqueue=Sale-%3E&destination=091000000',
        type: 'application/x-www-form-urlencoded; charset=UTF-8',
      },
    ]);
    expect(reports).toEqual([]);
  },
);

for (const scripts of [
  'portside portside',
  'portside portside-crm portside-supervisor portside-embed portside',
  'portside portside-dialers portside-supervisor portside-dialers portside-crm',
  'portside-embed portside portside-supervisor portside-embed portside-crm portside portside-crm portside-supervisor',
  'stranger portside portside-supervisor portside-supervisor portside',
])
  test(`a page that loads files again goes on with the copies that were first: ${scripts}`, async ({
    page: browser,
  }) => {
    const thrown: string[] = [];
    browser.on('pageerror', ({ message }) => thrown.push(message));
    const { port } = server.address() as AddressInfo;
    await browser.addInitScript(() => {
      const known = new Map<string, unknown>();
      Object.assign(window, { known });
      // After each script: what is there has to stay.
      new MutationObserver(() => {
        for (const [name, value] of Object.entries((window as Partial<Window>).Portside ?? {}))
          if (!known.has(name) || name === 'CtiError') known.set(name, value);
      }).observe(document, { childList: true, subtree: true });
    });
    await browser.goto(`http://127.0.0.1:${port}/?scripts=${encodeURIComponent(scripts)}`);
    posted.length = 0;
    await browser.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(browser.locator('cti-call-button .outcome')).toContainText('Calling 091000000');
    expect(posted).toHaveLength(1);
    const [names, replaced] = await browser.evaluate(() => {
      const Portside = window.Portside as any;
      const known = (window as unknown as { known: Map<string, unknown> }).known;
      return [Object.keys(Portside), [...known].filter(([name, value]) => Portside[name] !== value)] as const;
    });
    expect(replaced).toEqual([]);
    expect(names).toContain('CtiClient');
    for (const [file, name] of [
      ['portside-supervisor', 'MotionTransport'],
      ['portside-crm', 'UphoneTransport'],
      ['portside-dialers', 'SinchPanelTransport'],
      ['portside-embed', 'embedCti'],
    ])
      expect(names.includes(name!), file).toBe(scripts.split(' ').includes(file!));
    expect(thrown).toEqual([]);
  });

test('a page in a Western encoding, from a server that names none for scripts, shows the agent whole words', async ({
  page: browser,
}) => {
  await browser.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/western`);
  await expect(browser.locator('cti-disposition-form')).toContainText('Ctrl or ⌘ + Enter');
});

test('a further file that is loaded before portside.js says so', async ({ page: browser }) => {
  const thrown: string[] = [];
  browser.on('pageerror', ({ message }) => thrown.push(message));
  await browser.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?scripts=portside-crm`);
  expect(thrown).toEqual(['Load portside.js before this file.']);
});
