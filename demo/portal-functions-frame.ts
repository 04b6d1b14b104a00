// A form that the portal serves itself.
import type { FormFunction } from '../src/simulator/index.js';

const { CtiClient, PortalFunctionsTransport } = window.Portside;

// The portal's own scripts do this: they put its functions into the form.
Object.assign(window, (parent as unknown as { functions?: Record<FormFunction, unknown> }).functions);

// From here on it is what an integrator writes. The codes are those of the site's telephone exchange.
const portal = new PortalFunctionsTransport({ transferCodes: { blind: '##{to}#', attended: '#0{to}' } });
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
session.client = new CtiClient({ transports: [portal], memory: 'Agent1@portal-functions' });
(document.querySelector('#close') as HTMLButtonElement).onclick = () => portal.closeForm();
