// Whole jobs on the supervisor's page by keyboard alone: from the top of the page, by Tab, arrows, Enter, Space and typing.
import { held, mute } from './pages.js';
import { expect, test, type Page } from './test.js';

/** What has the focus, inside the elements too: its tag, its name for people, and the element that it is in. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    let host = '';
    while (at?.shadowRoot?.activeElement) [host, at] = [at.localName, at.shadowRoot.activeElement];
    const label =
      at?.getAttribute('aria-label') ?? (at as HTMLInputElement).labels?.[0]?.textContent ?? at?.textContent ?? '';
    return `${host} ${at?.localName} ${label.replace(/\s+/g, ' ').trim()}`;
  });

/** Goes on by Tab until the focus is where it says; so many steps at most. */
async function tabTo(page: Page, where: RegExp, most = 45): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (where.test(now)) return;
    passed.push(now);
  }
  throw new Error(`No ${where} in ${most} steps: ${passed.join(' | ')}`);
}

async function open(page: Page, dialer: 'uContact' | 'Sinch' | 'Voicenter') {
  await mute(page);
  await page.goto('/demo/supervisor.html');
  await tabTo(page, /select Dialer/, 8); // after what stands in the head of each page
  await page.keyboard.type(dialer);
  await expect(page.locator('cti-contacts').getByRole('button', { name: 'Add' })).toBeEnabled();
}

