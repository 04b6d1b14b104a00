// Work that is not done again while what it is made from is the same.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './processes.mjs';

const cache = join(root, 'test/.cache');

/** A hash of files, given as patterns below the project's folder. */
function hashOf(patterns) {
  const hash = createHash('sha256').update(process.version);
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  for (const file of files) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(file).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/**
 * Does the work unless it was done with the same inputs before and its outputs are there.
 *
 * @param name of the work, for its key in `test/.cache`
 * @param inputs patterns of the files that it is made from
 * @param outputs files that must be there afterwards
 * @param work gives whether it succeeded
 * @returns whether the outputs are there
 */
export async function keyed(name, inputs, outputs, work) {
  const key = join(cache, `${name}.key`);
  const hash = hashOf(inputs);
  const isThere = () => outputs.every((file) => existsSync(join(root, file)));
  if (existsSync(key) && readFileSync(key, 'utf8') === hash && isThere()) return true;
  rmSync(key, { force: true });
  if (!(await work())) return false;
  mkdirSync(cache, { recursive: true });
  writeFileSync(key, hash);
  return isThere();
}
