import { expect, test, type Page } from './test.js';
import { closedPort, portalPage, serve, site, sitePages, stop, widgetIn } from './doctor-sites.js';

// What the framing page can tell of a page that never gets to speak; each test breaks one thing with a real header.
test.afterEach(stop);

/** A page that tells the one around it that it is there. */
const speaking = '<!doctype html><title>Widget</title><script>parent.postMessage("hello", "*")</script>';

/** Opens the CRM's page, and gives the origins and the pages to set. */
async function openCrm(
  page: Page,
  widget: { html?: string; headers?: Record<string, string> },
  crm: Record<string, string> = {},
) {
  const pages: Parameters<typeof sitePages>[0] = { '/crm': { headers: crm }, '/widget': { html: speaking, ...widget } };
  const port = await sitePages(pages);
  const origins = { crm: site('crm', port), widget: site('widget', port) };
  await page.goto(`${origins.crm}/crm`);
  return { ...origins, pages };
}

test.describe('the doctor, of a page to be framed', () => {
  test('says that it is there and speaks, and leaves nothing in the page', async ({ page }) => {
    const { widget } = await openCrm(page, {});
    const found = await widgetIn(page, `${widget}/widget?token=secret`);
    expect([found.state, found.facts['spoke']]).toEqual(['good', widget]);
    expect(JSON.stringify(found)).not.toContain('secret');
    expect(await page.evaluate(() => [document.body.childElementCount, frames.length])).toEqual([0, 0]);
  });

  test('names the header that keeps it out, with the line to ask for', async ({ page }) => {
    for (const [what, headers] of [
      ['frame-ancestors', { 'Content-Security-Policy': "frame-ancestors 'self'" }],
      ['X-Frame-Options: DENY', { 'X-Frame-Options': 'DENY' }],
      ['X-Frame-Options: SAMEORIGIN', { 'X-Frame-Options': 'SAMEORIGIN' }],
    ] as const)
      await test.step(`names ${what}`, async () => {
        const { crm, widget } = await openCrm(page, { headers });
        const found = await widgetIn(page, `${widget}/widget`, 1_500);
        expect([found.state, found.ask?.whom]).toEqual(['bad', `the administrator of ${new URL(widget).host}`]);
        expect(found.text).toContain('frame-ancestors or X-Frame-Options');
        expect(found.ask?.what).toContain(`Content-Security-Policy: frame-ancestors ${crm}. Send no X-Frame-Options`);
      });
  });

  test('names every page around, where there are more', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'it names no ancestors');
    const { crm, widget, pages } = await openCrm(page, { headers: { 'X-Frame-Options': 'DENY' } });
    const outer = crm.replace('crm', 'outer');
    pages['/outer'] = { html: portalPage(`${crm}/crm`) };
    await page.goto(`${outer}/outer`);
    const inner = page.frames()[1]!;
    await inner.waitForFunction(() => 'Portside' in window);
    expect((await widgetIn(inner, `${widget}/widget`, 1_500)).ask?.what).toContain(`frame-ancestors ${crm} ${outer}.`);
  });

  test('names this page’s own frame-src', async ({ page }) => {
    const { widget } = await openCrm(page, {}, { 'Content-Security-Policy': "frame-src 'self'" });
    const found = await widgetIn(page, `${widget}/widget`);
    expect([found.state, found.ask?.whom, found.ask?.what]).toEqual([
      'bad',
      'the administrator of this page’s server',
      expect.stringContaining(`frame-src ${widget}`),
    ]);
  });

  test('tells a server that hangs, one that is not there, and one that sends elsewhere', async ({ page }) => {
    const { widget, pages } = await openCrm(page, {});
    const hanging = await widgetIn(page, `http://127.0.0.1:${await serve(() => {})}/widget`, 1_000);
    expect([hanging.state, hanging.title]).toEqual(['bad', expect.stringContaining('in time')]);
    const gone = await widgetIn(page, `http://127.0.0.1:${await closedPort()}/widget`, 1_500);
    expect([gone.state, gone.title]).toEqual(['bad', expect.stringContaining('cannot be reached')]);
    const other = widget.replace('widget', 'other');
    pages['/moved'] = { html: `<meta http-equiv="refresh" content="0; url=${other}/widget">` };
    const moved = await widgetIn(page, `${widget}/moved`);
    expect([moved.state, moved.facts['spoke']]).toEqual(['bad', other]);
  });

  test('tells a page that loads and does not speak, and says when it cannot see more', async ({ page }) => {
    const silent = { html: '<!doctype html><title>Silent</title>' };
    const { widget } = await openCrm(page, silent);
    expect((await widgetIn(page, `${widget}/widget`, 1_500)).state).toBe('warning');
    const strict = await openCrm(page, silent, { 'Content-Security-Policy': "object-src 'none'" });
    const found = await widgetIn(page, `${strict.widget}/widget`, 1_500);
    expect([found.state, found.text]).toEqual(['unknown', expect.stringContaining('object-src')]);
  });
});
