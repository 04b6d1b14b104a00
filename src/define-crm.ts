import { CtiDialable } from './elements/cti-dialable/cti-dialable.js';
import { CtiDoctor } from './elements/cti-doctor/cti-doctor.js';
import { CtiPanel } from './elements/cti-panel/cti-panel.js';
import { CtiScreenPop } from './elements/cti-screen-pop/cti-screen-pop.js';
import { register } from './register.js';

/** The elements for a CRM's page, by their tags. They use the agent's, which `./define.js` registers. */
register({
  'cti-dialable': CtiDialable,
  'cti-doctor': CtiDoctor,
  'cti-panel': CtiPanel,
  'cti-screen-pop': CtiScreenPop,
});
