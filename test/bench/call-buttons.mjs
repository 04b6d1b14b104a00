// Puts 1,000 call buttons into a session, and beside that 1,000 bare Lit buttons into the same page, in Chromium with the
// built file. Prints the time with layout and the heap of each, side by side in one run, and how many times a bare one that
// is. Fails over three times the time or twice the heap. Needs `npm run build`. The buttons can call; with `-- off` they
// cannot, and each says why in a line below it, which a bare one has not: that is only printed.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { chromiumArgs, measuredChromiumPath } from '../browsers.mjs';

const [count, passes, mostTime, mostHeap] = [1_000, 7, 3, 2];
const isOff = process.argv.includes('off');
const settings = isOff ? '' : 'agent="ana" phone="100"';
const ours = readFileSync(new URL('../../dist/portside.js', import.meta.url), 'utf8');
const bare = await build({
  stdin: {
    contents: `
      import { css, html, LitElement } from 'lit';
      customElements.define('bare-button', class extends LitElement {
        static styles = css\`:host { display: inline-grid } button { min-height: 32px; padding: 3px 12px }\`;
        static properties = { destination: {} };
        render() {
          return html\`<button type="button" title=\${this.destination} @click=\${() => this.requestUpdate()}><slot>\${this.destination}</slot></button>\`;
        }
      });`,
    resolveDir: new URL('../..', import.meta.url).pathname,
  },
  ...{ bundle: true, write: false, minify: true, format: 'iife', define: { 'process.env.NODE_ENV': '"production"' } },
});

/** In the page: draws so many, with layout; gives the milliseconds. */
async function draw([tag, count]) {
  const session = document.querySelector('cti-session');
  const row = document.createElement('div');
  const began = performance.now();
  for (let at = 0; at < count; at += 1) {
    const button = document.createElement(tag);
    button.setAttribute('destination', `09${String(1_000_000 + at)}`);
    row.append(button);
  }
  session.append(row);
  await row.lastElementChild.updateComplete;
  row.getBoundingClientRect();
  const time = performance.now() - began;
  window.row = row;
  return time;
}

const browser = await chromium.launch({ executablePath: await measuredChromiumPath(), args: chromiumArgs });
const figures = { 'cti-call-button': [], 'bare-button': [] };
for (let pass = 0; pass < passes; pass += 1) {
  for (const tag of Object.keys(figures)) {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    const heap = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return usedSize;
    };
    await page.setContent(
      `<!doctype html><title>Buttons</title><cti-session integra-url="https://x.invalid/" ${settings}></cti-session>`,
    );
    await page.addScriptTag({ content: ours });
    await page.addScriptTag({ content: bare.outputFiles[0].text });
    await page.evaluate(draw, [tag, 10]); // what is made once
    const before = await heap();
    const time = await page.evaluate(draw, [tag, count]);
    figures[tag].push({ time, heap: (await heap()) - before });
    await page.close();
  }
}
await browser.close();

const middle = (tag, name) => figures[tag].map((each) => each[name]).sort((a, b) => a - b)[Math.floor(passes / 2)];
console.log(
  `${cpus().length} processors, load ${loadavg()[0].toFixed(1)}. Middle of ${passes} passes, ${count} buttons each.`,
);
for (const tag of Object.keys(figures))
  console.log(
    `${tag}: ${middle(tag, 'time').toFixed(0)} ms with layout, ${(middle(tag, 'heap') / 1e6).toFixed(2)} MB of heap.`,
  );
const times = (name) => middle('cti-call-button', name) / middle('bare-button', name);
console.log(
  `That is ${times('time').toFixed(2)} times the time (at most ${mostTime}) and ${times('heap').toFixed(2)} times the heap (at most ${mostHeap}).`,
);
if (!isOff && (times('time') > mostTime || times('heap') > mostHeap)) process.exitCode = 1;
