// What the tests of the bridge share: a container, and frames that end with their test.
import { embedCti, type Embed, type EmbedOptions } from '../../src/embed/index.js';
import { IntegraSimulator } from '../../src/simulator/index.js';
import { until as waitUntil } from '../until.js';

export const { origin } = location;
/** This page's server under its other name: another origin, and another site. */
export const otherOrigin = origin.replace('127.0.0.1', 'localhost');

const embeds: Embed[] = [];

afterEach(() => {
  for (const embed of embeds.splice(0)) embed.destroy();
});

export function embed(options: EmbedOptions, container: Element = document.body): Embed {
  const made = embedCti(container, options);
  embeds.push(made);
  return made;
}

type Methods = Record<string, (...given: any[]) => unknown>;
export interface PlayedWindow extends Window {
  /** Connects as the widget does, with these answers; gives the CRM page's methods. */
  play(methods: Methods): Promise<Record<'hello' | 'authorization' | 'tell', (...given: unknown[]) => Promise<any>>>;
}

const played = `${origin}/test/fixtures/played-widget.html`;

/** Embeds a page in which the test plays the widget. */
export function embedPlayed(
  options: Partial<EmbedOptions> = {},
  container?: Element,
): Embed & { next: () => Promise<PlayedWindow> } {
  const made = embed({ src: played, origin, ...options }, container);
  const next = async () => (await loaded(made.frame), made.frame.contentWindow as PlayedWindow);
  return Object.assign(made, { next });
}

export const loaded = (frame: HTMLIFrameElement) =>
  new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));

/** What a widget of this version answers to everything. */
export const yes: Methods = {
  meet: () => undefined,
  dial: () => ({ value: { status: 'confirmed', transport: 'played', guid: 'guid-1' } }),
  set: () => ({ value: null }),
  snapshot: () => ({ value: { cti: null, outbox: {}, supports: {} } }),
};

/** A played widget that has said hello; `page` names its load. */
export async function meet(
  window: PlayedWindow,
  methods: Methods = {},
  greeting: object = { protocol: 2, page: 'first' },
) {
  const host = await window.play({ ...yes, ...methods });
  return { host, welcome: await host.hello(greeting) };
}

/** The dialer of all widgets that a test embeds; another one for each test. */
export let dialer: IntegraSimulator;
export const openDialer = (requireToken = false) => (dialer = new IntegraSimulator({ requireToken }));
beforeEach(() => {
  openDialer();
  window.dialer = (request) => dialer.handle(request);
  sessionStorage.clear(); // what the tab remembers of a call
  localStorage.clear(); // how many calls the agent placed in this minute
});

/** Embeds the real widget, of this origin, so that the test can look inside. */
export async function embedWidget(options: Partial<EmbedOptions> = {}, ownDestinations?: string) {
  const own = { hosts: origin, destinations: ownDestinations };
  const src = `${origin}/test/fixtures/widget.html?${encodeURIComponent(JSON.stringify(own))}`;
  const made = embed({ src, origin, agent: 'Agent1', phone: '1001', connectTimeout: 60_000, ...options });
  const inside = <K extends keyof HTMLElementTagNameMap>(tag: K) => made.frame.contentDocument!.querySelector(tag)!;
  await made.ready;
  return Object.assign(made, { inside, status: () => statusOf(made.frame) });
}

export const statusOf = ({ contentDocument }: HTMLIFrameElement) =>
  contentDocument?.querySelector('#status')?.textContent ?? '';

/** The next event of the handle. */
export const once = <K extends Parameters<Embed['on']>[0]>(embed: Embed, name: K) =>
  new Promise<any>((resolve) => {
    const off = embed.on(name, (event) => (off(), resolve(event)));
  });

export const until = (holds: () => unknown) => waitUntil(holds, `${holds}`);
