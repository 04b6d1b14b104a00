// An agent's callbacks on the supervisor's page: scheduled, seen, moved and cancelled, and what becomes of a move that stops half-way.
import { ahead, breakDialer, held } from './pages.js';
import { expect, test, type Page } from './test.js';

const list = (page: Page) => page.locator('cti-callbacks');
const rows = (page: Page) => list(page).getByRole('listitem');

/** Opens the page, or loads it again. */
async function open(page: Page, dialer: string) {
  await page.goto('/demo/supervisor.html');
  await page.getByLabel('Dialer').selectOption(dialer);
  await expect(list(page)).toContainText('only callbacks scheduled in this browser');
}

/** Chooses a day in the fields around a picker. */
async function choose(page: Page, day: string) {
  const other = list(page).getByRole('radio', { name: 'Other time' });
  if (await other.isVisible()) await other.click();
  await list(page).getByLabel('Date').fill(day);
  await list(page).getByLabel('Time').fill('10:30');
}

async function schedule(page: Page) {
  const picker = page.locator('details > cti-schedule-picker');
  if (!(await picker.isVisible())) await page.getByText('Schedule one, as an agent would').click();
  await picker.getByRole('radio', { name: 'Tomorrow' }).click();
  await picker.getByRole('button', { name: 'Schedule callback' }).click();
  await expect(rows(page)).toHaveCount(1);
}

/** What waits at each dialer, by its own clock or instant. */
const waiting: Record<string, (page: Page) => Promise<unknown[]>> = {
  integra: async (page) => (await held(page, 'integra')).schedules!.map(({ calldate }) => calldate),
  voicenter: async (page) =>
    (await held(page, 'voicenter')).campaigns![0].calls.map((call: { OriginateTime: number }) => call.OriginateTime),
};

for (const dialer of ['integra', 'voicenter'])
  test.describe(`an agent’s callbacks on ${dialer}`, () => {
    const at = waiting[dialer]!;
    test.beforeEach(({ page }) => open(page, dialer));

    test('are seen once scheduled, moved, seen in another tab and after a reload, and cancelled', async ({
      page,
      context,
    }) => {
      await schedule(page);
      await expect(rows(page)).toContainText('091000000');
      await expect(rows(page)).toContainText('The dialer has it.');
      const [before] = await at(page);
      await rows(page).getByRole('button', { name: 'Move' }).click();
      await choose(page, ahead(7));
      await list(page).getByRole('button', { name: 'Move callback' }).click();
      await expect(list(page)).toContainText('Moved from');
      const after = await at(page);
      expect(after).toHaveLength(1);
      expect(after[0]).not.toEqual(before);

      const other = await context.newPage();
      await open(other, dialer);
      await expect(rows(other)).toContainText('account: 7781');
      await open(page, dialer);
      await rows(page).getByRole('button', { name: 'Cancel callback' }).click();
      await list(page).getByRole('button', { name: 'Cancel callback' }).click();
      await expect(rows(page)).toHaveCount(0);
      await expect(rows(other)).toHaveCount(0);
      expect(await at(page)).toEqual([]);
      await other.close();
    });

    test('whose new time was refused are said to be gone, over a reload, and are not set anew while nobody knows of the old one', async ({
      page,
    }) => {
      await schedule(page);
      await rows(page).getByRole('button', { name: 'Move' }).click();
      await choose(page, ahead(7));
      // The first half goes through, the second does not.
      await page.route(/ScheduleDialerCall|AddCall/, (route) => {
        if (/Remove/.test(route.request().url())) return route.continue();
        return route.fulfill({ contentType: 'application/json', body: dialer === 'integra' ? '0' : '{"ErrorCode":2}' });
      });
      await list(page).getByRole('button', { name: 'Move callback' }).click();
      await expect(list(page).getByRole('alert')).toContainText('was not scheduled');
      expect(await at(page)).toEqual([]);
      await page.unroute(/ScheduleDialerCall|AddCall/);
      await open(page, dialer);
      await expect(list(page).getByRole('alert')).toBeVisible();
      await expect(list(page).getByLabel('Date')).toHaveValue(ahead(7).split('-').reverse().join('/'));
      await list(page).getByRole('button', { name: 'Try again' }).click();
      await expect(list(page)).toContainText('Moved from');
      await expect(rows(page)).toHaveCount(1);
      expect(await at(page)).toHaveLength(1);

      await test.step('not set anew while nobody knows whether the old one is gone', async () => {
        await rows(page).getByRole('button', { name: 'Move' }).click();
        await choose(page, ahead(8));
        await breakDialer(page, dialer, { dropped: true });
        await list(page).getByRole('button', { name: 'Move callback' }).click();
        await expect(list(page).getByRole('alert')).toContainText('It may still exist');
        await breakDialer(page, dialer, {});
        await open(page, dialer);
        await expect(list(page).getByRole('alert')).toContainText('It may still exist');
        expect(await at(page)).toEqual([]);
        await list(page).getByRole('button', { name: 'The old callback is gone' }).click();
        await list(page).getByRole('button', { name: 'Try again' }).click();
        await expect.poll(() => at(page)).toHaveLength(1);
        await expect(list(page).getByRole('alert')).toHaveCount(0);
      });
    });
  });

test('an agent’s callbacks are moved and cancelled by the keyboard alone', async ({ page }) => {
  await open(page, 'integra');
  await schedule(page);
  const focused = (name: string) => list(page).getByRole('button', { name }).first();
  await page.locator('details > cti-schedule-picker').getByRole('button', { name: 'Schedule callback' }).focus();
  await page.keyboard.press('Tab');
  await expect(focused('Move')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(list(page).getByRole('radio', { name: 'Other time' })).toBeFocused();
  const time = list(page).getByLabel('Time');
  for (let stops = 0; stops < 8 && !(await time.evaluate((input) => input.matches(':focus'))); stops++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp'); // a quarter of an hour later
  await page.keyboard.press('Enter');
  await expect(list(page)).toContainText('Moved from');
  await expect(focused('Move')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(focused('Keep callback')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(0);
  expect(await waiting.integra!(page)).toEqual([]);
});
