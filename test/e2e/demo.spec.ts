// The demo as a visitor meets it: its first page, the agent's page, and what is in the head and the drawer of each.
import { expectAccessible } from './accessibility.js';
import { digitOf, keys, numberField, state } from './agent-job.js';
import { integra, openDrawer } from './pages.js';
import { expect, test, type Page } from './test.js';

const live = (page: Page) => page.locator('.live cti-session');
const step = (page: Page) => page.locator('#step');
const isInert = (page: Page) => live(page).evaluate((session) => (session as HTMLElement).inert);

/** The agent's page, with people who are twenty times as quick. */
const openAgent = (page: Page) => page.goto('/demo/agent.html?pace=20');

test('the first page’s panel takes a call by itself, and nothing in it takes the focus', async ({ page }) => {
  await page.goto('/demo/');
  await expect(step(page)).toContainText('step 1 of 4');
  await expect(live(page)).toContainText('Ana Pérez');
  await expect(step(page)).toContainText('step 2 of 4');
  await expect(live(page).locator('cti-hangup-button')).toBeVisible();
  expect(await isInert(page)).toBe(true);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('a visitor stops the live panel by keyboard, uses it, and lets it go on', async ({ page }) => {
  await page.goto('/demo/');
  await expect(step(page)).toContainText('step 1 of 4');
  await page.getByRole('button', { name: 'Stop' }).focus();
  await page.keyboard.press('Enter');
  await expect(step(page)).toHaveText('stopped');
  await expect(page.locator('#what')).toHaveText('The panel is yours.');
  expect(await isInert(page)).toBe(false);
  await live(page).getByRole('button', { name: 'Answer' }).click();
  await expect(live(page).getByRole('button', { name: 'Answer' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Play' }).press('Enter');
  await expect(step(page)).toContainText('step 1 of 4');
  await expect(live(page)).toContainText('Luis Rey');
});

test('the live panel waits for the visitor where the system asks for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/demo/');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(await isInert(page)).toBe(false);
});

test('three doors lead to the agent, the supervisor and the workbench, which names every page', async ({ page }) => {
  await page.goto('/demo/');
  await page.getByRole('link', { name: 'Go to the workbench' }).click();
  await expect(page.locator('#workbench')).toBeInViewport();
  const links = await page.locator('main a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  for (const path of new Set(links.filter((each) => each?.endsWith('.html')))) {
    const answer = await page.request.get(`/demo/${path}`);
    expect(answer.status(), path ?? '').toBe(200);
  }
  await page.getByRole('link', { name: 'Open the wall' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The supervisor’s page');
  await page.getByRole('link', { name: 'Index' }).click();
  await page.getByRole('link', { name: 'Open the agent’s page' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ana Pérez');
});

test('on the agent’s page a customer calls by herself, is answered, hangs up, and the result is in her timeline', async ({
  page,
}) => {
  await page.goto('/demo/agent.html?pace=5'); // she waits for five seconds
  const panel = page.locator('cti-panel');
  const ana = page.locator('.customer', { hasText: 'Ana Pérez' });
  await expect(ana).toContainText('Calls now');
  await page.getByRole('button', { name: 'Calls come by themselves' }).click(); // no further one
  await panel.getByRole('button', { name: 'Answer' }).click();
  await expect(ana).toContainText('On the line');
  await expect(page.getByRole('button', { name: '091 000 000, on the line' })).toBeVisible();
  const timeline = page.locator('.timeline li');
  await expect(timeline.filter({ hasText: 'Customer called' })).toContainText('no result yet');
  const [call] = (await integra(page)).calls!;
  expect(call).toMatchObject({ destination: '091000000', campaign: 'Ventas<-', phone: '1002', ended: true });

  // Saved, taken back, and saved again.
  await page.keyboard.press('Alt+Shift+E');
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(timeline.first()).toContainText('waits to be sent');
  await expect(ana).toContainText('Sale › New customer');
  await page.keyboard.press('Alt+Shift+Z');
  await expect(timeline.first()).toContainText('no result yet');
  await expect(ana).not.toContainText('Sale › New customer');
  expect((await integra(page)).dispositions).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(timeline.first()).toContainText('waits to be sent');
  await expect(timeline.first()).not.toContainText('waits to be sent'); // its moment is over
  await expect(timeline.first()).toContainText('Sale › New customer');
  expect((await integra(page)).dispositions).toMatchObject([{ guid: call.guid, l1: 'Sale', l2: 'New customer' }]);
});

test('on the agent’s page the dialer calls the next customer, who is shown as soon as it does', async ({ page }) => {
  await openAgent(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Luis Rey'); // Ana gave up
  await expect(page.locator('.customer', { hasText: 'Luis Rey' })).toContainText('On the line');
  await expect(page.locator('.customer', { hasText: 'Ana Pérez' })).toContainText('Missed call');
});

test('no call comes to an agent who switches that off, and a number of the customer dials through the panel', async ({
  page,
}) => {
  await page.goto('/demo/agent.html?pace=4');
  await page.getByRole('button', { name: 'Calls come by themselves' }).press('Enter');
  await page.getByRole('searchbox', { name: 'Find a customer' }).fill('sosa');
  await expect(page.getByRole('status').filter({ hasText: 'of 12' })).toHaveText('1 of 12');
  await page.locator('.customer').press('Enter');
  await page.getByRole('button', { name: 'Call 029 015 566, work' }).press('Enter');
  await expect(page.getByRole('button', { name: '029 015 566, on the line' })).toBeFocused();
  const { calls } = await integra(page);
  expect(calls).toMatchObject([{ destination: '029015566', campaign: 'Ventas->', agent: 'Agent2' }]);
});

test('no call comes while the agent owes a result, unless the agent wants it', async ({ page }) => {
  await page.clock.install();
  await page.goto('/demo/agent.html');
  const panel = page.locator('cti-panel');
  const luis = page.locator('.customer', { hasText: 'Luis Rey' });
  await expect(numberField(panel)).toBeVisible();
  await page.clock.runFor('00:07');
  await panel.getByRole('button', { name: 'Answer' }).click();
  await expect(state(panel)).toContainText('On call');
  await page.clock.runFor('01:01'); // Ana hangs up
  await expect(state(panel)).toContainText('Wrap-up');
  await page.clock.runFor('10:00');
  await expect(page.getByText('The next call waits for the result of Ana Pérez.')).toBeVisible();
  await expect(luis).toContainText('No answer');
  await page.getByRole('button', { name: 'Do not wait' }).press('Enter');
  await page.clock.runFor('00:07');
  await expect(luis).toContainText('Being dialled');
  await expect(page.getByText('The next call waits')).toHaveCount(0);
});

test('a call takes no note out of the agent’s hands, and nothing of it goes to another customer', async ({ page }) => {
  await page.clock.install();
  await page.goto('/demo/agent.html');
  const name = page.getByRole('heading', { level: 1 });
  const note = page.getByLabel('Note for the record');
  const mateo = page.locator('.customer', { hasText: 'Mateo Lara' });
  await mateo.click();
  await note.pressSequentially('prefers ');
  await page.clock.runFor('10:00');
  await note.pressSequentially('mornings');
  await expect(page.locator('.customer', { hasText: 'Calls now' })).toHaveCount(0);

  // Another one rings all the same: who it is stands in the list, and comes up once the call is answered.
  await page.evaluate(() => {
    const { telephone } = window as unknown as { telephone: { ring(caller: object): string } };
    telephone.ring({ number: '091000000', name: 'Ana Pérez', campaign: 'Ventas<-', data: [] });
  });
  await expect(page.locator('.customer', { hasText: 'Ana Pérez' })).toContainText('Calls now');
  await expect(name).toHaveText('Mateo Lara');
  await expect(note).toBeFocused();
  await keys(page, 'Alt+Shift+N');
  await expect(name).toHaveText('Ana Pérez');
  await page.keyboard.type('x');
  await expect(note).toHaveValue('');
  await mateo.click();
  await expect(note).toHaveValue('prefers mornings');
  await page.clock.runFor('00:02');
  await expect(name, 'who looks at another customer stays there').toHaveText('Mateo Lara');
});

test('on the agent’s page a result, a callback and the next number are done by keyboard, and the timelines tell of them', async ({
  page,
}) => {
  await openAgent(page);
  await page.getByRole('button', { name: 'Calls come by themselves' }).press('Enter');
  const panel = page.locator('cti-panel');
  const name = page.getByRole('heading', { level: 1 });
  const line = page.locator('.timeline li').first();
  const sent = async (what: string) => (await integra(page))[what] ?? [];
  const dial = async (number: string, customer: string) => {
    await keys(page, 'Alt+Shift+L');
    await expect(numberField(panel)).toBeFocused();
    await page.keyboard.type(number);
    await keys(page, 'Enter');
    await expect(name).toHaveText(customer);
    await expect(state(panel)).toContainText('On call');
    await keys(page, 'Alt+Shift+H');
    await expect(state(panel)).toContainText('Wrap-up');
  };
  const choose = async (words: string) => {
    await keys(page, 'Alt+Shift+E');
    const results = panel.getByRole('radiogroup', { name: 'Result' }).getByRole('radio');
    await keys(page, await digitOf(results, words));
    await expect(panel.getByRole('radio', { name: words })).toBeChecked();
  };

  await dial('091000000', 'Ana Pérez');
  await choose('New customer');
  await keys(page, 'Control+Enter');
  await expect(line).toContainText('Sale › New customer');
  await expect(page.locator('.customer', { hasText: 'Ana Pérez' })).toContainText('waits to be sent');

  await dial('098110220', 'Luis Rey');
  await expect.poll(() => sent('dispositions')).toMatchObject([{ l1: 'Sale', l2: 'New customer' }]);
  await expect(page.locator('.customer', { hasText: 'Ana Pérez' })).not.toContainText('waits to be sent');
  await choose('Callback');
  await keys(page, 'Alt+Shift+K');
  await keys(page, await digitOf(panel.locator('cti-schedule-picker').getByRole('radio'), 'Tomorrow'));
  await keys(page, 'Control+Enter');
  await expect(line).toContainText('Callback scheduled');
  await expect(page.locator('.customer', { hasText: 'Luis Rey' })).toContainText('Callback');

  await dial('094210077', 'Marta Sosa');
  await keys(page, 'Alt+Shift+P');
  await expect(panel.getByRole('button', { name: /^Try next/ }).first()).toBeFocused();
  await keys(page, 'Enter');
  await expect.poll(() => sent('spool')).toMatchObject([{ destination: '029015566' }]);
  await choose('No answer');
  await keys(page, 'Control+Enter');
  await expect(numberField(panel)).toBeFocused();
  await expect(line).toContainText('No answer');
  await expect
    .poll(() => sent('dispositions'))
    .toMatchObject([{ l1: 'Sale' }, { l1: 'Callback' }, { l1: 'No answer' }]);
});

test('a note stays with its customer until it is in the timeline', async ({ page }) => {
  await page.goto('/demo/agent.html');
  await page.getByRole('button', { name: 'Calls come by themselves' }).click();
  await page.getByLabel('Note for the record').fill('prefers mornings');
  await page.locator('.customer', { hasText: 'Mateo Lara' }).click();
  await expect(page.getByLabel('Note for the record')).toHaveValue('');
  await page.locator('.customer', { hasText: 'Ana Pérez' }).click();
  await page.getByRole('button', { name: 'Add to the timeline' }).click();
  await expect(page.locator('.timeline li').first()).toContainText('prefers mornings');
  await expect(page.getByLabel('Note for the record')).toHaveValue('');
});

test('the developer’s drawer is closed, opens by keyboard, and stays as it was on the next page', async ({ page }) => {
  await page.goto('/demo/crm.html');
  const button = page.getByRole('button', { name: 'Developer' });
  const drawer = page.getByRole('region', { name: 'Wire, faults and the other end of the line' });
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(drawer).toBeHidden();
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(drawer).toBeFocused();
  await page.goto('/demo/motion.html');
  await expect(drawer).toBeVisible();
  await expect(page.locator('#crossed')).toHaveText(/^\d+ messages?$/);
  await button.click();
  await expect(drawer).toBeHidden();
});

test('what the framed panel told is a list in the drawer that the keyboard scrolls', async ({ page, browserName }) => {
  await page.goto('/demo/embed.html');
  await expect(page.frameLocator('#widget iframe').getByRole('combobox', { name: 'Number to dial' })).toBeVisible();
  await openDrawer(page);
  const told = page.getByRole('list', { name: 'Events, newest first' });
  await told.focus();
  await expect(told).toBeFocused();
  if (browserName === 'chromium') await expectAccessible(page);
});

for (const path of ['', 'agent.html', 'portal.html'])
  test(`language, direction and theme are switched in the head of /demo/${path}, and the tab remembers them`, async ({
    page,
  }) => {
    await page.goto(`/demo/${path}`);
    const root = page.locator('html');
    await expect(root).toHaveAttribute('lang', 'en-GB');
    await page.getByLabel('Language').selectOption('en-US');
    await page.getByRole('button', { name: 'Right to left' }).press('Enter');
    await page.getByRole('button', { name: 'Dark' }).press('Enter');
    for (const isAgain of [false, true]) {
      if (isAgain) await page.goto('/demo/supervisor.html');
      await expect(root).toHaveAttribute('lang', 'en-US');
      await expect(root).toHaveAttribute('dir', 'rtl');
      await expect(root).toHaveAttribute('data-theme', 'dark');
      await expect(page.getByRole('button', { name: 'Right to left' })).toHaveAttribute('aria-pressed', 'true');
      await expect(page.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true');
    }
  });

for (const path of ['portal', 'portal-functions', 'uphone', 'ucontact-x', 'sinch-panel', 'sinch-extension'])
  test(`what /demo/${path}.html frames is shown as the page around it, also once it is loaded again`, async ({
    page,
  }) => {
    await page.goto(`/demo/${path}.html`);
    const root = page.frameLocator('iframe').locator('html');
    await expect(root).toHaveAttribute('lang', 'en-GB');
    await page.getByLabel('Language').selectOption('en-US');
    await page.getByRole('button', { name: 'Right to left' }).press('Enter');
    await page.getByRole('button', { name: 'Dark' }).press('Enter');
    for (const isAgain of [false, true]) {
      if (isAgain) await page.reload();
      await expect(root).toHaveAttribute('lang', 'en-US');
      await expect(root).toHaveAttribute('dir', 'rtl');
      await expect(root).toHaveAttribute('data-theme', 'dark');
    }
  });

for (const path of ['ucontact-x', 'sinch-panel'])
  test(`the wire and the faults of what /demo/${path}.html frames are in a drawer that is closed`, async ({ page }) => {
    await page.goto(`/demo/${path}.html`);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('#crossed')).toHaveText(/^\d+ messages?$/);
    await expect(frame.getByRole('group', { name: /^Break/ })).toHaveCount(0);
    await frame.getByRole('button', { name: 'Developer' }).press('Enter');
    await expect(frame.getByRole('group', { name: /^Break/ })).toHaveCount(2);
  });

test('the agent’s page is accessible on a call, with the drawer open', async ({ page, browserName }) => {
  test.skip(browserName === 'firefox', 'its driver emulates no colour scheme');
  await page.goto('/demo/agent.html?pace=4');
  await page.locator('cti-panel').getByRole('button', { name: 'Answer' }).click();
  await openDrawer(page);
  const sizes = [1440, 400, 320].map((width) => ({ width, height: 900 }));
  await expectAccessible(page, { sizes });
});
