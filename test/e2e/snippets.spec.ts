import { expect, test, type Page } from './test.js';
import { portal } from './pages.js';

async function openPage(page: Page, form: string) {
  await page.goto(`/demo/portal.html?form=${form}`);
  const frame = () => page.frames()[1]!;
  const loaded = () =>
    frame()
      ?.evaluate(() => (document.readyState === 'complete' ? location.href : ''))
      .catch(() => '');
  await expect.poll(loaded).toContain('/index.html');
  const first = await loaded();
  await page.getByRole('button', { name: 'Answer a call' }).click(); // the form is loaded again
  await expect.poll(async () => ![first, ''].includes(await loaded())).toBe(true);
  return frame();
}

test('a form of somebody else’s, with plain porthole.js, is answered by the simulated portal', async ({ page }) => {
  const form = await openPage(page, '../test/fixtures/snippets/index.html');
  const run = (action: string) => form.evaluate((name) => (0, eval)(`actions.${name}()`), action);
  await run('CTI');
  await expect(form.locator('#CTI')).toContainText('"contact":222');
  await run('respool');
  await run('schedule');
  for (const action of ['call', 'callWithPhone']) {
    await run(action);
    await expect.poll(async () => (await portal(page)).dialed.at(-1)?.action).toBe(action);
    const { guid } = (await portal(page)).call;
    await expect(form.locator('#guid')).toHaveText(JSON.stringify(guid));
  }
  await run('tag');
  await run('hangup');
  await expect.poll(async () => (await portal(page)).call.ended).toBe(true);
  const { dialed, spool, schedules, tags, call } = await portal(page);
  expect(dialed).toHaveLength(2);
  expect(spool).toMatchObject([{ destination: '099124484' }]);
  expect(schedules).toMatchObject([{ callDate: '2026-10-10 15:00:00' }]);
  expect(tags).toEqual([{ guid: call.guid, message: 'complaint' }]);
});
