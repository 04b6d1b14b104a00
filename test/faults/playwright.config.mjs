import { defineConfig } from '@playwright/test';
import { chromiumProjects } from '../browsers.mjs';

// The workers name their tests by it: they must all have the same one.
process.env.SOAK_SEED ??= String(Date.now() % 1e9);

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
  projects: await chromiumProjects('chromium'),
});
