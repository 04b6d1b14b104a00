import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumProjects, firefoxPath } from './browsers.mjs';

const firefox = { browserName: 'firefox', channel: 'moz-firefox', launchOptions: { executablePath: firefoxPath } };
const builtInChromium = await chromiumProjects('built in chromium');
const [chromium] = await chromiumProjects('source in chromium');

/** All of it in Chromium, and once each main thing in Firefox. */
const smoke = [...builtInChromium, { name: 'built in firefox', use: firefox, grep: /@firefox/ }];
/** All of it in Firefox too, and every page and the two main ones with the source. */
const soak = [
  ...builtInChromium,
  // Presses inside a frame of another site do not arrive through this driver: the portal's form is tested by the unit tests.
  { name: 'built in firefox', use: firefox, testIgnore: /refusals|portal/ },
  {
    ...chromium,
    use: { ...chromium.use, demoOf: 'source' },
    testMatch: /(every-page|csp|portal|crm)\.spec/,
  },
];

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.results/traces',
  globalSetup: fileURLToPath(new URL('e2e/setup.mjs', import.meta.url)),
  reporter: [['line'], ['./playwright-reporter.mjs']],
  workers: 2,
  forbidOnly: !!process.env.CI,
  retries: 1, // what needed a second try is kept in second-tries.json, and may not need it again
  timeout: 180_000, // a guard against what never ends: beside busy programs a page takes long
  expect: { timeout: 15_000 }, // a small machine that does other things draws late
  use: { locale: 'en-GB', video: 'off', trace: 'on-first-retry' },
  projects: (process.env.SOAK === '1' ? soak : smoke).filter(({ use }) => use !== firefox || firefoxPath),
});
