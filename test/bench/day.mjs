// Makes ten thousand calls in one page: the panel, the callbacks and the screen pop in a session with a simulated Integra
// over real HTTP, in Chromium with the built files. Each call is dialled, ended and given a result; every fifth gets a tag,
// every twentieth a callback, which is cancelled. After each thousand it prints what the page holds once the garbage is
// collected, and at the end by how much that grew. Asserts nothing of it. Needs `npm run build`.
//
//   npm run bench:day            ten thousand
//   npm run bench:day -- 2000    so many
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { chromium } from 'playwright-core';
import { IntegraSimulator } from '../../dist/simulator/index.js';
import { chromiumArgs, measuredChromiumPath } from '../browsers.mjs';
import { freePort } from '../processes.mjs';

const calls = Number(process.argv[2] ?? 10_000);
if (!(calls >= 2)) throw new Error('How many calls? Two at least.');
const step = Math.min(1_000, Math.floor(calls / 2));

const results = [
  { label: 'Sale', children: [{ label: 'New customer' }, { label: 'Upgrade', children: [{ label: 'Premium' }] }] },
  { label: 'No answer' },
];
const scripts = ['watch.js', 'portside.js', 'portside-supervisor.js', 'portside-crm.js'];
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>A day</title>
${scripts.map((name) => `<script src="/${name}"></script>`).join('')}
<cti-session destinations='{"perMinute":100000}' integra-url="/ucontact" agent="Agent1" phone="1001" context="agents" campaign="Sale->"
  customer-time-zone="America/Montevideo" dialer-time-zone="America/Montevideo">
  <cti-panel wrap-up="30"><script type="application/json">${JSON.stringify(results)}</script></cti-panel>
  <cti-callbacks></cti-callbacks><cti-screen-pop></cti-screen-pop>
</cti-session>`;

/** In the page, before any other script: counts the timers that wait. `wait` is the bench's own, and counts for none. */
function watch() {
  const [timeouts, intervals] = [new Set(), new Set()];
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  window.setTimeout = (work, time, ...rest) => {
    const id = setTimeout(() => (timeouts.delete(id), work(...rest)), time);
    timeouts.add(id);
    return id;
  };
  window.setInterval = (...given) => {
    const id = setInterval(...given);
    intervals.add(id);
    return id;
  };
  // The browser takes either of them to end either.
  const end = (clear) => (id) => (timeouts.delete(id), intervals.delete(id), clear(id));
  window.clearTimeout = end(clearTimeout);
  window.clearInterval = end(clearInterval);
  window.bench = {
    timers: () => timeouts.size + intervals.size,
    wait: (time) => new Promise((resolve) => setTimeout(resolve, time)),
  };
}

/** In the page: makes calls from the number `from` on. Throws where an element did not do what it was asked. */
async function work([from, to]) {
  const { wait } = window.bench;
  const panel = document.querySelector('cti-panel');
  const inPanel = (tag) => panel.shadowRoot.querySelector(tag);
  const type = (element, field, text) => {
    const input = element.shadowRoot.querySelector(field);
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  };
  const must = (reply, element, what) => {
    if (!reply) throw new Error(`${what}: ${element.shadowRoot.querySelector('[part~=status]')?.textContent.trim()}`);
  };
  const until = async (holds, what) => {
    for (let times = 0; !holds(); times++) {
      if (times > 3_000) throw new Error(`In vain: ${what}`);
      await wait(10);
    }
  };
  const list = document.querySelector('cti-callbacks');
  const row = () => list.shadowRoot.querySelector('[part=callback]');

  for (let call = from; call < to; call++) {
    must(await panel.dial(`09${1_000_000 + call}`), inPanel('cti-call-button'), 'dial');
    await panel.updateComplete;
    const hangup = inPanel('cti-hangup-button');
    must(await hangup.hangup(), hangup, 'hang-up');
    const form = inPanel('cti-disposition-form');
    await form.updateComplete;
    type(form, '#level1', ['Sale › New customer', 'Sale › Upgrade › Premium', 'No answer'][call % 3]);
    type(form, '#comment', `Wants to hear of the ${call}th offer.`);
    must(await form.dispose(), form, 'result');
    if (call % 5 === 0) {
      const tag = inPanel('cti-tag-recorder');
      type(tag, 'input', `tag ${call}`);
      must(await tag.tag(), tag, 'tag');
    }
    if (call % 20 === 0) {
      const picker = inPanel('cti-schedule-picker');
      picker.value = window.bench.callbackAt;
      must(await picker.schedule(), picker, 'callback');
      await until(row, 'the callback is listed');
      row().querySelector('[name=cancel]').click();
      await until(() => row()?.querySelector('[name=confirm]'), 'it is asked');
      row().querySelector('[name=confirm]').click();
      await until(() => !row(), 'the callback is gone');
    }
    panel.shadowRoot.querySelector('[name=next]').click();
    await panel.updateComplete;
  }
}

/** In the page: what is counted by script. */
async function count() {
  const rows = async ({ name }) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const counts = [...database.objectStoreNames].map(
      (store) =>
        new Promise((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).count();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        }),
    );
    const all = await Promise.all(counts);
    database.close();
    return all.reduce((sum, each) => sum + each, 0);
  };
  const databases = await Promise.all((await indexedDB.databases()).map(rows));
  return {
    timers: window.bench.timers(),
    rows: databases.reduce((sum, each) => sum + each, 0),
    lines: document.querySelector('cti-session').client.log.lines.length,
    kept: [sessionStorage, localStorage].flatMap((storage) => Object.entries(storage).flat()).join('').length,
  };
}

const dialer = new IntegraSimulator({ requireToken: false });
const server = createServer(async (incoming, outgoing) => {
  const { method, headers, url } = incoming;
  if (url === '/') return outgoing.setHeader('Content-Type', 'text/html').end(html);
  if (url.endsWith('.js'))
    return outgoing
      .setHeader('Content-Type', 'text/javascript')
      .end(url === '/watch.js' ? `(${watch})()` : await readFile(new URL(`../../dist${url}`, import.meta.url)));
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const response = await dialer.handle(
    new Request(new URL(url.slice('/ucontact'.length), 'http://127.0.0.1'), {
      method,
      headers,
      body: Buffer.concat(chunks),
    }),
  );
  return outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');

/**
 * Opens a page that nobody else looks into: for the pages that it opens itself, Playwright has the browser keep some 300
 * bytes of each request. Gives a line to its DevTools, and a way to run a function in it.
 */
async function openPage(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/json/new?about:blank`, { method: 'PUT' });
  const socket = new WebSocket((await answer.json()).webSocketDebuggerUrl);
  const waiting = new Map();
  let asked = 0;
  socket.onmessage = ({ data }) => {
    const { id, result, error } = JSON.parse(data);
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  };
  await once(socket, 'open');
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      waiting.set(++asked, { resolve, reject });
      socket.send(JSON.stringify({ id: asked, method, params }));
    });
  const run = async (work, given) => {
    const expression = `(${work})(${JSON.stringify(given) ?? ''})`;
    const how = { awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, ...how });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  return { send, run };
}

