import { expectAccessible } from './accessibility.js';
import { integra } from './pages.js';
import { reportsOf } from './reports.js';
import { expect, test, type Locator, type Page } from './test.js';

/** Opens the CRM page with the side bar. */
async function openPanel(page: Page) {
  await page.goto('/demo/panel-crm.html');
  const panel = page.locator('cti-panel');
  await expect(panel.getByRole('combobox', { name: 'Number to dial' })).toBeVisible();
  return panel;
}

/** Presses keys, one after the other, on what has the focus. */
async function keys(page: Page, ...all: string[]) {
  for (const key of all) await page.keyboard.press(key);
}

/** Where the call is, as the head of the panel says. */
const state = (panel: Locator) => panel.locator('.sign');
const number = (panel: Locator) => panel.getByRole('combobox', { name: 'Number to dial' });

/** Dials the number that is typed, and hangs up again: the focus is then among the results. */
async function callAndHangUp(page: Page, panel: Locator, digits: string) {
  await page.keyboard.type(digits);
  await keys(page, 'Enter');
  await expect(state(panel)).toContainText('Dialled');
  await expect(panel.getByRole('combobox', { name: 'Result' })).toBeFocused();
  await keys(page, 'Alt+Shift+H');
  await expect(state(panel)).toContainText('Wrap-up');
  await expect(panel.getByRole('radio').first()).toBeFocused(); // the one that was used most
}

/**
 * What an agent does in an hour, by the keyboard alone. `look` is called after each step.
 */
async function work(page: Page, look: () => Promise<void> = () => Promise.resolve()) {
  const panel = await openPanel(page);
  const dialled = async (name: 'dispositions' | 'schedules' | 'respools') => (await integra(page))[name] ?? [];
  await keys(page, 'Alt+Shift+L');
  await callAndHangUp(page, panel, '091-000 000');
  await look();

  // A result that needs a comment says so at its field; nothing is sent yet, since it can be taken back.
  await keys(page, '3', 'Control+Enter');
  await expect(panel.getByLabel('Comment (required)')).toBeFocused();
  await look();
  await page.keyboard.type('wants it on Monday');
  await keys(page, 'Control+Enter');
  await expect(panel.locator('.saved')).toContainText('Saved Sale › Upgrade › Family for 091-000 000');
  await expect(number(panel)).toBeFocused();
  await look();
  await keys(page, 'Alt+Shift+Z');
  await expect(panel.getByLabel('Comment (required)')).toHaveValue('wants it on Monday');
  expect(await dialled('dispositions')).toHaveLength(0);
  await keys(page, 'Control+Enter');
  await expect(number(panel)).toBeFocused();

  // The next dial sends it.
  await callAndHangUp(page, panel, '091000000');
  await expect.poll(() => dialled('dispositions')).toMatchObject([{ l1: 'Sale', l2: 'Upgrade', l3: 'Family' }]);

  // Another number of the contact is next, and the customer is called back tomorrow.
  await keys(page, 'Alt+Shift+P');
  await expect(panel.getByRole('button', { name: /^Try next/ }).first()).toBeFocused();
  await keys(page, 'Enter');
  await expect(panel.locator('cti-respool-editor .outcome').last()).toContainText('098344484');
  await look();
  await keys(page, 'Alt+Shift+E', '4', 'Alt+Shift+K');
  const tomorrow = panel.getByRole('radio', { name: 'Tomorrow' });
  await expect(panel.locator('cti-schedule-picker').getByRole('radio').first()).toBeFocused();
  const offered = await panel.locator('cti-schedule-picker').getByRole('radio').allTextContents(); // the hour decides
  await keys(page, String(offered.findIndex((each) => each.includes('Tomorrow')) + 1));
  await expect(tomorrow).toBeChecked();
  await look();
  await keys(page, 'Control+Enter');
  await expect(panel.locator('.saved')).toContainText('Saved Callback for 091000000');

  // What is there beside the calls: all keys, and the outbox.
  await keys(page, 'Escape', '?');
  await expect(panel.getByRole('heading', { name: 'Keys' })).toBeVisible();
  await look();
  await keys(page, 'Escape', 'Alt+Shift+X');
  await expect(panel.getByRole('heading', { name: 'Outbox' })).toBeVisible();
  await look();
  await keys(page, 'Escape', 'Alt+Shift+L');
  await expect(number(panel)).toBeFocused();
  await expect(panel.locator('[part=day] li')).toHaveCount(2);
  await look();
  await expect.poll(() => dialled('dispositions')).toHaveLength(2);
  const { calls, ended } = await integra(page);
  expect(calls).toHaveLength(2);
  expect(ended).toHaveLength(2);
}

