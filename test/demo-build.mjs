// Builds the pages of the demo into test/.demo, unless nothing that goes into them has changed since the last time.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { keyed } from './keyed.mjs';
import { root } from './processes.mjs';

const inputs = ['demo/**', 'src/**', 'vendor/porthole.js', 'vite.config.ts', 'package.json', 'package-lock.json'];

/** Gives whether they are there. */
export const buildDemo = () =>
  keyed('demo', inputs, ['test/.demo/demo/index.html'], async () => {
    await build({ root, configFile: join(root, 'vite.config.ts'), mode: 'demo', logLevel: 'warn' });
    return true;
  });

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = (await buildDemo()) ? 0 : 1;
