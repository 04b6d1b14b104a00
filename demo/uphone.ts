// A CRM that frames uContact: the same call buttons, carried by its “Window Proxy API”.
import type { UphoneEvent } from '../src/transports/uphone/uphone-transport.js';

const { CtiClient, UphoneTransport } = window.Portside;
const frame = document.querySelector('iframe') as HTMLIFrameElement;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const origin = location.origin.replace('localhost', '127.0.0.1');

frame.src = `${origin}/demo/uphone-frame.html`;
const uphone = new UphoneTransport({ frame, origin });
session.client = new CtiClient({ transports: [uphone] });

for (const name of [
  'agentLogin',
  'makeCall',
  'gettingCall',
  'finishedCall',
  'sentDispositions',
  'assignedInteraction',
  'finishedInteraction',
  'sentDisposition',
])
  uphone.addEventListener(name, (event) => {
    const line = document.createElement('li');
    line.textContent = `${event.type} ${JSON.stringify((event as UphoneEvent).params)}`;
    document.querySelector('#events')?.append(line);
  });
