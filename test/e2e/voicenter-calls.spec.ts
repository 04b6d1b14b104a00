// An agent's call at Voicenter on its demo page, while the test plays the telephones.
import { atPhone, breakDialer, held, openDrawer, outcome } from './pages.js';
import { expect, test, type Page } from './test.js';

/** Voicenter is asked every 5 seconds, and a call has ended when two answers do not name it. */
const soon = { timeout: 30_000 };

const controls = (page: Page) => page.locator('cti-call-controls');
const called = (page: Page) => outcome(page.locator('cti-call-button').first());
const hangUp = (page: Page) => page.locator('cti-hangup-button').getByRole('button').first();
const state = (page: Page) => page.locator('cti-agent-state').getByRole('button').first();
const atOtherEnd = (page: Page, name: string) => page.locator('#people').getByRole('button', { name, exact: true });

/** The call that came to the agent's phone last. */
const lastCall = async (page: Page) => (await held(page, 'voicenter'))['calls']!.at(-1) as Record<string, any>;

async function open(page: Page) {
  await page.goto('/demo/voicenter.html');
  await expect(state(page)).toContainText('Ready', soon);
}

async function dial(page: Page) {
  await page.getByRole('button', { name: 'Call 091000000' }).click();
  await expect(called(page)).toContainText('Calling 091000000');
}

test('on Voicenter’s page an agent dials with a number of the list, speaks, pauses the recording and hangs up; no code goes from the page [C-302 C-304 C-308 C-310 C-318 C-325]', async ({
  page,
}) => {
  const sent: string[] = [];
  page.on(
    'request',
    (request) => /\/voicenter\//.test(request.url()) && sent.push(request.url() + (request.postData() ?? '')),
  );
  await open(page);
  await page.getByLabel('Number that customers see').selectOption('0722776656');
  await dial(page);
  expect((await held(page, 'voicenter'))['dialed']).toEqual([
    {
      ...{ phone: 'SIPANA', target: '091000000', action: 'call', format: 'json' },
      ...{ targetcallerid: '0722776656', record: 'true', var_account: '7781' },
    },
  ]);

  await test.step('the two telephones are answered, one after the other', async () => {
    await atOtherEnd(page, 'Answer at the agent’s phone').click();
    await atOtherEnd(page, 'The customer answers').click();
    await expect(controls(page)).toContainText('On call', soon);
  });

  await test.step('it is held at the telephone, which the page only tells', async () => {
    await atOtherEnd(page, 'Hold at the phone').click();
    await expect(controls(page)).toContainText('On hold', soon);
    await controls(page).getByText('Not with this dialer').click();
    await expect(controls(page)).toContainText('Voicenter does this on your phone only');
    await expect(controls(page)).toContainText('Voicenter mutes recordings only');
    await atOtherEnd(page, 'Go on').click();
  });

  await test.step('the recording pauses and goes on, by the call’s own id', async () => {
    await controls(page).getByRole('button', { name: 'Pause rec' }).click();
    await expect(controls(page).getByRole('button', { name: 'Resume rec' })).toBeVisible();
    const { ivrid, isMuted } = await lastCall(page);
    expect(isMuted).toBe(true);
    await controls(page).getByRole('button', { name: 'Resume rec' }).click();
    await expect
      .poll(async () => (await held(page, 'voicenter'))['muted'])
      .toEqual([
        { ivrid, state: '1' },
        { ivrid, state: '0' },
      ]);
  });

  await test.step('one press hangs up, as Voicenter says that this call alone is on', async () => {
    const { ivrid } = await lastCall(page);
    await hangUp(page).click();
    await expect
      .poll(async () => (await held(page, 'voicenter'))['terminated'])
      .toEqual([{ phone: 'SIPANA', calls: [ivrid] }]);
    await expect(page.locator('cti-disposition-form')).toContainText('Voicenter does not take this from here');
  });

  expect(sent.join(' ')).not.toMatch(/account0001|[?&"]code/i);
});

test('on Voicenter’s page a hang-up asks first where Voicenter does not say what is on, and the second press ends it [C-310 C-323]', async ({
  page,
}) => {
  await open(page);
  await openDrawer(page);
  await page.getByLabel('Does not say which calls are on').check();
  await expect
    .poll(async () => (await page.request.get('/control/voicenter')).json())
    .toMatchObject({ faults: { err: 2 } });
  await dial(page);
  await hangUp(page).click();
  await expect(page.locator('cti-hangup-button')).toContainText('Press again to do it.');
  await expect(hangUp(page)).toHaveText('Hang up');
  expect((await held(page, 'voicenter'))['terminated']).toEqual([]);
  await hangUp(page).click();
  await expect.poll(async () => (await held(page, 'voicenter'))['terminated']).toMatchObject([{ phone: 'SIPANA' }]);
});

test('on Voicenter’s page a customer’s call is shown with name and number, to be answered on the phone, and goes when it ends [C-312 C-325 C-326]', async ({
  page,
}) => {
  await open(page);
  const incoming = page.locator('cti-incoming');
  await atOtherEnd(page, 'A customer calls').click();
  await expect(incoming.getByRole('listitem')).toContainText('Noa Levi 0526667788', soon);
  await expect(incoming).toContainText('Voicenter cannot answer from here');
  await expect(incoming.getByRole('button')).toHaveCount(0);
  await atOtherEnd(page, 'Answer at the agent’s phone').click();
  await expect(controls(page)).toContainText('On call', soon);
  await expect(incoming.getByRole('listitem')).toHaveCount(0);
  await atOtherEnd(page, 'End the call').click();
  await expect(controls(page)).not.toContainText('On call', soon);
});

test('on Voicenter’s page an agent pauses for lunch and comes back by keyboard alone, and is asked before a pause in a call [C-313 C-314]', async ({
  page,
}) => {
  await open(page);
  await state(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Lunch' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Lunch' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(state(page)).toContainText('Lunch');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(state(page)).toContainText('Ready');

  await dial(page);
  await state(page).click();
  await page.getByRole('menuitemradio', { name: 'Private' }).click();
  await expect(page.locator('cti-agent-state')).toContainText('Pause all the same?');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(state(page)).toContainText('Private');
  expect((await held(page, 'voicenter'))['statusChanges']!.map(({ status }) => status as number)).toEqual([3, 1, 7]);
});

test('on Voicenter’s page an extension that is offline, and a state that is not taken, are said [C-307 C-315]', async ({
  page,
}) => {
  await open(page);
  await breakDialer(page, 'voicenter', { callCode: 3 });
  await page.getByRole('button', { name: 'Call 091000000' }).click();
  await expect(called(page)).toContainText('Your extension is offline: nothing was dialled');
  await breakDialer(page, 'voicenter', {
    statusAnswer: { Status: 3, StatusError: 4, StatusErroMessage: 'Phone error.' },
  });
  await state(page).click();
  await page.getByRole('menuitemradio', { name: 'Lunch' }).click();
  await expect(outcome(page.locator('cti-agent-state'))).toContainText('Phone error.');
  await expect(state(page)).toContainText('Ready');
  await atPhone(page, 'voicenter/ring');
});
