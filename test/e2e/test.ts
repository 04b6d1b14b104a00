// What every spec takes `test` and `expect` from: each worker has a demo of its own, at a free port.
import { test as base } from '@playwright/test';
import { serveBuiltDemo, serveSourceDemo, type DemoSite } from './demo-site.js';

export * from '@playwright/test';

export interface DemoOptions {
  /** What the demo's pages take: the built files, or the source as `npm start` serves it. */
  demoOf: 'built' | 'source';
}

export const test = base.extend<{ cleared: void }, DemoOptions & { demo: DemoSite }>({
  demoOf: ['built', { option: true, scope: 'worker' }],
  demo: [
    async ({ demoOf }, use, { parallelIndex }) => {
      const site =
        demoOf === 'built' ? await serveBuiltDemo() : await serveSourceDemo(`node_modules/.vite-e2e-${parallelIndex}`);
      await use(site);
      await site.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ demo }, use) => use(demo.origin),
  /** No test finds what another left at the simulated dialers. */
  cleared: [
    async ({ demo }, use) => {
      await fetch(`${demo.origin}/control/clear`, { method: 'POST', body: '{}' });
      await use();
    },
    { auto: true },
  ],
});
