// What the tests of the callbacks' element share: an agent's page with a simulated dialer, and eyes and hands for it.
import { html } from 'lit';
import { CtiClient, Outbox, type OutboxOptions, type Transport } from '../../../src/index.js';
import { CtiCallbacks } from '../../../src/elements/cti-callbacks/cti-callbacks.js';
import { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { IntegraSimulator, VoicenterSimulator } from '../../../src/simulator/index.js';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { VoicenterTransport } from '../../../src/transports/voicenter/voicenter-transport.js';
import { wallClockAt } from '../../../src/codecs/wall-clock.js';
import { count, countPageWork, rest } from '../../page-work.js';
import { define, mount, until } from '../elements.fixture.js';

define('cti-schedule-picker', CtiSchedulePicker);
define('cti-callbacks', CtiCallbacks);
countPageWork();

type Played = { handle: (request: Request) => Promise<Response> };
const line =
  ({ handle }: Played) =>
  (url: string, init: RequestInit) =>
    handle(new Request(url, init));
const baseUrl = 'https://dialer.example';
export const zone = 'America/Montevideo';

export function integra(simulator = new IntegraSimulator()) {
  const header = simulator.signIn();
  return {
    simulator,
    campaign: 'Sale->',
    transport: new IntegraTransport({
      baseUrl,
      agent: 'Agent1',
      phone: '1001',
      authorization: () => header,
      fetch: line(simulator),
    }),
  };
}

export function voicenter(simulator = new VoicenterSimulator()) {
  return {
    simulator,
    campaign: 'campaign0001',
    transport: new VoicenterTransport({
      baseUrl: `${baseUrl}/ForwardDialer/Dialer`,
      timeZone: zone,
      fetch: line(simulator),
    }),
  };
}

const clients: CtiClient[] = [];
let agents = 0;
export const someAgent = () => `Agent${Date.now()}-${agents++}`;

/** A client of an agent. Made twice with the same agent it is a reload, or another tab. */
export function clientOf(transport: Transport, options: OutboxOptions = {}): CtiClient {
  const send = transport.send.bind(transport);
  const counted = Object.assign(transport, { send: (...given: Parameters<typeof send>) => count(send(...given)) });
  const client = new CtiClient({
    transports: [counted],
    outbox: new Outbox({ agent: someAgent(), server: 'dialer', dialerTimeZone: () => zone, ...options }),
  });
  clients.push(client);
  return client;
}

/** Deletes what the last test kept. */
export async function closePages(): Promise<void> {
  for (const client of clients.splice(0)) {
    await client.forget();
    client.close();
  }
}

/** The agent's page: a picker that schedules for Ana, and the list. */
export async function open(client: CtiClient, { campaign = 'Sale->', dark = false, disabled = false } = {}) {
  const page = await mount<HTMLElement>(
    html`<div>
      <cti-schedule-picker id="picker"></cti-schedule-picker><cti-callbacks ?disabled=${disabled}></cti-callbacks>
    </div>`,
    { client, campaign, dark, customerTimeZone: 'America/New_York', dialerTimeZone: zone },
  );
  const picker = page.querySelector<CtiSchedulePicker>('#picker')!;
  const element = page.querySelector('cti-callbacks')!;
  await until(() => !words(element).includes('Reading'), 'it has read');
  picker.entry = { campaign, destination: '091000000', data: [['account', '7781']] };
  /** Schedules for a time of the dialer's clock. */
  const schedule = async (at: string, destination = '091000000'): Promise<string | undefined> => {
    picker.entry = { campaign, destination, data: [['account', '7781']] };
    picker.value = at;
    await picker.updateComplete;
    const reply = await picker.schedule();
    await settled(element);
    return reply?.status;
  };
  return { page, picker, element, schedule, leave: () => page.remove() };
}

/** The dialer's clock, some hours from now, on the hour's minute. */
export const ahead = (hours: number): string => `${wallClockAt(Date.now() + hours * 3_600_000, zone).slice(0, 16)}:00`;

/** Nothing is on its way, and what is kept was written down. */
export async function settled(element: CtiCallbacks): Promise<void> {
  await rest();
  await until(() => !element.renderRoot.querySelector('[data-state=pending]'), 'nothing is on its way');
  await rest();
  await element.updateComplete;
}

const oneLine = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
const shown = (element: CtiCallbacks, selector: string) =>
  [...element.renderRoot.querySelectorAll<HTMLElement>(selector)].filter((each) => each.checkVisibility());

export const words = (element: CtiCallbacks, selector = 'fieldset, :host > p') =>
  shown(element, selector)
    .map(({ textContent }) => oneLine(textContent))
    .join(' | ');
export const rows = (element: CtiCallbacks) => shown(element, 'li');
export const headings = (element: CtiCallbacks) => shown(element, 'h3').map(({ textContent }) => oneLine(textContent));
export const alertText = (element: CtiCallbacks) => words(element, '[role=alert]');
export const find = <T extends HTMLElement = HTMLButtonElement>(element: CtiCallbacks, selector: string) =>
  element.renderRoot.querySelector(selector) as T;
export const rowPicker = (element: CtiCallbacks) => find<CtiSchedulePicker>(element, 'li cti-schedule-picker');
/** The name of the button that has the focus, else the tag. */
export const focus = (element: CtiCallbacks) =>
  element.shadowRoot?.activeElement?.getAttribute('name') ?? element.shadowRoot?.activeElement?.localName;

/** Presses a button of the first row, and waits until what follows is drawn. */
export async function press(element: CtiCallbacks, name: string): Promise<void> {
  find(element, `[name=${name}]`).click();
  await settled(element);
}

/** Moves the first row's callback to a time of the dialer's clock. */
export async function moveTo(element: CtiCallbacks, at: string): Promise<void> {
  if (!rowPicker(element)) await press(element, 'move');
  rowPicker(element).value = at;
  await rowPicker(element).updateComplete;
  await press(element, 'again');
}
