// A CRM that frames uContact X: hears what it says, and begins transfers. The token is added by the server that passes
// the requests on, as back-end.ts does.
import type { UcontactXEvent } from '../src/transports/ucontact-x/ucontact-x-transport.js';

const { CtiClient, UcontactXTransport } = window.Portside;
const frame = document.querySelector('iframe') as HTMLIFrameElement;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const origin = location.origin.replace('localhost', '127.0.0.1');

const ucontact = new UcontactXTransport({ baseUrl: '/ucontact-x', ucontact: frame, origin });
const client = new CtiClient({ transports: [ucontact], memory: 'Agent1@ucontact-x' });
session.client = client;
frame.src = `${origin}/demo/ucontact-x-frame.html`;

/** What the data of these two holds is on no page: what is not expected changes nothing. */
const follow: Record<string, (data: unknown) => void> = {
  changedTheme(data) {
    if (data === 'dark' || data === 'light') document.documentElement.dataset['theme'] = data;
  },
  changedLanguage(data) {
    if (data === 'es' || data === 'en') (document.querySelector('main') as HTMLElement).lang = data;
  },
};

for (const name of [
  'assignedInteraction',
  'finishedInteraction',
  'sentDisposition',
  'changedTheme',
  'changedLanguage',
] as const)
  ucontact.addEventListener(name, ({ type, data }: UcontactXEvent) => {
    const line = document.createElement('li');
    line.textContent = `${type} ${JSON.stringify(data)}`;
    document.querySelector('#events')?.append(line);
    follow[type]?.(data);
  });
