// Entry of the one-file build for an agent's calls at other dialers. `portside.js` has to be loaded before.
import { MotionBarTransport } from './transports/motion-bar/motion-bar-transport.js';
import { PortalFunctionsTransport } from './transports/portal-functions/portal-functions-transport.js';
import { panelFrame, SinchPanelTransport } from './transports/sinch-panel/sinch-panel-transport.js';
import { SinchTransport } from './transports/sinch/sinch-transport.js';
import { UcontactXTransport } from './transports/ucontact-x/ucontact-x-transport.js';
import { VoicenterTransport } from './transports/voicenter/voicenter-transport.js';

export const Dialers = {
  ...{ MotionBarTransport, PortalFunctionsTransport, SinchPanelTransport, SinchTransport, UcontactXTransport },
  ...{ VoicenterTransport, panelFrame },
};

Object.assign(window.Portside, { ...Dialers, ...window.Portside }); // what was loaded first goes on
