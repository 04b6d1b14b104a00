// What the portal simulator's tests share: frames with a form of plain porthole.js, and the portal around them.
import { PortalSimulator, type CtiShape, type PortalSimulatorOptions } from '../../../src/simulator/index.js';
import { until } from '../../until.js';

export { respoolObject as sample } from '../../samples.js';

export type Form = Window & { replies: any[]; heard: number; post(data: unknown): void; raw(message: unknown): void };

export const page = '/test/fixtures/simulator-form.html';
export const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
export let portal: PortalSimulator;
export let frames: HTMLIFrameElement[] = [];

/** A portal of the test's own making. */
export function openPortal(options: Partial<PortalSimulatorOptions> = {}): void {
  portal = new PortalSimulator({ frame: 'form', ...options });
}
export async function openFrame(name: string, src = page): Promise<Form> {
  const frame = document.createElement('iframe');
  frame.name = name;
  frame.src = src;
  frames.push(frame);
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as Form;
}
export async function open(options: Partial<PortalSimulatorOptions> = {}): Promise<Form> {
  openPortal(options);
  return openFrame('form');
}
/** All that the portal has posted to the form was heard there. */
export const settle = (form: Form) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    form.postMessage({ fixture: 'ping' }, '*', [port2]);
  });
/** The next message of the form was told to all who listen in this page. */
export const arrives = (form: Form) =>
  new Promise<void>((resolve) => {
    const listen = ({ source }: MessageEvent) => {
      if (source !== form) return;
      window.removeEventListener('message', listen);
      resolve();
    };
    window.addEventListener('message', listen);
  });
export const lastIn = () => portal.log.filter(({ direction }) => direction === 'in').at(-1);
/** Posts and waits until the portal has seen it; gives the log line. */
export async function post(form: Form, payload: unknown) {
  const seen = portal.log.length;
  form.post(payload);
  await until(() => portal.log.length > seen, 'the message');
  return portal.log[seen]!;
}

afterEach(() => {
  portal?.close();
  for (const frame of frames) frame.remove();
  frames = [];
});
