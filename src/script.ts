import './define.js';
import { CtiClient } from './core/client.js';
import { CtiError } from './core/errors.js';
import { Outbox } from './outbox/outbox.js';
import { IntegraTransport } from './transports/integra/integra-transport.js';
import { PortalTransport } from './transports/portal/portal-transport.js';

declare const PORTSIDE_VERSION: string;

/** What a page gets from the one-file build, beside the registered elements. */
export const Portside = { CtiClient, CtiError, IntegraTransport, Outbox, PortalTransport, version: PORTSIDE_VERSION };

// The copy that was loaded first goes on. The file for framing pages alone may have been before it.
const { Portside: before } = window as Partial<Window>;
if (!before?.CtiClient) Object.assign(window, { Portside: { ...before, ...Portside } });
