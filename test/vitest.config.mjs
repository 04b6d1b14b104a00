import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { nodeFolder } from './coverage.mjs';
import { defined } from './defined.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The Node lane: all that needs no browser, in one process. */
export default defineConfig({
  root: here('..'),
  cacheDir: here('.cache/vitest'),
  define: defined,
  test: {
    globals: true,
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.dom.test.ts'],
    setupFiles: ['test/node.setup.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    testTimeout: 60_000, // what hangs ends one day; nothing is asserted by it
    hookTimeout: 60_000,
    reporters: ['default', here('vitest-reporter.mjs')],
    coverage: { include: ['src/**/*.ts'], reporter: ['json'], reportsDirectory: nodeFolder },
  },
});
