// An agent's page beside xCALLY Motion's phone bar, which listens on the agent's own computer.
import type { PhoneBarCall } from '../src/simulator/index.js';
import { callLine } from './embed-crm.js';
import { httpFaults, lookAt, watchDialer } from './dialer-panel.js';

const { CtiClient, MotionBarTransport } = window.Portside;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];

// Of a real bar this is http://127.0.0.1:9888, the default; the simulated one has a port of its own here.
const bar = new MotionBarTransport({ baseUrl: (await lookAt('bar')).address });
const client = new CtiClient({ transports: [bar], memory: 'Agent1@motion-bar' });
session.client = client;

const line = document.querySelector('#call') as HTMLElement;
client.addEventListener('change', () => (line.textContent = client.current ? callLine(client.current) : 'No call'));

watchDialer(
  'bar',
  'the bar',
  () => client,
  ({ calls = [], done = [] }) => ({ 'Calls on the bar': calls, 'What it was asked for': done }),
  [
    ['corsNone', true, 'Lets no page read its answers'],
    ['noStatus', true, 'Names no state of its calls'],
    ['deaf', true, 'Does nothing, and says yes'],
    ...httpFaults.filter(([name]) => !/40[13]|502/.test(name)),
  ],
  ({ calls = [] }) => {
    const on = (calls as PhoneBarCall[]).filter(({ status }) => !/TERMINATED|RELEASED/.test(status));
    const idOf = (...states: string[]) => on.findLast(({ status }) => states.includes(status))?.sessionId;
    return [
      ['The called number rings', 'alert', idOf('CONNECTING')],
      ['The other end answers', 'connect', idOf('ALERTING')],
      ['Hold at the bar', 'hold', idOf('ACTIVE')],
      ['Go on', 'connect', idOf('HOLDING')],
      ['End the call', 'end', on.at(-1)?.sessionId],
      ['A customer calls', 'ring', ''],
    ];
  },
);
