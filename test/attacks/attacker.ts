import { otherOrigin } from '../transports/portal/portal.fixture.js';

/** A page that attacks, in a frame beside the form's or in a window of its own. */
export interface Attacker {
  frame: HTMLIFrameElement;
  /** Posts messages to the frames beside it, to the page around it, or to the one that opened it and its frames; gives all that it has heard until then. */
  attack(orders?: {
    to?: 'others' | 'parent' | 'opener';
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
const popups: Window[] = [];
const setTimer = globalThis.setTimeout.bind(globalThis);

const attackBy =
  (page: Window): Attacker['attack'] =>
  (orders = {}) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data as unknown[]);
      page.postMessage({ attack: orders }, '*', [port2]);
    });

/** A window that this page opens. */
export async function openPopup(origin: string): Promise<Omit<Attacker, 'frame'>> {
  const popup = window.open(`${origin}/test/fixtures/attacker.html`, '', 'popup')!;
  popups.push(popup);
  const attack = attackBy(popup);
  // Nobody says when a window of another origin has loaded: it is asked until it answers.
  let isThere = false;
  while (!isThere) {
    const asked = attack({ to: 'parent' }).then(() => (isThere = true));
    await Promise.race([asked, new Promise((resolve) => void setTimer(resolve, 20))]);
  }
  return { attack };
}

export async function openAttacker(origin: string, name = 'attacker'): Promise<Attacker> {
  const frame = document.createElement('iframe');
  frame.name = name;
  if (origin === 'null') frame.setAttribute('sandbox', 'allow-scripts');
  frame.src = `${origin === 'null' ? location.origin : origin}/test/fixtures/attacker.html`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  frames.push(frame);
  await loaded;
  return { frame, attack: attackBy(frame.contentWindow!) };
}

/** Takes away the attackers of the last test. */
export function closeAttackers() {
  for (const frame of frames.splice(0)) frame.remove();
  for (const popup of popups.splice(0)) popup.close();
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
