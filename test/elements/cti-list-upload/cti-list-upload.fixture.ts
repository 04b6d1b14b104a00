// What the tests of the list upload share: dialers that it can send to, lists, and hands and eyes for the element.
import { html, type TemplateResult } from 'lit';
import { CtiListUpload } from '../../../src/elements/cti-list-upload/cti-list-upload.js';
import { CtiClient } from '../../../src/index.js';
import { IntegraSimulator, MotionSimulator, SinchSimulator, VoicenterSimulator } from '../../../src/simulator/index.js';
import type { Transport } from '../../../src/core/transport.js';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { basic, MotionTransport } from '../../../src/transports/motion/motion-transport.js';
import { SinchTransport } from '../../../src/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../../src/transports/voicenter/voicenter-transport.js';
import { number } from '../../uploads/uploads.fixture.js';
import { countReading, rest } from '../../page-work.js';
import { define, mount, type Page } from '../elements.fixture.js';

export { until } from '../elements.fixture.js';

define('cti-list-upload', CtiListUpload);
countReading();

const host = 'https://dialer.example';
type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What adds contacts, or takes them back; other requests ask for the campaigns. */
const isOfUpload = ({ url, method }: Request) =>
  /uploadbase|AddCallsBulk|api\/cm\/lists/.test(url) || (/customers/.test(url) && method !== 'GET');

/** A dialer that is played, and a gate before it: requests wait there while it is shut. */
function play<S extends { handle(request: Request): Promise<Response> }>(
  server: S,
  make: (fetch: Fetch) => Transport,
  memory = '',
) {
  const requests: Request[] = [];
  const waiting: (() => void)[] = [];
  const gate = {
    isShut: false,
    open: () => waiting.splice(0).forEach((go) => go()),
    letOne: () => waiting.shift()?.(),
  };
  const fetch: Fetch = async (url, init) => {
    const request = new Request(url, init);
    if (!isOfUpload(request)) return server.handle(request);
    requests.push(request.clone());
    if (gate.isShut)
      await new Promise<void>((resolve, reject) => {
        waiting.push(resolve);
        init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    return server.handle(request);
  };
  return { server, requests, gate, client: new CtiClient({ transports: [make(fetch)], memory }) };
}

export const integra = (memory?: string) => {
  const server = new IntegraSimulator({ requireToken: false });
  const make = (fetch: Fetch) => new IntegraTransport({ baseUrl: host, agent: 'Agent1', phone: '1001', fetch });
  return play(server, make, memory);
};
export const sinch = (memory?: string) =>
  play(new SinchSimulator(), (fetch) => new SinchTransport({ baseUrl: `${host}/RI/obi`, fetch }), memory);
export const voicenter = (memory?: string) =>
  play(
    new VoicenterSimulator(),
    (fetch) => new VoicenterTransport({ baseUrl: `${host}/ForwardDialer/Dialer/`, fetch }),
    memory,
  );
export const motion = () =>
  play(
    new MotionSimulator(),
    (fetch) =>
      new MotionTransport({ baseUrl: host, lists: { Spring: 32 }, authorization: basic('admin', 'password'), fetch }),
  );

export const csvOf = (lines: readonly string[], name = 'may.csv', delimiter = ',') =>
  new File([lines.map((line) => line.replaceAll(',', delimiter)).join('\r\n')], name, { lastModified: 1 });

/** A header, so many rows, and more lines. */
export const list = (count: number, ...more: string[]) =>
  csvOf(['phone,name,phone 2', ...Array.from({ length: count }, (_, at) => `${number(at)},Ann ${at},`), ...more]);

export const mountUpload = (page: Page, template: TemplateResult = html`<cti-list-upload></cti-list-upload>`) =>
  mount<CtiListUpload>(template, page);

export const find = <T extends HTMLElement = HTMLElement>(element: CtiListUpload, selector: string): T => {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
};
export const has = (element: CtiListUpload, selector: string) => !!element.shadowRoot?.querySelector(selector);
export const words = (element: CtiListUpload, selector: string) =>
  find(element, selector).textContent.replace(/\s+/g, ' ').trim();
export const said = (element: CtiListUpload) => words(element, 'p[role=status]');
export const texts = (element: CtiListUpload, selector: string) =>
  [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );
export const button = (element: CtiListUpload, name: string) =>
  find<HTMLButtonElement>(element, `button[name=${name}]`);
export const isOff = (element: CtiListUpload, name: string) => button(element, name).ariaDisabled === 'true';

export async function open(element: CtiListUpload, file: File): Promise<void> {
  await element.open(file);
  await element.updateComplete;
  await element.updateComplete;
}

export async function press(element: CtiListUpload, name: string): Promise<void> {
  button(element, name).click();
  await element.updateComplete;
}

/** Changes a field as a person does, and waits until the list is read by it. */
export async function set(element: CtiListUpload, selector: string, value: string): Promise<void> {
  const field = find<HTMLInputElement>(element, selector);
  field.value = value;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  await rest();
  await element.updateComplete;
}

export async function checked(element: CtiListUpload): Promise<void> {
  await element.check();
  await element.updateComplete;
}
