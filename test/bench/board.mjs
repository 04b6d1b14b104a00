// Shows 500 campaigns on a board and gives all of them new figures five times, in Chromium with the built files. Prints
// the longest task of the page: by the clock, as PerformanceObserver tells, and by the processor's time for it, which
// other programs do not lengthen. Fails when that is over 50 ms. Then a day of questions every half minute, 2,880, with a
// campaign open beside its chart: prints what the page holds after each third of it, once the garbage is collected. Needs
// `npm run build`.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright';
import { chromiumArgs, measuredChromiumPath } from '../browsers.mjs';
import { categories, tasksOf } from './tasks.mjs';

const most = 50;
const html = `<!doctype html><html lang="en"><title>Board</title><link rel="icon" href="data:,">
<script src="portside.js"></script><script src="portside-supervisor.js"></script>`;
const dist = (name) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');

/** In the page: prepares the dialer's answers, so that making them up is no part of what is measured. */
function prepare(campaigns) {
  const queues = Array.from({ length: campaigns }, (_, at) => `Campaign ${at}${at % 2 ? '->' : '<-'}`);
  window.rounds = Array.from({ length: 6 }, (_, turn) => {
    const figure = (at, top) => (at * 7 + turn * 13) % top;
    const summary = queues.map((queue, at) => ({
      ...{ queue, loggedIn: figure(at, 40), available: figure(at, 20), callers: figure(at, 30) },
      ...{ holdTime: figure(at, 90), talkTime: figure(at, 300), longestHoldTime: figure(at, 400) },
    }));
    const status = queues.map((campaign, at) => ({
      ...{
        campaign,
        availables: figure(at, 20),
        notavailables: 0,
        paused: figure(at, 5),
        busy: figure(at, 12),
        busypaused: 0,
        totalagents: 40,
      },
      ...{
        logged: figure(at, 40),
        onwrapup: figure(at, 4),
        completed: figure(at, 900),
        abandoned: figure(at, 30),
        talked: '00:00:00-0',
      },
      ...{
        hold: '00:00:00-0',
        abandonedlevel: '0',
        totalcalls: figure(at, 990),
        acd: 0,
        servicelevel: String(figure(at, 100)),
      },
      ...{ servicelevel2: '0.0', strategy: 'leastrecent', slevelthreshold: '3', wrapup: 3 },
    }));
    return {
      summary: JSON.stringify(summary),
      status: JSON.stringify(Object.fromEntries(status.map((each) => [each.campaign, each]))),
    };
  });
  const names = ['callers', 'longestHoldTime', 'servicelevel', 'totalcalls', 'abandoned', 'available', 'busy'];
  const figures = (at) => Object.fromEntries(names.map((name, index) => [name, (at * 3 + index) % 50]));
  window.past = Array.from({ length: 119 }, (_, at) => ({
    at: Date.now() - (119 - at) * 30_000,
    campaigns: Object.fromEntries(queues.map((queue, own) => [queue, figures(own + at)])),
  }));
  window.wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
}

/** In the page: a board at a dialer that answers with these. */
async function show() {
  window.turn = 0;
  const fetch = (url) =>
    Promise.resolve(new Response(window.rounds[window.turn][url.includes('queuesummary') ? 'summary' : 'status']));
  const { CtiClient, IntegraTransport } = window.Portside;
  const client = new CtiClient({
    transports: [new IntegraTransport({ baseUrl: 'https://dialer.example', authorization: () => 'Basic x', fetch })],
  });
  const board = Object.assign(document.createElement('cti-campaign-board'), {
    client,
    interval: 0,
    sort: '-callers',
    thresholds: [{ figure: 'callers', above: 25 }],
  });
  board.history = window.past;
  document.body.append(board);
  await window.wait(3000);
}

/** In the page: new figures five times. Gives how many rows there are and the tasks over 50 ms by the clock. */
async function refresh() {
  const board = document.querySelector('cti-campaign-board');
  for (window.turn = 1; window.turn < window.rounds.length; window.turn++) {
    await board.refresh();
    await board.updateComplete;
    await window.wait(1000);
  }
  return { rows: board.shadowRoot.querySelectorAll('.body [role=row]:not(.group)').length, tasks: window.tasks };
}

/** In the page: so many questions, each half a minute later, with a campaign open. */
async function day(rounds) {
  const { now } = Date;
  let later = 0;
  Date.now = () => now() + later;
  const board = document.querySelector('cti-campaign-board');
  if (!board.shadowRoot.querySelector('#drawer')) board.shadowRoot.querySelector('.body [name=campaign]').click();
  while (!board.shadowRoot.querySelector('#plot canvas')) await window.wait(100);
  for (let turn = 0; turn < rounds; turn++) {
    later += 30_000;
    window.turn = turn % window.rounds.length;
    await board.refresh();
    await board.updateComplete;
  }
  return board.shadowRoot.querySelectorAll('#plot canvas').length;
}

const browser = await chromium.launch({ executablePath: await measuredChromiumPath(), args: chromiumArgs });

/** A page with the built files, and so many campaigns. */
async function open(campaigns) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const contentType = name.endsWith('.js') ? 'text/javascript' : 'text/html';
    return route.fulfill({ contentType, body: name.endsWith('.js') ? dist(name) : html });
  });
  await page.goto('http://board.example/');
  await page.evaluate(prepare, campaigns);
  return page;
}

const page = await open(500);
await page.waitForTimeout(1000);
await page.evaluate(() => window.tasks.splice(0));
await browser.startTracing(page, { categories });
await page.evaluate(show);
const { rows, tasks } = await page.evaluate(refresh);
const busy = tasksOf(await browser.stopTracing());
await page.close();

const longest = Math.max(0, ...busy);
console.log(
  `${cpus().length} processors, load ${loadavg()[0].toFixed(1)}. ${rows} campaigns, 6 rounds, ${busy.length} tasks.`,
);
console.log(
  `Longest task: ${longest.toFixed(1)} ms of the processor. Over ${most} ms by the clock: ${tasks.map(Math.round).join(', ') || 'none'}.`,
);
if (rows !== 500 || !busy.length || longest > most) process.exitCode = 1;

const wall = await open(20);
await wall.evaluate(show);
const tool = await wall.context().newCDPSession(wall);
const held = [];
for (const rounds of [240, 880, 880, 880]) {
  const charts = await wall.evaluate(day, rounds);
  if (charts !== 1) throw new Error('The chart is not drawn.');
  for (let turn = 0; turn < 3; turn++) await tool.send('HeapProfiler.collectGarbage');
  const { usedSize } = await tool.send('Runtime.getHeapUsage');
  held.push({ questions: (held.at(-1)?.questions ?? 0) + rounds, 'heap, kB': Math.round(usedSize / 1000) });
}
await browser.close();
console.table(held);
