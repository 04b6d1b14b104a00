import { breakDialer, held, openDrawer, outcome } from './pages.js';
import { expect, test, type Page } from './test.js';

const press = (page: Page, name: string) =>
  page.locator('#supervisor').getByRole('button', { name, exact: true }).click();
const answer = (page: Page) => page.locator('#supervisor output');

async function open(page: Page, dialer: string) {
  await page.goto(`/demo/${dialer}.html`);
  await expect(page.locator('#supervisor output')).toContainText('Nothing asked yet.');
}

const title = (dialer: string) => dialer.replace(/^./, (letter) => letter.toUpperCase());

/** The agent's tags with the button of each. */
const tags = [
  ['cti-call-button:not([own-phone])', 'Call 091000000'],
  ['cti-call-button[own-phone]', 'Call with the portal’s phone'],
  ['cti-hangup-button', 'Hang up'],
  ['cti-disposition-form', 'Save result'],
  ['section > cti-schedule-picker', 'Schedule callback'],
  ['cti-respool-editor', 'Try next'],
  ['cti-tag-recorder', 'Tag'],
] as const;

interface Dialer {
  name: string;
  /** What works of the agent's. */
  can: string[];
  /** Why a call cannot be placed or ended, where that is another reason, and of which buttons. */
  calls?: { reason: string; names: string[] };
  /** What of the supervisor's does not. */
  missing: string[];
  /** What is pressed first, and what the dialer holds after it. */
  pressed: string[];
  holds(state: Record<string, any[]>): void;
}

const dialers: Dialer[] = [
  {
    name: 'voicenter',
    can: ['Call 091000000', 'Hang up', 'Schedule callback'],
    missing: ['Statistics'],
    pressed: ['Pause campaign', 'Add contact', 'Add member', 'Set coefficient 2'],
    holds({ campaigns }) {
      expect(campaigns![0]).toMatchObject({
        status: 'Disabled',
        members: ['member0001', 'member0002', 'member0003'],
        strategy: { setCoefficient: 2 },
      });
      expect(campaigns![0].calls).toMatchObject([{ Phone: '97299124484' }]);
    },
  },
  {
    name: 'sinch',
    can: [],
    calls: {
      reason: 'Sinch takes calls through its panel only: set up the panel’s transport.',
      names: ['Call 091000000', 'Hang up'],
    },
    missing: ['Pending calls', 'List members', 'Add member'],
    pressed: ['Pause campaign', 'Add contact'],
    holds({ campaigns }) {
      const [, survey] = campaigns!;
      expect(survey.settings.status).toBe('Passive');
      expect(survey.customers.at(-1)).toMatchObject({ numbers: '099124484' });
    },
  },
  {
    name: 'motion',
    can: [],
    calls: {
      reason: 'This is not known for this dialer (Motion): do it on the phone or in its own window.',
      names: ['Call 091000000', 'Call with the portal’s phone', 'Hang up'],
    },
    missing: [
      'List campaigns',
      'Campaign status',
      'Start campaign',
      'Pause campaign',
      'Statistics',
      'Pending calls',
      'List members',
    ],
    pressed: ['Add contact', 'Add member', 'Create a list', 'Give the campaign its list'],
    holds({ lists, campaigns }) {
      expect(lists![0].contacts).toMatchObject([{ phone: '099124484' }]);
      expect(lists!.at(-1)).toMatchObject({ name: 'From the demo' });
      expect(campaigns).toMatchObject([{ id: 59, lists: [12], agents: [{ id: 24, penalty: '0' }] }]);
    },
  },
];

