// What the tests of the recordings element share: a played uContact server with sound, and eyes and hands for the element.
import { html } from 'lit';
import { CtiRecordings } from '../../../src/elements/cti-recordings/cti-recordings.js';
import type { CtiClient, Transport } from '../../../src/index.js';
import {
  IntegraSimulator,
  type IntegraOptions,
  type IntegraRecording,
  type RecordingFile,
} from '../../../src/simulator/index.js';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { count, rest } from '../../page-work.js';
import { clientOf, define, mount, until } from '../elements.fixture.js';

export { until } from '../elements.fixture.js';

define('cti-recordings', CtiRecordings);

export const recording = (
  guid: string,
  row: object = {},
  file: RecordingFile | null = { host: 'telephony', dated: false, format: 'mp3' },
): IntegraRecording => ({
  row: {
    guid,
    calldate: '2016-01-18 10:20:30',
    agent: 'Agent1',
    campaign: 'Sale->',
    source: '099',
    destination: '091000000',
    ...row,
  },
  file,
});
export const many = (count: number) => Array.from({ length: count }, (_, at) => recording(`g${at}`));

/**
 * The sound that the played server has, as this page's own address: media elements do not ask the test. What is not
 * there is no sound, and fails at once. All is muted: aloud, Firefox plays nothing on a machine without a sound output.
 */
const { src } = Object.getOwnPropertyDescriptors(HTMLMediaElement.prototype);
let served: IntegraSimulator | undefined;
const blobs = new Map<string, string>();

function playFrom(server: IntegraSimulator): void {
  served = server;
  const take = (audio: HTMLMediaElement, url: string) => {
    audio.muted = true;
    src.set?.call(audio, url);
  };
  const load = async (audio: HTMLMediaElement, url: string) => {
    const file = served && (await served.handle(new Request(url)));
    const blob = file?.ok ? URL.createObjectURL(await file.blob()) : 'data:audio/mpeg;base64,AAAA';
    blobs.set(url, blob);
    take(audio, blob);
  };
  const setAttribute = Element.prototype.setAttribute;
  HTMLAudioElement.prototype.setAttribute = function (name: string, value: string) {
    if (name === 'src' && value.startsWith('https://')) take(this, blobs.get(value) ?? '');
    else setAttribute.call(this, name, value);
  };
  Object.defineProperty(HTMLAudioElement.prototype, 'src', {
    configurable: true,
    get: src.get!,
    set(this: HTMLAudioElement, url: string) {
      if (url.startsWith('https://')) void load(this, url);
      else take(this, url);
    },
  });
}

/** Other hosts give no file to a page, unless a test says so. */
const pageFetch = globalThis.fetch;
export const fetched: string[] = [];
export function readFrom(answer: (url: string, signal: AbortSignal) => Promise<Response> | Response): void {
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.includes('/records/')) return pageFetch(input, init);
    fetched.push(url);
    return answer(url, init?.signal ?? new AbortController().signal);
  };
}
export const refuses = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
/** As a host does that lets pages of all origins read. */
export const gives = (url: string) => served!.handle(new Request(url));

beforeEach(() => {
  fetched.length = 0;
  readFrom(refuses);
});

afterEach(() => {
  globalThis.fetch = pageFetch;
  Reflect.deleteProperty(HTMLAudioElement.prototype, 'src');
  Reflect.deleteProperty(HTMLAudioElement.prototype, 'setAttribute');
});

export interface Setup {
  options?: IntegraOptions;
  transport?: Transport;
  hosts?: boolean;
  pageSize?: number;
  dark?: boolean;
}

export async function setup({ options, transport, hosts = true, pageSize = 50, dark = false }: Setup = {}) {
  const server = new IntegraSimulator(options);
  playFrom(server);
  const header = server.signIn();
  const fetch = (url: string, init: RequestInit) => server.handle(new Request(url, init));
  const to: Transport =
    transport ??
    new IntegraTransport({
      baseUrl: 'https://ucontact.example',
      authorization: () => header,
      fetch,
      agent: 'Agent1',
      phone: '1001',
    });
  const send = to.send.bind(to);
  const client: CtiClient = clientOf(
    Object.assign(to, { send: (...given: Parameters<typeof send>) => count(send(...given)) }),
  );
  const [telephony, backup] = hosts ? ['telephony.example', 'backup.example'] : ['', ''];
  const element = await mount<CtiRecordings>(
    html`<cti-recordings telephony-host=${telephony} backup-host=${backup} page-size=${pageSize}></cti-recordings>`,
    { client, dark },
  );
  return { element, server, client };
}

const oneLine = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
export const find = <T extends HTMLElement = HTMLInputElement>(element: Element, selector: string) =>
  element.shadowRoot?.querySelector(selector) as T;
export const words = (element: Element, selector: string) => oneLine(find(element, selector)?.textContent);
export const rows = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[data-guid]') ?? [])].map(({ dataset }) => dataset['guid']);
export const rowOf = (guid: string) => `[data-guid="${guid}"]`;
/** What a button of icons says. */
export const label = (element: Element, selector: string) => find(element, selector)?.ariaLabel ?? '';
/** The questions for recordings: that for the campaigns is another matter. */
export const asked = (server: IntegraSimulator) => server.log.filter(({ path }) => path.includes('getrecords'));
export const audio = (element: Element) => find<HTMLAudioElement>(element, 'audio');
export const focused = (element: Element) => element.shadowRoot?.activeElement?.getAttribute('name') ?? 'nothing';
export const filterOf = (body = '') =>
  JSON.parse(new URLSearchParams(body).get('filter') ?? 'null') as Record<string, string>;

export async function fill(element: CtiRecordings, selector: string, value: string): Promise<void> {
  const field = find(element, selector);
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

/** Presses a button, of the row with that guid or of the element, and waits for the server's answers. */
export async function press(element: CtiRecordings, name: string, guid = ''): Promise<void> {
  find<HTMLButtonElement>(element, `${guid ? `${rowOf(guid)} ` : ''}button[name=${name}]`).click();
  await rest();
  if (name === 'search') await until(() => find(element, '[name=search]').ariaBusy === 'false', 'the search');
  await element.updateComplete;
}

/** Until the element had the occasion to see that its last row is in sight: it is told before this one, which asks later. */
export const sighted = (element: Element) =>
  new Promise<void>((resolve) => {
    const observer = new IntersectionObserver(() => (observer.disconnect(), resolve()));
    observer.observe(element);
  });

/** Scrolls down, as a person would, until something holds. */
export async function scrollUntil(holds: () => unknown, what: string): Promise<void> {
  const scroll = setInterval(() => window.scrollTo(0, document.body.scrollHeight), 20);
  await until(holds, what).finally(() => clearInterval(scroll));
}
