// An agent's state on the demo's pages of Integra and Sinch, whose servers tell nobody of it.
import { breakIntegra, held, integra, openCrm, outcome } from './pages.js';
import { expect, test, type Page } from './test.js';

const agent = (page: Page) => page.locator('cti-agent-state');
const state = (page: Page) => agent(page).getByRole('button').first();

async function choose(page: Page, name: string) {
  await state(page).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
}

test('on the CRM page an agent pauses for coffee, comes back, and signs out; a refusal changes nothing [C-396 C-397]', async ({
  page,
}) => {
  await openCrm(page);
  await expect(state(page)).toContainText('State not known');
  await choose(page, 'Coffee');
  await expect(state(page)).toContainText('Coffee');
  await choose(page, 'Ready');
  await expect(state(page)).toContainText('Ready');
  const said = { agent: 'Agent1', interface: 'SIP/1001' };
  expect((await integra(page))['agentStates']).toMatchObject([
    { ...said, state: 'break', motive: 'Coffee' },
    { ...said, state: 'ready', motive: 'Coffee' },
  ]);

  await breakIntegra(page, { answer0: true });
  await choose(page, 'Lunch');
  await expect(outcome(agent(page))).not.toBeEmpty();
  await expect(state(page)).toContainText('Ready');
  await breakIntegra(page, {});

  await state(page).click();
  await page
    .getByRole('menuitem', { name: 'Sign out' })
    .or(page.getByRole('menuitemradio', { name: 'Sign out' }))
    .click();
  await expect(state(page)).toContainText('Signed out');
  expect((await integra(page))['agentStates']!.at(-1)).toMatchObject({ ...said, state: 'off' });
});

test('on the CRM page a pause in a call is asked about first, and not taken where the agent says no [C-397]', async ({
  page,
}) => {
  await openCrm(page);
  await page.getByRole('button', { name: 'Call 091000000' }).click();
  await expect(outcome(page.locator('cti-call-button').first())).toContainText('Calling');
  await choose(page, 'Lunch');
  await expect(agent(page)).toContainText(
    'As far as this page knows, a call with 091000000 is on. Pause all the same?',
  );
  await page.getByRole('button', { name: 'Do not pause' }).click();
  expect((await integra(page))['agentStates']).toEqual([]);
});

test('on Sinch’s page an agent is away for a meeting and ready again, by the presences that Sinch lists [C-375 C-376]', async ({
  page,
}) => {
  await page.goto('/demo/sinch.html');
  await choose(page, 'Meeting');
  await expect(state(page)).toContainText('Meeting');
  const [ana] = (await held(page, 'sinch'))['agents']!;
  expect(ana).toMatchObject({ readyState: 'NotReady', presenceId: '3C1A2B7E5D904F1C8B6A0E9D7C5F4A12' });
  await choose(page, 'Ready');
  await expect(state(page)).toContainText('Ready');
  expect((await held(page, 'sinch'))['agents']).toMatchObject([{ readyState: 'Ready' }]);
});
