import { expect, test } from './test.js';

const choices = [
  ['signIn', 'sign-in', 'Problem', 'and the page gives none'],
  ['path', 'server', 'Problem', 'no Integra behind this address'],
  ['policy', 'server', 'Problem', 'connect-src https://ucontact.example'],
  ['dialect', 'dialect', 'Problem', 'Set integra-dialect="new"'],
  ['proxy', 'server', 'Problem', 'HTTP 502'],
  ['portal', 'frame', 'Problem', 'not inside the portal'],
  ['frame', 'widget', 'Problem', 'frame-src https://crm.example'],
] as const;

test('the demo’s doctor finds what was broken, and all is well where nothing is', async ({ page, browserName }) => {
  await page.goto('/demo/doctor.html');
  const doctor = page.locator('cti-doctor');
  const check = async () => {
    await doctor.getByRole('button', { name: 'Check', exact: true }).click();
    await expect(doctor.getByRole('status')).toContainText('Looked at 19 things', { timeout: 20_000 });
  };
  const of = (id: string) => doctor.locator(`[data-id=${id}]`);
  await expect(doctor).toContainText('queuesummary');
  await check();
  for (const id of ['server', 'sign-in', 'dialect', 'widget', 'frame'])
    await expect(of(id)).toHaveAttribute('data-state', 'good');
  for (const [broken, id, state, words] of choices) {
    await page.locator('#broken').selectOption(broken);
    await check();
    await expect(of(id)).toContainText(state);
    await expect(of(id)).toContainText(words);
  }
  await page.locator('#broken').selectOption('nothing');
  await of('widget').getByRole('button', { name: 'Check again' }).click();
  await expect(doctor.getByRole('status')).toContainText('Looked again: The framed page is there', {
    timeout: 20_000,
  });
  if (browserName === 'firefox') return; // its driver tells of no download
  const saved = page.waitForEvent('download');
  await doctor.getByRole('button', { name: 'Download JSON' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^portside-\d{4}-\d\d-\d\d-\d{4}\.json$/);
});
