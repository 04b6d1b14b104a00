// Entry of the third one-file build: what a CRM's page needs beyond `portside.js`, which has to be loaded before.
import './define-crm.js';
import { watchCalls } from './screen-pop.js';
import { UphoneTransport } from './transports/uphone.js';

export const Crm = { UphoneTransport, watchCalls };
import { diagnose, diagnoseFrame } from './doctor/index.js';

const Crm = {
  ...{ diagnose, diagnoseFrame },
};

Object.assign(window.Portside, Crm);
