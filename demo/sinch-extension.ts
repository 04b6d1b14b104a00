// Plays the panel that frames a CRM's page.
import { playPanel } from './sinch-panel-desk.js';

const frame = document.querySelector('iframe') as HTMLIFrameElement;
const origin = location.origin.replace('localhost', '127.0.0.1');

playPanel({ origin, page: () => frame.contentWindow });
frame.src = `${origin}/demo/sinch-extension-frame.html`;