test.describe('the panel in a side bar, 320 px wide', () => {
  test.use({ viewport: { width: 320, height: 800 } });

  test(
    'an agent does the whole job by keyboard alone, and nothing needs sideways scrolling [C-071 C-079 C-083 C-093 C-123]',
    { tag: '@firefox' },
    async ({ page }) => {
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
      await work(page, async () => expect(await wide()).toBeLessThanOrEqual(320));
    },
  );

  test('an agent does the whole job in a page that is read from the right', async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl'));
    });
    await work(page);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  });

  test('an agent does the whole job in the system’s own colours', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'its driver emulates no such colours');
    await page.emulateMedia({ forcedColors: 'active' });
    await work(page);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
  });

  test('keys that an agent types in the CRM’s own fields do nothing to the call', async ({ page }) => {
    const panel = await openPanel(page);
    await keys(page, 'Alt+Shift+L');
    await page.keyboard.type('091000000');
    await keys(page, 'Enter');
    await expect(state(panel)).toContainText('Dialled');
    for (const field of [page.getByLabel('Note'), page.getByLabel('Telephone')]) {
      await field.fill('');
      await page.keyboard.type('1/?h');
      await keys(page, 'Control+Enter');
      await expect(field).toHaveValue('1/?h');
    }
    await expect(panel.getByRole('heading', { name: 'Keys' })).toHaveCount(0);
    await keys(page, 'Alt+Shift+E'); // a chord writes nothing there
    await expect(panel.getByRole('radio', { name: 'New customer' })).toBeFocused();
    const { ended, dispositions } = await integra(page);
    expect([ended, dispositions]).toEqual([[], []]);
  });

  test('a reload in mid-call loses nothing: who is on the line, what was prepared, whom one dialled', async ({
    page,
  }) => {
    const panel = await openPanel(page);
    await keys(page, 'Alt+Shift+L');
    await page.keyboard.type('091000000');
    await keys(page, 'Enter');
    await expect(state(panel)).toContainText('Dialled');
    await panel.getByLabel('Comment').fill('asks for an invoice');
    await page.reload();
    await expect(state(panel)).toContainText('Dialled');
    await expect(panel.getByRole('heading', { name: '091000000' })).toBeVisible();
    await expect(panel.getByLabel('Comment')).toHaveValue('asks for an invoice');
    await panel.getByRole('button', { name: 'Mark as ended' }).click();
    await page.reload();
    await expect(state(panel)).toContainText('Wrap-up');
    await panel.getByRole('button', { name: 'Keep as a draft, next call' }).click();
    await page.reload();
    await expect(panel.getByText('Draft for 091000000')).toBeVisible();
    await panel.getByRole('combobox', { name: 'Number to dial' }).press('ArrowDown');
    await expect(panel.getByRole('option')).toHaveText(['091000000']);
  });
});

test('the panel is accessible and needs no sideways scrolling, ready and on a call', async ({ page, browserName }) => {
  test.skip(browserName === 'firefox', 'its driver emulates no colour scheme');
  const sizes = [480, 320].map((width) => ({ width, height: 900 }));
  const reports = await reportsOf(page);
  const panel = await openPanel(page);
  await expectAccessible(page, { sizes });
  await panel.getByRole('combobox', { name: 'Number to dial' }).fill('091000000');
  await panel.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(state(panel)).toContainText('Dialled');
  await panel.evaluate((element) =>
    element.shadowRoot?.querySelectorAll('details').forEach((folded) => (folded.open = true)),
  );
  await expectAccessible(page, { sizes });
  expect(await reports(), 'under the demo’s strict policy').toEqual([]);
});
