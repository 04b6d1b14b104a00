import { breakIntegra, chooseResult, integra, openCrm, outcome, sayNoCall, setOffline } from './pages.js';
import { expect, test } from './test.js';

test.describe('on the CRM page', () => {
  test.beforeEach(({ page }) => openCrm(page));

  test('an agent calls, hangs up, disposes, schedules, respools and tags over REST [C-071 C-079 C-083 C-093 C-123 C-130]', async ({
    page,
  }) => {
    await page.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(outcome(page.locator('cti-call-button').first())).toContainText('Calling 091000000');
    await page.getByRole('button', { name: 'Hang up' }).click();
    await expect(outcome(page.locator('cti-hangup-button'))).toContainText('ended');

    const disposition = page.locator('cti-disposition-form');
    await chooseResult(disposition, 'new customer');
    await disposition.getByRole('button', { name: 'Save result' }).click();
    await expect(outcome(disposition).last()).toContainText('saved');

    const picker = page.locator('section > cti-schedule-picker');
    await picker.getByRole('radio', { name: 'Tomorrow' }).click();
    await picker.getByRole('button', { name: 'Schedule callback' }).click();
    await expect(outcome(picker)).toContainText('scheduled');

    const editor = page.locator('cti-respool-editor');
    await editor.getByRole('button', { name: 'Try next: 098344484' }).click();
    await expect(outcome(editor)).toContainText('is next in Ventas, outbound');

    const tag = page.locator('cti-tag-recorder');
    await tag.getByRole('textbox').fill('complaint');
    await tag.getByRole('button', { name: 'Tag', exact: true }).click();
    await expect(outcome(tag)).toHaveText('Tag sent.');

    const { calls, ended, dispositions, schedules, spool, tags } = await integra(page);
    const guid = calls![0].guid;
    expect(calls).toHaveLength(1);
    expect(ended).toMatchObject([{ guid }]);
    expect(dispositions).toMatchObject([{ guid, l1: 'Sale', l2: 'New customer', callerid: '091000000' }]);
    expect(schedules).toMatchObject([{ destination: '091000000', campaign: 'Ventas->' }]);
    expect(spool).toMatchObject([{ destination: '098344484', contact: 222 }]);
    expect(tags!.at(-1)).toEqual({ guid, phone: '091000000', data: 'complaint' });
  });

  test('an Integra that fails: the agent reads what happened, and nothing is sent twice', async ({ page }) => {
    const told = outcome(page.locator('cti-call-button').first());
    let requests = 0;
    page.on('request', (request) => request.url().endsWith('/AgentCall') && (requests += 1));
    for (const [fault, value, says, calls] of [
      ['answer0', true, 'uContact did not call 091000000', 0],
      ['status500', true, 'may be ringing', 0],
      ['status401', true, 'Sign in again', 0],
      ['html', true, 'may be ringing', 0],
      ['delay', 900, 'Calling 091000000', 1],
      ['empty', true, 'may be ringing', 0],
    ] as const)
      await test.step(fault, async () => {
        await expect(told, 'what was before').not.toContainText(says);
        const [before, asked] = [(await integra(page)).calls!.length, requests];
        await breakIntegra(page, { [fault]: value });
        await page.getByRole('button', { name: 'Call 091000000' }).click();
        await expect(told).toContainText(says);
        expect((await integra(page)).calls).toHaveLength(before + calls);
        expect(requests - asked).toBe(fault === 'status401' ? 2 : 1); // nothing was done, so the page was asked for another sign-in
        if (says !== 'may be ringing') return;
        await page.getByRole('button', { name: 'Call 091000000' }).click();
        await expect(told, 'what may be on is not dialled again').toContainText('may be on: look at your phone');
        expect(requests - asked).toBe(1);
        await sayNoCall(page);
      });

    await test.step('offline, nothing is sent and the agent reads so', async () => {
      const [before, asked] = [(await integra(page)).calls!.length, requests];
      await setOffline(page, true);
      await page.getByRole('button', { name: 'Call 091000000' }).click();
      await expect(told).toContainText('offline');
      await setOffline(page, false);
      expect((await integra(page)).calls).toHaveLength(before);
      expect(requests).toBe(asked);
    });

    await test.step('a call whose answer is lost is said to be possible, and not repeated by us', async () => {
      await breakIntegra(page, { dropped: true });
      await page.getByRole('button', { name: 'Call 091000000' }).click();
      await expect(told).toContainText('may be ringing');
    });
  });

  test('what only the portal can do says why it is off, and after the sign-out the token is worth nothing and stands nowhere [C-049]', async ({
    page,
  }) => {
    const own = page.locator('cti-call-button[own-phone]');
    await expect(own.getByRole('button')).toBeDisabled();
    await expect(own).toContainText('Only the uContact portal can do this');

    const stored = await page.evaluate(() =>
      JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        document.body.innerHTML,
        location.href,
      ]),
    );
    const { sessions } = await integra(page);
    expect(sessions).toHaveLength(1);
    expect(stored).not.toContain(sessions![0].token);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByText('Signed out')).toBeVisible();
    await page.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(outcome(page.locator('cti-call-button').first())).toContainText('Sign in again');
  });
});
