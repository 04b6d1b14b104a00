// Entry of the third one-file build: what a CRM's page needs beyond `portside.js`, which has to be loaded before.
import './define-crm.js';
import { diagnose, diagnoseFrame } from './diagnostics/index.js';
import { watchCalls } from './screen-pop/index.js';
import { integraAgent } from './transports/integra/integra-agent.js';
import { UphoneTransport } from './transports/uphone/uphone-transport.js';

export const Crm = { UphoneTransport, diagnose, diagnoseFrame, watchCalls };

window.Portside.IntegraTransport.register(integraAgent); // once more says the same
Object.assign(window.Portside, { ...Crm, ...window.Portside }); // what was loaded first goes on
