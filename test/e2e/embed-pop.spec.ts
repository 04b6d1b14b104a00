import { expect, test, type Page } from './test.js';
import type { EmbedOptions } from '../../src/embed/index.js';
import type { PortalSimulator } from '../../src/simulator/index.js';
import { dial, embed, openCrm, ready, site, siteForEach, told, widget } from './embed-page.js';
import './pages.js';

declare global {
  interface Window {
    Simulator: { PortalSimulator: typeof PortalSimulator };
    /** What was posted to this page as text: Porthole's messages. */
    texts: string[];
    /** The notifications that stand there, and what they say. */
    notified: string[];
  }
}

siteForEach();

const overhear = () => {
  window.texts = [];
  addEventListener('message', ({ data }) => typeof data === 'string' && window.texts.push(data));
};
/** What came to a page of the test as text. */
const heard = (page: Pick<Page, 'evaluate'>) => page.evaluate(() => window.texts);

/** Opens the portal's page, whose form has that origin. */
async function openPortal(page: Page, form: string) {
  await page.addInitScript(overhear);
  await page.goto(site.at('portal', '/portal'));
  await page.evaluate(
    (formOrigin) => void (window.portal = new window.Simulator.PortalSimulator({ frame: 'form', formOrigin })),
    site.at(form),
  );
}

/** Embeds the widget whose page names a portal, and writes down the changes, too. */
async function embedWithPortal(page: Page, options: Partial<EmbedOptions> = {}) {
  await embed(page, site, { src: site.at('widget', '/widget-portal.html'), ...options });
  await page.evaluate(() => window.embed.on('change', (event) => window.told.push(['change', event])));
  expect(await ready(page)).toBe('ready');
}

const answerCall = (page: Page, call: object) => page.evaluate((given) => window.portal.answerCall(given).guid, call);
/** How often the portal was asked which call is on, and understood it. */
const questions = (page: Page) =>
  page.evaluate(
    () =>
      window.portal.log.filter(
        ({ direction, bytes, refused }) => direction === 'in' && !refused && bytes.includes('"CTI"'),
      ).length,
  );
const askedAgain = async (page: Page, times: number) => {
  const before = await questions(page);
  await expect.poll(() => questions(page)).toBeGreaterThanOrEqual(before + times);
};

test('a portal that embeds the widget: its page hears of each call once, with the variables, through the handle', async ({
  page,
}) => {
  await openPortal(page, 'widget');
  await embedWithPortal(page, { name: 'form' });
  await askedAgain(page, 2);
  expect((await told(page)).filter(([name]) => name === 'call')).toEqual([]);

  /** What was told of a call, each change that names it by the portal's word. */
  const of = async (guid: string) =>
    (await told(page)).filter(([name, event]) => (name === 'call' ? event.call.guid : event.cti?.guid) === guid);
  for (const name of ['Ana', 'Luis']) {
    const guid = await answerCall(page, {
      callerId: '091000000',
      campaign: 'Sale->',
      entry: { data: `name=${name}:plan=Basic` },
    });
    await expect.poll(async () => (await of(guid)).length).toBe(2);
    await askedAgain(page, 2);
    const cti = {
      guid,
      callerId: '091000000',
      campaign: 'Sale->',
      data: [
        ['name', name],
        ['plan', 'Basic'],
      ],
    };
    expect(await of(guid)).toMatchObject([
      ['call', { call: { guid, destination: '091000000', campaign: 'Sale->' }, cti, isReplay: false }],
      ['change', { current: { guid }, cti }],
    ]);
    await expect(page.frameLocator('iframe').locator('cti-panel')).toContainText(name);
  }
});

