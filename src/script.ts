import './define.js';
import { CtiClient } from './client.js';
import { CtiError } from './errors.js';
import { Outbox } from './outbox.js';
import { IntegraTransport } from './transports/integra-agent.js';
import { PortalTransport } from './transports/portal.js';

declare const PORTSIDE_VERSION: string;

/** What a page gets from the one-file build, beside the registered elements. */
export const Portside = { CtiClient, CtiError, IntegraTransport, Outbox, PortalTransport, version: PORTSIDE_VERSION };

Object.assign(window, { Portside });
