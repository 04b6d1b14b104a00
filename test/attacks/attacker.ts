import { otherOrigin } from '../transports/portal/portal.fixture.js';

/** A page that attacks, in a frame beside the form's. */
export interface Attacker {
  frame: HTMLIFrameElement;
  /** Posts messages to the frames beside it, or to the page around it; gives all that it has heard until then. */
  attack(orders?: {
    to?: 'others' | 'parent';
    messages?: unknown[];
    times?: number;
    size?: number;
  }): Promise<unknown[]>;
}

/** Who may stand beside the form: a page of the portal's origin, of the form's, of none. */
export const strangers = {
  'of the portal’s origin': location.origin,
  'of the form’s origin': otherOrigin,
  'without an origin': 'null',
} as const;

const frames: HTMLIFrameElement[] = [];

export async function openAttacker(origin: string, name = 'attacker'): Promise<Attacker> {
  const frame = document.createElement('iframe');
  frame.name = name;
  if (origin === 'null') frame.setAttribute('sandbox', 'allow-scripts');
  frame.src = `${origin === 'null' ? location.origin : origin}/test/fixtures/attacker.html`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  frames.push(frame);
  await loaded;
  return {
    frame,
    attack: (orders = {}) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data as unknown[]);
        frame.contentWindow!.postMessage({ attack: orders }, '*', [port2]);
      }),
  };
}

/** Takes away the attackers of the last test. */
export function closeAttackers() {
  for (const frame of frames.splice(0)) frame.remove();
}

/** A payload as a portal posts it. */
export const envelope = (data: unknown) =>
  JSON.stringify({
    data,
    sourceOrigin: location.origin,
    targetOrigin: '*',
    sourceWindowName: '',
    targetWindowName: 'form',
  });
