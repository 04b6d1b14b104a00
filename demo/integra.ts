import type { FaultSwitch } from './panel.js';

/** The faults of the simulated Integra, and how the demo's back end is asked. */
export const integraFaults: FaultSwitch[] = [
  ['answer0', true, 'Says no (0)'],
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

interface Integra {
  state: Record<string, object[]>;
  faults: Record<string, unknown>;
  /** Address of the real server that the pages speak to; empty for the simulated one. */
  real: string;
}

export const control = (what: string, body?: object): Promise<unknown> =>
  fetch(`/control/${what}`, body && { method: 'POST', body: JSON.stringify(body) }).then((answer) => answer.json());

export const lookAtIntegra = () => control('integra') as Promise<Integra>;

/** What of its state is worth a look. */
export const integraState = ({ calls = [], spool = [], schedules = [], dispositions = [], effects = [], tags = [] }: Integra['state']) => ({
  'Calls that Integra knows': calls,
  'Spool, over REST': spool,
  'Callbacks, over REST': schedules,
  Results: dispositions,
  'What results did': effects,
  'Tags, over REST': tags,
});
