import { held, mute } from './pages.js';
import { expect, test, type Page } from './test.js';

async function open(page: Page, dialer: string) {
  await mute(page);
  await page.goto('/demo/supervisor.html');
  await choose(page, dialer);
}

async function choose(page: Page, dialer: string) {
  await page.locator('#dialer').selectOption(dialer);
  await expect(page.locator('cti-contacts').getByRole('button', { name: 'Add' })).toBeEnabled();
}

/** The made-up list that the page offers, dropped into the upload and sent to its end. */
async function upload(page: Page) {
  const buffer = await (await page.request.get('/demo/contacts.csv')).body();
  const element = page.locator('cti-list-upload');
  await element.locator('input[type=file]').setInputFiles({ name: 'contacts.csv', mimeType: 'text/csv', buffer });
  await element.getByRole('button', { name: /^Send [\d,]+ contacts/ }).click(); // once it was checked
  await expect(element.getByRole('button', { name: 'Show' })).toBeVisible({ timeout: 30_000 });
  return element;
}

test.describe('on the supervisor’s page, with uContact,', () => {
  test.beforeEach(({ page }) => open(page, 'integra'));

  test(
    'campaigns are found, a contact added, a number blocked, and a recording played',
    { tag: '@firefox' },
    async ({ page }) => {
      await test.step('20 campaigns stand on the board', async () => {
        const board = page.locator('cti-campaign-board');
        await expect(board).toContainText('20 campaigns');
        await board.getByLabel('Find a campaign').fill('fibre');
        await expect(board.getByRole('rowheader', { name: 'Fibre' })).toHaveCount(2);
      });

      await test.step('recordings are found, and the first is played, since a person pressed', async () => {
        const recordings = page.locator('cti-recordings');
        await recordings.getByRole('button', { name: 'Search' }).click();
        await recordings.getByRole('button', { name: /^Play/ }).first().click();
        const audio = recordings.locator('audio');
        await expect.poll(() => audio.evaluate((player: HTMLAudioElement) => player.played.length)).toBe(1);
        expect(await audio.evaluate((player: HTMLAudioElement) => player.currentSrc)).toContain('/records/');
        expect(await page.evaluate(() => navigator.userActivation.hasBeenActive)).toBe(true);
      });

      await test.step('one contact becomes a task of the dialer', async () => {
        const contacts = page.locator('cti-contacts');
        await contacts.getByLabel('Number', { exact: true }).fill('099124484');
        await contacts.getByLabel('Number', { exact: true }).press('Enter');
        await expect(contacts).toContainText('Done.');
        expect((await held(page, 'integra')).tasks).toMatchObject([{ destination: '099124484', mode: 'normal' }]);
      });

      await test.step('a number is put on the do-not-call list', async () => {
        const form = page.locator('cti-blacklist-form');
        await form.getByLabel('Numbers').fill('099124484');
        await form.getByRole('button', { name: 'Put on the list' }).click();
        await expect
          .poll(async () => (await held(page, 'integra')).blacklist)
          .toMatchObject([{ phone: '099124484', campaign: 'Sale->' }]);
      });
    },
  );

  test('the wall has its last hour; what draws a large chart is loaded with the first campaign that is opened', async ({
    page,
  }) => {
    const board = page.locator('cti-campaign-board');
    const loaded = () =>
      page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /chart/.test(name)).length);
    await expect(
      board.getByRole('img', { name: /^Waiting in the last hour: from \d+ to \d+, now \d+$/ }),
    ).toBeVisible();
    expect(await loaded()).toBe(0);
    await board.getByRole('button', { name: 'Fibre inbound' }).click();
    await expect(board.getByRole('heading', { name: 'Fibre inbound' })).toBeFocused();
    await expect(board.locator('#plot canvas')).toBeVisible();
    expect(await loaded()).toBe(1);
    await board.getByText('As a table').click();
    await expect(board.getByRole('columnheader', { name: 'Time' })).toBeVisible();
  });

  test('a limit that is set on the screen is marked, and remembered over a reload', async ({ page }) => {
    const board = page.locator('cti-campaign-board');
    const overLimit = board.locator('.body .over', { hasText: 'Waiting above 0' });
    await board.getByRole('button', { name: 'Limits' }).click();
    await board.getByLabel('Waiting, most').fill('0');
    await board.getByLabel('Waiting, most').press('Tab');
    await expect(overLimit.first()).toBeVisible();
    await page.reload();
    await choose(page, 'integra');
    await expect(overLimit.first()).toBeVisible();
  });

  test('the wall fills the screen, with the time of its figures large', { tag: '@firefox' }, async ({ page }) => {
    const board = page.locator('cti-campaign-board');
    await board.getByRole('button', { name: 'Full screen' }).click();
    await expect(board.locator('#wall-time')).toHaveText(/^\d\d:\d\d:\d\d$/);
    const size = (selector: string) =>
      board.locator(selector).evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize));
    expect(await size('#wall-time')).toBeGreaterThan(2 * (await size('#age')));
    await board.getByRole('button', { name: 'Leave full screen' }).click();
    await expect(board.locator('#wall-time')).toBeHidden();
  });

  test('recordings of a week are a table: sorted, heard with their waveform, copied and saved', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const recordings = page.locator('cti-recordings');
    await recordings.getByRole('button', { name: '7 days' }).click();
    await expect(recordings.locator('#count')).toContainText(/50 recordings, \d+:\d\d:\d\d in all/);
    await recordings.getByRole('button', { name: 'Length' }).click();
    const lengths = recordings.locator('td[data-column=length]');
    const seconds = async () =>
      (await lengths.allTextContents()).map((each) =>
        each
          .trim()
          .split(':')
          .reduce((sum, part) => sum * 60 + Number(part), 0),
      );
    await expect.poll(async () => (await seconds()).every((each, at, all) => !at || each <= all[at - 1]!)).toBe(true);

    const row = recordings.locator('[data-guid$="000000000012"]'); // its file lies where it is looked for first
    const length = (await row.locator('td[data-column=length]').textContent())!.trim();
    await row.getByRole('button', { name: /^Play/ }).click();
    await expect(recordings.locator('#whole')).toHaveText(length);
    await expect(recordings.locator('.wave').first()).toBeVisible();
    const path = await recordings.locator('.wave path').first().getAttribute('d');
    expect(new Set(path!.match(/V[\d.]+/g)).size).toBeGreaterThan(20);

    await row.getByRole('button', { name: /^Copy the address/ }).click();
    await expect(recordings).toContainText('The address of the recording was copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^http.*\/telephony\/records\/[-\w]+012\.mp3$/,
    );
    const file = page.waitForEvent('download');
    await row.getByRole('button', { name: /^Download/ }).click();
    expect((await file).suggestedFilename()).toMatch(/012\.mp3$/);
  });

  test('a list of 10,000 is uploaded, and its ten wrong rows are there to mend', async ({ page }) => {
    const element = await upload(page);
    const { uploads } = await held(page, 'integra');
    await expect
      .poll(async () =>
        (await held(page, 'integra')).uploads!.reduce((sum, each) => sum + Number((each as { rows: number }).rows), 0),
      )
      .toBe(9990);
    expect(uploads).not.toEqual([]);
    await expect(element.locator('a[part=download]')).toBeVisible();
  });
});

