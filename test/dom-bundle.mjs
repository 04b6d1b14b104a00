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
export const domTests = () => find('test/**/*.test.ts').filter(needsPage);
export const needsPage = (file) => file.endsWith('.dom.test.ts');

/** Limits of time, which hold on a quiet machine. */
export const limitTests = () => find('test/limits/*.limit.ts');

/** The script that a test file becomes. */
export const scriptOf = (file) => file.replace(/^test/, folder).replace(/\.ts$/, '.js');

/** What needs no page of its own shares one, as it shares a process in Node. */
const inOnePage = `${folder}/in-one-page.js`;
/** The scripts for the engines beside Chromium: of what an engine can decide, or of all that may need a page. */
export const engineScripts = ({ isAll }) =>
  domTests()
    .filter((file) => isAll || isMarked(file))
    .map(scriptOf)
    .concat(inOnePage);

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
  await build({ ...options, entryPoints: [...domTests(), ...limitTests()], splitting: true });
  const others = find('test/**/*.test.ts').filter((file) => !needsPage(file) && isMarked(file));
  const contents = others.map((file) => `import './${file}';`).join('\n');
  await build({
    ...options,
    stdin: { contents, resolveDir: root },
    ignoreAnnotations: true, // package.json says that they have no side effects
    outfile: inOnePage,
    outdir: undefined,
  });
  await build({ ...options, entryPoints: find('test/fixtures/*.ts') });
}
