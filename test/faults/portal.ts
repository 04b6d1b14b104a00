// Plays the portal around a form of another origin, and tells the test of all that has reached it.
import { PortalSimulator } from '../../src/simulator/index.js';
import type { FormSettings } from './form.js';
import { traceOf } from './portal-trace.js';

declare global {
  interface Window {
    portal: PortalSimulator;
  }
}

const frame = document.createElement('iframe');
frame.name = 'form';
const { form: formOrigin } = JSON.parse(decodeURIComponent(location.search.slice(1))) as FormSettings;
const portal = new PortalSimulator({ frame: 'form', formOrigin });
portal.answerCall();
portal.addEventListener('change', () => void window.hear('portal', traceOf(portal)));
frame.src = `${formOrigin}/form${location.search}`;
document.body.append(frame);
window.portal = portal;
