import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { coveredPages } from './coverage.mjs';
import { chromiumArgs, chromiumPath, firefoxPath, webkit } from './browsers.mjs';
import { bundleTests, domTests, engineScripts, scriptOf } from './dom-bundle.mjs';
import { freePort } from './processes.mjs';
import { recordResults } from './results.mjs';
import { until } from './until.ts';

/**
 * `BROWSER` is the engine, Chromium when absent; the others run what has their mark, or with `ENGINES=all` all.
 * `FILES` names test files, all when absent; `PART` is `2/3` for every third of them from the second on. `PAGES` so many
 * at a time. `BUNDLED` says that the scripts are there, `COVERAGE` that it is wanted what of the source is run.
 */
const { BROWSER = 'chromium', BUNDLED, COVERAGE, ENGINES, FILES, PAGES = '2', PART = '1/1' } = process.env;
const covered = COVERAGE ? coveredPages() : undefined;

const launchers = {
  // Each file has a page and a storage of its own, and every page has the focus: two at a time do not see each other.
  chromium: async () =>
    playwrightLauncher({
      product: 'chromium',
      concurrency: Number(PAGES),
      createPage: covered?.createPage,
      launchOptions: { executablePath: await chromiumPath(), args: chromiumArgs },
    }),
  firefox: () =>
    playwrightLauncher({
      product: 'firefox',
      concurrency: 1,
      launchOptions: { channel: 'moz-firefox', executablePath: firefoxPath },
    }),
  webkit: async () => {
    const port = Number(process.env.WEBKIT_PORT);
    await until(() => isListening(port), 'WebKit’s driver listens');
    return webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port,
      path: '/',
      logLevel: 'error',
      concurrency: 1,
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: webkit.browser, args: ['--automation'] },
      },
    });
  },
};

/** Whether a program listens at a port of this machine. */
async function isListening(port) {
  const socket = connect(port, '127.0.0.1');
  return once(socket, 'connect').then(
    () => (socket.destroy(), true),
    () => false,
  );
}

const isForEngines = ENGINES !== 'all' && BROWSER !== 'chromium';
if (!BUNDLED) await bundleTests();
const all = BROWSER === 'chromium' ? domTests().map(scriptOf) : engineScripts({ isAll: !isForEngines });
const [part, parts] = PART.split('/').map(Number);
const scripts = (FILES?.split('\n').map(scriptOf) ?? all).filter((_, at) => at % parts === part - 1);

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const missing = scripts.filter((script) => !existsSync(join(rootDir, script))); // the runner says nothing of those
if (missing.length) throw new Error(`Not bundled: ${missing.join(', ')}`);

export default {
  rootDir,
  files: scripts,
  port: await freePort(), // the runner's own search may find the same as another's beside it
  hostname: '127.0.0.1', // the same server is also "localhost": a second origin for the frames
  browsers: [await launchers[BROWSER]()],
  reporters: [
    defaultReporter({ reportTestProgress: false }),
    recordResults(`dom ${BROWSER} ${part}`),
    ...(covered ? [covered.reporter] : []),
  ],
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
  // What hangs ends one day; nothing is asserted by it.
  testFramework: { config: { timeout: 60_000 } },
  testRunnerHtml: (framework) =>
    `<!doctype html><html lang="en-GB"><title>Tests</title><body><script>window.isOnlyMarked = ${isForEngines}</script><script type="module" src="${framework}"></script></body></html>`,
};
