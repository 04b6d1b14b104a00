// An agent beside Motion's phone bar, on its demo page, while the test plays the bar.
import { barAddress, breakDialer, held, outcome } from './pages.js';
import { reportsOf } from './reports.js';
import { expect, test, type Page } from './test.js';

const callButton = (page: Page) => page.getByRole('button', { name: 'Call 091000000' });
const hangUp = (page: Page) => page.locator('cti-hangup-button').getByRole('button').first();
const line = (page: Page) => page.locator('#call');
const atOtherEnd = (page: Page, name: string) => page.locator('#people').getByRole('button', { name, exact: true });
const asked = async (page: Page) => (await held(page, 'bar'))['done'] as unknown as string[];

async function open(page: Page) {
  await page.goto('/demo/motion-bar.html');
  await expect(callButton(page)).toBeEnabled();
}

test('on the phone bar’s page an agent dials over another origin, hears of each state, and hangs up that call alone [C-410 C-411 C-412 C-413]', async ({
  page,
}) => {
  const reports = await reportsOf(page);
  await open(page);
  await expect(page.getByRole('note')).toContainText(
    'any web page that is open on the agent’s computer can make it dial',
  );
  await callButton(page).click();
  await expect(outcome(page.locator('cti-call-button'))).toContainText('Calling 091000000');
  await expect(line(page)).toContainText('Dialling: 091000000');
  await atOtherEnd(page, 'The called number rings').click();
  await expect(line(page)).toContainText('Ringing: 091000000');
  await atOtherEnd(page, 'The other end answers').click();
  await expect(line(page)).toContainText('On the line: 091000000');
  await atOtherEnd(page, 'Hold at the bar').click();
  await expect(line(page)).toContainText('On hold: 091000000');
  await atOtherEnd(page, 'Go on').click();
  await expect(line(page)).toContainText('On the line: 091000000');
  const [{ sessionId }] = (await held(page, 'bar'))['calls'] as [{ sessionId: string }];
  await hangUp(page).click();
  await expect(line(page)).toContainText('Ended: 091000000');
  expect(await asked(page)).toEqual(['originate/091000000', `hangup/${sessionId}`]);
  expect(new URL(await barAddress(page)).origin).not.toBe(new URL(page.url()).origin);
  expect(await reports()).toEqual([]);
});

test('on the phone bar’s page a customer’s call is answered, another one is rejected, and both by keyboard [C-411 M-18]', async ({
  page,
}) => {
  await open(page);
  const incoming = page.locator('cti-incoming');
  await atOtherEnd(page, 'A customer calls').click();
  await expect(incoming.getByRole('listitem')).toContainText('0526667788');
  await incoming.getByRole('button', { name: 'Answer' }).focus();
  await page.keyboard.press('Enter');
  await expect(line(page)).toContainText('On the line: 0526667788');
  await expect(incoming.getByRole('listitem')).toHaveCount(0);
  await atOtherEnd(page, 'A customer calls').click();
  await incoming.getByRole('button', { name: 'Reject' }).focus();
  await page.keyboard.press('Space');
  await expect(incoming.getByRole('listitem')).toHaveCount(0);
  const calls = (await asked(page)).map((each) => each.replace(/\/.*/, ''));
  expect(calls).toEqual(['answer', 'hangup']);
  await expect(line(page)).toContainText('0526667788');
});

test('on the phone bar’s page what nobody knows of the bar is said, and nothing is dialled where the page may not read its answers [C-414 C-420]', async ({
  page,
}) => {
  await open(page);
  for (const tag of ['cti-call-controls', 'cti-agent-state'])
    await expect(page.locator(tag)).toContainText('This is not known for this dialer (Motion’s phone bar)');
  await breakDialer(page, 'bar', { corsNone: true });
  await callButton(page).click();
  await expect(outcome(page.locator('cti-call-button'))).toContainText('Nothing was sent');
  expect(await asked(page)).toEqual([]);
});
