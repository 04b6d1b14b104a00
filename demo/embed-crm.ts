// What the CRM's pages share.
import type { CurrentCall, RespoolEntry } from '../src/index.js';

/** What a CRM knows of its customer's line in the dialer. */
export const lineInDialer = (destination: string, contact: number): RespoolEntry => ({
  campaign: 'Ventas->',
  destination,
  dialerBase: 'basetest',
  status: 1,
  data: [['account', '7781']],
  alternatives: [],
  contact,
  retries: 1,
  priority: 9999,
  agentPhone: '1001',
});

export const customers = [
  { name: 'Ana Pérez', number: '091000000', timeZone: 'America/Montevideo', entry: lineInDialer('091000000', 221) },
  { name: 'Luis Silva', number: '098344484', timeZone: 'America/Asuncion', entry: lineInDialer('098344484', 222) },
];

/** The CRM's back end holds the password; the page gets a header value, for each request anew. */
export const signIn = async (): Promise<string> => (await fetch('/control/authorization')).json() as Promise<string>;

/** How a call stands, in words: as far as its dialer tells. Integra tells nothing. */
const states = {
  dialling: 'Dialling',
  ringing: 'Ringing',
  connected: 'On the line',
  held: 'On hold',
  incoming: 'Incoming',
  ended: 'Ended',
  placed: 'Placed, and its dialer tells no more',
  unknown: 'Nobody knows whether it is on',
} satisfies Record<CurrentCall['state'], string>;

/** What a CRM shows of a call. */
export const callLine = ({ state, destination, campaign }: CurrentCall): string =>
  `${states[state]}: ${destination}${campaign && ` for ${campaign}`}`;
