// What takes too long for every change: everything in every engine, from the source and from the built files, with
// other seeds, ten times the runs, the limits of time on a quiet machine, and mutants. Prints one table.
//
//   npm run test:soak            all of it, some hours
//   npm run test:soak -- PART…   only these parts, by the first column of the table
import { randomInt } from 'node:crypto';
import { bundleTests } from './dom-bundle.mjs';
import { runGate } from './gate.mjs';
import { engines, lanes } from './lanes.mjs';
import { node } from './processes.mjs';
import { allResults, clearResults } from './results.mjs';

const seed = Number(process.env.SEED ?? randomInt(1e9));
Object.assign(process.env, { SEED: String(seed), TIMES: '10', SOAK: '1' });

const everything = { env: { ENGINES: 'all' }, isShown: true };
/** What each part does; it gives the exit code of its runner. */
const parts = {
  node: () => lanes.node(),
  chromium: () => lanes.dom(),
  ...Object.fromEntries(engines.map((engine) => [engine, () => lanes[engine](everything)])),
  e2e: () => lanes.e2e(),
  faults: () => lanes.faults(),
  limits: () => lanes.limits(),
  ...Object.fromEntries(
    ['board', 'list-upload', 'dialable', 'upload', 'bridge', 'day'].map((name) => [
      `bench:${name}`,
      () => node(`test/bench/${name}.mjs`, [], { isShown: true }),
    ]),
  ),
  mutants: () => node('test/mutants.mjs', ['400'], { isShown: true }),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length) throw new Error(`No part “${unknown.join('”, “')}”. There are: ${Object.keys(parts).join(', ')}.`);

clearResults();
console.log(`Seed ${seed}.`);
if (!(await runGate())) process.exit(1);
await bundleTests();
const rows = [];
for (const name of wanted.length ? wanted : Object.keys(parts)) {
  const start = performance.now();
  clearResults();
  const { code } = await parts[name]();
  const results = allResults().filter(({ skipped }) => !skipped);
  const failed = results.filter(({ passed }) => !passed);
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  rows.push({ part: name, minutes, tests: results.length, failed: failed.length, 'exit code': code });
  for (const { title, where, why = '' } of failed) console.log(`✖ ${title} (${where})\n${why}`);
}
console.log(`\nSeed ${seed}.`);
console.table(rows);
process.exitCode = rows.every((row) => row['exit code'] === 0 && !row.failed) ? 0 : 1;
