import { msg, str } from '@lit/localize';
import { CtiClient } from './core/client.js';
import { CtiError } from './core/errors.js';
import { checkAddress, serverName } from './core/address.js';
import { holdsSignIn, isSignedIn } from './core/origin.js';
import { Outbox } from './outbox/outbox.js';
import type { Transport } from './core/transport.js';
import type { IntegraDialect } from './transports/integra/integra-codec.js';
import { IntegraTransport, type IntegraOptions } from './transports/integra/integra-transport.js';
import { PortalTransport } from './transports/portal/portal-transport.js';

/** What a page sets on its session; texts are empty when not set. */
export interface Connection extends Required<
  Pick<IntegraOptions, 'agent' | 'phone' | 'tech' | 'context' | 'authorization'>
> {
  pauseReasons?: IntegraOptions['pauseReasons'];
  portalOrigin: string;
  integraUrl: string;
  integraDialect?: string;
  /** `portal`, or empty. */
  prefer?: string;
  dialerTimeZone: () => string | undefined;
  outboxPlain: boolean;
  outboxHours: number;
  outboxDays: number;
  outboxKey: (() => Promise<CryptoKey | string>) | undefined;
  /** Who may be dialled, as it is then. */
  destinations: () => unknown;
}

/**
 * The client for a page's settings: the portal, then Integra, which goes first with what the portal never answers unless the
 * page prefers the portal. A page that names only Integra never speaks to the page that frames it. What is set wrongly is
 * named in `problem` and left out; with a wrong dialect nothing goes to Integra, and what is meant for it waits.
 */
export function createClient(connection: Connection): { client: CtiClient; problem: string | undefined } {
  const {
    portalOrigin,
    integraUrl,
    integraDialect,
    prefer = '',
    tech,
    dialerTimeZone,
    destinations,
    ...others
  } = connection;
  const { outboxPlain: plain, outboxHours, outboxDays, outboxKey: key, ...rest } = others;
  const transports: Transport[] = [];
  const problems: string[] = [];
  const add = (make: () => Transport) => {
    try {
      transports.push(make());
    } catch (cause) {
      problems.push(CtiError.from(cause).message);
    }
  };
  if (portalOrigin || !integraUrl) add(() => new PortalTransport(portalOrigin ? { origin: portalOrigin } : {}));
  const dialect = (integraDialect || 'new') as IntegraDialect; // the transport refuses what is none
  if (integraUrl)
    add(() => {
      const options = { ...rest, tech: tech || 'SIP', baseUrl: serverUrl(integraUrl) };
      try {
        return new IntegraTransport({ ...options, dialect });
      } catch (cause) {
        const { message: reason } = CtiError.from(cause);
        const unreachable = { ok: false, code: 'UNREACHABLE', reason } as const;
        const closed = Object.assign(new IntegraTransport(options), { supports: () => unreachable });
        problems.push(reason);
        return closed; // what is Integra's waits for the right dialect, and does not become the portal's
      }
    });
  if (prefer && prefer !== 'portal') problems.push(msg(str`“${prefer}” is not a transport: set prefer="portal".`));
  const portal = transports.find((transport) => transport instanceof PortalTransport);
  // What is refused for its sign-in is named nowhere.
  const isOpen = integraUrl ? !holdsSignIn(integraUrl) : !isSignedIn(portalOrigin);
  const written = isOpen ? integraUrl || (portal?.origin ?? portalOrigin) : '';
  const server = serverName(written);
  const { agent } = rest;
  const outbox = new Outbox({
    ...{ agent, server, formerServer: written === server ? '' : written, plain, dialerTimeZone },
    ...{ maxAge: (outboxHours || 24) * 3_600_000, days: outboxDays || 30, ...(key && { key }) },
  });
  return {
    client: new CtiClient({ transports, prefer, outbox, memory: `${agent}@${server}`, destinations }),
    problem: problems.join(' ') || undefined,
  };
}

/** The address as it is, unless it can be no server's. */
function serverUrl(text: string): string {
  checkAddress(text, 'integraUrl'); // before a sentence repeats it
  if (URL.canParse(text, document.baseURI) && /^https?:$/.test(new URL(text, document.baseURI).protocol)) return text;
  throw new CtiError('INVALID', msg(str`“${text}” is not an Integra address: write it like https://ucontact.example/`));
}
