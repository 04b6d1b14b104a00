// A CRM page outside the portal: the tester signs in to Integra, and the tags go over REST.
import { IntegraSession } from '../src/transports/integra.js';
import { control, integraFaults, integraState, lookAtIntegra } from './integra.js';
import { drawPanel, type Crossing } from './panel.js';

const element = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
const wire: Crossing[] = [];

// Shows what this page sends; a sign-in's password and token stay out of the log.
const { fetch } = window;
window.fetch = async (input, init) => {
  const url = String(input);
  if (!url.includes('Integra/resources')) return fetch(input, init);
  const body = url.includes('/auth/') ? '…' : String(init?.body);
  wire.push({ at: Date.now(), direction: 'in', bytes: `POST ${url}\n${body}` });
  try {
    const answer = await fetch(input, init);
    const text = url.includes('/auth/') ? '…' : await answer.clone().text();
    wire.push({ at: Date.now(), direction: 'out', bytes: `${answer.status} ${text}` });
    return answer;
  } finally {
    void draw();
  }
};

const cti = element<HTMLElementTagNameMap['cti-session']>('cti-session');
const who = element('#who');
let session: IntegraSession | undefined;
cti.authorization = () => session?.authorization();

async function signIn(form: HTMLFormElement) {
  const { user, password } = Object.fromEntries(new FormData(form)) as { user: string; password: string };
  try {
    session = await IntegraSession.start({ baseUrl: '/integra', user, password });
    who.textContent = `Signed in as ${user}`;
  } catch (error) {
    who.textContent = (error as Error).message;
  }
  element('#sign-out').hidden = !session;
}

element<HTMLFormElement>('#sign-in').onsubmit = (event) => {
  event.preventDefault();
  void signIn(event.target as HTMLFormElement);
};
element('#sign-out').onclick = async () => {
  await session?.end();
  session = undefined;
  element('#sign-out').hidden = true;
  who.textContent = 'Signed out';
};

// What a CRM knows of its customer, and the results of its campaign.
element<HTMLElementTagNameMap['cti-disposition-form']>('cti-disposition-form').dispositions = [
  { label: 'Sale', children: [{ label: 'New customer' }, { label: 'Upgrade', children: [{ label: 'Premium' }, { label: 'Family', requires: ['comment'] }] }] },
  { label: 'Callback', action: 'schedule' },
  { label: 'No answer', action: 'respool' },
  { label: 'Do not call', action: 'blacklist', requires: ['comment'] },
];
element<HTMLElementTagNameMap['cti-respool-editor']>('cti-respool-editor').entry = {
  campaign: 'Ventas->',
  destination: '098344484',
  dialerBase: 'basetest',
  status: 1,
  data: [['account', '7781']],
  alternatives: ['099124484', '099121212'],
  contact: 222,
  retries: 1,
  priority: 9999,
  agentPhone: '1001',
};

async function draw() {
  const { state, faults, real } = await lookAtIntegra();
  document.title = real ? `CRM page on ${real}` : 'CRM page';
  drawPanel(element('#panel'), {
    state: real ? {} : integraState(state),
    wire,
    faults: real ? [] : [['Break Integra', faults, integraFaults, (set) => void control('faults', set).then(draw)]],
    clear: () => {
      wire.length = 0;
      void control('clear', {}).then(draw);
    },
  });
}

who.textContent = 'Not signed in';
setInterval(() => document.hidden || void draw(), 1500);
void draw();
