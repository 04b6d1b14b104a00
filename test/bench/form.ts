// The form's side: `?form=` says how it asks. What is measured is the time from asking to the settled promise.
import { CtiClient } from '../../src/core/client.js';
import { PortalTransport } from '../../src/transports/portal/portal-transport.js';
import Porthole from '../../vendor/porthole.js';

const portalOrigin = location.origin.replace('127.0.0.1', 'localhost');
const question = { action: 'CTI' };
/** Gets no answer. */
const tag = { action: 'tag', guid: 'd9f1c0a4', message: 'sale' };

interface Line {
  ask(): Promise<unknown>;
  tell?(): unknown;
}

/** Answers that carry no id, to those who asked in that order. */
function inOrder(post: () => void) {
  const waiting: ((answer: unknown) => void)[] = [];
  const ask = () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      post();
    });
  return { ask, hear: (answer: unknown) => waiting.shift()?.(answer) };
}

const forms: Record<string, () => Line> = {
  raw() {
    const { ask, hear } = inOrder(() => parent.postMessage(question, portalOrigin));
    addEventListener('message', ({ data }) => hear(data));
    return { ask, tell: () => parent.postMessage(tag, portalOrigin) };
  },
  porthole() {
    const proxy = new Porthole.WindowProxy(null, '');
    const { ask, hear } = inOrder(() => proxy.post(question, portalOrigin));
    proxy.addEventListener(({ data }) => hear(data));
    return { ask, tell: () => proxy.post(tag, portalOrigin) };
  },
  cti() {
    const transport = new PortalTransport({ origin: portalOrigin });
    const { guid, message } = tag;
    return { ask: () => transport.send({ type: 'cti' }), tell: () => transport.send({ type: 'tag', guid, message }) };
  },
  call() {
    const transport = new PortalTransport({ origin: portalOrigin });
    return { ask: () => transport.send({ type: 'call', destination: '091000000', campaign: 'Sale->' }) };
  },
  client() {
    const client = new CtiClient({
      transports: [new PortalTransport({ origin: portalOrigin })],
      destinations: { perMinute: Infinity },
    });
    return { ask: () => client.send({ type: 'cti' }) };
  },
};

const { ask, tell } = forms[new URLSearchParams(location.search).get('form') ?? '']!();

/** Asks one after the other; the time of each, in milliseconds. */
async function times(count: number) {
  const each = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await ask();
    each[i] = performance.now() - start;
  }
  return [...each];
}

/** Asks all at once. `refused` were told so; `lost` were told nothing within `patience` milliseconds. */
async function floods(count: number, patience: number) {
  let answered = 0;
  const refused: Record<string, number> = {};
  const start = performance.now();
  let last = start;
  const yes = () => {
    answered++;
    last = performance.now();
  };
  const no = ({ code }: { code: string }) => (refused[code] = (refused[code] ?? 0) + 1);
  const all = Promise.all(Array.from({ length: count }, () => ask().then(yes, no)));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, patience))]);
  const told = answered + Object.values(refused).reduce((sum, some) => sum + some, 0);
  return { answered, refused, lost: count - told, seconds: (last - start) / 1000 };
}

/** Tells all at once, and asks when all is told: what was told has arrived when the answer comes. */
async function told(count: number) {
  const start = performance.now();
  await Promise.all(Array.from({ length: count }, () => tell?.()));
  await ask();
  return { seconds: (performance.now() - start) / 1000 };
}

/** How many timers are set and how many of them are left, when so many questions have been answered. */
async function timers(count: number) {
  const { setTimeout: set, clearTimeout: clear } = window;
  const left = new Set<unknown>();
  let made = 0;
  window.setTimeout = ((run: () => void, wait: number) => {
    const id = set(() => {
      left.delete(id);
      run();
    }, wait);
    made++;
    left.add(id);
    return id;
  }) as typeof setTimeout;
  window.clearTimeout = ((id: number) => {
    left.delete(id);
    clear(id);
  }) as typeof clearTimeout;
  await times(count);
  Object.assign(window, { setTimeout: set, clearTimeout: clear });
  return { made: made / count, left: left.size };
}

Object.assign(window, { bench: { times, floods, told, timers, isolated: crossOriginIsolated } });
