// `npm start` itself: the dev server with the source, at a port that the system chooses.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSourceDemo } from './demo-site.js';
import { answerCall, openCrm, outcome } from './pages.js';
import { reportsOf } from './reports.js';
import { expect, test } from './test.js';

test.use({ demoOf: 'source' });

test('npm start serves the portal and the CRM page with the source, and nothing is reported', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000); // the first time, it bundles the libraries
  const reports = await reportsOf(page);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const form = await answerCall(page);
  await expect(form.getByRole('button', { name: 'Call 091000000' })).toBeEnabled();
  expect(await reports()).toEqual([]);
  await openCrm(page);
  await page.getByRole('button', { name: 'Call 091000000' }).click();
  await expect(outcome(page.locator('cti-call-button').first())).toContainText('Calling 091000000');
  expect(await reports()).toEqual([]);
  expect(requests).toContain(`${baseURL}/src/script.ts`);
});

/** One request as it is written here; gives the status, the headers and the body. */
const raw = (
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
  method = body === undefined ? 'GET' : 'POST',
) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const asking = ask({ host: '127.0.0.1', port, path, method, headers: { Host: `${hostname}:${port}`, ...headers } });
    asking.on('error', reject).on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asking.end(body);
  });

test('a HEAD request is answered wherever a dialer is', async ({ demo: { origin: baseURL } }) => {
  for (const path of [
    '/integra/Integra/resources/a',
    '/sinch/',
    '/voicenter/',
    '/motion/',
    '/control/integra',
    '/telephony/records/a',
  ])
    expect((await raw(baseURL, path, {}, undefined, 'HEAD')).status, path).toBeGreaterThanOrEqual(200);
});

test('the demo’s control answers its own pages only', async ({ demo: { origin: baseURL } }) => {
  const own = { Origin: baseURL, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' };
  const state = async () => JSON.parse((await raw(baseURL, '/control/integra')).text) as { faults: object };
  for (const [path, body] of [
    ['/control/authorization'],
    ['/control/integra', '{"status500":true}'],
    ['/control/clear', '{}'],
    ['/control/voicenter/ring', '{}'],
  ] as const)
    for (const headers of [
      { ...own, Origin: 'http://evil.example' },
      { ...own, Origin: 'http://localhost:9999' },
      { ...own, Origin: 'null' },
      { ...own, 'Sec-Fetch-Site': 'cross-site' },
      { ...own, 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'none' },
      { ...own, 'Content-Type': 'text/plain' },
      { ...own, Host: 'evil.example:80' },
    ]) {
      const answer = await raw(baseURL, path, headers, body);
      expect([path, headers, answer.status, answer.text.includes('Basic')]).toEqual([path, headers, 403, false]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  expect((await state()).faults).toEqual({});
  expect((await raw(baseURL, '/control/clear', own)).status).toBe(405);
  expect((await raw(baseURL, '/control/voicenter/ring', own)).status).toBe(405);
  const gone = await raw(baseURL, '/control/voicenter/end', own, '{"call":"gone"}');
  expect([gone.status, JSON.parse(gone.text)]).toMatchObject([200, { problem: expect.stringContaining('gone') }]);
  expect((await raw(baseURL, '/control/integra', own, '{"empty":true}')).status).toBe(200);
  expect((await state()).faults).toEqual({ empty: true });
  expect((await raw(baseURL, '/control/authorization', { ...own, 'Sec-Fetch-Site': 'same-origin' })).text).toContain(
    'Basic',
  );
  expect((await raw(baseURL, '/control/clear', own, '{}')).status).toBe(200);
  for (const body of ['{"status500":', 'x', '5', 'null'])
    expect((await raw(baseURL, '/control/integra', own, body)).status).toBe(400);
  expect((await state()).faults).toEqual({});
  const stranger = await raw(baseURL, '/demo/', { Origin: 'http://localhost:9999' });
  expect(stranger.headers['access-control-allow-origin']).toBeUndefined();
});

test('nothing but what is below /integra is passed on to a real server', async () => {
  test.setTimeout(120_000);
  const asked: string[] = [];
  const real = createServer((request, response) => (asked.push(request.url ?? ''), response.end('real')));
  await once(real.listen(0, '127.0.0.1'), 'listening');
  const cache = mkdtempSync(join(tmpdir(), 'portside-'));
  const demo = await serveSourceDemo(cache, `http://127.0.0.1:${(real.address() as AddressInfo).port}/ucontact`);
  try {
    for (const path of [
      '/integra-admin/x',
      '/integrax',
      '/integra/../admin',
      '/integra/a/%2e%2e/%2E./admin',
      '/integra/..%2fadmin',
      '/integra/..\\admin',
      '/integra/%5c..',
    ])
      expect((await raw(demo.origin, path)).text, path).not.toBe('real');
    expect(asked).toEqual([]);
    expect((await raw(demo.origin, '/integra/Integra/resources/x?y=..')).text).toBe('real');
    expect(asked).toEqual(['/ucontact/Integra/resources/x?y=..']);
  } finally {
    await demo.close();
    real.close();
    rmSync(cache, { recursive: true, force: true });
  }
});
