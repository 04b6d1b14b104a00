// Browsers that refuse a page its storage: settings of people and companies, and frames of another site.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firefox, type Frame, type Page } from '@playwright/test';
import { expect, test } from './test.js';

const file = (name: string) => readFileSync(new URL(`../../dist/${name}`, import.meta.url));
const form = `<!doctype html><html lang="en"><title>Form</title><link rel="icon" href="data:,">
<script>window.problems = []; addEventListener('error', ({ message }) => problems.push(message));
addEventListener('unhandledrejection', ({ reason }) => problems.push(String(reason)));</script>
<script src="/portside.js"></script><script src="/portside-crm.js"></script><script src="/portside-supervisor.js"></script>
<cti-session integra-url="/ucontact" agent="Agent1" phone="1001" campaign="Sale->">
  <cti-screen-pop></cti-screen-pop>
  <cti-panel><script type="application/json">[{"label":"Sale"}]</script></cti-panel>
  <cti-callbacks></cti-callbacks>
</cti-session></html>`;

let server: Server;
const posted: string[] = [];
test.beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST') {
      posted.push(pathname.split('/').at(-1) ?? '');
      return void response.end(pathname.endsWith('AgentCall') ? '7e4e7db9-f080-494e-b04b-7c8e47711558' : '1');
    }
    const name = pathname.slice(1);
    const isScript = name.endsWith('.js');
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    const framing = `<!doctype html><title>CRM</title><iframe src="http://form.localhost:${port()}/form" width="600" height="600"></iframe>`;
    response.end(isScript ? file(name) : name === 'form' ? form : framing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
test.afterAll(() => server.close());
const port = () => (server.address() as AddressInfo).port;

/** What the agent's page can do there. */
async function work(page: Page | Frame) {
  await page.waitForFunction(
    () => !!customElements.get('cti-panel') && !!document.querySelector('cti-session')?.client,
  );
  return await page.evaluate(async () => {
    const { client } = document.querySelector('cti-session')!;
    const call = { type: 'call', destination: '091000000', campaign: 'Sale->' } as const;
    const { guid } = await client!.send(call);
    const result = { type: 'dispose', campaign: 'Sale->', customer: '091000000', guid, level1: 'Sale' } as const;
    const { status } = await client!.send(result);
    const { storage, problem } = client!.outbox!;
    return {
      ...{ status, storage, isSaid: problem !== '', current: client!.current?.state },
      isDefined: ['cti-screen-pop', 'cti-panel', 'cti-callbacks', 'cti-outbox'].every((tag) => customElements.get(tag)),
      problems: (window as unknown as { problems: string[] }).problems,
    };
  });
}

const works = {
  ...{ status: 'confirmed', storage: 'memory', isSaid: true, current: 'placed' },
  ...{ isDefined: true, problems: [] },
};

for (const [what, cookieBehavior, isFramed] of [
  ['blocks all site data', 2, false],
  ['blocks that of third parties, in a frame of another site', 1, true],
] as const)
  test(
    `works in memory, and says so, where Firefox ${what}`,
    { tag: '@firefox' },
    async ({ browserName, launchOptions, channel }) => {
      test.skip(browserName !== 'firefox', 'the settings are Firefox’s');
      const browser = await firefox.launch({
        ...launchOptions,
        ...(channel && { channel }),
        firefoxUserPrefs: { 'network.cookie.cookieBehavior': cookieBehavior },
      });
      try {
        const page = await browser.newPage();
        posted.length = 0;
        await page.goto(`http://${isFramed ? 'crm' : 'form'}.localhost:${port()}/${isFramed ? '' : 'form'}`);
        const place = isFramed ? await (await page.waitForSelector('iframe')).contentFrame() : page;
        expect(await work(place!)).toEqual(works);
        expect(posted).toEqual(['AgentCall', 'DispositionCall']);
      } finally {
        await browser.close();
      }
    },
  );

/** What a browser may lack, or throw at. */
const missing: [string, () => void][] = [
  ['no BroadcastChannel', () => Reflect.deleteProperty(window, 'BroadcastChannel')],
  [
    'a BroadcastChannel that throws',
    () =>
      Object.defineProperty(window, 'BroadcastChannel', {
        value: class {
          constructor() {
            throw new DOMException('no', 'SecurityError');
          }
        },
      }),
  ],
  ['no IndexedDB', () => Object.defineProperty(window, 'indexedDB', { value: undefined })],
  [
    'an IndexedDB that throws when it is touched',
    () =>
      Object.defineProperty(window, 'indexedDB', {
        get() {
          throw new DOMException('no', 'SecurityError');
        },
      }),
  ],
  [
    'an IndexedDB that throws when it is opened',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    },
  ],
  ['no locks', () => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })],
  [
    'locks that refuse',
    () => {
      LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError'));
      LockManager.prototype.query = () => Promise.reject(new DOMException('no', 'SecurityError'));
    },
  ],
  [
    'locks that throw when they are touched',
    () =>
      Object.defineProperty(Navigator.prototype, 'locks', {
        get() {
          throw new DOMException('no', 'SecurityError');
        },
      }),
  ],
  ...(['sessionStorage', 'localStorage'] as const).flatMap((name): [string, () => void][] => [
    [`no ${name}`, new Function(`Object.defineProperty(window, '${name}', { value: null })`) as () => void],
    [
      `a ${name} that throws when it is touched`,
      new Function(
        `Object.defineProperty(window, '${name}', { get() { throw new DOMException('no', 'SecurityError') } })`,
      ) as () => void,
    ],
    [
      `a ${name} that is full`,
      new Function(
        `const { setItem } = Storage.prototype; Storage.prototype.setItem = function (...given) {
          if (this === ${name}) throw new DOMException('no', 'QuotaExceededError'); setItem.apply(this, given); }`,
      ) as () => void,
    ],
  ]),
];

for (const [what, take] of missing)
  test(`works with ${what}`, async ({ page, browserName }) => {
    test.skip(browserName !== 'chromium', 'once is enough');
    await page.addInitScript(take);
    posted.length = 0;
    await page.goto(`http://form.localhost:${port()}/form`);
    const seen = await work(page);
    const isKept = !what.includes('IndexedDB');
    expect(seen).toEqual({ ...works, ...(isKept && { storage: 'sealed', isSaid: false }) });
    expect(posted).toEqual(['AgentCall', 'DispositionCall']);
  });
