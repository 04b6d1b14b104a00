import { readFileSync } from 'node:fs';
import { expect, test, type Page } from './test.js';
import { dial, embed, openCrm, ready, site, siteForEach, told, widget } from './embed-page.js';

siteForEach();

type Scripted = Pick<Page, 'evaluate'>;

/** All that either side of the bridge understands, as somebody else writes it; also in Penpal's older format. */
const forged = [
  { namespace: 'penpal', channel: 'portside', type: 'SYN', participantId: '~' },
  { namespace: 'penpal', channel: 'portside', type: 'SYN', participantId: '' },
  { namespace: 'penpal', channel: 'portside', type: 'ACK1', methodPaths: [['dial']] },
  {
    namespace: 'penpal',
    channel: 'portside',
    type: 'CALL',
    id: '1',
    methodPath: ['dial'],
    args: ['19001234567', 'Sale->'],
  },
  {
    namespace: 'penpal',
    channel: 'portside',
    type: 'CALL',
    id: '2',
    methodPath: ['set'],
    args: [{ campaign: 'Forged', agent: 'x', phone: 'x', hasAuthorization: false, hears: [] }],
  },
  {
    namespace: 'penpal',
    channel: 'portside',
    type: 'CALL',
    id: '3',
    methodPath: ['hello'],
    args: [{ protocol: 2, page: 'forged' }],
  },
  { namespace: 'penpal', channel: 'portside', type: 'CALL', id: '4', methodPath: ['authorization'], args: [] },
  {
    namespace: 'penpal',
    channel: 'portside',
    type: 'CALL',
    id: '5',
    methodPath: ['tell'],
    args: ['call', { call: { guid: 'forged-1' } }],
  },
  { namespace: 'penpal', channel: 'portside', type: 'REPLY', callId: '1', value: { value: { status: 'confirmed' } } },
  { namespace: 'penpal', channel: 'portside', type: 'DESTROY' },
  { penpal: 'syn' },
  { penpal: 'call', id: 1, methodName: 'dial', args: ['19001234567', 'Sale->'] },
];

/**
 * Posts all of it from the page's own script, with a port each that listens, and gives what came back until the victim,
 * whose window that is, has answered some rounds of a question of ours.
 */
async function attack(from: Scripted, whom: 'parent' | 'sibling' | 'framed' | 'self', victim: Scripted) {
  await victim.evaluate(() =>
    addEventListener('message', ({ data, source, ports }) => {
      if (!Object.hasOwn(Object(data), 'ping')) return;
      (source as Window).postMessage({ pong: data.ping }, '*');
      ports[0]!.postMessage('pong');
    }),
  );
  return from.evaluate(
    async ([messages, victimIs]) => {
      const target = { parent, self: window, sibling: parent.frames[0]!, framed: window.frames[0]! }[victimIs];
      const heard: unknown[] = [];
      const isOurs = (data: unknown) => Object.hasOwn(Object(data), 'pong');
      addEventListener(
        'message',
        ({ data, source }) => source === target && source !== window && !isOurs(data) && heard.push(data),
      );
      for (const message of messages)
        for (const further of [message, { ...message, type: 'ACK2' }]) {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => heard.push(data);
          target.postMessage(further, '*', [port2]);
          port1.postMessage(message);
        }
      for (let ping = 0; ping < 3; ping += 1) {
        const { port1, port2 } = new MessageChannel();
        const answers = [
          new Promise((resolve) => (port1.onmessage = resolve)),
          new Promise<void>((resolve) =>
            addEventListener('message', ({ data, source }) => source === target && data?.pong === ping && resolve()),
          ),
        ];
        target.postMessage({ ping }, '*', [port2]);
        await Promise.all(answers);
      }
      return heard;
    },
    [forged, whom] as const,
  );
}

/** The same widget in a browser that does not say who frames a page. */
const unsaid = (page: Page) =>
  page.route('**/widget.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: readFileSync('dist/widget.js', 'utf8').replaceAll('ancestorOrigins', 'unknownOrigins'),
    }),
  );

for (const isSaid of [true, false])
  test.describe(`where the browser ${isSaid ? 'says' : 'does not say'} who frames a page`, () => {
    const refusal = () => (isSaid ? `may not be framed by ${site.at('evil')}` : 'Waiting for the CRM page');
    test.beforeEach(async ({ page, browserName }) => {
      test.skip(isSaid && browserName !== 'chromium', 'Chromium does, in all versions');
      if (!isSaid) await unsaid(page);
    });

    test('a hostile page that frames the widget is refused in it, learns nothing and dials nothing', async ({
      page,
    }) => {
      await page.goto(site.at('evil', '/crm'));
      await embed(page, site, { connectTimeout: 3000 });
      await expect(page.frameLocator('iframe').getByRole('status')).toContainText(refusal());
      expect(await attack(page, 'framed', widget(page))).toEqual([]);
      expect(await ready(page)).toContain('UNREACHABLE');
      await expect(page.frameLocator('iframe').locator('cti-session')).toHaveCount(0);
      expect(site.asked).toEqual([]);
    });

    test(
      'a hostile page that plays the CRM page by hand learns nothing',
      { tag: isSaid ? [] : '@firefox' },
      async ({ page }) => {
        await page.goto(site.at('evil', '/played-crm'));
        await expect(page.frameLocator('iframe').getByRole('status')).toContainText(refusal());
        expect(await attack(page, 'framed', widget(page))).toEqual([]);
        await expect(page.frameLocator('iframe').locator('cti-session')).toHaveCount(0);
      },
    );
  });

