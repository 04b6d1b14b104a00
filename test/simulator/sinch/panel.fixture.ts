// A page around Sinch's panel, which writes what the vendor's published client is seen to write.
import type { SinchPanelOptions, SinchPanelSimulator } from '../../../src/simulator/index.js';
import { until } from '../../until.js';

export interface Told {
  id?: string;
  type: string;
  payload: any;
}
export let panel: SinchPanelSimulator;
/** What the panel said, in order. */
export let told: Told[] = [];
let frame: HTMLIFrameElement | undefined;
let asked = 0;

const hear = ({ source, data }: MessageEvent<Told>) => {
  if (source === frame?.contentWindow) told.push(data);
};

/** Frames the panel; the user is signed in and the page has begun, unless `isClosed`. */
export async function openPanel(
  options: Omit<SinchPanelOptions, 'origin'> & { isClosed?: boolean } = {},
): Promise<Window> {
  const { isClosed, ...more } = options;
  frame = document.createElement('iframe');
  const query = new URLSearchParams({ host: location.origin, options: JSON.stringify(more) });
  frame.src = `/test/fixtures/sinch-panel.html?${query}`;
  const loaded = new Promise((resolve) => frame!.addEventListener('load', resolve, { once: true }));
  window.addEventListener('message', hear);
  document.body.append(frame);
  await loaded;
  const own = frame.contentWindow as Window & { panel: SinchPanelSimulator };
  panel = own.panel;
  if (isClosed) return own;
  panel.login();
  say({ id: 'initRequest', type: 'init', payload: false });
  await until(() => told.length, 'the panel begins');
  told = [];
  return own;
}

export const say = (message: unknown) => frame!.contentWindow!.postMessage(message, location.origin);

/** All that the panel has posted until now was heard. */
export async function settle(): Promise<void> {
  panel.post('settled');
  await until(() => (told as unknown[]).includes('settled'), 'all is heard');
  told = told.filter((each) => (each as unknown) !== 'settled');
}

/** Sends an action, marked as the vendor's client marks its own. Gives the payload of the response. */
export async function ask(payload: object, cpcFn = 'test'): Promise<any> {
  const id = `${cpcFn}-action-${asked++}`;
  say({ id, type: 'action', payload: { cpcFn, ...payload } });
  const answer = () => told.find((each) => each.id === id && each.type === 'response');
  await until(answer, `the answer to ${id}`);
  await settle();
  const { payload: given } = answer()!;
  return given;
}

/** Sends an action, and waits until the panel has heard it. Gives the line of its log. */
export async function tell(message: unknown) {
  const at = panel.log.length;
  say(message);
  await until(() => panel.log.length > at, 'the panel hears it');
  return panel.log[at]!;
}

/** The events since the last time, as `attribute=value`. */
export async function events(): Promise<string[]> {
  await settle();
  const all = told.filter(({ type }) => type === 'state' || type === 'status');
  told = told.filter((each) => !all.includes(each));
  return all.map(({ payload: { attribute, value } }) => `${attribute}=${value?.id ?? value}`);
}

afterEach(() => {
  panel?.close();
  frame?.remove();
  frame = undefined;
  told = [];
  window.removeEventListener('message', hear);
});
