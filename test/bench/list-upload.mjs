// Sends generated lists through <cti-list-upload> in Chromium, to a simulated Integra over real HTTP, under a strict
// Content Security Policy. Asserts that every row arrived and that no task of the page takes 50 ms of the processor's time; prints the heap and the
// longest task. Needs `npm run build`.
// `BENCH_ROWS=10000` shortens it.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { IntegraSimulator } from '../../dist/simulator/index.js';
import { chromiumArgs, measuredChromiumPath } from '../browsers.mjs';
import { categories, tasksOf } from './tasks.mjs';

const sizes = (process.env.BENCH_ROWS ?? '10000,1000000').split(',').map(Number);
const folder = await mkdtemp(join(tmpdir(), 'portside-list-'));

/** A list of so many rows, every number another; each thousandth row is refused. */
async function generate(rows) {
  const file = join(folder, `${rows}.csv`);
  const stream = createWriteStream(file);
  stream.write('phone,name,city\n');
  for (let at = 0; at < rows;) {
    let text = '';
    for (const end = Math.min(rows, at + 10_000); at < end; at++)
      text += `05${String(at).padStart(8, '0')}${at % 1_000 ? '' : ':1'},"Ann Smith, ${at}",Montevideo\n`;
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
  return file;
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>List</title><script src="/portside.js"></script><script src="/portside-supervisor.js"></script>
<script src="/watch.js"></script><cti-session integra-url="/ucontact" agent="Agent1" phone="1001" campaign="Sale->"><cti-list-upload></cti-list-upload></cti-session>`;

/** In the page: the long tasks, and the longest time that a timer of 4 ms was kept waiting. */
const watch = `window.seen = { tasks: [], wait: 0, last: performance.now() };
new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ startTime, duration }) => [startTime, duration]))).observe({ type: 'longtask' });
setInterval(() => { const now = performance.now(); seen.wait = Math.max(seen.wait, now - seen.last - 4); seen.last = now; }, 4);`;

const csp =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types portside portside-supervisor";
const dialer = { now: undefined };
const server = createServer(async (incoming, outgoing) => {
  const { method, headers, url } = incoming;
  if (url === '/')
    return outgoing.setHeader('Content-Type', 'text/html').setHeader('Content-Security-Policy', csp).end(page);
  if (url === '/watch.js') return outgoing.setHeader('Content-Type', 'text/javascript').end(watch);
  if (url.endsWith('.js'))
    return outgoing
      .setHeader('Content-Type', 'text/javascript')
      .end(await readFile(new URL(`../../dist${url}`, import.meta.url)));
  if (!url.startsWith('/ucontact/')) return outgoing.writeHead(404).end();
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const response = await dialer.now.handle(
    new Request(new URL(url.slice(9), 'http://127.0.0.1'), { method, headers, body: Buffer.concat(chunks) }),
  );
  return outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const said = (tab) => tab.locator('p[role=status]').textContent();

/** Begins something, waits for its end, and says what the page went through meanwhile. */
async function measure(tab, devtools, begin, rows, end) {
  await tab.evaluate(() => Object.assign(seen, { tasks: [], wait: 0, last: performance.now() }));
  await browser.startTracing(tab, { categories });
  let [peak, live, collected] = [0, 0, [0, 0]];
  const began = performance.now();
  await begin();
  for (;;) {
    const text = await said(tab);
    if (end.test(text)) break;
    if (/stopped|early|cannot be read/i.test(text)) throw new Error(text);
    peak = Math.max(peak, (await devtools.send('Runtime.getHeapUsage')).usedSize);
    const done = await tab.locator('progress').evaluateAll(([bar]) => (bar ? bar.value / bar.max : 0));
    if (done > 0.9 && !live && rows > 100_000) {
      // What the heap holds without garbage; the time of collecting it is not the page's.
      const from = await tab.evaluate(() => performance.now());
      await devtools.send('HeapProfiler.collectGarbage');
      live = (await devtools.send('Runtime.getHeapUsage')).usedSize;
      collected = [from, await tab.evaluate(() => (seen.last = performance.now()))];
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const seconds = (performance.now() - began) / 1000;
  const busy = Math.max(...tasksOf(await browser.stopTracing()));
  const { tasks, wait } = await tab.evaluate(() => seen);
  const own = tasks
    .filter(([start, duration]) => start + duration < collected[0] || start > collected[1])
    .map(([, duration]) => duration);
  await devtools.send('HeapProfiler.collectGarbage');
  const after = (await devtools.send('Runtime.getHeapUsage')).usedSize;
  return { seconds, peak, live: live || after, after, busy, tasks: own, wait };
}

const MB = (bytes) => (bytes / 1e6).toFixed(1);
const line = (...cells) => console.log(`| ${cells.join(' | ')} |`);
console.log(`${cpus().length} CPUs (${cpus()[0].model.trim()}), load ${loadavg()[0].toFixed(1)}\n`);
line(
  'rows',
  'pass',
  'seconds',
  'rows/s',
  'peak heap, MB',
  'heap without garbage at 90 %, MB',
  'after, MB',
  'longest task, ms of the processor',
  'tasks over 50 ms by the clock',
  'longest, ms',
  'longest wait of a timer, ms',
);
line('--:', '---', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:');
const browser = await chromium.launch({
  executablePath: await measuredChromiumPath(),
  args: [...chromiumArgs, '--enable-precise-memory-info'],
});
try {
  for (const rows of sizes) {
    const file = await generate(rows);
    dialer.now = new IntegraSimulator({ requireToken: false, keepContacts: false });
    const tab = await browser.newPage();
    tab.on('console', (message) => message.type() === 'error' && console.log(message.text()));
    await tab.goto(`http://127.0.0.1:${server.address().port}/`);
    const devtools = await tab.context().newCDPSession(tab);
    await devtools.send('HeapProfiler.enable');
    for (const [name, begin, end] of [
      ['check', () => tab.locator('input[type=file]').setInputFiles(file), /^Checked/],
      ['send', () => tab.locator('button[name=send]').click(), /^The dialer has/],
    ]) {
      const { seconds, peak, live, after, busy, tasks, wait } = await measure(tab, devtools, begin, rows, end);
      const longest = tasks.length ? Math.max(...tasks).toFixed(0) : 'under 50';
      line(
        rows,
        name,
        seconds.toFixed(1),
        Math.round(rows / seconds),
        MB(peak),
        MB(live),
        MB(after),
        busy.toFixed(0),
        tasks.length,
        longest,
        wait.toFixed(0),
      );
      if (busy > 50) process.exitCode = 1;
    }
    const arrived = dialer.now.state.uploads.reduce((sum, { rows }) => sum + rows, 0);
    if (arrived !== rows - Math.ceil(rows / 1_000)) throw new Error(`${arrived} of ${rows} rows arrived.`);
    await tab.close();
  }
} finally {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
}
