// Measures what a page loads, and fails above the limits.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const limits = {
  'dist/portside.js': 40_000,
  'dist/portside-supervisor.js': 72_000,
  'dist/portside-crm.js': 40_000,
  'dist/portside-numbers.js': 50_000,
  'dist/portside-embed.js': 6_000,
  'dist/widget.js': 14_000,
};

export function measure(file) {
  const bytes = readFileSync(new URL(`../${file}`, import.meta.url));
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** `[{ title, passed, where }]`, and a line printed for each file. */
export function checkSizes() {
  return Object.entries(limits).map(([file, limit]) => {
    const { raw, gzip, brotli } = measure(file);
    console.log(`${file}: ${kB(raw)}, gzip ${kB(gzip)}, brotli ${kB(brotli)} of ${kB(limit)}`);
    const told = readFileSync(new URL('../README.md', import.meta.url), 'utf8').includes(`${kB(brotli)} brotli`);
    return {
      title: `${file} is under ${kB(limit)} brotli, as the README says`,
      passed: brotli < limit && told,
      where: 'size',
    };
  });
}
