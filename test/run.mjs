// All checks: the gate first, then lane after lane. Ends with `N passed, N failed`.
//
//   npm test                        everything
//   npm test -- PATH…               these test files or folders, or all tests that reach these source files
//   npm run test:changed [COMMIT]   what reaches the files that differ from a commit, HEAD when absent
import { stripVTControlCharacters } from 'node:util';
import { checkCoverage, clearCoverage } from './coverage.mjs';
import { seed } from './defined.mjs';
import { bundleTests } from './dom-bundle.mjs';
import { checkFacts } from './facts.mjs';
import { runGate } from './gate.mjs';
import { changedSince, testsFor } from './graph.mjs';
import { checkSecondTries } from './history.mjs';
import { engineJobs, engines, laneOf, lanes, missingEngines } from './lanes.mjs';
import { checkMapping } from './mapping.mjs';
import { inTurns } from './processes.mjs';
import { allResults, clearResults, saveResults } from './results.mjs';
import { checkSentences } from './sentences.mjs';
import { checkWhoCanWhat } from './who-can-what.mjs';

const [mode, ...paths] = process.argv.slice(2);
const started = performance.now();
const since = (start) => `${Math.round((performance.now() - start) / 1000)} s`;
const checks = [];
const times = [];

/** Does a part of the run; that it went well is a check of its own, so that a runner that dies is no silence. */
async function part(title, work) {
  console.log(`\n— ${title}`);
  const start = performance.now();
  const isDone = await work().catch((cause) => (console.error(cause), false));
  times.push(`${since(start)}  ${title}`);
  checks.push({ title, passed: isDone, where: 'run' });
  return isDone;
}
const goesWell = ({ code }) => code === 0;
/** One beside another: each is shown when it is over. */
const aside = async (running) => {
  const { code, output } = await running;
  console.log(output.trim());
  return code === 0;
};

/** Everything. What fails in the gate ends the run: the rest would take minutes to say the same. */
async function runAll() {
  if (!(await part('gate', runGate))) return;
  await part('in Node, and in Chromium', async () => {
    const covered = { isCovered: true };
    const inNode = aside(lanes.node([], { ...covered, isShown: false }));
    await bundleTests();
    const inPages = await lanes.dom(undefined, covered);
    return (await inNode) && goesWell(inPages);
  });
  if (engines.length)
    await part(`what an engine decides, in ${engines.join(' and ')}`, async () => {
      const went = [];
      await inTurns(engineJobs.map((job) => async () => went.push(await aside(job()))));
      return went.every(Boolean);
    });
  await part('end to end, on the built files', async () => goesWell(await lanes.e2e()));
  await part('faults in which a page dies', async () => goesWell(await lanes.faults()));

  console.log('\n— who can what, as the transports say it');
  checks.push(...(await checkMapping()));
  console.log('\n— who can what of a call and of the agent’s state, none of it tried on a live system');
  checks.push(...checkWhoCanWhat());
  console.log('\n— facts of the wire contract');
  checks.push(...checkFacts());
  checks.push(...checkSentences(), checkCoverage(), checkSecondTries(allResults()));
}

/** Only these test files, each in its lane; the ones with the engines' mark in Chromium or Node only. */
async function runSome(files) {
  console.log(files.length ? files.join('\n') : 'No test reaches that.');
  await import('../vendor/sync.mjs'); // where the modules were linked and not installed
  const chosen = Object.groupBy(files, laneOf);
  if (chosen.dom) await bundleTests();
  for (const [lane, of] of Object.entries(chosen))
    await part(`${lane}: ${of.length} files`, async () => goesWell(await lanes[lane](of)));
}

clearResults();
clearCoverage();
if (mode === 'changed') await runSome(await testsFor(changedSince(paths[0] ?? 'HEAD')));
else if (mode)
  await runSome(await testsFor([mode, ...paths].map((path) => path.replaceAll('\\', '/').replace(/^\.\//, ''))));
else await runAll();
saveResults('checks', checks);

/** Of a failure's message what tells most, without colours. */
const firstLines = (why) =>
  stripVTControlCharacters(why)
    .trim()
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join('\n');
const tell = (mark, { title, where, why = '' }) =>
  console.log(`${mark} ${title} (${where})${why && `\n${firstLines(why)}`}`);

const results = allResults().filter(({ skipped }) => !skipped);
const failed = results.filter(({ passed }) => !passed);
console.log(`\n— how long each took\n${times.join('\n')}\n${since(started)}  in all, with the seed ${seed}`);
for (const result of results.filter(({ passed, isSecondTry }) => passed && isSecondTry))
  tell('↻ at the second try:', result);
for (const result of failed) tell('✖', result);
for (const engine of mode ? [] : missingEngines) console.log(`Not tested in ${engine}.`);
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length ? 1 : 0;
