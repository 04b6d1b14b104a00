// A CRM that frames the panel of Sinch Contact Pro.
import { speakThrough } from './sinch-agent.js';

const { SinchPanelTransport } = window.Portside;
const panel = document.querySelector('iframe') as HTMLIFrameElement;
const origin = location.origin.replace('localhost', '127.0.0.1');

panel.src = `${origin}/demo/sinch-panel-frame.html`; // at a tenant: panelFrame('https://tenant.example/').src
speakThrough(new SinchPanelTransport({ panel, origin }));
