// Which test files reach which source files, by their imports and by the pages that they frame.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { defined } from './defined.mjs';
import { root } from './processes.mjs';

/** All that has a test in the Node lane or the DOM lane. */
export const testFiles = () => globSync('test/**/*.test.ts', { cwd: root }).sort();

/** For each test file the files that it reaches, itself among them. */
export async function reaches() {
  const tests = testFiles();
  const pages = globSync('test/fixtures/*.ts', { cwd: root });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...tests, ...pages],
    outdir: 'unused',
    bundle: true,
    splitting: true,
    format: 'esm',
    packages: 'external',
    define: defined,
    external: ['/__web-*'],
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const framed = (file) =>
    file.startsWith('test/')
      ? [...readFileSync(join(root, file), 'utf8').matchAll(/fixtures\/([\w-]+)\.(?:html|js)/g)]
          .flatMap(([, name]) => [`test/fixtures/${name}.html`, `test/fixtures/${name.replace(/-http$/, '-tab')}.ts`])
          .filter((page) => page.endsWith('.html') || pages.includes(page))
      : [];
  const visit = (file, seen) => {
    if (seen.has(file)) return seen;
    seen.add(file);
    const imported = (metafile.inputs[file]?.imports ?? []).filter(({ external }) => !external).map(({ path }) => path);
    for (const next of [...imported, ...(file.endsWith('.html') ? [] : framed(file))]) visit(next, seen);
    return seen;
  };
  return new Map(tests.map((test) => [test, visit(test, new Set())]));
}

/** What differs from a commit, also what git does not know yet. */
export function changedSince(commit) {
  const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  return [...git('diff', '--name-only', commit), ...git('ls-files', '--others', '--exclude-standard')];
}

/**
 * Test files for what a person names: test files, folders of them, or source files and folders, for which all tests are
 * taken that reach them.
 */
export async function testsFor(paths) {
  const isIn = (file, path) => file === path || file.startsWith(path.endsWith('/') ? path : `${path}/`);
  const specs = globSync('test/{e2e,faults}/**/*.spec.ts', { cwd: root });
  const chosen = [...specs, ...testFiles()].filter((test) => paths.some((path) => isIn(test, path)));
  const others = paths.filter((path) => !chosen.some((test) => isIn(test, path)));
  for (const [test, files] of others.length ? await reaches() : [])
    if (others.some((path) => [...files].some((file) => isIn(file, path)))) chosen.push(test);
  return [...new Set(chosen)].sort();
}
