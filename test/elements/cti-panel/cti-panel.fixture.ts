// What the panel's tests share: a page with a session and the panel in it, a dialer whose answers the test decides, and a clock.
import { html, type TemplateResult } from 'lit';
import { CtiClient } from '../../../src/core/client.js';
import type { Command, CommandType, Cti, Reply } from '../../../src/core/commands.js';
import '../../../src/define.js';
import type { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import type { Disposition } from '../../../src/elements/cti-disposition-form/disposition-tree.js';
import { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import type { CtiSession } from '../../../src/elements/cti-session/cti-session.js';
import { Outbox } from '../../../src/outbox/outbox.js';
import { entry } from '../../samples.js';
import { releaseClock, setDate } from '../../clock.js';
import { define, fakeTransport, mount } from '../elements.fixture.js';

define('cti-panel', CtiPanel);

/** Stops the clock at a moment that many seconds after the first one. */
export const setClock = (seconds: number) => setDate(1_800_000_000_000 + seconds * 1000);

export const tree: Disposition[] = [{ label: 'Sale' }, { label: 'Callback', action: 'schedule' }];

/** All that an agent does, but for asking a portal. */
export const agents: CommandType[] = ['call', 'hangup', 'dispose', 'schedule', 'respool', 'tag'];

let calls = 0;
/** Says yes to all; each call gets a guid of its own. */
export function agree(command: Command): Reply {
  const status = { status: 'confirmed', transport: 'fake' } as const;
  return command.type === 'call' ? { ...status, guid: `call-${(calls += 1)}` } : (status as Reply);
}

export interface Setup {
  can?: CommandType[];
  /** Commands that cannot be reached now. */
  away?: CommandType[];
  answer?: (command: Command) => Reply | Promise<Reply>;
  panel?: TemplateResult;
  agent?: string;
  dark?: boolean;
  /** `kept` is in the browser, as a page's is: only there a result can be taken back. */
  outbox?: boolean | 'kept';
  /** What the dialer's transport is called. */
  transportName?: string;
}

const plain = html`<cti-panel .dispositions=${tree} .entry=${entry}></cti-panel>`;

const server = 'https://integra.example';
/** Those whose outbox is in the browser. */
const kept: CtiClient[] = [];

afterEach(async () => {
  releaseClock();
  for (const client of kept.splice(0)) {
    await client.forget();
    client.close();
  }
});

export async function setup({
  can = agents,
  away = [],
  answer = agree,
  panel = plain,
  agent = 'Ana',
  dark = false,
  outbox = true,
  transportName = 'fake',
}: Setup = {}) {
  const transport = { ...fakeTransport({ can, send: answer }), name: transportName };
  const { supports } = transport;
  transport.supports = (type) =>
    away.includes(type) ? { ok: false, code: 'UNREACHABLE', reason: 'The portal is not there.' } : supports(type);
  const client = new CtiClient({
    transports: [transport],
    memory: `${agent}@x`,
    ...(outbox && { outbox: new Outbox(outbox === 'kept' ? { agent, server } : { agent: '', server: '' }) }),
  });
  if (outbox === 'kept') kept.push(client);
  const session = await mount<CtiSession>(
    html`<cti-session
      .client=${client}
      agent=${agent}
      campaign="Sale->"
      customer-time-zone="America/Montevideo"
      dialer-time-zone="America/Montevideo"
      >${panel}</cti-session
    >`,
    { dark },
  );
  const element = session.querySelector('cti-panel') as CtiPanel;
  await settled(element);
  return {
    element,
    session,
    client,
    transport,
    sent: transport.sent.filter(Boolean),
    of: (type: CommandType) => transport.sent.filter((each) => each.type === type),
  };
}

/** The tests' own: some hold the page's. */
const setTimer = globalThis.setTimeout.bind(globalThis);

/** Until the panel, and what its elements did meanwhile, is drawn. */
export async function settled(element: CtiPanel): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimer(resolve));
    await element.updateComplete;
  }
}

export const find = <T extends HTMLElement = HTMLElement>(element: CtiPanel, selector: string) =>
  element.renderRoot.querySelector<T>(selector) as T;
export const field = (element: CtiPanel) => find<HTMLInputElement>(element, '#number');
export const text = (element: CtiPanel, selector: string) =>
  find(element, selector).textContent?.replace(/\s+/g, ' ').trim() ?? '';
/** Where the call is, as the head says it; `Ready` without a call there. */
export const stateOf = (element: CtiPanel) => (find(element, '.who').hidden ? 'Ready' : text(element, '.pill .sign'));
/** The number of the call, which stands in the place of the name where there is none. */
export const numberOf = (element: CtiPanel) => text(element, '[part=number]') || text(element, '#head');
/** The native button inside one of the elements. */
export const inner = (element: CtiPanel, tag: string) =>
  find(element, tag).shadowRoot?.querySelector('button') as HTMLButtonElement;
export const isShown = (element: CtiPanel, selector: string) =>
  (find(element, selector) as HTMLElement | null)?.checkVisibility() ?? false;
/** What has the focus in the panel: an id, or the name of an element. */
export const focused = (element: CtiPanel) =>
  element.shadowRoot?.activeElement?.id || element.shadowRoot?.activeElement?.localName;

/** What has the focus in whatever shadow tree: its id, its name, its part, or its tag. */
export function deepFocus(): string | undefined {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const { id = '', localName } = focused ?? {};
  return id || focused?.getAttribute('name') || focused?.getAttribute('part') || localName;
}

export async function type(element: CtiPanel, number: string): Promise<void> {
  field(element).value = number;
  field(element).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

export const form = (element: CtiPanel) => find<CtiDispositionForm>(element, 'cti-disposition-form');

/** Chooses a result by its words. */
export async function choose(element: CtiPanel, result: string): Promise<void> {
  const search = form(element).shadowRoot?.querySelector('#level1') as HTMLInputElement;
  search.value = result;
  search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await settled(element);
}

export async function clickIn(element: CtiPanel, selector: string): Promise<void> {
  find(element, selector).click();
  await settled(element);
}

/** Dials a number, and is on that call. */
export async function onCall(options: Setup = {}) {
  const page = await setup(options);
  await page.element.dial('091000000');
  await settled(page.element);
  return page;
}

/** A portal that names this call. */
export const portalSays =
  (cti: Cti | null) =>
  (command: Command): Reply =>
    command.type === 'cti' ? { status: 'confirmed', transport: 'fake', cti } : agree(command);

/** A key as the browser tells it; false when somebody has prevented its default. */
export function key(target: EventTarget, keys: string, more: KeyboardEventInit = {}): boolean {
  const words = keys.split('+');
  const last = words.pop() ?? '';
  const has = (word: string) => words.includes(word);
  const init = {
    key: last,
    code: `Key${last}`,
    altKey: has('Alt'),
    shiftKey: has('Shift'),
    ctrlKey: has('Ctrl'),
    metaKey: has('Meta'),
  };
  return target.dispatchEvent(
    new KeyboardEvent('keydown', { ...init, bubbles: true, composed: true, cancelable: true, ...more }),
  );
}

/** Takes the focus from whatever has it, in any shadow tree. */
export function leave(): void {
  let focused = document.activeElement as HTMLElement | null;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement as HTMLElement;
  focused?.blur();
}