test.describe('on the supervisor’s page, with another dialer,', () => {
  test('Voicenter takes the list whole, finds who waits, and removes him', async ({ page }) => {
    await open(page, 'voicenter');
    await upload(page);
    const pending = async () =>
      (await held(page, 'voicenter')).campaigns!.map((each) => (each as { pending: number }).pending)[0];
    await expect.poll(pending).toBe(9990);
    const contacts = page.locator('cti-contacts');
    await contacts.getByLabel('Number', { exact: true }).fill('091000007');
    await contacts.getByRole('button', { name: 'Find' }).click();
    await expect(contacts).toContainText('Found: 1.');
    await contacts.getByRole('button', { name: 'Remove', exact: true }).click();
    await contacts.getByRole('group').getByRole('button', { name: 'Remove' }).click();
    await expect.poll(pending).toBe(9989);
  });

  test('Sinch gives an id for each row: what an upload added is taken back after a question', async ({ page }) => {
    await open(page, 'sinch');
    const customers = async () =>
      (await held(page, 'sinch')).campaigns!.reduce(
        (sum, { customers: all }: { customers: unknown[] }) => sum + all.length,
        0,
      ) as number;
    const before = await customers();
    const element = page.locator('cti-list-upload');
    const buffer = Buffer.from('phone;external id\n+59891000001;a\n+59891000001;b\n;c\n+59891000002;d\n');
    await element.locator('input[type=file]').setInputFiles({ name: 'may.csv', mimeType: 'text/csv', buffer });
    await expect(element).toContainText('2 fine · 1 without a number · 1 twice');
    await element.getByRole('button', { name: 'Send 2 contacts' }).click();
    await element.getByRole('button', { name: 'Take back 2 contacts…' }).click();
    expect(await customers()).toBe(before + 2);
    await element.getByRole('button', { name: 'Take them back' }).click();
    await expect(element).toContainText('2 contacts were taken back.');
    expect(await customers()).toBe(before);
    await expect(element.getByRole('row').filter({ hasText: 'may.csv' })).toContainText('Taken back');
  });

  test('Sinch starts a campaign after it was asked, and Motion says what it does not take', async ({ page }) => {
    await open(page, 'sinch');
    const board = page.locator('cti-campaign-board');
    await board.getByRole('row').filter({ hasText: 'Passive' }).getByRole('button').first().click();
    await board.getByRole('button', { name: 'Start campaign…' }).click();
    await board.getByRole('button', { name: 'Start', exact: true }).click();
    await expect.poll(async () => JSON.stringify((await held(page, 'sinch')).campaigns)).not.toContain('Passive');

    await choose(page, 'motion');
    for (const tag of ['cti-campaign-board', 'cti-recordings'])
      await expect(page.locator(tag)).toContainText('Motion does not take this');
    await expect(page.locator('cti-blacklist-form')).toContainText('This is not known for this dialer (Motion)');
    await expect(page.locator('cti-callbacks')).toContainText('Motion does not take this');
  });
});
