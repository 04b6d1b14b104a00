// The demo's page where the simulated portal serves a form itself, and puts its functions into it.
import type { PortalFormSimulator } from '../../src/simulator/index.js';
import { chooseResult, openDrawer, outcome } from './pages.js';
import { expect, test, type Page } from './test.js';

const parts = (page: Page) => {
  const form = page.frameLocator('iframe');
  const controls = form.locator('cti-call-controls');
  return { form, controls, line: controls.locator('[part=calls]') };
};

/** What the portal has. */
const portal = (page: Page) =>
  page.evaluate(() => {
    const { dialed, tones, dispositions, tags, isPaused, sqlCalls } = (
      window as unknown as { portal: PortalFormSimulator }
    ).portal;
    return JSON.parse(JSON.stringify({ dialed, tones, dispositions, tags, isPaused, sqlCalls })) as PortalFormSimulator;
  });

test('an agent dials with a chosen number, sends digits, gives the call away by the site’s codes, and pauses [C-382 C-384 C-386 C-387]', async ({
  page,
}) => {
  await page.goto('/demo/portal-functions.html');
  const { form, controls, line } = parts(page);
  await form.getByLabel('Number that customers see').selectOption('24001234');
  await form.getByRole('button', { name: 'Call 091000000' }).click();
  await expect(line).toContainText('Dialled');
  await page.getByRole('button', { name: 'The customer answers' }).click();
  await expect(line).toContainText('On call');
  await controls.getByRole('button', { name: 'Keypad' }).click();
  await controls.getByRole('button', { name: '7', exact: true }).click();
  await expect(outcome(controls)).toContainText('not confirmed');

  const give = async (to: string, how: string) => {
    await controls.getByRole('button', { name: 'Transfer', exact: true }).click();
    await controls.getByRole('textbox', { name: 'Number' }).fill(to);
    await controls.getByRole('button', { name: how }).click();
  };
  await give('1002', 'Speak first');
  await expect(controls).toContainText(
    '1002 is being asked. The dialer does not report the answer: listen on your phone.',
  );
  await give('1003', 'Transfer now');
  await expect(line.getByRole('listitem')).toHaveCount(0);

  const state = form.locator('cti-agent-state');
  await state.getByRole('button').click();
  await state.getByRole('menuitemradio', { name: 'Pause' }).click();
  await expect(page.locator('#call')).toContainText('Paused');

  const { dialed, tones, isPaused, sqlCalls } = await portal(page);
  expect(dialed).toMatchObject([{ campaign: 'Sale->', callerId: '24001234', number: '091000000' }]);
  expect(tones).toEqual([
    { tones: '7', isTransfering: false },
    { tones: '#01002', isTransfering: true, transfer: { kind: 'attended', to: '1002' } },
    { tones: '##1003#', isTransfering: true, transfer: { kind: 'blind', to: '1003' } },
  ]);
  expect([isPaused, sqlCalls]).toEqual([true, 0]);
});

test('a form that opens with a call knows it, saves its result, tags its recording, and is closed [C-383 C-385 C-390]', async ({
  page,
}) => {
  await page.goto('/demo/portal-functions.html');
  const { form, line } = parts(page);
  await expect(form.getByRole('button', { name: 'Call 091000000' })).toBeEnabled();
  await page.getByRole('button', { name: 'Put a call through' }).click();
  await expect(line).toContainText('On call');
  await chooseResult(form, 'no answer');
  await form.getByRole('button', { name: 'Save result' }).click();
  await expect(outcome(form.locator('cti-disposition-form')).last()).toHaveAttribute('data-state', 'sent');
  await form.locator('cti-tag-recorder').getByRole('textbox').fill('complaint');
  await form.locator('cti-tag-recorder').getByRole('textbox').press('Enter');
  await expect(outcome(form.locator('cti-tag-recorder'))).toHaveAttribute('data-state', 'sent');
  const { dispositions, tags } = await portal(page);
  expect(dispositions).toMatchObject([{ campaign: 'Sale->', l1: 'No answer', guid: tags[0]!.guid }]);
  expect(tags).toMatchObject([{ text: 'complaint' }]);

  await page.getByRole('button', { name: 'The call ends' }).click();
  await expect(line.getByRole('listitem')).toHaveCount(0);
  await form.getByRole('button', { name: 'Close the form' }).press('Enter'); // the drawer may lie over it
  await expect(page.locator('iframe')).toBeHidden();
});

test('what the portal’s functions have no part in is off, and says why; and they can be broken [C-394]', async ({
  page,
}) => {
  await page.goto('/demo/portal-functions.html');
  const { form, controls } = parts(page);
  await expect(form.getByRole('button', { name: 'Hang up' })).toBeDisabled();
  await expect(form.locator('cti-hangup-button')).toContainText('not known for this dialer');
  await controls.getByText('Not with this dialer').click();
  for (const name of ['Hold', 'Mute', 'Pause recording'])
    await expect(controls.getByRole('listitem').filter({ hasText: `${name}: ` })).toContainText('not known');
  await openDrawer(page);
  await page.getByLabel('They answer nonsense').check();
  await form.getByRole('button', { name: 'Call 091000000' }).click();
  await expect(outcome(form.locator('cti-call-button'))).toContainText('could not be understood');
  expect((await portal(page)).dialed).toHaveLength(1);
});
