import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { IntegraSimulator, type CorsFaults } from '../../src/simulator/index.js';
import { serve } from '../simulator/simulator.fixture.js';
import { expect, test } from './test.js';

test('a page of another origin asks a simulator, and a browser stops it as the fault says', async ({ page }) => {
  const integra = new IntegraSimulator({ strict: false });
  const Authorization = integra.signIn();
  const dialer = await serve(integra);
  const site = createServer((_, answer) =>
    answer.setHeader('Content-Type', 'text/html').end('<!doctype html><title>CRM</title>'),
  );
  await once(site.listen(0, '127.0.0.1'), 'listening');
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);

  /** What the page gets, and whether the dialer has ended a call. */
  const hangUp = async (faults: CorsFaults) => {
    integra.addCall();
    integra.faults = faults;
    const before = integra.state.ended.length;
    const text = await page.evaluate(
      ([url, header]) =>
        fetch(url!, {
          method: 'POST',
          headers: { Authorization: header! },
          body: new URLSearchParams({ phone: '1001' }),
        }).then(
          (answer) => answer.text(),
          () => 'blocked',
        ),
      [`${dialer.origin}/Integra/resources/Agents/HungupPhone`, Authorization],
    );
    return [text, integra.state.ended.length > before];
  };

  const table: [CorsFaults, text: string, done: boolean][] = [
    [{}, '1', true],
    [{ corsNone: true }, 'blocked', false],
    [{ corsOrigin: true }, 'blocked', false],
    [{ corsHeaders: true }, 'blocked', false],
    [{ preflight: 405 }, 'blocked', false],
    [{ preflight: 302 }, 'blocked', false],
    [{ corsAnswer: true }, 'blocked', true],
  ];
  for (const [faults, text, done] of table)
    await test.step(JSON.stringify(faults), async () => expect(await hangUp(faults)).toEqual([text, done]));
  await dialer.close();
  site.closeAllConnections();
  site.close();
});
