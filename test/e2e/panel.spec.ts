import { keys, openPanel, state } from './agent-job.js';
import { expectAccessible } from './accessibility.js';
import { integra } from './pages.js';
import { reportsOf } from './reports.js';
import { expect, test } from './test.js';

test.describe('the panel in a side bar, 320 px wide', () => {
  test.use({ viewport: { width: 320, height: 800 } });

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
