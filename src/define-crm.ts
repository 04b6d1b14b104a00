import { CtiAgentState } from './elements/cti-agent-state/cti-agent-state.js';
import { CtiCallControls } from './elements/cti-call-controls/cti-call-controls.js';
import { CtiCallbacks } from './elements/cti-callbacks/cti-callbacks.js';
import { CtiCallerId } from './elements/cti-caller-id/cti-caller-id.js';
import { CtiDialable } from './elements/cti-dialable/cti-dialable.js';
import { CtiDoctor } from './elements/cti-doctor/cti-doctor.js';
import { CtiIncoming } from './elements/cti-incoming/cti-incoming.js';
import { CtiPanel } from './elements/cti-panel/cti-panel.js';
import { CtiScreenPop } from './elements/cti-screen-pop/cti-screen-pop.js';
import { register } from './register.js';

/** The elements for a CRM's page, by their tags. They use the agent's, which `./define.js` registers. */
register({
  'cti-agent-state': CtiAgentState,
  'cti-call-controls': CtiCallControls,
  'cti-callbacks': CtiCallbacks,
  'cti-caller-id': CtiCallerId,
  'cti-dialable': CtiDialable,
  'cti-doctor': CtiDoctor,
  'cti-incoming': CtiIncoming,
  'cti-panel': CtiPanel,
  'cti-screen-pop': CtiScreenPop,
});
