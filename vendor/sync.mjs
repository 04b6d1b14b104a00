// Copies porthole.js out of the npm package and makes it an ES module. Run at install; see README.md here.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const pinned = '26a7c68bff7b40c8fb289be074270449d8995ecdcdafa8798dbf3eb47d3b5a10';
const first = 'const window = globalThis.window ?? {}, module = {}, exports = module;\n';
const last = '\nexport default module.exports;\n';

const source = readFileSync(createRequire(import.meta.url).resolve('porthole-proxy/lib/porthole.js'));
const found = createHash('sha256').update(source).digest('hex');
if (found !== pinned) {
  console.error(`porthole.js is not the file we know.\n  expected sha256 ${pinned}\n  found    sha256 ${found}`);
  process.exit(1);
}
writeFileSync(new URL('porthole.js', import.meta.url), first + source + last);
