import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../browsers.mjs';

// Servers of its own, on free ports: see site.ts and world.ts.
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../.results/fault-traces',
  reporter: [['line'], ['./print.mjs']],
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  retries: 0,
  timeout: 180_000,
  use: { browserName: 'chromium', launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs } },
});
