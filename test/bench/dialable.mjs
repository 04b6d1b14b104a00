// Shows a page with 10,000 rows in Chromium with the built files: as a hundred lists of a hundred, and as one list, which
// the browser lays out anew as a whole at each change of one of its texts. Once with a telephone number in each row, once
// with none, and once switched off while the page itself changes a text at each step of the scrolling: that is the
// browser's own part. Prints the longest tasks (by the clock, as PerformanceObserver tells, and by the processor's time for
// them, which other programs do not lengthen much), how long it took, and the bytes of heap for each number: while it
// waits to be seen, and as a button. Fails when a task of the hundred lists is over 50 ms of the processor. Needs `npm run build`.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright';
import { chromiumArgs, measuredChromiumPath } from '../browsers.mjs';
import { hostileParts } from '../numbers/hostile-parts.ts';
import { categories, tasksOf } from './tasks.mjs';

const most = 50;
const rows = 10_000;
const origin = 'https://crm.example';

/** In the page: lists whose numbers do not dial yet. */
function prepare([rows, hasNumbers, together]) {
  const { CtiClient } = window.Portside;
  const transport = {
    name: 'none',
    supports: () => ({ ok: true }),
    send: () => Promise.reject(new Error('none')),
    close() {},
  };
  const page = document.createElement('main');
  for (let at = 0; at < rows; at++) {
    const list = at % together ? page.lastElementChild : page.appendChild(document.createElement('ul'));
    const row = list.appendChild(document.createElement('li'));
    row.appendChild(document.createElement('b')).textContent = `${at + 1}. Ana`;
    row.append(' ');
    row.appendChild(document.createElement('span')).textContent = hasNumbers
      ? `09${1 + (at % 9)} ${100 + (at % 900)} ${String(at % 1000).padStart(3, '0')}`
      : 'has no telephone';
  }
  window.dialable = Object.assign(document.createElement('cti-dialable'), {
    client: new CtiClient({ transports: [transport], destinations: { perMinute: Infinity } }),
    country: 'UY',
    disabled: true,
  });
  window.dialable.append(page);
  document.body.append(window.dialable);
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
}

/** In the page, before the tracing: finds the last row in sight. */
function look() {
  window.seen = [...document.querySelectorAll('li')]
    .filter((row) => row.getBoundingClientRect().top < innerHeight)
    .at(-1);
}

/** In the page: lets its numbers dial. Gives the milliseconds until the last of those in sight does. */
async function begin(hasNumbers) {
  const started = performance.now();
  window.dialable.disabled = false;
  while (hasNumbers && !window.seen.querySelector('cti-number')) await new Promise((resolve) => setTimeout(resolve, 5));
  return performance.now() - started;
}

