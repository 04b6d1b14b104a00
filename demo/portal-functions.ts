// Plays the portal that serves a form itself: on the same origin, with its functions in the form's own window.
import {
  PortalFormSimulator,
  type FormFunction,
  type FormFunctionFault,
  type FormFunctionLine,
} from '../src/simulator/index.js';
import { drawPanel, type Crossing, type FaultSwitch } from './panel.js';

const element = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
const frame = element<HTMLIFrameElement>('iframe');

/** What each form that is opened gets: the portal goes on when a form is loaded again. */
const functions: Record<string, unknown> = {};
const portal = new PortalFormSimulator({ form: functions, portal: window });
let closed = 0;

const breakable = [
  'UC_makeCall_async',
  'UC_DispositionCall_async',
  'UC_TagRecord',
  'UC_pause',
  '__SendDTMF',
] satisfies FormFunction[];
const switches: FaultSwitch[] = [
  ['silent', true, 'They do it, and never answer'],
  ['late', 20_000, 'They answer after 20 s; a page waits 15'],
  ['throws', true, 'They throw'],
  ['nothing', true, 'They do nothing, and answer all the same'],
  ['nonsense', true, 'They answer nonsense'],
];
let current: Record<string, unknown> = {};

function setFaults(faults: object): void {
  current = { ...faults };
  const { silent, late, throws, nothing, nonsense } = current;
  const fault: FormFunctionFault = {
    ...(!!silent && { isSilent: true }),
    ...(!!late && { late: Number(late) }),
    ...(!!throws && { throws: new Error('The portal’s own mistake.') }),
    ...(!!nothing && { isDone: false }),
    ...(!!nonsense && { gives: { status: 'weather' } }),
  };
  portal.faults = Object.fromEntries(breakable.map((name) => [name, fault]));
  draw();
}

const crossing = ({ at, name, args, refused, overlooked }: FormFunctionLine): Crossing => ({
  at,
  direction: 'in',
  bytes: `${name}(${args.map((each) => JSON.stringify(each)).join(', ')})`,
  ...(refused && { refused }),
  ...(overlooked && { overlooked }),
});

function draw(): void {
  const { call, isInCall, isPaused, log } = portal;
  const isGoing = !!call && !call.answered && !call.ended;
  const words = isInCall ? 'On the line' : isGoing ? 'Dialled, not answered' : 'The call ended';
  element('#call').textContent =
    `${call ? `${words}: ${call.callerId}` : 'No call'}. ${isPaused ? 'Paused.' : 'Not paused.'}`;
  element<HTMLButtonElement>('#put-through').disabled = isInCall || isGoing;
  element<HTMLButtonElement>('#answer').disabled = !isGoing;
  element<HTMLButtonElement>('#end').disabled = !call || call.ended;
  drawPanel(element('#panel'), {
    state: {
      'Dialled for the form': portal.dialed,
      'Keys, and what the site’s codes make of them': portal.tones,
      Results: portal.dispositions,
      Tags: portal.tags,
    },
    // Whether a call is on is asked each second.
    wire: log.filter(({ name }) => name !== '__isInCall').map(crossing),
    faults: [['Break the portal’s functions', current, switches, setFaults]],
    clear: () => {
      portal.endCall();
      for (const list of [portal.dialed, portal.tones, portal.dispositions, portal.tags, portal.log]) list.length = 0;
      closed = 0;
      draw();
    },
  });
  const asked = log.filter(({ name }) => name === 'UC_closeForm').length;
  if (asked > closed) frame.remove();
  closed = asked;
}

function openForm(): void {
  frame.src = `portal-functions-frame.html?${Date.now()}`;
  if (!frame.isConnected) element('main').prepend(frame);
}

element('#put-through').onclick = () => {
  portal.beginCall({ callerId: '091000000', campaign: 'Sale->' });
  openForm();
};
element('#answer').onclick = () => void portal.beginCall();
element('#end').onclick = () => portal.endCall();
element('#reload').onclick = openForm;
portal.addEventListener('change', draw);
// The form's first script takes them, as those of the portal do.
Object.assign(window, { functions, portal }); // also for the console, and for tests
openForm();
draw();
