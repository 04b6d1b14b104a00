import { expectAccessible } from './accessibility.js';
import { integra } from './pages.js';
import { reportsOf } from './reports.js';
import { expect, test, type Page } from './test.js';

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

/** Goes on with Tab until that has the focus. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>) {
  const hasFocus = () => target.evaluate((element) => element.matches(':focus'));
  for (let step = 0; step < 40 && !(await hasFocus()); step += 1) await keys(page, 'Tab');
  await expect(target).toBeFocused();
}

test.describe('the panel in a side bar, 320 px wide', () => {
  test.use({ viewport: { width: 320, height: 800 } });

  test(
    'an agent does the whole job by keyboard alone [C-071 C-079 C-083 C-093 C-123]',
    { tag: '@firefox' },
    async ({ page }) => {
      const panel = await openPanel(page);
      await keys(page, 'Alt+Shift+D');
      await page.keyboard.type('091-000 000');
      await expect(panel).toContainText('Dials 091-000 000 for Ventas->.');
      await keys(page, 'Enter');
      await expect(panel.getByRole('heading', { name: 'On a call' })).toBeFocused();

      await keys(page, 'Alt+Shift+H');
      await expect(panel.getByRole('heading', { name: 'Wrap-up' })).toBeVisible();
      await expect(panel.getByRole('timer')).toContainText('of 1:00');

      await keys(page, 'Alt+Shift+R');
      await page.keyboard.type('new customer');
      await keys(page, 'ArrowDown', 'Enter', 'Control+Enter');
      await expect(panel.locator('cti-disposition-form .outcome').last()).toContainText('saved');

      await tabTo(page, panel.getByText('Callback', { exact: true }));
      await keys(page, 'Enter');
      await tabTo(page, panel.getByRole('radio', { name: 'Tomorrow' }));
      await keys(page, 'Enter');
      await tabTo(page, panel.getByRole('button', { name: 'Schedule callback' }));
      await keys(page, 'Enter');
      await expect(panel.locator('[data-action=callback] .outcome')).toContainText('scheduled');

      await keys(page, 'Alt+Shift+G');
      await page.keyboard.type('complaint');
      await keys(page, 'Enter');
      await expect(panel.locator('cti-tag-recorder .outcome')).toHaveText('Tag sent.');

      await tabTo(page, panel.getByRole('button', { name: 'Outbox' }));
      await keys(page, 'Alt+Shift+N');
      await expect(panel.getByRole('heading', { name: 'Ready' })).toBeVisible();
      await keys(page, 'ArrowDown', 'Enter');
      await expect(panel.getByRole('combobox', { name: 'Number to dial' })).toHaveValue('091-000 000');

      const { calls, ended, dispositions, schedules, tags } = await integra(page);
      const guid = calls![0].guid;
      expect(calls).toHaveLength(1);
      expect(ended).toMatchObject([{ guid }]);
      expect(dispositions).toMatchObject([{ guid, l1: 'Sale', l2: 'New customer', callerid: '091-000 000' }]);
      expect(schedules).toMatchObject([{ destination: '091-000 000', campaign: 'Ventas->' }]);
      expect(tags!.at(-1)).toEqual({ guid, phone: '091-000 000', data: 'complaint' });
    },
  );

  test('keys that an agent types in the CRM’s own fields do nothing to the call', async ({ page }) => {
    const panel = await openPanel(page);
    await keys(page, 'Alt+Shift+D');
    await page.keyboard.type('091000000');
    await keys(page, 'Enter');
    await expect(panel.getByRole('heading', { name: 'On a call' })).toBeVisible();
    for (const field of [page.getByLabel('Note'), page.getByLabel('Telephone'), panel.getByLabel('Comment')]) {
      await field.focus();
      await keys(page, 'Alt+Shift+H', 'Alt+Shift+N');
    }
    await page.getByRole('link', { name: 'Index' }).focus();
    await keys(page, 'Alt+Shift+R');
    await expect(panel.getByRole('combobox', { name: 'Result' })).toBeFocused();
    await expect(panel.getByRole('heading', { name: 'On a call' })).toBeVisible();
    expect((await integra(page)).ended).toHaveLength(0);
  });

  test('a reload in mid-call loses nothing: who is on the line, what was prepared, whom one dialled', async ({
    page,
  }) => {
    const panel = await openPanel(page);
    await keys(page, 'Alt+Shift+D');
    await page.keyboard.type('091000000');
    await keys(page, 'Enter');
    await expect(panel.getByRole('heading', { name: 'On a call' })).toBeVisible();
    await panel.getByLabel('Comment').fill('asks for an invoice');
    await page.reload();
    await expect(panel.getByRole('heading', { name: 'On a call' })).toBeVisible();
    await expect(panel.locator('.number')).toHaveText('091000000');
    await expect(panel.getByLabel('Comment')).toHaveValue('asks for an invoice');
    await panel.getByRole('button', { name: 'Mark as ended' }).click();
    await page.reload();
    await expect(panel.getByRole('heading', { name: 'Wrap-up' })).toBeVisible();
    await panel.getByRole('button', { name: 'Ready for the next call' }).click();
    await page.reload();
    await expect(panel.getByRole('heading', { name: 'Ready' })).toBeVisible();
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
  await expect(panel.getByRole('heading', { name: 'On a call' })).toBeVisible();
  await panel.evaluate((element) =>
    element.shadowRoot?.querySelectorAll('details').forEach((folded) => (folded.open = true)),
  );
  await expectAccessible(page, { sizes });
  expect(await reports(), 'under the demo’s strict policy').toEqual([]);
});
