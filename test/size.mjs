// Measures what a page loads: the build writes it into the README, and a check fails above the limits.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { root } from './processes.mjs';

/** Bytes after brotli. Who raises one says why in a commit of its own. */
const limits = {
  'dist/portside.js': 94_400,
  'dist/portside-supervisor.js': 117_600,
  'dist/portside-crm.js': 75_000,
  'dist/portside-dialers.js': 43_600,
  'dist/portside-numbers.js': 53_600,
  'dist/portside-chart.js': 20_300,
  'dist/portside-embed.js': 7_000,
  'dist/widget.js': 17_000,
};

export function measure(file) {
  const bytes = readFileSync(join(root, file));
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** Writes the sizes into the README's table, behind what each file is. */
export function writeSizes() {
  const readme = join(root, 'README.md');
  const before = readFileSync(readme, 'utf8');
  const after = Object.entries(limits).reduce((text, [file, limit]) => {
    const { raw, gzip, brotli } = measure(file);
    const row = new RegExp(`(\\| \`${file}\`[^|]*\\|).*`);
    if (!row.test(text)) throw new Error(`The README's table of sizes has no row for ${file}.`);
    return text.replace(row, `$1 ${kB(raw)} | ${kB(brotli)} | ${kB(gzip)} | ${kB(limit)} |`);
  }, before);
  if (after !== before) writeFileSync(readme, after);
}

/** `[{ title, passed, where, why }]`, one for each file. */
export function checkSizes() {
  return Object.entries(limits).map(([file, limit]) => {
    const { brotli } = measure(file);
    const why = `It has ${brotli} bytes.`;
    return { title: `${file} is under ${kB(limit)} brotli`, passed: brotli < limit, where: 'size', why };
  });
}
