// Measures the line between a form and the portal that frames it from another site. Asserts nothing; prints tables.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { chromiumArgs, measuredChromiumPath } from '../browsers.mjs';
import { printFloods, printKept, printTold, printTrips } from './bridge-tables.mjs';

/** Each block opens all rows in tabs of their own; their turns are mixed, so that all see the same other load. `until` is in seconds. */
const blocks = { most: 5, until: 45 };
const trips = {
  small: { warm: 400, turns: 16, lead: 5, timed: 25 },
  large: { warm: 100, turns: 16, lead: 3, timed: 12 },
};
const floods = { most: 3, until: 105, count: 10_000, warm: 1000, patience: 30_000 };
const kept = { warm: 700, answered: 2000, rounds: 3, timers: 300 };

/** The first is what the others are compared with. */
const rows = [
  { form: 'raw', portal: 'raw', name: 'raw postMessage' },
  { form: 'porthole', portal: 'porthole', name: 'porthole.js, bare portal' },
  { form: 'cti', portal: 'porthole', name: 'ours, `cti`, bare portal', skips: ['floods', 'kept'] },
  { form: 'porthole', portal: 'simulator', name: 'porthole.js, simulated portal', skips: ['kept'] },
  { form: 'cti', portal: 'simulator', name: 'ours, `cti`, simulated portal' },
  { form: 'call', portal: 'simulator', name: 'ours, `call`, simulated portal', skips: ['large', 'floods', 'told'] },
  { form: 'client', portal: 'simulator', name: 'CtiClient, `cti`, simulated portal', skips: ['told'] },
].map((row) => ({ skips: [], ...row, small: [], large: [], floods: [], told: [], heap: [] }));
const doing = (what) => rows.filter(({ skips }) => !skips.includes(what));

const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);

/** Repeats as often as is wanted; on a busy machine until the time is up. */
async function repeat({ most, until }, run) {
  for (let times = 0; times < most && (times === 0 || seconds() < until); times++) await run();
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const outDir = await mkdtemp(join(tmpdir(), 'portside-bench-'));
const input = ['portal', 'form'].map((page) => join(root, `test/bench/${page}.html`));
// Isolated from other origins, a page has a clock of 5 µs; else of 100 µs.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
const vite = { root, configFile: false, logLevel: 'error', build: { outDir, rolldownOptions: { input } } };
await build(vite);
const server = await preview({ ...vite, preview: { host: '127.0.0.1', port: 0, headers } });
const { port } = server.httpServer.address();
const browser = await chromium.launch({
  executablePath: await measuredChromiumPath(),
  args: chromiumArgs,
});

/** Opens both sides in a tab. `inspect` speaks to the form's process: opening it fails when that is the portal's. */
async function open({ form, portal }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://localhost:${port}/test/bench/portal.html?form=${form}&portal=${portal}`);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForFunction(() => window.bench);
  if (!(await frame.evaluate(() => window.bench.isolated)))
    throw new Error('The pages are not isolated: the clock is too coarse.');
  return {
    inspect: await context.newCDPSession(frame),
    setAnswer: (size) => page.evaluate((size) => window.setAnswer(size), size),
    heard: () => page.evaluate(() => window.heard()),
    run: (what, ...values) => frame.evaluate(([what, values]) => window.bench[what](...values), [what, values]),
    close: () => context.close(),
  };
}

/** In an order of chance, so that none always comes after the same one. */
const shuffled = (list) =>
  list
    .map((each) => ({ each, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);

const sizes = {};

/** Adds a block to every row: a list of turns, each a list of times. */
async function measureTrips() {
  const lines = new Map();
  for (const row of rows) lines.set(row, await open(row));
  for (const [size, { warm, turns, lead, timed }] of Object.entries(trips)) {
    for (const row of doing(size)) {
      row[size].push([]);
      sizes[size] = await lines.get(row).setAnswer(size);
      await lines.get(row).run('times', warm);
    }
    for (let turn = 0; turn < turns; turn++)
      for (const row of shuffled(doing(size))) {
        const times = await lines.get(row).run('times', lead + timed);
        row[size].at(-1).push(times.slice(lead));
      }
  }
  for (const line of lines.values()) await line.close();
}

async function measureMany(row) {
  const line = await open(row);
  await line.setAnswer('small');
  await line.run('times', floods.warm / 2);
  if (!row.skips.includes('told')) await line.run('told', floods.warm);
  for (const what of ['told', 'floods']) {
    if (row.skips.includes(what)) continue;
    await line.setAnswer('small');
    const result = await line.run(what, floods.count, floods.patience);
    row[what].push({ ...result, heard: await line.heard() });
  }
  await line.close();
}

async function heapOf({ inspect }) {
  for (let i = 0; i < 3; i++) await inspect.send('HeapProfiler.collectGarbage');
  return (await inspect.send('Runtime.getHeapUsage')).usedSize;
}

async function measureKept(row) {
  const line = await open(row);
  await line.setAnswer('small');
  row.timers = await line.run('timers', kept.timers);
  await line.run('times', kept.warm);
  let before = await heapOf(line);
  for (let i = 0; i < kept.rounds; i++) {
    await line.run('times', kept.answered);
    const after = await heapOf(line);
    row.heap.push((after - before) / kept.answered);
    before = after;
  }
  await line.close();
}

try {
  console.log('Form on http://127.0.0.1, portal on http://localhost: two sites, a process each.');
  console.log(
    `Chromium ${browser.version()}, headless; ${cpus().length} CPUs, other load ${loadavg()[0].toFixed(1)} at the start.`,
  );
  await repeat(blocks, measureTrips);
  printTrips(doing, { trips, sizes });

  await repeat(floods, async () => {
    for (const row of shuffled(rows)) await measureMany(row);
  });
  printFloods(doing('floods'), floods);
  printTold(doing('told'), floods);

  for (const row of doing('kept')) await measureKept(row);
  printKept(doing('kept'), kept);
  console.log(`\n${seconds()} s.`);
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true });
}
