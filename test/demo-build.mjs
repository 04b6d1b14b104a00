// Builds the pages of the demo into test/.demo, unless nothing that goes into them has changed since the last time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** All files at or below a path, in an order that is always the same. */
const filesBelow = (path) =>
  statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path))
        .sort()
        .flatMap((name) => filesBelow(`${path}/${name}`))
    : [path];

/**
 * Makes `outputs` of `inputs`, files and folders of the project, unless they are there and were made of the same.
 * What was broken off in the middle is made again.
 */
export async function keyed(name, inputs, outputs, make) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesBelow))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  const key = hash.digest('hex');
  const kept = join(root, 'test/.keys', name);
  const isMade = outputs.every((path) => existsSync(join(root, path)));
  if (isMade && existsSync(kept) && readFileSync(kept, 'utf8') === key) return;
  rmSync(kept, { force: true });
  await make();
  mkdirSync(join(root, 'test/.keys'), { recursive: true });
  writeFileSync(kept, key);
}

export const buildDemo = () =>
  keyed(
    'demo',
    ['demo', 'src', 'vendor/porthole.js', 'vite.config.ts', 'package.json', 'package-lock.json'],
    ['test/.demo/demo/index.html'],
    () => build({ root, configFile: join(root, 'vite.config.ts'), mode: 'demo', logLevel: 'warn' }),
  );

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildDemo();
