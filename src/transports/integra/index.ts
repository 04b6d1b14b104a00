// The whole of Integra. The one-file build for agents takes `integra-transport.js` alone.
import { IntegraTransport } from './integra-transport.js';
import { integraAgent } from './integra-agent.js';
import { integraSupervisor } from './integra-supervisor.js';

export { IntegraTransport, type IntegraOptions } from './integra-transport.js';
export type { IntegraDialect } from './integra-codec.js';
export { IntegraSession, type IntegraSessionOptions } from './integra-session.js';

IntegraTransport.register(integraSupervisor);
IntegraTransport.register(integraAgent);
