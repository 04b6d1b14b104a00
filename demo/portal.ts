// Plays the portal: an agent's phone, and in an iframe of another origin the form of the call.
import { PortalSimulator } from '../src/simulator/index.js';
import { integraFaults, integraState } from './integra.js';
import { control, lookAt } from './dialer-panel.js';
import { drawPanel, type FaultSwitch } from './panel.js';

const element = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
const frame = element<HTMLIFrameElement>('iframe');
const formOrigin = location.origin.replace('localhost', '127.0.0.1');
const search = new URLSearchParams(location.search);
const page = search.get('form') ?? 'form.html';
const portal = new PortalSimulator({ frame: frame.name, formOrigin, strict: search.get('strict') !== 'false' });

const portalFaults: FaultSwitch[] = [
  ['delay', 3000, 'Slow: 3 s'],
  ['silent', true, 'Silent'],
  ['late', 20_000, 'Late: answers after 20 s'],
  ['double', true, 'Answers twice'],
  ['zero', true, 'The call fails (guid 0)'],
  ['garbage', true, 'Answers nonsense'],
  ['foreign', true, 'Other libraries’ messages in between'],
];

let known = '';

async function draw() {
  const { call } = portal;
  element('#call').textContent = call
    ? `${call.ended ? 'Ended' : 'On the line'}: ${call.callerId} for ${call.campaign}`
    : 'No call';
  element<HTMLButtonElement>('#end').disabled = !call || call.ended;
  // The dialer's two faces are one system: Integra knows the portal's calls.
  if (call && call.guid !== known) {
    known = call.guid;
    const { guid, campaign, destination } = call;
    await control('call', { guid, campaign, destination });
  }
  const integra = await lookAt('integra');
  drawPanel(element('#panel'), {
    state: {
      'Dialled by the portal': portal.dialed,
      'Spool, from the form': portal.spool,
      'Callbacks, from the form': portal.schedules,
      'Tags, from the form': portal.tags,
      ...integraState(integra.state),
      'Over REST, not as documented': integra.remarks,
    },
    wire: portal.log,
    faults: [
      ['Break the portal', { ...portal.faults }, portalFaults, (faults) => ((portal.faults = faults), void draw())],
      ['Break Integra', integra.faults, integraFaults, (faults) => void control('integra', faults).then(draw)],
    ],
    clear: () => {
      portal.clear();
      void control('clear', {}).then(draw);
    },
  });
}

/** A portal opens the form when the call is answered. */
const openForm = () => (frame.src = `${formOrigin}/demo/${page}?${Date.now()}`);

element('#answer').onclick = () => {
  portal.answerCall();
  openForm();
};
element('#end').onclick = () => portal.endCall();
element('#reload').onclick = openForm;
portal.addEventListener('change', () => void draw());
setInterval(() => document.hidden || void draw(), 1500);
openForm();
void draw();
Object.assign(window, { portal }); // for the console, and for tests
