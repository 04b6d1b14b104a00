import { expect, test, type Page } from './test.js';
import { held, outcome } from './pages.js';

const fault = (page: Page, dialer: string, faults: object) =>
  page.request.post(`/control/${dialer}`, { data: JSON.stringify(faults) });
const press = (page: Page, name: string) =>
  page.locator('#supervisor').getByRole('button', { name, exact: true }).click();
const answer = (page: Page) => page.locator('#supervisor output');

async function open(page: Page, dialer: string) {
  await page.request.post('/control/clear', { data: '{}' });
  await page.goto(`/demo/${dialer}.html`);
  await expect(page.locator('cti-call-button').first()).toContainText(`in ${title(dialer)} itself`);
}

const title = (dialer: string) => dialer.replace(/^./, (letter) => letter.toUpperCase());

/** The agent's tags with the button of each. */
const tags = [
  ['cti-call-button:not([own-phone])', 'Call 091000000'],
  ['cti-call-button[own-phone]', 'Call with the portal’s phone'],
  ['cti-hangup-button', 'Hang up'],
  ['cti-disposition-form', 'Save result'],
  ['section > cti-schedule-picker', 'Schedule callback'],
  ['cti-respool-editor', 'Respool'],
  ['cti-tag-recorder', 'Tag'],
] as const;

/** What works of the agent's, and of the supervisor's what does not. */
const dialers = [
  ['voicenter', ['Schedule callback'], ['Statistics']],
  ['sinch', [], ['Pending calls', 'List members', 'Add member']],
  [
    'motion',
    [],
    [
      'List campaigns',
      'Campaign status',
      'Start campaign',
      'Pause campaign',
      'Statistics',
      'Pending calls',
      'List members',
    ],
  ],
] as const;

for (const [dialer, can, missing] of dialers)
  test.describe(`on the ${dialer} page`, () => {
    const reason = `${title(dialer)} does not take this from here: do it in ${title(dialer)} itself.`;
    test.beforeEach(({ page }) => open(page, dialer));

    for (const [tag, name] of tags)
      test(`“${name}” works, or is disabled with the reason beside it`, async ({ page }) => {
        const element = page.locator(tag);
        const button = element.getByRole('button', { name, exact: true });
        const works = (can as readonly string[]).includes(name);
        await expect(button).toBeEnabled({ enabled: works });
        await expect(element.getByText(reason)).toHaveCount(works ? 0 : 1);
        await expect(element.getByText(reason)).toBeVisible({ visible: !works });
      });

    test('what a supervisor cannot ask is disabled and described by the reason', async ({ page }) => {
      const disabled = page.locator('#supervisor button:disabled');
      expect(await disabled.allTextContents()).toEqual([...missing]);
      for (const each of await disabled.all()) await expect(each).toHaveAccessibleDescription(reason);
    });

    test('everything that can be pressed is answered by the dialer', async ({ page }) => {
      for (const button of await page.locator('#supervisor button:enabled').all()) {
        await button.click();
        await expect(answer(page)).toHaveText(new RegExp(`^${await button.textContent()} .*(confirmed|Done|\\{)`, 's'));
      }
    });

    test('an error of the dialer is shown, and what may have happened is said so', async ({ page }) => {
      await fault(page, dialer, { status401: true });
      await press(page, 'Add contact');
      await expect(answer(page)).toContainText('Sign in again');
      await fault(page, dialer, { status500: true });
      await press(page, 'Add contact');
      await expect(answer(page)).toContainText('may have happened');
      await fault(page, dialer, { dropped: true });
      await press(page, 'Add contact');
      await expect(answer(page)).toContainText('may have happened');
    });

    test('the panel shows what the dialer got, and its switches break it', async ({ page }) => {
      await press(page, 'Add contact');
      await expect(page.locator('#panel .rows').getByText('99124484')).toBeVisible();
      await expect(page.locator('#panel .wire')).toContainText('99124484');
      await page.getByLabel('Fails (500)').check();
      await press(page, 'Add contact');
      await expect(answer(page)).toContainText('may have happened');
    });

    test('the page holds no secret of the dialer', async ({ page }) => {
      const html = await (await page.request.get(`/demo/${dialer}.html`)).text();
      expect(html).not.toMatch(/campaign000|account000|Basic |Bearer |password/);
    });
  });

test('on Voicenter an agent schedules a callback, and it waits there at that instant [C-216 C-225]', async ({
  page,
}) => {
  await open(page, 'voicenter');
  const picker = page.locator('section > cti-schedule-picker');
  await picker.getByRole('button', { name: 'Tomorrow morning' }).click();
  const value = await picker.evaluate((element) => (element as HTMLElementTagNameMap['cti-schedule-picker']).value);
  await picker.getByRole('button', { name: 'Schedule callback' }).click();
  await expect(outcome(picker)).toContainText('The callback to 091000000 is scheduled');
  const { campaigns } = await held(page, 'voicenter');
  const [call] = campaigns![0].calls;
  expect(call).toMatchObject({ Phone: '97291000000', CustomData: { var_account: '7781' } });
  const clock = new Date(call.OriginateTime * 1000).toLocaleString('sv', { timeZone: 'Asia/Jerusalem' });
  expect(clock).toBe(value);
});

test('on Voicenter a callback that was refused is said to be, and nothing waits', async ({ page }) => {
  await open(page, 'voicenter');
  await fault(page, 'voicenter', { errorCode: 1 });
  const picker = page.locator('section > cti-schedule-picker');
  await picker.getByRole('button', { name: 'Tomorrow morning' }).click();
  await picker.getByRole('button', { name: 'Schedule callback' }).click();
  await expect(outcome(picker)).toHaveAttribute('data-state', 'refused');
  expect((await held(page, 'voicenter')).campaigns![0].calls).toEqual([]);
});

test('on each dialer the supervisor’s buttons change what it holds', async ({ page }) => {
  await open(page, 'voicenter');
  for (const name of ['Pause campaign', 'Add contact', 'Add member', 'Set coefficient 2']) {
    await press(page, name);
    await expect(answer(page)).toHaveText(new RegExp(`^${name} .*(confirmed|Done)`));
  }
  const [campaign] = (await held(page, 'voicenter')).campaigns!;
  expect(campaign).toMatchObject({
    status: 'Disabled',
    members: ['member0001', 'member0002', 'member0003'],
    strategy: { setCoefficient: 2 },
  });
  expect(campaign.calls).toMatchObject([{ Phone: '97299124484' }]);

  await open(page, 'sinch');
  for (const name of ['Pause campaign', 'Add contact']) {
    await press(page, name);
    await expect(answer(page)).toHaveText(new RegExp(`^${name} .*confirmed`));
  }
  const [, survey] = (await held(page, 'sinch')).campaigns!;
  expect(survey.settings.status).toBe('Passive');
  expect(survey.customers.at(-1)).toMatchObject({ numbers: '099124484' });

  await open(page, 'motion');
  for (const name of ['Add contact', 'Add member', 'Create a list', 'Give the campaign its list']) {
    await press(page, name);
    await expect(answer(page)).toHaveText(new RegExp(`^${name} .*(confirmed|Done|From the demo)`));
  }
  const { lists, campaigns } = await held(page, 'motion');
  expect(lists![0].contacts).toMatchObject([{ phone: '099124484' }]);
  expect(lists!.at(-1)).toMatchObject({ name: 'From the demo' });
  expect(campaigns).toMatchObject([{ id: 59, lists: [12], agents: [{ id: 24, penalty: '0' }] }]);
});
