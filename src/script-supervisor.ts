// Entry of the second one-file build: what a supervisor's page needs beyond `portside.js`, which has to be loaded before.
import './define-supervisor.js';
import { checkContacts, guessColumns, preview, uploadContacts } from './uploads/index.js';
import { eachRecording, findRecording, recordingUrls } from './recordings/index.js';
import { integraSupervisor } from './transports/integra/integra-supervisor.js';
import { basic, MotionTransport } from './transports/motion/motion-transport.js';
import { SinchTransport } from './transports/sinch/sinch-transport.js';
import { VoicenterTransport } from './transports/voicenter/voicenter-transport.js';

const Supervisor = {
  ...{ MotionTransport, SinchTransport, VoicenterTransport, basic },
  ...{ checkContacts, guessColumns, preview, uploadContacts },
  ...{ eachRecording, findRecording, recordingUrls },
};

declare global {
  interface Window {
    /** With what the further files add; without these their names are not there. */
    Portside: typeof import('./script.js').Portside &
      typeof Supervisor &
      typeof import('./script-crm.js').Crm &
      typeof import('./script-dialers.js').Dialers;
  }
}

if (!(window.Portside as Partial<typeof window.Portside>).MotionTransport) {
  window.Portside.IntegraTransport.register(integraSupervisor);
  Object.assign(window.Portside, { ...Supervisor, ...window.Portside }); // what was loaded first goes on
}