/** Whether anybody looks at the page: this browser calls each of its pages visible. */
const look = (page: Page, state: DocumentVisibilityState) =>
  page.evaluate((visibilityState) => {
    Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

/** Writes down the browser's own notifications. */
const noteNotifications = () => {
  window.notified = [];
  window.Notification = class extends Notification {
    constructor(heading: string, options?: NotificationOptions) {
      super(heading, options);
      window.notified.push(`${this.title}: ${this.body}`);
    }
    override close() {
      super.close();
      window.notified.pop();
    }
  };
};

test('a page that embeds the widget tells of a call by its title and a notification while nobody looks at it @settings', async ({
  page,
  context,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'the driver of Firefox gives no leave to notify'); // nor does the shell of Chromium
  await context.grantPermissions(['notifications'], { origin: site.at('portal') });
  await page.addInitScript(noteNotifications);
  await openPortal(page, 'widget');
  await embedWithPortal(page, { name: 'form', alerts: { caller: true } });
  expect(await page.evaluate(() => window.embed.askNotifications())).toBe('granted');
  const state = () => page.evaluate(() => ({ title: document.title, notified: window.notified }));
  await look(page, 'hidden');
  await answerCall(page, { callerId: '091000000', campaign: 'Sale->', entry: {} });
  await expect.poll(state).toEqual({
    title: '(call) \u2066091000000\u2069 – A page',
    notified: ['New call: \u2066091000000\u2069 · \u2068Sale->\u2069'],
  });
  await look(page, 'visible');
  expect(await state()).toEqual({ title: 'A page', notified: [] });
  await look(page, 'hidden');
  expect(await state()).toEqual({ title: 'A page', notified: [] });
  // The widget itself is in a frame of another site: it has no switch for what it cannot do.
  await page.frameLocator('iframe').getByRole('button', { name: 'Keys and settings' }).click();
  await expect(page.frameLocator('iframe').locator('cti-panel [name=sound]')).toHaveCount(1);
  await expect(page.frameLocator('iframe').locator('cti-panel [name=notification]')).toHaveCount(0);
});

test('the portal that embeds the widget is asked as long as something in the widget listens, and no longer', async ({
  page,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'a clock of ours; the unit tests have it in each engine');
  await page.clock.install();
  await openPortal(page, 'widget');
  await embedWithPortal(page, { name: 'form' });
  /** What the widget posted before this has come to the portal. */
  const isHeard = async (text: string) => {
    await widget(page).evaluate((ping) => parent.postMessage(ping, '*'), text);
    await expect.poll(() => heard(page)).toContain(text);
  };
  const asked = await questions(page);
  await page.clock.runFor(2_500);
  await expect.poll(() => questions(page)).toBeGreaterThan(asked);
  await widget(page).evaluate(() => document.querySelector('cti-screen-pop')!.remove());
  await isHeard('"removed"');
  const last = await questions(page);
  for (let second = 0; second < 10; second += 1) await page.clock.runFor(1_000);
  await isHeard('"ten seconds later"');
  expect(await questions(page)).toBe(last);
});

test('a CRM page between the portal and the widget: nobody is asked anything, the reason is told, and calls go to Integra', async ({
  page,
  browserName,
}) => {
  const authorization = await site.signIn();
  await page.exposeFunction('authorization', () => authorization);
  await openPortal(page, 'crm');
  await page.evaluate(
    (src) => {
      const frame = Object.assign(document.createElement('iframe'), { name: 'form', src });
      return new Promise((resolve) => ((frame.onload = resolve), document.body.append(frame)));
    },
    site.at('crm', '/crm'),
  );
  const crm = page.frame('form')! as unknown as Page;
  await embedWithPortal(crm);
  await answerCall(page, { campaign: 'Sale->' });
  expect(await dial(crm, '091000000')).toBe(site.integra.state.calls[0]!.guid);
  expect((await told(crm)).filter(([name]) => name === 'call')).toMatchObject([
    ['call', { call: { destination: '091000000' }, cti: null }],
  ]);
  // Where a browser does not say who frames a page, the question is posted to the portal's origin, which the CRM page has not.
  const cti = await crm.evaluate(() => window.embed.snapshot().then(({ supports }) => supports.cti));
  if (browserName === 'chromium')
    expect(cti).toEqual({ ok: false, reason: expect.stringContaining(`this page is framed by ${site.at('crm')}`) });
  expect([await heard(page), await heard(crm)]).toEqual([[], []]);
});

test('a widget whose page names only Integra asks the page that frames it nothing', async ({ page }) => {
  await page.addInitScript(overhear);
  await openCrm(page, site);
  await embed(page, site, { name: 'form' });
  await dial(page, '091000000');
  await widget(page).evaluate(() => location.reload());
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.embed.snapshot().then(
          ({ supports }) => supports.cti,
          () => undefined,
        ),
      ),
    )
    .toMatchObject({ ok: false });
  expect(await heard(page)).toEqual([]);
});
