// `npm start` itself: the dev server with the source, at a port that the system chooses.
import { answerCall, openCrm, outcome } from './pages.js';
import { reportsOf } from './reports.js';
import { expect, test } from './test.js';

test.use({ demoOf: 'source' });

test('npm start serves the portal and the CRM page with the source, and nothing is reported', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000); // the first time, it bundles the libraries
  const reports = await reportsOf(page);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const form = await answerCall(page);
  await expect(form.getByRole('button', { name: 'Call 091000000' })).toBeEnabled();
  expect(await reports()).toEqual([]);
  await openCrm(page);
  await page.getByRole('button', { name: 'Call 091000000' }).click();
  await expect(outcome(page.locator('cti-call-button').first())).toContainText('Calling 091000000');
  expect(await reports()).toEqual([]);
  expect(requests).toContain(`${baseURL}/src/script.ts`);
});