test('a hostile page around the CRM page is refused in the widget, and has the agent press nothing', async ({
  page,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'Firefox does not say who frames a page');
  await page.goto(site.at('evil', '/crm'));
  await page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        frame.onload = resolve;
        frame.src = src;
      }),
    site.at('crm', '/crm'),
  );
  const crm = page.frames().find((frame) => frame.url() === site.at('crm', '/crm'))!;
  await embed(crm as unknown as Page, site, { connectTimeout: 3000 });
  const inside = page.frameLocator('iframe').frameLocator('iframe');
  await expect(inside.getByRole('status')).toContainText(`may not be framed by ${site.at('evil')}`);
  expect(await ready(crm as unknown as Page)).toContain('UNREACHABLE');
  await expect(inside.locator('cti-session')).toHaveCount(0);
  expect(site.asked).toEqual([]);
});

test('the widget alone in a tab shows a sentence and nothing else', async ({ page }) => {
  await page.goto(site.at('widget', '/widget.html'));
  await expect(page.getByRole('status')).toContainText('inside of a frame');
  expect(await attack(page, 'self', page)).toEqual([]);
  await expect(page.locator('cti-session')).toHaveCount(0);
});

test(
  'a hostile frame beside the widget reaches neither side, and disturbs neither',
  { tag: '@firefox' },
  async ({ page }) => {
    await openCrm(page, site);
    await embed(page, site);
    expect(await ready(page)).toBe('ready');
    await page.evaluate(
      (src) =>
        new Promise((resolve) => {
          const frame = document.body.appendChild(document.createElement('iframe'));
          frame.onload = resolve;
          frame.src = src;
        }),
      site.at('evil', '/stranger'),
    );
    const evil = page.frames().find((frame) => frame.url().includes('evil'))!;
    expect(await attack(evil, 'parent', page)).toEqual([]);
    expect(await attack(evil, 'sibling', widget(page))).toEqual([]);
    expect(await told(page)).toEqual([]);
    expect(site.asked).toEqual([]);
    expect(await dial(page, '091000000')).toBe(site.integra.state.calls[0]!.guid);
    expect(site.asked).toHaveLength(1);
  },
);

test('scripts of the CRM page and of the widget’s page that post to themselves reach neither side', async ({
  page,
}) => {
  await openCrm(page, site);
  await embed(page, site);
  expect(await ready(page)).toBe('ready');
  expect(await attack(page, 'self', page)).toEqual([]);
  expect(await attack(widget(page), 'self', widget(page))).toEqual([]);
  expect(await told(page)).toEqual([]);
  expect(await dial(page, '091000000')).toBe(site.integra.state.calls[0]!.guid);
  expect(site.asked).toHaveLength(1);
});

test('a frame that another site took over is told nothing and believed nothing, and the widget that comes back is met', async ({
  page,
}) => {
  await openCrm(page, site);
  await embed(page, site, { connectTimeout: 2000 });
  expect(await ready(page)).toBe('ready');
  const go = (src: string) =>
    page.evaluate(
      (to) => new Promise((resolve) => ((window.embed.frame.onload = resolve), (window.embed.frame.src = to))),
      src,
    );
  await go(site.at('evil', '/stranger'));
  const evil = page.frames().find((frame) => frame.url().includes('evil'))!;
  const attacking = attack(evil, 'parent', page);
  const dialling = dial(page, '091000000');
  expect(await attacking).toEqual([]);
  await expect.poll(() => told(page)).toMatchObject([['error', { error: { code: 'UNREACHABLE' } }]]);
  expect(await dialling, 'nothing goes into the dark').toMatch(/^UNREACHABLE: .*nothing was sent/);
  expect(site.asked).toEqual([]);
  await go(site.at('widget', '/widget.html'));
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.embed.snapshot().then(
          () => true,
          () => false,
        ),
      ),
    )
    .toBe(true);
  expect(await dial(page, '092000000')).toBe(site.integra.state.calls[0]!.guid);
  expect(site.integra.state.calls.map(({ destination }) => destination)).toEqual(['092000000']);
});
