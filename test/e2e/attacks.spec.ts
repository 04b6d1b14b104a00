import { expect, test, type Frame, type Page } from './test.js';
import { Origins } from './origins.js';

declare global {
  interface Window {
    heard: unknown[];
    answer(): void;
    transport: InstanceType<typeof window.Portside.PortalTransport>;
  }
}

/** Pages of the built file, a portal of plain porthole.js, and somebody else's, each on an origin of its own. */
const form = (
  port: string,
) => `<!doctype html><html lang="en"><title>Form</title><div id="exports"></div><div id="module"></div>
<script src="/portside.js"></script>
<script>
  const asked = new URLSearchParams(location.search);
  window.transport = new Portside.PortalTransport({ origin: 'http://portal.localhost:${port}', target: asked.get('target') ?? 'parent', timeout: 3000 });
</script></html>`;
const portal = `<!doctype html><html lang="en"><title>Portal</title>
<script src="/porthole.js"></script>
<script>
  window.heard = [];
  window.answer = () => proxy.post({ guid: 'guid-' + heard.length }, '*');
  const proxy = new Porthole.WindowProxy(null, 'form');
  proxy.addEventListener(({ data }) => {
    heard.push(data);
    if (data.action === 'call' && location.search !== '?held') answer();
    if (data.action === 'CTI') proxy.post({ CTI: null }, '*');
  });
</script><body></body></html>`;
const stranger = `<!doctype html><html lang="en"><title>Stranger</title>
<script>
  window.heard = [];
  addEventListener('message', ({ data }) => heard.push(data));
</script><body></body></html>`;
const clobbered =
  '<!doctype html><html lang="en"><title>Plain</title><div id="exports"></div><script src="/porthole.js"></script></html>';

const origins = new Origins({ '/portal': portal, '/stranger': stranger, '/clobbered': clobbered });
test.beforeAll(async () => {
  await origins.start();
  origins.pages['/form'] = form(new URL(origins.at('form')).port);
});
test.afterAll(origins.stop);

const at = (name: string, path: string) => `${origins.at(name)}/${path}`;

/** Frames a page, in a shadow root or not; gives its frame once the page is there. */
async function open(
  host: Page | Frame,
  url: string,
  attributes: Record<string, string> = { name: 'form' },
  shadow = false,
): Promise<Frame> {
  await host.evaluate(
    ([src, all, hidden]) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        for (const [name, value] of Object.entries(all)) frame.setAttribute(name, value);
        frame.src = src;
        frame.onload = resolve;
        const place = hidden
          ? document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })
          : document.body;
        place.append(frame);
      }),
    [url, attributes, shadow] as const,
  );
  const page = 'mainFrame' in host ? host : host.page();
  return page.frames().find((frame) => frame.url() === url)!;
}

const call = { type: 'call', destination: '091000000', campaign: 'Sale->' } as const;

