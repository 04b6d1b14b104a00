// An agent's job in the panel of a CRM page, by the keyboard alone: what several specs look at from several sides.
import { breakIntegra, integra } from './pages.js';
import { expect, type Locator, type Page } from './test.js';

/** Opens the CRM page with the side bar. */
export async function openPanel(page: Page) {
  await page.goto('/demo/panel-crm.html');
  const panel = page.locator('cti-panel');
  await expect(numberField(panel)).toBeVisible();
  return panel;
}

/** Presses keys, one after the other, on what has the focus. */
export async function keys(page: Page, ...all: string[]) {
  for (const key of all) await page.keyboard.press(key);
}

/** Where the call is, as the head of the panel says. */
export const state = (panel: Locator) => panel.locator('.sign[role=status]');
export const numberField = (panel: Locator) => panel.getByRole('combobox', { name: 'Number to dial' });

/** Dials what is typed into the field for a number, which has the focus. */
async function dial(page: Page, panel: Locator, digits: string) {
  await expect(numberField(panel)).toBeFocused();
  await page.keyboard.type(digits);
  await keys(page, 'Enter');
  await expect(state(panel)).toContainText('Dialled');
  await expect(panel.getByRole('combobox', { name: 'Result' })).toBeFocused();
}

/** Hangs up: the focus is then among the results. */
async function hangUp(page: Page, panel: Locator) {
  await keys(page, 'Alt+Shift+H');
  await expect(state(panel)).toContainText('Wrap-up');
}

/** The digit of a chip, once the focus is in its group: the results that are used most come first, and which times there are, the hour decides. */
export async function digitOf(chips: Locator, words: string): Promise<string> {
  await expect(chips.and(chips.page().locator(':focus'))).toHaveCount(1);
  const offered = await chips.allTextContents();
  return String(offered.findIndex((each) => each.includes(words)) + 1);
}

/** Goes on by Tab to a control; so many steps at most. */
async function tabTo(page: Page, to: Locator, most = 12) {
  for (let step = 0; step < most; step += 1) {
    await keys(page, 'Tab');
    if (await to.and(to.page().locator(':focus')).count()) return;
  }
  await expect(to, `reached by ${most} times Tab`).toBeFocused();
}

/** What is looked at after each step, whose name is for people. */
export type Look = (step: string) => Promise<void>;

/** Three calls and all that is done with them; what arrives at the dialer is looked at, too. */
export async function agentJob(page: Page, look: Look = () => Promise.resolve()): Promise<void> {
  const panel = await openPanel(page);
  const sent = async (name: 'dispositions' | 'schedules') => (await integra(page))[name] ?? [];
  const saved = panel.locator('.saved');
  const results = panel.getByRole('radiogroup', { name: 'Result' }).getByRole('radio');
  const times = panel.locator('cti-schedule-picker').getByRole('radio');
  const chooseResult = async (words: string) => {
    await keys(page, 'Alt+Shift+E');
    await keys(page, await digitOf(results, words));
  };
  const comment = panel.getByLabel('Comment (required)');
  await keys(page, 'Alt+Shift+L');
  await expect(numberField(panel)).toBeFocused();
  await look('ready');
  await dial(page, panel, '091-000 000');
  await look('on a call');

  // The result is prepared while they talk. That it needs a comment, its field says once it is saved.
  await chooseResult('Family');
  await expect(panel.getByRole('radio', { name: 'Family' })).toBeChecked();
  await look('a result is prepared');
  await hangUp(page, panel);
  await look('after the call');
  await keys(page, 'Control+Enter');
  await expect(comment).toBeFocused();
  await look('the result needs a comment');
  await page.keyboard.type('wants it on Monday');
  await keys(page, 'Control+Enter');
  await expect(saved).toContainText('Saved Sale › Upgrade › Family for 091-000 000');
  await expect(numberField(panel)).toBeFocused();
  await look('saved, and ready for the next call');

  // Nothing is sent yet, since it can be taken back.
  await keys(page, 'Alt+Shift+Z');
  await expect(comment).toHaveValue('wants it on Monday');
  expect(await sent('dispositions')).toHaveLength(0);
  await look('taken back');
  await keys(page, 'Control+Enter');
  await expect(numberField(panel)).toBeFocused();
  await look('saved again');

  // The next dial sends it.
  await dial(page, panel, '091000000');
  await hangUp(page, panel);
  await expect.poll(() => sent('dispositions')).toMatchObject([{ l1: 'Sale', l2: 'Upgrade', l3: 'Family' }]);

  // Another number of the contact is next, and the customer is called back tomorrow.
  await keys(page, 'Alt+Shift+P');
  await expect(panel.getByRole('button', { name: /^Try next/ }).first()).toBeFocused();
  await look('which number is next');
  await keys(page, 'Enter');
  await expect(panel.locator('cti-respool-editor .outcome').last()).toContainText('098344484');
  await look('the other number is next');
  await chooseResult('Callback');
  await keys(page, 'Alt+Shift+K');
  await keys(page, await digitOf(times, 'Tomorrow'));
  await expect(panel.getByRole('radio', { name: 'Tomorrow' })).toBeChecked();
  await look('a callback for tomorrow');
  await keys(page, 'Control+Enter');
  await expect(saved).toContainText('Saved Callback for 091000000');
  await look('the callback is saved');

  // The connection breaks: the outbox keeps the result, and sends it when the agent says so.
  await dial(page, panel, '099124484');
  await expect.poll(() => sent('dispositions')).toHaveLength(2);
  await breakIntegra(page, { droppedBefore: true });
  await chooseResult('New customer');
  await keys(page, 'Control+Enter');
  await expect(panel.getByRole('button', { name: 'Outbox: 1 to decide' })).toBeVisible();
  await look('nobody knows whether it is saved');
  await keys(page, 'Alt+Shift+X');
  await expect(panel.getByRole('button', { name: 'Close the outbox' })).toBeFocused();
  await look('the outbox');
  await breakIntegra(page, { droppedBefore: false });
  await tabTo(page, panel.locator('cti-outbox').getByRole('button', { name: /^Send/ }));
  await keys(page, 'Enter');
  await expect.poll(() => sent('dispositions')).toHaveLength(3);
  await expect(panel.getByRole('button', { name: 'Outbox: 0 waiting' })).toBeVisible();
  await look('sent from the outbox');
  await keys(page, 'Escape', 'Alt+Shift+H');
  await expect(state(panel)).toContainText(/Wrap-up|Saved/);
  await keys(page, 'Control+Enter'); // there is nothing more to save
  await expect(numberField(panel)).toBeFocused();
  await look('ready again');

  // All keys.
  await keys(page, 'Escape', '?');
  await expect(panel.getByRole('heading', { name: 'Keys' })).toBeVisible();
  await look('the keys');
  await keys(page, 'Escape', 'Alt+Shift+L');
  await expect(numberField(panel)).toBeFocused();
  await expect(panel.locator('[part=day] li')).toHaveCount(3);

  const { calls, ended, dispositions } = await integra(page);
  expect(calls).toHaveLength(3);
  expect(ended).toHaveLength(3);
  expect(dispositions).toMatchObject([
    { l1: 'Sale', l2: 'Upgrade', l3: 'Family' },
    { l1: 'Callback' },
    { l1: 'Sale', l2: 'New customer' },
  ]);
}