for (const { name: dialer, can, calls, missing, pressed, holds } of dialers)
  test(`on the ${dialer} page what works is answered, what does not is off and says why, and an error is told`, async ({
    page,
  }) => {
    const reason = `${title(dialer)} does not take this from here: do it in ${title(dialer)} itself.`;
    await open(page, dialer);

    for (const [tag, name] of tags)
      await test.step(`“${name}” works, or is off with the reason beside it`, async () => {
        const element = page.locator(tag);
        const works = can.includes(name);
        const why = calls?.names.includes(name) ? calls.reason : reason;
        // Without a dialer for it there is no form.
        const isForm = !/button/.test(tag);
        if (isForm && !works) await expect(element.getByRole('button')).toHaveCount(0);
        else await expect(element.getByRole('button', { name, exact: true })).toBeEnabled({ enabled: works });
        await expect(element.getByText(why)).toHaveCount(works ? 0 : 1);
        await expect(element.getByText(why)).toBeVisible({ visible: !works });
      });

    await test.step('what a supervisor cannot ask is disabled and described by the reason', async () => {
      const disabled = page.locator('#supervisor button:disabled');
      expect(await disabled.allTextContents()).toEqual(missing);
      for (const each of await disabled.all()) await expect(each).toHaveAccessibleDescription(reason);
    });

    await test.step('the page holds no secret of the dialer', async () => {
      const html = await (await page.request.get(`/demo/${dialer}.html`)).text();
      expect(html).not.toMatch(/campaign000|account000|Basic |Bearer |password/);
    });

    await test.step('the supervisor’s buttons change what the dialer holds, and the panel shows it', async () => {
      await expect(page.locator('#panel')).not.toContainText('99124484');
      for (const name of pressed) {
        await press(page, name);
        await expect(answer(page)).toHaveText(new RegExp(`^${name} .*(confirmed|Done|From the demo)`));
      }
      holds(await held(page, dialer));
      await openDrawer(page);
      await expect(page.locator('#panel .rows').getByText('99124484')).toBeVisible();
      await expect(page.locator('#panel .wire')).toContainText('99124484');
    });

    await test.step('everything that can be pressed is answered by the dialer', async () => {
      for (const button of await page.locator('#supervisor button:enabled').all()) {
        await button.click();
        await expect(answer(page)).toHaveText(new RegExp(`^${await button.textContent()} .*(confirmed|Done|\\{)`, 's'));
      }
    });

    await test.step('the panel’s switches break it', async () => {
      const isBroken = page.waitForResponse(
        (response) => response.url().endsWith(`/control/${dialer}`) && response.request().method() === 'POST',
      );
      await page.getByLabel('Fails (500)').check();
      await isBroken;
      await press(page, 'Add contact');
      await expect(answer(page)).toContainText('may have been done');
    });

    await test.step('an error of the dialer is shown, and what may have happened is said so', async () => {
      await breakDialer(page, dialer, { status401: true });
      await press(page, 'Add contact');
      await expect(answer(page)).toContainText('Sign in again');
      await breakDialer(page, dialer, { status500: true });
      await press(page, 'Add contact');
      await expect(answer(page)).toContainText('may have been done');
      await breakDialer(page, dialer, { dropped: true });
      await press(page, 'Add contact');
      await expect(answer(page)).toContainText('may have been done');
    });
  });

test('on Voicenter a callback that was refused is said to be, and one that was not waits there at that instant [C-216 C-225]', async ({
  page,
}) => {
  await open(page, 'voicenter');
  const picker = page.locator('section > cti-schedule-picker');
  await test.step('refused, and nothing waits', async () => {
    await breakDialer(page, 'voicenter', { errorCode: 1 });
    await picker.getByRole('radio', { name: 'Tomorrow' }).click();
    await picker.getByRole('button', { name: 'Schedule callback' }).click();
    await expect(outcome(picker)).toHaveAttribute('data-state', 'refused');
    expect((await held(page, 'voicenter')).campaigns![0].calls).toEqual([]);
  });

  await breakDialer(page, 'voicenter', {});
  await picker.getByRole('radio', { name: 'Tomorrow' }).click();
  const value = await picker.evaluate((element) => (element as HTMLElementTagNameMap['cti-schedule-picker']).value);
  await picker.getByRole('button', { name: 'Schedule callback' }).click();
  await expect(outcome(picker)).toContainText('The callback to 091000000 is scheduled');
  const { campaigns } = await held(page, 'voicenter');
  const [call] = campaigns![0].calls;
  expect(call).toMatchObject({ Phone: '97291000000', CustomData: { var_account: '7781' } });
  const clock = new Date(call.OriginateTime * 1000).toLocaleString('sv', { timeZone: 'Asia/Jerusalem' });
  expect(clock).toBe(value);
});
