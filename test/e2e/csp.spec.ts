import { expectAccessible } from './accessibility.js';
import { Origins } from './origins.js';
import { answerCall, chooseResult, openCrm, openDrawer, outcome, reloadForm } from './pages.js';
import { policy } from './policy.js';
import { reportsOf } from './reports.js';
import { expect, test } from './test.js';

test.describe('under a strict policy', () => {
  test('an agent works in the portal, and nothing is reported', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'its driver presses nothing inside a frame of another site');
    const reports = await reportsOf(page);
    const form = await answerCall(page);
    await chooseResult(form, 'new customer');
    await form.locator('section > cti-schedule-picker').getByRole('radio', { name: 'Tomorrow' }).click();
    await form.locator('cti-respool-editor').getByRole('button', { name: 'Try next: 099124484' }).click();
    await form.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(outcome(form.locator('cti-call-button').first())).toContainText('Calling');
    await openDrawer(page);
    await page.getByLabel('Mask numbers').check();
    await reloadForm(page);
    await expect(form.locator('cti-disposition-form')).toContainText('Sale outbound');
    expect(await reports()).toEqual([]);
  });

  test('the form with a call and a refusal is accessible', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'its driver presses nothing inside a frame of another site');
    const form = await answerCall(page);
    await form.getByRole('button', { name: 'Save result' }).click();
    await form.getByRole('combobox', { name: 'Result' }).fill('Sale');
    await expectAccessible(page, { framed: 1 });
  });

  test('an agent works on the CRM page, and nothing is reported', { tag: '@firefox' }, async ({ page }) => {
    const reports = await reportsOf(page);
    await openCrm(page);
    await page.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(outcome(page.locator('cti-call-button').first())).toContainText('Calling');
    await chooseResult(page.locator('cti-disposition-form'), 'callback');
    await page.locator('cti-disposition-form').getByRole('button', { name: 'Save result' }).click();
    await page.locator('cti-tag-recorder').getByRole('textbox').fill('complaint');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByText('Signed out')).toBeVisible();
    expect(await reports()).toEqual([]);
  });

  test.describe('on plain servers', () => {
    test.skip(({ demoOf }) => demoOf === 'source', 'they serve the built file');
    const origins = new Origins({});
    test.beforeAll(async () => {
      await origins.start();
      const [form, portal] = [origins.at('form'), origins.at('portal')];
      origins.headers['Content-Security-Policy'] = policy(form);
      origins.pages['/portal'] =
        `<!doctype html><html lang="en"><title>Portal</title><script src="porthole.js"></script><script src="portal.js"></script>
        <body><iframe name="form" title="Form" src="${form}/form"></iframe></body></html>`;
      origins.pages['/portal.js'] = `const proxy = new Porthole.WindowProxy(null, 'form');
        proxy.addEventListener(({ data }) => proxy.post(data.action === 'CTI' ? { CTI: null } : { guid: 'g-1' }, '${form}'));`;
      origins.pages['/form'] = `<!doctype html><html lang="en"><title>Form</title><script src="portside.js"></script>
        <cti-session portal-origin="${portal}" integra-url="/ucontact" phone="1001" campaign="Sale->">
          <cti-call-button destination="091000000"></cti-call-button><cti-hangup-button></cti-hangup-button>
          <cti-disposition-form><script type="application/json">[{ "label": "Sale" }, { "label": "Callback", "action": "schedule" }]</script></cti-disposition-form>
          <cti-schedule-picker></cti-schedule-picker><cti-respool-editor></cti-respool-editor><cti-tag-recorder></cti-tag-recorder>
        </cti-session></html>`;
      origins.pages['/inline'] =
        '<!doctype html><html lang="en"><title>Inline</title><p style="color: red">Red</p></html>';
    });
    test.afterAll(origins.stop);

    test('the built file’s elements draw and call from another origin’s frame, and nothing is reported', async ({
      page,
    }) => {
      const reports = await reportsOf(page);
      await page.goto(`${origins.at('portal')}/portal`);
      const form = page.frames()[1]!;
      await form.waitForLoadState();
      const guid = await form.evaluate(
        async () => ((await document.querySelector('cti-call-button')!.call()) as { guid: string }).guid,
      );
      expect(guid).toBe('g-1');
      const drawn = await form.evaluate(() =>
        [...document.querySelectorAll('cti-session > *')].map(({ shadowRoot }) => shadowRoot!.childElementCount > 0),
      );
      expect(drawn).toEqual([true, true, true, true, true, true]);
      await form.evaluate(() => document.querySelector('cti-disposition-form')!.dispose());
      expect(await reports()).toEqual([]);
    });

    test('a page with an inline style is reported, so that silence means something', async ({ page }) => {
      const reports = await reportsOf(page);
      await page.goto(`${origins.at('portal')}/inline`);
      expect((await reports()).join()).toContain('policy: style-src-attr');
    });
  });
});