/** The code of the failure, or the guid. */
const dial = (frame: Frame | Page, destination = call.destination) =>
  frame.evaluate(
    (command) =>
      window.transport.send(command).then(
        (reply: any) => reply.guid as string,
        (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
      ),
    { ...call, destination },
  );
const forged = JSON.stringify({
  data: { guid: 'forged-1' },
  sourceOrigin: '',
  targetOrigin: '*',
  sourceWindowName: 'form',
  targetWindowName: '',
});
const hears = (frame: Frame | Page) => frame.evaluate(() => window.heard);

test(
  'a form of the built file is answered by a portal of plain porthole.js, on a page with an element “exports”',
  { tag: '@firefox' },
  async ({ page }) => {
    await page.goto(at('portal', 'portal'));
    expect(await dial(await open(page, at('form', 'form')))).toBe('guid-1');
    await page.goto(at('form', 'clobbered'));
    expect(await page.evaluate(() => 'Porthole' in window), 'plain porthole.js does not load there').toBe(false);
  },
);

for (const policy of ['', 'no-referrer']) {
  test(`another page that frames the form ${policy && 'and asks for no referrer '}is told nothing and believed nothing`, async ({
    page,
  }) => {
    await page.goto(at('evil', 'stranger'));
    const frame = await open(page, at('form', 'form'), { name: 'form', referrerpolicy: policy });
    const dialling = dial(frame);
    await page.evaluate((text) => window.frames[0]!.postMessage(text, '*'), forged);
    expect(await dialling).toContain('UNREACHABLE');
    expect(await hears(page)).toEqual([]);
  });
}

test('a sandboxed page without an origin that frames the form is told nothing and believed nothing', async ({
  page,
}) => {
  await page.goto(at('evil', 'stranger'));
  const evil = await open(page, at('evil', 'stranger?inner'), { sandbox: 'allow-scripts' });
  const frame = await open(evil, at('form', 'form'));
  const dialling = dial(frame);
  for (let i = 0; i < 5; i++) {
    await evil.evaluate((text) => window.frames[0]!.postMessage(text, '*'), forged);
    await evil.evaluate((text) => window.frames[0]!.postMessage(text, '*'), '{"data":{"CTI":null}}');
  }
  expect(await dialling).toContain('UNREACHABLE');
  expect([await hears(page), await hears(evil)]).toEqual([[], []]);
});

test('a form without an origin of its own is answered, and keeps its word to the portal alone', async ({ page }) => {
  await page.goto(at('portal', 'portal'));
  const frame = await open(page, at('form', 'form'), { name: 'form', sandbox: 'allow-scripts' });
  expect(await frame.evaluate(() => window.origin)).toBe('null');
  expect(await dial(frame)).toBe('guid-1');
  await page.goto(at('evil', 'stranger'));
  expect(await dial(await open(page, at('form', 'form'), { name: 'form', sandbox: 'allow-scripts' }))).toContain(
    'UNREACHABLE',
  );
  expect(await hears(page)).toEqual([]);
});

test('a form two frames deep speaks with the topmost page, past the one between', async ({ page }) => {
  await page.goto(at('portal', 'portal'));
  await page.evaluate(() => {
    // Plain porthole.js finds no grandchild by name: this portal answers the window that asked.
    addEventListener('message', ({ data, source }) => {
      if (JSON.parse(data).data.action === 'call')
        (source as Window).postMessage('{"data":{"guid":"from-the-top-1"}}', '*');
    });
  });
  const between = await open(page, at('crm', 'stranger'), {});
  const frame = await open(between, at('form', 'form?target=top'));
  const dialling = dial(frame);
  await between.evaluate((text) => window.frames[0]!.postMessage(text, '*'), forged);
  expect(await dialling).toBe('from-the-top-1');
  expect(await hears(between)).toEqual([]);
});

test('a form in a shadow root cannot be answered by plain porthole.js, and says that it may have happened', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(at('portal', 'portal'));
  const frame = await open(page, at('form', 'form'), { name: 'form' }, true);
  expect(await dial(frame)).toMatch(/TIMEOUT: .*may be ringing/);
  expect(await hears(page), 'the portal did hear it').toEqual([
    { action: 'call', campaign: 'Sale->', destination: '091000000' },
  ]);
  expect(errors.join()).toContain('TypeError');
});

for (const [who, name] of [
  ['somebody else’s', 'evil'],
  ['the portal’s own origin', 'portal'],
] as const) {
  test(`neither a window of ${who} that opened the portal nor one that the form opened can answer the form`, async ({
    page,
    context,
  }) => {
    await page.goto(at(name, 'stranger'));
    const opening = context.waitForEvent('page');
    await page.evaluate((url) => void Object.assign(window, { victim: window.open(url) }), at('portal', 'portal?held'));
    const victim = await opening;
    await victim.waitForLoadState();
    const frame = await open(victim, at('form', 'form'));
    const popping = context.waitForEvent('page');
    await frame.evaluate((url) => void window.open(url), at(name, 'stranger'));
    const popup = await popping;
    await popup.waitForLoadState();

    const dialling = dial(frame);
    await expect.poll(() => hears(victim)).toHaveLength(1);
    await frame.evaluate(() => {
      window.heard = [];
      addEventListener('message', ({ data }) => window.heard.push(data));
    });
    await page.evaluate(
      (text) => (window as unknown as { victim: Window }).victim.frames[0]!.postMessage(text, '*'),
      forged,
    );
    await popup.evaluate((text) => (window.opener as Window).postMessage(text, '*'), forged);
    await expect.poll(() => hears(frame)).toEqual([forged, forged]); // both came, and nothing was made of them
    await victim.evaluate(() => window.answer());
    expect(await dialling).toBe('guid-1');
  });
}

test('a form at the top of a window says so, and does not listen to its own posts', async ({ page }) => {
  await page.goto(at('form', 'form'));
  await page.evaluate(() => {
    window.heard = [];
    addEventListener('message', ({ data }) => window.heard.push(data));
  });
  const dialling = dial(page);
  await page.evaluate((text) => window.postMessage(text, '*'), forged);
  expect(await dialling).toBe('UNREACHABLE: This page is not inside a uContact portal.');
  expect(await hears(page)).toEqual([forged]);
});
