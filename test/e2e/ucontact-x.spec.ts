// The demo's page around the simulated uContact X, which frames a form of its own.
import { breakDialer, held, openDrawer, outcome } from './pages.js';
import { expect, test, type Page } from './test.js';

const parts = (page: Page) => {
  const x = page.frameLocator('iframe');
  const controls = page.locator('cti-call-controls');
  return { x, form: x.frameLocator('iframe'), controls, line: controls.locator('[part=calls]') };
};

async function give(page: Page, to: string, how: string, kind = 'Number') {
  const { controls } = parts(page);
  await controls.getByRole('button', { name: 'Transfer', exact: true }).click();
  await controls.getByRole('radio', { name: kind }).check();
  await controls.getByLabel(kind, { exact: true }).and(controls.locator('input:not([type=radio])')).fill(to);
  await controls.getByRole('button', { name: how }).click();
}

test('a call in uContact X reaches the CRM and the form in it with its data, is transferred, and ends when it is closed [C-403 C-404 C-406]', async ({
  page,
}) => {
  await page.goto('/demo/ucontact-x.html');
  const { x, form, controls, line } = parts(page);
  await expect(page.locator('cti-call-button')).toContainText('not known for this dialer');
  await x.getByRole('button', { name: 'A customer calls' }).click();
  await expect(line).toContainText('Not confirmed');
  await expect(line).toContainText('091000001');
  await expect(form.locator('cti-panel')).toContainText('091000001');
  await expect(form.locator('cti-panel')).toContainText('7781'); // the account, of its data

  await give(page, 'ana', 'Speak first', 'Agent');
  await expect(outcome(controls)).toContainText('was sent, not confirmed');
  await give(page, '099124484', 'Transfer now');
  await expect
    .poll(async () => (await held(page, 'ucontact-x'))['transfers'])
    .toMatchObject([
      { type: 'attended', destinationType: 'agent', destination: 'ana' },
      { type: 'blind', destinationType: 'external', destination: '099124484' },
    ]);

  await form.getByRole('button', { name: 'Send the form' }).click();
  await form.getByRole('button', { name: 'Close the form' }).click();
  await expect(x.locator('iframe')).toBeHidden();
  await expect(x.locator('[data-what="What the form said"] li')).toHaveText(['"sent"', '"close"']);
  await x.getByRole('button', { name: 'The agent closes it' }).click();
  await expect(line.getByRole('listitem')).toHaveCount(0);
});

test('the CRM hears of theme, language and results, no message is a call, and a server that fails is told [C-404]', async ({
  page,
}) => {
  await page.goto('/demo/ucontact-x.html');
  const { x, controls, line } = parts(page);
  await x.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  await x.getByRole('button', { name: 'Spanish' }).click();
  await expect(page.locator('#events li')).toHaveText(['changedTheme "dark"', 'changedLanguage "es"']);
  await x.getByRole('button', { name: 'A message comes' }).click();
  await expect(page.locator('#events li').last()).toContainText('"channel":"whatsapp"');
  await x.getByRole('button', { name: 'A result is saved' }).click();
  await expect(page.locator('#events li').last()).toContainText('sentDisposition');
  await expect(line.getByRole('listitem')).toHaveCount(0);

  await x.getByRole('button', { name: 'A customer calls' }).click();
  await expect(line).toContainText('091000001');
  await breakDialer(page, 'ucontact-x', { status500: true });
  await give(page, '099124484', 'Transfer now');
  await expect(outcome(controls)).toContainText('may have been transferred to');
  expect((await held(page, 'ucontact-x'))['transfers']).toEqual([]);
});

test('a form that hears nothing of its call says so, and the rest goes on [C-406]', async ({ page }) => {
  await page.goto('/demo/ucontact-x.html');
  const { x, form } = parts(page);
  await openDrawer(x);
  await x.getByLabel('Answers no form, and tells nothing').check();
  await x.getByRole('button', { name: 'A customer calls' }).click();
  await expect(form.locator('cti-panel')).toBeVisible();
  await expect(x.locator('#panel .wire')).toContainText('The fault “silent” is set.');
  await expect(form.locator('cti-panel')).not.toContainText('091000001');
  await form.getByRole('button', { name: 'Send the form' }).click();
  await expect(x.locator('[data-what="What the form said"] li')).toHaveText(['"sent"']);
});
