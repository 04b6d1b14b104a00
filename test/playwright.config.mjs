import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath, firefoxPath } from './browsers.mjs';

const chromium = {
  browserName: 'chromium',
  launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs },
};
const firefox = { browserName: 'firefox', channel: 'moz-firefox', launchOptions: { executablePath: firefoxPath } };

// All pages and jobs with the built files; with the source, which `npm start` serves, that every page opens, and the two main ones.
const ports = { source: 4180, built: 4181 };
const server = (what, port) => ({
  command: `vite --port ${port} --strictPort`,
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, PORTSIDE: what, INTEGRA_URL: '' },
  url: `http://127.0.0.1:${port}/`,
  reuseExistingServer: false,
});
const on = (what, browser) => ({ ...browser, baseURL: `http://localhost:${ports[what]}` });

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.results/traces',
  reporter: [['line'], ['./playwright-reporter.mjs']],
  fullyParallel: false,
  workers: 1, // one simulated Integra a server, and its state is looked at
  forbidOnly: !!process.env.CI,
  retries: 1, // what needed a second try is named in the last lines of the run, and two of them at most may
  timeout: 60_000,
  expect: { timeout: 15_000 }, // a small machine that does other things draws late
  use: { video: 'off', trace: 'retain-on-failure' },
  webServer: Object.entries(ports).map(([what, port]) => server(what, port)),
  // In Firefox, presses inside a frame of another site do not arrive through this driver: the portal's form is tested by the unit tests.
  projects: [
    { name: 'source in chromium', use: on('source', chromium), testMatch: /(csp|portal|crm)\.spec/ },
    { name: 'built in chromium', use: on('built', chromium) },
    ...(firefoxPath
      ? [{ name: 'built in firefox', use: on('built', firefox), testIgnore: /accessibility|refusals|portal/ }]
      : []),
  ],
});
