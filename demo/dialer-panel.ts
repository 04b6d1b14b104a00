import type { CtiClient, LogLine } from '../src/index.js';
import { drawPanel, type Crossing, type FaultSwitch } from './panel.js';

/** The faults that every simulated dialer knows. */
export const httpFaults: FaultSwitch[] = [
  ['status401', true, 'Sign-in is over (401)'],
  ['status403', true, 'Sign-in may not do this (403)'],
  ['status500', true, 'Fails (500)'],
  ['status502', true, 'Its proxy answers a page (502)'],
  ['html', true, 'Answers a web page'],
  ['empty', true, 'Answers nothing'],
  ['delay', 3000, 'Slow: 3 s'],
  ['dropped', true, 'Does it, then the connection breaks'],
  ['droppedBefore', true, 'The connection breaks before anything is done'],
];

export type State = Record<string, readonly object[]>;

interface OtherEnd {
  state: State;
  faults: Record<string, unknown>;
  /** Requests that it refused, or in which it overlooked something; whoever sent them. */
  remarks: readonly object[];
  /** Address of the real server that the pages speak to; empty for the simulated one. */
  real: string;
  /** Where it listens, when that is an address of its own. */
  address: string;
}

const json = { 'Content-Type': 'application/json' };

/** How the demo's back end is asked. */
export const control = (what: string, body?: object): Promise<unknown> =>
  fetch(`/control/${what}`, body && { method: 'POST', headers: json, body: JSON.stringify(body) }).then((answer) =>
    answer.json(),
  );

export const lookAt = (dialer: string) => control(dialer) as Promise<OtherEnd>;

/** What the client's own log says of the wire. */
function wireOf(client: CtiClient | undefined): Crossing[] {
  if (!client) return [];
  const lines = (JSON.parse(client.exportLog()) as LogLine[]).filter(
    ({ what }) => what === 'sent' || what === 'received',
  );
  return lines.map(({ at, what, detail }) => ({
    at,
    direction: what === 'sent' ? 'in' : 'out',
    bytes: JSON.stringify(detail),
  }));
}

/** What people do at a simulated telephone: what a button says, the name at the back end, and the call; none where it does not fit. */
export type PersonPress = [label: string, act: string, call: string | undefined];

/**
 * Draws, again and again, what the dialer at the other end holds, what crossed the wire, and the switches that break it;
 * with `presses` also what people do at its telephones.
 */
export function watchDialer(
  dialer: string,
  name: string,
  client: () => CtiClient | undefined,
  read: (state: State) => State,
  faults: FaultSwitch[],
  presses: (state: State) => readonly PersonPress[] = () => [],
): void {
  const { title } = document;
  const heard = () => {
    const speaker = client();
    if (speaker) speaker.log.isPlain = true; // from the first message on: the numbers here are made up
    return speaker;
  };
  const draw = async () => {
    heard();
    const now = await lookAt(dialer);
    const { real } = now;
    document.title = real ? `${title} on ${real}` : title;
    drawPanel(document.querySelector('#panel') as HTMLElement, {
      presses: real
        ? []
        : presses(now.state).map(([label, act, call]) => [
            label,
            call === undefined ? undefined : () => void control(`${dialer}/${act}`, { call }).then(draw),
          ]),
      state: real ? {} : { ...read(now.state), 'Not as documented': now.remarks },
      wire: wireOf(heard()),
      faults: real ? [] : [[`Break ${name}`, now.faults, faults, (set) => void control(dialer, set).then(draw)]],
      clear: () => {
        client()?.log.clear();
        void control('clear', {}).then(draw);
      },
    });
  };
  setInterval(() => document.hidden || void draw(), 1500);
  void draw();
}
