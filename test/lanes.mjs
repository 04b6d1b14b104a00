// The lanes: which runner runs what, and how it is called. `files` chooses among a lane's test files, all when absent.
import { createServer } from 'node:net';
import { once } from 'node:events';
import { firefoxPath, webkit } from './browsers.mjs';
import { node, run } from './processes.mjs';

const free = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
};

const isE2e = (file) => /^test\/e2e\//.test(file);
const isFault = (file) => /^test\/faults\/.*\.spec\.ts$/.test(file);
const isDom = (file) => file.endsWith('.dom.test.ts');

/** Which of the lanes runs a test file. */
export const laneOf = (file) => (isE2e(file) ? 'e2e' : isFault(file) ? 'faults' : isDom(file) ? 'dom' : 'node');

/** `{ code, output }` of a lane's runner; what it prints is shown at once unless it runs beside another. */
export const lanes = {
  node: (files = [], options = { isShown: true }) =>
    node('vitest', ['run', '--config', 'test/vitest.config.mjs', ...files], options),

  dom: (files, options = { isShown: true }) =>
    node('wtr', ['--config', 'test/web-test-runner.config.mjs'], { ...options, env: inPage('chromium', files) }),

  firefox: (files, options = {}) =>
    node('wtr', ['--config', 'test/web-test-runner.config.mjs'], { ...options, env: inPage('firefox', files) }),

  async webkit(files, options = {}) {
    const env = { ...inPage('webkit', files), WEBKIT_PORT: String(await free()) };
    const wtr = [
      process.execPath,
      'node_modules/@web/test-runner/dist/bin.js',
      '--config',
      'test/web-test-runner.config.mjs',
    ];
    return run('test/with-webkit.sh', wtr, { ...options, env });
  },

  e2e: (files = [], options = { isShown: true }) =>
    node('playwright', ['test', '--config', 'test/playwright.config.mjs', ...files], options),

  faults: (files = [], options = { isShown: true }) =>
    node('playwright', ['test', '--config', 'test/faults/playwright.config.mjs', ...files], options),
};

const inPage = (browser, files) => ({ BROWSER: browser, BUNDLED: '1', ...(files && { FILES: files.join('\n') }) });

/** The engines beside Chromium that this machine has, and what to install for the others. */
export const engines = [firefoxPath && 'firefox', webkit && 'webkit'].filter(Boolean);
export const missingEngines = [
  !firefoxPath &&
    'Firefox (Debian, Ubuntu: sudo apt-get install firefox-esr; elsewhere set FIREFOX_PATH to its program)',
  !webkit && 'WebKit (Debian, Ubuntu: sudo apt-get install webkit2gtk-driver xvfb; not to be had elsewhere)',
].filter(Boolean);
