// Builds what is published: the modules with their types, and the files of one script each, two at a time. What is made
// from the same input as the last time is left as it is.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keyed } from './keyed.mjs';
import { inTurns, node, root } from './processes.mjs';
import { writeSizes } from './size.mjs';

/** The longest first: two at a time end soonest so. */
const files = {
  supervisor: 'portside-supervisor.js',
  production: 'portside.js',
  crm: 'portside-crm.js',
  dialers: 'portside-dialers.js',
  numbers: 'portside-numbers.js',
  chart: 'portside-chart.js',
  widget: 'widget.js',
  embed: 'portside-embed.js',
};
/** Their names in `dist`. */
export const builtFiles = Object.values(files);
const inputs = ['src/**', 'vendor/porthole.js', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

/** The modules and their types; the types of the tests and the demo are checked with them. */
export const buildModules = async () => {
  const { code, output } = await node('tsc', ['-b', 'test/tsconfig.json', '--pretty']);
  return { title: 'types', passed: code === 0, why: output };
};

/** A job for each file of one script. */
export const buildFiles = Object.entries(files).map(([mode, file]) => async () => {
  let why = '';
  const passed = await keyed(`build-${mode}`, inputs, [`dist/${file}`], async () => {
    const { code, output } = await node('node_modules/vite/bin/vite.js', [
      'build',
      '--mode',
      mode,
      '--logLevel',
      'warn',
    ]);
    why = output;
    return code === 0;
  });
  return { title: `dist/${file} is built`, passed, why };
});

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  let failed = false;
  const jobs = [buildModules, ...buildFiles].map((job) => async () => {
    const { title, passed, why } = await job();
    if (!passed) console.error(`✖ ${title}\n${why}`);
    failed ||= !passed;
  });
  await inTurns(jobs, { goesOn: () => !failed });
  if (!failed) writeSizes();
  process.exitCode = failed ? 1 : 0;
}
