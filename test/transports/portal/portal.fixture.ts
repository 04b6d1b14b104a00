import type { Reply } from '../../../src/index.js';
import type { PortalOptions } from '../../../src/transports/portal/portal-transport.js';
import { until } from '../../until.js';

/** This page's server under its other name: another origin, and another site. */
export const otherOrigin = location.origin.replace('127.0.0.1', 'localhost');

/** What the form posted: the exact text, and the target it named in the envelope. */
export interface Posted {
  bytes: string;
  envelope: {
    data: Record<string, unknown>;
    sourceOrigin: string;
    targetOrigin: string;
    sourceWindowName: string;
    targetWindowName: string;
  };
}

const frames: HTMLIFrameElement[] = [];

/** Puts a frame with the page at this address into the document. */
export type Place = (frame: HTMLIFrameElement, url: string) => void;
const inBody: Place = (frame, url) => {
  frame.src = url;
  document.body.append(frame);
};

/** The form's window: the frame's, or the one inside it. */
const innermost = ({ contentWindow }: HTMLIFrameElement) => (contentWindow?.length ? contentWindow[0]! : contentWindow);

/** Takes away the frames of the last test. */
export function closeForms() {
  for (const frame of frames.splice(0))
    (frame.getRootNode() instanceof ShadowRoot ? (frame.getRootNode() as ShadowRoot).host : frame).remove();
}

/** How long a form waits for an answer, by its own clock. */
export const timeout = 15_000;

/**
 * Frames a form that holds a portal transport, on another origin unless told; this page plays its portal by hand. The
 * form's clock stands still until `pass` moves it.
 */
export async function openForm(
  options: PortalOptions = { origin: location.origin },
  { origin = otherOrigin, name = 'form', place = inBody } = {},
) {
  const frame = document.createElement('iframe');
  frame.name = name;
  const url = `${origin}/test/fixtures/form.html?${encodeURIComponent(JSON.stringify({ timeout, ...options }))}`;
  const posted: Posted[] = [];
  const pings: (() => void)[] = [];
  // Its page speaks before its load event has come: a test that waits for the next page's would take this one for it.
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const port = await new Promise<MessagePort>((resolve) => {
    window.addEventListener('message', (event) => {
      const { source, data, ports } = event;
      if (source !== frame.contentWindow && source !== innermost(frame)) return;
      if (data.fixture === 'ready') resolve(ports[0]!);
      else if (data.fixture === 'pong') {
        event.stopImmediatePropagation(); // a portal in this page, opened after the form, does not see it
        pings[data.ping]!();
      } else posted.push({ bytes: data, envelope: typeof data === 'string' ? JSON.parse(data) : data });
    });
    place(frame, url);
    frames.push(frame);
  });
  await loaded;

  let ids = 0;
  const pending = new Map<number, { resolve: (value: any) => void; reject: (error: unknown) => void }>();
  port.onmessage = ({ data: { id, value, error } }) => {
    const { resolve, reject } = pending.get(id)!;
    if (error) reject(error);
    else resolve(value);
  };
  const ask = (act: string, argument?: unknown): Promise<any> =>
    new Promise((resolve, reject) => {
      pending.set(++ids, { resolve, reject });
      port.postMessage({ id: ids, act, argument });
    });
  const child = innermost(frame)!;
  /** Posts any value into the form, as the framing window. */
  const post = (value: unknown) => child.postMessage(value, '*');

  /** All that was asked and posted is done in the form, and all that it posted until then has come. */
  const settle = async () => {
    await ask('look');
    await new Promise<void>((resolve) => post({ fixture: 'ping', ping: pings.push(resolve) - 1 }));
  };

  return {
    frame,
    child,
    posted,
    /** Waits until so many messages have come from the form. */
    async posts(count: number) {
      await until(() => posted.length >= count, `the form has posted ${count} messages`);
      if (posted.length > count) throw new Error(`${posted.length} messages instead of ${count}`);
    },
    settle,
    /** Waits until so many messages have reached the transport, from whomever. */
    hears: (count: number) => until(async () => (await ask('look')).heard >= count, `the form has heard ${count}`),
    /** Lets so much time pass in the form, once it has done what was asked and posted before. */
    async pass(milliseconds: number): Promise<void> {
      await settle();
      await ask('pass', milliseconds);
    },
    post,
    /** Answers as a portal does. */
    answer: (data: unknown, sourceWindowName = '') =>
      post(
        JSON.stringify({
          data,
          sourceOrigin: location.origin,
          targetOrigin: '*',
          sourceWindowName,
          targetWindowName: name,
        }),
      ),
    send: (command: unknown): Promise<Reply & { guid?: string; cti?: any }> => ask('send', command),
    ask,
  };
}
