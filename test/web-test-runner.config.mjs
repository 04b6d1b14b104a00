import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { chromiumArgs, chromiumPath, firefoxPath, webkit } from './browsers.mjs';
import { dependencies } from './dependencies.mjs';
import { recordResults } from './results.mjs';

const launchers = {
  chromium: async () =>
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs },
    }),
  firefox: () =>
    playwrightLauncher({
      product: 'firefox',
      concurrency: 1,
      launchOptions: { channel: 'moz-firefox', executablePath: firefoxPath },
    }),
  webkit: () =>
    webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: 4445,
      path: '/',
      logLevel: 'error',
      concurrency: 1,
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: webkit.browser, args: ['--automation'] },
      },
    }),
};

/**
 * The other engines run the tests in parts, since Firefox keeps what every page has loaded. The simulators are no
 * matter of an engine.
 */
const supervisors = ['*board*', '*callbacks*', '*blacklist*', '*contacts*', '*list-upload*', '*recordings*'].flatMap(
  (name) => [`test/elements/${name}.test.ts`, `test/elements/${name}/*.test.ts`],
);
const parts = {
  elements: ['test/elements/**/*.test.ts', ...supervisors.map((files) => `!${files}`)],
  supervisor: supervisors,
  others: ['test/**/*.test.ts', '!test/e2e/**', '!test/elements/**', '!test/simulator/**'],
};

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: parts[process.env.PART] ?? ['test/**/*.test.ts', '!test/e2e/**'],
  hostname: '127.0.0.1', // the same server is also "localhost": a second origin for the frames
  nodeResolve: { exportConditions: ['production', 'default'] },
  plugins: [
    await dependencies(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: await Promise.all((process.env.BROWSERS ?? 'chromium').split(',').map((name) => launchers[name]())),
  reporters: [defaultReporter({ reportTestProgress: false }), recordResults(`unit ${process.env.PART ?? ''}`)],
  concurrentBrowsers: 1, // one engine after the other: three at once outrun their time limits on a small machine
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  testFramework: { config: { timeout: 10_000 } },
};
