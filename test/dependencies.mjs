// What comes from node_modules, for the unit tests in one file for each import: Lucide alone is 1,700 files, and every page loads them anew.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const names = [
  ...[
    '@esm-bundle/chai',
    '@lit/context',
    '@lit/localize',
    'axe-core/axe.min.js',
    'fast-check',
    'idb-keyval',
    'libphonenumber-js/max',
  ],
  ...['lit', 'lit/directives/guard.js', 'lit/directives/repeat.js', 'lucide', 'papaparse', 'penpal', 'zod/mini'],
];
const folder = 'test/.dependencies';
const fileOf = (name) => name.replaceAll(/[@/]|\.js$/g, '_');

/** Bundles them, shared parts once; a plugin for @web/dev-server that serves the bundles. */
export async function dependencies() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const entryPoints = Object.fromEntries(names.map((name) => [fileOf(name), name]));
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    minify: true,
    legalComments: 'none',
  });
  return {
    name: 'dependencies',
    resolveImport({ source }) {
      if (names.includes(source)) return `/${folder}/${fileOf(source)}.js`;
      if (/^[a-z@]/.test(source) && !source.startsWith('@web/'))
        throw new Error(`“${source}” is missing in test/dependencies.mjs.`);
    },
  };
}
