// A CRM page outside the portal: the tester signs in to Integra, and the tags go over REST.
import type { LogLine } from '../src/index.js';
import { IntegraSession } from '../src/transports/integra.js';
import { control, integraFaults, integraState, lookAtIntegra } from './integra.js';
import { drawPanel, type Crossing } from './panel.js';

const element = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
const cti = element<HTMLElementTagNameMap['cti-session']>('cti-session');
const who = element('#who');
let session: IntegraSession | undefined;

async function signIn(form: HTMLFormElement) {
  const { user, password } = Object.fromEntries(new FormData(form)) as { user: string; password: string };
  try {
    const started = await IntegraSession.start({ baseUrl: '/integra', user, password });
    session = started;
    cti.authorization = started.authorization; // what waited for a sign-in goes out now
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

/** What the client's own log says of the wire; the numbers here are made up. */
function wire(): Crossing[] {
  const { client } = cti;
  if (!client) return [];
  client.log.isPlain = true;
  const lines = (JSON.parse(client.exportLog()) as LogLine[]).filter(({ what }) => what === 'sent' || what === 'received');
  return lines.map(({ at, what, detail }) => ({ at, direction: what === 'sent' ? 'in' : 'out', bytes: JSON.stringify(detail) }));
}

async function draw() {
  const { state, faults, real } = await lookAtIntegra();
  document.title = real ? `CRM page on ${real}` : 'CRM page';
  drawPanel(element('#panel'), {
    state: real ? {} : integraState(state),
    wire: wire(),
    faults: real ? [] : [['Break Integra', faults, integraFaults, (set) => void control('faults', set).then(draw)]],
    clear: () => {
      cti.client?.log.clear();
      void control('clear', {}).then(draw);
    },
  });
}

who.textContent = 'Not signed in';
setInterval(() => document.hidden || void draw(), 1500);
void draw();