/** The focus is in an element still: what had it has not gone away under the person. */
const stays = (page: Page, where: RegExp) => expect.poll(() => focused(page)).toMatch(where);
const press = (page: Page, ...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const saved = async (page: Page, dialer: string) => JSON.stringify(await held(page, dialer));

test('by keyboard alone, with uContact, from the top of the page to its end', async ({ page }) => {
  page.on('filechooser', () => {}); // from the beginning: what asks the browser to tell of one may come after the key
  await open(page, 'uContact');

  await test.step('the board is filtered, sorted and asked anew', async () => {
    const board = page.locator('cti-campaign-board');
    await tabTo(page, /board input Find a campaign/, 12);
    await page.keyboard.type('fibre');
    await expect(board.getByRole('rowheader', { name: 'Fibre' })).toHaveCount(2);
    await tabTo(page, /board button New figures/, 5);
    await press(page, 'Enter');
    await stays(page, /board button Refresh now/);
    await press(page, 'Enter', 'Escape');
    await stays(page, /board button New figures/);
    await tabTo(page, /board button Waiting/, 20);
    await press(page, 'Space');
    await expect(board.getByRole('columnheader', { name: 'Waiting' })).toHaveAttribute('aria-sort', 'descending');
    await stays(page, /board button Waiting/);
  });

  await test.step('a limit is set, and a campaign opened and left', async () => {
    const board = page.locator('cti-campaign-board');
    await tabTo(page, /board button Fibre/, 12);
    await press(page, 'Enter');
    await stays(page, /board h3 Fibre/);
    await tabTo(page, /board select Last hour/, 4);
    await page.keyboard.type('Busy');
    await expect(board.getByRole('img', { name: /^Busy in the last hour/ })).toBeVisible();
    await tabTo(page, /board button Limits…/, 6);
    await press(page, 'Enter');
    await stays(page, /board input Waiting, most/);
    await page.keyboard.type('0');
    await press(page, 'Escape');
    await tabTo(page, /board button Close/, 30);
    await press(page, 'Escape');
    await stays(page, /board button Fibre/);
  });

  await test.step('a list is chosen, checked by itself, and sent', async () => {
    const element = page.locator('cti-list-upload');
    await tabTo(page, /upload input Choose a list/);
    const chooser = page.waitForEvent('filechooser');
    await press(page, 'Enter');
    await (
      await chooser
    ).setFiles({
      name: 'may.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('phone,name\n091000001,Ann\n09:1,Eve\n091000003,Bob\n'),
    });
    await expect(element).toContainText('Checked: 2 fine · 1 without a number. Nothing was sent yet.');
    await tabTo(page, /upload button Send 2 contacts/, 40);
    await press(page, 'Enter');
    await expect.poll(async () => (await held(page, 'integra'))['uploads']?.map(({ rows }) => rows)).toEqual([2]);
    await tabTo(page, /upload button Show/, 4);
    await tabTo(page, /upload a Download them/, 4);
  });

  await test.step('a contact is added, and another removed after a question', async () => {
    const contacts = page.locator('cti-contacts');
    await tabTo(page, /contacts input Number/);
    await page.keyboard.type('099124484');
    await press(page, 'Enter');
    await expect(contacts).toContainText('Done.');
    await stays(page, /contacts input Number/);
    expect((await held(page, 'integra'))['tasks']).toMatchObject([{ destination: '099124484' }]);
    await page.keyboard.type('099124484');
    await tabTo(page, /contacts button Remove/, 6);
    await press(page, 'Enter');
    await stays(page, /contacts button Keep/);
    await press(page, 'Shift+Tab', 'Enter');
    await stays(page, /contacts button Remove/);
    await expect(contacts.getByRole('group')).toHaveCount(0);
  });

  await test.step('numbers are put on the do-not-call list, for all campaigns after a question', async () => {
    await tabTo(page, /blacklist-form textarea Numbers/, 55);
    await page.keyboard.type('099124484, 098111222');
    await tabTo(page, /blacklist-form input (This|One|All)/, 2);
    await press(page, 'ArrowDown');
    if (!/All/.test(await focused(page))) await press(page, 'ArrowDown');
    await tabTo(page, /blacklist-form button Put on the list/, 12);
    await press(page, 'Enter');
    await stays(page, /blacklist-form button Cancel/);
    await press(page, 'Shift+Tab', 'Enter');
    await expect.poll(async () => (await held(page, 'integra'))['blacklist']?.length).toBe(2);
    await stays(page, /blacklist-form button Put on the list/);
  });

  await test.step('a recording is found, played, sought in and tagged', async () => {
    const recordings = page.locator('cti-recordings');
    await tabTo(page, /recordings input Agent/, 80);
    await page.keyboard.type('Bruno Costa');
    await press(page, 'Enter');
    await expect(recordings.locator('[data-guid]').first()).toBeVisible();
    await tabTo(page, /recordings button Play/, 24);
    await press(page, 'Enter');
    const audio = recordings.locator('audio');
    await expect(audio).toHaveAttribute('src', /records/);
    await press(page, '>');
    await expect.poll(() => audio.evaluate((player: HTMLAudioElement) => player.playbackRate)).toBe(1.25);
    await stays(page, /recordings button (Play|Pause)/);
    await tabTo(page, /recordings button Tag/, 4);
    await press(page, 'Enter');
    await stays(page, /recordings input Tag for/);
    await page.keyboard.type('good example');
    await press(page, 'Enter');
    await expect
      .poll(async () => (await held(page, 'integra'))['tags']?.map(({ data }) => data))
      .toEqual(['good example']);
    await stays(page, /recordings button Tag/);
  });
});

test.describe('by keyboard alone, with another dialer,', () => {
  test('Sinch starts a campaign after a question', async ({ page }) => {
    await open(page, 'Sinch');
    await tabTo(page, /board button Autumn/, 40);
    await press(page, 'Enter');
    await tabTo(page, /board button Start campaign/, 10);
    await press(page, 'Enter');
    await press(page, 'Shift+Tab', 'Enter');
    await expect.poll(() => saved(page, 'sinch')).not.toContain('Passive');
    await stays(page, /board /);
  });

  test('Voicenter finds who waits, and removes him', async ({ page }) => {
    await open(page, 'Voicenter');
    const contacts = page.locator('cti-contacts');
    await tabTo(page, /contacts input Number/);
    await page.keyboard.type('091000007');
    await press(page, 'Enter');
    await expect(contacts).toContainText('Done.');
    await page.keyboard.type('091000007');
    await tabTo(page, /contacts button Find/, 14);
    await press(page, 'Space');
    await expect(contacts).toContainText('Found: 1.');
    await stays(page, /contacts button Find/);
    await tabTo(page, /contacts button Remove \d/, 4);
    await press(page, 'Enter');
    await stays(page, /contacts button Keep/);
    await press(page, 'Shift+Tab', 'Enter');
    await expect(contacts).not.toContainText('Found: 1.');
    await stays(page, /contacts /);
  });
});
