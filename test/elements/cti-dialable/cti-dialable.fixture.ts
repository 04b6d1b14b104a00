// What the tests of <cti-dialable> share: a page's content, and waiting for its numbers.
import { html } from 'lit';
import { CtiClient } from '../../../src/core/client.js';
import type { Command, Reply } from '../../../src/core/commands.js';
import type { Destinations } from '../../../src/core/destinations.js';
import { CtiDialable } from '../../../src/elements/cti-dialable/cti-dialable.js';
import { define, fakeTransport, mount, until, type Page } from '../elements.fixture.js';

export { until } from '../elements.fixture.js';

define('cti-dialable', CtiDialable);

let calls = 0;
/** Each call has a guid of its own. */
export const placed = (): Reply => ({ status: 'confirmed', transport: 'fake', guid: `call-${++calls}` });

export interface Setup extends Page {
  content: string;
  answer?: (command: Command) => Reply | Promise<Reply>;
  can?: Command['type'][];
  country?: string;
  destinations?: Destinations;
  /** Set before the content is searched. */
  settings?: Partial<CtiDialable>;
}

export async function setup({
  content,
  answer = placed,
  can,
  country = 'UY',
  destinations,
  settings = {},
  ...page
}: Setup) {
  const transport = fakeTransport({ send: answer, ...(can && { can }) });
  const client = new CtiClient({ transports: [transport], ...(destinations && { destinations }) });
  const element = await mount<CtiDialable>(html`<cti-dialable></cti-dialable>`, {
    client,
    campaign: 'Sale->',
    ...page,
  });
  Object.assign(element, { country, ...settings });
  const area = document.createElement('div');
  area.style.color = 'CanvasText';
  area.innerHTML = content;
  element.append(area);
  await element.updateComplete;
  return { element, client, area, sent: transport.sent };
}

export const buttons = (element: Element) => [...element.querySelectorAll<HTMLElement>('cti-number')];
export const numbers = (element: Element) => buttons(element).map(({ textContent }) => textContent);

/** Waits until just these numbers are buttons. A marker after them says that all before it was looked at. */
export async function settled(element: Element): Promise<string[]> {
  const marker = document.createElement('p');
  marker.textContent = '+598 98 000 001';
  element.append(marker);
  await until(() => marker.querySelector('cti-number'));
  marker.remove();
  return numbers(element) as string[];
}

export const box = (element: CtiDialable, id: 'tip' | 'result') =>
  element.shadowRoot?.getElementById(id) as HTMLElement;
export const said = (element: CtiDialable) => element.shadowRoot?.querySelector('[role=status]')?.textContent ?? '';
