// Plays the portal around a form of another origin, and tells the test of all that has reached it.
import { PortalSimulator } from '../../src/simulator/index.js';
import type { FormSettings } from './form.js';

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
portal.addEventListener('change', () => {
  const { dialed, log } = portal;
  const got = log
    .filter(({ direction }) => direction === 'in')
    .map(({ bytes }) => (JSON.parse(bytes) as { data: unknown }).data);
  void window.hear('portal', { dialed, got });
});
frame.src = `${formOrigin}/form${location.search}`;
document.body.append(frame);
window.portal = portal;
