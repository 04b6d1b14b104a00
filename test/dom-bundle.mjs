// Bundles the tests that run in a page, and the scripts of the pages that they frame: shared code stands in shared
// files, so that a test file costs its own lines and not a hundred requests.
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { defined } from './defined.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The pages in `test/fixtures` name it, too. */
const folder = 'test/.dom';

/** The mark of what an engine can decide, in the title of a test or of what stands around it. */
const engineMark = '@engines';

const find = (pattern) => globSync(pattern, { cwd: root }).sort();
const isMarked = (file) => readFileSync(join(root, file), 'utf8').includes(engineMark);

/** Test files that need a page. */
export const domTests = () => find('test/**/*.dom.test.ts');
/** Test files with something that an engine can decide, whether they need a page or not. */
export const engineTests = () => find('test/**/*.test.ts').filter(isMarked);

/** Limits of time, which hold on a quiet machine. */
export const limitTests = () => find('test/limits/*.limit.ts');

/** The script that a test file becomes. */
export const scriptOf = (file) => file.replace(/^test/, folder).replace(/\.ts$/, '.js');

const options = {
  absWorkingDir: root,
  outbase: 'test',
  outdir: folder,
  bundle: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['production'],
  define: { ...defined, ENGINE_MARK: JSON.stringify(engineMark) },
  inject: ['test/only-marked.js'],
  external: [
    '/__web-*', // the runner's own
    'util', // what @sinonjs/fake-timers asks for in Node only
    'timers',
    'timers/promises',
  ],
  sourcemap: true,
  logLevel: 'error',
};

/** Builds the scripts of all tests that may run in a page. A framed page is loaded hundreds of times: its script is one file. */
export async function bundleTests() {
  rmSync(join(root, folder), { recursive: true, force: true });
  const tests = [...new Set([...domTests(), ...engineTests(), ...limitTests()])];
  await build({ ...options, entryPoints: tests, splitting: true });
  await build({ ...options, entryPoints: find('test/fixtures/*.ts') });
}
