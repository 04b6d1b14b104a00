import { expect, test, type Page } from './test.js';
import { answerCall, breakIntegra, chooseResult, integra, openCrm, outcome, sayNoCall, setOffline } from './pages.js';
import { watch, type Traces } from './traces.js';

const numbers = ['091000000', '098344484', '099124484', '099121212', '24001234'];

/**
 * The tokens of the sign-ins stand nowhere. Numbers and what was typed stand where the agent sees them and, until the
 * tab is closed, in its session storage: the current call and what is not sent yet.
 */
async function leavesNothing(page: Page, traces: Traces, typed: string[]) {
  const { sessions } = await integra(page);
  const tokens = sessions!.map(({ token }) => token as string);
  expect(tokens.length).toBeGreaterThan(0);
  for (const [place, text] of Object.entries(traces)) {
    for (const token of tokens) expect(text, `a token in ${place}`).not.toContain(token);
    if (place === 'session')
      expect(
        Object.keys(JSON.parse(text.split('\n')[0]!)).filter((key) => !/^portside-(call|draft) /.test(key)),
      ).toEqual([]);
    if (['document', 'events', 'session'].includes(place)) continue;
    for (const number of [...numbers, ...typed]) expect(text, `${number} in ${place}`).not.toContain(number);
  }
  expect(traces.storage).not.toContain('"extractable":true');
}

test.describe('a run leaves no token, and outside the page no number', () => {
  test('on the CRM page, with errors and a sign-in that ends', async ({ page }) => {
    const left = await watch(page);
    await openCrm(page);
    // The demo switches the masks off, for its wire panel.
    await page.evaluate(() =>
      Object.defineProperty(document.querySelector('cti-session')!.client!.log, 'isPlain', {
        get: () => false,
        set: () => {},
      }),
    );
    await page.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(outcome(page.locator('cti-call-button').first())).toContainText('Calling');
    const disposition = page.locator('cti-disposition-form');
    await chooseResult(disposition, 'new customer');
    await disposition.getByLabel('Comment').fill('Ask for Ana');
    await leavesNothing(page, await left(), []);

    await setOffline(page, true);
    await disposition.getByRole('button', { name: 'Save result' }).click();
    await expect(outcome(disposition).last()).not.toBeEmpty();
    await setOffline(page, false);
    await expect.poll(async () => (await integra(page)).dispositions, 'what waited was sent').toHaveLength(1);
    const said = {
      status401: 'Sign in again',
      status500: 'The dialer failed',
      html: 'could not be understood',
      dropped: 'The connection to',
    };
    for (const [fault, words] of Object.entries(said)) {
      await breakIntegra(page, { [fault]: true });
      await page.getByRole('button', { name: 'Call 091000000' }).click();
      await expect(outcome(page.locator('cti-call-button').first())).toContainText(words);
      if (fault !== 'status401') await sayNoCall(page);
    }
    await breakIntegra(page, {});
    const traces = await left();
    expect(traces.events, 'errors were seen').toContain('UNAUTHORIZED');
    expect(traces.log, 'the log was seen').toContain('UNAUTHORIZED');
    await leavesNothing(page, traces, ['Ask for Ana', 'simulated']);
  });

  test('in the portal, where the form’s server signs in', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'its driver presses nothing inside a frame of another site');
    const left = await watch(page);
    const form = await answerCall(page);
    await form.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(outcome(form.locator('cti-call-button').first())).toContainText('Calling');
    await chooseResult(form, 'new customer');
    await form.locator('cti-disposition-form').getByRole('button', { name: 'Save result' }).click();
    await expect(outcome(form.locator('cti-disposition-form').locator('xpath=.')).last()).toContainText('saved');
    await leavesNothing(page, await left(), []);
  });

  test('and what is left would be seen: in every storage, the console and an address', async ({ page }) => {
    const left = await watch(page);
    await openCrm(page);
    await page.evaluate(async () => {
      localStorage.setItem('a', 'in-local');
      sessionStorage.setItem('b', 'in-session');
      const opening = indexedDB.open('probe');
      opening.onupgradeneeded = () =>
        opening.result.createObjectStore('store').put(new TextEncoder().encode('in-database'), 'key');
      await new Promise((resolve) => (opening.onsuccess = resolve));
      opening.result.close();
      console.log('in-console');
      await fetch('/control/integra?in-address');
      dispatchEvent(Object.assign(new Event('cti-error'), { error: new Error('x', { cause: new Error('in-cause') }) }));
    });
    const { storage, session, console: said, addresses, events } = await left();
    for (const where of ['in-local', 'in-database']) expect(storage).toContain(where);
    expect(session).toContain('in-session');
    expect(
      [said, addresses, events].map((text, i) => text.includes(['in-console', 'in-address', 'in-cause'][i]!)),
    ).toEqual([true, true, true]);
    await page.evaluate(() => void indexedDB.deleteDatabase('probe'));
  });
});
