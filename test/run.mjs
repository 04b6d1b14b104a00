// All checks, one after the other. Ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { checkFacts } from './facts.mjs';
import { checkMapping } from './mapping.mjs';
import { firefoxPath, webkit } from './browsers.mjs';
import { allResults, clearResults, saveResults } from './results.mjs';
import { checkSizes } from './size.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
clearResults();

const started = performance.now();
const checks = [];
const times = [];

/** Runs a command; its exit code is a check of its own, so that a runner that dies is no silence. */
function run(title, command, env = {}) {
  console.log(`\n— ${title}`);
  const start = performance.now();
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } });
  times.push(`${Math.round((performance.now() - start) / 1000)} s  ${title}`);
  checks.push({ title, passed: status === 0, where: 'run' });
  return status === 0;
}

/** Of a failure's message what tells most, without colours. */
const firstLines = (why) =>
  stripVTControlCharacters(why)
    .trim()
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join('\n');

const browsers = ['chromium', firefoxPath && 'firefox', webkit && 'webkit'].filter(Boolean);
const [first, ...others] = browsers;
const display = webkit ? 'test/with-webkit.sh ' : '';

run('porthole.js is the pinned file', 'node vendor/sync.mjs');
run('types', 'tsc --noEmit -p tsconfig.json && tsc --noEmit -p test/tsconfig.json');
run('lint', 'eslint -c test/eslint.config.js src && lit-analyzer src --strict --quiet --maxWarnings 0');
if (run('build', 'npm run --silent build')) checks.push(...checkSizes());
run(
  'imports, sinks and secrets',
  'node --test --test-reporter ./test/node-reporter.mjs test/architecture.test.mjs test/secrets.test.mjs',
);
run(`unit tests in ${first}`, 'wtr --config test/web-test-runner.config.mjs', { BROWSERS: first });
for (const part of others.length ? ['elements', 'supervisor', 'others'] : [])
  run(`unit tests in ${others.join(', ')}: ${part}`, `${display}wtr --config test/web-test-runner.config.mjs`, {
    BROWSERS: others.join(','),
    PART: part,
  });
run('end to end, on the source and on the built files', 'playwright test --config test/playwright.config.mjs');
run(
  'faults: every command under every fault, in Chromium',
  'playwright test --config test/faults/playwright.config.mjs',
);

console.log('\n— who can what, as the transports say it');
checks.push(...(await checkMapping()));
console.log('\n— facts of the wire contract');
checks.push(...checkFacts());
const seconds = allResults().filter(({ passed, isSecondTry }) => passed && isSecondTry);
checks.push({ title: 'at most two end-to-end tests need a second try', passed: seconds.length <= 2, where: 'run' });
saveResults('checks', checks);

console.log(`\n— how long each took\n${times.join('\n')}`);

const results = allResults().filter(({ skipped }) => !skipped);
const failed = results.filter(({ passed }) => !passed);
console.log(
  `\nBrowsers: ${browsers.join(', ')}${webkit && firefoxPath ? '' : ' (install firefox-esr, webkit2gtk-driver and xvfb for the others)'}. ${Math.round((performance.now() - started) / 1000)} s.`,
);
const tell = (mark, { title, where, why = '' }) =>
  console.log(`${mark} ${title} (${where})${why && `\n${firstLines(why)}`}`);
for (const result of seconds) tell('↻ at the second try:', result);
for (const result of failed) tell('✖', result);
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length ? 1 : 0;
