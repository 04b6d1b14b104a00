import { actions, ahead, answerCall, chooseResult, integra, openDrawer, outcome, portal, reloadForm } from './pages.js';
import { expect, test } from './test.js';

test.describe('in the portal', () => {
  test('an agent calls with both phones and hangs up, byte for byte [C-001 C-002 C-007 C-008 C-009 C-010]', async ({
    page,
  }) => {
    const form = await answerCall(page);
    await form.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(outcome(form.locator('cti-call-button').first())).toContainText('Calling 091000000');
    await form.getByRole('button', { name: 'Call 099124484' }).click();
    await expect(outcome(form.locator('cti-call-button').nth(1))).toContainText('Calling 099124484');
    await form.getByRole('button', { name: 'Hang up' }).click();
    await expect(outcome(form.locator('cti-hangup-button'))).toContainText('not confirmed');

    const { dialed, call, bytes } = await portal(page);
    expect(dialed.map(({ action, destination, campaign }: any) => ({ action, destination, campaign }))).toEqual([
      { action: 'call', destination: '091000000', campaign: 'Sale->' },
      { action: 'callWithPhone', destination: '099124484', campaign: 'Sale->' },
    ]);
    expect(call.ended).toBe(true);
    const [formOrigin, portalOrigin] = [page.frames()[1]!.url(), page.url()].map((url) => new URL(url).origin);
    expect(formOrigin).not.toBe(portalOrigin);
    expect(bytes).toContain(
      `{"data":{"action":"hangup"},"sourceOrigin":"${formOrigin}","targetOrigin":"${portalOrigin}","sourceWindowName":"form","targetWindowName":""}`,
    );
  });

  test('an agent disposes with a callback, and the dialer has the time on its own clock [C-083 C-089 C-090]', async ({
    page,
  }) => {
    const form = await answerCall(page);
    const disposition = form.locator('cti-disposition-form');
    await chooseResult(form, 'callback');
    await disposition.getByRole('radio', { name: 'Other time' }).click();
    await disposition.getByLabel('Date').fill(ahead(3));
    await disposition.getByLabel('Time', { exact: true }).fill('15:00');
    await disposition.getByLabel('Comment').fill('After lunch, ask for Ana');
    await disposition.getByRole('button', { name: 'Save result' }).click();
    await expect(outcome(disposition.locator('xpath=.')).last()).toContainText('saved');

    const { dispositions, schedules } = await integra(page);
    expect(dispositions).toHaveLength(1);
    const [{ campaign, callerid, l1, comment, schedule }] = dispositions as [any];
    expect({ campaign, callerid, l1, comment }).toEqual({
      campaign: 'Ventas->',
      callerid: '091000000',
      l1: 'Callback',
      comment: 'After lunch, ask for Ana',
    });
    const customer = new Date(`${ahead(3)}T15:00:00-03:00`);
    const dialer = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(customer);
    expect(schedule).toBe(dialer);
    expect(schedules).toHaveLength(1);
  });

  test('an agent schedules and respools at Integra, which confirms it, and tags at the portal: each once', async ({
    page,
  }) => {
    const form = await answerCall(page);
    const picker = form.locator('section > cti-schedule-picker');
    await picker.getByRole('radio', { name: 'Tomorrow' }).click();
    await picker.getByRole('button', { name: 'Schedule callback' }).click();
    await expect(outcome(picker)).toContainText('is scheduled');
    const editor = form.locator('cti-respool-editor');
    await editor.getByRole('button', { name: 'Try next: 099124484' }).click();
    await expect(outcome(editor)).toHaveAttribute('data-state', 'confirmed');
    const tag = form.locator('cti-tag-recorder');
    await tag.getByRole('textbox').fill('complaint');
    await tag.getByRole('textbox').press('Enter');
    await expect(outcome(tag)).toHaveText('Tag sent.');

    const { schedules, spool, tags } = await integra(page);
    // To the number on the line, not silently to the one that the dialer would try next.
    expect(schedules).toMatchObject([{ campaign: 'Ventas->', destination: '091000000', agentphone: '1001' }]);
    expect(spool).toMatchObject([{ campaign: 'Ventas->', destination: '099124484', contact: 222 }]);
    expect(tags).toEqual([]);
    const counts = await Promise.all(['schedule', 'respool', 'tag'].map((action) => actions(page, action)));
    expect(counts.map(({ length }) => length)).toEqual([0, 0, 1]);
  });

  test('an agent schedules, respools to an alternative and tags: each once at the portal, where the page prefers it [C-012 C-013 C-014 C-126 C-129]', async ({
    page,
  }) => {
    const form = await answerCall(page);
    await form.locator('cti-session').evaluate((session: any) => session.setAttribute('prefer', 'portal'));
    await expect(form.locator('cti-respool-editor')).toContainText('099121212');
    const picker = form.locator('section > cti-schedule-picker');
    await picker.getByRole('radio', { name: 'Tomorrow' }).click();
    await picker.getByRole('button', { name: 'Schedule callback' }).click();
    await expect(outcome(picker)).toContainText('not confirmed');

    const editor = form.locator('cti-respool-editor');
    await editor.locator('summary').first().click();
    await editor.getByRole('button', { name: 'Up: 099124484' }).click();
    await expect(editor).toContainText('098344484 → 099124484');
    await editor.getByRole('button', { name: 'Put back in the queue' }).click();
    await expect(outcome(editor)).toContainText('not confirmed');

    const tag = form.locator('cti-tag-recorder');
    await tag.getByRole('textbox').fill('complaint');
    await tag.getByRole('textbox').press('Enter');
    await expect(outcome(tag)).toHaveText('Tag sent.');

    const { schedules, spool, tags, call } = await portal(page);
    expect(schedules).toHaveLength(1);
    expect(schedules[0].callDate).toMatch(/^\d{4}-\d\d-\d\d \d\d:00:00$/);
    expect(schedules[0].objectDialer).toMatchObject({ campaign: 'Ventas->', destination: '091000000', contact: 222 });
    expect(spool).toEqual([
      {
        campaign: 'Ventas->',
        destination: '099124484',
        dialerbase: 'basetest',
        status: 1,
        data: 'name=Ana Pérez:account=7781:plan=Basic',
        alternatives: '098344484:099121212',
        contact: 222,
        retries: 0,
        priority: 9999,
        agentphone: '1001',
      },
    ]);
    expect(tags).toEqual([{ guid: call.guid, message: 'complaint' }]);
    for (const action of ['schedule', 'respool', 'tag']) expect(await actions(page, action)).toHaveLength(1);
  });

  test('nothing that the portal can do goes over REST as well [C-044]', async ({ page }) => {
    await page.clock.install(); // the answer is waited for 15 seconds
    const form = await answerCall(page);
    const requests: string[] = [];
    page.on('request', (request) => request.url().includes('/Integra/') && requests.push(request.url()));
    await page.evaluate(() => (window.portal.faults = { silent: true }));
    await form.getByRole('button', { name: 'Call 091000000' }).click();
    await expect.poll(() => actions(page, 'call')).toHaveLength(1);
    await page.clock.runFor(15_000);
    await expect(outcome(form.locator('cti-call-button').first())).toContainText('may be ringing');
    expect(await actions(page, 'call')).toHaveLength(1);
    expect(requests).toEqual([]);
  });

  test('a portal with a fault: the agent reads what happened, and one call goes out at most', async ({ page }) => {
    const form = await answerCall(page);
    for (const [fault, says, dials] of [
      ['delay', 'Calling', 1],
      ['double', 'Calling', 1],
      ['foreign', 'Calling', 1],
      ['zero', 'did not place', 0],
      ['garbage', 'could not be understood', 1],
    ] as const)
      await test.step(fault, async () => {
        const told = outcome(form.locator('cti-call-button').first());
        await expect(told).not.toContainText(says);
        const dialed = (await portal(page)).dialed.length;
        const asked = (await actions(page, 'call')).length;
        await page.evaluate((name) => (window.portal.faults = { [name]: name === 'delay' ? 800 : true }), fault);
        await form.getByRole('button', { name: 'Call 091000000' }).click();
        await expect(told).toContainText(says);
        expect((await portal(page)).dialed).toHaveLength(dialed + dials);
        expect(await actions(page, 'call')).toHaveLength(asked + 1);
        await page.evaluate(() => (window.portal.faults = {}));
        await reloadForm(page);
        await expect(form.getByRole('button', { name: 'Hang up' })).toBeEnabled();
      });
  });

  test('a form’s author reads why the portal stays silent', async ({ page }) => {
    await answerCall(page);
    await page.frames()[1]!.evaluate(() => {
      const envelope = { sourceOrigin: '', targetOrigin: '*', sourceWindowName: window.name, targetWindowName: '' };
      for (const data of [
        { action: 'call', campaign: 'Sale->', destination: 91000000 },
        { action: 'closeTab' },
        { action: 'tag', guid: 'X', message: 'complaint' },
      ])
        parent.postMessage(JSON.stringify({ data, ...envelope }), '*');
    });
    const wire = page.locator('#panel .wire');
    await expect(wire).toContainText('Not done: destination is no text: it is the number 91000000');
    await expect(wire).toContainText('Not done: There is no action "closeTab"');
    await expect(wire).toContainText('Done. The portal never answers tag.');
    await openDrawer(page);
    await page.getByLabel('Mask numbers').check();
    await expect(wire).toContainText('it is the number ••••••00');
    await expect(wire).not.toContainText('91000000');
  });

  test('a reloaded form knows the call again, and understands the CTI object in each shape [C-028 C-029]', async ({
    page,
  }) => {
    const form = await answerCall(page);
    for (const shape of ['object', 'text', 'nested', 'form'] as const)
      await test.step(shape, async () => {
        await page.evaluate((name) => (window.portal.ctiShape = name), shape);
        await reloadForm(page);
        await expect(form.locator('cti-disposition-form')).toContainText('Ventas outbound');
        await expect(form.locator('cti-respool-editor')).toContainText('099121212');
      });
  });
});
