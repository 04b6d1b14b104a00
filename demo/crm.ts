// A CRM page outside the portal: the tester signs in to Integra, and the tags go over REST.
import { IntegraSession } from '../src/transports/integra/index.js';
import { integraFaults, integraState } from './integra.js';
import { watchDialer } from './dialer-panel.js';

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

// What a CRM knows of its customer.
element<HTMLElementTagNameMap['cti-respool-editor']>('cti-respool-editor').entry = {
  campaign: 'Ventas->',
  destination: '098344484',
  dialerBase: 'basetest',
  status: 1,
  data: [['account', '7781']],
  alternatives: ['091000000', '099124484', '099121212'],
  contact: 222,
  retries: 1,
  priority: 9999,
  agentPhone: '1001',
};

watchDialer('integra', 'Integra', () => cti.client, integraState, integraFaults);
who.textContent = 'Not signed in';
