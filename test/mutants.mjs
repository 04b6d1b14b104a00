// Makes small mistakes in the source, one at a time, and says which of them no test in Node notices:
//   npx node test/mutants.mjs [how many, 150] [seed] [part of a file's name]
// Works in a copy. The seed is printed: the same one makes the same mistakes. ALL=1 prints those too that were noticed,
// and AGAIN=file tries only those that survived in the output of an earlier run.
import { fork } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { mutationsOf } from './mutations.mjs';

/** Where a mistake costs most: on the wire, and in what waits. */
const sources = [
  'src/codecs/**/*.ts',
  'src/outbox/**/*.ts',
  'src/callbacks/**/*.ts',
  'src/core/commands.ts',
  'src/core/routing.ts',
  'src/core/current-call.ts',
  'src/transports/**/*.ts',
];
/** What speaks to a frame is tried in a page. */
const inPages = ['src/transports/portal/**/*.ts', 'src/transports/uphone/**/*.ts', 'src/callbacks/callback-store.ts'];

/** Tests for a page that do without one. */
const alsoHere = ['test/outbox/storage.dom.test.ts'];

const [count = '150', seed = String(Date.now() % 1e6), part = ''] = process.argv.slice(2);
const project = fileURLToPath(new URL('..', import.meta.url));

/** A random number generator that can be told where to begin (mulberry32). */
function randomFrom(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A copy of what is imported; all else, which is only read, is the project's own. */
function copyProject() {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'mutants-')));
  const own = ['src', 'test', 'vendor'];
  const isSource = (path) => !/\/(?:\.dom|\.results|\.cache)$/.test(path);
  for (const name of readdirSync(project)) {
    if (own.includes(name)) cpSync(join(project, name), join(copy, name), { recursive: true, filter: isSource });
    else symlinkSync(join(project, name), join(copy, name));
  }
  return copy;
}

/** Which files each test imports, and those import. */
async function importsOf(root, tests) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: tests,
    bundle: true,
    write: false,
    outdir: 'out',
    format: 'esm',
    packages: 'external',
    metafile: true,
    logLevel: 'error',
  });
  const reached = (file, seen = new Set()) => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const { path, external } of metafile.inputs[file]?.imports ?? []) if (!external) reached(path, seen);
    return seen;
  };
  return new Map(tests.map((test) => [test, reached(test)]));
}

/** Somebody who runs tests, until they hang. */
async function hire(root) {
  const worker = fork(join(root, 'test/mutant-tests.mjs'), [root], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const said = () =>
    new Promise((resolve, reject) => {
      const gone = () => reject(new Error('The process that runs the tests has ended.'));
      worker.once('exit', gone);
      worker.once('message', (message) => (worker.off('exit', gone), resolve(message)));
    });
  await said();
  return {
    /** The name of the first test that failed, nothing when all of them pass; and the processor's seconds until now. */
    async firstFailure(changed, tests, limit) {
      const answer = said();
      worker.send({ changed, tests });
      const timer = setTimeout(() => worker.kill('SIGKILL'), limit);
      return answer.finally(() => clearTimeout(timer));
    },
    leave: () => worker.kill(),
  };
}

const root = copyProject();
process.once('exit', () => rmSync(root, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const tests = globSync('test/**/*.test.ts', { cwd: root }).filter(
  (name) => !name.endsWith('.dom.test.ts') || alsoHere.includes(name),
);
const imports = await importsOf(root, tests);
/** The tests of a file, first those that reach the least beside it. */
const testsOf = (file) =>
  tests.filter((test) => imports.get(test).has(file)).sort((a, b) => imports.get(a).size - imports.get(b).size);

const random = randomFrom(Number(seed));
const pages = new Set(globSync(inPages, { cwd: root }));
const files = globSync(sources, { cwd: root })
  .filter((file) => !pages.has(file) && file.includes(part))
  .sort();
const original = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const all = files.flatMap((file) => mutationsOf(file, original.get(file)).map((mutation) => ({ file, ...mutation })));
/** As it is printed. */
const described = ({ file, at, end, to, what }) => {
  const text = original.get(file);
  const line = text.slice(0, at).split('\n').length;
  return `${file}:${line} ${what}: ${text.slice(at, end).replace(/\s+/g, ' ')} → ${to}`;
};
const again = process.env.AGAIN && readFileSync(process.env.AGAIN, 'utf8').split('\n');
const chosen = all
  .filter((mutation) => !again || again.includes(described(mutation)))
  .map((mutation) => ({ mutation, rank: random() }))
  .sort((a, b) => a.rank - b.rank)
  .slice(0, Number(count))
  .map(({ mutation }) => mutation)
  .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.at - b.at));
console.log(`${chosen.length} of ${all.length} mutants in ${files.length} files, seed ${seed}`);

let worker = await hire(root);
const began = performance.now();
const { failed: before, cpu: cpuBefore } = await worker.firstFailure(
  [],
  tests.map((test) => join(root, test)),
  3_600_000,
);
if (before) throw new Error(`A test fails without any mistake: ${before}`);
const whole = performance.now() - began;

let last;
let cpu = cpuBefore;
let seconds = 0;
const sum = { noticed: 0, hung: 0, survived: 0 };
for (const mutation of chosen) {
  const { file, at, end, to } = mutation;
  const text = original.get(file);
  const path = join(root, file);
  writeFileSync(path, text.slice(0, at) + to + text.slice(end));
  let failed;
  try {
    const answer = await worker.firstFailure(
      [path, last ?? path],
      testsOf(file).map((test) => join(root, test)),
      60_000 + 10 * whole,
    );
    failed = answer.failed;
    seconds += answer.cpu - cpu;
    cpu = answer.cpu;
    sum[failed ? 'noticed' : 'survived']++;
  } catch {
    failed = 'hung';
    sum.hung++;
    worker = await hire(root);
    cpu = 0;
  }
  last = path;
  writeFileSync(path, text);
  if (process.env.ALL || !failed) console.log(described(mutation) + (failed ? `   (${failed})` : ''));
}
worker.leave();
console.log(
  `${sum.survived} survived, ${sum.noticed} noticed, ${sum.hung} never ended; ${(seconds / chosen.length).toFixed(1)} s of processor time each`,
);
process.exit();
