import { ahead, answerCall, chooseResult, integra, portal } from './pages.js';
import { expect, test, type Page } from './test.js';

/** Nothing but questions for the CTI object has crossed to either end. */
async function nothingSent(page: Page) {
  const { received } = await portal(page);
  expect(received.filter(({ data }: any) => data.action !== 'CTI')).toEqual([]);
  const { dispositions, schedules, spool, tags } = await integra(page);
  expect([dispositions, schedules, spool, tags]).toEqual([[], [], [], []]);
}

test('bad input is refused before any byte, in words, and keeps what was typed [C-065 C-066]', async ({ page }) => {
  const form = await answerCall(page);
  const button = form.locator('cti-call-button').first();
  const disposition = form.locator('cti-disposition-form');

  await test.step('a number with a colon', async () => {
    await button.evaluate((element: any) => (element.destination = '091:092'));
    await button.getByRole('button').click();
    await expect(button).toContainText('two numbers');
    await nothingSent(page);
    await button.evaluate((element: any) => (element.destination = '091000000'));
  });

  await test.step('a missing campaign', async () => {
    const session = form.locator('cti-session');
    const campaign = await session.evaluate((element: any) => element.campaign);
    await session.evaluate((element: any) => (element.campaign = ''));
    await button.getByRole('button').click();
    await expect(button).toContainText('The campaign is missing.');
    await nothingSent(page);
    await session.evaluate((element: any, before) => (element.campaign = before), campaign);
  });

  await test.step('a past date', async () => {
    const picker = form.locator('section > cti-schedule-picker');
    await picker.getByRole('radio', { name: 'Other time' }).click();
    await picker.getByLabel('Date').fill(ahead(-2));
    await picker.getByLabel('Time', { exact: true }).fill('10:00');
    await picker.getByRole('button', { name: 'Schedule callback' }).click();
    await expect(picker.locator('#problem')).toContainText('has passed');
    await expect(picker.getByLabel('Date')).toHaveValue(ahead(-2).split('-').reverse().join('/'));
    await expect(picker.getByLabel('Date')).toBeFocused();
    await nothingSent(page);
  });

  await test.step('a data value with an equals sign', async () => {
    const editor = form.locator('cti-respool-editor');
    await editor.locator('summary').first().click();
    const value = editor.getByLabel('Value 1');
    await value.fill('a=b');
    await editor.getByRole('button', { name: 'Put back in the queue' }).click();
    await expect(editor).toContainText('“a=b”');
    await expect(value).toHaveValue('a=b');
    await expect(editor.getByLabel('Name 1')).toBeFocused();
    await nothingSent(page);
  });

  await test.step('a result that has further levels', async () => {
    await disposition.getByRole('combobox', { name: 'Result' }).fill('Sale');
    await disposition.getByLabel('Comment').fill('kept');
    await disposition.getByRole('button', { name: 'Save result' }).click();
    await expect(disposition).toContainText('has further levels');
    await expect(disposition.getByLabel('Comment')).toHaveValue('kept');
    await expect(disposition.getByRole('combobox', { name: 'Result' })).toHaveValue('Sale');
    await nothingSent(page);
  });

  await test.step('a required comment that is missing', async () => {
    await disposition.getByLabel('Comment').fill('');
    await chooseResult(form, 'do not call');
    await disposition.getByRole('button', { name: 'Save result' }).click();
    await expect(disposition.getByLabel('Comment')).toBeFocused();
    await nothingSent(page);
  });
});
