// What an agent's page at Sinch has, whichever of the two frames the other.
import type { SinchPanelTransport } from '../src/transports/sinch-panel/sinch-panel-transport.js';

/** The calls go through the panel, the agent's state by REST; the numbers that customers may see are the panel's. */
export function speakThrough(panel: SinchPanelTransport): void {
  const { CtiClient, SinchTransport } = window.Portside;
  const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
  const callerId = document.querySelector('cti-caller-id') as HTMLElementTagNameMap['cti-caller-id'];
  const rest = new SinchTransport({ baseUrl: '/sinch/RI/obi', rmiUrl: '/sinch/RI/rmi', agent: panel.agent });
  const client = new CtiClient({ transports: [panel, rest], memory: 'ana@sinch-panel' });
  client.log.isPlain = true; // the numbers here are made up
  session.client = client;

  const look = setInterval(async () => {
    if (!client.supports('call').ok) return; // nobody has logged in at the panel
    clearInterval(look);
    callerId.numbers = await panel.callerIds();
  }, 500);
}
