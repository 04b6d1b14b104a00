// Gives a result form that is there 1,000, 10,000 and 100,000 results, opens its list and types in it, in Chromium with the built files.
// Prints the longest task of the page for each: by the processor's time, and what is over 50 ms by the clock. Fails when one
// takes longer than 50 ms. Needs `npm run build`.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright';
import { chromiumArgs, measuredChromiumPath } from '../browsers.mjs';
import { categories, tasksOf } from './tasks.mjs';

const most = 50;
const script = readFileSync(new URL('../../dist/portside.js', import.meta.url), 'utf8');

/** In the page: the results, so that making them up is no part of what is measured. */
function prepare(count) {
  window.results = Array.from({ length: count / 100 }, (_, group) => ({
    label: `Grupo ${group}`,
    children: Array.from({ length: 100 }, (_, at) => ({ label: `Razón ${at} del ${group}`, value: `R${at}` })),
  }));
  window.tasks = [];
  const form = document.createElement('cti-disposition-form');
  form.dispositions = [{ label: 'Sale' }];
  document.body.append(form);
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
}

/** In the page: reads the results, opens the list, and types. Gives what the form said. */
async function run() {
  const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const form = document.querySelector('cti-disposition-form');
  form.dispositions = window.results;
  const said = new Set();
  const look = () =>
    said.add(form.shadowRoot.querySelector('#level1-problem, .popup [role=status]')?.textContent.trim());
  await wait(0);
  look();
  for (let turn = 0; !form.shadowRoot.querySelector('#level1') && turn < 200; turn++) {
    await wait(50);
    look();
    if (/cannot be used/.test([...said].join(' '))) break;
  }
  const field = form.shadowRoot.querySelector('#level1');
  for (const text of field ? ['r', 'razon', 'razon 7', 'razon 7 9', ''] : []) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await wait(200);
    look();
  }
  return { said: [...said].filter(Boolean), tasks: window.tasks };
}

const browser = await chromium.launch({ executablePath: await measuredChromiumPath(), args: chromiumArgs });
console.log(`${cpus().length} processors, load ${loadavg()[0].toFixed(1)}.`);
for (const count of [1_000, 10_000, 100_000]) {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><title>Results</title>');
  await page.addScriptTag({ content: script });
  await page.evaluate(prepare, count);
  await page.waitForTimeout(1000);
  await page.evaluate(() => window.tasks.splice(0));
  await browser.startTracing(page, { categories });
  const { said, tasks } = await page.evaluate(run);
  const longest = Math.max(0, ...tasksOf(await browser.stopTracing()));
  const clock = tasks.map(Math.round).join(', ') || 'none';
  console.log(
    `${count} results: longest task ${longest.toFixed(1)} ms of the processor, over ${most} ms by the clock: ${clock}.`,
  );
  console.log(`  ${said.join('\n  ')}`);
  if (longest > most) process.exitCode = 1;
  await page.close();
}
await browser.close();
