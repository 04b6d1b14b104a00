// The lanes: which runner runs what, and how it is called. `files` chooses among a lane's test files, all when absent.
import { firefoxPath, webkit, wholeChromiumPath } from './browsers.mjs';
import { limitTests, needsPage } from './dom-bundle.mjs';
import { freePort, node, programs, run } from './processes.mjs';

const isE2e = (file) => /^test\/e2e\//.test(file);
const isFault = (file) => /^test\/faults\/.*\.spec\.ts$/.test(file);

/** Which of the lanes runs a test file. */
export const laneOf = (file) => (isE2e(file) ? 'e2e' : isFault(file) ? 'faults' : needsPage(file) ? 'dom' : 'node');

const shown = { isShown: true };
const inPage = ['--config', 'test/web-test-runner.config.mjs'];
/** What the pages' runner is told beside its configuration. */
const told = (browser, files, options) => ({
  ...options,
  env: { BROWSER: browser, BUNDLED: '1', ...(files && { FILES: files.join('\n') }), ...options.env },
});

/** The parts of the Firefox lane, each in a browser of its own: Firefox keeps what every page has loaded. */
const inFirefox = ['1/3', '2/3', '3/3'].map(
  (part) =>
    ({ env, ...options } = {}) =>
      node('wtr', inPage, told('firefox', undefined, { ...options, env: { ...env, PART: part } })),
);

/** `{ code, output }` of a lane's runner. What it prints is shown at once, unless it usually runs beside another. */
export const lanes = {
  /** `isCovered` measures what of the source is run, see coverage.mjs. */
  node: (files = [], { isCovered = false, isShown = true } = {}) =>
    node('vitest', ['run', '--config', 'test/vitest.config.mjs', ...(isCovered ? ['--coverage'] : []), ...files], {
      isShown,
    }),
  dom: (files, { isCovered = false } = {}) =>
    node('wtr', inPage, told('chromium', files, { ...shown, env: isCovered ? { COVERAGE: '1' } : {} })),
  /** All of it, in its parts one after another. */
  async firefox(options = {}) {
    let [code, output] = [0, ''];
    for (const part of inFirefox) {
      const done = await part(options);
      [code, output] = [code || done.code, output + done.output];
    }
    return { code, output };
  },
  async webkit(options = {}) {
    const { env, ...more } = told('webkit', undefined, options);
    const command = [process.execPath, programs.wtr, ...inPage];
    return run('test/with-webkit.sh', command, { ...more, env: { ...env, WEBKIT_PORT: String(await freePort()) } });
  },
  e2e: (files = []) => node('playwright', ['test', '--config', 'test/playwright.config.mjs', ...files], shown),
  faults: (files = []) =>
    node('playwright', ['test', '--config', 'test/faults/playwright.config.mjs', ...files], shown),
  limits: () =>
    node(
      'wtr',
      inPage,
      told('chromium', limitTests(), { ...shown, env: { PAGES: '1', CHROMIUM_PATH: wholeChromiumPath } }),
    ),
};

/** The engines beside Chromium that this machine has, and what to install for the others. */
export const engines = [firefoxPath && 'firefox', webkit && 'webkit'].filter(Boolean);
/** What they run, as jobs that can run side by side. */
export const engineJobs = [...(webkit ? [lanes.webkit] : []), ...(firefoxPath ? inFirefox : [])];
export const missingEngines = [
  !wholeChromiumPath &&
    'a Chromium with settings (Debian, Ubuntu: sudo apt-get install chromium; elsewhere set CHROMIUM_PATH to its program)',
  !firefoxPath &&
    'Firefox (Debian, Ubuntu: sudo apt-get install firefox-esr; elsewhere set FIREFOX_PATH to its program)',
  !webkit && 'WebKit (Debian, Ubuntu: sudo apt-get install webkit2gtk-driver xvfb; not to be had elsewhere)',
].filter(Boolean);
