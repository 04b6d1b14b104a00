import { expect, test, type Page } from './test.js';
import { breakIntegra, chooseResult, integra, openCrm, outcome, setOffline } from './pages.js';

const outbox = (page: Page) => page.locator('cti-outbox');
const badge = (page: Page) => outbox(page).locator('[part~=badge]');

/** Calls the customer, so that there is a call to dispose of. */
async function call(page: Page) {
  await page.getByRole('button', { name: 'Call 091000000' }).click();
  await expect(outcome(page.locator('cti-call-button').first())).toContainText('Calling 091000000');
}

async function saveResult(page: Page, words = 'new customer') {
  const form = page.locator('cti-disposition-form');
  await chooseResult(form, words);
  await form.getByRole('button', { name: 'Save result' }).click();
  return outcome(form).last();
}

const signIn = async (page: Page) => {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Signed in as supervisor')).toBeVisible();
};

test.describe('what cannot be delivered on the CRM page', () => {
  test.beforeEach(({ page }) => openCrm(page));
  test.afterEach(({ page }) =>
    page.evaluate(() =>
      (document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session']).client?.forget(),
    ),
  );

  test(
    'waits while the computer is offline, and goes out once when it is back',
    { tag: '@firefox' },
    async ({ page }) => {
      await call(page);
      await expect(outbox(page)).toContainText('Nothing waits');
      await setOffline(page, true);
      await expect(await saveResult(page)).toContainText('Waiting to be sent. It is sent automatically.');
      await expect(badge(page)).toHaveText('1');
      await setOffline(page, false);
      await expect(outbox(page)).toContainText('Nothing waits');
      expect((await integra(page)).dispositions).toMatchObject([{ l1: 'Sale', l2: 'New customer' }]);
    },
  );

  test('waits for the sign-in over a reload, and goes out once after it', { tag: '@firefox' }, async ({ page }) => {
    await call(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByText('Signed out')).toBeVisible();
    await expect(await saveResult(page)).toContainText('Sign in again');
    await page.reload();
    await expect(badge(page)).toHaveText('1');
    await expect(outbox(page)).toContainText('Kept in this browser');
    await signIn(page);
    await expect(outbox(page)).toContainText('Nothing waits');
    expect((await integra(page)).dispositions).toHaveLength(1);
  });

  test('is shown as unknown when the answer is lost, and goes out again only when the agent says so', async ({
    page,
  }) => {
    await call(page);
    await breakIntegra(page, { dropped: true });
    await expect(await saveResult(page)).toContainText('may have been saved');
    await breakIntegra(page, {});
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await expect(badge(page)).toHaveText('1');
    const before = (await integra(page)).dispositions!.length;
    await page.reload();
    await signIn(page);
    await expect(badge(page)).toHaveText('1');
    expect((await integra(page)).dispositions).toHaveLength(before);
    await outbox(page).getByRole('button', { name: 'Outbox' }).click();
    await outbox(page)
      .getByRole('button', { name: /Send again/ })
      .click();
    await expect(badge(page)).toHaveCount(0);
    expect((await integra(page)).dispositions).toHaveLength(before + 1);
  });

  test('a callback whose answer was lost is put in again by itself, and stands there once [C-150 C-151]', async ({
    page,
  }) => {
    await call(page);
    await breakIntegra(page, { dropped: true });
    const picker = page.locator('section > cti-schedule-picker');
    await picker.getByRole('radio', { name: 'Tomorrow' }).click();
    await picker.getByRole('button', { name: 'Schedule callback' }).click();
    await expect(outcome(picker)).toContainText('Waiting to be sent. It is sent automatically.');
    await breakIntegra(page, {});
    await expect(outbox(page)).toContainText('Nothing waits', { timeout: 15_000 });
    expect((await integra(page)).schedules).toHaveLength(1);
  });

  test('what is typed survives a reload', async ({ page }) => {
    await call(page);
    await page.locator('cti-disposition-form').getByLabel('Comment').fill('rang twice');
    await page.locator('cti-tag-recorder').getByRole('textbox').fill('complaint');
    await page.reload();
    await expect(page.locator('cti-disposition-form').getByLabel('Comment')).toHaveValue('rang twice');
    await expect(page.locator('cti-tag-recorder').getByRole('textbox')).toHaveValue('complaint');
  });
});
