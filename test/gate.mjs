// What fails in a moment fails here: the pinned file, format, types, lint, the built files, their sizes, imports and
// secrets. `npm run gate`, and the first part of every whole run.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFiles, buildModules } from './build.mjs';
import { keyed } from './keyed.mjs';
import { inTurns, node, root } from './processes.mjs';
import { saveResults } from './results.mjs';
import { checkSizes, writeSizes } from './size.mjs';

const cache = 'test/.cache';

/** A program as a check: what it prints is told when it fails. */
const check = (title, name, parameters) => async () => {
  const { code, output } = await node(name, parameters);
  return { title, passed: code === 0, why: output };
};
const kept = (name) => ['--cache', '--cache-location', `${cache}/${name}`];

const pinned = check('porthole.js is the pinned file', 'vendor/sync.mjs', []);
const lint = check('lint', 'eslint', ['-c', 'test/eslint.config.js', ...kept('eslint'), 'src']);
const format = check('format', 'prettier', ['--check', '--log-level', 'warn', ...kept('prettier'), '.']);
const templates = async () => {
  let why = '';
  const passed = await keyed('templates', ['src/**', 'package-lock.json'], [], async () => {
    const { code, output } = await node('lit-analyzer', ['src', '--strict', '--quiet', '--maxWarnings', '0']);
    why = output;
    return code === 0;
  });
  return { title: 'lint of the templates', passed, why };
};
const architecture = check('imports, secrets and keys of builds', 'node', [
  ...['--test', '--test-reporter', pathToFileURL(join(root, 'test/node-reporter.mjs')).href],
  ...['test/architecture.test.mjs', 'test/secrets.test.mjs', 'test/keyed.test.mjs'],
]);

/** Runs all, and gives whether all passed; nothing further is begun after a failure. */
export async function runGate() {
  const results = [];
  const done = async (job) => {
    const started = performance.now();
    const { title, passed, why } = await job();
    results.push({ title, passed, where: 'gate', ...(!passed && { why }) });
    console.log(`${passed ? '✓' : '✖'} ${title}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
    if (!passed) console.log(why.trim());
  };
  const goesOn = () => results.every(({ passed }) => passed);
  const all = (...jobs) =>
    inTurns(
      jobs.map((job) => () => done(job)),
      { goesOn },
    );

  await all(pinned);
  await all(format, buildModules, lint, templates, ...buildFiles);
  if (goesOn()) writeSizes();
  const sizes = goesOn() ? checkSizes() : [];
  for (const { title, passed, why } of sizes) if (!passed) console.log(`✖ ${title}: ${why}`);
  results.push(...sizes);
  await all(architecture);
  saveResults('gate', results);
  return goesOn();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = (await runGate()) ? 0 : 1;
