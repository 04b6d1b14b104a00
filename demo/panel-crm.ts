import { watchDialer } from './dialer-panel.js';
import { lineInDialer, signIn } from './embed-crm.js';
import { integraFaults, integraState } from './integra.js';

// Your back end signs in and gives the header; the page holds no password.
const crm = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const sideBar = document.querySelector('cti-panel') as HTMLElementTagNameMap['cti-panel'];
crm.authorization = signIn;
sideBar.entry = { ...lineInDialer('091000000', 221), alternatives: ['098344484'] };

(document.querySelector('#density') as HTMLSelectElement).onchange = ({ target }) => {
  sideBar.density = (target as HTMLSelectElement).value as typeof sideBar.density;
};

watchDialer('integra', 'Integra', () => crm.client, integraState, integraFaults);