/** In the page: scrolls to the end, half a screen at a time, as fast as the page draws. Gives how many numbers are buttons. */
async function scroll(isChanged) {
  const names = document.querySelectorAll('b');
  for (let top = 0, step = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2, step++) {
    scrollTo(0, top);
    if (isChanged) names[step].firstChild.data = `${step + 1}. Bea`;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const count = () => document.querySelectorAll('cti-number').length;
  for (let before = -1; before !== count(); await new Promise((resolve) => setTimeout(resolve, 1000))) before = count();
  return count();
}

async function open(hasNumbers, together = 100) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.route(`${origin}/**`, (route) => {
    const [, file] = /\/(portside[\w-]*\.js)$/.exec(route.request().url()) ?? [];
    const scripts = '<script src="portside.js"></script><script src="portside-crm.js"></script>';
    if (!file)
      return route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Customers</title>${scripts}` });
    return route.fulfill({
      contentType: 'text/javascript',
      body: readFileSync(new URL(`../../dist/${file}`, import.meta.url), 'utf8'),
    });
  });
  await page.goto(origin);
  await page.evaluate(prepare, [rows, hasNumbers, together]);
  await page.waitForTimeout(2000);
  await page.evaluate(look);
  return page;
}

/** How long it takes, and the tasks of it, longest first. */
async function time({ hasNumbers = true, together, isOff = false }) {
  const page = await open(hasNumbers, together);
  await page.evaluate(() => window.tasks.splice(0));
  await browser.startTracing(page, { categories });
  const first = isOff ? 0 : await page.evaluate(begin, hasNumbers);
  await page.waitForTimeout(5000);
  const started = performance.now();
  const buttons = await page.evaluate(scroll, isOff);
  const all = performance.now() - started;
  const busy = tasksOf(await browser.stopTracing());
  const tasks = await page.evaluate(() => window.tasks);
  await page.close();
  return { buttons, first, all, tasks, busy: busy.sort((one, other) => other - one) };
}

/** Live bytes, of script and of the document's nodes, beyond those before: while numbers wait to be seen, and as buttons. */
async function weigh(hasNumbers) {
  const page = await open(hasNumbers);
  const devtools = await page.context().newCDPSession(page);
  const heap = async () => {
    for (let turn = 0; turn < 3; turn++) await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize = 0 } = await devtools.send('Runtime.getHeapUsage');
    return usedSize + embedderHeapUsedSize;
  };
  const before = await heap();
  await page.evaluate(begin, hasNumbers);
  await page.waitForTimeout(5000);
  const waiting = await heap();
  await page.evaluate(scroll);
  const after = await heap();
  await page.close();
  return { waiting: waiting - before, after: after - before };
}

/** 20 kB each of what makes a search slow, and of what a page holds. */
const texts = Object.fromEntries(
  [
    ...hostileParts,
    `${'a'.repeat(180)} 099 123 456 `,
    'Ana called from 099 123 456 on 12/05/2024 at 10:30, order 24513321; at work 2901 2345 ext. 12. ',
  ].map((part) => [part.length > 100 ? 'a… 099 123 456' : part.trim(), part.repeat(20_000 / part.length)]),
);

/**
 * In the page: milliseconds of each text's longest step and of all its steps, once at first and then the least of five
 * passes for each step: what another program takes away meanwhile is in one of them only.
 */
async function search([address, texts]) {
  const { finder } = await import(address);
  const pass = (text, country) => {
    const [steps, started] = [[], performance.now()];
    const found = finder.findNumbers(text, country)[Symbol.iterator]();
    for (let isDone = false; !isDone;) {
      const begun = performance.now();
      isDone = found.next().done;
      steps.push(performance.now() - begun);
    }
    return { steps, all: performance.now() - started };
  };
  return Object.entries(texts).map(([title, text]) => {
    const [first, ...others] = Array.from({ length: 6 }, () => pass(text, 'DE'));
    const least = others[0].steps.map((_, at) => Math.min(...others.map(({ steps }) => steps[at])));
    const all = Math.min(...others.map((each) => each.all));
    return { title, first: Math.max(...first.steps), longest: Math.max(...least), all, steps: least.length };
  });
}

const browser = await chromium.launch({
  executablePath: await measuredChromiumPath(),
  args: chromiumArgs,
});
console.log(`${cpus().length} processors, load ${loadavg()[0].toFixed(1)}. ${rows} rows.`);
const runs = {
  'A hundred lists, a number in each row': {},
  'One list, a number in each row': { together: rows },
  'A hundred lists, switched off, a text changed at each step': { isOff: true },
  'One list, switched off, a text changed at each step': { together: rows, isOff: true },
  'A hundred lists, no number': { hasNumbers: false },
};
for (const [title, run] of Object.entries(runs)) {
  const { buttons, first, all, tasks, busy } = await time(run);
  console.log(
    `${title}: ${buttons} buttons; those in sight after ${Math.round(first)} ms, all after ${Math.round(all / 1000)} s of scrolling.`,
  );
  console.log(
    `  Longest tasks: ${busy
      .slice(0, 3)
      .map((each) => each.toFixed(1))
      .join(
        ', ',
      )} ms of the processor. By the clock over ${most} ms: ${tasks.length}${tasks.length ? `, the longest ${Math.round(Math.max(...tasks))}` : ''}.`,
  );
  const isRight = buttons === (run.isOff || run.hasNumbers === false ? 0 : rows);
  if (!isRight || !busy.length || (!run.together && busy[0] > most)) process.exitCode = 1;
}
const [empty, full] = [await weigh(false), await weigh(true)];
const page = await open(false);
const searched = await page.evaluate(search, [`${origin}/portside-numbers.js`, texts]);
await browser.close();
const each = (name) => Math.round((full[name] - empty[name]) / rows);
console.log(
  `Heap for each number: ${each('waiting')} bytes while it waits to be seen (with what is in sight), ${each('after')} bytes as a button.`,
);
console.log('Longest step in 20 kB of a text, in ms: when its like was never searched, and later; all of it; steps.');
for (const { title, first, longest, all, steps } of searched) {
  console.log(
    `  ${title.slice(0, 24).padEnd(26)}${first.toFixed(1)}, ${longest.toFixed(1)}; ${all.toFixed(0)}; ${steps}`,
  );
  if (longest > 8) process.exitCode = 1;
}
