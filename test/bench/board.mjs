// Shows 500 campaigns on a board and gives all of them new figures five times, in Chromium with the built files. Prints
// the longest task of the page: by the clock, as PerformanceObserver tells, and by the processor's time for it, which
// other programs do not lengthen. Fails when that is over 50 ms. Needs `npm run build`.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright';
import { chromiumArgs, measuredChromiumPath } from '../browsers.mjs';
import { categories, tasksOf } from './tasks.mjs';

const most = 50;
const dist = (name) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');

/** In the page: prepares the dialer's answers, so that making them up is no part of what is measured. */
function prepare() {
  const queues = Array.from({ length: 500 }, (_, at) => `Campaign ${at}->`);
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
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
}

/** In the page: the board's work. Gives how many rows there are and the tasks over 50 ms by the clock. */
async function run() {
  const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
  let turn = 0;
  const fetch = (url) =>
    Promise.resolve(new Response(window.rounds[turn][url.includes('queuesummary') ? 'summary' : 'status']));
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
  document.body.append(board);
  await wait(3000);
  for (turn = 1; turn < window.rounds.length; turn++) {
    await board.refresh();
    await board.updateComplete;
    await wait(1000);
  }
  return { rows: board.shadowRoot.querySelectorAll('.body [role=row]').length, tasks: window.tasks };
}

const browser = await chromium.launch({
  executablePath: await measuredChromiumPath(),
  args: chromiumArgs,
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.setContent('<!doctype html><title>Board</title>');
for (const name of ['portside.js', 'portside-supervisor.js']) await page.addScriptTag({ content: dist(name) });
await page.evaluate(prepare);
await page.waitForTimeout(1000);
await page.evaluate(() => window.tasks.splice(0));
await browser.startTracing(page, { categories });
const { rows, tasks } = await page.evaluate(run);
const trace = await browser.stopTracing();
await browser.close();

const busy = tasksOf(trace);
const longest = Math.max(0, ...busy);
console.log(
  `${cpus().length} processors, load ${loadavg()[0].toFixed(1)}. ${rows} campaigns, 6 rounds, ${busy.length} tasks.`,
);
console.log(
  `Longest task: ${longest.toFixed(1)} ms of the processor. Over ${most} ms by the clock: ${tasks.map(Math.round).join(', ') || 'none'}.`,
);
if (rows !== 500 || !busy.length || longest > most) process.exitCode = 1;
