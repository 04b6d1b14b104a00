import { expect, test, type Page } from './test.js';
import { Origins } from './origins.js';
import { answerCall, chooseResult, openCrm, outcome } from './pages.js';

const policy = (portal: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; frame-src ${portal}; require-trusted-types-for 'script'`;

/** Whatever any frame of the page reports: breaches of its policy, errors. */
async function reportsOf(page: Page) {
  const reports: string[] = [];
  page.on('pageerror', ({ message }) => reports.push(message));
  page.on('console', (message) => message.type() === 'error' && reports.push(message.text()));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile }) =>
      console.error(`policy: ${effectiveDirective} ${blockedURI} ${sample} ${sourceFile}`),
    );
  });
  return reports;
}

test.describe('under a strict policy', () => {
  for (const path of [
    '',
    'portal.html',
    'crm.html',
    'panel-crm.html',
    'embed.html',
    'embed-react.html',
    'numbers.html',
    'uphone.html',
    'form.html',
    'voicenter.html',
    'sinch.html',
    'motion.html',
    'desk.html',
    'doctor.html',
  ])
    test(`/demo/${path} is served, and nothing of it is reported`, async ({ page, baseURL }) => {
      const reports = await reportsOf(page);
      const answer = await page.goto(`/demo/${path}`);
      expect(answer!.headers()['content-security-policy']).toBe(policy(baseURL!.replace('localhost', '127.0.0.1')));
      await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => {}); // some ask again and again
      expect(reports).toEqual([]);
    });

  test('an agent works in the portal, and nothing is reported', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'its driver presses nothing inside a frame of another site');
    const reports = await reportsOf(page);
    const form = await answerCall(page);
    await chooseResult(form, 'new customer');
    await form.locator('section > cti-schedule-picker').getByRole('button', { name: 'Tomorrow morning' }).click();
    await form
      .locator('cti-respool-editor')
      .getByRole('button', { name: /Dial next.*099124484|099124484.*Dial next/ })
      .click();
    await form.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(outcome(form.locator('cti-call-button').first())).toContainText('Calling');
    await page.getByLabel('Mask numbers').check();
    await page.getByRole('button', { name: 'Reload the form' }).click();
    await expect(form.locator('cti-disposition-form')).toContainText('Sale->');
    expect(reports).toEqual([]);
  });

  test('an agent works on the CRM page, and nothing is reported', async ({ page }) => {
    const reports = await reportsOf(page);
    await openCrm(page);
    await page.getByRole('button', { name: 'Call 091000000' }).click();
    await expect(outcome(page.locator('cti-call-button').first())).toContainText('Calling');
    await chooseResult(page.locator('cti-disposition-form'), 'callback');
    await page.locator('cti-disposition-form').getByRole('button', { name: 'Save result' }).click();
    await page.locator('cti-tag-recorder').getByRole('textbox').fill('complaint');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByText('Signed out')).toBeVisible();
    expect(reports).toEqual([]);
  });

  test.describe('on plain servers', () => {
    test.skip(() => test.info().project.name.startsWith('source'), 'they serve the built file');
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
      expect(reports).toEqual([]);
    });

    test('a page with an inline style is reported, so that silence means something', async ({ page }) => {
      const reports = await reportsOf(page);
      await page.goto(`${origins.at('portal')}/inline`);
      await expect.poll(() => reports.join()).toContain('policy: style-src-attr');
    });
  });
});
