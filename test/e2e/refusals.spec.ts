import { expect, test } from './test.js';
import { ahead, answerCall, chooseResult, integra, portal } from './pages.js';

/** Nothing but questions for the CTI object has crossed to either end. */
async function nothingSent(page: import('@playwright/test').Page) {
  const { received } = await portal(page);
  expect(received.filter(({ data }: any) => data.action !== 'CTI')).toEqual([]);
  const { dispositions, schedules, spool, tags } = await integra(page);
  expect([dispositions, schedules, spool, tags]).toEqual([[], [], [], []]);
}

test.describe('bad input is refused before any byte, in words, and keeps what was typed', () => {
  test('a number with a colon [C-065]', async ({ page }) => {
    const form = await answerCall(page);
    const button = form.locator('cti-call-button').first();
    await button.evaluate((element: any) => (element.destination = '091:092'));
    await button.getByRole('button').click();
    await expect(button).toContainText('cannot be dialled');
    await nothingSent(page);
  });

  test('a missing campaign', async ({ page }) => {
    const form = await answerCall(page);
    await form.locator('cti-session').evaluate((element: any) => (element.campaign = ''));
    const button = form.locator('cti-call-button').first();
    await button.getByRole('button').click();
    await expect(button).toContainText('The campaign is missing.');
    await nothingSent(page);
  });

  test('a past date', async ({ page }) => {
    const form = await answerCall(page);
    const picker = form.locator('section > cti-schedule-picker');
    await picker.getByLabel('Date').fill(ahead(-2));
    await picker.getByLabel('Time', { exact: true }).fill('10:00');
    await picker.getByRole('button', { name: 'Schedule callback' }).click();
    await expect(picker.locator('#problem')).toContainText('has passed');
    await expect(picker.getByLabel('Date')).toHaveValue(ahead(-2));
    await expect(picker.getByLabel('Date')).toBeFocused();
    await nothingSent(page);
  });

  test('a data value with an equals sign [C-066]', async ({ page }) => {
    const form = await answerCall(page);
    const editor = form.locator('cti-respool-editor');
    const value = editor.getByLabel('Value 1');
    await value.fill('a=b');
    await editor.getByRole('button', { name: 'Respool', exact: true }).click();
    await expect(editor).toContainText('“a=b”');
    await expect(value).toHaveValue('a=b');
    await expect(editor.getByLabel('Name 1')).toBeFocused();
    await nothingSent(page);
  });

  test('a result that has further levels', async ({ page }) => {
    const form = await answerCall(page);
    const disposition = form.locator('cti-disposition-form');
    await disposition.getByRole('combobox', { name: 'Result' }).fill('Sale');
    await disposition.getByLabel('Comment').fill('kept');
    await disposition.getByRole('button', { name: 'Save result' }).click();
    await expect(disposition).toContainText('has further levels');
    await expect(disposition.getByLabel('Comment')).toHaveValue('kept');
    await expect(disposition.getByRole('combobox', { name: 'Result' })).toHaveValue('Sale');
    await nothingSent(page);
  });

  test('a required comment that is missing', async ({ page }) => {
    const form = await answerCall(page);
    await chooseResult(form, 'do not call');
    const disposition = form.locator('cti-disposition-form');
    await disposition.getByRole('button', { name: 'Save result' }).click();
    await expect(disposition.getByLabel('Comment')).toBeFocused();
    await nothingSent(page);
  });
});