const line = (...cells) => console.log(`| ${cells.join(' | ')} |`);
const columns = {
  script: 'JS heap, MB',
  document: 'heap of the document, MB',
  nodes: 'DOM nodes',
  listeners: 'listeners',
  timers: 'timers',
  rows: 'rows in IndexedDB',
  kept: 'characters in web storage',
  lines: 'lines in the log',
};

console.log(`${cpus().length} CPUs (${cpus()[0].model.trim()}), load ${loadavg()[0].toFixed(1)}. ${calls} calls.\n`);
const port = await freePort();
const browser = await chromium.launch({
  executablePath: await measuredChromiumPath(),
  args: [...chromiumArgs, `--remote-debugging-port=${port}`],
});
try {
  const { send, run } = await openPage(port);
  await send('Performance.enable');
  await send('Page.navigate', { url: `http://127.0.0.1:${server.address().port}/` });
  while (!(await run(() => document.readyState === 'complete' && 'bench' in window)))
    await new Promise((resolve) => setTimeout(resolve, 50));
  await run(
    (at) => void (window.bench.callbackAt = at),
    `${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)} 10:00:00`,
  );
  const look = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // what a call leaves for later has happened
    for (let turn = 0; turn < 3; turn++) await send('HeapProfiler.collectGarbage');
    const { usedSize: script, embedderHeapUsedSize: document = 0 } = await send('Runtime.getHeapUsage');
    const { metrics } = await send('Performance.getMetrics');
    const metric = (wanted) => metrics.find(({ name }) => name === wanted)?.value;
    const [nodes, listeners] = [metric('Nodes'), metric('JSEventListeners')];
    return { script, document, nodes, listeners, ...(await run(count)) };
  };

  line('calls', 'ms a call', ...Object.values(columns));
  line(...Array.from({ length: 2 + Object.keys(columns).length }, () => '--:'));
  const MB = (bytes) => (bytes / 1e6).toFixed(3);
  const print = (made, time, found) =>
    line(
      made,
      time,
      ...Object.keys(columns).map((name) => (/script|document/.test(name) ? MB(found[name]) : found[name])),
    );
  print(0, '', await look());
  let first;
  let last;
  for (let made = 0; made < calls;) {
    const to = Math.min(calls, made + step);
    const began = performance.now();
    await run(work, [made, to]);
    const time = ((performance.now() - began) / (to - made)).toFixed(0);
    last = { made: (made = to), ...(await look()) };
    first ??= last;
    print(made, time, last);
  }
  const grown = (name) => last[name] - first[name];
  const each = (name) => (grown(name) / (last.made - first.made)).toFixed(1);
  console.log(
    `\nFrom call ${first.made} to call ${last.made}: ${each('script')} bytes of the JS heap a call, ${each('document')} of the document’s; ` +
      `${grown('nodes')} nodes, ${grown('listeners')} listeners, ${grown('timers')} timers and ${grown('rows')} rows in all.`,
  );
} finally {
  await browser.close();
  server.close();
}
