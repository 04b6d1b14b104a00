// Finds the browsers of this machine. Chromium is a must; on 64-bit Linux npm brings one when there is no other.
import { existsSync } from 'node:fs';

/**
 * Chromium keeps two pages of its own beside each page of a test, for its address bar, and draws them: a third of what
 * a small test costs. The switch that turns them off takes the place of Playwright's, so Playwright's features stand
 * here too.
 */
const withoutOwnPages = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'BlockOriginHeaderModificationOnRedirect',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'Translate',
  'AutoDeElevate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${withoutOwnPages}`,
];

/** Chromium's sandbox cannot be had by root. */
export const chromiumArgs = process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;

const installed = (...paths) => paths.find((path) => path && existsSync(path));

/** Chromium as people use it, with a profile and settings. */
export const wholeChromiumPath = installed(
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
);

/** The Chromium that runs the tests: where Debian's shell of it is installed that one, which draws no window. */
export async function chromiumPath() {
  const found = process.env.CHROMIUM_PATH || installed('/usr/bin/chromium-headless-shell') || wholeChromiumPath;
  if (found) return found;
  if (process.platform === 'linux' && process.arch === 'x64') {
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'; // makes the package unpack the system libraries it needs
    return (await import('@sparticuz/chromium')).default.executablePath();
  }
  console.error(
    'No Chromium found. Install one (Debian, Ubuntu: sudo apt-get install chromium; macOS, Windows: Google Chrome),\n' +
      'or set CHROMIUM_PATH to its program, and run again.',
  );
  process.exit(1);
}

/** The Chromium that is measured: the whole one, else that of the tests. */
export const measuredChromiumPath = async () => wholeChromiumPath ?? chromiumPath();

export const firefoxPath = installed(process.env.FIREFOX_PATH, '/usr/bin/firefox-esr');

const chromiumAt = (executablePath) => ({
  browserName: 'chromium',
  launchOptions: { executablePath, args: chromiumArgs },
});

/** Of a title: what a setting of the browser decides, such as third-party cookies. The shell has no settings. */
const bySettings = /@settings/;

/** For Playwright: all tests in Chromium, each in one that can. */
export const chromiumProjects = async (name) => [
  { name, use: chromiumAt(await chromiumPath()), grepInvert: bySettings },
  ...(wholeChromiumPath
    ? [{ name: `${name}, with settings`, use: chromiumAt(wholeChromiumPath), grep: bySettings }]
    : []),
];

/** WebKitGTK speaks only through its driver, and needs a display: under Xvfb where there is none. */
export const webkit = installed('/usr/bin/WebKitWebDriver') &&
  installed('/usr/bin/xvfb-run') && {
    driver: '/usr/bin/WebKitWebDriver',
    browser: installed(
      '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
      '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    ),
  };
